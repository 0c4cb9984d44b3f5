//! What may be typed, one file for each command. The doc comments are the help text.

mod check;
mod compare;
mod gaps;
mod matches;
mod next;
mod options;
mod path;
mod pay;
mod plan;
mod report;
mod schema;
mod show;
mod start;

pub use check::CheckArgs;
pub use compare::CompareArgs;
pub use gaps::GapsArgs;
pub use matches::MatchArgs;
pub use next::NextArgs;
pub use options::{Basis, Color, Options};
pub use path::{Criterion, PathArgs, RouteArgs};
pub use pay::PayArgs;
pub use plan::PlanArgs;
pub use report::ReportArgs;
pub use schema::{Document, SchemaArgs};
pub use show::ShowArgs;
pub use start::StartArgs;

use clap::{Parser, Subcommand};

/// Plan a career in plain text: the next step, what is missing for it, and what it pays
///
/// A ladder is a YAML file of roles, what each asks for, what each pays, and the moves between
/// them. A profile is a YAML file about one person. Without a ladder of your own, the embedded one
/// of a Machine Learning Engineer answers.
#[derive(Debug, Parser)]
#[command(
    name = "ladder",
    version,
    arg_required_else_help = true,
    max_term_width = 100,
    after_help = "Try:
  ladder show                         the whole ladder
  ladder gaps senior                  all that a role asks for
  ladder next --profile me.yaml       your next steps
  ladder path director                the best routes to a role
  ladder plan principal -o plan.ics   what to learn when, for a calendar
  ladder pay                          where your pay stands
  ladder match --like data-scientist  the way in from another role
  ladder report -o me.html            all of it on one page
  ladder check ladder.yaml            every problem of a file

Exit codes: 0 answered; 1 the honest answer is no; 2 could not do it."
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,

    #[command(flatten)]
    pub options: Options,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Show(ShowArgs),
    Next(NextArgs),
    Gaps(GapsArgs),
    Path(PathArgs),
    Plan(PlanArgs),
    Match(MatchArgs),
    Compare(CompareArgs),
    Pay(PayArgs),
    Report(ReportArgs),
    Check(CheckArgs),
    Schema(SchemaArgs),
}
