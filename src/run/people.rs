//! Reads the profiles of many people: files, folders, several in one file.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use crate::{
    check::{self, Checked},
    cli::Options,
    diagnostic::{Code, Diagnostics, File, UsageError},
    load::{self, Document, DocumentKind, Loaded},
    model::{Ladder, Profile},
    order::Order as _,
    text::Text,
};

use super::{destination::standard_input, output::reason, overwrite, read};

/// What was read of many people.
#[derive(Default)]
pub struct People {
    /// The profiles, in the order of the files.
    pub found: Vec<Found>,
    /// The profiles with errors.
    pub invalid: Vec<File>,
    /// The files that could not be read.
    pub unread: Vec<UsageError>,
    /// The files of folders that are no profiles.
    pub others: Vec<String>,
    /// The names in profiles that the ladder does not know, each once.
    pub unknown: Vec<String>,
    /// How many profiles name a ladder.
    pub with_ladder: usize,
}

/// A profile, and where it stands.
pub struct Found {
    /// The file; with the line where it holds several.
    pub place: String,
    /// The profile.
    pub profile: Profile,
}

/// A file that may hold profiles.
struct Source {
    path: PathBuf,
    /// Whether it was found in a folder: then it may be something else.
    is_listed: bool,
}

/// Reads the profiles of these files and folders; the same file twice counts once.
pub fn read(paths: &[PathBuf], ladder: &Ladder, options: &Options) -> Result<People, UsageError> {
    let mut people = People::default();
    for source in sources(paths)? {
        match overwrite::ensure_not_output(&source.path, options) {
            // An answer of an earlier run; a profile is never replaced.
            Err(_) if source.is_listed => continue,
            other => other?,
        }
        match read::bytes(&source.path, Some(DocumentKind::Profile), options) {
            Ok(Ok(text)) => people.add(&text, source.is_listed, ladder),
            Ok(Err(file)) => people.invalid.push(*file),
            Err(error) => people.unread.push(error),
        }
    }
    let mut seen = HashSet::new();
    people.unknown.retain(|name| seen.insert(name.clone()));
    Ok(people)
}

fn sources(paths: &[PathBuf]) -> Result<Vec<Source>, UsageError> {
    let mut seen = HashSet::new();
    let mut sources = Vec::new();
    for path in paths {
        let is_folder = path.is_dir();
        let files = if is_folder {
            files_of(path)?
        } else {
            vec![standard_input(path.clone())]
        };
        for path in files {
            let file = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
            if seen.insert(file) {
                sources.push(Source {
                    path,
                    is_listed: is_folder,
                });
            }
        }
    }
    Ok(sources)
}

/// The files of a folder that may be profiles, by name; those of folders in it are not read.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>, UsageError> {
    let entries = fs::read_dir(folder).map_err(|error| {
        let name = folder.display();
        UsageError::new(format!("cannot read `{name}`: {}", reason(&error)))
    })?;
    let is_meant = |path: &PathBuf| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        matches!(ending, Some("yaml" | "yml" | "json" | "jsonl")) && path.is_file()
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut found: Vec<PathBuf> = paths.filter(is_meant).collect();
    found.order();
    Ok(found)
}

impl People {
    /// Adds the profiles of a file.
    fn add(&mut self, text: &Text, is_listed: bool, ladder: &Ladder) {
        let parts = parts(text.content());
        let has_several = parts.len() > 1;
        for Part { line, content } in parts {
            let mut place = text.name().to_owned();
            if has_several {
                place = format!("{place}:{line}");
            }
            // Only a part with an error has to know its lines.
            match load::document(&Text::new(text.name(), content)) {
                Ok(Loaded {
                    document: Document::Profile(document),
                    diagnostics,
                    ..
                }) => {
                    self.with_ladder += usize::from(!document.ladder.is_absent());
                    match check::profile(&document, diagnostics, ladder) {
                        Ok(checked) => self.found(place, checked),
                        // An answer has the same keys.
                        Err(_) if is_listed && !is_profile(text, content) => self.other(text),
                        Err(_) => self.invalid(text, line, content, |text| {
                            let loaded = load::profile(text)?;
                            let checked =
                                check::profile(&loaded.document, loaded.diagnostics, ladder);
                            checked.map(|checked| checked.diagnostics)
                        }),
                    }
                }
                Ok(_) if is_listed => self.other(text),
                Err(diagnostics) if is_listed && is_other(text, content, &diagnostics) => {
                    self.other(text);
                }
                _ => self.invalid(text, line, content, |text| {
                    load::profile(text).map(|loaded| loaded.diagnostics)
                }),
            }
        }
    }

