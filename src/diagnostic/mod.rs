//! Problems as data: what is wrong, where, and what to write instead. They are drawn by `render`.

mod accepted;
mod code;
mod finding;
mod locators;
mod suggestion;

use std::fmt;

use accepted::AcceptedRanges;
use locators::Locators;

pub use accepted::{Accepted, Silenced};
pub use code::{Catalogue, Code, Entry};
pub use finding::{Excerpt, File, Finding, Findings, Label, Location, Selection, UnreadFile};
pub use suggestion::{did_you_mean, list, list_and, meant, nearest};

use crate::{
    text::{Place, Respelling, Text},
    vocabulary::Severity,
};

/// Everything that was found in one file and in those that it includes.
#[derive(Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// The last problem of those that are too many to be shown.
    spare: Option<Box<Diagnostic>>,
    /// How many problems of each severity were found, shown or not.
    counts: [usize; 3],
    respellings: Vec<Respelling>,
    /// How many known words were compared with unknown ones.
    compared: usize,
    /// What entries of the file accept.
    accepted: Vec<Accepted>,
    /// What was left out since an entry accepts it.
    silenced: Option<Box<Silenced>>,
}

impl Diagnostics {
    /// How many problems of a file are shown at most.
    const LIMIT: usize = 200;
    /// The same before what is accepted is left out.
    const ACCEPTING_LIMIT: usize = 10_000;
    /// How many words are compared at most to find out what was meant.
    const COMPARISONS: usize = 200_000;

    /// Notes a problem; how much it matters is a matter of its code.
    pub fn add(
        &mut self,
        code: Code,
        at: impl Into<Place>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.counts[code.severity() as usize] += 1;
        let diagnostic = Diagnostic {
            code,
            place: at.into(),
            message: shortened(message.into()),
            also: Vec::new(),
            help: Vec::new(),
        };
        if self.is_full() {
            return self.spare.insert(Box::new(diagnostic));
        }
        let position = self.list.len();
        self.list.push(diagnostic);
        &mut self.list[position]
    }

    /// Adds what was found in another file that is read with this one.
    pub fn append(&mut self, other: Self) {
        self.respellings.extend(other.respellings);
        self.accepted.extend(other.accepted);
        self.compared += other.compared;
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count += more;
        }
        for diagnostic in other.list {
            if self.is_full() {
                break;
            }
            self.list.push(diagnostic);
        }
    }

    fn is_full(&self) -> bool {
        let limit = if self.accepted.is_empty() {
            Self::LIMIT
        } else {
            Self::ACCEPTING_LIMIT
        };
        self.list.len() >= limit
    }

    /// Leaves out the problems at a place that were found after so many, and tells their help with the problem at
    /// another place, which is their cause.
    pub fn join(&mut self, known: usize, at: &Place, cause: &Place) {
        let Some(cause) = (self.list.iter()).rposition(|problem| problem.place == *cause) else {
            return;
        };
        let later = self.list.split_off(known.min(self.list.len()));
        for problem in later {
            if problem.place == *at {
                self.counts[problem.code.severity() as usize] -= 1;
                self.list[cause].help.extend(problem.help);
            } else {
                self.list.push(problem);
            }
        }
    }

    /// Remembers what an entry accepts.
    pub fn accept(&mut self, accepted: Accepted) {
        self.accepted.push(accepted);
    }

    /// Whether no entry accepts anything.
    pub fn accepts_nothing(&self) -> bool {
        self.accepted.is_empty()
    }

    /// Nothing found yet in a file with entries that accept something.
    pub fn accepting(accepted: Vec<Accepted>) -> Self {
        Self {
            accepted,
            ..Self::default()
        }
    }

    /// What entries of the file accept, which is forgotten here.
    pub fn take_accepted(&mut self) -> Vec<Accepted> {
        std::mem::take(&mut self.accepted)
    }

    /// Leaves out what an entry of the files accepts that it stands in. With `told`, warns of what silences nothing.
    pub fn leave_out_accepted<'a>(&mut self, texts: impl Iterator<Item = &'a Text>, told: bool) {
        let accepted = self.take_accepted();
        if accepted.is_empty() {
            return;
        }
        let ranges = AcceptedRanges::of(&accepted);
        let mut silences = vec![false; accepted.len()];
        let locators = Locators::new(texts, &self.respellings);
        let counts = &mut self.counts;
        let silenced = self.silenced.get_or_insert_default();
        self.list.retain(|found| {
            let (file, bytes) = locators.locate(&found.place);
            let Some(accepting) = ranges.find(found.code, file, bytes.start) else {
                silenced.told.insert(found.code);
                return true;
            };
            silenced.places.insert((found.code, file, bytes.start));
            silences[accepting] = true;
            counts[found.code.severity() as usize] -= 1;
            false
        });
        drop(locators);
        for (one, _) in accepted
            .iter()
            .zip(silences)
            .filter(|(_, used)| told && !used)
        {
            let message = format!("nothing here has the warning `{}`", one.code);
            self.add(Code::UnneededAccept, one.at.clone(), message)
                .help("take it out of `accept`".to_owned());
        }
        self.list.truncate(Self::LIMIT);
    }

    /// What was left out since an entry accepts it.
    pub fn into_silenced(self) -> Silenced {
        self.silenced.map(|silenced| *silenced).unwrap_or_default()
    }

    /// Leaves out what was found of some kinds.
    pub fn leave_out(&mut self, codes: &[Code]) {
        let counts = &mut self.counts;
        self.list.retain(|found| {
            let stays = !codes.contains(&found.code);
            counts[found.code.severity() as usize] -= usize::from(!stays);
            stays
        });
    }

    /// Whether one of them has this code.
    pub fn has(&self, code: Code) -> bool {
        self.as_slice()
            .iter()
            .any(|diagnostic| diagnostic.code == code)
    }

    /// Whether the nearest of so many known words may be looked for: not for a problem that is not
    /// shown, and not for ever in a large file full of mistakes.
    pub fn may_compare(&mut self, known: usize) -> bool {
        self.compared += known;
        !self.is_full() && self.compared <= Self::COMPARISONS
    }

    /// Remembers that a key was written in another way than its pointers will say it.
    pub fn respell(&mut self, respelling: Respelling) {
        self.respellings.push(respelling);
    }

    /// The keys that were written in another way than pointers say them.
    pub fn respellings(&self) -> &[Respelling] {
        &self.respellings
    }

    /// How many problems of a severity were found, shown or not.
    pub fn count(&self, severity: Severity) -> usize {
        self.counts[severity as usize]
    }

    /// How many problems were found beyond those that are shown.
    pub fn omitted(&self) -> usize {
        self.counts.iter().sum::<usize>() - self.list.len()
    }

    /// The problems that are shown, in the order of their finding.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.list
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether an error was found.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Returns the value if no error was found.
    ///
    /// # Errors
    ///
    /// The diagnostics themselves, if they contain an error.
    pub fn unless_errors<T>(self, value: T) -> Result<T, Self> {
        if self.has_errors() {
            Err(self)
        } else {
            Ok(value)
        }
    }
}

