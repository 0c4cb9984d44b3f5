//! What a move takes of groups of alternatives, in an answer.

use std::collections::HashMap;

use serde::Serialize;
use smol_str::SmolStr;

use crate::{
    model::{
        Alternative as Member, CertificationIndex, EducationRequirement, Item, Level, Requirement,
        SkillIndex,
    },
    query::{
        alternatives,
        answer::{Alternative, Estimate, Number},
        answer_builder::AnswerBuilder,
        gap::{Gap, Have, Raise},
        open_group::group_id,
        person_state::PersonState,
    },
    vocabulary::{Degree, RequirementKind},
};

use super::{
    alternatives::WayKind,
    gained::Gained,
    required::Required,
    taken::{Taken, TakenGroup},
    time::{differ, duration},
    units::Units,
};

/// What a move takes of a group of alternatives, and what else would do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Choice {
    /// The id of the group; without one, those of its members joined by `|`.
    pub group: SmolStr,
    /// What the group is called; `null` where it has no title.
    pub title: Option<SmolStr>,
    /// How many of the alternatives are asked for.
    pub need: usize,
    /// Those that are met before the move, or by what else the role asks for.
    pub met: Vec<Alternative>,
    /// Those that are taken.
    pub taken: Vec<Alternative>,
    /// Those that would do as well; `--prefer` takes them instead.
    pub others: Vec<Alternative>,
    /// Those of the others whose time is unknown: they may be quicker. Left out where there are none, and where the
    /// person prefers what is taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub untimed: Vec<Alternative>,
    /// Whether only the hours of study a week are lacking for their time.
    #[serde(skip)]
    pub lacks_pace: bool,
    /// How many of those that are asked for cannot be met.
    pub missing: usize,
}

/// Points that are missing after a move; they are counted, not planned.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MissingPoints {
    /// Those that the person has before the move.
    pub have: Number,
    /// Those that come with the levels that the role requires besides, and with those that are taken of its groups.
    pub by_required: Number,
    /// Those that the role asks for.
    pub need: Number,
    /// The single raise that brings most; `null` where none brings more.
    pub raise: Option<Raise>,
}

impl MissingPoints {
    /// How many are still missing on arrival.
    pub fn lacking(&self) -> Number {
        Number::rounded(self.need.0 - self.have.0 - self.by_required.0)
    }
}

/// A degree to earn for a move.
#[derive(Debug, Clone, PartialEq)]
pub struct DegreeStep {
    /// The id of the group of alternatives that it is taken of; `None` where the role asks for it.
    pub group: Option<SmolStr>,
    pub education: EducationRequirement,
    /// The years, with those of the degrees on the way to it.
    pub years: Estimate,
    /// Those of these degrees whose years are unknown.
    pub unknown: Vec<Degree>,
}

/// What a role asks for, as it is stated and as it is resolved for a person.
#[derive(Clone, Copy)]
pub struct Asks<'r> {
    pub items: &'r [Requirement],
    pub required: &'r Required,
}

/// The skills that a role asks for, alone or in groups of alternatives.
pub fn skills(items: &[Requirement]) -> impl Iterator<Item = SkillIndex> {
    items.iter().flat_map(|item| {
        let (alone, members) = match &item.item {
            Item::Skill(skill, _) => (Some(*skill), &[][..]),
            Item::AnyOf(group) => (None, &group.members[..]),
            _ => (None, &[][..]),
        };
        let members = members.iter().filter_map(|member| match member {
            Member::Skill(skill, _) => Some(*skill),
            _ => None,
        });
        alone.into_iter().chain(members)
    })
}

/// The certifications that are taken of groups of alternatives, each with the id of its group.
pub fn earned_of_groups(
    taken: Option<&Taken>,
    choices: &[Choice],
) -> Vec<(SmolStr, CertificationIndex)> {
    let certifications = taken.into_iter().flat_map(|taken| &taken.certifications);
    let certifications = certifications.filter_map(|(position, certification)| {
        Some((choices.get(*position)?.group.clone(), *certification))
    });
    certifications.collect()
}

/// The degrees to earn for a move, one after another.
pub fn degrees(
    units: &Units,
    required: &Required,
    taken: Option<&Taken>,
    choices: &[Choice],
    gained: &Gained,
) -> Vec<DegreeStep> {
    let degrees = &units.degrees;
    let own = required
        .education
        .map(|number| (None, number, degrees.to_earn(number, gained)));
    let own = own.filter(|(.., chain)| !chain.is_empty());
    let of_groups = taken.into_iter().flat_map(|taken| &taken.educations);
    let of_groups = of_groups.map(|(position, number, chain)| {
        let group = choices.get(*position).map(|choice| choice.group.clone());
        (group, *number, chain.clone())
    });
    let all = own.into_iter().chain(of_groups);
    all.map(|(group, number, chain)| {
        let ((years, is_known), (sourced, _)) = (
            degrees.years_of(&chain, true),
            degrees.years_of(&chain, false),
        );
        DegreeStep {
            group,
            education: degrees.to_study(number),
            unknown: degrees.unknown(&chain),
            years: duration(years, !is_known, differ(years, sourced)),
        }
    })
    .collect()
}

