//! `ladder import`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// Make a ladder from a spreadsheet
///
/// The ladder is written as YAML, or as JSON by the extension of the output. It names what it was made from as
/// its source, and has nothing that the input does not say.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder import sheet skills.xlsx -o ladder.yaml
  ladder import sheet --help                      how sheets are read")]
pub struct ImportArgs {
    #[command(subcommand)]
    pub(crate) source: ImportSource,
}

/// What a ladder is made from.
#[derive(Debug, Subcommand)]
pub(crate) enum ImportSource {
    Sheet(Box<SheetArgs>),
}

/// How the bytes of a text are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Encoding {
    /// UTF-8, or UTF-16 with a byte order mark.
    #[value(name = "utf-8")]
    Utf8,
    /// The encoding of older programs in Western Europe.
    #[value(name = "windows-1252")]
    Windows1252,
}

/// Make a ladder from a sheet of roles and skills: a workbook (.xlsx), CSV or TSV
///
/// A wide sheet has a row for each skill (a column such as `skill` or `competency`) and a column for each role, the
/// lowest first. A cell has a level by name or number; a tick asks for the first level; an empty cell, `-`, `0` and
/// `n/a` ask for nothing. A long sheet has a row for each requirement, with columns such as `role`, `skill` and
/// `level`. What `ladder matrix --format csv` writes is read back.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder import sheet skills.xlsx -o ladder.yaml
  ladder import sheet skills.xlsx --sheet \"Engineering\" --roles C:H --header 6
  ladder import sheet skills.csv --levels \"learning,doing,leading\" --moves
  ladder import sheet skills.csv --prose          texts in cells say what a level means
  ladder import sheet framework.csv --track-column \"Role Family\" --licence \"OGL v3\" --date 2026-05-29")]
pub struct SheetArgs {
    /// The sheet, or `-`
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// The sheet of a workbook, by its name [default: the only one that is a table and not hidden]
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,

    /// The encoding of a text; UTF-8 and UTF-16 show by themselves
    #[arg(long, value_enum, default_value = "utf-8")]
    pub encoding: Encoding,

    /// The number of the row with the headings [default: the first that is one]
    #[arg(long, value_name = "ROW", value_parser = clap::value_parser!(u32).range(1..))]
    pub header: Option<u32>,

    /// The columns of the roles, such as `B:F` or `B,D` [default: all that are not known as something else]
    #[arg(long, value_name = "COLUMNS")]
    pub roles: Option<String>,

    /// The levels, lowest first, with commas between them [default: those of the sheet, if their order is known]
    #[arg(long, value_name = "LEVELS", value_delimiter = ',')]
    pub levels: Vec<String>,

    /// Read a text in a cell as what the skill means at a level of its own for that role
    #[arg(long)]
    pub prose: bool,

    /// The heading of the column with the tracks of a long sheet [default: `track`; `role` beside `role level`]
    #[arg(long, value_name = "HEADING")]
    pub track_column: Option<String>,

    /// Make each role of a line a promotion of the one before it; a sheet does not say so itself
    #[arg(long)]
    pub moves: bool,

    /// What the ladder is called [default: by the name of the file]
    #[arg(long)]
    pub title: Option<String>,

    /// The address of the sheet
    #[arg(long)]
    pub url: Option<String>,

    /// The day, month or year that the sheet describes
    #[arg(long)]
    pub date: Option<String>,

    /// Under which terms the sheet may be used
    #[arg(long)]
    pub licence: Option<String>,
}
