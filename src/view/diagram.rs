//! An answer as a picture: boxes and arrows between them.

use smol_str::SmolStr;

#[derive(Debug, Default, PartialEq)]
pub struct Diagram {
    pub nodes: Vec<Node>,
    pub arrows: Vec<Arrow>,
}

/// A box, which stands for a role.
#[derive(Debug, PartialEq)]
pub struct Node {
    pub id: SmolStr,
    pub title: SmolStr,
    pub track: SmolStr,
    pub grade: i64,
}

/// An arrow, which stands for a move; both ends are positions among the boxes.
#[derive(Debug, PartialEq)]
pub struct Arrow {
    pub from: usize,
    pub to: usize,
    pub kind: &'static str,
    /// What is known of the move: time to serve, share, gate.
    pub label: String,
}
