//! Draws a table of two crossed lists: pages of the columns that fit the width, or the other way round
//! where that takes a single page.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::view::{Body, CrossTable, Next, ROLE, Sheet, StyledText, TextStyle};

use super::{cells::GUTTER, paint, table};

/// The hundredths of the width that the names of the rows may take, and those that they take where that
/// makes room for another column.
const NAMES: [usize; 2] = [45, 28];
/// A wider cell is wrapped.
const CELL: usize = 17;
/// A wider name of a column is wrapped.
const HEAD: usize = 10;
/// The lines of a name of a row on a screen.
const NAME_LINES: usize = 2;
/// The spaces before the names in a group.
const INDENT: &str = "  ";

/// Draws it within a width; without one, as one table, or as a list where that would be too wide.
pub fn draw(crossed: &CrossTable, width: Option<usize>) -> String {
    let Some(width) = width else {
        let Some(turned) = crossed.unlimited() else {
            let names = crossed.columns.iter();
            let names: Vec<String> = names.map(|column| column.name.text()).collect();
            return table::aligned(&names, crossed.facts().map(|(_, words)| words), None);
        };
        let table = turned.table(INDENT);
        drop(turned);
        return table::table(&table, None);
    };
    let crossed = &oriented(crossed, width);
    let pages = pages(crossed, width).into_iter();
    let pages = pages.map(|(first, columns)| page(&crossed.part(first, columns), width));
    pages.collect::<Vec<_>>().join("\n")
}

/// Cuts tables of crossed lists to the first page, and its rows to those that a screen has room for;
/// counts what is left out.
pub fn cut(sheet: &mut Sheet, width: Option<usize>) {
    let width = width.unwrap_or(usize::MAX);
    for section in &mut sheet.sections {
        let Body::CrossTable(crossed) = &mut section.body else {
            continue;
        };
        let Some(most) = crossed.most_rows else {
            continue;
        };
        let most_name = width.saturating_mul(NAMES[0]) / 100 * NAME_LINES;
        for row in &mut crossed.rows {
            row.name = shortened(&row.name, most_name);
        }
        let whole = oriented(crossed, width);
        let fitting = pages(&whole, width)
            .first()
            .map_or(0, |(_, columns)| *columns);
        let mut part = whole.part(0, fitting);
        part.rows.truncate(most);
        part.cells.truncate(most);
        let left_out = [
            whole.columns.len() - part.columns.len(),
            whole.rows.len() - part.rows.len(),
        ];
        let [row, column] = whole.what;
        let left_out = left_out.into_iter().zip([column, row]);
        section.left_out.splice(0..0, left_out);
        section.notes.splice(0..0, part.explained());
        if let (Some(command), Some(roles)) = (&sheet.of_roles, following(&whole, &part, width)) {
            sheet.next = Some(Next::Command(format!("{command}{roles}")));
        }
        **crossed = part;
    }
}

/// The ids of the roles that follow those of a part, as many as the next screen has room for.
fn following(whole: &CrossTable, part: &CrossTable, width: usize) -> Option<String> {
    let (all, shown, room) = if whole.what[0] == ROLE {
        (&whole.rows, part.rows.len(), part.rows.len())
    } else {
        let next = pages(whole, width).get(1).map(|(_, columns)| *columns);
        (&whole.columns, part.columns.len(), next.unwrap_or_default())
    };
    let roles = all.iter().skip(shown).take(room);
    let roles: Vec<String> = roles.map(|role| role.name.text()).collect();
    (!roles.is_empty()).then(|| roles.join(","))
}

/// A name of at most so many columns; an ellipsis stands for the rest.
fn shortened(name: &StyledText, most: usize) -> StyledText {
    let text = name.text();
    if text.width() <= most {
        return name.clone();
    }
    let mut used = 1;
    let fitting = text.chars().take_while(|character| {
        used += character.width().unwrap_or(0);
        used <= most
    });
    let style = name.0.first().map_or(TextStyle::Plain, |(style, _)| *style);
    StyledText::new(style, fitting.chain(['…']).collect::<String>())
}

