//! Draws a diagram as text: the whole grid, or one row at a time if that does not fit.

mod canvas;
mod content;
mod grid;
mod rows;

use crate::{
    view::{Diagram, DiagramEdge, StyledText, TextStyle},
    vocabulary::MoveKind,
};

use super::{kinds, paint, wrap::wrap};

pub use content::shortened;

use canvas::{Pen, Stroke};

/// The largest number of boxes of a drawing.
const MAX_BOXES: usize = 200;
/// The width of a drawing if that of the output is unknown.
const DEFAULT_WIDTH: usize = 160;

/// The drawing, with its styles as marks, and whether its boxes have titles.
pub fn draw(diagram: &Diagram, width: Option<usize>) -> (String, bool) {
    if let Some(many) = too_many(diagram) {
        return (wrap(&paint::mark(&many), "", "", width), false);
    }
    let room = width.unwrap_or(DEFAULT_WIDTH);
    let (mut drawn, is_titled) =
        grid::draw(diagram, room).unwrap_or_else(|| (rows::draw(diagram, room), true));
    if let Some(legend) = legend(diagram) {
        drawn.push('\n');
        drawn.push_str(&wrap(&paint::mark(&legend), "", "", width));
    }
    (drawn, is_titled)
}

/// That there are too many roles for a drawing in text or in a page, and how to draw them.
pub fn too_many(diagram: &Diagram) -> Option<StyledText> {
    let count = diagram.nodes.len();
    (count > MAX_BOXES).then(|| {
        StyledText::from(count.to_string()).sentence(
            TextStyle::Plain,
            " roles are too many for a drawing here. Draw a part with `ladder show --around ROLE`, or all \
             of them with `ladder show -o ladder.svg`.",
        )
    })
}

/// The style of an edge: the stroke by its kind; heavy if it is on the route.
fn pen(edge: &DiagramEdge) -> Pen {
    let style = match (edge.is_way, edge.is_step) {
        (true, _) => TextStyle::Strong,
        (false, true) => TextStyle::Good,
        (false, false) => TextStyle::Quiet,
    };
    Pen {
        is_heavy: edge.is_way,
        stroke: stroke(edge.kind),
        style,
    }
}

fn stroke(kind: MoveKind) -> Stroke {
    match kind {
        MoveKind::Promotion => Stroke::Solid,
        MoveKind::Lateral | MoveKind::TrackSwitch => Stroke::Dashed,
        MoveKind::Entry | MoveKind::StepBack => Stroke::Dotted,
    }
}

/// The meaning of the strokes that occur.
fn legend(diagram: &Diagram) -> Option<StyledText> {
    let kinds = kinds(diagram);
    let mut entries = Vec::new();
    for (stroke, sample) in [
        (Stroke::Solid, "───"),
        (Stroke::Dashed, "╌╌╌"),
        (Stroke::Dotted, "┈┈┈"),
    ] {
        let own = kinds.iter().filter(|kind| self::stroke(**kind) == stroke);
        let own: Vec<&str> = own.map(|kind| kind.name()).collect();
        if !own.is_empty() {
            entries.push(format!("{sample} {}", own.join(" or ")));
        }
    }
    if diagram.edges.iter().any(|edge| edge.is_way) {
        entries.push("━━━ on the way".to_owned());
    }
    (!entries.is_empty()).then(|| StyledText::new(TextStyle::Quiet, entries.join("   ")))
}
