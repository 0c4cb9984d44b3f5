//! `ladder gaps`: compares a person with a role, or with a job advertisement.

use std::path::Path;

use anyhow::Result;

use crate::{
    check::role,
    cli::{self, Options},
    diagnostic::InvalidFile,
    model::{Day, RoleIndex},
    query::{self, PersonState},
};

use super::{
    ANSWERED, NO, answer_beside,
    destination::standard_input,
    files::{self, Inputs},
    output,
    person::{before, goal, inputs, note_missing_profile, state, state_before, suggest_profile},
    read,
};

/// Runs `ladder gaps`, and returns the exit code.
pub fn gaps(asked: &cli::GapsArgs, as_of: Day, options: &Options) -> Result<u8> {
    if let Some(path) = &asked.advert {
        return advert(path, asked, as_of, options);
    }
    let inputs = inputs(&asked.start, options)?;
    let role = goal(asked.role.as_deref(), inputs, "gaps")?;
    let state = state_before(&asked.start, inputs, as_of, |one| one == role)?;
    if asked.by.is_some() {
        return by_category(inputs, role, &state, asked, as_of, options);
    }
    // What is handed in says what is met, too.
    let is_document = output::format(options)?.is_document();
    let all = options.all || is_document && state.known;
    let ask = |state: &PersonState| query::gaps(&inputs.ladder, state, role, all);
    let before = before(&asked.start, inputs, as_of)?.as_ref().map(ask);
    let found = ask(&state);
    let is_open = found.any_open();
    if !state.known {
        note_missing_profile(inputs, Some(role));
    }
    answer_beside(inputs, found, before.as_ref(), options)?;
    Ok(code(is_open, asked))
}

/// Sums up by category.
fn by_category(
    inputs: &'static Inputs,
    role: RoleIndex,
    state: &PersonState,
    asked: &cli::GapsArgs,
    as_of: Day,
    options: &Options,
) -> Result<u8> {
    let ask = |state: &PersonState| query::gaps_by_category(&inputs.ladder, state, role);
    let before = before(&asked.start, inputs, as_of)?.as_ref().map(ask);
    let found = ask(state);
    let is_open = found.any_open;
    if !state.known {
        note_missing_profile(inputs, Some(role));
    }
    answer_beside(inputs, found, before.as_ref(), options)?;
    Ok(code(is_open, asked))
}

/// Compares with a job advertisement.
fn advert(path: &Path, asked: &cli::GapsArgs, as_of: Day, options: &Options) -> Result<u8> {
    let path = &standard_input(path.to_path_buf());
    files::ensure_one_from_stdin(path, options)?;
    let inputs = inputs(&asked.start, options)?;
    let state = state(&asked.start, inputs, as_of)?;
    let role = asked.role.as_ref().map(|name| role(name, &inputs.ladder));
    let role = role.transpose()?;
    let text = read::advert(path, options)?.map_err(|file| InvalidFile {
        file: *file,
        help: Vec::new(),
    })?;
    let ask = |state: &PersonState| query::advert(&inputs.ladder, state, text.content(), role);
    let before = before(&asked.start, inputs, as_of)?.as_ref().map(ask);
    let found = ask(&state);
    let is_open = found.any_open();
    if !state.known {
        suggest_profile(inputs, NO_PROFILE.to_owned(), role);
    }
    answer_beside(inputs, found, before.as_ref(), options)?;
    Ok(code(is_open, asked))
}

/// The note to a person without a profile.
const NO_PROFILE: &str = "without a profile, this lists what the advertisement names; for what you have of \
                          it, save lines like these as me.yaml:";

/// With `--exit-code`, what is missing is a no.
fn code(is_open: bool, asked: &cli::GapsArgs) -> u8 {
    if asked.exit_code && is_open {
        NO
    } else {
        ANSWERED
    }
}
