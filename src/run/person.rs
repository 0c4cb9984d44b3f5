//! Whom an answer is about: what is read of them, where they stand, where they want to be.

use anyhow::Result;

use crate::{
    check::{assumption, role},
    cli::{Options, StartArgs},
    diagnostic::UsageError,
    model::{Day, Ladder, RoleIndex},
    query::{self, PersonState},
    render, view,
};

use super::{
    files::{self, Inputs},
    terminal,
};

/// A profile is only asked where nobody asks from a role instead.
pub fn inputs(start: &StartArgs, options: &Options) -> Result<&'static Inputs> {
    match start.from {
        Some(_) => files::ladder_only(options),
        None => files::ladder_and_profile(options),
    }
}

/// Where the person stands: a role that is just met, a profile, or nothing known; then what is assumed.
pub fn state(start: &StartArgs, inputs: &Inputs, as_of: Day) -> Result<PersonState> {
    let ladder = &inputs.ladder;
    let state = match (&start.from, &inputs.profile) {
        (Some(name), _) => PersonState::meeting(ladder, role(name, ladder)?, as_of),
        (None, Some(profile)) => PersonState::of(ladder, profile, as_of),
        (None, None) => PersonState::unknown(as_of),
    };
    start.assume.iter().try_fold(state, |state, fact| {
        Ok(state.assume(ladder, &assumption(fact, ladder)?))
    })
}

/// The role that was named, else the goal of the profile.
pub fn goal(name: Option<&str>, inputs: &Inputs, command: &str) -> Result<RoleIndex> {
    if let Some(name) = name {
        return Ok(role(name, &inputs.ladder)?);
    }
    let goal = inputs.profile.as_ref().and_then(|profile| profile.goal);
    goal.ok_or_else(|| {
        UsageError::new(format!("{command} to which role?"))
            .help(Some(format!(
                "name one: `ladder {command} ROLE`; `ladder show` lists the roles"
            )))
            .help(Some("or write `goal: ROLE` into the profile".to_owned()))
            .into()
    })
}

/// Shows someone without a profile how to make one, in the words of their ladder.
pub fn invite(ladder: &Ladder, role: Option<RoleIndex>, options: &Options) {
    let answer = match role {
        Some(_) => "everything that the role asks for",
        None => "the ways in",
    };
    let note = format!(
        "without a profile, this lists {answer}; for your own answer, save lines like these as me.yaml:"
    );
    suggest_profile(&note, ladder, role, options);
}

/// Shows the beginning of a profile, led in by a note.
pub fn suggest_profile(note: &str, ladder: &Ladder, role: Option<RoleIndex>, options: &Options) {
    let Some(profile_example) = query::profile_example(ladder, role).filter(|_| !options.quiet)
    else {
        return;
    };
    let lines = view::profile_example(&profile_example);
    let color = terminal::stderr_color(options.color);
    terminal::say(&render::pattern(note, &lines, color));
}
