//! Study: the levels that a person can still learn, as units that are each studied once.

use std::collections::HashMap;

use crate::{
    model::{Exemption, Ladder, Level, SkillIndex},
    query::{
        answer::{Estimate, Number},
        effort::{self, Effort},
        person_state::PersonState,
    },
};

use super::time::{Ticks, ticks};

/// The parts of an hour in which study is counted: thousandths.
pub const HOUR: f64 = 1e3;

/// Study weeks of a year.
const WEEKS: f64 = 52.0;

/// A level of a skill, or all the levels that one resource teaches.
#[derive(Debug, Clone, Copy, Default)]
pub struct StudyUnit {
    /// Thousandths of an hour, least and most.
    pub hours: [i64; 2],
    /// At the person's hours a week, least and most; 0 without hours a week.
    pub time: [Ticks; 2],
    /// Whether the hours are known.
    pub known: bool,
}

/// Every study unit of a ladder for a person. A set of units is a slice of words, one bit for each.
#[derive(Clone)]
pub struct StudyUnits {
    units: Vec<StudyUnit>,
    /// For each skill the rank that the person has, and the numbers of the units above it, lowest
    /// first; none for a skill that does not apply.
    of_skill: Vec<(u8, Vec<usize>)>,
}

/// The cost of a set of units.
#[derive(Debug, Clone, Copy, Default)]
pub struct StudyCost {
    /// Least and most.
    pub time: [Ticks; 2],
    /// Thousandths of an hour, least and most.
    pub hours: [i64; 2],
    /// Units with unknown hours.
    pub unknown: u32,
}

impl StudyUnits {
    /// A unit for each level above those that the person has; the levels of one resource share one.
    pub fn new(ladder: &Ladder, state: &PersonState) -> Self {
        let pace = state.hours_per_week.filter(|pace| *pace > 0.0);
        let mut units = Vec::new();
        let mut shared = HashMap::new();
        let mut of_skill = Vec::with_capacity(ladder.skills.len());
        for skill in (0..ladder.skills.len()).map(SkillIndex) {
            let has = state.skills.get(&skill).copied();
            let exempt = state.exemption(Exemption::Skill(skill)).is_some();
            let scale = ladder.scale(skill);
            let levels = u8::try_from(scale.names().len()).unwrap_or(u8::MAX);
            let top = scale.level(levels).filter(|_| !exempt);
            let climb = top.into_iter().flat_map(|top| top.levels_from(has));
            let mut numbers = Vec::new();
            for level in climb {
                let effort = effort::of_level(&ladder[skill], level);
                let new = units.len();
                let key = effort.as_ref().and_then(Effort::shared);
                let number = key.map_or(new, |key| *shared.entry(key).or_insert(new));
                if number == new {
                    units.push(effort.map_or_else(StudyUnit::default, |effort| {
                        unit([effort.hours.min, effort.hours.max], pace)
                    }));
                }
                numbers.push(number);
            }
            of_skill.push((has.map_or(0, Level::rank), numbers));
        }
        Self { units, of_skill }
    }

    /// The length of a set of units, in words.
    pub fn words(&self) -> usize {
        self.units.len().div_ceil(64)
    }

    /// A unit by its number.
    pub fn get(&self, number: usize) -> StudyUnit {
        self.units[number]
    }

    /// The numbers of the units up to a level of a skill.
    pub fn up_to(&self, skill: SkillIndex, level: Level) -> impl Iterator<Item = usize> {
        let (base, units) = &self.of_skill[skill.0];
        let levels = usize::from(level.rank().saturating_sub(*base));
        units.iter().take(levels).copied()
    }

    /// The numbers of the units above a level of a skill, lowest first.
    pub fn above(&self, skill: SkillIndex, has: Option<Level>) -> impl Iterator<Item = usize> {
        let (base, units) = &self.of_skill[skill.0];
        let known = has.map_or(0, Level::rank).saturating_sub(*base);
        units.iter().skip(usize::from(known)).copied()
    }

    /// The cost of the required units that are not learnt yet.
    pub fn cost(&self, required: &[u64], learnt: &[u64]) -> StudyCost {
        let mut cost = StudyCost::default();
        for (word, (required, learnt)) in required.iter().zip(learnt).enumerate() {
            for unit in bits(required & !learnt).map(|bit| self.units[word * 64 + bit]) {
                for end in [0, 1] {
                    cost.time[end] += unit.time[end];
                    cost.hours[end] += unit.hours[end];
                }
                cost.unknown += u32::from(!unit.known);
            }
        }
        cost
    }
}

/// Adds the required units to the learnt ones.
pub fn learn(learnt: &mut [u64], required: &[u64]) {
    for (word, required) in learnt.iter_mut().zip(required) {
        *word |= required;
    }
}

/// The positions of the bits that are set.
fn bits(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (word != 0).then(|| {
            let bit = word.trailing_zeros() as usize;
            word &= word - 1;
            bit
        })
    })
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "hours of study are bounded where they are read"
)]
fn unit(hours: [f64; 2], pace: Option<f64>) -> StudyUnit {
    StudyUnit {
        hours: hours.map(|hours| (hours * HOUR).round() as i64),
        time: hours.map(|hours| pace.map_or(0, |pace| ticks(hours / pace / WEEKS))),
        known: true,
    }
}

/// Thousandths of an hour as hours.
#[expect(
    clippy::cast_precision_loss,
    reason = "hours are shown with two digits"
)]
pub fn hours(thousandths: i64) -> f64 {
    thousandths as f64 / HOUR
}

/// Study hours, some of them perhaps unknown; `None` where all are.
pub fn known_hours(thousandths: [i64; 2], unknown: u32) -> Option<Estimate> {
    (thousandths != [0; 2] || unknown == 0).then(|| Estimate {
        min: Number::rounded(hours(thousandths[0])),
        max: Number::rounded(hours(thousandths[1])),
        at_least: unknown > 0,
    })
}
