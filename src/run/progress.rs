//! `ladder progress`: readiness over time.

use anyhow::Result;

use crate::{
    check::role,
    cli::{Options, ProgressArgs},
    model::{Assumption, Day},
    query,
};

use super::{
    ANSWERED, answer_beside, files,
    person::{assuming, assumptions, known_profile, of_profile, on},
    since,
};

/// Runs `ladder progress`, and returns the exit code.
pub fn progress(asked: &ProgressArgs, as_of: Day, options: &Options) -> Result<u8> {
    let inputs = files::ladder_and_profile(options)?;
    let ladder = &inputs.ladder;
    let profile = known_profile(inputs, "progress")?;
    let since = since(asked.since.as_deref(), as_of)?;
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
