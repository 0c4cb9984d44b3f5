//! The one door through which text from a file reaches a terminal or a page.

use std::borrow::Cow;

/// Makes visible what a terminal would obey or nobody would see; line breaks and tabs become spaces.
pub fn clean(text: &str) -> Cow<'_, str> {
    let is_printable = |byte: u8| (0x20..0x7f).contains(&byte);
    if text.bytes().all(is_printable) || !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut characters = text.trim_end_matches(['\n', '\r']).chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => (),
            '\n' | '\r' | '\t' => cleaned.push(' '),
            '\u{0}'..='\u{1f}' => cleaned.push(picture(character)),
            '\u{7f}' => cleaned.push('␡'),
            other if is_unsafe(other) => cleaned.extend(other.escape_unicode()),
            other => cleaned.push(other),
        }
    }
    Cow::Owned(cleaned)
}

/// The picture that Unicode has for a control character, such as `␛`.
fn picture(control: char) -> char {
    char::from_u32(0x2400 + u32::from(control)).unwrap_or('\u{fffd}')
}

/// Control characters, and those that turn, join, separate or mark text without being seen.
pub fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
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
