//! What a requirement means: in the words of the role, and what its level means in general.

use std::collections::HashSet;

use smol_str::SmolStr;

use crate::query::Wording;

use super::{Body, Section, StyledText, TextStyle, first_line, prose, prose::REST};

/// The text of the role and its examples, then what the level means in general.
pub fn whole(wording: &Wording, means: Option<&SmolStr>) -> StyledText {
    let paragraph = |text: StyledText, more: StyledText| {
        if text.is_empty() {
            more
        } else {
            text.and(TextStyle::Paragraph, "\n\n").then(more)
        }
    };
    let mut text = wording.text.as_ref().map(prose).unwrap_or_default();
    let examples: Vec<StyledText> = wording.examples.iter().map(prose).collect();
    if examples.iter().any(StyledText::has_blocks) {
        // An item of a list has no paragraphs and no list in it.
        let several = examples.len() > 1;
        for (example, number) in examples.into_iter().zip(1..) {
            let name = if several {
                format!("Example {number}:")
            } else {
                "For example:".to_owned()
            };
            let is_list = example.begins_with_item();
            text = paragraph(text, name.into());
            text = if is_list {
                text.then(example)
            } else {
                paragraph(text, example)
            };
        }
    } else if !examples.is_empty() {
        text = paragraph(text, "For example:".into());
        for example in examples {
            text = text.and(TextStyle::Item, "\n- ").then(example);
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
pub fn is_known(wording: &Wording, means: Option<&SmolStr>) -> bool {
    wording.text.is_some() || !wording.examples.is_empty() || means.is_some()
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
pub fn of(wording: &Wording, means: Option<&SmolStr>, extent: Extent) -> Option<StyledText> {
    is_known(wording, means).then(|| match extent {
        Extent::FirstLine => briefly(wording, means),
        Extent::Whole => whole(wording, means),
    })
}

/// Something that is asked for, with what is said of it.
pub struct Asked<'a> {
    /// What it is called.
    pub name: String,
    /// What the role says of it.
    pub wording: Option<&'a Wording>,
    /// What the level means in general.
    pub means: Option<&'a SmolStr>,
    /// The role that asks for it; without one, it is left out where its name stands there already.
    pub role: Option<&'a str>,
}

/// What all that is asked for means, the same once; what has the name of something else is told by its role.
pub fn facts<'a>(
    asked: impl Iterator<Item = Asked<'a>>,
    extent: Extent,
) -> Vec<(String, StyledText)> {
    const NONE: &Wording = &Wording {
        text: None,
        examples: Vec::new(),
    };
    let mut known = HashSet::new();
    let mut names: HashSet<String> = HashSet::new();
    let mut facts = Vec::new();
    for one in asked {
        let wording = one.wording.unwrap_or(NONE);
        let Some(text) = of(wording, one.means, extent) else {
            continue;
        };
        let is_new_name = names.insert(one.name.clone());
        if !known.insert((one.name.clone(), wording, one.means)) {
            continue;
        }
        match one.role {
            _ if is_new_name => facts.push((one.name, text)),
            Some(role) => facts.push((format!("{} ({role})", one.name), text)),
            None => (),
        }
    }
    facts
}

/// The first of them under their heading.
pub fn section(mut facts: Vec<(String, StyledText)>, most: usize) -> Section {
    let left_out = facts.len().saturating_sub(most);
    facts.truncate(most);
    Section::new("What the level means", Body::Facts(facts)).leaving_out(left_out, "meaning")
}

/// Examples for a cell of a record: a line each, or numbered where one of them has several lines.
pub fn examples_in_lines(wording: &Wording) -> String {
    let has_lines = |example: &SmolStr| example.trim().contains('\n');
    if !wording.examples.iter().any(has_lines) {
        return wording.examples.join("\n");
    }
    let examples = wording.examples.iter().zip(1..);
    let numbered = examples.map(|(example, number)| {
        let mut lines = example.trim().lines();
        let first = format!("{number}. {}", lines.next().unwrap_or_default());
        lines.fold(first, |all, line| match line.trim() {
            "" => all + "\n",
            _ => all + "\n   " + line,
        })
    });
    numbered.collect::<Vec<_>>().join("\n")
}

/// The first line of the text of the role, else of what the level means in general; an ellipsis stands for the rest.
pub fn briefly(wording: &Wording, means: Option<&SmolStr>) -> StyledText {
    let texts = wording.text.iter().chain(&wording.examples).chain(means);
    let mut texts = texts.map(first_line);
    let first = texts.next().unwrap_or_default();
    let more = texts.next().is_some() && !first.is_shortened();
    first.plain(if more { REST } else { "" })
}

/// A text without its paragraphs, as an item of a list.
pub fn one_line(text: &SmolStr) -> StyledText {
    let prose = prose(text);
    let blocks = prose.blocks().into_iter().map(|(_, block)| block);
    blocks
        .reduce(|all, block| all.plain(" ").then(block))
        .unwrap_or_default()
}
