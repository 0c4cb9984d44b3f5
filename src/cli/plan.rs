//! `ladder plan`.

use clap::Args;

use super::{RouteArgs, path::count};

/// Plan the best route to a role with dates: when to study what, and when to move
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder plan principal --profile me.yaml
  ladder plan senior --hours 6 --start 2027-01-04 --format markdown
  ladder plan director --by effort --route 2
  ladder plan senior -o plan.ics                     for your calendar")]
pub struct PlanArgs {
    #[command(flatten)]
    pub(crate) routing: RouteArgs,

    /// Follow the route with this number in `ladder path` [default: 1]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = count)]
    pub route: Option<u16>,

    /// Start on this day: 2027, 2027-01 or 2027-01-04 [default: the day of `--as-of`]
    #[arg(long = "start", value_name = "DATE", allow_negative_numbers = true)]
    pub begin: Option<String>,
}
