//! `ladder diff`.

use std::path::PathBuf;

use clap::Args;

/// Show what changed between two versions of a ladder, and what that does to your gaps
///
/// Versions are compared by what they mean. Comments, the order of entries and how a ladder is split into
/// files change nothing. A role, skill or certification whose new entry has the old id or title among its `aliases` is renamed.
/// A change that roles inherit is told once. The profile is the one of `--profile` or `LADDER_PROFILE`;
/// none is looked for.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder diff old.yaml new.yaml
  ladder diff old.yaml new.yaml --profile me.yaml     and what that does to your gaps
  git show HEAD:ladder.yaml | ladder diff - ladder.yaml
  ladder diff <(git show main:ladder.yaml) ladder.yaml --format markdown
  ladder diff old.yaml new.yaml --exit-code || echo changed")]
pub struct DiffArgs {
    /// The ladder before: a file, `-`, or the id of an embedded ladder
    pub old: PathBuf,

    /// The ladder after
    pub new: PathBuf,

    /// Exit with 1 if they differ
    #[arg(long)]
    pub exit_code: bool,
}
