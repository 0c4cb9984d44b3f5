//! Numbers, and spans of hours and years.

use serde::{Serialize, Serializer, ser::SerializeStruct};

use super::Cited;

/// A number that is written without a fraction where it is whole.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Number(pub f64);

impl Number {
    /// A number with two digits after the point.
    pub fn rounded(value: f64) -> Self {
        Self((value * 100.0).round() / 100.0)
    }

    /// Years with four digits after the point: a day stays a day.
    pub fn years(value: f64) -> Self {
        Self((value * 10_000.0).round() / 10_000.0)
    }

    /// A ratio with four digits after the point. Where it ends on half a digit, the order in which its parts were
    /// added does not matter.
    pub fn ratio(value: f64) -> Self {
        let digits = (value * 1e10).round() / 1e6;
        Self(digits.round() / 1e4)
    }

    /// A ratio from 0 to 1 in whole percent; 100 only where it is 1.
    pub fn percent(self) -> f64 {
        let percent = (self.0 * 100.0).round().max(0.0);
        if self.0 < 1.0 {
            percent.min(99.0)
        } else {
            percent
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "only a whole number is converted"
    )]
    fn whole(self) -> Option<i64> {
        (self.0.fract() == 0.0 && self.0.abs() < 1e15).then_some(self.0 as i64)
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.whole() {
            Some(whole) => write!(f, "{whole}"),
            None => write!(f, "{}", self.0),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.0),
        }
    }
}

/// A range of years or hours with its source.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Span {
    /// The least; `null` in JSON where nothing is known.
    pub min: Number,
    /// The most; `null` where there is no end.
    pub max: Number,
    /// The source of the range.
    #[serde(flatten)]
    pub cited: Cited,
}

/// Study hours or weeks, or the years of a route, at the least and at the most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The least; `null` in JSON where nothing is known.
    pub min: Number,
    /// The most.
    pub max: Number,
    /// Whether a part is unknown, so that both ends are too low.
    pub at_least: bool,
    /// Whether a part rests on an estimate.
    pub estimated: bool,
}

impl Estimate {
    /// The least; `None` where nothing is known.
    pub fn known_min(&self) -> Option<Number> {
        (!self.at_least || self.min.0 > 0.0).then_some(self.min)
    }
}

impl Serialize for Estimate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut estimate = serializer.serialize_struct("Estimate", 4)?;
        estimate.serialize_field("min", &self.known_min())?;
        estimate.serialize_field("max", &self.max)?;
        estimate.serialize_field("at_least", &self.at_least)?;
        estimate.serialize_field("estimated", &self.estimated)?;
        estimate.end()
    }
}
