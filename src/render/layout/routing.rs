//! Routes each edge through the grid, orthogonally.
//!
//! Between two rows of boxes is a channel, numbered like the row above it; between two columns is a
//! gap. Lines run only along these, or straight through empty cells, so that no line crosses a box.
//! Edges of one kind to one box form a net: they share a trunk. An edge of the route has a net of
//! its own, so that it does not cover another one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::order::Order as _;
use crate::{view::Diagram, vocabulary::MoveKind};

use super::{
    cells::Cells,
    lanes::{Interval, assign_lanes},
};

/// The side from which a net reaches its box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    Below,
    Above,
}

/// The edges of one kind that reach one box from one side.
#[derive(Debug)]
pub struct Net {
    pub to: usize,
    pub kind: MoveKind,
    pub side: Side,
    /// The channel along the box's side.
    pub channel: usize,
    /// The source boxes, each with the channel along which its edge leaves.
    pub sources: BTreeMap<usize, usize>,
    pub trunk: Option<Trunk>,
    /// Whether the box opposite in the channel is connected straight, middle to middle.
    pub has_stem: bool,
}

/// The vertical line of a net across rows.
#[derive(Debug, Clone, Copy)]
pub struct Trunk {
    /// Even numbers are gaps: twice the column to the right. Odd ones are the middles of columns.
    pub corridor: usize,
    pub lane: usize,
}

/// The corridor through the middle of a column.
pub fn column_corridor(column: usize) -> usize {
    2 * column + 1
}

/// The routes of all edges, and the number of lanes of each gap.
#[derive(Debug)]
pub struct Routing {
    pub nets: Vec<Net>,
    /// The net of each edge; `None`: it is straight to the neighbouring box of its row.
    pub edges: Vec<Option<usize>>,
    /// By gap; there is one gap more than columns.
    pub lanes: Vec<usize>,
}

impl Routing {
    pub fn new(diagram: &Diagram, cells: &Cells) -> Self {
        let (in_rows, in_columns) = cells.occupied();
        let mut found: HashMap<(usize, MoveKind, bool, Side), usize> = HashMap::new();
        let mut straight: HashMap<(usize, usize), (MoveKind, bool)> = HashMap::new();
        let mut nets: Vec<Net> = Vec::new();
        let edges = diagram.edges.iter().map(|edge| {
            let (from, to) = (cells.rows[edge.from], cells.rows[edge.to]);
            if from == to && are_neighbours(&in_rows[from], cells, edge.from, edge.to) {
                // Edges of one kind in both directions share one line.
                let pair = (edge.from.min(edge.to), edge.from.max(edge.to));
                let line = (edge.kind, edge.is_way);
                if *straight.entry(pair).or_insert(line) == line {
                    return None;
                }
            }
            let (side, exit, channel) = match from.cmp(&to) {
                std::cmp::Ordering::Less => (Side::Below, from + 1, to),
                std::cmp::Ordering::Equal => (Side::Above, from + 1, to + 1),
                std::cmp::Ordering::Greater => (Side::Above, from, to + 1),
            };
            let key = (edge.to, edge.kind, edge.is_way, side);
            let net = *found.entry(key).or_insert_with(|| {
                nets.push(Net {
                    to: edge.to,
                    kind: edge.kind,
                    side,
                    channel,
                    sources: BTreeMap::new(),
                    trunk: None,
                    has_stem: false,
                });
                nets.len() - 1
            });
            nets[net].sources.insert(edge.from, exit);
            Some(net)
        });
        let edges = edges.collect();
        let mut corridors = Corridors {
            occupied: in_columns,
            load: vec![BTreeMap::new(); 2 * cells.column_count + 1],
            budget: BUDGET,
        };
        // Short nets first, for they have the fewest choices; then promotions, to keep them
        // straight.
        let mut order: Vec<usize> = (0..nets.len()).collect();
        order.order_by_key(|net| {
            let (low, high) = nets[*net].channels();
            (high - low, nets[*net].kind != MoveKind::Promotion, *net)
        });
        for net in order.iter().copied() {
            nets[net].has_stem = corridors.stem(&nets[net], cells);
        }
        for net in order {
            nets[net].trunk = corridors.trunk(&nets[net], cells);
        }
        let lanes = assign_trunk_lanes(&mut nets, cells);
        Self { nets, edges, lanes }
    }

