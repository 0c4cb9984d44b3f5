//! Lines side by side in a channel: each on a lane, so that none covers another and few cross.

/// A line along a channel, with the lines that lead away from it to either side.
#[derive(Debug, Default, Clone)]
pub struct Line {
    /// From where to where it goes, both included.
    pub low: usize,
    pub high: usize,
    /// Where lines leave it towards the lower lanes, and towards the higher ones.
    pub down: Vec<usize>,
    pub up: Vec<usize>,
}

impl Line {
    fn meets(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// How many lines cross when this one lies on the lower lane.
    fn crossings_below(&self, other: &Self) -> usize {
        let within = |places: &[usize], line: &Self| {
            let inside = places
                .iter()
                .filter(|place| line.low <= **place && **place <= line.high);
            inside.count()
        };
        within(&self.up, other) + within(&other.down, self)
    }
}

/// The lane of each line, from 0, and how many lanes there are.
///
/// The order is that of wins: a line goes below those with which it then crosses less often. That
/// is not always the best, but every pair is looked at once only.
pub fn lanes(lines: &[Line]) -> (Vec<usize>, usize) {
    // Those that could meet a line begin before its end.
    let mut by_start: Vec<usize> = (0..lines.len()).collect();
    by_start.sort_by_key(|line| (lines[*line].low, *line));
    let mut wins = vec![0_i64; lines.len()];
    let mut met: Vec<Vec<(usize, std::cmp::Ordering)>> = vec![Vec::new(); lines.len()];
    for (position, one) in by_start.iter().copied().enumerate() {
        for other in by_start[position + 1..].iter().copied() {
            if !lines[one].meets(&lines[other]) {
                break;
            }
            let below = lines[one].crossings_below(&lines[other]);
            let above = lines[other].crossings_below(&lines[one]);
            // Less: `one` belongs below `other`.
            let order = below.cmp(&above);
            let win = order as i64;
            wins[one] += win;
            wins[other] -= win;
            met[one].push((other, order));
            met[other].push((one, order.reverse()));
        }
    }
    let mut order = by_start;
    order.sort_by_key(|line| (wins[*line], lines[*line].low, *line));
    let mut lanes: Vec<Option<usize>> = vec![None; lines.len()];
    for line in order {
        let mut least = 0;
        let mut taken = Vec::new();
        for (other, order) in &met[line] {
            if let Some(lane) = lanes[*other] {
                taken.push(lane);
                // One that belongs below stays below.
                if order.is_gt() {
                    least = least.max(lane + 1);
                }
            }
        }
        taken.sort_unstable();
        for lane in taken {
            if lane == least {
                least += 1;
            }
        }
        lanes[line] = Some(least);
    }
    let lanes: Vec<usize> = lanes.into_iter().map(Option::unwrap_or_default).collect();
    let count = lanes.iter().max().map_or(0, |highest| highest + 1);
    (lanes, count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(low: usize, high: usize, down: &[usize], up: &[usize]) -> Line {
        Line {
            low,
            high,
            down: down.to_vec(),
            up: up.to_vec(),
        }
    }

    #[test]
    fn the_order_is_that_with_fewer_crossings() {
        // One comes from below on the left and goes up on the right, the other lies beside it.
        let outer = line(0, 10, &[0], &[10]);
        let inner = line(2, 12, &[2], &[12]);
        let (lanes, count) = lanes(&[outer, inner]);
        assert_eq!((lanes, count), (vec![1, 0], 2));
    }

    #[test]
    fn lines_that_do_not_meet_share_a_lane() {
        let lines = [line(0, 3, &[], &[]), line(4, 6, &[], &[])];
        assert_eq!(lanes(&lines), (vec![0, 0], 1));
        assert_eq!(lanes(&[]), (Vec::new(), 0));
    }

    proptest! {
        #[test]
        fn no_line_covers_another(ends in prop::collection::vec((0..20_usize, 0..8_usize), 0..30)) {
            let lines: Vec<Line> = ends
                .iter()
                .map(|(low, length)| line(*low, low + length, &[*low], &[low + length]))
                .collect();
            let (lanes, count) = lanes(&lines);
            for (one, lane) in lanes.iter().enumerate() {
                prop_assert!(*lane < count);
                for other in 0..one {
                    prop_assert!(!lines[one].meets(&lines[other]) || lanes[other] != *lane);
                }
            }
        }
    }
}
