//! What was found, with the file, the line and the column of everything.

use std::{collections::HashSet, ops::Range};

use serde::Serialize;

use crate::{
    order::Order as _,
    text::{FileId, Locator, Place, Text},
    vocabulary::Severity,
};

use super::{Code, Diagnostic, Diagnostics, locators::Locators};

/// One file, and everything that was found in it and in the files that it includes.
#[derive(Debug)]
pub struct File {
    /// The file itself.
    pub text: Text,
    /// The files that are read with it, each with an id of its own.
    pub included: Vec<Text>,
    /// A ladder or a profile, if it can be shown.
    pub kind: Option<&'static str>,
    /// What was found, in any of the files.
    pub diagnostics: Diagnostics,
}

impl File {
    /// A file that includes no other.
    pub fn new(text: Text, kind: Option<&'static str>, diagnostics: Diagnostics) -> Self {
        Self {
            text,
            included: Vec::new(),
            kind,
            diagnostics,
        }
    }

    /// The file itself, and those that it includes.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        [&self.text].into_iter().chain(&self.included)
    }
}

/// Which problems are shown, and as what.
#[derive(Debug, Clone, Copy)]
pub struct Selection {
    /// The least severity that is shown.
    pub least: Severity,
    /// Whether a warning counts as an error.
    pub strict: bool,
}

impl Selection {
    /// Errors alone; warnings stay warnings.
    pub const ERRORS: Self = Self {
        least: Severity::Error,
        strict: false,
    };

    /// How much a problem of this severity matters here.
    fn severity(self, severity: Severity) -> Severity {
        match severity {
            Severity::Warning if self.strict => Severity::Error,
            other => other,
        }
    }
}

/// What was found in some files, from top to bottom.
#[derive(Debug, Default, Serialize)]
pub struct Findings {
    /// Whether everything could be read, and no error was found.
    pub sound: bool,
    /// How many errors were found.
    pub errors: usize,
    /// How many warnings were found.
    pub warnings: usize,
    /// How many notes were found.
    pub notes: usize,
    /// The files that were asked for.
    pub files: Vec<CheckedFile>,
    /// Files that could not be read, and why.
    pub unread: Vec<UnreadFile>,
    /// Those that are shown, by file and place.
    pub problems: Vec<Finding>,
    /// How many more there are than are shown.
    pub omitted: usize,
    /// What was found in included files: the file, the byte, the code and the message.
    #[serde(skip)]
    seen: HashSet<(String, usize, Code, String)>,
}

/// A file that was looked at.
#[derive(Debug, Serialize)]
pub struct CheckedFile {
    /// The name of the file.
    pub file: String,
    /// `ladder` or `profile`, if that is clear.
    pub kind: Option<&'static str>,
    /// The names of the files that it includes, in the order in which they were read.
    pub included: Vec<String>,
}

/// A file that could not be read.
#[derive(Debug, Serialize)]
pub struct UnreadFile {
    /// The name of the file.
    pub file: String,
    /// Why it could not be read.
    pub message: String,
}

/// One problem, located.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// How much it matters here.
    pub severity: Severity,
    /// What kind of problem it is.
    pub code: Code,
    /// The name of the file.
    pub file: String,
    /// Where it is.
    #[serde(flatten)]
    pub location: Location,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Vec<String>,
    /// Other places that matter, each with what to say there.
    pub also: Vec<Label>,
}

/// Another place that matters to a problem, and what to say there.
#[derive(Debug, Serialize)]
pub struct Label {
    /// The file, if it is another one than that of the problem.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Where it is.
    #[serde(flatten)]
    pub location: Location,
    /// What to say there.
    pub message: String,
}

/// Lines and columns are counted from 1, columns in characters; the end is not within.
#[derive(Debug, Serialize)]
pub struct Location {
    /// The line on which it begins.
    pub line: usize,
    /// The column at which it begins.
    pub column: usize,
    /// The line on which it ends.
    pub end_line: usize,
    /// The column at which it ends.
    pub end_column: usize,
    /// The line, to show it.
    #[serde(skip)]
    pub excerpt: Excerpt,
}

/// The line of a place, or what is near to it on a long one.
#[derive(Debug)]
pub struct Excerpt {
    /// The shown part of the line.
    pub text: String,
    /// The bytes of `text` that matter.
    pub mark: Range<usize>,
    /// Whether the line begins before it.
    pub cut_before: bool,
    /// Whether the line goes on after it.
    pub cut_after: bool,
}

