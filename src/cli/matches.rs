//! `ladder match`.

use clap::Args;

use super::{StartArgs, path::count};

/// Rank the roles by your readiness, or by the skills that they share with another role
///
/// Overlap counts the levels of the skills that two roles ask for, not years, degrees and
/// certifications.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder match --profile me.yaml
  ladder match --from mid --track management         the roles of one track
  ladder match --assume mlops=expert --top 5         the five with the highest readiness
  ladder match --like data-scientist                 for people from another field")]
pub struct MatchArgs {
    /// Rank by the skills that roles share with this role; no profile is used
    #[arg(long, value_name = "ROLE", conflicts_with_all = ["from", "assume", "profile"])]
    pub like: Option<String>,

    #[command(flatten)]
    pub(crate) start: StartArgs,

    /// Rank only the roles of this track, by its id or title
    #[arg(long, value_name = "TRACK")]
    pub track: Option<String>,

    /// Show only the first N roles [default: all]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = count)]
    pub top: Option<u16>,
}
