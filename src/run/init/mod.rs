//! `ladder init`: a new profile from questions, options and a résumé, or a new ladder.

mod form;
mod form_skills;
mod ladder_file;
mod options;
mod profile_file;
mod resume;

use std::{
    fs,
    path::{Component, Path, PathBuf},
};

use anyhow::Result;

use crate::{
    check,
    cli::{InitArgs, Options, PersonArgs},
    diagnostic::{File, InvalidFile, UsageError},
    embedded,
    import::{self, Matched, MatchedSkill},
    load::NoFiles,
    model::{Day, Ladder, Profile, RoleIndex},
    render::Format,
    text::Text,
    view::counted,
    vocabulary::Severity,
};

use super::{
    ANSWERED, FAILED, INTERRUPTED,
    destination::standard_input,
    files,
    output::{self, Readers},
    prompt::{Answered, Choice, NoAnswer, Prompter, say},
    terminal,
};

use form::Form;

/// The file of a new profile where none is named; the other commands find it.
const PROFILE: &str = "me.yaml";

/// Runs `ladder init`, and returns the exit code.
pub fn init(asked: &InitArgs, today: Day, options: &Options) -> Result<u8> {
    let format = output::format_or(options, Format::Yaml)?;
    if format != Format::Yaml {
        let error = UsageError::new("a profile and a ladder are written as YAML");
        let help = "leave `--format` out, and name a file that ends in .yaml";
        return Err(error.help(help.to_owned()).into());
    }
    let is_asked = !asked.no_input;
    let prompter = is_asked.then(|| Prompter::find(asked.plain, options));
    let prompter = prompter.flatten();
    let written = if matches!(asked.ladder, Some(None)) {
        ladder_file::write(asked, prompter, today, options)
    } else {
        profile(asked, prompter, today, options)
    };
    match written {
        Ok(()) => Ok(ANSWERED),
        Err(Stopped::Error(error)) => Err(error),
        Err(Stopped::Question(NoAnswer::Failed(error))) => {
            let message = format!("the terminal cannot be asked: {error}");
            let help = "give the answers as options, or use `--plain`";
            Err(UsageError::new(message).help(help.to_owned()).into())
        }
        Err(Stopped::Question(NoAnswer::Interrupted)) => {
            terminal::note("nothing was written", options);
            Ok(INTERRUPTED)
        }
        Err(Stopped::Question(NoAnswer::Canceled)) => {
            terminal::note("nothing was written", options);
            Ok(FAILED)
        }
    }
}

/// Why nothing was written.
enum Stopped {
    Error(anyhow::Error),
    Question(NoAnswer),
}

