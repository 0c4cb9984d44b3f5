//! The best routes, best first.
//!
//! Every edge that is begun waits with the least that it can still come to. The best of them goes on
//! first, so a route that comes out of the queue complete is better than all that are still in it.

use std::{cell::RefCell, cmp::Reverse, collections::BinaryHeap};

use crate::vocabulary::Criterion;

use super::{
    bounds::{Bounds, LowerBound},
    frontier::{FrontierEntry, PathState},
    problem::{Problem, RouteNode},
    time::{Ticks, same_time},
    totals::{Cost, PathTotals},
    units::learn,
};

/// How much the search may look at. It counts steps and never time, so that the same question has
/// the same answer everywhere.
pub const BUDGET: usize = 200_000;
/// How much may be looked at to complete what the budget left open, all together and by each try.
const RESERVE: usize = 200_000;
const TRY: usize = 20_000;
/// How many edges are completed for each route that was asked for.
pub const DIVES: usize = 20;

/// Which routes are looked for.
#[derive(Debug, Clone)]
pub struct Limits {
    /// How many, at least one.
    pub routes: usize,
    /// Roles that each route passes, in any order; no more than 64.
    pub via: Vec<RouteNode>,
    /// Time that it may take at the least.
    pub within: Option<Ticks>,
    pub moves: Option<u32>,
}

/// A route: its moves by their numbers, and what they come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundRoute {
    pub edges: Vec<usize>,
    pub totals: PathTotals,
    /// Whether no other route can be better than this one and those before it.
    pub proven: bool,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct SearchResult {
    /// The best first.
    pub routes: Vec<FoundRoute>,
    /// Where the budget ended the search: what any route that was not found comes to at least.
    pub open: Option<Cost>,
}

/// Finds the best routes by a criterion; equal ones by fewer moves, then by the ids of their roles.
pub fn search(problem: &Problem, by: Criterion, limits: &Limits) -> SearchResult {
    if !problem.is_open() {
        return SearchResult::default();
    }
    let bounds = Bounds::new(problem, Some(by), &limits.via);
    let trails = RefCell::new(Vec::new());
    let mut search = Search::new(problem, &bounds, limits, &trails);
    let mut queue = BinaryHeap::new();
    // The best routes seen so far, the worst of them first.
    let mut enough: BinaryHeap<(Cost, u32)> = BinaryHeap::new();
    let mut routes: Vec<u32> = Vec::new();
    queue.extend(search.root(by).map(Reverse));
    while routes.len() < limits.routes {
        let Some(Reverse(best)) = queue.pop() else {
            break;
        };
        if best.is_complete {
            routes.push(best.trail);
            continue;
        }
        if search.steps >= BUDGET {
            queue.push(Reverse(best));
            break;
        }
        search.extend(best.trail, by, |next| {
            let key = (next.cost, next.moves);
            let is_full = enough.len() == limits.routes;
            if is_full && enough.peek().is_some_and(|worst| key > *worst) {
                return;
            }
            if next.is_complete {
                enough.push(key);
                if is_full {
                    enough.pop();
                }
            }
            queue.push(Reverse(next));
        });
    }
    let mut found = SearchResult {
        routes: routes
            .iter()
            .map(|trail| search.trail(*trail, true))
            .collect(),
        open: None,
    };
    if routes.len() < limits.routes && !queue.is_empty() {
        complete(&mut search, by, queue, &mut found, limits.routes);
    }
    found
}

/// Completes the best of the edges that the budget left open.
fn complete<'a>(
    search: &mut Search<'a>,
    by: Criterion,
    queue: BinaryHeap<Reverse<FrontierEntry<'a>>>,
    found: &mut SearchResult,
    wanted: usize,
) {
    let mut waiting = queue.into_sorted_vec();
    waiting.reverse();
    let waiting = waiting.into_iter().map(|Reverse(rank)| rank);
    let (mut completed, begun): (Vec<_>, Vec<_>) = waiting.partition(|rank| rank.is_complete);
    let open = begun.first().map(|best| best.cost);
    let reserve = search.steps + RESERVE;
    let begun = begun.into_iter().take(DIVES * wanted);
    completed.extend(begun.filter_map(|begun| {
        let until = reserve.min(search.steps + TRY);
        search.dive(begun, by, until)
    }));
    if completed.is_empty() && found.routes.is_empty() {
        // What was begun may all be lost; then the whole of it is tried from the start.
        let until = search.steps + RESERVE;
        let root = search.root(by);
        completed.extend(root.and_then(|root| search.dive(root, by, until)));
    }
    completed.sort();
    let left = wanted - found.routes.len();
    let completed = completed.iter().take(left);
    found.routes.extend(completed.map(|rank| {
        let proven = open.is_none_or(|open| rank.cost < open);
        search.trail(rank.trail, proven)
    }));
    let all = found.routes.len() == wanted && found.routes.iter().all(|route| route.proven);
    found.open = open.filter(|_| !all);
}

