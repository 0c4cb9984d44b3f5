//! Turns nets with ports and trunks into the intervals of each channel.

use std::collections::BTreeMap;

use super::{
    axes::XAxis,
    cells::Cells,
    lanes::Interval,
    ports::Ports,
    routing::{Routing, Side, column_corridor},
};

/// The intervals of each channel, each with its net.
pub fn intervals(
    cells: &Cells,
    routing: &Routing,
    axis: &XAxis,
    ports: &Ports,
) -> Vec<Vec<(usize, Interval)>> {
    let mut intervals: Vec<Vec<(usize, Interval)>> = vec![Vec::new(); cells.row_count + 1];
    for (number, net) in routing.nets.iter().enumerate() {
        let mut own: BTreeMap<usize, Interval> = BTreeMap::new();
        for (source, exit) in &net.sources {
            if let Some(port) = ports.get(&(number, *source, false)) {
                let interval = own.entry(*exit).or_default();
                if net.leaves_up(*source, cells) {
                    interval.lower.push(*port);
                } else {
                    interval.upper.push(*port);
                }
            }
        }
        let interval = own.entry(net.channel).or_default();
        if let Some(port) = ports.get(&(number, net.to, true)) {
            match net.side {
                Side::Below => interval.upper.push(*port),
                Side::Above => interval.lower.push(*port),
            }
        }
        if net.has_stem {
            let middle = axis.middle(cells.columns[net.to]);
            let interval = own.entry(net.channel).or_default();
            interval.lower.push(middle);
            interval.upper.push(middle);
        }
        if let Some(trunk) = net.trunk {
            let (low, high) = net.channels();
            let x = axis.lane(trunk.corridor, trunk.lane);
            let begins = |source: &usize| {
                net.sources[source] != net.channel && net.is_straight_from(*source, cells)
            };
            let straight = net.sources.keys().any(begins);
            let end = trunk.corridor == column_corridor(cells.columns[net.to]);
            // Whether the trunk extends beyond its first and last channel, to a box.
            let (from_below, to_above) = match net.side {
                Side::Below => (straight, end),
                Side::Above => (end, straight),
            };
            for (channel, interval) in &mut own {
                if *channel > low || from_below {
                    interval.lower.push(x);
                }
                if *channel < high || to_above {
                    interval.upper.push(x);
                }
            }
        }
        for (channel, mut interval) in own {
            let pins = || interval.lower.iter().chain(&interval.upper).copied();
            let (low, high) = (pins().min().unwrap_or(0), pins().max().unwrap_or(0));
            if low < high {
                (interval.low, interval.high) = (low, high);
                intervals[channel].push((number, interval));
            }
        }
    }
    intervals
}
