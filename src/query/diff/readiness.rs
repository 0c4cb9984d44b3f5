//! What two versions of a ladder mean for a person: readiness and gaps of each role, before and after.

use std::collections::{HashMap, VecDeque};

use serde::Serialize;
use smol_str::SmolStr;

use crate::{
    model::{Ladder, Resolver, RoleIndex},
    order::Order as _,
    query::{
        answer::{Estimate, Named, Number},
        answer_builder::AnswerBuilder,
        assess::{Fit, Fits},
        gap::{Gap, Have, Need, Readiness},
        person_state::PersonState,
    },
    vocabulary::RequirementKind,
};

use super::{inherited::parents_first, versions::Versions};

/// A role for which the person's readiness or gaps differ.
#[derive(Debug, PartialEq, Serialize)]
pub struct ReadinessBeside {
    /// The role, as the new version calls it.
    pub role: Named,
    /// Whether it is the person's present role.
    pub present: bool,
    /// Whether it is the person's goal.
    pub goal: bool,
    /// In the old version; `null` where it has no such role.
    pub before: Option<RoleFit>,
    /// In the new version; `null` where it has no such role.
    pub after: Option<RoleFit>,
    /// The gaps that the old version does not have.
    pub new_gaps: Vec<GapBeside>,
    /// The gaps that the new version does not have.
    pub closed_gaps: Vec<GapBeside>,
    /// The gaps of both versions that ask for something else.
    pub changed_gaps: Vec<GapBeside>,
}

/// How ready a person is for a role of one version.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RoleFit {
    /// How much of the requirements is met.
    pub readiness: Option<Readiness>,
    /// The levels, certifications and degrees that are missing; of alternatives as many as are still asked for.
    pub steps: usize,
    /// Whether points are missing, for which the steps are unknown.
    pub steps_at_least: bool,
    /// Study hours, those of estimates left out; `null` where no part of them is known.
    pub hours: Option<Estimate>,
    /// The study hours that rest on estimates; `null` where none do.
    pub hours_estimated: Option<Estimate>,
    /// Years of experience that are missing; `null` where they are unknown.
    pub years_missing: Option<Number>,
}

/// A requirement that the person does not meet in at least one of both versions.
#[derive(Debug, PartialEq, Serialize)]
pub struct GapBeside {
    /// The kind of the requirement.
    pub kind: RequirementKind,
    /// The id of the requirement.
    pub id: SmolStr,
    /// The title of the requirement.
    pub title: SmolStr,
    /// What the old version asks for; `null` for nothing.
    pub old: Option<Need>,
    /// What the new version asks for; `null` for nothing.
    pub new: Option<Need>,
    /// What the person has; `null` for nothing.
    pub have: Option<Have>,
}

/// A requirement by its kind and its id, as the new version calls it.
type Key = (&'static str, SmolStr);

/// A person on one version.
struct On<'a, 'l> {
    builder: AnswerBuilder<'l>,
    resolver: Resolver<'l>,
    fits: Fits<'a>,
}

impl<'a, 'l: 'a> On<'a, 'l> {
    fn new(ladder: &'l Ladder, state: &'a PersonState) -> Self {
        Self {
            builder: AnswerBuilder::new(ladder),
            resolver: Resolver::new(ladder),
            fits: Fits::new(ladder, state),
        }
    }

    fn fit(&mut self, role: RoleIndex) -> Fit {
        let required = self.resolver.required(role);
        self.fits.of(&mut self.builder, &required)
    }
}

