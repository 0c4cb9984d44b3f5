//! One person's pay compared with one pay entry.

use serde::Serialize;

use crate::{
    model::{self, Day, Ladder, PayRange, PayTerms, months_between},
    query::{
        answer::{Number, Pay},
        answer_builder::AnswerBuilder,
    },
    vocabulary::{NotComparedReason, RangePosition},
};

/// A pay entry of a role, and its age.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PayEntry {
    /// The entry.
    #[serde(rename = "entry")]
    pub pay: Pay,
    /// The stated midpoint, else the mean of both ends.
    pub midpoint: Option<Number>,
    /// Whole months since the last day of its date; `null` without a date or for a later one.
    pub age_months: Option<u32>,
    /// Whether the date is a month or a year, so that the entry can be older.
    pub age_at_least: bool,
}

/// An entry on the same basis, in the same currency and region as the person's pay.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compared {
    /// The entry.
    #[serde(flatten)]
    pub entry: PayEntry,
    /// Pay ÷ midpoint of an employer's own band; `null` for any other entry.
    pub compa_ratio: Option<Number>,
    /// (Pay − low) ÷ (high − low) in an employer's own band: below 0 under it, above 1 over it.
    pub range_penetration: Option<Number>,
    /// Pay ÷ midpoint of any other entry.
    pub market_ratio: Option<Number>,
    /// The percentiles that the pay lies between; `null` where the entry states none.
    pub percentiles: Option<Percentiles>,
    /// The position of the pay in the range; `null` where the known ends do not determine it.
    pub position: Option<RangePosition>,
}

/// The percentiles of a market that an amount lies between.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Percentiles {
    /// The percentile below the amount; `null` under the lowest that is known.
    pub low: Option<u8>,
    /// The percentile above the amount; `null` over the highest that is known.
    pub high: Option<u8>,
}

/// An entry that the person's pay cannot be compared with.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NotCompared {
    /// The entry.
    #[serde(flatten)]
    pub entry: PayEntry,
    /// Why not.
    pub reasons: Vec<NotComparedReason>,
}

/// An entry as answers show it.
pub(super) fn pay_entry(builder: &mut AnswerBuilder, entry: &model::Pay, as_of: Day) -> PayEntry {
    let date = builder.ladder.dated(entry);
    let begun = date.filter(|date| date.first_day() <= as_of);
    PayEntry {
        midpoint: entry.midpoint().map(Number),
        age_months: begun.map(|date| months_between(date.last_day(), as_of)),
        age_at_least: begun.is_some_and(|date| date.first_day() != date.last_day()),
        pay: builder.listed_pay(entry, as_of),
    }
}

/// Why a person's pay cannot be compared with an entry; empty where it can.
pub(super) fn reasons(
    ladder: &Ladder,
    pay: Option<&model::Salary>,
    entry: &model::Pay,
    as_of: Day,
) -> Vec<NotComparedReason> {
    let mut reasons = match pay {
        Some(pay) => differences(&pay.terms, &entry.terms),
        None => vec![NotComparedReason::PayUnknown],
    };
    if !ladder.is_known_on(entry, as_of) {
        reasons.push(NotComparedReason::DatedLater);
    }
    if entry.occupation.is_some() {
        reasons.push(NotComparedReason::Occupation);
    }
    reasons
}

/// Compares an amount with an entry on the same terms.
pub(super) fn compare(amount: f64, entry: &model::Pay, shown: PayEntry) -> Compared {
    let below = entry.low.is_some_and(|low| amount < low);
    let above = entry.high.is_some_and(|high| amount > high);
    let position = match (below, above) {
        (true, _) => Some(RangePosition::Below),
        (_, true) => Some(RangePosition::Above),
        _ => entry.low.and(entry.high).map(|_| RangePosition::Within),
    };
    let is_band = entry.range == Some(PayRange::Band);
    let midpoint = entry.midpoint().filter(|midpoint| *midpoint > 0.0);
    let ratio = midpoint.map(|midpoint| rounded(amount / midpoint));
    let range = entry.low.zip(entry.high).filter(|(low, high)| low < high);
    let penetration = range.map(|(low, high)| rounded((amount - low) / (high - low)));
    Compared {
        compa_ratio: ratio.filter(|_| is_band),
        range_penetration: penetration.filter(|_| is_band),
        market_ratio: ratio.filter(|_| !is_band),
        percentiles: percentiles(entry.range.as_ref(), position),
        position,
        entry: shown,
    }
}

fn percentiles(range: Option<&PayRange>, position: Option<RangePosition>) -> Option<Percentiles> {
    let Some(PayRange::Percentiles { low, high }) = range else {
        return None;
    };
    let (low, high) = match position? {
        RangePosition::Below => (None, Some(*low)),
        RangePosition::Within => (Some(*low), Some(*high)),
        RangePosition::Above => (Some(*high), None),
    };
    Some(Percentiles { low, high })
}

fn differences(one: &PayTerms, other: &PayTerms) -> Vec<NotComparedReason> {
    let differences = [
        (one.basis != other.basis, NotComparedReason::OtherBasis),
        (
            one.currency != other.currency,
            NotComparedReason::OtherCurrency,
        ),
        (
            !one.is_in(other.region.as_deref()),
            NotComparedReason::OtherRegion,
        ),
    ];
    let found = differences.into_iter().filter(|(differ, _)| *differ);
    found.map(|(_, reason)| reason).collect()
}

