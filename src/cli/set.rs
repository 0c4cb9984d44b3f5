//! `ladder set` and `ladder log`.

use clap::Args;

/// Change the profile in place
///
/// Comments, order, quotes and line endings stay. A level that is raised keeps the former one with its day,
/// a role that is left becomes history, and a certification that is renewed is added.
#[derive(Debug, Args)]
#[command(after_help = "Facts:
  SKILL=LEVEL               a level of a skill; one that is raised begins on the day of --on or today
  +CERTIFICATION            a certification, earned on the day of --on or today
  role=ROLE                 the present role
  since=DATE                in the present role since
  goal=ROLE  by=DATE        the role to reach, and by when
  pay=AMOUNT                present pay; the first time with its basis: pay='165000 base'
  hours=HOURS               hours of study a week
  education=DEGREE          a degree: education=master, or 'education=master in statistics'
  responsibility:ID         a responsibility of a role that you have; since --on, shown by --evidence
  na:REQUIREMENT=REASON     what is not asked of you, and why

Examples:
  ladder set mlops=practitioner --evidence https://example.org/talk
  ladder set role=senior pay=180000 hours=8 --on 2026-11
  ladder set responsibility:owns-projects --evidence https://example.org/launch
  ladder set +google-pmle na:computer-vision='no images'
  ladder set goal=principal by=2029-06 --dry-run")]
pub struct SetArgs {
    /// What holds, such as `mlops=practitioner`
    #[arg(required = true, value_name = "FACT")]
    pub facts: Vec<String>,

    #[command(flatten)]
    pub(crate) record: RecordArgs,
}

/// Add what was done to the profile
///
/// Hours of study count towards the next level of the skill.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder log mlops --hours 3 --note 'Blue-green deployment'
  ladder log python practitioner --on 2026-11
  ladder log google-pmle                             a certification that was earned")]
pub struct LogArgs {
    /// A skill, or a certification that was earned, by its id, title or alias
    pub name: String,

    /// The level of the skill that was reached
    pub level: Option<String>,

    /// The hours that it took
    #[arg(long, value_name = "HOURS", allow_negative_numbers = true)]
    pub hours: Option<f64>,

    #[command(flatten)]
    pub(crate) record: RecordArgs,
}

/// What is written beside a fact, and how.
#[derive(Debug, Args)]
pub struct RecordArgs {
    /// The day since which it holds or on which it was done: 2026, 2026-11 or 2026-11-20 [default: today]
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,

    /// What shows it, such as a link; may be repeated
    #[arg(long, value_name = "TEXT")]
    pub evidence: Vec<String>,

    /// A remark
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,

    /// Write nothing, and print what would change
    #[arg(long)]
    pub dry_run: bool,
}
