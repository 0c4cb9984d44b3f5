//! Turns a diagram into the coordinates of its boxes and lines: a layered drawing with orthogonal
//! edges.
//!
//! Grades are rows, tracks are columns. The steps, each in a file of its own: rows (layer
//! assignment), cells (ordering within a layer), routing (nets and trunks), ports, intervals and
//! lanes (channel routing), and coordinates.

mod axes;
mod cells;
mod intervals;
mod lanes;
mod place;
mod ports;
mod routing;
mod rows;

use crate::view::Diagram;

use axes::XAxis;
use cells::Cells;
use routing::Routing;

/// The sizes of a drawing, in the unit of its medium: cells of a terminal, or points of a page.
#[derive(Debug)]
pub struct Metrics {
    /// From the leftmost column on.
    pub box_widths: Vec<usize>,
    /// From the lowest row upwards.
    pub row_heights: Vec<usize>,
    /// The distance between two lanes.
    pub lane: usize,
    /// The least width of a gap between columns.
    pub gap: usize,
    /// The least height of a channel between rows.
    pub channel: usize,
    /// The margin around the drawing.
    pub margin: usize,
    /// The horizontal distance between a lane and a box.
    pub pad: usize,
    /// The vertical distance between a lane and a box.
    pub pad_y: usize,
    /// The length of an arrow head.
    pub arrow_head: usize,
    /// The width of a line.
    pub line_width: usize,
    /// The radius of a box's corners.
    pub corner: usize,
    /// The largest distance between two ports of a box.
    pub pitch: usize,
    /// Whether lines share ports if there are too many.
    pub shared_ports: bool,
}

impl Metrics {
    /// The sizes of a drawing in a terminal, without boxes.
    pub fn terminal(grid: &Grid) -> Self {
        Self {
            box_widths: vec![0; grid.column_count()],
            row_heights: vec![0; grid.row_count()],
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

    /// The sizes of a drawing on a page, without boxes.
    pub fn page(grid: &Grid) -> Self {
        Self {
            box_widths: vec![0; grid.column_count()],
            row_heights: vec![0; grid.row_count()],
            lane: 12,
            gap: 40,
            channel: 44,
            margin: 24,
            pad: 16,
            pad_y: 12,
            arrow_head: 10,
            line_width: 0,
            corner: 14,
            pitch: 10,
            shared_ports: true,
        }
    }
}

/// The place and the size of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rect {
    pub x: usize,
    pub y: usize,
    pub width: usize,
    pub height: usize,
}

/// The coordinates of a drawing; y grows downwards.
#[derive(Debug, Default, PartialEq)]
pub struct Layout {
    pub width: usize,
    pub height: usize,
    /// By the position of the node in the diagram.
    pub boxes: Vec<Rect>,
    /// The points of each edge, by its position in the diagram: start, bends and end.
    pub polylines: Vec<Vec<(usize, usize)>>,
    /// The tracks from left to right: the position in `Diagram::tracks`, if the track is listed
    /// there, and the first and last x of its columns.
    pub tracks: Vec<(Option<usize>, usize, usize)>,
    /// The areas of the boxes of one track and one grade that take several rows.
    pub blocks: Vec<Rect>,
}

/// The most boxes, edges, and rows times tracks of a drawing: it takes about a second and 200 MB.
const MOST_BOXES: usize = 10_000;
const MOST_EDGES: usize = 50_000;
const MOST_CELLS: usize = 500_000;

/// Whether a diagram is larger than what is drawn.
pub fn is_too_large(diagram: &Diagram) -> bool {
    if diagram.nodes.len() > MOST_BOXES || diagram.edges.len() > MOST_EDGES {
        return true;
    }
    let rows = 1 + rows::rows(diagram).into_iter().max().unwrap_or_default();
    rows * cells::tracks(diagram).len() > MOST_CELLS
}

/// Cells for the boxes and routes for the edges, independent of sizes.
pub struct Grid<'a> {
    diagram: &'a Diagram,
    cells: Cells,
    routing: Routing,
}

impl<'a> Grid<'a> {
    /// Assigns cells and routes; a track has at most `max_columns` columns.
    pub fn new(diagram: &'a Diagram, max_columns: usize) -> Self {
        let cells = Cells::new(diagram, max_columns.max(1));
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

    /// The column of each box, from 0, the leftmost.
    pub fn columns(&self) -> &[usize] {
        &self.cells.columns
    }

    pub fn column_count(&self) -> usize {
        self.cells.column_count
    }

    /// The width that the gaps between the columns take.
    pub fn gaps_width(&self, metrics: &Metrics) -> usize {
        let whole = XAxis::new(&self.cells, &self.routing, metrics).width;
        whole - metrics.box_widths.iter().sum::<usize>()
    }

    /// The largest number of lanes in a gap.
    pub fn max_lanes(&self) -> usize {
        self.routing.lanes.iter().max().copied().unwrap_or(0)
    }

    /// The largest number of lines at one side of a box, by column; without straight ones.
    pub fn side_lines(&self) -> Vec<usize> {
        self.routing.side_lines(&self.cells)
    }
}

#[cfg(test)]
mod tests;
