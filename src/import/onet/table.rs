//! The tables of the database: texts with tabs between their cells, or commas, read by the names of their columns.

use std::ops::Range;

use csv::{ReaderBuilder, StringRecord};

use crate::{
    diagnostic::{Code, list, list_and},
    import::{ImportError, delimited::unclosed, line},
    model::Date,
    text::Text,
};

/// The most columns of a table.
const COLUMNS: usize = 200;

/// The names of a column: what the releases call it.
pub type Names = &'static [&'static str];

/// A row: the cells of the columns that were asked for, in that order.
pub struct Row<'a> {
    record: &'a StringRecord,
    columns: &'a [usize],
}

/// What is wrong with a cell.
#[derive(Debug)]
pub struct Fault {
    /// The position of its column among those that were asked for.
    pub column: usize,
    pub message: String,
    pub help: String,
}

/// A value of a scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    Known(f64),
    /// Not rated.
    Missing,
}

impl Row<'_> {
    /// The cell of a column, without the space around it.
    pub fn get(&self, column: usize) -> &str {
        self.record[self.columns[column]].trim()
    }

    /// The text of a column on one line, which has one.
    pub fn text(&self, column: usize) -> Result<String, Fault> {
        line(self.get(column)).ok_or_else(|| fault(column, "this cell is empty", ""))
    }

    /// The code of an occupation.
    pub fn code(&self, column: usize) -> Result<&str, Fault> {
        let code = self.get(column);
        if is_code(code) {
            return Ok(code);
        }
        let message = format!("`{code}` is no code of an occupation");
        Err(fault(
            column,
            &message,
            "expected a code such as 29-1141.00, as a text",
        ))
    }

    /// Whether a cell says yes.
    pub fn is_yes(&self, column: usize) -> Result<bool, Fault> {
        match self.get(column) {
            "Y" | "y" => Ok(true),
            "N" | "n" | "n/a" | "" => Ok(false),
            other => Err(fault(
                column,
                &format!("`{other}` is neither yes nor no"),
                "expected `Y`, `N` or `n/a`",
            )),
        }
    }

    /// A number between two bounds.
    pub fn value(&self, column: usize, least: f64, most: f64) -> Result<Value, Fault> {
        let cell = self.get(column);
        if matches!(cell, "n/a" | "") {
            return Ok(Value::Missing);
        }
        let number = cell.parse::<f64>().ok();
        match number.filter(|number| (least..=most).contains(number)) {
            Some(number) => Ok(Value::Known(number)),
            None => Err(fault(
                column,
                &format!("`{cell}` is no value of this scale"),
                &format!("expected a number from {least} to {most}, or `n/a`"),
            )),
        }
    }

    /// A month such as `08/2025`.
    pub fn month(&self, column: usize) -> Result<Option<Date>, Fault> {
        let cell = self.get(column);
        if matches!(cell, "n/a" | "") {
            return Ok(None);
        }
        let month = cell.split_once('/');
        let date = month.and_then(|(month, year)| Date::parse(&format!("{year}-{month:0>2}")));
        date.map(Some).ok_or_else(|| {
            let message = format!("`{cell}` is no month");
            fault(column, &message, "expected a month such as 08/2025")
        })
    }
}

/// What is wrong with the cell of a column.
pub fn fault(column: usize, message: &str, help: &str) -> Fault {
    Fault {
        column,
        message: message.to_owned(),
        help: help.to_owned(),
    }
}

/// Whether a text is the code of an occupation, such as `29-1141.00`.
pub fn is_code(text: &str) -> bool {
    let sample = b"00-0000.00";
    let is_alike = |(byte, sample): (u8, &u8)| match sample {
        b'0' => byte.is_ascii_digit(),
        _ => byte == *sample,
    };
    text.len() == sample.len() && text.bytes().zip(sample).all(is_alike)
}

/// Reads the rows of a table.
///
/// # Errors
///
/// A column is missing, a row has too few or too many cells, or `each` finds a fault.
pub fn rows(
    text: Text,
    names: &[Names],
    each: &mut dyn FnMut(&Row) -> Result<(), Fault>,
) -> Result<(), ImportError> {
    match read(text.content(), names, each) {
        Ok(()) => Ok(()),
        Err((code, bytes, message, help)) => {
            let place = text.place(bytes);
            Err(ImportError::at(text, code, place, message, &help))
        }
    }
}

/// A problem of a table: its kind, its place, the message and what to do.
type Problem = (Code, Range<usize>, String, String);

