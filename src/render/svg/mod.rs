//! Boxes and arrows, as a drawing of its own or as a figure of a page.

mod figure;
mod path;
mod style;
mod text;

pub use figure::{about, figure};
pub use style::style;

use crate::view::Diagram;

/// A drawing of its own, with the rules by which it is shown.
pub fn render(diagram: &Diagram) -> String {
    let style = style();
    let drawn = figure(diagram, "ladder");
    // The rules come first, within the drawing.
    match drawn.split_once('\n') {
        Some((start, rest)) => format!("{start}\n<style>\n{style}</style>\n{rest}"),
        None => drawn,
    }
}
