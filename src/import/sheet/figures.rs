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

/// The columns among those of the roles that are called totals, hold numbers alone that no scale has, or are the sums
/// of the others; none where no role would be left.
pub fn figures(grid: &Grid, header: u32, roles: &[(u32, SmolStr)]) -> Vec<u32> {
    let without_levels = without_levels(grid, header);
    let is_figure = |(column, title): &&(u32, SmolStr)| {
        let title = fold(title);
        columns::TOTALS.contains(&title.as_str())
            || title.contains('%')
            || title.starts_with("weight")
            || without_levels.contains(column)
    };
    let found = roles.iter().filter(is_figure).map(|(column, _)| *column);
    let mut found: Vec<u32> = found.collect();
    let others = roles.iter().map(|(column, _)| *column);
    let others: Vec<u32> = others.filter(|column| !found.contains(column)).collect();
    // A sum stands after what it is the sum of.
    if let Some((last, others)) = others.split_last()
        && is_sum(grid, header, *last, others)
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

/// Whether the numbers of a column are the sums of those in other columns, in too many rows for an accident.
fn is_sum(grid: &Grid, header: u32, column: u32, others: &[u32]) -> bool {
    let number = |text: &SmolStr| match LevelCell::of(text) {
        LevelCell::NotAsked => Some(0),
        LevelCell::Rank(rank) | LevelCell::Ranked(rank, _) => Some(u64::from(rank)),
        _ => None,
    };
    let needed = match others.len() {
        0 | 1 => return false,
        2 => SUMS[0],
        _ => SUMS[1],
    };
    let mut seen = HashSet::new();
    for row in below(grid, header).filter(|row| !row.get(column).is_empty()) {
        let parts = row
            .cells()
            .filter(|(own, _)| others.binary_search(own).is_ok());
        let parts = parts.map(|(own, text)| Some((own, number(text)?)));
        let (Some(parts), Some(sum)) = (parts.collect::<Option<Vec<_>>>(), number(row.get(column)))
        else {
            return false;
        };
        if parts.iter().map(|(_, part)| part).sum::<u64>() != sum {
            return false;
        }
        if parts.iter().filter(|(_, part)| *part > 0).count() > 1 {
            seen.insert(parts);
        }
    }
    seen.len() >= needed
}
