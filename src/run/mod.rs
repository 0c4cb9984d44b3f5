//! One arm for each subcommand: read, ask, show. Here, and nowhere else, the two wings meet.

mod check;
mod environment;
mod files;
mod journey;
mod output;
mod pay;
mod read;
mod terminal;

use std::{mem::ManuallyDrop, process::ExitCode};

use anyhow::Result;
use jiff::Zoned;
use smol_str::SmolStr;

use crate::{
    check::{Subject, assumption, role, subject, track},
    cli::{self, Cli, Command, Options, Start},
    diagnostic::{Refusal, Rejected},
    embedded,
    model::{Basis, Date, Day, Ladder, RoleIndex},
    query::{self, Journey, PayFilter, RoleFilter, Standing},
    render::{self, Format},
    view::{self, View},
};

use files::Inputs;
use journey::journey;

/// How many routes are shown unless somebody asks for more.
const ROUTES: usize = 3;

/// Answered.
const ANSWERED: u8 = 0;
/// The honest answer is no.
const NO: u8 = 1;
/// Could not do it.
const FAILED: u8 = 2;

/// Answers what was asked on the command line.
pub fn run(cli: &Cli) -> Result<ExitCode> {
    let options = &cli.options;
    let as_of = as_of(options)?;
    let filter = filter(options);
    let code = match &cli.command {
        Command::Show(show) => {
            let inputs = files::ladder_only(options)?;
            if output::format(options)? == Format::Yaml {
                output::write(&ladder_text(show, inputs)?, options)?;
                return Ok(ExitCode::from(ANSWERED));
            }
            let ladder = &inputs.ladder;
            let subject = show.name.as_ref().map(|name| subject(name, ladder));
            match subject.transpose()? {
                None => answer(query::overview(ladder, &filter, as_of), options),
                Some(Subject::Role(role)) => answer(query::role(ladder, role, &filter), options),
                Some(Subject::Skill(skill)) => answer(query::skill(ladder, skill), options),
                Some(Subject::Certification(certification)) => {
                    answer(query::certification(ladder, certification, as_of), options)
                }
            }?;
            ANSWERED
        }
        Command::Next(next) => {
            let inputs = inputs(&next.start, options)?;
            let standing = standing(&next.start, inputs, as_of)?;
            answer(query::next(&inputs.ladder, &standing, &filter), options)?;
            if !standing.known {
                invite(&inputs.ladder, None, options);
            }
            ANSWERED
        }
        Command::Gaps(gaps) => {
            let inputs = inputs(&gaps.start, options)?;
            let standing = standing(&gaps.start, inputs, as_of)?;
            let role = goal(gaps.role.as_deref(), inputs, "gaps")?;
            let found = query::gaps(&inputs.ladder, &standing, role, gaps.all);
            let ready = !found.any_open();
            answer(found, options)?;
            if !standing.known {
                invite(&inputs.ladder, Some(role), options);
            }
            if gaps.exit_code && !ready {
                NO
            } else {
                ANSWERED
            }
        }
        Command::Path(path) => {
            let inputs = inputs(&path.start, options)?;
            let ladder = &inputs.ladder;
            let standing = standing(&path.start, inputs, as_of)?;
            let role = goal(path.role.as_deref(), inputs, "path")?;
            let journey = journey(&path.journey, ladder, standing.role, role, &filter)?;
            let journey = Journey {
                routes: path.routes.map_or(ROUTES, usize::from),
                pareto: path.pareto,
                ..journey
            };
            let found = query::path(ladder, &standing, &journey);
            let is_open = found.obstacle.is_none();
            answer(found, options)?;
            if !standing.known {
                invite(ladder, None, options);
            }
            if is_open { ANSWERED } else { NO }
        }
        Command::Pay(pay) => pay::pay(pay, &filter, as_of, options)?,
        Command::Match(asked) => matches(asked, as_of, options)?,
        Command::Compare(asked) => {
            let inputs = inputs(&asked.start, options)?;
            let ladder = &inputs.ladder;
            let standing = standing(&asked.start, inputs, as_of)?;
            let (left, right) = (role(&asked.left, ladder)?, role(&asked.right, ladder)?);
            let compared = query::compare(ladder, &standing, left, right, &filter);
            answer(compared, options)?;
            ANSWERED
        }
        Command::Check(check) => check::check(check, as_of, options)?,
        Command::Schema(schema) => {
            let schema = match schema.kind {
                cli::Document::Ladder => embedded::LADDER_SCHEMA,
                cli::Document::Profile => embedded::PROFILE_SCHEMA,
            };
            output::write(schema, options)?;
            ANSWERED
        }
    };
    Ok(ExitCode::from(code))
}

