//! The routes that no other beats on several criteria together.

use std::{cell::RefCell, cmp::Reverse, collections::BinaryHeap};

use crate::vocabulary::Criterion;

use super::{
    bounds::Bounds,
    frontier::FrontierEntry,
    problem::Problem,
    search::{BUDGET, FoundRoute, Limits, Search, SearchResult, search},
    totals::{Cost, FRONT},
};

/// More routes than anybody looks at; where so many are equal, the search ends.
const MOST: usize = 1000;

/// Finds every route that no other beats on time, pay and effort together: none is better in one of
/// them and as good in the others.
pub fn front(problem: &Problem, limits: &Limits) -> SearchResult {
    if !problem.is_open() {
        return SearchResult::default();
    }
    let bounds = Bounds::new(problem, None, &limits.via);
    let trails = RefCell::new(Vec::new());
    let mut walk = Search::new(problem, &bounds, limits, &trails);
    let mut queue = BinaryHeap::new();
    let mut best: Vec<([Cost; 3], FrontierEntry)> = Vec::new();
    queue.extend(walk.root(Criterion::Time).map(Reverse));
    while walk.steps < BUDGET && best.len() < MOST {
        let Some(Reverse(next)) = queue.pop() else {
            break;
        };
        let costs = walk.costs(next.trail, FRONT);
        if best.iter().any(|(known, _)| beats(known, &costs)) {
            continue;
        }
        if next.is_complete {
            best.retain(|(known, _)| !beats(&costs, known));
            best.push((costs, next));
            continue;
        }
        walk.extend(next.trail, Criterion::Time, |child| {
            queue.push(Reverse(child));
        });
    }
    let open = queue.peek().map(|Reverse(next)| next.cost);
    let routes = best.iter();
    let mut routes: Vec<FoundRoute> = routes
        .map(|(_, edge)| walk.trail(edge.trail, open.is_none()))
        .collect();
    if open.is_some() {
        // Each criterion's own best is known better by a search for it alone.
        for by in FRONT {
            let alone = Limits {
                routes: 1,
                ..limits.clone()
            };
            add(&mut routes, search(problem, by, &alone).routes);
        }
    }
    routes.sort_by_cached_key(|trail| {
        let edges = trail.edges.iter();
        let ids: Vec<&str> = edges
            .map(|edge| problem.id(problem.edges[*edge].to))
            .collect();
        let totals = &trail.totals;
        (totals.cost(Criterion::Time), totals.moves, ids)
    });
    SearchResult { routes, open }
}

/// Adds routes that none beats, and leaves out those that they beat.
fn add(routes: &mut Vec<FoundRoute>, others: Vec<FoundRoute>) {
    let costs = |trail: &FoundRoute| FRONT.map(|by| trail.totals.cost(by));
    for other in others {
        let own = costs(&other);
        if routes.iter().any(|known| beats(&costs(known), &own)) {
            continue;
        }
        routes.retain(|known| known.edges != other.edges && !beats(&own, &costs(known)));
        routes.push(other);
    }
}

fn beats(one: &[Cost; 3], other: &[Cost; 3]) -> bool {
    one != other && one.iter().zip(other).all(|(one, other)| one <= other)
}
