//! Which way each edge takes through the grid.
//!
//! Between two rows of boxes lies a channel, numbered like the row above it; between two columns lies
//! a gap. Lines run along these alone, or straight through cells in which no box stands, so that no
//! line ever crosses a box. Arrows of one kind to one box make a net: they join on the way to it.

use std::collections::{BTreeMap, HashMap};

use crate::view::Diagram;

use super::{
    cells::Cells,
    lanes::{Line, lanes},
};

/// From which side a net comes to its box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    Below,
    Above,
}

/// Arrows of one kind that come to one box from one side.
#[derive(Debug)]
pub struct Net {
    pub to: usize,
    pub kind: &'static str,
    pub side: Side,
    /// The channel along the box's side.
    pub channel: usize,
    /// The boxes that it comes from, each with the channel along which it leaves.
    pub sources: BTreeMap<usize, usize>,
    pub trunk: Option<Trunk>,
    /// Whether the box right across the channel is joined straight, middle to middle.
    pub has_stem: bool,
}

/// The upright line of a net, by which it passes rows.
#[derive(Debug, Clone, Copy)]
pub struct Trunk {
    /// A gap is twice the number of the column to its right, the middle of a column one more.
    pub way: usize,
    pub lane: usize,
}

/// The way through the middle of a column.
pub fn middle(column: usize) -> usize {
    2 * column + 1
}

/// What an edge is drawn as.
#[derive(Debug, Clone, Copy)]
pub enum Course {
    /// Straight to the next box of its row; to the right, or to the left.
    Level,
    /// As part of a net.
    Net(usize),
}

/// The ways of all edges, and how many lanes each gap needs.
#[derive(Debug)]
pub struct Routing {
    pub nets: Vec<Net>,
    /// For each edge.
    pub courses: Vec<Course>,
    /// For each gap, one more than there are columns.
    pub lanes: Vec<usize>,
}

