//! What is wrong with a text that is no YAML, in the words of someone who writes it by hand.

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
    /// Whether it is YAML, and only deeper than anybody writes by hand.
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
        let message = format!("lists and maps stand in each other more than {limit} deep");
        Self {
            too_deep: true,
            ..Self::new(message, bytes)
        }
    }

    /// What the parser stumbled over, within the bracket that is still open.
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
        "the text holds {}, which YAML does not allow",
        describe(character)
    );
    let help = if character == '\0' {
        "if the file is UTF-16, save it as UTF-8; else take the character away"
    } else {
        "take it away; between double quotes it is written as an escape, such as `\\u001b`"
    };
    let bytes = start..start + character.len_utf8();
    Some(SyntaxError::new(message, bytes).help(help))
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
                "close it, or put a text that begins with a bracket in quotes",
            ));
        }
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            return Some((
                format!("the bracket `{open}` is closed by `{close}`"),
                "close each bracket with its own kind",
            ));
        }
        ErrorKind::UnexpectedCharacter { character } => {
            return Some((
                format!("no value begins with `{character}`"),
                "put a text that begins with it in quotes",
            ));
        }
        ErrorKind::UnexpectedEofFlowSequence => ("the list is never closed", "close it with `]`"),
        ErrorKind::UnexpectedEofFlowMapping | ErrorKind::UnexpectedEofImplicitFlowMapping => {
            ("the map is never closed", "close it with `}`")
        }
        ErrorKind::ExpectedDocumentStart | ErrorKind::InvalidDocumentEnd => (
            "something stands after the end of the document",
            "a file holds one ladder or one profile: take the rest away",
        ),
        ErrorKind::MisplacedFlowCollectionEnd => (
            "this bracket closes nothing",
            "take it away, or put the text in quotes",
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
            "the quoted text goes on too far to the left",
            "close the quote, or indent every line of the text more than its key",
        ),
        ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::MappingKeyNotAllowed
        | ErrorKind::ExpectedBlockSequenceEntry => (
            "this line does not belong to what stands above it",
            "entries that belong together begin in the same column; a text of several words that holds `: ` or ` #` stands in quotes",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => (
            "expected a key with a colon after it",
            "write `key: value`, with a space after the colon",
        ),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => (
            "no key begins here",
            "put a text that holds `: ` in quotes; keys that belong together begin in the same column",
        ),
        ErrorKind::ExpectedFlowMappingSeparator => (
            "expected `,` or `}`",
            "put a comma between the entries of a map, and quotes around a text that holds one",
        ),
        ErrorKind::ExpectedFlowSequenceSeparator => (
            "expected `,` or `]`",
            "put a comma between the items of a list, and quotes around a text that holds one",
        ),
        ErrorKind::UnknownQuotedScalarEscape => (
            "no escape is written so",
            "write a backslash between double quotes as `\\\\`, or use single quotes",
        ),
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => (
            "something stands after the closing quote",
            "write a quote within single quotes twice, and one within double quotes as `\\\"`",
        ),
        ErrorKind::BomInsideDocument => (
            "a byte order mark (U+FEFF) stands within the text",
            "take the invisible character away",
        ),
        ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::InvalidBlockEntryWhitespace => (
            "no list begins here with `-`",
            "begin each item on a line of its own with `- `, or put the text in quotes",
        ),
        ErrorKind::CommentInterceptedScalar | ErrorKind::CommentNotSeparated => (
            "a comment cuts a text in two",
            "put a text that holds ` #` in quotes",
        ),
        _ => return None,
    };
    Some((message.to_owned(), help))
}
