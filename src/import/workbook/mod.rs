//! Workbooks of spreadsheet programs (Office Open XML): their sheets as tables of texts, within limits.

mod date;
mod parts;
mod worksheet;
mod xml;

use smol_str::SmolStr;

use crate::diagnostic::UsageError;

use super::{ImportError, archive::Archive, grid::Grid};

use parts::Styles;

/// The most bytes of all parts that are read, unpacked.
const BYTES: u64 = 256 << 20;
/// The same of the texts that cells share, and of all other parts besides sheets.
const STRINGS: u64 = 64 << 20;
/// The most sheets.
const SHEETS: usize = 1000;

/// How the older form of workbooks begins, and anything that is protected by a password.
const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// An opened workbook.
pub struct Workbook<'a> {
    name: &'a str,
    archive: Archive<'a>,
    /// How many bytes may still be unpacked.
    left: u64,
    /// The sheets with cells, in their order.
    pub sheets: Vec<Sheet>,
    strings: Vec<SmolStr>,
    styles: Styles,
    /// Whether days are counted from 1904.
    from_1904: bool,
}

/// A sheet of a workbook.
pub struct Sheet {
    /// What the tab says.
    pub name: String,
    /// Whether it is not shown.
    pub is_hidden: bool,
    /// The position of its part in the archive.
    part: usize,
}

/// Refuses files of other kinds, by how they begin.
pub fn refuse_others(name: &str, bytes: &[u8]) -> Result<(), ImportError> {
    let kinds: [(&[u8], &str); 3] = [
        (b"<", "a page or another file of XML"),
        (b"%PDF", "a PDF"),
        (b"{", "JSON"),
    ];
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = text.trim_ascii_start();
    if let Some((_, what)) = kinds.iter().find(|(start, _)| text.starts_with(start)) {
        return Err(other_kind(name, what));
    }
    if !bytes.starts_with(COMPOUND_FILE) {
        return Ok(());
    }
    let words: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let is_encrypted = bytes.windows(words.len()).any(|window| window == words);
    Err(if is_encrypted {
        let error = UsageError::new(format!(
            "cannot read `{name}`: it is protected by a password"
        ));
        ImportError::Input(error.help("save it without a password".to_owned()))
    } else {
        other_kind(name, "a workbook in the form of Excel before 2007")
    })
}

fn other_kind(name: &str, what: &str) -> ImportError {
    let error = UsageError::new(format!("cannot read `{name}`: it is {what}"));
    ImportError::Input(error.help("save the sheet as .xlsx or as .csv".to_owned()))
}

impl<'a> Workbook<'a> {
    /// Opens a workbook, and reads all but its sheets.
    pub fn open(name: &'a str, bytes: &'a [u8]) -> Result<Self, ImportError> {
        let archive = Archive::open(name, bytes)?;
        let mut workbook = Self {
            name,
            archive,
            left: BYTES,
            sheets: Vec::new(),
            strings: Vec::new(),
            styles: Styles::default(),
            from_1904: false,
        };
        workbook.ensure_kind()?;
        let root = workbook.related("", "officeDocument")?.into_iter().next();
        let Some((_, main)) = root else {
            return Err(workbook.error("it has no workbook"));
        };
        let text = workbook.text(&main, STRINGS)?;
        let book = parts::book(&text).map_err(|why| workbook.broken(&main, &why))?;
        workbook.from_1904 = book.from_1904;
        let sheets = workbook.related(&main, "worksheet")?;
        for sheet in book.sheets {
            let path = sheets.iter().find(|(id, _)| *id == sheet.relation);
            let part = path.and_then(|(_, path)| workbook.position(path));
            // What has no cells is a drawing.
            workbook.sheets.extend(part.map(|part| Sheet {
                name: sheet.name,
                is_hidden: sheet.is_hidden,
                part,
            }));
        }
        if workbook.sheets.len() > SHEETS {
            return Err(workbook.error(&format!("it has more than {SHEETS} sheets")));
        }
        for (_, path) in workbook.related(&main, "sharedStrings")? {
            let text = workbook.text(&path, STRINGS)?;
            let strings = parts::strings(&text);
            workbook.strings = strings.map_err(|why| workbook.broken(&path, &why))?;
        }
        for (_, path) in workbook.related(&main, "styles")? {
            let text = workbook.text(&path, STRINGS)?;
            workbook.styles = parts::styles(&text).map_err(|why| workbook.broken(&path, &why))?;
        }
        Ok(workbook)
    }

