//! Wraps text to a width.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::view::UNBROKEN;

/// Wraps a text between words; a value that is too long is broken between its words, another word is not broken.
/// The lines of a text stay apart, and a list item goes on below its first word.
pub fn wrap(text: &str, first: &str, rest: &str, width: Option<usize>) -> String {
    let mut written = String::new();
    let has_lines = text.contains('\n');
    // No character has more columns than bytes.
    let fits = |width| first.len() + text.len() <= width || first.width() + text.width() <= width;
    // Most texts fit, and need no search for their words.
    if !has_lines && width.is_none_or(fits) {
        line(&mut written, &format!("{first}{text}"));
        return written;
    }
    for (position, text) in text.split('\n').enumerate() {
        let first = if position == 0 { first } else { rest };
        let Some(width) = width else {
            line(&mut written, &format!("{first}{text}"));
            continue;
        };
        let hanging = if has_lines { marker(text) } else { 0 };
        let rest = format!("{rest}{}", " ".repeat(hanging));
        let text = broken_values(text, width.saturating_sub(rest.width()));
        let options = options(width).initial_indent(first);
        for text in textwrap::wrap(&text, options.subsequent_indent(&rest)) {
            line(&mut written, &text);
        }
    }
    written
}

/// The columns of the marker of a list item.
fn marker(text: &str) -> usize {
    let marker = text.split_inclusive(' ').next().unwrap_or_default();
    let number = marker.strip_suffix(". ").unwrap_or_default();
    let is_number = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
    if marker == "- " || is_number {
        marker.len()
    } else {
        0
    }
}

/// A text in which the values that are too long for a width can be broken between their words.
fn broken_values(text: &str, width: usize) -> Cow<'_, str> {
    let is_long =
        |word: &str| word.len() > width && word.contains(UNBROKEN) && word.width() > width;
    if !text.split(' ').any(is_long) {
        return Cow::Borrowed(text);
    }
    let words = text.split_inclusive(' ').map(|word| {
        if is_long(word.trim_end_matches(' ')) {
            Cow::Owned(word.replace(UNBROKEN, " "))
        } else {
            Cow::Borrowed(word)
        }
    });
    Cow::Owned(words.collect())
}

/// Wraps the words that are too long for a width after their hyphens, and the lines of a text that has several;
/// the rest of the text stays as it is. What is indented stays so on every line.
pub fn wrap_within(text: &str, width: usize) -> String {
    let indent = text.len() - text.trim_start_matches(' ').len();
    if indent > 0 && text.width() > width {
        let (indent, text) = text.split_at(indent);
        let text = wrap_within(text, width.saturating_sub(indent.len()));
        let wrapped = wrap(&text, indent, indent, Some(width));
        return wrapped.trim_end().to_owned();
    }
    if text.contains('\n') {
        return wrap(&text.replace("\n\n", "\n"), "", "", Some(width))
            .trim_end()
            .to_owned();
    }
    if text.split(' ').all(|word| word.width() <= width) {
        return text.to_owned();
    }
    let options = options(width).word_splitter(textwrap::WordSplitter::Custom(after_hyphens));
    let words = text.split_inclusive(' ').map(|word| {
        if word.trim_end().width() > width {
            // The ends of a range have no space between them.
            let dash = format!("{RANGE} ");
            Cow::Owned(pieces(word, width).join(" ").replace(&dash, "–\n"))
        } else {
            Cow::Borrowed(word)
        }
    });
    let text: String = words.collect();
    textwrap::wrap(&text, options).join("\n")
}

/// The dash of a range.
const RANGE: char = '–';

/// What a long value of several words, such as `up to 9 months`, is broken into where it does not fit: a range into its
/// ends where these fit, another one into its words. A number stays with its unit, and a short value in one piece.
pub fn pieces(value: &str, width: usize) -> Vec<&str> {
    /// The width of a value that is never broken, such as `~3–5 years`.
    const SHORT: usize = 12;
    if value.width() <= SHORT || !value.contains(UNBROKEN) {
        return vec![value];
    }
    let ends: Vec<&str> = value.split_inclusive(RANGE).collect();
    if ends.len() > 1 && ends.iter().all(|end| end.trim_end().width() <= width) {
        return ends;
    }
    ends.into_iter().flat_map(quantities).collect()
}

