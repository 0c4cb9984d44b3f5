//! The lines along the channels.

use std::collections::BTreeMap;

use super::{
    axes::Across,
    cells::Cells,
    lanes::Line,
    ports::Ports,
    routing::{Routing, Side, middle},
};

/// The lines along each channel, with the net of each.
pub fn runs(
    cells: &Cells,
    routing: &Routing,
    across: &Across,
    ports: &Ports,
) -> Vec<Vec<(usize, Line)>> {
    let mut runs: Vec<Vec<(usize, Line)>> = vec![Vec::new(); cells.row_count + 1];
    for (number, net) in routing.nets.iter().enumerate() {
        let mut own: BTreeMap<usize, Line> = BTreeMap::new();
        for (source, exit) in &net.sources {
            if let Some(port) = ports.get(&(number, *source, false)) {
                let line = own.entry(*exit).or_default();
                if net.leaves_up(*source, cells) {
                    line.down.push(*port);
                } else {
                    line.up.push(*port);
                }
            }
        }
        let line = own.entry(net.channel).or_default();
        if let Some(port) = ports.get(&(number, net.to, true)) {
            match net.side {
                Side::Below => line.up.push(*port),
                Side::Above => line.down.push(*port),
            }
        }
        if net.has_stem {
            let middle = across.middle(cells.columns[net.to]);
            let line = own.entry(net.channel).or_default();
            line.down.push(middle);
            line.up.push(middle);
        }
        if let Some(trunk) = net.trunk {
            let (low, high) = net.span();
            let x = across.way(trunk.way, trunk.lane);
            let begins = |source: &usize| {
                net.sources[source] != net.channel && net.is_straight_from(*source, cells)
            };
            let straight = net.sources.keys().any(begins);
            let end = trunk.way == middle(cells.columns[net.to]);
            // Whether the trunk comes from outside of its first and last channel.
            let (from_below, to_above) = match net.side {
                Side::Below => (straight, end),
                Side::Above => (end, straight),
            };
            for (channel, line) in &mut own {
                if *channel > low || from_below {
                    line.down.push(x);
                }
                if *channel < high || to_above {
                    line.up.push(x);
                }
            }
        }
        for (channel, mut line) in own {
            let places = || line.down.iter().chain(&line.up).copied();
            let (low, high) = (places().min().unwrap_or(0), places().max().unwrap_or(0));
            if low < high {
                (line.low, line.high) = (low, high);
                runs[channel].push((number, line));
            }
        }
    }
    runs
}