/// Ranks the roles, by what they share with a role or by readiness.
fn matches(asked: &cli::Match, as_of: Day, options: &Options) -> Result<u8> {
    let filter = |ladder: &Ladder| -> Result<RoleFilter> {
        let track = asked.track.as_ref().map(|name| track(name, ladder));
        Ok(RoleFilter {
            track: track.transpose()?,
            top: asked
                .top
                .map(|top| usize::try_from(top).unwrap_or(usize::MAX)),
        })
    };
    if let Some(like) = &asked.like {
        let ladder = &files::ladder_only(options)?.ladder;
        let filter = filter(ladder)?;
        answer(
            query::like(ladder, role(like, ladder)?, filter, as_of),
            options,
        )?;
        return Ok(ANSWERED);
    }
    let inputs = inputs(&asked.start, options)?;
    let filter = filter(&inputs.ladder)?;
    let standing = standing(&asked.start, inputs, as_of)?;
    if standing.known {
        answer(query::matches(&inputs.ladder, &standing, filter), options)?;
        return Ok(ANSWERED);
    }
    let refusal = Refusal::new("match for whom? nothing is known of anybody")
        .help("give `--profile FILE` or `--from ROLE`".to_owned())
        .help("or give `--like ROLE` to rank the roles by what they share with it".to_owned());
    let color = terminal::stderr_color(options.color);
    terminal::say(&render::refused(&refusal, color));
    let note = "for your own answer, save lines like these as me.yaml:";
    suggest_profile(note, &inputs.ladder, None, options);
    Ok(FAILED)
}

/// Says on standard error why nothing was answered.
pub fn explain(error: &anyhow::Error, cli: &Cli) -> ExitCode {
    let color = terminal::stderr_color(cli.options.color);
    let written = if let Some(rejected) = error.downcast_ref::<Rejected>() {
        let medium = terminal::stderr(cli.options.color, cli.options.width);
        render::rejected(rejected, medium)
    } else if let Some(refusal) = error.downcast_ref::<Refusal>() {
        render::refused(refusal, color)
    } else {
        render::failure(error, color)
    };
    terminal::say(&written);
    ExitCode::from(FAILED)
}

/// Prints help and version on standard output, and misuse on standard error.
pub fn usage(error: &clap::Error) -> ExitCode {
    let color = asked_color();
    if error.use_stderr() {
        terminal::say(&render::usage(error, terminal::stderr_color(color)));
        return ExitCode::from(FAILED);
    }
    let medium = terminal::stdout(color, None);
    match output::print(&render::usage(error, medium.color)) {
        Ok(()) => ExitCode::from(ANSWERED),
        Err(error) => {
            terminal::say(&render::failure(&error, terminal::stderr_color(color)));
            ExitCode::from(FAILED)
        }
    }
}

/// The colour that was asked for on a command line that could not be read as a whole.
fn asked_color() -> cli::Color {
    let arguments: Vec<_> = std::env::args_os().collect();
    let is = |word: &str| {
        let pair = arguments
            .windows(2)
            .any(|pair| pair[0] == "--color" && pair[1] == word);
        pair || arguments
            .iter()
            .any(|one| one.to_str() == Some(&format!("--color={word}")))
    };
    match (is("never"), is("always")) {
        (true, _) => cli::Color::Never,
        (false, true) => cli::Color::Always,
        (false, false) => cli::Color::Auto,
    }
}

