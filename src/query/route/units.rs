//! What a person can still learn, as units: each is a bit of a set, and is learnt once.
//!
//! There are units for study (a level of a skill, or what one resource teaches of several skills), for
//! practice (a level of a skill), for certifications and for requirements of a degree.

use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;

use crate::{
    model::{
        CertificationIndex, Day, EarnedDegree, EducationRequirement, Exemption, Item, Ladder,
        Level, Requirement, SkillIndex, Span,
    },
    query::{
        answer::Estimate,
        effort::{Hours, SharedResource, Time, Times},
        open_group::{OpenGroup, accepted},
        person_state::{PersonState, is_field},
    },
    vocabulary::{Degree, Word},
};

use super::{
    gained::{Clock, Gained, bits},
    time::{Ticks, ticks},
};

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
    /// For a unit of practice, the skill's clock and the rank of the level.
    pub practice: Option<(usize, usize)>,
}

/// The practice of one skill.
#[derive(Clone)]
struct Practice {
    /// For each rank, the years of practice from the lowest level up to it, least and most; without
    /// estimates apart.
    sums: [Vec<[Ticks; 2]>; 2],
}

/// A requirement of a degree, as one person meets it.
#[derive(Clone)]
struct Education {
    requirement: EducationRequirement,
    /// Whether the person meets it at the start.
    met: bool,
}

/// The units of one skill above the level that the person has, lowest first.
#[derive(Clone, Default)]
struct SkillUnits {
    /// The rank that the person has.
    base: u8,
    study: Vec<usize>,
    practice: Vec<usize>,
}

/// What a node requires, resolved once.
#[derive(Debug, Clone)]
pub struct Required {
    pub items: Vec<Requirement>,
    /// Whether it asks for anything.
    pub asks: bool,
    /// The units of study and practice that the person does not have.
    pub units: Box<[u64]>,
    /// The groups that the person does not meet, those with the fewest ways to meet them first.
    pub groups: Box<[OpenGroup]>,
    /// The requirement of a degree that the person does not meet.
    pub education: Option<usize>,
    /// Years of experience.
    pub years: Option<Ticks>,
    /// Whether these are an estimate.
    pub are_years_estimated: bool,
    /// Whether these are an estimate that is left out, and so unknown.
    pub are_years_unknown: bool,
}

/// Every unit of a ladder for a person.
#[derive(Clone)]
pub struct Units {
    /// Those of study and of practice.
    learning: Vec<Unit>,
    /// None for a skill that does not apply.
    of_skill: Vec<SkillUnits>,
    practice: Vec<Practice>,
    /// For each skill with practice, the rank and the time since which the person has it.
    clocks: Vec<Clock>,
    /// The hours of each certification, and what it takes.
    certifications: Vec<(Option<Time>, Unit)>,
    /// The certifications that the person holds.
    held: Vec<usize>,
    educations: Vec<Education>,
    education_numbers: HashMap<EducationRequirement, usize>,
    /// The years of each degree, from the one below.
    degrees: Vec<Option<DegreeTime>>,
    highest: Degree,
    has_pace: bool,
    as_of: Day,
    /// Whether estimates are left out.
    no_estimates: bool,
    /// Whether experience does not apply to the person.
    years_exempt: bool,
    /// The certifications that do not apply to the person.
    exempt: HashSet<CertificationIndex>,
}

/// What a degree takes.
#[derive(Debug, Clone, Copy)]
struct DegreeTime {
    years: [Ticks; 2],
    estimated: bool,
}

/// What the units of a set take.
#[derive(Debug, Clone, Copy, Default)]
pub struct UnitsCost {
    /// Least and most.
    pub study: [Ticks; 2],
    /// Thousandths of an hour, least and most.
    pub hours: [i64; 2],
    /// Units with unknown hours.
    pub unknown: u32,
    /// The time from the start of the route until the practice ends, least and most.
    pub practice_until: [Ticks; 2],
}

impl UnitsCost {
    /// Adds a unit of study.
    pub fn add(&mut self, unit: &Unit, with_estimates: bool) {
        self.unknown += u32::from(!unit.known);
        if unit.estimated && !with_estimates {
            return;
        }
        for end in [0, 1] {
            self.study[end] += unit.time[end];
            self.hours[end] += unit.hours[end];
        }
    }
}

