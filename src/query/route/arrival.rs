//! What a person learns and earns for a move, and has on arrival in the role.

use crate::{
    model::{CertificationIndex, Item, Level, RoleIndex, SkillIndex, SourceIndex},
    query::{
        effort::{Effort, Times},
        person_state::PersonState,
    },
};

use super::{
    gained::{Gained, is_set, set},
    problem::{Edge, Problem},
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

/// The levels between those that the person has and those that a role requires, and their practice.
pub fn steps(
    problem: &Problem,
    state: &PersonState,
    person: &PersonState,
    edge: &Edge,
    gained: &Gained,
) -> (Vec<LearningStep>, Vec<PracticeStep>) {
    let units = &problem.units;
    let times = Times::new(problem.ladder, state);
    let mut learnt = gained.units.clone();
    let (mut steps, mut practices) = (Vec::new(), Vec::new());
    for requirement in &problem.required(edge.to).items {
        let Item::Skill(skill, top) = requirement.item else {
            continue;
        };
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
            for number in numbers {
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

/// On arrival in a role the person meets its requirements.
pub fn arrive(
    problem: &Problem,
    person: &mut PersonState,
    role: RoleIndex,
    gained: &Gained,
    earned: &[CertificationIndex],
) {
    let required = problem.required(role.index());
    person.role = Some(role);
    person.served = Some(0.0);
    for requirement in &required.items {
        if let Item::Skill(skill, level) = requirement.item {
            person.reach(skill, level);
        }
    }
    if let Some(number) = required.education
        && !problem.units.degrees.to_earn(number, gained).is_empty()
    {
        person.degrees.push(problem.units.degrees.earned(number));
    }
    // What is earned counts for the whole route.
    let earned = earned.iter().map(|certification| (*certification, None));
    person.certifications.extend(earned);
}
