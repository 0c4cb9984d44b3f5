//! `ladder next`.

use clap::Args;

use super::StartArgs;

/// Show every move out of your role: how ready you are, what matters most, what it pays
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder next --profile me.yaml
  ladder next --from mid
  ladder next --assume mlops=expert --as-of 2028-01-01")]
pub struct NextArgs {
    #[command(flatten)]
    pub(crate) start: StartArgs,
}
