//! `ladder check`: turns file names into findings.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    fs,
    mem::replace,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{
    check::{self, ReadLadder},
    cli::{self, Options},
    diagnostic::{
        Catalogue, Code, File, Findings, Selection, UnreadFile, UsageError, did_you_mean,
    },
    embedded,
    load::{self, LadderDocument, Loaded},
    model::{Day, Ladder},
    order::Order as _,
    render::{self, Format},
    text::Text,
    view::quoted,
    vocabulary::Severity,
};

use super::{
    ANSWERED, FAILED, NO, answer,
    destination::{is_standard_input, is_stream, standard_input},
    files,
    included::IncludedFiles,
    note::Note,
    output, overwrite,
    read::{self, Kept},
    terminal,
};

/// Runs `ladder check`, and returns the exit code.
pub fn check(check: &cli::CheckArgs, options: &Options) -> Result<u8> {
    if check.list {
        answer(Catalogue::default(), options)?;
        return Ok(ANSWERED);
    }
    if let Some(name) = &check.explain {
        output::write(&explain(name, options)?, options)?;
        return Ok(ANSWERED);
    }
    let paths = paths(check, options)?;
    for path in &paths {
        overwrite::ensure_not_output(path, options)?;
    }
    let kept = Kept::default();
    let (paths, ladders_read) = without_included(paths, &kept, options);
    let mut inspection = Inspection {
        day: super::as_of(options)?,
        options,
        kept: &kept,
        files: Vec::new(),
        given: paths.clone(),
        is_given: !check.files.is_empty(),
        parts: Vec::new(),
        listed: paths.iter().map(|path| canonical(path)).collect(),
        beside: None,
        ladders: HashMap::new(),
        ladders_read,
        stdin_read: false,
        unread: Vec::new(),
        form_only: BTreeMap::new(),
        why: BTreeSet::new(),
    };
    for path in paths {
        if let Err(usage_error) = inspection.file(&path) {
            inspection.add_unread(&path, &usage_error);
        }
    }
    for text in inspection.files.iter().flat_map(|file| &file.included) {
        overwrite::ensure_not_output(Path::new(text.name()), options)?;
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
    let is_sound = findings.problems.is_empty() && findings.unread.is_empty();
    show(findings, options)?;
    for file in inspection.files.iter().filter(|_| is_sound) {
        files::verbose(
            options,
            &format!("{}: no problem was found", file.text.name()),
        );
    }
    for (ladder, profiles) in inspection.form_only {
        let medium = terminal::stderr(options.color, options.width);
        terminal::eprint(&form_only(&ladder, profiles).drawn(medium, options.all));
    }
    for why in &inspection.why {
        terminal::note(why, options);
    }
    for path in &inspection.parts {
        terminal::note(&part_only(path, options), options);
    }
    Ok(code)
}

/// The note on profiles that are checked without the ladder that they are for.
fn form_only(ladder: &str, profiles: Vec<String>) -> Note {
    let form = match profiles.len() {
        1 => "the form of the profile".to_owned(),
        several => format!("the form of {several} profiles"),
    };
    let text = format!("without the ladder `{ladder}`, only {form} is checked: ");
    Note::listing(text, profiles)
}

/// The note on a file that has no role, and is checked without a ladder that includes it.
fn part_only(path: &Path, options: &Options) -> String {
    let name = path.display();
    let ladder = includer(path, options);
    let ladder = ladder.map_or_else(
        || "check the ladder that includes it".to_owned(),
        |ladder| {
            let ladder = ladder
                .strip_prefix(".")
                .unwrap_or(&ladder)
                .to_string_lossy();
            format!("`ladder check {}`, which includes it", quoted(&ladder))
        },
    );
    format!(
        "`{name}` has no `roles`, so it is a part of a ladder, and only its form is checked; for the rest: {ladder}"
    )
}

/// The explanation of a code.
fn explain(name: &str, options: &Options) -> Result<String> {
    let code = Code::of_name(name).ok_or_else(|| {
        let names = Code::ALL.iter().map(|code| code.name());
        UsageError::new(format!("unknown code `{name}`"))
            .help(did_you_mean(name, names))
            .help("`ladder check --list` prints every code".to_owned())
    })?;
    match output::format(options)? {
        Format::Table | Format::List | Format::Markdown => Ok(code.page().to_owned()),
        _ => {
            let help = "`ladder check --list --format json` lists every code for programs";
            let error = UsageError::new("an explanation is only available as text");
            Err(error.help(help.to_owned()).into())
        }
    }
}

/// The files that were given, else those that other commands would use.
fn paths(check: &cli::CheckArgs, options: &Options) -> Result<Vec<PathBuf>> {
    if check.files.is_empty() {
        let found = files::found(options)?;
        if found == [Path::new(embedded::ID)] && !files::is_ladder_named(options) {
            let id = embedded::ID;
            let note = format!("no file was given or found: checked the embedded ladder `{id}`");
            terminal::note(&note, options);
        }
        return Ok(found);
    }
    let stdin = check.files.iter().filter(|path| is_standard_input(path));
    if stdin.count() > 1 {
        let help = "give the other input as a file".to_owned();
        return Err(UsageError::new("standard input can be read only once")
            .help(help)
            .into());
    }
    let mut paths = Vec::new();
    for path in &check.files {
        if path.is_dir() {
            paths.extend(files_of(path)?);
        } else {
            paths.push(standard_input(path.clone()));
        }
    }
    Ok(paths)
}

/// The YAML files of a folder, by name; those of folders in it are not read.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)
        .and_then(|entries| {
            let paths = entries.map(|entry| entry.map(|entry| entry.path()));
            paths.collect::<Result<Vec<PathBuf>, _>>()
        })
        .with_context(|| format!("cannot read `{}`", folder.display()))?;
    let is_meant = |path: &PathBuf| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        matches!(ending, Some("yaml" | "yml")) && path.is_file()
    };
    let mut found: Vec<PathBuf> = entries.into_iter().filter(is_meant).collect();
    found.order();
    if found.is_empty() {
        let name = folder.display();
        let message = format!("the folder `{name}` has no file that ends in .yaml or .yml");
        let help = "name the files, or the folder that they are in".to_owned();
        return Err(UsageError::new(message).help(help).into());
    }
    Ok(found)
}

