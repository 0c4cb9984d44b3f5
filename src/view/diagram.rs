//! An answer as a picture: boxes and edges between them.

use crate::vocabulary::MoveKind;

use smol_str::SmolStr;

#[derive(Debug, Default, PartialEq)]
pub struct Diagram {
    pub title: SmolStr,
    /// The ids and titles of the tracks on which boxes may stand.
    pub tracks: Vec<(SmolStr, SmolStr)>,
    pub nodes: Vec<DiagramNode>,
    pub edges: Vec<DiagramEdge>,
}

/// A box, which stands for a role.
#[derive(Debug, Default, PartialEq)]
pub struct DiagramNode {
    pub id: SmolStr,
    pub title: SmolStr,
    /// The id of its track.
    pub track: SmolStr,
    pub grade: i64,
    /// What else stands in the box, line by line.
    pub facts: Vec<String>,
    pub mark: Mark,
    /// Where on the same page more is said of it, such as `role-senior`.
    pub anchor: Option<SmolStr>,
}

/// What a box is to the person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mark {
    #[default]
    Plain,
    /// Where they are.
    Present,
    /// Where they can go from there.
    Next,
    /// Where they need to be.
    Goal,
}

/// An edge, which stands for a move; both ends are positions among the boxes.
#[derive(Debug, PartialEq)]
pub struct DiagramEdge {
    pub from: usize,
    pub to: usize,
    pub kind: MoveKind,
    /// What is known of the move: time to serve, share, gate.
    pub label: String,
    /// Whether it belongs to the way that the answer is about.
    pub is_way: bool,
    /// Whether it leads out of where the person is.
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
