//! Where in a text something is: known as bytes, or found later by the keys that lead there.

use std::ops::Range;

/// A place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Bytes(Range<usize>),
    Pointer(Pointer),
}

/// The steps that lead from the top of a document to a place in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pointer(pub Vec<Key>);

/// One step of a pointer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// The value under this key.
    Value(String),
    /// This key itself; always the last step.
    Name(String),
    /// The item at this position, counted from 0.
    Item(usize),
}

/// A key that was written in another way than the pointers say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Respelling {
    /// The byte at which the mapping begins that the key belongs to.
    pub mapping: usize,
    pub meant: &'static str,
    pub written: String,
}

/// A pointer in the making: as cheap as walking, and a pointer only when there is something to tell.
#[derive(Debug, Clone, Copy)]
pub struct Path<'a> {
    parent: Option<&'a Self>,
    step: Option<Step<'a>>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Value(&'a str),
    Name(&'a str),
    Item(usize),
}

impl<'a> Path<'a> {
    /// The top of a document.
    pub const TOP: Self = Self {
        parent: None,
        step: None,
    };

    /// The value under a key.
    pub fn key(&'a self, key: &'a str) -> Self {
        self.with(Step::Value(key))
    }

    /// A key itself.
    pub fn name(&'a self, key: &'a str) -> Self {
        self.with(Step::Name(key))
    }

    /// The item at a position, counted from 0.
    pub fn item(&'a self, position: usize) -> Self {
        self.with(Step::Item(position))
    }

    fn with(&'a self, step: Step<'a>) -> Self {
        Self {
            parent: Some(self),
            step: Some(step),
        }
    }

    pub fn pointer(&self) -> Pointer {
        let mut keys = Vec::new();
        let mut here = Some(self);
        while let Some(path) = here {
            keys.extend(path.step.map(|step| match step {
                Step::Value(key) => Key::Value(key.to_owned()),
                Step::Name(key) => Key::Name(key.to_owned()),
                Step::Item(position) => Key::Item(position),
            }));
            here = path.parent;
        }
        keys.reverse();
        Pointer(keys)
    }
}

impl From<Path<'_>> for Place {
    fn from(path: Path<'_>) -> Self {
        Self::Pointer(path.pointer())
    }
}
