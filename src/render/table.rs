//! Turns a sheet into text with tables that fit the width; without a width, nothing is wrapped.

use std::{borrow::Borrow, io, mem};

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement};
use unicode_width::UnicodeWidthStr;

use crate::order::Order as _;
use crate::view::{
    Align, Body, Diagram, Header, Section, Sheet, StyledText, Table, TextStyle, Todo,
};

use super::{
    Medium, bars,
    cells::GUTTER,
    cross_table, drawing, gantt, numbered, paint, titles,
    wrap::{after_hyphens, line, options, pieces, wrap, wrap_within},
};

/// Below this width the cells of a row stand below its first one.
const NARROW: usize = 60;
/// What stands before the cells below the first one of a row.
const INDENT: &str = "  ";
/// The largest width of prose.
const PROSE: usize = 100;
/// The largest width that the table library supports.
const WIDEST: usize = 60_000;
/// The lines of a cell of words, where there is room for them.
const CELL_LINES: usize = 3;
/// The rows that are laid out at once: the library takes many times the memory of a text.
const AT_ONCE: usize = 500;
/// So many of a hundred cells of a column are served before the longest ones.
const MOST: usize = 80;

/// What the first line of a text begins with, and what its others do.
pub type Indents = [&'static str; 2];

/// Draws a sheet, or the pieces of one; each section is written and dropped as soon as it is drawn.
pub struct Writer<'a> {
    medium: Medium,
    to: &'a mut dyn io::Write,
    /// Whether something was written.
    is_begun: bool,
}

impl<'a> Writer<'a> {
    /// A writer that has written nothing.
    pub fn new(medium: Medium, to: &'a mut dyn io::Write) -> Self {
        Self {
            medium,
            to,
            is_begun: false,
        }
    }

    /// Adds a piece.
    pub fn add(&mut self, sheet: Sheet) -> io::Result<()> {
        let prose = prose(&sheet.title, &sheet.lead, self.medium.width);
        self.block(&prose, "")?;
        for section in sheet.sections {
            let block = self::section(&section, self.medium.width);
            self.block(&block, if section.is_part { "\n" } else { "\n\n" })?;
        }
        Ok(())
    }

    /// Adds a block of lines, apart from those before it.
    fn block(&mut self, block: &str, apart: &str) -> io::Result<()> {
        let block = block.trim_end();
        if block.is_empty() {
            return Ok(());
        }
        if mem::replace(&mut self.is_begun, true) {
            self.to.write_all(apart.as_bytes())?;
        }
        let finished = paint::finish_for(block, self.medium);
        self.to.write_all(finished.as_bytes())
    }

    /// Ends the last line.
    pub fn end(self) -> io::Result<()> {
        self.to.write_all(b"\n")
    }
}

/// The title and the lead of a sheet.
pub fn prose(title: &StyledText, lead: &[StyledText], width: Option<usize>) -> String {
    let width = width.map(|width| width.min(PROSE));
    let phrases = [title].into_iter().chain(lead);
    phrases
        .map(|phrase| {
            let after = if phrase.has_blocks() { "\n" } else { "" };
            wrap(&paint::mark(phrase), "", "", width) + after
        })
        .collect()
}

/// A section; nothing where there is nothing to show.
pub fn section(section: &Section, width: Option<usize>) -> String {
    section_of(section, width, &mut |text, [first, others]| {
        wrap(&paint::mark(text), first, others, width)
    })
}

/// A section, with its heading, items and notes drawn by a function of the text and of what its first line and its
/// others begin with.
pub fn section_of(
    section: &Section,
    width: Option<usize>,
    paragraph: &mut dyn FnMut(&StyledText, Indents) -> String,
) -> String {
    let mut written = String::new();
    if section.is_empty() {
        return written;
    }
    let chart = match &section.body {
        Body::Gantt(gantt) => gantt::draw(gantt, width),
        _ => String::new(),
    };
    if chart.is_empty() && matches!(section.body, Body::Gantt(_)) {
        return written;
    }
    if !section.heading.is_empty() {
        let mut heading = section.heading.clone();
        for (style, _) in &mut heading.0 {
            if *style == TextStyle::Plain {
                *style = TextStyle::Strong;
            }
        }
        let indents = if section.is_part {
            ["  ", "    "]
        } else {
            ["", "  "]
        };
        written.push_str(&paragraph(&heading, indents));
    }
    let indents = if section.is_part {
        ["    ", "      "]
    } else {
        ["  ", "    "]
    };
    written.push_str(&match &section.body {
        body if body.is_empty() => String::new(),
        Body::Nothing => String::new(),
        Body::Table(table) => self::table(table, width),
        Body::CrossTable(crossed) => cross_table::draw(crossed, width),
        Body::Diagram(diagram) => self::diagram(diagram, width),
        Body::Facts(facts) => self::facts(facts, width),
        Body::Sources(entries) => facts(&numbered(entries), width),
        Body::Todos(todos) => checklist(todos, width),
        Body::Bars(bars) => bars::draw(bars, width),
        Body::Gantt(_) => chart,
        Body::Items(items) => {
            let items = items.iter();
            items.map(|item| paragraph(item, indents)).collect()
        }
    });
    let is_list = matches!(section.body, Body::Items(_));
    let indent = if is_list { "  " } else { "" };
    let notes = section.notes.iter();
    written.extend(notes.map(|note| paragraph(note, [indent; 2])));
    written
}

