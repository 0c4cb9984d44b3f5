//! How figures are written for people.

use smol_str::SmolStr;

use crate::{
    query::{
        Estimate, Fit, Gap, Group, Have, HeldCertification, Level, Named, Need, Number, Pay,
        PayChange, PayEntry, PayTerms, Person, Readiness, Resource, Span,
    },
    vocabulary::{Degree, Incomparable, PayPeriod, RequirementKind, Status, Unstated},
};

use super::{StyledText, TextStyle};

/// What stands where nothing is known.
pub const UNKNOWN: &str = "unknown";

/// The note on figures with a star, if there are any.
pub fn wider<'a>(mut pay: impl Iterator<Item = &'a Pay>) -> Option<StyledText> {
    let is_wider = pay.any(|pay| !pay.is_of_role());
    is_wider.then(|| StyledText::quiet("* is the pay of a wider group than the role."))
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
    format!("{sign}{}", money(Number(number.0.abs())))
}

/// An amount that was worked out, in whole units.
pub fn whole(number: Number) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "amounts stay below 2^53, and above 0"
    )]
    let whole = number.0.max(0.0).round() as u64;
    amount(whole)
}

/// The midpoint of a pay entry, with a star where it is that of a wider group.
pub fn starred(pay: &Pay) -> String {
    format!("{}{}", middle(pay), star(pay))
}

/// A star for an entry that describes a wider group than the role.
pub fn star(pay: &Pay) -> &'static str {
    if pay.is_of_role() { "" } else { "*" }
}

/// What has no known time, in a sentence about a move.
pub fn unstated(what: Unstated) -> &'static str {
    match what {
        Unstated::Certification => "a certification",
        Unstated::Education => "the degree",
        Unstated::Experience => "the years of experience that are missing",
        Unstated::Study => "a level of a skill",
        Unstated::HoursPerWeek => "study without hours a week",
        Unstated::Gate => "the gate",
        Unstated::Serving => "the move itself",
    }
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
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => format!("{} and {}", join(first, ", "), last.as_ref()),
    }
}

/// An amount of money, with its hundredths where it has any.
pub fn money(amount: Number) -> String {
    let written = two_digits(amount);
    written.strip_suffix(".00").unwrap_or(&written).to_owned()
}

/// The mark of a pay entry that is an estimate.
pub fn mark_of(pay: &Pay) -> &'static str {
    if pay.cited.estimated { "~" } else { "" }
}

/// An amount of a pay entry, marked where the entry is an estimate.
pub fn money_of(pay: &Pay, amount: Number) -> String {
    format!("{}{}", mark_of(pay), money(amount))
}

/// The day of a pay entry, and whether it is yet to come.
pub fn as_of(pay: &Pay) -> StyledText {
    date(pay).then(later(pay))
}

/// The day of a pay entry.
pub fn date(pay: &Pay) -> StyledText {
    match &pay.cited.as_of {
        Some(date) => StyledText::from(date),
        None => StyledText::quiet("undated"),
    }
}

/// The mark of a pay entry that is dated later than the day of the answer.
pub fn later(pay: &Pay) -> StyledText {
    let later = if pay.dated_later { ", dated later" } else { "" };
    StyledText::new(TextStyle::Middling, later)
}

/// The midpoint of a pay entry, or what is known of it.
pub fn middle(pay: &Pay) -> String {
    match (pay.midpoint(), pay.low, pay.high) {
        (Some(midpoint), _, _) => money(Number(midpoint)),
        (None, low, high) => either_end(low, high).unwrap_or_else(|| UNKNOWN.to_owned()),
    }
}

/// The ends of a pay range, as far as they are known, and what lies between them.
pub fn ends(pay: &Pay) -> String {
    let Some(ends) = either_end(pay.low, pay.high) else {
        return String::new();
    };
    match &pay.range {
        Some(range) => format!("{ends} {range}"),
        None => ends,
    }
}

fn either_end(low: Option<Number>, high: Option<Number>) -> Option<String> {
    Some(match (low, high) {
        (Some(low), Some(high)) if low == high => money(low),
        (Some(low), Some(high)) => format!("{}–{}", money(low), money(high)),
        (Some(low), None) => format!("from {}", money(low)),
        (None, Some(high)) => format!("to {}", money(high)),
        (None, None) => return None,
    })
}

