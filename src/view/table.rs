//! Rows of cells under headers, for people.

use smol_str::SmolStr;

use super::{StyledText, display::UNKNOWN};

/// Rows of cells under headers.
#[derive(Debug, Default, PartialEq)]
pub struct Table {
    /// One header for each column.
    pub columns: Vec<Header>,
    /// Rows with one cell for each column.
    pub rows: Vec<Vec<StyledText>>,
}

/// The header of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// The text above the column.
    pub title: SmolStr,
    /// How the cells are aligned.
    pub align: Align,
}

/// The alignment of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Figures.
    Right,
}

impl Table {
    /// Leaves out the columns that are empty in every row.
    #[must_use]
    pub fn without_empty_columns(mut self) -> Self {
        let used: Vec<bool> = (0..self.columns.len())
            .map(|column| self.rows.iter().any(|row| !row[column].is_empty()))
            .collect();
        let keep = |column: usize| used[column];
        self.columns = retain(self.columns, keep);
        self.rows = self.rows.into_iter().map(|row| retain(row, keep)).collect();
        self
    }

    /// Leaves out the columns that are unknown in every row.
    #[must_use]
    pub fn without_unknown_columns(self) -> Self {
        self.without_columns_of(UNKNOWN)
    }

    /// Leaves out the columns that say this word, or nothing, in every row.
    pub fn without_columns_of(mut self, word: &str) -> Self {
        let is_known = |column: usize| {
            let mut cells = self.rows.iter().map(|row| &row[column]);
            let says_other = |cell: &StyledText| !cell.is_empty() && cell.text() != word;
            self.rows.is_empty() || cells.any(says_other)
        };
        let known: Vec<bool> = (0..self.columns.len()).map(is_known).collect();
        let keep = |column: usize| known[column];
        self.columns = retain(self.columns, keep);
        self.rows = self.rows.into_iter().map(|row| retain(row, keep)).collect();
        self
    }
}

fn retain<T>(items: Vec<T>, keep: impl Fn(usize) -> bool) -> Vec<T> {
    let kept = items
        .into_iter()
        .enumerate()
        .filter(|(position, _)| keep(*position));
    // The memory of what is left out is not kept: there may be many rows.
    let mut kept: Vec<T> = kept.map(|(_, item)| item).collect();
    kept.shrink_to_fit();
    kept
}