/// Keeps four digits after the point.
fn rounded(ratio: f64) -> Number {
    Number((ratio * 10_000.0).round() / 10_000.0)
}

#[cfg(test)]
mod tests {
    use crate::{
        model::{Date, Salary},
        vocabulary::Basis,
    };

    use super::*;

    /// The largest amount.
    const MOST: &str = "10000000000000";

    fn terms() -> PayTerms {
        PayTerms {
            basis: Basis::Base,
            currency: "USD".into(),
            region: Some("US".into()),
        }
    }

    fn entry(low: Option<f64>, mid: Option<f64>, high: Option<f64>) -> model::Pay {
        model::Pay {
            low,
            mid,
            high,
            stated: None,
            terms: terms(),
            range: Some(PayRange::Band),
            sample: None,
            population: None,
            occupation: None,
            as_of: None,
            source: None,
            note: None,
        }
    }

    fn today() -> Day {
        Day::constant(2026, 11, 20)
    }

    fn shown(entry: &model::Pay) -> PayEntry {
        pay_entry(&mut AnswerBuilder::new(&Ladder::default()), entry, today())
    }

    fn against(entry: &model::Pay) -> Vec<NotComparedReason> {
        let pay = Salary {
            amount: 100.0,
            terms: terms(),
            stated: None,
        };
        reasons(&Ladder::default(), Some(&pay), entry, today())
    }

    #[test]
    fn a_figure_that_cannot_be_worked_out_is_unknown() {
        use RangePosition::{Above, Below, Within};
        for (amount, [low, mid, high], [ratio, penetration], position) in [
            ("150", ["100", "200", "300"], ["0.75", "0.25"], Some(Within)),
            ("100", ["100", "-", "300"], ["0.5", "0"], Some(Within)),
            ("90", ["100", "-", "200"], ["0.6", "-0.1"], Some(Below)),
            ("250", ["100", "-", "200"], ["1.6667", "1.5"], Some(Above)),
            ("100", ["100", "-", "100"], ["1", "-"], Some(Within)),
            ("99", ["100", "-", "100"], ["0.99", "-"], Some(Below)),
            ("100", ["-", "100", "-"], ["1", "-"], None),
            ("99", ["100", "-", "-"], ["-", "-"], Some(Below)),
            ("101", ["100", "-", "-"], ["-", "-"], None),
            ("101", ["-", "-", "100"], ["-", "-"], Some(Above)),
            ("0", ["0", "-", "0"], ["-", "-"], Some(Within)),
            ("1", ["-", "0", "-"], ["-", "-"], None),
            (MOST, ["0", "-", MOST], ["2", "1"], Some(Within)),
        ] {
            let read = |amount: &str| amount.parse().ok();
            let entry = entry(read(low), read(mid), read(high));
            let found = compare(read(amount).expect("an amount"), &entry, shown(&entry));
            let written = |number: Option<Number>| number.map_or("-".into(), |it| it.to_string());
            assert_eq!(written(found.compa_ratio), ratio, "{amount}");
            assert_eq!(written(found.range_penetration), penetration, "{amount}");
            assert_eq!(found.position, position, "{amount}");
        }
    }

    #[test]
    fn a_market_has_a_ratio_and_percentiles() {
        let mut entry = entry(Some(100.0), Some(160.0), Some(200.0));
        for (range, amount, [low, high]) in [
            ("P25-P75", 80.0, [None, Some(25)]),
            ("P25-P75", 100.0, [Some(25), Some(75)]),
            ("P10-P90", 240.0, [Some(90), None]),
            ("neither", 240.0, [None, None]),
        ] {
            entry.range = PayRange::read(range);
            let found = compare(amount, &entry, shown(&entry));
            assert_eq!(found.market_ratio, Some(Number(amount / 160.0)));
            assert_eq!(found.compa_ratio.or(found.range_penetration), None);
            let between = found.percentiles.map(|it| [it.low, it.high]);
            assert_eq!(between.unwrap_or_default(), [low, high], "{range} {amount}");
        }
    }

    #[test]
    fn every_reason_is_named() {
        use NotComparedReason::{DatedLater, Occupation, OtherBasis, OtherCurrency, OtherRegion};

        let mut other = entry(None, Some(100.0), None);
        other.terms.region = Some("us".into());
        assert!(against(&other).is_empty(), "regions compare in any case");
        other.terms = PayTerms {
            basis: Basis::Total,
            currency: "GBP".into(),
            region: None,
        };
        other.as_of = Some(Date::Year(2027));
        other.occupation = Some("software developers".into());
        assert_eq!(
            against(&other),
            [
                OtherBasis,
                OtherCurrency,
                OtherRegion,
                DatedLater,
                Occupation
            ]
        );
    }

    #[test]
    fn an_age_counts_from_the_last_day_that_a_date_can_mean() {
        for (date, months, at_least) in [
            ("2025-01-19", Some(22), false),
            ("2025-01-21", Some(21), false),
            ("2023-09", Some(37), true),
            ("2024", Some(22), true),
            ("2026", Some(0), true),
            ("2027", None, false),
        ] {
            let mut dated = entry(None, Some(100.0), None);
            dated.as_of = Date::parse(date);
            let entry = shown(&dated);
            assert_eq!(
                (entry.age_months, entry.age_at_least),
                (months, at_least),
                "{date}"
            );
        }
    }
}
