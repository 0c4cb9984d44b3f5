//! Roles side by side: requirements, pay and moves.

mod pay;
mod requirements;
mod several;

pub use pay::PayComparison;
pub use requirements::{Comparison, Held, Side};
pub(super) use requirements::{Subject, side};
pub use several::{PayOfSeveral, SeveralAnswer, compare_several};

use serde::Serialize;
use smol_str::SmolStr;

use crate::{
    model::{Ladder, Requirement, Responsibility, RoleIndex, Source},
    order::set_of,
};

use super::{
    answer::{Grade, Header, Move, Named},
    answer_builder::AnswerBuilder,
    assess::{assess, readiness},
    gap::Readiness,
    pay::PayFilter,
    person_state::PersonState,
};

use requirements::side_by_side;

/// Two roles side by side.
#[derive(Debug, PartialEq, Serialize)]
pub struct CompareAnswer {
    /// The ladder, the day and the person.
    #[serde(flatten)]
    pub header: Header,
    /// The first role.
    pub left: ComparedRole,
    /// The second role.
    pub right: ComparedRole,
    /// Years, education, skills and certifications, in the ladder's order.
    pub requirements: Vec<Comparison>,
    /// What either role recommends; it is never counted.
    pub recommended: Vec<Comparison>,
    /// The pay of both, one entry for each basis, currency and region.
    pub pay: Vec<PayComparison>,
    /// The moves from one of the two roles to the other.
    pub between: Vec<MoveBetween>,
    /// Other roles to which moves lead from both.
    pub shared_next: Vec<Named>,
    /// The sources of all figures, in the order of their first use; empty as a part of a report.
    pub sources: Vec<Source>,
}

/// One of the two roles.
#[derive(Debug, PartialEq, Serialize)]
pub struct ComparedRole {
    /// The id of the role.
    pub role: SmolStr,
    /// The title of the role.
    pub title: SmolStr,
    /// Its track; `null` where the ladder names none.
    pub track: Option<Named>,
    /// Its height on the track; grades of two tracks are not compared.
    #[serde(flatten)]
    pub grade: Grade,
    /// How much of the requirements is met; `null` without a person.
    pub readiness: Option<Readiness>,
    /// Its responsibilities, in the file's order.
    pub responsibilities: Vec<Responsibility>,
    /// The moves out of the role.
    pub next: Vec<Move>,
}

/// A move from one of the two roles to the other.
#[derive(Debug, PartialEq, Serialize)]
pub struct MoveBetween {
    /// The id of the role before the move.
    pub from: SmolStr,
    /// The move.
    #[serde(flatten)]
    pub step: Move,
}

/// Answers how two roles differ.
pub fn compare(
    ladder: &Ladder,
    state: &PersonState,
    left: RoleIndex,
    right: RoleIndex,
    filter: &PayFilter,
) -> CompareAnswer {
    let mut builder = AnswerBuilder::new(ladder);
    let (on_left, on_right) = (ladder.requirements(left), ladder.requirements(right));
    let requirements = side_by_side(&mut builder, state, &on_left.required, &on_right.required);
    let recommended = side_by_side(
        &mut builder,
        state,
        &on_left.recommended,
        &on_right.recommended,
    );
    CompareAnswer {
        header: builder.header(state),
        left: compared(&mut builder, state, left, &on_left.required),
        right: compared(&mut builder, state, right, &on_right.required),
        requirements,
        recommended,
        pay: pay::compare(&mut builder, left, right, filter, state.as_of),
        between: between(&mut builder, &[left, right]),
        shared_next: shared_next(&builder, &[left, right]),
        sources: builder.sources(),
    }
}

/// Other roles to which moves lead from all of these.
fn shared_next(builder: &AnswerBuilder, roles: &[RoleIndex]) -> Vec<Named> {
    let targets = |role: &RoleIndex| set_of(builder.ladder.graph.neighbors(*role));
    let targets = roles.iter().map(targets);
    let shared = targets.reduce(|mut all, own| {
        all.retain(|role| own.contains(role));
        all
    });
    let others = shared.unwrap_or_default().into_iter();
    let others = others.filter(|role| !roles.contains(role));
    others.map(|role| builder.role_name(role)).collect()
}

fn compared(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    role: RoleIndex,
    required: &[Requirement],
) -> ComparedRole {
    let ladder = builder.ladder;
    let entry = &ladder[role];
    let gaps = state.known.then(|| assess(builder, state, required));
    let moves = ladder.moves_from(role).into_iter();
    ComparedRole {
        role: entry.id.clone(),
        title: entry.title.clone(),
        track: builder.named_track(entry.track),
        grade: Grade::of(builder.ladder, entry),
        readiness: gaps.map(|gaps| readiness(&gaps)),
        responsibilities: entry.responsibilities.clone(),
        next: moves
            .map(|(other, step)| builder.step(other, step))
            .collect(),
    }
}

/// The moves from one of some roles to another; those of a role to itself only where it is the only one.
fn between(builder: &mut AnswerBuilder, roles: &[RoleIndex]) -> Vec<MoveBetween> {
    let ladder = builder.ladder;
    let mut roles = roles.to_vec();
    roles.dedup();
    let mut moves = Vec::new();
    for from in &roles {
        for to in &roles {
            if from == to && roles.len() > 1 {
                continue;
            }
            let steps = ladder.moves_from(*from).into_iter();
            for (_, step) in steps.filter(|(target, _)| target == to) {
                moves.push(MoveBetween {
                    from: ladder[*from].id.clone(),
                    step: builder.step(*to, step),
                });
            }
        }
    }
    moves
}
