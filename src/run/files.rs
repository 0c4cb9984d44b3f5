//! Discovers, reads and checks the inputs: the ladder and the profile.

use std::{
    cell::RefCell,
    path::{Path, PathBuf},
};

use anyhow::Result;
use etcetera::BaseStrategy;

use crate::{
    check,
    cli::Options,
    diagnostic::{Code, Diagnostics, File, InvalidFile, UsageError},
    embedded,
    load::{self, DocumentKind, Loaded, ProfileDocument},
    model::{Ladder, Profile},
    text::{Text, without_empty_keys},
};

use super::{
    destination::{is_stream, standard_input},
    environment::path_variable,
    ladder_file::LadderFile,
    note::Note,
    overwrite, read,
    temporary::folder,
    terminal,
    unused::{Elsewhere, elsewhere, not_carried, other_ladder, unused},
};

/// The inputs of a command.
pub struct Inputs {
    pub ladder: Ladder,
    /// The file of the ladder; `None` for the embedded one.
    pub ladder_file: Option<LadderFile>,
    pub profile: Option<Profile>,
    /// The ladder that the profile is written for, where another one is asked.
    pub elsewhere: Option<Elsewhere>,
    /// Whether figures that rest on estimates are left out.
    pub no_estimates: bool,
    /// What there is to note of the profile, once, after the answer.
    pub notes: RefCell<Vec<Note>>,
    /// The bytes of the files that were read.
    size: usize,
}

/// From so many bytes on, the size of an answer is looked at: smaller files have no answer that is too large.
const LARGE: usize = 1 << 16;

impl Inputs {
    /// Whether they are large enough for an answer to be too large.
    pub fn are_large(&self) -> bool {
        self.size >= LARGE
    }

    /// The notes as standard error shows them; none with `--quiet`.
    pub fn drawn_notes(&self, options: &Options) -> String {
        let medium = terminal::stderr(options.color, options.width);
        let notes = self.notes.borrow();
        let notes = notes.iter().filter(|_| !options.quiet);
        notes.map(|note| note.drawn(medium, options.all)).collect()
    }
}

/// Reads the ladder; of the profile, only the name of the ladder.
pub fn ladder_only(options: &Options) -> Result<&'static Inputs> {
    let named = named_ladder(options);
    let profile = match named {
        Some(_) => None,
        None => find_profile(|text| text, options)?,
    };
    let notes = fallback(named.as_ref(), profile.as_ref());
    let (ladder, ladder_file) = read_ladder(named, profile.as_ref(), options)?;
    Ok(keep(Inputs {
        ladder,
        size: ladder_file.as_ref().map_or(0, LadderFile::size),
        ladder_file,
        profile: None,
        elsewhere: None,
        no_estimates: options.no_estimates,
        notes: RefCell::new(notes.into_iter().collect()),
    }))
}

/// Reads the ladder that a new profile is about; `None` stands for the one that is found.
pub fn ladder_for_new(
    path: Option<PathBuf>,
    options: &Options,
) -> Result<(Ladder, Option<LadderFile>)> {
    read_ladder(path.or_else(|| named_ladder(options)), None, options)
}

/// The ladder that is found where none is named, if it is a file.
pub fn discovered_ladder(options: &Options) -> Option<PathBuf> {
    let is_named = named_ladder(options).is_some();
    discover(LADDER).filter(|_| !is_named)
}

/// Whether an option or a variable names the ladder.
pub fn is_ladder_named(options: &Options) -> bool {
    named_ladder(options).is_some()
}

/// Reads the ladder and the profile.
pub fn ladder_and_profile(options: &Options) -> Result<&'static Inputs> {
    ladder_and_profile_if(|_| true, options)
}

/// Reads the ladder and a profile that is changed: a key that waits for its value is no mistake.
pub fn ladder_and_profile_to_change(options: &Options) -> Result<&'static Inputs> {
    read_inputs(|_| true, |text| without_empty_keys(&text), false, options)
}

