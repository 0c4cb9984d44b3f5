//! Words of a document that stand for something: ids, dates, levels, currencies and the fixed vocabularies.

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Report, did_you_mean, list},
    model::{Basis, Date, Degree, Level, MoveKind, Scale},
    text::{Path, Place},
};

const ID_LENGTH: usize = 64;

/// Notes an id that breaks the rule for ids.
pub fn id(id: &str, at: Path, report: &mut Report) {
    let mut bytes = id.bytes();
    let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let sound = bytes.next().is_some_and(is_word)
        && bytes.all(|byte| is_word(byte) || b"._-".contains(&byte))
        && id.len() <= ID_LENGTH;
    if sound {
        return;
    }
    let diagnostic = report.error(Code::InvalidId, at, format!("`{id}` is no id"));
    diagnostic.help(Some(format!(
        "an id is made of lower-case letters, digits, `.`, `_` and `-`, begins with a letter or a digit, and has at most {ID_LENGTH} characters"
    )));
}

/// Reads a date.
pub fn date(text: Option<&SmolStr>, at: impl Into<Place>, report: &mut Report) -> Option<Date> {
    let text = text?;
    let date = Date::parse(text);
    if date.is_none() {
        report
            .error(Code::InvalidDate, at, format!("`{text}` is no date"))
            .help(Some("write it as 2026, 2026-03 or 2026-03-31".to_owned()));
    }
    date
}

/// Reads a level of a scale, by name or by rank.
pub fn level(
    text: &str,
    scale: &Scale,
    at: impl Into<Place>,
    report: &mut Report,
) -> Option<Level> {
    let level = scale.read(text);
    if level.is_none() {
        let names = || scale.names().iter().map(SmolStr::as_str);
        let help = did_you_mean(text, names()).or_else(|| match scale.names() {
            [] => Some("name the levels, lowest first, under the key `proficiency`".to_owned()),
            _ => Some(format!("expected {}", list(names()))),
        });
        report
            .error(Code::UnknownLevel, at, format!("unknown level `{text}`"))
            .help(help);
    }
    level
}

/// Reads a currency: its code of three letters.
pub fn currency(text: &str, at: impl Into<Place>, report: &mut Report) {
    if text.len() != 3 || !text.bytes().all(|byte| byte.is_ascii_uppercase()) {
        report
            .error(
                Code::InvalidCurrency,
                at,
                format!("`{text}` is no currency"),
            )
            .help(Some(
                "write its code of three capital letters, such as USD".to_owned(),
            ));
    }
}

pub fn basis(text: &str, at: impl Into<Place>, report: &mut Report) -> Option<Basis> {
    word(text, &Basis::ALL, Basis::name, "basis", at, report)
}

pub fn degree(text: &str, at: impl Into<Place>, report: &mut Report) -> Option<Degree> {
    word(text, &Degree::ALL, Degree::name, "degree", at, report)
}

pub fn kind(text: &str, at: impl Into<Place>, report: &mut Report) -> Option<MoveKind> {
    word(
        text,
        &MoveKind::ALL,
        MoveKind::name,
        "kind of move",
        at,
        report,
    )
}

/// Reads one of a few fixed words.
fn word<T: Copy>(
    text: &str,
    known: &[T],
    name: fn(T) -> &'static str,
    what: &str,
    at: impl Into<Place>,
    report: &mut Report,
) -> Option<T> {
    let found = known.iter().copied().find(|word| name(*word) == text);
    if found.is_none() {
        let names = || known.iter().copied().map(name);
        report
            .error(Code::UnknownWord, at, format!("unknown {what} `{text}`"))
            .help(
                did_you_mean(text, names()).or_else(|| Some(format!("expected {}", list(names())))),
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
            let mut report = Report::default();
            id(text, Path::TOP, &mut report);
            report.diagnostics().len()
        };
        for sound in ["a", "senior", "0", "ops-101", "a.b_c"] {
            assert_eq!(problems(sound), 0, "{sound}");
        }
        for wrong in ["", "Senior", "-a", "a b", "../x", "é", &"a".repeat(65)] {
            assert_eq!(problems(wrong), 1, "{wrong}");
        }
    }
}
