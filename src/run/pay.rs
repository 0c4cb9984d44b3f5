//! `ladder pay`: compares a person's pay with the pay of a role.

use anyhow::Result;

use crate::{
    check,
    cli::{self, Options},
    diagnostic::UsageError,
    model::{Day, Ladder, RoleIndex},
    query::{self, HORIZON, PayFilter, PersonState},
};

use super::{
    ANSWERED, answer_beside,
    files::{self, Inputs},
    note::Note,
    person::{assuming, assumptions, of_profile},
};

/// Runs `ladder pay`, and returns the exit code.
pub fn pay(pay: &cli::PayArgs, filter: &PayFilter, as_of: Day, options: &Options) -> Result<u8> {
    let inputs = files::ladder_and_profile(options)?;
    let ladder = &inputs.ladder;
    let assumed = assumptions(&pay.assumed, ladder)?;
    let real = of_profile(inputs, as_of);
    let state = assuming(&assumed, ladder, real.clone());
    let goal = inputs.profile.as_ref().and_then(|profile| profile.goal);
    let role = role_of(pay, inputs, &state, goal)?;
    // The route to the goal is about the present role and the goal, not about any other role.
    let goal = goal.filter(|goal| role == *goal || Some(role) == state.role);
    let goal = goal.map(|goal| (goal, pay.years.unwrap_or(HORIZON)));
    let ask = |state: &PersonState| query::pay(ladder, state, role, filter, goal);
    let before = (real.known && !assumed.is_empty()).then(|| ask(&real));
    if state.pay.is_none() {
        inputs.notes.borrow_mut().push(missing_pay(ladder, &state));
    }
    answer_beside(inputs, ask(&state), before.as_ref(), options)?;
    Ok(ANSWERED)
}

/// The role that was named, else that of the person if the person's pay or that of the role is known,
/// else the goal.
fn role_of(
    pay: &cli::PayArgs,
    inputs: &Inputs,
    state: &PersonState,
    goal: Option<RoleIndex>,
) -> Result<RoleIndex> {
    if let Some(name) = &pay.role {
        return Ok(check::role(name, &inputs.ladder)?);
    }
    let is_paid = |role: &RoleIndex| !inputs.ladder[*role].pay.is_empty();
    let present = state.role;
    let present = present.filter(|role| state.pay.is_some() || is_paid(role));
    let role = present.or(goal);
    role.ok_or_else(|| usage_error(inputs, state).into())
}

/// The error for missing pay or a missing role, with the lines to add to the profile.
fn usage_error(inputs: &Inputs, state: &PersonState) -> UsageError {
    let line = pay_line(&inputs.ladder);
    let named = "or name a role: `ladder pay ROLE`; `ladder show` lists the roles".to_owned();
    let later = inputs.profile.as_ref().and_then(|profile| profile.role);
    if let Some(elsewhere) = inputs.elsewhere.as_ref().filter(|_| state.role.is_none()) {
        return UsageError::new("the profile has no role on this ladder")
            .help("name one: `ladder pay ROLE`; `ladder show` lists the roles".to_owned())
            .help(elsewhere.why_alone());
    }
    match (state.role, &state.pay) {
        (Some(role), _) => {
            let role = &inputs.ladder[role].id;
            UsageError::new("the profile does not state your pay")
                .help(format!("write `{line}` into it"))
                .help(format!("or name a role: `ladder pay {role}` shows its pay"))
        }
        (None, Some(_)) => UsageError::new("the profile has no role on this day")
            .help(match later {
                Some(_) => "its `role` starts later: choose a day with `--as-of`".to_owned(),
                None => "write `role: ROLE` into it".to_owned(),
            })
            .help(named),
        (None, None) if later.is_some() => {
            UsageError::new("the profile has no role on this day, and does not state your pay")
                .help("its `role` starts later: choose a day with `--as-of`".to_owned())
                .help(format!("write `{line}` into it"))
                .help(named)
        }
        (None, None) => {
            let (what, place) = if state.known {
                ("the profile states neither your role nor your pay", "it")
            } else {
                (
                    "there is no role and no pay to compare",
                    "a profile, such as me.yaml",
                )
            };
            UsageError::new(what)
                .help(format!("write `role: ROLE` and `{line}` into {place}"))
                .help(named)
        }
    }
}

/// How a profile states pay.
fn missing_pay(ladder: &Ladder, state: &PersonState) -> Note {
    let how = if state.known {
        "add a line like this to the profile:"
    } else {
        "save a line like this as me.yaml:"
    };
    let text =
        format!("without your pay, this shows only the pay of the role; to compare yours, {how}");
    let lines = pay_line(ladder);
    Note {
        lines,
        ..text.into()
    }
}

/// The line of a profile that states pay.
fn pay_line(ladder: &Ladder) -> String {
    let currency = match ladder.market.currency {
        Some(_) => "",
        None => ", currency: USD",
    };
    format!("pay: {{ amount: 165000, basis: base{currency} }}")
}
