//! Ways that are begun, in the order in which they go on.

use std::{cell::RefCell, cmp::Ordering};

use super::{
    problem::RouteNode,
    totals::{Cost, PathTotals},
};

/// A edge that waits in the queue, with the least that it can come to.
pub struct FrontierEntry<'a> {
    pub cost: Cost,
    pub moves: u32,
    /// The moves of any route that begins like this.
    pub fewest: u32,
    pub trail: u32,
    pub is_complete: bool,
    pub trails: &'a RefCell<Vec<PathState<'a>>>,
}

impl Ord for FrontierEntry<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.cost
            .cmp(&other.cost)
            .then(self.moves.cmp(&other.moves))
            .then_with(|| by_ids(&self.trails.borrow(), self.trail, other.trail))
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

/// A edge up to a node: the step that led there, and the edge before it.
pub struct PathState<'a> {
    pub before: u32,
    pub node: RouteNode,
    pub id: &'a str,
    pub edge: usize,
    /// How many steps led here.
    pub depth: u32,
    /// The stops that are still to be passed.
    pub left: u64,
    pub totals: PathTotals,
    /// Whether the quickest edge on is known to be free.
    pub is_clear: bool,
}

/// Compares two edges by the ids of their roles, one after another.
fn by_ids(trails: &[PathState], one: u32, other: u32) -> Ordering {
    let at = |trail: u32| &trails[trail as usize];
    let (mut one, mut other) = (one, other);
    let length = at(one).depth.cmp(&at(other).depth);
    while at(one).depth > at(other).depth {
        one = at(one).before;
    }
    while at(other).depth > at(one).depth {
        other = at(other).before;
    }
    let mut order = length;
    while one != other {
        order = at(one).id.cmp(at(other).id);
        (one, other) = (at(one).before, at(other).before);
    }
    order
}
