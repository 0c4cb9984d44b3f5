//! The roles that require or recommend a skill or a certification.

use serde::Serialize;
use smol_str::SmolStr;

use crate::model::{Alternatives, Item};

use super::{
    answer::Named,
    answer_builder::AnswerBuilder,
    assess::{Judged, assess_each},
    person_state::PersonState,
};

/// A role that requires or recommends a skill or a certification.
#[derive(Debug, PartialEq, Serialize)]
pub struct AskedBy<T> {
    /// The id of the role.
    pub role: SmolStr,
    /// The title of the role.
    pub title: SmolStr,
    /// What it requires or recommends.
    #[serde(flatten)]
    pub asked: T,
    /// The id of the role in the chain that set the requirement.
    pub introduced_by: SmolStr,
    /// Whether the role recommends it instead.
    pub recommended: bool,
    /// Whether the person does not meet it.
    #[serde(skip)]
    pub is_open: bool,
}

/// Alternatives that a role requires or recommends some of.
#[derive(Debug, PartialEq, Serialize)]
pub struct AskedGroup {
    /// The id of the group, where it has one.
    pub group: Option<SmolStr>,
    /// The title of the group, where it has one.
    pub title: Option<SmolStr>,
    /// How many of them are asked for.
    pub need: usize,
    /// The ids of the certifications; of alternatives of other kinds those of the skills, `years` and `education`.
    pub one_of: Vec<SmolStr>,
}

impl AskedGroup {
    /// The alternatives of a group.
    pub(super) fn of(builder: &AnswerBuilder, group: &Alternatives) -> Self {
        let members = group.members.iter();
        Self {
            group: group.id.clone(),
            title: group.title.clone(),
            need: group.need,
            one_of: members
                .map(|member| builder.alternative(member, false).id)
                .collect(),
        }
    }
}

/// The roles with a requirement that counts, in the ladder's order.
pub(super) fn asked_by<T>(
    builder: &AnswerBuilder,
    state: &PersonState,
    counts: impl Fn(&Item) -> Option<T>,
) -> Vec<AskedBy<T>> {
    let ladder = builder.ladder;
    let mut asked_by = Vec::new();
    // What is judged cites sources that the answer does not show.
    let (mut judge, mut judged) = (AnswerBuilder::new(ladder), Judged::default());
    for (role, asked) in ladder.roles().zip(ladder.all_requirements()) {
        for (asked, recommended) in [(asked.required, false), (asked.recommended, true)] {
            asked_by.extend(asked.into_iter().filter_map(|requirement| {
                let asked = counts(&requirement.item)?;
                let Named { id, title } = builder.role_name(role);
                let own = std::slice::from_ref(&requirement);
                let gaps = assess_each(&mut judge, state, own, &mut judged);
                Some(AskedBy {
                    role: id,
                    title,
                    asked,
                    is_open: gaps.iter().any(|gap| gap.status.is_open()),
                    introduced_by: ladder[requirement.introduced_by].id.clone(),
                    recommended,
                })
            }));
        }
    }
    asked_by
}
