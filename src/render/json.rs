//! The answer itself, for programs.

use std::fmt::Write as _;

use serde::Serialize;

use crate::{text::is_hidden, view::View};

/// Raised by every change that could break a reader; fields may be added without.
const SCHEMA_VERSION: u32 = 1;

pub fn render<V: View>(answer: &V) -> String {
    let envelope = Envelope {
        schema_version: SCHEMA_VERSION,
        answer: answer.name(),
        content: answer,
    };
    write(&envelope)
}

/// Writes anything as JSON that is harmless on a terminal.
pub fn write(content: &impl Serialize) -> String {
    let json = serde_json::to_string_pretty(content).expect("every key is a text");
    let mut written = escape(&json);
    written.push('\n');
    written
}

/// Writes what is not to be seen, or would be obeyed, as an escape: the text is the same.
///
/// Between the strings of a JSON text there is nothing of the kind but line breaks.
fn escape(json: &str) -> String {
    if json.is_ascii() {
        return json.replace('\u{7f}', "\\u007f");
    }
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        if character != '\n' && is_hidden(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(character);
        }
    }
    escaped
}

#[derive(Serialize)]
struct Envelope<'a, V: Serialize> {
    schema_version: u32,
    answer: &'static str,
    #[serde(flatten)]
    content: &'a V,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_escaped_and_reads_back_the_same() {
        let text = "\u{1b}]0;x\u{7}\u{7f}\u{9b}\u{202e}\u{e0041}é";
        let escaped = escape(&serde_json::to_string(text).expect("a string"));
        assert_eq!(
            escaped,
            r#""\u001b]0;x\u0007\u007f\u009b\u202e\udb40\udc41é""#
        );
        assert_eq!(
            serde_json::from_str::<String>(&escaped).expect("a string"),
            text
        );
    }
}
