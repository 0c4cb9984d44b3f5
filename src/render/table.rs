//! Tables that fit the terminal; without a known width nothing is wrapped.

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, TableStyle,
};
use unicode_width::UnicodeWidthStr;

use crate::view::{Align, Body, Diagram, Phrase, Section, Sheet, Table, Tone};

use super::{Medium, paint, tree};

/// Below this width a table is written as one field per line.
const NARROW: usize = 60;
/// Prose in wider lines is hard to read.
const PROSE: usize = 100;
/// Spaces between two columns.
const GUTTER: u16 = 2;

pub fn render(sheet: &Sheet, diagram: Option<&Diagram>, medium: Medium) -> String {
    let width = medium.width;
    let mut blocks = vec![prose(&[&[&sheet.title], sheet.lead.iter().collect::<Vec<_>>().as_slice()].concat(), width)];
    blocks.extend(diagram.map(|diagram| tree::draw(diagram, width)));
    let sections = sheet.sections.iter().filter(|section| !section.is_empty());
    blocks.extend(sections.map(|section| self::section(section, width)));
    let blocks: Vec<&str> = blocks.iter().map(|block| block.trim_end_matches('\n')).collect();
    paint::finish(&format!("{}\n", blocks.join("\n\n")), medium.color)
}

fn section(section: &Section, width: Option<usize>) -> String {
    let mut written = String::new();
    if !section.heading.is_empty() {
        let heading = section.heading.0.iter().cloned().map(|(tone, text)| match tone {
            Tone::Plain => (Tone::Strong, text),
            tone => (tone, text),
        });
        line(&mut written, &paint::mark(&Phrase(heading.collect())));
    }
    match &section.body {
        Body::Table(table) if table.rows.is_empty() => (),
        Body::Table(table) => written.push_str(&self::table(table, width)),
        Body::Facts(facts) => written.push_str(&self::facts(facts, width)),
        Body::Items(items) => {
            for item in items {
                written.push_str(&wrap(&paint::mark(item), "  ", "    ", width));
            }
        }
    }
    let indent = if matches!(section.body, Body::Items(_)) { "  " } else { "" };
    for note in &section.notes {
        written.push_str(&wrap(&paint::mark(note), indent, indent, width));
    }
    written
}

fn table(table: &Table, width: Option<usize>) -> String {
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(paint::mark).collect())
        .collect();
    match width {
        Some(width) if width < NARROW || least_width(table, &rows) > width => {
            stacked(table, &rows, width)
        }
        _ => drawn(table, &rows, width),
    }
}

/// The first column and the columns of figures are never wrapped.
fn is_whole(table: &Table, column: usize) -> bool {
    column == 0 || table.columns[column].align == Align::Right
}

/// The width below which words would be broken.
fn least_width(table: &Table, rows: &[Vec<String>]) -> usize {
    let columns = (0..table.columns.len()).map(|column| {
        let cells = rows.iter().map(|row| row[column].as_str());
        let cells = cells.chain([table.columns[column].title]);
        let least = cells.map(|cell| {
            if is_whole(table, column) {
                cell.width()
            } else {
                cell.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0)
            }
        });
        least.max().unwrap_or(0) + usize::from(GUTTER)
    });
    columns.sum()
}

fn drawn(table: &Table, rows: &[Vec<String>], width: Option<usize>) -> String {
    let style = TableStyle::new()
        .header_separator(LineStyle::none().fill('─').junction('─'));
    let mut drawn = comfy_table::Table::new();
    drawn.load_style(style);
    let header = table.columns.iter().map(|column| {
        let title = Phrase::new(Tone::Quiet, column.title);
        paint::mark(&title)
    });
    drawn.set_header(header.collect::<Vec<_>>());
    for row in rows {
        drawn.add_row(row.clone());
    }
    match width {
        Some(width) => {
            drawn.set_content_arrangement(ContentArrangement::Dynamic);
            // The gutter after the last column is never seen.
            let width = width + usize::from(GUTTER);
            drawn.set_width(u16::try_from(width).unwrap_or(u16::MAX));
        }
        None => {
            drawn.set_content_arrangement(ContentArrangement::Disabled);
        }
    }
    for (position, column) in drawn.column_iter_mut().enumerate() {
        column.set_padding((0, GUTTER));
        if is_whole(table, position) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
        column.set_cell_alignment(match table.columns[position].align {
            Align::Left => CellAlignment::Left,
            Align::Right => CellAlignment::Right,
        });
    }
    let mut written = String::new();
    let rule = |text: &str| text.chars().all(|character| character == '─');
    for text in drawn.lines() {
        let text = text.trim_end();
        // The rule ends with the last column, not with its gutter.
        let end = if rule(text) { text.len() - usize::from(GUTTER) * '─'.len_utf8() } else { text.len() };
        line(&mut written, &text[..end]);
    }
    written
}

/// One field per line, a blank line between two rows.
fn stacked(table: &Table, rows: &[Vec<String>], width: usize) -> String {
    let mut written = Vec::new();
    for row in rows {
        let mut block = wrap(&row[0], "", "  ", Some(width));
        for (column, cell) in table.columns.iter().zip(row).skip(1) {
            if !cell.is_empty() {
                let field = format!("{}: {cell}", column.title);
                block.push_str(&wrap(&field, "  ", "    ", Some(width)));
            }
        }
        written.push(block);
    }
    let apart = table.columns.len() > 2;
    written.join(if apart { "\n" } else { "" })
}

fn facts(facts: &[(String, Phrase)], width: Option<usize>) -> String {
    let names: Vec<String> = facts
        .iter()
        .map(|(name, _)| paint::mark(&Phrase::new(Tone::Quiet, name)))
        .collect();
    let column = names.iter().map(|name| name.width()).max().unwrap_or(0);
    let mut written = String::new();
    for (name, (_, value)) in names.iter().zip(facts) {
        let value = paint::mark(value);
        if width.is_some_and(|width| width < NARROW) {
            written.push_str(&wrap(&format!("{name} {value}"), "", "  ", width));
        } else {
            let name = format!("{name}{}  ", " ".repeat(column - name.width()));
            let indent = " ".repeat(column + 2);
            written.push_str(&wrap(&value, &name, &indent, width));
        }
    }
    written
}

fn prose(phrases: &[&Phrase], width: Option<usize>) -> String {
    let width = width.map(|width| width.min(PROSE));
    let lines = phrases.iter().map(|phrase| wrap(&paint::mark(phrase), "", "", width));
    lines.collect()
}

/// Wraps a text between words; a word that is too long stays whole.
pub(super) fn wrap(text: &str, first: &str, rest: &str, width: Option<usize>) -> String {
    let mut written = String::new();
    let Some(width) = width else {
        line(&mut written, &format!("{first}{text}"));
        return written;
    };
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    for text in textwrap::wrap(text, options) {
        line(&mut written, &text);
    }
    written
}

fn line(written: &mut String, text: &str) {
    written.push_str(text.trim_end());
    written.push('\n');
}
