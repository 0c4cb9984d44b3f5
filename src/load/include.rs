//! Reads the files that a ladder includes, and those that they include.

use std::{
    collections::{HashMap, hash_map::Entry},
    slice,
};

use crate::{
    diagnostic::{Code, Diagnostics},
    text::{FileId, Place, PointerRef, Text, Undecodable},
};

use super::{
    Field, LadderDocument, Loaded, kind::has_ladder_key, part, types::FilePath, undecodable,
};

/// Where the files are that a ladder includes.
pub trait Files {
    /// Opens the file at a path from the folder of the file that includes it.
    ///
    /// Files are numbered in the order in which they were opened; the first one, which includes all
    /// others, is [`FileId::MAIN`].
    fn open(&mut self, path: &str, by: FileId) -> Opening;
}

/// What comes of opening an included file.
pub enum Opening {
    /// Its text.
    Text(Text),
    /// Its bytes are no text.
    Undecodable(Undecodable),
    /// It is one of the files that were opened before.
    Known(FileId),
    /// It cannot be read: why, and what to do about it.
    Refused(String, Option<String>),
}

/// No files: a ladder that includes one is refused.
pub struct NoFiles;

impl Files for NoFiles {
    fn open(&mut self, _: &str, _: FileId) -> Opening {
        let message = "files cannot be included here".to_owned();
        Opening::Refused(message, None)
    }
}

/// The files of a ladder that were read before.
pub struct ReadBefore<'a> {
    /// Those after the first one, in the order in which they were opened.
    texts: &'a [Text],
    /// The file that each `include` names, in the order in which they are read.
    named: slice::Iter<'a, FileId>,
    opened: usize,
}

impl<'a> ReadBefore<'a> {
    /// The files after the first one, and the one that each `include` named.
    pub fn new(texts: &'a [Text], named: &'a [FileId]) -> Self {
        Self {
            texts,
            named: named.iter(),
            opened: 0,
        }
    }
}

impl Files for ReadBefore<'_> {
    fn open(&mut self, path: &str, by: FileId) -> Opening {
        match (self.named.next(), self.texts.get(self.opened)) {
            (Some(named), Some(text)) if named.0 as usize == self.opened + 1 => {
                self.opened += 1;
                Opening::Text(text.clone())
            }
            (Some(named), _) => Opening::Known(*named),
            (None, _) => NoFiles.open(path, by),
        }
    }
}

/// What one of the files of a ladder says.
#[derive(Debug, Default)]
pub struct Part {
    /// What it says.
    pub document: LadderDocument,
    /// The file that includes it; itself for the first one.
    pub by: FileId,
}

/// How many files a ladder has at most.
const LIMIT: usize = 1000;

/// How many times its files name a file at most.
const NAMED_LIMIT: usize = 10 * LIMIT;

/// A file that is to be read: the file that includes it, and the position there.
struct Waiting {
    by: FileId,
    position: usize,
    path: FilePath,
}

/// The files that were read so far.
struct Inclusion<'a> {
    parts: Vec<Part>,
    /// Where each of them is included first.
    places: Vec<Place>,
    /// Where a file names a file, by their numbers.
    named: HashMap<(FileId, FileId), Place>,
    texts: &'a mut Vec<Text>,
    diagnostics: Diagnostics,
    /// Those still to be read, the next one last.
    waiting: Vec<Waiting>,
    /// Whether every file could be read.
    is_complete: bool,
}

/// Reads all files of a ladder, from the first one on: each file before those that it includes. Their texts are
/// added to `texts`, each under its number.
///
/// # Errors
///
/// A file cannot be read: what it says is missing, so nothing that follows from that is reported.
pub fn include(
    first: Loaded<LadderDocument>,
    files: &mut dyn Files,
    texts: &mut Vec<Text>,
) -> Result<Loaded<Vec<Part>>, Diagnostics> {
    let mut repeats = first.repeats;
    let mut inclusion = Inclusion {
        parts: Vec::new(),
        places: Vec::new(),
        named: HashMap::new(),
        texts,
        diagnostics: first.diagnostics,
        waiting: Vec::new(),
        is_complete: true,
    };
    inclusion.add(first.document, FileId::MAIN, PointerRef::ROOT.into());
    let mut named = 0;
    while let Some(next) = inclusion.waiting.pop() {
        let root = PointerRef::root(next.by);
        let list = root.key("include");
        let at = list.item(next.position);
        named += 1;
        if named > NAMED_LIMIT {
            let message = format!("`include` names more than {NAMED_LIMIT} files");
            inclusion.refuse(Code::InvalidInclude, at, message, None);
            break;
        }
        let opening = match misspelt(&next.path.0) {
            Some((message, help)) => Opening::Refused(message, Some(help)),
            None => files.open(&next.path.0, next.by),
        };
        let path = &next.path.0;
        let text = match opening {
            Opening::Text(_) | Opening::Undecodable(_) if inclusion.parts.len() == LIMIT => {
                let message = format!("the ladder has more than {LIMIT} files");
                inclusion.refuse(Code::InvalidInclude, at, message, None);
                break;
            }
            Opening::Text(text) => text,
            Opening::Known(known) => {
                inclusion.again(known, next.by, path, at);
                continue;
            }
            Opening::Undecodable(bytes) if !has_ladder_key(bytes.text.content()) => {
                inclusion.refuse_other(path, next.by, at);
                continue;
            }
            Opening::Undecodable(bytes) => {
                let id = inclusion.next_id();
                let bytes = Undecodable {
                    text: bytes.text.with_id(id),
                    ..bytes
                };
                inclusion.fail(undecodable(&bytes), bytes.text, next.by, at);
                continue;
            }
            Opening::Refused(message, help) => {
                inclusion.refuse(Code::InvalidInclude, at, message, help);
                continue;
            }
        };
        let text = text.with_id(inclusion.next_id());
        match part(&text, repeats) {
            Ok(loaded) => {
                repeats = loaded.repeats;
                inclusion.diagnostics.append(loaded.diagnostics);
                inclusion.texts.push(text);
                inclusion.add(loaded.document, next.by, at.into());
            }
            Err(_) if !has_ladder_key(text.content()) => inclusion.refuse_other(path, next.by, at),
            Err(diagnostics) => inclusion.fail(diagnostics, text, next.by, at),
        }
    }
    if !inclusion.is_complete {
        return Err(inclusion.diagnostics);
    }
    Ok(Loaded {
        document: inclusion.parts,
        diagnostics: inclusion.diagnostics,
        repeats,
    })
}

