//! Turns a diagram and its layout into SVG elements.

use std::fmt::Write as _;

use crate::{
    render::{
        clean::clean,
        drawing_order, kinds,
        layout::{Grid, Layout, Metrics, Rect},
        markup::escape,
    },
    view::{Diagram, DiagramEdge, DiagramNode, Mark, counted},
};

use super::{
    path,
    text::{lines, width},
};

/// The distance between the text and the border of a box.
const PADDING: usize = 14;
/// The least and the largest width of the boxes of a column.
const WIDTHS: (usize, usize) = (140, 200);
/// Font sizes.
const NAME: usize = 11;
const TITLE: usize = 14;
const FACT: usize = 12;
/// The largest width of the text in a box.
const ROOM: usize = WIDTHS.1 - 2 * PADDING;
/// The largest number of lines of a title.
const TITLE_LINES: usize = 4;
/// The left margin of the legend and the notes.
const MARGIN: usize = 24;
/// The padding of a track's background.
const BAND: usize = 12;

/// A line of text in a box: its class, its font size and the text.
type Line = (&'static str, usize, String);

/// A drawing.
#[derive(Debug)]
pub struct Drawn {
    /// The SVG element.
    pub written: String,
    /// Its width in pixels.
    pub width: usize,
    /// Its height in pixels.
    pub height: usize,
    /// The left and the upper edge of the box of the present role.
    pub present: Option<(usize, usize)>,
}

/// Draws a diagram; its ids start with `prefix`. A drawing of its own starts with the style element `rules` and ends with
/// the legend and the notes; in a page, both stand outside of it.
pub fn draw(diagram: &Diagram, prefix: &str, rules: Option<&str>) -> Drawn {
    let grid = Grid::new(diagram, max_columns(diagram));
    let texts: Vec<Vec<Line>> = diagram.nodes.iter().map(texts).collect();
    let mut metrics = Metrics::page(&grid);
    // Ports at their full distance from each other.
    let ports = grid.side_lines().into_iter();
    let ports = ports.map(|count| 2 * (metrics.corner + 1 + metrics.pitch * (count + 1)));
    metrics.box_widths = ports.map(|wide| wide.clamp(WIDTHS.0, WIDTHS.1)).collect();
    let cells = grid.rows().iter().zip(grid.columns());
    for ((row, column), text) in cells.zip(&texts) {
        let height = 2 * PADDING + text.iter().map(|(_, size, _)| size + 5).sum::<usize>();
        metrics.row_heights[*row] = metrics.row_heights[*row].max(height);
        let widest = text
            .iter()
            .map(|(_, size, line)| width(line, *size).div_ceil(100));
        let wide = 2 * PADDING + widest.max().unwrap_or(0);
        metrics.box_widths[*column] = metrics.box_widths[*column].max(wide.min(WIDTHS.1));
    }
    // Ports may be shared, so a layout always exists.
    let layout = grid.place(&metrics).unwrap_or_default();
    let mut drawing = Drawing {
        diagram,
        written: String::new(),
    };
    let header = header(diagram, &layout);
    let deepest = header.iter().map(|(.., lines)| lines.len()).max();
    let top = 18 * deepest.unwrap_or(0) + 24;
    let legend = rules.map_or_else(Vec::new, |_| legend(diagram, layout.width));
    let bottom = top + layout.height;
    let legend_height = legend.last().map_or(0, |(.., (_, y))| y + 30);
    let room = layout.width.saturating_sub(2 * MARGIN);
    let notes = diagram.notes.iter().filter(|_| rules.is_some());
    let notes = notes.flat_map(|note| lines(&clean(&note.text()), FACT, room, 3));
    let notes: Vec<String> = notes.collect();
    let height = bottom + legend_height + 18 * notes.len();
    drawing.open(prefix, rules.unwrap_or_default(), layout.width, height);
    drawing.bands(&layout, &header, top, bottom);
    drawing.moves(&layout, top);
    for ((node, area), text) in diagram.nodes.iter().zip(&layout.boxes).zip(&texts) {
        let area = Rect {
            y: area.y + top,
            ..*area
        };
        drawing.role(node, &area, text);
    }
    drawing.legend(&legend, bottom);
    for (note, y) in notes.iter().zip((bottom + legend_height + 4..).step_by(18)) {
        drawing.line(&format!(
            "<text class=\"fact\" x=\"{MARGIN}\" y=\"{y}\">{}</text>",
            escape(note)
        ));
    }
    drawing.line("</svg>");
    let mut nodes = diagram.nodes.iter();
    let present = nodes.position(|node| node.mark == Mark::Present);
    let present = present.and_then(|node| layout.boxes.get(node));
    Drawn {
        written: drawing.written,
        width: layout.width,
        height,
        present: present.map(|area| (area.x, area.y + top)),
    }
}

/// The largest number of columns of a track, so that a large drawing is about square.
fn max_columns(diagram: &Diagram) -> usize {
    let tracks = diagram.tracks.len().max(1);
    (diagram.nodes.len().isqrt() / tracks).max(12)
}

/// The lines of text in a box.
fn texts(node: &DiagramNode) -> Vec<Line> {
    let id = lines(&clean(&node.id), NAME, ROOM, 3);
    let title = lines(&clean(&node.title), TITLE, ROOM, TITLE_LINES);
    let grade = format!("grade {}", node.grade);
    let mut facts: Vec<String> = Vec::new();
    for fact in std::iter::once(&grade).chain(&node.facts) {
        let fact = clean(fact);
        match facts.last_mut() {
            Some(last) if width(&format!("{last} · {fact}"), FACT) <= 100 * ROOM => {
                last.push_str(" · ");
                last.push_str(&fact);
            }
            _ => facts.extend(lines(&fact, FACT, ROOM, 2)),
        }
    }
    let mark = match node.mark {
        Mark::Plain => None,
        Mark::Present => Some("You are here"),
        Mark::Next => Some("A next step"),
        Mark::Goal => Some("The goal"),
    };
    let mark = mark.map(|mark| ("mark", FACT, mark.to_owned()));
    let title = title.into_iter().map(|line| ("title", TITLE, line));
    let id = id.into_iter().map(|line| ("name", NAME, line));
    let facts = facts.into_iter().map(|line| ("fact", FACT, line));
    title.chain(id).chain(facts).chain(mark).collect()
}

/// The titles of the tracks, each with the first and last x of its columns.
fn header(diagram: &Diagram, layout: &Layout) -> Vec<(usize, usize, Vec<String>)> {
    let tracks = layout.tracks.iter().map(|(track, left, right)| {
        let title = track.and_then(|track| diagram.tracks.get(track));
        let title = title.map_or_else(String::new, |(_, title)| clean(title).into_owned());
        (*left, *right, lines(&title, 13, right - left, 3))
    });
    tracks.collect()
}

/// An entry of the legend: the class of its sample, its text, and the position of the sample.
type Entry = (&'static str, &'static str, (usize, usize));

/// The kinds of move that occur, and the route: the class of the stroke and its name.
pub fn strokes(diagram: &Diagram) -> impl Iterator<Item = (&'static str, &'static str)> {
    let kinds = kinds(diagram).into_iter();
    let kinds = kinds.map(|kind| (kind.name(), kind.name()));
    let has_way = diagram.edges.iter().any(|edge| edge.is_way);
    kinds.chain(has_way.then_some(("way", "on the way")))
}

/// The strokes that occur, each with its place.
fn legend(diagram: &Diagram, width: usize) -> Vec<Entry> {
    let entries = strokes(diagram);
    let (mut x, mut y) = (MARGIN, 20);
    let places = entries.map(|(class, name)| {
        if x > MARGIN && x + 140 > width {
            (x, y) = (MARGIN, y + 22);
        }
        let place = (x, y);
        x += 150;
        (class, name, place)
    });
    places.collect()
}

struct Drawing<'a> {
    diagram: &'a Diagram,
    written: String,
}

