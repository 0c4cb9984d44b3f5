//! `ladder pay`.

use clap::Args;

use super::{AssumeArgs, path::years};

/// Compare your pay with the range of a role, by source and date
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder pay --profile me.yaml
  ladder pay senior                                  your pay compared with another role
  ladder pay mid --no-profile                        the pay of a role
  ladder pay --profile me.yaml --years 15            and the pay on the route to the goal
  ladder pay --basis base --region US --format csv")]
pub struct PayArgs {
    /// A role, by its id, title or alias; without one, the role of the profile, else its goal
    pub role: Option<String>,

    /// With a goal in the profile, add up the pay of this many years on the route to it [default:
    /// 10]
    #[arg(long, value_name = "YEARS", allow_negative_numbers = true, value_parser = years)]
    pub years: Option<f64>,

    #[command(flatten)]
    pub(crate) assumed: AssumeArgs,
}
