//! Numbers of years in a plain text.

use std::ops::Range;

/// A number of years, as a text says it.
#[derive(Debug, PartialEq)]
pub struct Years {
    pub min: u32,
    /// `None` where only the least is said.
    pub max: Option<u32>,
    /// Where it stands, in bytes.
    pub place: Range<usize>,
}

const NUMBERS: [&str; 11] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// More is no number of years of experience, but a year or a sum.
const MOST: u32 = 60;

/// Every `5+ years`, `3-5 years`, `3 to 5 years` and `five years`.
pub fn years(text: &str) -> Vec<Years> {
    let mut found = Vec::new();
    let is_word = |character: char| character.is_alphanumeric();
    let mut at = 0;
    while let Some(offset) = text[at..].find(is_word) {
        let start = at + offset;
        let end = text[start..].find(|character| !is_word(character));
        let end = end.map_or(text.len(), |length| start + length);
        at = end;
        let is_unit = ["year", "years", "yr", "yrs"];
        let word = &text[start..end];
        if !is_unit.iter().any(|unit| word.eq_ignore_ascii_case(unit)) {
            continue;
        }
        let before = text[..start].trim_end_matches([' ', '\u{a0}', '-']);
        let (is_open, before) = match before.strip_suffix('+') {
            Some(before) => (true, before.trim_end()),
            None => (false, before),
        };
        let Some((last, rest)) = number(before) else {
            continue;
        };
        let from = ["-", "–", "—", " to", " or"].iter().find_map(|sign| {
            let rest = rest.trim_end().strip_suffix(sign)?;
            number(rest.trim_end())
        });
        let (min, rest) = from.unwrap_or((last, rest));
        // A number of a version, a sum or a share is something else.
        if min > last || last > MOST || rest.ends_with(['$', '€', '£', '.', ',', '/', '-']) {
            continue;
        }
        found.push(Years {
            min,
            max: (from.is_some() && !is_open).then_some(last),
            place: rest.len()..end,
        });
    }
    found
}

/// The number at the end of a text, and what is before it.
fn number(text: &str) -> Option<(u32, &str)> {
    let word = text
        .rsplit(|character: char| !character.is_alphanumeric())
        .next()?;
    let rest = &text[..text.len() - word.len()];
    let spelled = || {
        let position = NUMBERS
            .iter()
            .position(|name| word.eq_ignore_ascii_case(name))?;
        u32::try_from(position).ok()
    };
    let number = word.parse().ok().or_else(spelled)?;
    Some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_with_care() {
        let read = |text: &str| {
            let years = years(text).into_iter();
            years
                .map(|years| (years.min, years.max))
                .collect::<Vec<_>>()
        };
        assert_eq!(read("5+ years of experience"), [(5, None)]);
        assert_eq!(read("3-5 years"), [(3, Some(5))]);
        assert_eq!(read("3 – 5 yrs"), [(3, Some(5))]);
        assert_eq!(read("between 3 to 5 years"), [(3, Some(5))]);
        assert_eq!(read("at least Five years"), [(5, None)]);
        assert_eq!(read("a 3-year contract"), [(3, None)]);
        assert_eq!(read("3-5+ years"), [(3, None)]);
        assert_eq!(read("years of joy, 1.5 years, 2024 years, 401k years"), []);
    }
}
