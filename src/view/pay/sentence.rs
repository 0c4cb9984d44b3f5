//! A person's place in a range, in the words in which one would say it.

use std::cmp::Ordering;

use crate::query::{Compared, Number, Pay, PayEntry, PayRange, Salary};

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
    let amount = display::money(pay.amount);
    let group = one.entry.pay.population.as_ref().map(|group| {
        let group = group.trim_end_matches('.');
        format!(" The figures describe a wider group: {group}.")
    });
    StyledText::strong(format!(
        "{} {amount} {}",
        pay.terms.currency, pay.terms.basis
    ))
    .plain(stated(pay).unwrap_or_default())
    .plain(format!(" is {}", place(pay.amount, one)))
    .plain(source(&one.entry, sources))
    .then(sources.mark(&one.entry.pay.cited))
    .plain(".")
    .plain(group.unwrap_or_default())
}

/// ` a year (132,000, paid for 80 % of full time)`, where the profile states something else than a year
/// at full time.
fn stated(pay: &Salary) -> Option<String> {
    let stated = pay.stated.as_ref()?;
    let amount = display::money(stated.amount);
    let times = display::times(stated.per, stated.per_year);
    let part = match stated.fte {
        Number(1.0) => String::new(),
        fte => format!(", paid for {} of full time", display::percent(fte)),
    };
    Some(format!(" a year ({amount}{times}{part})"))
}

fn place(amount: Number, one: &Compared) -> String {
    let midpoint = one.entry.midpoint;
    let beside = midpoint.map(|midpoint| {
        let mut beside = beside(amount.0, midpoint.0);
        if beside.starts_with(|first: char| first.is_ascii_digit()) {
            beside.insert_str(0, display::mark_of(&one.entry.pay));
        }
        let midpoint = display::money_of(&one.entry.pay, midpoint);
        format!("{beside} the midpoint of {midpoint}")
    });
    let parts: Vec<String> = beside.into_iter().chain(within(amount, one)).collect();
    parts.join(" and ")
}

