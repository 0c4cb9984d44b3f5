//! `ladder pay`.

use clap::Args;

/// Show where your pay stands in a role's range, by which source, and how old that is
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder pay --profile me.yaml
  ladder pay senior                                  your pay, held against another role
  ladder pay mid --no-profile                        what is known of a role
  ladder pay --basis base --region US --format csv")]
pub struct Pay {
    /// A role, by its id or title; without one, the role of the profile
    pub role: Option<String>,
}
