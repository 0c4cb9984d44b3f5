//! Syntax errors of YAML, in terms of the text that was written, with a correction.

use std::ops::Range;

use serde_yaml::granit_parser::{ErrorKind, ScanError};

use super::hidden::describe;

/// A text that is no YAML, or uses what a ladder has no use for.
#[derive(Debug, PartialEq, Eq)]
pub struct SyntaxError {
    pub message: String,
    pub help: Option<String>,
    pub bytes: Range<usize>,
    /// The bracket that was not closed before, which is often the cause.
    pub open: Option<Range<usize>>,
    /// Whether it is YAML, and only nested too deep.
    pub too_deep: bool,
}

impl SyntaxError {
    pub(super) fn new(message: impl Into<String>, bytes: Range<usize>) -> Self {
        Self {
            message: message.into(),
            help: None,
            bytes,
            open: None,
            too_deep: false,
        }
    }

    #[must_use]
    pub(super) fn help(mut self, help: &str) -> Self {
        self.help = Some(help.to_owned());
        self
    }

    pub(super) fn too_deep(limit: usize, bytes: Range<usize>) -> Self {
        let message = format!("lists and maps are nested more than {limit} deep");
        Self {
            too_deep: true,
            ..Self::new(message, bytes)
        }
    }

    /// The error of the parser, with the bracket that is still open.
    pub(super) fn of(error: &ScanError, content: &str, open: Option<Range<usize>>) -> Self {
        let at = error.marker().byte_offset().unwrap_or(content.len());
        let at = content.floor_char_boundary(at);
        let next = content[at..].chars().next();
        let bytes = at..at + next.map_or(0, char::len_utf8);
        if let Some(control) = control(content, at) {
            return control;
        }
        if let Some(tab) = tab(content, at) {
            return Self::new(TAB.0, tab).help(TAB.1);
        }
        if let Some(anchor) = second_anchor(content, at) {
            return anchor;
        }
        if let Some(line_before) = line_before(error.kind(), content, at) {
            return line_before;
        }
        if *error.kind() == ErrorKind::ExpectedFlowMappingSeparator
            && next == Some(':')
            && content[..at].ends_with('"')
        {
            let help = "shorten it; a text of any length may stand after a key";
            return Self::new("this key is too long", bytes).help(help);
        }
        let bytes = match error.kind() {
            // The parser stops where the text before the tab ends.
            ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar => {
                let tab = content[at..].find('\t').map_or(at, |tab| at + tab);
                tab..(tab + 1).min(content.len())
            }
            _ => bytes,
        };
        let syntax = match words(error.kind()) {
            Some((message, help)) => Self::new(message, bytes).help(help),
            None => Self::new(error.info(), bytes),
        };
        Self {
            open: open.filter(|open| open.start < at),
            ..syntax
        }
    }
}

/// A control character near the place where a parser stops: YAML has none.
fn control(content: &str, at: usize) -> Option<SyntaxError> {
    let line_end = content[at..]
        .find('\n')
        .map_or(content.len(), |end| at + end);
    let is_control = |character: char| character.is_control() && !"\t\r\n".contains(character);
    let found = content[at..line_end]
        .char_indices()
        .find(|(_, character)| is_control(*character));
    let (offset, character) = found?;
    let start = at + offset;
    let message = format!(
        "the text contains {}, which YAML does not allow",
        describe(character)
    );
    let help = if character == '\0' {
        "if the file is UTF-16, save it as UTF-8; else remove the character"
    } else {
        "remove it; between double quotes, write it as an escape, such as `\\u001b`"
    };
    let bytes = start..start + character.len_utf8();
    Some(SyntaxError::new(message, bytes).help(help))
}

/// An anchor after another one of the same value, where a parser stops.
fn second_anchor(content: &str, at: usize) -> Option<SyntaxError> {
    let is_end = |character: char| character.is_whitespace() || "[]{},".contains(character);
    let end = content[at..].find(is_end).unwrap_or(content.len() - at);
    let second = content[at..at + end].strip_prefix('&')?;
    let first = content[..at].trim_end().rsplit(is_end).next()?;
    let first = first.strip_prefix('&')?;
    let message = format!("a value has one anchor, and `&{first}` stands before `&{second}`");
    let help = "remove one of them, and let its aliases (`*`) name the other";
    Some(SyntaxError::new(message, at..at + end).help(help))
}

