//! The cells of a sheet.

use smol_str::{SmolStr, ToSmolStr, format_smolstr};

use crate::{
    import::{
        ImportError,
        grid::{self, Grid},
    },
    order::Order as _,
};

use super::{
    date::date,
    parts::{Styles, rich_text, unescaped},
    xml::{Element, Item, Xml},
};

/// The most cells, those that are merged counted one by one.
const MOST: usize = 2_000_000;

/// What the cells of a sheet refer to.
pub struct Cells<'a> {
    pub strings: &'a [SmolStr],
    pub styles: &'a Styles,
    pub from_1904: bool,
}

/// Why a sheet cannot be read.
pub enum Fault {
    /// It is not as sheets are.
    Broken(String),
    /// It exceeds a limit.
    Limit(ImportError),
}

impl From<String> for Fault {
    fn from(why: String) -> Self {
        Self::Broken(why)
    }
}

/// From here on, programs show a number with an exponent.
const LARGE: f64 = 1e20;

/// A cell: its row from 1, its column from 0, its text.
type Cell = (u32, u32, SmolStr);

impl Cells<'_> {
    /// Reads the cells of a sheet; merged ones all have the text of the first.
    pub fn grid(&self, text: &str, name: String) -> Result<Grid, Fault> {
        let mut grid = Grid::new(name);
        let mut cells: Vec<Cell> = Vec::new();
        let mut merged: Vec<[(u32, u32); 2]> = Vec::new();
        let mut row = 0;
        let mut column = 0;
        let mut xml = Xml::new(text);
        let too_many =
            |grid: &Grid| Fault::Limit(grid.error(&format!("it has more than {MOST} cells")));
        while let Some(item) = xml.next()? {
            let Item::Open(element) = item else { continue };
            match element.name().as_str() {
                "row" => {
                    row = match element.attribute("r").map(|number| number.parse()) {
                        Some(Ok(number)) => number,
                        None => u32::saturating_add(row, 1),
                        Some(Err(_)) => return Err("a row has no number".to_owned().into()),
                    };
                    column = 0;
                }
                "c" => {
                    if let Some(name) = element.attribute("r") {
                        let at = place(&name).ok_or_else(|| format!("`{name}` is no cell"))?;
                        (row, column) = at;
                    }
                    let text = self.text(&element, &mut xml)?;
                    if !text.is_empty() {
                        cells.push((row, column, text));
                    }
                    if cells.len() > MOST {
                        return Err(too_many(&grid));
                    }
                    column += 1;
                }
                "mergeCell" => {
                    let range = element.attribute("ref").unwrap_or_default();
                    let (first, last) = range.split_once(':').unwrap_or((&range, &range));
                    let (Some(first), Some(last)) = (place(first), place(last)) else {
                        return Err(format!("`{range}` are no cells").into());
                    };
                    merged.push([first, last]);
                }
                _ => (),
            }
        }
        if let Some((row, column)) = in_order(&mut cells) {
            let cell = grid::cell_name(row, column);
            return Err(format!("the cell {cell} is there twice").into());
        }
        if !Self::fill(&mut cells, &merged) {
            return Err(too_many(&grid));
        }
        in_order(&mut cells);
        for (row, column, text) in cells {
            grid.push(row, column, &text).map_err(Fault::Limit)?;
        }
        Ok(grid)
    }

    /// Gives merged cells the text of the first of them; whether they are few enough.
    fn fill(cells: &mut Vec<Cell>, merged: &[[(u32, u32); 2]]) -> bool {
        let known = cells.len();
        for [first, last] in merged {
            let found =
                cells[..known].binary_search_by_key(first, |(row, column, _)| (*row, *column));
            let Ok(found) = found else { continue };
            let text = cells[found].2.clone();
            let rows = u64::from(last.0.saturating_sub(first.0)) + 1;
            let columns = u64::from(last.1.saturating_sub(first.1)) + 1;
            if rows * columns + cells.len() as u64 > MOST as u64 {
                return false;
            }
            for row in first.0..=last.0 {
                let columns = (first.1..=last.1).filter(|column| (row, *column) != *first);
                cells.extend(columns.map(|column| (row, column, text.clone())));
            }
        }
        true
    }

    /// The text of a cell whose start was read.
    fn text(&self, element: &Element, xml: &mut Xml) -> Result<SmolStr, String> {
        let kind = element.attribute("t").unwrap_or_default();
        let style = element.attribute("s").and_then(|style| style.parse().ok());
        let mut value: Option<String> = None;
        let mut formula: Option<String> = None;
        let mut inline = None;
        let mut inside = String::new();
        while let Some(item) = xml.next()? {
            match item {
                Item::Open(element) => match element.name().as_str() {
                    "is" => inline = Some(rich_text(xml, "is")?),
                    name => name.clone_into(&mut inside),
                },
                Item::Close(name) if name == "c" => break,
                Item::Close(name) => {
                    match name.as_str() {
                        "v" => drop(value.get_or_insert_default()),
                        "f" => drop(formula.get_or_insert_default()),
                        _ => (),
                    }
                    inside.clear();
                }
                Item::Text(piece) => match inside.as_str() {
                    "v" => value.get_or_insert_default().push_str(&piece),
                    "f" => formula.get_or_insert_default().push_str(&piece),
                    _ => (),
                },
            }
            let length =
                value.as_ref().map_or(0, String::len) + formula.as_ref().map_or(0, String::len);
            if length > 8 * grid::LENGTH {
                return Err(format!("a cell has more than {} characters", grid::LENGTH));
            }
        }
        if let Some(text) = inline {
            return Ok(text.into());
        }
        let Some(value) = value else {
            // It was never worked out.
            return Ok(formula
                .map(|formula| format!("={formula}").into())
                .unwrap_or_default());
        };
        Ok(match kind.as_str() {
            "s" => {
                let position = value.trim().parse().ok();
                let text = position.and_then(|position: usize| self.strings.get(position));
                text.ok_or_else(|| format!("it has no text `{value}`"))?
                    .clone()
            }
            "str" | "inlineStr" => unescaped(value).into(),
            "b" if value.trim() == "1" => "true".into(),
            "b" => "false".into(),
            "e" | "d" => value.into(),
            _ => self.number(
                value.trim(),
                style.is_some_and(|style| self.styles.is_date(style)),
            ),
        })
    }

    /// A number as people see it, with the fifteen digits that programs show, or as a date.
    fn number(&self, value: &str, is_date: bool) -> SmolStr {
        let Ok(number) = value.parse::<f64>() else {
            return value.into();
        };
        let shown = is_date.then(|| date(number, self.from_1904)).flatten();
        if let Some(date) = shown {
            return date.into();
        }
        let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
        if rounded.abs() < LARGE {
            return rounded.to_smolstr();
        }
        format_smolstr!("{rounded:e}")
    }
}

