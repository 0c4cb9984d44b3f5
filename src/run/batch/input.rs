//! Standard input, cut into pieces of whole lines.

use std::{
    io::{self, Read as _},
    sync::atomic::{AtomicUsize, Ordering},
};

/// The bytes that are read at once.
const PIECE: usize = 1 << 18;

/// Some whole lines of the input.
pub struct Piece {
    /// Which piece it is, from 0.
    pub number: usize,
    /// The number of the first line, from 1.
    pub first: u64,
    pub bytes: Vec<u8>,
    /// Whether it stands for one line that is too long.
    pub is_too_long: bool,
}

/// Standard input, cut into pieces.
#[derive(Default)]
pub struct Input {
    /// The beginning of a line that is not complete yet.
    rest: Vec<u8>,
    lines: u64,
    /// Whether the line that is read is too long, and so left out.
    skips: bool,
    is_at_end: bool,
}

impl Input {
    /// The next lines; `None` at the end.
    pub fn piece(&mut self, limit: usize, pieces: &AtomicUsize) -> io::Result<Option<Piece>> {
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
