//! `ladder import`.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum, builder::NonEmptyStringValueParser};

/// Make a ladder from a spreadsheet or from O*NET
///
/// The ladder is written as YAML, or as JSON by the extension of the output. It names what it was made from as
/// its source, and has nothing that the input does not say.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder import sheet skills.xlsx -o ladder.yaml
  ladder import onet db_31_0_text.zip --around 29-1141.00 --depth 2 -o nursing.yaml
  ladder import sheet --help                      how sheets are read
  ladder import onet --help                       how O*NET is read")]
pub struct ImportArgs {
    #[command(subcommand)]
    pub(crate) source: ImportSource,
}

/// What a ladder is made from.
#[derive(Debug, Subcommand)]
pub(crate) enum ImportSource {
    Sheet(Box<SheetArgs>),
    Onet(OnetArgs),
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
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    pub title: Option<String>,

    /// The address of the sheet
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    pub url: Option<String>,

    /// The day, month or year that the sheet describes
    #[arg(long)]
    pub date: Option<String>,

    /// Under which terms the sheet may be used
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    pub licence: Option<String>,
}

/// Make a ladder from O*NET, the database of occupations of the United States
///
/// Reads the text edition of onetcenter.org/database.html: the archive, or the folder that it was unpacked to.
/// Each occupation becomes a role. Skills and knowledge of an importance of 3 and above are required, of 2 and above
/// recommended, at the level from 1 to 7 that is asked for; software that is in demand is required, hot software
/// recommended. Education and experience are the medians of the answers. The five occupations that are most related
/// are lateral moves.
#[derive(Debug, Args)]
#[command(
    override_usage = "ladder import onet <DIR|ZIP> [OPTIONS]",
    after_help = "Examples:
  ladder import onet db_31_0_text.zip --around 29-1141.00 --depth 2 -o nursing.yaml
  ladder import onet db_31_0_text --occupation 15-1252.00 15-2051.00 -o data.yaml
  ladder import onet db_31_0_text --family 15 --wages national_M2025_dl.xlsx -o computing.yaml
  ladder import onet db_31_0_text.zip -o all.json        everything; JSON is read faster"
)]
pub struct OnetArgs {
    /// The folder or the archive of the database
    #[arg(value_name = "DIR|ZIP")]
    pub path: PathBuf,

    /// Occupations by their codes
    #[arg(long, value_name = "CODE", num_args = 1.., value_parser = no_path)]
    pub occupation: Vec<String>,

    /// The occupations that are related to this one
    #[arg(long, value_name = "CODE")]
    pub around: Option<String>,

    /// How many moves away from it they may be
    #[arg(long, value_name = "MOVES", requires = "around", default_value_t = 1,
        value_parser = clap::value_parser!(u8).range(1..))]
    pub depth: u8,

    /// Groups of occupations, by the first two digits of their codes
    #[arg(long, value_name = "GROUP", num_args = 1.., value_parser = no_path)]
    pub family: Vec<String>,

    /// Keep occupations without ratings too
    #[arg(long)]
    pub unrated: bool,

    /// The national wage table of the labour statistics (OEWS): a workbook or CSV
    #[arg(long, value_name = "FILE")]
    pub wages: Option<PathBuf>,

    /// The day, month or year of the wages, where the name of their table does not say it
    #[arg(long, value_name = "DATE", requires = "wages")]
    pub wages_date: Option<String>,

    /// The release, such as 31.0, where neither the files nor their names say it
    #[arg(long, value_name = "RELEASE")]
    pub release: Option<String>,
}

/// A code, and not the folder or the archive, which would be one more value of the option before it.
fn no_path(value: &str) -> Result<String, &'static str> {
    let is_path = value.contains(['/', '\\'])
        || value.to_lowercase().ends_with(".zip")
        || Path::new(value).exists();
    if is_path {
        Err("this is a path, and no code: write the folder or the archive before the options")
    } else {
        Ok(value.to_owned())
    }
}
