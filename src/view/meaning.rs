//! What a requirement means: in the words of the role, and what its level means in general.

use smol_str::SmolStr;

use crate::query::Origin;

use super::{StyledText, TextStyle, first_line, prose};

/// The text of the role and its examples, then what the level means in general.
pub fn whole(origin: &Origin, means: Option<&SmolStr>) -> StyledText {
    let paragraph = |text: StyledText, more: StyledText| {
        if text.is_empty() {
            more
        } else {
            text.and(TextStyle::Paragraph, "\n\n").then(more)
        }
    };
    let mut text = origin.text.as_ref().map(prose).unwrap_or_default();
    if !origin.examples.is_empty() {
        text = paragraph(text, "For example:".into());
        for example in &origin.examples {
            text = text.and(TextStyle::Item, "\n- ").then(one_line(example));
        }
    }
    let Some(means) = means else {
        return text;
    };
    if text.is_empty() {
        return prose(means);
    }
    paragraph(text, StyledText::quiet("In general: ").then(prose(means)))
}

/// Whether anything is said of what it means.
pub fn is_known(origin: &Origin, means: Option<&SmolStr>) -> bool {
    origin.text.is_some() || !origin.examples.is_empty() || means.is_some()
}

/// How much is said of what a requirement means.
#[derive(Clone, Copy)]
pub enum Extent {
    /// The first line.
    FirstLine,
    /// All of it.
    Whole,
}

/// What a requirement means, if that is known.
pub fn of(origin: &Origin, means: Option<&SmolStr>, extent: Extent) -> Option<StyledText> {
    is_known(origin, means).then(|| match extent {
        Extent::FirstLine => briefly(origin, means),
        Extent::Whole => whole(origin, means),
    })
}

/// The first line of the text of the role, else of what the level means in general.
pub fn briefly(origin: &Origin, means: Option<&SmolStr>) -> StyledText {
    let text = origin.text.as_ref().or(origin.examples.first()).or(means);
    text.map(first_line).unwrap_or_default()
}

/// A text without its paragraphs, as an item of a list.
fn one_line(text: &SmolStr) -> StyledText {
    let prose = prose(text);
    let blocks = prose.blocks().into_iter().map(|(_, block)| block);
    blocks
        .reduce(|all, block| all.plain(" ").then(block))
        .unwrap_or_default()
}
