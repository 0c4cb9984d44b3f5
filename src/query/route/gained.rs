//! What is gained along a path.

use super::{
    problem::{Problem, RouteNode},
    time::Ticks,
    units::Required,
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
    }

    /// On arrival in a role, after this time since the start, the person has what the role requires.
    pub fn arrive(&mut self, problem: &Problem, node: RouteNode, elapsed: [Ticks; 2]) {
        let required = problem.required(node);
        for (word, required) in required.units.iter().enumerate() {
            for bit in bits(required & !self.units[word]) {
                // A level is practised from the arrival in the first role that asks for it.
                if let Some((clock, rank)) = problem.units.get(word * 64 + bit).practice {
                    self.clocks[clock] = Clock {
                        rank: rank.max(self.clocks[clock].rank),
                        since: elapsed,
                    };
                }
            }
            self.units[word] |= required;
        }
        for certification in self
            .to_earn(required)
            .into_iter()
            .filter_map(|(_, choice)| choice)
        {
            set(&mut self.certifications, certification.0);
        }
        if let Some(number) = required.education
            && !problem.units.degrees.to_earn(number, self).is_empty()
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