/// Reads the ladder, and the profile if the answer about this ladder needs it.
pub fn ladder_and_profile_if(
    needs_profile: impl Fn(&Ladder) -> bool,
    options: &Options,
) -> Result<&'static Inputs> {
    read_inputs(needs_profile, |text| text, true, options)
}

fn read_inputs(
    needs_profile: impl Fn(&Ladder) -> bool,
    prepare: fn(Text) -> Text,
    carries: bool,
    options: &Options,
) -> Result<&'static Inputs> {
    let named = named_ladder(options);
    let stdin = Some(Path::new("-"));
    if named.as_deref() == stdin && named_profile(options).as_deref() == stdin {
        return Err(both_from_stdin().into());
    }
    let found = find_profile(prepare, options)?;
    let has_invalid_name = |found: &Found| found.loaded.document.ladder.is_invalid();
    let found = match found {
        Some(found) if named.is_none() && has_invalid_name(&found) => {
            return Err(found
                .origin
                .reject(found.text, found.loaded.diagnostics, None));
        }
        found => found,
    };
    let fallback = fallback(named.as_ref(), found.as_ref());
    let (ladder, ladder_file) = read_ladder(named.clone(), found.as_ref(), options)?;
    let other = found.as_ref().and_then(|found| {
        other_ladder(
            named.as_deref()?,
            &named_by_profile(&found.path, &found.loaded.document)?,
            &ladder,
            ladder_file.as_ref(),
            options,
        )
    });
    if let (Some(found), Some(other), false) = (&found, &other, carries) {
        return Err(elsewhere(found.text.name(), other, &ladder).into());
    }
    let check = |found: Found| match check::profile_of_other(
        &found.loaded.document,
        found.loaded.diagnostics,
        &ladder,
        other.as_ref(),
    ) {
        Ok(checked) => {
            let own = other.as_ref();
            let own = own.map(|other| Elsewhere::new(other, &checked));
            let name = found.text.name();
            let note = own.as_ref();
            let note = note.and_then(|own| not_carried(name, &checked, own, &ladder));
            let notes: Vec<Note> = note.into_iter().chain(unused(&checked)).collect();
            Ok((checked.profile, own, notes))
        }
        Err(diagnostics) => {
            let is_of_ladder = diagnostics.has(Code::UnknownRole);
            let (path, origin) =
                ladder_path(named.clone(), Some((&found.path, &found.loaded.document)));
            let why = origin.why(&path).filter(|_| is_of_ladder);
            Err(found.origin.reject(found.text, diagnostics, why))
        }
    };
    let found = found.filter(|_| needs_profile(&ladder));
    let read = found.as_ref().map_or(0, |found| found.text.content().len());
    let (mut profile, own, notes) = match found.map(check).transpose()? {
        Some((profile, own, notes)) => (Some(profile), own, notes),
        None => (None, None, Vec::new()),
    };
    if let (Some(profile), Some(baseline)) = (&mut profile, options.baseline) {
        profile.baseline = baseline;
    }
    Ok(keep(Inputs {
        ladder,
        size: read + ladder_file.as_ref().map_or(0, LadderFile::size),
        ladder_file,
        profile,
        elsewhere: own,
        no_estimates: options.no_estimates,
        notes: RefCell::new(fallback.into_iter().chain(notes).collect()),
    }))
}

/// Fails where a file is standard input and the ladder or the profile is, too.
pub fn ensure_one_from_stdin(path: &Path, options: &Options) -> Result<(), UsageError> {
    let stdin = Path::new("-");
    let others = [named_ladder(options), named_profile(options)];
    if path == stdin && others.iter().flatten().any(|other| other == stdin) {
        let what = "standard input cannot be two files";
        return Err(UsageError::new(what).help("give all but one as files".to_owned()));
    }
    Ok(())
}

/// The error for a ladder and a profile that are both standard input.
pub fn both_from_stdin() -> UsageError {
    UsageError::new("standard input cannot be both the ladder and the profile")
        .help("give one of them as a file".to_owned())
}

/// Leaks the inputs: they are needed until the process ends.
fn keep(mut inputs: Inputs) -> &'static Inputs {
    if inputs.no_estimates {
        inputs.ladder = inputs.ladder.without_estimates();
    }
    Box::leak(Box::new(inputs))
}

