//! Boxes and edges, as a drawing of its own or as a figure of a page.

mod drawing;
mod path;
mod style;
mod text;

pub use drawing::about;
pub use style::style;

use crate::view::Diagram;

use drawing::draw;

/// A drawing of its own, with the rules by which it is shown.
pub fn render(diagram: &Diagram) -> String {
    draw(
        diagram,
        "ladder",
        &format!("<style>\n{}</style>\n", style()),
    )
}

/// A figure of a page that has the rules of `style`; ids within it begin with `prefix`.
pub fn figure(diagram: &Diagram, prefix: &str) -> String {
    draw(diagram, prefix, "")
}
