//! Cleans text from files: no output contains text from a file that did not pass through here.

use std::borrow::Cow;

use crate::{
    text::hidden,
    view::{AT_LEAST, ESTIMATED, UNBROKEN},
};

/// Makes control and invisible characters visible; line breaks, tabs and spaces that do not break become spaces.
pub fn clean(text: &str) -> Cow<'_, str> {
    match clean_for_wrapping(text) {
        Cow::Borrowed(text) if !text.contains(UNBROKEN) => Cow::Borrowed(text),
        text => Cow::Owned(text.replace(UNBROKEN, " ")),
    }
}

/// Cleans a text of several lines, which stay.
pub fn clean_lines(text: &str) -> String {
    let lines: Vec<Cow<'_, str>> = text.split('\n').map(clean).collect();
    lines.join("\n")
}

/// The same as [`clean`], where lines are not broken at spaces that do not break.
pub fn clean_for_wrapping(text: &str) -> Cow<'_, str> {
    let is_printable = |byte: u8| (0x20..0x7f).contains(&byte);
    if text.bytes().all(is_printable) {
        return Cow::Borrowed(text);
    }
    if text.contains(ESTIMATED) || text.contains(AT_LEAST) {
        let text = text.replace(ESTIMATED, "~").replace(AT_LEAST, "+");
        return Cow::Owned(clean_for_wrapping(&text).into_owned());
    }
    if hidden(text).next().is_none() {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    let text = text.trim_end_matches(['\n', '\r']);
    let mut end = 0;
    for (at, character) in hidden(text) {
        cleaned.push_str(&text[end..at]);
        end = at + character.len_utf8();
        match character {
            '\r' if text[end..].starts_with('\n') => (),
            '\n' | '\r' | '\t' => cleaned.push(' '),
            // The Unicode symbols for control characters, such as `␛`.
            '\u{0}'..='\u{1f}' => cleaned.extend(char::from_u32(0x2400 + u32::from(character))),
            '\u{7f}' => cleaned.push('␡'),
            other => cleaned.extend(other.escape_unicode()),
        }
    }
    cleaned.push_str(&text[end..]);
    Cow::Owned(cleaned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_visible() {
        assert_eq!(clean("a\u{1b}[31mb"), "a␛[31mb");
        assert_eq!(clean("\u{9b}31m\u{7f}\u{7}"), "\\u{9b}31m␡␇");
        let pictures = "\u{1f469}\u{200d}\u{1f4bb}";
        assert_eq!(clean(pictures), pictures);
        assert_eq!(
            clean("a\u{202e}b\u{200b}c\u{e0041}"),
            "a\\u{202e}b\\u{200b}c\\u{e0041}"
        );
    }

    #[test]
    fn a_space_that_does_not_break_is_a_space() {
        assert_eq!(clean("16\u{a0}of\u{a0}32"), "16 of 32");
        assert_eq!(clean_for_wrapping("5\u{a0}%\u{200b}"), "5\u{a0}%\\u{200b}");
    }

    #[test]
    fn a_line_stays_a_line() {
        assert_eq!(clean("one\ntwo\r\nthree\tfour\n"), "one two three four");
        assert_eq!(clean("plain – ünïcode 日本"), "plain – ünïcode 日本");
    }

    #[test]
    fn what_belongs_together_stays_together() {
        assert_eq!(clean("👩\u{200d}💻\tTeam\n"), "👩\u{200d}💻 Team");
        assert_eq!(clean("a\u{200d}b"), "a\\u{200d}b");
    }
}
