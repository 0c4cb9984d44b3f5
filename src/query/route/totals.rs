//! The cost of a path, edge by edge.

use crate::vocabulary::Criterion;

use super::{
    problem::{Edge, NEVER, Problem},
    time::{Ticks, YEAR, time_units},
    units::StudyCost,
};

/// The criteria of a Pareto front.
pub const FRONT: [Criterion; 3] = [Criterion::Time, Criterion::Pay, Criterion::Effort];

/// The cost by which paths are ranked: three parts, compared in order, smaller first.
pub type Cost = [i128; 3];

/// Products of shares whose negative logarithms differ by less are equal.
const SHARE_UNIT: i128 = 1_000_000;
/// Sums of money that differ by less are equal: a hundredth of a currency unit, in the unit of
/// `PathTotals::money`.
const MONEY_UNIT: i128 = 2 * YEAR;

/// What a path costs up to a node. Of two figures the first is the least, the second the most.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PathTotals {
    pub moves: u32,
    pub elapsed: [Ticks; 2],
    /// Study hours, in thousandths.
    pub hours: [i64; 2],
    /// Study units with unknown hours.
    pub unknown_study: u32,
    /// Twice the money earned, in hundredths of a currency unit, times ticks.
    pub money: i128,
    /// Roles with unknown pay.
    pub unknown_pay: u32,
    /// The negative logarithm of the product of the shares, scaled.
    pub neg_log_share: i128,
    /// Moves with an unknown share.
    pub unknown_share: u32,
}

/// The time that a move takes. The three parts pass at the same time.
#[derive(Debug, Clone, Copy, Default)]
pub struct MoveTime {
    /// In the role before the move.
    pub serving: [Ticks; 2],
    /// Until the years of experience are there.
    pub experience: [Ticks; 2],
    pub study: StudyCost,
}

impl MoveTime {
    /// The longest part: the duration of the move.
    pub fn duration(&self) -> [Ticks; 2] {
        [0, 1].map(|end| {
            let [serving, experience, study] =
                [self.serving, self.experience, self.study.time].map(|part| part[end]);
            serving.max(experience).max(study)
        })
    }
}

impl PathTotals {
    /// The path without an edge.
    pub fn start(problem: &Problem) -> Self {
        let mut totals = Self {
            unknown_pay: u32::from(problem.rates[problem.start].is_none()),
            ..Self::default()
        };
        if problem.start == problem.target {
            totals.earn_in_target(problem);
        }
        totals
    }

    /// The time of a move after this path, on which these units were learnt.
    pub fn move_time(&self, problem: &Problem, edge: &Edge, learnt: &[u64]) -> MoveTime {
        MoveTime {
            serving: edge.serving,
            experience: self
                .elapsed
                .map(|elapsed| (problem.experience_at[edge.to] - elapsed).max(0)),
            study: problem.units.cost(problem.required(edge.to), learnt),
        }
    }

    /// The path with one more edge. In the target, pay is earned until the horizon.
    #[must_use]
    pub fn extended(&self, problem: &Problem, edge: &Edge, learnt: &[u64]) -> Self {
        let move_time = self.move_time(problem, edge, learnt);
        let duration = move_time.duration();
        let mut totals = *self;
        totals.moves += edge.moves();
        for end in [0, 1] {
            totals.elapsed[end] += duration[end];
            totals.hours[end] += move_time.study.hours[end];
        }
        totals.unknown_study += move_time.study.unknown;
        let until = |elapsed: Ticks| elapsed.min(problem.horizon);
        if let Some(rate) = problem.rates[edge.from] {
            totals.money += rate * (until(totals.elapsed[0]) - until(self.elapsed[0]));
        }
        totals.unknown_pay += u32::from(problem.rates[edge.to].is_none());
        match edge.neg_log_share {
            Some(neg_log_share) => totals.neg_log_share += neg_log_share,
            // An entry is no move of the ladder: it needs no share.
            None => totals.unknown_share += edge.moves(),
        }
        if edge.to == problem.target {
            totals.earn_in_target(problem);
        }
        totals
    }

    fn earn_in_target(&mut self, problem: &Problem) {
        let left = (problem.horizon - self.elapsed[0]).max(0);
        self.money += problem.rates[problem.target].unwrap_or(0) * left;
    }

    /// The cost by a criterion, for a path that ends in the target.
    pub fn cost(&self, by: Criterion) -> Cost {
        match by {
            Criterion::Time => [time_units(self.elapsed[0]), time_units(self.elapsed[1]), 0],
            Criterion::Effort => [
                i128::from(self.unknown_study > 0),
                self.hours[0].into(),
                self.hours[1].into(),
            ],
            Criterion::Pay if self.unknown_pay > 0 => [1, 0, 0],
            Criterion::Pay => [0, money_units(-self.money), 0],
            Criterion::Share if self.unknown_share > 0 => [1, 0, 0],
            Criterion::Share => [0, share_units(self.neg_log_share), 0],
        }
    }
}

/// Money in whole money units: how sums are compared.
pub fn money_units(money: i128) -> i128 {
    (money + MONEY_UNIT / 2).div_euclid(MONEY_UNIT)
}

/// A negative logarithm in whole share units: how products are compared; all products of 0 are equal.
pub fn share_units(neg_log_share: i128) -> i128 {
    (neg_log_share.min(NEVER) + SHARE_UNIT / 2).div_euclid(SHARE_UNIT)
}
