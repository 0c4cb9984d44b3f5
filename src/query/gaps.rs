//! The requirements of a role that a person does not meet.

use serde::Serialize;

use crate::{
    model::{Ladder, RoleIndex, Source},
    vocabulary::Status,
};

use super::{
    answer::{Header, Named},
    answer_builder::AnswerBuilder,
    assess::{assess, readiness, study},
    gap::{Gap, Readiness, Study},
    person_state::PersonState,
};

/// The requirements of a role that a person does not meet.
#[derive(Debug, PartialEq, Serialize)]
pub struct GapsAnswer {
    /// The ladder, the day and the person.
    #[serde(flatten)]
    pub header: Header,
    /// The role.
    pub role: Named,
    /// How much of the requirements is met; `null` without a person.
    pub readiness: Option<Readiness>,
    /// The requirements, those that would raise the readiness most first; met ones on demand.
    pub gaps: Vec<Gap>,
    /// What the role recommends and the person does not have; it is never counted.
    pub recommended: Vec<Gap>,
    /// The study hours of the gaps.
    pub study: Study,
    /// The sources of all figures, in the order of their first use; empty as a part of a report.
    pub sources: Vec<Source>,
}

impl GapsAnswer {
    /// Whether a requirement is not met.
    pub fn any_open(&self) -> bool {
        self.gaps.iter().any(|gap| gap.status.is_open())
    }
}

/// Answers which requirements of a role a person does not meet; with `all`, also those that are met.
pub fn gaps(ladder: &Ladder, state: &PersonState, role: RoleIndex, all: bool) -> GapsAnswer {
    write(&mut AnswerBuilder::new(ladder), state, role, all)
}

/// The answer, alone or as a part of a report.
pub(super) fn write(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    role: RoleIndex,
    all: bool,
) -> GapsAnswer {
    let requirements = builder.ladder.requirements(role);
    let mut gaps = assess(builder, state, &requirements.required);
    let mut recommended = assess(builder, state, &requirements.recommended);
    let readiness = state.known.then(|| readiness(&gaps));
    if !all {
        gaps.retain(|gap| gap.status != Status::Met);
        recommended.retain(|gap| gap.status.is_open());
    }
    GapsAnswer {
        header: builder.header(state),
        role: builder.role_name(role),
        readiness,
        study: study(&gaps, state.hours_per_week),
        gaps,
        recommended,
        sources: builder.sources(),
    }
}
