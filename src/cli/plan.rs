//! `ladder plan`.

use clap::Args;

use crate::vocabulary::{Criterion, Word};

use super::{RouteArgs, path::count};

/// Plan the best route to a role with dates: when to study what, and when to move
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder plan principal --profile me.yaml
  ladder plan senior --hours 6 --start 2027-01-04 --format markdown
  ladder plan director --by effort --route 2
  ladder plan senior --by 2028-06                    the hours a week that it takes
  ladder plan senior -o plan.ics                     for your calendar")]
pub struct PlanArgs {
    #[command(flatten)]
    pub(crate) routing: RouteArgs,

    /// Be there by the end of this date, such as 2029-06; or what the routes are ranked by: `time`, `pay`,
    /// `effort` or `share` [default: the `by` of the profile's goal; time]
    #[arg(long, value_name = "DATE|CRITERION", allow_negative_numbers = true, value_parser = by)]
    pub by: Vec<PlanBy>,

    /// Follow the route with this number in `ladder path` [default: 1]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = count)]
    pub route: Option<u16>,

    /// Start on this day: 2027, 2027-01 or 2027-01-04 [default: the day of `--as-of`]
    #[arg(long = "start", value_name = "DATE", allow_negative_numbers = true)]
    pub begin: Option<String>,
}

/// A value of `--by`.
#[derive(Debug, Clone)]
pub enum PlanBy {
    /// What the routes are ranked by.
    Criterion(Criterion),
    /// The date by which to be there, as it is written.
    Date(String),
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "a parser of values returns a result"
)]
fn by(text: &str) -> Result<PlanBy, &'static str> {
    let text = text.trim();
    let criterion = Criterion::read(text).map(PlanBy::Criterion);
    Ok(criterion.unwrap_or_else(|| PlanBy::Date(text.to_owned())))
}