impl Units {
    /// A unit for each level above those that the person has, and one for what each resource teaches.
    pub fn new(ladder: &Ladder, state: &PersonState) -> Self {
        let times = Times::new(ladder, state);
        let pace = state.hours_per_week.filter(|pace| *pace > 0.0);
        let mut units = Self {
            learning: Vec::new(),
            of_skill: vec![SkillUnits::default(); ladder.skills.len()],
            practice: Vec::new(),
            clocks: Vec::new(),
            certifications: (0..ladder.certifications.len())
                .map(|number| times.certification(CertificationIndex(number)))
                .map(|time| (time, study(time, pace)))
                .collect(),
            held: (0..ladder.certifications.len())
                .filter(|number| state.holds(CertificationIndex(*number)))
                .collect(),
            educations: Vec::new(),
            education_numbers: HashMap::new(),
            degrees: Degree::ALL
                .iter()
                .map(|degree| times.degree(*degree).map(degree_time))
                .collect(),
            highest: state
                .highest_degree()
                .map_or(Degree::None, |earned| earned.degree),
            has_pace: pace.is_some(),
            as_of: state.as_of,
            no_estimates: state.no_estimates,
            years_exempt: state.exemption(Exemption::Years).is_some(),
            exempt: state
                .exemptions
                .iter()
                .filter_map(|(exemption, _)| match exemption {
                    Exemption::Certification(certification) => Some(*certification),
                    _ => None,
                })
                .collect(),
        };
        let mut shared = HashMap::new();
        for skill in (0..ladder.skills.len()).map(SkillIndex) {
            if state.exemption(Exemption::Skill(skill)).is_none() {
                units.add_skill(ladder, state, skill, pace, &mut shared);
            }
        }
        for role in ladder.roles() {
            if let Some(figure) = &ladder[role].required.education {
                units.add_education(state, &figure.value);
            }
        }
        units
    }

    fn add_skill(
        &mut self,
        ladder: &Ladder,
        state: &PersonState,
        skill: SkillIndex,
        pace: Option<f64>,
        shared: &mut HashMap<SharedResource, usize>,
    ) {
        let held = state.skills.get(&skill).copied().map_or(0, Level::rank);
        let scale = ladder.scale(skill);
        let levels = u8::try_from(scale.names().len()).unwrap_or(u8::MAX);
        let Some(top) = scale.level(levels) else {
            return;
        };
        let efforts = Times::new(ladder, state).up_to(skill, top);
        let mut own = SkillUnits {
            base: held,
            ..SkillUnits::default()
        };
        let open = efforts.iter().filter(|effort| effort.level.rank() > held);
        for effort in open.clone() {
            let mut unit = study(effort.study, pace);
            unit.known = effort.is_known();
            let new = self.learning.len();
            let key = effort.resource.clone();
            let number = key.map_or(new, |key| *shared.entry(key).or_insert(new));
            match self.learning.get_mut(number) {
                // What is done already for one of the skills is done for all.
                Some(known) if unit.hours < known.hours => *known = unit,
                Some(_) => (),
                None => self.learning.push(unit),
            }
            own.study.push(number);
        }
        if efforts.iter().any(|effort| effort.practice.is_some()) {
            let clock = self.practice.len();
            for effort in open {
                own.practice.push(self.learning.len());
                self.learning.push(Unit {
                    known: true,
                    practice: Some((clock, usize::from(effort.level.rank()))),
                    ..Unit::default()
                });
            }
            let sums = |with_estimates: bool| {
                let mut sum = [0; 2];
                let levels = efforts.iter().map(|effort| {
                    let practice = effort.practice;
                    if let Some(time) = practice.filter(|time| with_estimates || !time.estimated) {
                        sum[0] += ticks(time.span.min);
                        sum[1] += ticks(time.span.max);
                    }
                    sum
                });
                std::iter::once([0; 2]).chain(levels).collect()
            };
            self.practice.push(Practice {
                sums: [sums(false), sums(true)],
            });
            let since = state.practising_since.get(&skill);
            self.clocks.push(Clock {
                rank: usize::from(held),
                since: [-ticks(since.copied().unwrap_or(0.0)); 2],
            });
        }
        self.of_skill[skill.0] = own;
    }