/// The amounts of a pay entry as the ladder states them: `24.35 × 2,080 hours`.
pub fn stated(pay: &Pay) -> Option<String> {
    let stated = pay.stated.as_ref()?;
    let ends = either_end(stated.low, stated.high);
    let mid = stated.mid.map(money);
    let amounts = match (mid, ends) {
        (Some(mid), Some(ends)) => format!("{mid} ({ends})"),
        (mid, ends) => mid.or(ends)?,
    };
    let times = times(stated.per, stated.per_year);
    Some(format!("{}{amounts}{times}", mark_of(pay)))
}

/// How often an amount is paid in a full-time year: ` × 12 months`; nothing for a year.
pub fn times(per: PayPeriod, per_year: Number) -> String {
    match per {
        PayPeriod::Year => String::new(),
        per => format!(" × {} {per}s", quantity(per_year)),
    }
}

/// What a pay entry describes besides the role, and the note on it.
pub fn described(pay: &Pay) -> String {
    let occupation = pay.occupation.as_ref();
    let occupation = occupation.map(|name| format!("the occupation {name}"));
    let population = pay.population.iter().map(ToString::to_string);
    let note = pay.note.iter().map(ToString::to_string);
    join(population.chain(occupation).chain(note), "; ")
}

/// Why the pay of two roles is not compared; the roles by these names.
pub fn why_not_compared(change: &PayChange, from: &str, to: &str) -> Option<String> {
    let is_wider = |pay: &Option<Pay>| pay.as_ref().is_some_and(|pay| !pay.is_of_role());
    let wider = [(from, &change.from), (to, &change.to)].into_iter();
    let wider = wider.filter(|(_, pay)| is_wider(pay));
    let wider: Vec<&str> = wider.map(|(name, _)| name).collect();
    let role = if change.from.is_none() { from } else { to };
    Some(match change.reason? {
        Incomparable::WiderGroup => {
            let groups = match wider.len() {
                1 => "describes a wider group than the role",
                _ => "each describe a wider group than the role",
            };
            let figures = if wider.len() == 1 {
                "figure"
            } else {
                "figures"
            };
            format!("the {figures} of {} {groups}", list(&wider))
        }
        Incomparable::NoFigure => format!("no pay is known for {role}"),
        Incomparable::EstimateLeftOut => {
            format!("the pay of {role} is an estimate, which is left out")
        }
        Incomparable::OtherTerms => {
            format!("the pay of {role} is on another basis, or in another currency or region")
        }
        Incomparable::Occupation => {
            format!("the only figure of {role} is that of a whole occupation")
        }
        Incomparable::DatedLater => {
            format!("the pay of {role} is dated later than the day of the answer")
        }
        Incomparable::NoMidpoint => "a midpoint is unknown".to_owned(),
    })
}

/// `USD US base`: figures are comparable where this is the same.
pub fn terms(terms: &PayTerms) -> String {
    let region = terms.region.as_deref();
    let words = [
        Some(terms.currency.as_str()),
        region,
        Some(terms.basis.name()),
    ];
    join(words.into_iter().flatten(), " ")
}

/// How old a pay entry is, as far as that can be counted: `22 months`, `at least 37 months`.
pub fn age(entry: &PayEntry) -> Option<String> {
    let months = entry.age_months?;
    let counted = counted(months, "month");
    match (months, entry.age_at_least) {
        // Of a month or a year that is hardly over, the date alone says more.
        (0, true) => None,
        (0, false) => Some("less than a month".to_owned()),
        (_, true) => Some(format!("at least {counted}")),
        (_, false) => Some(counted),
    }
}

/// Hours or weeks: `3`, or `3–5`.
pub fn range(min: Number, max: Number) -> String {
    let (least, most) = (hour(min), hour(max));
    if least == most {
        return least;
    }
    format!("{least}–{most}")
}

/// Hours, from 10 on whole ones.
fn hour(hours: Number) -> String {
    let is_small = hours.0 < 10.0;
    quantity(if is_small {
        hours
    } else {
        Number(hours.0.round())
    })
}

