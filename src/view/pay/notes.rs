//! What is to be known of the figures in a table.

use std::collections::HashSet;

use crate::query::PayEntry;

use super::super::{Sources, StyledText, TextStyle, prose_in};
use super::cells::figure;

/// The groups that figures with a star describe, and the notes on figures; each once.
pub fn notes<'a>(
    entries: impl Iterator<Item = &'a PayEntry>,
    sources: &mut Sources,
) -> Vec<StyledText> {
    let mut notes = Vec::new();
    let mut seen = HashSet::new();
    for one in entries {
        let pay = &one.pay;
        let mut note = |before: &str, between: &str, text: &str| {
            let written = format!("{before}{}", figure(one).text());
            let note = StyledText::quiet(written)
                .then(sources.mark(&pay.cited))
                .and(TextStyle::Quiet, between)
                .then(prose_in(TextStyle::Quiet, text));
            if seen.insert(note.text()) {
                notes.push(note);
            }
        };
        if let Some(population) = &pay.population {
            note("* ", " is of a wider group: ", population);
        }
        if let Some(occupation) = &pay.occupation {
            note("* ", " is of a whole occupation: ", occupation);
        }
        if let Some(text) = &pay.note {
            note("", ": ", text);
        }
    }
    notes
}
