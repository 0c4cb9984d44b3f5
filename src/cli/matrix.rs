//! `ladder matrix`.

use clap::Args;

use super::StartArgs;

/// Show what roles ask for: roles across, requirements down, levels in the cells
///
/// What a role inherits stands in its column too. With a profile, or a role to start from, each cell
/// shows whether it is met.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder matrix
  ladder matrix --track management
  ladder matrix --roles mid,senior,lead --category modelling
  ladder matrix --profile me.yaml                    with what you meet
  ladder matrix --no-profile -o matrix.html          for a page
  ladder matrix -o matrix.csv                        a row for each requirement of each role")]
pub struct MatrixArgs {
    /// Show only the roles of this track, by its id or title
    #[arg(long, value_name = "TRACK")]
    pub track: Option<String>,

    /// Show only the skills of this category
    #[arg(long, value_name = "CATEGORY")]
    pub category: Option<String>,

    /// Show only these roles, in this order: their ids, titles or aliases with commas between them
    #[arg(
        long,
        value_name = "ROLES",
        value_delimiter = ',',
        conflicts_with = "track"
    )]
    pub roles: Vec<String>,

    #[command(flatten)]
    pub(crate) start: StartArgs,
}
