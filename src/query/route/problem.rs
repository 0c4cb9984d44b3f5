//! The route problem: what each role and each move costs one person, in whole numbers, so that sums
//! and comparisons are exact.

use std::{
    cell::{OnceCell, RefCell},
    rc::Rc,
};

use petgraph::{graph::EdgeIndex, visit::EdgeRef};

use crate::model::{
    Day, Exemption, Figure, Ladder, Move, Pay, PayTerms, Requirement, Resolver, RoleIndex,
};
use crate::order::Order as _;

use super::{
    super::{open_group::OpenGroup, pay::figure, person_state::PersonState},
    alternatives::Asked,
    gained::Gained,
    required::Required,
    time::{TIME_UNIT, Ticks, ticks, time_units},
    units::Units,
};

/// The scale of the logarithm of a share, fine enough that equal products are equal.
const LOG_SCALE: f64 = 1e15;

/// The negative logarithm of a share of 0, above that of any other product.
pub const NEVER: i128 = 1_000_000_000_000_000_000_000;

/// Money is counted in hundredths of a currency unit.
pub const CENTS: i128 = 100;

/// A node: the index of a role, or the number of roles for the start of a person without a role.
pub type RouteNode = usize;

/// What a move says of the time to serve before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// Nothing.
    NotStated,
    /// A time.
    Stated,
    /// An estimate.
    Estimated,
    /// An estimate that does not count: the time is unknown.
    LeftOut,
}

/// A move from one node to another, or an entry into the first role of a person without one.
#[derive(Debug, Clone, Copy)]
pub struct Edge {
    pub from: RouteNode,
    pub to: RouteNode,
    /// The move of the ladder; `None` for an entry.
    pub index: Option<EdgeIndex>,
    /// Time still to serve in the role before it, least and most.
    pub serving: [Ticks; 2],
    /// What is known of that time.
    pub after: After,
    /// Whether it depends on a condition outside the person's control.
    pub has_gate: bool,
    /// The negative logarithm of its share, scaled; `None` for an unknown share.
    pub neg_log_share: Option<i128>,
}

impl Edge {
    /// 1 for a move of the ladder, 0 for an entry.
    pub fn moves(&self) -> u32 {
        u32::from(self.index.is_some())
    }
}

