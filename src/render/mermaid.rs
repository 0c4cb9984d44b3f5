//! Turns a diagram into a Mermaid flowchart.

use std::fmt::Write as _;

use crate::{
    view::{Diagram, DiagramEdge, Mark},
    vocabulary::MoveKind,
};

use super::clean::clean;

/// The most edges that a renderer of Mermaid draws, unless it is configured otherwise.
pub const EDGES: usize = 500;

/// Writes a diagram: grades rise upwards, each track is a subgraph.
pub fn render(diagram: &Diagram) -> String {
    let mut written = String::from("flowchart BT\n");
    let mut line = |depth: usize, text: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(written, "{}{text}", "  ".repeat(depth));
    };
    line(1, &format!("accTitle: {}", escape(&diagram.title)));
    let boxes = |track: Option<&str>| {
        let nodes = diagram.nodes.iter().enumerate();
        let known = |id: &str| diagram.tracks.iter().any(|(known, _)| known == id);
        let own = nodes.filter(move |(_, node)| match track {
            Some(track) => node.track == track,
            None => !known(&node.track),
        });
        own.map(|(position, node)| {
            let mut lines = vec![escape(&node.title), escape(&node.id)];
            lines.dedup();
            lines.extend(node.facts.iter().map(|fact| escape(fact)));
            let class = match node.mark {
                Mark::Plain => "",
                Mark::Present => ":::present",
                Mark::Next => ":::next",
                Mark::Goal => ":::goal",
            };
            format!("n{position}[\"{}\"]{class}", lines.join("<br/>"))
        })
        .collect::<Vec<String>>()
    };
    for (number, (id, title)) in diagram.tracks.iter().enumerate() {
        let own = boxes(Some(id));
        if !own.is_empty() {
            line(1, &format!("subgraph t{number}[\"{}\"]", escape(title)));
            for text in own {
                line(2, &text);
            }
            line(1, "end");
        }
    }
    for text in boxes(None) {
        line(1, &text);
    }
    for edge in &diagram.edges {
        line(1, &edge_line(edge));
    }
    let route = diagram.edges.iter().enumerate();
    let route = route.filter(|(_, edge)| edge.is_way);
    let route: Vec<String> = route.map(|(number, _)| number.to_string()).collect();
    if !route.is_empty() {
        let route = route.join(",");
        line(1, &format!("linkStyle {route} stroke-width:4px"));
    }
    for (number, note) in diagram.notes.iter().enumerate() {
        line(
            1,
            &format!("note{number}[\"{}\"]:::note", escape(&note.text())),
        );
    }
    line(1, "classDef present stroke-width:4px");
    line(1, "classDef next stroke-width:2px");
    line(1, "classDef goal stroke-width:3px,stroke-dasharray:6 3");
    if !diagram.notes.is_empty() {
        line(1, "classDef note fill:none,stroke:none");
    }
    written
}

/// A move, with its kind in line style and label.
fn edge_line(edge: &DiagramEdge) -> String {
    let line = match edge.kind {
        MoveKind::Promotion | MoveKind::Entry => "-->",
        MoveKind::StepBack => "--o",
        MoveKind::Lateral | MoveKind::TrackSwitch => "-.->",
    };
    format!(
        "n{} {line}|\"{}\"| n{}",
        edge.from,
        escape(&edge.text()),
        edge.to
    )
}

/// Text without markup: special characters are written as character references.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in clean(text).chars() {
        let is_plain = character.is_alphanumeric() || " ,'()/:→–".contains(character);
        if is_plain || !character.is_ascii() {
            escaped.push(character);
        } else {
            let _ = write!(escaped, "#{};", u32::from(character));
        }
    }
    escaped
}
