//! Best-first branch and bound: the best routes by one criterion.

use std::{cmp::Reverse, collections::BinaryHeap};

use serde::Serialize;

use crate::{order::Order as _, query::route_request::RouteRequest, vocabulary::Criterion};

use super::{
    answer::follow,
    any::some_routes,
    bounds::{Bounds, LowerBound},
    frontier::{FrontierEntry, PathState, PathStates, StateId},
    gained::Gained,
    problem::{Problem, RouteNode},
    taken::taken,
    time::{ticks, time_units},
    totals::{Cost, PathTotals},
};

/// The steps of a search: counted, not timed, so that the same question has the same answer everywhere.
const BUDGET: usize = 200_000;
/// The steps for each role, where these are more: enough for a chain of all of them.
const ROLE_BUDGET: usize = 4;
/// The steps of all depth-first completions after the budget, and of each of them.
const COMPLETION_BUDGET: usize = 200_000;
const COMPLETION_STEPS: usize = 20_000;
/// The steps to count routes that are left out.
const COUNT_BUDGET: usize = 20_000;
/// The path states that are completed for each route that was asked for.
const COMPLETIONS: usize = 20;

/// A route: the numbers of its edges, first to last, and their total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundRoute {
    pub edges: Vec<usize>,
    pub totals: PathTotals,
    /// Whether no route that was not found can be better.
    pub proven: bool,
}

/// The routes that were found.
#[derive(Debug, Clone, Default)]
pub struct SearchResult {
    /// The best first.
    pub routes: Vec<FoundRoute>,
    /// A lower bound of the cost of every route that was not found, where the budget ended the search.
    pub open_bound: Option<Cost>,
    /// The routes of unknown time that `within` leaves out.
    pub left_out: Option<RouteCount>,
    /// The size of the Pareto front.
    pub front: Option<RouteCount>,
    /// The steps that the search took.
    pub steps: usize,
}

/// The steps of a search for the best routes.
pub fn budget(problem: &Problem) -> usize {
    BUDGET.max(ROLE_BUDGET * problem.nodes())
}

/// A number of routes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RouteCount {
    /// The routes that were counted.
    pub routes: usize,
    /// Whether the count ended at a limit, so that there can be more.
    pub at_least: bool,
}

/// Finds the best routes by the criterion of the request; of equal ones those with fewer moves, then
/// by the ids of their roles.
pub fn search(problem: &Problem, request: &RouteRequest) -> SearchResult {
    if !problem.has_route() {
        return SearchResult::default();
    }
    let bounds = Bounds::new(problem, Some(request.by), &request.via);
    let states = PathStates::default();
    let mut search = Search::new(problem, &bounds, request, request.by, &states);
    let mut frontier = BinaryHeap::new();
    // The incumbents: the best complete paths so far, the worst of them on top.
    let mut incumbents: BinaryHeap<(Cost, u32)> = BinaryHeap::new();
    let mut routes: Vec<StateId> = Vec::new();
    frontier.extend(search.root().map(Reverse));
    while routes.len() < request.routes {
        let Some(Reverse(entry)) = frontier.pop() else {
            break;
        };
        if entry.is_complete {
            routes.push(entry.state);
            continue;
        }
        if search.steps >= budget(problem) {
            frontier.push(Reverse(entry));
            break;
        }
        search.extend(entry.state, |child| {
            let key = (child.cost, child.moves);
            let is_full = incumbents.len() == request.routes;
            if is_full && incumbents.peek().is_some_and(|worst| key > *worst) {
                return;
            }
            if child.is_complete {
                incumbents.push(key);
                if is_full {
                    incumbents.pop();
                }
            }
            frontier.push(Reverse(child));
        });
    }
    let mut result = SearchResult {
        routes: routes
            .iter()
            .map(|state| search.found_route(*state, true))
            .collect(),
        steps: search.steps,
        ..SearchResult::default()
    };
    if routes.len() < request.routes && !frontier.is_empty() {
        complete(&mut search, frontier, &mut result, request.routes);
        result.steps = search.steps;
        add_some(problem, request, &mut result);
    }
    result.left_out = count_unknown(problem, &bounds, request);
    result
}

