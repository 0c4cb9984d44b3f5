//! `ladder match --stdin`: one profile a line in, one answer a line out, on all cores and in constant memory.

mod done;
mod input;
mod progress;

use std::{
    io::{self, IsTerminal as _},
    num::NonZeroUsize,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::SyncSender,
    },
    thread,
};

use anyhow::{Result, anyhow};
use smol_str::SmolStr;

use crate::{
    check::{self, Ids, role, track},
    cli::{self, Options},
    diagnostic::{self, Diagnostics, Findings, Selection, UsageError},
    load::{self, DocumentKind},
    model::{Day, Ladder, Profile},
    query::{Batch, Judge, LineError, MatchedLine, RoleFilter},
    render::Format,
    text::Text,
    vocabulary,
};

use super::{
    ANSWERED, INTERRUPTED, NO, destination::standard_input, files, output, person::assumptions,
    read, terminal,
};
use done::{Answers, Done, Message};
use input::{Input, Piece};

/// So many pieces of each thread may wait for an earlier one.
const AHEAD: usize = 4;

/// The default of `--limit` for a line, in megabytes.
const LINE_LIMIT: u32 = 1;

/// So many roles are listed for each person, unless said.
const TOP: usize = 3;

/// Runs `ladder match --stdin`, and returns the exit code.
pub fn batch(asked: &cli::MatchArgs, as_of: Day, options: &Options) -> Result<u8> {
    if !matches!(options.format, None | Some(Format::Json)) {
        let help = "leave `--format` out; each line of the answer is one JSON object";
        let error = UsageError::new("`ladder match --stdin` writes JSON lines");
        return Err(error.help(help.to_owned()).into());
    }
    if options.ladder.clone().map(standard_input) == Some("-".into()) {
        let error = UsageError::new("standard input cannot be both the ladder and the profiles");
        return Err(error.help("give the ladder as a file".to_owned()).into());
    }
    let (ladder, _) = files::ladder_for_new(None, options)?;
    let ladder = ladder.estimating(!options.no_estimates);
    // It is needed until the process ends.
    let ladder: &'static Ladder = Box::leak(Box::new(ladder));
    let work = Arc::new(Work::new(asked, ladder, as_of, options)?);
    if io::stdin().is_terminal() {
        let note = "reading profiles from the terminal, one JSON object a line; Ctrl-D ends it";
        terminal::note(note, options);
    }
    let threads = asked.threads.map_or_else(cores, usize::from);
    let mut done = Done::default();
    let outcome = &mut done;
    output::write_by(
        |to| outcome.run(&work, threads, to, options),
        Format::Json,
        options,
    )?;
    if let Some(error) = done.failed {
        return Err(anyhow!(
            "cannot read standard input: {}",
            output::reason(&error)
        ));
    }
    done.note_errors(options);
    Ok(match done.errors {
        _ if done.interrupted => INTERRUPTED,
        1.. if asked.exit_code => NO,
        _ => ANSWERED,
    })
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

/// What is asked of every line.
struct Work {
    ladder: &'static Ladder,
    batch: Batch<'static>,
    ids: Ids<'static>,
    /// How many roles are listed; `None` for the one role that is asked for.
    top: Option<usize>,
    baseline: Option<vocabulary::Baseline>,
    /// The longest line, in bytes.
    limit: usize,
    input: Mutex<Input>,
    /// The pieces that are read.
    pieces: AtomicUsize,
    /// The pieces that are written.
    written: Mutex<usize>,
    wrote: Condvar,
    stopped: AtomicBool,
}

impl Work {
    fn new(
        asked: &cli::MatchArgs,
        ladder: &'static Ladder,
        as_of: Day,
        options: &Options,
    ) -> Result<Self> {
        let track = asked.track.as_ref().map(|name| track(name, ladder));
        let filter = RoleFilter {
            track: track.transpose()?,
            top: None,
        };
        let one = asked.role.as_ref().map(|name| role(name, ladder));
        let one = one.transpose()?;
        let roles: Vec<_> = match one {
            Some(role) => vec![role],
            None => filter.roles(ladder).collect(),
        };
        let assumed = assumptions(&asked.start.assumed, ladder)?;
        let limit = read::megabytes(options.limit.unwrap_or(LINE_LIMIT));
        let top = asked.top.map_or(TOP, usize::from);
        Ok(Self {
            ladder,
            batch: Batch::new(ladder, roles, as_of, options.no_estimates, assumed),
            ids: Ids::new(ladder),
            top: one.is_none().then_some(top),
            baseline: options.baseline,
            limit: usize::try_from(limit)?,
            input: Mutex::default(),
            pieces: AtomicUsize::new(0),
            written: Mutex::default(),
            wrote: Condvar::new(),
            stopped: AtomicBool::new(false),
        })
    }

    /// The answers to the lines of a piece.
    fn answers(&self, piece: &Piece, judge: &mut Judge<'_, 'static>) -> Answers {
        let mut answers = Answers::to(piece);
        if piece.is_too_long {
            answers.add(&MatchedLine::error(piece.first, self.too_long()));
            return answers;
        }
        let lines = piece.bytes.split_inclusive(|byte| *byte == b'\n');
        for (line, number) in lines.zip(piece.first..) {
            answers.add(&self.answer(line, number, judge));
        }
        answers
    }

    fn too_long(&self) -> LineError {
        let megabytes = self.limit >> 20;
        LineError {
            help: vec!["`--limit MB` raises the limit".to_owned()],
            ..LineError::new(format!("the line is longer than {megabytes} MB"))
        }
    }

    fn answer<'b>(
        &self,
        line: &[u8],
        number: u64,
        judge: &mut Judge<'b, 'static>,
    ) -> MatchedLine<'b> {
        let (mut profile, unmatched) = match self.profile(line) {
            Ok(read) => read,
            Err(error) => return MatchedLine::error(number, error),
        };
        if let Some(baseline) = self.baseline {
            profile.baseline = baseline;
        }
        let (role, roles) = match self.top {
            None => (judge.role(&profile), None),
            Some(top) => (None, Some(judge.best(&profile, top))),
        };
        MatchedLine {
            line: number,
            role,
            roles,
            unmatched,
            error: None,
        }
    }

    /// The profile of a line, and the names in it that the ladder does not know.
    fn profile(&self, line: &[u8]) -> Result<(Profile, Vec<SmolStr>), LineError> {
        if line.len() > self.limit {
            return Err(self.too_long());
        }
        if let Ok(line) = str::from_utf8(line)
            && let Some(plain) = load::plain_profile(line)
            && let Some(found) = check::plain_profile(&plain, &self.ids)
        {
            return Ok(found);
        }
        if line.trim_ascii().is_empty() {
            return Err(LineError::new("the line is empty".to_owned()));
        }
        let text = Text::decode("line", line.trim_ascii_end().to_vec());
        let text = text.map_err(|undecodable| {
            let diagnostics = load::undecodable(&undecodable);
            error(undecodable.text, diagnostics)
        })?;
        if !text.is_json() {
            let help = "each line is one profile as a JSON object, such as {\"role\": \"mid\"}";
            return Err(LineError {
                help: vec![help.to_owned()],
                ..LineError::new("the line is no JSON object".to_owned())
            });
        }
        let loaded = match load::profile(&text) {
            Ok(loaded) => loaded,
            Err(diagnostics) => return Err(error(text, diagnostics)),
        };
        match check::profile(&loaded.document, loaded.diagnostics, self.ladder) {
            Ok(checked) => {
                let unknown = checked.unknown.into_iter();
                let unknown = unknown.map(|unknown| unknown.name.into());
                Ok((checked.profile, unknown.collect()))
            }
            Err(diagnostics) => Err(error(text, diagnostics)),
        }
    }

    /// Takes pieces of the input as long as there are any.
    fn run(&self, threads: usize, to: &SyncSender<Message>) {
        let mut judge = self.batch.judge();
        loop {
            let piece = {
                let mut input = lock(&self.input);
                if self.stopped.load(Ordering::Relaxed) {
                    return;
                }
                input.piece(self.limit, &self.pieces)
            };
            let message = match piece {
                Ok(Some(piece)) => {
                    let mut written = lock(&self.written);
                    while piece.number >= *written + threads * AHEAD {
                        let waited = self.wrote.wait(written);
                        written = waited.unwrap_or_else(PoisonError::into_inner);
                    }
                    drop(written);
                    Message::Answers(self.answers(&piece, &mut judge))
                }
                Ok(None) => return,
                Err(error) => Message::Failed(error),
            };
            if to.send(message).is_err() {
                return;
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The first error of a line.
fn error(text: Text, diagnostics: Diagnostics) -> LineError {
    let file = diagnostic::File::new(text, Some(DocumentKind::Profile.name()), diagnostics);
    let findings = Findings::of([&file], Selection::ERRORS);
    let first = findings.problems.into_iter().next();
    first.map_or_else(LineError::default, |first| LineError {
        code: Some(first.code.name()),
        message: first.message,
        column: Some(first.location.column),
        help: first.help,
    })
}
