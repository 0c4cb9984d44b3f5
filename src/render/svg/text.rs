//! Estimates the width of text in an unknown sans-serif font, and wraps it.

use unicode_width::UnicodeWidthChar;

use crate::render::wrap::{break_words, shorten};

/// The width of a text in hundredths of a point, by the widest of the common sans-serif fonts.
pub fn width(text: &str, size: usize) -> usize {
    size * text.chars().map(em).sum::<usize>()
}

/// The width of a text that is not bold.
pub fn regular_width(text: &str, size: usize) -> usize {
    width(text, size) * 94 / 100
}

/// The width of a bold character, in hundredths of the font size.
fn em(character: char) -> usize {
    match character {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 38,
        'f' | 't' | 'r' | 'J' | '(' | ')' | '[' | ']' | '{' | '}' | '/' | '\\' | '-' => 50,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 105,
        'A'..='Z' | '&' | '+' | '<' | '=' | '>' | '~' => 80,
        _ if character.is_ascii() => 68,
        _ => match character.width().unwrap_or(0) {
            0 => 0,
            1 => 110,
            _ => 115,
        },
    }
}

/// A text broken into lines of `room` points; beyond `max_lines`, it ends with an ellipsis.
pub fn lines(text: &str, size: usize, room: usize, max_lines: usize) -> Vec<String> {
    broken(text, max_lines, |line| width(line, size) <= 100 * room)
}

/// The same for a text that is not bold.
pub fn regular_lines(text: &str, size: usize, room: usize, max_lines: usize) -> Vec<String> {
    broken(text, max_lines, |line| {
        regular_width(line, size) <= 100 * room
    })
}

fn broken(text: &str, max_lines: usize, fits: impl Fn(&str) -> bool) -> Vec<String> {
    shorten(break_words(text, &fits), max_lines, &fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_allowed() {
        for text in [
            "Senior Principal Machine Learning Engineer",
            "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
            "chief-data-scientist",
            "日本語の長いタイトルがここにあります",
            "",
        ] {
            let lines = lines(text, 14, 100, 2);
            assert!(lines.len() <= 2);
            for line in lines {
                assert!(width(&line, 14) <= 10_000, "{line}");
            }
        }
        assert_eq!(
            lines("chief-data-scientist", 14, 100, 3),
            ["chief-data-", "scientist"]
        );
        assert_eq!(lines("one two three", 10, 34, 2), ["one", "two…"]);
    }
}
