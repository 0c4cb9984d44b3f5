//! The whole picture: rows of grades above each other, tracks side by side.

use std::collections::HashMap;

use unicode_width::UnicodeWidthStr;

use crate::{
    render::layout::{Grid, Layout, Metrics},
    view::{Diagram, Mark, TextStyle},
};

use super::{
    canvas::{Canvas, Pen, Stroke, Toward},
    content::{Content, FRAME, TITLED, content, least, natural, shortened},
    pen,
};

/// How many boxes of one grade stand side by side on a track at most.
const ABREAST: usize = 4;
/// The lines that the title of a track takes at most.
const TRACK: usize = 3;
/// A box that is narrower than this within is not worth drawing.
const LEAST: usize = 8;
/// Nobody follows a line among more than so many beside it.
const LANES: usize = 8;

/// Draws the whole picture, and tells whether the boxes have their titles; `None` where it does not fit.
pub fn draw(diagram: &Diagram, width: usize) -> Option<(String, bool)> {
    (1..=ABREAST).rev().find_map(|most| {
        let grid = Grid::new(diagram, most);
        draw_grid(diagram, &grid, width)
    })
}

fn draw_grid(diagram: &Diagram, grid: &Grid, width: usize) -> Option<(String, bool)> {
    if grid.max_lanes() > LANES {
        return None;
    }
    let mut metrics = metrics(grid.row_count());
    let room = grid.box_width(width, &metrics).checked_sub(FRAME)?;
    // Every line has a place of its own.
    let lines = 2 * grid.max_side_lines() + 3;
    let wanted = natural(diagram).max(LEAST).max(lines);
    // An odd width has a middle.
    let inner = room.min(wanted).checked_sub(1)? / 2 * 2 + 1;
    if inner < LEAST.max(least(diagram)) {
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
    wires(&mut canvas, diagram, &layout, top);
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
        Some((middle, shortened(title, right - left, TRACK)))
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
        for ((tone, line), y) in content.iter().zip(top + area.y + 1..) {
            canvas.write((area.x + 2, y), *tone, line);
        }
    }
}

/// The frame of a box: heavy for where the person is and wants to be.
pub fn frame(mark: Mark) -> Pen {
    let tone = match mark {
        Mark::Plain => TextStyle::Quiet,
        Mark::Next => TextStyle::Good,
        Mark::Present | Mark::Goal => TextStyle::Strong,
    };
    Pen {
        is_heavy: matches!(mark, Mark::Present | Mark::Goal),
        stroke: Stroke::Solid,
        tone,
    }
}

/// The lines, those of the way last, and the heads of the edges above all lines.
fn wires(canvas: &mut Canvas, diagram: &Diagram, layout: &Layout, top: usize) {
    let mut edges: Vec<usize> = (0..diagram.edges.len()).collect();
    edges.sort_by_key(|edge| {
        let edge = &diagram.edges[*edge];
        (edge.is_way, edge.is_step)
    });
    let owners = owners(diagram);
    let mut heads = Vec::new();
    for edge in edges {
        let pen = pen(&diagram.edges[edge]);
        let line = (owners[edge], pen);
        let points: Vec<(usize, usize)> = layout.polylines[edge]
            .iter()
            .map(|(x, y)| (*x, top + y))
            .collect();
        for (position, pair) in points.windows(2).enumerate() {
            let (mut from, mut to) = (pair[0], pair[1]);
            let toward = toward(from, to);
            // The frames of both boxes stay as they are, but for the stub of the line.
            if position == 0 {
                canvas.leave(from, toward, line);
                from = step(from, toward);
                canvas.leave(from, opposite(toward), line);
            }
            if position + 2 == points.len() {
                to = step(to, opposite(toward));
                heads.push((to, toward, pen.tone));
            }
            canvas.line(from, to, line);
        }
    }
    for (place, toward, tone) in heads {
        let head = match toward {
            Toward::Up => "▲",
            Toward::Right => "►",
            Toward::Down => "▼",
            Toward::Left => "◄",
        };
        canvas.write(place, tone, head);
    }
}

/// Arrows of one kind to one box join, so that they have one owner.
fn owners(diagram: &Diagram) -> Vec<usize> {
    let mut first = HashMap::new();
    let edges = diagram.edges.iter().enumerate();
    let owners = edges.map(|(position, edge)| {
        let net = (edge.to, edge.kind);
        *first.entry(net).or_insert(position)
    });
    owners.collect()
}

fn toward(from: (usize, usize), to: (usize, usize)) -> Toward {
    if to.1 < from.1 {
        Toward::Up
    } else if to.1 > from.1 {
        Toward::Down
    } else if to.0 > from.0 {
        Toward::Right
    } else {
        Toward::Left
    }
}

fn opposite(toward: Toward) -> Toward {
    match toward {
        Toward::Up => Toward::Down,
        Toward::Right => Toward::Left,
        Toward::Down => Toward::Up,
        Toward::Left => Toward::Right,
    }
}

fn step((x, y): (usize, usize), toward: Toward) -> (usize, usize) {
    match toward {
        Toward::Up => (x, y.saturating_sub(1)),
        Toward::Right => (x + 1, y),
        Toward::Down => (x, y + 1),
        Toward::Left => (x.saturating_sub(1), y),
    }
}
