//! Which single raise of a skill makes most people meet everything that one more role asks for.

use std::{cmp::Reverse, collections::BTreeMap};

use serde::Serialize;
use smol_str::SmolStr;

use crate::{
    model::{
        self, Alternative, Assumption, Item, Ladder, Requirement, Resolver, RoleIndex, SkillIndex,
    },
    order::Order as _,
};

use super::{
    super::{
        answer::{Level, Named},
        answer_builder::AnswerBuilder,
        person_state::PersonState,
        standing::Counted,
    },
    TeamPerson,
};

/// A raise of one skill, and who would meet everything that one more role asks for.
#[derive(Debug, PartialEq, Serialize)]
pub struct Training {
    /// The skill.
    #[serde(flatten)]
    pub named: Named,
    /// The least level at which all of these people do.
    pub to: Level,
    /// Who, and for which roles.
    pub unlocks: Vec<Unlocked>,
}

/// A person, and the roles whose requirements would all be met.
#[derive(Debug, PartialEq, Serialize)]
pub struct Unlocked {
    /// The person.
    pub person: SmolStr,
    /// The ids of the roles.
    pub roles: Vec<SmolStr>,
}

/// The least level of each skill that is enough for a role.
type Raises = BTreeMap<SkillIndex, model::Level>;

/// The raises of one skill each after which someone meets everything of one more role, most people first; equals are
/// in the ladder's order.
pub(super) fn training(
    builder: &AnswerBuilder,
    resolver: &mut Resolver,
    people: &[(TeamPerson, PersonState)],
) -> Vec<Training> {
    let ladder = builder.ladder;
    let mut required: BTreeMap<RoleIndex, Vec<Requirement>> = BTreeMap::new();
    // Of each skill: the person, the level that is enough, and the role.
    let mut found: BTreeMap<SkillIndex, Vec<(usize, model::Level, RoleIndex)>> = BTreeMap::new();
    for (position, (person, state)) in people.iter().enumerate() {
        let mut draft = None;
        for step in person.steps.iter().filter(|step| !step.gaps.is_empty()) {
            let required = required.entry(step.index);
            let required = required.or_insert_with(|| resolver.required(step.index));
            let draft = draft.get_or_insert_with(|| state.clone());
            for (skill, level) in raises(ladder, draft, required) {
                let raised = found.entry(skill).or_default();
                raised.push((position, level, step.index));
            }
        }
    }
    let mut trainings: Vec<Training> = Vec::with_capacity(found.len());
    for (skill, raised) in found {
        // Everyone is there at the highest of the least levels of each person.
        let mut least: BTreeMap<usize, model::Level> = BTreeMap::new();
        for (person, level, _) in &raised {
            let known = least.entry(*person).or_insert(*level);
            *known = (*level).min(*known);
        }
        let Some(to) = least.values().max().copied() else {
            continue;
        };
        let unlocks = least.into_keys().map(|person| {
            let own = raised
                .iter()
                .filter(|(other, level, _)| *other == person && *level <= to);
            Unlocked {
                person: people[person].0.person.clone(),
                roles: own.map(|(.., role)| ladder[*role].id.clone()).collect(),
            }
        });
        trainings.push(Training {
            named: builder.skill_name(skill),
            to: builder.level(skill, to),
            unlocks: unlocks.collect(),
        });
    }
    trainings.order_by_key(|one| Reverse(one.unlocks.len()));
    trainings
}

/// The raises of one skill each that meet all that is missing of a role.
fn raises(ladder: &Ladder, draft: &mut PersonState, required: &[Requirement]) -> Raises {
    let is_open = |state: &PersonState, requirement: &Requirement| {
        let is_left_out = matches!(requirement.item, Item::Years(_))
            && state.leaves_out(ladder, requirement.source);
        let counted = Counted::of(ladder, state, requirement);
        requirement.item.asks_for_something()
            && !is_left_out
            && counted.is_some_and(|counted| counted.credit < 1.0)
    };
    let open = required.iter().filter(|one| is_open(draft, one));
    let open: Vec<&Requirement> = open.collect();
    let Some(first) = open.first() else {
        return Raises::new();
    };
    let mut raises = Raises::new();
    // A raise that meets all of them meets the first.
    for (skill, levels) in candidates(ladder, draft, &first.item) {
        let enough = levels.into_iter().find(|level| {
            let fact = Assumption::Skill(skill, Some(*level));
            draft.assuming(&fact, |raised| !open.iter().any(|one| is_open(raised, one)))
        });
        raises.extend(enough.map(|level| (skill, level)));
    }
    raises
}

/// The skills whose raise can meet a requirement, each with the levels above the present one, lowest first.
fn candidates(
    ladder: &Ladder,
    state: &PersonState,
    item: &Item,
) -> Vec<(SkillIndex, Vec<model::Level>)> {
    let skills: Vec<SkillIndex> = match item {
        Item::Skill(skill, _) => vec![*skill],
        Item::Points(points) => points.skills.to_vec(),
        Item::AnyOf(group) => {
            let members = group.members.iter();
            members
                .filter_map(|member| match member {
                    Alternative::Skill(skill, _) => Some(*skill),
                    _ => None,
                })
                .collect()
        }
        Item::Years(_) | Item::Education(_) | Item::Certification(_) => Vec::new(),
    };
    let skills = skills.into_iter().map(|skill| {
        let scale = ladder.scale(skill);
        let have = state.skills.get(&skill).copied();
        let levels =
            (1..=scale.names().len()).filter_map(|rank| scale.level(u8::try_from(rank).ok()?));
        (skill, levels.filter(|level| Some(*level) > have).collect())
    });
    skills.collect()
}
