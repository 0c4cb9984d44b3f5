//! `ladder next`.

use clap::Args;

use super::{PreferArgs, StartArgs};

/// Show every move out of your role: how ready you are, what matters most, what it pays
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder next --profile me.yaml
  ladder next --from mid
  ladder next --unlock                               which single gap moves most
  ladder next --assume mlops=expert --as-of 2028-01-01")]
pub struct NextArgs {
    /// Rank single gaps by what closing each of them moves: every next step, and the way to the goal
    #[arg(long)]
    pub unlock: bool,

    /// Not taken: of one role, `ladder gaps` tells more.
    #[arg(hide = true)]
    pub role: Option<String>,

    #[command(flatten)]
    pub(crate) start: StartArgs,

    #[command(flatten)]
    pub(crate) prefer: PreferArgs,
}
