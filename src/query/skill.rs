//! One skill: what it covers, how to learn it, and which roles require it.

use serde::Serialize;
use smol_str::ToSmolStr;

use crate::{
    model::{self, Alternative, Item, Ladder, SkillIndex, Source},
    vocabulary::RequirementKind,
};

use super::{
    answer::{Level, Map, Named, Skill},
    answer_builder::AnswerBuilder,
    asked_by::{AskedBy, AskedGroup, asked_by},
    person_state::PersonState,
};

/// One skill, and the roles that require or recommend it.
#[derive(Debug, PartialEq, Serialize)]
pub struct SkillAnswer {
    /// The ladder of the answer.
    pub ladder: Named,
    /// The skill.
    pub skill: Skill,
    /// The roles that require or recommend it, in the ladder's order.
    pub asked_by: Vec<AskedBy<AskedLevel>>,
    /// The sources of all figures, in the order of their first use; empty as a part of a report.
    pub sources: Vec<Source>,
}

/// The level of a skill that a role requires or recommends.
#[derive(Debug, PartialEq, Serialize)]
pub struct AskedLevel {
    /// Whether it is asked for by itself, as one of several alternatives, or counts for points.
    pub kind: RequirementKind,
    /// The level; `null` where every level counts for points.
    pub level: Option<Level>,
    /// The alternatives that it is one of; `null` where it is none.
    pub any_of: Option<AskedGroup>,
}

/// Answers what a skill is and which roles require it.
pub fn skill(ladder: &Ladder, skill: SkillIndex, state: &PersonState) -> SkillAnswer {
    let mut builder = AnswerBuilder::new(ladder);
    let entry = write(&mut builder, skill);
    let asked_by = asked_by(&builder, state, |item| match item {
        Item::Skill(other, level) if *other == skill => Some(AskedLevel {
            kind: RequirementKind::Skill,
            level: Some(builder.level(skill, *level)),
            any_of: None,
        }),
        Item::AnyOf(group) => {
            let level = group.members.iter().find_map(|member| match member {
                Alternative::Skill(other, level) if *other == skill => Some(*level),
                _ => None,
            });
            level.map(|level| AskedLevel {
                kind: RequirementKind::AnyOf,
                level: Some(builder.level(skill, level)),
                any_of: Some(AskedGroup::of(&builder, group)),
            })
        }
        Item::Points(points) if points.skills.contains(&skill) => Some(AskedLevel {
            kind: RequirementKind::Points,
            level: None,
            any_of: None,
        }),
        _ => None,
    });
    SkillAnswer {
        ladder: builder.ladder_name(),
        skill: entry,
        asked_by,
        sources: builder.sources(),
    }
}

pub(super) fn write(builder: &mut AnswerBuilder, index: SkillIndex) -> Skill {
    let ladder = builder.ladder;
    let skill: &model::Skill = &ladder[index];
    let name = |level: model::Level| ladder.scale(index).name(level).to_smolstr();
    let (hours, hours_left_out) = builder.times(index, &skill.hours);
    let (practice, practice_left_out) = builder.times(index, &skill.practice);
    Skill {
        id: skill.id.clone(),
        title: skill.title.clone(),
        category: skill.category.clone(),
        about: skill.about.clone(),
        aliases: skill.aliases.clone(),
        proficiency: ladder.scale(index).names().to_vec(),
        needs: skill
            .needs
            .iter()
            .map(|need| builder.prerequisite(need))
            .collect(),
        levels: Map(skill
            .levels
            .iter()
            .map(|(level, text)| (name(*level), text.clone()))
            .collect()),
        hours,
        hours_left_out,
        practice,
        practice_left_out,
        resources: skill
            .resources
            .iter()
            .map(|resource| builder.resource(index, resource))
            .collect(),
        facts: builder.facts(&skill.facts),
        cited: builder.cite(skill.source),
    }
}