    fn found(&mut self, place: String, checked: Checked) {
        let unknown = checked.unknown.into_iter();
        self.unknown.extend(unknown.map(|unknown| unknown.name));
        self.found.push(Found {
            place,
            profile: checked.profile,
        });
    }

    fn other(&mut self, text: &Text) {
        if self.others.last().is_none_or(|last| last != text.name()) {
            self.others.push(text.name().to_owned());
        }
    }

    /// Adds a profile with errors. It is read again after as many empty lines as stand before it.
    fn invalid(
        &mut self,
        text: &Text,
        line: usize,
        content: &str,
        read: impl FnOnce(&Text) -> Result<Diagnostics, Diagnostics>,
    ) {
        let lines = if self.invalid.len() < LOCATED {
            line - 1
        } else {
            0
        };
        let text = Text::new(text.name(), "\n".repeat(lines) + content);
        let (Ok(diagnostics) | Err(diagnostics)) = read(&text);
        let kind = Some(DocumentKind::Profile.name());
        self.invalid.push(File::new(text, kind, diagnostics));
    }
}

/// So many profiles with errors are shown with their places; the others are counted.
pub const LOCATED: usize = 20;

/// Whether a part of a file is a profile by its keys.
fn is_profile(text: &Text, content: &str) -> bool {
    load::kind(&Text::new(text.name(), content)) == Some(DocumentKind::Profile)
}

/// Whether a part of a file in a folder is no profile, not even one with a mistake.
fn is_other(text: &Text, content: &str, diagnostics: &Diagnostics) -> bool {
    match load::kind(&Text::new(text.name(), content)) {
        Some(kind) => kind != DocumentKind::Profile,
        None => !diagnostics.has(Code::Syntax),
    }
}

/// A part of a file that holds several profiles.
struct Part<'t> {
    /// Its first line, from 1.
    line: usize,
    content: &'t str,
}

/// The profiles of a text: a JSON object a line, or YAML documents; those without content are left out.
fn parts(content: &str) -> Vec<Part<'_>> {
    let parts = if are_json_lines(content) {
        let lines = content.lines().zip(1..);
        lines
            .map(|(content, line)| Part { line, content })
            .collect()
    } else {
        documents(content)
    };
    let is_empty = |part: &Part| {
        let mut lines = part.content.lines().map(str::trim);
        lines.all(|line| line.is_empty() || line.starts_with('#'))
    };
    let whole = Part { line: 1, content };
    let (empty, mut full): (Vec<_>, Vec<_>) = parts.into_iter().partition(is_empty);
    if full.is_empty() && empty.len() < 2 {
        full.push(whole);
    }
    full
}

/// Whether a text has several lines, and one of them is a JSON object by itself.
fn are_json_lines(content: &str) -> bool {
    let is_object = |line: &str| line.starts_with('{') && line.trim_end().ends_with('}');
    let lines = || content.lines().filter(|line| !line.trim().is_empty());
    lines().nth(1).is_some()
        && lines().any(is_object)
        && !lines().any(|line| is_marker(line) || line.starts_with("..."))
}

/// Whether a line begins a YAML document.
fn is_marker(line: &str) -> bool {
    let rest = line.strip_prefix("---");
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
}

/// The documents of a YAML text. A line that begins with `---` or `...` is never a part of a value.
fn documents(content: &str) -> Vec<Part<'_>> {
    let (mut documents, mut start, mut first) = (Vec::new(), 0, 1);
    let mut at = 0;
    for (line, number) in content.split_inclusive('\n').zip(1..) {
        let end = at + line.len();
        if is_marker(line) || matches!(line.trim_end(), "...") {
            documents.push(Part {
                line: first,
                content: &content[start..at],
            });
            // What stands on the line of the marker belongs to the document.
            let is_alone = line.trim_end().len() == 3;
            (start, first) = if is_alone {
                (end, number + 1)
            } else {
                (at + 3, number)
            };
        }
        at = end;
    }
    documents.push(Part {
        line: first,
        content: &content[start..],
    });
    documents
}
