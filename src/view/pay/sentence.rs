//! A person's place in a range, in the words in which one would say it.

use std::cmp::Ordering;

use crate::query::{Compared, Number, Pay, PayEntry, Salary};

use super::super::{Sources, StyledText, display};

const PARTS: [(f64, &str); 5] = [
    (1.0 / 4.0, "a quarter"),
    (1.0 / 3.0, "a third"),
    (1.0 / 2.0, "half"),
    (2.0 / 3.0, "two thirds"),
    (3.0 / 4.0, "three quarters"),
];

/// How near a part has to be to go by its name.
const NEAR: f64 = 0.025;

/// Where the pay lies by an entry, who says so, and how long ago.
pub fn sentence(pay: &Salary, one: &Compared, sources: &mut Sources) -> StyledText {
    let amount = display::amount(pay.amount);
    let group = one.entry.pay.population.as_ref().map(|group| {
        let group = group.trim_end_matches('.');
        format!(" The figures describe a wider group: {group}.")
    });
    StyledText::strong(format!(
        "{} {amount} {}",
        pay.terms.currency, pay.terms.basis
    ))
    .plain(format!(" is {}", place(pay.amount, one)))
    .plain(source(&one.entry, sources))
    .then(sources.mark(&one.entry.pay.cited))
    .plain(".")
    .plain(group.unwrap_or_default())
}

fn place(amount: u64, one: &Compared) -> String {
    let midpoint = one.entry.midpoint;
    let beside = midpoint.map(|midpoint| {
        let midpoint = display::quantity(midpoint);
        format!("{} the midpoint of {midpoint}", beside(amount, one))
    });
    let parts: Vec<String> = beside.into_iter().chain(within(amount, one)).collect();
    parts.join(" and ")
}

fn beside(amount: u64, one: &Compared) -> String {
    #[expect(clippy::cast_precision_loss, reason = "amounts stay below 2^53")]
    let exact = amount as f64;
    let midpoint = one.entry.midpoint.map_or(0.0, |midpoint| midpoint.0);
    let side = match exact.total_cmp(&midpoint) {
        Ordering::Less => "below",
        Ordering::Equal => return "exactly".to_owned(),
        Ordering::Greater if midpoint <= 0.0 => return "above".to_owned(),
        Ordering::Greater => "above",
    };
    let ratio = exact / midpoint;
    if ratio >= 2.0 {
        let times = display::quantity(Number((ratio * 10.0).round() / 10.0));
        return format!("{times} times");
    }
    format!("{} {side}", share((ratio - 1.0).abs()))
}

/// A share in whole percent; what is not nothing is never 0, and what is not all is never 100.
fn share(part: f64) -> String {
    let percent = (part * 100.0).round();
    if percent < 1.0 {
        "less than 1 %".to_owned()
    } else if part < 1.0 && percent > 99.0 {
        "more than 99 %".to_owned()
    } else {
        format!("{percent} %")
    }
}

/// In the range, or beside the one end of it that is known.
fn within(amount: u64, one: &Compared) -> Option<String> {
    let pay = &one.entry.pay;
    match (pay.low, pay.high) {
        (Some(low), Some(high)) if low < high => Some(in_range(amount, low, high, one)),
        (Some(low), None) => Some(end(amount, low, "lower")),
        (None, Some(high)) => Some(end(amount, high, "upper")),
        _ => None,
    }
}

fn in_range(amount: u64, low: u64, high: u64, one: &Compared) -> String {
    let range = range(low, high, &one.entry.pay);
    let apart = |apart: u64| display::amount(apart);
    if amount < low {
        return format!("{} below {range}", apart(low - amount));
    }
    if amount > high {
        return format!("{} above {range}", apart(amount - high));
    }
    if amount == low {
        return format!("at the lower end of {range}");
    }
    if amount == high {
        return format!("at the upper end of {range}");
    }
    let part = one.range_penetration.map_or(0.0, |part| part.0);
    let percent = share(part);
    let near = PARTS.iter().find(|(known, _)| (part - known).abs() <= NEAR);
    match near {
        Some((_, name)) => format!("about {name} of the way ({percent}) into {range}"),
        None => format!("{percent} of the way into {range}"),
    }
}

fn range(low: u64, high: u64, pay: &Pay) -> String {
    let which = pay.range.as_ref().map(|range| format!(" ({range})"));
    let which = which.unwrap_or_default();
    let (low, high) = (display::amount(low), display::amount(high));
    format!("the range from {low} to {high}{which}")
}