/// A profile that was read.
struct Found {
    path: PathBuf,
    origin: Origin,
    text: Text,
    loaded: Loaded<ProfileDocument>,
}

/// Why a file is used.
#[derive(Clone, Copy, PartialEq)]
enum Origin {
    /// Named by an option or an environment variable.
    Named,
    /// Named by the profile.
    ByProfile,
    /// Found in one of the usual places.
    Discovered,
}

impl Origin {
    /// Why a ladder is used that was not named, and how to name another.
    fn why(self, ladder: &Path) -> Option<String> {
        if self != Self::Discovered {
            return None;
        }
        if ladder == Path::new(embedded::ID) {
            return Some(format!(
                "no {LADDER} is in this folder, so the ladder is the embedded `{}`; for another: `--ladder FILE`, or `ladder: FILE` in the profile",
                embedded::ID
            ));
        }
        let ladder = match ladder.display().to_string() {
            here if here == LADDER => format!("`{here}` in this folder"),
            configured => format!("`{configured}`"),
        };
        Some(format!(
            "the ladder is {ladder}, found automatically; for the embedded one: `--ladder {}`",
            embedded::ID
        ))
    }

    /// How to answer without a profile that was not named.
    fn without(self, name: &str) -> Option<String> {
        let help = format!("`{name}` was found automatically; `--no-profile` answers without it");
        (self == Self::Discovered).then_some(help)
    }

    /// The error for an invalid profile; a discovered one can be left out.
    fn reject(
        self,
        text: Text,
        diagnostics: Diagnostics,
        why_ladder: Option<String>,
    ) -> anyhow::Error {
        let help = why_ladder.into_iter().chain(self.without(text.name()));
        let help = help.collect();
        let file = File::new(text, Some(DocumentKind::Profile.name()), diagnostics);
        InvalidFile { file, help }.into()
    }
}

fn named_ladder(options: &Options) -> Option<PathBuf> {
    let named = options.ladder.clone();
    let named = named.or_else(|| path_variable("LADDER_FILE"));
    named.map(standard_input)
}

/// The profile that an option or the environment names.
pub fn named_profile(options: &Options) -> Option<PathBuf> {
    let named = options.profile.clone();
    let named = named.or_else(|| path_variable("LADDER_PROFILE").filter(|_| !options.no_profile));
    named.map(standard_input)
}

/// The path of the profile, if there is one.
fn profile_path(options: &Options) -> Option<(PathBuf, Origin)> {
    let named = named_profile(options).map(|path| (path, Origin::Named));
    let discovered = || {
        let path = discover("me.yaml").filter(|_| !options.no_profile);
        path.map(|path| (path, Origin::Discovered))
    };
    named.or_else(discovered)
}

/// The profile that a command would find, where none is named.
pub fn found_profile(options: &Options) -> Option<PathBuf> {
    let (path, origin) = profile_path(options)?;
    (origin == Origin::Discovered).then_some(path)
}

/// Whether a command would find a profile, or is given one.
pub fn has_profile(options: &Options) -> bool {
    profile_path(options).is_some()
}

/// The file of the profile, to change it.
pub fn profile_file(options: &Options) -> Result<PathBuf, UsageError> {
    match profile_path(options) {
        Some((path, _)) if path == Path::new("-") => Err(UsageError::new(
            "a profile from standard input cannot be changed",
        )
        .help("give it as a file".to_owned())),
        Some((path, _)) if is_stream(&path) => Err(UsageError::new(format!(
            "the profile `{}` cannot be changed: it is no regular file",
            path.display()
        ))),
        Some((path, _)) => Ok(path),
        None => Err(UsageError::new("there is no profile to change")
            .help("give one with `--profile FILE`, or save one as me.yaml".to_owned())),
    }
}