impl<E: Into<anyhow::Error>> From<E> for Stopped {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

/// The answer to a question, else the end of the command.
fn answer<T>(answered: Answered<T>) -> Result<T, Stopped> {
    answered.map_err(Stopped::Question)
}

fn profile(
    asked: &InitArgs,
    prompter: Option<Prompter>,
    today: Day,
    options: &Options,
) -> Result<(), Stopped> {
    if !asked.rungs.roles.is_empty() {
        let error = UsageError::new("`--roles` describes a new ladder, not a profile");
        let help = "write `--ladder` without a value, and name its file with `-o`";
        return Err(error.help(help.to_owned()).into());
    }
    let target = target(options);
    ensure_creatable(target.as_deref(), options)?;
    if prompter.is_none() && asked.from.is_none() && given(&asked.person).is_none() {
        let example = "ladder init --role mid --since 2023-04 --goal senior";
        return Err(no_answers(example, asked.no_input).into());
    }
    let resume = asked.from.clone().map(standard_input);
    if let Some(path) = &resume {
        files::ensure_one_from_stdin(path, options)?;
    }
    let resume = resume
        .map(|path| resume::read(&path, options))
        .transpose()?;
    let path = chosen_ladder(prompter, options)?;
    let (ladder, file) = files::ladder_for_new(path, options)?;
    let named = ladder_name(file.as_ref().map(|file| &file.text), target.as_deref());
    let mut matched = resume.map(|resume| import::matched(resume, &ladder, today));
    let (profile, unrated) = answers(asked, prompter, matched.as_mut(), &ladder, today, options)?;
    let remarks = matched.as_ref();
    let remarks = remarks.map(|matched| resume::remarks(matched, &unrated, &ladder));
    let mut remarks = remarks.unwrap_or_default();
    let unknown = options::unknown_skills(&asked.person, &ladder)?;
    let names = unknown
        .iter()
        .map(|skill| (skill.name.clone(), skill.level.clone()));
    remarks.unknown.extend(names);
    let written = profile_file::text(&profile, remarks, &ladder, named.as_deref());
    let name = target
        .as_deref()
        .map_or("-", |path| path.to_str().unwrap_or(PROFILE));
    let warnings = checked(name, &written, &ladder, today)?;
    let next = next_command(target.as_deref(), options);
    if let Some(prompter) = prompter {
        confirm(prompter, &written, &next, target.as_deref(), options)?;
    }
    finish(target.as_deref(), &written, Readers::Owner, options)?;
    if options.quiet {
        return Ok(());
    }
    match &matched {
        Some(matched) => {
            let taken = (&profile, unrated.len());
            resume::tell(matched, taken, &ladder, prompter.is_some(), options);
        }
        None => terminal::note(&summary(&profile, &ladder), options),
    }
    for skill in &unknown {
        terminal::note(&skill.note, options);
    }
    if warnings > 0 {
        let counted = counted(warnings, "warning");
        terminal::note(&format!("`ladder check {name}` has {counted}"), options);
    }
    terminal::note(&format!("next: `{next}`"), options);
    Ok(())
}

/// The answers of a résumé, of the options, which come before it, and of the questions; and the skills
/// whose level is still missing.
fn answers(
    asked: &InitArgs,
    prompter: Option<Prompter>,
    matched: Option<&mut Matched>,
    ladder: &Ladder,
    today: Day,
    options: &Options,
) -> Result<(Profile, Vec<MatchedSkill>), Stopped> {
    let mut matched = matched;
    let taken = matched.as_deref_mut().map(resume::taken);
    let (mut profile, skills) = taken.unwrap_or_default();
    let role = profile.role;
    options::apply(&asked.person, &mut profile, ladder, today, options)?;
    if let Some(matched) = matched.as_deref_mut().filter(|_| profile.role != role) {
        matched.other_positions.extend(matched.present.take());
    }
    let is_named = |skill| profile.skills.iter().any(|claim| claim.skill == skill);
    let unrated = skills.into_iter().filter(|skill| !is_named(skill.skill));
    let mut unrated: Vec<MatchedSkill> = unrated.collect();
    if let Some(prompter) = prompter {
        let form = Form {
            prompter,
            ladder,
            today,
            given: &asked.person,
            options,
        };
        answer(form.fill(&mut profile, &mut unrated, matched))?;
    }
    Ok((profile, unrated))
}

/// The file to write; `None` for standard output.
fn target(options: &Options) -> Option<PathBuf> {
    if options.output.is_some() && output::file(options).is_none() {
        return None;
    }
    let named = || files::named_profile(options).filter(|path| path != Path::new("-"));
    let named = output::file(options).map(Path::to_path_buf).or_else(named);
    Some(named.unwrap_or_else(|| PathBuf::from(PROFILE)))
}

fn ensure_creatable(target: Option<&Path>, options: &Options) -> Result<(), UsageError> {
    target.map_or(Ok(()), |path| output::ensure_creatable(path, options))
}

/// The first option that answers a question.
fn given(person: &PersonArgs) -> Option<&'static str> {
    let options = [
        ("--name", person.name.is_some()),
        ("--role", person.role.is_some()),
        ("--years", person.years.is_some()),
        ("--degree", person.degree.is_some()),
        ("--pay", person.pay.is_some()),
        ("--goal", person.goal.is_some()),
        ("--hours", person.hours.is_some()),
        ("--skill", !person.skill.is_empty()),
        ("--certification", !person.certification.is_empty()),
    ];
    let mut given = options.into_iter().filter(|(_, is_given)| *is_given);
    given.next().map(|(option, _)| option)
}

/// The error where nothing may be asked and nothing is given.
fn no_answers(example: &str, no_input: bool) -> UsageError {
    let why = if no_input {
        "`--no-input` asks nothing"
    } else {
        "there is no terminal to ask on"
    };
    UsageError::new(format!("{why}, and no answer is given"))
        .help(format!("give the answers as options: `{example}`"))
        .help("`ladder help init` lists them".to_owned())
}

/// Asks for the ladder where several are possible.
fn chosen_ladder(
    prompter: Option<Prompter>,
    options: &Options,
) -> Result<Option<PathBuf>, Stopped> {
    let Some((prompter, found)) = prompter.zip(files::discovered_ladder(options)) else {
        return Ok(None);
    };
    let embedded = embedded::ladder();
    let ladders = [
        Choice::new(&found.display().to_string(), &[]),
        Choice::new(
            &format!("{} ({})", embedded.title, embedded.id),
            &[&embedded.title, &embedded.id],
        ),
    ];
    let chosen = answer(prompter.one_of("Which ladder is it about?", &ladders, 0))?;
    Ok(Some(match chosen {
        0 => found,
        _ => PathBuf::from(embedded::ID),
    }))
}

