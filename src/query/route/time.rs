//! Time: whole numbers in the search, years in answers.

use crate::query::answer::{Estimate, Number};

/// Time in parts of a year. They are so small that the rounding of thirds of a year never reaches
/// `TIME_UNIT`, by which times are compared.
pub type Ticks = i128;

/// The ticks of a year: twelve months of 31 days, as the calendar axis has them (`model::day_after`).
pub const YEAR: Ticks = 12 * 31 * 3_000 * TIME_UNIT;

/// About half a minute, in ticks: times that differ by less are equal. Days, months and the usual
/// fractions of a year are whole multiples of it.
pub const TIME_UNIT: Ticks = 10_000_000_000;

/// Years above which a time counts as this many.
const MAX_YEARS: f64 = 9_000.0;

/// The most of a duration without a limit: so much that it has none after elapsed time is taken off.
const UNLIMITED: Ticks = 2 * NO_LIMIT;

/// The most of a duration from which on there is no limit.
const NO_LIMIT: Ticks = 1_000_000_000 * YEAR;

/// Ticks as whole time units: how times are compared.
pub fn time_units(ticks: Ticks) -> Ticks {
    (ticks + TIME_UNIT / 2).div_euclid(TIME_UNIT)
}

/// Whether two durations, each with its least and its most, are told apart.
pub fn differ(one: [Ticks; 2], other: [Ticks; 2]) -> bool {
    one.map(time_units) != other.map(time_units)
}

/// Years as ticks, from 0 on; infinite years have no limit.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "years are clamped to a few thousand"
)]
pub fn ticks(years: f64) -> Ticks {
    if years.is_infinite() {
        return UNLIMITED;
    }
    (years.clamp(0.0, MAX_YEARS) * YEAR as f64).round() as Ticks
}

/// Ticks as years.
#[expect(
    clippy::cast_precision_loss,
    reason = "years are shown with four digits"
)]
pub fn years(ticks: Ticks) -> f64 {
    ticks as f64 / YEAR as f64
}

/// The most of a duration in years; `None` where it has no limit.
pub fn most(ticks: Ticks) -> Option<f64> {
    (!is_unlimited(ticks)).then(|| years(ticks))
}

/// Whether the most of a duration has no limit.
pub fn is_unlimited(ticks: Ticks) -> bool {
    ticks >= NO_LIMIT
}

/// A duration in years from ticks, the least and the most added up separately. Where a part is unknown,
/// it has no most.
pub fn duration(ticks: [Ticks; 2], at_least: bool, estimated: bool) -> Estimate {
    // A longer time before one move can shorten the next: the most of a move can be below its least.
    let (min, max) = (ticks[0].min(ticks[1]), ticks[0].max(ticks[1]));
    let max = most(max).filter(|_| !at_least);
    Estimate {
        min: Number::years(years(min)),
        max: max.map_or(Number(f64::INFINITY), Number::years),
        at_least,
        estimated,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_limit_stays_none_after_time_is_taken_off() {
        let unlimited = ticks(f64::INFINITY);
        assert_eq!(most(unlimited), None);
        assert_eq!(most(unlimited - ticks(1.5)), None);
        assert_eq!(most(unlimited + ticks(2.0) - ticks(90.0)), None);
        assert_eq!(most(ticks(90.0)), Some(90.0));
    }
}