/// What repeats a very long word, or very many, is shown by its beginning.
fn shortened(message: String) -> String {
    const LENGTH: usize = 1000;
    if message.len() > LENGTH {
        let end = message.floor_char_boundary(LENGTH);
        return format!("{}…", &message[..end]);
    }
    message
}

/// One problem.
#[derive(Debug)]
pub struct Diagnostic {
    /// What kind of problem it is.
    pub code: Code,
    /// Where it is.
    pub place: Place,
    /// Lower case, without a full stop; the user's own words stand in backticks.
    pub message: String,
    /// Other places that matter, each with what to say there.
    pub also: Vec<(Place, String)>,
    /// What to write instead.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// Adds another place that matters, and what to say there.
    pub fn also(&mut self, place: impl Into<Place>, label: impl Into<String>) -> &mut Self {
        self.also.push((place.into(), shortened(label.into())));
        self
    }

    /// Adds what to write instead.
    pub fn help(&mut self, help: impl Into<Option<String>>) -> &mut Self {
        self.help.extend(help.into().map(shortened));
        self
    }
}

/// A file that cannot be used, and why.
pub struct InvalidFile {
    /// The file, and what is wrong with it.
    pub file: File,
    /// How to go on without the file.
    pub help: Vec<String>,
}

impl fmt::Display for InvalidFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not sound", self.file.text.name())
    }
}

/// As short as the message: the whole tree of the file is never printed, and its code is 30 kB.
impl fmt::Debug for InvalidFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for InvalidFile {}

/// Something asked for on the command line that cannot be done, and a way out.
#[derive(Debug, Clone)]
pub struct UsageError {
    /// Lower case, without a full stop.
    pub message: String,
    /// Ways out.
    pub help: Vec<String>,
    /// A name that the ladder does not know, so that it matters which ladder it is.
    pub unknown: Option<String>,
}

impl UsageError {
    /// An error without a way out yet.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: Vec::new(),
            unknown: None,
        }
    }

    /// The error with a way out, if there is one.
    #[must_use]
    pub fn help(mut self, help: impl Into<Option<String>>) -> Self {
        self.help.extend(help.into());
        self
    }
}

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for UsageError {}
