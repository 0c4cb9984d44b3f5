//! How far a person meets a requirement, as a number: without the words and the times that an answer adds.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::{
    model::{
        Alternative, Alternatives, CertificationIndex, EducationRequirement, Exemption, Item,
        Ladder, Level, Points, Requirement, RoleIndex, SkillIndex, SourceIndex,
    },
    order::Order as _,
};

use super::{
    alternatives::{granted, rests_on},
    answer::Number,
    candidate::Candidate,
    gap::Readiness,
    open_group::accepted,
};

/// Whether what rests on the roles that a person holds or held counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Roles {
    /// It counts.
    Counted,
    /// Only what the profile says counts.
    LeftOut,
}

/// How far a person meets a requirement.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// From 0 to 1; 1 is met.
    pub credit: f64,
    /// The same without what rests on roles; never more.
    pub without_roles: f64,
    /// The role that the rest of it rests on.
    pub baseline: Option<RoleIndex>,
}

/// A requirement that counts for the readiness.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Counted {
    pub weight: f64,
    pub credit: f64,
    /// The credit without what rests on roles.
    pub without_roles: f64,
}

impl Counted {
    /// What counts of a requirement; `None` where it asks for nothing, is left out, or does not apply.
    pub fn of(ladder: &Ladder, state: &impl Candidate, requirement: &Requirement) -> Option<Self> {
        let Requirement { item, source, .. } = requirement;
        let is_left_out = matches!(item, Item::Years(_)) && state.leaves_out(ladder, *source);
        if !item.asks_for_something() || is_left_out || is_exempt(state, item) {
            return None;
        }
        Some(Self::unless_exempt(ladder, state, requirement))
    }

    /// What counts of a requirement that asks for something and applies.
    pub fn unless_exempt(
        ladder: &Ladder,
        state: &impl Candidate,
        requirement: &Requirement,
    ) -> Self {
        let Requirement { item, source, .. } = requirement;
        let standing = match item {
            Item::Years(years) => Standing::of_years(state, years.min),
            Item::Education(asked) => Standing::of_education(state, asked),
            Item::Skill(skill, level) => Standing::of_skill(state, *skill, *level),
            Item::Certification(group) => {
                Standing::of_certifications(ladder, state, &group.members)
            }
            Item::AnyOf(group) => Standing::of_group(ladder, state, group, *source),
            Item::Points(points) => Standing::of_points(ladder, state, points),
        };
        Self {
            weight: requirement.weight,
            credit: standing.credit,
            without_roles: standing.without_roles,
        }
    }
}

/// What counts of alternatives and points that several roles ask for alike: determined once.
#[derive(Default)]
pub struct Counts(HashMap<Inherited, Option<Counted>>);

impl Counts {
    /// What counts of a requirement; see [`Counted::of`].
    pub fn of(
        &mut self,
        ladder: &Ladder,
        state: &impl Candidate,
        requirement: &Requirement,
    ) -> Option<Counted> {
        match Inherited::of(requirement) {
            None => Counted::of(ladder, state, requirement),
            Some(key) => {
                let known = self.0.entry(key);
                *known.or_insert_with(|| Counted::of(ladder, state, requirement))
            }
        }
    }
}

/// What tells alternatives and points that are inherited from others: the role that states them, where their members
/// are, how much is asked for, the id and the title.
#[derive(PartialEq, Eq, Hash)]
pub struct Inherited(RoleIndex, usize, u64, [Option<SmolStr>; 2]);

impl Inherited {
    /// `None` for a requirement of another kind.
    pub fn of(requirement: &Requirement) -> Option<Self> {
        let role = requirement.introduced_by;
        match &requirement.item {
            Item::AnyOf(group) => {
                let members = group.members.as_ptr() as usize;
                Some(Self(
                    role,
                    members,
                    group.need as u64,
                    [group.id.clone(), group.title.clone()],
                ))
            }
            Item::Points(points) => {
                let skills = points.skills.as_ptr() as usize;
                Some(Self(role, skills, points.need.to_bits(), [None, None]))
            }
            _ => None,
        }
    }
}

/// Whether a requirement does not apply: a group only where all its members are exempt.
fn is_exempt(state: &impl Candidate, item: &Item) -> bool {
    let is = |exemption| state.is_exempt(exemption);
    match item {
        Item::Years(_) => is(Exemption::Years),
        Item::Education(_) => is(Exemption::Education),
        Item::Skill(skill, _) => is(Exemption::Skill(*skill)),
        Item::Certification(group) => {
            let mut members = group.members.iter();
            members.all(|member| is(Exemption::Certification(*member)))
        }
        Item::AnyOf(group) => group.members.iter().all(|member| is(member.subject())),
        Item::Points(points) => {
            let mut skills = points.skills.iter();
            skills.all(|skill| is(Exemption::Skill(*skill)))
        }
    }
}

/// How much of what counts is met.
pub fn readiness(counted: &(impl Iterator<Item = Counted> + Clone)) -> Readiness {
    let met = || counted.clone().filter(|one| one.credit >= 1.0);
    let weights: f64 = counted.clone().map(|one| one.weight).sum();
    let mean = |credit: f64| (weights > 0.0).then(|| Number::ratio(credit / weights));
    let weighted = |one: Counted| one.weight * one.credit;
    let without_roles = |one: Counted| one.weight * one.without_roles;
    Readiness {
        met: met().count(),
        required: counted.clone().count(),
        ratio: mean(counted.clone().map(weighted).sum()),
        baseline: met().filter(|one| one.without_roles < 1.0).count(),
        ratio_without_baseline: mean(counted.clone().map(without_roles).sum()),
    }
}

