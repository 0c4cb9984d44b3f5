//! Control characters and invisible characters.

/// Control characters, and those that turn, join, separate or mark text without being seen.
pub fn is_hidden(character: char) -> bool {
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

/// Joins two pictures to one.
const JOINER: char = '\u{200d}';

/// The hidden characters of a text with their places, but for joiners between pictures: a picture made of
/// several is seen as one.
pub fn hidden_in(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(|(at, character)| {
        is_hidden(*character) && !(*character == JOINER && joins_pictures(text, *at))
    })
}

fn joins_pictures(text: &str, at: usize) -> bool {
    // A selector after a picture says how it is drawn.
    let before = text[..at].trim_end_matches('\u{fe0f}').chars().next_back();
    let after = text[at + JOINER.len_utf8()..].chars().next();
    before.is_some_and(is_picture) && after.is_some_and(is_picture)
}

fn is_picture(character: char) -> bool {
    matches!(character, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// A text without hidden characters other than white space.
pub fn visible(text: &str) -> String {
    let mut hidden = hidden_in(text).filter(|(_, character)| !character.is_whitespace());
    let mut next = hidden.next();
    let characters = text.char_indices().filter(|(at, _)| {
        let is_hidden = next.is_some_and(|(hidden, _)| hidden == *at);
        if is_hidden {
            next = hidden.next();
        }
        !is_hidden
    });
    characters.map(|(_, character)| character).collect()
}

/// Calls a hidden character by its number, and by its name if that is well known.
pub fn describe(character: char) -> String {
    let name = match character {
        '\u{0}' => "null",
        '\u{7}' => "bell",
        '\u{8}' => "backspace",
        '\u{1b}' => "escape",
        '\u{7f}' => "delete",
        '\u{80}'..='\u{9f}' | '\u{0}'..='\u{1f}' => "control character",
        '\u{ad}' => "soft hyphen",
        '\u{61c}' | '\u{200e}' | '\u{200f}' => "direction mark",
        '\u{200b}' => "zero-width space",
        '\u{200c}' => "zero-width non-joiner",
        '\u{200d}' => "zero-width joiner",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{202a}'..='\u{202e}' => "direction override",
        '\u{2060}' => "word joiner",
        '\u{2066}'..='\u{2069}' => "direction isolate",
        '\u{feff}' => "byte order mark",
        '\u{e0000}'..='\u{e007f}' => "tag",
        _ => "invisible character",
    };
    format!("U+{:04X} ({name})", u32::from(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_joiner_is_kept_between_pictures_alone() {
        for (text, seen) in [
            (
                "Ada \u{1f469}\u{200d}\u{1f4bb}",
                "Ada \u{1f469}\u{200d}\u{1f4bb}",
            ),
            (
                "\u{2764}\u{fe0f}\u{200d}\u{1f525}",
                "\u{2764}\u{fe0f}\u{200d}\u{1f525}",
            ),
            ("py\u{200d}thon", "python"),
            ("\u{1f469}\u{200d}", "\u{1f469}"),
            ("a\u{7}b\tc", "ab\tc"),
        ] {
            assert_eq!(visible(text), seen, "{text:?}");
        }
    }
}
