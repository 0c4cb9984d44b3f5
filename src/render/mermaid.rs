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

/// Pairs of characters that Mermaid reads as the beginning of something after it has resolved the references: a
/// formula, an icon, a line break, and its own form of a reference.
const PAIRS: [(&str, &str); 5] = [
    ("$", "$"),
    (":", "fa-"),
    ("\\", "n"),
    ("\u{fb02}", "\u{b0}"),
    ("\u{b6}", "\u{df}"),
];

/// A word joiner, which is not seen, as a character reference.
const WORD_JOINER: &str = "#8288;";

/// The word that begins a statement of Mermaid even within quotes.
const DIRECTION: &str = "direction";

/// Text without markup: special characters are written as character references.
fn escape(text: &str) -> String {
    let text = clean(text);
    let mut escaped = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let (before, rest) = text.split_at(at);
        let is_pair =
            |(one, other): &(&str, &str)| before.ends_with(one) && rest.starts_with(other);
        if PAIRS.iter().any(is_pair) {
            escaped.push_str(WORD_JOINER);
        }
        let ends_direction = before.ends_with(DIRECTION) && character.is_whitespace();
        if ends_direction {
            escaped.pop();
            let _ = write!(escaped, "#{};", u32::from('n'));
        }
        // A colon before other signs would begin the style of a class.
        let is_plain =
            character.is_alphanumeric() || " ,'()/".contains(character) || rest.starts_with(": ");
        if is_plain || !character.is_ascii() {
            escaped.push(character);
        } else {
            let _ = write!(escaped, "#{};", u32::from(character));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_a_statement_a_formula_an_icon_or_a_reference() {
        for (text, expected) in [
            ("Research direction RL", "Research directio#110; RL"),
            ("directions RL", "directions RL"),
            ("$$x$", "#36;#8288;#36;x#36;"),
            ("fa:fa-car", "fa#58;#8288;fa#45;car"),
            ("Level: 2 of 3", "Level: 2 of 3"),
            ("style:#x", "style#58;#35;x"),
            ("C:\\new", "C#58;#92;#8288;new"),
            (
                "\u{fb02}\u{b0}\u{b0}36\u{b6}\u{df}",
                "\u{fb02}#8288;\u{b0}\u{b0}36\u{b6}#8288;\u{df}",
            ),
            ("<b>\"#35;\"", "#60;b#62;#34;#35;35#59;#34;"),
        ] {
            assert_eq!(escape(text), expected, "{text}");
        }
    }
}
