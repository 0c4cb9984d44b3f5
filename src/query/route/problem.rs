//! What each role and each move costs somebody, in whole numbers: sums are exact, and so is the
//! order of two routes.

use std::{cell::OnceCell, cmp::Reverse, collections::HashMap};

use petgraph::{graph::EdgeIndex, visit::EdgeRef};

use crate::model::{
    Day, Exemption, Figure, Item, Ladder, Move, Pay, PayTerms, RoleIndex, SourceIndex,
};

use super::{
    super::person_state::PersonState,
    time::{SAME, Ticks, same_time, ticks},
    units::StudyUnits,
};

/// How exactly a share's logarithm is kept, so that equal products come out equal.
const LOG: f64 = 1e15;

/// The logarithm of a share of 0, which is as rare as anything can be.
pub const NEVER: i128 = 1_000_000_000_000_000_000_000;

/// A node on the edge: a role, or the one before the first role for someone without any.
pub type RouteNode = usize;

/// A move from one node to the next; the first of two figures is the least, the second the most.
#[derive(Debug, Clone, Copy)]
pub struct Edge {
    pub from: RouteNode,
    pub to: RouteNode,
    /// The move of the ladder; none leads into the first role of someone without any.
    pub graph_edge: Option<EdgeIndex>,
    /// Still to serve before it.
    pub serve: [Ticks; 2],
    /// The negative logarithm of its share.
    pub rarity: Option<i128>,
}

impl Edge {
    /// Coming onto the ladder is no move on it.
    pub fn moves(&self) -> u32 {
        u32::from(self.graph_edge.is_some())
    }
}

/// A ladder as one person finds it, between where they stand and where they need to be.
#[derive(Clone)]
pub struct Problem<'a> {
    pub ladder: &'a Ladder,
    pub start: RouteNode,
    pub target: RouteNode,
    /// All moves, those out of one node next to each other.
    pub edges: Vec<Edge>,
    first: Vec<usize>,
    into: Vec<usize>,
    first_into: Vec<usize>,
    /// The nodes to which the start leads.
    pub reached: Vec<bool>,
    /// Those of them that lead to the target without the start.
    pub between: Vec<bool>,
    /// How long after the start the years that a role asks for are met.
    pub met: Vec<Ticks>,
    /// Which pay counts; without terms, none is known.
    pub terms: Option<PayTerms>,
    /// Until when money is counted.
    pub horizon: Ticks,
    /// Twice the midpoint that a role pays in a year.
    pub rates: Vec<Option<i128>>,
    /// The entry of each role that says so.
    paid: Vec<Option<usize>>,
    pub units: StudyUnits,
    asked: Vec<OnceCell<Box<[u64]>>>,
}

impl<'a> Problem<'a> {
    /// The problem to reach a role without passing those to avoid; no pay is known yet.
    pub fn new(
        ladder: &'a Ladder,
        state: &PersonState,
        target: RoleIndex,
        avoid: &[RoleIndex],
    ) -> Self {
        let roles = ladder.graph.node_count();
        let start = state.role.map_or(roles, RoleIndex::index);
        let nodes = roles.max(start + 1);
        let edges = edges(ladder, state, start);
        let (first, edges) = grouped(nodes, edges);
        let (first_into, into) = incoming(nodes, &edges);
        let mut problem = Self {
            ladder,
            start,
            target: target.index(),
            edges,
            first,
            into,
            first_into,
            reached: Vec::new(),
            between: Vec::new(),
            met: vec![0; nodes],
            terms: None,
            horizon: 0,
            rates: vec![None; nodes],
            paid: vec![None; nodes],
            units: StudyUnits::new(ladder, state),
            asked: (0..nodes).map(|_| OnceCell::new()).collect(),
        };
        let mut closed = vec![false; nodes];
        for role in avoid {
            closed[role.index()] = true;
        }
        problem.reached = problem.spread(problem.start, problem.target, &closed, false);
        let unreached: Vec<bool> = problem.reached.iter().map(|reached| !reached).collect();
        problem.between = problem.spread(problem.target, problem.start, &unreached, true);
        problem.time(state);
        problem
    }

