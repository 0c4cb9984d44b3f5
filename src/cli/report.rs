//! `ladder report`.

use clap::Args;

use super::{PreferArgs, StartArgs, path::hours};

/// Write one page: a person's place, next steps, routes and plan; or the whole ladder
///
/// With a profile, the page is about the person. Without one, it is about the ladder, ready to be
/// published: every role with its requirements, pay and moves. It needs no network and no script.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder report -o me.html
  ladder report director --profile me.yaml -o me.html
  ladder report director --from mid --hours 6 -o mid.html
  ladder report --no-profile -o ladder.html           the ladder, for publishing
  ladder report --format markdown                     the same for a wiki")]
pub struct ReportArgs {
    /// The role to reach, by its id, title or alias; without one, the goal of the profile
    pub role: Option<String>,

    #[command(flatten)]
    pub(crate) start: StartArgs,

    #[command(flatten)]
    pub(crate) prefer: PreferArgs,

    /// Study this many hours a week [default: those of the profile]
    #[arg(long, value_name = "HOURS", allow_negative_numbers = true, value_parser = hours)]
    pub hours: Option<f64>,
}
