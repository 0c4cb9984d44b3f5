//! Control characters and invisible characters.

/// Control characters, and those that turn, join, separate or mark text without being seen.
pub fn is_hidden(character: char) -> bool {
    let is_usual = ('\u{20}'..='\u{7e}').contains(&character);
    !is_usual && (character.is_control() || is_format(character))
}

/// Whether a character turns, joins, separates or marks text.
fn is_format(character: char) -> bool {
    matches!(
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

/// The hidden characters of a text with their places, but for the joiners that belong to what they stand in: within a
/// joined emoji, and between letters of scripts that need them, such as those of Persian and Hindi.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices()
        .filter(|(at, character)| is_hidden(*character) && !joins(text, *at, *character))
}

/// Whether a character is a joiner between two others that it belongs to.
fn joins(text: &str, at: usize, character: char) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + character.len_utf8()..].chars().next();
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    let is_emoji_joiner = character == '\u{200d}'
        && (is_pictograph(before) || before == '\u{fe0f}')
        && is_pictograph(after);
    let is_joiner = matches!(character, '\u{200c}' | '\u{200d}');
    is_emoji_joiner || is_joiner && has_joiners(before) && has_joiners(after)
}

/// Whether a character can be a part of a joined emoji.
fn is_pictograph(character: char) -> bool {
    matches!(
        character,
        '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
            | '\u{1f000}'..='\u{1faff}'
    )
}

/// Whether a character is of a script whose letters join, or whose syllables do: from Arabic to Thaana, the Indic
/// scripts, Myanmar, Khmer, Mongolian, and their relatives.
fn has_joiners(character: char) -> bool {
    let is_of_script = matches!(
        character,
        '\u{600}'..='\u{dff}'
            | '\u{f00}'..='\u{109f}'
            | '\u{1780}'..='\u{18af}'
            | '\u{1a00}'..='\u{1c4f}'
            | '\u{a800}'..='\u{aaff}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}'
            | '\u{10a00}'..='\u{11fff}'
    );
    is_of_script && !is_hidden(character) && !character.is_numeric()
}

/// A text without hidden characters other than white space.
pub fn visible(text: &str) -> String {
    let mut hidden = hidden(text).filter(|(_, character)| !character.is_whitespace());
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
    fn joiners_belong_to_emoji_and_to_scripts_that_need_them() {
        for text in [
            "👩\u{200d}💻 Team",
            "👨🏽\u{200d}🔧, 🏳\u{fe0f}\u{200d}🌈",
            "می\u{200c}خواهم",
            "क्\u{200d}ष र\u{200d}्य",
        ] {
            assert_eq!(hidden(text).next(), None, "{text}");
        }
    }

    #[test]
    fn a_lone_joiner_is_hidden() {
        for text in [
            "a\u{200d}b",
            "\u{200d}💻",
            "👩\u{200d}",
            "👩\u{200d}\u{200d}",
            "می\u{200c} خواهم",
            "1\u{200c}2",
            "👩\u{200c}💻",
        ] {
            assert!(hidden(text).next().is_some(), "{text}");
        }
        assert_eq!(hidden("👩\u{200d}\u{200d}💻").count(), 2);
    }
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
