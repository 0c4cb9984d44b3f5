//! The degrees that a person earns for the requirements of roles.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::{
    model::{EarnedDegree, EducationRequirement, Exemption, Ladder, is_field},
    query::{
        effort::{Time, Times},
        person_state::PersonState,
    },
    vocabulary::{Degree, Word},
};

use super::{
    gained::Gained,
    time::{Ticks, ticks},
};

/// The requirements of degrees of a ladder, for one person.
#[derive(Clone)]
pub struct Degrees {
    requirements: Vec<EducationGap>,
    numbers: HashMap<EducationRequirement, usize>,
    /// The years of each degree, from the one below.
    years: Vec<Option<DegreeTime>>,
    highest: Degree,
    /// Whether degrees apply to the person.
    apply: bool,
}

/// A requirement of a degree, as one person meets it.
#[derive(Clone)]
struct EducationGap {
    requirement: EducationRequirement,
    /// Whether the person meets it at the start.
    met: bool,
    /// The field in which the degree is earned.
    field: Option<SmolStr>,
}

/// What a degree takes.
#[derive(Debug, Clone, Copy)]
struct DegreeTime {
    years: [Ticks; 2],
    estimated: bool,
}

impl Degrees {
    /// The degrees of a person, without any requirement.
    pub fn new(times: &Times, state: &PersonState) -> Self {
        let highest = state.highest_degree();
        let years = Degree::ALL.iter();
        Self {
            requirements: Vec::new(),
            numbers: HashMap::new(),
            years: years
                .map(|degree| times.degree(*degree).map(degree_time))
                .collect(),
            highest: highest.map_or(Degree::None, |earned| earned.degree),
            apply: state.exemption(Exemption::Education).is_none(),
        }
    }

    /// Adds a requirement, unless it asks for nothing.
    pub fn add(
        &mut self,
        ladder: &Ladder,
        state: &PersonState,
        requirement: &EducationRequirement,
    ) {
        if requirement.degree == Degree::None {
            return;
        }
        let number = self.requirements.len();
        let known = self.numbers.entry(requirement.clone());
        if *known.or_insert(number) == number {
            let mut requirement = requirement.clone();
            // Of an assumed degree, every field counts.
            if state.assumed.education {
                requirement.fields.clear();
            }
            let met = state.degree_for(requirement.degree, &requirement.fields);
            self.requirements.push(EducationGap {
                met: met.is_some(),
                field: ladder.field_to_study(&requirement.fields).cloned(),
                requirement,
            });
        }
    }

    /// How many requirements there are.
    pub fn len(&self) -> usize {
        self.requirements.len()
    }

    /// Whether degrees apply to the person.
    pub fn apply(&self) -> bool {
        self.apply
    }

    /// The number of a requirement that applies to the person, who does not meet it at the start.
    pub fn number(&self, requirement: &EducationRequirement) -> Option<usize> {
        let number = self.numbers.get(requirement).copied();
        number.filter(|number| self.apply && !self.requirements[*number].met)
    }

    /// Whether the person meets a requirement at the start.
    pub fn is_met(&self, requirement: &EducationRequirement) -> bool {
        let number = self.numbers.get(requirement);
        number.is_none_or(|number| self.requirements[*number].met)
    }

    /// The degrees to earn for a requirement, one after another; none where it is met.
    pub fn to_earn(&self, number: usize, gained: &Gained) -> Vec<Degree> {
        let EducationGap { requirement, .. } = &self.requirements[number];
        let earned = gained.educations().map(|number| &self.requirements[number]);
        let mut highest = self.highest;
        for EducationGap {
            requirement: known,
            field,
            ..
        } in earned
        {
            let fits = |field: &SmolStr| {
                let mut accepted = requirement.fields.iter();
                accepted.any(|other| is_field(other, field))
            };
            if known.degree >= requirement.degree
                && (requirement.fields.is_empty() || field.as_ref().is_some_and(fits))
            {
                return Vec::new();
            }
            highest = highest.max(known.degree);
        }
        let asked = requirement.degree;
        if highest >= asked || asked == Degree::Associate {
            return vec![asked];
        }
        let chain = [Degree::Bachelor, Degree::Master, Degree::Doctorate].into_iter();
        chain
            .filter(|degree| highest < *degree && *degree <= asked)
            .collect()
    }

    /// The years of these degrees, least and most, and whether all of them are known; without estimates, one that
    /// rests on an estimate is unknown.
    pub fn years_of(&self, degrees: &[Degree], with_estimates: bool) -> ([Ticks; 2], bool) {
        let mut sum = [0; 2];
        let mut known = true;
        for degree in degrees {
            match self.years[*degree as usize] {
                Some(time) if time.estimated && !with_estimates => known = false,
                Some(time) => (0..2).for_each(|end| sum[end] += time.years[end]),
                None => known = false,
            }
        }
        (sum, known)
    }

    /// Those of these degrees whose years are unknown.
    pub fn unknown(&self, degrees: &[Degree]) -> Vec<Degree> {
        let unknown = degrees.iter().copied();
        let unknown = unknown.filter(|degree| self.years[*degree as usize].is_none());
        unknown.collect()
    }

    /// How many of these degrees have years that rest on an estimate.
    pub fn estimates(&self, degrees: &[Degree]) -> u32 {
        let years = degrees.iter().map(|degree| self.years[*degree as usize]);
        let estimated = years.flatten().filter(|time| time.estimated);
        estimated.fold(0, |count, _| count + 1)
    }

    /// Whether the years of a degree that meets a requirement can be known.
    pub fn can_know(&self, number: usize) -> bool {
        let asked = self.requirements[number].requirement.degree as usize;
        self.years[asked..].iter().any(Option::is_some)
    }

    /// What is studied for a requirement: where it accepts every field, the degree in the field that is chosen.
    pub fn to_study(&self, number: usize) -> EducationRequirement {
        let EducationGap {
            requirement, field, ..
        } = &self.requirements[number];
        let mut studied = requirement.clone();
        if studied.fields.is_empty() {
            studied.fields.extend(field.clone());
        }
        studied
    }

    /// The degree that is earned for a requirement, in the field that most requirements accept.
    pub fn earned(&self, number: usize) -> EarnedDegree {
        let EducationGap {
            requirement, field, ..
        } = &self.requirements[number];
        EarnedDegree {
            degree: requirement.degree,
            field: field.clone(),
            earned: None,
        }
    }
}

fn degree_time(time: Time) -> DegreeTime {
    DegreeTime {
        years: [time.span.min, time.span.max].map(ticks),
        estimated: time.estimated,
    }
}
