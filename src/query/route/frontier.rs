//! Path states, and the order in which the frontier extends them.

use std::{cell::RefCell, cmp::Ordering};

use super::{
    problem::RouteNode,
    taken::Taken,
    totals::{Cost, PathTotals},
};

/// A path state in the frontier, ordered by its lower bound, then by moves, then by the ids of its roles.
pub struct FrontierEntry<'a> {
    /// The lower bound of the cost at the target; of a complete path its cost.
    pub cost: Cost,
    /// The moves of a route with that cost, at the least.
    pub moves: u32,
    /// The moves of any route that continues this path, at the least.
    pub min_moves: u32,
    pub state: StateId,
    pub is_complete: bool,
    pub states: &'a PathStates<'a>,
}

impl Ord for FrontierEntry<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.cost
            .cmp(&other.cost)
            .then(self.moves.cmp(&other.moves))
            .then_with(|| by_ids(&self.states.borrow(), self.state, other.state))
    }
}

impl PartialOrd for FrontierEntry<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for FrontierEntry<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for FrontierEntry<'_> {}

/// The number of a path state.
pub type StateId = u32;

/// Every path state of a search.
pub type PathStates<'a> = RefCell<Vec<PathState<'a>>>;

/// A path from the start to a node: its last edge, and the state of the path before it.
pub struct PathState<'a> {
    pub parent: StateId,
    pub node: RouteNode,
    /// The id of the node's role.
    pub id: &'a str,
    /// The number of the last edge.
    pub edge: usize,
    /// The number of edges.
    pub depth: u32,
    /// The roles of `RouteRequest::via` that are not passed yet, one bit for each.
    pub via_left: u64,
    pub totals: PathTotals,
    /// What is taken of the groups of the role for the last move.
    pub taken: Option<Box<Taken>>,
    /// Whether the path of least serving time to the target is known to visit no node of this path.
    pub is_shortest_free: bool,
}

/// Compares two paths by the ids of their roles, first to last.
fn by_ids(states: &[PathState], one: StateId, other: StateId) -> Ordering {
    let at = |state: StateId| &states[state as usize];
    let (mut one, mut other) = (one, other);
    let length = at(one).depth.cmp(&at(other).depth);
    while at(one).depth > at(other).depth {
        one = at(one).parent;
    }
    while at(other).depth > at(one).depth {
        other = at(other).parent;
    }
    let mut order = length;
    while one != other {
        order = at(one).id.cmp(at(other).id);
        (one, other) = (at(one).parent, at(other).parent);
    }
    order
}
