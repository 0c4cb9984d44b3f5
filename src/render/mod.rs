//! Turns a sheet, a page or a diagram into text; one file for each format.

mod ascii;
mod bars;
mod cells;
mod clean;
mod color;
mod compared;
mod contrast;
mod cross_table;
mod csv;
mod diagnostics;
mod dot;
mod drawing;
mod fitting;
mod gantt;
mod html;
mod ics;
mod json;
mod layout;
mod link;
mod list;
mod markdown;
mod markup;
mod mermaid;
mod paint;
mod sarif;
mod screen;
mod svg;
mod table;
mod time_scale;
mod wrap;

use std::io;

use serde::Serialize;

use crate::{
    order::Order as _,
    view::{Carried, Diagram, Sheet, StyledText, Todo, View},
    vocabulary::MoveKind,
};

pub use clean::{clean, clean_lines};
pub use compared::Compared;
pub use diagnostics::{
    diagnostics, failure, invalid_file, lines, note, pattern, summary, usage, usage_error,
};
pub use json::line as json_line;
pub use sarif::sarif;
pub use screen::{Screen, render as screen};

/// The format of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Format {
    /// Tables that fit the terminal
    Table,
    /// One fact per line, for screen readers and grep
    List,
    /// The whole answer, for programs
    Json,
    /// One table, for spreadsheets
    Csv,
    /// Headings and tables, for a wiki
    Markdown,
    /// One page for a browser, without scripts and network access
    Html,
    /// Diagram for Mermaid; only for `show`, `path` and `plan`
    Mermaid,
    /// Diagram for Graphviz; only for `show`, `path` and `plan`
    Dot,
    /// Diagram for a page or a document; only for `show`, `path` and `plan`
    Svg,
    /// Calendar events; only for `plan` and `due`
    Ics,
    /// The text of the ladder file; only for `show`
    Yaml,
    /// Problems for code review tools; only for `check`
    Sarif,
}

impl Format {
    /// The format of each file extension.
    pub const EXTENSIONS: [(&str, Self); 15] = [
        ("txt", Self::Table),
        ("json", Self::Json),
        ("csv", Self::Csv),
        ("md", Self::Markdown),
        ("markdown", Self::Markdown),
        ("html", Self::Html),
        ("htm", Self::Html),
        ("mmd", Self::Mermaid),
        ("dot", Self::Dot),
        ("gv", Self::Dot),
        ("svg", Self::Svg),
        ("ics", Self::Ics),
        ("yaml", Self::Yaml),
        ("yml", Self::Yaml),
        ("sarif", Self::Sarif),
    ];

    /// Whether it writes only a diagram.
    pub fn is_diagram(self) -> bool {
        matches!(self, Self::Mermaid | Self::Dot | Self::Svg)
    }

    /// Whether it writes a document to hand in or publish.
    pub fn is_document(self) -> bool {
        matches!(self, Self::Markdown | Self::Html)
    }

    /// The format of a file extension, in any case.
    pub fn of_extension(extension: &str) -> Option<Self> {
        let mut known = Self::EXTENSIONS.into_iter();
        let named = known.find(|(known, _)| known.eq_ignore_ascii_case(extension));
        named.map(|(_, format)| format)
    }
}

/// The properties of the output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Medium {
    /// The width in columns; `None`: nothing is wrapped.
    pub width: Option<usize>,
    /// Whether colour and other terminal styles are written.
    pub color: bool,
    /// Whether only ASCII characters are written.
    pub ascii: bool,
}

/// An answer that every format can write, whatever its type: the formats are compiled once.
pub trait Answer: View {
    /// Writes the whole answer as JSON, with these fields before its own.
    ///
    /// # Errors
    ///
    /// Those of what it is written to.
    fn json(&self, first: &str, to: &mut dyn io::Write) -> io::Result<()>;

    /// Whether that has more bytes than so many.
    fn exceeds(&self, most: usize) -> bool;
}

impl<T: View + Serialize> Answer for T {
    fn json(&self, first: &str, to: &mut dyn io::Write) -> io::Result<()> {
        json::render(self, first, to)
    }

    fn exceeds(&self, most: usize) -> bool {
        json::exceeds(self, most)
    }
}

/// What is to be known of a diagram in a format: that it is larger than the format's readers draw.
pub fn too_large(answer: &dyn View, format: Format) -> Option<String> {
    let edges = match format {
        Format::Mermaid => answer.diagram()?.edges.len(),
        _ => 0,
    };
    (edges > mermaid::EDGES).then(|| {
        format!(
            "the diagram has {edges} edges, and Mermaid draws at most {}: for a part, `ladder show --around ROLE` \
             or `--track TRACK`; for all of it, set `maxEdges` of Mermaid, or choose `--format svg` or `dot`",
            mermaid::EDGES
        )
    })
}

/// The boxes and the edges of a diagram that is too large to be drawn.
pub fn undrawable(answer: &dyn View, format: Format) -> Option<(usize, usize)> {
    if format != Format::Svg || answer.gantt().is_some() {
        return None;
    }
    let diagram = answer.diagram()?;
    svg::is_too_large(&diagram).then_some((diagram.nodes.len(), diagram.edges.len()))
}