/// A ladder for one person, from the present role to a target.
#[derive(Clone)]
pub struct Problem<'a> {
    pub ladder: &'a Ladder,
    pub start: RouteNode,
    pub target: RouteNode,
    /// All edges, grouped by the node that they leave.
    pub edges: Vec<Edge>,
    /// The first outgoing edge of each node.
    first_outgoing: Vec<usize>,
    /// The numbers of all edges, grouped by the node that they enter.
    incoming: Vec<usize>,
    /// The first of `incoming` for each node.
    first_incoming: Vec<usize>,
    /// For each node, whether a path leads to it from the start.
    pub reachable: Vec<bool>,
    /// For each node, whether it is reachable and leads to the target without the start.
    pub between: Vec<bool>,
    /// For each node, the time from the start until the years of experience that it requires.
    pub experience_at: Vec<Ticks>,
    /// Which pay counts; without terms, no pay is known.
    pub terms: Option<PayTerms>,
    /// The time until which money is counted.
    pub horizon: Ticks,
    /// For each node, twice the midpoint of its pay for a year, in hundredths of a currency unit.
    pub rates: Vec<Option<i128>>,
    /// For each node, the figure of its role.
    pay: Vec<Option<&'a Pay>>,
    pub units: Units,
    /// For each node, what it requires.
    required: Vec<OnceCell<Required>>,
    /// The requirements of a role.
    requirements: Rc<dyn Fn(RoleIndex) -> Vec<Requirement> + 'a>,
    /// Since when the person has experience, in ticks from the start; `None` where it is unknown.
    pub experience_since: Option<Ticks>,
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
        let (first_outgoing, edges) = grouped(nodes, edges);
        let (first_incoming, incoming) = incoming(nodes, &edges);
        let mut problem = Self {
            ladder,
            start,
            target: target.index(),
            edges,
            first_outgoing,
            incoming,
            first_incoming,
            reachable: Vec::new(),
            between: Vec::new(),
            experience_at: vec![0; nodes],
            terms: None,
            horizon: 0,
            rates: vec![None; nodes],
            pay: vec![None; nodes],
            units: Units::new(ladder, state, &Asked::of_ladder(ladder)),
            required: (0..nodes).map(|_| OnceCell::new()).collect(),
            requirements: {
                let resolver = RefCell::new(Resolver::new(ladder));
                Rc::new(move |role| resolver.borrow_mut().required(role))
            },
            experience_since: state.years.map(|years| -ticks(years)),
        };
        let mut closed = vec![false; nodes];
        for role in avoid {
            closed[role.index()] = true;
        }
        problem.reachable = problem.reach(problem.start, problem.target, &closed, false);
        let closed: Vec<bool> = problem.reachable.iter().map(|is| !is).collect();
        problem.between = problem.reach(problem.target, problem.start, &closed, true);
        problem.set_experience(state);
        problem
    }

    /// The number of nodes.
    pub fn nodes(&self) -> usize {
        self.rates.len()
    }

    /// How many entries it consists of: nodes, edges and units.
    pub fn size(&self) -> usize {
        self.nodes() + self.edges.len() + self.units.count()
    }

    /// The numbers of the edges out of a node, in the file's order.
    pub fn outgoing(&self, node: RouteNode) -> std::ops::Range<usize> {
        self.first_outgoing[node]..self.first_outgoing[node + 1]
    }

    /// The edges into a node.
    pub fn incoming(&self, node: RouteNode) -> impl Iterator<Item = &Edge> {
        let numbers = self.first_incoming[node]..self.first_incoming[node + 1];
        let numbers = self.incoming[numbers].iter();
        numbers.map(|number| &self.edges[*number])
    }

    /// Whether a route leads from the start to the target.
    pub fn has_route(&self) -> bool {
        self.between[self.start]
    }

    /// The role of a node; `None` for the start of a person without a role.
    pub fn role(&self, node: RouteNode) -> Option<RoleIndex> {
        (node < self.ladder.graph.node_count()).then(|| RoleIndex::new(node))
    }

    /// The id of a node's role.
    pub fn id(&self, node: RouteNode) -> &str {
        self.role(node).map_or("", |role| &self.ladder[role].id)
    }

    /// The move of an edge; `None` for an entry.
    pub fn step(&self, edge: &Edge) -> Option<&'a Move> {
        edge.index.map(|edge| &self.ladder.graph[edge])
    }

    /// The pay figure of a node's role.
    pub fn pay(&self, node: RouteNode) -> Option<&'a Pay> {
        self.pay[node]
    }

    /// What a node's role requires; the start and a person without a role require nothing.
    pub fn required(&self, node: RouteNode) -> &Required {
        self.required[node].get_or_init(|| {
            let role = self.role(node).filter(|_| node != self.start);
            let items = role.map(|role| self.requirements(role));
            Required::new(&self.units, self.ladder, &items.unwrap_or_default())
        })
    }

    /// The requirements of a role.
    pub fn requirements(&self, role: RoleIndex) -> Vec<Requirement> {
        (self.requirements)(role)
    }

    /// Whether the time of a move can be known on some path. It cannot where a part of it is unknown
    /// whatever comes before: what an earlier role requires as well is unknown there. Alternatives and points can
    /// be met on the way.
    pub fn can_know_time(&self, edge: &Edge, at_start: &Gained) -> bool {
        let required = self.required(edge.to);
        let has_pace = self.units.has_pace();
        let none = |hours: [i64; 2]| hours[1] == 0 || has_pace;
        let study = self.units.cost(&required.units, at_start, true);
        !edge.has_gate
            && edge.after != After::LeftOut
            && !required.are_years_unknown
            && (edge.after != After::NotStated || required.asks)
            && (required.years.is_none() || self.experience_since.is_some())
            && study.unknown == 0
            && none(study.hours)
            && required.groups.iter().all(|group| {
                let choice = group.first().map(|choice| self.units.certification(choice));
                // Another one of the group may be earned before one that is preferred.
                let may_be_other = !self.units.preferred.is_empty();
                choice.is_some_and(|unit| may_be_other || unit.known && none(unit.hours))
            })
            && required
                .education
                .is_none_or(|number| self.units.degrees.can_know(number))
    }

    /// Whether the study hours for a role can be known on some path.
    pub fn can_know_hours(&self, node: RouteNode, at_start: &Gained) -> bool {
        let required = self.required(node);
        let study = self.units.cost(&required.units, at_start, true);
        let is_known = |group: &OpenGroup| {
            let choice = group.first();
            let may_be_other = !self.units.preferred.is_empty();
            choice.is_some_and(|choice| may_be_other || self.units.certification(choice).known)
        };
        study.unknown == 0 && required.groups.iter().all(is_known)
    }

    /// The nodes that a node leads to, or that lead to it, without entering closed ones or leaving the end.
    fn reach(&self, from: RouteNode, end: RouteNode, closed: &[bool], backward: bool) -> Vec<bool> {
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
                self.incoming(node).for_each(|edge| enter(edge.from));
            } else {
                let edges = self.edges[self.outgoing(node)].iter();
                edges.for_each(|edge| enter(edge.to));
            }
        }
        seen
    }

    fn set_experience(&mut self, state: &PersonState) {
        let Some(has) = state.years else {
            return;
        };
        if state.exemption(Exemption::Years).is_some() {
            return;
        }
        let mut resolver = Resolver::new(self.ladder);
        for node in 0..self.nodes() {
            if let (true, Some(role)) = (self.between[node], self.role(node)) {
                let asked = resolver.years(role);
                let asked = asked.filter(|years| !state.leaves_out(self.ladder, years.source));
                let required = asked.map_or(0.0, |years| years.value.min);
                self.experience_at[node] = ticks((required - has).max(0.0));
            }
        }
    }

    /// Sets the figure of each role between start and target on these terms on a day.
    pub fn set_pay(&mut self, terms: Option<PayTerms>, horizon: Ticks, day: Day) {
        // An entry that takes no time earns nothing.
        if self.role(self.start).is_none() {
            self.rates[self.start] = Some(0);
        }
        self.horizon = horizon;
        for node in (0..self.nodes()).filter(|node| self.between[*node]) {
            if let (Some(terms), Some(role)) = (&terms, self.role(node)) {
                self.pay[node] = figure(self.ladder, role, terms, day);
                self.rates[node] = self.pay[node].and_then(Pay::midpoint).map(rate);
            }
        }
        self.terms = terms;
    }
}

