//! Two lists crossed, with a text where an entry of one has something to do with an entry of the other.

use std::borrow::Cow;

use smol_str::SmolStr;

use super::{Align, Header, StyledText, Table, TextStyle};

/// What a row or a column of roles is about.
pub const ROLE: &str = "role";

/// Signs beside the words of cells, with what they mean.
pub type Legend = Vec<((TextStyle, &'static str), String)>;

/// What the signs mean that stand in some cells.
pub fn explained_signs<'t>(
    legend: &Legend,
    cells: impl Iterator<Item = &'t StyledText>,
) -> Option<StyledText> {
    let mut is_used = vec![false; legend.len()];
    for cell in cells {
        for (is_used, ((_, sign), _)) in is_used.iter_mut().zip(legend) {
            *is_used |= cell.0.iter().any(|(_, part)| part == sign);
        }
    }
    let used = legend.iter().zip(is_used).filter(|(_, is_used)| *is_used);
    let used = used.fold(StyledText::default(), |used, (((tone, sign), words), _)| {
        let separator = if used.is_empty() { "" } else { ", " };
        let used = used.and(TextStyle::Quiet, separator).and(*tone, sign);
        used.and(TextStyle::Quiet, format!(" {words}"))
    });
    (!used.is_empty()).then(|| used.and(TextStyle::Quiet, "."))
}

/// Two lists crossed; most cells may be empty, so only the others are kept.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CrossTable {
    /// What a row is about, and what a column is.
    pub what: [&'static str; 2],
    /// The names of the rows.
    pub rows: Vec<Heading>,
    /// The names of the columns.
    pub columns: Vec<Heading>,
    /// The cells of each row, each with the position of its column, in order.
    pub cells: Vec<Vec<(usize, StyledText)>>,
    /// On a screen: the first columns that fit, and at most so many rows.
    pub most_rows: Option<usize>,
    /// On a screen: the signs that are explained where they stand in what fits.
    pub legend: Legend,
}

impl CrossTable {
    /// What the signs and the names in it mean.
    pub fn explained(&self) -> Vec<StyledText> {
        let cells = self.cells.iter().flatten().map(|(_, cell)| cell);
        let signs = explained_signs(&self.legend, cells).into_iter();
        let headings = self.rows.iter().chain(&self.columns);
        signs
            .chain(headings.flat_map(|heading| heading.notes.clone()))
            .collect()
    }
}

/// The name of a row or a column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Heading {
    /// The name.
    pub name: StyledText,
    /// The group that it belongs to; empty for none.
    pub group: SmolStr,
    /// What the name means, for a screen; elsewhere it stands under the whole.
    pub notes: Vec<StyledText>,
}

impl Heading {
    /// The name of a row or a column of a group.
    pub fn new(name: impl Into<StyledText>, group: impl Into<SmolStr>) -> Self {
        Self {
            name: name.into(),
            group: group.into(),
            notes: Vec::new(),
        }
    }
}

impl CrossTable {
    /// The most columns of a table of unlimited width; a wider one is a list.
    const MOST_COLUMNS: usize = 100;
    /// From so many columns on, more columns than rows are turned into rows.
    const MANY_COLUMNS: usize = 12;

    /// The same with its rows as columns.
    #[must_use]
    pub fn transposed(&self) -> Self {
        let mut cells = vec![Vec::new(); self.columns.len()];
        for (row, own) in self.cells.iter().enumerate() {
            for (column, cell) in own {
                cells[*column].push((row, cell.clone()));
            }
        }
        let [row, column] = self.what;
        Self {
            what: [column, row],
            rows: self.columns.clone(),
            columns: self.rows.clone(),
            cells,
            most_rows: self.most_rows,
            legend: self.legend.clone(),
        }
    }

