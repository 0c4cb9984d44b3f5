//! Which roles are similar to a role.

use std::cmp::Reverse;

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::model::{Day, Ladder, RoleIndex};
use crate::order::Order as _;

use super::{
    answer::{Grade, Level, Named},
    answer_builder::AnswerBuilder,
    overlap::{self, Levels, Overlap},
    role_filter::{RoleFilter, Scope},
};

/// The roles that share most levels of skills with a role.
#[derive(Debug, PartialEq, Serialize)]
pub struct LikeAnswer {
    /// The ladder of the answer.
    pub ladder: Named,
    /// The day of the answer, an ISO date.
    pub as_of: SmolStr,
    /// The role.
    pub like: Named,
    /// The levels of skills that it requires.
    pub levels: u64,
    /// The roles that were ranked.
    #[serde(flatten)]
    pub scope: Scope,
    /// The number of roles that share no level with it; they are not in `roles`.
    pub apart: usize,
    /// The other roles, those with the highest similarity first.
    pub roles: Vec<LikeRole>,
}

/// A role that shares levels of skills with another.
#[derive(Debug, PartialEq, Serialize)]
pub struct LikeRole {
    /// The id of the role.
    pub role: SmolStr,
    /// The title of the role.
    pub title: SmolStr,
    /// The id of its track.
    pub track: SmolStr,
    /// The title of its track; `null` where the ladder names none.
    #[serde(skip)]
    pub track_title: Option<SmolStr>,
    /// Its height on the track; grades of two tracks are not compared.
    #[serde(flatten)]
    pub grade: Grade,
    /// The levels of this role that the other role requires too.
    pub covers: Overlap,
    /// The levels of the other role that this role requires too.
    pub covered_by: Overlap,
    /// The levels that both require, of those that either requires; the order of the roles.
    pub similarity: Overlap,
    /// The skills that both require, those with most shared levels first.
    pub shared: Vec<SharedSkill>,
    /// What this role requires beyond the other, most missing levels first.
    pub missing: Vec<SkillClimb>,
}

/// A skill that both roles require.
#[derive(Debug, PartialEq, Serialize)]
pub struct SharedSkill {
    /// The id and the title of the skill.
    #[serde(flatten)]
    pub named: Named,
    /// The lower of the two required levels.
    pub level: Level,
}

/// A skill that a role requires at a higher level than the other role.
#[derive(Debug, PartialEq, Serialize)]
pub struct SkillClimb {
    /// The id and the title of the skill.
    #[serde(flatten)]
    pub named: Named,
    /// The level that the other role requires; `null` for none.
    pub have: Option<Level>,
    /// The level that this role requires.
    pub need: Level,
}

/// Answers which roles are most similar to a role.
///
/// Similarity is the Jaccard index of levels: those that both roles require, of those that either
/// requires. Coverage alone would rank a role with few requirements first. Equals are in the ladder's
/// order.
pub fn like(ladder: &Ladder, role: RoleIndex, filter: RoleFilter, as_of: Day) -> LikeAnswer {
    let levels: Vec<Levels> = ladder
        .all_requirements()
        .map(|requirements| overlap::levels(&requirements.required))
        .collect();
    let own = &levels[role.index()];
    let asked = overlap::count(own);
    let others = filter.roles(ladder).filter(|other| *other != role);
    let counted = others.map(|other| {
        let of = overlap::count(&levels[other.index()]);
        (other, overlap::shared(own, &levels[other.index()]), of)
    });
    let (mut ranked, apart): (Vec<_>, Vec<_>) = counted.partition(|(_, shared, _)| *shared > 0);
    // Fractions compare by their numerators over a common denominator.
    ranked.order_by(|(_, one, of_one), (_, other, of_other)| {
        let either = |shared: &u64, of: &u64| u128::from(asked + of - shared);
        let one_first = u128::from(*one) * either(other, of_other);
        let other_first = u128::from(*other) * either(one, of_one);
        other_first.cmp(&one_first)
    });
    let builder = AnswerBuilder::new(ladder);
    let scope = filter.choose(&builder, &mut ranked);
    let roles = ranked.into_iter().map(|(other, shared, of)| {
        let entry = &ladder[other];
        LikeRole {
            role: entry.id.clone(),
            title: entry.title.clone(),
            track: ladder[entry.track].id.clone(),
            track_title: builder.named_track(entry.track).map(|track| track.title),
            grade: Grade::of(ladder, entry),
            covers: Overlap::new(shared, of),
            covered_by: Overlap::new(shared, asked),
            similarity: Overlap::new(shared, asked + of - shared),
            shared: shared_skills(&builder, own, &levels[other.index()]),
            missing: missing_skills(&builder, own, &levels[other.index()]),
        }
    });
    LikeAnswer {
        ladder: builder.ladder_name(),
        as_of: as_of.to_smolstr(),
        like: builder.role_name(role),
        levels: asked,
        scope,
        apart: apart.len(),
        roles: roles.collect(),
    }
}

fn shared_skills(builder: &AnswerBuilder, own: &Levels, asked: &Levels) -> Vec<SharedSkill> {
    let both = asked.iter().filter_map(|(skill, level)| {
        let lower = level.min(own.get(skill)?);
        Some((*skill, *lower))
    });
    let mut both: Vec<_> = both.collect();
    both.order_by_key(|(_, level)| Reverse(*level));
    let skills = both.into_iter().map(|(skill, level)| SharedSkill {
        named: builder.skill_name(skill),
        level: builder.level(skill, level),
    });
    skills.collect()
}

fn missing_skills(builder: &AnswerBuilder, own: &Levels, asked: &Levels) -> Vec<SkillClimb> {
    let climbs = asked.iter().map(|(skill, need)| {
        let have = own.get(skill).copied();
        (need.levels_from(have).count(), *skill, have, *need)
    });
    let mut climbs: Vec<_> = climbs.filter(|(levels, ..)| *levels > 0).collect();
    climbs.order_by_key(|(levels, ..)| Reverse(*levels));
    let skills = climbs.into_iter().map(|(_, skill, have, need)| SkillClimb {
        named: builder.skill_name(skill),
        have: have.map(|level| builder.level(skill, level)),
        need: builder.level(skill, need),
    });
    skills.collect()
}
