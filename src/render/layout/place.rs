//! From cells and ways to coordinates.

use std::collections::HashMap;

use crate::view::Diagram;

use super::{
    Layout, Metrics, Rect,
    axes::{Across, Down},
    cells::Cells,
    lanes::{Line, lanes},
    ports::ports,
    routing::{Course, Routing, Side},
    runs::runs,
};

/// Gives everything its place; `None` where a box has no room for all of its lines.
pub fn place(
    diagram: &Diagram,
    cells: &Cells,
    routing: &Routing,
    metrics: &Metrics,
) -> Option<Layout> {
    let across = Across::new(cells, routing, metrics);
    let ports = ports(cells, routing, &across, metrics)?;
    let runs = runs(cells, routing, &across, &ports);
    let mut on_lane: HashMap<(usize, usize), usize> = HashMap::new();
    let mut counts = vec![0; cells.row_count + 1];
    for (channel, members) in runs.into_iter().enumerate() {
        let (nets, lines): (Vec<usize>, Vec<Line>) = members.into_iter().unzip();
        let (own, count) = lanes(&lines);
        counts[channel] = count;
        let nets = nets.into_iter().map(|net| (net, channel));
        on_lane.extend(nets.zip(own));
    }
    let down = Down::new(cells, routing, metrics, &counts);
    let boxes: Vec<Rect> = (0..diagram.nodes.len())
        .map(|node| Rect {
            x: across.columns[cells.columns[node]],
            y: down.rows[cells.rows[node]],
            width: metrics.box_width,
            height: metrics.row_heights[cells.rows[node]],
        })
        .collect();
    let level = |net: usize, channel: usize| {
        let lane = on_lane.get(&(net, channel)).copied();
        down.lanes[channel].saturating_sub(lane.unwrap_or(0) * metrics.lane)
    };
    let wires = diagram.edges.iter().zip(&routing.courses);
    let wires = wires.map(|(edge, course)| {
        let (from, to) = (&boxes[edge.from], &boxes[edge.to]);
        match *course {
            Course::Level => {
                let middle = from.y + (from.height - metrics.edge) / 2;
                if from.x < to.x {
                    vec![(from.x + from.width - metrics.edge, middle), (to.x, middle)]
                } else {
                    vec![(from.x, middle), (to.x + to.width - metrics.edge, middle)]
                }
            }
            Course::Net(number) => {
                let net = &routing.nets[number];
                let exit = net.sources[&edge.from];
                let trunk = net.trunk.map(|trunk| across.way(trunk.way, trunk.lane));
                let start = ports.get(&(number, edge.from, false)).copied();
                let end = ports.get(&(number, edge.to, true)).copied();
                let middle = across.middle(cells.columns[edge.to]);
                let end = end.unwrap_or(middle);
                let leaves = if net.leaves_up(edge.from, cells) {
                    from.y
                } else {
                    from.y + from.height - metrics.edge
                };
                let mut points = Vec::new();
                match (start, trunk) {
                    (Some(start), Some(trunk)) if exit != net.channel => {
                        let first = level(number, exit);
                        points.extend([(start, leaves), (start, first), (trunk, first)]);
                        points.push((trunk, level(number, net.channel)));
                    }
                    (Some(start), _) => {
                        points.extend([(start, leaves), (start, level(number, exit))]);
                    }
                    (None, _) => {
                        let own = across.middle(cells.columns[edge.from]);
                        points.extend([(own, leaves), (own, level(number, net.channel))]);
                    }
                }
                points.push((end, level(number, net.channel)));
                let arrives = match net.side {
                    Side::Below => to.y + to.height - metrics.edge,
                    Side::Above => to.y,
                };
                points.push((end, arrives));
                straightened(&points)
            }
        }
    });
    Some(Layout {
        width: across.width,
        height: down.height,
        wires: wires.collect(),
        tracks: cells
            .tracks
            .iter()
            .map(|(track, first, end)| {
                let last = across.columns[end - 1] + metrics.box_width;
                (*track, across.columns[*first], last)
            })
            .collect(),
        boxes,
    })
}

/// The same way without the points at which it does not turn.
fn straightened(points: &[(usize, usize)]) -> Vec<(usize, usize)> {
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
