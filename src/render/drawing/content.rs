//! Turns a node into the lines of text in its box.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use crate::view::{DiagramNode, Mark, TextStyle};

use super::super::{
    clean::clean,
    wrap::{break_words, shorten},
};

/// The lines of a box, each with its style.
pub type Content = Vec<(TextStyle, String)>;

/// The columns of a frame: two lines and two spaces.
pub const FRAME: usize = 4;
/// The largest number of columns of a title.
const TITLE_WIDTH: usize = 30;
/// The largest number of lines of a title.
const TITLE_LINES: usize = 4;

/// The content of a box with `inner` columns: id, mark and title.
pub fn content(node: &DiagramNode, inner: usize, is_titled: bool) -> Content {
    let id = clean(&node.id);
    let mark = mark(node.mark);
    let mut content = Content::new();
    let fits = id.width() + 2 + mark.width() <= inner;
    let id = break_words(&id, |line| line.width() <= inner);
    content.extend(id.into_iter().map(|line| (TextStyle::Name, line)));
    if !mark.is_empty() {
        match content.as_mut_slice() {
            // On the line of the id, aligned to the right.
            [(_, only)] if fits => {
                only.push_str(&" ".repeat(inner - only.width() - mark.width()));
                only.push_str(mark);
            }
            _ => content.push((TextStyle::Strong, mark.to_owned())),
        }
    }
    if is_titled {
        let title = shortened(&node.title, inner, TITLE_LINES).into_iter();
        content.extend(title.map(|line| (TextStyle::Plain, line)));
    }
    content
}

fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Plain => "",
        Mark::Present => "← here",
        Mark::Next => "← next",
        Mark::Goal => "← goal",
    }
}

/// A text wrapped to `width`; beyond `max_lines`, it ends with an ellipsis.
pub fn shortened(text: &str, width: usize, max_lines: usize) -> Vec<String> {
    let text = clean(text);
    let lines = textwrap::wrap(text.trim(), width).into_iter();
    let fits = |line: &str| line.width() <= width;
    shorten(lines.map(Cow::into_owned).collect(), max_lines, fits)
}

/// The least inner width with which no word of the id is broken.
pub fn min_width(node: &DiagramNode) -> usize {
    let parts = node.id.split_inclusive(['-', '.', '_']);
    parts.map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// The least inner width of a box with a title.
pub const TITLED: usize = 15;

/// The inner width with which the id fits on one line and the title on a few.
pub fn natural_width(node: &DiagramNode) -> usize {
    let id = node.id.width() + 2 + mark(node.mark).width();
    let title = node.title.width().div_ceil(2).min(TITLE_WIDTH);
    id.max(title).max(TITLED)
}
