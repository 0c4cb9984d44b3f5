//! Some routes, whatever they cost, by a search of its own: near linear, so that it is always settled whether a role
//! can be reached, however soon the budget of the search for the best routes ends.
//!
//! Without roles to pass, a shortest path is a route. With them the problem is hard: the legs between them must not
//! share a role. Each leg takes the cheapest path alone; roles that several legs take become dearer from round to
//! round, until no role is shared.

use std::{cmp::Reverse, collections::BinaryHeap};

use crate::{order::Order as _, query::route_request::RouteRequest};

use super::{
    backward::backward,
    problem::{Edge, Problem, RouteNode},
};

/// The steps of the search for legs that share no role: looks at an edge.
const BUDGET: usize = 4_000_000;
/// The rounds for each order of the roles to pass.
const ROUNDS: u64 = 40;
/// The orders of the roles to pass that are tried; all of up to four roles.
const ORDERS: usize = 24;

/// The cost of an edge; `None` where it cannot be used.
type EdgeCost<'c> = dyn Fn(&Edge) -> Option<i128> + 'c;

/// The numbers of the edges of some routes that pass all roles of the request, and the steps until they were found.
pub fn some_routes(problem: &Problem, request: &RouteRequest) -> (Vec<Vec<usize>>, usize) {
    if problem.start == problem.target {
        return (Vec::new(), 0);
    }
    if !request.via.is_empty() {
        let via = request.via.iter().map(|role| role.index());
        let via = via.filter(|node| ![problem.start, problem.target].contains(node));
        let mut legs = Legs::new(problem, via.collect());
        let found = legs.find();
        return (found.into_iter().collect(), legs.steps);
    }
    let at_start = problem.units.at_start();
    let costs: [&EdgeCost; 4] = [
        &|_| Some(0),
        &|edge| Some(edge.serving[0]),
        &|edge| edge.neg_log_share.or((edge.moves() == 0).then_some(0)),
        &|edge| {
            problem
                .can_know_time(edge, &at_start)
                .then_some(edge.serving[0])
        },
    ];
    let mut routes: Vec<Vec<usize>> = Vec::new();
    for route in costs.into_iter().filter_map(|cost| cheapest(problem, cost)) {
        if !routes.contains(&route) {
            routes.push(route);
        }
    }
    (routes, problem.edges.len())
}

/// The cheapest route by a cost of each edge, of equal ones with the fewest moves.
fn cheapest(problem: &Problem, cost: &EdgeCost) -> Option<Vec<usize>> {
    let extended = |(sum, edges): (i128, u32), edge: &Edge| Some((sum + cost(edge)?, edges + 1));
    let best = backward(problem, [(problem.target, (0, 0))], extended);
    let mut route = Vec::new();
    let mut node = problem.start;
    while node != problem.target {
        let own = best[node]?;
        let next = problem.outgoing(node).find(|number| {
            let edge = &problem.edges[*number];
            let onward = best[edge.to].filter(|_| edge.to != problem.start);
            onward.and_then(|onward| extended(onward, edge)) == Some(own)
        })?;
        route.push(next);
        node = problem.edges[next].to;
    }
    Some(route)
}

/// The legs between the roles to pass.
struct Legs<'p> {
    problem: &'p Problem<'p>,
    via: Vec<RouteNode>,
    /// Whether a node is the start, the target or one of the roles to pass: no leg leads through it.
    is_end: Vec<bool>,
    /// How much dearer a node became in earlier rounds.
    history: Vec<u64>,
    /// How many legs take a node.
    taken: Vec<u64>,
    /// The cost from the begin of a leg, and the last edge.
    reached: Vec<Option<(u64, usize)>>,
    steps: usize,
}

impl<'p> Legs<'p> {
    fn new(problem: &'p Problem<'p>, mut via: Vec<RouteNode>) -> Self {
        via.order();
        via.dedup();
        let mut is_end = vec![false; problem.nodes()];
        for node in via.iter().chain([&problem.start, &problem.target]) {
            is_end[*node] = true;
        }
        Self {
            problem,
            via,
            is_end,
            history: vec![0; problem.nodes()],
            taken: vec![0; problem.nodes()],
            reached: vec![None; problem.nodes()],
            steps: 0,
        }
    }

    fn find(&mut self) -> Option<Vec<usize>> {
        orders(&self.via)
            .into_iter()
            .find_map(|order| self.in_order(&order))
    }

    /// A route that passes the roles in this order, if one is found.
    fn in_order(&mut self, via: &[RouteNode]) -> Option<Vec<usize>> {
        let ends: Vec<RouteNode> = std::iter::once(self.problem.start)
            .chain(via.iter().copied())
            .chain([self.problem.target])
            .collect();
        let mut legs: Vec<Vec<usize>> = vec![Vec::new(); ends.len() - 1];
        self.history.fill(0);
        self.taken.fill(0);
        for round in 1..=ROUNDS {
            for (leg, ends) in legs.iter_mut().zip(ends.windows(2)) {
                self.count(leg, u64::wrapping_sub);
                *leg = self.leg(ends[0], ends[1], round)?;
                self.count(leg, u64::wrapping_add);
            }
            let mut is_shared = false;
            for (history, taken) in self.history.iter_mut().zip(&self.taken) {
                *history += taken.saturating_sub(1);
                is_shared |= *taken > 1;
            }
            if !is_shared {
                return Some(legs.concat());
            }
            if self.steps > BUDGET {
                return None;
            }
        }
        None
    }

    /// Counts the nodes that a leg leads through.
    fn count(&mut self, leg: &[usize], add: fn(u64, u64) -> u64) {
        for edge in leg.iter().take(leg.len().saturating_sub(1)) {
            let node = self.problem.edges[*edge].to;
            self.taken[node] = add(self.taken[node], 1);
        }
    }

