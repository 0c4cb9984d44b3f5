//! Turns a table into HTML with a caption and headers.

use std::{collections::HashSet, fmt::Write as _};

use crate::{
    render::markup::escape,
    view::{Align, CrossTable, Header, Table},
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

/// A table of two crossed lists: the names of rows and columns are headers, and an empty cell says nothing.
pub fn crossed(crossed: &CrossTable, name: &str, anchors: &Anchors) -> String {
    let columns = crossed.columns.iter();
    let titles = columns.clone().map(|column| {
        let title = text::phrase(&column.name, Some(anchors));
        format!("<th scope=\"col\">{title}</th>")
    });
    let labels: Vec<String> = columns.map(|column| escape(&column.name.text())).collect();
    let span = labels.len() + 1;
    let mut rows = String::new();
    let mut group = "";
    for (heading, own) in crossed.rows.iter().zip(&crossed.cells) {
        if heading.group != group {
            group = &heading.group;
            // Writing to a string cannot fail.
            let _ = writeln!(
                rows,
                "</tbody>\n<tbody>\n<tr><th class=\"group\" colspan=\"{span}\" scope=\"rowgroup\">{}</th></tr>",
                escape_mixed(group)
            );
        }
        let name = text::phrase(&heading.name, Some(anchors));
        let _ = write!(rows, "<tr><th scope=\"row\">{name}</th>");
        let mut next = 0;
        for (column, cell) in own {
            rows.push_str(&"<td></td>".repeat(column - next));
            let (label, cell) = (&labels[*column], text::phrase(cell, Some(anchors)));
            let _ = write!(rows, "<td data-label=\"{label}\">{cell}</td>");
            next = column + 1;
        }
        rows.push_str(&"<td></td>".repeat(labels.len() - next));
        rows.push_str("</tr>\n");
    }
    format!(
        "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{name}\">\n\
         <table class=\"wide crossed\">\n<caption>{name}</caption>\n<thead>\n<tr><th scope=\"col\">{}</th>{}</tr>\n</thead>\n\
         <tbody>\n{rows}</tbody>\n</table>\n</div>\n",
        crossed.what[0],
        titles.collect::<String>(),
    )
}
