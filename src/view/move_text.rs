//! What is stated of a move, in words: the same in every answer, each part with the mark of its own
//! source.

use smol_str::SmolStr;

use crate::query::{Cited, MoveFacts};

use super::{
    display,
    sheet::{StyledText, TextStyle},
    sources::Sources,
};

/// What follows a share in a sentence about a move that lies ahead.
pub const AHEAD: &str = "go this way";

/// The kind, without a mark.
pub fn kind(facts: &MoveFacts) -> StyledText {
    facts.kind.map(StyledText::from).unwrap_or_default()
}

/// The years in the role before the move.
pub fn after(facts: &MoveFacts, sources: &mut Sources) -> Option<StyledText> {
    let after = facts.after.as_ref()?;
    Some(StyledText::from(display::span_of_years(after)).then(sources.mark(&after.cited)))
}

/// The share; `verb` says of whom it is one, as in `32 % go this way`.
pub fn share(facts: &MoveFacts, verb: &str, sources: &mut Sources) -> Option<StyledText> {
    let mark = |text| StyledText::from(text).then(sources.mark_id(facts.share_source.as_deref()));
    share_text(facts, verb).map(mark)
}

fn share_text(facts: &MoveFacts, verb: &str) -> Option<String> {
    let share = display::percent(facts.share?);
    Some(format!("{share} {verb}").trim_end().to_owned())
}

/// The gate, alone in a cell.
pub fn gate_cell(gate: Option<&SmolStr>, move_cited: &Cited, sources: &mut Sources) -> StyledText {
    let mark = |gate| StyledText::from(gate).then(sources.mark(move_cited));
    gate.map(mark).unwrap_or_default()
}

/// The gate in a sentence.
pub fn gate(facts: &MoveFacts, sources: &mut Sources) -> Option<StyledText> {
    let gate = StyledText::new(
        TextStyle::Middling,
        format!("gate: {}", facts.gate.as_ref()?),
    );
    Some(gate.then(sources.mark(&facts.cited)))
}

/// The note as a sentence.
pub fn note(facts: &MoveFacts, sources: &mut Sources) -> Option<StyledText> {
    let note = format!("About the move: {}", facts.note.as_ref()?);
    Some(StyledText::new(TextStyle::Quiet, note).then(sources.mark(&facts.cited)))
}

/// The label of an edge: a time, the share and the gate, without marks.
pub fn label(time: Option<String>, facts: &MoveFacts, verb: &str) -> String {
    let gate = facts.gate.as_ref().map(ToString::to_string);
    let known = [time, share_text(facts, verb), gate];
    let known: Vec<String> = known.into_iter().flatten().collect();
    known.join(", ")
}
