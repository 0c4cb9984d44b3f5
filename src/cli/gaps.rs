//! `ladder gaps`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::StartArgs;

/// Show what is missing for a role
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder gaps senior
  ladder gaps director --from senior-manager
  ladder gaps --profile me.yaml --all                the goal of the profile
  ladder gaps senior --format markdown               the case for a promotion
  ladder gaps senior --by category                   how much of each category is met
  ladder gaps --advert ad.txt                        what a job advertisement asks for
  ladder gaps senior --exit-code && echo ready")]
pub struct GapsArgs {
    /// A role, by its id, title or alias; without one, the goal of the profile
    pub role: Option<String>,

    /// Compare with the words of a job advertisement, a file of plain text or `-`, instead of a role
    #[arg(long, value_name = "FILE")]
    pub advert: Option<PathBuf>,

    /// Sum up how much of each group is met
    #[arg(long, value_name = "GROUP", conflicts_with = "advert")]
    pub by: Option<GapsBy>,

    #[command(flatten)]
    pub(crate) start: StartArgs,

    /// Exit with 1 if anything is missing, time is still to serve, or the move has a gate
    #[arg(long)]
    pub exit_code: bool,
}

/// The groups of gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GapsBy {
    /// The categories of skills; other requirements by their kind
    Category,
}