/// What is taken of each group that is not met.
pub fn choices(builder: &AnswerBuilder, asks: Asks, taken: Option<&Taken>) -> Vec<Choice> {
    let groups = taken.into_iter().flat_map(|taken| &taken.groups);
    groups
        .filter_map(|group| choice(builder, asks, group))
        .collect()
}

fn choice(builder: &AnswerBuilder, asks: Asks, taken: &TakenGroup) -> Option<Choice> {
    let asked = &asks.required.alternatives[taken.group];
    let requirement = &asks.items[asked.item];
    let Item::AnyOf(group) = &requirement.item else {
        return None;
    };
    let estimated = builder.ladder.is_estimate(requirement.source);
    let named = |members: &mut dyn Iterator<Item = usize>| -> Vec<Alternative> {
        let members = members.map(|member| &group.members[member]);
        members
            .map(|member| builder.alternative(member, estimated))
            .collect()
    };
    let is_other = |member: &usize| {
        let can_be_met = match &asked.ways[*member].kind {
            WayKind::Met | WayKind::None | WayKind::Certification(_, None) => false,
            WayKind::Years(years) => years.applies,
            WayKind::Skill(_) | WayKind::Education(_) | WayKind::Certification(..) => true,
        };
        can_be_met && !taken.met.contains(member) && !taken.members.contains(member)
    };
    let all = named(&mut (0..group.members.len()));
    let ids = all.iter().map(|member| member.id.as_str());
    Some(Choice {
        group: group_id(group.id.as_ref(), ids),
        title: group.title.clone(),
        need: group.need,
        met: named(&mut taken.met.iter().copied()),
        taken: named(&mut taken.members.iter().copied()),
        others: named(&mut (0..group.members.len()).filter(is_other)),
        untimed: named(&mut taken.untimed.iter().copied()),
        lacks_pace: taken.lacks_pace,
        missing: taken.short,
    })
}

/// The points that are missing for a person on arrival.
pub fn missing_points(
    builder: &AnswerBuilder,
    person: &PersonState,
    (required, before): (&Required, &[Gap]),
    taken: Option<&Taken>,
) -> Option<MissingPoints> {
    let have = taken?.points?;
    let mut before = before
        .iter()
        .filter(|gap| gap.kind == RequirementKind::Points);
    let before = before.next().map(|gap| match gap.have {
        Some(Have::Points { points }) => points.0,
        _ => 0.0,
    });
    let (_, points) = required.points.as_ref()?;
    let gap = alternatives::points(builder, person, points);
    // Points that a role on the way asked for are there.
    let then = match gap.have {
        Some(Have::Points { points }) => points.0,
        _ => have,
    };
    let have = before.map_or(then, |before| before.min(then));
    Some(MissingPoints {
        have: Number::rounded(have),
        by_required: Number::rounded(then - have),
        need: Number(points.need),
        raise: gap.points.and_then(|points| points.raises.first().cloned()),
    })
}

/// The levels that a move asks for, and those that are taken of its groups; of a skill that is asked for
/// several times the highest one.
pub fn levels(asks: Asks, taken: Option<&Taken>) -> Vec<(SkillIndex, Level)> {
    let asked = asks.items.iter().filter_map(|item| match item.item {
        Item::Skill(skill, level) => Some((skill, level)),
        _ => None,
    });
    let mut levels: Vec<(SkillIndex, Level)> = asked.collect();
    let positions = levels.iter().enumerate();
    let mut positions: HashMap<SkillIndex, usize> = positions
        .map(|(position, (skill, _))| (*skill, position))
        .collect();
    for member in members(asks, taken) {
        if let Member::Skill(skill, level) = member {
            let position = *positions.entry(*skill).or_insert(levels.len());
            match levels.get_mut(position) {
                Some((_, known)) => *known = (*known).max(*level),
                None => levels.push((*skill, *level)),
            }
        }
    }
    levels
}

/// The members that are taken.
fn members<'r>(asks: Asks<'r>, taken: Option<&'r Taken>) -> impl Iterator<Item = &'r Member> {
    let groups = taken.into_iter().flat_map(|taken| &taken.groups);
    groups.flat_map(move |taken| {
        let asked = &asks.required.alternatives[taken.group];
        let all = match &asks.items[asked.item].item {
            Item::AnyOf(group) => &group.members[..],
            _ => &[],
        };
        taken.members.iter().map(|member| &all[*member])
    })
}
