//! `ladder team`.

use std::path::PathBuf;

use clap::Args;

/// Show how a team stands: who is ready for what, what it lacks, and what ends
///
/// A profile is judged by the ladder of the command line; a ladder that it names is not opened. A
/// profile with an error is reported and left out.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder team people/
  ladder team people/ --role senior                  who could be a senior, and how soon
  ladder team people/ --ladder ladder.yaml -o team.html
  ladder team people/ --anonymous -o team.html       without names and exact dates
  ladder team people/ --since 2026 --format csv      with the growth of this year
  hr-export | ladder team -                          one profile a line, as JSON")]
pub struct TeamArgs {
    /// Profiles: files, folders of them, or `-`; a file may hold several, as YAML documents or as a JSON object a line
    #[arg(required = true, value_name = "PEOPLE")]
    pub people: Vec<PathBuf>,

    /// Judge everyone for this role, by its id, title or alias [default: the next roles and the goal of each]
    #[arg(long, value_name = "ROLE")]
    pub role: Option<String>,

    /// Show how much more is met than before this day: 2026, 2026-03 or 2026-03-31
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,

    /// Number people in an order that their data gives, without names, notes, exact dates and file names
    #[arg(long)]
    pub anonymous: bool,

    /// Show the pay of each person too
    #[arg(long)]
    pub with_pay: bool,

    /// Fail if a profile has an error, instead of leaving it out
    #[arg(long)]
    pub strict: bool,
}
