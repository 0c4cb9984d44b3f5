//! Turns columns, rows and lanes into coordinates.

use super::{
    Metrics,
    cells::Cells,
    routing::{Routing, Side},
};

/// The x coordinates of columns and vertical lanes.
pub struct XAxis {
    /// The left edge of each column.
    pub columns: Vec<usize>,
    /// The x of the first lane of each gap.
    gaps: Vec<usize>,
    pub width: usize,
    /// Half the width of each column.
    halves: Vec<usize>,
    lane_width: usize,
}

impl XAxis {
    pub fn new(cells: &Cells, routing: &Routing, metrics: &Metrics) -> Self {
        let mut axis = Self {
            columns: Vec::new(),
            gaps: Vec::new(),
            width: 0,
            halves: metrics.box_widths.iter().map(|width| width / 2).collect(),
            lane_width: metrics.lane,
        };
        for (gap, lanes) in routing.lanes.iter().enumerate() {
            let is_outer = gap == 0 || gap == cells.column_count;
            let least = if is_outer {
                metrics.margin
            } else {
                metrics.gap
            };
            let needed = match lanes {
                0 => 0,
                lanes => 2 * metrics.pad + (lanes - 1) * metrics.lane + metrics.line_width,
            };
            let gap_width = needed.max(least);
            // The lanes are centred in the gap.
            axis.gaps
                .push(axis.width + metrics.pad + (gap_width - needed) / 2);
            axis.width += gap_width;
            if let Some(width) = metrics.box_widths.get(gap) {
                axis.columns.push(axis.width);
                axis.width += width;
            }
        }
        axis
    }

    /// The x of the middle of a column.
    pub fn middle(&self, column: usize) -> usize {
        self.columns[column] + self.halves[column]
    }

    /// The x of a lane of a corridor.
    pub fn lane(&self, corridor: usize, lane: usize) -> usize {
        if corridor.is_multiple_of(2) {
            self.gaps[corridor / 2] + lane * self.lane_width
        } else {
            self.middle(corridor / 2)
        }
    }
}

/// The y coordinates of rows and horizontal lanes.
pub struct YAxis {
    /// The upper edge of each row.
    pub rows: Vec<usize>,
    /// The y of the lowest lane of each channel.
    pub lanes: Vec<usize>,
    pub height: usize,
}

impl YAxis {
    pub fn new(cells: &Cells, routing: &Routing, metrics: &Metrics, counts: &[usize]) -> Self {
        let mut axis = Self {
            rows: vec![0; cells.row_count],
            lanes: vec![0; cells.row_count + 1],
            height: 0,
        };
        let mut arrow_heads = vec![[0; 2]; cells.row_count + 1];
        for net in &routing.nets {
            arrow_heads[net.channel][usize::from(net.side == Side::Above)] = metrics.arrow_head;
        }
        for channel in (0..=cells.row_count).rev() {
            let [above, below] = arrow_heads[channel];
            let is_outer = channel == 0 || channel == cells.row_count;
            let least = if is_outer {
                metrics.margin
            } else {
                metrics.channel
            };
            let needed = match counts[channel] {
                0 => above.max(below),
                lanes => {
                    above
                        + below
                        + 2 * metrics.pad_y
                        + (lanes - 1) * metrics.lane
                        + metrics.line_width
                }
            };
            let channel_height = needed.max(least);
            let spare = (channel_height - needed) / 2;
            let lowest =
                channel_height.saturating_sub(below + metrics.pad_y + metrics.line_width + spare);
            axis.lanes[channel] = axis.height + lowest;
            axis.height += channel_height;
            if let Some(row) = channel.checked_sub(1) {
                axis.rows[row] = axis.height;
                axis.height += metrics.row_heights[row];
            }
        }
        axis
    }
}
