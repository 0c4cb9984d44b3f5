//! Texts in Unicode Normalization Form C. The crate's own iterator would bring the tables of the other forms along: twice
//! as many bytes as these three functions need.

use std::borrow::Cow;

use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical};

use crate::order::Order as _;

/// A text in which each letter with its accents is one character where there is one.
pub fn composed(text: &str) -> Cow<'_, str> {
    // Below this one, no character changes or joins another.
    const FIRST: char = '\u{300}';
    if text.chars().all(|character| character < FIRST) {
        return Cow::Borrowed(text);
    }
    let mut parts: Vec<(u8, char)> = Vec::with_capacity(text.len());
    for character in text.chars() {
        decompose_canonical(character, |part| {
            parts.push((canonical_combining_class(part), part));
        });
    }
    // The accents of a letter have an order; a letter has the class 0.
    for letter in parts.chunk_by_mut(|_, (class, _)| *class != 0) {
        if letter.len() > 1 {
            letter.order_by_key(|(class, _)| *class);
        }
    }
    Cow::Owned(joined(&parts))
}

/// Joins letters and the parts after them that are one character, unless another part of the same class, or a letter,
/// stands between them.
fn joined(parts: &[(u8, char)]) -> String {
    let mut joined: Vec<char> = Vec::with_capacity(parts.len());
    let mut letter: Option<usize> = None;
    let mut last = 0;
    for (class, part) in parts.iter().copied() {
        let open = letter.filter(|at| at + 1 == joined.len() || last < class);
        let whole = open.and_then(|at| Some((at, compose(joined[at], part)?)));
        if let Some((at, whole)) = whole {
            joined[at] = whole;
            continue;
        }
        if class == 0 {
            letter = Some(joined.len());
        }
        last = class;
        joined.push(part);
    }
    joined.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;

    #[test]
    fn every_character_is_composed() {
        for character in '\0'..=char::MAX {
            let text = character.to_string();
            let expected: String = text.nfc().collect();
            assert_eq!(composed(&text), expected, "{character:?}");
            let apart: String = text.nfd().collect();
            assert_eq!(composed(&apart), expected, "{character:?}");
        }
    }

    proptest! {
        #[test]
        fn letters_with_many_accents_are_composed(
            text in "([a-eA-E\u{c2}\u{1ea1}\u{1100}\u{1161}\u{11a8}\u{ac00}\u{915}\u{958}]?[\u{300}-\u{345}\u{591}-\u{5c7}\u{93c}\u{1e0}]{0,3}){0,6}"
        ) {
            let expected: String = text.nfc().collect();
            prop_assert_eq!(composed(&text), expected);
        }
    }
}
