//! The moves between two roles, and those that lead on.

use smol_str::SmolStr;

use crate::{
    query::{CompareAnswer, Move},
    view::{
        move_text, role,
        sheet::{Align, Body, Section, StyledText, Table, TextStyle},
        sources::Sources,
    },
};

use super::is_one_role;

pub(super) fn between(compare: &CompareAnswer, sources: &mut Sources) -> Section {
    let mut table = Table::new([
        ("From", Align::Left),
        ("To", Align::Left),
        ("Move", Align::Left),
        ("After", Align::Left),
        ("Share", Align::Right),
        ("Gate", Align::Left),
        ("Note", Align::Left),
    ]);
    for passage in &compare.between {
        let [kind, after, share, gate, note] = role::move_cells(&passage.step, sources);
        let name = |id| StyledText::new(TextStyle::Name, id);
        let (from, to) = (name(&passage.from), name(&passage.step.role));
        table.row([from, to, kind, after, share, gate, note]);
    }
    let table = Body::Table(table.without_empty_columns());
    let mut section = Section::new("Moves between them", table);
    if compare.between.is_empty() && !is_one_role(compare) {
        let none = "No move leads directly from one to the other.";
        section.notes.push(StyledText::from(none));
    }
    section
}

/// The moves out of both, those first that both have.
pub(super) fn onward(compare: &CompareAnswer, sources: &mut Sources) -> Section {
    let (left, right) = (&compare.left, &compare.right);
    let mut table = Table::new([
        (SmolStr::from("Onward to"), Align::Left),
        (SmolStr::from(format!("From {}", left.role)), Align::Left),
        (SmolStr::from(format!("From {}", right.role)), Align::Left),
    ]);
    let mut targets: Vec<&SmolStr> = Vec::new();
    for step in left.next.iter().chain(&right.next) {
        let is_inner = step.role == left.role || step.role == right.role;
        if !is_inner && !targets.contains(&&step.role) {
            targets.push(&step.role);
        }
    }
    targets.sort_by_key(|id| !compare.shared_next.iter().any(|both| both.id == **id));
    for id in targets {
        let mut cell = |moves: &[Move]| {
            let found = moves.iter().find(|step| step.role == *id);
            found.map_or_else(StyledText::default, |found| step(found, sources))
        };
        table.row([
            StyledText::new(TextStyle::Name, id),
            cell(&left.next),
            if is_one_role(compare) {
                StyledText::default()
            } else {
                cell(&right.next)
            },
        ]);
    }
    Section::new("Moves onward", Body::Table(table.without_empty_columns()))
}

/// A move in few words: its kind, the time before it, its share, its gate.
fn step(step: &Move, sources: &mut Sources) -> StyledText {
    let facts = &step.facts;
    let kind = move_text::kind(facts).then(sources.mark(&facts.cited));
    let after = move_text::after(facts, sources);
    let known = [
        after.map(|after| StyledText::from("after ").then(after)),
        move_text::share(facts, "went there", sources),
        facts
            .gate
            .as_ref()
            .map(|gate| format!("gate: {gate}").into()),
    ];
    known.into_iter().flatten().fold(kind, |phrase, known| {
        phrase.and(TextStyle::Plain, ", ").then(known)
    })
}