fn read(
    content: &str,
    names: &[Names],
    each: &mut dyn FnMut(&Row) -> Result<(), Fault>,
) -> Result<(), Problem> {
    let first = content.lines().find(|line| !line.trim().is_empty());
    let delimiter = match first {
        Some(line) if line.contains('\t') => b'\t',
        _ => b',',
    };
    let mut builder = ReaderBuilder::new();
    let builder = builder
        .flexible(true)
        .has_headers(false)
        .delimiter(delimiter);
    let mut reader = builder.from_reader(content.as_bytes());
    let mut record = StringRecord::new();
    let mut header: Option<(usize, Vec<usize>)> = None;
    let mut end = 0;
    loop {
        let from = end;
        let more = reader.read_record(&mut record);
        end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        end = end.min(content.len());
        // The reader skips empty lines.
        let start = end - content[from..end].trim_start_matches(['\r', '\n']).len();
        let row = start..start + content[start..end].trim_end_matches(['\r', '\n']).len();
        let line =
            || row.start..row.start + content[row.clone()].lines().next().map_or(0, str::len);
        let more = more.map_err(|error| {
            let help = String::new();
            (Code::Syntax, line(), error.to_string(), help)
        })?;
        if !more {
            break;
        }
        if let Some(quote) = unclosed(&content[row.clone()], delimiter) {
            let quote = row.start + quote;
            let message = "the quote is not closed before the next cell".to_owned();
            let help = "write a quote within a text twice".to_owned();
            return Err((Code::Syntax, quote..quote + 1, message, help));
        }
        let Some((width, columns)) = &header else {
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let columns = columns(&record, names)
                .map_err(|(message, help)| (Code::MissingKey, line(), message, help))?;
            header = Some((record.len(), columns));
            continue;
        };
        if let Some((message, help)) = not_of_width(&record, *width) {
            return Err((Code::Syntax, line(), message, help.to_owned()));
        }
        let cells = Row {
            record: &record,
            columns,
        };
        each(&cells).map_err(|fault| {
            let bytes = cell(&content[row.clone()], columns[fault.column], delimiter);
            let bytes =
                bytes.map_or_else(line, |cell| row.start + cell.start..row.start + cell.end);
            (Code::WrongType, bytes, fault.message, fault.help)
        })?;
    }
    if header.is_some() {
        return Ok(());
    }
    let message = "the table is empty".to_owned();
    let help = "unpack the download again".to_owned();
    Err((Code::Empty, 0..0, message, help))
}

/// What is wrong with a row that has another number of cells than the table has columns. Empty ones
/// at its end do no harm.
fn not_of_width(record: &StringRecord, width: usize) -> Option<(String, &'static str)> {
    let mut over = record.iter().skip(width);
    let (is, help) = if record.len() < width {
        (
            "fewer",
            "a text with a line break stands in quotes; if the file was cut short, unpack the download again",
        )
    } else if over.any(|cell| !cell.trim().is_empty()) {
        ("more", "a text with a tab or a comma stands in quotes")
    } else {
        return None;
    };
    let count = record.len();
    let message =
        format!("this row has {is} cells than the table has columns: {count}, not {width}");
    Some((message, help))
}

/// The columns with some names, in the order of these.
fn columns(header: &StringRecord, names: &[Names]) -> Result<Vec<usize>, (String, String)> {
    if header.len() > COLUMNS {
        let message = format!("the table has {} columns", header.len());
        return Err((message, format!("at most {COLUMNS} are read")));
    }
    let known: Vec<String> = header
        .iter()
        .map(|name| line(name).unwrap_or_default().to_lowercase())
        .collect();
    let mut columns = Vec::new();
    let mut missing = Vec::new();
    for names in names {
        let found = names.iter().find_map(|name| {
            let name = name.to_lowercase();
            known.iter().position(|known| *known == name)
        });
        match found {
            Some(column) => columns.push(column),
            None => missing.push(list(names.iter().copied())),
        }
    }
    if missing.is_empty() {
        return Ok(columns);
    }
    let found = header.iter().filter_map(line);
    let found: Vec<String> = found.take(20).collect();
    let message = match missing.as_slice() {
        [only] => format!("the column {only} is missing"),
        several => format!("the columns {} are missing", several.join(", ")),
    };
    let found = list_and(found.iter().map(String::as_str));
    Err((
        message,
        format!("the table has {found}; columns are known by these names, in any order"),
    ))
}

/// The place of a cell in its row, if no cell has quotes.
fn cell(row: &str, column: usize, delimiter: u8) -> Option<Range<usize>> {
    if row.contains('"') {
        return None;
    }
    let mut start = 0;
    for (position, cell) in row.split(char::from(delimiter)).enumerate() {
        if position == column {
            return Some(start..start + cell.len());
        }
        start += cell.len() + 1;
    }
    None
}
