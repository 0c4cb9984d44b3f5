//! Tables of texts: rows of cells, whatever file they were read from, and their header by names.

use smol_str::SmolStr;

use crate::{model::composed, text::visible};

use super::ImportError;

/// The most cells with a text.
const CELLS: usize = 2_000_000;
/// The most bytes of all texts together, each counted as often as it stands in a cell.
const BYTES: usize = 128 << 20;
/// The most characters of a cell, as in the spreadsheet programs.
pub const LENGTH: usize = 32_767;
/// The most columns and rows of a sheet.
pub const COLUMNS: u32 = 16_384;
pub const ROWS: u32 = 1_048_576;

/// A table of texts.
#[derive(Debug, Default)]
pub struct Grid {
    /// How messages call it: the file, in backticks, with the sheet of a workbook.
    pub name: String,
    /// The rows that have a text, in their order.
    pub rows: Vec<Row>,
    cells: usize,
    bytes: usize,
}

/// A row of a table.
#[derive(Debug)]
pub struct Row {
    /// The number of the row, as spreadsheet programs count: the first is 1.
    pub number: u32,
    /// The cells that have a text, each after its column, ascending; the first column is 0.
    cells: Vec<(u32, SmolStr)>,
}

impl Grid {
    /// A table without rows.
    pub fn new(name: String) -> Self {
        Self {
            name,
            ..Self::default()
        }
    }

    /// Adds a cell after all cells before it; an empty text is no cell.
    pub fn push(&mut self, row: u32, column: u32, text: &str) -> Result<(), ImportError> {
        let text = clean(text);
        if text.is_empty() {
            return Ok(());
        }
        self.cells += 1;
        self.bytes += text.len();
        let limits = [
            (self.cells > CELLS, format!("more than {CELLS} cells")),
            (
                self.bytes > BYTES,
                format!("more than {} MB of text", BYTES >> 20),
            ),
            (column >= COLUMNS, format!("more than {COLUMNS} columns")),
            (row > ROWS, format!("more than {ROWS} rows")),
        ];
        if let Some((_, what)) = limits.into_iter().find(|(is_over, _)| *is_over) {
            return Err(self.error(&format!("it has {what}")));
        }
        if self.rows.last().is_none_or(|last| last.number != row) {
            self.rows.push(Row {
                number: row,
                cells: Vec::new(),
            });
        }
        let last = self.rows.len() - 1;
        self.rows[last].cells.push((column, text));
        Ok(())
    }

    /// The error of the whole table.
    pub fn error(&self, why: &str) -> ImportError {
        ImportError::input(format!("cannot read {}: {why}", self.name))
    }
}

impl Row {
    /// The text of a column; empty where it has none.
    pub fn get(&self, column: u32) -> &SmolStr {
        static EMPTY: SmolStr = SmolStr::new_static("");
        let found = self.cells.binary_search_by_key(&column, |(own, _)| *own);
        found.map_or(&EMPTY, |position| &self.cells[position].1)
    }

    /// The cells that have a text, each after its column.
    pub fn cells(&self) -> impl Iterator<Item = (u32, &SmolStr)> {
        self.cells.iter().map(|(column, text)| (*column, text))
    }
}

/// The columns of a table by the names in its header, in small letters and on one line.
#[derive(Debug)]
pub struct Header {
    /// The number of its row.
    pub row: u32,
    names: Vec<(u32, String)>,
}

impl Header {
    /// The header that a row is.
    pub fn of(row: &Row) -> Self {
        let names = row.cells().map(|(column, text)| {
            let name = text.to_lowercase().replace('_', " ");
            let name = one_line(&name);
            (column, name.trim_end_matches([':', '*', ' ']).to_owned())
        });
        Self {
            row: row.number,
            names: names.collect(),
        }
    }

    /// The columns with their names.
    pub fn names(&self) -> impl Iterator<Item = (u32, &str)> {
        self.names
            .iter()
            .map(|(column, name)| (*column, name.as_str()))
    }

    /// The column with the first of some names that there is.
    pub fn column(&self, names: &[&str]) -> Option<u32> {
        let mut found = names.iter().filter_map(|name| {
            let mut columns = self.names();
            columns.find(|(_, known)| known == name)
        });
        found.next().map(|(column, _)| column)
    }
}

/// The letters of a column: `A` is the first.
pub fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The column of letters such as `A` or `XFD`.
pub fn column(letters: &str) -> Option<u32> {
    let is_sound = (1..=3).contains(&letters.len())
        && letters.bytes().all(|letter| letter.is_ascii_alphabetic());
    let digits = letters
        .bytes()
        .map(|letter| u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let number = is_sound.then(|| digits.fold(0, |number, digit| number * 26 + digit))?;
    (number <= COLUMNS).then(|| number - 1)
}

/// The name of a cell, such as `B7`.
pub fn cell_name(row: u32, column: u32) -> String {
    format!("{}{row}", letters(column))
}

/// A text of a cell: composed letters, no hidden characters, no space around its lines.
fn clean(text: &str) -> SmolStr {
    let is_plain = |byte: u8| (b' '..=b'~').contains(&byte);
    if text.bytes().all(is_plain) {
        return text.trim().into();
    }
    let text = visible(text);
    let text = composed(&text);
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let text = text.replace(['\t', '\u{b}', '\u{c}', '\u{a0}', '\u{202f}'], " ");
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim().into()
}

/// A text as one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (number, name) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (701, "ZZ"),
            (702, "AAA"),
            (16_383, "XFD"),
        ] {
            assert_eq!(letters(number), name);
            assert_eq!(column(name), Some(number));
        }
        for wrong in ["", "XFE", "AAAA", "A1", "é"] {
            assert_eq!(column(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_cell_has_no_hidden_characters() {
        assert_eq!(clean(" a\u{200b}\tb \r\n c\t"), "a b\n c");
        assert_eq!(clean("\u{a0}-\u{a0}"), "-");
    }
}
