//! `ladder match --stdin`: one profile a line in, one answer a line out, on all cores and in constant memory.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, IsTerminal as _, Read, Seek as _, Write},
    num::NonZeroUsize,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    },
    thread,
    time::{Duration, Instant},
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
    render::{self, Format},
    text::Text,
    view::amount,
    vocabulary,
};

use super::{
    ANSWERED, INTERRUPTED, NO, destination::standard_input, files, output, person::assumptions,
    read, signals, terminal,
};

/// The bytes that are read at once.
const PIECE: usize = 1 << 18;

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
    let ladder = if options.no_estimates {
        ladder.without_estimates()
    } else {
        ladder
    };
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
        let mut answers = Answers {
            number: piece.number,
            bytes: piece.bytes.len(),
            ..Answers::default()
        };
        if piece.is_too_long {
            answers.add(MatchedLine::error(piece.first, self.too_long()));
            return answers;
        }
        let lines = piece.bytes.split_inclusive(|byte| *byte == b'\n');
        for (line, number) in lines.zip(piece.first..) {
            answers.add(self.answer(line, number, judge));
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

/// Some whole lines of the input.
struct Piece {
    /// Which piece it is, from 0.
    number: usize,
    /// The number of the first line, from 1.
    first: u64,
    bytes: Vec<u8>,
    /// Whether it stands for one line that is too long.
    is_too_long: bool,
}

/// Standard input, cut into pieces.
#[derive(Default)]
struct Input {
    /// The beginning of a line that is not complete yet.
    rest: Vec<u8>,
    lines: u64,
    /// Whether the line that is read is too long, and so left out.
    skips: bool,
    is_at_end: bool,
}

impl Input {
    /// The next lines; `None` at the end.
    fn piece(&mut self, limit: usize, pieces: &AtomicUsize) -> io::Result<Option<Piece>> {
        let mut from = io::stdin().lock();
        loop {
            if self.is_at_end {
                let rest = std::mem::take(&mut self.rest);
                let is_something = !rest.is_empty() && !std::mem::take(&mut self.skips);
                return Ok(is_something.then(|| self.cut(rest, pieces)));
            }
            let begun = self.rest.len();
            self.rest.resize(begun + PIECE, 0);
            let read = match from.read(&mut self.rest[begun..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                    self.rest.truncate(begun);
                    continue;
                }
                read => read.inspect_err(|_| self.is_at_end = true)?,
            };
            self.rest.truncate(begun + read);
            self.is_at_end = read == 0;
            if self.skips {
                let end = self.rest.iter().position(|byte| *byte == b'\n');
                self.skips = end.is_none();
                self.rest
                    .drain(..end.map_or(self.rest.len(), |end| end + 1));
            }
            let end = self.rest[begun.min(self.rest.len())..]
                .iter()
                .rposition(|byte| *byte == b'\n');
            if let Some(end) = end {
                let rest = self.rest.split_off(begun + end + 1);
                let lines = std::mem::replace(&mut self.rest, rest);
                return Ok(Some(self.cut(lines, pieces)));
            }
            if self.rest.len() > limit {
                self.rest.clear();
                self.skips = true;
                let too_long = self.cut(Vec::new(), pieces);
                self.lines += 1;
                return Ok(Some(Piece {
                    is_too_long: true,
                    ..too_long
                }));
            }
        }
    }

    fn cut(&mut self, bytes: Vec<u8>, pieces: &AtomicUsize) -> Piece {
        let piece = Piece {
            number: pieces.fetch_add(1, Ordering::Relaxed),
            first: self.lines + 1,
            is_too_long: false,
            bytes,
        };
        let ends = piece.bytes.iter().filter(|byte| **byte == b'\n');
        self.lines += ends.count() as u64;
        piece
    }
}

/// What a thread hands on.
enum Message {
    Answers(Answers),
    Failed(io::Error),
    Interrupted,
    /// The thread has nothing more to do.
    Ended,
}

/// The answers to the lines of a piece.
#[derive(Default)]
struct Answers {
    number: usize,
    /// The size of the lines.
    bytes: usize,
    lines: u64,
    /// The number of the first line with an error, and how many there are.
    first_error: Option<u64>,
    errors: u64,
    written: Vec<u8>,
}

impl Answers {
    fn add(&mut self, line: MatchedLine) {
        self.lines += 1;
        if line.error.is_some() {
            self.errors += 1;
            self.first_error.get_or_insert(line.line);
        }
        if line.push_ids(&mut self.written) {
            self.written.push(b'\n');
        } else {
            render::json_line(&line, &mut self.written);
        }
    }
}

/// What was answered.
#[derive(Default)]
struct Done {
    lines: u64,
    bytes: u64,
    errors: u64,
    first_error: Option<u64>,
    interrupted: bool,
    failed: Option<io::Error>,
}

impl Done {
    /// Answers all lines on some threads, and writes the answers in the order of the lines.
    fn run(
        &mut self,
        work: &Arc<Work>,
        threads: usize,
        to: &mut dyn Write,
        options: &Options,
    ) -> io::Result<()> {
        let (sender, messages) = sync_channel(threads * AHEAD);
        if output::file(options).is_none() {
            let sender = sender.clone();
            signals::on_interrupt(move || {
                let _ = sender.send(Message::Interrupted);
            });
        }
        for _ in 0..threads {
            let (work, sender) = (Arc::clone(work), sender.clone());
            thread::spawn(move || {
                work.run(threads, &sender);
                let _ = sender.send(Message::Ended);
            });
        }
        let mut progress = Progress::new(options);
        let written = self.write(work, threads, &messages, to, &mut progress);
        work.stopped.store(true, Ordering::Relaxed);
        progress.clear();
        written
    }

    fn write(
        &mut self,
        work: &Work,
        mut threads: usize,
        messages: &Receiver<Message>,
        to: &mut dyn Write,
        progress: &mut Progress,
    ) -> io::Result<()> {
        let mut waiting: BTreeMap<usize, Answers> = BTreeMap::new();
        let mut next = 0;
        // After an interruption, the pieces that are read are still answered.
        let mut last = usize::MAX;
        while next < last
            && threads > 0
            && let Some(message) = progress.wait(messages, self)
        {
            match message {
                Message::Answers(answers) => {
                    waiting.insert(answers.number, answers);
                }
                Message::Failed(error) => self.failed = Some(error),
                Message::Interrupted => {
                    self.interrupted = true;
                    work.stopped.store(true, Ordering::Relaxed);
                    last = work.pieces.load(Ordering::Relaxed);
                }
                Message::Ended => threads -= 1,
            }
            while let Some(answers) = waiting.remove(&next) {
                to.write_all(&answers.written)?;
                // Whoever sends one line may wait for its answer.
                to.flush()?;
                self.add(answers);
                next += 1;
                *lock(&work.written) = next;
                work.wrote.notify_all();
            }
        }
        Ok(())
    }

    fn add(&mut self, answers: Answers) {
        self.lines += answers.lines;
        self.bytes += answers.bytes as u64;
        self.errors += answers.errors;
        self.first_error = self.first_error.or(answers.first_error);
    }

    /// Tells how many lines have an error.
    fn note_errors(&self, options: &Options) {
        if self.errors == 0 || options.quiet {
            return;
        }
        let first = self.first_error.unwrap_or_default();
        let (errors, lines) = (amount(self.errors), amount(self.lines));
        let text = format!(
            "{errors} of {lines} lines could not be read, the first is line {first}; the answer there says why"
        );
        terminal::note(&text, options);
    }
}

/// The line on a terminal that tells how far the work is.
struct Progress {
    begun: Instant,
    /// When it is shown next; `None` where it is not shown.
    next: Option<Instant>,
    /// The bytes of the input, where it is a file.
    size: Option<u64>,
    has_line: bool,
}

/// How long the first progress line is waited for, and each further one.
const PERIOD: Duration = Duration::from_secs(1);

impl Progress {
    fn new(options: &Options) -> Self {
        let begun = Instant::now();
        let is_seen = io::stderr().is_terminal() && !io::stdout().is_terminal();
        Self {
            begun,
            next: (is_seen && !options.quiet).then(|| begun + PERIOD),
            size: input_size(),
            has_line: false,
        }
    }

    /// The next message; `None` when there are no more.
    fn wait(&mut self, messages: &Receiver<Message>, done: &Done) -> Option<Message> {
        loop {
            let Some(next) = self.next else {
                return messages.recv().ok();
            };
            let now = Instant::now();
            if next <= now {
                self.show(done);
                self.next = Some(now + PERIOD);
                continue;
            }
            match messages.recv_timeout(next - now) {
                Ok(message) => return Some(message),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => (),
            }
        }
    }

    fn show(&mut self, done: &Done) {
        let seconds = self.begun.elapsed().as_secs_f64();
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a rate is rounded"
        )]
        let rate = (done.lines as f64 / seconds) as u64;
        #[expect(clippy::cast_precision_loss, reason = "a part is rounded")]
        let part = self.size.map(|size| done.bytes as f64 / size.max(1) as f64);
        let left = part.filter(|part| *part > 0.0 && *part <= 1.0);
        let left = left.map_or(String::new(), |part| {
            format!(", about {:.0} s left", seconds / part - seconds)
        });
        let (lines, rate) = (amount(done.lines), amount(rate));
        terminal::eprint(&format!("\r\u{1b}[K{lines} lines, {rate} a second{left}"));
        self.has_line = true;
    }

    /// Takes the line away.
    fn clear(&mut self) {
        if std::mem::take(&mut self.has_line) {
            terminal::eprint("\r\u{1b}[K");
        }
    }
}

/// How many bytes of standard input are left to read, where it is a file.
fn input_size() -> Option<u64> {
    let mut file = duplicate_of_input()?;
    let metadata = file.metadata().ok().filter(std::fs::Metadata::is_file)?;
    let position = file.stream_position().ok()?;
    metadata.len().checked_sub(position)
}

#[cfg(unix)]
fn duplicate_of_input() -> Option<File> {
    use std::os::fd::AsFd as _;

    let input = io::stdin().as_fd().try_clone_to_owned();
    input.ok().map(File::from)
}

#[cfg(not(unix))]
fn duplicate_of_input() -> Option<File> {
    None
}
