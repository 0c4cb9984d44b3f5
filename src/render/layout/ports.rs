//! Assigns the ports at which lines leave and reach boxes.

use std::collections::{BTreeMap, HashMap};

use crate::order::Order as _;

use super::{
    Metrics,
    axes::XAxis,
    cells::Cells,
    routing::{Routing, Side},
};

/// The x of each port, by `(net, box, whether it is the net's target)`.
pub type Ports = HashMap<(usize, usize, bool), usize>;

/// A line at the side of a box: the x to which it leads, its net, and whether it is the net's
/// target.
type Terminal = (usize, usize, bool);

/// The ports of all lines except the straight ones, which use the middle; `None` if a side has more
/// lines than ports.
///
/// Upper sides use other positions than lower ones, so that lines that enter a channel from above
/// and from below never overlap.
pub fn ports(cells: &Cells, routing: &Routing, axis: &XAxis, metrics: &Metrics) -> Option<Ports> {
    // By box and whether it is the upper side.
    let mut sides: BTreeMap<(usize, bool), Vec<Terminal>> = BTreeMap::new();
    let middle = |node: usize| axis.middle(cells.columns[node]);
    for (number, net) in routing.nets.iter().enumerate() {
        let trunk = net.trunk.map(|trunk| axis.lane(trunk.corridor, trunk.lane));
        for (source, exit) in &net.sources {
            if net.is_straight_from(*source, cells) {
                continue;
            }
            let to = match trunk {
                Some(trunk) if *exit != net.channel => trunk,
                _ => middle(net.to),
            };
            let side = (*source, net.leaves_up(*source, cells));
            sides.entry(side).or_default().push((to, number, false));
        }
        if !net.is_straight_to(cells) {
            let mean = || {
                let sum: usize = net.sources.keys().map(|source| middle(*source)).sum();
                sum / net.sources.len().max(1)
            };
            let from = trunk.unwrap_or_else(mean);
            let side = (net.to, net.side == Side::Above);
            sides.entry(side).or_default().push((from, number, true));
        }
    }
    // The usable length of half a side, without its middle and its corner, and the distance between
    // the ports of a column, smaller for many lines.
    let widths = metrics.box_widths.iter().zip(routing.side_lines(cells));
    let slots: Vec<(usize, usize)> = widths
        .map(|(width, count)| {
            let half = (width - width / 2).saturating_sub(1 + metrics.corner);
            (half, (half / (count.max(1) + 1)).clamp(1, metrics.pitch))
        })
        .collect();
    let mut ports = Ports::new();
    for ((node, is_upper), mut lines) in sides {
        lines.order();
        let middle = middle(node);
        let (half, pitch) = slots[cells.columns[node]];
        let slots = half / pitch;
        let capacity = if is_upper {
            slots / 2
        } else {
            slots.div_ceil(2)
        };
        if lines.len() > 2 * capacity && !metrics.shared_ports {
            return None;
        }
        let mut left = lines.partition_point(|(to, ..)| *to < middle);
        let straight = lines[left..].iter().take_while(|(to, ..)| *to == middle);
        // Lines straight ahead, and those beyond a half's capacity, take the emptier half.
        left += straight.count().min((lines.len() / 2).saturating_sub(left));
        left = left
            .min(capacity)
            .max(lines.len().saturating_sub(capacity))
            .min(lines.len());
        let halves = [&lines[..left], &lines[left..]];
        for (half, is_left) in halves.into_iter().zip([true, false]) {
            for (position, (_, net, is_target)) in half.iter().enumerate() {
                let outwards = if is_left {
                    half.len() - 1 - position
                } else {
                    position
                };
                let slot = (2 * outwards + 1) * capacity / (2 * half.len());
                let offset = pitch * if is_upper { 2 * slot + 2 } else { 2 * slot + 1 };
                let port = if is_left {
                    middle.saturating_sub(offset)
                } else {
                    middle + offset
                };
                ports.insert((*net, node, *is_target), port);
            }
        }
    }
    Some(ports)
}
