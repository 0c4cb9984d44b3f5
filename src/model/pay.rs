//! Pay ranges, and the terms on which they are comparable.

use std::fmt;

use serde::Serialize;
use smol_str::SmolStr;

use crate::vocabulary::{Basis, PayPeriod};

use super::{Date, SourceIndex};

/// Pay for a role according to one source; amounts a year in units of the currency, in hundredths at
/// the finest.
#[derive(Debug)]
pub struct Pay {
    /// The lower end of the range.
    pub low: Option<f64>,
    /// The middle of the range, such as the median.
    pub mid: Option<f64>,
    /// The upper end of the range.
    pub high: Option<f64>,
    /// The amounts as the file states them, where they are not a year's.
    pub stated: Option<StatedPay>,
    /// Basis, currency and region of the amounts.
    pub terms: PayTerms,
    /// What `low` and `high` mean, if stated.
    pub range: Option<PayRange>,
    /// The number of people, or of advertised bands, in the data.
    pub sample: Option<u64>,
    /// The people that the figures describe, if they are not exactly those in this role.
    pub population: Option<SmolStr>,
    /// The whole occupation that the figures describe: context, never the figure of the role.
    pub occupation: Option<SmolStr>,
    /// The date of the figures; `None`: that of the source.
    pub as_of: Option<Date>,
    /// The source of the figures.
    pub source: Option<SourceIndex>,
    /// A remark about this entry.
    pub note: Option<SmolStr>,
}

/// Amounts as a file states them.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedPay {
    /// The lower end of the range.
    pub low: Option<f64>,
    /// The middle of the range.
    pub mid: Option<f64>,
    /// The upper end of the range.
    pub high: Option<f64>,
    /// The time that the amounts are for.
    pub per: PayPeriod,
    /// How many of that time make a full-time year.
    pub per_year: f64,
}

/// What the ends of a range are.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PayRange {
    /// The employer's own range.
    Band,
    /// Percentiles of a market, such as 25 and 75.
    Percentiles {
        /// That of the lower end.
        low: u8,
        /// That of the upper end.
        high: u8,
    },
}

impl PayRange {
    /// Reads `band`, or two percentiles such as `P25-P75`.
    pub fn read(text: &str) -> Option<Self> {
        if text.trim().eq_ignore_ascii_case("band") {
            return Some(Self::Band);
        }
        let percentile = |text: &str| -> Option<u8> {
            let number = text.trim().strip_prefix(['P', 'p'])?.parse().ok()?;
            (1..=99).contains(&number).then_some(number)
        };
        let (low, high) = text.split_once(['-', '–'])?;
        let (low, high) = (percentile(low)?, percentile(high)?);
        (low < high).then_some(Self::Percentiles { low, high })
    }
}

impl fmt::Display for PayRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Band => f.write_str("band"),
            Self::Percentiles { low, high } => write!(f, "P{low}-P{high}"),
        }
    }
}

impl Serialize for PayRange {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Pay {
    /// The middle of a range: stated, else the mean of both ends.
    pub fn midpoint(&self) -> Option<f64> {
        midpoint(self.low, self.mid, self.high)
    }

    /// Whether the figures describe exactly the people in the role.
    pub fn is_of_role(&self) -> bool {
        self.population.is_none() && self.occupation.is_none()
    }
}

/// The middle of a range: stated, else the mean of both ends.
pub fn midpoint(low: Option<f64>, mid: Option<f64>, high: Option<f64>) -> Option<f64> {
    mid.or_else(|| Some(f64::midpoint(low?, high?)))
}

/// How many times as high an amount is as another one before one of both is doubted. Real ranges, and
/// the pay of roles with a move between them, lie closer together; a month for a year, a digit too many
/// and an hour for a year lie further apart.
const FAR: f64 = 8.0;

/// Above this factor an amount is for an hour rather than for a month.
const HOURLY: f64 = 100.0;

/// Whether two amounts are so far apart that one of them is doubted; an amount of 0 is none.
pub fn are_far_apart(one: f64, other: f64) -> bool {
    one.min(other) > 0.0 && one.max(other) >= FAR * one.min(other)
}

/// The period that an amount is probably for, where it is far below the usual amounts of a year.
pub fn likely_period(amount: f64, usual: f64) -> Option<PayPeriod> {
    let is_low = are_far_apart(amount, usual) && amount < usual;
    is_low.then_some(if usual < HOURLY * amount {
        PayPeriod::Month
    } else {
        PayPeriod::Hour
    })
}

/// An amount in whole hundredths of a unit.
pub fn hundredths(amount: f64) -> f64 {
    (amount * 100.0).round() / 100.0
}

/// The conditions of an amount; two amounts are compared only if all three are equal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PayTerms {
    /// ISO 4217 code.
    pub currency: SmolStr,
    /// Which parts of pay are included.
    pub basis: Basis,
    /// Where it is paid.
    pub region: Option<SmolStr>,
}

impl PayTerms {
    /// Whether the amount is paid in this region, in any case; `None` is the region of pay that names none.
    pub fn is_in(&self, region: Option<&str>) -> bool {
        match (region, &self.region) {
            (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
            (None, None) => true,
            _ => false,
        }
    }

    /// Whether amounts on both terms can be compared.
    pub fn match_with(&self, other: &Self) -> bool {
        self.basis == other.basis
            && self.currency == other.currency
            && self.is_in(other.region.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_and_bands_are_known_by_their_text() {
        let read = PayRange::read;
        assert_eq!(read("Band"), Some(PayRange::Band));
        for text in ["P25-P75", "p25 – p75"] {
            let percentiles = PayRange::Percentiles { low: 25, high: 75 };
            assert_eq!(read(text), Some(percentiles));
        }
        for other in ["P75-P25", "P0-P50", "25-75", "P25", "middle half"] {
            assert_eq!(read(other), None);
        }
        let written = read("p10-p90").map(|range| range.to_string());
        assert_eq!(written.as_deref(), Some("P10-P90"));
    }
}