/// The roles for which something differs; those that are gone only where they are the person's own or goal.
pub(super) fn beside(versions: &Versions, people: [&PersonState; 2]) -> Vec<ReadinessBeside> {
    let [old_state, new_state] = people;
    let mut before = On::new(versions.old, old_state);
    let mut after = On::new(versions.new, new_state);
    let renamed = renamed(versions);
    let mut found: Vec<(RoleIndex, ReadinessBeside)> = Vec::new();
    for role in parents_first(versions.new) {
        let was = versions.old_role(role);
        let old = was.map(|was| before.fit(was));
        let new = after.fit(role);
        let entry = &versions.new[role];
        let named = Named {
            id: entry.id.clone(),
            title: entry.title.clone(),
        };
        let own = [new_state.role, new_state.goal].map(|known| known == Some(role));
        let differing = differing(versions, named, own, [old, Some(new)], &renamed);
        found.extend(differing.map(|differing| (role, differing)));
    }
    found.order_by_key(|(role, _)| *role);
    let mut roles: Vec<ReadinessBeside> = found.into_iter().map(|(_, role)| role).collect();
    // One that was merged with another role is that role.
    let known = [
        old_state.role.filter(|_| new_state.role.is_none()),
        old_state.goal.filter(|_| new_state.goal.is_none()),
    ];
    let mut gone: Vec<RoleIndex> = known.into_iter().flatten().collect();
    gone.retain(|role| versions.new_role(*role).is_none());
    gone.dedup();
    for role in gone {
        let entry = &versions.old[role];
        let named = Named {
            id: entry.id.clone(),
            title: entry.title.clone(),
        };
        let own = [old_state.role, old_state.goal].map(|known| known == Some(role));
        let fit = before.fit(role);
        roles.extend(differing(versions, named, own, [Some(fit), None], &renamed));
    }
    roles
}

/// What skills and certifications of the old version are called in the new one, where that is something else.
fn renamed(versions: &Versions) -> HashMap<SmolStr, SmolStr> {
    let (old, new) = (versions.old, versions.new);
    let skills = old.skills.iter().zip(&versions.skills.to_new);
    let skills = skills.filter_map(|(skill, after)| Some((&skill.id, &new.skills[(*after)?].id)));
    let certifications = old.certifications.iter();
    let certifications = certifications.zip(&versions.certifications.to_new);
    let certifications = certifications
        .filter_map(|(entry, after)| Some((&entry.id, &new.certifications[(*after)?].id)));
    let all = skills.chain(certifications);
    let all = all.filter(|(before, after)| before != after);
    all.map(|(before, after)| (before.clone(), after.clone()))
        .collect()
}

/// The key of a gap; ids of the old version are replaced.
fn key(gap: &Gap, renamed: &HashMap<SmolStr, SmolStr>) -> Key {
    let ids = gap.id.split('|');
    let mut ids: Vec<&str> = ids
        .map(|id| renamed.get(id).map_or(id, SmolStr::as_str))
        .collect();
    ids.order();
    (gap.kind.name(), ids.join("|").into())
}

fn differing(
    versions: &Versions,
    role: Named,
    [present, goal]: [bool; 2],
    [old, new]: [Option<Fit>; 2],
    renamed: &HashMap<SmolStr, SmolStr>,
) -> Option<ReadinessBeside> {
    let open = |fit: &Option<Fit>, renamed: &HashMap<SmolStr, SmolStr>| {
        let gaps = fit.iter().flat_map(|fit| &fit.gaps);
        let gaps = gaps.filter(|gap| gap.status.is_open());
        // Several groups may have the same members, at other levels.
        let mut known: HashMap<Key, VecDeque<Gap>> = HashMap::new();
        for gap in gaps {
            let same = known.entry(key(gap, renamed)).or_default();
            same.push_back(gap.clone());
        }
        known
    };
    let mut before = open(&old, renamed);
    let none = HashMap::new();
    let mut found = ReadinessBeside {
        role,
        present,
        goal,
        before: old.as_ref().map(role_fit),
        after: new.as_ref().map(role_fit),
        new_gaps: Vec::new(),
        closed_gaps: Vec::new(),
        changed_gaps: Vec::new(),
    };
    let gaps = new.iter().flat_map(|fit| &fit.gaps);
    for gap in gaps.filter(|gap| gap.status.is_open()) {
        let was = before
            .get_mut(&key(gap, &none))
            .and_then(VecDeque::pop_front);
        let need = was.as_ref().map(|was| was.need.clone());
        match &was {
            None if old.is_some() => found.new_gaps.push(beside_of(gap, None, true)),
            Some(was) if !is_same_need(versions, was, gap, renamed) => {
                found.changed_gaps.push(beside_of(gap, need, true));
            }
            _ => (),
        }
    }
    if new.is_some() {
        let gaps = old.iter().flat_map(|fit| &fit.gaps);
        for gap in gaps.filter(|gap| gap.status.is_open()) {
            let left = before.get_mut(&key(gap, renamed));
            if let Some(gap) = left.and_then(VecDeque::pop_front) {
                let need = Some(gap.need.clone());
                found.closed_gaps.push(beside_of(&gap, need, false));
            }
        }
    }
    let is_same = found.before.as_ref().map(figures) == found.after.as_ref().map(figures)
        && found.new_gaps.is_empty()
        && found.closed_gaps.is_empty()
        && found.changed_gaps.is_empty();
    (!is_same).then_some(found)
}

