//! Control characters and invisible characters.

use std::{borrow::Cow, ops::RangeInclusive};

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
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// The hidden characters of a text with their places, but for those that belong to what they stand in: joiners within
/// a joined emoji and between letters of scripts that need them, such as those of Persian and Hindi, the form of a
/// character after it, and the letters of a flag.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices()
        .filter(|(at, character)| is_hidden(*character) && !belongs(text, *at, *character))
}

/// Whether a hidden character belongs to those beside it.
fn belongs(text: &str, at: usize, character: char) -> bool {
    let mut back = text[..at].chars().rev();
    let Some(before) = back.next() else {
        return false;
    };
    // A picture may have its form after it.
    let mut is_picture =
        || is_pictograph(before) || before == '\u{fe0f}' && back.next().is_some_and(is_symbol);
    let after = text[at + character.len_utf8()..].chars().next();
    match character {
        '\u{200d}' if is_picture() => after.is_some_and(is_pictograph),
        '\u{200c}' | '\u{200d}' => has_joiners(before) && after.is_some_and(has_joiners),
        '\u{fe0e}' | '\u{fe0f}' if matches!(before, '0'..='9' | '#' | '*') => {
            after == Some('\u{20e3}')
        }
        '\u{fe0e}' | '\u{fe0f}' => is_symbol(before),
        '\u{fe00}'..='\u{fe0d}' => is_ideograph(before) || has_forms(before),
        '\u{e0100}'..='\u{e01ef}' => is_ideograph(before),
        '\u{180b}'..='\u{180d}' | '\u{180f}' => matches!(before, '\u{1820}'..='\u{18aa}'),
        _ => is_tag(character) && is_of_flag(text, at),
    }
}

/// Whether a character can be shown as a symbol or as a picture.
fn is_symbol(character: char) -> bool {
    let is_single = matches!(
        character,
        '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}'
    );
    let is_circled = matches!(character, '\u{2460}'..='\u{24ff}' | '\u{3200}'..='\u{32ff}');
    is_single
        || is_circled
        || is_pictograph(character)
        || matches!(character, '\u{25a0}'..='\u{25ff}' | '\u{2900}'..='\u{297f}' | '\u{3030}' | '\u{303d}')
}

/// Whether a character is a Chinese one.
fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character of another kind has several forms: those of mathematics, of Myanmar, of Phags-pa, and marks in
/// the width of Chinese characters.
fn has_forms(character: char) -> bool {
    matches!(
        character,
        '\u{1000}'..='\u{109f}'
            | '\u{2200}'..='\u{22ff}'
            | '\u{2a00}'..='\u{2aff}'
            | '\u{3001}'..='\u{3002}'
            | '\u{a840}'..='\u{a87f}'
            | '\u{ff01}'..='\u{ff5e}'
    )
}

/// Whether a character is one of those that spell a region after a flag: small letters, digits and the end.
fn is_tag(character: char) -> bool {
    matches!(character, '\u{e0030}'..='\u{e0039}' | '\u{e0061}'..='\u{e007a}' | '\u{e007f}')
}

/// Whether a tag is one of those, such as in the flag of Scotland: a black flag, a few tags, the tag that ends them.
fn is_of_flag(text: &str, at: usize) -> bool {
    const LONGEST: usize = 8;
    const END: char = '\u{e007f}';
    let mut before = text[..at].chars().rev().take(LONGEST);
    let begins =
        before.find(|character| !is_tag(*character) || *character == END) == Some('\u{1f3f4}');
    let mut after = text[at..].chars().take(LONGEST);
    begins && after.find(|character| !is_tag(*character) || *character == END) == Some(END)
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

/// A text without those code points that Unicode leaves to each program for itself: here they are signs in front of
/// figures. Nothing else has a use for them in a file.
pub(super) fn without_noncharacters(text: Cow<'_, str>) -> Cow<'_, str> {
    const OWN: RangeInclusive<char> = '\u{fdd0}'..='\u{fdef}';
    /// The first byte of each of them in UTF-8.
    const FIRST: u8 = 0xef;
    let is_own = |character: char| OWN.contains(&character);
    if !text.as_bytes().contains(&FIRST) || !text.contains(is_own) {
        return text;
    }
    Cow::Owned(text.replace(is_own, "\u{fffd}"))
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
        '\u{180b}'..='\u{180d}'
        | '\u{180f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}' => "variation selector",
        '\u{fff9}'..='\u{fffb}' => "annotation mark",
        '\u{1bca0}'..='\u{1bca3}' => "shorthand format control",
        '\u{1d173}'..='\u{1d17a}' => "musical format control",
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
            "1\u{fe0f}\u{20e3} ©\u{fe0f} ❤\u{fe0e}",
            "葛\u{e0100} ∩\u{fe00} ᠠ\u{180b}",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
        ] {
            assert_eq!(hidden(text).next(), None, "{text}");
        }
    }

    #[test]
    fn what_stands_alone_is_hidden() {
        for text in [
            "a\u{200d}b",
            "\u{200d}💻",
            "👩\u{200d}",
            "👩\u{200d}\u{200d}",
            "a\u{fe0f}\u{200d}🌈",
            "می\u{200c} خواهم",
            "1\u{200c}2",
            "👩\u{200c}💻",
            "1\u{fe0f}0",
            "a\u{fe0f}",
            "\u{fe0f}a",
            "a\u{e0100}",
            "a\u{180b}",
            "a\u{e0067}\u{e007f}",
            "🏴\u{e0067}\u{e0062}",
            "🏴\u{e0041}\u{e007f}",
            "🏴\u{e007f}\u{e0067}\u{e007f}",
            "a\u{1d173}b",
            "a\u{1bca0}b",
            "a\u{fff9}b\u{fffa}c\u{fffb}",
        ] {
            assert!(hidden(text).next().is_some(), "{text}");
        }
        assert_eq!(hidden("👩\u{200d}\u{200d}💻").count(), 2);
        assert_eq!(hidden("a\u{fe0f}\u{200d}🌈").count(), 2);
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
