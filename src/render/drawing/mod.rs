//! A picture in text: boxes and connectors in a grid of grades and tracks, or one row of grades at a
//! time where that does not fit.

mod canvas;
mod content;
mod grid;
mod rows;

use crate::{
    view::{Diagram, DiagramEdge, StyledText, TextStyle},
    vocabulary::MoveKind,
};

use super::{paint, wrap::wrap};

use canvas::{Pen, Stroke};

/// A drawing of more boxes than that says less than a word.
const MOST: usize = 200;
/// How wide a drawing may grow where no width is known.
const WIDEST: usize = 160;

/// Draws a diagram, within a width if there is one; the tones are marks. It also tells whether the
/// boxes have their titles.
pub fn draw(diagram: &Diagram, width: Option<usize>) -> (String, bool) {
    if diagram.nodes.len() > MOST {
        let many = format!(
            "{} roles are too many to draw here. A part of them: `ladder show --around ROLE`; all of \
             them: `ladder show -o ladder.svg`.",
            diagram.nodes.len()
        );
        let many = wrap(&paint::mark(&StyledText::from(many)), "", "", width);
        return (many, false);
    }
    let room = width.unwrap_or(WIDEST);
    let (mut drawn, is_titled) =
        grid::draw(diagram, room).unwrap_or_else(|| (rows::draw(diagram, room), true));
    if let Some(legend) = legend(diagram) {
        drawn.push('\n');
        drawn.push_str(&wrap(&paint::mark(&legend), "", "", width));
    }
    (drawn, is_titled)
}

/// How an edge is drawn: its kind in its stroke; heavy where it belongs to the way, or is a next step.
fn pen(edge: &DiagramEdge) -> Pen {
    let tone = match (edge.is_way, edge.is_step) {
        (true, _) => TextStyle::Strong,
        (false, true) => TextStyle::Good,
        (false, false) => TextStyle::Quiet,
    };
    Pen {
        is_heavy: edge.is_way,
        stroke: stroke(edge.kind),
        tone,
    }
}

fn stroke(kind: MoveKind) -> Stroke {
    match kind {
        MoveKind::Promotion => Stroke::Solid,
        MoveKind::Lateral | MoveKind::TrackSwitch => Stroke::Dashed,
        MoveKind::Entry | MoveKind::StepBack => Stroke::Dotted,
    }
}

/// What the strokes mean, as far as they occur.
fn legend(diagram: &Diagram) -> Option<StyledText> {
    let mut entries = Vec::new();
    for (stroke, sign) in [
        (Stroke::Solid, "───"),
        (Stroke::Dashed, "╌╌╌"),
        (Stroke::Dotted, "┈┈┈"),
    ] {
        let mut kinds: Vec<&str> = Vec::new();
        for edge in diagram
            .edges
            .iter()
            .filter(|edge| self::stroke(edge.kind) == stroke)
        {
            if !kinds.contains(&edge.kind.name()) {
                kinds.push(edge.kind.name());
            }
        }
        if !kinds.is_empty() {
            entries.push(format!("{sign} {}", kinds.join(" or ")));
        }
    }
    if diagram.edges.iter().any(|edge| edge.is_way) {
        entries.push("━━━ on the way".to_owned());
    }
    (!entries.is_empty()).then(|| StyledText::new(TextStyle::Quiet, entries.join("   ")))
}
