//! Ladders from sheets: tables of requirements that companies keep.
//!
//! A sheet is *wide*, with a column for each role and a row for each skill, or *long*, with a row for each requirement.

mod cell;
mod columns;
mod draft;
mod entries;
mod figures;
mod found;
mod level;
mod long;
mod matrix;
mod scale;
mod wide;
mod windows_1252;

use std::fmt;

use smol_str::SmolStr;

use crate::{
    diagnostic::{UsageError, list_and},
    load::Field,
    model::{Date, titled},
};

use super::{
    ImportError,
    grid::{self, Grid, Header, Row, cell_name},
    ids::Ids,
    imported::{Imported, Origin, title},
};

use draft::Draft;
use found::{Found, found};
use long::Long;
use matrix::Matrix;
use wide::Wide;

/// How a sheet is to be read, where it does not show by itself.
#[derive(Debug, Default, Clone)]
pub struct SheetRequest {
    /// The name of the sheet of a workbook; else the only one that is a table.
    pub sheet: Option<String>,
    /// Whether a text is in the encoding Windows-1252, which does not show by itself.
    pub is_windows_1252: bool,
    /// The number of the row with the header; the first row is 1.
    pub header: Option<u32>,
    /// The columns of the roles, such as `B:F` or `C,E`.
    pub roles: Option<String>,
    /// The levels, lowest first.
    pub levels: Vec<SmolStr>,
    /// Whether texts in cells describe levels.
    pub prose: bool,
    /// The name of the column that says which track a role is on.
    pub track: Option<String>,
    /// Whether roles that follow each other are promoted.
    pub moves: bool,
    /// What the ladder is called; else it has the name of the file.
    pub title: Option<String>,
    /// The address of the sheet.
    pub url: Option<String>,
    /// The day, month or year that it describes.
    pub as_of: Option<Date>,
    /// Under which terms it may be used.
    pub licence: Option<String>,
}

/// The rows in which a header is looked for.
const LEAD: usize = 20;

/// The id of the source of an imported ladder.
const SOURCE: &str = "sheet";

/// Reads a ladder from a sheet.
///
/// # Errors
///
/// The file is no table of requirements, or a cell of it cannot be understood.
pub fn sheet(name: &str, bytes: Vec<u8>, request: &SheetRequest) -> Result<Imported, ImportError> {
    let declared = level::declared(&request.levels).map_err(ImportError::Input)?;
    let request = &SheetRequest {
        levels: declared,
        ..request.clone()
    };
    let Found {
        grid,
        table,
        sheet,
        mut unread,
    } = found(name, bytes, request)?;
    let draft = table.draft(&grid, request, &mut unread);
    let mut remarks = Vec::new();
    let document =
        draft.and_then(|draft| draft.document(&request.levels, request.moves, &mut remarks));
    let mut document = document.map_err(|fault| {
        let may_be_prose = fault.is_text && !request.prose && matches!(table, Table::Wide(_));
        let fault = if may_be_prose {
            fault.help(cell::PROSE)
        } else {
            fault
        };
        fault.error(&grid, Some(&table))
    })?;
    let file = file_name(name);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let name = request
        .title
        .clone()
        .unwrap_or_else(|| titled(stem).to_string());
    document.id = Field::Valid(Ids::default().give(&name, "ladder"));
    document.title = title(&name);
    Origin {
        title: match sheet {
            Some(sheet) => format!("{file}, sheet {sheet}"),
            None => file.to_owned(),
        },
        url: request.url.clone(),
        as_of: request.as_of,
        licence: request.licence.clone(),
        ..Origin::default()
    }
    .cite(SOURCE, &mut document);
    Ok(Imported {
        document,
        unread,
        remarks,
    })
}

/// The name of a file without its folders.
fn file_name(path: &str) -> &str {
    match path.rsplit(['/', '\\']).next().unwrap_or(path) {
        name if name.starts_with('<') => "Standard input",
        name => name,
    }
}

/// A number of things.
pub fn counted(number: usize, what: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {what}{ending}")
}

/// A table of one of the shapes.
enum Table {
    Wide(Wide),
    Long(Long),
    Matrix(Matrix),
}