/// A number with its thousands apart.
pub fn quantity(number: Number) -> String {
    let written = number.to_string();
    let (whole, fraction) = match written.split_once('.') {
        Some((whole, fraction)) => (whole, format!(".{fraction}")),
        None => (written.as_str(), String::new()),
    };
    match whole.parse() {
        Ok(whole) => format!("{}{fraction}", amount(whole)),
        Err(_) => written,
    }
}

/// A duration in words, from years: `7 months`, `3 years 4 months`; below a month, weeks or days.
pub fn duration(years: Number) -> String {
    let months = rounded(years.0 * MONTHS_A_YEAR);
    let days = rounded(years.0 * DAYS_A_YEAR);
    match (months / 12, months % 12, days) {
        (0, _, 0) => counted(0, "year"),
        (0, _, ..=13) => counted(days, "day"),
        (0, _, ..=27) => counted(days / 7, "week"),
        (0, 0, _) => counted(1, "month"),
        (0, months, _) => counted(months, "month"),
        (years, 0, _) => counted(years, "year"),
        (years, months, _) => format!("{} {}", counted(years, "year"), counted(months, "month")),
    }
}

/// Time that has passed, in whole months: a month that is not over is not counted.
fn passed(years: Number) -> String {
    /// Rounding errors below a day do not take a month away.
    const SLACK: f64 = 0.01;
    let months = (years.0 * MONTHS_A_YEAR + SLACK).floor();
    duration(if months < 1.0 {
        years
    } else {
        Number(months / MONTHS_A_YEAR)
    })
}

const MONTHS_A_YEAR: f64 = 12.0;
const DAYS_A_YEAR: f64 = 365.25;
/// Up to this many months, both ends of a range of months are written in months.
const IN_MONTHS: f64 = 24.0;

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float that is too large becomes the largest number"
)]
fn rounded(number: f64) -> u64 {
    number.max(0.0).round() as u64
}

/// A range of durations: `3–5 years`, `6–12 months`, `2 years to 3 years 6 months`; `4 years or more`
/// where the most is infinite.
pub fn durations(min: Number, max: Number) -> String {
    if max.0.is_infinite() {
        return format!("{} or more", duration(min));
    }
    let (least, most) = (duration(min), duration(max));
    if least == most {
        return least;
    }
    if is_nothing(min) {
        return format!("up to {most}");
    }
    // A day more is no whole year and no whole month.
    let is_whole = |number: f64| (number - number.round()).abs() < 0.02;
    let [from, to] = [min, max].map(|end| end.0 * MONTHS_A_YEAR);
    let is_whole_years = |months: f64| is_whole(months) && rounded(months).is_multiple_of(12);
    if is_whole_years(from) && is_whole_years(to) {
        let [from, to] = [min, max].map(|end| rounded(end.0));
        return format!("{from}–{to} years");
    }
    if is_whole(from) && is_whole(to) && from >= 1.0 && to <= IN_MONTHS {
        return format!("{}–{} months", rounded(from), rounded(to));
    }
    format!("{least} to {most}")
}

/// Whether a number of years is less than a day.
fn is_nothing(years: Number) -> bool {
    rounded(years.0 * DAYS_A_YEAR) == 0
}

/// How long something takes, as far as that is known: `at least 4 years`.
pub fn time(time: Estimate) -> String {
    let mark = mark(time);
    match (time.at_least, time.min.0 == 0.0) {
        (true, true) => UNKNOWN.to_owned(),
        (true, false) => format!("at least {mark}{}", duration(time.min)),
        (false, _) if is_nothing(time.min) && !is_nothing(time.max) && time.max.0.is_finite() => {
            format!("up to {mark}{}", duration(time.max))
        }
        (false, _) => format!("{mark}{}", durations(time.min, time.max)),
    }
}

/// A day; one that rests on an estimate as a month: `~2028-09`.
pub fn day(day: &SmolStr, estimated: bool) -> String {
    if estimated {
        format!("~{}", month(day))
    } else {
        day.to_string()
    }
}

/// The month of a day.
pub fn month(day: &SmolStr) -> &str {
    day.rsplit_once('-').map_or(day, |(month, _)| month)
}

/// The first day of something, or the day before which it cannot be.
pub fn earliest(known: Option<&SmolStr>, not_before: Option<&SmolStr>) -> String {
    match (known, not_before) {
        (Some(day), _) => day.to_string(),
        (None, Some(day)) => format!("not before {day}"),
        (None, None) => UNKNOWN.to_owned(),
    }
}

