//! Turns an answer into JSON.

use std::io::{self, Write as _};

use serde::Serialize;

use crate::{text::is_hidden, view::View};

/// Raised by every incompatible change; new fields are compatible.
const SCHEMA_VERSION: u32 = 1;

/// Writes an answer, its own fields after these; see [`fields`].
pub fn render(
    answer: &(impl View + Serialize),
    first: &str,
    to: &mut dyn io::Write,
) -> io::Result<()> {
    let mut sink = Sink {
        to: Some(to),
        left: usize::MAX,
        skipped: 0,
    };
    envelope(answer, first, &mut sink)
}

/// Whether an answer has more bytes than that as JSON, which are not kept.
pub fn exceeds(answer: &(impl View + Serialize), most: usize) -> bool {
    let mut sink = Sink {
        to: None,
        left: most,
        skipped: 0,
    };
    envelope(answer, "", &mut sink).is_err()
}

/// The fields of a value as they stand in an answer, before those that follow.
pub fn fields(value: &impl Serialize) -> String {
    let written = write(value);
    let fields = written.trim_start_matches("{\n").trim_end_matches("\n}\n");
    format!("{fields},\n")
}

/// Writes JSON without control and invisible characters.
pub fn write(content: &impl Serialize) -> String {
    let mut written = Vec::new();
    let mut sink = Sink {
        to: Some(&mut written),
        left: usize::MAX,
        skipped: 0,
    };
    serde_json::to_writer_pretty(&mut sink, content).expect("every key is a text");
    written.push(b'\n');
    String::from_utf8(written).expect("JSON is UTF-8")
}

/// Appends a value as one line, without control and invisible characters.
pub fn line(content: &impl Serialize, to: &mut Vec<u8>) {
    let begun = to.len();
    serde_json::to_writer(&mut *to, content).expect("every key is a text");
    if to[begun..].iter().any(|byte| *byte >= 0x7f) {
        let line = to.split_off(begun);
        escape(&line, to).expect("a vector takes all");
    }
    to.push(b'\n');
}

fn envelope(answer: &(impl View + Serialize), first: &str, mut sink: &mut Sink) -> io::Result<()> {
    let name = answer.name();
    write!(
        sink,
        "{{\n  \"schema_version\": {SCHEMA_VERSION},\n  \"answer\": \"{name}\",\n{first}"
    )?;
    // The answer is an object that goes on: without its first line.
    sink.skipped = "{\n".len();
    serde_json::to_writer_pretty(&mut *sink, answer)?;
    sink.write_all(b"\n")
}

/// What is written is escaped and handed on, or only counted: with one type for both, answers are turned into JSON by the
/// same code.
struct Sink<'a> {
    to: Option<&'a mut dyn io::Write>,
    /// More bytes than that are refused.
    left: usize,
    /// So many bytes are not handed on.
    skipped: usize,
}

impl io::Write for &mut Sink<'_> {
    /// Takes whole characters, as they are given.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let left = self.left.checked_sub(bytes.len());
        self.left = left.ok_or(io::ErrorKind::FileTooLarge)?;
        let skipped = self.skipped.min(bytes.len());
        self.skipped -= skipped;
        if let Some(to) = &mut self.to {
            escape(&bytes[skipped..], to)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Escapes control and invisible characters; outside of strings, JSON has none but line breaks.
fn escape(json: &[u8], to: &mut dyn io::Write) -> io::Result<()> {
    if json.iter().all(|byte| *byte < 0x7f) {
        return to.write_all(json);
    }
    let json = str::from_utf8(json).map_err(io::Error::other)?;
    let mut rest = json;
    while let Some((at, character)) = rest
        .char_indices()
        .find(|(_, character)| *character != '\n' && is_hidden(*character))
    {
        to.write_all(&rest.as_bytes()[..at])?;
        for unit in character.encode_utf16(&mut [0; 2]) {
            write!(to, "\\u{unit:04x}")?;
        }
        rest = &rest[at + character.len_utf8()..];
    }
    to.write_all(rest.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_escaped_and_reads_back_the_same() {
        let text = "\u{1b}]0;x\u{7}\u{7f}\u{9b}\u{202e}\u{e0041}é";
        let mut escaped = Vec::new();
        let json = serde_json::to_vec(text).expect("a string");
        escape(&json, &mut escaped).expect("a vector takes all");
        let escaped = String::from_utf8(escaped).expect("JSON is UTF-8");
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
