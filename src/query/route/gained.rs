//! What is gained along a path.

use super::{
    problem::{Problem, RouteNode},
    required::Required,
    taken::Taken,
    time::Ticks,
    units::Units,
};
use crate::{
    model::CertificationIndex,
    query::open_group::{OpenGroup, to_earn},
};

/// What a person has at a point of a path: sets of units, one bit for each, and clocks of practice.
#[derive(Debug, Clone)]
pub struct Gained {
    /// Units of study and of practice.
    pub units: Vec<u64>,
    /// For each skill with practice.
    pub clocks: Vec<Clock>,
    pub certifications: Vec<u64>,
    pub educations: Vec<u64>,
    /// The groups of alternatives and the points that were met.
    pub asked: Vec<u64>,
}

/// Since when a skill is practised towards its next level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clock {
    /// The rank of the level that the person has; 0 for none.
    pub rank: usize,
    /// From the start of the route; below 0 before it. On the way of least and of most time.
    pub since: [Ticks; 2],
}

impl Gained {
    /// Takes over another point, without a new allocation.
    pub fn copy_from(&mut self, other: &Self) {
        self.units.copy_from_slice(&other.units);
        self.clocks.copy_from_slice(&other.clocks);
        self.certifications.copy_from_slice(&other.certifications);
        self.educations.copy_from_slice(&other.educations);
        self.asked.copy_from_slice(&other.asked);
    }

    /// On arrival in a role, after this time since the start, the person has what the role requires, and what
    /// was taken of its groups.
    pub fn arrive(
        &mut self,
        problem: &Problem,
        node: RouteNode,
        taken: Option<&Taken>,
        elapsed: [Ticks; 2],
    ) {
        let (required, units) = (problem.required(node), &problem.units);
        self.learn(units, &required.units, elapsed);
        self.earn(units, required);
        if let Some(taken) = taken {
            self.learn(units, &taken.units, elapsed);
            for (_, certification) in &taken.certifications {
                set(&mut self.certifications, certification.0);
            }
            for (_, number, _) in &taken.educations {
                set(&mut self.educations, *number);
            }
        }
        for number in required.asked() {
            for met in units.asked.met_by(number) {
                set(&mut self.asked, met);
            }
        }
    }

    /// The same with what a role requires beside its groups, before the arrival.
    pub fn with(&self, units: &Units, required: &Required) -> Self {
        let mut gained = self.clone();
        for (has, required) in gained.units.iter_mut().zip(&required.units) {
            *has |= required;
        }
        gained.earn(units, required);
        gained
    }

    /// Levels are learnt, and practised further from now on.
    fn learn(&mut self, units: &Units, learnt: &[u64], elapsed: [Ticks; 2]) {
        for (word, learnt) in learnt.iter().enumerate() {
            for bit in bits(learnt & !self.units[word]) {
                // A level is practised from the arrival in the first role that asks for it.
                if let Some((clock, rank)) = units.get(word * 64 + bit).practice {
                    self.clocks[clock] = Clock {
                        rank: rank.max(self.clocks[clock].rank),
                        since: elapsed,
                    };
                }
            }
            self.units[word] |= learnt;
        }
    }

    /// The certifications and the degree that a role requires are earned.
    fn earn(&mut self, units: &Units, required: &Required) {
        for certification in self
            .to_earn(required)
            .into_iter()
            .filter_map(|(_, choice)| choice)
        {
            set(&mut self.certifications, certification.0);
        }
        if let Some(number) = required.education
            && !units.degrees.to_earn(number, self).is_empty()
        {
            set(&mut self.educations, number);
        }
    }

    /// The groups of a role for which a certification is earned, one after another, each with the certification.
    pub fn to_earn<'r>(
        &self,
        required: &'r Required,
    ) -> Vec<(&'r OpenGroup, Option<CertificationIndex>)> {
        let has = |member: CertificationIndex| is_set(&self.certifications, member.0);
        to_earn(&required.groups, |group| group, has)
    }

    /// The requirements of a degree that were met on the way.
    pub fn educations(&self) -> impl Iterator<Item = usize> {
        let words = self.educations.iter().enumerate();
        words.flat_map(|(word, bits)| self::bits(*bits).map(move |bit| word * 64 + bit))
    }
}

pub fn is_set(words: &[u64], number: usize) -> bool {
    words[number / 64] >> (number % 64) & 1 == 1
}

pub fn set(words: &mut [u64], number: usize) {
    words[number / 64] |= 1 << (number % 64);
}

/// The positions of the bits that are set.
pub fn bits(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (word != 0).then(|| {
            let bit = word.trailing_zeros() as usize;
            word &= word - 1;
            bit
        })
    })
}
