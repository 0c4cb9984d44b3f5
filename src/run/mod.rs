//! Runs the commands: reads the inputs, asks the query, writes the answer.

mod batch;
mod check;
mod compare;
mod convert;
mod destination;
mod diff;
mod due;
mod environment;
mod files;
mod gaps;
mod import;
mod included;
mod ineffective;
mod init;
mod ladder_file;
mod matches;
mod matrix;
mod next;
mod note;
mod output;
mod overwrite;
mod pay;
mod people;
mod person;
mod progress;
mod prompt;
mod read;
mod renamed;
mod report;
mod routes;
mod set;
mod show;
mod signals;
mod team;
mod temporary;
mod terminal;
mod time_zone;
mod typed;
mod unused;

use std::{mem::ManuallyDrop, path::Path, process::ExitCode};

use anyhow::Result;
use clap::{
    CommandFactory, ValueEnum,
    error::{ContextKind, ContextValue, ErrorKind},
};
use smol_str::SmolStr;

use crate::{
    check::suggest_entry,
    cli::{self, Cli, Command, Options},
    diagnostic::{InvalidFile, UsageError},
    load,
    model::{Date, Day},
    query::{self, Headlines, PayFilter, WhatIf},
    render::{self, Answer, Compared, Format},
    view,
};

#[cfg(unix)]
pub use output::find_closed_output;

use files::Inputs;
use note::Note;

/// The exit code of a success.
const ANSWERED: u8 = 0;
/// The exit code of the answer no.
const NO: u8 = 1;
/// The exit code of a failure.
const FAILED: u8 = 2;
/// The exit code of a run that the user interrupted.
const INTERRUPTED: u8 = 130;

/// Runs a command, and returns its exit code.
///
/// # Errors
///
/// A [`UsageError`], an [`InvalidFile`], or an error of reading or writing; [`explain`] prints
/// them.
pub fn run(cli: &Cli) -> Result<ExitCode> {
    let options = &cli.options;
    // A wrong option is an error everywhere; a variable and the clock are only for what has a date.
    given_day(options)?;
    ineffective::refuse(&cli.command, options)?;
    included::ensure_root(options)?;
    let as_of = || as_of(options);
    let filter = filter(options);
    let code = match &cli.command {
        Command::Init(asked) => init::init(asked, as_of()?, options)?,
        Command::Show(show) => show::show(show, &filter, as_of()?, options)?,
        Command::Find(find) => {
            let inputs = files::ladder_only(options)?;
            let ladder = &inputs.ladder;
            let found = query::find(ladder, find.words.join(" ").trim());
            let is_found = !found.found.is_empty();
            let nearest = suggest_entry(&found.words, ladder).filter(|_| !is_found);
            inputs.notes.borrow_mut().extend(nearest.map(Note::from));
            answer_from(inputs, found, options)?;
            if is_found { ANSWERED } else { NO }
        }
        Command::Next(asked) => next::next(asked, &filter, as_of()?, options)?,
        Command::Gaps(asked) => gaps::gaps(asked, as_of()?, options)?,
        Command::Path(path) => routes::path(path, &filter, as_of()?, options)?,
        Command::Plan(plan) => routes::plan(plan, &filter, as_of()?, options)?,
        Command::Due(asked) => due::due(asked, as_of()?, options)?,
        Command::Progress(asked) => progress::progress(asked, as_of()?, options)?,
        Command::Pay(pay) => pay::pay(pay, &filter, as_of()?, options)?,
        Command::Report(asked) => report::report(asked, &filter, as_of()?, options)?,
        Command::Set(asked) => set::set(asked, as_of()?, options)?,
        Command::Log(asked) => set::log(asked, as_of()?, options)?,
        Command::Match(asked) => matches::matches(asked, as_of()?, options)?,
        Command::Matrix(asked) => matrix::matrix(asked, as_of()?, options)?,
        Command::Compare(asked) => compare::compare(asked, &filter, as_of()?, options)?,
        Command::Diff(asked) => diff::diff(asked, &filter, as_of()?, options)?,
        Command::Team(asked) => team::team(asked, &filter, as_of()?, options)?,
        Command::Check(check) => check::check(check, options)?,
        Command::Convert(asked) => convert::convert(asked, as_of()?, options)?,
        Command::Import(asked) => import::import(asked, as_of()?, options)?,
        Command::Schema(schema) => {
            let kind = match schema.kind {
                cli::SchemaKind::Ladder => load::DocumentKind::Ladder,
                cli::SchemaKind::Profile => load::DocumentKind::Profile,
            };
            if output::format_or(options, Format::Json)? != Format::Json {
                let error = UsageError::new("a schema is written as JSON");
                let help = "leave `--format` out, and name a file that ends in .json";
                return Err(error.help(help.to_owned()).into());
            }
            output::write_as(load::schema(kind), Format::Json, options)?;
            ANSWERED
        }
    };
    Ok(ExitCode::from(code))
}

