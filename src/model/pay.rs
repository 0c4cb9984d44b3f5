//! Pay ranges, and the terms on which they are comparable.

use serde::Serialize;
use smol_str::SmolStr;

use crate::vocabulary::Basis;

use super::{Date, SourceIndex};

/// Pay for a role according to one source; amounts per year in whole units of the currency.
#[derive(Debug)]
pub struct Pay {
    /// The lower end of the range.
    pub low: Option<u64>,
    /// The middle of the range, such as the median.
    pub mid: Option<u64>,
    /// The upper end of the range.
    pub high: Option<u64>,
    /// Basis, currency and region of the amounts.
    pub terms: PayTerms,
    /// What `low` and `high` mean, such as `25th to 75th percentile`.
    pub range: Option<SmolStr>,
    /// The number of people in the data.
    pub sample: Option<u64>,
    /// The people that the figures describe, if they are not exactly those in this role.
    pub population: Option<SmolStr>,
    /// The date of the figures; `None`: that of the source.
    pub as_of: Option<Date>,
    /// The source of the figures.
    pub source: Option<SourceIndex>,
    /// A remark about this entry.
    pub note: Option<SmolStr>,
}

impl Pay {
    /// The middle of a range: stated, else the mean of both ends.
    pub fn midpoint(&self) -> Option<f64> {
        midpoint(self.low, self.mid, self.high)
    }
}

/// The middle of a range: stated, else the mean of both ends.
pub fn midpoint(low: Option<u64>, mid: Option<u64>, high: Option<u64>) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "amounts stay below 2^53")]
    match (mid, low, high) {
        (Some(mid), _, _) => Some(mid as f64),
        (None, Some(low), Some(high)) => Some(f64::midpoint(low as f64, high as f64)),
        _ => None,
    }
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
}
