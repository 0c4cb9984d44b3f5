//! The command line: one file for each command. The doc comments are the help text.

mod check;
mod compare;
mod convert;
mod diff;
mod due;
mod find;
mod gaps;
mod import;
mod init;
mod matches;
mod matrix;
mod next;
mod options;
mod path;
mod pay;
mod plan;
mod progress;
mod report;
mod schema;
mod set;
mod show;
mod start;
mod team;

pub(crate) use check::CheckArgs;
pub(crate) use compare::CompareArgs;
pub(crate) use convert::ConvertArgs;
pub(crate) use diff::DiffArgs;
pub(crate) use due::{DueArgs, Within};
pub(crate) use find::FindArgs;
pub(crate) use gaps::GapsArgs;
pub(crate) use import::{Encoding, ImportArgs, ImportSource, OnetArgs, SheetArgs};
pub(crate) use init::{InitArgs, PersonArgs, RungArgs};
pub(crate) use matches::MatchArgs;
pub(crate) use matrix::MatrixArgs;
pub(crate) use next::NextArgs;
pub(crate) use options::{Color, Options};
pub(crate) use path::{PathArgs, RouteArgs};
pub(crate) use pay::PayArgs;
pub(crate) use plan::{PlanArgs, PlanBy};
pub(crate) use progress::ProgressArgs;
pub(crate) use report::ReportArgs;
pub(crate) use schema::{SchemaArgs, SchemaKind};
pub(crate) use set::{LogArgs, RecordArgs, SetArgs};
pub(crate) use show::ShowArgs;
pub(crate) use start::{AssumeArgs, PreferArgs, StartArgs};
pub(crate) use team::TeamArgs;

use std::{ffi::OsString, mem::ManuallyDrop};

use clap::{Args as _, CommandFactory, FromArgMatches, Parser, Subcommand};

/// Plan a career in plain text: the next step, what is missing for it, and what it pays
///
/// A ladder is a YAML file of roles with their requirements, their pay and the moves between them.
/// A profile is a YAML file about one person. Without a ladder of your own, the embedded one for
/// Machine Learning Engineers is used.
#[derive(Debug, Parser)]
#[command(
    name = "ladder",
    version,
    arg_required_else_help = true,
    max_term_width = 100,
    after_help = "Try:
  ladder init                         a profile of your own: asks, or reads a résumé
  ladder show                         the whole ladder
  ladder find learning                roles and skills by a part of their name
  ladder gaps senior                  what a role asks for
  ladder next --profile me.yaml       your next steps
  ladder path director                the best routes to a role
  ladder plan principal -o plan.ics   a dated plan for your calendar
  ladder due --within 90d             what ends, and the last day to renew it
  ladder progress --since 2026        what changed, and how ready it made you
  ladder pay                          your pay in the range of your role
  ladder match --like data-scientist  the roles nearest to another one
  ladder matrix --track management    what the roles of a track ask for
  ladder report -o me.html            everything on one page
  ladder team people/                 who is ready for what, and what the team lacks
  ladder set mlops=practitioner       a new level, written into your profile
  ladder check ladder.yaml            every problem in a file
  ladder diff old.yaml new.yaml       what changed between two versions of a ladder
  ladder convert a.yaml -o a.json     one file from several, JSON from YAML and back
  ladder import sheet skills.xlsx     a ladder from a spreadsheet; from O*NET with `import onet`

Exit codes: 0 success; 1 no route, not ready, nothing found or errors in a file; 2 failure."
)]
pub struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,

    #[command(flatten)]
    pub(crate) options: Options,
}

impl Cli {
    /// Parses the arguments, the program's name first.
    ///
    /// # Errors
    ///
    /// What is wrong with them; also the help and the version, where they are asked for.
    pub fn read(arguments: &[OsString]) -> Result<Self, clap::Error> {
        let parse = |command: clap::Command| {
            // The process ends soon: the description of the commands is not taken apart.
            let mut command = ManuallyDrop::new(command);
            let mut matches = command.try_get_matches_from_mut(arguments)?;
            Self::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))
        };
        // Only the description of all commands has the help, and knows what may have been meant.
        parse(named(arguments)).or_else(|_| parse(Self::command()))
    }
}

/// The names of the commands that have an option of this long name.
pub(crate) fn commands_with(option: &str) -> Vec<String> {
    let program = Cli::command();
    let has = |command: &&clap::Command| {
        let mut arguments = command.get_arguments();
        arguments.any(|argument| argument.get_long() == Some(option))
    };
    let commands = program.get_subcommands().filter(has);
    commands
        .map(|command| command.get_name().to_owned())
        .collect()
}

macro_rules! commands {
    ($($name:literal => $command:ident($arguments:ty),)*) => {
        #[derive(Debug, Subcommand)]
        pub(crate) enum Command {
            $(#[command(name = $name)] $command($arguments),)*
        }

        /// The description of the commands that the arguments name. That of all takes a fifth of a
        /// start: each command gets a copy of every option everywhere.
        fn named(arguments: &[OsString]) -> clap::Command {
            let mut program = Options::augment_args(clap::Command::new("ladder"));
            $(
                if arguments.iter().any(|argument| argument == $name) {
                    let command = clap::Command::new($name);
                    program = program.subcommand(<$arguments>::augment_args(command));
                }
            )*
            program
        }
    };
}

commands! {
    "init" => Init(Box<InitArgs>),
    "show" => Show(ShowArgs),
    "find" => Find(FindArgs),
    "next" => Next(NextArgs),
    "gaps" => Gaps(GapsArgs),
    "path" => Path(PathArgs),
    "plan" => Plan(PlanArgs),
    "due" => Due(DueArgs),
    "progress" => Progress(ProgressArgs),
    "match" => Match(MatchArgs),
    "matrix" => Matrix(MatrixArgs),
    "compare" => Compare(CompareArgs),
    "diff" => Diff(DiffArgs),
    "team" => Team(TeamArgs),
    "pay" => Pay(PayArgs),
    "report" => Report(ReportArgs),
    "set" => Set(SetArgs),
    "log" => Log(LogArgs),
    "check" => Check(CheckArgs),
    "convert" => Convert(ConvertArgs),
    "import" => Import(ImportArgs),
    "schema" => Schema(SchemaArgs),
}
