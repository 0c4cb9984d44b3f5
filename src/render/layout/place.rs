//! Turns cells and routing into coordinates.

use std::collections::HashMap;

use super::{
    Grid, Layout, Metrics, Rect,
    axes::{XAxis, YAxis},
    cells::Cells,
    intervals::intervals,
    lanes::{Interval, assign_lanes},
    ports::ports,
    routing::Side,
};

impl Grid<'_> {
    /// Computes all coordinates; `None` if a box has more lines than ports.
    pub fn place(&self, metrics: &Metrics) -> Option<Layout> {
        let Self {
            diagram,
            cells,
            routing,
        } = self;
        let x_axis = XAxis::new(cells, routing, metrics);
        let ports = ports(cells, routing, &x_axis, metrics)?;
        let intervals = intervals(cells, routing, &x_axis, &ports);
        let mut net_lanes: HashMap<(usize, usize), usize> = HashMap::new();
        let mut counts = vec![0; cells.row_count + 1];
        for (channel, members) in intervals.into_iter().enumerate() {
            let (nets, own): (Vec<usize>, Vec<Interval>) = members.into_iter().unzip();
            let (lanes, count) = assign_lanes(&own);
            counts[channel] = count;
            let nets = nets.into_iter().map(|net| (net, channel));
            net_lanes.extend(nets.zip(lanes));
        }
        let y_axis = YAxis::new(cells, routing, metrics, &counts);
        let boxes: Vec<Rect> = (0..diagram.nodes.len())
            .map(|node| Rect {
                x: x_axis.columns[cells.columns[node]],
                y: y_axis.rows[cells.rows[node]],
                width: metrics.box_widths[cells.columns[node]],
                height: metrics.row_heights[cells.rows[node]],
            })
            .collect();
        let channel_y = |net: usize, channel: usize| {
            let lane = net_lanes.get(&(net, channel)).copied();
            y_axis.lanes[channel].saturating_sub(lane.unwrap_or(0) * metrics.lane)
        };
        let polylines = diagram.edges.iter().zip(&routing.edges);
        let polylines = polylines.map(|(edge, route)| {
            let (from, to) = (&boxes[edge.from], &boxes[edge.to]);
            let Some(number) = *route else {
                let middle = from.y + (from.height - metrics.line_width) / 2;
                let right = |area: &Rect| area.x + area.width - metrics.line_width;
                return if from.x < to.x {
                    vec![(right(from), middle), (to.x, middle)]
                } else {
                    vec![(from.x, middle), (right(to), middle)]
                };
            };
            let net = &routing.nets[number];
            let exit = net.sources[&edge.from];
            let trunk = net
                .trunk
                .map(|trunk| x_axis.lane(trunk.corridor, trunk.lane));
            let start = ports.get(&(number, edge.from, false)).copied();
            let end = ports.get(&(number, edge.to, true)).copied();
            let middle = x_axis.middle(cells.columns[edge.to]);
            let end = end.unwrap_or(middle);
            let leaves = if net.leaves_up(edge.from, cells) {
                from.y
            } else {
                from.y + from.height - metrics.line_width
            };
            let mut points = Vec::new();
            match (start, trunk) {
                (Some(start), Some(trunk)) if exit != net.channel => {
                    let first = channel_y(number, exit);
                    points.extend([(start, leaves), (start, first), (trunk, first)]);
                    points.push((trunk, channel_y(number, net.channel)));
                }
                (Some(start), _) => {
                    points.extend([(start, leaves), (start, channel_y(number, exit))]);
                }
                (None, _) => {
                    let own = x_axis.middle(cells.columns[edge.from]);
                    points.extend([(own, leaves), (own, channel_y(number, net.channel))]);
                }
            }
            points.push((end, channel_y(number, net.channel)));
            let arrives = match net.side {
                Side::Below => to.y + to.height - metrics.line_width,
                Side::Above => to.y,
            };
            points.push((end, arrives));
            simplified(&points)
        });
        Some(Layout {
            width: x_axis.width,
            height: y_axis.height,
            polylines: polylines.collect(),
            tracks: cells
                .tracks
                .iter()
                .map(|(track, first, end)| {
                    let last = x_axis.columns[end - 1] + metrics.box_widths[end - 1];
                    (*track, x_axis.columns[*first], last)
                })
                .collect(),
            blocks: blocks(cells, metrics, &x_axis, &y_axis),
            boxes,
        })
    }
}

/// The areas of the boxes of one track and one rank that take several rows.
fn blocks(cells: &Cells, metrics: &Metrics, x_axis: &XAxis, y_axis: &YAxis) -> Vec<Rect> {
    let blocks = cells.blocks.iter().map(|((first, end), (low, high))| {
        let (x, y) = (x_axis.columns[*first], y_axis.rows[*high]);
        Rect {
            x,
            y,
            width: x_axis.columns[end - 1] + metrics.box_widths[end - 1] - x,
            height: y_axis.rows[*low] + metrics.row_heights[*low] - y,
        }
    });
    blocks.collect()
}

/// The same polyline without points between collinear segments.
fn simplified(points: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut kept: Vec<(usize, usize)> = Vec::new();
    for point in points {
        while let [.., before, last] = kept.as_slice()
            && ((before.0 == last.0 && last.0 == point.0)
                || (before.1 == last.1 && last.1 == point.1))
        {
            kept.pop();
        }
        if kept.last() != Some(point) {
            kept.push(*point);
        }
    }
    kept
}
