//! Draws a diagram row by row: under each box, the moves out of it as text.

use unicode_width::UnicodeWidthStr;

use crate::{
    render::{clean::clean, layout::Grid, paint},
    view::{Diagram, StyledText, TextStyle},
    vocabulary::MoveKind,
};

use super::{
    canvas::{Canvas, Direction, Pen, Stroke},
    content::{Content, FRAME, content, natural_width, shortened},
    grid::frame,
    pen,
};

/// Columns between two boxes.
const GAP: usize = 2;
/// The columns of the line before a move.
const STEM: usize = 2;
/// The largest number of lines of a track's title.
const TRACK_LINES: usize = 2;
/// The inner width that boxes side by side should have.
const WIDTH: usize = 24;
/// The largest number of boxes side by side.
const MAX_COLUMNS: usize = 4;

/// A box with its content and its moves.
struct Block {
    node: usize,
    content: Content,
    /// The position of each move in the diagram, and its label.
    moves: Vec<(usize, String)>,
}

impl Block {
    fn height(&self) -> usize {
        self.content.len() + 2 + self.moves.len()
    }
}

/// Draws the rows below each other, the highest first.
pub fn draw(diagram: &Diagram, width: usize) -> String {
    let grid = Grid::new(diagram, usize::MAX);
    let rows = grid.rows();
    let mut moves: Vec<Vec<usize>> = vec![Vec::new(); diagram.nodes.len()];
    for (position, edge) in diagram.edges.iter().enumerate() {
        moves[edge.from].push(position);
    }
    let label = |position: &usize| {
        let edge = &diagram.edges[*position];
        let symbol = match rows[edge.to].cmp(&rows[edge.from]) {
            std::cmp::Ordering::Less => "▼",
            std::cmp::Ordering::Equal => "►",
            std::cmp::Ordering::Greater => "▲",
        };
        let (space, kind) = match edge.kind {
            MoveKind::Promotion => ("", ""),
            kind => ("  ", kind.name()),
        };
        (
            *position,
            format!(
                "{symbol} {}{space}{kind}",
                clean(&diagram.nodes[edge.to].id)
            ),
        )
    };
    let widest = moves
        .iter()
        .flatten()
        .map(|position| label(position).1.width() + STEM);
    let natural = diagram.nodes.iter().map(natural_width).max().unwrap_or(0);
    let natural = natural.max(widest.max().unwrap_or(0));
    let mut choices = (1..=MAX_COLUMNS).rev();
    let columns = choices.find(|columns| inner(width, *columns) >= natural.min(WIDTH));
    let inner = natural.min(inner(width, columns.unwrap_or(1)));
    let mut drawn = String::new();
    let columns = ((width + GAP) / (inner + FRAME + GAP)).max(1);
    // A rule between two rows, for a row may take several lines of boxes.
    let rule = "─".repeat(columns * (inner + FRAME + GAP) - GAP);
    for row in (0..grid.row_count()).rev() {
        let nodes = (0..diagram.nodes.len()).filter(|node| rows[*node] == row);
        let blocks: Vec<Block> = nodes
            .map(|node| Block {
                node,
                content: content_on_track(diagram, node, inner),
                moves: moves[node].iter().map(label).collect(),
            })
            .collect();
        if !drawn.is_empty() {
            drawn.push_str(&paint::mark(&StyledText::new(TextStyle::Quiet, &rule)));
            drawn.push('\n');
        }
        for (number, blocks) in blocks.chunks(columns).enumerate() {
            if number > 0 {
                drawn.push('\n');
            }
            drawn.push_str(&draw_row(diagram, blocks, inner + FRAME));
        }
    }
    drawn
}

/// The inner width of `columns` boxes side by side.
fn inner(width: usize, columns: usize) -> usize {
    let all = (width + GAP) / columns;
    all.saturating_sub(GAP + FRAME).max(1)
}

/// The content of a box, with its track if there are several.
fn content_on_track(diagram: &Diagram, node: usize, inner: usize) -> Content {
    let node = &diagram.nodes[node];
    let mut content = content(node, inner, true);
    let track = diagram.tracks.iter().find(|(id, _)| *id == node.track);
    if let Some((_, title)) = track.filter(|_| diagram.tracks.len() > 1) {
        let lines = shortened(title, inner, TRACK_LINES).into_iter();
        content.extend(lines.map(|line| (TextStyle::Quiet, line)));
    }
    content
}

fn draw_row(diagram: &Diagram, blocks: &[Block], width: usize) -> String {
    let height = blocks.iter().map(Block::height).max().unwrap_or(0);
    let mut canvas = Canvas::new(blocks.len() * (width + GAP) - GAP, height);
    for (block, number) in blocks.iter().zip(0..) {
        let x = number * (width + GAP);
        let height = block.content.len() + 2;
        canvas.frame((x, 0), width, height, frame(diagram.nodes[block.node].mark));
        for ((style, line), y) in block.content.iter().zip(1..) {
            canvas.write((x + 2, y), *style, line);
        }
        let stem = x + 2;
        for ((position, label), y) in block.moves.iter().zip(height..) {
            let pen = pen(&diagram.edges[*position]);
            let stroke = Stroke::Solid;
            canvas.line((stem, height - 1), (stem, y), (0, Pen { stroke, ..pen }));
            canvas.line((stem, y), (stem + 1, y), (0, pen));
            canvas.half_line((stem + 1, y), Direction::Right, (0, pen));
            canvas.write((stem + STEM, y), pen.style, &cut(label, width - 2 * STEM));
        }
    }
    canvas.finish()
}

/// The label of a move, without its kind if that does not fit, for the stroke shows it too. An id
/// that is too long loses its middle, for many ids start alike.
fn cut(label: &str, room: usize) -> String {
    if label.width() <= room {
        return label.to_owned();
    }
    let short = label.split_once("  ").map_or(label, |(short, _)| short);
    let letters: Vec<char> = short.chars().collect();
    if letters.len() <= room {
        return short.to_owned();
    }
    let kept = room.saturating_sub(1);
    let (start, end) = (kept.div_ceil(2), letters.len() - kept / 2);
    let cut = letters[..start].iter().chain(&['…']).chain(&letters[end..]);
    cut.collect()
}