    pub fn nodes(&self) -> usize {
        self.met.len()
    }

    /// The numbers of the moves out of a node, in the file's order.
    pub fn out(&self, node: RouteNode) -> std::ops::Range<usize> {
        self.first[node]..self.first[node + 1]
    }

    /// The numbers of the moves into a node.
    pub fn into(&self, node: RouteNode) -> &[usize] {
        &self.into[self.first_into[node]..self.first_into[node + 1]]
    }

    /// Whether a route leads from the start to the target.
    pub fn is_open(&self) -> bool {
        self.between[self.start]
    }

    pub fn role(&self, node: RouteNode) -> Option<RoleIndex> {
        (node < self.ladder.graph.node_count()).then(|| RoleIndex::new(node))
    }

    pub fn id(&self, node: RouteNode) -> &str {
        self.role(node).map_or("", |role| &self.ladder[role].id)
    }

    pub fn step(&self, edge: &Edge) -> Option<&'a Move> {
        edge.graph_edge.map(|edge| &self.ladder.graph[edge])
    }

    /// The entry that says what a role pays.
    pub fn pay(&self, node: RouteNode) -> Option<&'a Pay> {
        let role = self.role(node)?;
        Some(&self.ladder[role].pay[self.paid[node]?])
    }

    /// The units that a role asks for and the person does not have.
    pub fn asked(&self, node: RouteNode) -> &[u64] {
        self.asked[node].get_or_init(|| {
            let mut asked = vec![0; self.units.words()].into_boxed_slice();
            let Some(role) = self.role(node).filter(|_| node != self.start) else {
                return asked;
            };
            for requirement in self.ladder.requirements(role).required {
                if let Item::Skill(skill, level) = requirement.item {
                    for unit in self.units.up_to(skill, level) {
                        asked[unit / 64] |= 1 << (unit % 64);
                    }
                }
            }
            asked
        })
    }

    /// The nodes that a node leads to, or those that lead to it; closed ones are not entered, and
    /// nothing goes on from the end.
    fn spread(
        &self,
        from: RouteNode,
        end: RouteNode,
        closed: &[bool],
        backward: bool,
    ) -> Vec<bool> {
        let mut seen = vec![false; self.nodes()];
        if closed[from] {
            return seen;
        }
        seen[from] = true;
        let mut open = vec![from];
        while let Some(node) = open.pop() {
            if node == end {
                continue;
            }
            let mut enter = |next: RouteNode| {
                if !seen[next] && !closed[next] {
                    seen[next] = true;
                    open.push(next);
                }
            };
            if backward {
                let edges = self.into(node).iter();
                edges.for_each(|edge| enter(self.edges[*edge].from));
            } else {
                let edges = self.edges[self.out(node)].iter();
                edges.for_each(|edge| enter(edge.to));
            }
        }
        seen
    }

    fn time(&mut self, state: &PersonState) {
        let Some(has) = state.years else {
            return;
        };
        if state.exemption(Exemption::Years).is_some() {
            return;
        }
        for node in 0..self.nodes() {
            if let (true, Some(role)) = (self.between[node], self.role(node)) {
                let asked = self.ladder.years_asked(role).unwrap_or(0.0);
                self.met[node] = ticks((asked - has).max(0.0));
            }
        }
    }

    /// Finds what each role pays on the terms: what describes exactly the role before what
    /// describes a wider group, the source that knows most of the roles on the edge before others,
    /// of equals the first among the sources, else the first entry in the file.
    pub fn set_pay(&mut self, terms: Option<PayTerms>, horizon: Ticks, day: Day) {
        self.rates.fill(None);
        self.paid.fill(None);
        // Before the first role nothing is earned that the ladder knows of.
        if self.role(self.start).is_none() {
            self.rates[self.start] = Some(0);
        }
        self.horizon = horizon;
        self.terms = terms;
        let Some(terms) = &self.terms else {
            return;
        };
        let ladder = self.ladder;
        let fits = |pay: &&Pay| {
            pay.terms == *terms && pay.midpoint().is_some() && ladder.is_known_on(pay, day)
        };
        let roles = (0..self.nodes()).filter(|node| self.between[*node]);
        let roles: Vec<RoleIndex> = roles.filter_map(|node| self.role(node)).collect();
        // Of how many roles a source knows what they pay, or what a wider group is paid.
        let mut known: HashMap<(SourceIndex, bool), usize> = HashMap::new();
        for role in &roles {
            let pay = self.ladder[*role].pay.iter().filter(fits);
            let told = pay.filter_map(|pay| Some((pay.source?, pay.population.is_some())));
            let mut told: Vec<(SourceIndex, bool)> = told.collect();
            told.sort_unstable();
            told.dedup();
            for source in told {
                *known.entry(source).or_default() += 1;
            }
        }
        let rank = |pay: &Pay| {
            let is_wider = pay.population.is_some();
            let roles = pay.source.and_then(|source| known.get(&(source, is_wider)));
            (is_wider, Reverse(roles.copied()), pay.source)
        };
        for role in &roles {
            let pay = &self.ladder[*role].pay;
            let entries = pay.iter().enumerate().filter(|(_, pay)| fits(pay));
            let best = entries.min_by_key(|(_, pay)| rank(pay));
            self.paid[role.index()] = best.map(|(position, _)| position);
            self.rates[role.index()] = best.and_then(|(_, pay)| twice_the_midpoint(pay));
        }
    }
}

