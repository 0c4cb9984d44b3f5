//! A change of a profile, and what it does to the readiness for the next roles.

use serde::Serialize;
use smol_str::SmolStr;

use crate::{
    model::{Ladder, RoleIndex},
    order::Order as _,
};

use super::{
    answer::{Estimate, Header, Level, Named, Number},
    answer_builder::AnswerBuilder,
    assess::readiness_for,
    effort::{Hours, Times},
    gap::Readiness,
    person_state::PersonState,
};

/// A change of a profile.
#[derive(Debug, PartialEq, Serialize)]
pub struct ChangeAnswer {
    /// The ladder, the day and the person after the change.
    #[serde(flatten)]
    pub header: Header,
    /// The name of the file.
    pub file: SmolStr,
    /// Whether the file was written.
    pub written: bool,
    /// The lines that differ, in the order of the file.
    pub changes: Vec<ChangedLines>,
    /// The readiness for the next roles and the goal, before and after.
    pub readiness: Vec<ReadinessChange>,
    /// The skills with more or fewer hours of study done than before.
    pub study: Vec<StudyDone>,
}

/// The hours of study that are done towards the next level of a skill.
#[derive(Debug, PartialEq, Serialize)]
pub struct StudyDone {
    /// The skill.
    #[serde(flatten)]
    pub skill: Named,
    /// The level.
    pub level: Level,
    /// The hours that are done.
    pub done: Number,
    /// The hours that the level takes from its begin; `null` where they are unknown.
    pub hours: Option<Estimate>,
}

/// Lines of a file, and those that stand in their place now.
#[derive(Debug, PartialEq, Serialize)]
pub struct ChangedLines {
    /// The number of the first line before, counted from 1.
    pub old_line: usize,
    /// The number of the first line after.
    pub new_line: usize,
    /// The lines before.
    pub removed: Vec<SmolStr>,
    /// The lines after.
    pub added: Vec<SmolStr>,
}

/// The readiness for a role before and after a change.
#[derive(Debug, PartialEq, Serialize)]
pub struct ReadinessChange {
    /// The role.
    #[serde(flatten)]
    pub role: Named,
    /// Before.
    pub before: Readiness,
    /// After.
    pub after: Readiness,
}

/// Answers what a change of a profile does to the readiness for the next roles and the goal.
pub fn change(
    ladder: &Ladder,
    [before, after]: [&PersonState; 2],
    file: &str,
    changes: Vec<ChangedLines>,
    written: bool,
) -> ChangeAnswer {
    let mut builder = AnswerBuilder::new(ladder);
    let mut roles: Vec<RoleIndex> = match after.role {
        Some(role) => ladder
            .moves_from(role)
            .into_iter()
            .map(|(to, _)| to)
            .collect(),
        None => ladder.roles().filter(|role| ladder[*role].entry).collect(),
    };
    roles.extend(after.goal);
    let mut seen = Vec::new();
    roles.retain(|role| {
        Some(*role) != after.role && !seen.contains(role) && {
            seen.push(*role);
            true
        }
    });
    let mut readiness = Vec::new();
    for role in roles {
        let required = ladder.requirements(role).required;
        let [before, after] =
            [before, after].map(|state| readiness_for(&mut builder, state, &required));
        if let (Some(before), Some(after)) = (before, after) {
            let role = builder.role_name(role);
            readiness.push(ReadinessChange {
                role,
                before,
                after,
            });
        }
    }
    // What changed comes first.
    readiness.order_by_key(|change| change.before == change.after);
    ChangeAnswer {
        header: builder.header(after),
        file: file.into(),
        written,
        changes,
        readiness,
        study: study(&builder, [before, after]),
    }
}

/// The skills with other hours of study than before.
fn study(builder: &AnswerBuilder, [before, after]: [&PersonState; 2]) -> Vec<StudyDone> {
    let ladder = builder.ladder;
    let changed = after.hours_done.iter();
    let changed = changed.filter(|(skill, hours)| before.hours_done.get(*skill) != Some(*hours));
    let done = changed.filter_map(|(skill, hours)| {
        let effort = Times::new(ladder, after).next(*skill)?;
        let study = effort.study.is_some();
        let (sourced, estimated) = Hours::of([&effort]).estimates();
        Some(StudyDone {
            skill: builder.skill_name(*skill),
            level: builder.level(*skill, effort.level),
            done: Number::rounded(*hours),
            hours: estimated.or(sourced).filter(|_| study),
        })
    });
    done.collect()
}
