//! What may be typed. The doc comments are the help text.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::render::Format;

/// Plan a career in plain text: the next step, what is missing for it, and what it pays
///
/// A ladder is a YAML file of roles, what each asks for, what each pays, and the moves between
/// them. A profile is a YAML file about one person. Without a ladder of your own, the embedded one
/// of a Machine Learning Engineer answers.
#[derive(Debug, Parser)]
#[command(
    name = "ladder",
    version,
    arg_required_else_help = true,
    max_term_width = 100,
    after_help = "Try:
  ladder show                         the whole ladder
  ladder gaps senior                  all that a role asks for
  ladder next --profile me.yaml       your next steps
  ladder check ladder.yaml            every problem of a file

Exit codes: 0 answered; 1 the honest answer is no; 2 could not do it."
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,

    #[command(flatten)]
    pub options: Options,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Show(Show),
    Next(Next),
    Gaps(Gaps),
    Check(Check),
    Schema(Schema),
}

/// Show the whole ladder, or one role, skill or certification
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder show
  ladder show senior
  ladder show mlops
  ladder show aws-mla
  ladder show --format yaml > ladder.yaml      to start a ladder of one's own")]
pub struct Show {
    /// A role, a skill or a certification, by its id or title
    pub name: Option<String>,
}

/// Show every move out of your role: how ready you are, what matters most, what it pays
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder next --profile me.yaml
  ladder next --from mid
  ladder next --assume mlops=expert --as-of 2028-01-01")]
pub struct Next {
    #[command(flatten)]
    pub start: Start,
}

/// Show everything that lies between you and a role
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder gaps senior
  ladder gaps director --from senior-manager
  ladder gaps --profile me.yaml --all                the goal of the profile
  ladder gaps senior --exit-code && echo ready")]
pub struct Gaps {
    /// A role, by its id or title; without one, the goal of the profile
    pub role: Option<String>,

    #[command(flatten)]
    pub start: Start,

    /// Also show what is met
    #[arg(long)]
    pub all: bool,

    /// Exit with 1 if anything is missing
    #[arg(long)]
    pub exit_code: bool,
}

/// Check ladders and profiles: every problem, its place, and what to write instead
///
/// Says nothing when all is well. Errors exit with 1, warnings with 0; notes are shown with `-v`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder check ladder.yaml me.yaml
  ladder check --strict ladder.yaml                  in continuous integration
  ladder check --format sarif -o ladder.sarif        for code review tools
  ladder check --list
  ladder check --explain unknown-skill")]
pub struct Check {
    /// Ladders and profiles, told apart by what they hold, or `-`; without any, those that the
    /// other commands would use
    pub files: Vec<PathBuf>,

    /// Count warnings as errors
    #[arg(long)]
    pub strict: bool,

    /// Print the code of every problem, with one line each
    #[arg(long, conflicts_with_all = ["files", "explain", "strict"])]
    pub list: bool,

    /// Print what a code means, with an example and how to mend it
    #[arg(long, value_name = "CODE", conflicts_with_all = ["files", "strict"])]
    pub explain: Option<String>,
}

/// Print a JSON Schema, with which an editor completes and checks a file as it is written
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder schema ladder -o ladder.schema.json
  ladder schema profile -o profile.schema.json

The first line of a file tells an editor with a YAML language server of its schema:
  # yaml-language-server: $schema=./ladder.schema.json")]
pub struct Schema {
    /// What the files are
    pub kind: Document,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Document {
    Ladder,
    Profile,
}

/// Where the person stands at the start.
#[derive(Debug, Args)]
pub struct Start {
    /// Ask for anyone who just meets this role, instead of for a profile
    #[arg(long, value_name = "ROLE", conflicts_with = "profile")]
    pub from: Option<String>,

    /// Take a fact for true: `mlops=expert`, `aws-mla`, `years=7`, `education=master`
    #[arg(long, value_name = "FACT")]
    pub assume: Vec<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Options everywhere")]
pub struct Options {
    /// The ladder: a file, `-`, or the id of an embedded ladder [env: `LADDER_FILE`]
    #[arg(long, global = true, value_name = "LADDER")]
    pub ladder: Option<PathBuf>,

    /// The profile: a file or `-` [env: `LADDER_PROFILE`]
    #[arg(long, global = true, value_name = "FILE")]
    pub profile: Option<PathBuf>,

    /// Use no profile, wherever one may lie
    #[arg(long, global = true, conflicts_with = "profile")]
    pub no_profile: bool,

    /// Answer as of this day: 2026, 2026-03 or 2026-03-31 [default: today] [env: `LADDER_AS_OF`]
    #[arg(long, global = true, value_name = "DATE")]
    pub as_of: Option<String>,

    /// Show only pay on this basis
    #[arg(long, global = true)]
    pub basis: Option<Basis>,

    /// Show only pay in this region
    #[arg(long, global = true)]
    pub region: Option<String>,

    /// How to write the answer [default: table, or what the output's extension says]
    #[arg(long, global = true, hide_possible_values = false)]
    pub format: Option<Format>,

    /// Write the answer to a file, which is replaced in one step
    #[arg(long, short, global = true, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// When to use colour
    #[arg(long, global = true, default_value = "auto", value_name = "WHEN")]
    pub color: Color,

    /// Fit the answer into so many columns, at least 20 [default: those of the terminal]
    #[arg(long, global = true, value_name = "COLUMNS")]
    pub width: Option<u16>,

    /// Read files up to so many megabytes [default: 64]
    #[arg(long, global = true, value_name = "MB")]
    pub limit: Option<u32>,

    /// Say nothing besides the answer
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub quiet: bool,

    /// Say which files are used; with `check`, also show notes
    #[arg(long, short, global = true)]
    pub verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Basis {
    /// Without bonus and equity
    Base,
    /// With bonus and equity
    Total,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}
