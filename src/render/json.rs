//! Turns an answer into JSON.

use std::{fmt::Write as _, io};

use serde::Serialize;

use crate::{text::is_hidden, view::View};

/// Raised by every incompatible change; new fields are compatible.
const SCHEMA_VERSION: u32 = 1;

pub fn render(answer: &(impl View + Serialize)) -> String {
    write(&Envelope::of(answer))
}

/// Whether an answer has more bytes than that as JSON, which are not kept.
pub fn exceeds(answer: &(impl View + Serialize), most: usize) -> bool {
    let mut sink = Sink {
        kept: None,
        left: most,
    };
    serde_json::to_writer_pretty(&mut sink, &Envelope::of(answer)).is_err()
}

/// What is written is kept or only counted: with one type for both, answers are turned into JSON by the same code.
struct Sink {
    kept: Option<Vec<u8>>,
    /// More bytes than that are refused.
    left: usize,
}

impl io::Write for &mut Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let left = self.left.checked_sub(bytes.len());
        self.left = left.ok_or(io::ErrorKind::FileTooLarge)?;
        if let Some(kept) = &mut self.kept {
            kept.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Adds the fields of `first` to the JSON of an answer, after its name.
pub fn with_first(answer: &str, first: &impl Serialize) -> String {
    let first = write(first);
    let fields = first.trim_start_matches("{\n").trim_end_matches("\n}\n");
    let name = answer.find("\"answer\": ").unwrap_or_default();
    let end = answer[name..].find('\n').unwrap_or_default();
    let (envelope, content) = answer.split_at(name + end);
    format!("{envelope}\n{fields},{content}")
}

/// Writes JSON without control and invisible characters.
pub fn write(content: &impl Serialize) -> String {
    let mut sink = Sink {
        kept: Some(Vec::new()),
        left: usize::MAX,
    };
    serde_json::to_writer_pretty(&mut sink, content).expect("every key is a text");
    let json = String::from_utf8(sink.kept.unwrap_or_default()).expect("JSON is UTF-8");
    let mut written = escape(&json);
    written.push('\n');
    written
}

/// Escapes control and invisible characters; outside of strings, JSON has none but line breaks.
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

impl<'a, V: View + Serialize> Envelope<'a, V> {
    fn of(answer: &'a V) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            answer: answer.name(),
            content: answer,
        }
    }
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
