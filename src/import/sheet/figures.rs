//! Columns of wide sheets that hold figures and no levels: totals, weights, shares.

use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;

use crate::{
    import::grid::{Grid, Row},
    model::fold,
};

use super::{below, columns, level::LevelCell};

/// The largest number that may be a level.
const LARGEST: f64 = 20.0;
/// From which number on one beside larger ones is no level either.
const UNLIKELY: f64 = 10.0;
/// How many different sums are no accident, for two columns and for more.
const SUMS: [usize; 2] = [4, 3];

/// The columns among those of the roles that are called totals or are about one person, hold numbers alone that no scale
/// has, or are the sums or the means of the others; none where no role would be left.
pub fn figures(grid: &Grid, header: u32, roles: &[(u32, SmolStr)]) -> Vec<u32> {
    let without_levels = without_levels(grid, header);
    let is_figure = |(column, title): &&(u32, SmolStr)| {
        let title = fold(title);
        columns::is_total(&title)
            || columns::PERSON.contains(&title.as_str())
            || title.contains('%')
            || title.starts_with("weight")
            || without_levels.contains(column)
    };
    let found = roles.iter().filter(is_figure).map(|(column, _)| *column);
    let mut found: Vec<u32> = found.collect();
    let others = roles.iter().map(|(column, _)| *column);
    let others: Vec<u32> = others.filter(|column| !found.contains(column)).collect();
    // What is worked out of other columns stands after them.
    if let Some((last, others)) = others.split_last()
        && is_worked_out(grid, header, *last, others)
    {
        found.push(*last);
    }
    if found.len() == roles.len() {
        found.clear();
    }
    found
}

/// The columns that have several cells, all of them numbers that no scale has.
fn without_levels(grid: &Grid, header: u32) -> HashSet<u32> {
    // Whether it can be no level, and whether it is surely none.
    let figure = |cell: &str| {
        let share = cell.strip_suffix('%').map(str::trim);
        let number = share
            .unwrap_or(cell)
            .replace(',', ".")
            .parse::<f64>()
            .ok()?;
        let is_none = share.is_some() || number > LARGEST || (number > 0.0 && number < 1.0);
        (is_none || number == 0.0 || number >= UNLIKELY).then_some(is_none)
    };
    let mut figures: HashMap<u32, Option<(usize, bool)>> = HashMap::new();
    for (column, cell) in below(grid, header).flat_map(Row::cells) {
        let known = figures.entry(column).or_insert(Some((0, false)));
        *known = known
            .zip(figure(cell))
            .map(|((count, is_sure), is_none)| (count + 1, is_sure || is_none));
    }
    let is_sure =
        |known: Option<(usize, bool)>| known.is_some_and(|(count, is_sure)| count > 1 && is_sure);
    let figures = figures.into_iter().filter(|(_, known)| is_sure(*known));
    figures.map(|(column, _)| column).collect()
}

/// Whether the numbers of a column are the sums or the means of those in other columns, in too many rows for an accident.
fn is_worked_out(grid: &Grid, header: u32, column: u32, others: &[u32]) -> bool {
    let level = |text: &SmolStr| match LevelCell::of(text) {
        LevelCell::NotAsked => Some(0),
        LevelCell::Rank(rank) | LevelCell::Ranked(rank, _) => Some(rank),
        _ => None,
    };
    let number = |text: &SmolStr| {
        let whole = level(text).map(f64::from);
        whole.or_else(|| text.replace(',', ".").parse().ok())
    };
    let needed = match others.len() {
        0 | 1 => return false,
        2 => SUMS[0],
        _ => SUMS[1],
    };
    let mut seen = HashSet::new();
    let (mut are_sums, mut are_means) = (true, true);
    for row in below(grid, header).filter(|row| !row.get(column).is_empty()) {
        let parts = row
            .cells()
            .filter(|(own, _)| others.binary_search(own).is_ok());
        let parts = parts.map(|(own, text)| Some((own, level(text)?)));
        let (Some(parts), Some(found)) =
            (parts.collect::<Option<Vec<_>>>(), number(row.get(column)))
        else {
            return false;
        };
        let sum: f64 = parts.iter().map(|(_, part)| f64::from(*part)).sum();
        are_sums &= is_same(sum, found);
        are_means &= means(sum, parts.len(), others.len()).any(|mean| is_same(mean, found));
        if !are_sums && !are_means {
            return false;
        }
        if parts.iter().filter(|(_, part)| *part > 0).count() > 1 {
            seen.insert(parts);
        }
    }
    seen.len() >= needed
}

/// The mean of the levels of a row, those that it leaves out counted as none or not at all; also rounded.
#[expect(clippy::cast_precision_loss, reason = "a sheet has few columns")]
fn means(sum: f64, stated: usize, columns: usize) -> impl Iterator<Item = f64> {
    let means = [stated, columns].map(|count| sum / count as f64);
    means.into_iter().flat_map(|mean| {
        [1.0, 10.0, 100.0]
            .map(|digits| (mean * digits).round() / digits)
            .into_iter()
            .chain([mean])
    })
}

fn is_same(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}