/// Sorts cells by their places, those of one place in their order; of a place that stands twice, the last counts. The
/// first such place.
fn in_order(cells: &mut Vec<Cell>) -> Option<(u32, u32)> {
    let place = |cell: &Cell| (cell.0, cell.1);
    let is_sorted = cells
        .windows(2)
        .all(|pair| place(&pair[0]) < place(&pair[1]));
    if is_sorted {
        return None;
    }
    cells.order_by_key(place);
    let twice = cells
        .windows(2)
        .find(|pair| place(&pair[0]) == place(&pair[1]));
    let twice = twice.map(|pair| place(&pair[0]));
    let mut position = 0;
    let last: Vec<bool> = cells
        .iter()
        .zip(cells.iter().skip(1).map(Some).chain([None]))
        .map(|(own, next)| next.is_none_or(|next| place(own) != place(next)))
        .collect();
    cells.retain(|_| {
        position += 1;
        last[position - 1]
    });
    twice
}

/// The row and the column of a name such as `B7`.
fn place(name: &str) -> Option<(u32, u32)> {
    let name = name.replace('$', "");
    let digits = name.find(|character: char| character.is_ascii_digit())?;
    let row = name[digits..]
        .parse()
        .ok()
        .filter(|row| (1..=grid::ROWS).contains(row))?;
    Some((row, grid::column(&name[..digits])?))
}