/// An answer in a format, which is a text or is written piece by piece. What is written of such an answer is made when
/// it is written.
pub enum Rendered<'a> {
    /// The text.
    Text(String),
    /// An answer as JSON.
    Json(&'a dyn Answer),
    /// A page for a browser.
    Page(&'a dyn Answer),
    /// Tables.
    Table(&'a dyn Answer, Medium, &'a Carried),
    /// A list.
    List(&'a dyn Answer, Medium, &'a Carried),
    /// Markdown.
    Markdown(&'a dyn Answer),
}

impl Rendered<'_> {
    /// Writes the text.
    ///
    /// # Errors
    ///
    /// Those of what it is written to.
    pub fn write(self, to: &mut dyn io::Write) -> io::Result<()> {
        match self {
            Self::Text(text) => to.write_all(text.as_bytes()),
            Self::Json(answer) => answer.json("", to),
            Self::Page(answer) => html::render(&answer.page(), to),
            Self::Table(answer, medium, options) => {
                let mut writer = table::Writer::new(medium, to);
                pieces(answer, || answer.sheet(), &mut |mut sheet| {
                    sheet.add_options(options);
                    writer.add(sheet)
                })?;
                writer.end()
            }
            Self::List(answer, medium, options) => {
                pieces(answer, || answer.sheet(), &mut |mut sheet| {
                    sheet.add_options(options);
                    list::add(sheet, medium, to)
                })
            }
            Self::Markdown(answer) => {
                pieces(answer, || answer.document(), &mut |sheet| {
                    markdown::add(sheet, to)
                })?;
                to.write_all(b"\n")
            }
        }
    }
}

/// Hands on a sheet, that of a large answer piece by piece; only the first piece has a title.
fn pieces(
    answer: &dyn Answer,
    whole: impl FnOnce() -> Sheet,
    take: &mut dyn FnMut(Sheet) -> io::Result<()>,
) -> io::Result<()> {
    let mut explained = |mut sheet: Sheet| {
        sheet.explain_each();
        take(sheet)
    };
    match answer.paged() {
        Some(page) => page.pieces(&mut explained),
        None => explained(whole()),
    }
}

/// The text of an answer in a format; `None` if the format does not exist for this answer. The commands that it names get
/// `options`.
pub fn render(
    answer: &dyn Answer,
    format: Format,
    medium: Medium,
    options: &Carried,
) -> Option<String> {
    let mut written = Vec::new();
    let rendered = rendered(answer, format, medium, options)?;
    rendered.write(&mut written).expect("memory takes all");
    Some(String::from_utf8(written).expect("every format is UTF-8"))
}

/// The same, still to be written.
pub fn rendered<'a>(
    answer: &'a dyn Answer,
    format: Format,
    medium: Medium,
    options: &'a Carried,
) -> Option<Rendered<'a>> {
    let text = match format {
        Format::Table => return Some(Rendered::Table(answer, medium, options)),
        Format::List => return Some(Rendered::List(answer, medium, options)),
        Format::Json => return Some(Rendered::Json(answer)),
        Format::Csv => csv::render(&answer.records()),
        Format::Markdown => return Some(Rendered::Markdown(answer)),
        Format::Html => return Some(Rendered::Page(answer)),
        Format::Mermaid => mermaid::render(&answer.diagram()?),
        Format::Dot => dot::render(&answer.diagram()?),
        Format::Svg => match answer.gantt() {
            Some(gantt) => svg::gantt(&gantt),
            None => svg::render(&answer.diagram()?),
        },
        Format::Ics => {
            let (day, events) = answer.events()?;
            ics::render(&events, day)
        }
        Format::Yaml | Format::Sarif => return None,
    };
    Some(Rendered::Text(text))
}

/// The entries of a list of sources, each with its number.
fn numbered(entries: &[StyledText]) -> Vec<(String, StyledText)> {
    let numbered = entries.iter().zip(1_usize..);
    numbered
        .map(|(entry, number)| (format!("[{number}]"), entry.clone()))
        .collect()
}

/// The titles of the nodes of a diagram by their ids.
fn titles(diagram: &Diagram) -> Vec<(String, StyledText)> {
    let nodes = diagram.nodes.iter();
    nodes
        .map(|node| (node.id.to_string(), StyledText::from(&node.title)))
        .collect()
}

/// The details of a to-do entry that have a value, as `name: value; name: value`.
fn details(todo: &Todo, write: impl Fn(&StyledText) -> String) -> Option<String> {
    let details = todo.details.iter().filter(|(_, value)| !value.is_empty());
    let details = details.map(|(name, value)| format!("{}: {}", name.to_lowercase(), write(value)));
    details.reduce(|all, detail| format!("{all}; {detail}"))
}

/// The kinds of the edges of a diagram, in the order in which they occur.
fn kinds(diagram: &Diagram) -> Vec<MoveKind> {
    let mut kinds = Vec::new();
    for edge in &diagram.edges {
        if !kinds.contains(&edge.kind) {
            kinds.push(edge.kind);
        }
    }
    kinds
}

/// The edges of a diagram in the order of drawing: those of the route are above the others.
fn drawing_order(diagram: &Diagram) -> Vec<usize> {
    let mut order: Vec<usize> = (0..diagram.edges.len()).collect();
    order.order_by_key(|edge| (diagram.edges[*edge].is_way, diagram.edges[*edge].is_step));
    order
}
