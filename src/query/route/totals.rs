//! One move after another: what a route has cost so far.

use crate::vocabulary::Criterion;

use super::{
    problem::{Edge, NEVER, Problem},
    time::{Ticks, YEAR, same_time},
    units::Study,
};

/// The criteria that a front compares.
pub const FRONT: [Criterion; 3] = [Criterion::Time, Criterion::Pay, Criterion::Effort];

/// What a route is ranked by, smaller first.
pub type Cost = [i128; 3];

/// From what on two products of shares differ, in parts of their logarithms.
const SAME_SHARE: i128 = 1_000_000;
/// From what on two sums of money differ: a hundredth of a unit, twice and times ticks.
const SAME_MONEY: i128 = 2 * YEAR / 100;

/// What a route has cost up to a node; the first of two figures is the least, the second the most.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PathTotals {
    pub moves: u32,
    pub elapsed: [Ticks; 2],
    pub hours: [i64; 2],
    /// StudyUnits to learn of which nobody says how long they take.
    pub unknown: u32,
    /// Twice the money earned, times ticks.
    pub money: i128,
    /// Roles of which nobody says what they pay.
    pub unpaid: u32,
    /// The negative logarithm of the product of the shares.
    pub rarity: i128,
    /// Moves of which nobody says how many make them.
    pub unshared: u32,
}

/// What one move takes of each kind of time, all of which pass at once.
#[derive(Debug, Clone, Copy, Default)]
pub struct MoveTime {
    pub serving: [Ticks; 2],
    pub experience: [Ticks; 2],
    pub study: Study,
}

impl MoveTime {
    /// The longest of the three.
    pub fn time(&self) -> [Ticks; 2] {
        [0, 1].map(|end| {
            let [serving, experience, study] =
                [self.serving, self.experience, self.study.time].map(|part| part[end]);
            serving.max(experience).max(study)
        })
    }
}

impl PathTotals {
    /// Where nothing has been done yet.
    pub fn start(problem: &Problem) -> Self {
        let mut totals = Self {
            unpaid: u32::from(problem.rates[problem.start].is_none()),
            ..Self::default()
        };
        if problem.start == problem.target {
            totals.stay(problem);
        }
        totals
    }

    /// What a move takes from here, with these units learnt before.
    pub fn spent(&self, problem: &Problem, edge: &Edge, learnt: &[u64]) -> MoveTime {
        let wait = self
            .elapsed
            .map(|elapsed| (problem.met[edge.to] - elapsed).max(0));
        MoveTime {
            serving: edge.serve,
            experience: wait,
            study: problem.units.study(problem.asked(edge.to), learnt),
        }
    }

    /// The same route with one more move. The last role pays until the horizon.
    #[must_use]
    pub fn then(&self, problem: &Problem, edge: &Edge, learnt: &[u64]) -> Self {
        let spent = self.spent(problem, edge, learnt);
        let time = spent.time();
        let mut totals = *self;
        totals.moves += edge.moves();
        for end in [0, 1] {
            totals.elapsed[end] += time[end];
            totals.hours[end] += spent.study.hours[end];
        }
        totals.unknown += spent.study.unknown;
        let until = |elapsed: Ticks| elapsed.min(problem.horizon);
        if let Some(rate) = problem.rates[edge.from] {
            totals.money += rate * (until(totals.elapsed[0]) - until(self.elapsed[0]));
        }
        totals.unpaid += u32::from(problem.rates[edge.to].is_none());
        match edge.rarity {
            Some(rarity) => totals.rarity += rarity,
            // Coming onto the ladder is no move of those who were on it.
            None => totals.unshared += u32::from(edge.graph_edge.is_some()),
        }
        if edge.to == problem.target {
            totals.stay(problem);
        }
        totals
    }

    fn stay(&mut self, problem: &Problem) {
        let left = (problem.horizon - self.elapsed[0]).max(0);
        self.money += problem.rates[problem.target].unwrap_or(0) * left;
    }

    /// What the route is ranked by, once it is at its end.
    pub fn cost(&self, by: Criterion) -> Cost {
        match by {
            Criterion::Time => [same_time(self.elapsed[0]), same_time(self.elapsed[1]), 0],
            Criterion::Effort => [
                i128::from(self.unknown > 0),
                self.hours[0].into(),
                self.hours[1].into(),
            ],
            Criterion::Pay if self.unpaid > 0 => [1, 0, 0],
            Criterion::Pay => [0, same_money(-self.money), 0],
            Criterion::Share if self.unshared > 0 => [1, 0, 0],
            Criterion::Share => [0, same_share(self.rarity), 0],
        }
    }
}

/// Sums of money that differ by less than a cent are the same.
pub fn same_money(money: i128) -> i128 {
    (money + SAME_MONEY / 2).div_euclid(SAME_MONEY)
}

/// Products that differ by less than any figure can say are the same, and so are those that are 0.
pub fn same_share(rarity: i128) -> i128 {
    (rarity.min(NEVER) + SAME_SHARE / 2).div_euclid(SAME_SHARE)
}