/// A drawing, followed by the titles of the roles if they do not fit into the boxes.
fn diagram(diagram: &Diagram, width: Option<usize>) -> String {
    match drawing::draw(diagram, width) {
        (drawn, true) => drawn,
        (drawn, false) if diagram.has_titles_elsewhere => drawn,
        (drawn, false) => format!("{drawn}\n{}", facts(&titles(diagram), width)),
    }
}

/// To-do entries: those with days or details as a table, the others as lines under it.
fn checklist(todos: &[Todo], width: Option<usize>) -> String {
    let has_cells = |todo: &&Todo| {
        let mut details = todo.details.iter();
        !todo.when.is_empty() || details.any(|(_, value)| !value.is_empty())
    };
    let (rows, lines): (Vec<&Todo>, Vec<&Todo>) = todos.iter().partition(has_cells);
    let mut written = if rows.is_empty() {
        String::new()
    } else {
        table(&rows_of(&rows), width)
    };
    let links = rows.iter().filter(|todo| todo.link.is_some());
    written.extend(links.map(|todo| {
        let mut details = todo.details.iter().map(|(_, detail)| detail);
        let from = details.next_back().cloned().unwrap_or_default();
        let linked = from.followed_by(todo.link.as_ref());
        wrap(&paint::mark(&linked), "", "  ", width)
    }));
    let lines = lines.into_iter();
    written.extend(lines.map(|todo| wrap(&paint::mark(&todo.what), "", "  ", width)));
    written
}