fn end(amount: u64, end: u64, which: &str) -> String {
    let apart = display::amount(amount.abs_diff(end));
    let end_written = display::amount(end);
    match amount.cmp(&end) {
        Ordering::Less => format!("{apart} below the {which} end of {end_written}"),
        Ordering::Equal => format!("at the {which} end of {end_written}"),
        Ordering::Greater => format!("{apart} above the {which} end of {end_written}"),
    }
}

/// Who says so, as of when, and how long ago that was.
fn source(entry: &PayEntry, sources: &Sources) -> String {
    let cited = &entry.pay.cited;
    let id = cited.source.as_deref();
    let source = id.and_then(|id| sources.known(id));
    let who = source.map(|source| source.publisher.as_ref().unwrap_or(&source.title));
    let ago = display::age(entry).map(|age| format!(", {age} ago"));
    let ago = ago.unwrap_or_default();
    match (who, &cited.as_of) {
        (Some(who), Some(date)) => format!(", according to {who} {} {date}{ago}", when(date)),
        (Some(who), None) => format!(", according to {who}, undated"),
        (None, Some(date)) => format!(", according to a figure of {date}{ago} without a source"),
        (None, None) => ", according to a figure without a source or a date".to_owned(),
    }
}

/// In a year or a month, on a day.
fn when(date: &str) -> &'static str {
    if date.len() > "2026-11".len() {
        "on"
    } else {
        "in"
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        query::{Cited, PayTerms},
        vocabulary::Basis,
    };

    use super::*;

    fn entry(low: Option<u64>, mid: Option<u64>, high: Option<u64>) -> PayEntry {
        #[expect(clippy::cast_precision_loss, reason = "amounts stay below 2^53")]
        let midpoint = mid.map(|mid| Number(mid as f64));
        PayEntry {
            pay: Pay {
                low,
                mid,
                high,
                terms: PayTerms {
                    currency: "USD".into(),
                    basis: Basis::Base,
                    region: None,
                },
                range: Some("P25-P75".into()).filter(|_| low.and(high).is_some()),
                sample: None,
                population: None,
                cited: Cited::default(),
                note: None,
            },
            midpoint,
            age_months: None,
            age_at_least: false,
        }
    }

    fn said_of(amount: u64, ends: (Option<u64>, Option<u64>), mid: Option<u64>) -> String {
        let (low, high) = ends;
        #[expect(clippy::cast_precision_loss, reason = "amounts stay below 2^53")]
        let part = low
            .zip(high)
            .map(|(low, high)| (amount as f64 - low as f64) / (high as f64 - low as f64));
        let one = Compared {
            entry: entry(low, mid, high),
            compa_ratio: None,
            range_penetration: part.map(Number),
            position: None,
        };
        place(amount, &one)
    }

    #[test]
    fn every_place_has_its_words() {
        let ends = (Some(100), Some(200));
        let range = "the range from 100 to 200 (P25-P75)";
        for (amount, beside, within) in [
            (90, "40 % below", "10 below"),
            (100, "33 % below", "at the lower end of"),
            (125, "17 % below", "about a quarter of the way (25 %) into"),
            (150, "exactly", "about half of the way (50 %) into"),
            (160, "7 % above", "60 % of the way into"),
            (200, "33 % above", "at the upper end of"),
            (450, "3 times", "250 above"),
        ] {
            let expected = format!("{beside} the midpoint of 150 and {within} {range}");
            assert_eq!(said_of(amount, ends, Some(150)), expected);
        }
    }

    #[test]
    fn what_is_not_known_is_not_said() {
        let alone = |amount, mid| said_of(amount, (None, None), Some(mid));
        assert_eq!(alone(100, 100), "exactly the midpoint of 100");
        assert_eq!(
            alone(10_000, 10_001),
            "less than 1 % below the midpoint of 10,001"
        );
        assert_eq!(
            alone(1, 1_000_000),
            "more than 99 % below the midpoint of 1,000,000"
        );
        assert_eq!(alone(0, 100), "100 % below the midpoint of 100");
        assert_eq!(alone(1, 0), "above the midpoint of 0");
        assert_eq!(
            said_of(90, (Some(100), None), None),
            "10 below the lower end of 100"
        );
        assert_eq!(
            said_of(100, (None, Some(100)), None),
            "at the upper end of 100"
        );
        let same = said_of(90, (Some(100), Some(100)), Some(100));
        assert_eq!(same, "10 % below the midpoint of 100");
    }
}