impl Standing {
    /// What the person meets without a role.
    pub fn stated(credit: f64) -> Self {
        Self::of(|_| credit, || None)
    }

    /// What the person meets with roles and without, and the first role that counts.
    fn of(credit: impl Fn(Roles) -> f64, role: impl FnOnce() -> Option<RoleIndex>) -> Self {
        let credit = |roles| credit(roles).clamp(0.0, 1.0);
        let (whole, without_roles) = (credit(Roles::Counted), credit(Roles::LeftOut));
        let rests = without_roles < whole;
        Self {
            credit: whole,
            without_roles,
            baseline: rests.then(role).flatten(),
        }
    }

    /// How far the person has these years of experience.
    pub fn of_years(state: &impl Candidate, years: f64) -> Self {
        Self::stated(state.years().unwrap_or(0.0) / years)
    }

    /// How far the person has such a degree.
    pub fn of_education(state: &impl Candidate, asked: &EducationRequirement) -> Self {
        let is_met = state.has_degree(asked.degree, &asked.fields);
        Self::stated(f64::from(u8::from(is_met)))
    }

    /// How far the person has a level of a skill.
    pub fn of_skill(state: &impl Candidate, skill: SkillIndex, need: Level) -> Self {
        let have = state.level(skill).map_or(0, Level::rank);
        let credit = (f64::from(have) / f64::from(need.rank())).min(1.0);
        let baseline = state.baseline(skill);
        Self {
            credit,
            without_roles: if baseline.is_some() { 0.0 } else { credit },
            baseline,
        }
    }

    /// Whether the person holds one of these certifications.
    pub fn of_certifications(
        ladder: &Ladder,
        state: &impl Candidate,
        members: &[CertificationIndex],
    ) -> Self {
        let is_met = match members {
            [_] => {
                let mut accepted = accepted(ladder, members, state.as_of()).into_iter();
                accepted.any(|member| state.holds(member))
            }
            _ => members.iter().any(|member| state.holds(*member)),
        };
        Self::stated(f64::from(u8::from(is_met)))
    }

    /// How far the person meets an alternative by itself.
    pub fn of_member(
        ladder: &Ladder,
        state: &impl Candidate,
        member: &Alternative,
        source: Option<SourceIndex>,
    ) -> Self {
        match member {
            Alternative::Years(_) if state.leaves_out(ladder, source) => Self::stated(0.0),
            Alternative::Years(years) => Self::of_years(state, years.min),
            Alternative::Education(asked) => Self::of_education(state, asked),
            Alternative::Skill(skill, level) => Self::of_skill(state, *skill, *level),
            Alternative::Certification(one) => Self::of_certifications(ladder, state, &[*one]),
        }
    }

    /// How far the person meets a group: the mean of the members that are met best.
    pub fn of_group(
        ladder: &Ladder,
        state: &impl Candidate,
        group: &Alternatives,
        source: Option<SourceIndex>,
    ) -> Self {
        let members = || {
            let members = group.members.iter();
            members.map(|member| Self::of_member(ladder, state, member, source))
        };
        let role = || {
            // That of the first alternative that rests on a role; of those needed, where there are enough.
            let met = members().filter(|member| member.credit >= 1.0).count();
            let is_enough = met >= group.need;
            let known = rests_on(state, group, met, Roles::Counted);
            match known.filter(|_| !is_enough) {
                Some(known) => known.0,
                None => members()
                    .filter(|member| !is_enough || member.credit >= 1.0)
                    .find_map(|member| member.baseline),
            }
        };
        Self::of(|roles| of_members(state, group, members(), roles), role)
    }

    /// How far the person has these points.
    pub fn of_points(ladder: &Ladder, state: &impl Candidate, points: &Points) -> Self {
        let have = |roles| {
            let skills = points.skills.iter();
            let worth = skills.map(|skill| points.worth(state.level_with(*skill, roles)));
            worth.sum::<f64>()
        };
        let granted = |roles| granted(ladder, state, points, roles);
        let role = || {
            let known = granted(Roles::Counted);
            let more = known.filter(|(granted, _)| have(Roles::Counted) < *granted);
            if let Some((_, role)) = more {
                return role;
            }
            let mut skills = points.skills.iter();
            skills.find_map(|skill| state.baseline(*skill))
        };
        Self::of(
            |roles| {
                let granted = granted(roles).map_or(0.0, |(granted, _)| granted);
                have(roles).max(granted) / points.need
            },
            role,
        )
    }
}

/// How far members meet a group: the mean of those that are met best.
fn of_members(
    state: &impl Candidate,
    group: &Alternatives,
    members: impl Iterator<Item = Standing> + Clone,
    roles: Roles,
) -> f64 {
    let credits = members.map(|member| match roles {
        Roles::Counted => member.credit,
        Roles::LeftOut => member.without_roles,
    });
    let met = credits.clone().filter(|credit| *credit >= 1.0).count();
    if met >= group.need || rests_on(state, group, met, roles).is_some() {
        return 1.0;
    }
    if group.need == 1 {
        return credits.fold(0.0, f64::max);
    }
    let mut credits: Vec<f64> = credits.collect();
    credits.order_by(|one, other| other.total_cmp(one));
    #[expect(clippy::cast_precision_loss, reason = "alternatives are few")]
    let need = group.need as f64;
    credits.iter().take(group.need).sum::<f64>() / need
}
