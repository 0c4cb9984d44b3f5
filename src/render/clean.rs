//! Cleans text from files: no output contains text from a file that did not pass through here.

use std::borrow::Cow;

use crate::text::is_hidden;

/// Makes control and invisible characters visible; line breaks and tabs become spaces.
pub fn clean(text: &str) -> Cow<'_, str> {
    let is_printable = |byte: u8| (0x20..0x7f).contains(&byte);
    if text.bytes().all(is_printable) || !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut characters = text.trim_end_matches(['\n', '\r']).chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => (),
            '\n' | '\r' | '\t' => cleaned.push(' '),
            // The Unicode symbols for control characters, such as `␛`.
            '\u{0}'..='\u{1f}' => cleaned.extend(char::from_u32(0x2400 + u32::from(character))),
            '\u{7f}' => cleaned.push('␡'),
            other if is_hidden(other) => cleaned.extend(other.escape_unicode()),
            other => cleaned.push(other),
        }
    }
    Cow::Owned(cleaned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_visible() {
        assert_eq!(clean("a\u{1b}[31mb"), "a␛[31mb");
        assert_eq!(clean("\u{9b}31m\u{7f}\u{7}"), "\\u{9b}31m␡␇");
        assert_eq!(
            clean("a\u{202e}b\u{200b}c\u{e0041}"),
            "a\\u{202e}b\\u{200b}c\\u{e0041}"
        );
    }

    #[test]
    fn a_line_stays_a_line() {
        assert_eq!(clean("one\ntwo\r\nthree\tfour\n"), "one two three four");
        assert_eq!(clean("plain – ünïcode 日本"), "plain – ünïcode 日本");
    }
}
