//! Characters in a text that nobody sees.

use std::ops::Range;

use crate::{
    diagnostic::{Code, Report},
    text::{Place, Text, describe, is_hidden},
};

/// Warns of characters that are not to be seen, or that turn a text around; once for each line.
pub fn hidden(text: &Text, report: &mut Report) {
    let content = text.content();
    let mut line_told = false;
    for (at, character) in content.char_indices() {
        match character {
            '\n' | '\r' => line_told = false,
            '\t' => (),
            // Those that no YAML holds are an error already.
            other if report.has_errors() && other.is_ascii_control() => (),
            other if !line_told && is_hidden(other) => {
                line_told = true;
                tell(other, at..at + other.len_utf8(), report);
            }
            _ => (),
        }
    }
    // Written as an escape, a character is not in the text, but in what it says.
    if !content.contains('\\') {
        return;
    }
    let Ok(tree) = text.tree() else {
        return;
    };
    for (scalar, bytes) in tree.scalars() {
        let written = content.get(bytes.clone()).unwrap_or_default();
        let escaped = scalar.chars().find(|character| {
            is_hidden(*character)
                && !matches!(character, '\n' | '\r' | '\t')
                && !written.contains(*character)
        });
        if let Some(character) = escaped {
            tell(character, bytes, report);
        }
    }
}

fn tell(character: char, bytes: Range<usize>, report: &mut Report) {
    let message = format!("the text holds {}, which nobody sees", describe(character));
    report
        .tell(Code::HiddenCharacter, Place::Bytes(bytes), message)
        .help("take it away; where it reaches a terminal, it is shown as an escape".to_owned());
}
