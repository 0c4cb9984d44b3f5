//! Turns text styles into terminal colours, after layout.
//!
//! During layout, a style is a pair of marks without width: tag characters, which `clean` makes visible
//! in the text of files; those of flags are others. Each word has its own pair, and so has each part of
//! one that ends with a hyphen, so that text can be wrapped there.
//! At the end the marks become escape sequences, or are removed.

use std::borrow::Cow;

use anstyle::{AnsiColor, Style};

use crate::view::{StyledText, TextStyle, UNBROKEN};

use super::{Medium, ascii::ascii, clean::clean_for_wrapping};

const CLOSE: char = '\u{e0047}';

/// The sign of what is missing, which has a space.
const CHECKBOX: &str = "[ ]";

/// The first byte of every mark in UTF-8.
const FIRST_BYTE: u8 = 0xf3;

/// The mark of each style, and how it looks: only the sixteen colours of every terminal, which
/// users can configure.
const MARKS: [(char, TextStyle, Style); 10] = [
    ('\u{e0041}', TextStyle::Strong, Style::new().bold()),
    ('\u{e0042}', TextStyle::Quiet, Style::new().dimmed()),
    ('\u{e0042}', TextStyle::Source, Style::new().dimmed()),
    ('\u{e0042}', TextStyle::Link, Style::new().dimmed()),
    ('\u{e0043}', TextStyle::Name, AnsiColor::Cyan.on_default()),
    ('\u{e0043}', TextStyle::Role, AnsiColor::Cyan.on_default()),
    ('\u{e0043}', TextStyle::Code, AnsiColor::Cyan.on_default()),
    (
        '\u{e0044}',
        TextStyle::Good,
        AnsiColor::BrightBlue.on_default(),
    ),
    (
        '\u{e0045}',
        TextStyle::Middling,
        AnsiColor::Yellow.on_default(),
    ),
    ('\u{e0046}', TextStyle::Bad, AnsiColor::Red.on_default()),
];

/// The cleaned text of a phrase, with its styles as marks.
pub fn mark(phrase: &StyledText) -> String {
    let mut marked = String::new();
    for (style, text) in &phrase.0 {
        let text = match style {
            TextStyle::Paragraph | TextStyle::Item => {
                let is_first = marked.is_empty();
                Cow::Borrowed(if is_first { text.trim_start() } else { text })
            }
            TextStyle::Code => Cow::Owned(format!("`{}`", clean_for_wrapping(text))),
            // The checkbox of a status stands on one line.
            _ if text == CHECKBOX => Cow::Owned(text.replace(' ', UNBROKEN)),
            _ => clean_for_wrapping(text),
        };
        match MARKS.iter().find(|(_, known, _)| known == style) {
            None => marked.push_str(&text),
            Some((open, ..)) => mark_words(&mut marked, &text, *open),
        }
    }
    marked
}

fn mark_words(marked: &mut String, text: &str, open: char) {
    for (position, word) in text.split(' ').enumerate() {
        if position > 0 {
            marked.push(' ');
        }
        for part in word.split_inclusive('-') {
            marked.push(open);
            marked.push_str(part);
            marked.push(CLOSE);
        }
    }
}

/// Turns the marks of a laid out text into colours, or removes them, and its spaces that do not break into spaces.
pub fn finish(marked: &str, color: bool) -> String {
    let has = |first: u8| marked.as_bytes().contains(&first);
    let is_broken = !has(UNBROKEN.as_bytes()[0]);
    if is_broken && !has(FIRST_BYTE) {
        return marked.to_owned();
    }
    let mut painted = String::with_capacity(marked.len());
    let mut style = Style::new();
    let paint = |from: &mut Style, to: Style, painted: &mut String| {
        if color && *from != to {
            painted.push_str(&from.render_reset().to_string());
            painted.push_str(&to.render().to_string());
            *from = to;
        }
    };
    // The style of the current word; escape sequences are written as late as possible.
    let mut word = Style::new();
    let mut rest = marked;
    while !rest.is_empty() {
        let at = rest
            .bytes()
            .position(|byte| byte == b'\n' || byte == FIRST_BYTE);
        let (text, from) = rest.split_at(at.unwrap_or(rest.len()));
        let end = from.chars().next();
        rest = &from[end.map_or(0, char::len_utf8)..];
        // A space does not reset the style, the end of a line does.
        let visible = if word == Style::new() {
            text.trim_start_matches(' ')
        } else {
            text
        };
        painted.push_str(&text[..text.len() - visible.len()]);
        if !visible.is_empty() {
            paint(&mut style, word, &mut painted);
            painted.push_str(visible);
        }
        match (end, MARKS.iter().find(|(open, ..)| end == Some(*open))) {
            (_, Some((.., opened))) => word = *opened,
            (Some(CLOSE), _) => word = Style::new(),
            (Some('\n'), _) => {
                paint(&mut style, Style::new(), &mut painted);
                word = Style::new();
                painted.push('\n');
            }
            (Some(other), _) => {
                paint(&mut style, word, &mut painted);
                painted.push(other);
            }
            (None, _) => {}
        }
    }
    paint(&mut style, Style::new(), &mut painted);
    if is_broken {
        painted
    } else {
        painted.replace(UNBROKEN, " ")
    }
}

/// Turns a laid out text into the characters and colours of the output.
pub fn finish_for(marked: &str, medium: Medium) -> String {
    let finished = finish(marked, medium.color);
    if medium.ascii {
        ascii(&finished)
    } else {
        finished
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_a_colour_or_nothing() {
        let marked =
            mark(&StyledText::new(TextStyle::Strong, "two words").and(TextStyle::Plain, " more"));
        assert_eq!(finish(&marked, false), "two words more");
        assert_eq!(finish(&marked, true), "\u{1b}[1mtwo words \u{1b}[0mmore");
    }

    #[test]
    fn a_file_cannot_paint() {
        let phrase = StyledText::from("\u{e0041}a\u{1b}[1m");
        assert_eq!(finish(&mark(&phrase), true), "\\u{e0041}a␛[1m");
    }
}
