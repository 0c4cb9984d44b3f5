//! Pay.

use serde::Serialize;
use smol_str::SmolStr;

use crate::{
    model::{PayRange, PayTerms, midpoint},
    vocabulary::{Incomparable, PayPeriod},
};

use super::{Cited, Number};

/// A pay entry of a role, in currency units a year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pay {
    /// The low end of the range.
    pub low: Option<Number>,
    /// The stated midpoint.
    pub mid: Option<Number>,
    /// The high end of the range.
    pub high: Option<Number>,
    /// The amounts as the ladder states them; `null` where they are a year's.
    pub stated: Option<StatedPay>,
    /// Currency, basis and region.
    #[serde(flatten)]
    pub terms: PayTerms,
    /// What the ends of the range are, such as `band` or `P25-P75`.
    pub range: Option<PayRange>,
    /// The number of people in the sample.
    pub sample: Option<u64>,
    /// The wider group that the figures describe; `null` for exactly this role.
    pub population: Option<SmolStr>,
    /// The whole occupation that the figures describe; such an entry is never the figure of the role.
    pub occupation: Option<SmolStr>,
    /// The source of the figures.
    #[serde(flatten)]
    pub cited: Cited,
    /// Whether the entry is dated later than the day of the answer.
    pub dated_later: bool,
    /// A note on the entry.
    pub note: Option<SmolStr>,
}

/// Amounts as a ladder states them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatedPay {
    /// The low end of the range.
    pub low: Option<Number>,
    /// The stated midpoint.
    pub mid: Option<Number>,
    /// The high end of the range.
    pub high: Option<Number>,
    /// The time that the amounts are for.
    pub per: PayPeriod,
    /// How many of that time make a full-time year.
    pub per_year: Number,
}

impl Pay {
    /// The stated midpoint, else the mean of both ends.
    pub fn midpoint(&self) -> Option<f64> {
        let [low, mid, high] = [self.low, self.mid, self.high].map(|it| it.map(|it| it.0));
        midpoint(low, mid, high)
    }

    /// Whether the figures describe exactly the people in the role.
    pub fn is_of_role(&self) -> bool {
        self.population.is_none() && self.occupation.is_none()
    }
}

/// A pay entry among those of a role.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListedPay {
    /// The entry.
    #[serde(flatten)]
    pub pay: Pay,
    /// Whether it is the one figure of the role on its basis, in the region and currency that count.
    pub is_figure: bool,
}

/// The pay of two roles on the same basis, in the same currency and region.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PayChange {
    /// The difference of the midpoints, in currency units a year; `null` where they are not compared.
    pub amount: Option<Number>,
    /// Why they are not compared.
    pub reason: Option<Incomparable>,
    /// Currency, basis and region.
    #[serde(flatten)]
    pub terms: PayTerms,
    /// The pay entry before the move; `null` where the role has no figure.
    pub from: Option<Pay>,
    /// The pay entry after the move; `null` where the role has no figure.
    pub to: Option<Pay>,
}

impl PayChange {
    /// Whether one of the figures is an estimate.
    pub fn is_estimated(&self) -> bool {
        let mut ends = [&self.from, &self.to].into_iter().flatten();
        ends.any(|pay| pay.cited.estimated)
    }
}
