//! Draws a whole diagram: a row for each rank, tracks side by side.

use std::{cmp::Ordering, collections::HashMap};

use unicode_width::UnicodeWidthStr;

use crate::{
    render::{
        drawing_order,
        layout::{Grid, Layout, Metrics},
    },
    view::{Diagram, Mark, TextStyle},
};

use super::{
    canvas::{Canvas, Pen, Stroke},
    content::{Content, FRAME, TITLED, content, min_width, natural_width, shortened},
    pen,
};

/// The largest number of lines of a track's title.
const TRACK_LINES: usize = 3;
/// The least inner width of a box.
const MIN_WIDTH: usize = 8;
/// More parallel lines than this are not readable.
const MAX_LANES: usize = 8;

/// The drawing, and whether its boxes have titles; `None` if it does not fit into `width`.
pub fn draw(diagram: &Diagram, width: usize) -> Option<(String, bool)> {
    // Roles of one grade stand side by side.
    let grid = &Grid::new(diagram, usize::MAX);
    if grid.max_lanes() > MAX_LANES {
        return None;
    }
    let mut metrics = Metrics::terminal(grid);
    let room = width.checked_sub(grid.gaps_width(&metrics))?;
    let inner = inner_widths(diagram, grid, room)?;
    let is_titled = inner.iter().all(|inner| *inner >= TITLED);
    metrics.box_widths = inner.iter().map(|inner| inner + FRAME).collect();
    let contents: Vec<Content> = diagram
        .nodes
        .iter()
        .zip(grid.columns())
        .map(|(node, column)| content(node, inner[*column], is_titled))
        .collect();
    for (row, content) in grid.rows().iter().zip(&contents) {
        let height = content.len() + 2;
        metrics.row_heights[*row] = metrics.row_heights[*row].max(height);
    }
    let layout = grid.place(&metrics)?;
    let header = header(diagram, &layout);
    let top = header.iter().map(|(_, lines)| lines.len()).max();
    let top = top.unwrap_or(0);
    let mut canvas = Canvas::new(layout.width, top + layout.height);
    for (middle, lines) in header {
        for (line, y) in lines.iter().zip(top - lines.len()..) {
            let x = middle.saturating_sub(line.width() / 2);
            canvas.write((x, y), TextStyle::Strong, line);
        }
    }
    boxes(&mut canvas, diagram, &layout, &contents, top);
    edges(&mut canvas, diagram, &layout, top);
    Some((canvas.finish(), is_titled))
}

/// The inner widths of the columns, so that their boxes fit into `room`: each as wide as its boxes
/// need it, but none wider than a common limit. An odd width has a middle column.
fn inner_widths(diagram: &Diagram, grid: &Grid, room: usize) -> Option<Vec<usize>> {
    // Every line needs a port of its own.
    let ports = grid.side_lines().into_iter().map(|count| 2 * count + 3);
    let mut columns: Vec<(usize, usize)> = ports.map(|ports| (MIN_WIDTH, ports)).collect();
    for (node, column) in diagram.nodes.iter().zip(grid.columns()) {
        let (least, wanted) = &mut columns[*column];
        *least = min_width(node).max(*least);
        *wanted = natural_width(node).max(*wanted).max(*least);
    }
    let within = |limit: usize| {
        let columns = columns.iter();
        columns.map(move |(least, wanted)| (*wanted).min(limit).max(*least) | 1)
    };
    let widest = columns.iter().map(|(_, wanted)| *wanted).max().unwrap_or(0);
    let mut limits = (MIN_WIDTH..=widest).rev();
    let limit =
        limits.find(|limit| within(*limit).map(|inner| inner + FRAME).sum::<usize>() <= room)?;
    Some(within(limit).collect())
}

/// The titles of the tracks, each with the middle of its columns.
fn header(diagram: &Diagram, layout: &Layout) -> Vec<(usize, Vec<String>)> {
    let tracks = layout.tracks.iter();
    let named = tracks.filter_map(|(track, left, right)| {
        let (_, title) = &diagram.tracks[(*track)?];
        let middle = usize::midpoint(*left, *right);
        Some((middle, shortened(title, right - left, TRACK_LINES)))
    });
    named.collect()
}

fn boxes(
    canvas: &mut Canvas,
    diagram: &Diagram,
    layout: &Layout,
    contents: &[Content],
    top: usize,
) {
    for ((node, area), content) in diagram.nodes.iter().zip(&layout.boxes).zip(contents) {
        canvas.frame(
            (area.x, top + area.y),
            area.width,
            area.height,
            frame(node.mark),
        );
        for ((style, line), y) in content.iter().zip(top + area.y + 1..) {
            canvas.write((area.x + 2, y), *style, line);
        }
    }
}

/// The style of a frame: heavy for the present role and the goal.
pub fn frame(mark: Mark) -> Pen {
    let style = match mark {
        Mark::Plain => TextStyle::Quiet,
        Mark::Next => TextStyle::Good,
        Mark::Present | Mark::Goal => TextStyle::Strong,
    };
    Pen {
        is_heavy: matches!(mark, Mark::Present | Mark::Goal),
        stroke: Stroke::Solid,
        style,
    }
}

/// Draws the edges, those of the route last, and the arrow heads above all lines.
fn edges(canvas: &mut Canvas, diagram: &Diagram, layout: &Layout, top: usize) {
    let owners = owners(diagram);
    let mut arrow_heads = Vec::new();
    for edge in drawing_order(diagram) {
        let pen = pen(&diagram.edges[edge]);
        let line = (owners[edge], pen);
        let points = layout.polylines[edge].iter();
        let mut points: Vec<(usize, usize)> = points.map(|(x, y)| (*x, top + y)).collect();
        if let Some((place, head)) = arrow_head(&points) {
            points.pop();
            points.push(place);
            arrow_heads.push((place, head, pen.style));
        }
        for pair in points.windows(2) {
            canvas.line(pair[0], pair[1], line);
        }
    }
    for (place, head, style) in arrow_heads {
        canvas.write(place, style, head);
    }
}

/// The arrow head of a line, in the cell before its end.
fn arrow_head(points: &[(usize, usize)]) -> Option<((usize, usize), &'static str)> {
    let [.., before, (x, y)] = points else {
        return None;
    };
    Some(match (x.cmp(&before.0), y.cmp(&before.1)) {
        (_, Ordering::Less) => ((*x, y + 1), "▲"),
        (_, Ordering::Greater) => ((*x, y - 1), "▼"),
        (Ordering::Greater, _) => ((x - 1, *y), "►"),
        _ => ((x + 1, *y), "◄"),
    })
}

/// The owner of each edge: edges of one kind to one box join, those of the route apart.
fn owners(diagram: &Diagram) -> Vec<usize> {
    let mut first = HashMap::new();
    let edges = diagram.edges.iter().enumerate();
    let owners = edges.map(|(position, edge)| {
        let net = (edge.to, edge.kind, edge.is_way);
        *first.entry(net).or_insert(position)
    });
    owners.collect()
}