/// The usual causes of a key where none can start, from the line before: a colon without a space, and an
/// indentation that is too deep.
fn line_before(kind: &ErrorKind, content: &str, at: usize) -> Option<SyntaxError> {
    if !matches!(
        kind,
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement
    ) {
        return None;
    }
    let start = content[..at].rfind('\n')? + 1;
    let before = content[..start].trim_end();
    let begin = before.rfind('\n').map_or(0, |newline| newline + 1);
    let indentation = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let (line, before) = (&content[start..], &before[begin..]);
    let key = before.trim_start_matches(' ');
    let begin = begin + indentation(before);
    let (name, value) = key.split_once(':')?;
    let is_key = !name.is_empty() && !name.contains([' ', '"', '\'', '{', '[', '#']);
    if is_key && !value.is_empty() && !value.starts_with([' ', '/']) {
        let bytes = begin..begin + name.len() + 1;
        let help = format!("write `{name}: {value}`");
        return Some(SyntaxError::new("a colon needs a space after it", bytes).help(&help));
    }
    let more = indentation(line)
        .checked_sub(indentation(before))
        .filter(|more| *more > 0)?;
    if !is_key || value.trim().is_empty() {
        return None;
    }
    let bytes = start..start + indentation(line);
    let spaces = if more == 1 { "space" } else { "spaces" };
    let message = format!("this line begins {more} {spaces} too far to the right");
    let help = format!(
        "begin it in the column of `{name}` above, if both are keys of one map; text that goes on and contains `: ` is put in quotes"
    );
    Some(SyntaxError::new(message, bytes).help(&help))
}

const TAB: (&str, &str) = (
    "YAML is not indented with tabs",
    "indent with spaces, two for each step",
);

/// The tab with which a line is indented.
fn tab(content: &str, at: usize) -> Option<Range<usize>> {
    let start = content[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = &content[start..];
    let indentation = line.find(|character| !matches!(character, ' ' | '\t'))?;
    let tab = line[..indentation].find('\t')?;
    Some(start + tab..start + tab + 1)
}

/// What is wrong, and what to do about it, for what people get wrong most often.
fn words(kind: &ErrorKind) -> Option<(String, &'static str)> {
    let (message, help) = match kind {
        ErrorKind::UnclosedFlowCollection { open } => {
            return Some((
                format!("the bracket `{open}` is never closed"),
                "close it, or put a text that starts with a bracket in quotes",
            ));
        }
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            return Some((
                format!("the bracket `{open}` is closed by `{close}`"),
                "close each bracket with the matching one",
            ));
        }
        ErrorKind::UnexpectedCharacter { character } => {
            return Some((
                format!("a value cannot start with `{character}`"),
                "put a text that starts with it in quotes",
            ));
        }
        ErrorKind::UnexpectedEofFlowSequence => ("the list is never closed", "close it with `]`"),
        ErrorKind::UnexpectedEofFlowMapping | ErrorKind::UnexpectedEofImplicitFlowMapping => {
            ("the map is never closed", "close it with `}`")
        }
        ErrorKind::ExpectedDocumentStart | ErrorKind::InvalidDocumentEnd => (
            "there is content after the end of the document",
            "a file has one ladder or one profile: remove the rest",
        ),
        ErrorKind::MisplacedFlowCollectionEnd => (
            "this bracket has no opening bracket",
            "remove it, or put the text in quotes",
        ),
        ErrorKind::UnclosedQuotedScalar => {
            ("the quote is never closed", "close it with the same quote")
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => TAB,
        ErrorKind::InvalidQuotedScalarIndent | ErrorKind::DocumentIndicatorInQuotedScalar => (
            "the quoted text continues too far to the left",
            "close the quote, or indent every line of the text more than its key",
        ),
        ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::MappingKeyNotAllowed
        | ErrorKind::ExpectedBlockSequenceEntry => (
            "this line does not belong to the lines above it",
            "entries of one map or list start in the same column; put a text that contains `: ` or ` #` in quotes",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => (
            "expected a key with a colon after it",
            "write `key: value`, with a space after the colon",
        ),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => (
            "a key cannot start here",
            "put a text that contains `: ` in quotes; keys of one map start in the same column",
        ),
        ErrorKind::ExpectedFlowMappingSeparator => (
            "expected `,` or `}`",
            "put a comma between the entries of a map, and quotes around a text that contains one",
        ),
        ErrorKind::ExpectedFlowSequenceSeparator => (
            "expected `,` or `]`",
            "put a comma between the items of a list, and quotes around a text that contains one",
        ),
        ErrorKind::UnknownQuotedScalarEscape => (
            "unknown escape",
            "write a backslash between double quotes as `\\\\`, or use single quotes",
        ),
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => (
            "there is content after the closing quote",
            "write a quote within single quotes twice, and one within double quotes as `\\\"`",
        ),
        ErrorKind::BomInsideDocument => (
            "a byte order mark (U+FEFF) is inside the text",
            "remove the invisible character",
        ),
        ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::InvalidBlockEntryWhitespace => (
            "a list cannot start here with `-`",
            "start each item on a line of its own with `- `, or put the text in quotes",
        ),
        ErrorKind::CommentInterceptedScalar | ErrorKind::CommentNotSeparated => (
            "a comment interrupts a text",
            "put a text that contains ` #` in quotes",
        ),
        _ => return None,
    };
    Some((message.to_owned(), help))
}
