//! Tables as text: cells with commas, semicolons or tabs between them.

use csv::{ReaderBuilder, StringRecord};

use crate::{diagnostic::Code, text::Text};

use super::{
    ImportError,
    grid::{Grid, LENGTH},
};

/// The signs that may stand between cells.
const DELIMITERS: [u8; 3] = *b"\t;,";

/// How many lines tell the delimiter.
const FIRST_LINES: usize = 20;

/// Reads a table from a text.
pub fn grid(text: Text) -> Result<Grid, ImportError> {
    let content = text.content();
    let (named, start) = named_delimiter(content);
    let delimiter = named.unwrap_or_else(|| delimiter(content));
    let mut grid = Grid::new(format!("`{}`", text.name()));
    let mut builder = ReaderBuilder::new();
    builder
        .flexible(true)
        .has_headers(false)
        .delimiter(delimiter);
    let mut reader = builder.from_reader(&content.as_bytes()[start..]);
    let mut record = StringRecord::new();
    let mut row = u32::from(named.is_some());
    let mut end = start;
    loop {
        let begin = end;
        let more = reader.read_record(&mut record);
        end = start + usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        end = end.min(content.len());
        match more {
            Ok(true) => (),
            Ok(false) => return Ok(grid),
            Err(error) => {
                let place = text.place(begin..begin);
                return Err(ImportError::at(
                    text,
                    Code::Syntax,
                    place,
                    error.to_string(),
                    "",
                ));
            }
        }
        let lines = &content[begin..end];
        // The end of a line is read with the next one, if it has two signs.
        let is_within = content[..begin].ends_with('\r');
        let next = lines.strip_prefix('\n').filter(|_| is_within);
        row += 1 + empty_lines(next.unwrap_or(lines));
        if let Some(quote) = unclosed(lines, delimiter) {
            let place = text.place(begin + quote..begin + quote + 1);
            let message = "the quote is not closed before the next cell".to_owned();
            let help = "write a quote within a text twice";
            return Err(ImportError::at(text, Code::Syntax, place, message, help));
        }
        for (column, cell) in (0..).zip(&record) {
            if cell.len() > LENGTH && cell.chars().count() > LENGTH {
                let place = text.place(begin..begin);
                let message = format!("a cell of row {row} has more than {LENGTH} characters");
                return Err(ImportError::at(text, Code::WrongType, place, message, ""));
            }
            grid.push(row, column, without_mark(cell))?;
        }
    }
}

/// The delimiter that a first line such as `sep=;` names, and where the table begins.
fn named_delimiter(content: &str) -> (Option<u8>, usize) {
    let line = content.split(['\r', '\n']).next().unwrap_or_default();
    let named = line.strip_prefix("sep=").map(str::as_bytes);
    match named {
        Some([delimiter]) if DELIMITERS.contains(delimiter) => {
            let rest = &content[line.len()..];
            let rest = rest.strip_prefix('\r').unwrap_or(rest);
            let rest = rest.strip_prefix('\n').unwrap_or(rest);
            (Some(*delimiter), content.len() - rest.len())
        }
        _ => (None, 0),
    }
}

/// The delimiter that stands most often in one of the first lines, quoted texts left out.
fn delimiter(content: &str) -> u8 {
    let mut most = (0, b',');
    let mut is_quoted = false;
    let lines = content.split(['\r', '\n']);
    for line in lines.filter(|line| !line.is_empty()).take(FIRST_LINES) {
        let mut counts = [0; DELIMITERS.len()];
        for byte in line.bytes() {
            if byte == b'"' {
                is_quoted = !is_quoted;
            } else if !is_quoted {
                let position = DELIMITERS.iter().position(|known| *known == byte);
                if let Some(position) = position {
                    counts[position] += 1;
                }
            }
        }
        for (count, delimiter) in counts.into_iter().zip(DELIMITERS) {
            if count > most.0 {
                most = (count, delimiter);
            }
        }
    }
    most.1
}

/// The empty lines before a record, which are rows in a spreadsheet.
fn empty_lines(lines: &str) -> u32 {
    let content = lines.trim_start_matches(['\r', '\n']);
    let before = &lines[..lines.len() - content.len()];
    let breaks = before.replace("\r\n", "\n").len();
    u32::try_from(breaks).unwrap_or(u32::MAX / 2)
}

/// A text without the apostrophe that keeps it from being read as a formula.
fn without_mark(text: &str) -> &str {
    let marked = text.strip_prefix('\'');
    let is_formula = |text: &&str| {
        let signs = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
        text.trim_start().starts_with(signs) || text.starts_with(signs)
    };
    marked.filter(is_formula).unwrap_or(text)
}

/// The first quote in a row that opens a text and that no quote before a delimiter or the end of the line
/// closes.
pub fn unclosed(row: &str, delimiter: u8) -> Option<usize> {
    let mut open: Option<usize> = None;
    // The quote that was open before the one that is read: it is closed, or stands within the text.
    let mut closed: Option<usize> = None;
    let mut is_start = true;
    for (at, byte) in row.bytes().enumerate() {
        let is_end = byte == delimiter || matches!(byte, b'\n' | b'\r');
        match (open, closed) {
            (Some(_), _) if byte == b'"' => closed = open.take(),
            (Some(_), _) => (),
            (None, Some(_)) if byte == b'"' => open = closed.take(),
            (None, Some(quote)) if !is_end => return Some(quote),
            (None, _) => {
                open = Some(at).filter(|_| is_start && byte == b'"');
                closed = None;
            }
        }
        is_start = is_end;
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_as_spreadsheet_programs_do() {
        for end in ["\n", "\r\n", "\r"] {
            let lines = ["sep=;", "", "a;\"b", "c\"", "", ";", "", "", "d"];
            let text = lines.join(end);
            let grid = grid(Text::new("a.csv", text));
            let rows = grid.map_err(ImportError::into_error).expect("a table").rows;
            let numbers: Vec<u32> = rows.iter().map(|row| row.number).collect();
            assert_eq!(numbers, [3, 8], "{end:?}");
        }
    }

    #[test]
    fn the_delimiter_is_the_one_that_stands_most_often_outside_of_quotes() {
        for (text, expected) in [
            ("a;b\n\"x,y,z\";c", b';'),
            ("a,b;c,d\n", b','),
            ("title; and more\na\tb\tc", b'\t'),
            ("a", b','),
        ] {
            assert_eq!(delimiter(text), expected, "{text}");
        }
    }
}
