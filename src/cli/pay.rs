//! `ladder pay`.

use clap::Args;

use super::path::years;

/// Show where your pay stands in a role's range, by which source, and how old that is
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder pay --profile me.yaml
  ladder pay senior                                  your pay, held against another role
  ladder pay mid --no-profile                        what is known of a role
  ladder pay --profile me.yaml --years 15            and what the way to the goal pays
  ladder pay --basis base --region US --format csv")]
pub struct PayArgs {
    /// A role, by its id or title; without one, the role of the profile
    pub role: Option<String>,

    /// With a goal in the profile, count the money of so many years on the way [default: 10]
    #[arg(long, value_name = "YEARS", allow_negative_numbers = true, value_parser = years)]
    pub years: Option<f64>,
}
