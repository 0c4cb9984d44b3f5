//! Which files are read, and in which order they are looked for.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use etcetera::BaseStrategy;

use crate::{
    check::{self, Checked},
    cli::Options,
    diagnostic::{Refusal, Rejected, nearest},
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
    let profile = if named.is_some() {
        None
    } else {
        find_profile(options)?
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
        return Err(refusal
            .help(Some("give one of them as a file".to_owned()))
            .into());
    }
    let profile = find_profile(options)?;
    let (ladder, ladder_text) = read_ladder(named, profile.as_ref(), options)?;
    let profile = match profile {
        None => None,
        Some((text, document)) => match check::profile(&document, &ladder) {
            Ok(checked) => {
                tell(&text, &checked, &ladder, options);
                Some(checked.profile)
            }
            Err(report) => return Err(Rejected { text, report }.into()),
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

fn named_ladder(options: &Options) -> Option<PathBuf> {
    options
        .ladder
        .clone()
        .or_else(|| path_variable("LADDER_FILE"))
}

fn named_profile(options: &Options) -> Option<PathBuf> {
    let named = options.profile.clone();
    named.or_else(|| path_variable("LADDER_PROFILE").filter(|_| !options.no_profile))
}

fn find_profile(options: &Options) -> Result<Option<(Text, ProfileDocument)>> {
    if options.no_profile {
        return Ok(None);
    }
    let named = options
        .profile
        .clone()
        .or_else(|| path_variable("LADDER_PROFILE"));
    let lying = || lying_about("me.yaml");
    let Some(path) = named.or_else(lying) else {
        verbose(options, "profile: none");
        return Ok(None);
    };
    let text = read(&path, "profile")?;
    verbose(options, &format!("profile: {}", text.name()));
    match load::profile(&text) {
        Ok(document) => Ok(Some((text, document))),
        Err(report) => Err(Rejected { text, report }.into()),
    }
}

fn read_ladder(
    named: Option<PathBuf>,
    profile: Option<&(Text, ProfileDocument)>,
    options: &Options,
) -> Result<(Ladder, Option<Text>)> {
    let by_profile =
        || profile.and_then(|(text, document)| beside(text, document.ladder.as_ref()?));
    let found = named
        .or_else(by_profile)
        .or_else(|| lying_about("ladder.yaml"));
    let path = match found {
        Some(path) if path != Path::new(embedded::ID) => path,
        _ => {
            verbose(options, &format!("ladder: {} (embedded)", embedded::ID));
            return Ok((embedded::ladder(), None));
        }
    };
    let text = read(&path, "ladder")?;
    verbose(options, &format!("ladder: {}", text.name()));
    let ladder = load::ladder(&text).and_then(check::ladder);
    match ladder {
        Ok(ladder) => Ok((ladder, Some(text))),
        Err(report) => Err(Rejected { text, report }.into()),
    }
}

/// A profile names its ladder by id, or by a path from where the profile lies.
fn beside(profile: &Text, ladder: &str) -> Option<PathBuf> {
    if ladder == embedded::ID {
        return Some(PathBuf::from(ladder));
    }
    let folder = Path::new(profile.name()).parent()?;
    Some(folder.join(ladder))
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

fn read(path: &Path, what: &str) -> Result<Text> {
    let (name, bytes) = if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin()
            .read_to_end(&mut bytes)
            .with_context(|| format!("cannot read the {what} from standard input"))?;
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
            .into()
    })
}

fn unreadable(path: &Path, what: &str, error: &io::Error) -> anyhow::Error {
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
    refusal.help(embedded).into()
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