impl Inclusion<'_> {
    /// The number of the next file.
    fn next_id(&self) -> FileId {
        FileId(u32::try_from(self.parts.len()).unwrap_or(u32::MAX))
    }

    /// Adds a file; those that it includes are read next.
    fn add(&mut self, document: LadderDocument, by: FileId, at: Place) {
        let id = self.next_id();
        let paths: Vec<_> = document.include.items().collect();
        let waiting = paths.into_iter().rev().map(|(position, path)| Waiting {
            by: id,
            position,
            path: path.clone(),
        });
        self.waiting.extend(waiting);
        self.is_complete &= !document.include.is_invalid()
            && document
                .include
                .valid()
                .is_none_or(|paths| !paths.iter().any(Field::is_invalid));
        self.named.insert((by, id), at.clone());
        self.parts.push(Part { document, by });
        self.places.push(at);
    }

    /// Adds a file that cannot be read, and why.
    fn fail(&mut self, why: Diagnostics, text: Text, by: FileId, at: PointerRef) {
        self.is_complete = false;
        self.diagnostics.append(why);
        self.texts.push(text);
        self.add(LadderDocument::default(), by, at.into());
    }

    fn refuse(&mut self, code: Code, at: PointerRef, message: String, help: Option<String>) {
        self.is_complete = false;
        self.diagnostics.add(code, at, message).help(help);
    }

    /// Refuses a file that is no part of a ladder. No word of it is shown: a ladder from elsewhere may name any file.
    fn refuse_other(&mut self, path: &str, by: FileId, at: PointerRef) {
        let message = format!("`{path}` is no part of a ladder: it has none of its keys");
        self.refuse(Code::InvalidInclude, at, message, None);
        // The file was opened, and has its number.
        self.texts.push(Text::new(path, "").with_id(self.next_id()));
        self.add(LadderDocument::default(), by, at.into());
    }

    /// A file that was read before: another file includes it too, and it is not read again. Reports one that includes itself
    /// in the end, or that one file includes twice.
    fn again(&mut self, known: FileId, by: FileId, path: &str, at: PointerRef) {
        // The file that `known` includes on the way here.
        let mut includes = None;
        let mut here = by;
        while here != known && here != FileId::MAIN {
            includes = Some(here);
            here = self.parts[here.0 as usize].by;
        }
        let place = |id: FileId| self.places[id.0 as usize].clone();
        if here == known {
            self.is_complete = false;
            let first = includes.map(place);
            let message = format!("`{path}` includes itself");
            let message = first.as_ref().map_or(message, |_| {
                format!("`{path}` includes this file, so they include each other in a circle")
            });
            let diagnostic = self.diagnostics.add(Code::CircularInclude, at, message);
            diagnostic.help("leave one of them out".to_owned());
            if let Some(first) = first {
                diagnostic.also(first, "the circle begins here");
            }
            return;
        }
        let first = match self.named.entry((by, known)) {
            Entry::Occupied(first) => first.get().clone(),
            Entry::Vacant(open) => {
                open.insert(at.into());
                return;
            }
        };
        self.is_complete = false;
        let message = format!("the file `{path}` is included twice");
        self.diagnostics
            .add(Code::RepeatedInclude, at, message)
            .also(first, "first here")
            .help("keep one of them".to_owned());
    }
}

/// What is wrong with a path that means another file on another system, or no file, and how to write it.
fn misspelt(path: &str) -> Option<(String, String)> {
    let bytes = path.as_bytes();
    let is_drive = bytes.len() >= 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':';
    if path.contains("://") {
        let message = format!("`{path}` is an address; only files are included");
        return Some((
            message,
            "save it beside this file, and name the copy".to_owned(),
        ));
    }
    if path.starts_with(['/', '\\']) || is_drive {
        let message = format!("`{path}` is no path from the folder of this file");
        let help = "write the path from the folder of this file, such as `common/skills.yaml`";
        return Some((message, help.to_owned()));
    }
    if path.contains('\\') {
        let message = format!("the path `{path}` has a `\\`");
        return Some((message, format!("write `{}`", path.replace('\\', "/"))));
    }
    path.trim().is_empty().then(|| {
        let help = "write its path, such as `common/skills.yaml`, or leave it out";
        ("the included file has no name".to_owned(), help.to_owned())
    })
}