    fn add_education(&mut self, state: &PersonState, requirement: &EducationRequirement) {
        let exempt = state.exemption(Exemption::Education).is_some();
        if requirement.degree == Degree::None || exempt {
            return;
        }
        let number = self.educations.len();
        let known = self.education_numbers.entry(requirement.clone());
        if *known.or_insert(number) == number {
            let mut requirement = requirement.clone();
            // Of an assumed degree, every field counts.
            if state.assumed.education {
                requirement.fields.clear();
            }
            let met = state.degree_for(requirement.degree, &requirement.fields);
            self.educations.push(Education {
                met: met.is_some(),
                requirement,
            });
        }
    }

    /// Resolves what a role requires.
    pub fn required(&self, ladder: &Ladder, items: Vec<Requirement>) -> Required {
        let mut required = Required {
            asks: items.iter().any(|item| item.item.asks_for_something()),
            units: vec![0; self.learning.len().div_ceil(64)].into_boxed_slice(),
            groups: Box::default(),
            education: None,
            years: None,
            are_years_estimated: false,
            are_years_unknown: false,
            items: Vec::new(),
        };
        let mut groups = Vec::new();
        for requirement in &items {
            match &requirement.item {
                Item::Skill(skill, level) => {
                    for unit in self.up_to(*skill, *level) {
                        required.units[unit / 64] |= 1 << (unit % 64);
                    }
                }
                Item::Years(years) if years.min > 0.0 && !self.years_exempt => {
                    let is_estimated = ladder.is_estimate(requirement.source);
                    required.are_years_estimated = is_estimated;
                    required.are_years_unknown = is_estimated && self.no_estimates;
                    let known = Some(ticks(years.min));
                    required.years = known.filter(|_| !required.are_years_unknown);
                }
                Item::Years(_) => (),
                Item::Education(education) => {
                    let number = self.education_numbers.get(education).copied();
                    required.education = number.filter(|number| !self.educations[*number].met);
                }
                Item::Certification(group) => {
                    groups.extend(self.group(ladder, &group.members));
                }
            }
        }
        OpenGroup::order(&mut groups, |group| group);
        required.groups = groups.into();
        required.items = items;
        required
    }

    /// A group, unless the person meets it or none of it applies.
    fn group(&self, ladder: &Ladder, group: &[CertificationIndex]) -> Option<OpenGroup> {
        let exempt = |member: &CertificationIndex| self.exempt.contains(member);
        let members = accepted(ladder, group, self.as_of);
        if group.iter().all(exempt) || members.iter().any(|member| self.held.contains(&member.0)) {
            return None;
        }
        let is_way = |member: &CertificationIndex| {
            !exempt(member) && ladder[*member].can_be_earned(self.as_of)
        };
        let ways: Vec<CertificationIndex> = members.iter().copied().filter(is_way).collect();
        let ways = ways.into_iter();
        let ways = ways.map(|member| (member, self.certifications[member.0].0));
        Some(OpenGroup::new(members, ways))
    }

    /// The numbers of the units up to a level of a skill.
    fn up_to(&self, skill: SkillIndex, level: Level) -> impl Iterator<Item = usize> {
        let own = &self.of_skill[skill.0];
        let levels = usize::from(level.rank().saturating_sub(own.base));
        let study = own.study.iter().take(levels);
        study.chain(own.practice.iter().take(levels)).copied()
    }

    /// The number of the study unit of a level of a skill that the person does not have.
    pub fn study_of(&self, skill: SkillIndex, level: Level) -> Option<usize> {
        let own = &self.of_skill[skill.0];
        let above = level.rank().checked_sub(own.base + 1)?;
        own.study.get(usize::from(above)).copied()
    }

    /// Since when a skill with practice is practised.
    pub fn clock_of(&self, skill: SkillIndex, gained: &Gained) -> Option<Clock> {
        let first = self.of_skill[skill.0].practice.first()?;
        let (clock, _) = self.learning[*first].practice?;
        gained.clocks.get(clock).copied()
    }

    /// A unit by its number.
    pub fn get(&self, number: usize) -> &Unit {
        &self.learning[number]
    }

    /// What a certification takes.
    pub fn certification(&self, certification: CertificationIndex) -> &Unit {
        &self.certifications[certification.0].1
    }

    /// Whether study takes time that is known.
    pub fn has_pace(&self) -> bool {
        self.has_pace
    }

    /// The length of a set of units of study and practice, in words.
    pub fn words(&self) -> usize {
        self.learning.len().div_ceil(64)
    }

