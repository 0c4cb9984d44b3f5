//! From cells and ways to coordinates.

use std::collections::{BTreeMap, HashMap};

use crate::view::Diagram;

use super::{
    Layout, Metrics, Rect,
    cells::Cells,
    lanes::{Line, lanes},
    routing::{Course, Routing, Side},
};

/// Where lines may leave and reach boxes, as `(net, box, whether it is the net's end)`.
type Ports = HashMap<(usize, usize, bool), usize>;

/// A line at the side of a box: whither it goes, its net, and whether it is the net's end.
type Reach = (usize, usize, bool);

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
        let lines: Vec<Line> = members.iter().map(|(_, line)| line.clone()).collect();
        let (own, count) = lanes(&lines);
        counts[channel] = count;
        for ((net, _), lane) in members.iter().zip(own) {
            on_lane.insert((*net, channel), lane);
        }
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
    let wires = diagram.arrows.iter().zip(&routing.courses);
    let wires = wires.map(|(arrow, course)| {
        let (from, to) = (&boxes[arrow.from], &boxes[arrow.to]);
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
                let exit = net.sources[&arrow.from];
                let trunk = net.trunk.map(|trunk| across.way(trunk.way, trunk.lane));
                let start = ports.get(&(number, arrow.from, false)).copied();
                let end = ports.get(&(number, arrow.to, true)).copied();
                let middle = across.way(2 * cells.columns[arrow.to] + 1, 0);
                let end = end.unwrap_or(middle);
                let leaves = if net.leaves_up(arrow.from, cells) {
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
                        let own = across.way(2 * cells.columns[arrow.from] + 1, 0);
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

/// How wide the whole is.
pub fn width(cells: &Cells, routing: &Routing, metrics: &Metrics) -> usize {
    Across::new(cells, routing, metrics).width
}

/// What lies where from left to right.
struct Across {
    /// The left edge of each column.
    columns: Vec<usize>,
    /// The first lane of each gap.
    gaps: Vec<usize>,
    width: usize,
    middle: usize,
    lane: usize,
}

impl Across {
    fn new(cells: &Cells, routing: &Routing, metrics: &Metrics) -> Self {
        let mut across = Self {
            columns: Vec::new(),
            gaps: Vec::new(),
            width: 0,
            middle: metrics.box_width / 2,
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

    /// Where a lane of a gap lies, or the middle of a column.
    fn way(&self, way: usize, lane: usize) -> usize {
        if way.is_multiple_of(2) {
            self.gaps[way / 2] + lane * self.lane
        } else {
            self.columns[way / 2] + self.middle
        }
    }
}

/// What lies where from top to bottom.
struct Down {
    /// The upper edge of each row.
    rows: Vec<usize>,
    /// The lowest lane of each channel.
    lanes: Vec<usize>,
    height: usize,
}

impl Down {
    fn new(cells: &Cells, routing: &Routing, metrics: &Metrics, counts: &[usize]) -> Self {
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

/// Where each line leaves or reaches its box, but for the straight ones, which take the middle.
///
/// Upper sides use other places than lower ones, so that two lines that meet in a channel from above
/// and from below never lie on each other.
fn ports(cells: &Cells, routing: &Routing, across: &Across, metrics: &Metrics) -> Option<Ports> {
    // For each upper and lower side: where a line goes to, and which it is.
    let mut sides: BTreeMap<(usize, bool), Vec<Reach>> = BTreeMap::new();
    let middle = |node: usize| across.columns[cells.columns[node]] + across.middle;
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

/// The lines along each channel, with the net of each.
fn runs(
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
            let middle = across.way(2 * cells.columns[net.to] + 1, 0);
            let line = own.entry(net.channel).or_default();
            line.down.push(middle);
            line.up.push(middle);
        }
        if let Some(trunk) = net.trunk {
            let x = across.way(trunk.way, trunk.lane);
            let begins = |source: &usize| {
                net.sources[source] != net.channel && net.is_straight_from(*source, cells)
            };
            let straight = net.sources.keys().any(begins);
            let end = trunk.way == 2 * cells.columns[net.to] + 1;
            // Whether the trunk comes from outside of its first and last channel.
            let (from_below, to_above) = match net.side {
                Side::Below => (straight, end),
                Side::Above => (end, straight),
            };
            for (channel, line) in &mut own {
                if *channel > trunk.low || from_below {
                    line.down.push(x);
                }
                if *channel < trunk.high || to_above {
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
