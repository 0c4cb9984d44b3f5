//! Where everything in a text is: bytes, lines and columns.

use std::{cell::OnceCell, fmt, ops::Range};

use super::{
    Text,
    place::{Respelling, Segment, Target},
    tree::Tree,
};

/// Knows where everything in a text is.
pub struct Locator<'text> {
    text: &'text Text,
    content: &'text str,
    respellings: &'text [Respelling],
    tree: OnceCell<Option<Tree<'text>>>,
    /// The byte at which each line begins.
    lines: Vec<usize>,
    /// How many characters begin before each block of the text.
    characters: OnceCell<Vec<usize>>,
}

/// In bytes; a column within a long line costs no more than counting one block.
const BLOCK: usize = 4096;

impl<'text> Locator<'text> {
    pub(super) fn new(text: &'text Text, respellings: &'text [Respelling]) -> Self {
        let content = text.content();
        let bytes = content.as_bytes();
        let ends = (0..bytes.len()).filter(|at| match bytes[*at] {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        Self {
            text,
            content,
            respellings,
            tree: OnceCell::new(),
            lines: [0].into_iter().chain(ends.map(|end| end + 1)).collect(),
            characters: OnceCell::new(),
        }
    }

    /// Finds the bytes that are meant, or those of the nearest thing on the way to them.
    pub fn locate(&self, target: &Target) -> Range<usize> {
        match target {
            Target::Bytes(range) => range.clone(),
            Target::Pointer(pointer) => {
                let tree = self.tree();
                tree.map_or(0..0, |tree| tree.locate(pointer, self.respellings))
            }
        }
    }

    /// Whether all of these steps lead to something.
    pub fn leads(&self, steps: &[Segment]) -> bool {
        let tree = self.tree();
        tree.is_some_and(|tree| tree.leads(steps, self.respellings))
    }

    /// How many items the list under a key has.
    pub fn count(&self, key: &str) -> usize {
        self.tree().map_or(0, |tree| tree.count(key))
    }

    fn tree(&self) -> Option<&Tree<'text>> {
        let tree = self.tree.get_or_init(|| self.text.tree().ok());
        tree.as_ref()
    }

    /// Counts the line and the column of a byte of the text.
    pub fn position(&self, byte: usize) -> Position {
        let (line, start) = self.line_of(byte);
        Position {
            line,
            column: self.characters_before(byte) - self.characters_before(start) + 1,
        }
    }

    /// The line of a byte, counted from 1, the byte at which it begins, and its text.
    pub fn line(&self, byte: usize) -> (usize, usize, &'text str) {
        let (line, start) = self.line_of(byte);
        let end = self.lines.get(line).copied();
        let line_text = &self.content[start..end.unwrap_or(self.content.len())];
        (line, start, line_text.trim_end_matches(['\n', '\r']))
    }

    fn line_of(&self, byte: usize) -> (usize, usize) {
        let byte = byte.min(self.content.len());
        let line = self.lines.partition_point(|start| *start <= byte);
        (line, self.lines[line - 1])
    }

    fn characters_before(&self, byte: usize) -> usize {
        let bytes = self.content.as_bytes();
        let byte = self.content.floor_char_boundary(byte.min(bytes.len()));
        let blocks = self.characters.get_or_init(|| {
            let mut before = 0;
            let blocks = bytes.chunks(BLOCK).map(|block| {
                let here = before;
                before += characters(block);
                here
            });
            blocks.collect()
        });
        let block = byte / BLOCK;
        match blocks.get(block) {
            Some(before) => before + characters(&bytes[block * BLOCK..byte]),
            // The text ends where a block does.
            None => characters(bytes),
        }
    }
}

/// How many characters begin within these bytes.
fn characters(bytes: &[u8]) -> usize {
    let starts = bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80);
    starts.count()
}

/// A line and a column, both counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::PointerRef, *};

    #[test]
    fn columns_count_characters() {
        let text = Text::new("x", "a: 1\né: x\n");
        let locator = text.locator(&[]);
        assert_eq!(locator.position(9), Position { line: 2, column: 4 });
        assert_eq!(locator.line(9), (2, 5, "é: x"));
        assert_eq!(locator.line(11), (3, 11, ""));
    }

    #[test]
    fn every_kind_of_line_break_ends_a_line() {
        let text = Text::new("x", "a\r\nb\rc\nd");
        let locator = text.locator(&[]);
        let lines: Vec<_> = [0, 3, 5, 7].map(|byte| locator.line(byte)).into();
        assert_eq!(lines, [(1, 0, "a"), (2, 3, "b"), (3, 5, "c"), (4, 7, "d")]);
    }

    #[test]
    fn a_column_far_to_the_right_is_counted_as_the_near_ones() {
        for length in [BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK] {
            let content = format!("é\n{}é", "é".repeat(length / 2));
            let text = Text::new("x", content.as_str());
            let locator = text.locator(&[]);
            let end = content.len();
            let column = length / 2 + 2;
            assert_eq!(locator.position(end), Position { line: 2, column });
            assert_eq!(locator.position(end + 9), Position { line: 2, column });
        }
    }

    #[test]
    fn a_misspelt_key_leads_where_the_right_one_would() {
        let content = "skils: { rust: 2 }\n";
        let text = Text::new("x", content);
        let respellings = [Respelling {
            file: text.id(),
            mapping: 0,
            meant: "skills",
            written: "skils".to_owned(),
        }];
        let locator = text.locator(&respellings);
        let pointer = PointerRef::ROOT.key("skills").key("rust").pointer();
        assert_eq!(&content[locator.locate(&Target::Pointer(pointer))], "2");
    }
}