/// Turned so that all columns fit the width, where that is possible.
fn oriented(crossed: &CrossTable, width: usize) -> CrossTable {
    let fits = |crossed: &CrossTable| pages(crossed, width).len() <= 1;
    if !fits(crossed) {
        let transposed = crossed.transposed();
        if fits(&transposed) {
            return transposed;
        }
    }
    crossed.clone()
}

/// The least and the most width of the names of the rows, and that of each column.
fn widths(crossed: &CrossTable, width: usize) -> ([usize; 2], Vec<usize>) {
    let part = |text: &str| {
        let parts = text.split_inclusive([' ', '-']);
        parts.map(|part| part.trim_end().width()).max().unwrap_or(0)
    };
    let mut columns: Vec<usize> = crossed
        .columns
        .iter()
        .map(|column| {
            let name = column.name.text();
            part(&name).max(name.width().min(HEAD))
        })
        .collect();
    for (column, cell) in crossed.cells.iter().flatten() {
        let whole = paint::mark(cell).width();
        let wrapped = part(&cell.text()).max(CELL);
        columns[*column] = columns[*column].max(whole.min(wrapped));
    }
    let names = crossed.rows.iter().map(|row| {
        let name = row.name.text();
        let group = row.group.width() + 1;
        (
            name.width() + INDENT.len(),
            part(&name) + INDENT.len(),
            group,
        )
    });
    let (mut whole, mut least) = (crossed.what[0].width(), 0);
    for (name, part, group) in names {
        whole = whole.max(name).max(group);
        least = least.max(part);
    }
    let [names, narrow] =
        NAMES.map(|part| whole.min((width.saturating_mul(part) / 100).max(least)));
    let room_for = |names: usize| {
        let mut used = names;
        let fitting = columns.iter().take_while(|column| {
            used = used.saturating_add(*column + GUTTER);
            used <= width
        });
        fitting.count()
    };
    let least = if room_for(narrow) > room_for(names) {
        narrow
    } else {
        names
    };
    ([least, names], columns)
}

/// The pages: the first column of each, and how many there are; at least one on each page.
fn pages(crossed: &CrossTable, width: usize) -> Vec<(usize, usize)> {
    let ([names, _], columns) = widths(crossed, width);
    let mut pages: Vec<(usize, usize)> = Vec::new();
    let mut used = usize::MAX;
    for (position, column) in columns.iter().enumerate() {
        let needed = column + GUTTER;
        match pages.last_mut() {
            Some((_, count)) if used.saturating_add(needed) <= width => {
                *count += 1;
                used += needed;
            }
            _ => {
                pages.push((position, 1));
                used = names + needed;
            }
        }
    }
    pages
}

/// A page; one field per line where not even one column fits beside the names.
fn page(crossed: &CrossTable, width: usize) -> String {
    let ([least, most], columns) = widths(crossed, width);
    let used: usize = columns.iter().map(|width| width + GUTTER).sum();
    // The names take what the columns leave.
    let names = width.saturating_sub(used).clamp(least, most);
    let widths: Vec<usize> = [names].into_iter().chain(columns).collect();
    if names + used > width {
        let page = crossed.table("");
        return table::stacked(&page, &table::marked(&page), Some(width));
    }
    let page = crossed.table(INDENT);
    table::drawn(&page, &table::marked(&page), &widths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_ends_in_an_ellipsis() {
        let name = |text: &str, most| shortened(&StyledText::name(text), most).text();
        assert_eq!(name("Statistics or 9 years", 21), "Statistics or 9 years");
        assert_eq!(name("Statistics or 9 years", 14), "Statistics or…");
        assert_eq!(name("数学と統計", 5), "数学…");
    }
}
