//! Assigns the intervals of a channel to lanes, so that none overlap and few connections cross.

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
            let (lanes, count) = assign_lanes(&intervals);
            for (one, lane) in lanes.iter().enumerate() {
                prop_assert!(*lane < count);
                for other in 0..one {
                    prop_assert!(!intervals[one].overlaps(&intervals[other]) || lanes[other] != *lane);
                }
            }
        }
    }
}