/// To-do entries as a table with a column for each detail.
fn rows_of(todos: &[&Todo]) -> Table {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in todos.iter().flat_map(|todo| &todo.details) {
        if !names.contains(name) {
            names.push(name);
        }
    }
    let rows = todos.iter().map(|todo| {
        let value = |name: &&str| {
            let mut details = todo.details.iter();
            let found = details.find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let details = names.iter().map(value);
        let first = [todo.when.clone(), todo.what.clone()];
        first.into_iter().chain(details).collect()
    });
    let titles = ["When", "What"].iter().chain(&names);
    let columns = titles.map(|title| Header {
        title: (*title).into(),
        align: Align::Left,
    });
    let (columns, rows) = (columns.collect(), rows.collect());
    Table { columns, rows }.without_empty_columns()
}

/// Whether a table of a sheet does not fit the width.
pub fn is_stacked(sheet: &Sheet, medium: Medium) -> bool {
    let mut sections = sheet.sections.iter();
    sections.any(|section| match &section.body {
        Body::Table(table) => widths(table, &marked(table), medium.width).is_none(),
        _ => false,
    })
}

/// The rows of a table with their styles as marks.
pub fn marked(table: &Table) -> Vec<Vec<String>> {
    let rows = table.rows.iter();
    rows.map(|row| row.iter().map(paint::mark).collect())
        .collect()
}

/// The widths of the columns; `None` where they do not fit.
fn widths(table: &Table, rows: &[Vec<String>], width: Option<usize>) -> Option<Vec<usize>> {
    let columns = measure(table, rows);
    match width {
        Some(width) if width < NARROW => None,
        _ => fit(&columns, width.unwrap_or(WIDEST)),
    }
}

/// Draws a table within a width.
pub fn table(table: &Table, width: Option<usize>) -> String {
    let rows = marked(table);
    match widths(table, &rows, width) {
        Some(widths) => drawn(table, &rows, &widths),
        None => stacked(table, &rows, width),
    }
}

/// The widths of a column.
struct Measure {
    /// With everything wrapped, words after their hyphens too.
    minimum: usize,
    /// With everything wrapped that reads well wrapped.
    least: usize,
    /// With words wrapped to a few lines, hyphens too.
    low: usize,
    /// With words wrapped to a few lines.
    few: usize,
    /// With most of the cells unwrapped.
    most: usize,
    /// With unwrapped cells.
    cells: usize,
    /// With unwrapped cells and an unwrapped title.
    full: usize,
}

/// Measures the columns. The first column and right-aligned ones are only wrapped where the table would
/// not fit otherwise, and so are words.
fn measure(table: &Table, rows: &[Vec<String>]) -> Vec<Measure> {
    let longest = |text: &str| text.lines().map(str::width).max().unwrap_or(0);
    let longest_word = |text: &str| text.split([' ', '\n']).map(str::width).max().unwrap_or(0);
    let longest_part = |text: &str| {
        let words = text.split([' ', '\n']);
        words.map(longest_part).max().unwrap_or(0)
    };
    let longest_piece = |text: &str| {
        let words = text.split([' ', '\n']);
        let pieces = words
            .flat_map(|word| pieces(word, 0))
            .map(self::longest_part);
        pieces.max().unwrap_or(0)
    };
    let columns = table.columns.iter().enumerate();
    columns
        .map(|(position, column)| {
            let cells = || rows.iter().map(|row| row[position].as_str());
            let mut widths: Vec<usize> = cells().map(longest).collect();
            widths.order();
            let widest = widths.last().copied().unwrap_or(0);
            let most = widths.get(widths.len() * MOST / 100).copied().unwrap_or(0);
            let whole = position == 0 || column.align == Align::Right;
            let least = if whole {
                widest
            } else {
                cells().map(longest_word).max().unwrap_or(0)
            };
            let word = longest_word(&column.title);
            let parts = |part: &dyn Fn(&str) -> usize| cells().map(part).max().unwrap_or(0);
            let minimum = if whole {
                parts(&longest_part)
            } else {
                parts(&longest_piece)
            };
            let minimum = minimum.max(word);
            let least = least.max(word);
            let few = if whole {
                least
            } else {
                few_lines(cells().flat_map(str::lines), least)
            };
            Measure {
                minimum,
                least,
                low: if whole { minimum } else { few },
                few,
                most: most.max(word),
                cells: widest.max(word),
                full: widest.max(column.title.width()),
            }
        })
        .collect()
}

/// The width of the longest part of a word that is not broken within.
fn longest_part(word: &str) -> usize {
    let ends = after_hyphens(word).into_iter().chain([word.len()]);
    let parts = ends.scan(0, |start, end| {
        let part = &word[mem::replace(start, end)..end];
        Some(part.width())
    });
    parts.max().unwrap_or(0)
}

/// The least width, from a given one on, at which no cell takes more than a few lines.
fn few_lines<'a>(cells: impl Iterator<Item = &'a str>, least: usize) -> usize {
    cells.fold(least, |width, cell| {
        let fits = |width: &usize| {
            cell.width() <= *width || textwrap::wrap(cell, options(*width)).len() <= CELL_LINES
        };
        let share = cell.width() / CELL_LINES;
        (width.max(share.min(PROSE))..=PROSE)
            .find(fits)
            .unwrap_or(width)
    })
}

/// Distributes the width among the columns; `None` if words would have to be broken within.
///
/// Every column gets the width at which its words take a few lines, or where these do not fit, its least
/// width or its minimum. The rest goes first to most of
/// the cells, so that a single long one wraps alone; among them to the columns that need the least more, so
/// that few are wrapped; and at last to the titles.
fn fit(columns: &[Measure], width: usize) -> Option<Vec<usize>> {
    let gutters = GUTTER * columns.len().saturating_sub(1);
    let width = width.checked_sub(gutters)?;
    let start = |wanted: fn(&Measure) -> usize| -> Option<(Vec<usize>, usize)> {
        let widths: Vec<usize> = columns.iter().map(wanted).collect();
        let left = width.checked_sub(widths.iter().sum())?;
        Some((widths, left))
    };
    let (mut widths, mut left) = start(|column| column.few)
        .or_else(|| start(|column| column.low))
        .or_else(|| start(|column| column.least))
        .or_else(|| start(|column| column.minimum))?;
    for wanted in [
        |column: &Measure| column.most,
        |column: &Measure| column.cells,
        |column: &Measure| column.full,
    ] {
        let mut order: Vec<usize> = (0..columns.len()).collect();
        order
            .order_by_key(|position| wanted(&columns[*position]).saturating_sub(widths[*position]));
        for (served, position) in order.iter().enumerate() {
            let missing = wanted(&columns[*position]).saturating_sub(widths[*position]);
            let share = if missing <= left {
                missing
            } else {
                left / (order.len() - served)
            };
            widths[*position] += share;
            left -= share;
        }
    }
    Some(widths)
}

