//! `ladder report`.

use clap::Args;

use super::{StartArgs, path::hours};

/// Write one page to look at: a person's place, next steps, routes and plan; or the ladder itself
///
/// With a profile, the page is the person's. Without one, it is that of the ladder, to be published:
/// every role with what it asks for, what it pays, and its moves. It needs no network and no script.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder report -o me.html
  ladder report director --profile me.yaml -o me.html
  ladder report director --from mid --hours 6 -o mid.html
  ladder report --no-profile -o ladder.html           the ladder, for everybody
  ladder report --format markdown                     the same for a wiki")]
pub struct ReportArgs {
    /// The role to reach, by its id or title; without one, the goal of the profile
    pub role: Option<String>,

    #[command(flatten)]
    pub start: StartArgs,

    /// Study so many hours a week [default: those of the profile]
    #[arg(long, value_name = "HOURS", allow_negative_numbers = true, value_parser = hours)]
    pub hours: Option<f64>,
}