    /// The largest number of lines at one side of a box, by column; without straight ones.
    pub fn side_lines(&self, cells: &Cells) -> Vec<usize> {
        // By box and whether it is the upper side.
        let mut sides: BTreeMap<(usize, bool), usize> = BTreeMap::new();
        for net in &self.nets {
            for source in net.sources.keys() {
                if !net.is_straight_from(*source, cells) {
                    let side = (*source, net.leaves_up(*source, cells));
                    *sides.entry(side).or_insert(0) += 1;
                }
            }
            if !net.is_straight_to(cells) {
                *sides.entry((net.to, net.side == Side::Above)).or_insert(0) += 1;
            }
        }
        let mut most = vec![0; cells.column_count];
        for ((node, _), count) in sides {
            let column = cells.columns[node];
            most[column] = count.max(most[column]);
        }
        most
    }
}

impl Net {
    /// Whether a source leaves upwards; otherwise downwards.
    pub fn leaves_up(&self, source: usize, cells: &Cells) -> bool {
        self.sources[&source] > cells.rows[source]
    }

    /// The first and the last channel of its trunk.
    pub fn channels(&self) -> (usize, usize) {
        let channels = self.sources.values().copied().chain([self.channel]);
        let low = channels.clone().min().unwrap_or(self.channel);
        (low, channels.max().unwrap_or(self.channel))
    }

    /// The channel in which its trunk starts.
    fn trunk_start(&self) -> usize {
        let (low, high) = self.channels();
        match self.side {
            Side::Below => low,
            Side::Above => high,
        }
    }

    /// Whether a source leaves in the direction of the trunk.
    fn leaves_along(&self, source: usize, cells: &Cells) -> bool {
        self.leaves_up(source, cells) == (self.side == Side::Below)
    }

    /// Whether the line from this source starts at its middle.
    pub fn is_straight_from(&self, source: usize, cells: &Cells) -> bool {
        if !self.leaves_along(source, cells) {
            return false;
        }
        let column = cells.columns[source];
        let exit = self.sources[&source];
        let is_stem = self.has_stem && exit == self.channel && column == cells.columns[self.to];
        let begins =
            |trunk: Trunk| trunk.corridor == column_corridor(column) && exit == self.trunk_start();
        is_stem || self.trunk.is_some_and(begins)
    }

    /// Whether a line reaches the middle of the target.
    pub fn is_straight_to(&self, cells: &Cells) -> bool {
        let own = column_corridor(cells.columns[self.to]);
        self.has_stem || self.trunk.is_some_and(|trunk| trunk.corridor == own)
    }
}

/// Whether no box is between two boxes of a row.
fn are_neighbours(row: &BTreeSet<usize>, cells: &Cells, one: usize, other: usize) -> bool {
    let (one, other) = (cells.columns[one], cells.columns[other]);
    let (left, right) = (one.min(other), one.max(other));
    left < right && row.range(left + 1..right).next().is_none()
}

/// The occupied cells, and the load of the vertical corridors.
struct Corridors {
    /// The rows with a box, by column.
    occupied: Vec<BTreeSet<usize>>,
    /// The number of trunks, by corridor and channel; of channels without one nothing.
    load: Vec<BTreeMap<usize, u32>>,
    /// How many cells may still be looked at in the search for corridors.
    budget: usize,
}

/// How many cells are looked at in a drawing; a ladder of 3,000 roles needs a tenth of it.
const BUDGET: usize = 100_000_000;

/// The distance of a trunk outside of the boxes that it connects, in columns.
const DETOUR: usize = 2;

impl Corridors {
    /// Whether a net can connect the box opposite straight; if so, the corridor is reserved.
    fn stem(&mut self, net: &Net, cells: &Cells) -> bool {
        let target = cells.columns[net.to];
        let has_opposite = net.sources.iter().any(|(source, exit)| {
            let is_opposite = *exit == net.channel && cells.columns[*source] == target;
            is_opposite && net.leaves_along(*source, cells)
        });
        let corridor = column_corridor(target);
        let can = has_opposite && !self.load[corridor].contains_key(&net.channel);
        if can {
            self.load[corridor].insert(net.channel, 1);
        }
        can
    }

