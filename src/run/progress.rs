//! `ladder progress`: readiness over time.

use anyhow::Result;

use crate::{
    check::role,
    cli::{Options, ProgressArgs},
    diagnostic::UsageError,
    model::Day,
    query,
};

use super::{
    ANSWERED, answer_from, day, files,
    person::{known_profile, of_profile, on},
};

/// Runs `ladder progress`, and returns the exit code.
pub fn progress(asked: &ProgressArgs, as_of: Day, options: &Options) -> Result<u8> {
    let inputs = files::ladder_and_profile(options)?;
    let ladder = &inputs.ladder;
    let profile = known_profile(inputs, "progress")?;
    let since = asked.since.as_ref().map(|text| day(text, "--since"));
    let since = since.transpose()?;
    if let Some(since) = since.filter(|since| as_of < *since) {
        let what = format!("`--since` is {since}, after the day of the answer, {as_of}");
        let help = "choose an earlier day, or a later one with `--as-of`".to_owned();
        return Err(UsageError::new(what).help(help).into());
    }
    let named = asked.role.as_ref().map(|name| role(name, ladder));
    // For the notes on the profile.
    of_profile(inputs, as_of);
    let found = query::progress(
        ladder,
        profile,
        |day| on(inputs, profile, day),
        named.transpose()?,
        (since, as_of),
    );
    answer_from(inputs, found, options)?;
    Ok(ANSWERED)
}
