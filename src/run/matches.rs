//! `ladder match`: ranks roles for a person, or by similarity to a role.

use anyhow::Result;

use crate::{
    check::{role, track},
    cli::{self, Options},
    diagnostic::UsageError,
    model::{Day, Ladder},
    query::{self, PersonState, RoleFilter},
    render,
};

use super::{
    ANSWERED, FAILED, answer, answer_beside, batch, files,
    person::{before, inputs, state, suggest_profile},
    terminal,
};

/// Runs `ladder match`, and returns the exit code.
pub fn matches(asked: &cli::MatchArgs, as_of: Day, options: &Options) -> Result<u8> {
    if asked.stdin {
        return batch::batch(asked, as_of, options);
    }
    let filter = |ladder: &Ladder| -> Result<RoleFilter> {
        let track = asked.track.as_ref().map(|name| track(name, ladder));
        Ok(RoleFilter {
            track: track.transpose()?,
            top: asked.top.map(usize::from),
        })
    };
    if let Some(like) = &asked.like {
        let ladder = &files::ladder_only(options)?.ladder;
        let filter = filter(ladder)?;
        let ranked = query::like(ladder, role(like, ladder)?, filter, as_of);
        answer(ranked, options)?;
        return Ok(ANSWERED);
    }
    let inputs = inputs(&asked.start, options)?;
    let filter = filter(&inputs.ladder)?;
    let state = state(&asked.start, inputs, as_of)?;
    if state.known {
        let ask = |state: &PersonState| query::matches(&inputs.ladder, state, filter);
        let before = before(&asked.start, inputs, as_of)?.as_ref().map(ask);
        answer_beside(inputs, ask(&state), before.as_ref(), options)?;
        return Ok(ANSWERED);
    }
    let help = "or give `--like ROLE` to rank the roles by the skills that they share with it";
    let usage_error = UsageError::new("there is no person to rank the roles for")
        .help("give `--profile FILE` or `--from ROLE`".to_owned())
        .help(help.to_owned());
    let color = terminal::stderr_color(options.color);
    terminal::eprint(&render::usage_error(&usage_error, color));
    let note = "for your own answer, run `ladder init`, or save lines like these as me.yaml:";
    suggest_profile(inputs, note.to_owned(), None);
    terminal::eprint(&inputs.drawn_notes(options));
    Ok(FAILED)
}
