//! How figures are written for people.

use smol_str::SmolStr;

use crate::query::{
    Gap, Group, Have, Holding, Hours, Kind, Level, Named, Number, Pay, Span, Status, Want,
};

use super::sheet::{Phrase, Tone};

/// What stands where nothing is known.
pub const UNKNOWN: &str = "unknown";

/// A title, and the id to type.
pub fn named(named: &Named) -> Phrase {
    titled(&named.title, &named.id)
}

pub fn titled(title: &str, id: &str) -> Phrase {
    Phrase::new(Tone::Strong, title)
        .and(Tone::Plain, " (")
        .and(Tone::Name, id)
        .and(Tone::Plain, ")")
}

/// An amount with its thousands apart.
pub fn amount(amount: u64) -> String {
    let digits = amount.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

/// A difference in money, with its sign.
pub fn difference(number: Number) -> String {
    let sign = if number.0 < 0.0 { "-" } else { "+" };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "amounts stay below 2^53"
    )]
    let whole = number.0.abs().round() as u64;
    format!("{sign}{}", amount(whole))
}

/// The midpoint of a pay entry, or what is known of it.
pub fn middle(pay: &Pay) -> String {
    match (pay.mid, pay.low, pay.high) {
        (Some(mid), _, _) => amount(mid),
        (None, Some(low), Some(high)) => amount(u64::midpoint(low, high)),
        (None, Some(low), None) => format!("from {}", amount(low)),
        (None, None, Some(high)) => format!("to {}", amount(high)),
        (None, None, None) => UNKNOWN.to_owned(),
    }
}

/// `3`, or `3–5`.
pub fn range(min: Number, max: Number) -> String {
    if min == max {
        quantity(min)
    } else {
        format!("{}–{}", quantity(min), quantity(max))
    }
}

/// A number with its thousands apart.
fn quantity(number: Number) -> String {
    let written = number.to_string();
    match written.parse() {
        Ok(whole) => amount(whole),
        Err(_) => written,
    }
}

/// Years, with the word.
pub fn years(number: Number) -> String {
    counted(number, "year")
}

pub fn counted(number: Number, unit: &str) -> String {
    let number = number.to_string();
    let plural = if number == "1" { "" } else { "s" };
    format!("{number} {unit}{plural}")
}

pub fn span_of_years(span: &Span) -> String {
    if span.min == span.max {
        years(span.min)
    } else {
        format!("{} years", range(span.min, span.max))
    }
}

/// Study hours; a part that is unknown leaves only a lower bound.
pub fn hours(hours: Option<Hours>) -> String {
    match hours {
        None => UNKNOWN.to_owned(),
        Some(hours) if hours.at_least => format!("at least {}", quantity(hours.min)),
        Some(hours) => range(hours.min, hours.max),
    }
}

pub fn percent(number: Number) -> String {
    format!("{} %", Number((number.0 * 1000.0).round() / 10.0))
}

/// The mean over all requirements, in whole percent; 100 only when everything is met.
pub fn ratio(number: Number) -> String {
    let percent = (number.0 * 100.0).round();
    let percent = if number.0 < 1.0 {
        percent.min(99.0)
    } else {
        percent
    };
    format!("{percent} %")
}

pub fn level(level: &Level) -> String {
    level.name.to_string()
}

pub fn group(group: &Group) -> String {
    match group.one_of.as_slice() {
        [only] => format!("{} ({})", only.title, only.id),
        several => {
            let ids: Vec<&str> = several.iter().map(|one| one.id.as_str()).collect();
            format!("one of {}", ids.join(", "))
        }
    }
}

pub fn education(degree: &str, fields: &[SmolStr]) -> String {
    if fields.is_empty() {
        degree.to_owned()
    } else {
        format!("{degree} in {}", fields.join(", "))
    }
}

pub fn want(want: &Want) -> String {
    match want {
        Want::Skill(needed) => level(needed),
        Want::Experience { years: needed } => years(*needed),
        Want::Education { degree, fields } => education(degree, fields),
        Want::Certification { one_of } => match one_of.as_slice() {
            [only] => only.to_string(),
            several => format!("1 of {}", several.len()),
        },
    }
}

/// What the person has; where there is nothing, the word for it.
pub fn have(gap: &Gap) -> String {
    had(gap.kind, gap.have.as_ref(), gap.expired.as_deref())
}

/// What the person has of something of a kind, else that it expired on a day, else the word for it.
pub fn had(kind: Kind, have: Option<&Have>, expired: Option<&str>) -> String {
    match (have, expired) {
        (Some(Have::Skill(has)), _) => level(has),
        (Some(Have::Experience { years: has }), _) => years(*has),
        (Some(Have::Education { degree, field }), _) => match field {
            Some(field) => format!("{degree} in {field}"),
            None => (*degree).to_owned(),
        },
        (Some(Have::Certification { certifications }), _) => {
            let held: Vec<String> = certifications.iter().map(holding).collect();
            held.join(", ")
        }
        (None, Some(day)) => format!("expired {day}"),
        (None, None) if kind == Kind::Experience => UNKNOWN.to_owned(),
        (None, None) => "none".to_owned(),
    }
}

/// A certification that is held, with what will become of it.
fn holding(holding: &Holding) -> String {
    let retired = holding.retired.as_ref().map(|day| format!("retired {day}"));
    let expires = holding
        .expires
        .as_ref()
        .map(|day| format!("valid to {day}"));
    let known: Vec<String> = retired.into_iter().chain(expires).collect();
    if known.is_empty() {
        holding.id.to_string()
    } else {
        format!("{} ({})", holding.id, known.join(", "))
    }
}

/// A sign and a word, so that nothing depends on the colour.
pub fn status(status: Status) -> Phrase {
    let word = match status {
        Status::NotApplicable => "n/a",
        status => status.name(),
    };
    let (tone, sign) = sign(status);
    Phrase::new(tone, format!("{sign} {word}"))
}

pub fn sign(status: Status) -> (Tone, &'static str) {
    match status {
        Status::Missing => (Tone::Bad, "[ ]"),
        Status::Partial => (Tone::Middling, "[~]"),
        Status::Met => (Tone::Good, "[x]"),
        Status::NotApplicable => (Tone::Quiet, "[-]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(amount(0), "0");
        assert_eq!(amount(999), "999");
        assert_eq!(amount(161_050), "161,050");
        assert_eq!(amount(1_000_000), "1,000,000");
        assert_eq!(difference(Number(-29_960.5)), "-29,961");
    }

    #[test]
    fn a_readiness_below_one_is_never_a_hundred_percent() {
        assert_eq!(ratio(Number(0.9999)), "99 %");
        assert_eq!(ratio(Number(1.0)), "100 %");
    }
}
