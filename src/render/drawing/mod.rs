//! A picture in text: boxes and connectors in a grid of grades and tracks, or one row of grades at a
//! time where that does not fit.

mod canvas;
mod content;
mod grid;
mod rows;

use crate::view::{Arrow, Diagram, Phrase, Tone};

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
        let many = wrap(&paint::mark(&Phrase::from(many)), "", "", width);
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

/// How an arrow is drawn: its kind in its stroke; heavy where it belongs to the way, or is a next step.
fn pen(arrow: &Arrow) -> Pen {
    let tone = match (arrow.is_way, arrow.is_step) {
        (true, _) => Tone::Strong,
        (false, true) => Tone::Good,
        (false, false) => Tone::Quiet,
    };
    Pen {
        is_heavy: arrow.is_way,
        stroke: stroke(arrow.kind),
        tone,
    }
}

fn stroke(kind: &str) -> Stroke {
    match kind {
        "promotion" => Stroke::Solid,
        "lateral" | "track-switch" => Stroke::Dashed,
        _ => Stroke::Dotted,
    }
}

/// What the strokes mean, as far as they occur.
fn legend(diagram: &Diagram) -> Option<Phrase> {
    let mut entries = Vec::new();
    for (stroke, sign) in [
        (Stroke::Solid, "───"),
        (Stroke::Dashed, "╌╌╌"),
        (Stroke::Dotted, "┈┈┈"),
    ] {
        let mut kinds: Vec<&str> = Vec::new();
        for arrow in diagram
            .arrows
            .iter()
            .filter(|arrow| self::stroke(arrow.kind) == stroke)
        {
            if !kinds.contains(&arrow.kind) {
                kinds.push(arrow.kind);
            }
        }
        if !kinds.is_empty() {
            entries.push(format!("{sign} {}", kinds.join(" or ")));
        }
    }
    if diagram.arrows.iter().any(|arrow| arrow.is_way) {
        entries.push("━━━ on the way".to_owned());
    }
    (!entries.is_empty()).then(|| Phrase::new(Tone::Quiet, entries.join("   ")))
}
