//! `ladder matrix`: what several roles ask for.

use anyhow::Result;

use crate::{
    check::{category, role, track},
    cli::{self, Options},
    model::{Day, Ladder, RoleIndex},
    query::{self, MatrixPart, PersonState},
};

use super::{
    ANSWERED, answer_beside,
    person::{before, inputs, state},
};

/// Runs `ladder matrix`, and returns the exit code.
pub fn matrix(asked: &cli::MatrixArgs, as_of: Day, options: &Options) -> Result<u8> {
    let inputs = inputs(&asked.start, options)?;
    let ladder = &inputs.ladder;
    let state = state(&asked.start, inputs, as_of)?;
    let part = MatrixPart {
        roles: roles(&asked.roles, ladder)?,
        track: asked
            .track
            .as_ref()
            .map(|name| track(name, ladder))
            .transpose()?,
        category: asked
            .category
            .as_ref()
            .map(|name| category(name, ladder))
            .transpose()?,
    };
    let ask = |state: &PersonState| query::matrix(ladder, state, &part);
    let before = before(&asked.start, inputs, as_of)?.as_ref().map(ask);
    answer_beside(inputs, ask(&state), before.as_ref(), options)?;
    Ok(ANSWERED)
}

/// Roles by their names, each once.
pub fn roles<'n>(
    names: impl IntoIterator<Item = &'n String>,
    ladder: &Ladder,
) -> Result<Vec<RoleIndex>> {
    let mut roles = Vec::new();
    for name in names {
        let role = role(name, ladder)?;
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    Ok(roles)
}
