//! Warns of invisible characters in a text.

use crate::{
    diagnostic::{Code, Diagnostics},
    text::{self, Place, Target, Text, describe},
};

/// Warns of invisible characters and of those that reverse a text; each once per line.
pub fn hidden(text: &Text, diagnostics: &mut Diagnostics) {
    let content = text.content();
    // A character that YAML forbids is already an error.
    let forbidden = syntax_error_at(diagnostics, content);
    let mut reported: Vec<char> = Vec::new();
    for (at, character) in text::hidden(content) {
        match character {
            '\n' | '\r' => reported.clear(),
            '\t' => (),
            other if forbidden != Some(other) && !reported.contains(&other) => {
                reported.push(other);
                let place = text.place(at..at + other.len_utf8());
                add(other, place, diagnostics);
            }
            _ => (),
        }
    }
    // An escaped character is not in the text, but in the value.
    if !content.contains('\\') {
        return;
    }
    let Ok(tree) = text.tree() else {
        return;
    };
    for (scalar, bytes) in tree.scalars() {
        let written = content.get(bytes.clone()).unwrap_or_default();
        let escaped = text::hidden(scalar).find(|(_, character)| {
            !matches!(character, '\n' | '\r' | '\t') && !written.contains(*character)
        });
        if let Some((_, character)) = escaped {
            add(character, text.place(bytes), diagnostics);
        }
    }
}

/// The character at which the text stops being YAML.
fn syntax_error_at(diagnostics: &Diagnostics, content: &str) -> Option<char> {
    let mut diagnostics = diagnostics.as_slice().iter();
    let syntax = diagnostics.find(|diagnostic| diagnostic.code == Code::Syntax)?;
    match &syntax.place.target {
        Target::Bytes(bytes) => content.get(bytes.start..)?.chars().next(),
        Target::Pointer(_) => None,
    }
}

fn add(character: char, place: Place, diagnostics: &mut Diagnostics) {
    let message = format!(
        "the text contains {}, which is invisible",
        describe(character)
    );
    diagnostics
        .add(Code::HiddenCharacter, place, message)
        .help("remove it; on a terminal it is shown as an escape".to_owned());
}
