//! Estimates the width of text in an unknown sans-serif font, and wraps it.

use textwrap::{core::Fragment, wrap_algorithms::wrap_first_fit};
use unicode_width::UnicodeWidthChar;

/// The width of a text in points, by the widest of the common sans-serif fonts.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|character| size * em(character)).sum()
}

/// The width of a bold character, as a part of the font size.
fn em(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.38,
        'f' | 't' | 'r' | 'J' | '(' | ')' | '[' | ']' | '{' | '}' | '/' | '\\' | '-' => 0.5,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 1.05,
        'A'..='Z' | '&' | '+' | '<' | '=' | '>' | '~' => 0.8,
        _ if character.is_ascii() => 0.68,
        _ => match character.width().unwrap_or(0) {
            0 => 0.0,
            1 => 1.1,
            _ => 1.15,
        },
    }
}

/// A part of a text that is not broken.
#[derive(Debug)]
struct Piece<'a> {
    text: &'a str,
    space: &'a str,
    size: f64,
}

impl Fragment for Piece<'_> {
    fn width(&self) -> f64 {
        width(self.text, self.size)
    }

    fn whitespace_width(&self) -> f64 {
        width(self.space, self.size)
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Breaks a text after spaces and hyphens, and too long words anywhere; beyond `max_lines`, it ends
/// with an ellipsis.
pub fn lines(text: &str, size: f64, room: f64, max_lines: usize) -> Vec<String> {
    let words = text.trim().split_inclusive([' ', '-', '_', '.']);
    let pieces: Vec<Piece> = words.flat_map(|word| pieces(word, size, room)).collect();
    let broken = wrap_first_fit(&pieces, &[room]);
    let mut lines: Vec<String> = broken
        .iter()
        .map(|line| {
            let parts = line.iter().flat_map(|piece| [piece.text, piece.space]);
            parts.collect::<String>().trim_end().to_owned()
        })
        .filter(|line| !line.is_empty())
        .collect();
    if lines.len() > max_lines {
        lines.truncate(max_lines);
        if let Some(last) = lines.last_mut() {
            while width(last, size) + width("…", size) > room && last.pop().is_some() {}
            last.push('…');
        }
    }
    lines
}

fn pieces(word: &str, size: f64, room: f64) -> Vec<Piece<'_>> {
    let text = word.trim_end_matches(' ');
    let space = &word[text.len()..];
    let mut pieces = Vec::new();
    let (mut start, mut taken) = (0, 0.0);
    for (position, character) in text.char_indices() {
        let own = size * em(character);
        if taken + own > room && position > start {
            pieces.push(Piece {
                text: &text[start..position],
                space: "",
                size,
            });
            (start, taken) = (position, 0.0);
        }
        taken += own;
    }
    pieces.push(Piece {
        text: &text[start..],
        space,
        size,
    });
    pieces
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
            let lines = lines(text, 14.0, 100.0, 2);
            assert!(lines.len() <= 2);
            for line in lines {
                assert!(width(&line, 14.0) <= 100.0, "{line}");
            }
        }
        assert_eq!(
            lines("chief-data-scientist", 14.0, 100.0, 3),
            ["chief-data-", "scientist"]
        );
        assert_eq!(lines("one two three", 10.0, 34.0, 2), ["one", "two…"]);
    }
}
