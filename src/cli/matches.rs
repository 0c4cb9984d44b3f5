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
  ladder match --like data-scientist                 for people from another field
  ladder match --stdin --role senior < people.jsonl  one line of JSON for each person")]
pub struct MatchArgs {
    /// Rank by the skills that roles share with this role; no profile is used
    #[arg(long, value_name = "ROLE", conflicts_with_all = ["from", "assume", "profile"])]
    pub like: Option<String>,

    /// Answer for many people: a profile a line as JSON on standard input, an answer a line on standard output
    #[arg(long, conflicts_with_all = ["like", "from", "profile"])]
    pub stdin: bool,

    /// With `--stdin`: how each person stands in this role, instead of in the roles that fit best
    #[arg(long, value_name = "ROLE", requires = "stdin", conflicts_with_all = ["track", "top"])]
    pub role: Option<String>,

    /// With `--stdin`: use so many threads [default: all cores]
    #[arg(long, value_name = "N", requires = "stdin", value_parser = count)]
    pub threads: Option<u16>,

    /// With `--stdin`: exit with 1 if a line could not be read
    #[arg(long, requires = "stdin")]
    pub exit_code: bool,

    #[command(flatten)]
    pub(crate) start: StartArgs,

    /// Rank only the roles of this track, by its id or title
    #[arg(long, value_name = "TRACK")]
    pub track: Option<String>,

    /// Show only the first N roles [default: all; with `--stdin` 3]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = count)]
    pub top: Option<u16>,
}
