//! LinkedIn's data export: five of its tables, read by the names of their columns.

use std::ops::Range;

use csv::{ReaderBuilder, StringRecord};

use crate::{
    diagnostic::{Code, UsageError, list_and},
    model::{degree_named, field_named},
    text::Text,
};

use super::{
    Certificate, ImportError, NamedSkill, Position, Resume, Studied, When, dates, decoded,
    delimited::unclosed, line,
};

/// A table of the export: the name of its file, and the columns by which it is known.
struct Table {
    file: &'static str,
    columns: &'static [&'static str],
    kind: Kind,
}

/// What a row of a table is about.
#[derive(Clone, Copy)]
enum Kind {
    Person,
    Positions,
    Studies,
    Certificates,
    Skills,
}

/// The tables that are read. The others are about other people.
const TABLES: [Table; 5] = [
    Table {
        file: "profile.csv",
        columns: &["first name", "last name"],
        kind: Kind::Person,
    },
    Table {
        file: "positions.csv",
        columns: &["title", "company name"],
        kind: Kind::Positions,
    },
    Table {
        file: "education.csv",
        columns: &["school name", "degree name"],
        kind: Kind::Studies,
    },
    Table {
        file: "certifications.csv",
        columns: &["name", "authority"],
        kind: Kind::Certificates,
    },
    // The others have a column of this name too.
    Table {
        file: "skills.csv",
        columns: &["name"],
        kind: Kind::Skills,
    },
];

/// The most columns of a table.
const COLUMNS: usize = 200;
/// The lines before the header of a table.
const LEAD: usize = 20;

/// The name of a file without its folders, in lower case.
pub fn base(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    name.to_lowercase()
}

/// Whether a path of an export is one of the tables that are read.
pub fn is_part(path: &str) -> bool {
    let name = base(path);
    TABLES.iter().any(|table| table.file == name)
}

/// Reads the tables of an export, each with the path of its file.
///
/// # Errors
///
/// There is no table, or one cannot be read.
pub fn export(name: &str, parts: Vec<(String, Vec<u8>)>) -> Result<Resume, ImportError> {
    if parts.is_empty() {
        let message =
            format!("`{name}` is no LinkedIn export: it has none of the tables that are read");
        let help =
            "expected Profile.csv, Positions.csv, Education.csv, Skills.csv or Certifications.csv";
        return Err(ImportError::Input(
            UsageError::new(message).help(help.to_owned()),
        ));
    }
    let mut resume = Resume::default();
    for (path, bytes) in parts {
        let known = base(&path);
        let tables: Vec<&Table> = TABLES.iter().filter(|table| table.file == known).collect();
        rows(
            decoded(format!("{name}/{path}"), bytes)?,
            &tables,
            &mut resume,
        )?;
    }
    Ok(resume)
}

/// Reads one table, known by its columns.
pub fn table(text: Text) -> Result<Resume, ImportError> {
    let mut resume = Resume::default();
    let tables: Vec<&Table> = TABLES.iter().collect();
    rows(text, &tables, &mut resume)?;
    Ok(resume)
}

/// Why a table cannot be read.
enum Fault {
    /// An impossible date.
    Date(String),
    Columns(usize),
    Header,
    Csv(String),
    /// A quote that is not closed.
    Quote,
}

/// Reads the rows of a text with the first of the tables whose columns it has.
fn rows(text: Text, tables: &[&Table], resume: &mut Resume) -> Result<(), ImportError> {
    let mut at = 0..0;
    let Err(fault) = read(text.content(), tables, resume, &mut at) else {
        return Ok(());
    };
    let place = text.place(at.clone());
    let expected = "it is no JSON Resume and none of the tables of LinkedIn's export that are read";
    Err(match fault {
        Fault::Date(written) => {
            let found = text.content()[at.clone()].find(&written);
            let place = match found.map(|found| at.start + found) {
                Some(start) => text.place(start..start + written.len()),
                // It is written with quotes within quotes.
                None => text.place(first_line(text.content(), at)),
            };
            dates::impossible(text, &written, place)
        }
        Fault::Columns(count) => {
            let message = format!("the table has {count} columns");
            let help = format!("at most {COLUMNS} are read");
            ImportError::at(text, Code::WrongType, place, message, &help)
        }
        Fault::Header => {
            let message = match tables {
                [table] => format!("no line has the columns {}", quoted(table.columns)),
                _ => expected.to_owned(),
            };
            ImportError::at(text, Code::WrongType, place, message, "")
        }
        Fault::Quote => {
            let message = "the quote is not closed before the next column".to_owned();
            let help = "write a quote within a text twice";
            ImportError::at(text, Code::Syntax, place, message, help)
        }
        Fault::Csv(message) => ImportError::at(text, Code::Syntax, place, message, ""),
    })
}

fn quoted(columns: &[&str]) -> String {
    list_and(columns.iter().copied())
}

