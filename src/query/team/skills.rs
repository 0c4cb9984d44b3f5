//! The skills that a team needs: who has which level, how many have what they need, and what one person alone has.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use smol_str::SmolStr;

use crate::model::{self, Exemption, Item, Resolver, RoleIndex, SkillIndex};

use super::{
    super::{
        answer::{Level, Named},
        answer_builder::AnswerBuilder,
        person_state::PersonState,
    },
    TeamPerson,
};

/// A skill that the roles of a team ask for, and who has it.
#[derive(Debug, PartialEq, Serialize)]
pub struct TeamSkill {
    /// The id and the title.
    #[serde(flatten)]
    pub named: Named,
    /// The category; `null` where the ladder names none.
    pub category: Option<SmolStr>,
    /// The highest level that one of the roles asks for.
    pub need: Level,
    /// How many people have a role that asks for it; all of them where a role is asked about.
    pub asked: usize,
    /// How many of these have the level that it asks for.
    pub covered: usize,
    /// How many of these have it by their role alone, where the profile does not name the skill.
    pub baseline: usize,
    /// Those who have the highest level that is asked for.
    pub holders: Vec<SmolStr>,
    /// Whether only one of several people does.
    pub single_point: bool,
    /// The people with a known level.
    pub levels: Vec<TeamLevel>,
}

/// The level of one person.
#[derive(Debug, PartialEq, Serialize)]
pub struct TeamLevel {
    /// The person.
    pub person: SmolStr,
    /// The level.
    pub level: Level,
    /// The id of the role that it rests on; `null` where the profile says it.
    pub baseline: Option<SmolStr>,
}

/// The levels that a role requires.
fn needs(resolver: &mut Resolver, role: RoleIndex) -> BTreeMap<SkillIndex, model::Level> {
    let mut needs = BTreeMap::new();
    for requirement in resolver.required(role) {
        if let Item::Skill(skill, level) = requirement.item {
            let known = needs.entry(skill).or_insert(level);
            *known = level.max(*known);
        }
    }
    needs
}

/// The skills that the roles of the people ask for, or the role that is asked about, in the ladder's order.
pub(super) fn skills(
    builder: &AnswerBuilder,
    resolver: &mut Resolver,
    people: &[(TeamPerson, PersonState)],
    asked: Option<RoleIndex>,
) -> Vec<TeamSkill> {
    let role_of = |state: &PersonState| asked.or(state.role);
    let roles: BTreeSet<RoleIndex> = people
        .iter()
        .filter_map(|(_, state)| role_of(state))
        .collect();
    let needs: BTreeMap<_, _> = roles
        .into_iter()
        .map(|role| (role, needs(resolver, role)))
        .collect();
    let mut highest: BTreeMap<SkillIndex, model::Level> = BTreeMap::new();
    for (skill, level) in needs.values().flatten() {
        let known = highest.entry(*skill).or_insert(*level);
        *known = (*level).max(*known);
    }
    let ladder = builder.ladder;
    let mut skills = Vec::with_capacity(highest.len());
    for (skill, highest) in highest {
        let mut found = TeamSkill {
            named: builder.skill_name(skill),
            category: ladder[skill].category.clone(),
            need: builder.level(skill, highest),
            asked: 0,
            covered: 0,
            baseline: 0,
            holders: Vec::new(),
            single_point: false,
            levels: Vec::new(),
        };
        for (person, state) in people {
            let level = state.skills.get(&skill).copied();
            let baseline = state.baseline.get(&skill);
            let need = role_of(state).and_then(|role| needs[&role].get(&skill).copied());
            let need = need.filter(|_| state.exemption(Exemption::Skill(skill)).is_none());
            if let Some(need) = need {
                let is_covered = level >= Some(need);
                found.asked += 1;
                found.covered += usize::from(is_covered);
                found.baseline += usize::from(is_covered && baseline.is_some());
            }
            if level >= Some(highest) {
                found.holders.push(person.person.clone());
            }
            found.levels.extend(level.map(|level| TeamLevel {
                person: person.person.clone(),
                level: builder.level(skill, level),
                baseline: baseline.map(|role| ladder[*role].id.clone()),
            }));
        }
        found.single_point = found.holders.len() == 1 && people.len() > 1;
        skills.push(found);
    }
    skills
}