fn beside(amount: f64, midpoint: f64) -> String {
    let side = match amount.total_cmp(&midpoint) {
        Ordering::Less => "below",
        Ordering::Equal => return "exactly".to_owned(),
        Ordering::Greater if midpoint <= 0.0 => return "above".to_owned(),
        Ordering::Greater => "above",
    };
    let ratio = amount / midpoint;
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
fn within(amount: Number, one: &Compared) -> Option<String> {
    let pay = &one.entry.pay;
    let [lower, upper] = match &pay.range {
        Some(PayRange::Percentiles { low, high }) => {
            [low, high].map(|percentile| format!("percentile {percentile}"))
        }
        _ => ["the lower end", "the upper end"].map(str::to_owned),
    };
    match (pay.low, pay.high) {
        (Some(low), Some(high)) if low < high => {
            let are_percentiles = matches!(pay.range, Some(PayRange::Percentiles { .. }));
            Some(if !are_percentiles {
                in_range(amount, low, high, pay)
            } else if amount <= low {
                end(amount, low, &lower, pay)
            } else if amount >= high {
                end(amount, high, &upper, pay)
            } else {
                let ends = [low, high].map(|end| display::money_of(pay, end));
                format!("between {lower} ({}) and {upper} ({})", ends[0], ends[1])
            })
        }
        (Some(low), None) => Some(end(amount, low, &lower, pay)),
        (None, Some(high)) => Some(end(amount, high, &upper, pay)),
        _ => None,
    }
}

fn in_range(amount: Number, low: Number, high: Number, pay: &Pay) -> String {
    let range = match &pay.range {
        Some(PayRange::Band) => "the band",
        _ => "the range",
    };
    let range = format!(
        "{range} from {} to {}",
        display::money_of(pay, low),
        display::money_of(pay, high)
    );
    if amount < low {
        return format!("{} below {range}", apart(amount, low, pay));
    }
    if amount > high {
        return format!("{} above {range}", apart(amount, high, pay));
    }
    if amount == low {
        return format!("at the lower end of {range}");
    }
    if amount == high {
        return format!("at the upper end of {range}");
    }
    let part = (amount.0 - low.0) / (high.0 - low.0);
    let percent = format!("{}{}", display::mark_of(pay), share(part));
    let near = PARTS.iter().find(|(known, _)| (part - known).abs() <= NEAR);
    match near {
        Some((_, name)) => format!("about {name} of the way ({percent}) into {range}"),
        None => format!("{percent} of the way into {range}"),
    }
}

fn apart(one: Number, other: Number, pay: &Pay) -> String {
    display::money_of(pay, Number((one.0 - other.0).abs()))
}

fn end(amount: Number, end: Number, which: &str, pay: &Pay) -> String {
    let written = display::money_of(pay, end);
    match amount.0.total_cmp(&end.0) {
        Ordering::Less => format!("{} below {which} of {written}", apart(amount, end, pay)),
        Ordering::Equal => format!("at {which} of {written}"),
        Ordering::Greater => format!("{} above {which} of {written}", apart(amount, end, pay)),
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

    fn said_of(
        amount: f64,
        ends: (Option<f64>, Option<f64>),
        mid: Option<f64>,
        range: Option<PayRange>,
    ) -> String {
        let (low, high) = ends;
        let one = Compared {
            entry: PayEntry {
                pay: Pay {
                    low: low.map(Number),
                    mid: mid.map(Number),
                    high: high.map(Number),
                    stated: None,
                    terms: PayTerms {
                        currency: "USD".into(),
                        basis: Basis::Base,
                        region: None,
                    },
                    range,
                    sample: None,
                    population: None,
                    occupation: None,
                    cited: Cited::default(),
                    dated_later: false,
                    note: None,
                },
                midpoint: mid.map(Number),
                age_months: None,
                age_at_least: false,
            },
            compa_ratio: None,
            range_penetration: None,
            market_ratio: None,
            percentiles: None,
            position: None,
        };
        place(Number(amount), &one)
    }

    #[test]
    fn every_place_has_its_words() {
        let ends = (Some(100.0), Some(200.0));
        for (amount, beside, within) in [
            (90.0, "40 % below", "10 below"),
            (100.0, "33 % below", "at the lower end of"),
            (
                125.0,
                "17 % below",
                "about a quarter of the way (25 %) into",
            ),
            (150.0, "exactly", "about half of the way (50 %) into"),
            (160.0, "7 % above", "60 % of the way into"),
            (200.0, "33 % above", "at the upper end of"),
            (450.0, "3 times", "250 above"),
        ] {
            let found = said_of(amount, ends, Some(150.0), Some(PayRange::Band));
            let range = "the band from 100 to 200";
            let expected = format!("{beside} the midpoint of 150 and {within} {range}");
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_market_has_percentiles() {
        let percentiles = PayRange::Percentiles { low: 25, high: 75 };
        for (amount, within) in [
            (90.0, "10 below percentile 25 of 100"),
            (100.0, "at percentile 25 of 100"),
            (150.0, "between percentile 25 (100) and percentile 75 (200)"),
            (200.0, "at percentile 75 of 200"),
            (250.5, "50.50 above percentile 75 of 200"),
        ] {
            let ends = (Some(100.0), Some(200.0));
            assert_eq!(
                said_of(amount, ends, None, Some(percentiles.clone())),
                within
            );
        }
    }

    #[test]
    fn what_is_not_known_is_not_said() {
        let alone = |amount, mid| said_of(amount, (None, None), Some(mid), None);
        assert_eq!(alone(100.0, 100.0), "exactly the midpoint of 100");
        assert_eq!(
            alone(10_000.0, 10_001.0),
            "less than 1 % below the midpoint of 10,001"
        );
        assert_eq!(
            alone(1.0, 1_000_000.0),
            "more than 99 % below the midpoint of 1,000,000"
        );
        assert_eq!(alone(0.0, 100.0), "100 % below the midpoint of 100");
        assert_eq!(alone(1.0, 0.0), "above the midpoint of 0");
        assert_eq!(
            said_of(90.0, (Some(100.0), None), None, None),
            "10 below the lower end of 100"
        );
        assert_eq!(
            said_of(100.0, (None, Some(100.0)), None, None),
            "at the upper end of 100"
        );
        let same = said_of(90.0, (Some(100.0), Some(100.0)), Some(100.0), None);
        assert_eq!(same, "10 % below the midpoint of 100");
    }
}
