//! How far the work is, on a terminal.

use std::{
    fs::File,
    io::{self, IsTerminal as _, Seek as _},
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::{Duration, Instant},
};

use crate::{cli::Options, view::amount};

use super::{
    super::terminal,
    done::{Done, Message},
};

/// The line on a terminal that tells how far the work is.
pub struct Progress {
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
    pub fn new(options: &Options) -> Self {
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
    pub fn wait(&mut self, messages: &Receiver<Message>, done: &Done) -> Option<Message> {
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
    pub fn clear(&mut self) {
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
