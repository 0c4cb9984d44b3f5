//! The requirements of two roles, side by side.

use std::{collections::BTreeMap, sync::Arc};

use serde::Serialize;
use smol_str::SmolStr;

use crate::{
    model::{
        CertificationIndex, EducationRequirement, Item, Requirement, SameMembers, SkillIndex,
        is_field,
    },
    query::{
        answer::Origin,
        answer_builder::AnswerBuilder,
        assess::{Judged, assess_each},
        gap::{Gap, Have, Need},
        matrix::members,
        person_state::PersonState,
    },
    vocabulary::{Difference, RequirementKind, Status},
};

/// A requirement of at least one of the two roles.
#[derive(Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// The kind of the requirement.
    pub kind: RequirementKind,
    /// The id of the skill or certification, `years` or `education`; ids of a group joined by `|`.
    pub id: SmolStr,
    /// The title of the requirement.
    pub title: SmolStr,
    /// The alternatives of a group in words, or the titles of its certifications; left out for what is no group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<SmolStr>,
    /// Whether the ladder gives it the title.
    #[serde(skip)]
    pub is_titled: bool,
    /// Which role requires more.
    pub difference: Difference,
    /// What the left role requires; `null` for nothing.
    pub left: Option<Side>,
    /// What the right role requires; `null` for nothing.
    pub right: Option<Side>,
}

/// What one role requires, and what the person has of it.
#[derive(Debug, PartialEq, Serialize)]
pub struct Side {
    /// What is required.
    pub need: Need,
    /// What the required level means in general; left out where the ladder does not say so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub means: Option<SmolStr>,
    /// Where the requirement comes from.
    #[serde(flatten)]
    pub origin: Arc<Origin>,
    /// What the person has of it.
    #[serde(flatten)]
    pub held: Arc<Held>,
}

/// What a person has of what a role requires.
#[derive(Debug, PartialEq, Serialize)]
pub struct Held {
    /// What the person has; `null` for nothing, and without a person.
    pub have: Option<Have>,
    /// Whether it is met; `null` without a person.
    pub status: Option<Status>,
    /// The id of the role that what the person has rests on; `null` where the profile says it.
    pub baseline: Option<SmolStr>,
    /// Whether what the person has was assumed.
    pub assumed: bool,
    /// The day on which a certification that would meet it expired.
    pub expired: Option<SmolStr>,
    /// Why it does not apply.
    pub reason: Option<SmolStr>,
}

/// What a requirement is about; the order is the ladder's.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Years,
    Education,
    Skill(SkillIndex),
    Certification(Vec<CertificationIndex>),
    AnyOf(SameMembers),
    Points,
}

impl Subject {
    pub fn of(item: &Item) -> Self {
        match item {
            Item::Years(_) => Self::Years,
            Item::Education(_) => Self::Education,
            Item::Skill(skill, _) => Self::Skill(*skill),
            Item::Certification(group) => Self::Certification(group.sorted()),
            Item::AnyOf(group) => Self::AnyOf(SameMembers::of(group)),
            Item::Points(_) => Self::Points,
        }
    }
}

/// Compares the requirements of two roles with each other and with a person.
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
    let mut judged = Judged::default();
    let mut comparisons = Vec::with_capacity(subjects.len());
    for [left, right] in subjects.into_values() {
        let mut gap = |requirement: Option<&Requirement>| {
            let requirement = std::slice::from_ref(requirement?);
            assess_each(builder, state, requirement, &mut judged).pop()
        };
        let gaps = [gap(left), gap(right)];
        let Some(known) = gaps.iter().flatten().next() else {
            continue;
        };
        let (kind, id, title) = (known.kind, known.id.clone(), known.title.clone());
        let asked = left.or(right).map(|requirement| &requirement.item);
        let members = asked.map_or_else(Vec::new, |item| members(builder, item, known));
        let is_titled = known.is_titled;
        let [on_left, on_right] = gaps.map(|gap| gap.map(|gap| side(gap, state, None)));
        comparisons.push(Comparison {
            kind,
            id,
            title,
            members,
            is_titled,
            difference: difference(left.map(|it| &it.item), right.map(|it| &it.item)),
            left: on_left,
            right: on_right,
        });
    }
    comparisons
}

/// What a role requires, from what the person has of it; what is the same as for a `similar` role is stored once.
pub fn side(gap: Gap, state: &PersonState, similar: Option<&Side>) -> Side {
    let held = Held {
        have: gap.have,
        status: state.known.then_some(gap.status),
        baseline: gap.baseline,
        assumed: gap.assumed,
        expired: gap.expired,
        reason: gap.reason,
    };
    let similar = similar.map(|side| &side.held);
    let similar = similar.filter(|known| ***known == held).cloned();
    Side {
        need: gap.need,
        means: gap.means,
        origin: gap.origin,
        held: similar.unwrap_or_else(|| Arc::new(held)),
    }
}

fn difference(left: Option<&Item>, right: Option<&Item>) -> Difference {
    let (at_least, at_most) = match (left, right) {
        (None, _) => return Difference::RightOnly,
        (_, None) => return Difference::LeftOnly,
        (Some(Item::Years(left)), Some(Item::Years(right))) => {
            (left.min >= right.min, left.min <= right.min)
        }
        (Some(Item::Skill(_, left)), Some(Item::Skill(_, right))) => (left >= right, left <= right),
        (Some(Item::Education(left)), Some(Item::Education(right))) => {
            (covers(left, right), covers(right, left))
        }
        (Some(Item::AnyOf(left)), Some(Item::AnyOf(right))) => {
            (left.need >= right.need, left.need <= right.need)
        }
        (Some(Item::Points(left)), Some(Item::Points(right))) if left.counts_as(right) => {
            (left.need >= right.need, left.need <= right.need)
        }
        (Some(Item::Points(_)), Some(Item::Points(_))) => (false, false),
        // Groups are paired only where their members are the same.
        _ => (true, true),
    };
    match (at_least, at_most) {
        (true, true) => Difference::Same,
        (true, false) => Difference::LeftMore,
        (false, true) => Difference::RightMore,
        (false, false) => Difference::Different,
    }
}

/// Whether a degree that meets one requirement, in any of its fields, meets the other.
fn covers(one: &EducationRequirement, other: &EducationRequirement) -> bool {
    let is_asked = |field: &SmolStr| other.fields.iter().any(|known| is_field(known, field));
    let fields =
        other.fields.is_empty() || !one.fields.is_empty() && one.fields.iter().all(is_asked);
    one.degree >= other.degree && fields
}
