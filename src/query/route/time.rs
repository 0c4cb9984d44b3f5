//! Time: whole numbers in the search, years in answers.

use serde::Serialize;

use crate::query::answer::Number;

/// Time in parts of a year. They are so small that the rounding of thirds of a year never reaches
/// `TIME_UNIT`, by which times are compared.
pub type Ticks = i128;

/// The ticks of a year: twelve months of whole ticks.
pub const YEAR: Ticks = 12_000_000_000_000_000;

/// Half a minute, in ticks: times that differ by less are equal. Months and the usual fractions of a
/// year are whole multiples of it.
pub const TIME_UNIT: Ticks = 10_000_000_000;

/// Years above which a time counts as this many.
const MAX_YEARS: f64 = 9_000.0;

/// Ticks as whole time units: how times are compared.
pub fn time_units(ticks: Ticks) -> Ticks {
    (ticks + TIME_UNIT / 2).div_euclid(TIME_UNIT)
}

/// Years as ticks, from 0 on.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "years are clamped to a few thousand"
)]
pub fn ticks(years: f64) -> Ticks {
    (years.clamp(0.0, MAX_YEARS) * YEAR as f64).round() as Ticks
}

/// Ticks as years.
#[expect(
    clippy::cast_precision_loss,
    reason = "years are shown with two digits"
)]
pub fn years(ticks: Ticks) -> f64 {
    ticks as f64 / YEAR as f64
}

/// A duration in years, the least and the most added up separately.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Time {
    /// The least, in years.
    pub min: Number,
    /// The most, in years.
    pub max: Number,
    /// Whether a part has an unknown duration, so that both ends are too low.
    pub at_least: bool,
}

/// A duration from ticks, least and most.
pub fn duration(ticks: [Ticks; 2], at_least: bool) -> Time {
    let [one, other] = ticks.map(|ticks| Number::rounded(years(ticks)));
    // A longer wait before one move can shorten the next: the most of a move can be below its least.
    let (min, max) = if one <= other {
        (one, other)
    } else {
        (other, one)
    };
    Time { min, max, at_least }
}
