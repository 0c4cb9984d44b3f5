//! The cost of a path, edge by edge.

use crate::vocabulary::{Criterion, TimeUse, Unstated, Word};

use super::{
    gained::Gained,
    problem::{After, Edge, NEVER, Problem},
    taken::Taken,
    time::{Ticks, YEAR, time_units},
    unit::Unit,
    units::words,
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
    /// The sum of the known parts of each move.
    pub elapsed: [Ticks; 2],
    /// Moves with an unknown time.
    pub unknown_time: u32,
    /// Since when the person has experience, from the start; `None` where it is unknown.
    pub experience_since: Option<[Ticks; 2]>,
    /// Study hours, in thousandths.
    pub hours: [i64; 2],
    /// Units and certifications with unknown hours.
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

/// The time that a move takes. The parts pass at the same time.
#[derive(Debug, Clone, Copy, Default)]
pub struct MoveTime {
    /// In the role before the move.
    pub serving: [Ticks; 2],
    /// Until the years of experience are there.
    pub experience: [Ticks; 2],
    /// Of skills and certifications, one after another.
    pub study: [Ticks; 2],
    /// Of all skills, side by side.
    pub practice: [Ticks; 2],
    /// Of degrees, one after another.
    pub education: [Ticks; 2],
    /// Study hours, in thousandths.
    pub hours: [i64; 2],
    /// Whether some of these rest on an estimate.
    pub are_hours_estimated: bool,
    /// Units and certifications with unknown hours.
    pub unknown_study: u32,
    /// The parts with an unknown time.
    pub unknown: UnknownParts,
    /// How much of it rests on an estimate that is left out; that is unknown too.
    pub left_out: u32,
}

/// A set of parts of a move with an unknown time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UnknownParts(u16);

impl UnknownParts {
    fn insert(&mut self, part: Unstated, is_unknown: bool) {
        self.0 |= u16::from(is_unknown) << part as u16;
    }

    /// Whether every part is known.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The parts, in the order of the vocabulary.
    pub fn iter(self) -> impl Iterator<Item = Unstated> {
        let parts = Unstated::ALL.iter().copied();
        parts.filter(move |part| self.0 >> *part as u16 & 1 == 1)
    }
}

impl MoveTime {
    /// The parts, in the order in which equal ones are named.
    pub fn parts(&self) -> [(TimeUse, [Ticks; 2]); 5] {
        [
            (TimeUse::Serving, self.serving),
            (TimeUse::Experience, self.experience),
            (TimeUse::Study, self.study),
            (TimeUse::Practice, self.practice),
            (TimeUse::Education, self.education),
        ]
    }

    /// One of the parts.
    pub fn part(&self, part: TimeUse) -> [Ticks; 2] {
        match part {
            TimeUse::Serving => self.serving,
            TimeUse::Experience => self.experience,
            TimeUse::Study => self.study,
            TimeUse::Practice => self.practice,
            TimeUse::Education => self.education,
        }
    }

    /// The longest known part: the least that the move takes.
    pub fn duration(&self) -> [Ticks; 2] {
        [0, 1].map(|end| {
            let parts = self.parts().map(|(_, part)| part[end]);
            parts.into_iter().fold(0, Ticks::max)
        })
    }
}

impl PathTotals {
    /// The path without an edge.
    pub fn start(problem: &Problem) -> Self {
        let mut totals = Self {
            unknown_pay: u32::from(problem.rates[problem.start].is_none()),
            experience_since: problem.experience_since.map(|since| [since; 2]),
            ..Self::default()
        };
        if problem.start == problem.target {
            totals.earn_in_target(problem);
        }
        totals
    }

    /// The time of a move after this path, on which this was gained, with what is taken for it; without estimates,
    /// what rests on one is unknown.
    pub fn move_time(
        &self,
        problem: &Problem,
        edge: &Edge,
        gained: &Gained,
        taken: Option<&Taken>,
        with_estimates: bool,
    ) -> MoveTime {
        let (required, units) = (problem.required(edge.to), &problem.units);
        let mut cost = units.cost(&required.units, gained, with_estimates);
        if let Some(taken) = taken {
            units.add_cost(&mut cost, words(&taken.units), gained, with_estimates);
        }
        let mut unknown = UnknownParts::default();
        unknown.insert(Unstated::Gate, edge.has_gate);
        unknown.insert(
            Unstated::Serving,
            match edge.after {
                After::LeftOut => true,
                After::NotStated => !required.asks,
                After::Estimated => !with_estimates,
                After::Stated => false,
            },
        );
        unknown.insert(Unstated::Study, cost.unknown > 0);
        unknown.insert(Unstated::Practice, cost.is_practice_left_out);
        let to_earn = gained.to_earn(required).into_iter();
        let to_earn = to_earn.map(|(_, choice)| choice);
        let of_groups = taken.into_iter().flat_map(|taken| &taken.certifications);
        for choice in to_earn.chain(of_groups.map(|(_, one)| Some(*one))) {
            let none = Unit::default();
            let unit = choice.map_or(&none, |one| units.certification(one));
            unknown.insert(Unstated::Certification, !unit.is_known(with_estimates));
            cost.add(unit, with_estimates);
        }
        unknown.insert(
            Unstated::HoursPerWeek,
            cost.hours[1] > 0 && !units.has_pace(),
        );
        let degrees = required
            .education
            .map(|number| units.degrees.to_earn(number, gained));
        // What rests on an estimate.
        let mut left_out =
            u32::from(required.are_years_estimated) + u32::from(edge.after == After::Estimated);
        let (mut education, is_known) = degrees.map_or(([0; 2], true), |degrees| {
            left_out += units.degrees.estimates(&degrees);
            units.degrees.years_of(&degrees, with_estimates)
        });
        unknown.insert(Unstated::Education, !is_known);
        let counts = |is_estimated: bool| with_estimates || !is_estimated;
        let has_years = !required.are_years_unknown && counts(required.are_years_estimated);
        unknown.insert(Unstated::Experience, !has_years);
        let mut asked = required
            .years
            .filter(|_| counts(required.are_years_estimated));
        if let Some(taken) = taken {
            for (.., degrees) in &taken.educations {
                let (years, is_known) = units.degrees.years_of(degrees, with_estimates);
                education = [0, 1].map(|end| education[end] + years[end]);
                unknown.insert(Unstated::Education, !is_known);
                left_out += units.degrees.estimates(degrees);
            }
            for years in &taken.years {
                unknown.insert(
                    Unstated::Experience,
                    years.unknown || !counts(years.estimated),
                );
                left_out += u32::from(years.estimated);
                let known = (!years.unknown && counts(years.estimated)).then_some(years.years);
                asked = asked.max(known);
            }
            let is_short = taken.groups.iter().filter(|group| group.short > 0).count();
            unknown.insert(Unstated::AnyOf, is_short > 0);
            unknown.insert(Unstated::Points, taken.points.is_some());
            let lacks = is_short + usize::from(taken.points.is_some());
            cost.unknown += u32::try_from(lacks).unwrap_or(u32::MAX);
        }
        let experience = match (asked, self.experience_since) {
            (None, _) => [0; 2],
            (Some(years), Some(since)) => {
                [0, 1].map(|end| (since[end] + years - self.elapsed[end]).max(0))
            }
            (Some(_), None) => {
                unknown.insert(Unstated::Experience, true);
                [0; 2]
            }
        };
        MoveTime {
            left_out: cost.left_out + if with_estimates { 0 } else { left_out },
            serving: if counts(edge.after == After::Estimated) {
                edge.serving
            } else {
                [0; 2]
            },
            experience,
            study: cost.study,
            practice: cost.practice_after(self.elapsed),
            education,
            hours: cost.hours,
            are_hours_estimated: cost.estimated,
            unknown_study: cost.unknown,
            unknown,
        }
    }

    /// The path with one more edge. In the target, pay is earned until the horizon.
    #[must_use]
    pub fn extended(
        &self,
        problem: &Problem,
        edge: &Edge,
        gained: &Gained,
        taken: Option<&Taken>,
    ) -> Self {
        let move_time = self.move_time(problem, edge, gained, taken, true);
        let duration = move_time.duration();
        let mut totals = *self;
        totals.moves += edge.moves();
        for end in [0, 1] {
            totals.elapsed[end] += duration[end];
            totals.hours[end] += move_time.hours[end];
        }
        totals.unknown_study += move_time.unknown_study;
        totals.unknown_time += u32::from(!move_time.unknown.is_empty());
        let taken = taken.into_iter().flat_map(|taken| &taken.years);
        let taken = taken
            .filter(|years| !years.unknown)
            .map(|years| years.years);
        if let Some(years) = problem
            .required(edge.to)
            .years
            .into_iter()
            .chain(taken)
            .max()
        {
            // Whoever arrives has at least the years that the role requires, and those on the way.
            let arrived = totals.elapsed.map(|elapsed| elapsed - years);
            let known = self.experience_since.unwrap_or_default();
            totals.experience_since = Some([0, 1].map(|end| known[end].min(arrived[end])));
        }
        let until = |elapsed: Ticks| elapsed.min(problem.horizon);
        if let Some(rate) = problem.rates[edge.from] {
            totals.money += rate * (until(totals.elapsed[0]) - until(self.elapsed[0]));
        }
        totals.unknown_pay += u32::from(problem.rates[edge.to].is_none());
        // What is earned in the time before the first role is unknown.
        totals.unknown_pay += u32::from(problem.role(edge.from).is_none() && duration[0] > 0);
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

    /// Whether its time is known, and its least time is not above that of another path.
    pub fn is_as_early_as(&self, other: &Self) -> bool {
        self.unknown_time == 0 && time_units(self.elapsed[0]) <= time_units(other.elapsed[0])
    }

    /// The cost by a criterion, for a path that ends in the target: first whether it is unknown.
    pub fn cost(&self, by: Criterion) -> Cost {
        match by {
            Criterion::Time => [
                i128::from(self.unknown_time > 0),
                time_units(self.elapsed[0]),
                time_units(self.elapsed[1]),
            ],
            Criterion::Effort => [
                i128::from(self.unknown_study > 0),
                self.hours[0].into(),
                self.hours[1].into(),
            ],
            // Money is earned in known time alone.
            Criterion::Pay if self.unknown_pay > 0 || self.unknown_time > 0 => UNKNOWN,
            Criterion::Pay => [0, money_units(-self.money), 0],
            Criterion::Share if self.unknown_share > 0 => UNKNOWN,
            Criterion::Share => [0, share_units(self.neg_log_share), 0],
        }
    }
}

/// The cost that is unknown, worse than any that is known.
pub const UNKNOWN: Cost = [1, 0, 0];

/// A cost as routes of a Pareto front are compared: all that are unknown are equal.
pub fn front_cost(cost: Cost) -> Cost {
    if cost[0] > 0 { UNKNOWN } else { cost }
}

/// Money in whole money units: how sums are compared.
pub fn money_units(money: i128) -> i128 {
    (money + MONEY_UNIT / 2).div_euclid(MONEY_UNIT)
}

/// A negative logarithm in whole share units: how products are compared; all products of 0 are equal.
pub fn share_units(neg_log_share: i128) -> i128 {
    (neg_log_share.min(NEVER) + SHARE_UNIT / 2).div_euclid(SHARE_UNIT)
}
