//! What is learnt at once: hours of study, or practice of a level.

use crate::{
    model::Span,
    query::{
        answer::Estimate,
        effort::{Hours, Time},
    },
};

use super::time::{Ticks, ticks};

/// The parts of an hour in which study is counted: thousandths.
pub const HOUR: f64 = 1e3;

/// Thousandths of an hour from which on the most of a sum has no limit.
const NO_LIMIT: i64 = 1_000_000_000_000_000;

/// Study weeks of a year.
const WEEKS: f64 = 52.0;

/// A unit of study or of practice.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unit {
    /// Thousandths of an hour, least and most.
    pub hours: [i64; 2],
    /// At the person's hours a week, least and most; 0 without hours a week.
    pub time: [Ticks; 2],
    /// Whether the hours are known. They are none where practice alone is stated.
    pub known: bool,
    /// Whether the hours rest on an estimate.
    pub estimated: bool,
    /// Whether it is practice that is an estimate, which is left out; its time is unknown.
    pub is_left_out: bool,
    /// For a unit of practice, the skill's clock and the rank of the level.
    pub practice: Option<(usize, usize)>,
}

impl Unit {
    /// Whether the hours are known, with or without estimates.
    pub fn is_known(&self, with_estimates: bool) -> bool {
        self.known && (with_estimates || !self.estimated)
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "hours of study are bounded where they are read"
    )]
    /// The study of these hours at so many a week; unknown without hours.
    pub fn study(hours: Option<Time>, pace: Option<f64>) -> Self {
        let Some(hours) = hours else {
            return Self::default();
        };
        let ends = [hours.span.min, hours.span.max];
        Self {
            hours: ends.map(|hours| ((hours * HOUR).round() as i64).min(NO_LIMIT)),
            time: ends.map(|hours| pace.map_or(0, |pace| ticks(hours / pace / WEEKS))),
            known: true,
            estimated: hours.estimated,
            ..Self::default()
        }
    }

    /// Practice that is an estimate, which is left out. It takes no study.
    pub fn left_out_practice() -> Self {
        Self {
            known: true,
            is_left_out: true,
            ..Self::default()
        }
    }
}

/// What the units of a set take.
#[derive(Debug, Clone, Copy, Default)]
pub struct UnitsCost {
    /// Least and most.
    pub study: [Ticks; 2],
    /// Thousandths of an hour, least and most.
    pub hours: [i64; 2],
    /// Whether hours rest on an estimate.
    pub estimated: bool,
    /// Units with unknown hours.
    pub unknown: u32,
    /// Units whose time rests on an estimate that is left out; they are unknown too.
    pub left_out: u32,
    /// Whether practice is an estimate that is left out.
    pub is_practice_left_out: bool,
    /// The time from the start of the route until the practice ends, least and most.
    pub practice_until: [Ticks; 2],
    /// The longest practice without a limit by itself; 0 where there is none.
    pub unlimited_practice: Ticks,
}

impl UnitsCost {
    /// The time that practice takes after elapsed time. Practice without a limit has none, however long the time
    /// before it is.
    pub fn practice_after(&self, elapsed: [Ticks; 2]) -> [Ticks; 2] {
        let [least, most] = [0, 1].map(|end| (self.practice_until[end] - elapsed[end]).max(0));
        [least, most.max(self.unlimited_practice)]
    }

    /// Adds a unit of study; without estimates, one that rests on an estimate is unknown.
    pub fn add(&mut self, unit: &Unit, with_estimates: bool) {
        self.unknown += u32::from(!unit.is_known(with_estimates));
        self.is_practice_left_out |= unit.is_left_out;
        if unit.estimated && !with_estimates {
            self.left_out += 1;
            return;
        }
        self.estimated |= unit.estimated;
        for end in [0, 1] {
            self.study[end] += unit.time[end];
            self.hours[end] += unit.hours[end];
        }
    }
}

/// Thousandths of an hour as hours; the most without a limit is infinite. The most of what is left of a resource can
/// be below the least.
#[expect(
    clippy::cast_precision_loss,
    reason = "hours are shown with two digits"
)]
pub fn hours(ends: [i64; 2]) -> Span {
    let [min, max] = [ends[0].min(ends[1]), ends[0].max(ends[1])];
    let [min, most] = [min, max].map(|hours| hours as f64 / HOUR);
    Span {
        min,
        max: if max < NO_LIMIT { most } else { f64::INFINITY },
    }
}

/// Study hours that rest on sources, and those that rest on estimates; each `None` where no part is known.
pub fn known_hours(
    sourced: [i64; 2],
    (estimated, has_estimate): ([i64; 2], bool),
    unknown: u32,
) -> (Option<Estimate>, Option<Estimate>) {
    let hours = Hours {
        sourced: hours(sourced),
        estimated: hours(estimated),
        has_estimate,
        at_least: unknown > 0,
    };
    hours.estimates()
}
