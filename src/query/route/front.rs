//! The routes that no other beats on several criteria together.

use std::{cell::RefCell, cmp::Reverse, collections::BinaryHeap};

use super::{
    bounds::Bounds,
    ground::Ground,
    search::{BUDGET, DIVES, Found, Limits, Search},
    waiting::Waiting,
    walk::{Cost, Criterion},
};

/// Finds every route that no other beats on time, pay and effort together: none is better in one of
/// them and as good in the others.
pub fn front(ground: &Ground, limits: &Limits) -> Found {
    const TOGETHER: [Criterion; 3] = [Criterion::Time, Criterion::Pay, Criterion::Effort];
    if !ground.is_open() {
        return Found::default();
    }
    let bounds = Bounds::new(ground, None, &limits.via);
    let trails = RefCell::new(Vec::new());
    let mut search = Search::new(ground, &bounds, limits, &trails);
    let mut queue = BinaryHeap::new();
    let mut best: Vec<([Cost; 3], Waiting)> = Vec::new();
    queue.extend(search.root(Criterion::Time).map(Reverse));
    while search.steps < BUDGET {
        let Some(Reverse(next)) = queue.pop() else {
            break;
        };
        let costs = search.costs(next.trail, TOGETHER);
        if best.iter().any(|(known, _)| beats(known, &costs)) {
            continue;
        }
        if next.is_complete {
            best.retain(|(known, _)| !beats(&costs, known));
            best.push((costs, next));
            continue;
        }
        search.extend(next.trail, Criterion::Time, |child| {
            queue.push(Reverse(child));
        });
    }
    let open = queue.peek().map(|Reverse(next)| next.cost);
    if open.is_some() && best.is_empty() {
        search.steps = 0;
        let begun = queue.into_iter().map(|Reverse(begun)| begun).take(DIVES);
        let completed = begun
            .filter_map(|begun| search.dive(begun, Criterion::Time))
            .min();
        best.extend(completed.map(|rank| (Default::default(), rank)));
    }
    best.sort_by(|(_, one), (_, other)| one.cmp(other));
    let routes = best.iter();
    Found {
        routes: routes
            .map(|(_, rank)| search.trail(rank.trail, open.is_none()))
            .collect(),
        open,
    }
}

fn beats(one: &[Cost; 3], other: &[Cost; 3]) -> bool {
    one != other && one.iter().zip(other).all(|(one, other)| one <= other)
}
