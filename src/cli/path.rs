//! `ladder path`.

use clap::{Args, ValueEnum, builder::PossibleValue};

use crate::{
    load::types::Years,
    vocabulary::{Criterion, Word},
};

use super::{PreferArgs, StartArgs};

/// Show the best routes to a role: their moves, duration, study effort and pay
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder path director --profile me.yaml
  ladder path director --from mid --hours 6 --by effort --routes 5
  ladder path director --from mid --assume mlops=expert
  ladder path principal --via lead --avoid manager
  ladder path director --by pay --years 15 --basis total
  ladder path senior --within 3 --max-moves 2
  ladder path director --pareto")]
pub struct PathArgs {
    #[command(flatten)]
    pub(crate) routing: RouteArgs,

    /// What the routes are ranked by
    #[arg(long, value_name = "CRITERION", default_value_t = Criterion::Time)]
    pub by: Criterion,

    /// How many routes to show [default: 3; of a Pareto front 10]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = count)]
    pub routes: Option<u16>,

    /// Show the routes that no other route beats in time, pay and effort at once
    #[arg(long, conflicts_with = "by")]
    pub pareto: bool,
}

/// The role to reach, conditions for routes, and their ranking.
#[derive(Debug, Args)]
pub struct RouteArgs {
    /// A role, by its id, title or alias; without one, the goal of the profile
    pub role: Option<String>,

    #[command(flatten)]
    pub(crate) start: StartArgs,

    /// Pass this role; may be given several times, in any order
    #[arg(long, value_name = "ROLE")]
    pub via: Vec<String>,

    /// Do not pass this role; may be given several times
    #[arg(long, value_name = "ROLE")]
    pub avoid: Vec<String>,

    #[command(flatten)]
    pub(crate) prefer: PreferArgs,

    /// Take at most this many years, by the shortest durations
    #[arg(long, value_name = "YEARS", allow_negative_numbers = true, value_parser = years)]
    pub within: Option<f64>,

    /// Make at most this many moves
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = count)]
    pub max_moves: Option<u16>,

    /// Study this many hours a week [default: those of the profile]
    #[arg(long, value_name = "HOURS", allow_negative_numbers = true, value_parser = hours)]
    pub hours: Option<f64>,

    /// Add up the pay of this many years from today [default: 10]
    #[arg(long, value_name = "YEARS", allow_negative_numbers = true, value_parser = years)]
    pub years: Option<f64>,
}

impl ValueEnum for Criterion {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Time => "Shortest time first",
            Self::Pay => "Highest total pay first",
            Self::Effort => "Fewest hours of study first",
            Self::Share => "Most common moves first",
        };
        Some(PossibleValue::new(self.name()).help(help))
    }
}

/// Reads a time above 0, in years.
pub(super) fn years(text: &str) -> Result<f64, &'static str> {
    let years = Years::parse(text).and_then(Years::exact);
    years
        .filter(|years| *years > 0.0)
        .ok_or("expected years above 0 and up to 100, such as 10, 2.5 or '18 months'")
}

/// Reads hours per week.
pub(super) fn hours(text: &str) -> Result<f64, &'static str> {
    let hours = text.trim().parse().ok();
    let hours = hours.filter(|hours| (0.1..=168.0).contains(hours));
    hours.ok_or("expected hours per week, from 0.1 to 168, such as 6")
}

/// Reads a count of at least one.
pub(super) fn count(text: &str) -> Result<u16, &'static str> {
    let count = text.trim().parse().ok();
    let count = count.filter(|count| (1..=1000).contains(count));
    count.ok_or("expected a whole number from 1 to 1000, such as 3")
}
