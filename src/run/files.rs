//! Which files are read, and in which order they are looked for.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

use anyhow::Result;
use etcetera::BaseStrategy;

use crate::{
    check::{self, Checked},
    cli::Options,
    diagnostic::{Refusal, Rejected, Report, nearest},
    embedded,
    load::{self, ProfileDocument},
    model::{Ladder, Profile},
    render,
    text::{Text, Undecodable},
};

use super::{environment::path_variable, terminal};

/// What a command works on.
pub struct Inputs {
    pub ladder: Ladder,
    /// The text of the ladder; `None` for the embedded one.
    pub ladder_text: Option<Text>,
    pub profile: Option<Profile>,
}

/// Reads the ladder; a profile only as far as it names the ladder.
pub fn ladder_only(options: &Options) -> Result<&'static Inputs> {
    let named = named_ladder(options);
    let profile = match named {
        Some(_) => None,
        None => find_profile(options)?,
    };
    let (ladder, ladder_text) = read_ladder(named, profile.as_ref(), options)?;
    Ok(keep(Inputs {
        ladder,
        ladder_text,
        profile: None,
    }))
}

/// Reads the ladder and the profile.
pub fn ladder_and_profile(options: &Options) -> Result<&'static Inputs> {
    let named = named_ladder(options);
    let stdin = Some(Path::new("-"));
    if named.as_deref() == stdin && named_profile(options).as_deref() == stdin {
        let refusal = Refusal::new("standard input cannot be both the ladder and the profile");
        let refusal = refusal.help(Some("give one of them as a file".to_owned()));
        return Err(refusal.into());
    }
    let found = find_profile(options)?;
    let (ladder, ladder_text) = read_ladder(named, found.as_ref(), options)?;
    let profile = match found {
        None => None,
        Some(found) => match check::profile(&found.document, &ladder) {
            Ok(checked) => {
                tell(&found.text, &checked, &ladder, options);
                Some(checked.profile)
            }
            Err(report) => return Err(found.origin.rejects(found.text, report)),
        },
    };
    Ok(keep(Inputs {
        ladder,
        ladder_text,
        profile,
    }))
}

/// Never freed: they are needed until the process ends, which takes them back at once.
fn keep(inputs: Inputs) -> &'static Inputs {
    Box::leak(Box::new(inputs))
}

/// What standard input is called in messages.
const STDIN: &str = "<stdin>";

/// A profile as it was found.
struct Found {
    path: PathBuf,
    origin: Origin,
    text: Text,
    document: ProfileDocument,
}

/// Whether somebody named the profile, or it was only lying about.
#[derive(Clone, Copy, PartialEq)]
enum Origin {
    Named,
    LyingAbout,
}

impl Origin {
    /// A profile that nobody named can be left out.
    fn rejects(self, text: Text, report: Report) -> anyhow::Error {
        let help = match self {
            Self::Named => Vec::new(),
            Self::LyingAbout => vec![format!(
                "`{}` was found by itself; `--no-profile` answers without it",
                text.name()
            )],
        };
        Rejected { text, report, help }.into()
    }
}

fn named_ladder(options: &Options) -> Option<PathBuf> {
    let named = options.ladder.clone();
    named.or_else(|| path_variable("LADDER_FILE"))
}

fn named_profile(options: &Options) -> Option<PathBuf> {
    let named = options.profile.clone();
    named.or_else(|| path_variable("LADDER_PROFILE").filter(|_| !options.no_profile))
}

fn find_profile(options: &Options) -> Result<Option<Found>> {
    let named = named_profile(options).map(|path| (path, Origin::Named));
    let lying = || {
        let path = lying_about("me.yaml").filter(|_| !options.no_profile);
        path.map(|path| (path, Origin::LyingAbout))
    };
    let Some((path, origin)) = named.or_else(lying) else {
        verbose(options, "profile: none");
        return Ok(None);
    };
    let text = read(&path, "profile")?;
    verbose(options, &format!("profile: {}", text.name()));
    match load::profile(&text) {
        Ok(document) => Ok(Some(Found {
            path,
            origin,
            text,
            document,
        })),
        Err(report) => Err(origin.rejects(text, report)),
    }
}

