//! What lies where, from left to right and from top to bottom.

use super::{
    Metrics,
    cells::Cells,
    routing::{Routing, Side},
};

/// What lies where from left to right.
pub struct Across {
    /// The left edge of each column.
    pub columns: Vec<usize>,
    /// The first lane of each gap.
    gaps: Vec<usize>,
    pub width: usize,
    half: usize,
    lane: usize,
}

impl Across {
    pub fn new(cells: &Cells, routing: &Routing, metrics: &Metrics) -> Self {
        let mut across = Self {
            columns: Vec::new(),
            gaps: Vec::new(),
            width: 0,
            half: metrics.box_width / 2,
            lane: metrics.lane,
        };
        for (gap, lanes) in routing.lanes.iter().enumerate() {
            let is_outer = gap == 0 || gap == cells.column_count;
            let least = if is_outer {
                metrics.margin
            } else {
                metrics.gap
            };
            let taken = match lanes {
                0 => 0,
                lanes => 2 * metrics.pad + (lanes - 1) * metrics.lane + metrics.edge,
            };
            let gap_width = taken.max(least);
            // The lanes lie in the middle of what there is.
            across
                .gaps
                .push(across.width + metrics.pad + (gap_width - taken) / 2);
            across.width += gap_width;
            if gap < cells.column_count {
                across.columns.push(across.width);
                across.width += metrics.box_width;
            }
        }
        across
    }

    pub fn middle(&self, column: usize) -> usize {
        self.columns[column] + self.half
    }

    /// Where a lane of a gap lies, or the middle of a column.
    pub fn way(&self, way: usize, lane: usize) -> usize {
        if way.is_multiple_of(2) {
            self.gaps[way / 2] + lane * self.lane
        } else {
            self.middle(way / 2)
        }
    }
}

/// What lies where from top to bottom.
pub struct Down {
    /// The upper edge of each row.
    pub rows: Vec<usize>,
    /// The lowest lane of each channel.
    pub lanes: Vec<usize>,
    pub height: usize,
}

impl Down {
    pub fn new(cells: &Cells, routing: &Routing, metrics: &Metrics, counts: &[usize]) -> Self {
        let mut down = Self {
            rows: vec![0; cells.row_count],
            lanes: vec![0; cells.row_count + 1],
            height: 0,
        };
        let mut heads = vec![[0; 2]; cells.row_count + 1];
        for net in &routing.nets {
            heads[net.channel][usize::from(net.side == Side::Above)] = metrics.head;
        }
        for channel in (0..=cells.row_count).rev() {
            let [above, below] = heads[channel];
            let is_outer = channel == 0 || channel == cells.row_count;
            let least = if is_outer {
                metrics.margin
            } else {
                metrics.channel
            };
            let taken = match counts[channel] {
                0 => above.max(below),
                lanes => {
                    above + below + 2 * metrics.pad_y + (lanes - 1) * metrics.lane + metrics.edge
                }
            };
            let tall = taken.max(least);
            let spare = (tall - taken) / 2;
            let last = tall.saturating_sub(below + metrics.pad_y + metrics.edge + spare);
            down.lanes[channel] = down.height + last;
            down.height += tall;
            if let Some(row) = channel.checked_sub(1) {
                down.rows[row] = down.height;
                down.height += metrics.row_heights[row];
            }
        }
        down
    }
}
