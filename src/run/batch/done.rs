//! The answers in the order of the lines.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    sync::{
        Arc,
        atomic::Ordering,
        mpsc::{Receiver, sync_channel},
    },
    thread,
};

use crate::{cli::Options, query::MatchedLine, render, view::amount};

use super::{
    super::{output, signals, terminal},
    AHEAD, Work,
    input::Piece,
    lock,
    progress::Progress,
};

/// What a thread hands on.
pub enum Message {
    Answers(Answers),
    Failed(io::Error),
    Interrupted,
    /// The thread has nothing more to do.
    Ended,
}

/// The answers to the lines of a piece.
#[derive(Default)]
pub struct Answers {
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
    /// None yet of those to a piece.
    pub fn to(piece: &Piece) -> Self {
        Self {
            number: piece.number,
            bytes: piece.bytes.len(),
            ..Self::default()
        }
    }

    pub fn add(&mut self, line: &MatchedLine) {
        self.lines += 1;
        if line.error.is_some() {
            self.errors += 1;
            self.first_error.get_or_insert(line.line);
        }
        if line.push_ids(&mut self.written) {
            self.written.push(b'\n');
        } else {
            render::json_line(line, &mut self.written);
        }
    }
}

/// What was answered.
#[derive(Default)]
pub struct Done {
    pub lines: u64,
    pub bytes: u64,
    pub errors: u64,
    first_error: Option<u64>,
    pub interrupted: bool,
    pub failed: Option<io::Error>,
}

impl Done {
    /// Answers all lines on some threads, and writes the answers in the order of the lines.
    pub fn run(
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
                self.add(&answers);
                next += 1;
                *lock(&work.written) = next;
                work.wrote.notify_all();
            }
        }
        Ok(())
    }

    fn add(&mut self, answers: &Answers) {
        self.lines += answers.lines;
        self.bytes += answers.bytes as u64;
        self.errors += answers.errors;
        self.first_error = self.first_error.or(answers.first_error);
    }

    /// Tells how many lines have an error.
    pub fn note_errors(&self, options: &Options) {
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
