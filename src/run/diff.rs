//! `ladder diff`: what differs between two versions of a ladder.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::{
    check::{self, OtherLadder},
    cli::{self, Options},
    diagnostic::{File, InvalidFile, UsageError},
    load::{self, DocumentKind},
    model::{Day, Ladder},
    query::{self, PayFilter, PersonState, Version, Versions},
    text::Text,
    view::quoted,
};

use super::{
    ANSWERED, NO,
    destination::{is_stream, standard_input},
    files::{self, named_profile, verbose},
    ladder_file::LadderFile,
    note::Note,
    output, read,
    renamed::{Gone, rename_entries, rename_roles},
    terminal,
    unused::{Elsewhere, not_carried, other_ladder, unused},
};

/// Runs `ladder diff`, and returns the exit code.
pub fn diff(
    asked: &cli::DiffArgs,
    filter: &PayFilter,
    as_of: Day,
    options: &Options,
) -> Result<u8> {
    let [old, new] = [&asked.old, &asked.new].map(|path| standard_input(path.clone()));
    let profile = named_profile(options);
    ensure_one_from_stdin([&old, &new], profile.as_deref())?;
    let sides = [(&old, "OLD, the first"), (&new, "NEW, the second")];
    let [before, after] = sides.map(|(path, side)| version(path, side, options));
    let ((before, old_file), (after, new_file)) = (before?, after?);
    let versions = Versions::new(&before, &after);
    let read = [
        (&old, "OLD", old_file.as_ref()),
        (&new, "NEW", new_file.as_ref()),
    ];
    let read = read.into_iter().filter(|(path, ..)| is_pipe(path));
    let read = read.filter_map(|(_, side, files)| as_they_are(side, files));
    let mut notes: Vec<Note> = read.collect();
    let files = [(&*old, old_file.as_ref()), (&*new, new_file.as_ref())];
    let people = profile.map(|path| people(&path, &versions, files, as_of, &mut notes, options));
    let people = people.transpose()?;
    let people = people.as_ref().map(|[old, new]| [old, new]);
    let files = [(&old, &before), (&new, &after)].map(|(path, ladder)| Version {
        file: path.display().to_string().into(),
        ladder: query::Named {
            id: ladder.id.clone(),
            title: ladder.title.clone(),
        },
        can_be_named: !is_pipe(path),
    });
    let mut answer = query::diff(&versions, files, people, filter, as_of);
    answer.is_whole = options.all;
    answer.no_estimates = options.no_estimates;
    answer.suggested_profile = suggested_profile(&answer, options);
    let differs = answer.differs;
    let medium = terminal::stderr(options.color, options.width);
    let notes = notes.iter().filter(|_| !options.quiet);
    let mut notes: String = notes.map(|note| note.drawn(medium, options.all)).collect();
    super::write(&answer, output::format(options)?, &mut notes, options)?;
    terminal::eprint(&notes);
    Ok(if asked.exit_code && differs {
        NO
    } else {
        ANSWERED
    })
}

fn is_pipe(path: &Path) -> bool {
    path == Path::new("-") || is_stream(path)
}

/// The note on the files that a version from a pipe includes: what changed in them is not told.
fn as_they_are(side: &str, file: Option<&LadderFile>) -> Option<Note> {
    let included = file.into_iter().flat_map(|file| &file.included);
    let files: Vec<String> = included.map(|text| format!("`{}`", text.name())).collect();
    let text =
        format!("{side} comes from a pipe, and its included files were read as they are now: ");
    (!files.is_empty()).then(|| Note {
        end: "; `git worktree add` checks a version out with its files",
        ..Note::listing(text, files)
    })
}

fn ensure_one_from_stdin(ladders: [&PathBuf; 2], profile: Option<&Path>) -> Result<(), UsageError> {
    let stdin = Path::new("-");
    let files = ladders.into_iter().map(PathBuf::as_path).chain(profile);
    if files.filter(|path| *path == stdin).count() < 2 {
        return Ok(());
    }
    let message = "standard input cannot be two files";
    let help = "give all but one as files or as pipes: `ladder diff <(git show HEAD:ladder.yaml) ladder.yaml`";
    Err(UsageError::new(message).help(help.to_owned()))
}

