//! `ladder compare`.

use clap::Args;

use super::StartArgs;

/// Show roles side by side: what each asks for, what each pays, the moves between them
///
/// With a profile, or a role to start from, each requirement also shows what you have.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder compare lead manager
  ladder compare senior lead principal                more than two
  ladder compare lead manager --from mid             for anyone who just meets mid
  ladder compare lead manager --no-profile           only the two roles
  ladder compare mid senior --basis base --region US")]
pub struct CompareArgs {
    /// A role, by its id, title or alias
    pub left: String,

    /// The role to compare it with
    pub right: String,

    /// More roles to compare them with
    #[arg(value_name = "MORE")]
    pub others: Vec<String>,

    #[command(flatten)]
    pub(crate) start: StartArgs,
}