/// Draws a table whose columns have these widths.
pub fn drawn(table: &Table, rows: &[Vec<String>], widths: &[usize]) -> String {
    let titles = table.columns.iter().zip(widths);
    let titles: Vec<String> = titles
        .map(|(column, width)| wrap_within(&paint::mark(&StyledText::quiet(&column.title)), *width))
        .collect();
    let heights = titles.iter().zip(widths);
    let heights = heights.map(|(title, width)| textwrap::wrap(title, options(*width)).len());
    let head = heights.max().unwrap_or(1);
    let total = widths.iter().sum::<usize>() + GUTTER * widths.len().saturating_sub(1);
    let rule = paint::mark(&StyledText::quiet("─".repeat(total)));
    let (first, others) = rows.split_at(rows.len().min(AT_ONCE));
    let mut lines = laid_out(table, first, widths, Some(titles));
    lines.insert(head.min(lines.len()), rule);
    let mut written = String::new();
    for text in &lines {
        line(&mut written, text);
    }
    for some in others.chunks(AT_ONCE) {
        for text in &laid_out(table, some, widths, None) {
            line(&mut written, text);
        }
    }
    written
}

/// The lines of rows, after those of the titles where there are some.
fn laid_out(
    table: &Table,
    rows: &[Vec<String>],
    widths: &[usize],
    titles: Option<Vec<String>>,
) -> Vec<String> {
    let mut drawn = comfy_table::Table::new();
    drawn.load_style(comfy_table::presets::NOTHING);
    drawn.set_content_arrangement(ContentArrangement::Dynamic);
    // Every column has a fixed width, so this only has to be large enough.
    drawn.set_width(u16::MAX);
    if let Some(titles) = titles {
        drawn.set_header(titles);
    }
    let cell = |(cell, width): (&String, &usize)| wrap_within(cell, *width);
    drawn.add_rows(rows.iter().map(|row| row.iter().zip(widths).map(cell)));
    let columns = drawn.column_iter_mut().zip(&table.columns).zip(widths);
    for (position, ((cells, column), width)) in columns.enumerate() {
        let gutter = if position + 1 < widths.len() {
            GUTTER
        } else {
            0
        };
        let [gutter, width] =
            [gutter, width + gutter].map(|columns| u16::try_from(columns).unwrap_or(u16::MAX));
        cells.set_padding((0, gutter));
        cells.set_constraint(ColumnConstraint::Absolute(comfy_table::Width::Fixed(width)));
        cells.set_cell_alignment(match column.align {
            Align::Left => CellAlignment::Left,
            Align::Right => CellAlignment::Right,
        });
    }
    drawn.lines().collect()
}

/// The first cell of each row on a line of its own, the others with their titles below it: as many in a line as fit.
pub fn stacked(table: &Table, rows: &[Vec<String>], width: Option<usize>) -> String {
    let room = width.unwrap_or(WIDEST);
    let mut written = String::new();
    for row in rows {
        written.push_str(&wrap(&row[0], "", "  ", width));
        let mut begun = String::new();
        for (column, cell) in table.columns.iter().zip(row).skip(1) {
            if cell.is_empty() {
                continue;
            }
            let title = paint::mark(&StyledText::quiet(format!("{}:", column.title)));
            let field = format!("{title} {cell}");
            let longer = format!("{begun}; {field}");
            if begun.is_empty() {
                begun = field;
            } else if INDENT.len() + longer.width() < room {
                begun = longer;
            } else {
                let line = format!("{};", mem::replace(&mut begun, field));
                written.push_str(&wrap(&line, INDENT, "    ", width));
            }
        }
        if !begun.is_empty() {
            written.push_str(&wrap(&begun, INDENT, "    ", width));
        }
    }
    written
}

/// Names and values, aligned.
pub fn facts(facts: &[(String, StyledText)], width: Option<usize>) -> String {
    let names: Vec<&str> = facts.iter().map(|(name, _)| name.as_str()).collect();
    aligned(&names, facts.iter().map(|(_, value)| value), width)
}

/// The same with values that are made one after the other.
pub fn aligned(
    names: &[impl AsRef<str>],
    values: impl Iterator<Item = impl Borrow<StyledText>>,
    width: Option<usize>,
) -> String {
    let bare = names.iter().map(AsRef::as_ref);
    let names = bare.clone();
    let names: Vec<String> = names
        .map(|name| paint::mark(&StyledText::quiet(name)))
        .collect();
    let column = names.iter().map(|name| name.width()).max().unwrap_or(0);
    let mut written = String::new();
    for ((name, bare), value) in names.iter().zip(bare).zip(values) {
        let value = paint::mark(value.borrow());
        if width.is_some_and(|width| width < NARROW) {
            let colon = if bare.starts_with('[') { "" } else { ":" };
            written.push_str(&wrap(&format!("{name}{colon} {value}"), "", "  ", width));
        } else {
            let name = format!("{name}{}  ", " ".repeat(column - name.width()));
            let indent = " ".repeat(column + 2);
            written.push_str(&wrap(&value, &name, &indent, width));
        }
    }
    written
}
