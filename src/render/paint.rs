//! From tones to colours, at the last moment.
//!
//! While text is laid out, a tone is a pair of marks that have no width: tag characters, which the
//! door for text from files never lets through. Each word has its own pair, so that text can be
//! wrapped anywhere between words; in the end the marks become escape sequences, or nothing.

use anstyle::{AnsiColor, Style};

use crate::view::{Phrase, Tone};

use super::clean::clean;

const CLOSE: char = '\u{e007f}';

const TONES: [(char, Tone); 6] = [
    ('\u{e0041}', Tone::Strong),
    ('\u{e0042}', Tone::Quiet),
    ('\u{e0043}', Tone::Name),
    ('\u{e0044}', Tone::Good),
    ('\u{e0045}', Tone::Middling),
    ('\u{e0046}', Tone::Bad),
];

/// Only the sixteen colours that every terminal has and every user can choose.
fn style(tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Strong => Style::new().bold(),
        Tone::Quiet => Style::new().dimmed(),
        Tone::Name => AnsiColor::Cyan.on_default(),
        Tone::Good => AnsiColor::BrightBlue.on_default(),
        Tone::Middling => AnsiColor::Yellow.on_default(),
        Tone::Bad => AnsiColor::Red.on_default(),
    }
}

/// The text of a phrase, made harmless, with its tones as marks.
pub fn mark(phrase: &Phrase) -> String {
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
    let mut painted = String::with_capacity(marked.len());
    let mut tone = Tone::Plain;
    for character in marked.chars() {
        let opened = TONES.iter().find(|(open, _)| *open == character);
        match (opened, character) {
            (Some((_, next)), _) => {
                tone = *next;
                if color {
                    painted.push_str(&style(tone).render().to_string());
                }
            }
            (None, CLOSE) => {
                if color && tone != Tone::Plain {
                    painted.push_str(&style(tone).render_reset().to_string());
                }
                tone = Tone::Plain;
            }
            // A word that was broken over two lines must not colour the margin.
            (None, '\n') if tone != Tone::Plain => {
                if color {
                    painted.push_str(&style(tone).render_reset().to_string());
                }
                painted.push('\n');
                tone = Tone::Plain;
            }
            (None, other) => painted.push(other),
        }
    }
    painted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tone_is_a_colour_or_nothing() {
        let marked = mark(&Phrase::new(Tone::Strong, "two words").and(Tone::Plain, " more"));
        assert_eq!(finish(&marked, false), "two words more");
        assert_eq!(
            finish(&marked, true),
            "\u{1b}[1mtwo\u{1b}[0m \u{1b}[1mwords\u{1b}[0m more"
        );
    }

    #[test]
    fn a_file_cannot_paint() {
        let phrase = Phrase::from("\u{e0041}a\u{1b}[1m");
        assert_eq!(finish(&mark(&phrase), true), "\\u{e0041}a␛[1m");
    }
}
