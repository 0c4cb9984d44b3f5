//! What entries of a file accept of its warnings and notes.

use std::{collections::BTreeSet, ops::Range};

use crate::{
    order::Order as _,
    text::{FileId, Place},
};

use super::Code;

/// A warning or a note that an entry accepts.
#[derive(Debug)]
pub struct Accepted {
    /// What is accepted.
    pub code: Code,
    /// The bytes of the key of the entry, and those of the entry.
    pub within: [Range<usize>; 2],
    /// Where it says so, in the same file.
    pub at: Place,
}

/// The warnings and notes that entries accept.
#[derive(Debug, Default)]
pub struct Silenced {
    /// Each with its file and its byte there.
    pub(super) places: BTreeSet<(Code, FileId, usize)>,
    /// Those that stand elsewhere too, and are told.
    pub(super) told: BTreeSet<Code>,
}

impl Silenced {
    /// Whether a code is accepted in some places, and told of others.
    pub fn is_told(&self, code: Code) -> bool {
        self.told.contains(&code)
    }

    /// Whether something in these bytes of a file is accepted.
    pub fn is_within(&self, code: Code, file: FileId, bytes: Range<usize>) -> bool {
        let [from, to] = [bytes.start, bytes.end].map(|at| (code, file, at));
        from < to && self.places.range(from..to).next().is_some()
    }
}

/// The ranges in which something is accepted, by code, file and start; each with the one before it, or itself, that ends last.
pub(super) struct AcceptedRanges(Vec<AcceptedRange>);

struct AcceptedRange {
    code: Code,
    file: FileId,
    start: usize,
    /// The end that is last among those of this code in this file up to here, and what accepts it.
    last: (usize, usize),
}

impl AcceptedRanges {
    /// The ranges of what entries accept.
    pub fn of(accepted: &[Accepted]) -> Self {
        let ranges = accepted.iter().enumerate().flat_map(|(position, one)| {
            let ranges = one.within.iter().filter(|range| !range.is_empty());
            ranges.map(move |range| AcceptedRange {
                code: one.code,
                file: one.at.file,
                start: range.start,
                last: (range.end, position),
            })
        });
        let mut ranges: Vec<AcceptedRange> = ranges.collect();
        ranges.order_by_key(|range| (range.code, range.file, range.start));
        for position in 1..ranges.len() {
            let before = &ranges[position - 1];
            let range = &ranges[position];
            let is_alike = (before.code, before.file) == (range.code, range.file);
            if is_alike && before.last.0 >= range.last.0 {
                ranges[position].last = before.last;
            }
        }
        Self(ranges)
    }

    /// What accepts a code at a byte of a file.
    pub fn find(&self, code: Code, file: FileId, at: usize) -> Option<usize> {
        let after =
            |range: &AcceptedRange| (range.code, range.file, range.start) <= (code, file, at);
        let position = self.0.partition_point(after).checked_sub(1)?;
        let range = &self.0[position];
        let (end, accepting) = range.last;
        (range.code == code && range.file == file && at < end).then_some(accepting)
    }
}