/// `at` is where the row that is read stands.
fn read(
    content: &str,
    tables: &[&Table],
    resume: &mut Resume,
    at: &mut Range<usize>,
) -> Result<(), Fault> {
    let mut builder = ReaderBuilder::new();
    let builder = builder.flexible(true).has_headers(false);
    let mut reader = builder.from_reader(content.as_bytes());
    let mut record = StringRecord::new();
    let mut header: Option<(&Table, Vec<String>)> = None;
    let mut lead = 0;
    loop {
        let start = offset(reader.position().byte());
        let more = reader.read_record(&mut record);
        let end = offset(reader.position().byte()).min(content.len());
        *at = first_line(content, start..end);
        if !more.map_err(|error| Fault::Csv(error.to_string()))? {
            break;
        }
        if let Some(quote) = unclosed(&content[start..end], b',') {
            *at = start + quote..start + quote + 1;
            return Err(Fault::Quote);
        }
        if record.len() > COLUMNS {
            return Err(Fault::Columns(record.len()));
        }
        let Some((table, columns)) = &header else {
            let names = record.iter().map(|name| name.trim().to_lowercase());
            let names: Vec<String> = names.collect();
            let has = |table: &&&Table| {
                let known = |column: &&str| names.iter().any(|name| name == column);
                table.columns.iter().all(known)
            };
            header = tables.iter().find(has).map(|table| (*table, names));
            lead += 1;
            if header.is_none() && lead > LEAD {
                break;
            }
            continue;
        };
        *at = start..end;
        let row = Row {
            columns,
            record: &record,
        };
        row.add(table.kind, resume)?;
    }
    if header.is_none() {
        *at = first_line(content, 0..content.len());
        return Err(Fault::Header);
    }
    Ok(())
}

fn offset(byte: u64) -> usize {
    usize::try_from(byte).unwrap_or(usize::MAX)
}

/// The beginning of the first line that is not empty.
fn first_line(content: &str, range: Range<usize>) -> Range<usize> {
    /// In characters: what is underlined.
    const SHOWN: usize = 60;
    let text = &content[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    let line = content[start..range.end].lines().next().unwrap_or_default();
    let shown: usize = line.chars().take(SHOWN).map(char::len_utf8).sum();
    start..start + shown
}

/// A row of a table.
struct Row<'a> {
    columns: &'a [String],
    record: &'a StringRecord,
}

impl Row<'_> {
    /// Adds what the row says to a résumé.
    fn add(&self, kind: Kind, resume: &mut Resume) -> Result<(), Fault> {
        match kind {
            Kind::Person => self.person(resume),
            Kind::Positions => resume.positions.extend(self.position()?),
            Kind::Studies => resume.studies.push(self.study()?),
            Kind::Certificates => resume.certificates.extend(self.certificate()?),
            Kind::Skills => resume
                .skills
                .extend(self.text("name").map(|name| NamedSkill {
                    name,
                    level: None,
                    is_heading: false,
                    is_in_group: false,
                })),
        }
        Ok(())
    }

    fn person(&self, resume: &mut Resume) {
        let names = [self.text("first name"), self.text("last name")];
        let names: Vec<String> = names.into_iter().flatten().collect();
        resume.name = line(&names.join(" ")).or(resume.name.take());
        resume.headline = self.text("headline").or(resume.headline.take());
    }

    fn position(&self) -> Result<Option<Position>, Fault> {
        let (from, to) = (self.date("started on")?, self.end("finished on")?);
        Ok(self.text("title").map(|title| Position {
            title,
            organization: self.text("company name"),
            from,
            to,
        }))
    }

    fn study(&self) -> Result<Studied, Fault> {
        let title = self.text("degree name").unwrap_or_default();
        Ok(Studied {
            degree: degree_named(&title),
            field: field_named(&title),
            title,
            to: self.end("end date")?,
        })
    }

    fn certificate(&self) -> Result<Option<Certificate>, Fault> {
        let (earned, expires) = (self.date("started on")?, self.date("finished on")?);
        Ok(self.text("name").map(|name| Certificate {
            name,
            earned,
            expires,
            is_award: false,
        }))
    }

    fn raw(&self, column: &str) -> &str {
        let position = self.columns.iter().position(|name| name == column);
        let value = position.and_then(|position| self.record.get(position));
        value.unwrap_or_default()
    }

    fn text(&self, column: &str) -> Option<String> {
        line(&unescaped(self.raw(column)))
    }

    fn when(&self, column: &str, read: fn(&str) -> Result<When, ()>) -> Result<When, Fault> {
        let written = self.raw(column);
        read(written).map_err(|()| Fault::Date(written.to_owned()))
    }

    fn date(&self, column: &str) -> Result<When, Fault> {
        self.when(column, dates::date)
    }

    fn end(&self, column: &str) -> Result<When, Fault> {
        self.when(column, dates::end)
    }
}

/// The characters that the export writes as HTML does.
fn unescaped(text: &str) -> String {
    const ENTITIES: [(&str, &str); 6] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    let mut text = text.to_owned();
    for (entity, character) in ENTITIES {
        if text.contains(entity) {
            text = text.replace(entity, character);
        }
    }
    text
}
