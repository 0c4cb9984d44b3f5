//! Where the person stands at the start; for every command that asks about one.

use clap::Args;

/// Where the person stands at the start.
#[derive(Debug, Args)]
pub struct StartArgs {
    /// Ask for anyone who just meets this role, instead of for a profile
    #[arg(long, value_name = "ROLE", conflicts_with = "profile")]
    pub from: Option<String>,

    /// Take a fact for true: `mlops=expert`, `aws-mla`, `years=7`, `education=master`
    #[arg(long, value_name = "FACT")]
    pub assume: Vec<String>,
}
