//! Where lines leave and reach boxes.

use std::collections::{BTreeMap, HashMap};

use super::{
    Metrics,
    axes::Across,
    cells::Cells,
    routing::{Routing, Side},
};

/// Where lines may leave and reach boxes, as `(net, box, whether it is the net's end)`.
pub type Ports = HashMap<(usize, usize, bool), usize>;

/// A line at the side of a box: whither it goes, its net, and whether it is the net's end.
type Reach = (usize, usize, bool);

/// Where each line leaves or reaches its box, but for the straight ones, which take the middle.
///
/// Upper sides use other places than lower ones, so that two lines that meet in a channel from above
/// and from below never lie on each other.
pub fn ports(
    cells: &Cells,
    routing: &Routing,
    across: &Across,
    metrics: &Metrics,
) -> Option<Ports> {
    // For each upper and lower side: where a line goes to, and which it is.
    let mut sides: BTreeMap<(usize, bool), Vec<Reach>> = BTreeMap::new();
    let middle = |node: usize| across.middle(cells.columns[node]);
    for (number, net) in routing.nets.iter().enumerate() {
        let trunk = net.trunk.map(|trunk| across.way(trunk.way, trunk.lane));
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
    let pitches = pitches(cells, routing, metrics);
    let half = room(metrics);
    let mut ports = Ports::new();
    for ((node, is_upper), mut lines) in sides {
        lines.sort_unstable();
        let middle = middle(node);
        let pitch = pitches[cells.columns[node]];
        let slots = half / pitch;
        let room = if is_upper {
            slots / 2
        } else {
            slots.div_ceil(2)
        };
        if lines.len() > 2 * room && !metrics.may_crowd {
            return None;
        }
        let mut left = lines.partition_point(|(to, ..)| *to < middle);
        let straight = lines[left..].iter().take_while(|(to, ..)| *to == middle);
        // One that goes nowhere else takes the emptier half, and so do those that are too many.
        left += straight.count().min((lines.len() / 2).saturating_sub(left));
        left = left
            .min(room)
            .max(lines.len().saturating_sub(room))
            .min(lines.len());
        let halves = [&lines[..left], &lines[left..]];
        for (half, is_left) in halves.into_iter().zip([true, false]) {
            for (position, (_, net, is_end)) in half.iter().enumerate() {
                let outwards = if is_left {
                    half.len() - 1 - position
                } else {
                    position
                };
                let slot = (2 * outwards + 1) * room / (2 * half.len());
                let away = pitch * if is_upper { 2 * slot + 2 } else { 2 * slot + 1 };
                let port = if is_left {
                    middle.saturating_sub(away)
                } else {
                    middle + away
                };
                ports.insert((*net, node, *is_end), port);
            }
        }
    }
    Some(ports)
}

/// What half a side has for lines, without its middle and its corner.
fn room(metrics: &Metrics) -> usize {
    let half = metrics.box_width - metrics.box_width / 2 - 1;
    half.saturating_sub(metrics.corner)
}

/// How far the lines at the boxes of each column stand from each other: closer where they are many,
/// and alike in the whole column.
fn pitches(cells: &Cells, routing: &Routing, metrics: &Metrics) -> Vec<usize> {
    let mut most = vec![1; cells.column_count];
    for ((node, _), count) in routing.sides(cells) {
        let column = cells.columns[node];
        most[column] = count.max(most[column]);
    }
    let room = room(metrics);
    let pitch = |count: usize| (room / (count + 1)).clamp(1, metrics.pitch);
    most.into_iter().map(pitch).collect()
}
