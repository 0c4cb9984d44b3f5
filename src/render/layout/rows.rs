//! In which row each box stands.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::{
    algo::{tarjan_scc, toposort},
    graph::{DiGraph, NodeIndex},
};

use crate::view::Diagram;

/// Grades of two tracks are never compared: all that is known of them is which boxes of one track
/// stand above which, and that a move upwards does not lead down. So a row is the least that is no
/// lower than the box's grade, above the lower boxes of its track, and not below the boxes from
/// which moves lead to it. Rows count from 0, the lowest; none is empty.
pub fn rows(diagram: &Diagram) -> Vec<usize> {
    let grades: BTreeSet<i64> = diagram.nodes.iter().map(|node| node.grade).collect();
    let grades: Vec<i64> = grades.into_iter().collect();
    let mut graph = DiGraph::new();
    // One rung for all boxes of a track that have one grade.
    let mut rungs: BTreeMap<(&str, i64), NodeIndex> = BTreeMap::new();
    for node in &diagram.nodes {
        let rung = (node.track.as_str(), node.grade);
        rungs.entry(rung).or_insert_with(|| {
            let least = grades.partition_point(|grade| *grade < node.grade);
            graph.add_node(least)
        });
    }
    let rung = |node: usize| {
        let node = &diagram.nodes[node];
        rungs[&(node.track.as_str(), node.grade)]
    };
    let order: Vec<_> = rungs.iter().zip(rungs.iter().skip(1)).collect();
    for (((track, _), lower), ((other, _), upper)) in order {
        if track == other {
            graph.add_edge(*lower, *upper, Rise::Grade);
        }
    }
    for edge in &diagram.edges {
        let rise = match edge.kind {
            "promotion" => Rise::Up,
            "track-switch" | "entry" => Rise::NotDown,
            _ => continue,
        };
        let (from, to) = (rung(edge.from), rung(edge.to));
        if from != to {
            graph.add_edge(from, to, rise);
        }
    }
    raise(&mut graph);
    let used: BTreeSet<usize> = graph.node_weights().copied().collect();
    let used: Vec<usize> = used.into_iter().collect();
    let nodes = 0..diagram.nodes.len();
    let row = |node| used.partition_point(|row| *row < graph[rung(node)]);
    nodes.map(row).collect()
}

/// How one rung stands to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rise {
    /// Above, by the order of a track, which nothing overrules.
    Grade,
    /// Above, by a move.
    Up,
    /// Not below, by a move.
    NotDown,
}

/// Raises every rung as high as its place among the others asks for; moves in a circle ask for nothing.
fn raise(graph: &mut DiGraph<usize, Rise>) {
    let mut circle = vec![0; graph.node_count()];
    for (number, members) in tarjan_scc(&*graph).into_iter().enumerate() {
        for member in members {
            circle[member.index()] = number;
        }
    }
    graph.retain_edges(|graph, edge| {
        let ends = graph.edge_endpoints(edge);
        let inside = ends.is_some_and(|(from, to)| circle[from.index()] == circle[to.index()]);
        graph[edge] == Rise::Grade || !inside
    });
    // Without the circles there is an order; the grades of a track make none.
    for rung in toposort(&*graph, None).unwrap_or_default() {
        let row = graph[rung];
        let mut above = graph.neighbors(rung).detach();
        while let Some((edge, other)) = above.next(graph) {
            let least = match graph[edge] {
                Rise::Grade | Rise::Up => row + 1,
                Rise::NotDown => row,
            };
            graph[other] = graph[other].max(least);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::view::{DiagramEdge, DiagramNode};

    use super::*;

    fn sketch(nodes: &[(&str, i64)], edges: &[(usize, usize, &'static str)]) -> Diagram {
        let node = |(track, grade): &(&str, i64)| DiagramNode {
            track: (*track).into(),
            grade: *grade,
            ..DiagramNode::default()
        };
        let edge = |(from, to, kind): &(usize, usize, &'static str)| DiagramEdge {
            from: *from,
            to: *to,
            kind,
            ..DiagramEdge::default()
        };
        Diagram {
            nodes: nodes.iter().map(node).collect(),
            edges: edges.iter().map(edge).collect(),
            ..Diagram::default()
        }
    }

    #[test]
    fn grades_are_rows_where_no_move_says_otherwise() {
        let nodes = [("a", 10), ("a", 20), ("b", 20), ("b", -3)];
        let switch = [(1, 2, "track-switch"), (2, 0, "step-back")];
        assert_eq!(rows(&sketch(&nodes, &switch)), [1, 2, 2, 0]);
    }

    #[test]
    fn a_track_is_raised_to_where_moves_lead_to_it() {
        let nodes = [("a", 1), ("a", 2), ("a", 3), ("b", 1), ("b", 2)];
        let switch = [(2, 3, "track-switch")];
        assert_eq!(rows(&sketch(&nodes, &switch)), [0, 1, 2, 2, 3]);
        let promotion = [(2, 3, "promotion")];
        assert_eq!(rows(&sketch(&nodes, &promotion)), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn a_circle_asks_for_nothing() {
        let nodes = [("a", 1), ("a", 2), ("b", 1)];
        let circle = [(1, 2, "track-switch"), (2, 0, "track-switch")];
        assert_eq!(rows(&sketch(&nodes, &circle)), [0, 1, 0]);
        assert_eq!(rows(&Diagram::default()), [0; 0]);
    }
}
