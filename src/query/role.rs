//! One role: requirements, pay, and the moves out of it and into it.

use serde::Serialize;

use crate::model::{self, Day, Ladder, Requirements, RoleIndex, Source};

use super::{
    answer::{self, Grade, ListedPay, Move, Named, Role},
    answer_builder::AnswerBuilder,
    pay::{PayFilter, ShownPay},
    person_state::PersonState,
};

/// One role, with the moves out of it and into it.
#[derive(Debug, PartialEq, Serialize)]
pub struct RoleAnswer {
    /// The ladder of the answer.
    pub ladder: Named,
    /// Its track; `null` where the ladder names none.
    pub track: Option<Named>,
    /// The role.
    pub role: Role,
    /// The roles whose requirements it inherits, nearest first.
    pub chain: Vec<Named>,
    /// The moves into the role.
    pub from: Vec<Move>,
    /// The sources of all figures, in the order of their first use; empty as a part of a report.
    pub sources: Vec<Source>,
}

/// Answers what a role is.
pub fn role(ladder: &Ladder, role: RoleIndex, filter: &PayFilter, as_of: Day) -> RoleAnswer {
    let mut builder = AnswerBuilder::new(ladder);
    let shown = ShownPay::new(ladder, &PersonState::unknown(as_of), filter);
    let requirements = ladder.requirements(role);
    let mut entry = write(&mut builder, role, &requirements, &shown);
    explain(ladder, &requirements.required, &mut entry.required);
    explain(ladder, &requirements.recommended, &mut entry.recommended);
    let chain = ladder.chain(role);
    let from = ladder.moves_into(role).into_iter();
    RoleAnswer {
        ladder: builder.ladder_name(),
        track: builder.named_track(ladder[role].track),
        role: entry,
        chain: chain[1..]
            .iter()
            .map(|role| builder.role_name(*role))
            .collect(),
        from: from
            .map(|(other, step)| builder.step(other, step))
            .collect(),
        sources: builder.sources(),
    }
}

/// Adds what the levels of the skills mean.
fn explain(
    ladder: &Ladder,
    requirements: &[model::Requirement],
    written: &mut answer::Requirements,
) {
    let skills = requirements
        .iter()
        .filter_map(|requirement| match requirement.item {
            model::Item::Skill(skill, level) => Some((skill, level)),
            _ => None,
        });
    for ((skill, level), (_, need)) in skills.zip(&mut written.skills.0) {
        need.means = ladder[skill].meaning(level).cloned();
    }
}

pub(super) fn write(
    builder: &mut AnswerBuilder,
    index: RoleIndex,
    requirements: &Requirements,
    shown: &ShownPay,
) -> Role {
    let ladder = builder.ladder;
    let role: &model::Role = &ladder[index];
    let figures: Vec<&model::Pay> = shown.figures(ladder, index).collect();
    Role {
        id: role.id.clone(),
        title: role.title.clone(),
        about: role.about.clone(),
        aliases: role.aliases.clone(),
        track: ladder[role.track].id.clone(),
        grade: Grade::of(ladder, role),
        entry: role.entry,
        extends: role.extends.map(|parent| ladder[parent].id.clone()),
        required: builder.requirements(&requirements.required),
        recommended: builder.requirements(&requirements.recommended),
        responsibilities: role.responsibilities.clone(),
        pay: role
            .pay
            .iter()
            .filter(|pay| shown.filter.shows(pay))
            .map(|pay| ListedPay {
                is_figure: figures.iter().any(|figure| std::ptr::eq(*figure, pay)),
                pay: builder.listed_pay(pay, shown.day),
            })
            .collect(),
        next: ladder
            .moves_from(index)
            .into_iter()
            .map(|(other, step)| builder.step(other, step))
            .collect(),
        facts: builder.facts(&role.facts),
    }
}