/// How a profile names its ladder: the id of the embedded one, or a path from the folder of the profile.
/// `None` for a ladder without a name.
fn ladder_name(text: Option<&Text>, target: Option<&Path>) -> Option<String> {
    let Some(text) = text else {
        return Some(embedded::ID.to_owned());
    };
    let ladder = fs::canonicalize(text.name()).ok()?;
    let folder = target
        .and_then(Path::parent)
        .filter(|path| *path != Path::new(""));
    let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?;
    let (ladder, folder): (Vec<Component>, Vec<Component>) =
        (ladder.components().collect(), folder.components().collect());
    let pairs = ladder.iter().zip(&folder);
    let common = pairs.take_while(|(one, other)| one == other).count();
    if common == 0 {
        // They are on different drives.
        return Some(fs::canonicalize(text.name()).ok()?.display().to_string());
    }
    let up = folder[common..].iter().map(|_| "..".to_owned());
    let down = ladder[common..].iter();
    let down = down.map(|step| step.as_os_str().to_string_lossy().into_owned());
    Some(up.chain(down).collect::<Vec<_>>().join("/"))
}

/// Checks the text of a new file, and counts its warnings; an error is an answer that cannot be.
fn checked(name: &str, text: &str, ladder: &Ladder, today: Day) -> Result<usize> {
    let file = check::inspect(Text::new(name, text), &mut NoFiles, today, |_| Some(ladder));
    sound(file)
}

/// The number of warnings of a file without errors.
fn sound(file: File) -> Result<usize> {
    if file.diagnostics.has_errors() {
        let help = vec!["nothing was written".to_owned()];
        return Err(InvalidFile { file, help }.into());
    }
    Ok(file.diagnostics.count(Severity::Warning))
}

/// Shows what will be written, and asks whether to.
fn confirm(
    prompter: Prompter,
    text: &str,
    next: &str,
    target: Option<&Path>,
    options: &Options,
) -> Result<(), Stopped> {
    let facts: Vec<String> = profile_file::facts(text)
        .map(|line| format!("  {line}"))
        .collect();
    let shown = target.map_or("standard output".to_owned(), |path| {
        path.display().to_string()
    });
    let facts = facts.join("\n");
    say(
        &format!("{shown} will say, with comments:\n{facts}"),
        options,
    );
    say(&format!("Then: {next}"), options);
    if answer(prompter.agreed(&format!("Write {shown}?")))? {
        Ok(())
    } else {
        Err(Stopped::Question(NoAnswer::Canceled))
    }
}

/// Writes a new file, and says so.
fn finish(target: Option<&Path>, text: &str, readers: Readers, options: &Options) -> Result<()> {
    let Some(path) = target else {
        return output::print(text);
    };
    output::create(path, text, readers, options)?;
    if !options.quiet {
        terminal::note(&format!("wrote `{}`", path.display()), options);
    }
    Ok(())
}

/// The command that answers with the new profile.
fn next_command(target: Option<&Path>, options: &Options) -> String {
    let is_found = target
        .is_none_or(|path| path == Path::new(PROFILE) && files::named_profile(options).is_none());
    match target.filter(|_| !is_found) {
        Some(path) => format!(
            "ladder next --profile {}",
            crate::view::quoted(&path.to_string_lossy())
        ),
        None => "ladder next".to_owned(),
    }
}

/// What a profile says, in a line.
fn summary(profile: &Profile, ladder: &Ladder) -> String {
    let role = |role: RoleIndex| ladder[role].id.as_str();
    let counts = [
        (profile.skills.len(), "skill"),
        (profile.certifications.len(), "certification"),
    ];
    let counts = counts.iter().filter(|(number, _)| *number > 0);
    let counts = counts.map(|(number, what)| counted(*number, what));
    let parts: Vec<String> = [profile.role.map(|at| format!("role {}", role(at)))]
        .into_iter()
        .flatten()
        .chain(counts)
        .chain(profile.goal.map(|at| format!("goal {}", role(at))))
        .collect();
    if parts.is_empty() {
        return "it names the ladder, and has room for the rest".to_owned();
    }
    parts.join(", ")
}
