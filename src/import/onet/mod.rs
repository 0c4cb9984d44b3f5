//! Ladders from the database of occupations O*NET.

mod credit;
mod database;
mod files;
mod ladder;
mod left_out;
mod ratings;
mod release;
mod select;
mod share;
mod table;
mod wages;

use super::{ImportError, Imported, archive};

use database::Database;
use files::{Files, Kind};
use release::Release;
use select::Selection;
use wages::Wages;

pub use files::{Part, is_part};

use crate::{diagnostic::UsageError, model::Date};

/// What of the database becomes a ladder.
#[derive(Debug, Default, Clone)]
pub struct OnetRequest {
    /// The codes of occupations.
    pub occupations: Vec<String>,
    /// The code of an occupation that the others are related to.
    pub around: Option<String>,
    /// How many moves away from it they may be.
    pub depth: usize,
    /// The first two digits of codes.
    pub families: Vec<String>,
    /// Whether occupations without ratings are kept too.
    pub unrated: bool,
    /// The release, where the files do not say which one it is.
    pub release: Option<String>,
    /// What the wages describe, where the name of their table does not say it.
    pub wages_date: Option<Date>,
}

/// Opens an archive with the database.
///
/// # Errors
///
/// The bytes are no sound archive, or break a limit.
pub fn onet_parts(name: &str, bytes: &[u8]) -> Result<Vec<Part>, ImportError> {
    if !archive::is_archive(bytes) {
        let message = format!("cannot read `{name}`: it is no archive");
        let help =
            "expected the folder or the archive of the text edition, such as db_31_0_text.zip";
        return Err(ImportError::Input(
            UsageError::new(message).help(help.to_owned()),
        ));
    }
    let parts = archive::parts(name, bytes, is_part)?.into_iter();
    Ok(parts.map(|(name, bytes)| Part { name, bytes }).collect())
}

/// Reads a ladder from the files of the database, and from a table of wages.
///
/// # Errors
///
/// A file is missing or damaged, or an occupation is not known.
pub fn onet(
    name: &str,
    parts: Vec<Part>,
    wages: Option<(String, Vec<u8>)>,
    request: &OnetRequest,
) -> Result<Imported, ImportError> {
    let mut files = Files::of(name, parts)?;
    // It is in the encoding of whoever wrote it, and only searched.
    let readme = files.take(Kind::ReadMe).map(|part| part.bytes);
    let readme = String::from_utf8_lossy(readme.as_deref().unwrap_or_default()).into_owned();
    let requested = request.release.as_deref();
    let is_new = files.is_new();
    let release = Release::of(name, files.paths(), is_new, &readme, requested)?;
    let wages = wages
        .map(|(name, bytes)| Wages::read(&name, bytes, request.wages_date))
        .transpose()?;
    let database = Database::read(name, &mut files)?;
    let selection = Selection::of(&database, request)?;
    Ok(ladder::ladder(
        &database,
        &selection,
        &release,
        wages.as_ref(),
    ))
}
