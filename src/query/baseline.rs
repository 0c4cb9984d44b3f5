//! The roles that a person holds or held, and the skills: those that the profile names, and those that
//! these roles ask for.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
};

use crate::{
    model::{
        Date, Day, Exemption, Item, Ladder, Level, PastRole, Profile, Requirement, Resolver,
        RoleIndex, SkillIndex,
    },
    order::{Order as _, map_of, set_of},
    vocabulary,
};

use super::{alternatives::MetItem, person_state::PersonState};

/// A role that a person holds or held, and what it asks for.
pub struct HeldRole {
    pub role: RoleIndex,
    /// The first day in it; `None` where that is unknown.
    pub since: Option<Day>,
    /// The levels that it asks for.
    pub levels: Vec<(SkillIndex, Level)>,
    /// The alternatives and the points that it asks for.
    items: Vec<Item>,
}

/// The skills of a person, and what they rest on.
pub struct Baseline {
    /// The level of each skill.
    pub skills: BTreeMap<SkillIndex, Level>,
    /// The role that a level rests on, where the profile does not name the skill.
    pub roles: BTreeMap<SkillIndex, RoleIndex>,
    /// The skills that the profile names.
    pub named: BTreeSet<SkillIndex>,
}

impl HeldRole {
    /// A role that is held since a day, and what it requires.
    pub fn new(role: RoleIndex, since: Option<Day>, required: Vec<Requirement>) -> Self {
        let (mut levels, mut items) = (Vec::new(), Vec::new());
        for requirement in required {
            match requirement.item {
                Item::Skill(skill, level) => levels.push((skill, level)),
                item @ (Item::AnyOf(_) | Item::Points(_)) => items.push(item),
                Item::Years(_) | Item::Education(_) | Item::Certification(_) => (),
            }
        }
        Self {
            role,
            since,
            levels,
            items,
        }
    }

    /// The alternatives and the points that it asks for, which whoever holds it counts as meeting.
    pub fn met_items(self) -> impl Iterator<Item = MetItem> {
        let role = Some(self.role);
        let items = self.items.into_iter();
        items.map(move |item| MetItem { item, role })
    }
}

/// The roles that the person holds or held on a day, each once: the present one, then the latest first.
pub fn held_roles(
    ladder: &Ladder,
    profile: &Profile,
    present: Option<RoleIndex>,
    as_of: Day,
) -> Vec<HeldRole> {
    let mut past: Vec<&PastRole> = profile.history.iter().collect();
    past.retain(|period| period.from.first_day() <= as_of);
    past.order_by_key(|period| Reverse(period.from.first_day()));
    let past = past.into_iter();
    let past = past.map(|period| (period.role, Some(period.from.first_day())));
    let since = profile.since.map(Date::first_day);
    let is_present = |role: &RoleIndex| profile.role == Some(*role);
    let present = present.map(|role| (role, since.filter(|_| is_present(&role))));
    let mut resolver = Resolver::new(ladder);
    let mut held: Vec<HeldRole> = Vec::new();
    let mut positions = HashMap::new();
    for (role, since) in present.into_iter().chain(past) {
        let position = *positions.entry(role).or_insert(held.len());
        let Some(known) = held.get_mut(position) else {
            held.push(HeldRole::new(role, since, resolver.required(role)));
            continue;
        };
        known.since = [known.since, since].into_iter().flatten().min();
    }
    held
}

/// The level of each skill on a day, and the role that it rests on where the profile does not name the
/// skill.
///
/// A claim counts from its day on. Before that day the person was below its level, so a role gives less.
pub fn skills(profile: &Profile, held_roles: &[HeldRole], as_of: Day) -> Baseline {
    let mut stated: BTreeMap<SkillIndex, Option<Level>> = BTreeMap::new();
    let mut later: BTreeMap<SkillIndex, Level> = BTreeMap::new();
    for claim in &profile.skills {
        if let Some(held) = claim.on(as_of) {
            // Of several names of one skill, the one with the higher level counts.
            let level = stated.entry(claim.skill).or_insert(held.level);
            *level = held.level.max(*level);
        } else if let Some(claimed) = claim.levels.first().and_then(|first| first.level) {
            let level = later.entry(claim.skill).or_insert(claimed);
            *level = claimed.min(*level);
        }
    }
    let held = stated.iter();
    let held = held.filter_map(|(skill, level)| Some((*skill, (*level)?)));
    let mut found = Baseline {
        skills: map_of(held),
        roles: BTreeMap::new(),
        named: set_of(stated.keys().copied()),
    };
    if profile.baseline == vocabulary::Baseline::None {
        return found;
    }
    let exempt: HashSet<SkillIndex> = profile
        .not_applicable
        .iter()
        .filter_map(|(exemption, _)| match exemption {
            Exemption::Skill(skill) => Some(*skill),
            _ => None,
        })
        .collect();
    for (skill, (level, role)) in asked_by(held_roles) {
        if stated.contains_key(&skill) || exempt.contains(&skill) {
            continue;
        }
        let level = match later.get(&skill) {
            Some(later) if *later <= level => later.below(),
            _ => Some(level),
        };
        if let Some(level) = level {
            found.skills.insert(skill, level);
            found.roles.insert(skill, role);
        }
    }
    found
}

/// The alternatives and points of the roles that a person holds or held.
pub fn met_items(profile: &Profile, held_roles: Vec<HeldRole>) -> Vec<MetItem> {
    if profile.baseline == vocabulary::Baseline::None {
        return Vec::new();
    }
    held_roles
        .into_iter()
        .flat_map(HeldRole::met_items)
        .collect()
}

/// The skills that a person without a role is taken not to have, as the profile does not name them: of those
/// that some roles ask for, those of most roles first. None for a person with a role.
pub fn unnamed(
    ladder: &Ladder,
    profile: &Profile,
    state: &PersonState,
    is_asked: impl Fn(RoleIndex) -> bool,
) -> Vec<SkillIndex> {
    if state.role.is_some() {
        return Vec::new();
    }
    let mut counts: BTreeMap<SkillIndex, usize> = BTreeMap::new();
    let mut resolver = Resolver::new(ladder);
    for role in ladder.roles().filter(|role| is_asked(*role)) {
        for requirement in resolver.required(role) {
            if let Item::Skill(skill, _) = requirement.item {
                *counts.entry(skill).or_default() += 1;
            }
        }
    }
    let named: HashSet<SkillIndex> = profile.skills.iter().map(|claim| claim.skill).collect();
    let is_unnamed = |skill: &SkillIndex| {
        let is_known = named.contains(skill) || state.baseline.contains_key(skill);
        !is_known && state.exemption(Exemption::Skill(*skill)).is_none()
    };
    let unnamed = counts.into_iter().filter(|(skill, _)| is_unnamed(skill));
    let mut unnamed: Vec<(SkillIndex, usize)> = unnamed.collect();
    unnamed.order_by_key(|(_, roles)| Reverse(*roles));
    unnamed.into_iter().map(|(skill, _)| skill).collect()
}

/// The highest level of each skill that one of the roles asks for, with the first role that does.
fn asked_by(roles: &[HeldRole]) -> BTreeMap<SkillIndex, (Level, RoleIndex)> {
    let mut asked = BTreeMap::new();
    for HeldRole { role, levels, .. } in roles {
        for (skill, level) in levels {
            let known = asked.entry(*skill).or_insert((*level, *role));
            if known.0 < *level {
                *known = (*level, *role);
            }
        }
    }
    asked
}
