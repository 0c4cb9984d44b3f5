//! `ladder check`.

use std::path::PathBuf;

use clap::Args;

/// Check ladders and profiles: every problem, its place, and what to write instead
///
/// Says nothing when all is well. Errors exit with 1, warnings with 0; notes are shown with `-v`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder check ladder.yaml me.yaml
  ladder check --strict ladder.yaml                  in continuous integration
  ladder check --format sarif -o ladder.sarif        for code review tools
  ladder check --list
  ladder check --explain unknown-skill")]
pub struct CheckArgs {
    /// Ladders and profiles, told apart by what they hold, or `-`; without any, those that the
    /// other commands would use
    pub files: Vec<PathBuf>,

    /// Count warnings as errors
    #[arg(long)]
    pub strict: bool,

    /// Print the code of every problem, with one line each
    #[arg(long, conflicts_with_all = ["files", "explain", "strict"])]
    pub list: bool,

    /// Print what a code means, with an example and how to mend it
    #[arg(long, value_name = "CODE", conflicts_with_all = ["files", "strict"])]
    pub explain: Option<String>,
}
