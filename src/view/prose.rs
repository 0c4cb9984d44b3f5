//! Texts of a file with their paragraphs and lists.

use smol_str::{SmolStr, format_smolstr};

use super::{StyledText, TextStyle};

/// A paragraph or a list item of a text.
#[derive(Debug, PartialEq)]
struct Block {
    /// What stands before a list item: `- `, or a number such as `2. `.
    marker: Option<SmolStr>,
    /// The number of spaces before a list item.
    indent: usize,
    text: String,
}

impl StyledText {
    /// Whether it has paragraphs or list items, besides its first paragraph.
    pub fn has_blocks(&self) -> bool {
        let mut pieces = self.0.iter();
        pieces.any(|(style, _)| matches!(style, TextStyle::Paragraph | TextStyle::Item))
    }

    /// Whether it begins with a list item.
    pub fn begins_with_item(&self) -> bool {
        let first = self.0.first();
        first.is_some_and(|(style, _)| *style == TextStyle::Item)
    }

    /// Whether an ellipsis stands for the rest of it.
    pub fn is_shortened(&self) -> bool {
        self.0.iter().any(|(_, text)| text == REST)
    }

    /// Its paragraphs and list items; an item with its marker, such as `- `.
    pub fn blocks(&self) -> Vec<(Option<&str>, Self)> {
        let mut blocks: Vec<(Option<&str>, Self)> = vec![(None, Self::default())];
        for (style, text) in &self.0 {
            match (style, blocks.last_mut()) {
                (TextStyle::Paragraph, _) => blocks.push((None, Self::default())),
                (TextStyle::Item, _) => blocks.push((Some(text.trim_start()), Self::default())),
                (_, Some((_, last))) => last.0.push((*style, text.clone())),
                (_, None) => (),
            }
        }
        blocks.retain(|(_, text)| !text.is_empty());
        blocks
    }
}

/// A text with its paragraphs and lists.
///
/// An empty line ends a paragraph. In a text without empty lines, which YAML makes of a folded one, so does a
/// line break after a sentence. Any other line break is a space.
pub fn prose(text: impl AsRef<str>) -> StyledText {
    prose_in(TextStyle::Plain, text)
}

/// The same in a style.
pub fn prose_in(style: TextStyle, text: impl AsRef<str>) -> StyledText {
    let text = text.as_ref().trim();
    if !text.contains('\n') {
        return StyledText::new(style, text);
    }
    let blocks = blocks(text).into_iter().enumerate();
    blocks.fold(StyledText::default(), |prose, (position, block)| {
        let prose = match block.marker {
            Some(marker) => prose.and(TextStyle::Item, format!("\n{marker}")),
            None if position > 0 => prose.and(TextStyle::Paragraph, "\n\n"),
            None => prose,
        };
        prose.and(style, block.text)
    })
}

/// What stands for the rest of a text; no text from a file begins with a space.
pub const REST: &str = " …";

/// The first paragraph or item of a text, with the first item of the list that a paragraph such as `You can:` begins; an
/// ellipsis stands for the rest.
pub fn first_line(text: impl AsRef<str>) -> StyledText {
    let text = text.as_ref().trim();
    if !text.contains('\n') {
        return text.into();
    }
    let mut blocks = blocks(text).into_iter();
    let mut first = blocks.next().map(|block| block.text).unwrap_or_default();
    if first.ends_with(':')
        && let Some(item) = blocks.next()
    {
        first = format!("{first} {}", item.text);
    }
    let more = if blocks.next().is_some() { REST } else { "" };
    StyledText::from(first).plain(more)
}

/// A description beside `rows` rows: the whole of it, or its first line.
pub fn briefly(text: Option<&SmolStr>, rows: usize) -> Option<StyledText> {
    let whole = prose(text?);
    let is_short = whole.blocks().len() <= rows / 4;
    Some(if is_short { whole } else { first_line(text?) })
}

fn blocks(text: &str) -> Vec<Block> {
    let is_spaced = text.lines().any(|line| line.trim().is_empty());
    let mut blocks: Vec<Block> = Vec::new();
    // Whether the last block can go on in the next line.
    let mut is_open = false;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let line = line.trim();
        if line.is_empty() {
            is_open = false;
            continue;
        }
        let last = blocks.last_mut();
        if let Some((marker, rest)) = item(line, last.as_deref(), is_open) {
            let text = rest.to_owned();
            let marker = Some(marker);
            blocks.push(Block {
                marker,
                indent,
                text,
            });
            is_open = true;
            continue;
        }
        match last {
            Some(last) if is_open && (last.marker.is_none() || indent > last.indent) => {
                last.text.push(' ');
                last.text.push_str(line);
            }
            _ => blocks.push(Block {
                marker: None,
                indent,
                text: line.to_owned(),
            }),
        }
        is_open = is_spaced || !ends_sentence(line);
    }
    blocks
}

/// The marker of a list item, and its text. A number within a paragraph starts a list only if it is 1.
fn item<'a>(line: &'a str, last: Option<&Block>, is_open: bool) -> Option<(SmolStr, &'a str)> {
    if let Some(rest) = line.strip_prefix(['-', '*', '•', '+']) {
        let rest = rest.strip_prefix(' ')?;
        return Some(("- ".into(), rest.trim_start()));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line[digits..].strip_prefix(['.', ')'])?.strip_prefix(' ')?;
    let follows = last.is_some_and(|last| last.marker.as_deref().is_some_and(|one| one != "- "));
    let starts = !is_open || follows || &line[..digits] == "1";
    let is_number = (1..=2).contains(&digits) && starts;
    is_number.then(|| (format_smolstr!("{}. ", &line[..digits]), rest.trim_start()))
}

/// Whether a line ends with the end of a sentence.
fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '\'', ')', '”', '’', '»']);
    line.ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '۔', '।', '؟'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        prose(text).text()
    }

    #[test]
    fn paragraphs_and_lists_are_kept() {
        assert_eq!(
            text("Helps.\n\nYou will:\n- greet\n- listen\n"),
            "Helps.\n\nYou will:\n- greet\n- listen"
        );
        assert_eq!(
            text("One\ntwo\n\n* three\n  four\n* five\nsix\n1. seven\n2) eight"),
            "One two\n- three four\n- five\n\nsix\n1. seven\n2. eight"
        );
    }

    #[test]
    fn a_folded_text_has_a_paragraph_in_each_line() {
        assert_eq!(text("One two.\nThree."), "One two.\n\nThree.");
        assert_eq!(
            text("Builds with\nothers. It is\n1999. fun"),
            "Builds with others. It is 1999. fun"
        );
    }

    #[test]
    fn a_text_of_one_line_is_no_list() {
        assert_eq!(text("- none\n"), "- none");
        assert_eq!(text("-5\n- a"), "-5\n- a");
    }

    #[test]
    fn the_first_line_stands_for_the_text() {
        assert_eq!(first_line("One\ntwo\n\nThree").text(), "One two …");
        assert_eq!(first_line("- One\n- Two").text(), "One …");
        let listed = "You can:\n- sew\n- cut";
        assert_eq!(first_line(listed).text(), "You can: sew …");
        assert_eq!(first_line("You can:\n- sew").text(), "You can: sew");
        assert_eq!(first_line("See also:").text(), "See also:");
    }
}
