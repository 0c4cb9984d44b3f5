//! Turns a table into HTML with a caption and headers.

use std::collections::HashSet;

use crate::{
    render::markup::escape,
    view::{Align, Header, Table},
};

use super::text::{self, Anchors, escape_mixed};

/// A table with more columns takes the width of the page, and scrolls if it is wider. In a narrow window
/// every row is a block, with the title of the column before each cell.
const NARROW: usize = 3;

/// A table; `name` is escaped already.
pub fn table(table: &Table, name: &str, anchors: &Anchors) -> String {
    let titles = table.columns.iter().map(|column| {
        let (title, class) = (escape_mixed(&column.title), class(column));
        format!("<th scope=\"col\"{class}>{title}</th>")
    });
    let labels = table.columns.iter().map(|column| escape(&column.title));
    let labels: Vec<String> = labels.collect();
    let header = header(table);
    let rows = table.rows.iter().map(|row| {
        let cells = table.columns.iter().zip(row).enumerate();
        let cells = cells.map(|(position, (column, cell))| {
            let (cell, class) = (text::flow(cell, Some(anchors)), class(column));
            if header == Some(position) {
                format!("<th scope=\"row\"{class}>{cell}</th>")
            } else {
                let label = &labels[position];
                format!("<td{class} data-label=\"{label}\">{cell}</td>")
            }
        });
        format!("<tr>{}</tr>\n", cells.collect::<String>())
    });
    let is_wide = table.columns.len() > NARROW;
    let class = if is_wide { " class=\"wide\"" } else { "" };
    format!(
        "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{name}\">\n\
         <table{class}>\n<caption>{name}</caption>\n<thead>\n<tr>{}</tr>\n</thead>\n\
         <tbody>\n{}</tbody>\n</table>\n</div>\n",
        titles.collect::<String>(),
        rows.collect::<String>()
    )
}

/// The header column: the first with a distinct, non-empty cell in every row.
fn header(table: &Table) -> Option<usize> {
    (0..table.columns.len()).find(|column| {
        let mut seen = HashSet::new();
        let mut cells = table.rows.iter().map(|row| row[*column].text());
        cells.all(|cell| !cell.is_empty() && seen.insert(cell))
    })
}

fn class(column: &Header) -> &'static str {
    match column.align {
        Align::Left => "",
        Align::Right => " class=\"number\"",
    }
}
