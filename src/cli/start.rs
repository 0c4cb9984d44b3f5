//! The start of a person; for every command that answers about one.

use clap::Args;

/// The start of a person, instead of a profile or beside it.
#[derive(Debug, Args)]
pub struct StartArgs {
    /// Answer for a person who just meets this role, instead of for a profile
    #[arg(long, value_name = "ROLE", conflicts_with = "profile")]
    pub from: Option<String>,

    #[command(flatten)]
    pub(crate) assumed: AssumeArgs,
}

/// Facts that are set for one answer.
#[derive(Debug, Args)]
pub struct AssumeArgs {
    /// Assume a fact: `mlops=expert`, `aws-mla`, `years=7`, `education=master`
    #[arg(long, value_name = "FACT")]
    pub assume: Vec<String>,
}

/// What the person prefers among alternatives.
#[derive(Debug, Args)]
pub struct PreferArgs {
    /// Of alternatives, take this one: a skill, a certification, `years` or `education`; several with commas
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    pub prefer: Vec<String>,
}
