//! What a person can still learn, as units: each is a bit of a set, and is learnt once.
//!
//! There are units for study (a level of a skill, or what one resource teaches of several skills), for
//! practice (a level of a skill) and for certifications; those of degrees stand beside them.

use std::collections::HashSet;

use crate::{
    model::{
        CertificationIndex, Day, Exemption, Group, Item, Ladder, Level, Requirement, SkillIndex,
    },
    query::{
        effort::{Effort, Time, Times},
        open_group::{OpenGroup, accepted, id_of},
        person_state::PersonState,
    },
};

use super::{
    degrees::Degrees,
    gained::{Clock, Gained, bits},
    resources::Resources,
    time::{Ticks, ticks},
    unit::{Unit, UnitsCost},
};

/// The practice of one skill.
#[derive(Clone)]
struct Practice {
    /// For each rank, the years of practice from the lowest level up to it, least and most; without
    /// estimates apart.
    sums: [Vec<[Ticks; 2]>; 2],
    /// For each rank, the number of levels up to it whose practice is an estimate.
    estimates: Vec<u32>,
}

/// The units of one skill above the level that the person has, lowest first.
#[derive(Clone, Default)]
struct SkillUnits {
    /// The rank that the person has.
    base: u8,
    /// The units of each level; those of a resource serve other levels too.
    study: Vec<Box<[usize]>>,
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
    pub degrees: Degrees,
    has_pace: bool,
    as_of: Day,
    /// Whether estimates are left out.
    no_estimates: bool,
    /// Whether experience does not apply to the person.
    years_exempt: bool,
    /// The certifications that do not apply to the person.
    exempt: HashSet<CertificationIndex>,
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
                .map(|time| (time, Unit::study(time, pace)))
                .collect(),
            held: (0..ladder.certifications.len())
                .filter(|number| state.holds(CertificationIndex(*number)))
                .collect(),
            degrees: Degrees::new(&times, state),
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
        let mut resources = Resources::default();
        let mut skills: Vec<(SkillIndex, Vec<Effort>)> = Vec::with_capacity(ladder.skills.len());
        for skill in (0..ladder.skills.len()).map(SkillIndex) {
            let names = ladder.scale(skill).names();
            let levels = u8::try_from(names.len()).unwrap_or(u8::MAX);
            let top = ladder.scale(skill).level(levels);
            if let (None, Some(top)) = (state.exemption(Exemption::Skill(skill)), top) {
                let efforts = times.up_to(skill, top);
                let held = rank_of(state, skill);
                for effort in efforts.iter().filter(|effort| effort.level.rank() > held) {
                    resources.state(effort, Unit::study(effort.study, pace));
                }
                skills.push((skill, efforts));
            }
        }
        for (skill, efforts) in skills {
            units.add_skill(state, skill, &efforts, pace, &mut resources);
        }
        for role in ladder.roles() {
            if let Some(asked) = &ladder[role].required.education {
                units.degrees.add(state, &asked.value);
            }
        }
        units
    }

    fn add_skill(
        &mut self,
        state: &PersonState,
        skill: SkillIndex,
        efforts: &[Effort],
        pace: Option<f64>,
        resources: &mut Resources,
    ) {
        let held = rank_of(state, skill);
        let mut own = SkillUnits {
            base: held,
            ..SkillUnits::default()
        };
        let open = efforts.iter().filter(|effort| effort.level.rank() > held);
        for effort in open.clone() {
            let mut unit = Unit::study(effort.study, pace);
            unit.known = effort.is_known();
            let numbers = resources.units(effort, unit, &mut self.learning);
            own.study.push(numbers);
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
            let mut count = 0;
            let estimates = efforts.iter().map(|effort| {
                let practice = effort.practice;
                count += u32::from(practice.is_some_and(|time| time.estimated));
                count
            });
            self.practice.push(Practice {
                sums: [sums(false), sums(true)],
                estimates: std::iter::once(0).chain(estimates).collect(),
            });
            let since = state.practising_since.get(&skill);
            self.clocks.push(Clock {
                rank: usize::from(held),
                since: [-ticks(since.copied().unwrap_or(0.0)); 2],
            });
        }
        self.of_skill[skill.0] = own;
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
                    required.education = self.degrees.number(education);
                }
                Item::Certification(group) => {
                    groups.extend(self.group(ladder, group));
                }
                // The time is unknown.
                Item::AnyOf(group) => {
                    let id = group.id.clone().unwrap_or_else(|| "any_of".into());
                    groups.push(OpenGroup::new(id, Vec::new(), []));
                }
                Item::Points(_) => groups.push(OpenGroup::new("points".into(), Vec::new(), [])),
            }
        }
        OpenGroup::order(&mut groups, |group| group);
        required.groups = groups.into();
        required.items = items;
        required
    }

    /// A group, unless the person meets it or none of it applies.
    fn group(&self, ladder: &Ladder, group: &Group) -> Option<OpenGroup> {
        let exempt = |member: &CertificationIndex| self.exempt.contains(member);
        let members = accepted(ladder, &group.members, self.as_of);
        if group.members.iter().all(exempt)
            || members.iter().any(|member| self.held.contains(&member.0))
        {
            return None;
        }
        let is_way = |member: &CertificationIndex| {
            !exempt(member) && ladder[*member].can_be_earned(self.as_of)
        };
        let ways: Vec<CertificationIndex> = members.iter().copied().filter(is_way).collect();
        let ways = ways.into_iter();
        let ways = ways.map(|member| (member, self.certifications[member.0].0));
        Some(OpenGroup::new(id_of(ladder, group), members, ways))
    }

    /// The numbers of the units up to a level of a skill.
    fn up_to(&self, skill: SkillIndex, level: Level) -> impl Iterator<Item = usize> {
        let own = &self.of_skill[skill.0];
        let levels = usize::from(level.rank().saturating_sub(own.base));
        let study = own.study.iter().take(levels).flatten();
        study.chain(own.practice.iter().take(levels)).copied()
    }

    /// The numbers of the study units of a level of a skill that the person does not have.
    pub fn study_of(&self, skill: SkillIndex, level: Level) -> Option<&[usize]> {
        let own = &self.of_skill[skill.0];
        let above = level.rank().checked_sub(own.base + 1)?;
        own.study.get(usize::from(above)).map(AsRef::as_ref)
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
            educations: vec![0; self.degrees.len().div_ceil(64)],
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
                let Practice { sums, estimates } = &self.practice[skill];
                let sums = &sums[usize::from(with_estimates)];
                let clock = &gained.clocks[skill];
                let is_left_out = !with_estimates && estimates[rank] > estimates[clock.rank];
                cost.unknown += u32::from(is_left_out);
                cost.left_out += u32::from(is_left_out);
                for end in [0, 1] {
                    let until = clock.since[end] + sums[rank][end] - sums[clock.rank][end];
                    cost.practice_until[end] = cost.practice_until[end].max(until);
                }
            }
        }
        cost
    }
}

/// The rank of the level that the person has; 0 for none.
fn rank_of(state: &PersonState, skill: SkillIndex) -> u8 {
    state.skills.get(&skill).copied().map_or(0, Level::rank)
}
