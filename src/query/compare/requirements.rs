//! What two roles ask for, requirement by requirement.

use std::collections::BTreeMap;

use serde::Serialize;
use smol_str::SmolStr;

use crate::{
    model::{CertificationIndex, EducationRequirement, Item, Requirement, SkillIndex},
    query::{
        answer::Cited,
        answer_builder::AnswerBuilder,
        assess::assess,
        gap::{Gap, Have, Need},
        person_state::{PersonState, is_field},
    },
    vocabulary::{Difference, RequirementKind, Status},
};

/// One thing that at least one of two roles asks for.
#[derive(Debug, PartialEq, Serialize)]
pub struct Comparison {
    pub kind: RequirementKind,
    pub id: SmolStr,
    pub title: SmolStr,
    pub difference: Difference,
    /// `null` where the role does not ask for it.
    pub left: Option<Side>,
    pub right: Option<Side>,
}

/// What one role asks for, and what the person has of it.
#[derive(Debug, PartialEq, Serialize)]
pub struct Side {
    pub need: Need,
    /// The role along the chain that set what is needed.
    pub introduced_by: SmolStr,
    #[serde(flatten)]
    pub cited: Cited,
    /// `null` without a person, or where the person has nothing of it.
    pub have: Option<Have>,
    /// `null` without a person.
    pub status: Option<Status>,
    pub assumed: bool,
    /// The day on which a certification that would meet this expired.
    pub expired: Option<SmolStr>,
    /// Why it does not apply.
    pub reason: Option<SmolStr>,
}

/// What a requirement is about; the order is the ladder's.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Years,
    Education,
    Skill(SkillIndex),
    Certification(Vec<CertificationIndex>),
}

impl Subject {
    fn of(item: &Item) -> Self {
        match item {
            Item::Years(_) => Self::Years,
            Item::Education(_) => Self::Education,
            Item::Skill(skill, _) => Self::Skill(*skill),
            Item::Certification(group) => {
                let mut group = group.clone();
                group.sort_unstable();
                Self::Certification(group)
            }
        }
    }
}

/// Holds what two roles ask for against each other, and against where a person stands.
pub(super) fn side_by_side(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    left: &[Requirement],
    right: &[Requirement],
) -> Vec<Comparison> {
    let mut subjects: BTreeMap<Subject, [Option<&Requirement>; 2]> = BTreeMap::new();
    for (side, requirements) in [left, right].into_iter().enumerate() {
        for requirement in requirements {
            if requirement.item.asks_for_something() {
                let sides = subjects.entry(Subject::of(&requirement.item)).or_default();
                sides[side] = Some(requirement);
            }
        }
    }
    let mut comparisons = Vec::with_capacity(subjects.len());
    for [left, right] in subjects.into_values() {
        let mut gap = |requirement: Option<&Requirement>| {
            let requirement = std::slice::from_ref(requirement?);
            assess(builder, state, requirement).pop()
        };
        let gaps = [gap(left), gap(right)];
        let Some(known) = gaps.iter().flatten().next() else {
            continue;
        };
        let (kind, id, title) = (known.kind, known.id.clone(), known.title.clone());
        let [on_left, on_right] = gaps.map(|gap| gap.map(|gap| side(gap, state)));
        comparisons.push(Comparison {
            kind,
            id,
            title,
            difference: difference(left.map(|it| &it.item), right.map(|it| &it.item)),
            left: on_left,
            right: on_right,
        });
    }
    comparisons
}

fn side(gap: Gap, state: &PersonState) -> Side {
    Side {
        need: gap.need,
        introduced_by: gap.introduced_by,
        cited: gap.cited,
        have: gap.have,
        status: state.known.then_some(gap.status),
        assumed: gap.assumed,
        expired: gap.expired,
        reason: gap.reason,
    }
}

fn difference(left: Option<&Item>, right: Option<&Item>) -> Difference {
    let (at_least, at_most) = match (left, right) {
        (None, _) => return Difference::RightOnly,
        (_, None) => return Difference::LeftOnly,
        (Some(Item::Years(left)), Some(Item::Years(right))) => (left >= right, left <= right),
        (Some(Item::Skill(_, left)), Some(Item::Skill(_, right))) => (left >= right, left <= right),
        (Some(Item::Education(left)), Some(Item::Education(right))) => {
            (covers(left, right), covers(right, left))
        }
        // Groups are only held against each other when their members are the same.
        _ => (true, true),
    };
    match (at_least, at_most) {
        (true, true) => Difference::Same,
        (true, false) => Difference::LeftMore,
        (false, true) => Difference::RightMore,
        (false, false) => Difference::Different,
    }
}

/// Whether whoever has the one degree, in any of its fields, has the other.
fn covers(one: &EducationRequirement, other: &EducationRequirement) -> bool {
    let is_asked = |field: &SmolStr| other.fields.iter().any(|known| is_field(known, field));
    let fields =
        other.fields.is_empty() || !one.fields.is_empty() && one.fields.iter().all(is_asked);
    one.degree >= other.degree && fields
}
