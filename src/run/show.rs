//! `ladder show`: the whole ladder, a part of it, or one thing on it.

use anyhow::Result;

use crate::{
    check::{Subject, role, subject},
    cli::{self, Options},
    diagnostic::UsageError,
    embedded,
    model::Day,
    query::{self, Focus, PayFilter, PersonState},
    render::Format,
};

use super::{
    ANSWERED, answer,
    files::{self, Inputs},
    output,
};

/// How many moves around a role are shown unless somebody asks for more.
const DEPTH: usize = 2;

/// Answers what is on a ladder, and gives the exit code.
pub fn show(show: &cli::ShowArgs, filter: &PayFilter, as_of: Day, options: &Options) -> Result<u8> {
    // Somebody is shown on the ladder only where it was asked for.
    let inputs = match (&options.profile, &show.name) {
        (Some(_), None) => files::ladder_and_profile(options)?,
        _ => files::ladder_only(options)?,
    };
    if output::format(options)? == Format::Yaml {
        output::write(&ladder_text(show, inputs)?, options)?;
        return Ok(ANSWERED);
    }
    let ladder = &inputs.ladder;
    let subject = show.name.as_ref().map(|name| subject(name, ladder));
    match subject.transpose()? {
        None => {
            let profile = inputs.profile.as_ref();
            let state = profile.map(|profile| PersonState::of(ladder, profile, as_of));
            let around = show.around.as_ref().map(|name| role(name, ladder));
            let depth = show.depth.map_or(DEPTH, usize::from);
            let focus = Focus {
                state: state.as_ref(),
                goal: profile.and_then(|profile| profile.goal),
                around: around.transpose()?.map(|role| (role, depth)),
            };
            answer(query::overview(ladder, filter, as_of, &focus), options)
        }
        Some(Subject::Role(role)) => answer(query::role(ladder, role, filter), options),
        Some(Subject::Skill(skill)) => answer(query::skill(ladder, skill), options),
        Some(Subject::Certification(certification)) => {
            answer(query::certification(ladder, certification, as_of), options)
        }
    }?;
    Ok(ANSWERED)
}

/// The ladder's own text, to start one's own from.
fn ladder_text(show: &cli::ShowArgs, inputs: &Inputs) -> Result<String> {
    if let Some(name) = &show.name {
        return Err(UsageError::new("the format `yaml` shows the whole ladder")
            .help(Some(format!(
                "leave `{name}` out, or choose another format"
            )))
            .into());
    }
    let text = inputs.ladder_text.as_ref();
    Ok(text
        .map_or(embedded::TEXT, |text| text.content())
        .to_owned())
}
