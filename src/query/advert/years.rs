//! Numbers of years in a plain text.

use std::ops::Range;

use super::near;

/// A number of years, as a text says it.
#[derive(Debug, PartialEq)]
pub struct Years {
    /// `None` where the number is not understood.
    pub min: Option<f64>,
    /// `None` where only the least is said.
    pub max: Option<f64>,
    /// Where it stands, in bytes.
    pub place: Range<usize>,
}

const NUMBERS: [&str; 11] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// More is no number of years of experience, but a year or a sum.
const MOST: f64 = 60.0;

/// Every `5+ years`, `3-5 years`, `3 to 5 years`, `5 (five) years` and `five years`; months where they are
/// of experience; and what of a sentence on experience is not understood.
pub fn years(text: &str) -> Vec<Years> {
    let mut found = Vec::new();
    let is_word = |character: char| character.is_alphanumeric();
    let mut at = 0;
    while let Some(offset) = text[at..].find(is_word) {
        let start = at + offset;
        let end = text[start..].find(|character| !is_word(character));
        let end = end.map_or(text.len(), |length| start + length);
        at = end;
        let is_any = |units: [&str; 4]| {
            let mut units = units.iter();
            units.any(|unit| text[start..end].eq_ignore_ascii_case(unit))
        };
        let is_months = is_any(["month", "months", "mo", "mos"]);
        if !is_months && !is_any(["year", "years", "yr", "yrs"]) {
            continue;
        }
        let [before, sentence] = near(text, &(start..end));
        let sentence = &sentence[..sentence.find(['.', ';', '\n']).unwrap_or(sentence.len())];
        let sentence = sentence.to_lowercase();
        let of_experience = sentence.contains("experience");
        if is_months && !of_experience {
            continue;
        }
        let is_of = sentence.trim_start().starts_with("of ") && of_experience;
        let first = start - before.len();
        match before_unit(before, is_of) {
            Some((min, max, from)) if max.unwrap_or(min) <= MOST => {
                let years = |number: f64| if is_months { number / 12.0 } else { number };
                found.push(Years {
                    min: Some(years(min)),
                    max: max.map(years),
                    place: first + from..end,
                });
            }
            _ if of_experience => found.push(Years {
                min: None,
                max: None,
                place: start..end,
            }),
            _ => (),
        }
    }
    found
}

/// The least, the most and the beginning of a number, or of a range, at the end of a text; where `is_of`
/// experience, `a year` is a number.
fn before_unit(text: &str, is_of: bool) -> Option<(f64, Option<f64>, usize)> {
    let spaces = [' ', '\u{a0}', '-'];
    let mut before = text.trim_end_matches(spaces);
    let mut is_open = false;
    // The number in another form, as in `5 (five)`.
    if let Some((rest, inner)) = before
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('))
    {
        is_open = inner.ends_with('+');
        let inner = inner.trim_end_matches('+');
        number(inner).filter(|(_, rest)| rest.is_empty())?;
        before = rest.trim_end();
    }
    let plus = before.strip_suffix('+').or_else(|| {
        let rest = before.strip_suffix("plus")?;
        rest.ends_with(spaces)
            .then(|| rest.trim_end_matches(spaces))
    });
    is_open |= plus.is_some();
    let before = plus.unwrap_or(before).trim_end();
    let article = before
        .strip_suffix(" a")
        .or((before == "a" || before == "A").then_some(""));
    if let Some(rest) = article.filter(|_| is_of) {
        return match rest.strip_suffix("half") {
            Some(rest) => Some((0.5, None, rest.len())),
            None => Some((1.0, None, before.len() - 1)),
        };
    }
    let (last, rest) = number(before)?;
    let from = ["-", "–", "—", " to", " or"].iter().find_map(|sign| {
        let rest = rest.trim_end().strip_suffix(sign)?;
        number(rest.trim_end())
    });
    let (min, rest) = from.unwrap_or((last, rest));
    // A number of a version, a sum or a share is something else.
    if min > last || rest.ends_with(['$', '€', '£', '.', ',', '/', '-']) {
        return None;
    }
    Some((
        min,
        (from.is_some() && !is_open).then_some(last),
        rest.len(),
    ))
}

/// The number at the end of a text, and what is before it.
fn number(text: &str) -> Option<(f64, &str)> {
    let is_digit = |character: char| character.is_ascii_digit();
    let word = |text: &str| {
        let word = text.rsplit(|character: char| !character.is_alphanumeric());
        word.into_iter().next().map_or(0, str::len)
    };
    let (rest, last) = text.split_at(text.len() - word(text));
    if last.is_empty() {
        return None;
    }
    if !last.chars().all(is_digit) {
        let mut names = NUMBERS.iter();
        let position = names.position(|name| last.eq_ignore_ascii_case(name))?;
        return Some((f64::from(u32::try_from(position).ok()?), rest));
    }
    // Three digits after a comma are thousands.
    let whole = rest.strip_suffix(['.', ',']).filter(|_| last.len() < 3);
    let whole = whole.map(|whole| whole.split_at(whole.len() - word(whole)));
    match whole {
        Some((rest, whole)) if !whole.is_empty() && whole.chars().all(is_digit) => {
            Some((format!("{whole}.{last}").parse().ok()?, rest))
        }
        _ => Some((last.parse().ok()?, rest)),
    }
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
        let least = |min: f64| (Some(min), None);
        assert_eq!(read("5+ years of experience"), [least(5.0)]);
        assert_eq!(read("3-5 years"), [(Some(3.0), Some(5.0))]);
        assert_eq!(read("3 – 5 yrs"), [(Some(3.0), Some(5.0))]);
        assert_eq!(read("between 3 to 5 years"), [(Some(3.0), Some(5.0))]);
        assert_eq!(read("at least Five years"), [least(5.0)]);
        assert_eq!(read("a 3-year contract"), [least(3.0)]);
        assert_eq!(read("3-5+ years"), [least(3.0)]);
        assert_eq!(read("minimum of 5 (five) years"), [least(5.0)]);
        assert_eq!(read("five (5+) years"), [least(5.0)]);
        assert_eq!(read("5.5 years of experience"), [least(5.5)]);
        assert_eq!(read("18 months of experience"), [least(1.5)]);
        assert_eq!(read("18-24 months of experience"), [(Some(1.5), Some(2.0))]);
        assert_eq!(read("a 6 months contract"), []);
        assert_eq!(read("a year of experience"), [least(1.0)]);
        assert_eq!(read("half a year of experience"), [least(0.5)]);
        assert_eq!(read("three-plus years"), [least(3.0)]);
        assert_eq!(read("many years of experience"), [(None, None)]);
        assert_eq!(read("1,000 years of experience"), [(None, None)]);
        assert_eq!(
            read("years of joy, 2024 years, 401k years, $100k a year"),
            []
        );
    }
}
