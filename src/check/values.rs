//! Reads ids, dates, levels, currencies and enumerated words, and reports invalid ones.

use std::{collections::HashMap, ops::Deref};

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Diagnostics, did_you_mean, list},
    load::{
        Field,
        types::{BasisName, DateText, Id, PeriodName},
    },
    model::{Date, Level, Scale, degree_named, fold},
    text::{Place, PointerRef},
    vocabulary::{Basis, Degree, PayPeriod, Word},
};

/// Reports an id that breaks the rule for ids, and returns the nearest valid one that is not taken.
pub fn id(
    id: &str,
    is_taken: impl Fn(&str) -> bool,
    at: PointerRef,
    diagnostics: &mut Diagnostics,
) -> Option<SmolStr> {
    let mut bytes = id.bytes();
    let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let valid = bytes.next().is_some_and(is_word)
        && bytes.all(|byte| is_word(byte) || b"._-".contains(&byte))
        && id.len() <= Id::LENGTH;
    if valid {
        return None;
    }
    let slug = Id::nearest(id).filter(|slug| !is_taken(slug));
    let diagnostic = diagnostics.add(Code::InvalidId, at, format!("`{id}` is not a valid id"));
    diagnostic.help(slug.as_ref().map(|slug| format!("`{slug}` would be valid")));
    diagnostic.help(Some(format!(
        "an id consists of lower-case letters, digits, `.`, `_` and `-`, starts with a letter or a digit, and has at most {} characters",
        Id::LENGTH
    )));
    slug.map(SmolStr::from)
}

/// Reads a date.
pub fn date(
    text: &Field<DateText>,
    at: impl Into<Place>,
    diagnostics: &mut Diagnostics,
) -> Option<Date> {
    date_or_word(text, None, at, diagnostics)
}

/// The same with what to write in place of a word such as `today`.
fn date_or_word(
    text: &Field<DateText>,
    instead: Option<&str>,
    at: impl Into<Place>,
    diagnostics: &mut Diagnostics,
) -> Option<Date> {
    let text = text.valid()?;
    let date = Date::parse(text);
    if date.is_none() {
        let is_word = !text.contains(|character: char| character.is_ascii_digit());
        diagnostics
            .add(Code::InvalidDate, at, format!("`{}` is not a date", text.0))
            .help(Date::help(text))
            .help(instead.filter(|_| is_word).map(str::to_owned));
    }
    date
}

/// Reads two dates, each with its key, and reports a second one that is before the first. A word in place of the second one
/// is told what to write instead.
pub fn period(
    (first, begin): (&str, &Field<DateText>),
    (last, end, instead): (&str, &Field<DateText>, Option<&str>),
    at: PointerRef,
    diagnostics: &mut Diagnostics,
) -> (Option<Date>, Option<Date>) {
    let begin = date(begin, at.key(first), diagnostics);
    let end = date_or_word(end, instead, at.key(last), diagnostics);
    if let (Some(begin), Some(end)) = (begin, end)
        && end.last_day() < begin.first_day()
    {
        let message = format!("`{last}` is {end}, which is before `{first}`");
        diagnostics
            .add(Code::InvalidDate, at.key(last), message)
            .also(at.key(first), format!("`{first}` is {begin}"));
    }
    (begin, end)
}

/// Reports a name that a level cannot have: empty, `none`, or a number.
pub fn level_name(name: &str, at: PointerRef, diagnostics: &mut Diagnostics) {
    let message = match name.trim() {
        "" => "a level needs a name with at least one letter".to_owned(),
        name if name.eq_ignore_ascii_case("none") => {
            format!("a level cannot be called `{name}`: that means a missing skill")
        }
        name if name.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("a level cannot be called `{name}`: a number is the position of a level")
        }
        _ => return,
    };
    diagnostics.add(Code::InvalidLevel, at, message);
}

/// Reports names that a list repeats, in any case.
pub fn once<'a>(
    what: &str,
    names: impl Iterator<Item = (usize, &'a str)>,
    at: PointerRef,
    diagnostics: &mut Diagnostics,
) {
    let mut seen = HashMap::new();
    for (position, name) in names {
        if let Some(first) = seen.insert(fold(name), position) {
            let message = format!("the {what} `{name}` is listed twice");
            diagnostics
                .add(Code::RepeatedName, at.item(position), message)
                .also(at.item(first), "first here")
                .help("keep one of them".to_owned());
        }
    }
}

/// Reads a level of a scale, by name or by rank. Without a scale, nothing is reported.
pub fn level(
    text: &str,
    scale: Option<&Scale>,
    at: impl Into<Place>,
    diagnostics: &mut Diagnostics,
) -> Option<Level> {
    let scale = scale?;
    let level = scale.read(text);
    if level.is_none() {
        let names = || scale.names().iter().map(SmolStr::as_str);
        let help = did_you_mean(text, names()).or_else(|| match scale.names() {
            _ if matches!(fold(text).as_str(), "none" | "0") => {
                Some("leave the skill out; in a profile, write `none`".to_owned())
            }
            [] => Some("name the levels, lowest first, under the key `proficiency`".to_owned()),
            _ => Some(format!("expected {}", list(names()))),
        });
        diagnostics
            .add(Code::UnknownLevel, at, format!("unknown level `{text}`"))
            .help(help);
    }
    level
}