/// A number, marked where it is an estimate.
pub fn estimate(number: impl Into<StyledText>, estimated: bool) -> StyledText {
    let number = number.into();
    if !estimated || number.is_empty() {
        return number;
    }
    StyledText::from("~").then(number)
}

/// The mark of a number that rests on an estimate.
fn mark(estimate: Estimate) -> &'static str {
    if estimate.estimated { "~" } else { "" }
}

/// The same for a narrow cell, where a range up to five years is one of months: `~3+ years`.
pub fn short_time(time: Estimate) -> String {
    let [from, to] = [time.min, time.max].map(|end| rounded(end.0 * MONTHS_A_YEAR));
    if time.at_least && from >= 1 {
        return match (from / 12, from % 12) {
            (years, 0) => format!("{}{years}+ years", mark(time)),
            _ => format!("{}{from}+ months", mark(time)),
        };
    }
    if time.at_least || from == to || from < 1 || to > 60 || (from % 12, to % 12) == (0, 0) {
        return self::time(time);
    }
    format!("{}{from}–{to} months", mark(time))
}

/// Experience that is still missing.
pub fn still_missing(fit: &Fit) -> String {
    let estimated = |gap: &Gap| {
        let is_open = gap.status.is_open();
        is_open && matches!(gap.need, Need::Experience { estimated, .. } if estimated)
    };
    let mark = if fit.gaps.iter().any(estimated) {
        "~"
    } else {
        ""
    };
    match fit.years_missing {
        None => UNKNOWN.to_owned(),
        Some(Number(0.0)) => "none".to_owned(),
        Some(years) => format!("{mark}{}", duration(years)),
    }
}

/// A number with its unit, in the plural unless it is 1.
pub fn counted(number: impl std::fmt::Display, unit: &str) -> String {
    let number = number.to_string();
    match unit.strip_suffix("ty") {
        _ if number == "1" => format!("{number} {unit}"),
        Some(stem) => format!("{number} {stem}ties"),
        None => format!("{number} {unit}s"),
    }
}

pub fn span_of_years(span: &Span) -> String {
    durations(span.min, span.max)
}

/// Study hours; a part that is unknown leaves only a lower bound.
pub fn hours(hours: Option<Estimate>) -> String {
    match hours {
        None => UNKNOWN.to_owned(),
        Some(hours) if hours.known_min().is_none() => UNKNOWN.to_owned(),
        Some(hours) if hours.at_least => {
            format!("at least {}{}", mark(hours), hour(hours.min))
        }
        Some(hours) => format!("{}{}", mark(hours), range(hours.min, hours.max)),
    }
}

/// The same where an unknown is passed over.
pub fn known_hours(hours: Option<Estimate>) -> StyledText {
    StyledText::known(hours.map(|known| self::hours(Some(known))))
}

/// Hours with known ends.
pub fn span_of_hours(hours: Option<&Span>) -> StyledText {
    StyledText::known(hours.map(|hours| range(hours.min, hours.max)))
}

/// The hours of a resource.
pub fn hours_of(resource: &Resource) -> StyledText {
    let hours = resource.hours.as_ref();
    let estimated = hours.is_some_and(|hours| hours.cited.estimated);
    estimate(span_of_hours(hours), estimated)
}

/// The same for a narrow cell: `168+`.
pub fn short_hours(hours: Option<Estimate>) -> String {
    match hours {
        Some(hours) if hours.at_least && hours.known_min().is_some() => {
            format!("{}{}+", mark(hours), hour(hours.min))
        }
        hours => self::hours(hours),
    }
}

/// The same with those that rest on estimates: `168 + ~410`.
pub fn short_sum(hours: Option<Estimate>, estimated: Option<Estimate>) -> String {
    match (hours, estimated) {
        (hours, None) => short_hours(hours),
        (None, estimated) => short_hours(estimated),
        (hours, estimated) => format!("{} + {}", short_hours(hours), short_hours(estimated)),
    }
}

/// Whether there is anything to study: hours that are sourced, estimated or unknown.
pub fn takes_study(hours: Option<Estimate>, estimated: Option<Estimate>) -> bool {
    hours.is_none_or(|hours| hours.max.0 > 0.0 || hours.at_least) || estimated.is_some()
}

