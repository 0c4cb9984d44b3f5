//! One skill: what it covers, how to learn it, and which roles require it.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::model::{self, Item, Ladder, SkillIndex};

use super::{
    answer::{Level, Map, Named, Skill, Source},
    answer_builder::AnswerBuilder,
};

/// One skill, and the roles that require or recommend it.
#[derive(Debug, PartialEq, Serialize)]
pub struct SkillAnswer {
    /// The ladder of the answer.
    pub ladder: Named,
    /// The skill.
    pub skill: Skill,
    /// The roles that require or recommend it, in the ladder's order.
    pub asked_by: Vec<RoleWithSkill>,
    /// The sources of all figures, in the order of their first use; empty as a part of a report.
    pub sources: Vec<Source>,
}

/// A role that requires or recommends a skill.
#[derive(Debug, PartialEq, Serialize)]
pub struct RoleWithSkill {
    /// The id of the role.
    pub role: SmolStr,
    /// The title of the role.
    pub title: SmolStr,
    /// The level that it requires or recommends.
    pub level: Level,
    /// The id of the role in the chain that set the requirement.
    pub introduced_by: SmolStr,
    /// Whether the role recommends it instead.
    pub recommended: bool,
}

/// Answers what a skill is and which roles require it.
pub fn skill(ladder: &Ladder, skill: SkillIndex) -> SkillAnswer {
    let mut builder = AnswerBuilder::new(ladder);
    let entry = write(&mut builder, skill);
    let mut asked_by = Vec::new();
    for (role, requirements) in ladder.roles().zip(ladder.all_requirements()) {
        let mut ask = |asked: &[model::Requirement], recommended| {
            for requirement in asked {
                if let Item::Skill(other, level) = requirement.item
                    && other == skill
                {
                    let Named { id, title } = builder.role_name(role);
                    asked_by.push(RoleWithSkill {
                        role: id,
                        title,
                        level: builder.level(skill, level),
                        introduced_by: ladder[requirement.introduced_by].id.clone(),
                        recommended,
                    });
                }
            }
        };
        ask(&requirements.required, false);
        ask(&requirements.recommended, true);
    }
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
        hours: Map(skill
            .hours
            .iter()
            .map(|(level, hours)| (name(*level), builder.span(*hours)))
            .collect()),
        resources: skill
            .resources
            .iter()
            .map(|resource| builder.resource(index, resource))
            .collect(),
        cited: builder.cite(skill.source),
    }
}
