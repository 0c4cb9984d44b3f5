//! One role: what it asks for, what it pays, and the moves out of it and into it.

use serde::Serialize;

use crate::model::{self, Ladder, Requirements, RoleIndex};

use super::{
    answer::{Map, Move, Named, Role, Source},
    pay::PayFilter,
    writer::Writer,
};

#[derive(Debug, PartialEq, Serialize)]
pub struct RoleAnswer {
    pub ladder: Named,
    pub track: Named,
    pub role: Role,
    /// The roles that it extends, nearest first.
    pub chain: Vec<Named>,
    /// The moves that lead here.
    pub from: Vec<Move>,
    pub sources: Vec<Source>,
}

/// Answers what a role is.
pub fn role(ladder: &Ladder, role: RoleIndex, filter: &PayFilter) -> RoleAnswer {
    let mut writer = Writer::new(ladder);
    let track = &ladder[ladder[role].track];
    let entry = write(&mut writer, role, &ladder.requirements(role), filter);
    let chain = ladder.chain(role);
    let from = ladder.moves_into(role).into_iter();
    RoleAnswer {
        ladder: writer.ladder_name(),
        track: Named {
            id: track.id.clone(),
            title: track.title.clone(),
        },
        role: entry,
        chain: chain[1..]
            .iter()
            .map(|rung| writer.role_name(*rung))
            .collect(),
        from: from.map(|(other, step)| writer.step(other, step)).collect(),
        sources: writer.sources(),
    }
}

pub(super) fn write(
    writer: &mut Writer,
    index: RoleIndex,
    requirements: &Requirements,
    filter: &PayFilter,
) -> Role {
    let ladder = writer.ladder;
    let role: &model::Role = &ladder[index];
    Role {
        id: role.id.clone(),
        title: role.title.clone(),
        about: role.about.clone(),
        track: ladder[role.track].id.clone(),
        grade: role.grade,
        entry: role.entry,
        extends: role.extends.map(|parent| ladder[parent].id.clone()),
        required: writer.requirements(&requirements.required),
        recommended: writer.requirements(&requirements.recommended),
        responsibilities: Map(role.responsibilities.clone()),
        pay: role
            .pay
            .iter()
            .filter(|pay| filter.shows(pay))
            .map(|pay| writer.pay(pay))
            .collect(),
        next: ladder
            .moves_from(index)
            .into_iter()
            .map(|(other, step)| writer.step(other, step))
            .collect(),
    }
}
