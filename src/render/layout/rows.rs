//! Assigns each box a row: the layers of a layered graph drawing.

use std::collections::BTreeMap;

use petgraph::{
    algo::{kosaraju_scc, toposort},
    graph::{DiGraph, NodeIndex},
};

use crate::{order::Order as _, view::Diagram, vocabulary::MoveKind};

/// The row of each box, from 0, the lowest; no row is empty.
///
/// Grades of different tracks are not comparable. So a row is the lowest that is not below the rank
/// of the box's grade, above the lower grades of its track, above the sources of promotions to it,
/// and not below the sources of track switches and entries.
pub fn rows(diagram: &Diagram) -> Vec<usize> {
    let mut grades: Vec<i64> = diagram.nodes.iter().map(|node| node.grade.rank).collect();
    grades.order();
    grades.dedup();
    let mut graph = DiGraph::new();
    // One layer for all boxes of a track with the same grade.
    let mut layers: BTreeMap<(&str, i64), NodeIndex> = BTreeMap::new();
    for node in &diagram.nodes {
        let key = (node.track.as_str(), node.grade.rank);
        layers.entry(key).or_insert_with(|| {
            let least = grades.partition_point(|grade| *grade < node.grade.rank);
            graph.add_node(least)
        });
    }
    let layer = |node: usize| {
        let node = &diagram.nodes[node];
        layers[&(node.track.as_str(), node.grade.rank)]
    };
    let order: Vec<_> = layers.iter().zip(layers.iter().skip(1)).collect();
    for (((track, _), lower), ((other, _), upper)) in order {
        if track == other {
            graph.add_edge(*lower, *upper, Constraint::AboveGrade);
        }
    }
    for edge in &diagram.edges {
        let constraint = match edge.kind {
            MoveKind::Promotion => Constraint::AboveMove,
            MoveKind::TrackSwitch | MoveKind::Entry => Constraint::NotBelow,
            MoveKind::Lateral | MoveKind::StepBack => continue,
        };
        let (from, to) = (layer(edge.from), layer(edge.to));
        if from != to {
            graph.add_edge(from, to, constraint);
        }
    }
    raise(&mut graph);
    let mut used: Vec<usize> = graph.node_weights().copied().collect();
    used.order();
    used.dedup();
    let nodes = 0..diagram.nodes.len();
    let row = |node| used.partition_point(|row| *row < graph[layer(node)]);
    nodes.map(row).collect()
}

/// The position of one layer relative to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Constraint {
    /// Above, by the grades of a track; always kept.
    AboveGrade,
    /// Above, by a promotion.
    AboveMove,
    /// Not below, by a move.
    NotBelow,
}

/// Raises every layer until all constraints hold; constraints by moves within a cycle are ignored.
fn raise(graph: &mut DiGraph<usize, Constraint>) {
    let mut component = vec![0; graph.node_count()];
    // Not Tarjan's algorithm: that of the library recurses, and a long track would take the whole stack.
    for (number, members) in kosaraju_scc(&*graph).into_iter().enumerate() {
        for member in members {
            component[member.index()] = number;
        }
    }
    graph.retain_edges(|graph, edge| {
        let ends = graph.edge_endpoints(edge);
        let inside =
            ends.is_some_and(|(from, to)| component[from.index()] == component[to.index()]);
        graph[edge] == Constraint::AboveGrade || !inside
    });
    // The graph is acyclic now: grades form no cycles.
    for layer in toposort(&*graph, None).unwrap_or_default() {
        let row = graph[layer];
        let mut above = graph.neighbors(layer).detach();
        while let Some((edge, other)) = above.next(graph) {
            let least = match graph[edge] {
                Constraint::AboveGrade | Constraint::AboveMove => row + 1,
                Constraint::NotBelow => row,
            };
            graph[other] = graph[other].max(least);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::view::{DiagramEdge, DiagramNode};

    use super::*;

    fn diagram(nodes: &[(&str, i64)], edges: &[(usize, usize, MoveKind)]) -> Diagram {
        let node = |(track, grade): &(&str, i64)| DiagramNode {
            track: (*track).into(),
            grade: (*grade).into(),
            ..DiagramNode::default()
        };
        let edge = |(from, to, kind): &(usize, usize, MoveKind)| DiagramEdge {
            from: *from,
            to: *to,
            kind: *kind,
            label: String::new(),
            is_way: false,
            is_step: false,
        };
        Diagram {
            nodes: nodes.iter().map(node).collect(),
            edges: edges.iter().map(edge).collect(),
            ..Diagram::default()
        }
    }

    #[test]
    fn grades_are_rows_unless_moves_raise_them() {
        let nodes = [("a", 10), ("a", 20), ("b", 20), ("b", -3)];
        let switch = [(1, 2, MoveKind::TrackSwitch), (2, 0, MoveKind::StepBack)];
        assert_eq!(rows(&diagram(&nodes, &switch)), [1, 2, 2, 0]);
    }

    #[test]
    fn a_track_is_raised_above_the_sources_of_moves_to_it() {
        let nodes = [("a", 1), ("a", 2), ("a", 3), ("b", 1), ("b", 2)];
        let switch = [(2, 3, MoveKind::TrackSwitch)];
        assert_eq!(rows(&diagram(&nodes, &switch)), [0, 1, 2, 2, 3]);
        let promotion = [(2, 3, MoveKind::Promotion)];
        assert_eq!(rows(&diagram(&nodes, &promotion)), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn moves_in_a_cycle_are_ignored() {
        let nodes = [("a", 1), ("a", 2), ("b", 1)];
        let cycle = [(1, 2, MoveKind::TrackSwitch), (2, 0, MoveKind::TrackSwitch)];
        assert_eq!(rows(&diagram(&nodes, &cycle)), [0, 1, 0]);
        assert_eq!(rows(&Diagram::default()), [0; 0]);
    }
}