/// Study hours with those that rest on estimates: `168, and ~410 estimated`.
pub fn sum_of_hours(hours: Option<Estimate>, estimated: Option<Estimate>) -> String {
    match (hours, estimated) {
        (sourced, None) => self::hours(sourced),
        (None, estimated) => self::hours(estimated),
        (sourced, Some(estimated)) => {
            let more = format!("{}{}", mark(estimated), range(estimated.min, estimated.max));
            format!("{}, and {more} estimated", self::hours(sourced))
        }
    }
}

pub fn percent(number: Number) -> String {
    format!("{} %", Number((number.0 * 1000.0).round() / 10.0))
}

/// A part of a whole in whole percent.
pub fn part(number: Number) -> String {
    let percent = (number.0 * 100.0).round();
    // Never `-0`.
    let sign = if percent < 0.0 { "-" } else { "" };
    format!("{sign}{} %", quantity(Number(percent.abs())))
}

/// A ratio with two digits after the point.
pub fn two_digits(number: Number) -> String {
    let hundredths = (number.0 * 100.0).round();
    let (whole, rest) = ((hundredths / 100.0).floor(), hundredths % 100.0);
    format!("{}.{rest:02}", quantity(Number(whole)))
}

/// How many requirements are met.
pub fn met(readiness: Readiness) -> StyledText {
    match readiness.ratio {
        None => StyledText::quiet("nothing asked"),
        Some(_) => format!("{} of {}", readiness.met, readiness.required).into(),
    }
}

/// The title of a certification, or how many there are to choose from.
pub fn certification(gap: &Gap) -> String {
    match &gap.need {
        Need::Certification { one_of } if one_of.len() > 1 => {
            format!("One of {} certifications", one_of.len())
        }
        _ => gap.title.to_string(),
    }
}

/// The roles that skills of a person rest on: `mid or junior`.
pub fn baseline(person: &Person) -> String {
    let roles = person.baseline.iter().map(|baseline| &baseline.role.id);
    join(roles, " or ")
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
            let ids = join(several.iter().map(|one| &one.id), ", ");
            match &group.id {
                Some(id) => format!("{id}: one of {ids}"),
                None => format!("one of {ids}"),
            }
        }
    }
}

pub fn education(degree: Degree, fields: &[SmolStr]) -> String {
    if fields.is_empty() {
        degree.to_string()
    } else {
        format!("{degree} in {}", fields.join(", "))
    }
}

/// A degree, and how many fields are accepted.
pub fn education_briefly(degree: Degree, fields: &[SmolStr]) -> String {
    match fields.len() {
        0..=2 => education(degree, fields),
        several => format!("{degree} in one of {several} fields"),
    }
}

pub fn need(need: &Need) -> String {
    match need {
        Need::Skill(needed) => level(needed),
        Need::Experience { years, estimated } => {
            let mark = if *estimated { "~" } else { "" };
            format!("{mark}{}", duration(*years))
        }
        Need::Education(asked) => education(asked.degree, &asked.fields),
        Need::Certification { one_of } => match one_of.as_slice() {
            [only] => only.to_string(),
            several => format!("1 of {}", several.len()),
        },
    }
}

/// What is needed, without the names of many fields.
pub fn need_briefly(need: &Need) -> String {
    match need {
        Need::Education(asked) => education_briefly(asked.degree, &asked.fields),
        need => self::need(need),
    }
}

/// What the person has, with the role that it rests on; where there is nothing, the word for it.
pub fn have(gap: &Gap) -> String {
    let have = had(gap.kind, gap.have.as_ref(), gap.expired.as_deref());
    format!("{have}{}", as_role(gap.baseline.as_deref()))
}

/// The role that a fact rests on: ` (as mid)`.
pub fn as_role(role: Option<&str>) -> String {
    role.map_or_else(String::new, |role| format!(" (as {role})"))
}

