//! Looking at files: each is read, checked, and asked for advice.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use anyhow::Result;

use crate::{
    check,
    cli::{self, Options},
    diagnostic::{
        Catalogue, Code, File, Findings, Refusal, Selection, Severity, Unread, did_you_mean,
    },
    embedded,
    load::{self, Kind},
    model::{Day, Ladder},
    render::{self, Format},
    text::Text,
};

use super::{ANSWERED, FAILED, NO, answer, files, output, read, terminal};

/// Answers `ladder check`; the exit code says whether all is well.
pub fn check(check: &cli::Check, day: Day, options: &Options) -> Result<u8> {
    if check.list {
        answer(Catalogue::default(), options)?;
        return Ok(ANSWERED);
    }
    if let Some(name) = &check.explain {
        output::write(&explain(name, options)?, options)?;
        return Ok(ANSWERED);
    }
    let mut inspection = Inspection {
        day,
        options,
        files: Vec::new(),
        ladders: HashMap::new(),
        unread: Vec::new(),
    };
    for path in paths(check, options)? {
        if let Err(refusal) = inspection.file(&path) {
            inspection.refused(&path, &refusal);
        }
    }
    let selection = Selection {
        least: if options.verbose {
            Severity::Note
        } else {
            Severity::Warning
        },
        strict: check.strict,
    };
    let mut findings = Findings::of(&inspection.files, selection);
    let code = match (inspection.unread.is_empty(), findings.sound) {
        (false, _) => FAILED,
        (true, false) => NO,
        (true, true) => ANSWERED,
    };
    findings.sound &= inspection.unread.is_empty();
    findings.unread = inspection.unread;
    show(findings, options)?;
    Ok(code)
}

/// The page of a code, which is text already.
fn explain(name: &str, options: &Options) -> Result<String> {
    let code = Code::of_name(name).ok_or_else(|| {
        let names = Code::ALL.iter().map(|code| code.name());
        Refusal::new(format!("no problem has the code `{name}`"))
            .help(did_you_mean(name, names))
            .help("`ladder check --list` prints every code".to_owned())
    })?;
    match output::format(options)? {
        Format::Table | Format::List | Format::Markdown => Ok(code.page().to_owned()),
        _ => {
            let refusal = Refusal::new("a page is text alone");
            let help = "`ladder check --list --format json` gives every code to a program";
            Err(refusal.help(help.to_owned()).into())
        }
    }
}

/// The files that were named, else those that other commands would use.
fn paths(check: &cli::Check, options: &Options) -> Result<Vec<PathBuf>> {
    if check.files.is_empty() {
        return Ok(files::found(options)?);
    }
    let stdin = check.files.iter().filter(|path| *path == Path::new("-"));
    if stdin.count() > 1 {
        let refusal = Refusal::new("standard input can be read only once");
        return Err(refusal.help("give the others as files".to_owned()).into());
    }
    Ok(check.files.clone())
}

/// Files, and what was found in each.
struct Inspection<'a> {
    day: Day,
    options: &'a Options,
    files: Vec<File>,
    /// The ladders that profiles are checked against, each read once; `None` for one that is not
    /// sound.
    ladders: HashMap<Option<PathBuf>, Option<Ladder>>,
    unread: Vec<Unread>,
}

impl Inspection<'_> {
    fn file(&mut self, path: &Path) -> Result<(), Refusal> {
        let file = match self.read(path, "file")? {
            Ok(text) => {
                let (day, options) = (self.day, self.options);
                check::inspect(text, day, |profile| {
                    let ladder = files::ladder_of(path, profile, options);
                    self.ladder_at(ladder.as_deref(), path)
                })
            }
            Err(file) => *file,
        };
        self.files.push(file);
        Ok(())
    }

    /// Reads a file, or the embedded ladder where its id is given and no file is called so.
    fn read(&self, path: &Path, what: &str) -> Result<read::Decoded, Refusal> {
        if path == Path::new(embedded::ID) && !path.exists() {
            return Ok(Ok(Text::new(embedded::ID, embedded::TEXT)));
        }
        read::bytes(path, what, self.options)
    }

    /// The ladder at a path, if it can be read and is sound; without a path, the embedded one.
    fn ladder_at(&mut self, path: Option<&Path>, profile: &Path) -> Option<&Ladder> {
        let place = path.map(Path::to_path_buf);
        if !self.ladders.contains_key(&place) {
            let ladder = self.ladder(path).unwrap_or_else(|refusal| {
                let by = format!("the profile `{}` is checked against it", profile.display());
                self.refused(path.unwrap_or(profile), &refusal.help(by));
                None
            });
            self.ladders.insert(place.clone(), ladder);
        }
        self.ladders.get(&place).and_then(Option::as_ref)
    }

    /// Reads a ladder that a profile is checked against; what is wrong with it is told too.
    fn ladder(&mut self, path: Option<&Path>) -> Result<Option<Ladder>, Refusal> {
        let Some(path) = path else {
            return Ok(Some(embedded::ladder()));
        };
        let text = match self.read(path, Kind::Ladder.name())? {
            Ok(text) => text,
            Err(file) => {
                self.files.push(*file);
                return Ok(None);
            }
        };
        let ladder =
            load::ladder(&text).and_then(|loaded| check::ladder(&loaded.document, loaded.report));
        match ladder {
            Ok(ladder) => Ok(Some(ladder)),
            Err(report) => {
                let told = self
                    .files
                    .iter()
                    .any(|file| file.text.name() == text.name());
                if !told {
                    self.files.push(File {
                        text,
                        kind: Some(Kind::Ladder.name()),
                        report,
                    });
                }
                Ok(None)
            }
        }
    }

    fn refused(&mut self, path: &Path, refusal: &Refusal) {
        self.unread.push(Unread {
            file: path.display().to_string(),
            message: refusal.message.clone(),
        });
        let color = terminal::stderr_color(self.options.color);
        terminal::say(&format!("{}\n", render::refused(refusal, color)));
    }
}

/// Draws problems on standard error, as other commands do; every other format is an answer.
fn show(findings: Findings, options: &Options) -> Result<()> {
    let is_file = output::is_file(options);
    match output::format(options)? {
        Format::Table => {
            let medium = if is_file {
                output::medium(options)
            } else {
                terminal::stderr(options.color, options.width)
            };
            let drawn = if findings.problems.is_empty() {
                String::new()
            } else {
                let summary = render::summary(&findings);
                format!("{}\n{summary}", render::report(&findings, medium))
            };
            if is_file {
                return output::write(&drawn, options);
            }
            terminal::say(&drawn);
            Ok(())
        }
        Format::Sarif => output::write(&render::sarif(&findings)?, options),
        _ => answer(findings, options),
    }
}