/// Ladders that were read to find the files that they include.
type LaddersRead = HashMap<PathBuf, ReadLadder>;

/// Those of several files that no other of them includes: a file is checked with the ladder that includes it.
/// What is read for it is kept.
fn without_included(
    given: Vec<PathBuf>,
    kept: &Kept,
    options: &Options,
) -> (Vec<PathBuf>, LaddersRead) {
    let mut ladders_read = LaddersRead::new();
    if given.len() < 2 {
        return (given, ladders_read);
    }
    // All files that a ladder includes are only looked for from those that no other file names: in a long chain,
    // each has nearly all of them.
    let mut includes: HashSet<PathBuf> = HashSet::new();
    let mut all: HashMap<&PathBuf, (Text, Loaded<LadderDocument>)> = HashMap::new();
    for path in &given {
        if let Some((text, loaded)) = including(path, kept, options) {
            includes.extend(named_by(path, &loaded.document));
            all.insert(path, (text, loaded));
        }
    }
    let mut included = |path: &PathBuf| -> Vec<PathBuf> {
        let Some((text, loaded)) = all.remove(path) else {
            return Vec::new();
        };
        let mut files = IncludedFiles::new(path, &text, options).keeping(kept);
        let read = ReadLadder::new(text, loaded, &mut files);
        ladders_read.insert(path.clone(), read);
        files.into_included().collect()
    };
    let (later, first): (Vec<_>, Vec<_>) = given
        .iter()
        .partition(|path| includes.contains(&canonical(path)));
    let mut covered: HashSet<PathBuf> = HashSet::new();
    let mut checked: HashSet<&PathBuf> = HashSet::new();
    // Of files that include each other, the first one is checked.
    for path in first.into_iter().chain(later) {
        if !covered.contains(&canonical(path)) {
            checked.insert(path);
            covered.extend(included(path));
        }
    }
    let paths = given.iter().filter(|path| checked.contains(path));
    (paths.cloned().collect(), ladders_read)
}

/// A ladder that names files to include.
fn including(
    path: &Path,
    kept: &Kept,
    options: &Options,
) -> Option<(Text, Loaded<LadderDocument>)> {
    let is_read = path != Path::new("-") && !is_stream(path);
    let read = || kept.content(&canonical(path), read::limit(options)).ok()?;
    let text = Text::decode(path.display().to_string(), is_read.then(read)??).ok()?;
    let text = Some(text).filter(|text| text.content().contains("include"))?;
    let loaded = load::ladder(&text).ok()?;
    Some((text, loaded))
}

