//! What there is to learn, in pieces that are learnt at one go.

use std::collections::HashMap;

use crate::{
    model::{Exemption, Ladder, Level, SkillIndex},
    query::{
        answer::{Hours, Number},
        effort::{self, Effort},
        person_state::PersonState,
    },
};

use super::time::{Ticks, ticks};

/// Parts of an hour in which study is counted.
pub const HOUR: f64 = 1e3;

/// Weeks of a year in which somebody studies.
const WEEKS: f64 = 52.0;

/// What is learnt at one go: a level of a skill, or what a resource for several of them teaches.
#[derive(Debug, Clone, Copy, Default)]
pub struct StudyUnit {
    pub hours: [i64; 2],
    pub time: [Ticks; 2],
    pub known: bool,
}

/// All that a ladder teaches and a person does not have yet.
#[derive(Clone)]
pub struct StudyUnits {
    units: Vec<StudyUnit>,
    /// The units of each skill: the rank above which they begin, and their numbers, lowest first; none
    /// for a skill that does not apply.
    of_skill: Vec<(u8, Vec<usize>)>,
}

/// What some units take together.
#[derive(Debug, Clone, Copy, Default)]
pub struct Study {
    pub time: [Ticks; 2],
    pub hours: [i64; 2],
    /// How many take nobody knows how long.
    pub unknown: u32,
}

impl StudyUnits {
    /// Every level above those that the person has; what one resource teaches for several is one
    /// unit.
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
                let fresh = units.len();
                let key = effort.as_ref().and_then(Effort::shared);
                let number = key.map_or(fresh, |key| *shared.entry(key).or_insert(fresh));
                if number == fresh {
                    units.push(effort.map_or_else(StudyUnit::default, |effort| {
                        unit([effort.min, effort.max], pace)
                    }));
                }
                numbers.push(number);
            }
            of_skill.push((has.map_or(0, Level::rank), numbers));
        }
        Self { units, of_skill }
    }

    /// How many words hold a set of units.
    pub fn words(&self) -> usize {
        self.units.len().div_ceil(64)
    }

    pub fn get(&self, number: usize) -> StudyUnit {
        self.units[number]
    }

    /// The units up to a level of a skill.
    pub fn up_to(&self, skill: SkillIndex, level: Level) -> impl Iterator<Item = usize> {
        let (base, units) = &self.of_skill[skill.0];
        let levels = usize::from(level.rank().saturating_sub(*base));
        units.iter().take(levels).copied()
    }

    /// The units above a level of a skill, lowest first.
    pub fn above(&self, skill: SkillIndex, has: Option<Level>) -> impl Iterator<Item = usize> {
        let (base, units) = &self.of_skill[skill.0];
        let known = has.map_or(0, Level::rank).saturating_sub(*base);
        units.iter().skip(usize::from(known)).copied()
    }

    /// Adds up what is asked for and not learnt yet.
    pub fn study(&self, asked: &[u64], learnt: &[u64]) -> Study {
        let mut study = Study::default();
        for (word, (asked, learnt)) in asked.iter().zip(learnt).enumerate() {
            for unit in bits(asked & !learnt).map(|bit| self.units[word * 64 + bit]) {
                for end in [0, 1] {
                    study.time[end] += unit.time[end];
                    study.hours[end] += unit.hours[end];
                }
                study.unknown += u32::from(!unit.known);
            }
        }
        study
    }
}

/// Adds units to those that are learnt.
pub fn learn(learnt: &mut [u64], asked: &[u64]) {
    for (word, asked) in learnt.iter_mut().zip(asked) {
        *word |= asked;
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

/// Counted study as hours.
#[expect(
    clippy::cast_precision_loss,
    reason = "hours are shown with two digits"
)]
pub fn hours(counted: i64) -> f64 {
    counted as f64 / HOUR
}

/// Study hours, of which some may be unknown; nothing known is not the same as none.
pub fn hours_of(counted: [i64; 2], unknown: u32) -> Option<Hours> {
    (counted != [0; 2] || unknown == 0).then(|| Hours {
        min: Number::rounded(hours(counted[0])),
        max: Number::rounded(hours(counted[1])),
        at_least: unknown > 0,
    })
}