/// How to name a profile whose name stands in the place of a role.
fn profile_named(error: &UsageError) -> Option<String> {
    let name = error.unknown.as_deref()?;
    if !name
        .chars()
        .all(|letter| letter.is_alphanumeric() || "-_ .".contains(letter))
    {
        return None;
    }
    let folders = ["people/", "profiles/", ""];
    let paths = folders.iter().flat_map(|folder| {
        let endings = ["yaml", "yml", "json"];
        endings.map(|ending| format!("{folder}{name}.{ending}"))
    });
    let found = paths.into_iter().find(|path| Path::new(path).is_file())?;
    Some(format!(
        "for the person in that file: `--profile {}`",
        view::quoted(&found)
    ))
}

/// Prints an error to standard error, and returns the exit code.
pub fn explain(error: &anyhow::Error, cli: &Cli) -> ExitCode {
    let color = terminal::stderr_color(cli.options.color);
    let written = if let Some(invalid_file) = error.downcast_ref::<InvalidFile>() {
        let medium = terminal::stderr(cli.options.color, cli.options.width);
        render::invalid_file(invalid_file, medium)
    } else if let Some(usage_error) = error.downcast_ref::<UsageError>() {
        let why = usage_error
            .unknown
            .as_ref()
            .map(|_| files::why_ladder(&cli.options));
        let usage_error = usage_error.clone().help(profile_named(usage_error));
        render::usage_error(&usage_error.help(why.flatten()), color)
    } else {
        render::failure(&format!("{error:#}"), color)
    };
    terminal::eprint(&written);
    ExitCode::from(FAILED)
}

/// Prints help and version to standard output, and wrong usage to standard error.
pub fn usage(error: &clap::Error) -> ExitCode {
    let color = color_argument();
    let written = error.render();
    let (mut plain, mut painted) = (written.to_string(), written.ansi().to_string());
    let missing = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::Strings(missing)) => missing.as_slice(),
        _ => &[],
    };
    let is_positional = missing.iter().any(|name| name.starts_with('<'));
    if error.kind() == ErrorKind::MissingRequiredArgument
        && is_positional
        && let Some(example) = example()
    {
        for text in [&mut plain, &mut painted] {
            text.extend(["\nExample: ", &example, "\n"]);
        }
    }
    let draw = |color| render::usage(&plain, &painted, color);
    if error.use_stderr() {
        terminal::eprint(&draw(terminal::stderr_color(color)));
        return ExitCode::from(FAILED);
    }
    let medium = terminal::stdout(color, None);
    match output::print(&draw(medium.color)) {
        Ok(()) => ExitCode::from(ANSWERED),
        Err(error) => {
            let error = format!("{error:#}");
            terminal::eprint(&render::failure(&error, terminal::stderr_color(color)));
            ExitCode::from(FAILED)
        }
    }
}

/// The first example in the help of the command that could not be parsed.
fn example() -> Option<String> {
    let program = Cli::command();
    let mut arguments = std::env::args().skip(1);
    let command = arguments.find_map(|name| program.find_subcommand(name))?;
    let help = command.get_after_help()?.to_string();
    let mut lines = help.lines().map(str::trim);
    let example = lines.find(|line| line.starts_with("ladder "))?;
    Some(example.split("  ").next().unwrap_or(example).to_owned())
}

/// The value of `--color` on a command line that could not be parsed.
fn color_argument() -> cli::Color {
    let arguments: Vec<_> = std::env::args_os().collect();
    let is = |word: &str| {
        let whole = format!("--color={word}");
        let mut pairs = arguments.windows(2);
        pairs.any(|pair| pair == ["--color", word]) || arguments.iter().any(|one| *one == *whole)
    };
    match (is("never"), is("always")) {
        (true, _) => cli::Color::Never,
        (false, true) => cli::Color::Always,
        (false, false) => cli::Color::Auto,
    }
}

/// Writes an answer in the format and to the output of the options.
fn answer(answer: impl Answer, options: &Options) -> Result<()> {
    answer_as(answer, output::format(options)?, options)
}

/// Writes an answer and the notes on what it was read from.
fn answer_from(inputs: &Inputs, found: impl Answer, options: &Options) -> Result<()> {
    let format = output::format(options)?;
    let mut notes = inputs.drawn_notes(options);
    let found = ManuallyDrop::new(found);
    ensure_not_too_large(inputs, &*found, format)?;
    write(&*found, format, &mut notes, options)?;
    terminal::eprint(&notes);
    Ok(())
}

/// The largest answer in megabytes, as JSON; one from files of 64 MB is far smaller unless it repeats them.
const LARGEST_ANSWER: usize = 500;

/// Refuses an answer that would take too much memory or time to be written.
fn ensure_not_too_large(
    inputs: &Inputs,
    answer: &dyn Answer,
    format: Format,
) -> Result<(), UsageError> {
    if !inputs.are_large() {
        return Ok(());
    }
    let of_a_part = "ask for a part: `ladder show ROLE`, `--around ROLE`, or `--track TRACK`";
    if answer.exceeds(LARGEST_ANSWER << 20) {
        let message = format!("the answer has more than {LARGEST_ANSWER} MB");
        return Err(UsageError::new(message).help(of_a_part.to_owned()));
    }
    if let Some((boxes, edges)) = render::undrawable(answer, format) {
        let message = format!("{boxes} roles with {edges} moves are too many for a drawing");
        return Err(UsageError::new(message)
            .help(of_a_part.to_owned())
            .help("or choose `--format dot` for a program that draws large graphs".to_owned()));
    }
    Ok(())
}

