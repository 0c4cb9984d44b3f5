//! The least from every place to where the way ends.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::ground::{Ground, Place, Way};

/// The least from each place to the nearest of these, over moves into which nothing leads back to
/// the start; `extend` tells what a move adds, or that it cannot be made.
pub fn backward<C: Ord + Copy>(
    ground: &Ground,
    ends: impl IntoIterator<Item = (Place, C)>,
    extend: impl Fn(C, &Way) -> Option<C>,
) -> Vec<Option<C>> {
    let mut best: Vec<Option<C>> = vec![None; ground.places()];
    let mut open = BinaryHeap::new();
    for (place, cost) in ends {
        best[place] = Some(cost);
        open.push(Reverse((cost, place)));
    }
    while let Some(Reverse((cost, place))) = open.pop() {
        if best[place] != Some(cost) || place == ground.start {
            continue;
        }
        for way in ground.into(place).iter().map(|way| &ground.ways[*way]) {
            if !ground.between[way.from] || way.from == ground.target {
                continue;
            }
            let Some(cost) = extend(cost, way) else {
                continue;
            };
            if best[way.from].is_none_or(|known| cost < known) {
                best[way.from] = Some(cost);
                open.push(Reverse((cost, way.from)));
            }
        }
    }
    best
}
