//! Where the boxes and lines of a picture lie.
//!
//! A ladder is a grid already: grades are rows, tracks are columns. What is left to find is the order
//! of the boxes within a track, and a way for every line that crosses no box and few other lines.
//! It is found in steps, each in a file of its own: rows, cells, routing, lanes, places.

mod axes;
mod cells;
mod lanes;
mod place;
mod ports;
mod routing;
mod rows;
mod runs;

use crate::view::Diagram;

use axes::Across;
use cells::Cells;
use routing::Routing;

/// The sizes of a medium, in its smallest unit: a column or line of a terminal, a point of a page.
#[derive(Debug)]
pub struct Metrics {
    pub box_width: usize,
    /// From the lowest row upwards.
    pub row_heights: Vec<usize>,
    /// Between two lanes.
    pub lane: usize,
    /// Between two columns, at least; and between two rows.
    pub gap: usize,
    pub channel: usize,
    /// Around the whole.
    pub margin: usize,
    /// Between a lane and a box beside it; and above or below it.
    pub pad: usize,
    pub pad_y: usize,
    /// What the head of an edge takes.
    pub head: usize,
    /// How thick a line is.
    pub edge: usize,
    /// How much of a box's side is round at its ends.
    pub corner: usize,
    /// Between the places at which lines reach a box.
    pub pitch: usize,
    /// Whether lines may share such a place where there are too many.
    pub may_crowd: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rect {
    pub x: usize,
    pub y: usize,
    pub width: usize,
    pub height: usize,
}

/// Everything in its place; y grows downwards.
#[derive(Debug, Default, PartialEq)]
pub struct Layout {
    pub width: usize,
    pub height: usize,
    /// For each box of the diagram.
    pub boxes: Vec<Rect>,
    /// For each edge, the points at which it begins, turns and ends.
    pub wires: Vec<Vec<(usize, usize)>>,
    /// The position of each track among those of the diagram, if it has a name there, and from where
    /// to where its columns lie.
    pub tracks: Vec<(Option<usize>, usize, usize)>,
}

/// Boxes in cells and ways for the edges, for boxes of any size.
pub struct Grid<'a> {
    diagram: &'a Diagram,
    cells: Cells,
    routing: Routing,
}

impl<'a> Grid<'a> {
    /// Puts the boxes into cells; no track is wider than so many columns.
    pub fn new(diagram: &'a Diagram, most: usize) -> Self {
        let cells = Cells::new(diagram, most.max(1));
        let routing = Routing::new(diagram, &cells);
        Self {
            diagram,
            cells,
            routing,
        }
    }

    /// The row of each box, from 0, the lowest.
    pub fn rows(&self) -> &[usize] {
        &self.cells.rows
    }

    pub fn row_count(&self) -> usize {
        self.cells.row_count
    }

    /// How wide boxes can be for the whole to be so wide.
    pub fn box_width(&self, width: usize, metrics: &Metrics) -> usize {
        let columns = self.cells.column_count;
        let whole = Across::new(&self.cells, &self.routing, metrics).width;
        let without = whole - columns * metrics.box_width;
        width.saturating_sub(without) / columns.max(1)
    }

    /// How many lines run side by side between two columns at most.
    pub fn most_lanes(&self) -> usize {
        self.routing.lanes.iter().max().copied().unwrap_or(0)
    }

    /// How many lines leave or reach one side of a box at most.
    pub fn most_at_a_side(&self) -> usize {
        let sides = self.routing.sides(&self.cells);
        sides.into_values().max().unwrap_or(0)
    }

    /// Gives everything its place; `None` where a box has no room for all of its lines.
    pub fn place(&self, metrics: &Metrics) -> Option<Layout> {
        place::place(self.diagram, &self.cells, &self.routing, metrics)
    }
}

#[cfg(test)]
mod tests;