    /// What a person has at the start.
    pub fn at_start(&self) -> Gained {
        let mut gained = Gained {
            units: vec![0; self.words()],
            clocks: self.clocks.clone(),
            certifications: vec![0; self.certifications.len().div_ceil(64)],
            educations: vec![0; self.educations.len().div_ceil(64)],
        };
        for number in &self.held {
            gained.certifications[number / 64] |= 1 << (number % 64);
        }
        gained
    }

    /// What the required units take that are not gained yet.
    pub fn cost(&self, required: &[u64], gained: &Gained, with_estimates: bool) -> UnitsCost {
        let mut cost = UnitsCost::default();
        for (word, (required, has)) in required.iter().zip(&gained.units).enumerate() {
            for unit in bits(required & !has).map(|bit| &self.learning[word * 64 + bit]) {
                let Some((skill, rank)) = unit.practice else {
                    cost.add(unit, with_estimates);
                    continue;
                };
                let sums = &self.practice[skill].sums[usize::from(with_estimates)];
                let clock = &gained.clocks[skill];
                for end in [0, 1] {
                    let until = clock.since[end] + sums[rank][end] - sums[clock.rank][end];
                    cost.practice_until[end] = cost.practice_until[end].max(until);
                }
            }
        }
        cost
    }

    /// The degrees to earn for a requirement, one after another; none where it is met.
    pub fn degrees(&self, number: usize, gained: &Gained) -> Vec<Degree> {
        let Education { requirement, .. } = &self.educations[number];
        let earned = gained.educations().map(|number| &self.educations[number]);
        let mut highest = self.highest;
        for Education {
            requirement: known, ..
        } in earned
        {
            let field = known.fields.first();
            let fits = |field: &SmolStr| {
                let mut accepted = requirement.fields.iter();
                accepted.any(|other| is_field(other, field))
            };
            if known.degree >= requirement.degree
                && (requirement.fields.is_empty() || field.is_some_and(fits))
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

    /// The years of these degrees, least and most, and whether all of them are known.
    pub fn years_of(&self, degrees: &[Degree], with_estimates: bool) -> ([Ticks; 2], bool) {
        let mut sum = [0; 2];
        let mut known = true;
        for degree in degrees {
            match self.degrees[*degree as usize] {
                Some(time) if time.estimated && !with_estimates => (),
                Some(time) => (0..2).for_each(|end| sum[end] += time.years[end]),
                None => known = false,
            }
        }
        (sum, known)
    }

    /// Whether the years of a degree that meets a requirement can be known.
    pub fn can_know_education(&self, number: usize) -> bool {
        let asked = self.educations[number].requirement.degree as usize;
        self.degrees[asked..].iter().any(Option::is_some)
    }

    /// The degree that is earned for a requirement: in the first of the fields, without looking at what later
    /// roles ask for.
    pub fn earned(&self, number: usize) -> EarnedDegree {
        let EducationRequirement { degree, fields } = &self.educations[number].requirement;
        EarnedDegree {
            degree: *degree,
            field: fields.first().cloned(),
            earned: None,
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "hours of study are bounded where they are read"
)]
fn study(hours: Option<Time>, pace: Option<f64>) -> Unit {
    let Some(hours) = hours else {
        return Unit::default();
    };
    let ends = [hours.span.min, hours.span.max];
    Unit {
        hours: ends.map(|hours| ((hours * HOUR).round() as i64).min(NO_LIMIT)),
        time: ends.map(|hours| pace.map_or(0, |pace| ticks(hours / pace / WEEKS))),
        known: true,
        estimated: hours.estimated,
        practice: None,
    }
}

fn degree_time(time: Time) -> DegreeTime {
    DegreeTime {
        years: [time.span.min, time.span.max].map(ticks),
        estimated: time.estimated,
    }
}

/// Thousandths of an hour as hours; the most without a limit is infinite.
#[expect(
    clippy::cast_precision_loss,
    reason = "hours are shown with two digits"
)]
pub fn hours([min, max]: [i64; 2]) -> Span {
    let [min, most] = [min, max].map(|hours| hours as f64 / HOUR);
    Span {
        min,
        max: if max < NO_LIMIT { most } else { f64::INFINITY },
    }
}

/// Study hours that rest on sources, and those that rest on estimates; each `None` where no part is known.
pub fn known_hours(
    sourced: [i64; 2],
    estimated: [i64; 2],
    unknown: u32,
) -> (Option<Estimate>, Option<Estimate>) {
    let hours = Hours {
        sourced: hours(sourced),
        estimated: hours(estimated),
        at_least: unknown > 0,
    };
    hours.estimates()
}