impl Findings {
    /// Selects, counts and locates what was found in some files.
    pub fn of<'a>(files: impl IntoIterator<Item = &'a File>, selection: Selection) -> Self {
        let mut findings = Self::default();
        for file in files {
            findings.add(file, selection);
        }
        findings.sound = findings.errors == 0;
        findings
    }

    /// The number of problems of a severity.
    fn counted(&mut self, severity: Severity) -> &mut usize {
        match severity {
            Severity::Note => &mut self.notes,
            Severity::Warning => &mut self.warnings,
            Severity::Error => &mut self.errors,
        }
    }

    fn add(&mut self, file: &File, selection: Selection) {
        self.files.push(CheckedFile {
            file: file.text.name().to_owned(),
            kind: file.kind,
            included: file
                .included
                .iter()
                .map(|text| text.name().to_owned())
                .collect(),
        });
        let mut selected = 0;
        for severity in [Severity::Note, Severity::Warning, Severity::Error] {
            let shown = selection.severity(severity);
            if shown < selection.least {
                continue;
            }
            let count = file.diagnostics.count(severity);
            selected += count;
            *self.counted(shown) += count;
        }
        let locators = Locators::new(file.texts(), file.diagnostics.respellings());
        let mut shown: Vec<_> = file.diagnostics.as_slice().iter().collect();
        shown.retain(|problem| selection.severity(problem.code.severity()) >= selection.least);
        shown.order_by_cached_key(|problem| {
            let (file, bytes) = locators.locate(&problem.place);
            (file, bytes.start)
        });
        self.omitted += selected - shown.len();
        // What an alias repeats is written once, and what is wrong with a file that several include.
        let mut seen = HashSet::new();
        shown.retain(|problem| {
            let (file, bytes) = locators.locate(&problem.place);
            let found = (bytes, problem.code, problem.message.as_str());
            let is_known = file != FileId::MAIN && {
                let name = locators.text(file).name().to_owned();
                !self
                    .seen
                    .insert((name, found.0.start, found.1, found.2.to_owned()))
            };
            let is_new = seen.insert((file, found)) && !is_known;
            if !is_new {
                *self.counted(selection.severity(problem.code.severity())) -= 1;
            }
            is_new
        });
        let problems = shown.into_iter().map(|diagnostic| {
            let severity = selection.severity(diagnostic.code.severity());
            Finding::of(&locators, severity, diagnostic)
        });
        self.problems.extend(problems);
    }
}

impl Finding {
    fn of(locators: &Locators, severity: Severity, diagnostic: &Diagnostic) -> Self {
        let here = &diagnostic.place;
        let also = diagnostic.also.iter();
        Self {
            severity,
            code: diagnostic.code,
            file: locators.name(here),
            location: Location::of(here, locators),
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            also: also
                .map(|(place, message)| Label {
                    file: (locators.locate(place).0 != locators.locate(here).0)
                        .then(|| locators.name(place)),
                    location: Location::of(place, locators),
                    message: message.clone(),
                })
                .collect(),
        }
    }
}

impl Location {
    /// Whether both are shown with the same line, and all of it.
    pub fn shares_line_with(&self, other: &Self) -> bool {
        let whole = |location: &Self| !location.excerpt.cut_before && !location.excerpt.cut_after;
        self.line == other.line && whole(self) && whole(other)
    }

    fn of(place: &Place, locators: &Locators) -> Self {
        let (file, bytes) = locators.locate(place);
        let locator = locators.of(file);
        let start = locator.position(bytes.start);
        let end = locator.position(bytes.end.max(bytes.start));
        Self {
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            excerpt: Excerpt::of(&bytes, locator),
        }
    }
}

impl Excerpt {
    /// How much of a line is shown before a place, and from it on.
    const BEFORE: usize = 80;
    const AFTER: usize = 160;

    fn of(bytes: &Range<usize>, locator: &Locator) -> Self {
        let (_, line_start, line) = locator.line(bytes.start);
        let within = |byte: usize| {
            let byte = byte.saturating_sub(line_start).min(line.len());
            line.floor_char_boundary(byte)
        };
        let (start, end) = (within(bytes.start), within(bytes.end.max(bytes.start)));
        let (from, to) = if line.len() <= Self::BEFORE + Self::AFTER {
            (0, line.len())
        } else {
            (
                line.floor_char_boundary(start.saturating_sub(Self::BEFORE)),
                line.ceil_char_boundary((start + Self::AFTER).min(line.len())),
            )
        };
        Self {
            text: line[from..to].to_owned(),
            mark: start - from..end.min(to) - from,
            cut_before: from > 0,
            cut_after: to < line.len(),
        }
    }
}
