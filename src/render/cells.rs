//! Charts of characters: the columns of a line.

/// Spaces between two columns of text, or beside a chart.
pub const GUTTER: usize = 2;
/// A line down a chart.
pub const GUIDE: char = '┊';

/// The column of a position from 0 to 1.
pub fn column(position: f64, columns: usize) -> usize {
    let last = columns.saturating_sub(1);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "a column is a small number"
    )]
    let column = (position * last as f64).round() as usize;
    column
}
