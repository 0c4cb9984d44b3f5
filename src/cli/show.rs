//! `ladder show`.

use clap::Args;

use super::path::count;

/// Show the whole ladder, or one role, skill or certification
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder show
  ladder show --profile me.yaml                with your place and the route to your goal
  ladder show --around senior --depth 1        a part of a large ladder
  ladder show --track management               the roles of one track
  ladder show senior
  ladder show mlops
  ladder show aws-mla
  ladder show -o ladder.svg                    a diagram for a page
  ladder show -o ladder.mmd                    a diagram for Mermaid
  ladder show --format yaml > ladder.yaml      to start your own ladder")]
pub struct ShowArgs {
    /// A role, a skill or a certification, by its id, title or alias
    pub name: Option<String>,

    /// Show only the roles of this track, by its id or title
    #[arg(long, value_name = "TRACK", conflicts_with_all = ["name", "around"])]
    pub track: Option<String>,

    /// Show only the part of the ladder around this role
    #[arg(long, value_name = "ROLE", conflicts_with = "name")]
    pub around: Option<String>,

    /// With `--around`, show the roles up to this many moves away [default: 2]
    #[arg(long, value_name = "N", requires = "around", allow_negative_numbers = true, value_parser = count)]
    pub depth: Option<u16>,
}
