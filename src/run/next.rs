//! `ladder next`: the moves that are open to a person, and single gaps by what each would move.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::{
    cli::{self, Options},
    diagnostic::UsageError,
    model::{Day, RoleIndex},
    query::{self, PayFilter, PersonState},
};

use super::{
    ANSWERED, answer_beside,
    person::{before, inputs, note_missing_profile, preferred, state, without_effect},
};

/// Runs `ladder next`, and returns the exit code.
pub fn next(
    asked: &cli::NextArgs,
    filter: &PayFilter,
    as_of: Day,
    options: &Options,
) -> Result<u8> {
    if let Some(role) = &asked.role {
        return Err(UsageError::new("`ladder next` takes no role")
            .help(format!("for one role: `ladder gaps {role}`"))
            .help(format!(
                "for the moves out of a role: `ladder next --from {role}`"
            ))
            .into());
    }
    let inputs = inputs(&asked.start, options)?;
    let ladder = &inputs.ladder;
    let mut state = state(&asked.start, inputs, as_of)?;
    state.preferred = preferred(&asked.prefer, ladder)?;
    let mut before = before(&asked.start, inputs, as_of)?;
    if let Some(before) = &mut before {
        before.preferred.clone_from(&state.preferred);
    }
    let steps = query::next_roles(ladder, &state);
    let mut roles: BTreeSet<RoleIndex> = steps.iter().copied().collect();
    if !asked.unlock {
        let ask = |state: &PersonState| query::next(ladder, state, filter);
        let roles = (|_: &_| roles, "no next role");
        let options = &without_effect(&asked.prefer, &mut state, roles, ask, inputs, options);
        if !state.known {
            note_missing_profile(inputs, None);
        }
        let before = before.as_ref().map(ask);
        answer_beside(inputs, ask(&state), before.as_ref(), options)?;
        return Ok(ANSWERED);
    }
    if !state.known {
        return Err(UsageError::new("without a person, no gap is open")
            .help("give `--profile FILE` or `--from ROLE`".to_owned())
            .into());
    }
    let goal = state.goal;
    let ask = |state: &PersonState| query::unlock(ladder, state, &steps, goal);
    if let Some(goal) = goal {
        roles.extend(query::roles_on_the_way(ladder, state.role, goal));
    }
    let roles = (
        |_: &_| roles,
        "no next role, and none on the way to the goal,",
    );
    let options = &without_effect(&asked.prefer, &mut state, roles, ask, inputs, options);
    let before = before.as_ref().map(ask);
    answer_beside(inputs, ask(&state), before.as_ref(), options)?;
    Ok(ANSWERED)
}
