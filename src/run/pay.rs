//! `ladder pay`: whose pay, and held against which role.

use anyhow::Result;

use crate::{
    check,
    cli::{self, Options},
    diagnostic::UsageError,
    model::{Day, Ladder, RoleIndex},
    query::{self, HORIZON, PayFilter, PersonState},
    render,
};

use super::{
    ANSWERED, answer,
    files::{self, Inputs},
    terminal,
};

/// Answers where the person's pay stands, and gives the exit code.
pub fn pay(pay: &cli::PayArgs, filter: &PayFilter, as_of: Day, options: &Options) -> Result<u8> {
    let inputs = files::ladder_and_profile(options)?;
    let ladder = &inputs.ladder;
    let state = match &inputs.profile {
        Some(profile) => PersonState::of(ladder, profile, as_of),
        None => PersonState::unknown(as_of),
    };
    let role = role_of(pay, inputs, &state)?;
    let goal = inputs.profile.as_ref().and_then(|profile| profile.goal);
    let goal = goal.map(|goal| (goal, pay.years.unwrap_or(HORIZON)));
    let found = query::pay(ladder, &state, role, filter, goal);
    answer(found, options)?;
    if state.pay.is_none() && !options.quiet {
        invite(ladder, &state, options);
    }
    Ok(ANSWERED)
}

/// The role that was named, else that of the person, whose pay then has to be known.
fn role_of(pay: &cli::PayArgs, inputs: &Inputs, state: &PersonState) -> Result<RoleIndex> {
    if let Some(name) = &pay.role {
        return Ok(check::role(name, &inputs.ladder)?);
    }
    match (state.role, &state.pay) {
        (Some(role), Some(_)) => Ok(role),
        _ => Err(usage_error(inputs, state).into()),
    }
}

/// What a profile would have to say, or what to ask instead.
fn usage_error(inputs: &Inputs, state: &PersonState) -> UsageError {
    let line = salary(&inputs.ladder);
    let named = "or name a role: `ladder pay ROLE`; `ladder show` lists the roles".to_owned();
    let later = inputs.profile.as_ref().and_then(|profile| profile.role);
    match (state.role, &state.pay) {
        (Some(role), _) => {
            let role = &inputs.ladder[role].id;
            UsageError::new("the profile does not say your pay")
                .help(format!("write `{line}` into it"))
                .help(format!(
                    "or name a role: `ladder pay {role}` shows what is known of it"
                ))
        }
        (None, Some(_)) => {
            UsageError::new("pay in which role? the profile names none for this day")
                .help(match later {
                    Some(_) => "its `role` begins later: choose a day with `--as-of`".to_owned(),
                    None => "write `role: ROLE` into it".to_owned(),
                })
                .help(named)
        }
        (None, None) if state.known => {
            UsageError::new("the profile says neither your role nor your pay")
                .help(format!("write `role: ROLE` and `{line}` into it"))
                .help(named)
        }
        (None, None) => UsageError::new("whose pay, and in which role?")
            .help(format!(
                "write `role: ROLE` and `{line}` into a profile, such as me.yaml"
            ))
            .help(named),
    }
}

/// Shows someone whose pay is unknown how a profile says it.
fn invite(ladder: &Ladder, state: &PersonState, options: &Options) {
    let how = if state.known {
        "add a line like this to the profile:"
    } else {
        "save a line like this as me.yaml:"
    };
    let note = format!(
        "without your pay, this shows what is known of the role; for your own place in it, {how}"
    );
    let color = terminal::stderr_color(options.color);
    terminal::say(&render::pattern(&note, &[salary(ladder)], color));
}

/// How a profile says what a person is paid.
fn salary(ladder: &Ladder) -> String {
    let currency = match ladder.market.currency {
        Some(_) => "",
        None => ", currency: USD",
    };
    format!("pay: {{ amount: 165000, basis: base{currency} }}")
}
