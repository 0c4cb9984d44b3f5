//! The dates of résumés, as people and programs write them.

use crate::{
    diagnostic::Code,
    model::Date,
    text::{Place, Text},
};

use super::{End, ImportError};

/// What a text says of a date.
#[derive(Debug, PartialEq)]
enum Reading {
    /// Nothing, or a word such as `Present`.
    Open,
    Date(Date),
    /// It has the form of a date, and no calendar has it.
    Impossible,
    /// It names a year in a form that is not known.
    Unknown,
}

/// The months by the first letters of their English names.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The full names of the months after those letters.
const ENDINGS: [&str; 12] = [
    "uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember",
];

/// Reads `2023`, `2023-09`, `2023-9-28`, `2023/09`, `Sep 2023`, `September-2023`, or a day with a time.
fn read(text: &str) -> Reading {
    let text = text.trim();
    let is_year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    let numbers: Vec<&str> = day.split(['-', '/', '.']).collect();
    let is_small = |part: &str| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if let [year, rest @ ..] = numbers.as_slice()
        && is_year(year)
        && rest.len() <= 2
        && rest.iter().all(|part| is_small(part))
    {
        let padded = rest.iter().map(|part| format!("-{part:0>2}"));
        let date = format!("{year}{}", padded.collect::<String>());
        return Date::parse(&date).map_or(Reading::Impossible, Reading::Date);
    }
    let words: Vec<&str> = text.split([' ', '-', '.', ',']).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    if let [month, year] = words.as_slice()
        && is_year(year)
        && let Some(month) = month_of(month)
    {
        let date = format!("{year}-{month:02}");
        return Date::parse(&date).map_or(Reading::Impossible, Reading::Date);
    }
    let digits = text.as_bytes().windows(4);
    let has_year = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    if digits.into_iter().any(has_year) {
        Reading::Unknown
    } else {
        Reading::Open
    }
}

/// The number of a month by its name or the beginning of it, in any case.
fn month_of(name: &str) -> Option<usize> {
    let name = name.to_ascii_lowercase();
    let begins = |(short, ending): (&&str, &&str)| {
        name.strip_prefix(*short)
            .is_some_and(|rest| rest.is_empty() || rest == *ending || name == "sept")
    };
    MONTHS
        .iter()
        .zip(&ENDINGS)
        .position(begins)
        .map(|at| at + 1)
}

/// Reads the beginning of something; `None` if the text does not say it.
pub fn begin(text: &str) -> Result<Option<Date>, ()> {
    match read(text) {
        Reading::Date(date) => Ok(Some(date)),
        Reading::Open | Reading::Unknown => Ok(None),
        Reading::Impossible => Err(()),
    }
}

/// Reads the end of something; a form that is not known is no end.
pub fn end(text: &str) -> Result<End, ()> {
    Ok(begin(text)?.map_or(End::Open, End::On))
}

/// The error for an impossible date.
pub fn impossible(text: Text, written: &str, place: Place) -> ImportError {
    let message = format!("`{}` is not a date", written.trim());
    let help = "the calendar has no such day; mend it in the file";
    ImportError::at(text, Code::InvalidDate, place, message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_form_that_was_seen() {
        for (text, expected) in [
            ("2023", "2023"),
            ("2023-09", "2023-09"),
            ("2023-9-28", "2023-09-28"),
            ("2023/09", "2023-09"),
            ("2022-08-05 08:11 UTC", "2022-08-05"),
            ("2022-08-05T08:11:00Z", "2022-08-05"),
            ("Jun 2018", "2018-06"),
            ("june 2018", "2018-06"),
            ("Mar-2022", "2022-03"),
            ("Sept. 2019", "2019-09"),
        ] {
            let date = Date::parse(expected).expect("a date");
            assert_eq!(read(text), Reading::Date(date), "{text}");
        }
        for open in ["", " ", "Present", "至今（9个月）", "now", "N/A"] {
            assert_eq!(read(open), Reading::Open, "{open}");
        }
        for impossible in ["2024-09-31", "2023-13", "2024-02-30", "0001-01"] {
            assert_eq!(read(impossible), Reading::Impossible, "{impossible}");
        }
        for unknown in ["Juin 2019", "31/12/2019", "since 2019"] {
            assert_eq!(read(unknown), Reading::Unknown, "{unknown}");
        }
    }
}