/// Counts the routes of unknown time that `within` leaves out: those whose known part is within.
pub fn count_unknown(
    problem: &Problem,
    bounds: &Bounds,
    request: &RouteRequest,
) -> Option<RouteCount> {
    request.within?;
    let states = PathStates::default();
    let mut search = Search::new(problem, bounds, request, Criterion::Time, &states);
    search.is_strict = false;
    let mut count = RouteCount {
        routes: 0,
        at_least: false,
    };
    let mut open: Vec<FrontierEntry> = search.root().into_iter().collect();
    while let Some(entry) = open.pop() {
        if entry.is_complete {
            let states = states.borrow();
            count.routes += usize::from(states[entry.state as usize].totals.unknown_time > 0);
        } else if search.steps < COUNT_BUDGET {
            search.extend(entry.state, |child| open.push(child));
        } else {
            count.at_least = true;
            break;
        }
    }
    Some(count)
}

/// Completes the best path states that the budget left in the frontier.
fn complete<'a>(
    search: &mut Search<'a>,
    frontier: BinaryHeap<Reverse<FrontierEntry<'a>>>,
    result: &mut SearchResult,
    routes: usize,
) {
    let mut entries = frontier.into_sorted_vec();
    entries.reverse();
    let entries = entries.into_iter().map(|Reverse(entry)| entry);
    let (mut complete, open): (Vec<_>, Vec<_>) = entries.partition(|entry| entry.is_complete);
    let open_bound = open.first().map(|best| best.cost);
    let budget = search.steps + COMPLETION_BUDGET;
    let open = open.into_iter().take(COMPLETIONS * routes);
    complete.extend(open.filter_map(|entry| {
        let max_steps = budget.min(search.steps + COMPLETION_STEPS);
        search.complete_depth_first(entry, max_steps)
    }));
    if complete.is_empty() && result.routes.is_empty() {
        // Perhaps none of these paths has a completion; then one is searched from the start.
        let max_steps = search.steps + COMPLETION_BUDGET;
        let root = search.root();
        complete.extend(root.and_then(|root| search.complete_depth_first(root, max_steps)));
    }
    complete.sort();
    let missing = routes - result.routes.len();
    result
        .routes
        .extend(complete.iter().take(missing).map(|entry| {
            let proven = open_bound.is_none_or(|bound| entry.cost < bound);
            search.found_route(entry.state, proven)
        }));
    let all = result.routes.len() == routes && result.routes.iter().all(|route| route.proven);
    result.open_bound = open_bound.filter(|_| !all);
}

/// Adds routes that are found whatever they cost, where the budget ended the search for the best ones.
fn add_some(problem: &Problem, request: &RouteRequest, result: &mut SearchResult) {
    let is_allowed = |totals: &PathTotals| {
        let is_late = |within: f64| {
            totals.unknown_time > 0 || time_units(totals.elapsed[0]) > time_units(ticks(within))
        };
        !request.within.is_some_and(is_late)
            && request.max_moves.is_none_or(|most| totals.moves <= most)
    };
    let (some, steps) = some_routes(problem, request);
    result.steps += steps;
    for edges in some {
        let totals = follow(problem, &edges);
        let mut known = result.routes.iter();
        if is_allowed(&totals) && known.all(|known| known.edges != edges) {
            result.routes.push(FoundRoute {
                edges,
                totals,
                proven: false,
            });
        }
    }
    result.routes.order_by_cached_key(|route| {
        let nodes = route.edges.iter().map(|edge| problem.edges[*edge].to);
        let ids: Vec<&str> = nodes.map(|node| problem.id(node)).collect();
        (
            !route.proven,
            route.totals.cost(request.by),
            route.totals.moves,
            ids,
        )
    });
    result.routes.truncate(request.routes);
}

/// The path states of one search, and one of them that is loaded: its visited nodes, and what is gained.
pub struct Search<'a> {
    problem: &'a Problem<'a>,
    bounds: &'a Bounds,
    request: &'a RouteRequest,
    by: Criterion,
    states: &'a PathStates<'a>,
    /// The steps so far: edges looked at, and nodes of paths that were loaded.
    pub steps: usize,
    /// The loaded path state.
    loaded: Option<StateId>,
    /// A node is visited on the loaded path where its mark is the present one.
    marks: Vec<u32>,
    mark: u32,
    /// What is gained on the loaded path.
    gained: Gained,
    /// What is gained with one more edge.
    gained_next: Gained,
    /// What the person has at the start.
    at_start: Gained,
    /// The states of a path that is being loaded, last to first.
    path: Vec<StateId>,
    /// Whether `within` leaves out routes of unknown time.
    is_strict: bool,
}

impl<'a> Search<'a> {
    /// A search without a path state.
    pub fn new(
        problem: &'a Problem<'a>,
        bounds: &'a Bounds,
        request: &'a RouteRequest,
        by: Criterion,
        states: &'a PathStates<'a>,
    ) -> Self {
        let at_start = problem.units.at_start();
        Self {
            problem,
            bounds,
            request,
            by,
            states,
            steps: 0,
            loaded: None,
            marks: vec![0; problem.nodes()],
            mark: 0,
            gained: at_start.clone(),
            gained_next: at_start.clone(),
            at_start,
            path: Vec::new(),
            is_strict: request.within.is_some(),
        }
    }

