//! Assigns each box a cell of the grid: rows rise with the grades, each track has its own columns.

use std::collections::HashMap;

use crate::order::Order as _;
use crate::view::Diagram;

use super::rows::rows;

/// The number of ordering sweeps, alternately upwards and downwards.
const SWEEPS: usize = 8;

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
        // By track and rank.
        let mut ranks: Vec<Vec<Vec<usize>>> = Vec::new();
        let count = 1 + grades.iter().max().map_or(0, |highest| *highest);
        for (_, members) in &tracks {
            let mut own = vec![Vec::new(); count];
            for node in members {
                own[grades[*node]].push(*node);
            }
            ranks.push(own);
        }
        let widths: Vec<usize> = ranks
            .iter()
            .map(|own| own.iter().map(Vec::len).max().unwrap_or(0).min(max_columns))
            .collect();
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
        for (own, (_, first, end)) in ranks.iter().zip(&cells.tracks) {
            let rows = |rank: &Vec<usize>| {
                let rows = rank.iter().map(|node| cells.rows[*node]);
                rows.clone().min().zip(rows.max())
            };
            let wrapped = own.iter().filter_map(rows).filter(|(low, high)| low < high);
            cells
                .blocks
                .extend(wrapped.map(|rows| ((*first, *end), rows)));
        }
        cells
    }

    /// Orders the boxes of each rank to reduce crossings, by the barycentre heuristic.
    fn order(&mut self, diagram: &Diagram, ranks: &mut [Vec<Vec<usize>>]) {
        if ranks.iter().flatten().all(|rank| rank.len() < 2) {
            return;
        }
        self.assign(ranks);
        let mut neighbours = vec![Vec::new(); diagram.nodes.len()];
        for edge in &diagram.edges {
            neighbours[edge.from].push(edge.to);
            neighbours[edge.to].push(edge.from);
        }
        for sweep in 0..SWEEPS {
            let count = ranks.first().map_or(0, Vec::len);
            for rank in 0..count {
                let rank = if sweep % 2 == 0 {
                    rank
                } else {
                    count - 1 - rank
                };
                for own in ranks.iter_mut() {
                    let columns = &self.columns;
                    own[rank].order_by(|one, other| {
                        let barycentre_of =
                            |node: &usize| barycentre(columns, &neighbours[*node], *node);
                        barycentre_of(one).total_cmp(&barycentre_of(other))
                    });
                }
                self.assign_rank(ranks, rank, 0);
            }
        }
    }

    /// Assigns cells by the order within the ranks, and returns the number of rows.
    fn assign(&mut self, ranks: &[Vec<Vec<usize>>]) -> usize {
        let count = ranks.first().map_or(0, Vec::len);
        (0..count).fold(0, |base, rank| base + self.assign_rank(ranks, rank, base))
    }

    /// Assigns the cells of one rank, whose first row is `base`, and returns the number of its rows.
    fn assign_rank(&mut self, ranks: &[Vec<Vec<usize>>], rank: usize, base: usize) -> usize {
        let mut height = 0;
        for (own, (_, first, end)) in ranks.iter().zip(&self.tracks) {
            let width = end - first;
            for (number, chunk) in own[rank].chunks(width.max(1)).enumerate() {
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

    /// The box in each cell, row by row.
    pub fn occupants(&self) -> Vec<Vec<Option<usize>>> {
        let mut occupants = vec![vec![None; self.column_count]; self.row_count];
        for (node, (row, column)) in self.rows.iter().zip(&self.columns).enumerate() {
            occupants[*row][*column] = Some(node);
        }
        occupants
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
