//! The options of every command.

use std::path::PathBuf;

use clap::{Args, ValueEnum, builder::PossibleValue};

use crate::{
    render::Format,
    vocabulary::{Baseline, Basis, Word},
};

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Options everywhere")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of the command line"
)]
pub struct Options {
    /// What of `--prefer` changes nothing, so that no other command is named with it.
    #[arg(skip)]
    pub without_effect: Vec<String>,

    /// The ladder: a file, `-`, or the id of an embedded ladder [env: `LADDER_FILE`]
    #[arg(long, global = true, value_name = "LADDER")]
    pub ladder: Option<PathBuf>,

    /// Let the ladder include files below this folder too; a ladder from a pipe includes from no other
    #[arg(long, global = true, value_name = "DIR")]
    pub include_root: Option<PathBuf>,

    /// The profile: a file or `-` [env: `LADDER_PROFILE`]
    #[arg(long, global = true, value_name = "FILE")]
    pub profile: Option<PathBuf>,

    /// Use no profile, even if one is found
    #[arg(long, global = true, conflicts_with = "profile")]
    pub no_profile: bool,

    /// What counts as met besides what the profile says [default: that of the profile, else role]
    #[arg(long, global = true)]
    pub baseline: Option<Baseline>,

    /// Answer as of this day: 2026, 2026-03 or 2026-03-31 [default: today] [env: `LADDER_AS_OF`]
    #[arg(long, global = true, value_name = "DATE")]
    pub as_of: Option<String>,

    /// Show only pay on this basis
    #[arg(long, global = true)]
    pub basis: Option<Basis>,

    /// Show only pay in this region
    #[arg(long, global = true)]
    pub region: Option<String>,

    /// Leave out figures that rest on estimates: what has no other figure is unknown
    #[arg(long, global = true)]
    pub no_estimates: bool,

    /// The format of the answer [default: by the extension of the output, else table]
    #[arg(long, global = true, hide_possible_values = false)]
    pub format: Option<Format>,

    /// Write the answer to a file; an existing file is replaced in one step
    #[arg(long, short, global = true, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Let the output replace a ladder, a profile or a file that this command reads
    #[arg(long, global = true)]
    pub force: bool,

    /// When to use colour
    #[arg(long, global = true, default_value = "auto", value_name = "WHEN")]
    pub color: Color,

    /// Fit the answer into this many columns, at least 20 [default: width of the terminal]
    #[arg(long, global = true, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..))]
    pub width: Option<u16>,

    /// Show everything, more than a screen has room for; `gaps` shows what is met too
    #[arg(long, global = true)]
    pub all: bool,

    /// Read files up to this size in megabytes [default: 64; of a job advertisement 1]
    #[arg(long, global = true, value_name = "MB")]
    pub limit: Option<u32>,

    /// Print nothing besides the answer
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub quiet: bool,

    /// Print which files are used; with `check`, also notes
    #[arg(long, short, global = true)]
    pub verbose: bool,
}

impl ValueEnum for Basis {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Base => "Without bonus and equity",
            Self::Total => "With bonus and equity",
        };
        Some(PossibleValue::new(self.name()).help(help))
    }
}

impl ValueEnum for Baseline {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Role => "The skills of the roles that the person holds and held",
            Self::None => "Nothing",
        };
        Some(PossibleValue::new(self.name()).help(help))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}
