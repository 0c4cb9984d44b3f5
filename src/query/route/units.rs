//! What a person can still learn, as units: each is a bit of a set, and is learnt once.
//!
//! There are units for study (a level of a skill, or what one resource teaches of several skills), for
//! practice (a level of a skill) and for certifications; those of degrees stand beside them.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap, HashSet},
    rc::Rc,
    sync::Arc,
};

use crate::{
    model::{
        Alternative, Alternatives, CertificationIndex, Day, Exemption, Ladder, Level, SkillIndex,
    },
    query::{
        effort::{Effort, Time, Times},
        person_state::PersonState,
    },
};

use super::{
    alternatives::{Asked, AskedSets, Way},
    degrees::Degrees,
    gained::{Clock, Gained, bits, is_set, set},
    resources::Resources,
    time::{Ticks, is_unlimited, ticks},
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
    /// Whether the skill applies to the person.
    applies: bool,
    /// The units of each level; those of a resource serve other levels too.
    study: Vec<Box<[usize]>>,
    practice: Vec<usize>,
    /// Without practice, a unit of no time for each level, so that it is known which are reached; only for skills
    /// of groups and points.
    levels: Vec<usize>,
}

/// A group of alternatives: its members, and whether the years among them are an estimate.
type StatedGroup = (*const [Alternative], bool);

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
    /// The certifications that the person holds, in order.
    held: Vec<usize>,
    pub degrees: Degrees,
    /// The groups of alternatives and the points of the ladder.
    pub asked: AskedSets,
    /// The numbers of those that the person counts as meeting at the start.
    asked_met: Vec<usize>,
    has_pace: bool,
    pub as_of: Day,
    /// Whether estimates are left out.
    pub no_estimates: bool,
    /// Whether experience does not apply to the person.
    pub years_exempt: bool,
    /// The certifications that do not apply to the person.
    pub exempt: HashSet<CertificationIndex>,
    /// What the person prefers among alternatives.
    pub preferred: Vec<Exemption>,
    ways: RefCell<HashMap<StatedGroup, Rc<[Way]>>>,
}

