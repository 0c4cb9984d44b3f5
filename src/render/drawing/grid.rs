//! Draws a whole diagram: a row for each rank, tracks side by side.

use std::collections::HashMap;

use unicode_width::UnicodeWidthStr;

use crate::{
    render::layout::{Grid, Layout, Metrics},
    view::{Diagram, Mark, TextStyle},
};

use super::{
    canvas::{Canvas, Direction, Pen, Stroke},
    content::{Content, FRAME, TITLED, content, min_width, natural_width, shortened},
    pen,
};

/// The largest number of columns of a track.
const MAX_COLUMNS: usize = 4;
/// The largest number of lines of a track's title.
const TRACK_LINES: usize = 3;
/// The least inner width of a box.
const MIN_WIDTH: usize = 8;
/// More parallel lines than this are not readable.
const MAX_LANES: usize = 8;

/// The drawing, and whether its boxes have titles; `None` if it does not fit into `width`.
pub fn draw(diagram: &Diagram, width: usize) -> Option<(String, bool)> {
    (1..=MAX_COLUMNS).rev().find_map(|max_columns| {
        let grid = Grid::new(diagram, max_columns);
        draw_grid(diagram, &grid, width)
    })
}

fn draw_grid(diagram: &Diagram, grid: &Grid, width: usize) -> Option<(String, bool)> {
    if grid.max_lanes() > MAX_LANES {
        return None;
    }
    let mut metrics = metrics(grid.row_count());
    let room = grid.box_width(width, &metrics).checked_sub(FRAME)?;
    // Every line needs a port of its own.
    let lines = 2 * grid.max_side_lines() + 3;
    let wanted = natural_width(diagram).max(MIN_WIDTH).max(lines);
    // An odd width has a middle column.
    let inner = room.min(wanted).checked_sub(1)? / 2 * 2 + 1;
    if inner < MIN_WIDTH.max(min_width(diagram)) {
        return None;
    }
    let is_titled = inner >= TITLED;
    metrics.box_width = inner + FRAME;
    let contents: Vec<Content> = diagram
        .nodes
        .iter()
        .map(|node| content(node, inner, is_titled))
        .collect();
    for (row, content) in grid.rows().iter().zip(&contents) {
        let height = content.len() + 2;
        metrics.row_heights[*row] = metrics.row_heights[*row].max(height);
    }
    let layout = grid.place(&metrics)?;
    let header = header(diagram, &layout);
    let top = header
        .iter()
        .map(|(_, lines)| lines.len())
        .max()
        .unwrap_or(0);
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

fn metrics(rows: usize) -> Metrics {
    Metrics {
        box_width: 0,
        row_heights: vec![0; rows],
        lane: 1,
        gap: 2,
        channel: 1,
        margin: 0,
        pad: 1,
        pad_y: 0,
        arrow_head: 1,
        line_width: 1,
        corner: 1,
        pitch: 1,
        shared_ports: false,
    }
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
    let mut edges: Vec<usize> = (0..diagram.edges.len()).collect();
    edges.sort_by_key(|edge| {
        let edge = &diagram.edges[*edge];
        (edge.is_way, edge.is_step)
    });
    let owners = owners(diagram);
    let mut arrow_heads = Vec::new();
    for edge in edges {
        let pen = pen(&diagram.edges[edge]);
        let line = (owners[edge], pen);
        let points: Vec<(usize, usize)> = layout.polylines[edge]
            .iter()
            .map(|(x, y)| (*x, top + y))
            .collect();
        for (position, pair) in points.windows(2).enumerate() {
            let (mut from, mut to) = (pair[0], pair[1]);
            let direction = direction(from, to);
            // At a frame, only half a line is drawn.
            if position == 0 {
                canvas.half_line(from, direction, line);
                from = next_cell(from, direction);
                canvas.half_line(from, opposite(direction), line);
            }
            if position + 2 == points.len() {
                to = next_cell(to, opposite(direction));
                arrow_heads.push((to, direction, pen.style));
            }
            canvas.line(from, to, line);
        }
    }
    for (place, direction, style) in arrow_heads {
        let head = match direction {
            Direction::Up => "▲",
            Direction::Right => "►",
            Direction::Down => "▼",
            Direction::Left => "◄",
        };
        canvas.write(place, style, head);
    }
}

/// The owner of each edge: edges of one kind to one box join.
fn owners(diagram: &Diagram) -> Vec<usize> {
    let mut first = HashMap::new();
    let edges = diagram.edges.iter().enumerate();
    let owners = edges.map(|(position, edge)| {
        let net = (edge.to, edge.kind);
        *first.entry(net).or_insert(position)
    });
    owners.collect()
}

fn direction(from: (usize, usize), to: (usize, usize)) -> Direction {
    if to.1 < from.1 {
        Direction::Up
    } else if to.1 > from.1 {
        Direction::Down
    } else if to.0 > from.0 {
        Direction::Right
    } else {
        Direction::Left
    }
}

fn opposite(direction: Direction) -> Direction {
    match direction {
        Direction::Up => Direction::Down,
        Direction::Right => Direction::Left,
        Direction::Down => Direction::Up,
        Direction::Left => Direction::Right,
    }
}

fn next_cell((x, y): (usize, usize), direction: Direction) -> (usize, usize) {
    match direction {
        Direction::Up => (x, y.saturating_sub(1)),
        Direction::Right => (x + 1, y),
        Direction::Down => (x, y + 1),
        Direction::Left => (x.saturating_sub(1), y),
    }
}