fn twice_the_midpoint(pay: &Pay) -> Option<i128> {
    match (pay.mid, pay.low, pay.high) {
        (Some(mid), _, _) => Some(2 * i128::from(mid)),
        (None, Some(low), Some(high)) => Some(i128::from(low) + i128::from(high)),
        _ => None,
    }
}

fn edges(ladder: &Ladder, state: &PersonState, start: RouteNode) -> Vec<Edge> {
    let served = state.served.unwrap_or(0.0);
    let mut edges: Vec<Edge> = Vec::with_capacity(ladder.graph.edge_count());
    for edge in ladder.graph.edge_references() {
        let (from, to) = (edge.source().index(), edge.target().index());
        let step: &Move = edge.weight();
        let gone = if from == start { served } else { 0.0 };
        // Sums of what is served are the same, or differ by more than that.
        let left = |years: f64| same_time(ticks((years - gone).max(0.0))) * SAME;
        edges.push(Edge {
            from,
            to,
            graph_edge: Some(edge.id()),
            serve: step.after.map_or([0; 2], |after| {
                [left(after.value.min), left(after.value.max)]
            }),
            rarity: step.share.map(rarity),
        });
    }
    if state.role.is_none() {
        let entries = ladder.roles().filter(|role| ladder[*role].entry);
        edges.extend(entries.map(|role| Edge {
            from: start,
            to: role.index(),
            graph_edge: None,
            serve: [0; 2],
            rarity: None,
        }));
    }
    edges
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the logarithm of a number between 0 and 1 is small"
)]
fn rarity(share: Figure<f64>) -> i128 {
    if share.value <= 0.0 {
        return NEVER;
    }
    (-share.value.ln() * LOG).round() as i128
}

/// Puts the moves out of one node next to each other: where those of each node begin, and the moves.
fn grouped(nodes: usize, mut edges: Vec<Edge>) -> (Vec<usize>, Vec<Edge>) {
    edges.sort_by_key(|edge| edge.from);
    (beginnings(nodes, edges.iter().map(|edge| edge.from)), edges)
}

fn incoming(nodes: usize, edges: &[Edge]) -> (Vec<usize>, Vec<usize>) {
    let mut into: Vec<usize> = (0..edges.len()).collect();
    into.sort_by_key(|edge| edges[*edge].to);
    let first = beginnings(nodes, into.iter().map(|edge| edges[*edge].to));
    (first, into)
}

fn beginnings(nodes: usize, sorted: impl Iterator<Item = RouteNode>) -> Vec<usize> {
    let mut first = vec![0; nodes + 1];
    for node in sorted {
        first[node + 1] += 1;
    }
    for node in 0..nodes {
        first[node + 1] += first[node];
    }
    first
}
