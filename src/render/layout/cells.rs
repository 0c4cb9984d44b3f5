//! In which cell of the grid each box stands: rows rise with the grades, tracks are columns.

use std::collections::HashMap;

use crate::view::Diagram;

use super::rows::rows;

/// How often the boxes are put in order, up and down in turn.
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
    /// The tracks from left to right: a position among those of the diagram, if it names it, and the
    /// first column and the one after the last.
    pub tracks: Vec<(Option<usize>, usize, usize)>,
}

impl Cells {
    /// Places the boxes; a track is no more than so many columns wide, and goes on in a row above.
    pub fn new(diagram: &Diagram, most: usize) -> Self {
        let tracks = tracks(diagram);
        let grades = rows(diagram);
        let mut rungs: Vec<Vec<Vec<usize>>> = Vec::new();
        let heights = 1 + grades.iter().max().map_or(0, |highest| *highest);
        for (_, members) in &tracks {
            let mut own = vec![Vec::new(); heights];
            for node in members {
                own[grades[*node]].push(*node);
            }
            rungs.push(own);
        }
        let widths: Vec<usize> = rungs
            .iter()
            .map(|own| own.iter().map(Vec::len).max().unwrap_or(0).min(most))
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
        cells.order(diagram, &mut rungs);
        cells.row_count = cells.stack(&rungs);
        cells
    }

    /// Puts the boxes of each rung in the order in which their moves cross least: each where the
    /// mean of its neighbours is.
    fn order(&mut self, diagram: &Diagram, rungs: &mut [Vec<Vec<usize>>]) {
        self.stack(rungs);
        if rungs.iter().flatten().all(|rung| rung.len() < 2) {
            return;
        }
        let mut neighbours = vec![Vec::new(); diagram.nodes.len()];
        for edge in &diagram.edges {
            neighbours[edge.from].push(edge.to);
            neighbours[edge.to].push(edge.from);
        }
        for sweep in 0..SWEEPS {
            let heights = rungs.first().map_or(0, Vec::len);
            for height in 0..heights {
                let height = if sweep % 2 == 0 {
                    height
                } else {
                    heights - 1 - height
                };
                for own in rungs.iter_mut() {
                    let columns = &self.columns;
                    own[height].sort_by(|one, other| {
                        let mean = |node: &usize| mean(columns, &neighbours[*node], *node);
                        mean(one).total_cmp(&mean(other))
                    });
                }
                self.stack(rungs);
            }
        }
    }

    /// Writes down the cells of the rungs as they are ordered, and gives the number of rows.
    fn stack(&mut self, rungs: &[Vec<Vec<usize>>]) -> usize {
        let heights = rungs.first().map_or(0, Vec::len);
        let mut base = 0;
        for height in 0..heights {
            let mut tall = 0;
            for (own, (_, first, end)) in rungs.iter().zip(&self.tracks) {
                let width = end - first;
                for (number, chunk) in own[height].chunks(width.max(1)).enumerate() {
                    tall = tall.max(number + 1);
                    // A few boxes stand in the middle of their track.
                    let start = first + (width - chunk.len()) / 2;
                    for (node, column) in chunk.iter().zip(start..) {
                        self.rows[*node] = base + number;
                        self.columns[*node] = column;
                    }
                }
            }
            base += tall;
        }
        base
    }

    /// Which box stands in each cell, row by row.
    pub fn taken(&self) -> Vec<Vec<Option<usize>>> {
        let mut taken = vec![vec![None; self.column_count]; self.row_count];
        for (node, (row, column)) in self.rows.iter().zip(&self.columns).enumerate() {
            taken[*row][*column] = Some(node);
        }
        taken
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are few columns")]
fn mean(columns: &[usize], neighbours: &[usize], own: usize) -> f64 {
    if neighbours.is_empty() {
        return columns[own] as f64;
    }
    let sum: usize = neighbours.iter().map(|node| columns[*node]).sum();
    sum as f64 / neighbours.len() as f64
}

/// The tracks on which boxes stand, with their boxes, in the order of the diagram.
fn tracks(diagram: &Diagram) -> Vec<(Option<usize>, Vec<usize>)> {
    let named = diagram.tracks.iter().enumerate();
    let known: HashMap<&str, usize> = named.map(|(track, (id, _))| (id.as_str(), track)).collect();
    let mut tracks: Vec<(Option<usize>, Vec<usize>)> = (0..diagram.tracks.len())
        .map(|track| (Some(track), Vec::new()))
        .collect();
    let mut others: Vec<(&str, Vec<usize>)> = Vec::new();
    for (node, entry) in diagram.nodes.iter().enumerate() {
        match known.get(entry.track.as_str()) {
            Some(track) => tracks[*track].1.push(node),
            None => match others.iter_mut().find(|(id, _)| *id == entry.track) {
                Some((_, members)) => members.push(node),
                None => others.push((&entry.track, vec![node])),
            },
        }
    }
    tracks.extend(others.into_iter().map(|(_, members)| (None, members)));
    tracks.retain(|(_, members)| !members.is_empty());
    tracks
}
