//! Assigns each box a cell of the grid: rows rise with the grades, each track has its own columns.

use std::collections::{BTreeSet, HashMap};

use crate::order::Order as _;
use crate::view::Diagram;

use super::rows::rows;

/// The number of ordering sweeps, alternately upwards and downwards.
const SWEEPS: usize = 8;

/// The boxes of a rank by the position of their track; of tracks without one nothing.
type Rank = Vec<(usize, Vec<usize>)>;

/// The cell of every box; no cell holds two.
#[derive(Debug, Default, PartialEq)]
pub struct Cells {
    /// The row of each box, from 0, the lowest.
    pub rows: Vec<usize>,
    /// The column of each box, from 0, the leftmost.
    pub columns: Vec<usize>,
    pub row_count: usize,
    pub column_count: usize,
    /// The tracks from left to right: the position in `Diagram::tracks`, if the track is listed
    /// there, the first column and the one after the last.
    pub tracks: Vec<(Option<usize>, usize, usize)>,
    /// The boxes of a track and a rank that take several rows: its first column and the one after
    /// the last, its first row and its last.
    pub blocks: Vec<((usize, usize), (usize, usize))>,
}

impl Cells {
    /// Places the boxes; a track has at most `max_columns` columns, further boxes of a rank wrap to
    /// a row above.
    pub fn new(diagram: &Diagram, max_columns: usize) -> Self {
        let tracks = tracks(diagram);
        let grades = rows(diagram);
        let count = 1 + grades.iter().max().map_or(0, |highest| *highest);
        let mut ranks: Vec<Rank> = vec![Rank::new(); count];
        for (track, (_, members)) in tracks.iter().enumerate() {
            for node in members {
                let rank = &mut ranks[grades[*node]];
                match rank.last_mut() {
                    Some((last, boxes)) if *last == track => boxes.push(*node),
                    _ => rank.push((track, vec![*node])),
                }
            }
        }
        let mut widths = vec![0; tracks.len()];
        for (track, boxes) in ranks.iter().flatten() {
            widths[*track] = boxes.len().min(max_columns).max(widths[*track]);
        }
        let mut cells = Self {
            rows: grades,
            columns: vec![0; diagram.nodes.len()],
            ..Self::default()
        };
        for ((track, _), width) in tracks.iter().zip(&widths) {
            let first = cells.column_count;
            cells.column_count += width;
            cells.tracks.push((*track, first, cells.column_count));
        }
        cells.order(diagram, &mut ranks);
        cells.row_count = cells.assign(&ranks);
        for (track, boxes) in ranks.iter().flatten() {
            let (_, first, end) = cells.tracks[*track];
            let rows = boxes.iter().map(|node| cells.rows[*node]);
            if let Some((low, high)) = rows.clone().min().zip(rows.max())
                && low < high
            {
                cells.blocks.push(((first, end), (low, high)));
            }
        }
        // Track by track.
        cells.blocks.order();
        cells
    }

    /// Orders the boxes of each rank to reduce crossings, by the barycentre heuristic.
    fn order(&mut self, diagram: &Diagram, ranks: &mut [Rank]) {
        if ranks.iter().flatten().all(|(_, boxes)| boxes.len() < 2) {
            return;
        }
        self.assign(ranks);
        let mut neighbours = vec![Vec::new(); diagram.nodes.len()];
        for edge in &diagram.edges {
            neighbours[edge.from].push(edge.to);
            neighbours[edge.to].push(edge.from);
        }
        for sweep in 0..SWEEPS {
            let count = ranks.len();
            for rank in 0..count {
                let rank = if sweep % 2 == 0 {
                    rank
                } else {
                    count - 1 - rank
                };
                for (_, boxes) in &mut ranks[rank] {
                    let columns = &self.columns;
                    boxes.order_by(|one, other| {
                        let barycentre_of =
                            |node: &usize| barycentre(columns, &neighbours[*node], *node);
                        barycentre_of(one).total_cmp(&barycentre_of(other))
                    });
                }
                self.assign_rank(&ranks[rank], 0);
            }
        }
    }

    /// Assigns cells by the order within the ranks, and returns the number of rows.
    fn assign(&mut self, ranks: &[Rank]) -> usize {
        let ranks = ranks.iter();
        ranks.fold(0, |base, rank| base + self.assign_rank(rank, base))
    }

    /// Assigns the cells of one rank, whose first row is `base`, and returns the number of its rows.
    fn assign_rank(&mut self, rank: &Rank, base: usize) -> usize {
        let mut height = 0;
        for (track, boxes) in rank {
            let (_, first, end) = self.tracks[*track];
            let width = end - first;
            for (number, chunk) in boxes.chunks(width.max(1)).enumerate() {
                height = height.max(number + 1);
                // Centred within the track.
                let start = first + (width - chunk.len()) / 2;
                for (node, column) in chunk.iter().zip(start..) {
                    self.rows[*node] = base + number;
                    self.columns[*node] = column;
                }
            }
        }
        height
    }

    /// The columns of each row with a box, and the rows of each column with one.
    pub fn occupied(&self) -> (Vec<BTreeSet<usize>>, Vec<BTreeSet<usize>>) {
        let mut in_rows = vec![BTreeSet::new(); self.row_count];
        let mut in_columns = vec![BTreeSet::new(); self.column_count];
        for (row, column) in self.rows.iter().zip(&self.columns) {
            in_rows[*row].insert(*column);
            in_columns[*column].insert(*row);
        }
        (in_rows, in_columns)
    }
}

/// The mean column of the neighbours of a box.
#[expect(clippy::cast_precision_loss, reason = "there are few columns")]
fn barycentre(columns: &[usize], neighbours: &[usize], own: usize) -> f64 {
    if neighbours.is_empty() {
        return columns[own] as f64;
    }
    let sum: usize = neighbours.iter().map(|node| columns[*node]).sum();
    sum as f64 / neighbours.len() as f64
}

/// The tracks that have boxes, with their boxes: those of the diagram in its order, then others.
pub(super) fn tracks(diagram: &Diagram) -> Vec<(Option<usize>, Vec<usize>)> {
    let listed = diagram.tracks.iter().enumerate();
    let mut tracks: Vec<(Option<usize>, Vec<usize>)> = (0..listed.len())
        .map(|track| (Some(track), Vec::new()))
        .collect();
    let mut positions: HashMap<&str, usize> = listed
        .rev()
        .map(|(track, (id, _))| (id.as_str(), track))
        .collect();
    for (node, entry) in diagram.nodes.iter().enumerate() {
        let track = *positions.entry(&entry.track).or_insert_with(|| {
            tracks.push((None, Vec::new()));
            tracks.len() - 1
        });
        tracks[track].1.push(node);
    }
    tracks.retain(|(_, members)| !members.is_empty());
    tracks
}
