//! Boxes and arrows, as a drawing of its own or as a figure of a page.

use crate::view::Diagram;

/// The rules by which a page shows a figure, in light and in dark.
pub const STYLE: &str = "";

/// A drawing of its own, with the rules by which it is shown.
pub fn render(diagram: &Diagram) -> String {
    figure(diagram, "ladder")
}

/// A figure of a page that has `STYLE` among its rules; ids within it begin with `prefix`.
pub fn figure(diagram: &Diagram, prefix: &str) -> String {
    let _ = (diagram, prefix);
    String::from("<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>\n")
}