/// Reads a version of the ladder; what is wrong with it says which one it is.
fn version(path: &Path, side: &str, options: &Options) -> Result<(Ladder, Option<LadderFile>)> {
    let named = files::ladder_for_new(Some(path.to_path_buf()), options);
    let first = path.join("ladder.yaml");
    let first = path
        .is_dir()
        .then_some(first)
        .filter(|first| first.exists());
    let first = first.map(|first| format!("name the first file: `{}`", first.display()));
    let (ladder, file) = named.map_err(|error| {
        let help = format!("this is {side} of the two ladders");
        match error.downcast::<InvalidFile>() {
            Ok(mut invalid) => {
                invalid.help.push(help);
                invalid.into()
            }
            Err(error) => match error.downcast::<UsageError>() {
                Ok(usage) => usage.help(help).help(first).into(),
                Err(error) => error,
            },
        }
    })?;
    Ok((ladder.estimating(!options.no_estimates), file))
}

/// The person of a profile as each of two versions sees them.
fn people(
    path: &Path,
    versions: &Versions,
    files: [(&Path, Option<&LadderFile>); 2],
    as_of: Day,
    notes: &mut Vec<Note>,
    options: &Options,
) -> Result<[PersonState; 2]> {
    let kind = Some(DocumentKind::Profile);
    let text = read::bytes(path, kind, options)?;
    let text = text.map_err(|file| InvalidFile {
        file: *file,
        help: Vec::new(),
    })?;
    verbose(options, &format!("profile: {}", text.name()));
    let other = third_ladder(path, &text, versions, files, options);
    let other = other.as_ref();
    let old = person(&text, versions, other, true, as_of, notes, options)?;
    let new = person(&text, versions, other, false, as_of, notes, options)?;
    Ok([old, new])
}

/// The ladder that the profile is written for, where it is none of the two versions.
fn third_ladder(
    path: &Path,
    text: &Text,
    versions: &Versions,
    [(old, old_file), (new, new_file)]: [(&Path, Option<&LadderFile>); 2],
    options: &Options,
) -> Option<OtherLadder> {
    let own = files::named_by_profile(path, &load::profile(text).ok()?.document)?;
    other_ladder(old, &own, versions.old, old_file, options)?;
    other_ladder(new, &own, versions.new, new_file, options)
}

/// The person of a profile on one of two versions. Names that only the other one knows are those of the same entries.
fn person(
    text: &Text,
    versions: &Versions,
    other: Option<&OtherLadder>,
    is_old: bool,
    as_of: Day,
    notes: &mut Vec<Note>,
    options: &Options,
) -> Result<PersonState> {
    let (ladder, side) = if is_old {
        (versions.old, "OLD")
    } else {
        (versions.new, "NEW")
    };
    let invalid = |diagnostics| {
        let name = text.name().to_owned();
        let text = Text::new(name, text.content());
        InvalidFile {
            file: File::new(text, Some(DocumentKind::Profile.name()), diagnostics),
            help: vec![format!("the ladder is {side}, `{}`", ladder.id)],
        }
    };
    let mut loaded = load::profile(text).map_err(invalid)?;
    // Roles of a third ladder are none of these, whatever they are called.
    let gone = match other {
        None => rename_roles(&mut loaded.document, versions, is_old),
        Some(_) => Gone::default(),
    };
    rename_entries(&mut loaded.document, versions, is_old);
    let (document, found) = (&loaded.document, loaded.diagnostics);
    let mut checked = check::profile_of_other(document, found, ladder, other).map_err(invalid)?;
    if !is_old {
        let own = other.map(|other| Elsewhere::new(other, &checked));
        let own = own.and_then(|own| not_carried(text.name(), &checked, &own, ladder));
        notes.extend(own);
        notes.extend(unused(&checked));
    }
    notes.extend(gone.note(side));
    checked.profile.elsewhere.extend(gone.times);
    if let Some(baseline) = options.baseline {
        checked.profile.baseline = baseline;
    }
    let state = PersonState::of(ladder, &checked.profile, as_of);
    Ok(state.estimating(ladder, !options.no_estimates))
}

/// The profile that is found where none is named: it is not used unless asked for.
fn suggested_profile(answer: &query::DiffAnswer, options: &Options) -> Option<String> {
    let is_named = [&answer.old, &answer.new]
        .iter()
        .all(|one| one.can_be_named);
    let found = files::found_profile(options).filter(|_| is_named && answer.differs)?;
    Some(quoted(&found.to_string_lossy())).filter(|_| answer.header.person.is_none())
}
