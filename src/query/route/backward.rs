//! The least from every node to where the edge ends.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::problem::{Edge, Problem, RouteNode};

/// The least from each node to the nearest of these, over moves into which nothing leads back to
/// the start; `extend` tells what a move adds, or that it cannot be made.
pub fn backward<C: Ord + Copy>(
    problem: &Problem,
    ends: impl IntoIterator<Item = (RouteNode, C)>,
    extend: impl Fn(C, &Edge) -> Option<C>,
) -> Vec<Option<C>> {
    let mut best: Vec<Option<C>> = vec![None; problem.nodes()];
    let mut open = BinaryHeap::new();
    for (node, cost) in ends {
        best[node] = Some(cost);
        open.push(Reverse((cost, node)));
    }
    while let Some(Reverse((cost, node))) = open.pop() {
        if best[node] != Some(cost) || node == problem.start {
            continue;
        }
        for edge in problem.into(node).iter().map(|edge| &problem.edges[*edge]) {
            if !problem.between[edge.from] || edge.from == problem.target {
                continue;
            }
            let Some(cost) = extend(cost, edge) else {
                continue;
            };
            if best[edge.from].is_none_or(|known| cost < known) {
                best[edge.from] = Some(cost);
                open.push(Reverse((cost, edge.from)));
            }
        }
    }
    best
}
