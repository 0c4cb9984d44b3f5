//! `ladder show`: the ladder, a part of it, or one entry.

use std::io::{self, IsTerminal as _};

use anyhow::Result;

use crate::{
    check::{role, subject, track},
    cli::{self, Options},
    diagnostic::UsageError,
    embedded,
    model::{Day, EntryIndex, Ladder},
    query::{self, Focus, PayFilter},
    render::{Format, clean_lines},
};

use super::{
    ANSWERED, answer_from,
    files::{self, Inputs},
    output,
    person::of_profile,
};

/// The default of `--depth`.
const DEPTH: usize = 2;

/// Runs `ladder show`, and returns the exit code.
pub fn show(show: &cli::ShowArgs, filter: &PayFilter, as_of: Day, options: &Options) -> Result<u8> {
    if output::format(options)? == Format::Yaml {
        let inputs = files::ladder_only(options)?;
        let text = ladder_text(show, inputs, as_of)?;
        output::write(&as_seen(text, options), options)?;
        return Ok(ANSWERED);
    }
    let named = |ladder: &Ladder| {
        let name = show.name.as_ref();
        name.map(|name| subject(name, ladder)).transpose()
    };
    // What a role asks for is the same for every person.
    let is_persons = |ladder: &Ladder| match named(ladder) {
        Ok(name) => !matches!(name, Some(EntryIndex::Role(_))),
        Err(_) => false,
    };
    let inputs = files::ladder_and_profile_if(is_persons, options)?;
    let ladder = &inputs.ladder;
    match named(ladder)? {
        None => {
            let profile = inputs.profile.as_ref();
            let state = profile.map(|_| of_profile(inputs, as_of));
            let on_track = show.track.as_ref().map(|name| track(name, ladder));
            let around = show.around.as_ref().map(|name| role(name, ladder));
            let depth = show.depth.map_or(DEPTH, usize::from);
            let focus = Focus {
                state: state.as_ref(),
                goal: profile.and_then(|profile| profile.goal),
                around: around.transpose()?.map(|role| (role, depth)),
                track: on_track.transpose()?,
                is_whole: options.all,
            };
            answer_from(
                inputs,
                query::overview(ladder, filter, as_of, &focus),
                options,
            )
        }
        Some(EntryIndex::Role(role)) => {
            answer_from(inputs, query::role(ladder, role, filter, as_of), options)
        }
        Some(EntryIndex::Skill(skill)) => {
            let state = of_profile(inputs, as_of);
            answer_from(inputs, query::skill(ladder, skill, &state), options)
        }
        Some(EntryIndex::Certification(certification)) => {
            let state = of_profile(inputs, as_of);
            let found =
                query::certification(ladder, certification, inputs.profile.as_ref(), &state);
            answer_from(inputs, found, options)
        }
    }?;
    Ok(ANSWERED)
}

/// A text of files as a terminal may show it. A file and a pipe get the text as it is.
pub fn as_seen(text: String, options: &Options) -> String {
    let is_seen = output::file(options).is_none() && io::stdout().is_terminal();
    if is_seen { clean_lines(&text) } else { text }
}

/// The text of the ladder file; of several files, one that says the same.
fn ladder_text(show: &cli::ShowArgs, inputs: &Inputs, day: Day) -> Result<String> {
    if let Some(name) = &show.name {
        let error = UsageError::new("the format `yaml` shows the whole ladder");
        let help = format!("leave `{name}` out, or choose another format");
        return Err(error.help(help).into());
    }
    Ok(match &inputs.ladder_file {
        None => embedded::TEXT.to_owned(),
        Some(file) if file.included.is_empty() => file.text.content().to_owned(),
        Some(file) => file.one(file.inspect(day))?.to_string(),
    })
}
