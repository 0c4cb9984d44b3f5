//! The Pareto front: the routes that no other route dominates.

use std::{cmp::Reverse, collections::BinaryHeap};

use crate::order::Order as _;
use crate::{query::route_request::RouteRequest, vocabulary::Criterion};

use super::{
    bounds::Bounds,
    frontier::{FrontierEntry, PathStates},
    problem::Problem,
    search::{FoundRoute, RouteCount, Search, SearchResult, budget, count_unknown},
    totals::{Cost, FRONT, front_cost},
};

/// The size of the front at which the search ends.
const MAX_ROUTES: usize = 1000;

/// Finds every route that no other dominates: none is better in time, pay or effort and at least as good
/// in the other two.
pub fn pareto_front(problem: &Problem, request: &RouteRequest) -> SearchResult {
    if !problem.has_route() {
        return SearchResult::default();
    }
    let bounds = Bounds::new(problem, None, &request.via);
    let states = PathStates::default();
    let mut search = Search::new(problem, &bounds, request, Criterion::Time, &states);
    let mut frontier = BinaryHeap::new();
    let mut front: Vec<([Cost; 3], FrontierEntry)> = Vec::new();
    frontier.extend(search.root().map(Reverse));
    while search.steps < budget(problem) && front.len() < MAX_ROUTES {
        let Some(Reverse(entry)) = frontier.pop() else {
            break;
        };
        let costs = search.lower_bounds(entry.state, FRONT).map(front_cost);
        if front.iter().any(|(known, _)| dominates(known, &costs)) {
            continue;
        }
        if entry.is_complete {
            front.retain(|(known, _)| !dominates(&costs, known));
            front.push((costs, entry));
            continue;
        }
        search.extend(entry.state, |child| {
            frontier.push(Reverse(child));
        });
    }
    let open_bound = frontier.peek().map(|Reverse(entry)| entry.cost);
    let routes = front.iter();
    let mut routes: Vec<FoundRoute> = routes
        .map(|(_, entry)| search.found_route(entry.state, open_bound.is_none()))
        .collect();
    if open_bound.is_some() {
        // A search by one criterion finds its best route with fewer steps.
        for by in FRONT {
            let alone = RouteRequest {
                by,
                routes: 1,
                ..request.clone()
            };
            add(&mut routes, super::search::search(problem, &alone).routes);
        }
    }
    routes.order_by_cached_key(|route| {
        let edges = route.edges.iter();
        let ids: Vec<&str> = edges
            .map(|edge| problem.id(problem.edges[*edge].to))
            .collect();
        let totals = &route.totals;
        (totals.cost(Criterion::Time), totals.moves, ids)
    });
    let left_out = count_unknown(problem, &bounds, request);
    let front = RouteCount {
        routes: routes.len(),
        at_least: open_bound.is_some(),
    };
    SearchResult {
        routes: shown(routes, request.routes),
        open_bound,
        left_out,
        front: Some(front),
        steps: search.steps,
    }
}

/// So many routes of a front, in their order: the best by each criterion, then the quickest.
fn shown(routes: Vec<FoundRoute>, most: usize) -> Vec<FoundRoute> {
    let best = FRONT.map(|by| {
        let costs = routes.iter().map(|route| front_cost(route.totals.cost(by)));
        let best = costs.enumerate().min_by_key(|(_, cost)| *cost);
        best.map(|(position, _)| position)
    });
    let mut chosen: Vec<usize> = Vec::new();
    for position in best.into_iter().flatten().chain(0..routes.len()) {
        if chosen.len() < most && !chosen.contains(&position) {
            chosen.push(position);
        }
    }
    chosen.order();
    let mut routes: Vec<Option<FoundRoute>> = routes.into_iter().map(Some).collect();
    chosen
        .into_iter()
        .filter_map(|position| routes[position].take())
        .collect()
}

/// Adds the routes that none dominates, and removes those that they dominate.
fn add(routes: &mut Vec<FoundRoute>, others: Vec<FoundRoute>) {
    let costs = |route: &FoundRoute| FRONT.map(|by| front_cost(route.totals.cost(by)));
    for other in others {
        let own = costs(&other);
        if routes.iter().any(|known| dominates(&costs(known), &own)) {
            continue;
        }
        routes.retain(|known| known.edges != other.edges && !dominates(&own, &costs(known)));
        routes.push(other);
    }
}

fn dominates(one: &[Cost; 3], other: &[Cost; 3]) -> bool {
    one != other && one.iter().zip(other).all(|(one, other)| one <= other)
}