fn find_profile(prepare: fn(Text) -> Text, options: &Options) -> Result<Option<Found>> {
    let Some((path, origin)) = profile_path(options) else {
        verbose(options, "profile: none");
        return Ok(None);
    };
    let text = read::bytes(&path, Some(DocumentKind::Profile), options);
    let text = text.map_err(|error| error.help(origin.without(&path.to_string_lossy())))?;
    let text = match text {
        Ok(text) => prepare(text),
        Err(file) => return Err(origin.reject(file.text, file.diagnostics, None)),
    };
    verbose(options, &format!("profile: {}", text.name()));
    match load::profile(&text) {
        Ok(loaded) => Ok(Some(Found {
            path,
            origin,
            text,
            loaded,
        })),
        Err(diagnostics) => Err(origin.reject(text, diagnostics, None)),
    }
}

/// The path of the ladder, or the id of the embedded one.
fn ladder_path(
    named: Option<PathBuf>,
    profile: Option<(&Path, &ProfileDocument)>,
) -> (PathBuf, Origin) {
    let named = named.map(|path| (path, Origin::Named));
    let by_profile = || {
        let (path, document) = profile?;
        named_by_profile(path, document).map(|path| (path, Origin::ByProfile))
    };
    named.or_else(by_profile).unwrap_or_else(|| {
        let path = discover(LADDER);
        (
            path.unwrap_or_else(|| PathBuf::from(embedded::ID)),
            Origin::Discovered,
        )
    })
}

/// The ladder that a profile is used with: a path, or the id of the embedded one. `None` if the
/// profile's `ladder` is invalid. With why it is this one where nothing names it.
pub fn ladder_of(
    profile: &Path,
    document: &ProfileDocument,
    options: &Options,
) -> Option<(PathBuf, Option<String>)> {
    let named = named_ladder(options);
    if named.is_none() && document.ladder.is_invalid() {
        return None;
    }
    let (path, origin) = ladder_path(named, Some((profile, document)));
    let why = origin.why(&path);
    Some((path, why))
}

/// The files that commands would use: the profile if there is one, and the ladder.
pub fn found(options: &Options) -> Result<Vec<PathBuf>, UsageError> {
    let (profile, (ladder, _)) = located(options)?;
    if let Some(profile) = &profile {
        verbose(options, &format!("profile: {}", profile.display()));
    }
    verbose(options, &format!("ladder: {}", ladder.display()));
    Ok(profile.into_iter().chain([ladder]).collect())
}

/// Why commands use a ladder that nothing names.
pub fn why_ladder(options: &Options) -> Option<String> {
    let (_, (ladder, origin)) = located(options).ok()?;
    origin.why(&ladder)
}

/// The path of the profile, and the ladder that commands would use.
fn located(options: &Options) -> Result<(Option<PathBuf>, (PathBuf, Origin)), UsageError> {
    let profile = profile_path(options).map(|(path, _)| path);
    let named = named_ladder(options);
    let document = match &profile {
        // Standard input can be read only once.
        Some(path) if named.is_none() && path != Path::new("-") => {
            read::bytes(path, Some(DocumentKind::Profile), options)?
                .ok()
                .and_then(|text| load::profile(&text).ok())
                .map(|loaded| loaded.document)
        }
        _ => None,
    };
    let ladder = ladder_path(named, profile.as_deref().zip(document.as_ref()));
    Ok((profile, ladder))
}

fn read_ladder(
    named: Option<PathBuf>,
    profile: Option<&Found>,
    options: &Options,
) -> Result<(Ladder, Option<LadderFile>)> {
    let document = profile.map(|found| (found.path.as_path(), &found.loaded.document));
    let (path, origin) = ladder_path(named, document);
    if path == Path::new(embedded::ID) {
        verbose(options, &format!("ladder: {} (embedded)", embedded::ID));
        return Ok((embedded::ladder(), None));
    }
    let by = profile.filter(|_| origin == Origin::ByProfile);
    let by = by.map(|profile| format!("the profile `{}` names this ladder", profile.text.name()));
    let beside = discovered_beside(&path).filter(|_| by.is_some());
    let why = origin.why(&path);
    let read = match by {
        Some(_) => ladder_by_profile(&path, options),
        None => read::bytes(&path, Some(DocumentKind::Ladder), options)
            .map(|decoded| decoded.and_then(|text| LadderFile::read(text, &path, options))),
    };
    let read = read.map_err(|error| error.help(by).help(beside).help(why))?;
    verbose(options, &format!("ladder: {}", path.display()));
    let help = Vec::new();
    let (ladder, file) = read.map_err(|file| InvalidFile { file: *file, help })?;
    for text in &file.included {
        verbose(options, &format!("ladder: {} (included)", text.name()));
        overwrite::ensure_not_output(Path::new(text.name()), options)?;
    }
    Ok((ladder, Some(file)))
}

