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

    /// Finds the bytes that a place stands for, or those of the nearest thing on the way to it.
    pub fn locate(&self, place: &Place) -> Range<usize> {
        match place {
            Place::Bytes(range) => range.clone(),
            Place::Pointer(pointer) => self.tree().map_or(0..0, |tree| tree.locate(pointer)),
        }
    }

    /// Counts the line and the column, in characters from 1, of a byte of the text.
    pub fn position(&self, byte: usize) -> Position {
        position(&self.content, byte)
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
        let text = Text::new("a.yaml", "é: x");
        assert_eq!(text.position(4), Position { line: 1, column: 4 });
    }
}
