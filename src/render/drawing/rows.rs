//! One row of grades at a time: under each box, the moves that lead out of it.

use unicode_width::UnicodeWidthStr;

use crate::{
    render::{clean::clean, layout::Grid, paint},
    view::{Diagram, StyledText, TextStyle},
    vocabulary::MoveKind,
};

use super::{
    canvas::{Canvas, Pen, Stroke, Toward},
    content::{Content, FRAME, content, natural, shortened},
    grid::frame,
    pen,
};

/// Columns between two boxes.
const GAP: usize = 2;
/// The line before a move.
const STEM: usize = 2;
/// The lines that the title of a track takes at most.
const TRACK: usize = 2;
/// Side by side there is room for so much in each box, and for so many.
const ROOM: usize = 24;
const ABREAST: usize = 4;

/// A box with what stands in it, and its moves in words.
struct Block {
    node: usize,
    content: Content,
    /// The position of each move, and what is written beside its line.
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
    let words = |position: &usize| {
        let edge = &diagram.edges[*position];
        let sign = match rows[edge.to].cmp(&rows[edge.from]) {
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
            format!("{sign} {}{space}{kind}", clean(&diagram.nodes[edge.to].id)),
        )
    };
    let widest = moves
        .iter()
        .flatten()
        .map(|position| words(position).1.width() + STEM);
    let natural = natural(diagram).max(widest.max().unwrap_or(0));
    let mut choices = (1..=ABREAST).rev();
    let abreast = choices.find(|abreast| inner(width, *abreast) >= natural.min(ROOM));
    let inner = natural.min(inner(width, abreast.unwrap_or(1)));
    let mut drawn = String::new();
    let abreast = ((width + GAP) / (inner + FRAME + GAP)).max(1);
    // Between two rows, so that one that goes on below itself is no other.
    let rule = "─".repeat(abreast * (inner + FRAME + GAP) - GAP);
    for row in (0..grid.row_count()).rev() {
        let nodes = (0..diagram.nodes.len()).filter(|node| rows[*node] == row);
        let blocks: Vec<Block> = nodes
            .map(|node| Block {
                node,
                content: content_on_track(diagram, node, inner),
                moves: moves[node].iter().map(words).collect(),
            })
            .collect();
        if !drawn.is_empty() {
            drawn.push_str(&paint::mark(&StyledText::new(TextStyle::Quiet, &rule)));
            drawn.push('\n');
        }
        for (number, blocks) in blocks.chunks(abreast).enumerate() {
            if number > 0 {
                drawn.push('\n');
            }
            drawn.push_str(&draw_row(diagram, blocks, inner + FRAME));
        }
    }
    drawn
}

/// How wide boxes are within when so many stand side by side.
fn inner(width: usize, abreast: usize) -> usize {
    let all = (width + GAP) / abreast;
    all.saturating_sub(GAP + FRAME).max(1)
}

/// What stands in a box, and the track that it is on, where there are several.
fn content_on_track(diagram: &Diagram, node: usize, inner: usize) -> Content {
    let node = &diagram.nodes[node];
    let mut content = content(node, inner, true);
    let track = diagram.tracks.iter().find(|(id, _)| *id == node.track);
    if let Some((_, title)) = track.filter(|_| diagram.tracks.len() > 1) {
        let lines = shortened(title, inner, TRACK).into_iter();
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
        for ((tone, line), y) in block.content.iter().zip(1..) {
            canvas.write((x + 2, y), *tone, line);
        }
        let stem = x + 2;
        for ((position, words), y) in block.moves.iter().zip(height..) {
            let pen = pen(&diagram.edges[*position]);
            let stroke = Stroke::Solid;
            canvas.line((stem, height - 1), (stem, y), (0, Pen { stroke, ..pen }));
            canvas.line((stem, y), (stem + 1, y), (0, pen));
            canvas.leave((stem + 1, y), Toward::Right, (0, pen));
            canvas.write((stem + STEM, y), pen.tone, &cut(words, width - 2 * STEM));
        }
    }
    canvas.finish()
}

/// The words of a move, without its kind where there is no room for it: its line tells that too. An
/// id that is too long loses its middle, since many begin alike.
fn cut(words: &str, room: usize) -> String {
    if words.width() <= room {
        return words.to_owned();
    }
    let short = words.split_once("  ").map_or(words, |(short, _)| short);
    let letters: Vec<char> = short.chars().collect();
    if letters.len() <= room {
        return short.to_owned();
    }
    let kept = room.saturating_sub(1);
    let (start, end) = (kept.div_ceil(2), letters.len() - kept / 2);
    let cut = letters[..start].iter().chain(&['…']).chain(&letters[end..]);
    cut.collect()
}
