//! Pay ranges, and which of them may be compared.

use smol_str::SmolStr;

use super::{Date, SourceIndex};

/// What is paid in a role according to one source.
#[derive(Debug)]
pub struct Pay {
    pub low: Option<u64>,
    pub mid: Option<u64>,
    pub high: Option<u64>,
    pub terms: PayTerms,
    /// Which part of the population lies between `low` and `high`.
    pub range: Option<SmolStr>,
    pub sample: Option<u64>,
    /// Whom the figures describe, when that is not exactly this role.
    pub population: Option<SmolStr>,
    pub as_of: Option<Date>,
    pub source: Option<SourceIndex>,
    pub note: Option<SmolStr>,
}

impl Pay {
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

/// Two figures are only ever compared when all three agree.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PayTerms {
    pub basis: Basis,
    pub currency: SmolStr,
    pub region: Option<SmolStr>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    Base,
    Total,
}

impl Basis {
    pub const ALL: [Self; 2] = [Self::Base, Self::Total];

    pub fn name(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Total => "total",
        }
    }
}
