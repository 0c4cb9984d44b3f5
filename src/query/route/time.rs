//! Time, in whole numbers while it is counted, in years when it is told.

use serde::Serialize;

use crate::query::answer::Number;

/// Parts of a year in which time is counted: so small that what is lost where thirds of a year are
/// added up never comes near to what tells two times, or what they earn, apart.
pub type Ticks = i128;

/// A year, of twelve months of whole ticks.
pub const YEAR: Ticks = 12_000_000_000_000_000;

/// Half a minute: what differs by less is the same time. Months and usual fractions of a year are
/// whole multiples of it.
pub const SAME: Ticks = 10_000_000_000;

/// Time in parts of a year that tell two times apart.
pub fn same_time(ticks: Ticks) -> Ticks {
    (ticks + SAME / 2).div_euclid(SAME)
}

/// Years after which what takes longer never ends.
const MOST: f64 = 9_000.0;

/// Years as ticks, from 0 on.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a ladder counts in years, not in ages of the world"
)]
pub fn ticks(years: f64) -> Ticks {
    (years.clamp(0.0, MOST) * YEAR as f64).round() as Ticks
}

/// Ticks as years.
#[expect(
    clippy::cast_precision_loss,
    reason = "years are shown with two digits"
)]
pub fn years(ticks: Ticks) -> f64 {
    ticks as f64 / YEAR as f64
}

/// Years; the least and the most are totals separately.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Time {
    pub min: Number,
    pub max: Number,
    /// Whether a part of it is time that nobody states.
    pub at_least: bool,
}

pub fn span(ticks: [Ticks; 2], at_least: bool) -> Time {
    let [one, other] = ticks.map(|ticks| Number::rounded(years(ticks)));
    // Who waits longer at first may wait less later: the most of one move can be below its least.
    let (min, max) = if one <= other {
        (one, other)
    } else {
        (other, one)
    };
    Time { min, max, at_least }
}