/// Reports two keys of a map that are names of one level.
pub fn same_level(first: &str, name: &str, at: PointerRef, diagnostics: &mut Diagnostics) {
    let message = format!("`{first}` and `{name}` are the same level");
    diagnostics
        .add(Code::RepeatedName, at.name(name), message)
        .also(at.name(first), "first here")
        .help("keep one of them".to_owned());
}

/// Reports a currency that is not a code of three capital letters, and whether it is one.
pub fn currency(text: &str, at: impl Into<Place>, diagnostics: &mut Diagnostics) -> bool {
    let is_code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_code {
        let message = format!("`{text}` is not a currency code");
        diagnostics
            .add(Code::InvalidCurrency, at, message)
            .help(match usual_currency(text) {
                Some(code) => format!("write `{code}`"),
                None => "write three capital letters, such as USD".to_owned(),
            });
    }
    is_code
}

/// The code of a currency that has the sign or the name of one currency alone, or small letters.
fn usual_currency(text: &str) -> Option<String> {
    let code = match text.to_lowercase().as_str() {
        "€" | "euro" | "euros" => "EUR",
        "£" => "GBP",
        "us$" => "USD",
        code if code.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            return Some(text.to_ascii_uppercase());
        }
        _ => return None,
    };
    Some(code.to_owned())
}

/// The time that an amount is for: a year, unless said.
pub fn pay_period(
    field: &Field<PeriodName>,
    at: impl Into<Place>,
    diagnostics: &mut Diagnostics,
) -> PayPeriod {
    let usual = |text: &str| {
        let period = match fold(text).as_str() {
            "annum" | "annual" | "annually" | "yearly" | "p.a." | "pa" => PayPeriod::Year,
            "monthly" => PayPeriod::Month,
            "hourly" => PayPeriod::Hour,
            _ => return None,
        };
        Some(format!("write `{}`", period.name()))
    };
    word_or("period", field, at, diagnostics, usual).unwrap_or(PayPeriod::Year)
}

/// Whether pay is base pay alone, or with bonus and equity.
pub fn basis(
    field: &Field<BasisName>,
    at: impl Into<Place>,
    diagnostics: &mut Diagnostics,
) -> Option<Basis> {
    let usual = |text: &str| {
        let meant = did_you_mean(text, Basis::NAMES.iter().copied());
        meant.or_else(|| {
            Some("write `base` (pay alone) or `total` (with bonus and equity)".to_owned())
        })
    };
    word_or("basis", field, at, diagnostics, usual)
}

/// Reads the height of a degree; of a usual name, such as `BSc`, the message says which one it is.
pub fn degree(
    field: &Field<impl Deref<Target = SmolStr>>,
    at: impl Into<Place>,
    diagnostics: &mut Diagnostics,
) -> Option<Degree> {
    let usual = |text: &str| degree_named(text).map(|degree| format!("write `{degree}`"));
    word_or("degree", field, at, diagnostics, usual)
}

/// Reads one of a few fixed words; `what` names them for a message.
pub fn word<T: Word>(
    what: &str,
    field: &Field<impl Deref<Target = SmolStr>>,
    at: impl Into<Place>,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    word_or(what, field, at, diagnostics, |_| None)
}

fn word_or<T: Word>(
    what: &str,
    field: &Field<impl Deref<Target = SmolStr>>,
    at: impl Into<Place>,
    diagnostics: &mut Diagnostics,
    usual: impl Fn(&str) -> Option<String>,
) -> Option<T> {
    let text = field.valid()?.as_str();
    let found = T::read(text);
    if found.is_none() {
        let names = || T::NAMES.iter().copied();
        let message = format!("unknown {what} `{text}`");
        let expected = || Some(format!("expected {}", list(names())));
        diagnostics.add(Code::UnknownWord, at, message).help(
            usual(text)
                .or_else(|| did_you_mean(text, names()))
                .or_else(expected),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_short_lower_case_word() {
        let problems = |text: &str| {
            let mut diagnostics = Diagnostics::default();
            id(text, |_| false, PointerRef::ROOT, &mut diagnostics);
            diagnostics.as_slice().len()
        };
        for valid in ["a", "senior", "0", "ops-101", "a.b_c"] {
            assert_eq!(problems(valid), 0, "{valid}");
        }
        for wrong in ["", "Senior", "-a", "a b", "../x", "é", &"a".repeat(65)] {
            assert_eq!(problems(wrong), 1, "{wrong}");
        }
    }
}
