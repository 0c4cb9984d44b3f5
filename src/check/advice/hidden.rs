//! Characters in a text that nobody sees.

use std::ops::Range;

use crate::{
    diagnostic::{Code, Report},
    text::{Place, Text, describe, is_hidden},
};

/// Warns of characters that are not to be seen, or that turn a text around; each once for a line.
pub fn hidden(text: &Text, report: &mut Report) {
    let content = text.content();
    // Those that no YAML holds are an error already.
    let refused = refused(report, content);
    let mut told: Vec<char> = Vec::new();
    for (at, character) in content.char_indices() {
        match character {
            '\n' | '\r' => told.clear(),
            '\t' => (),
            other if is_hidden(other) && refused != Some(other) && !told.contains(&other) => {
                told.push(other);
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

/// The character at which the text stops being YAML.
fn refused(report: &Report, content: &str) -> Option<char> {
    let mut diagnostics = report.diagnostics().iter();
    let syntax = diagnostics.find(|diagnostic| diagnostic.code == Code::Syntax)?;
    match &syntax.place {
        Place::Bytes(bytes) => content.get(bytes.start..)?.chars().next(),
        Place::Pointer(_) => None,
    }
}

fn tell(character: char, bytes: Range<usize>, report: &mut Report) {
    let message = format!("the text holds {}, which nobody sees", describe(character));
    report
        .tell(Code::HiddenCharacter, Place::Bytes(bytes), message)
        .help("take it away; where it reaches a terminal, it is shown as an escape".to_owned());
}
