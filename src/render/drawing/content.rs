//! What stands in a box of a drawing in text.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use crate::view::{Diagram, DiagramNode, Mark, TextStyle};

use super::super::clean::clean;

/// The lines of a box, each with its tone.
pub type Content = Vec<(TextStyle, String)>;

/// The frame of a box, and a space to either side.
pub const FRAME: usize = 4;
/// The columns that a title takes at most.
const TITLE: usize = 30;
/// The lines that a title takes at most.
const LINES: usize = 4;

/// Writes what a box says into so many columns.
pub fn content(node: &DiagramNode, inner: usize, is_titled: bool) -> Content {
    let id = clean(&node.id);
    let mark = mark(node.mark);
    let mut content = Content::new();
    let fits = id.width() + 2 + mark.width() <= inner;
    let id = break_at_hyphens(&id, inner);
    content.extend(id.into_iter().map(|line| (TextStyle::Name, line)));
    if !mark.is_empty() {
        match content.as_mut_slice() {
            // In one line with the id, at the other end.
            [(_, only)] if fits => {
                only.push_str(&" ".repeat(inner - only.width() - mark.width()));
                only.push_str(mark);
            }
            _ => content.push((TextStyle::Strong, mark.to_owned())),
        }
    }
    if is_titled {
        content.extend(
            shortened(&node.title, inner, LINES)
                .into_iter()
                .map(|line| (TextStyle::Plain, line)),
        );
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

/// A text between its words; one that goes on and on ends with an ellipsis.
pub fn shortened(text: &str, width: usize, most: usize) -> Vec<String> {
    let text = clean(text);
    let mut lines: Vec<String> = textwrap::wrap(text.trim(), width)
        .into_iter()
        .map(Cow::into_owned)
        .collect();
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while last.width() >= width && last.pop().is_some() {}
            last.push('…');
        }
    }
    lines
}

/// An id in as few lines as it takes, broken after hyphens where it can be.
fn break_at_hyphens(id: &str, inner: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for part in id.split_inclusive(['-', '.', '_']) {
        let fits = lines
            .last()
            .is_some_and(|line| line.is_empty() || line.width() + part.width() <= inner);
        if !fits {
            lines.push(String::new());
        }
        for letter in part.chars() {
            let Some(line) = lines.last_mut() else { break };
            if line.width() < inner {
                line.push(letter);
            } else {
                lines.push(letter.to_string());
            }
        }
    }
    lines
}

/// How wide a box needs to be within for every word of an id.
pub fn least(diagram: &Diagram) -> usize {
    let parts = diagram
        .nodes
        .iter()
        .flat_map(|node| node.id.split_inclusive(['-', '.', '_']));
    parts.map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// A box that is narrower than this within has no room for a title.
pub const TITLED: usize = 15;

/// How wide a box is within when its id stands in one line and its title in a few.
pub fn natural(diagram: &Diagram) -> usize {
    let widths = diagram.nodes.iter().map(|node| {
        let id = node.id.width() + 2 + mark(node.mark).width();
        id.max(node.title.width().div_ceil(2).min(TITLE))
    });
    widths.max().unwrap_or(0).max(TITLED)
}
