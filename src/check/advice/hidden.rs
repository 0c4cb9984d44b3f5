//! Characters in a text that nobody sees.

use std::ops::Range;

use crate::{
    diagnostic::{Code, Diagnostics},
    text::{Place, Text, describe, is_hidden},
};

/// Warns of characters that are not to be seen, or that turn a text around; each once for a line.
pub fn hidden(text: &Text, diagnostics: &mut Diagnostics) {
    let content = text.content();
    // Those that no YAML holds are an error already.
    let refused = syntax_error_at(diagnostics, content);
    let mut shown: Vec<char> = Vec::new();
    for (at, character) in content.char_indices() {
        match character {
            '\n' | '\r' => shown.clear(),
            '\t' => (),
            other if is_hidden(other) && refused != Some(other) && !shown.contains(&other) => {
                shown.push(other);
                add(other, at..at + other.len_utf8(), diagnostics);
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
            add(character, bytes, diagnostics);
        }
    }
}

/// The character at which the text stops being YAML.
fn syntax_error_at(diagnostics: &Diagnostics, content: &str) -> Option<char> {
    let mut diagnostics = diagnostics.as_slice().iter();
    let syntax = diagnostics.find(|diagnostic| diagnostic.code == Code::Syntax)?;
    match &syntax.place {
        Place::Bytes(bytes) => content.get(bytes.start..)?.chars().next(),
        Place::Pointer(_) => None,
    }
}

fn add(character: char, bytes: Range<usize>, diagnostics: &mut Diagnostics) {
    let message = format!("the text holds {}, which nobody sees", describe(character));
    diagnostics
        .add(Code::HiddenCharacter, Place::Bytes(bytes), message)
        .help("take it away; where it reaches a terminal, it is shown as an escape".to_owned());
}
