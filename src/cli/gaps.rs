//! `ladder gaps`.

use clap::Args;

use super::StartArgs;

/// Show everything that lies between you and a role
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder gaps senior
  ladder gaps director --from senior-manager
  ladder gaps --profile me.yaml --all                the goal of the profile
  ladder gaps senior --exit-code && echo ready")]
pub struct GapsArgs {
    /// A role, by its id or title; without one, the goal of the profile
    pub role: Option<String>,

    #[command(flatten)]
    pub start: StartArgs,

    /// Also show what is met
    #[arg(long)]
    pub all: bool,

    /// Exit with 1 if anything is missing
    #[arg(long)]
    pub exit_code: bool,
}