pub struct Search<'a> {
    problem: &'a Problem<'a>,
    bounds: &'a Bounds,
    limits: &'a Limits,
    trails: &'a RefCell<Vec<PathState<'a>>>,
    /// How much was looked at.
    pub steps: usize,
    /// The edge that was looked at last: the nodes that it passed bear its mark.
    at: Option<u32>,
    mark: u32,
    passed: Vec<u32>,
    /// What was learnt on it.
    here: Vec<u64>,
    /// What will be after one more move.
    learnt: Vec<u64>,
}

impl<'a> Search<'a> {
    pub fn new(
        problem: &'a Problem<'a>,
        bounds: &'a Bounds,
        limits: &'a Limits,
        trails: &'a RefCell<Vec<PathState<'a>>>,
    ) -> Self {
        Self {
            problem,
            bounds,
            limits,
            trails,
            steps: 0,
            at: None,
            mark: 0,
            passed: vec![0; problem.nodes()],
            here: vec![0; problem.units.words()],
            learnt: vec![0; problem.units.words()],
        }
    }

    /// The edge on which nothing has been done yet.
    pub fn root(&mut self, by: Criterion) -> Option<FrontierEntry<'a>> {
        let stops = self.limits.via.len();
        let left = u64::MAX
            .checked_shr(64 - u32::try_from(stops).ok()?)
            .unwrap_or(0);
        let node = self.problem.start;
        self.learnt.fill(0);
        let step = PathState {
            before: 0,
            node,
            id: self.problem.id(node),
            edge: usize::MAX,
            depth: 0,
            left: self.after(node, left),
            totals: PathTotals::start(self.problem),
            is_clear: false,
        };
        self.enter(step, by)
    }

    /// The stops that are left behind a node.
    fn after(&self, node: RouteNode, left: u64) -> u64 {
        let stops = self.limits.via.iter().enumerate();
        let here = stops.filter(|(_, stop)| **stop == node);
        here.fold(left, |left, (position, _)| left & !(1 << position))
    }

    /// Puts a step on record, unless it cannot become a route within the limits.
    fn enter(&mut self, step: PathState<'a>, by: Criterion) -> Option<FrontierEntry<'a>> {
        let is_complete = step.node == self.problem.target;
        if is_complete && step.left != 0 {
            return None;
        }
        let least = if is_complete {
            LowerBound {
                cost: step.totals.cost(by),
                moves: step.totals.moves,
                fewest: step.totals.moves,
                time: step.totals.elapsed[0],
            }
        } else {
            let (totals, node, left) = (&step.totals, step.node, step.left);
            self.bounds
                .least(self.problem, by, totals, node, &self.learnt, left)?
        };
        let late = self
            .limits
            .within
            .is_some_and(|within| same_time(least.time) > same_time(within));
        let long = self.limits.moves.is_some_and(|moves| least.fewest > moves);
        if late || long {
            return None;
        }
        let mut trails = self.trails.borrow_mut();
        let trail = u32::try_from(trails.len()).ok()?;
        trails.push(step);
        Some(FrontierEntry {
            cost: least.cost,
            moves: least.moves,
            fewest: least.fewest,
            trail,
            is_complete,
            trails: self.trails,
        })
    }

    /// Goes on from a edge by every move that leads to a node where it has not been.
    pub fn extend(&mut self, trail: u32, by: Criterion, mut next: impl FnMut(FrontierEntry<'a>)) {
        let (node, depth, left, totals) = self.recall(trail);
        if !self.is_viable(trail, node, left) {
            return;
        }
        for number in self.problem.out(node) {
            let edge = &self.problem.edges[number];
            self.steps += 1;
            if !self.problem.between[edge.to] || !self.is_free(edge.to) {
                continue;
            }
            // What is asked for there is learnt on arrival.
            self.learnt.copy_from_slice(&self.here);
            learn(&mut self.learnt, self.problem.asked(edge.to));
            let step = PathState {
                before: trail,
                node: edge.to,
                id: self.problem.id(edge.to),
                edge: number,
                depth: depth + 1,
                left: self.after(edge.to, left),
                totals: totals.then(self.problem, edge, &self.here),
                is_clear: false,
            };
            if let Some(rank) = self.enter(step, by) {
                next(rank);
            }
        }
    }

    /// Goes on from a edge to the target by as few moves as can be, of those by the best; where that
    /// leads nowhere, back to the last node where something else is open.
    pub fn dive(
        &mut self,
        begun: FrontierEntry<'a>,
        by: Criterion,
        until: usize,
    ) -> Option<FrontierEntry<'a>> {
        let mut open = vec![vec![(begun.fewest, begun)]];
        while let Some(best) = open.last_mut() {
            let Some((_, edge)) = best.pop() else {
                open.pop();
                continue;
            };
            if edge.is_complete {
                return Some(edge);
            }
            if self.steps > until {
                return None;
            }
            let mut next = Vec::new();
            self.extend(edge.trail, by, |child| next.push((child.fewest, child)));
            next.sort();
            next.reverse();
            open.push(next);
        }
        None
    }

    /// Marks where a edge has passed, and gathers what was learnt on it.
    fn recall(&mut self, trail: u32) -> (RouteNode, u32, u64, PathTotals) {
        let trails = self.trails.borrow();
        let last = &trails[trail as usize];
        if self.at == Some(trail) {
            return (last.node, last.depth, last.left, last.totals);
        }
        if last.depth > 0 && self.at == Some(last.before) {
            self.passed[last.node] = self.mark;
            learn(&mut self.here, self.problem.asked(last.node));
            self.steps += 1;
        } else {
            self.mark += 1;
            self.here.fill(0);
            let mut step = last;
            loop {
                self.passed[step.node] = self.mark;
                if step.depth == 0 {
                    break;
                }
                learn(&mut self.here, self.problem.asked(step.node));
                step = &trails[step.before as usize];
            }
            self.steps += (last.depth as usize * (1 + self.here.len() / 8)) / 8;
        }
        self.at = Some(trail);
        (last.node, last.depth, last.left, last.totals)
    }

    /// Whether a edge can still become a route without passing a node twice.
    fn is_viable(&mut self, trail: u32, node: RouteNode, left: u64) -> bool {
        if left == 0 && self.is_clear(trail, node) {
            self.trails.borrow_mut()[trail as usize].is_clear = true;
            return true;
        }
        // Every other edge on is tried.
        let mut missing = left;
        let mut ends = false;
        let mut seen = vec![false; self.problem.nodes()];
        let mut open = vec![node];
        while let Some(at) = open.pop() {
            for edge in &self.problem.edges[self.problem.out(at)] {
                self.steps += 1;
                if edge.to == self.problem.target {
                    ends = true;
                    missing = self.after(edge.to, missing);
                } else if self.problem.between[edge.to] && self.is_free(edge.to) && !seen[edge.to] {
                    seen[edge.to] = true;
                    missing = self.after(edge.to, missing);
                    open.push(edge.to);
                }
                if ends && missing == 0 {
                    return true;
                }
            }
        }
        false
    }

    fn is_free(&self, node: RouteNode) -> bool {
        self.passed[node] != self.mark
    }

    /// Whether the edge on which there is least to serve is free to the end.
    fn is_clear(&mut self, trail: u32, node: RouteNode) -> bool {
        let before = self.trails.borrow()[trail as usize].before;
        let (was_clear, from) = {
            let before = &self.trails.borrow()[before as usize];
            (before.is_clear, before.node)
        };
        if was_clear && self.bounds.towards(self.problem, from) == Some(node) {
            return true;
        }
        let mut at = node;
        while let Some(next) = self.bounds.towards(self.problem, at) {
            self.steps += 1;
            if next == self.problem.target {
                return true;
            }
            if !self.is_free(next) {
                return false;
            }
            at = next;
        }
        false
    }

    /// What a edge comes to at least by several criteria.
    pub fn costs(&mut self, trail: u32, by: [Criterion; 3]) -> [Cost; 3] {
        let (node, _, left, totals) = self.recall(trail);
        if node == self.problem.target {
            return by.map(|by| totals.cost(by));
        }
        by.map(|by| {
            let least = self
                .bounds
                .least(self.problem, by, &totals, node, &self.here, left);
            // A edge that leads nowhere is worse than any other.
            least.map_or([i128::MAX; 3], |least| least.cost)
        })
    }

    /// The moves of a edge, first to last.
    fn edges(&self, trail: u32) -> Vec<usize> {
        let trails = self.trails.borrow();
        let mut step = &trails[trail as usize];
        let mut edges = Vec::with_capacity(step.depth as usize);
        while step.depth > 0 {
            edges.push(step.edge);
            step = &trails[step.before as usize];
        }
        edges.reverse();
        edges
    }

    pub fn trail(&self, trail: u32, proven: bool) -> FoundRoute {
        FoundRoute {
            edges: self.edges(trail),
            totals: self.trails.borrow()[trail as usize].totals,
            proven,
        }
    }
}
