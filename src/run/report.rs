//! `ladder report`: one page about a person or the ladder.

use std::io::{self, IsTerminal};

use anyhow::Result;

use crate::{
    check::role,
    cli::{self, Options},
    diagnostic::UsageError,
    model::{Date, Day},
    query::{self, PayFilter, PersonState},
    render::Format,
};

use super::{
    ANSWERED, answer_beside_as, output,
    person::{before, inputs, preferred, state, suggest_profile, without_effect},
};

/// The note to a person without a profile.
const NO_PROFILE: &str = "without a profile, this page shows the ladder; for a page about you, save \
                          lines like these as me.yaml:";

/// Runs `ladder report`, and returns the exit code.
pub fn report(
    report: &cli::ReportArgs,
    filter: &PayFilter,
    as_of: Day,
    options: &Options,
) -> Result<u8> {
    let format = output::format_or(options, Format::Html)?;
    if options.format.is_none() && output::file(options).is_none() && io::stdout().is_terminal() {
        return Err(UsageError::new("a page cannot be shown on a terminal")
            .help("name a file: `ladder report -o me.html`".to_owned())
            .help("or a format: `ladder report --format table`".to_owned())
            .into());
    }
    let inputs = inputs(&report.start, options)?;
    let ladder = &inputs.ladder;
    let mut state = state(&report.start, inputs, as_of)?;
    state.preferred = preferred(&report.prefer, ladder)?;
    state.hours_per_week = report.hours.or(state.hours_per_week);
    let named = report.role.as_ref().map(|name| role(name, ladder));
    let named = named.transpose()?;
    if let Some(role) = named.filter(|_| !state.known) {
        let id = &ladder[role].id;
        return Err(UsageError::new(format!("a page about the route to `{id}` needs a profile"))
            .help(format!(
                "give `--profile FILE`, or `--from ROLE`: `ladder report {id} --from ROLE -o me.html`"
            ))
            .help("or leave the role out for a page about the ladder".to_owned())
            .into());
    }
    let profile = inputs.profile.as_ref();
    let own = profile.and_then(|profile| profile.goal);
    let goal = named.or(own);
    // The day is that of the profile's goal, not of any other role.
    let by = profile.filter(|_| goal == own).and_then(|own| own.goal_by);
    let goal = (goal, by.map(Date::last_day));
    let ask = |state: &PersonState| query::report(ladder, state, goal, filter, as_of);
    let mut before = before(&report.start, inputs, as_of)?;
    if let Some(other) = &mut before {
        other.preferred.clone_from(&state.preferred);
        other.hours_per_week = report.hours.or(other.hours_per_week);
    }
    let before = before.as_ref().map(ask);
    let options = &without_effect(
        &report.prefer,
        &mut state,
        (|_: &_| ladder.roles().collect(), "no role"),
        |state| ask(state).without_preferences(),
        inputs,
        options,
    );
    // With `--no-profile`, the person does not want one.
    if !state.known && !options.no_profile {
        suggest_profile(inputs, NO_PROFILE.to_owned(), None);
    }
    answer_beside_as(inputs, ask(&state), before.as_ref(), format, options)?;
    Ok(ANSWERED)
}