/// Whether both versions ask for the same; ids of certifications may have changed.
fn is_same_need(
    versions: &Versions,
    old: &Gap,
    new: &Gap,
    renamed: &HashMap<SmolStr, SmolStr>,
) -> bool {
    match (&old.need, &new.need) {
        (Need::Skill(asked), Need::Skill(new)) => {
            let skill = versions.old.skill(&old.id);
            let level = skill.and_then(|skill| {
                let level = versions.old.scale(skill).level(asked.rank)?;
                Some(versions.before().level(skill, level))
            });
            level.as_ref() == Some(new)
        }
        (Need::Certification { .. }, Need::Certification { .. }) => {
            key(old, renamed) == key(new, &HashMap::new())
        }
        (Need::AnyOf { need: old, .. }, Need::AnyOf { need: new, .. }) => old == new,
        (Need::Points { points: old, .. }, Need::Points { points: new, .. }) => old == new,
        (old, new) => old == new,
    }
}

/// What is told of a role, without what of it rests on the roles of the person.
fn figures(fit: &RoleFit) -> RoleFit {
    let readiness = fit.readiness.map(|found| Readiness {
        baseline: 0,
        ratio_without_baseline: None,
        ..found
    });
    RoleFit {
        readiness,
        ..fit.clone()
    }
}

fn beside_of(gap: &Gap, old: Option<Need>, is_new: bool) -> GapBeside {
    GapBeside {
        kind: gap.kind,
        id: gap.id.clone(),
        title: gap.title.clone(),
        old,
        new: is_new.then(|| gap.need.clone()),
        have: gap.have.clone(),
    }
}

fn role_fit(fit: &Fit) -> RoleFit {
    let open = || fit.gaps.iter().filter(|gap| gap.status.is_open());
    RoleFit {
        readiness: fit.readiness,
        steps: open().map(steps).sum(),
        steps_at_least: open().any(|gap| gap.kind == RequirementKind::Points),
        hours: fit.study.hours,
        hours_estimated: fit.study.hours_estimated,
        years_missing: fit.years_missing,
    }
}

/// The levels, certifications and degrees that close a gap; at least those, where a member of alternatives takes several.
fn steps(gap: &Gap) -> usize {
    match (&gap.need, &gap.have) {
        (Need::Skill(need), Some(Have::Skill(have))) => {
            usize::from(need.rank.saturating_sub(have.rank))
        }
        (Need::Skill(need), _) => usize::from(need.rank),
        (Need::Certification { .. } | Need::Education(_), _) => 1,
        (Need::AnyOf { need, .. }, have) => {
            let met = match have {
                Some(Have::AnyOf { met }) => *met,
                _ => 0,
            };
            need.saturating_sub(met)
        }
        (Need::Experience { .. } | Need::Points { .. }, _) => 0,
    }
}
