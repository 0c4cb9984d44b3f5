//! The requirements of a role that a person does not meet.

use std::sync::Arc;

use serde::Serialize;

use crate::{
    model::{Ladder, Requirement, RoleIndex, Source},
    vocabulary::Status,
};

use super::{
    answer::{Header, MoveFacts, Named, Span},
    answer_builder::AnswerBuilder,
    assess::{Fits, are_years_left_out, assess, readiness, years_missing},
    gap::{Gap, Readiness, Study},
    next::{eligible, requirements_met, still_to_serve},
    person_state::PersonState,
    proof::{self, Responsibility},
};

/// The requirements of a role that a person does not meet.
#[derive(Debug, PartialEq, Serialize)]
pub struct GapsAnswer {
    /// The ladder, the day and the person.
    #[serde(flatten)]
    pub header: Header,
    /// The role.
    pub role: Named,
    /// The move from the present role to this one, the one open soonest; `null` where none leads there.
    #[serde(rename = "move")]
    pub step: Option<DirectMove>,
    /// How much of the requirements is met; `null` without a person.
    pub readiness: Option<Readiness>,
    /// The requirements, those that would raise the readiness most first; met ones on demand.
    pub gaps: Vec<Gap>,
    /// What the role recommends and the person does not have; it is never counted.
    pub recommended: Vec<Gap>,
    /// The responsibilities of the role, and which of them the person has.
    pub responsibilities: Vec<Responsibility>,
    /// The study hours of the gaps.
    pub study: Study,
    /// Whether the years of experience that the role asks for are an estimate that is left out; left out where they
    /// are not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub are_years_left_out: bool,
    /// Whether moves lead to the role, from the present one or from an entry role.
    #[serde(skip)]
    pub is_reachable: bool,
    /// The sources of all figures, in the order of their first use; empty as a part of a report.
    pub sources: Vec<Source>,
}

/// A move from the present role, and what is left of its time.
#[derive(Debug, PartialEq, Serialize)]
pub struct DirectMove {
    /// What the ladder says of the move.
    #[serde(flatten)]
    pub facts: Arc<MoveFacts>,
    /// Years in the present role still missing before the move.
    pub to_serve: Option<Span>,
    /// Whether the person is eligible now: all that is required is met, and the time is served; `null`
    /// where a time is unknown.
    pub eligible: Option<bool>,
}

impl DirectMove {
    /// Whether the move has to wait: time is still to serve, or it has a gate.
    pub fn is_blocked(&self) -> bool {
        // What is still to serve is unknown where an estimate is left out.
        let left = self.to_serve.as_ref();
        self.facts.gate.is_some() || left.map_or(self.facts.after_left_out, |left| left.min.0 > 0.0)
    }
}

impl GapsAnswer {
    /// Whether a requirement is not met, or the move has to wait.
    pub fn any_open(&self) -> bool {
        // Whether years that are left out are missing is unknown.
        self.are_years_left_out
            || self.gaps.iter().any(|gap| gap.status.is_open())
            || self.step.as_ref().is_some_and(DirectMove::is_blocked)
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
    let step = direct_move(builder, state, role, &gaps, &requirements.required);
    if !all {
        gaps.retain(|gap| gap.status != Status::Met);
        recommended.retain(|gap| gap.status.is_open());
    }
    for gap in gaps.iter_mut().chain(&mut recommended) {
        gap.proof = proof::of_gap(builder.ladder, state, gap).map(Box::new);
        for member in gap.alternatives.to_mut() {
            member.proof = proof::of_gap(builder.ladder, state, member).map(Box::new);
        }
    }
    let study = Fits::new(builder.ladder, state).study(&gaps, &requirements.required);
    GapsAnswer {
        header: builder.header(state),
        responsibilities: proof::responsibilities(builder.ladder, state, role),
        role: builder.role_name(role),
        step,
        readiness,
        study,
        are_years_left_out: are_years_left_out(builder.ladder, state, &requirements.required),
        is_reachable: builder.ladder.reachable(state.role).contains(&role),
        gaps,
        recommended,
        sources: builder.sources(),
    }
}

/// The move from the present role to another; of several the one without a gate and with the least time
/// to serve.
pub(super) fn direct_move(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    role: RoleIndex,
    gaps: &[Gap],
    required: &[Requirement],
) -> Option<DirectMove> {
    let present = state.role.filter(|present| *present != role)?;
    let moves = builder.ladder.moves_from(present).into_iter();
    let direct = moves.filter(|(target, _)| *target == role);
    let years_missing = years_missing(builder.ladder, gaps, state, required);
    let met = requirements_met(gaps, years_missing);
    let asks = required.iter().any(|one| one.item.asks_for_something());
    let moves: Vec<DirectMove> = direct
        .map(|(_, step)| {
            let facts = builder.step(role, step).facts;
            let to_serve = still_to_serve(builder, state, step);
            DirectMove {
                eligible: eligible(met, asks, &facts, to_serve.as_ref()),
                facts,
                to_serve,
            }
        })
        .collect();
    let left = |step: &DirectMove| step.to_serve.as_ref().map_or(0.0, |left| left.min.0);
    moves.into_iter().min_by(|one, other| {
        let gated = |step: &DirectMove| step.facts.gate.is_some();
        let gate = gated(one).cmp(&gated(other));
        gate.then(left(one).total_cmp(&left(other)))
    })
}
