//! How figures are written for people.

mod alternatives;
mod hours;
mod number;
mod pay;
mod requirement;
mod time;

pub use alternatives::{
    ALTERNATIVES, choice, choice_briefly, choice_name, counts, members_of, missing_of,
    missing_points, missing_points_briefly, points_of, raised,
};
pub use hours::{
    hours, hours_of, known_hours, range, short_sum, span_of_hours, sum_of_hours, takes_study,
};
pub use number::{
    SAME, amount, counted, difference, money, part, percent, quantity, ratio, two_digits, whole,
};
pub use pay::{
    age, as_of, date, described, ends, later, mark_of, middle, money_of, star, starred, stated,
    terms, times, why_not_compared, wider,
};
pub use requirement::{
    BASELINE, alternative, any_of, as_role, asked, baseline, certification, education,
    education_briefly, group, had, have, held, level, met, need, need_briefly, needed, one_of,
    points, raise, short_name, sign, some_of, status, still_missing, weight, years_of,
};
pub use time::{
    day, duration, durations, earliest, may_be_nothing, month, passed, short_span, short_time,
    span_of_years, time, unstated, untimed,
};

use crate::query::{Estimate, Named};

use super::{StyledText, TextStyle};

/// What stands where nothing is known.
pub const UNKNOWN: &str = "unknown";

/// The sign before a figure that rests on an estimate. It is told from a sign in a text of a file, which needs no
/// explanation, and written as `~`.
pub const ESTIMATED: &str = "\u{fdd0}";

/// The sign behind a figure with an unknown part, written as `+`.
pub const AT_LEAST: &str = "\u{fdd1}";

/// The space within a value: a line is not broken there where the value fits into one.
pub const UNBROKEN: &str = "\u{a0}";

/// The sign of what a role inherits.
pub const INHERITED: &str = "^";

/// A word for a shell.
pub fn quoted(word: &str) -> String {
    let is_plain =
        |character: char| character.is_alphanumeric() || "-_./=:,@%+".contains(character);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// A value of several words, such as a number with its unit, in which no line is broken.
pub fn value(text: impl AsRef<str>) -> String {
    text.as_ref().replace(' ', UNBROKEN)
}

/// A title, and the id to type.
pub fn named(named: &Named) -> StyledText {
    titled(&named.title, &named.id)
}

pub fn titled(title: &str, id: &str) -> StyledText {
    StyledText::strong(title)
        .plain(" (")
        .and(TextStyle::Name, id)
        .plain(")")
}

/// Words in a row, such as ids, with a separator between them.
pub fn join(words: impl IntoIterator<Item = impl AsRef<str>>, separator: &str) -> String {
    let mut joined = String::new();
    for (position, word) in words.into_iter().enumerate() {
        if position > 0 {
            joined.push_str(separator);
        }
        joined.push_str(word.as_ref());
    }
    joined
}

/// Words in a row, with an `and` before the last.
pub fn list(words: &[impl AsRef<str>]) -> String {
    joined(words, "and")
}

/// Words in a row, with an `or` before the last.
pub fn list_or(words: &[impl AsRef<str>]) -> String {
    joined(words, "or")
}

fn joined(words: &[impl AsRef<str>], conjunction: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => format!("{} {conjunction} {}", join(first, ", "), last.as_ref()),
    }
}

/// A number, marked where it is an estimate.
pub fn estimate(number: impl Into<StyledText>, estimated: bool) -> StyledText {
    let number = number.into();
    if !estimated || number.is_empty() {
        return number;
    }
    StyledText::from(ESTIMATED).then(number)
}

/// The mark of a number that rests on an estimate.
fn mark(estimate: Estimate) -> &'static str {
    if estimate.estimated { ESTIMATED } else { "" }
}
