//! What a person learns and earns for a move, and has on arrival in the role.

use crate::{
    model::{CertificationIndex, Item, Level, Requirement, RoleIndex, SkillIndex, SourceIndex},
    query::{
        alternatives::MetItem,
        effort::{Effort, Times},
        person_state::PersonState,
    },
};

use super::{
    gained::{Gained, is_set, set},
    problem::Problem,
    taken::Taken,
    time::years,
    unit::{UnitsCost, hours},
};

/// One level of a skill to learn.
#[derive(Debug, Clone, PartialEq)]
pub struct LearningStep {
    pub skill: SkillIndex,
    /// The level after this step, and what it takes.
    pub effort: Effort,
    /// The least years of study at the person's hours a week; `None` where they are unknown.
    pub years: Option<f64>,
    /// Whether a resource that was studied before teaches it too.
    pub taught: bool,
}

impl LearningStep {
    /// The level after this step.
    pub fn level(&self) -> Level {
        self.effort.level
    }
}

/// The practice of one skill for a move, over all its levels.
#[derive(Debug, Clone, PartialEq)]
pub struct PracticeStep {
    pub skill: SkillIndex,
    /// The level after it.
    pub level: Level,
    /// Years, least and most.
    pub years: [f64; 2],
    pub estimated: bool,
    /// The sources of the years, each once.
    pub sources: Vec<SourceIndex>,
    /// When it begins and ends at the earliest, in years from the start of the route; it begins before
    /// that where the person practises the skill already.
    pub since: f64,
    pub until: f64,
    /// When it ends where the levels whose practice is an estimate take none.
    pub until_sourced: f64,
}

/// The levels between those that the person has and those to reach, and their practice.
pub fn steps(
    problem: &Problem,
    state: &PersonState,
    person: &PersonState,
    levels: &[(SkillIndex, Level)],
    gained: &Gained,
) -> (Vec<LearningStep>, Vec<PracticeStep>) {
    let units = &problem.units;
    let times = Times::new(problem.ladder, state);
    let mut learnt = gained.units.clone();
    let (mut steps, mut practices) = (Vec::new(), Vec::new());
    for (skill, top) in levels.iter().copied() {
        let has = person.skills.get(&skill).copied();
        if has >= Some(top) || units.study_of(skill, top).is_none() {
            continue;
        }
        let efforts = times.up_to(skill, top).into_iter();
        let efforts: Vec<Effort> = efforts.filter(|effort| Some(effort.level) > has).collect();
        practices.extend(practice(problem, skill, top, &efforts, gained));
        for mut effort in efforts {
            let Some(numbers) = units.study_of(skill, effort.level) else {
                continue;
            };
            let (mut whole, mut left) = (UnitsCost::default(), UnitsCost::default());
            let mut taught = true;
            let studied = numbers
                .iter()
                .filter(|number| !units.get(**number).is_left_out);
            for number in studied {
                whole.add(units.get(*number), true);
                if !is_set(&learnt, *number) {
                    left.add(units.get(*number), true);
                    taught = false;
                    set(&mut learnt, *number);
                }
            }
            if let Some(study) = effort.study.as_mut().filter(|_| !taught) {
                study.span = hours(left.hours);
            }
            let is_known = whole.unknown == 0 && (whole.hours[1] == 0 || units.has_pace());
            steps.push(LearningStep {
                skill,
                years: is_known.then(|| years(left.study[0])),
                taught,
                effort,
            });
        }
    }
    (steps, practices)
}

fn practice(
    problem: &Problem,
    skill: SkillIndex,
    level: Level,
    efforts: &[Effort],
    gained: &Gained,
) -> Option<PracticeStep> {
    let practices = efforts.iter().filter_map(|effort| effort.practice);
    let estimated = practices.clone().any(|practice| practice.estimated);
    let years = [0, 1].map(|end| {
        let ends = practices.clone().map(|practice| match end {
            0 => practice.span.min,
            _ => practice.span.max,
        });
        ends.sum::<f64>()
    });
    let sourced = practices.clone().filter(|practice| !practice.estimated);
    let sourced: f64 = sourced.map(|practice| practice.span.min).sum();
    let mut sources: Vec<SourceIndex> = practices.filter_map(|practice| practice.source).collect();
    sources.dedup();
    let since = self::years(problem.units.clock_of(skill, gained)?.since[0]);
    (years[1] > 0.0).then_some(PracticeStep {
        skill,
        level,
        years,
        estimated,
        sources,
        since,
        until: since + years[0],
        until_sourced: since + sourced,
    })
}

/// The arrival in a role.
pub struct Arrival<'m> {
    pub role: RoleIndex,
    /// The levels that are reached for it.
    pub levels: &'m [(SkillIndex, Level)],
    /// The certifications that are earned for it.
    pub earned: &'m [CertificationIndex],
    /// What is taken of its groups.
    pub taken: Option<&'m Taken>,
}

/// On arrival in a role the person has what it requires.
pub fn arrive(problem: &Problem, person: &mut PersonState, gained: &Gained, arrival: &Arrival) {
    let units = &problem.units;
    let required = problem.required(arrival.role.index());
    person.role = Some(arrival.role);
    person.served = Some(0.0);
    for (skill, level) in arrival.levels {
        if units.applies(*skill) {
            person.reach(*skill, *level);
        }
    }
    let own = required.education;
    let own = own.filter(|number| !units.degrees.to_earn(*number, gained).is_empty());
    let taken = arrival.taken.into_iter();
    let taken = taken.flat_map(|taken| &taken.educations);
    let degrees = own.into_iter().chain(taken.map(|(_, number, _)| *number));
    let degrees = degrees.map(|number| units.degrees.earned(number));
    person.degrees.extend(degrees);
    // What is earned counts for the whole route.
    let earned = arrival.earned.iter();
    let earned = earned.map(|certification| (*certification, None));
    person.certifications.extend(earned);
}

/// On arrival in a role, its groups and its points count as met for all roles that ask for the same.
pub fn meet(person: &mut PersonState, items: &[Requirement]) {
    for Requirement { item, .. } in items {
        if matches!(item, Item::AnyOf(_) | Item::Points(_)) {
            let mut known = person.met_items.iter();
            if !known.any(|known| known.role.is_none() && known.covers(item)) {
                let item = item.clone();
                // The latest comes first: it rests on no role.
                person.met_items.push_front(MetItem { item, role: None });
            }
        }
    }
}