impl Drawing<'_> {
    fn line(&mut self, text: &str) {
        self.written.push_str(text);
        self.written.push('\n');
    }

    fn open(&mut self, prefix: &str, rules: &str, width: usize, height: usize) {
        let diagram = self.diagram;
        // An element with the role `img` must not contain links.
        let role = if diagram.nodes.iter().any(|node| node.anchor.is_some()) {
            "group"
        } else {
            "img"
        };
        self.line(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"diagram\" role=\"{role}\" \
             aria-labelledby=\"{prefix}-title {prefix}-about\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\">"
        ));
        self.written.push_str(rules);
        self.line(&format!(
            "<title id=\"{prefix}-title\">{}</title>",
            escape(&diagram.title)
        ));
        self.line(&format!(
            "<desc id=\"{prefix}-about\">{}</desc>",
            escape(&about(diagram))
        ));
        self.line(&format!(
            "<rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>"
        ));
    }

    fn bands(
        &mut self,
        layout: &Layout,
        header: &[(usize, usize, Vec<String>)],
        top: usize,
        bottom: usize,
    ) {
        for (left, right, _) in header {
            let (x, wide) = (left - BAND, right - left + 2 * BAND);
            self.line(&format!(
                "<rect class=\"band\" x=\"{x}\" y=\"8\" width=\"{wide}\" height=\"{}\" rx=\"14\"/>",
                bottom - 8
            ));
        }
        for area in &layout.blocks {
            let half = BAND / 2;
            self.line(&format!(
                "<rect class=\"block\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"10\"/>",
                area.x - half,
                area.y + top - half,
                area.width + 2 * half,
                area.height + 2 * half
            ));
        }
        for (left, _, lines) in header {
            for (line, y) in lines.iter().zip((30..top + layout.height).step_by(18)) {
                let line = escape(line);
                self.line(&format!(
                    "<text class=\"track\" x=\"{left}\" y=\"{y}\">{line}</text>"
                ));
            }
        }
    }

    /// The moves, those on the route above the others.
    fn moves(&mut self, layout: &Layout, top: usize) {
        for number in drawing_order(self.diagram) {
            let edge = &self.diagram.edges[number];
            let points: Vec<(i64, i64)> = layout.polylines[number]
                .iter()
                .map(|(x, y)| (signed(*x), signed(y + top)))
                .collect();
            let (from, to) = (&self.diagram.nodes[edge.from], &self.diagram.nodes[edge.to]);
            let classes = classes(edge);
            let line = path::line(&points);
            self.line(&format!(
                "<path class=\"move {classes}\" data-from=\"{}\" data-to=\"{}\" d=\"{line}\"><title>{}</title></path>",
                escape(&from.id),
                escape(&to.id),
                escape(&tooltip(self.diagram, edge))
            ));
            if let Some(head) = path::head(&points) {
                self.line(&format!("<path class=\"head {classes}\" d=\"{head}\"/>"));
            }
        }
    }

    fn role(&mut self, node: &DiagramNode, area: &Rect, text: &[Line]) {
        let mark = match node.mark {
            Mark::Plain => "",
            Mark::Present => " present",
            Mark::Next => " next",
            Mark::Goal => " goal",
        };
        let link = node.anchor.as_deref().map(escape);
        if let Some(anchor) = &link {
            self.line(&format!("<a class=\"link\" href=\"#{anchor}\">"));
        }
        self.line(&format!(
            "<g class=\"role{mark}\" data-role=\"{}\"><title>{}</title>",
            escape(&node.id),
            escape(&node.title)
        ));
        let (Rect { x, y, .. }, width, height) = (*area, area.width, area.height);
        self.line(&format!(
            "<rect class=\"box\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"8\"/>"
        ));
        let mut base = y + PADDING;
        for (class, size, line) in text {
            base += size + 5;
            let _ = writeln!(
                self.written,
                "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>",
                x + PADDING,
                base - 5,
                escape(line)
            );
        }
        self.line("</g>");
        if link.is_some() {
            self.line("</a>");
        }
    }

    fn legend(&mut self, legend: &[Entry], bottom: usize) {
        for (class, name, (x, y)) in legend {
            let y = y + bottom;
            self.line(&format!(
                "<path class=\"sample {class}\" d=\"M{x} {y}L{} {y}\"/><text class=\"fact\" x=\"{}\" y=\"{}\">{name}</text>",
                x + 40,
                x + 48,
                y + 4
            ));
        }
    }
}

fn classes(edge: &DiagramEdge) -> String {
    let mut classes = vec![edge.kind.name()];
    if edge.is_step {
        classes.push("step");
    }
    if edge.is_way {
        classes.push("way");
    }
    classes.join(" ")
}

/// The tooltip of a move.
fn tooltip(diagram: &Diagram, edge: &DiagramEdge) -> String {
    let id = |node: usize| &diagram.nodes[node].id;
    format!("{} to {}: {}", id(edge.from), id(edge.to), edge.text())
}

/// The description of a diagram.
pub fn about(diagram: &Diagram) -> String {
    let mut about = format!(
        "{} and {}.",
        counted(diagram.nodes.len(), "role"),
        counted(diagram.edges.len(), "move")
    );
    let title = |mark: Mark| diagram.nodes.iter().find(|node| node.mark == mark);
    if let Some(present) = title(Mark::Present) {
        let _ = write!(
            about,
            " The person is here: {} ({}).",
            present.title, present.id
        );
    }
    if let Some(goal) = title(Mark::Goal) {
        let _ = write!(about, " The goal: {} ({}).", goal.title, goal.id);
    }
    about
}

fn signed(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
