//! A file's text, and where a place in it is.
//!
//! A *source* is what a figure rests on, never this.

mod json;
mod place;
mod tree;

use std::{fmt, ops::Range, str};

pub use place::{Key, Path, Place, Pointer};
pub use tree::{Node, NodeId, Style, Syntax, Tree, Value};

/// The text of one file, with the name that the user knows it by.
#[derive(Debug, Clone)]
pub struct Text {
    name: String,
    content: String,
}

impl Text {
    pub fn new(name: impl Into<String>, content: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            content: content.into(),
        }
    }

    /// Reads bytes as UTF-8, with or without a byte order mark.
    pub fn decode(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, Undecodable> {
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            return Err(Undecodable::Utf16);
        }
        let mut content = String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let before = str::from_utf8(&bytes[..valid]).unwrap_or_default();
            Undecodable::NotUtf8 {
                byte: bytes[valid],
                position: position(before, before.len()),
            }
        })?;
        if content.starts_with('\u{feff}') {
            content.drain(..'\u{feff}'.len_utf8());
        }
        Ok(Self::new(name, content))
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn content(&self) -> &str {
        &self.content
    }

    /// Whether the text looks like JSON: its first character opens an object.
    pub fn is_json(&self) -> bool {
        self.content.trim_start().starts_with('{')
    }

    /// Reads the text as YAML, every key and value with its place.
    pub fn tree(&self) -> Result<Tree<'_>, Syntax> {
        tree::yaml(&self.content)
    }

    /// Reads the text as JSON, without places and much faster; `None` for anything but sound JSON.
    pub fn json_tree(&self) -> Option<Tree<'_>> {
        json::tree(&self.content)
    }

    /// Prepares for many questions about where something is.
    pub fn locator(&self) -> Locator<'_> {
        let lines = self
            .content
            .match_indices('\n')
            .map(|(newline, _)| newline + 1);
        Locator {
            content: &self.content,
            tree: self.tree().ok(),
            lines: [0].into_iter().chain(lines).collect(),
        }
    }
}

/// Knows where everything in a text is.
pub struct Locator<'text> {
    content: &'text str,
    tree: Option<Tree<'text>>,
    /// The byte at which each line begins.
    lines: Vec<usize>,
}

impl<'text> Locator<'text> {
    /// Finds the bytes that a place stands for, or those of the nearest thing on the way to it.
    pub fn locate(&self, place: &Place) -> Range<usize> {
        match (place, &self.tree) {
            (Place::Bytes(range), _) => range.clone(),
            (Place::Pointer(pointer), Some(tree)) => tree.locate(pointer),
            (Place::Pointer(_), None) => 0..0,
        }
    }

    /// Counts the line and the column of a byte of the text.
    pub fn position(&self, byte: usize) -> Position {
        let (line, start) = self.line_of(byte);
        let end = self.content.floor_char_boundary(byte);
        Position {
            line,
            column: self.content[start..end].chars().count() + 1,
        }
    }

    /// The line of a byte, counted from 1, the byte at which it begins, and its text.
    pub fn line(&self, byte: usize) -> (usize, usize, &'text str) {
        let (line, start) = self.line_of(byte);
        let end = self
            .lines
            .get(line)
            .map_or(self.content.len(), |next| next - 1);
        (line, start, self.content[start..end].trim_end_matches('\r'))
    }

    fn line_of(&self, byte: usize) -> (usize, usize) {
        let byte = byte.min(self.content.len());
        let line = self.lines.partition_point(|start| *start <= byte);
        (line, self.lines[line - 1])
    }
}

fn position(content: &str, byte: usize) -> Position {
    let before = &content[..content.floor_char_boundary(byte)];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Position {
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
    }
}

/// A line and a column, both counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// Why bytes are no text.
#[derive(Debug, PartialEq, Eq)]
pub enum Undecodable {
    NotUtf8 { byte: u8, position: Position },
    Utf16,
}

impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUtf8 { byte, position } => {
                write!(f, "not valid UTF-8: byte 0x{byte:02X} at {position}")
            }
            Self::Utf16 => f.write_str("encoded as UTF-16"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        let text = Text::decode("a.yaml", b"\xef\xbb\xbfid: a".to_vec()).expect("valid UTF-8");
        assert_eq!(text.content(), "id: a");
    }

    #[test]
    fn the_first_byte_that_is_not_utf8_is_named_with_its_place() {
        let error = Text::decode("a.yaml", b"id: a\ntitle: caf\xe9".to_vec()).expect_err("refused");
        assert_eq!(
            error.to_string(),
            "not valid UTF-8: byte 0xE9 at line 2, column 11"
        );
    }

    #[test]
    fn columns_count_characters() {
        let text = Text::new("a.yaml", "a: 1\né: x\n");
        let locator = text.locator();
        assert_eq!(locator.position(9), Position { line: 2, column: 4 });
        assert_eq!(locator.line(9), (2, 5, "é: x"));
        assert_eq!(locator.line(11), (3, 11, ""));
    }
}
