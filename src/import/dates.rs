//! The dates of résumés, as people and programs write them.

use crate::{
    diagnostic::Code,
    model::Date,
    text::{Place, Text},
};

use super::{ImportError, When, line};

/// What a text says of a date.
#[derive(Debug, PartialEq)]
enum Reading {
    /// Nothing.
    Empty,
    /// A word such as `Present`.
    Present,
    Date(Date),
    /// It has the form of a date, and no calendar has it.
    Impossible,
    /// It is written in a form that is not known.
    Unknown,
}

/// The words for the present, in lower case.
const PRESENT: [&str; 32] = [
    "present",
    "the present",
    "to present",
    "until present",
    "now",
    "until now",
    "till now",
    "current",
    "currently",
    "today",
    "to date",
    "till date",
    "ongoing",
    "heute",
    "bis heute",
    "aktuell",
    "derzeit",
    "laufend",
    "actuel",
    "actuellement",
    "présent",
    "aujourd'hui",
    "à ce jour",
    "en cours",
    "actualidad",
    "actualmente",
    "presente",
    "oggi",
    "atual",
    "heden",
    "至今",
    "现在",
];

/// The months by the first letters of their English names.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The full names of the months after those letters.
const ENDINGS: [&str; 12] = [
    "uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember",
];

/// Reads `2023`, `2023-09`, `2023-9-28`, `2023/09`, `Sep 2023`, `September-2023`, `Sep 28, 2023`,
/// `28 Sep 2023`, or a day with a time.
fn read(text: &str) -> Reading {
    let text = text.trim();
    if text.is_empty() {
        return Reading::Empty;
    }
    let word = text.split(['(', '（']).next().unwrap_or_default();
    let word = word.trim().trim_end_matches('.').to_lowercase();
    if PRESENT.contains(&word.replace('’', "'").as_str()) {
        return Reading::Present;
    }
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
    let parts = match words.as_slice() {
        [month, year] => Some((*month, None, *year)),
        [day, month, year] | [month, day, year] if is_small(day) => {
            Some((*month, Some(*day), *year))
        }
        _ => None,
    };
    if let Some((month, day, year)) = parts
        && is_year(year)
        && let Some(month) = month_of(month)
    {
        let day = day.map(|day| format!("-{day:0>2}")).unwrap_or_default();
        let date = format!("{year}-{month:02}{day}");
        return Date::parse(&date).map_or(Reading::Impossible, Reading::Date);
    }
    Reading::Unknown
}

/// The number of a month by its name or the beginning of it, in any case.
pub fn month_of(name: &str) -> Option<usize> {
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

/// Reads a date; a text that cannot be read is kept.
pub fn date(text: &str) -> Result<When, ()> {
    match read(text) {
        Reading::Empty => Ok(When::Open),
        Reading::Date(date) => Ok(When::On(date)),
        Reading::Present | Reading::Unknown => Ok(line(text).map_or(When::Open, When::Unreadable)),
        Reading::Impossible => Err(()),
    }
}

/// Reads the end of something, which may be a word for the present.
pub fn end(text: &str) -> Result<When, ()> {
    match read(text) {
        Reading::Present => Ok(When::Open),
        _ => date(text),
    }
}

/// The error for an impossible date.
pub fn impossible(text: Text, written: &str, place: Place) -> ImportError {
    let message = format!("`{}` is not a date", written.trim());
    let help = "the calendar has no such day: write the right one, or the month alone such as `2024-09`, into the \
                file, or into a copy, and run the command again; an archive is unpacked first, and its folder given";
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
            ("Feb 28, 2024", "2024-02-28"),
            ("1 March 2024", "2024-03-01"),
        ] {
            let date = Date::parse(expected).expect("a date");
            assert_eq!(read(text), Reading::Date(date), "{text}");
        }
        for empty in ["", " "] {
            assert_eq!(read(empty), Reading::Empty, "{empty}");
        }
        for present in [
            "Present",
            "至今（9个月）",
            "now",
            "Heute",
            "aujourd’hui",
            "Current.",
        ] {
            assert_eq!(read(present), Reading::Present, "{present}");
        }
        for impossible in [
            "2024-09-31",
            "2023-13",
            "2024-02-30",
            "0001-01",
            "Feb 30 2024",
            "30 Feb 2024",
        ] {
            assert_eq!(read(impossible), Reading::Impossible, "{impossible}");
        }
        for unknown in [
            "Juin 2019",
            "févr. 2024",
            "31.12.2023",
            "09/2023",
            "Q3 2023",
            "since 2019",
            "until 2023",
            "ended",
            "N/A",
        ] {
            assert_eq!(read(unknown), Reading::Unknown, "{unknown}");
        }
    }
}
