//! What is stated of a move, in words: the same in every answer, each part with the mark of its own
//! source.

use crate::query::MoveFacts;

use super::{Columns, Sources, StyledText, TextStyle, display, prose, prose_in};

/// What follows a share in a sentence about a move that lies ahead.
pub const AHEAD: &str = "make this move";

/// What stands where an estimate is left out.
pub const LEFT_OUT: &str = "left out";

/// The years in the role before the move.
pub fn after(facts: &MoveFacts, sources: &mut Sources) -> Option<StyledText> {
    if facts.after_left_out {
        return Some(StyledText::quiet(LEFT_OUT));
    }
    let after = facts.after.as_ref()?;
    Some(sources.figure(display::span_of_years(after), &after.cited))
}

/// The share; `verb` completes the phrase, as in `32 % make this move`.
pub fn share(facts: &MoveFacts, verb: &str, sources: &mut Sources) -> Option<StyledText> {
    share_text(facts, verb).map(|text| sources.share(text, facts))
}

fn share_text(facts: &MoveFacts, verb: &str) -> Option<String> {
    let share = display::percent(facts.share?);
    Some(format!("{share} {verb}").trim_end().to_owned())
}

/// The gate, alone in a cell.
pub fn gate_cell(facts: &MoveFacts, sources: &mut Sources) -> Option<StyledText> {
    Some(sources.cite(facts.gate.as_ref()?, &facts.cited))
}

/// The gate in a sentence.
pub fn gate(facts: &MoveFacts, sources: &mut Sources) -> Option<StyledText> {
    let gate = format!("gate: {}", facts.gate.as_ref()?);
    Some(sources.cite(StyledText::middling(gate), &facts.cited))
}

/// The note as a sentence.
pub fn note(facts: &MoveFacts, sources: &mut Sources) -> Option<StyledText> {
    let note = prose_in(TextStyle::Quiet, facts.note.as_ref()?);
    let note = StyledText::quiet("About the move: ").then(note);
    Some(sources.cite(note, &facts.cited))
}

/// The label of an edge: a time, the share and the gate, without marks.
pub fn label(time: Option<String>, facts: &MoveFacts, verb: &str) -> String {
    let gate = facts.gate.as_ref().map(ToString::to_string);
    let known = [time, share_text(facts, verb), gate];
    display::join(known.into_iter().flatten(), ", ")
}

impl<'a, R: 'a> Columns<'a, R> {
    /// Adds all that is stated of a move; the mark of the kind is that of the gate and of the note too.
    pub(super) fn facts(self, facts: impl Fn(&R) -> &MoveFacts + Copy + 'a) -> Self {
        let kind = move |row: &R, sources: &mut Sources| {
            let facts = facts(row);
            sources.cite(facts.kind, &facts.cited)
        };
        self.left("Move", kind)
            .after_and_share(facts)
            .left("Gate", move |row, _| facts(row).gate.clone())
            .left("Note", move |row, _| facts(row).note.as_ref().map(prose))
    }

    /// Adds the years before a move and its share.
    pub(super) fn after_and_share(self, facts: impl Fn(&R) -> &MoveFacts + Copy + 'a) -> Self {
        self.left("After", move |row, sources| after(facts(row), sources))
            .right("Share", move |row, sources| share(facts(row), "", sources))
    }
}