/// The words of a value, each number with its unit.
fn quantities(value: &str) -> Vec<&str> {
    let mut quantities = Vec::new();
    let mut start = 0;
    for (space, unit) in value.match_indices(UNBROKEN) {
        let is_number = value[..space].ends_with(|last: char| last.is_ascii_digit());
        if !is_number {
            quantities.push(&value[start..space]);
            start = space + unit.len();
        }
    }
    quantities.push(&value[start..]);
    quantities
}

/// The places after the hyphens of a name, where a line may be broken: not within a date or an address.
pub fn after_hyphens(word: &str) -> Vec<usize> {
    let hyphens = word.match_indices('-').map(|(hyphen, _)| hyphen + 1);
    let is_address = word.contains("://");
    let is_name = |end: &usize| {
        let mut following = word[*end..].chars().filter(|next| next.width() != Some(0));
        following.next().is_some_and(char::is_alphabetic)
    };
    hyphens.filter(|end| !is_address && is_name(end)).collect()
}

/// Breaks a text after spaces and within ids, and a word that does not fit anywhere.
pub fn break_words(text: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.trim().split_inclusive([' ', '-', '_', '.']) {
        if !fits(&format!("{line}{}", word.trim_end())) {
            lines.push(std::mem::take(&mut line));
        }
        for character in word.chars() {
            line.push(character);
            if character != ' ' && !fits(&line) {
                line.pop();
                lines.push(std::mem::replace(&mut line, character.into()));
            }
        }
    }
    lines.push(line);
    let lines = lines.iter().map(|line| line.trim_end().to_owned());
    lines.filter(|line| !line.is_empty()).collect()
}

/// The first lines; the last one ends with an ellipsis if there are more.
pub fn shorten(
    mut lines: Vec<String>,
    max_lines: usize,
    fits: impl Fn(&str) -> bool,
) -> Vec<String> {
    if lines.len() > max_lines {
        lines.truncate(max_lines);
        if let Some(last) = lines.last_mut() {
            while !fits(&format!("{last}…")) && last.pop().is_some() {}
            last.push('…');
        }
    }
    lines
}

/// Options that wrap only at spaces.
pub fn options<'a>(width: usize) -> textwrap::Options<'a> {
    textwrap::Options::new(width)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
}

/// Adds a line, without spaces at its end.
pub fn line(written: &mut String, text: &str) {
    written.push_str(text.trim_end());
    written.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_value_that_fits_nowhere_is_broken() {
        let text = "takes 3\u{a0}years\u{a0}4\u{a0}months";
        let unbroken = wrap(text, "", "", Some(16)).replace(UNBROKEN, " ");
        assert_eq!(unbroken, "takes\n3 years 4 months\n");
        assert_eq!(wrap(text, "", "", Some(10)), "takes 3\nyears 4\nmonths\n");
    }

    #[test]
    fn a_number_stays_with_its_unit() {
        let short = "~3–5\u{a0}years";
        assert_eq!(wrap_within(short, 9), short);
        let range = "2\u{a0}years–3\u{a0}years\u{a0}6\u{a0}months";
        assert_eq!(
            wrap_within(range, 14),
            "2\u{a0}years–\n3\u{a0}years\n6\u{a0}months"
        );
        assert_eq!(
            pieces("up\u{a0}to\u{a0}9\u{a0}months", 0),
            ["up", "to", "9\u{a0}months"]
        );
    }

    #[test]
    fn a_name_is_broken_after_hyphens_but_no_date_and_no_address() {
        assert_eq!(wrap_within("aws-ml-specialty", 10), "aws-ml-\nspecialty");
        assert_eq!(wrap_within("2026-12-05", 8), "2026-12-05");
        assert_eq!(wrap_within("[-]", 2), "[-]");
        assert_eq!(wrap_within("https://a-b.example", 8), "https://a-b.example");
    }
}