/// What the person has of something of a kind, else that it expired on a day, else the word for it.
pub fn had(kind: RequirementKind, have: Option<&Have>, expired: Option<&str>) -> String {
    match (have, expired) {
        (Some(Have::Skill(has)), _) => level(has),
        (Some(Have::Experience { years: has }), _) => passed(*has),
        (Some(Have::Education { degree, field }), _) => match field {
            Some(field) => format!("{degree} in {field}"),
            None => degree.to_string(),
        },
        (Some(Have::Certification { certifications }), _) => {
            join(certifications.iter().map(holding), ", ")
        }
        (None, Some(day)) => format!("expired {day}"),
        (None, None) if kind == RequirementKind::Experience => UNKNOWN.to_owned(),
        (None, None) => "none".to_owned(),
    }
}

/// What the person has, for programs: certifications by their ids.
pub fn held(kind: RequirementKind, have: &Have) -> String {
    match have {
        Have::Certification { certifications } => {
            join(certifications.iter().map(|held| &held.named.id), "|")
        }
        Have::Experience { years } => counted(years, "year"),
        have => had(kind, Some(have), None),
    }
}

/// What is needed, for programs: the ids of all certifications that would do.
pub fn needed(need: &Need) -> String {
    match need {
        Need::Certification { one_of } => one_of.join("|"),
        Need::Experience { years, .. } => counted(years, "year"),
        need => self::need(need),
    }
}

/// A certification that is held, with what will become of it.
fn holding(holding: &HeldCertification) -> String {
    let retired = holding.retired.as_ref().map(|day| format!("retired {day}"));
    let expires = holding
        .expires
        .as_ref()
        .map(|day| format!("valid to {day}"));
    let known: Vec<String> = retired.into_iter().chain(expires).collect();
    if known.is_empty() {
        holding.named.id.to_string()
    } else {
        format!("{} ({})", holding.named.id, known.join(", "))
    }
}

/// A sign and a word, so that nothing depends on the colour.
pub fn status(status: Status) -> StyledText {
    let word = match status {
        Status::NotApplicable => "n/a",
        status => status.name(),
    };
    let (tone, sign) = sign(status);
    StyledText::new(tone, sign).and(tone, format!(" {word}"))
}

pub fn sign(status: Status) -> (TextStyle, &'static str) {
    match status {
        Status::Missing => (TextStyle::Bad, "[ ]"),
        Status::Partial => (TextStyle::Middling, "[-]"),
        Status::Met => (TextStyle::Good, "[x]"),
        Status::NotApplicable => (TextStyle::Quiet, "[/]"),
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
        assert_eq!(difference(Number(-29_960.5)), "-29,960.50");
    }

    #[test]
    fn a_duration_is_written_in_the_units_that_people_use() {
        let written = |years: f64| duration(Number(years));
        assert_eq!(written(0.0), "0 years");
        assert_eq!(written(1.0 / 365.25), "1 day");
        assert_eq!(written(0.04), "2 weeks");
        assert_eq!(written(0.08), "1 month");
        assert_eq!(written(0.58), "7 months");
        assert_eq!(written(0.99), "1 year");
        assert_eq!(written(1.0), "1 year");
        assert_eq!(written(3.34), "3 years 4 months");
        assert_eq!(written(1e300), "1537228672809129301 years 3 months");
    }

    #[test]
    fn a_day_is_never_lost_in_words() {
        let day = 1.0 / 372.0;
        assert_eq!(passed(Number::years(3.0 - day)), "2 years 11 months");
        assert_eq!(passed(Number::years(1.0 / 3.0)), "4 months");
        assert_eq!(passed(Number::years(3.0)), "3 years");
        assert_eq!(duration(Number::years(day)), "1 day");
        let range = durations(Number::years(day), Number::years(1.0 + day));
        assert_eq!(range, "1 day to 1 year");
    }

    #[test]
    fn a_range_of_durations_names_its_unit_once_where_it_can() {
        let written = |min, max| durations(Number(min), Number(max));
        assert_eq!(written(3.0, 5.0), "3–5 years");
        assert_eq!(written(0.5, 1.0), "6–12 months");
        assert_eq!(written(2.0, 3.5), "2 years to 3 years 6 months");
        assert_eq!(written(4.0, f64::INFINITY), "4 years or more");
        assert_eq!(written(0.5, 0.5), "6 months");
        assert_eq!(written(0.0, 1.0), "up to 1 year");
    }

    #[test]
    fn a_readiness_below_one_is_never_a_hundred_percent() {
        assert_eq!(ratio(Number(0.9999)), "99 %");
        assert_eq!(ratio(Number(1.0)), "100 %");
    }
}
