//! Turns a diagram into the DOT language of Graphviz.

use std::fmt::Write as _;

use crate::{
    view::{Diagram, DiagramEdge, DiagramNode, Mark},
    vocabulary::MoveKind,
};

use super::clean::clean;

/// The largest number of columns of a title.
const WIDTH: usize = 36;

/// Writes a diagram: grades rise upwards, each track is a cluster.
pub fn render(diagram: &Diagram) -> String {
    let mut written = String::from("digraph {\n");
    let mut line = |text: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(written, "  {text}");
    };
    let notes = diagram.notes.iter().map(|note| escape(&note.text()));
    let lines: Vec<String> = [escape(&diagram.title)].into_iter().chain(notes).collect();
    let title = format!("\"{}\"", lines.join("\\n"));
    let graph = "labelloc=t; rankdir=BT; fontname=\"sans-serif\"";
    line(&format!("label={title}; {graph};"));
    line("node [shape=box, style=rounded, fontname=\"sans-serif\"];");
    line("edge [fontname=\"sans-serif\", fontsize=10];");
    for (position, node) in diagram.nodes.iter().enumerate() {
        line(&format!("n{position} [{}];", attributes(node)));
    }
    for (number, (id, title)) in diagram.tracks.iter().enumerate() {
        let nodes = diagram.nodes.iter().enumerate();
        let own = nodes.filter(|(_, node)| node.track == *id);
        let own: Vec<String> = own.map(|(position, _)| format!("n{position};")).collect();
        if !own.is_empty() {
            let (label, own) = (quoted(title), own.join(" "));
            let track = format!("cluster_{number} {{ label={label}; style=dotted; {own} }}");
            line(&format!("subgraph {track}"));
        }
    }
    for edge in &diagram.edges {
        line(&edge_line(edge));
    }
    written.push_str("}\n");
    written
}

fn attributes(node: &DiagramNode) -> String {
    let title = clean(&node.title);
    let mut lines: Vec<String> = textwrap::wrap(&title, WIDTH)
        .iter()
        .map(|line| escape(line))
        .collect();
    let id = Some(&node.id).filter(|id| id.as_str() != title);
    lines.extend(id.map(|id| escape(id)));
    lines.extend(node.facts.iter().map(|fact| escape(fact)));
    let label = format!("\"{}\"", lines.join("\\n"));
    let mark = match node.mark {
        Mark::Plain => "",
        Mark::Present => ", style=\"rounded,bold\", peripheries=2",
        Mark::Next => ", style=\"rounded,filled\", fillcolor=\"#e0f2fe\"",
        Mark::Goal => ", style=\"rounded,bold\"",
    };
    format!("label={label}{mark}")
}

/// A move, with its kind in line style, colour and label.
fn edge_line(edge: &DiagramEdge) -> String {
    let (line, color) = match edge.kind {
        MoveKind::Promotion => ("solid", "#1f2937"),
        MoveKind::Lateral => ("dashed", "#2563eb"),
        MoveKind::TrackSwitch => ("dashed", "#7c3aed"),
        MoveKind::Entry => ("bold", "#0f766e"),
        MoveKind::StepBack => ("dotted", "#b45309"),
    };
    let width = if edge.is_way { ", penwidth=3" } else { "" };
    format!(
        "n{} -> n{} [label={}, style={line}, color=\"{color}\"{width}];",
        edge.from,
        edge.to,
        quoted(&edge.text())
    )
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escape(text))
}

/// Text within quotes, without escapes and entities.
fn escape(text: &str) -> String {
    let text = clean(text).replace('&', "&amp;");
    text.replace('\\', "\\\\").replace('"', "\\\"")
}