/// Reads and checks the ladder that a profile names. Of a file that is none, no word is shown: the
/// profile of another person may name any file.
pub fn ladder_by_profile(
    path: &Path,
    options: &Options,
) -> Result<Result<(Ladder, LadderFile), Box<File>>, UsageError> {
    let read = read::bytes(path, Some(DocumentKind::Ladder), options)?;
    let checked = read.and_then(|text| LadderFile::read(text, path, options));
    match &checked {
        Err(file) if load::kind(&file.text) != Some(DocumentKind::Ladder) => {
            let name = path.display();
            let message = format!("cannot read the ladder `{name}`: it is no ladder");
            let help = format!("`ladder check {name}` says what is wrong with it");
            Err(UsageError::new(message).help(help))
        }
        _ => Ok(checked),
    }
}

/// The note on a profile that is named and names no ladder, where the embedded one is used.
fn fallback(named: Option<&PathBuf>, profile: Option<&Found>) -> Option<Note> {
    let found = profile.filter(|found| found.origin == Origin::Named)?;
    let (path, origin) = ladder_path(named.cloned(), Some((&found.path, &found.loaded.document)));
    if origin != Origin::Discovered || path != Path::new(embedded::ID) {
        return None;
    }
    let name = found.text.name();
    let embedded = embedded::ID;
    let other = ladder_above(&found.path);
    let other = other.map_or_else(|| "FILE".to_owned(), |path| path.display().to_string());
    let note = format!(
        "`{name}` names no ladder, so the embedded `{embedded}` is used; for another: `--ladder {other}`"
    );
    Some(note.into())
}

/// A `ladder.yaml` beside a profile, or in a folder above it.
fn ladder_above(profile: &Path) -> Option<PathBuf> {
    let folders = profile
        .ancestors()
        .skip(1)
        .map(|folder| folder.join(LADDER));
    folders.take(FOLDERS).find(|path| path.exists())
}

/// How many folders above a profile are looked at.
const FOLDERS: usize = 16;

/// The ladder that a profile names: the id of the embedded one, or a path relative to the profile.
pub fn named_by_profile(profile: &Path, document: &ProfileDocument) -> Option<PathBuf> {
    let ladder = document.ladder.valid()?.as_str();
    if ladder == embedded::ID {
        return Some(PathBuf::from(ladder));
    }
    if ladder == "-" {
        // A file of this name: a profile cannot name standard input.
        return Some(folder(profile).join("-"));
    }
    Some(profile.parent()?.join(ladder))
}

/// How a profile names a `ladder.yaml` in its folder, where it names a file that is not there.
pub fn discovered_beside(ladder: &Path) -> Option<String> {
    let beside = ladder.with_file_name(LADDER);
    let is_meant = !ladder.exists() && beside.exists();
    is_meant.then(|| {
        format!(
            "`ladder:` is a file: for the `{LADDER}` beside the profile write `ladder: {LADDER}`"
        )
    })
}

/// The file name of a ladder that is found without being named.
const LADDER: &str = "ladder.yaml";

/// A file of this name in the working directory, else in the configuration directory.
fn discover(name: &str) -> Option<PathBuf> {
    let here = PathBuf::from(name);
    if here.exists() {
        return Some(here);
    }
    let configuration = etcetera::choose_base_strategy().ok()?.config_dir();
    Some(configuration.join("ladder").join(name)).filter(|path| path.exists())
}

/// Prints a note with `--verbose`.
pub fn verbose(options: &Options, text: &str) {
    if options.verbose {
        terminal::note(text, options);
    }
}