/// The files that a ladder names to include.
fn named_by(path: &Path, document: &LadderDocument) -> Vec<PathBuf> {
    let file = canonical(path);
    let folder = file.parent().unwrap_or(Path::new(""));
    let paths = document.include.items();
    let paths = paths.map(|(_, path)| canonical(&folder.join(path.as_str())));
    paths.collect()
}

/// In how many folders above a file the ladder is looked for that includes it, and in how many files of each.
const FOLDERS: usize = 3;
const FILES: usize = 100;

/// A ladder that includes a file.
fn includer(part: &Path, options: &Options) -> Option<PathBuf> {
    let kept = Kept::default();
    let file = canonical(part);
    let folders = part
        .ancestors()
        .skip(1)
        .take(FOLDERS)
        .map(|folder| match folder {
            here if here == Path::new("") => Path::new("."),
            other => other,
        });
    let mut near = folders.flat_map(|folder| files_of(folder).into_iter().flatten().take(FILES));
    near.find(|path| {
        let loaded = including(path, &kept, options);
        loaded.is_some_and(|(_, loaded)| named_by(path, &loaded.document).contains(&file))
    })
}

/// The files that are checked, and their diagnostics.
struct Inspection<'a> {
    day: Day,
    options: &'a Options,
    kept: &'a Kept,
    files: Vec<File>,
    /// The files given on the command line, else those that were found.
    given: Vec<PathBuf>,
    /// Whether they were given.
    is_given: bool,
    /// Those that are only parts of ladders.
    parts: Vec<PathBuf>,
    /// The same, each spelt in one way.
    listed: HashSet<PathBuf>,
    /// The ladders among them with their ids, once a profile asks for one.
    beside: Option<Vec<(PathBuf, Option<String>)>>,
    /// The ladders that profiles are checked against, each read once; `None` for an invalid one.
    ladders: HashMap<PathBuf, Option<Ladder>>,
    /// The ladders to check that were read with the files that they include.
    ladders_read: LaddersRead,
    stdin_read: bool,
    unread: Vec<UnreadFile>,
    /// The profiles whose form alone is checked, by the ladder that cannot be used.
    form_only: BTreeMap<String, Vec<String>>,
    /// Why ladders are used that nothing names, where a profile names a role that they do not know.
    why: BTreeSet<String>,
}

