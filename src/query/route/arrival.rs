//! What is learnt and earned for a role, so that whoever arrives there meets what it asks for.

use crate::{
    model::{
        CertificationIndex, Date, EarnedDegree, Item, Level, Requirements, RoleIndex, SkillIndex,
    },
    query::{gap::Gap, person_state::PersonState},
    vocabulary::{Degree, RequirementKind},
};

use super::{problem::Problem, time::years, units::hours};

/// One level of a skill to learn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StudyStep {
    pub skill: SkillIndex,
    pub level: Level,
    /// The least and the most; `None` where nobody says.
    pub hours: Option<[f64; 2]>,
    /// Years at the person's hours a week, at the least.
    pub years: f64,
    /// Whether a resource that was learnt from before teaches it too.
    pub taught: bool,
}

/// The levels between what the person has and what a role asks for.
pub fn study_steps(
    problem: &Problem,
    person: &PersonState,
    learnt: &[u64],
    asked: &Requirements,
) -> Vec<StudyStep> {
    let mut learnt = learnt.to_vec();
    let mut study_steps = Vec::new();
    for requirement in &asked.required {
        let Item::Skill(skill, level) = requirement.item else {
            continue;
        };
        let has = person.skills.get(&skill).copied();
        for (level, number) in level.levels_from(has).zip(problem.units.above(skill, has)) {
            let unit = problem.units.get(number);
            let bit = 1 << (number % 64);
            let taught = learnt[number / 64] & bit != 0;
            learnt[number / 64] |= bit;
            study_steps.push(StudyStep {
                skill,
                level,
                hours: unit.known.then(|| unit.hours.map(hours)),
                years: if taught { 0.0 } else { years(unit.time[0]) },
                taught,
            });
        }
    }
    study_steps
}

/// Of each open group the certification that can be earned then and is asked for most often from
/// here on; of equals the first.
pub fn certifications(
    problem: &Problem,
    gaps: &[Gap],
    asked: &[Requirements],
) -> Vec<CertificationIndex> {
    let counts = |certification: CertificationIndex| {
        let items = asked.iter().flat_map(|asked| &asked.required);
        let asks = items.filter(|requirement| {
            matches!(&requirement.item, Item::Certification(group) if group.contains(&certification))
        });
        asks.count()
    };
    let mut chosen: Vec<CertificationIndex> = Vec::new();
    for gap in gaps
        .iter()
        .filter(|gap| gap.kind == RequirementKind::Certification)
    {
        let options: Vec<CertificationIndex> = gap
            .options
            .iter()
            .filter(|option| option.retired.is_none() && option.upcoming.is_none())
            .filter_map(|option| problem.ladder.certification(&option.id))
            .collect();
        if options.iter().any(|option| chosen.contains(option)) {
            continue;
        }
        let best = options
            .into_iter()
            .rev()
            .max_by_key(|option| counts(*option));
        chosen.extend(best);
    }
    chosen
}

/// Whoever arrives in a role meets what it asks for.
pub fn arrive(
    problem: &Problem,
    person: &mut PersonState,
    role: RoleIndex,
    asked: &Requirements,
    earned: &[CertificationIndex],
) {
    let ladder = problem.ladder;
    person.role = Some(role);
    person.served = Some(0.0);
    for requirement in &asked.required {
        match &requirement.item {
            Item::Skill(skill, level) => {
                let has = person.skills.entry(*skill).or_insert(*level);
                *has = (*has).max(*level);
            }
            Item::Education(education) if education.degree > Degree::None => {
                if person
                    .degree_for(education.degree, &education.fields)
                    .is_none()
                {
                    person.degrees.push(EarnedDegree {
                        degree: education.degree,
                        field: education.fields.first().cloned(),
                        earned: None,
                    });
                }
            }
            Item::Education(_) | Item::Years(_) | Item::Certification(_) => (),
        }
    }
    for certification in earned {
        let day = Date::Day(person.as_of);
        let expires = ladder[*certification].expiry(Some(day), None);
        person.certifications.insert(*certification, expires);
    }
}