impl Table {
    /// Finds the table of a sheet.
    fn find(grid: &Grid, request: &SheetRequest) -> Result<Self, ImportError> {
        if grid.rows.is_empty() {
            return Err(grid.error("it is empty"));
        }
        let candidates: Vec<&Row> = match request.header {
            Some(number) => grid
                .rows
                .iter()
                .filter(|row| row.number == number)
                .collect(),
            None => grid.rows.iter().take(LEAD).collect(),
        };
        for row in &candidates {
            let header = Header::of(row);
            if let Some(matrix) = Matrix::find(&header) {
                return Ok(Self::Matrix(matrix));
            }
            let table = match &request.roles {
                Some(_) => None,
                None => Long::find(&header, request).map_err(|fault| fault.error(grid, None))?,
            };
            let table = match table {
                Some(long) => Some(Self::Long(long)),
                None => Wide::find(grid, row, &header, request)
                    .map_err(|fault| fault.error(grid, None))?
                    .map(Self::Wide),
            };
            if let Some(table) = table {
                return Ok(table);
            }
        }
        Err(no_table(grid, &candidates, request))
    }

    fn draft(
        &self,
        grid: &Grid,
        request: &SheetRequest,
        unread: &mut Vec<String>,
    ) -> Result<Draft, Fault> {
        match self {
            Self::Wide(wide) => wide.draft(grid, request, unread),
            Self::Long(long) => long.draft(grid, unread),
            Self::Matrix(matrix) => matrix.draft(grid, unread),
        }
    }

    /// The number of the row with the header.
    fn header(&self) -> u32 {
        match self {
            Self::Wide(wide) => wide.header,
            Self::Long(long) => long.header,
            Self::Matrix(matrix) => matrix.header,
        }
    }
}

/// How a table is read, for a message.
impl fmt::Display for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wide(wide) => wide.fmt(formatter),
            Self::Long(long) => long.fmt(formatter),
            Self::Matrix(matrix) => matrix.fmt(formatter),
        }
    }
}

/// The rows of a table below its header.
fn below(grid: &Grid, header: u32) -> impl Iterator<Item = &Row> {
    grid.rows.iter().filter(move |row| row.number > header)
}

/// The error of a sheet without a header.
fn no_table(grid: &Grid, tried: &[&Row], request: &SheetRequest) -> ImportError {
    const SHOWN: usize = 6;
    let why = match (request.header, tried) {
        (Some(number), []) => format!("row {number} is empty"),
        (Some(number), _) => format!("row {number} is no header of a table of requirements"),
        (None, _) => "no row is the header of a table of requirements".to_owned(),
    };
    let widest = tried.iter().max_by_key(|row| row.cells().count());
    let found = widest.map(|row| {
        let names = row.cells().map(|(_, text)| grid::one_line(text));
        let names: Vec<String> = names.take(SHOWN).collect();
        format!(
            "row {} has {}",
            row.number,
            list_and(names.iter().map(String::as_str))
        )
    });
    let error = UsageError::new(format!("cannot read {}: {why}", grid.name))
        .help(found)
        .help("tried as wide: a column `skill`, and a column for each role".to_owned())
        .help("tried as long: the columns `role`, `skill` and `level`".to_owned())
        .help("name the row of the header with `--header 6`, and the columns of the roles with `--roles B:F`".to_owned());
    ImportError::Input(error)
}

/// The place of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct At {
    row: u32,
    column: u32,
}

impl fmt::Display for At {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&cell_name(self.row, self.column))
    }
}

/// What of a sheet cannot be understood.
#[derive(Debug, Default)]
struct Fault {
    at: Option<At>,
    message: String,
    help: Vec<String>,
    /// Whether it is about several words that are on no scale, and may be a text.
    is_text: bool,
}

impl Fault {
    fn new(message: String) -> Self {
        Self {
            message,
            ..Self::default()
        }
    }

    fn at(at: At, message: String) -> Self {
        Self {
            at: Some(at),
            ..Self::new(message)
        }
    }

    #[must_use]
    fn help(mut self, help: &str) -> Self {
        self.help.push(help.to_owned());
        self
    }

    /// The error, with the reading that was tried.
    fn error(self, grid: &Grid, table: Option<&Table>) -> ImportError {
        let name = &grid.name;
        let place = self.at.map(|at| format!("cell {at}: ")).unwrap_or_default();
        let error = UsageError::new(format!("cannot read {name}: {place}{}", self.message));
        let error = self.help.into_iter().fold(error, UsageError::help);
        let tried = table.map(|table| {
            format!(
                "the table was read as {table}, with the header in row {}",
                table.header()
            )
        });
        ImportError::Input(error.help(tried))
    }
}