/// The same path for every spelling of a file's name.
fn canonical(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

impl Inspection<'_> {
    fn file(&mut self, path: &Path) -> Result<(), UsageError> {
        let file = match self.read(path)? {
            Ok(text) => {
                let (day, options) = (self.day, self.options);
                let included = || IncludedFiles::new(path, &text, options).keeping(self.kept);
                let part = self
                    .is_given
                    .then(|| check::inspect_part(&text, &mut included()));
                if let Some(part) = part.flatten() {
                    self.parts.push(path.to_path_buf());
                    self.files.push(part);
                    return Ok(());
                }
                if let Some(read) = self.ladders_read.remove(path) {
                    self.files.push(check::inspect_ladder(read, day));
                    return Ok(());
                }
                let mut why = None;
                let mut included = included();
                let file = check::inspect(text, &mut included, day, |profile| {
                    let ladder;
                    (ladder, why) = files::ladder_of(path, profile, options)?;
                    let name = profile.ladder.valid().map(|name| name.as_str());
                    if let Some(beside) = self.ladder_beside(&ladder, name, why.is_some()) {
                        why = None;
                        return self.ladder_at(&beside, path);
                    }
                    self.ladder_at(&ladder, path)
                });
                if let Some(why) = why.filter(|_| file.diagnostics.has(Code::UnknownRole)) {
                    self.why.insert(why);
                }
                file
            }
            Err(file) => *file,
        };
        self.files.push(file);
        Ok(())
    }

    /// The ladder among the files that are checked that a profile means: the one with the id that it names where no
    /// file has that name, or the only one where it names none.
    fn ladder_beside(
        &mut self,
        path: &Path,
        name: Option<&str>,
        is_discovered: bool,
    ) -> Option<PathBuf> {
        let is_named = name.is_some() && path != Path::new(embedded::ID) && !path.exists();
        if !is_named && !is_discovered {
            return None;
        }
        let options = self.options;
        let beside = self.beside.get_or_insert_with(|| {
            let given = self.given.iter().filter_map(|path| {
                let text = read::any(path, options)?;
                let loaded = load::ladder(&text).ok()?;
                let id = loaded.document.id.valid().map(|id| id.0.to_string());
                Some((path.clone(), id))
            });
            given.collect()
        });
        let mut found = beside
            .iter()
            .filter(|(_, id)| !is_named || id.as_deref() == name);
        let first = found.next()?;
        found.next().is_none().then(|| first.0.clone())
    }

    /// Reads a file, or the embedded ladder if its id is given and no file has this name.
    fn read(&mut self, path: &Path) -> Result<read::Decoded, UsageError> {
        self.ensure_unread(path)?;
        if path == Path::new(embedded::ID) && !path.exists() {
            return Ok(Ok(Text::new(embedded::ID, embedded::TEXT)));
        }
        match self.kept.take(&canonical(path), path) {
            Some(text) => Ok(text),
            None => read::bytes(path, None, self.options),
        }
    }

    /// Refuses to read standard input twice.
    fn ensure_unread(&mut self, path: &Path) -> Result<(), UsageError> {
        if path == Path::new("-") && replace(&mut self.stdin_read, true) {
            return Err(files::both_from_stdin());
        }
        Ok(())
    }

    /// The ladder at a path, if it is valid.
    fn ladder_at(&mut self, path: &Path, profile: &Path) -> Option<&Ladder> {
        if !self.ladders.contains_key(path) {
            let ladder = self.ladder(path).unwrap_or_else(|usage_error| {
                let by = format!("the profile `{}` is checked against it", profile.display());
                let beside = files::discovered_beside(path);
                self.add_unread(path, &usage_error.help(by).help(beside));
                None
            });
            self.ladders.insert(path.to_path_buf(), ladder);
        }
        let ladder = self.ladders.get(path).and_then(Option::as_ref);
        let (profile, name) = (profile.display(), path.display());
        if ladder.is_none() {
            let profiles = self.form_only.entry(name.to_string()).or_default();
            profiles.push(format!("`{profile}`"));
        } else {
            files::verbose(self.options, &format!("{profile}: checked against {name}"));
        }
        ladder
    }

    /// Reads a ladder that a profile is checked against; its problems are reported unless the
    /// ladder is checked itself.
    fn ladder(&mut self, path: &Path) -> Result<Option<Ladder>, UsageError> {
        if path == Path::new(embedded::ID) {
            return Ok(Some(embedded::ladder()));
        }
        self.ensure_unread(path)?;
        let read = files::ladder_by_profile(path, self.options);
        let is_listed = self.listed.contains(&canonical(path));
        match read {
            Ok(Ok((ladder, _))) => return Ok(Some(ladder)),
            // It is checked itself.
            _ if is_listed => (),
            Ok(Err(file)) => self.files.push(*file),
            Err(usage_error) => return Err(usage_error),
        }
        Ok(None)
    }

    fn add_unread(&mut self, path: &Path, usage_error: &UsageError) {
        self.unread.push(UnreadFile {
            file: path.display().to_string(),
            message: usage_error.message.clone(),
        });
        let color = terminal::stderr_color(self.options.color);
        terminal::eprint(&format!("{}\n", render::usage_error(usage_error, color)));
    }
}

/// Writes findings: as a table to standard error, in other formats to the output.
fn show(findings: Findings, options: &Options) -> Result<()> {
    let is_file = output::file(options).is_some();
    let summary = render::summary(&findings);
    // A file holds the findings; how many there are is said here.
    let counted = if is_file && !findings.problems.is_empty() {
        summary.clone()
    } else {
        String::new()
    };
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
                format!("{}\n{summary}", render::diagnostics(&findings, medium))
            };
            if is_file {
                output::write(&drawn, options)?;
            } else {
                terminal::eprint(&drawn);
            }
        }
        Format::Sarif => output::write(&render::sarif(&findings), options)?,
        _ => answer(findings, options)?,
    }
    if !options.quiet {
        terminal::eprint(&counted);
    }
    Ok(())
}
