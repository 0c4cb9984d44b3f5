//! `ladder progress`: readiness over time.

use anyhow::Result;

use crate::{
    check::role,
    cli::{Options, ProgressArgs},
    diagnostic::UsageError,
    model::{Assumption, Day},
    query,
};

use super::{
    ANSWERED, answer_beside, day, files,
    person::{assuming, assumptions, known_profile, of_profile, on},
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
    let named = named.transpose()?;
    let assumed = assumptions(&asked.assumed, ladder)?;
    let ask = |assumed: &[Assumption]| {
        let person = |day: Day| {
            // What is assumed holds now, and changes nothing of what was.
            let assumed = if day == as_of { assumed } else { &[] };
            assuming(assumed, ladder, on(inputs, profile, day))
        };
        query::progress(ladder, profile, person, named, (since, as_of))
    };
    let before = (!assumed.is_empty()).then(|| ask(&[]));
    answer_beside(inputs, ask(&assumed), before.as_ref(), options)?;
    Ok(ANSWERED)
}