impl Routing {
    pub fn new(diagram: &Diagram, cells: &Cells) -> Self {
        let taken = cells.taken();
        let mut found: HashMap<(usize, &str, Side), usize> = HashMap::new();
        let mut level: HashMap<(usize, usize), &str> = HashMap::new();
        let mut nets: Vec<Net> = Vec::new();
        let courses = diagram.edges.iter().map(|edge| {
            let (from, to) = (cells.rows[edge.from], cells.rows[edge.to]);
            if from == to && are_neighbours(&taken[from], cells, edge.from, edge.to) {
                // Moves there and back share one line, if they are of one kind.
                let pair = (edge.from.min(edge.to), edge.from.max(edge.to));
                if *level.entry(pair).or_insert(edge.kind) == edge.kind {
                    return Course::Level;
                }
            }
            let (side, exit, channel) = match from.cmp(&to) {
                std::cmp::Ordering::Less => (Side::Below, from + 1, to),
                std::cmp::Ordering::Equal => (Side::Above, from + 1, to + 1),
                std::cmp::Ordering::Greater => (Side::Above, from, to + 1),
            };
            let net = *found.entry((edge.to, edge.kind, side)).or_insert_with(|| {
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
            Course::Net(net)
        });
        let courses = courses.collect();
        let mut ways = Ways::new(cells, taken);
        // Short ones first: they have the least choice. Promotions should be straight.
        let mut order: Vec<usize> = (0..nets.len()).collect();
        order.sort_by_key(|net| (nets[*net].reach(), nets[*net].kind != "promotion", *net));
        for net in order.iter().copied() {
            nets[net].has_stem = ways.stem(&nets[net], cells);
        }
        for net in order {
            nets[net].trunk = ways.trunk(&nets[net], cells);
        }
        let lanes = side_by_side(&mut nets, cells);
        Self {
            nets,
            courses,
            lanes,
        }
    }
}

impl Routing {
    /// How many lines leave or reach the upper and the lower side of each box, but for the straight ones.
    pub fn sides(&self, cells: &Cells) -> BTreeMap<(usize, bool), usize> {
        let mut sides = BTreeMap::new();
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
        sides
    }
}

impl Net {
    /// Whether a source leaves upwards; otherwise downwards.
    pub fn leaves_up(&self, source: usize, cells: &Cells) -> bool {
        self.sources[&source] > cells.rows[source]
    }

    /// How many rows it passes.
    fn reach(&self) -> usize {
        let (low, high) = self.span();
        high - low
    }

    /// The channels from which to which its trunk goes.
    pub fn span(&self) -> (usize, usize) {
        let channels = self.sources.values().copied().chain([self.channel]);
        let low = channels.clone().min().unwrap_or(self.channel);
        (low, channels.max().unwrap_or(self.channel))
    }

    /// The channel at which its trunk begins.
    fn far(&self) -> usize {
        let (low, high) = self.span();
        match self.side {
            Side::Below => low,
            Side::Above => high,
        }
    }

    /// Whether a source leaves by the side from which its trunk goes on.
    fn leaves_along(&self, source: usize, cells: &Cells) -> bool {
        self.leaves_up(source, cells) == (self.side == Side::Below)
    }

    /// Whether a line goes straight on from the middle of this source.
    pub fn is_straight_from(&self, source: usize, cells: &Cells) -> bool {
        if !self.leaves_along(source, cells) {
            return false;
        }
        let column = cells.columns[source];
        let exit = self.sources[&source];
        let is_stem = self.has_stem && exit == self.channel && column == cells.columns[self.to];
        let begins = |trunk: Trunk| trunk.way == middle(column) && exit == self.far();
        is_stem || self.trunk.is_some_and(begins)
    }

    /// Whether a line comes straight to the middle of its box.
    pub fn is_straight_to(&self, cells: &Cells) -> bool {
        let own = middle(cells.columns[self.to]);
        self.has_stem || self.trunk.is_some_and(|trunk| trunk.way == own)
    }
}

/// Whether nothing stands between two boxes of a row.
fn are_neighbours(row: &[Option<usize>], cells: &Cells, one: usize, other: usize) -> bool {
    let (one, other) = (cells.columns[one], cells.columns[other]);
    let (left, right) = (one.min(other), one.max(other));
    left < right && row[left + 1..right].iter().all(Option::is_none)
}

/// What is taken of the ways that lead upwards.
struct Ways {
    taken: Vec<Vec<Option<usize>>>,
    /// How many trunks are on each way along each channel.
    load: Vec<Vec<u32>>,
}

/// How far a trunk may lie outside of what it connects, in columns.
const AROUND: usize = 2;

impl Ways {
    fn new(cells: &Cells, taken: Vec<Vec<Option<usize>>>) -> Self {
        Self {
            taken,
            load: vec![vec![0; cells.row_count + 1]; 2 * cells.column_count + 1],
        }
    }

    /// Whether a net can join the box right across its channel straight; then it does.
    fn stem(&mut self, net: &Net, cells: &Cells) -> bool {
        let target = cells.columns[net.to];
        let across = net.sources.iter().any(|(source, exit)| {
            let faces = *exit == net.channel && cells.columns[*source] == target;
            faces && net.leaves_along(*source, cells)
        });
        let way = middle(target);
        let can = across && self.load[way][net.channel] == 0;
        if can {
            self.load[way][net.channel] += 1;
        }
        can
    }

    /// The best way for the trunk of a net, if it needs one: short, straight and little used.
    fn trunk(&mut self, net: &Net, cells: &Cells) -> Option<Trunk> {
        let (low, high) = net.span();
        let target = cells.columns[net.to];
        let far = net.far();
        let columns = || net.sources.keys().map(|source| cells.columns[*source]);
        if low == high {
            return None;
        }
        let left = columns().min().unwrap_or(target).min(target);
        let right = columns().max().unwrap_or(target).max(target);
        let first = 2 * left.saturating_sub(AROUND);
        let last = (2 * (right + 1 + AROUND)).min(self.load.len() - 1);
        let mut best: Option<(u64, usize)> = None;
        for way in first..=last {
            if !self.is_free(way, low, high) {
                continue;
            }
            let distance = |column: usize| (way as u64).abs_diff(middle(column) as u64);
            let sum: u64 = columns().map(distance).sum::<u64>() + distance(target);
            let load = self.load[way][low..=high].iter().max().copied();
            let starts = net
                .sources
                .iter()
                .filter(|(source, exit)| **exit == far && middle(cells.columns[**source]) == way);
            let straight = u64::from(starts.count() > 0) + u64::from(way == middle(target));
            let outside = u64::from(way == 0 || way == self.load.len() - 1);
            // In tenths of half a column.
            let cost =
                10 * sum + 3 * u64::from(load.unwrap_or(0)) + 4 * outside + 24 - 12 * straight;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, way));
            }
        }
        best.map(|(_, way)| self.take(way, low, high))
    }

    /// A gap always has room for one more; the middle of a column only where no box stands, and for one.
    fn is_free(&self, way: usize, low: usize, high: usize) -> bool {
        if way.is_multiple_of(2) {
            return true;
        }
        let column = way / 2;
        let empty = (low..high).all(|row| self.taken[row][column].is_none());
        empty && self.load[way][low..=high].iter().all(|load| *load == 0)
    }

    fn take(&mut self, way: usize, low: usize, high: usize) -> Trunk {
        for load in &mut self.load[way][low..=high] {
            *load += 1;
        }
        Trunk { way, lane: 0 }
    }
}

/// Gives the trunks of each gap their lanes, and tells how many it needs.
fn side_by_side(nets: &mut [Net], cells: &Cells) -> Vec<usize> {
    let mut gaps: Vec<Vec<usize>> = vec![Vec::new(); cells.column_count + 1];
    for (number, net) in nets.iter().enumerate() {
        if let Some(trunk) = net.trunk.filter(|trunk| trunk.way.is_multiple_of(2)) {
            gaps[trunk.way / 2].push(number);
        }
    }
    let gaps = gaps.into_iter().enumerate();
    let counts = gaps.map(|(gap, members)| {
        let lines: Vec<Line> = members
            .iter()
            .map(|net| turns(&nets[*net], gap, cells))
            .collect();
        let (own, count) = lanes(&lines);
        for (net, lane) in members.iter().zip(own) {
            if let Some(trunk) = &mut nets[*net].trunk {
                trunk.lane = lane;
            }
        }
        count
    });
    counts.collect()
}

/// A trunk as a line of its gap: to the left are the lower lanes.
fn turns(net: &Net, gap: usize, cells: &Cells) -> Line {
    let (low, high) = net.span();
    let mut line = Line {
        low,
        high,
        ..Line::default()
    };
    let ends = net.sources.iter().map(|(source, exit)| (*source, *exit));
    for (node, channel) in ends.chain([(net.to, net.channel)]) {
        if cells.columns[node] < gap {
            line.down.push(channel);
        } else {
            line.up.push(channel);
        }
    }
    line
}