fn read_ladder(
    named: Option<PathBuf>,
    profile: Option<&Found>,
    options: &Options,
) -> Result<(Ladder, Option<Text>)> {
    let by_profile = || profile.and_then(beside);
    let by_itself = || lying_about("ladder.yaml").map(|path| (path, None));
    let found = named
        .map(|path| (path, None))
        .or_else(by_profile)
        .or_else(by_itself);
    let (path, by) = match found {
        Some((path, by)) if path != Path::new(embedded::ID) => (path, by),
        _ => {
            verbose(options, &format!("ladder: {} (embedded)", embedded::ID));
            return Ok((embedded::ladder(), None));
        }
    };
    let text = read(&path, "ladder").map_err(|refusal| {
        refusal.help(by.map(|profile| format!("the profile `{profile}` names this ladder")))
    })?;
    verbose(options, &format!("ladder: {}", text.name()));
    let ladder = load::ladder(&text).and_then(check::ladder);
    match ladder {
        Ok(ladder) => Ok((ladder, Some(text))),
        Err(report) => Err(Origin::Named.rejects(text, report)),
    }
}

/// A profile names its ladder by id, or by a path from where the profile lies.
fn beside(profile: &Found) -> Option<(PathBuf, Option<&str>)> {
    let ladder = profile.document.ladder.as_ref()?;
    let by = Some(profile.text.name());
    if ladder == embedded::ID {
        return Some((PathBuf::from(ladder.as_str()), by));
    }
    let folder = profile.path.parent()?;
    Some((folder.join(ladder.as_str()), by))
}

/// A file of this name here, else in the configuration folder.
fn lying_about(name: &str) -> Option<PathBuf> {
    let here = PathBuf::from(name);
    if here.exists() {
        return Some(here);
    }
    let configuration = etcetera::choose_base_strategy().ok()?.config_dir();
    Some(configuration.join("ladder").join(name)).filter(|path| path.exists())
}

fn read(path: &Path, what: &str) -> Result<Text, Refusal> {
    let (name, bytes) = if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map_err(|error| {
            Refusal::new(format!(
                "cannot read the {what} from standard input: {error}"
            ))
        })?;
        (STDIN.to_owned(), bytes)
    } else {
        let bytes = fs::read(path).map_err(|error| unreadable(path, what, &error))?;
        (path.display().to_string(), bytes)
    };
    Text::decode(&name, bytes).map_err(|undecodable| {
        let advice = match undecodable {
            Undecodable::NotUtf8 { .. } => "save the file as UTF-8",
            Undecodable::Utf16 => "save the file as UTF-8 instead",
        };
        Refusal::new(format!("cannot read the {what} `{name}`: {undecodable}"))
            .help(Some(advice.to_owned()))
    })
}

fn unreadable(path: &Path, what: &str, error: &io::Error) -> Refusal {
    let cause = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
        io::ErrorKind::IsADirectory => "it is a directory".to_owned(),
        _ => error.to_string(),
    };
    let refusal = Refusal::new(format!(
        "cannot read the {what} `{}`: {cause}",
        path.display()
    ));
    let refusal = match error.kind() {
        io::ErrorKind::NotFound => refusal.help(neighbour(path)),
        _ => refusal,
    };
    let embedded = (what == "ladder" && error.kind() == io::ErrorKind::NotFound)
        .then(|| format!("the embedded ladder is `{}`", embedded::ID));
    refusal.help(embedded)
}

/// The file beside the one that is not there whose name is nearest.
fn neighbour(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let entries = fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort_unstable();
    let nearest = nearest(name, names.iter().map(String::as_str))?;
    let nearest = folder.map_or_else(|| PathBuf::from(nearest), |folder| folder.join(nearest));
    Some(format!("did you mean `{}`?", nearest.display()))
}

/// Says in one line what of the profile could not be used.
fn tell(profile: &Text, checked: &Checked, ladder: &Ladder, options: &Options) {
    if options.quiet {
        return;
    }
    let unknown = (!checked.unknown.is_empty()).then(|| {
        format!(
            "the ladder `{}` does not know {}",
            ladder.id,
            checked.unknown.join(", ")
        )
    });
    let color = terminal::stderr_color(options.color);
    for notice in unknown.iter().chain(&checked.notices) {
        terminal::say(&render::note(
            &format!("{}: {notice}", profile.name()),
            color,
        ));
    }
}

fn verbose(options: &Options, text: &str) {
    if options.verbose {
        terminal::say(&render::note(text, terminal::stderr_color(options.color)));
    }
}
