//! A file's text, and where a place in it is.
//!
//! A *source* is what a figure rests on, never this.

use std::ops::Range;

mod by_hand;
mod diff;
mod edit;
mod hidden;
mod json;
mod json_writer;
mod locator;
mod place;
mod syntax;
mod tree;
mod writer;

pub use diff::{Hunk, hunks};
pub use edit::{Edit, Refusal, without_empty_keys};
pub use hidden::{describe, hidden, is_hidden, visible};
pub(crate) use locator::Locator;
pub use place::{FileId, Place, Pointer, PointerRef, Respelling, Segment, Target};
pub(crate) use syntax::SyntaxError;
pub(crate) use tree::{Node, NodeId, NodeKind, ScalarForm, Tree, Value};
pub(crate) use writer::is_other_type;
pub use writer::{Yaml, YamlEntry};

/// The text of one file, with the name that the user knows it by.
#[derive(Debug, Clone)]
pub struct Text {
    id: FileId,
    name: String,
    content: String,
}

impl Text {
    /// A text with the name that the user knows it by.
    pub fn new(name: impl Into<String>, content: impl Into<String>) -> Self {
        Self {
            id: FileId::MAIN,
            name: name.into(),
            content: content.into(),
        }
    }

    /// Reads bytes as UTF-8, with or without a byte order mark, or as UTF-16 with one.
    ///
    /// # Errors
    ///
    /// The bytes are not text in that encoding.
    pub fn decode(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, Undecodable> {
        if let Some(units) = bytes.strip_prefix(&[0xff, 0xfe]) {
            return decode_utf16(name.into(), units, u16::from_le_bytes);
        }
        if let Some(units) = bytes.strip_prefix(&[0xfe, 0xff]) {
            return decode_utf16(name.into(), units, u16::from_be_bytes);
        }
        match String::from_utf8(bytes) {
            Ok(mut content) => {
                if content.starts_with(BYTE_ORDER_MARK) {
                    content.drain(..BYTE_ORDER_MARK.len_utf8());
                }
                once_marked(Self::new(name, content))
            }
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                Err(Undecodable {
                    text: Self::new(name, String::from_utf8_lossy(error.as_bytes())),
                    message: format!("the byte 0x{:02X} is not valid UTF-8", error.as_bytes()[at]),
                    help: SAVE,
                    at,
                })
            }
        }
    }

    /// The name of the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The same text as that of another file than the one that was asked for.
    pub fn with_id(self, id: FileId) -> Self {
        Self { id, ..self }
    }

    /// Which of the files that are read together this is.
    pub fn id(&self) -> FileId {
        self.id
    }

    /// A place in this file.
    pub fn place(&self, bytes: Range<usize>) -> Place {
        Place {
            file: self.id,
            target: Target::Bytes(bytes),
        }
    }

    /// The whole text.
    pub fn content(&self) -> &str {
        &self.content
    }

    /// Whether the text looks like JSON: its first character opens an object.
    pub fn is_json(&self) -> bool {
        self.content.trim_start().starts_with('{')
    }

    /// Reads the text as YAML, every key and value with its place.
    pub(crate) fn tree(&self) -> Result<Tree<'_>, SyntaxError> {
        let mut tree = tree::yaml(&self.content)?;
        tree.file = self.id;
        Ok(tree)
    }

    /// All the bytes that the value at the end of a pointer was written with, to replace it or to
    /// add to it; `None` where the pointer leads to nothing.
    pub fn extent(&self, pointer: &Pointer) -> Option<Range<usize>> {
        self.tree().ok()?.extent(pointer)
    }

    /// Reads the text as JSON, without places and much faster; `None` for anything but sound JSON.
    pub(crate) fn json_tree(&self) -> Option<Tree<'_>> {
        let mut tree = json::tree(&self.content)?;
        tree.file = self.id;
        Some(tree)
    }

    /// Prepares for many questions about where something is.
    pub(crate) fn locator<'text>(&'text self, respellings: &'text [Respelling]) -> Locator<'text> {
        Locator::new(self, respellings)
    }
}

const BYTE_ORDER_MARK: char = '\u{feff}';

/// A text after its byte order mark: a second one would be a part of the first key.
fn once_marked(text: Text) -> Result<Text, Undecodable> {
    if text.content.starts_with(BYTE_ORDER_MARK) {
        let message = "the file begins with a second byte order mark (U+FEFF)".to_owned();
        let help = "remove the invisible character, or save the file without a byte order mark";
        return Err(Undecodable {
            text,
            message,
            help,
            at: 0,
        });
    }
    Ok(text)
}

fn decode_utf16(name: String, bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Text, Undecodable> {
    let pairs = bytes.chunks_exact(2);
    let odd = !pairs.remainder().is_empty();
    let mut content = String::with_capacity(bytes.len());
    let mut wrong = None;
    for character in char::decode_utf16(pairs.map(|pair| unit([pair[0], pair[1]]))) {
        if character.is_err() {
            wrong = wrong.or(Some(content.len()));
        }
        content.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    match wrong.or(odd.then_some(content.len())) {
        None => once_marked(Text::new(name, content)),
        Some(at) => Err(Undecodable {
            text: Text::new(name, content),
            message: "the text begins as UTF-16 and is not valid UTF-16".to_owned(),
            help: SAVE,
            at,
        }),
    }
}

/// What to do about bytes in another encoding.
const SAVE: &str = "save the file as UTF-8";

/// Bytes that are no text.
#[derive(Debug)]
pub struct Undecodable {
    /// What can be read of them.
    pub text: Text,
    /// What is wrong with the bytes.
    pub message: String,
    /// What to do about it.
    pub help: &'static str,
    /// The byte of `text` at which it stops being right.
    pub at: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        let text = Text::decode("a.yaml", b"\xef\xbb\xbfid: a".to_vec()).expect("valid UTF-8");
        assert_eq!(text.content(), "id: a");
        for twice in [
            &b"\xef\xbb\xbf\xef\xbb\xbfid: a"[..],
            b"\xff\xfe\xff\xfea\0",
        ] {
            let error = Text::decode("a.yaml", twice.to_vec()).expect_err("refused");
            assert!(error.message.contains("U+FEFF"), "{}", error.message);
        }
    }

    #[test]
    fn the_first_byte_that_is_not_utf8_is_found() {
        let error =
            Text::decode("a.yaml", b"id: a\ntitle: caf\xe9 x".to_vec()).expect_err("refused");
        assert_eq!(error.message, "the byte 0xE9 is not valid UTF-8");
        assert_eq!(error.at, 16);
        assert_eq!(error.text.content(), "id: a\ntitle: caf\u{fffd} x");
        assert_eq!(error.text.name(), "a.yaml");
    }

    #[test]
    fn utf16_is_read_in_both_orders() {
        let little = [0xff, 0xfe, b'a', 0, 0x3d, 0xd8, 0x42, 0xde];
        let big = [0xfe, 0xff, 0, b'a', 0xd8, 0x3d, 0xde, 0x42];
        for bytes in [little, big] {
            let text = Text::decode("a.yaml", bytes.to_vec()).expect("valid UTF-16");
            assert_eq!(text.content(), "a🙂");
        }
        for wrong in [&little[..7], &little[..6]] {
            let error = Text::decode("a.yaml", wrong.to_vec()).expect_err("refused");
            assert_eq!(error.at, 1);
        }
    }
}
