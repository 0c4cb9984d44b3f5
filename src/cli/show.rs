//! `ladder show`.

use clap::Args;

/// Show the whole ladder, or one role, skill or certification
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder show
  ladder show --profile me.yaml                your place on it, and the way to your goal
  ladder show senior
  ladder show mlops
  ladder show aws-mla
  ladder show -o ladder.mmd                    a picture for Mermaid
  ladder show --format yaml > ladder.yaml      to start a ladder of one's own")]
pub struct Show {
    /// A role, a skill or a certification, by its id or title
    pub name: Option<String>,
}
