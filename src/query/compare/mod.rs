//! Two roles side by side: what each asks for, what each pays, where each leads.

mod pay;
mod requirements;

pub use pay::{Incomparable, PayComparison};
pub use requirements::{Comparison, Difference, Side};

use std::collections::BTreeSet;

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::model::{Ladder, Requirement, RoleIndex};

use super::{
    answer::{Move, Named, Person, Source},
    assess::{assess, readiness},
    gap::Readiness,
    gaps::person,
    pay::PayFilter,
    standing::Standing,
    writer::Writer,
};

use requirements::side_by_side;

#[derive(Debug, PartialEq, Serialize)]
pub struct Compare {
    pub ladder: Named,
    pub as_of: SmolStr,
    /// `null` when the two roles are compared for nobody.
    pub person: Option<Person>,
    pub left: ComparedRole,
    pub right: ComparedRole,
    /// Years, education, skills and certifications, in the ladder's order.
    pub requirements: Vec<Comparison>,
    /// What either recommends; it is never counted.
    pub recommended: Vec<Comparison>,
    /// What both pay, each basis, currency and region apart.
    pub pay: Vec<PayComparison>,
    /// The moves from one of the two roles to the other.
    pub between: Vec<Passage>,
    /// Other roles to which moves lead from both.
    pub shared_next: Vec<Named>,
    pub sources: Vec<Source>,
}

/// One of the two roles.
#[derive(Debug, PartialEq, Serialize)]
pub struct ComparedRole {
    pub role: SmolStr,
    pub title: SmolStr,
    pub track: Named,
    /// How high it stands on its track; grades of two tracks are never compared.
    pub grade: i64,
    /// `null` without a person.
    pub readiness: Option<Readiness>,
    pub next: Vec<Move>,
}

/// A move from one of two roles to the other.
#[derive(Debug, PartialEq, Serialize)]
pub struct Passage {
    pub from: SmolStr,
    #[serde(flatten)]
    pub step: Move,
}

/// Answers how two roles differ.
pub fn compare(
    ladder: &Ladder,
    standing: &Standing,
    left: RoleIndex,
    right: RoleIndex,
    filter: &PayFilter,
) -> Compare {
    let mut writer = Writer::new(ladder);
    let (on_left, on_right) = (ladder.requirements(left), ladder.requirements(right));
    let requirements = side_by_side(&mut writer, standing, &on_left.required, &on_right.required);
    let recommended = side_by_side(
        &mut writer,
        standing,
        &on_left.recommended,
        &on_right.recommended,
    );
    Compare {
        ladder: writer.ladder_name(),
        as_of: standing.as_of.to_smolstr(),
        person: person(&writer, standing),
        left: compared(&mut writer, standing, left, &on_left.required),
        right: compared(&mut writer, standing, right, &on_right.required),
        requirements,
        recommended,
        pay: pay::compare(&mut writer, left, right, filter, standing.as_of),
        between: between(&mut writer, left, right),
        shared_next: shared_next(&writer, left, right),
        sources: writer.sources(),
    }
}

fn shared_next(writer: &Writer, left: RoleIndex, right: RoleIndex) -> Vec<Named> {
    let targets =
        |role: RoleIndex| -> BTreeSet<RoleIndex> { writer.ladder.graph.neighbors(role).collect() };
    let both = targets(left)
        .intersection(&targets(right))
        .copied()
        .collect::<Vec<_>>();
    let others = both
        .into_iter()
        .filter(|role| *role != left && *role != right);
    others.map(|role| writer.role_name(role)).collect()
}

fn compared(
    writer: &mut Writer,
    standing: &Standing,
    role: RoleIndex,
    required: &[Requirement],
) -> ComparedRole {
    let ladder = writer.ladder;
    let entry = &ladder[role];
    let track = &ladder[entry.track];
    let gaps = standing.known.then(|| assess(writer, standing, required));
    let moves = ladder.moves_from(role).into_iter();
    ComparedRole {
        role: entry.id.clone(),
        title: entry.title.clone(),
        track: Named {
            id: track.id.clone(),
            title: track.title.clone(),
        },
        grade: entry.grade,
        readiness: gaps.map(|gaps| readiness(&gaps)),
        next: moves
            .map(|(other, step)| writer.step(other, step))
            .collect(),
    }
}

/// The moves from one of two roles to the other; a role leads to itself only once.
fn between(writer: &mut Writer, left: RoleIndex, right: RoleIndex) -> Vec<Passage> {
    let ladder = writer.ladder;
    let mut ways = vec![(left, right), (right, left)];
    ways.dedup();
    let mut passages = Vec::new();
    for (from, to) in ways {
        let steps = ladder.moves_from(from).into_iter();
        for (_, step) in steps.filter(|(target, _)| *target == to) {
            passages.push(Passage {
                from: ladder[from].id.clone(),
                step: writer.step(to, step),
            });
        }
    }
    passages
}
