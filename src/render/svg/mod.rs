//! Turns a diagram into SVG: a file, or a part of a page.

mod drawing;
mod gantt;
mod path;
mod style;
mod text;

pub use drawing::{Drawn, about, strokes};
pub use gantt::render as gantt;
pub use style::style;

use crate::view::Diagram;

use drawing::draw;

pub use super::layout::is_too_large;

/// An SVG file with its style sheet.
pub fn render(diagram: &Diagram) -> String {
    let rules = format!("<style>\n{}</style>\n", style());
    draw(diagram, "ladder", Some(&rules)).written
}

/// An SVG element for a page with the style sheet [`style`], without legend and notes; its ids start with `prefix`.
pub fn inline(diagram: &Diagram, prefix: &str) -> Drawn {
    draw(diagram, prefix, None)
}
