//! `ladder check`.

use std::path::PathBuf;

use clap::Args;

/// Check ladders and profiles: every problem with its place and a correction
///
/// Prints nothing if there is no problem. Errors exit with 1, warnings with 0; `-v` also shows
/// notes, and names what is sound.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder check ladder.yaml me.yaml
  ladder check --strict ladder.yaml                  in continuous integration
  ladder check --format sarif -o ladder.sarif        for code review tools
  ladder check --list
  ladder check --explain unknown-skill")]
pub struct CheckArgs {
    /// Ladders and profiles, recognised by their keys, folders of them, or `-`; without any, the files
    /// that the other commands would use
    pub files: Vec<PathBuf>,

    /// Count warnings as errors
    #[arg(long)]
    pub strict: bool,

    /// Print the code of every kind of problem with a summary
    #[arg(long, conflicts_with_all = ["files", "explain", "strict"])]
    pub list: bool,

    /// Print what a code means, with an example and the correction
    #[arg(long, value_name = "CODE", conflicts_with_all = ["files", "strict"])]
    pub explain: Option<String>,
}