    /// As one table of any width, long rather than wide; `None` where it would be too wide to read.
    pub fn unlimited(&self) -> Option<Cow<'_, Self>> {
        if self.rows.len().min(self.columns.len()) > Self::MOST_COLUMNS {
            return None;
        }
        let columns = self.columns.len();
        let is_wide = columns > Self::MANY_COLUMNS && columns > self.rows.len();
        Some(if is_wide || columns > Self::MOST_COLUMNS {
            Cow::Owned(self.transposed())
        } else {
            Cow::Borrowed(self)
        })
    }

    /// A part of it: some columns in a row, and the rows that have a cell there.
    #[must_use]
    pub fn part(&self, first: usize, columns: usize) -> Self {
        let end = (first + columns).min(self.columns.len());
        let mut part = Self {
            what: self.what,
            columns: self.columns[first..end].to_vec(),
            most_rows: self.most_rows,
            legend: self.legend.clone(),
            ..Self::default()
        };
        for (heading, own) in self.rows.iter().zip(&self.cells) {
            let start = own.partition_point(|(column, _)| *column < first);
            let shown = own[start..].iter().take_while(|(column, _)| *column < end);
            let shown: Vec<_> = shown
                .map(|(column, cell)| (column - first, cell.clone()))
                .collect();
            if !shown.is_empty() {
                part.rows.push(heading.clone());
                part.cells.push(shown);
            }
        }
        part
    }

    /// The title of the names of the rows.
    pub fn corner(&self) -> SmolStr {
        let mut letters = self.what[0].chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        first.into_iter().chain(letters).collect()
    }

    /// As a table, with a row for the name of each group; `indent` stands before the names in a group.
    pub fn table(&self, indent: &str) -> Table {
        let header = |title: SmolStr| Header {
            title,
            align: Align::Left,
        };
        let columns = self
            .columns
            .iter()
            .map(|one| header(one.name.text().into()));
        let mut table = Table {
            columns: [header(self.corner())].into_iter().chain(columns).collect(),
            rows: Vec::with_capacity(self.rows.len()),
        };
        let width = table.columns.len();
        let mut group = "";
        for (heading, own) in self.rows.iter().zip(&self.cells) {
            if heading.group != group {
                group = &heading.group;
                if !group.is_empty() {
                    let mut row = vec![StyledText::default(); width];
                    row[0] = StyledText::strong(format!("{group}:"));
                    table.rows.push(row);
                }
            }
            let mut row = vec![StyledText::default(); width];
            row[0] = heading.name.clone();
            if !group.is_empty() {
                row[0].0.insert(0, (TextStyle::Plain, indent.into()));
            }
            for (column, cell) in own {
                row[column + 1] = cell.clone();
            }
            table.rows.push(row);
        }
        table
    }

    /// Each column with its rows in words: `Rust expert; SQL working`.
    pub fn facts(&self) -> impl Iterator<Item = (String, StyledText)> {
        let columns = self.columns.iter().zip(self.by_column());
        columns.map(|(heading, own)| {
            let words = own.iter();
            let words = words.fold(StyledText::default(), |words, (row, cell)| {
                let separator = if words.is_empty() { "" } else { "; " };
                let words = words.plain(separator).then(row.name.clone());
                words.plain(" ").then((*cell).clone())
            });
            (heading.name.text(), words)
        })
    }

    /// Each cell with its names, by columns: `senior; Rust: expert`.
    pub fn entries(&self) -> impl Iterator<Item = StyledText> {
        let columns = self.columns.iter().zip(self.by_column());
        columns.flat_map(|(heading, own)| {
            own.into_iter().map(|(row, cell)| {
                let name = heading.name.clone().plain("; ");
                name.then(row.name.clone()).plain(": ").then(cell.clone())
            })
        })
    }

    /// The cells of each column, each with the name of its row.
    fn by_column(&self) -> Vec<Vec<(&Heading, &StyledText)>> {
        let mut columns = vec![Vec::new(); self.columns.len()];
        for (heading, own) in self.rows.iter().zip(&self.cells) {
            for (column, cell) in own {
                columns[*column].push((heading, cell));
            }
        }
        columns
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crossed() -> CrossTable {
        CrossTable {
            what: ["skill", "role"],
            rows: vec![Heading::new("rust", "code"), Heading::new("sql", "data")],
            columns: vec![Heading::new("junior", ""), Heading::new("senior", "")],
            cells: vec![
                vec![(0, "working".into()), (1, "expert".into())],
                vec![(1, "working".into())],
            ],
            ..CrossTable::default()
        }
    }

    #[test]
    fn a_part_has_only_the_rows_that_have_a_cell_in_it() {
        let part = crossed().part(0, 1);
        assert_eq!(part.rows, [Heading::new("rust", "code")]);
        assert_eq!(part.cells, [vec![(0, "working".into())]]);
        assert_eq!(crossed().part(0, 9), crossed());
    }

    #[test]
    fn what_is_transposed_twice_is_the_same() {
        assert_eq!(crossed().transposed().transposed(), crossed());
        let entries: Vec<String> = crossed().entries().map(|entry| entry.text()).collect();
        let expected = [
            "junior; rust: working",
            "senior; rust: expert",
            "senior; sql: working",
        ];
        assert_eq!(entries, expected);
    }

    #[test]
    fn a_table_that_would_be_too_wide_either_way_is_a_list() {
        let mut large = CrossTable {
            rows: vec![Heading::new("row", ""); 200],
            columns: vec![Heading::new("column", ""); 90],
            cells: vec![Vec::new(); 200],
            ..CrossTable::default()
        };
        let shape = |crossed: &CrossTable| {
            let table = crossed.unlimited();
            table.map(|table| (table.rows.len(), table.columns.len()))
        };
        assert_eq!(shape(&large), Some((200, 90)));
        assert_eq!(shape(&large.transposed()), Some((200, 90)));
        large.columns.extend(vec![Heading::new("column", ""); 20]);
        assert_eq!(shape(&large), None);
    }
}