    /// The cells of a sheet.
    pub fn grid(&mut self, sheet: usize) -> Result<Grid, ImportError> {
        let Sheet { name, part, .. } = &self.sheets[sheet];
        let (part, name) = (*part, format!("the sheet `{name}` of `{}`", self.name));
        let path = self.archive.paths()[part].clone();
        let text = self.text(&path, BYTES)?;
        let cells = worksheet::Cells {
            strings: &self.strings,
            styles: &self.styles,
            from_1904: self.from_1904,
        };
        cells.grid(&text, name).map_err(|fault| match fault {
            worksheet::Fault::Broken(why) => self.broken(&path, &why),
            worksheet::Fault::Limit(error) => error,
        })
    }

    /// Refuses what is another archive than a workbook.
    fn ensure_kind(&self) -> Result<(), ImportError> {
        let has = |start: &str| {
            self.archive
                .paths()
                .iter()
                .any(|path| path.starts_with(start))
        };
        let kinds = [
            ("xl/workbook.bin", "a binary workbook (.xlsb)"),
            ("content.xml", "a file of LibreOffice or OpenOffice (.ods)"),
            ("Index/", "a file of Numbers"),
            ("Index.zip", "a file of Numbers"),
            ("word/", "a text document"),
            ("ppt/", "a presentation"),
        ];
        match kinds.iter().find(|(start, _)| has(start)) {
            Some((_, what)) => Err(other_kind(self.name, what)),
            None if !has("_rels/.rels") => Err(other_kind(self.name, "an archive and no workbook")),
            None => Ok(()),
        }
    }

    fn position(&self, path: &str) -> Option<usize> {
        let mut paths = self.archive.paths().iter();
        paths.position(|known| known.eq_ignore_ascii_case(path))
    }

    /// The text of a part.
    fn text(&mut self, path: &str, limit: u64) -> Result<String, ImportError> {
        let Some(position) = self.position(path) else {
            return Err(self.broken(path, "it is missing"));
        };
        let bytes = self.archive.part(position, limit.min(self.left), None);
        let bytes = bytes.map_err(|error| {
            if self.left < limit {
                let limit = BYTES >> 20;
                self.error(&format!(
                    "what is read of it has more than {limit} MB, unpacked"
                ))
            } else {
                error
            }
        })?;
        self.left -= bytes.len() as u64;
        let text = String::from_utf8(bytes);
        text.map_err(|_| self.broken(path, "it is not in UTF-8"))
    }

    /// What a part is related to by a kind of relation: the ids of the relations, and the paths.
    fn related(&mut self, path: &str, kind: &str) -> Result<Vec<(String, String)>, ImportError> {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let separator = if folder.is_empty() { "" } else { "/" };
        let relations = format!("{folder}{separator}_rels/{file}.rels");
        if self.position(&relations).is_none() {
            return Ok(Vec::new());
        }
        let text = self.text(&relations, STRINGS)?;
        let related = parts::related(&text, folder, kind);
        related.map_err(|why| self.broken(&relations, &why))
    }

    fn error(&self, why: &str) -> ImportError {
        ImportError::input(format!("cannot read `{}`: {why}", self.name))
    }

    fn broken(&self, path: &str, why: &str) -> ImportError {
        self.error(&format!("its part `{path}` is damaged: {why}"))
    }
}
