//! `ladder convert`.

use std::path::PathBuf;

use clap::Args;

/// Write a ladder as one file, in YAML or JSON
///
/// A ladder of several files becomes one that says the same. The file has no comments; keys that begin
/// with `x-` stay.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder convert ladder.yaml -o one.yaml     one file with all that it includes
  ladder convert ladder.yaml -o ladder.json
  ladder convert ladder.json --format yaml")]
pub struct ConvertArgs {
    /// The ladder: a file, `-`, or the id of an embedded ladder
    #[arg(value_name = "LADDER")]
    pub file: PathBuf,
}
