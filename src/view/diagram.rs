//! An answer as a picture: boxes and edges between them.

use crate::vocabulary::MoveKind;

use smol_str::SmolStr;

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
    /// What the signs in the boxes mean; only those that occur.
    pub notes: Vec<StyledText>,
}

/// A box for a role.
#[derive(Debug, Default, PartialEq)]
pub struct DiagramNode {
    /// The id of the role.
    pub id: SmolStr,
    /// The title of the role.
    pub title: SmolStr,
    /// The id of its track.
    pub track: SmolStr,
    /// Its grade on the track.
    pub grade: i64,
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
#[derive(Debug, PartialEq)]
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
