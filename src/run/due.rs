//! `ladder due`: what has a date.

use anyhow::Result;
use jiff::Span;

use crate::{
    cli::{DueArgs, Options, Within},
    model::{Assumption, Day, day_after},
    query,
};

use super::{
    ANSWERED, NO, answer_beside, files,
    person::{assuming, assumptions, known_profile, of_profile, on},
};

/// Runs `ladder due`, and returns the exit code.
pub fn due(asked: &DueArgs, as_of: Day, options: &Options) -> Result<u8> {
    let inputs = files::ladder_and_profile(options)?;
    let profile = known_profile(inputs, "due")?;
    let until = match asked.within.unwrap_or(Within::Years(1.0)) {
        Within::Days(days) => as_of
            .checked_add(Span::new().days(days))
            .unwrap_or(Day::MAX),
        Within::Years(years) => day_after(as_of, years).unwrap_or(Day::MAX),
    };
    // For the notes on the profile.
    of_profile(inputs, as_of);
    let ladder = &inputs.ladder;
    let assumed = assumptions(&asked.assumed, ladder)?;
    let ask = |assumed: &[Assumption]| {
        let person = |day| assuming(assumed, ladder, on(inputs, profile, day));
        query::due(ladder, profile, person, as_of, until)
    };
    let before = (!assumed.is_empty()).then(|| ask(&[]));
    let found = ask(&assumed);
    let code = if asked.exit_code && found.is_any_due() {
        NO
    } else {
        ANSWERED
    };
    answer_beside(inputs, found, before.as_ref(), options)?;
    Ok(code)
}