impl Units {
    /// A unit for each level above those that the person has, and one for what each resource teaches.
    pub fn new(ladder: &Ladder, state: &PersonState, asked: &Asked) -> Self {
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
            asked: AskedSets::new(asked),
            has_pace: pace.is_some(),
            as_of: state.as_of,
            no_estimates: state.no_estimates,
            years_exempt: state.exemption(Exemption::Years).is_some(),
            exempt: state
                .exemptions
                .keys()
                .filter_map(|exemption| match exemption {
                    Exemption::Certification(certification) => Some(*certification),
                    _ => None,
                })
                .collect(),
            preferred: state.preferred.clone(),
            asked_met: Vec::new(),
            ways: RefCell::default(),
        };
        units.asked_met = units.asked.met_at_start(ladder, state);
        let mut resources = Resources::default();
        let mut skills: Vec<(SkillIndex, Vec<Effort>)> = Vec::with_capacity(asked.skills.len());
        for skill in asked.skills.iter().copied() {
            let names = ladder.scale(skill).names();
            let levels = u8::try_from(names.len()).unwrap_or(u8::MAX);
            let top = ladder.scale(skill).level(levels);
            units.of_skill[skill.0].base = rank_of(state, skill);
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
        for education in &asked.educations {
            units.degrees.add(ladder, state, education);
        }
        let members = asked.groups.iter().flat_map(|group| group.members.iter());
        for member in members {
            match member {
                Alternative::Education(education) => units.degrees.add(ladder, state, education),
                Alternative::Skill(skill, _) => units.add_levels(*skill),
                Alternative::Years(_) | Alternative::Certification(_) => (),
            }
        }
        for skill in asked.points.iter().flat_map(|points| points.skills.iter()) {
            units.add_levels(*skill);
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
            applies: true,
            ..SkillUnits::default()
        };
        let open = efforts.iter().filter(|effort| effort.level.rank() > held);
        for effort in open.clone() {
            let mut unit = Unit::study(effort.study, pace);
            unit.known = effort.is_study_known();
            let mut numbers = resources.units(effort, unit, &mut self.learning);
            if effort.is_practice_left_out {
                let left_out = [self.learning.len()];
                self.learning.push(Unit::left_out_practice());
                numbers = numbers.into_iter().chain(left_out).collect();
            }
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

    /// Adds a unit of no time for each level of a skill without practice: resources that other levels share do not
    /// tell which are reached.
    fn add_levels(&mut self, skill: SkillIndex) {
        let own = &mut self.of_skill[skill.0];
        if own.practice.is_empty() && own.levels.is_empty() {
            for _ in 0..own.study.len() {
                own.levels.push(self.learning.len());
                self.learning.push(Unit {
                    known: true,
                    ..Unit::default()
                });
            }
        }
    }

    /// Whether the person holds a certification at the start.
    pub fn holds(&self, certification: CertificationIndex) -> bool {
        self.held.binary_search(&certification.0).is_ok()
    }

    /// A set without a unit.
    pub fn none(&self) -> Box<[u64]> {
        vec![0; self.words()].into()
    }

    /// Adds the units up to a level of a skill to a set.
    pub fn add_up_to(&self, skill: SkillIndex, level: Level, set: &mut [u64]) {
        for unit in self.up_to(skill, level) {
            set[unit / 64] |= 1 << (unit % 64);
        }
    }

    /// The words of the set of units up to a level of a skill that are not empty, each with its position.
    pub fn words_up_to(&self, skill: SkillIndex, level: Level) -> Box<[(usize, u64)]> {
        let mut words: BTreeMap<usize, u64> = BTreeMap::new();
        for unit in self.up_to(skill, level) {
            *words.entry(unit / 64).or_default() |= 1 << (unit % 64);
        }
        words.into_iter().collect()
    }

    /// The ways to meet the members of a group, determined once for all roles that inherit it.
    pub fn ways(
        &self,
        group: &Alternatives,
        is_estimate: bool,
        ways: impl FnOnce() -> Rc<[Way]>,
    ) -> Rc<[Way]> {
        let key = (Arc::as_ptr(&group.members), is_estimate);
        if let Some(known) = self.ways.borrow().get(&key) {
            return Rc::clone(known);
        }
        let ways = ways();
        self.ways.borrow_mut().insert(key, Rc::clone(&ways));
        ways
    }

    /// Whether a skill applies to the person.
    pub fn applies(&self, skill: SkillIndex) -> bool {
        self.of_skill[skill.0].applies
    }

    /// The rank that the person has at the start; 0 for none.
    pub fn base(&self, skill: SkillIndex) -> u8 {
        self.of_skill[skill.0].base
    }

    /// The rank of a skill of a group or of points; 0 for none.
    pub fn rank(&self, skill: SkillIndex, gained: &Gained) -> u8 {
        let own = &self.of_skill[skill.0];
        let levels = own.practice.iter().chain(&own.levels);
        let reached = levels.take_while(|unit| is_set(&gained.units, **unit));
        let reached = reached.fold(0_u8, |reached, _| reached.saturating_add(1));
        own.base.saturating_add(reached)
    }

    /// The numbers of the units up to a level of a skill.
    fn up_to(&self, skill: SkillIndex, level: Level) -> impl Iterator<Item = usize> {
        let own = &self.of_skill[skill.0];
        let levels = usize::from(level.rank().saturating_sub(own.base));
        let study = own.study.iter().take(levels).flatten();
        let reached = own.practice.iter().chain(&own.levels).take(levels);
        study.chain(reached).copied()
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

    /// The hours of a certification; `None` where they are unknown.
    pub fn certification_time(&self, certification: CertificationIndex) -> Option<Time> {
        self.certifications[certification.0].0
    }

    /// What a certification takes.
    pub fn certification(&self, certification: CertificationIndex) -> &Unit {
        &self.certifications[certification.0].1
    }

    /// Whether study takes time that is known.
    pub fn has_pace(&self) -> bool {
        self.has_pace
    }

    /// How many units there are, those of degrees left out.
    pub fn count(&self) -> usize {
        self.learning.len() + self.certifications.len()
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
            asked: vec![0; self.asked.len().div_ceil(64)],
        };
        for number in &self.held {
            set(&mut gained.certifications, *number);
        }
        for number in &self.asked_met {
            set(&mut gained.asked, *number);
        }
        gained
    }

    /// What the required units take that are not gained yet.
    pub fn cost(&self, required: &[u64], gained: &Gained, with_estimates: bool) -> UnitsCost {
        let mut cost = UnitsCost::default();
        self.add_cost(&mut cost, words(required), gained, with_estimates);
        cost
    }

    /// Adds what units take that are not gained yet.
    pub fn add_cost(
        &self,
        cost: &mut UnitsCost,
        required: impl IntoIterator<Item = (usize, u64)>,
        gained: &Gained,
        with_estimates: bool,
    ) {
        for (word, required) in required {
            let has = gained.units[word];
            for unit in bits(required & !has).map(|bit| &self.learning[word * 64 + bit]) {
                let Some((skill, rank)) = unit.practice else {
                    cost.add(unit, with_estimates);
                    continue;
                };
                let Practice { sums, estimates } = &self.practice[skill];
                let sums = &sums[usize::from(with_estimates)];
                let clock = &gained.clocks[skill];
                let is_left_out = !with_estimates && estimates[rank] > estimates[clock.rank];
                cost.is_practice_left_out |= is_left_out;
                cost.left_out += u32::from(is_left_out);
                let practice = [0, 1].map(|end| sums[rank][end] - sums[clock.rank][end]);
                for end in [0, 1] {
                    let until = clock.since[end] + practice[end];
                    cost.practice_until[end] = cost.practice_until[end].max(until);
                }
                if is_unlimited(practice[1]) {
                    cost.unlimited_practice = cost.unlimited_practice.max(practice[1]);
                }
            }
        }
    }
}

/// The words of a set, each with its position.
pub fn words(set: &[u64]) -> impl Iterator<Item = (usize, u64)> {
    set.iter().copied().enumerate()
}

/// The rank of the level that the person has; 0 for none.
fn rank_of(state: &PersonState, skill: SkillIndex) -> u8 {
    state.skills.get(&skill).copied().map_or(0, Level::rank)
}