    /// The path without an edge; `None` where it breaks a limit.
    pub fn root(&mut self) -> Option<FrontierEntry<'a>> {
        let via = u32::try_from(self.request.via.len()).ok()?;
        let via_left = u64::MAX.checked_shr(64 - via).unwrap_or(0);
        let node = self.problem.start;
        self.gained_next.copy_from(&self.at_start);
        let state = PathState {
            parent: 0,
            node,
            id: self.problem.id(node),
            edge: usize::MAX,
            depth: 0,
            via_left: self.without(node, via_left),
            totals: PathTotals::start(self.problem),
            taken: None,
            is_shortest_free: false,
        };
        self.add(state)
    }

    /// The roles to pass that are left after a node.
    fn without(&self, node: RouteNode, via_left: u64) -> u64 {
        let via = self.request.via.iter().enumerate();
        let here = via.filter(|(_, via)| via.index() == node);
        here.fold(via_left, |left, (position, _)| left & !(1 << position))
    }

    /// Adds a path state; `None` where its lower bounds break a limit, or nothing leads to the target.
    fn add(&mut self, state: PathState<'a>) -> Option<FrontierEntry<'a>> {
        let is_complete = state.node == self.problem.target;
        if is_complete && state.via_left != 0 {
            return None;
        }
        let (totals, node, via_left) = (&state.totals, state.node, state.via_left);
        let bound = if is_complete {
            LowerBound {
                cost: totals.cost(self.by),
                has_known_time: totals.unknown_time == 0,
                moves: totals.moves,
                min_moves: totals.moves,
                min_time: totals.elapsed[0],
            }
        } else {
            let gained = &self.gained_next;
            self.bounds
                .lower_bound(self.problem, self.by, totals, node, gained, via_left)?
        };
        let within = self.request.within.map(ticks);
        let is_late = within.is_some_and(|most| time_units(bound.min_time) > time_units(most));
        let max_moves = self.request.max_moves;
        let is_unknown = self.is_strict && !bound.has_known_time;
        if is_late || is_unknown || max_moves.is_some_and(|most| bound.min_moves > most) {
            return None;
        }
        let mut states = self.states.borrow_mut();
        let id = StateId::try_from(states.len()).ok()?;
        states.push(state);
        Some(FrontierEntry {
            cost: bound.cost,
            moves: bound.moves,
            min_moves: bound.min_moves,
            state: id,
            is_complete,
            states: self.states,
        })
    }

    /// Extends a path by every edge to a node that it does not visit.
    pub fn extend(&mut self, state: StateId, mut child: impl FnMut(FrontierEntry<'a>)) {
        let (node, depth, via_left, totals) = self.load(state);
        if !self.has_completion(state, node, via_left) {
            return;
        }
        for number in self.problem.outgoing(node) {
            let edge = &self.problem.edges[number];
            self.steps += 1;
            if !self.problem.between[edge.to] || self.is_visited(edge.to) {
                continue;
            }
            let taken = taken(self.problem, edge.to, &totals, &self.gained);
            let next_totals = totals.extended(self.problem, edge, &self.gained, taken.as_deref());
            self.gained_next.copy_from(&self.gained);
            self.gained_next
                .arrive(self.problem, edge.to, taken.as_deref(), next_totals.elapsed);
            let next = PathState {
                parent: state,
                node: edge.to,
                id: self.problem.id(edge.to),
                edge: number,
                depth: depth + 1,
                via_left: self.without(edge.to, via_left),
                totals: next_totals,
                taken,
                is_shortest_free: false,
            };
            if let Some(entry) = self.add(next) {
                child(entry);
            }
        }
    }

    /// Completes a path depth first with backtracking: by the fewest moves, then by the lower bound.
    fn complete_depth_first(
        &mut self,
        entry: FrontierEntry<'a>,
        max_steps: usize,
    ) -> Option<FrontierEntry<'a>> {
        let mut stack = vec![vec![(entry.min_moves, entry)]];
        while let Some(siblings) = stack.last_mut() {
            let Some((_, entry)) = siblings.pop() else {
                stack.pop();
                continue;
            };
            if entry.is_complete {
                return Some(entry);
            }
            if self.steps > max_steps {
                return None;
            }
            let mut children = Vec::new();
            self.extend(entry.state, |child| {
                children.push((child.min_moves, child));
            });
            children.sort();
            children.reverse();
            stack.push(children);
        }
        None
    }

    /// Loads a path state: marks the nodes that its path visits, and collects what is gained. Returns
    /// its node, depth, roles left to pass, and totals.
    fn load(&mut self, id: StateId) -> (RouteNode, u32, u64, PathTotals) {
        let states = self.states.borrow();
        let last = &states[id as usize];
        if self.loaded == Some(id) {
            return (last.node, last.depth, last.via_left, last.totals);
        }
        if last.depth > 0 && self.loaded == Some(last.parent) {
            self.marks[last.node] = self.mark;
            let (taken, elapsed) = (last.taken.as_deref(), last.totals.elapsed);
            self.gained.arrive(self.problem, last.node, taken, elapsed);
            self.steps += 1;
        } else {
            self.mark += 1;
            self.gained.copy_from(&self.at_start);
            self.path.clear();
            let (mut number, mut state) = (id, last);
            loop {
                self.marks[state.node] = self.mark;
                if state.depth == 0 {
                    break;
                }
                self.path.push(number);
                number = state.parent;
                state = &states[number as usize];
            }
            for number in self.path.iter().rev() {
                let state = &states[*number as usize];
                let (taken, elapsed) = (state.taken.as_deref(), state.totals.elapsed);
                self.gained.arrive(self.problem, state.node, taken, elapsed);
            }
            self.steps += (last.depth as usize * (1 + self.gained.units.len() / 8)) / 8;
        }
        self.loaded = Some(id);
        (last.node, last.depth, last.via_left, last.totals)
    }

    /// Whether the target and the roles left to pass can be reached from the loaded path, off its nodes.
    fn has_completion(&mut self, state: StateId, node: RouteNode, via_left: u64) -> bool {
        if via_left == 0 && self.is_shortest_free(state, node) {
            self.states.borrow_mut()[state as usize].is_shortest_free = true;
            return true;
        }
        let mut missing = via_left;
        let mut has_target = false;
        let mut seen = vec![false; self.problem.nodes()];
        let mut stack = vec![node];
        while let Some(from) = stack.pop() {
            for edge in &self.problem.edges[self.problem.outgoing(from)] {
                self.steps += 1;
                let to = edge.to;
                if to == self.problem.target {
                    has_target = true;
                    missing = self.without(to, missing);
                } else if self.problem.between[to] && !self.is_visited(to) && !seen[to] {
                    seen[to] = true;
                    missing = self.without(to, missing);
                    stack.push(to);
                }
                if has_target && missing == 0 {
                    return true;
                }
            }
        }
        false
    }

    /// Whether the loaded path visits a node.
    fn is_visited(&self, node: RouteNode) -> bool {
        self.marks[node] == self.mark
    }

    /// Whether the path of least serving time from a node to the target avoids the loaded path.
    fn is_shortest_free(&mut self, state: StateId, node: RouteNode) -> bool {
        let (was_free, from) = {
            let states = self.states.borrow();
            let parent = &states[states[state as usize].parent as usize];
            (parent.is_shortest_free, parent.node)
        };
        if was_free && self.bounds.next_by_serving(self.problem, from) == Some(node) {
            return true;
        }
        let mut from = node;
        while let Some(next) = self.bounds.next_by_serving(self.problem, from) {
            self.steps += 1;
            if next == self.problem.target {
                return true;
            }
            if self.is_visited(next) {
                return false;
            }
            from = next;
        }
        false
    }

    /// The lower bounds of a path by several criteria; of a complete path its costs.
    pub fn lower_bounds(&mut self, state: StateId, by: [Criterion; 3]) -> [Cost; 3] {
        let (node, _, via_left, totals) = self.load(state);
        if node == self.problem.target {
            return by.map(|by| totals.cost(by));
        }
        by.map(|by| {
            let gained = &self.gained;
            let bound = self
                .bounds
                .lower_bound(self.problem, by, &totals, node, gained, via_left);
            // Without a completion, a path is worse than any other.
            bound.map_or([i128::MAX; 3], |bound| bound.cost)
        })
    }

    /// The route of a complete path.
    pub fn found_route(&self, id: StateId, proven: bool) -> FoundRoute {
        let states = self.states.borrow();
        let mut state = &states[id as usize];
        let totals = state.totals;
        let mut edges = Vec::with_capacity(state.depth as usize);
        while state.depth > 0 {
            edges.push(state.edge);
            state = &states[state.parent as usize];
        }
        edges.reverse();
        FoundRoute {
            edges,
            totals,
            proven,
        }
    }
}
