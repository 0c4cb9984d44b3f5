//! `ladder report`: whose page, and where it goes.

use std::io::{self, IsTerminal};

use anyhow::Result;

use crate::{
    check::role,
    cli::{self, Options},
    diagnostic::UsageError,
    model::Day,
    query::{self, PayFilter},
    render::Format,
};

use super::{
    ANSWERED, answer_as, output,
    person::{inputs, state, suggest_profile},
};

/// What is told to somebody without a profile.
const NOBODY: &str = "without a profile, this is the page of the ladder itself; for your own, save \
                      lines like these as me.yaml:";

/// Writes the page, and gives the exit code.
pub fn report(
    report: &cli::ReportArgs,
    filter: &PayFilter,
    as_of: Day,
    options: &Options,
) -> Result<u8> {
    let format = output::format_or(options, Format::Html)?;
    if options.format.is_none() && !output::is_file(options) && io::stdout().is_terminal() {
        return Err(UsageError::new("a page is nothing for a terminal")
            .help("name a file: `ladder report -o me.html`".to_owned())
            .help("or a format: `ladder report --format table`".to_owned())
            .into());
    }
    let inputs = inputs(&report.start, options)?;
    let ladder = &inputs.ladder;
    let mut state = state(&report.start, inputs, as_of)?;
    state.hours_per_week = report.hours.or(state.hours_per_week);
    let named = report.role.as_ref().map(|name| role(name, ladder));
    let named = named.transpose()?;
    if let Some(role) = named.filter(|_| !state.known) {
        let id = &ladder[role].id;
        return Err(UsageError::new(format!("whose way to `{id}`? there is no profile"))
            .help(format!(
                "give `--profile FILE`, or `--from ROLE`: `ladder report {id} --from ROLE -o me.html`"
            ))
            .help("or leave the role out for the page of the ladder itself".to_owned())
            .into());
    }
    let profile = inputs.profile.as_ref();
    let goal = named.or(profile.and_then(|profile| profile.goal));
    answer_as(
        query::report(ladder, &state, goal, filter, as_of),
        format,
        options,
    )?;
    // Whoever says that there is to be no profile is told nothing.
    if !state.known && !options.no_profile {
        suggest_profile(NOBODY, ladder, None, options);
    }
    Ok(ANSWERED)
}