/// Writes an answer; where facts are assumed, beside its figures without them.
fn answer_beside<A: Answer + Headlines>(
    inputs: &Inputs,
    found: A,
    before: Option<&A>,
    options: &Options,
) -> Result<()> {
    answer_beside_as(inputs, found, before, output::format(options)?, options)
}

/// The same in a format.
fn answer_beside_as<A: Answer + Headlines>(
    inputs: &Inputs,
    found: A,
    before: Option<&A>,
    format: Format,
    options: &Options,
) -> Result<()> {
    let mut notes = inputs.drawn_notes(options);
    let found = ManuallyDrop::new(found);
    ensure_not_too_large(inputs, &*found, format)?;
    let Some(before) = before else {
        write(&*found, format, &mut notes, options)?;
        terminal::eprint(&notes);
        return Ok(());
    };
    let what_if = WhatIf::new(&*found, before);
    let compared = Compared {
        answer: &*found,
        change: view::what_if(&what_if),
        figures: &what_if,
    };
    write(&compared, format, &mut notes, options)?;
    terminal::eprint(&notes);
    Ok(())
}

/// Writes an answer in a format to the output of the options.
///
/// The answer is leaked: the process ends with it.
fn answer_as(answer: impl Answer, format: Format, options: &Options) -> Result<()> {
    write(
        &*ManuallyDrop::new(answer),
        format,
        &mut String::new(),
        options,
    )
}

/// Writes an answer; takes the notes that are a part of it.
fn write(answer: &dyn Answer, format: Format, notes: &mut String, options: &Options) -> Result<()> {
    let medium = output::medium(options);
    if let Some(screen) = output::screen(format, medium, notes, options) {
        return output::write(&render::screen(answer, medium, &screen), options);
    }
    let has_no_event = |answer: &dyn Answer| {
        let events = answer.events();
        events.is_some_and(|(_, events)| events.is_empty())
    };
    if format == Format::Ics && has_no_event(answer) {
        // A calendar without an event is not valid.
        if !options.quiet {
            terminal::note("nothing has a date: nothing was written", options);
        }
        return Ok(());
    }
    let carried = typed::carried(options);
    if let Some(rendered) = render::rendered(answer, format, medium, &carried) {
        output::write_by(|to| rendered.write(to), format, options)?;
        if let Some(note) = render::too_large(answer, format).filter(|_| !options.quiet) {
            terminal::note(&note, options);
        }
        return Ok(());
    }
    let scope = match format {
        Format::Ics => "only for `ladder plan` and `ladder due`",
        Format::Sarif => "only for `ladder check`",
        Format::Yaml => "only for `ladder show`",
        _ => "only for diagrams: `ladder show` without a name, `ladder path` and `ladder plan`",
    };
    let name = format.to_possible_value();
    let name = name.as_ref().map_or("", |value| value.get_name());
    let what = format!("the format `{name}` is {scope}");
    let others =
        "this answer has the formats `table`, `list`, `json`, `csv`, `markdown` and `html`";
    Err(UsageError::new(what).help(others.to_owned()).into())
}

/// The day of the command line.
fn given_day(options: &Options) -> Result<Option<Day>, UsageError> {
    let text = options.as_of.as_deref();
    text.map(|text| day(text, "--as-of")).transpose()
}

/// The day of the command line, else of the variable, else of today.
fn as_of(options: &Options) -> Result<Day, UsageError> {
    if let Some(day) = given_day(options)? {
        return Ok(day);
    }
    match environment::variable("LADDER_AS_OF") {
        Some(text) => day(&text, "LADDER_AS_OF"),
        None => Ok(time_zone::today(options)),
    }
}

/// Reads a date as its first day.
fn day(text: &str, origin: &str) -> Result<Day, UsageError> {
    date(text, origin).map(Date::first_day)
}

/// The day of `--since`, which is not after the day of the answer.
fn since(text: Option<&str>, as_of: Day) -> Result<Option<Day>, UsageError> {
    let since = text.map(|text| day(text, "--since")).transpose()?;
    match since {
        Some(since) if as_of < since => {
            let what = format!("`--since` is {since}, after the day of the answer, {as_of}");
            let help = "choose an earlier day, or a later one with `--as-of`".to_owned();
            Err(UsageError::new(what).help(help))
        }
        since => Ok(since),
    }
}

/// Reads a date.
fn date(text: &str, origin: &str) -> Result<Date, UsageError> {
    Date::parse(text).ok_or_else(|| {
        UsageError::new(format!("`{text}`, given by {origin}, is not a date"))
            .help(Date::help(text))
    })
}

fn filter(options: &Options) -> PayFilter {
    PayFilter {
        basis: options.basis,
        region: options.region.as_ref().map(SmolStr::from),
    }
}
