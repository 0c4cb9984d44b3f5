//! Other forms: résumés, from the bytes of a file to a neutral résumé, and from that to the names of a ladder; and
//! sheets and databases of occupations, from which a ladder is made.
//!
//! Reading a résumé knows no ladder, and matching knows no format.

mod archive;
mod dates;
mod delimited;
mod grid;
mod ids;
mod imported;
mod json_resume;
mod linkedin;
mod matching;
mod onet;
mod sheet;
mod workbook;

pub use imported::Imported;
pub use linkedin::{export, is_part};
pub use matching::{Matched, MatchedSkill, UnmatchedName, UnmatchedPosition, matched};
pub use onet::{OnetRequest, Part, is_part as is_onet_part, onet, onet_parts};
pub use sheet::{SheetRequest, sheet};

use std::fmt;

use crate::{
    diagnostic::{Code, Diagnostics, File, InvalidFile, UsageError},
    load,
    model::{Date, composed},
    text::{Place, Text, Undecodable, visible},
    vocabulary::Degree,
};

/// A résumé, whatever it was read from.
#[derive(Debug, Default)]
pub struct Resume {
    /// The name of the person.
    pub name: Option<String>,
    /// What the person calls their present work.
    pub headline: Option<String>,
    /// What of the file is not as expected, each as a sentence.
    pub remarks: Vec<&'static str>,
    /// The positions held, in the order of the file.
    pub positions: Vec<Position>,
    /// What was studied, in the order of the file.
    pub studies: Vec<Studied>,
    /// The skills that are named, in the order of the file.
    pub skills: Vec<NamedSkill>,
    /// The certificates and the awards, in the order of the file.
    pub certificates: Vec<Certificate>,
}

/// A position held.
#[derive(Debug)]
pub struct Position {
    /// What the position is called.
    pub title: String,
    /// Where it was held.
    pub organization: Option<String>,
    /// The first day.
    pub from: When,
    /// The last day.
    pub to: When,
}

/// When something began or ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// The résumé says nothing, or of an end that it has not come.
    Open,
    /// On this date.
    On(Date),
    /// The résumé says it in a form that is not known.
    Unreadable(String),
}

impl When {
    /// The date, where it is known.
    pub fn date(&self) -> Option<Date> {
        match self {
            Self::On(date) => Some(*date),
            Self::Open | Self::Unreadable(_) => None,
        }
    }

    /// Whether the résumé says it in a form that is not known.
    pub fn is_unreadable(&self) -> bool {
        matches!(self, Self::Unreadable(_))
    }
}

impl fmt::Display for When {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => Ok(()),
            Self::On(date) => date.fmt(formatter),
            Self::Unreadable(text) => formatter.write_str(text),
        }
    }
}

/// What was studied.
#[derive(Debug)]
pub struct Studied {
    /// The degree, as the résumé calls it.
    pub title: String,
    /// The degree that the title names; `None`: none, several, or one that is not finished.
    pub degree: Option<Degree>,
    /// In what.
    pub field: Option<String>,
    /// When it ended.
    pub to: When,
}

/// A skill that is named.
#[derive(Debug)]
pub struct NamedSkill {
    /// What the résumé calls it.
    pub name: String,
    /// The level, as the résumé calls it.
    pub level: Option<String>,
    /// Whether it heads a list of skills, and may be no skill itself.
    pub is_heading: bool,
    /// Whether the level is that of the group that it stands in.
    pub is_in_group: bool,
}

/// A certificate, or an award that may be one.
#[derive(Debug)]
pub struct Certificate {
    /// What the résumé calls it.
    pub name: String,
    /// When it was earned.
    pub earned: When,
    /// The last day on which it counts, where the résumé says so.
    pub expires: When,
    /// Whether it stands among the awards, and may be no certificate.
    pub is_award: bool,
}

/// Why a résumé cannot be read.
#[derive(Debug)]
pub enum ImportError {
    /// A fault with its place.
    File(Box<File>),
    /// A fault of the whole input.
    Input(UsageError),
}

impl ImportError {
    fn at(text: Text, code: Code, place: Place, message: String, help: &str) -> Self {
        let mut diagnostics = Diagnostics::default();
        diagnostics
            .add(code, place, message)
            .help(Some(help.to_owned()).filter(|help| !help.is_empty()));
        Self::File(Box::new(File::new(text, None, diagnostics)))
    }

    fn undecodable(undecodable: Undecodable) -> Self {
        let diagnostics = load::undecodable(&undecodable);
        Self::File(Box::new(File::new(undecodable.text, None, diagnostics)))
    }

    fn input(message: String) -> Self {
        Self::Input(UsageError::new(message))
    }

    /// The error as the commands report it.
    pub fn into_error(self) -> anyhow::Error {
        match self {
            Self::File(file) => InvalidFile {
                file: *file,
                help: Vec::new(),
            }
            .into(),
            Self::Input(error) => error.into(),
        }
    }
}

/// Reads a résumé: JSON Resume, or LinkedIn's data export as an archive or as one of its tables.
///
/// # Errors
///
/// The file is none of these, breaks a limit, or has an impossible date.
pub fn read(name: &str, bytes: Vec<u8>) -> Result<Resume, ImportError> {
    if archive::is_archive(&bytes) {
        return export(name, archive::parts(name, &bytes, is_part)?);
    }
    let text = decoded(name.to_owned(), bytes)?;
    if text.content().trim_start().starts_with(['{', '[']) {
        json_resume::read(text)
    } else {
        linkedin::table(text)
    }
}

fn decoded(name: String, bytes: Vec<u8>) -> Result<Text, ImportError> {
    Text::decode(name, bytes).map_err(ImportError::undecodable)
}

/// Reads a date in any of the forms of résumés.
pub fn date(text: &str) -> Option<Date> {
    dates::date(text).ok()?.date()
}

/// The most characters of a text that are kept.
const LONGEST: usize = 1000;

/// A text of a résumé as one line of composed letters without hidden characters, cut where it is long; `None` if nothing is
/// left.
fn line(text: &str) -> Option<String> {
    let text = visible(text);
    let text = composed(&text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut line = words.join(" ");
    if let Some((end, _)) = line.char_indices().nth(LONGEST) {
        line.replace_range(end.., "…");
    }
    Some(line).filter(|line| !line.is_empty())
}
