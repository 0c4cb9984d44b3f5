//! The moves between two roles, and those that lead on.

use smol_str::SmolStr;

use crate::order::Order as _;
use crate::query::{CompareAnswer, Move, MoveBetween};

use super::super::{Columns, Section, Sources, StyledText, role_screen};
use super::is_one_role;

pub(super) const NONE: &str = "No move leads directly from one to the other.";

/// The same of several roles.
pub(super) const NONE_OF_SEVERAL: &str = "No move leads directly from one of them to another.";

pub(super) fn between(compare: &CompareAnswer, sources: &mut Sources) -> Section {
    let none = compare.between.is_empty() && !is_one_role(compare);
    Columns::<MoveBetween>::new()
        .left("From", |passage, _| StyledText::name(&passage.from))
        .left("To", |passage, _| StyledText::name(&passage.step.role))
        .facts(|passage| &passage.step.facts)
        .section("Moves between them", &compare.between, sources)
        .noted(none.then(|| NONE.into()))
}

/// The moves out of both, those first that both have.
pub(super) fn onward(compare: &CompareAnswer, sources: &mut Sources) -> Section {
    let (left, right) = (&compare.left, &compare.right);
    let mut targets: Vec<&SmolStr> = Vec::new();
    for step in left.next.iter().chain(&right.next) {
        let is_inner = step.role == left.role || step.role == right.role;
        if !is_inner && !targets.contains(&&step.role) {
            targets.push(&step.role);
        }
    }
    targets.order_by_key(|id| !compare.shared_next.iter().any(|both| both.id == **id));
    let cell = |moves: &[Move], id: &SmolStr, sources: &mut Sources| {
        let found = moves.iter().find(|step| step.role == *id)?;
        Some(role_screen::step(found, sources))
    };
    let is_one_role = is_one_role(compare);
    Columns::<&SmolStr>::new()
        .left("To", |id, _| StyledText::name(id))
        .left(format!("From {}", left.role), move |id, sources| {
            cell(&left.next, id, sources)
        })
        .left(format!("From {}", right.role), move |id, sources| {
            (!is_one_role)
                .then(|| cell(&right.next, id, sources))
                .flatten()
        })
        .section("Moves onward", targets, sources)
}
