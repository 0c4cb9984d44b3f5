//! `ladder init`.

use std::path::PathBuf;

use clap::Args;

/// Write a profile, or with `--ladder` a ladder to start from
///
/// Asks on a terminal; every question can be skipped, and every answer can be given as an option.
/// Without a terminal, with `--no-input` or with `TERM=dumb` nothing is asked. The profile is written
/// where the other commands look for it, or to the file of `--output`; a file that exists is replaced
/// only with `--force`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder init
  ladder init --from resume.json                     JSON Resume, or LinkedIn's data export
  ladder init --role mid --since 2023-04 --years 5 --skill mlops=working --goal senior
  ladder init --ladder --roles junior,senior,lead --skills programming,operations
  ladder init --ladder --roles Engineering:junior,senior --roles Management:lead,director")]
pub struct InitArgs {
    /// Write a ladder instead of a profile; with a value, the ladder that the profile is about
    #[arg(long, value_name = "LADDER", num_args = 0..=1)]
    #[expect(
        clippy::option_option,
        reason = "left out, without a value, and with one"
    )]
    pub ladder: Option<Option<PathBuf>>,

    /// Take what a résumé says: JSON Resume, or LinkedIn's export as archive, folder or table
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) person: PersonArgs,

    #[command(flatten)]
    pub(crate) rungs: RungArgs,

    /// Ask nothing, even on a terminal
    #[arg(long)]
    pub no_input: bool,

    /// Ask by numbered lines, for screen readers; reads the answers from standard input [env: `LADDER_PLAIN`]
    #[arg(long, conflicts_with = "no_input")]
    pub plain: bool,
}

/// What a profile says.
#[derive(Debug, Args)]
#[command(next_help_heading = "The profile")]
pub struct PersonArgs {
    /// The name that answers show
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,

    /// The present role, by its id, title or alias
    #[arg(long, value_name = "ROLE")]
    pub role: Option<String>,

    /// In this role since: 2023, 2023-04 or 2023-04-01
    #[arg(long, value_name = "DATE", requires = "role")]
    pub since: Option<String>,

    /// In the field for so many years, or since a date
    #[arg(long, value_name = "YEARS", allow_negative_numbers = true)]
    pub years: Option<String>,

    /// The highest degree: none, associate, bachelor, master or doctorate
    #[arg(long, value_name = "DEGREE")]
    pub degree: Option<String>,

    /// The field of the degree, such as computer-science
    #[arg(long, value_name = "FIELD", requires = "degree")]
    pub field: Option<String>,

    /// A skill and its level, such as `mlops=working`; once for each skill
    #[arg(long, value_name = "SKILL=LEVEL")]
    pub skill: Vec<String>,

    /// A certification, alone or with the day on which it was earned; once for each
    #[arg(long, value_name = "ID[=DATE]")]
    pub certification: Vec<String>,

    /// Present pay: `165000`, `4500/month` or `52.50/hour`; base pay, unless `--basis` says otherwise
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    pub pay: Option<String>,

    /// The currency of the pay, such as EUR [default: that of the ladder]
    #[arg(long, value_name = "CODE", requires = "pay")]
    pub currency: Option<String>,

    /// Hours of study a week
    #[arg(long, value_name = "HOURS", allow_negative_numbers = true)]
    pub hours: Option<f64>,

    /// The role to reach
    #[arg(long, value_name = "ROLE")]
    pub goal: Option<String>,

    /// The day by which to reach it, such as 2029-06
    #[arg(long, value_name = "DATE", requires = "goal")]
    pub by: Option<String>,
}

/// What a ladder says.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "The ladder, with `--ladder`")]
pub struct RungArgs {
    /// The roles of a new ladder, lowest first, separated by commas; `TRACK:ROLE` begins a track
    #[arg(long, value_name = "ROLES", value_delimiter = ',')]
    pub roles: Vec<String>,

    /// The skills that these roles ask for, separated by commas
    #[arg(long, value_name = "SKILLS", value_delimiter = ',', requires = "roles")]
    pub skills: Vec<String>,

    /// The only track of the roles, such as Engineering
    #[arg(long, value_name = "TRACK", requires = "roles")]
    pub track: Option<String>,
}
