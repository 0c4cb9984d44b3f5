//! Shortest paths from every node to the target.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::problem::{Edge, Problem, RouteNode};

/// The least cost from each node to the nearest of the ends, over edges between start and target that
/// do not enter the start. `extend` adds an edge to a cost, or says that the edge cannot be used.
pub fn backward<C: Ord + Copy>(
    problem: &Problem,
    ends: impl IntoIterator<Item = (RouteNode, C)>,
    extend: impl Fn(C, &Edge) -> Option<C>,
) -> Vec<Option<C>> {
    let mut best: Vec<Option<C>> = vec![None; problem.nodes()];
    let mut frontier = BinaryHeap::new();
    for (node, cost) in ends {
        best[node] = Some(cost);
        frontier.push(Reverse((cost, node)));
    }
    while let Some(Reverse((cost, node))) = frontier.pop() {
        if best[node] != Some(cost) || node == problem.start {
            continue;
        }
        for edge in problem.incoming(node) {
            if !problem.between[edge.from] || edge.from == problem.target {
                continue;
            }
            let Some(cost) = extend(cost, edge) else {
                continue;
            };
            if best[edge.from].is_none_or(|known| cost < known) {
                best[edge.from] = Some(cost);
                frontier.push(Reverse((cost, edge.from)));
            }
        }
    }
    best
}