/// Writes an answer where it was asked for.
///
/// The answer is never freed: the process ends with it.
fn answer(answer: impl View, options: &Options) -> Result<()> {
    let answer = ManuallyDrop::new(answer);
    let format = output::format(options)?;
    let medium = output::medium(options);
    if let Some(written) = render::render(&*answer, format, medium)? {
        return output::write(&written, options);
    }
    let what = match format {
        Format::Sarif => "the format `sarif` is for the problems of `ladder check` alone",
        _ => "the format `yaml` is the ladder's own text, for `ladder show` alone",
    };
    let others = "for this answer: `table`, `list`, `json`, `csv` or `markdown`";
    Err(Refusal::new(what).help(others.to_owned()).into())
}

/// The ladder's own text, to start one's own from.
fn ladder_text(show: &cli::Show, inputs: &Inputs) -> Result<String> {
    if let Some(name) = &show.name {
        return Err(Refusal::new("the format `yaml` shows the whole ladder")
            .help(Some(format!(
                "leave `{name}` out, or choose another format"
            )))
            .into());
    }
    let text = inputs.ladder_text.as_ref();
    Ok(text
        .map_or(embedded::TEXT, |text| text.content())
        .to_owned())
}

fn as_of(options: &Options) -> Result<Day> {
    let option = options.as_of.clone().map(|text| (text, "--as-of"));
    let variable = || Some((environment::variable("LADDER_AS_OF")?, "LADDER_AS_OF"));
    let Some((text, origin)) = option.or_else(variable) else {
        return Ok(Zoned::now().date());
    };
    Date::parse(&text).map(Date::first_day).ok_or_else(|| {
        Refusal::new(format!("`{text}`, given by {origin}, is no date"))
            .help(Some("write it as 2026, 2026-03 or 2026-03-31".to_owned()))
            .into()
    })
}

fn filter(options: &Options) -> PayFilter {
    PayFilter {
        basis: options.basis.map(|basis| match basis {
            cli::Basis::Base => Basis::Base,
            cli::Basis::Total => Basis::Total,
        }),
        region: options.region.as_ref().map(SmolStr::from),
    }
}

/// A profile is only asked where nobody asks from a role instead.
fn inputs(start: &Start, options: &Options) -> Result<&'static Inputs> {
    match start.from {
        Some(_) => files::ladder_only(options),
        None => files::ladder_and_profile(options),
    }
}

/// Where the person stands: a role that is just met, a profile, or nothing known; then what is assumed.
fn standing(start: &Start, inputs: &Inputs, as_of: Day) -> Result<Standing> {
    let ladder = &inputs.ladder;
    let standing = match (&start.from, &inputs.profile) {
        (Some(name), _) => Standing::meeting(ladder, role(name, ladder)?, as_of),
        (None, Some(profile)) => Standing::of(ladder, profile, as_of),
        (None, None) => Standing::unknown(as_of),
    };
    start.assume.iter().try_fold(standing, |standing, fact| {
        Ok(standing.assume(ladder, &assumption(fact, ladder)?))
    })
}

/// The role that was named, else the goal of the profile.
fn goal(name: Option<&str>, inputs: &Inputs, command: &str) -> Result<RoleIndex> {
    if let Some(name) = name {
        return Ok(role(name, &inputs.ladder)?);
    }
    let goal = inputs.profile.as_ref().and_then(|profile| profile.goal);
    goal.ok_or_else(|| {
        Refusal::new(format!("{command} to which role?"))
            .help(Some(format!(
                "name one: `ladder {command} ROLE`; `ladder show` lists the roles"
            )))
            .help(Some("or write `goal: ROLE` into the profile".to_owned()))
            .into()
    })
}

/// Shows someone without a profile how to make one, in the words of their ladder.
fn invite(ladder: &Ladder, role: Option<RoleIndex>, options: &Options) {
    let answer = match role {
        Some(_) => "everything that the role asks for",
        None => "the ways in",
    };
    let note = format!(
        "without a profile, this lists {answer}; for your own answer, save lines like these as me.yaml:"
    );
    suggest_profile(&note, ladder, role, options);
}

/// Shows the beginning of a profile, led in by a note.
fn suggest_profile(note: &str, ladder: &Ladder, role: Option<RoleIndex>, options: &Options) {
    let Some(invitation) = query::invitation(ladder, role).filter(|_| !options.quiet) else {
        return;
    };
    let lines = view::invitation(&invitation);
    let color = terminal::stderr_color(options.color);
    terminal::say(&render::pattern(note, &lines, color));
}