/// The rate of a midpoint: twice its hundredths, since the mean of both ends can end in half a hundredth.
#[expect(
    clippy::cast_possible_truncation,
    reason = "amounts stay far below 2^127"
)]
fn rate(midpoint: f64) -> i128 {
    (midpoint * 200.0).round() as i128
}

fn edges(ladder: &Ladder, state: &PersonState, start: RouteNode) -> Vec<Edge> {
    let served = state.served.unwrap_or(0.0);
    let mut edges: Vec<Edge> = Vec::with_capacity(ladder.graph.edge_count());
    for edge in ladder.graph.edge_references() {
        let (from, to) = (edge.source().index(), edge.target().index());
        let step: &Move = edge.weight();
        let served = if from == start { served } else { 0.0 };
        // Whole time units, so that two sums are equal or differ by one unit at least.
        let left = |years: f64| time_units(ticks((years - served).max(0.0))) * TIME_UNIT;
        let after = match step.after {
            None => After::NotStated,
            Some(after) if !ladder.is_estimate(after.source) => After::Stated,
            Some(_) if state.no_estimates => After::LeftOut,
            Some(_) => After::Estimated,
        };
        let counted = step.after.filter(|_| after != After::LeftOut);
        edges.push(Edge {
            from,
            to,
            index: Some(edge.id()),
            serving: counted.map_or([0; 2], |after| {
                [left(after.value.min), left(after.value.max)]
            }),
            after,
            has_gate: step.gate.is_some(),
            neg_log_share: step.share.map(neg_log),
        });
    }
    if state.role.is_none() {
        let entries = ladder.roles().filter(|role| ladder[*role].entry);
        edges.extend(entries.map(|role| Edge {
            from: start,
            to: role.index(),
            index: None,
            serving: [0; 2],
            after: After::NotStated,
            has_gate: false,
            neg_log_share: None,
        }));
    }
    edges
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the logarithm of a number between 0 and 1 is small"
)]
fn neg_log(share: Figure<f64>) -> i128 {
    if share.value <= 0.0 {
        return NEVER;
    }
    (-libm::log(share.value) * LOG_SCALE).round() as i128
}

/// The first edge of each node, and the edges grouped by the node that they leave.
fn grouped(nodes: usize, mut edges: Vec<Edge>) -> (Vec<usize>, Vec<Edge>) {
    edges.order_by_key(|edge| edge.from);
    (firsts(nodes, edges.iter().map(|edge| edge.from)), edges)
}

/// The first position of each node, and the numbers of the edges grouped by the node that they enter.
fn incoming(nodes: usize, edges: &[Edge]) -> (Vec<usize>, Vec<usize>) {
    let mut numbers: Vec<usize> = (0..edges.len()).collect();
    numbers.order_by_key(|number| edges[*number].to);
    let first = firsts(nodes, numbers.iter().map(|number| edges[*number].to));
    (first, numbers)
}

/// The first position of each node in a sorted sequence, and its end.
fn firsts(nodes: usize, sorted: impl Iterator<Item = RouteNode>) -> Vec<usize> {
    let mut first = vec![0; nodes + 1];
    for node in sorted {
        first[node + 1] += 1;
    }
    for node in 0..nodes {
        first[node + 1] += first[node];
    }
    first
}
