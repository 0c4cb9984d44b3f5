//! What a person learns and earns for a move, and has on arrival in the role.

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
    /// The level after this step.
    pub level: Level,
    /// Hours, least and most; `None` where they are unknown.
    pub hours: Option<[f64; 2]>,
    /// The least years at the person's hours a week.
    pub years: f64,
    /// Whether a resource that was studied before teaches it too.
    pub taught: bool,
}

/// The levels between those that the person has and those that a role requires.
pub fn study_steps(
    problem: &Problem,
    person: &PersonState,
    learnt: &[u64],
    requirements: &Requirements,
) -> Vec<StudyStep> {
    let mut learnt = learnt.to_vec();
    let mut steps = Vec::new();
    for requirement in &requirements.required {
        let Item::Skill(skill, level) = requirement.item else {
            continue;
        };
        let has = person.skills.get(&skill).copied();
        for (level, number) in level.levels_from(has).zip(problem.units.above(skill, has)) {
            let unit = problem.units.get(number);
            let bit = 1 << (number % 64);
            let taught = learnt[number / 64] & bit != 0;
            learnt[number / 64] |= bit;
            steps.push(StudyStep {
                skill,
                level,
                hours: unit.known.then(|| unit.hours.map(hours)),
                years: if taught { 0.0 } else { years(unit.time[0]) },
                taught,
            });
        }
    }
    steps
}

/// One certification for each open group: of those that can be earned, the one that most of the
/// requirements from here on accept; the first of equals.
pub fn certifications(
    problem: &Problem,
    gaps: &[Gap],
    requirements: &[Requirements],
) -> Vec<CertificationIndex> {
    let counts = |certification: CertificationIndex| {
        let items = requirements.iter().flat_map(|role| &role.required);
        let accepting = items.filter(|requirement| {
            matches!(&requirement.item, Item::Certification(group) if group.members.contains(&certification))
        });
        accepting.count()
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
            .filter_map(|option| problem.ladder.certification(&option.named.id))
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

/// On arrival in a role the person meets its requirements.
pub fn arrive(
    problem: &Problem,
    person: &mut PersonState,
    role: RoleIndex,
    requirements: &Requirements,
    earned: &[CertificationIndex],
) {
    let ladder = problem.ladder;
    person.role = Some(role);
    person.served = Some(0.0);
    for requirement in &requirements.required {
        match &requirement.item {
            Item::Skill(skill, level) => person.reach(*skill, *level),
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