    /// The cheapest path from one end of a leg to the other; `None` where there is none.
    fn leg(&mut self, from: RouteNode, to: RouteNode, round: u64) -> Option<Vec<usize>> {
        let problem = self.problem;
        self.reached.fill(None);
        let mut frontier = BinaryHeap::from([Reverse((0, from))]);
        while let Some(Reverse((cost, node))) = frontier.pop() {
            if node == to {
                break;
            }
            if self.reached[node].is_some_and(|(known, _)| known < cost) {
                continue;
            }
            for number in problem.outgoing(node) {
                self.steps += 1;
                let next = problem.edges[number].to;
                if !problem.between[next] || next == from || self.is_end[next] && next != to {
                    continue;
                }
                let cost = cost + (1 + self.history[next]) * (1 + self.taken[next] * round);
                if self.reached[next].is_none_or(|(known, _)| cost < known) {
                    self.reached[next] = Some((cost, number));
                    frontier.push(Reverse((cost, next)));
                }
            }
        }
        let mut leg = Vec::new();
        let mut node = to;
        while node != from {
            let (_, number) = self.reached[node]?;
            leg.push(number);
            node = problem.edges[number].from;
        }
        leg.reverse();
        Some(leg)
    }
}

/// Orders of nodes, `ORDERS` at the most: each next one is the next in the order of their numbers; of more nodes
/// than can be tried, those that begin with another node.
fn orders(nodes: &[RouteNode]) -> Vec<Vec<RouteNode>> {
    let mut orders = Vec::new();
    let mut order = nodes.to_vec();
    if nodes.len() > 4 {
        for _ in 0..nodes.len().min(ORDERS / 2) {
            orders.push(order.clone());
            orders.push(order.iter().rev().copied().collect());
            order.rotate_left(1);
        }
        return orders;
    }
    loop {
        orders.push(order.clone());
        let rises = |at: &usize| order[*at] < order[at + 1];
        let Some(last) = (0..order.len().saturating_sub(1)).rev().find(rises) else {
            return orders;
        };
        let above = |at: &usize| order[*at] > order[last];
        if let Some(other) = (last + 1..order.len()).rev().find(above) {
            order.swap(last, other);
        }
        order[last + 1..].reverse();
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use fastrand::Rng;

    use crate::{
        check, load,
        model::{Day, RoleIndex},
        query::person_state::PersonState,
        text::Text,
    };

    use super::*;

    const ROLES: usize = 7;

    fn graph(moves: &[Vec<usize>]) -> String {
        let mut text = String::from("title: Graph\nroles:\n");
        for (role, next) in moves.iter().enumerate() {
            let next = next
                .iter()
                .map(|role| format!("{{ role: r{role}, kind: lateral }}"));
            let next: Vec<String> = next.collect();
            let _ = writeln!(
                text,
                "  r{role}: {{ title: R, next: [{}] }}",
                next.join(", ")
            );
        }
        text
    }

    /// Whether a simple path from the last node of a path leads to the last role by all roles to pass.
    fn leads_on(moves: &[Vec<usize>], path: &mut Vec<usize>, via: &[usize]) -> bool {
        let last = path[path.len() - 1];
        if last == ROLES - 1 {
            return via.iter().all(|role| path.contains(role));
        }
        moves[last].iter().any(|next| {
            !path.contains(next) && {
                path.push(*next);
                let leads = leads_on(moves, path, via);
                path.pop();
                leads
            }
        })
    }

    /// Without roles to pass, a route is found where one exists. With them, what is found is a route, and of the small
    /// graphs here one is found in all but a few.
    #[test]
    fn a_route_is_found_where_one_exists() {
        let mut random = Rng::with_seed(7);
        let (mut exist, mut found) = (0, 0);
        for case in 0..400 {
            let moves: Vec<Vec<usize>> = (0..ROLES)
                .map(|role| {
                    let mut next: Vec<usize> = (0..3).map(|_| random.usize(..ROLES)).collect();
                    next.retain(|next| *next != role);
                    next.order();
                    next.dedup();
                    next
                })
                .collect();
            let mut via: Vec<usize> = (0..case % 3)
                .map(|_| 1 + random.usize(..ROLES - 2))
                .collect();
            via.dedup();
            let text = Text::new("graph.yaml", graph(&moves));
            let loaded = load::ladder(&text).expect("a ladder");
            let ladder = check::ladder(&loaded.document, loaded.diagnostics).expect("a sound one");
            let state = PersonState {
                role: Some(RoleIndex::new(0)),
                ..PersonState::unknown(Day::constant(2026, 11, 20))
            };
            let mut request = RouteRequest::to(RoleIndex::new(ROLES - 1));
            request.via = via.iter().copied().map(RoleIndex::new).collect();
            let problem = Problem::new(&ladder, &state, request.target, &[]);
            let exists = leads_on(&moves, &mut vec![0], &via);
            let (routes, _) = some_routes(&problem, &request);
            for route in &routes {
                let mut nodes = vec![0];
                for edge in route {
                    let edge = &problem.edges[*edge];
                    assert_eq!(nodes.last(), Some(&edge.from));
                    assert!(!nodes.contains(&edge.to), "{route:?} of {moves:?}");
                    nodes.push(edge.to);
                }
                assert_eq!(nodes.last(), Some(&(ROLES - 1)));
                assert!(via.iter().all(|role| nodes.contains(role)));
            }
            if via.is_empty() {
                assert_eq!(!routes.is_empty(), exists, "{moves:?}");
            }
            assert!(exists || routes.is_empty());
            exist += usize::from(exists);
            found += usize::from(!routes.is_empty());
        }
        assert!(
            exist > 100 && found * 50 >= exist * 49,
            "{found} of {exist}"
        );
    }
}