    /// The cheapest corridor for the trunk of a net, if it needs one: short, straight, with little
    /// load.
    fn trunk(&mut self, net: &Net, cells: &Cells) -> Option<Trunk> {
        let (low, high) = net.channels();
        let target = cells.columns[net.to];
        let start = net.trunk_start();
        let columns = || net.sources.keys().map(|source| cells.columns[*source]);
        if low == high {
            return None;
        }
        let left = columns().min().unwrap_or(target).min(target);
        let right = columns().max().unwrap_or(target).max(target);
        let first = 2 * left.saturating_sub(DETOUR);
        let last = (2 * (right + 1 + DETOUR)).min(self.load.len() - 1);
        let cost = (last - first + 1) * (high - low + net.sources.len());
        let Some(left) = self.budget.checked_sub(cost) else {
            // The gap beside the target is always free.
            return Some(self.reserve(2 * target, low, high));
        };
        self.budget = left;
        let mut best: Option<(u64, usize)> = None;
        for corridor in first..=last {
            if !self.is_free(corridor, low, high) {
                continue;
            }
            let distance =
                |column: usize| (corridor as u64).abs_diff(column_corridor(column) as u64);
            let sum: u64 = columns().map(distance).sum::<u64>() + distance(target);
            let load = self.load[corridor].range(low..=high);
            let load = load.map(|(_, load)| *load).max();
            let starts = net.sources.iter().filter(|(source, exit)| {
                **exit == start && column_corridor(cells.columns[**source]) == corridor
            });
            let straight =
                u64::from(starts.count() > 0) + u64::from(corridor == column_corridor(target));
            let outside = u64::from(corridor == 0 || corridor == self.load.len() - 1);
            // In twentieths of a column.
            let cost =
                10 * sum + 3 * u64::from(load.unwrap_or(0)) + 4 * outside + 24 - 12 * straight;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, corridor));
            }
        }
        best.map(|(_, corridor)| self.reserve(corridor, low, high))
    }

    /// A gap is always free; the middle of a column only if it has no box and no other trunk.
    fn is_free(&self, corridor: usize, low: usize, high: usize) -> bool {
        if corridor.is_multiple_of(2) {
            return true;
        }
        let column = corridor / 2;
        let is_empty = self.occupied[column].range(low..high).next().is_none();
        is_empty && self.load[corridor].range(low..=high).next().is_none()
    }

    fn reserve(&mut self, corridor: usize, low: usize, high: usize) -> Trunk {
        for channel in low..=high {
            *self.load[corridor].entry(channel).or_default() += 1;
        }
        Trunk { corridor, lane: 0 }
    }
}

/// Assigns the trunks of each gap to lanes, and returns the number of lanes of each gap.
fn assign_trunk_lanes(nets: &mut [Net], cells: &Cells) -> Vec<usize> {
    let mut gaps: Vec<Vec<usize>> = vec![Vec::new(); cells.column_count + 1];
    for (number, net) in nets.iter().enumerate() {
        if let Some(trunk) = net.trunk.filter(|trunk| trunk.corridor.is_multiple_of(2)) {
            gaps[trunk.corridor / 2].push(number);
        }
    }
    let gaps = gaps.into_iter().enumerate();
    let counts = gaps.map(|(gap, members)| {
        let intervals: Vec<Interval> = members
            .iter()
            .map(|net| trunk_interval(&nets[*net], gap, cells))
            .collect();
        let (lanes, count) = assign_lanes(&intervals);
        for (net, lane) in members.iter().zip(lanes) {
            if let Some(trunk) = &mut nets[*net].trunk {
                trunk.lane = lane;
            }
        }
        count
    });
    counts.collect()
}

/// A trunk as an interval of its gap; the lower lanes are on the left.
fn trunk_interval(net: &Net, gap: usize, cells: &Cells) -> Interval {
    let (low, high) = net.channels();
    let mut interval = Interval {
        low,
        high,
        ..Interval::default()
    };
    let ends = net.sources.iter().map(|(source, exit)| (*source, *exit));
    for (node, channel) in ends.chain([(net.to, net.channel)]) {
        if cells.columns[node] < gap {
            interval.lower.push(channel);
        } else {
            interval.upper.push(channel);
        }
    }
    interval
}
