//! An answer as a picture: boxes and edges between them.

use std::collections::BTreeSet;

use smol_str::SmolStr;

use crate::{order::set_of, query::Grade, vocabulary::MoveKind};

use super::StyledText;

/// Roles as boxes, moves as edges.
#[derive(Debug, Default, PartialEq)]
pub struct Diagram {
    /// The title of the ladder or of the role that is aimed at.
    pub title: SmolStr,
    /// The ids and titles of the tracks.
    pub tracks: Vec<(SmolStr, SmolStr)>,
    /// The boxes.
    pub nodes: Vec<DiagramNode>,
    /// The edges between them.
    pub edges: Vec<DiagramEdge>,
    /// Whether the titles of the roles stand elsewhere, so that a drawing without room needs no list of them.
    pub has_titles_elsewhere: bool,
    /// What the signs in the boxes mean; only those that occur.
    pub notes: Vec<StyledText>,
}

impl Diagram {
    /// The part around the person: at most `most` boxes, those of the route, then those that the
    /// fewest moves lead to from the present role or back; `None` if all fit, or without a person.
    pub fn around_person(&self, most: usize) -> Option<DiagramPart> {
        let mut nodes = self.nodes.iter();
        let present = nodes.position(|node| node.mark == Mark::Present)?;
        if self.nodes.len() <= most {
            return None;
        }
        let mut neighbours = vec![Vec::new(); self.nodes.len()];
        // The moves out of a role come before those to it.
        for edge in &self.edges {
            neighbours[edge.from].push(edge.to);
        }
        for edge in &self.edges {
            neighbours[edge.to].push(edge.from);
        }
        let way = self.edges.iter().filter(|edge| edge.is_way);
        let way = way.flat_map(|edge| [edge.from, edge.to]);
        let mut kept = set_of(way.chain([present]));
        let mut reached = BTreeSet::from([present]);
        let (mut last, mut is_near) = (vec![present], true);
        loop {
            let around = last.iter().flat_map(|node| &neighbours[*node]);
            let next: Vec<usize> = around
                .copied()
                .filter(|node| reached.insert(*node))
                .collect();
            let mut added: Vec<usize> = next.clone();
            added.retain(|node| !kept.contains(node));
            let room = most.saturating_sub(kept.len());
            if next.is_empty() || (!is_near && added.len() > room) {
                break;
            }
            kept.extend(added.into_iter().take(room));
            (last, is_near) = (next, false);
        }
        Some(DiagramPart {
            left_out: self.nodes.len() - kept.len(),
            diagram: self.only(&kept),
        })
    }

    /// The same with some of its boxes.
    fn only(&self, kept: &BTreeSet<usize>) -> Self {
        let position = |node: usize| kept.contains(&node).then(|| kept.range(..node).count());
        let edges = self.edges.iter().filter_map(|edge| {
            Some(DiagramEdge {
                from: position(edge.from)?,
                to: position(edge.to)?,
                ..edge.clone()
            })
        });
        Self {
            nodes: kept.iter().map(|node| self.nodes[*node].clone()).collect(),
            edges: edges.collect(),
            title: self.title.clone(),
            tracks: self.tracks.clone(),
            has_titles_elsewhere: self.has_titles_elsewhere,
            notes: self.notes.clone(),
        }
    }
}

/// A part of a diagram.
#[derive(Debug, PartialEq)]
pub struct DiagramPart {
    /// The boxes that are left.
    pub diagram: Diagram,
    /// The number of boxes that are no part of it.
    pub left_out: usize,
}

/// A box for a role.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DiagramNode {
    /// The id of the role.
    pub id: SmolStr,
    /// The title of the role.
    pub title: SmolStr,
    /// The id of its track.
    pub track: SmolStr,
    /// Its grade on the track.
    pub grade: Grade,
    /// Further lines in the box.
    pub facts: Vec<String>,
    /// What the role is to the person.
    pub mark: Mark,
    /// The part of the page about the role, such as `role-senior`.
    pub anchor: Option<SmolStr>,
}

/// What a role is to the person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mark {
    /// Nothing special.
    #[default]
    Plain,
    /// The present role.
    Present,
    /// A role that a move leads to from the present one.
    Next,
    /// The role that is aimed at.
    Goal,
}

/// An edge for a move.
#[derive(Debug, Clone, PartialEq)]
pub struct DiagramEdge {
    /// The position of its first box among the nodes.
    pub from: usize,
    /// The position of its last box among the nodes.
    pub to: usize,
    /// The kind of the move.
    pub kind: MoveKind,
    /// What is stated of the move: years before it, share, gate.
    pub label: String,
    /// Whether it belongs to the route that the answer is about.
    pub is_way: bool,
    /// Whether it leads out of the present role.
    pub is_step: bool,
}

impl DiagramEdge {
    /// The move in words: its kind, and what else is known of it.
    pub fn text(&self) -> String {
        match self.label.as_str() {
            "" => self.kind.to_string(),
            label => format!("{}, {label}", self.kind),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of roles, the present one in the middle, and a route of two moves at its end.
    fn line(count: usize) -> Diagram {
        let mark = |node| {
            if node == count / 2 {
                Mark::Present
            } else {
                Mark::Plain
            }
        };
        let node = |node: usize| DiagramNode {
            id: format!("r{node}").into(),
            mark: mark(node),
            ..DiagramNode::default()
        };
        let edge = |from| DiagramEdge {
            from,
            to: from + 1,
            kind: MoveKind::Promotion,
            label: String::new(),
            is_way: from + 3 >= count,
            is_step: false,
        };
        Diagram {
            nodes: (0..count).map(node).collect(),
            edges: (0..count - 1).map(edge).collect(),
            ..Diagram::default()
        }
    }

    #[test]
    fn a_part_holds_the_route_and_what_is_near() {
        let part = line(21).around_person(9).expect("21 are more than 9");
        let ids: Vec<&str> = part
            .diagram
            .nodes
            .iter()
            .map(|node| node.id.as_str())
            .collect();
        assert_eq!(ids, ["r8", "r9", "r10", "r11", "r12", "r18", "r19", "r20"]);
        assert_eq!(part.left_out, 13);
        let ends = part.diagram.edges.iter().map(|edge| (edge.from, edge.to));
        let ends: Vec<(usize, usize)> = ends.collect();
        assert_eq!(ends, [(0, 1), (1, 2), (2, 3), (3, 4), (5, 6), (6, 7)]);
        assert_eq!(line(9).around_person(9), None);
    }

    #[test]
    fn no_part_is_larger_than_allowed() {
        let mut star = line(3);
        for node in 3..100 {
            star.nodes.push(DiagramNode::default());
            let first = star.edges[0].clone();
            star.edges.push(DiagramEdge {
                from: 1,
                to: node,
                is_way: false,
                ..first
            });
        }
        let part = star.around_person(40).expect("100 are more than 40");
        assert_eq!((part.diagram.nodes.len(), part.left_out), (40, 60));
    }
}
