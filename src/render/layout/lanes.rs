//! Assigns the intervals of a channel to lanes, so that none overlap and few connections cross.

use std::{cmp::Reverse, collections::BinaryHeap};

use crate::order::Order as _;

/// The part of a net along a channel, with the positions at which it connects to either side.
#[derive(Debug, Default, Clone)]
pub struct Interval {
    /// The first and the last position.
    pub low: usize,
    pub high: usize,
    /// Pins: connections on the side of the lower lanes, and on that of the higher ones.
    pub lower: Vec<usize>,
    pub upper: Vec<usize>,
}

impl Interval {
    fn overlaps(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// The number of crossings if this interval is on the lower lane.
    fn crossings_below(&self, other: &Self) -> usize {
        let within = |pins: &[usize], interval: &Self| {
            let inside = pins
                .iter()
                .filter(|pin| interval.low <= **pin && **pin <= interval.high);
            inside.count()
        };
        within(&self.upper, other) + within(&other.lower, self)
    }
}

/// The lane of each interval, from 0, and the number of lanes.
///
/// A heuristic: of two overlapping intervals, the one that should be lower to avoid crossings gets
/// a lower score, and intervals are placed by score. Each pair is compared only once.
pub fn assign_lanes(intervals: &[Interval]) -> (Vec<usize>, usize) {
    // Only intervals that start before the end of another can overlap it.
    let mut by_start: Vec<usize> = (0..intervals.len()).collect();
    by_start.order_by_key(|interval| (intervals[*interval].low, *interval));
    if comparisons(intervals, &by_start) > COMPARISONS {
        return first_free(intervals, &by_start);
    }
    let mut scores = vec![0_i64; intervals.len()];
    let mut overlapping: Vec<Vec<(usize, std::cmp::Ordering)>> = vec![Vec::new(); intervals.len()];
    for (position, one) in by_start.iter().copied().enumerate() {
        for other in by_start[position + 1..].iter().copied() {
            if !intervals[one].overlaps(&intervals[other]) {
                break;
            }
            let below = intervals[one].crossings_below(&intervals[other]);
            let above = intervals[other].crossings_below(&intervals[one]);
            // Less: `one` should be below `other`.
            let order = below.cmp(&above);
            let score = order as i64;
            scores[one] += score;
            scores[other] -= score;
            overlapping[one].push((other, order));
            overlapping[other].push((one, order.reverse()));
        }
    }
    let mut order = by_start;
    order.order_by_key(|interval| (scores[*interval], intervals[*interval].low, *interval));
    let mut lanes: Vec<Option<usize>> = vec![None; intervals.len()];
    for interval in order {
        let mut least = 0;
        let mut occupied = Vec::new();
        for (other, order) in &overlapping[interval] {
            if let Some(lane) = lanes[*other] {
                occupied.push(lane);
                // The order by crossings is kept.
                if order.is_gt() {
                    least = least.max(lane + 1);
                }
            }
        }
        occupied.order();
        for lane in occupied {
            if lane == least {
                least += 1;
            }
        }
        lanes[interval] = Some(least);
    }
    let lanes: Vec<usize> = lanes.into_iter().map(Option::unwrap_or_default).collect();
    let count = lanes.iter().max().map_or(0, |highest| highest + 1);
    (lanes, count)
}

/// How many pins of overlapping intervals are compared with one another at most.
const COMPARISONS: usize = 250_000;

/// How many pins are compared with overlapping intervals.
fn comparisons(intervals: &[Interval], by_start: &[usize]) -> usize {
    let overlapping = by_start.iter().enumerate().map(|(position, one)| {
        let one = &intervals[*one];
        let later = &by_start[position + 1..];
        let count = later.partition_point(|other| intervals[*other].low <= one.high);
        count * (1 + one.lower.len() + one.upper.len())
    });
    overlapping.sum()
}

/// The first lane that is free where an interval starts, whatever lines cross.
fn first_free(intervals: &[Interval], by_start: &[usize]) -> (Vec<usize>, usize) {
    let mut lanes = vec![0; intervals.len()];
    // The end of the last interval of each lane, the first one in front.
    let mut ends: BinaryHeap<Reverse<(usize, usize)>> = BinaryHeap::new();
    for one in by_start {
        let free = ends.peek().filter(|first| first.0.0 < intervals[*one].low);
        let lane = free.map(|first| first.0.1);
        lanes[*one] = match lane {
            Some(lane) => {
                ends.pop();
                lane
            }
            None => ends.len(),
        };
        ends.push(Reverse((intervals[*one].high, lanes[*one])));
    }
    (lanes, ends.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn interval(low: usize, high: usize, lower: &[usize], upper: &[usize]) -> Interval {
        Interval {
            low,
            high,
            lower: lower.to_vec(),
            upper: upper.to_vec(),
        }
    }

    #[test]
    fn the_order_is_that_with_fewer_crossings() {
        // Both connect to the lower side on the left and to the upper side on the right.
        let outer = interval(0, 10, &[0], &[10]);
        let inner = interval(2, 12, &[2], &[12]);
        let (lanes, count) = assign_lanes(&[outer, inner]);
        assert_eq!((lanes, count), (vec![1, 0], 2));
    }

    #[test]
    fn intervals_that_do_not_overlap_share_a_lane() {
        let intervals = [interval(0, 3, &[], &[]), interval(4, 6, &[], &[])];
        assert_eq!(assign_lanes(&intervals), (vec![0, 0], 1));
        assert_eq!(assign_lanes(&[]), (Vec::new(), 0));
    }

    proptest! {
        #[test]
        fn lanes_hold_no_overlap(ends in prop::collection::vec((0..20_usize, 0..8_usize), 0..30)) {
            let intervals: Vec<Interval> = ends
                .iter()
                .map(|(low, length)| interval(*low, low + length, &[*low], &[low + length]))
                .collect();
            let mut by_start: Vec<usize> = (0..intervals.len()).collect();
            by_start.sort_by_key(|one| intervals[*one].low);
            for (lanes, count) in [assign_lanes(&intervals), first_free(&intervals, &by_start)] {
                for (one, lane) in lanes.iter().enumerate() {
                    prop_assert!(*lane < count);
                    for other in 0..one {
                        prop_assert!(!intervals[one].overlaps(&intervals[other]) || lanes[other] != *lane);
                    }
                }
            }
        }
    }
}
