//! The command line: one file for each command. The doc comments are the help text.

mod check;
mod compare;
mod due;
mod find;
mod gaps;
mod init;
mod matches;
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

pub(crate) use check::CheckArgs;
pub(crate) use compare::CompareArgs;
pub(crate) use due::{DueArgs, Within};
pub(crate) use find::FindArgs;
pub(crate) use gaps::GapsArgs;
pub(crate) use init::{InitArgs, PersonArgs, RungArgs};
pub(crate) use matches::MatchArgs;
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
pub(crate) use start::StartArgs;

use clap::{Parser, Subcommand};

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
  ladder report -o me.html            everything on one page
  ladder set mlops=practitioner       a new level, written into your profile
  ladder check ladder.yaml            every problem in a file

Exit codes: 0 success; 1 no route, not ready, nothing found or errors in a file; 2 failure."
)]
pub struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,

    #[command(flatten)]
    pub(crate) options: Options,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(Box<InitArgs>),
    Show(ShowArgs),
    Find(FindArgs),
    Next(NextArgs),
    Gaps(GapsArgs),
    Path(PathArgs),
    Plan(PlanArgs),
    Due(DueArgs),
    Progress(ProgressArgs),
    Match(MatchArgs),
    Compare(CompareArgs),
    Pay(PayArgs),
    Report(ReportArgs),
    Set(SetArgs),
    Log(LogArgs),
    Check(CheckArgs),
    Schema(SchemaArgs),
}
