//! Where in a file something is: known as bytes, or found later by the keys that lead there.

use std::ops::Range;

/// One of the files that are read together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

impl FileId {
    /// The file that was asked for.
    pub const MAIN: Self = Self(0);
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// Where in it.
    pub target: Target,
}

/// Where in its file a place is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// These bytes of the text.
    Bytes(Range<usize>),
    /// Wherever the keys lead.
    Pointer(Pointer),
}

/// The steps that lead from the top of a document to a place in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pointer(pub Vec<Segment>);

/// One step of a pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Segment<K = String> {
    /// The value under this key.
    Value(K),
    /// This key itself; always the last step.
    Key(K),
    /// The item at this position, counted from 0.
    Item(usize),
}

/// A key that was written in another way than the pointers say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Respelling {
    /// The file.
    pub file: FileId,
    /// The byte at which the mapping begins that the key belongs to.
    pub mapping: usize,
    /// The key as pointers say it.
    pub meant: &'static str,
    /// The key as it was written.
    pub written: String,
}

/// A borrowed pointer: a list linked to the parent, copied only for a diagnostic.
#[derive(Debug, Clone, Copy)]
pub struct PointerRef<'a> {
    file: FileId,
    parent: Option<&'a Self>,
    step: Option<Segment<&'a str>>,
}

impl<'a> PointerRef<'a> {
    /// The top of the document that was asked for.
    pub const ROOT: Self = Self::root(FileId::MAIN);

    /// The top of the document in a file.
    pub const fn root(file: FileId) -> Self {
        Self {
            file,
            parent: None,
            step: None,
        }
    }

    /// The value under a key.
    pub fn key(&'a self, key: &'a str) -> Self {
        self.with(Segment::Value(key))
    }

    /// A key itself.
    pub fn name(&'a self, key: &'a str) -> Self {
        self.with(Segment::Key(key))
    }

    /// The item at a position, counted from 0.
    pub fn item(&'a self, position: usize) -> Self {
        self.with(Segment::Item(position))
    }

    fn with(&'a self, step: Segment<&'a str>) -> Self {
        Self {
            file: self.file,
            parent: Some(self),
            step: Some(step),
        }
    }

    /// The steps, from the top down.
    pub fn pointer(&self) -> Pointer {
        let mut keys = Vec::new();
        let mut here = Some(self);
        while let Some(path) = here {
            keys.extend(path.step.map(|step| match step {
                Segment::Value(key) => Segment::Value(key.to_owned()),
                Segment::Key(key) => Segment::Key(key.to_owned()),
                Segment::Item(position) => Segment::Item(position),
            }));
            here = path.parent;
        }
        keys.reverse();
        Pointer(keys)
    }
}

impl From<PointerRef<'_>> for Place {
    fn from(path: PointerRef<'_>) -> Self {
        Self {
            file: path.file,
            target: Target::Pointer(path.pointer()),
        }
    }
}
