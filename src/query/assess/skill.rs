//! A skill at a level.

use crate::{
    model::{Level as Rank, SkillIndex},
    vocabulary::RequirementKind,
};

use super::{
    super::{
        answer_builder::AnswerBuilder,
        effort::{Hours, Times, practice, studies_before_practice},
        gap::{Gap, Have, Need},
        person_state::PersonState,
        standing::Standing,
    },
    missing,
};

pub(in crate::query) fn skill(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    skill: SkillIndex,
    need: Rank,
) -> Gap {
    let ladder = builder.ladder;
    let have = state.skills.get(&skill).copied();
    let asked = Need::Skill(builder.level(skill, need));
    let (id, title) = (&ladder[skill].id, &ladder[skill].title);
    let mut gap = missing(RequirementKind::Skill, id, title, asked);
    gap.have = have.map(|level| Have::Skill(builder.level(skill, level)));
    gap.assumed = state.assumed.skills.contains(&skill);
    let mut levels = ladder[skill].levels.iter();
    let meaning = levels.find(|(level, _)| *level == need);
    gap.means = meaning.map(|(_, text)| text.clone());
    let standing = Standing::of_skill(state, skill, need);
    gap.baseline = standing.baseline.map(|role| ladder[role].id.clone());
    gap = gap.credited(standing);
    if gap.status.is_open() {
        let efforts = Times::new(ladder, state).up_to(skill, need).into_iter();
        gap.effort = efforts.filter(|effort| Some(effort.level) > have).collect();
        (gap.hours, gap.hours_estimated) = Hours::of(&gap.effort).estimates();
        let since = state.practising_since.get(&skill).copied();
        gap.practice = practice(&gap.effort, since.unwrap_or(0.0));
        gap.studies_before_practice = studies_before_practice(&gap.effort);
        let climb: Vec<Rank> = need.levels_from(have).collect();
        gap.resources = ladder[skill]
            .resources
            .iter()
            .filter(|resource| resource.level.is_some_and(|level| climb.contains(&level)))
            .map(|resource| builder.resource(skill, resource))
            .collect();
    }
    gap
}
