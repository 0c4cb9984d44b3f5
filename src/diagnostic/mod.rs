//! Problems as data: what is wrong, where, and what to write instead. Drawing them is somebody else's work.

mod code;
mod suggestion;

use std::fmt;

pub use code::Code;
pub use suggestion::{did_you_mean, list, nearest};

use crate::text::{Place, Text};

/// Everything that was found in one file.
#[derive(Debug, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    /// The last problem of those that are too many to be told, and how many they are.
    spare: Option<Box<Diagnostic>>,
    omitted: usize,
    /// How many known words were compared with unknown ones.
    compared: usize,
}

impl Report {
    /// How many problems of a file are told; nobody reads more.
    const LIMIT: usize = 200;
    /// How many words are compared at most to find out what was meant.
    const COMPARISONS: usize = 200_000;

    pub fn error(&mut self, code: Code, at: impl Into<Place>, message: String) -> &mut Diagnostic {
        let diagnostic = Diagnostic {
            severity: Severity::Error,
            code,
            place: at.into(),
            message,
            also: Vec::new(),
            help: Vec::new(),
        };
        if self.is_full() {
            self.omitted += 1;
            return self.spare.insert(Box::new(diagnostic));
        }
        let position = self.diagnostics.len();
        self.diagnostics.push(diagnostic);
        &mut self.diagnostics[position]
    }

    fn is_full(&self) -> bool {
        self.diagnostics.len() >= Self::LIMIT
    }

    /// Whether the nearest of so many known words may be looked for: not for a problem that is not
    /// told, and not for ever in a large file full of mistakes.
    pub fn may_compare(&mut self, known: usize) -> bool {
        self.compared += known;
        !self.is_full() && self.compared <= Self::COMPARISONS
    }

    /// How many problems were found beyond those that are told.
    pub fn omitted(&self) -> usize {
        self.omitted
    }

    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Hands the value on if nothing was found.
    pub fn unless_any<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() {
            Ok(value)
        } else {
            Err(self)
        }
    }
}

/// One problem.
#[derive(Debug)]
pub struct Diagnostic {
    pub severity: Severity,
    pub code: Code,
    pub place: Place,
    /// Lower case, without a full stop; the user's own words stand in backticks.
    pub message: String,
    /// Other places that matter, each with what to say there.
    pub also: Vec<(Place, String)>,
    /// What to write instead.
    pub help: Vec<String>,
}

impl Diagnostic {
    pub fn also(&mut self, place: impl Into<Place>, label: impl Into<String>) -> &mut Self {
        self.also.push((place.into(), label.into()));
        self
    }

    pub fn help(&mut self, help: impl Into<Option<String>>) -> &mut Self {
        self.help.extend(help.into());
        self
    }
}

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Stops the file from being used.
    Error,
}

/// A file that cannot be used, and why.
#[derive(Debug)]
pub struct Rejected {
    pub text: Text,
    pub report: Report,
    /// How to go on without the file.
    pub help: Vec<String>,
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not sound", self.text.name())
    }
}

impl std::error::Error for Rejected {}

/// Something asked for on the command line that cannot be done, and a way out.
#[derive(Debug)]
pub struct Refusal {
    pub message: String,
    pub help: Vec<String>,
}

impl Refusal {
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: Vec::new(),
        }
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<Option<String>>) -> Self {
        self.help.extend(help.into());
        self
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refusal {}
