//! `ladder progress`.

use clap::Args;

use super::AssumeArgs;

/// Show how the readiness for a role changed over time, and what was done
///
/// Every day is what `--as-of` answers: levels, certifications and roles count from their dates on; what has no
/// date counts on every day.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder progress
  ladder progress senior --since 2025
  ladder progress --since 2026-01 --format markdown  for a review, with notes and evidence
  ladder progress -o progress.html")]
pub struct ProgressArgs {
    /// A role, by its id, title or alias; without one, the goal of the profile, else the next role
    pub role: Option<String>,

    /// Show what changed from this day on: 2026, 2026-03 or 2026-03-31 [default: the first date of the profile,
    /// up to ten years ago]
    #[arg(long, value_name = "DATE", allow_negative_numbers = true)]
    pub since: Option<String>,

    #[command(flatten)]
    pub(crate) assumed: AssumeArgs,
}
