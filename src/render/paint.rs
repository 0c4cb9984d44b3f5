//! From tones to colours, at the last moment.
//!
//! While text is laid out, a tone is a pair of marks that have no width: tag characters, which the
//! door for text from files never lets through. Each word has its own pair, so that text can be
//! wrapped anywhere between words; in the end the marks become escape sequences, or nothing.

use anstyle::{AnsiColor, Style};

use crate::view::{StyledText, TextStyle};

use super::clean::clean;

const CLOSE: char = '\u{e007f}';

/// The first tone of a mark is what it means once the text is laid out.
const TONES: [(char, TextStyle); 9] = [
    ('\u{e0041}', TextStyle::Strong),
    ('\u{e0042}', TextStyle::Quiet),
    ('\u{e0042}', TextStyle::Source),
    ('\u{e0042}', TextStyle::Link),
    ('\u{e0043}', TextStyle::Name),
    ('\u{e0043}', TextStyle::Role),
    ('\u{e0044}', TextStyle::Good),
    ('\u{e0045}', TextStyle::Middling),
    ('\u{e0046}', TextStyle::Bad),
];

/// Only the sixteen colours that every terminal has and every user can choose.
fn style(tone: TextStyle) -> Style {
    match tone {
        TextStyle::Plain => Style::new(),
        TextStyle::Strong => Style::new().bold(),
        TextStyle::Quiet | TextStyle::Source | TextStyle::Link => Style::new().dimmed(),
        TextStyle::Name | TextStyle::Role => AnsiColor::Cyan.on_default(),
        TextStyle::Good => AnsiColor::BrightBlue.on_default(),
        TextStyle::Middling => AnsiColor::Yellow.on_default(),
        TextStyle::Bad => AnsiColor::Red.on_default(),
    }
}

/// The text of a phrase, made harmless, with its tones as marks.
pub fn mark(phrase: &StyledText) -> String {
    let mut marked = String::new();
    for (tone, text) in &phrase.0 {
        let text = clean(text);
        match TONES.iter().find(|(_, known)| known == tone) {
            None => marked.push_str(&text),
            Some((open, _)) => mark_words(&mut marked, &text, *open),
        }
    }
    marked
}

fn mark_words(marked: &mut String, text: &str, open: char) {
    for (position, word) in text.split(' ').enumerate() {
        if position > 0 {
            marked.push(' ');
        }
        if !word.is_empty() {
            marked.push(open);
            marked.push_str(word);
            marked.push(CLOSE);
        }
    }
}

/// Turns the marks of a finished text into colours, or takes them away.
pub fn finish(marked: &str, color: bool) -> String {
    if !color {
        let is_mark =
            |character| character == CLOSE || TONES.iter().any(|(open, _)| *open == character);
        return marked
            .chars()
            .filter(|character| !is_mark(*character))
            .collect();
    }
    let mut painted = String::with_capacity(marked.len() * 2);
    let mut tone = TextStyle::Plain;
    let paint = |from: &mut TextStyle, to: TextStyle, painted: &mut String| {
        if *from != to {
            painted.push_str(&style(*from).render_reset().to_string());
            painted.push_str(&style(to).render().to_string());
            *from = to;
        }
    };
    // The tone of the word that is being written, which the terminal's follows as late as it can.
    let mut word = TextStyle::Plain;
    for character in marked.chars() {
        let opened = TONES.iter().find(|(open, _)| *open == character);
        match (opened, character) {
            (Some((_, opened)), _) => word = *opened,
            (None, CLOSE) => word = TextStyle::Plain,
            // A space between two words of one tone is no reason to leave it; a line's end is.
            (None, ' ') if word == TextStyle::Plain => painted.push(' '),
            (None, '\n') => {
                paint(&mut tone, TextStyle::Plain, &mut painted);
                word = TextStyle::Plain;
                painted.push('\n');
            }
            (None, other) => {
                paint(&mut tone, word, &mut painted);
                painted.push(other);
            }
        }
    }
    paint(&mut tone, TextStyle::Plain, &mut painted);
    painted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tone_is_a_colour_or_nothing() {
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
