//! The values of properties in words, before and after.

use smol_str::SmolStr;

use crate::{
    query::{Number, PropertyValue},
    vocabulary::Property,
};

use super::super::{
    StyledText, Value, display,
    display::{ESTIMATED, UNBROKEN},
};

/// How many items of a list are named briefly.
const ITEMS: usize = 6;

/// The name of a property in a sentence.
pub(super) fn name(property: Property) -> String {
    match property {
        Property::About => "description".to_owned(),
        Property::Url => "address".to_owned(),
        Property::Low => "low end".to_owned(),
        Property::Mid => "midpoint".to_owned(),
        Property::High => "high end".to_owned(),
        Property::Proficiency => "levels".to_owned(),
        Property::Entry => "entry role".to_owned(),
        Property::IntroducedBy => "stated by".to_owned(),
        Property::Retired => "retires".to_owned(),
        other => other.name().replace('-', " "),
    }
}

/// Whether a value says what it is without the name of the property.
pub(super) fn is_plain(property: Property) -> bool {
    matches!(
        property,
        Property::Level
            | Property::Years
            | Property::Hours
            | Property::Degree
            | Property::Members
            | Property::Points
            | Property::Kind
            | Property::Place
            | Property::Title
            | Property::About
            | Property::Text
            | Property::Means
    )
}

/// Whether a property is a text that people read, in sentences.
pub(super) fn is_text(property: Property) -> bool {
    matches!(
        property,
        Property::About
            | Property::Text
            | Property::Means
            | Property::Note
            | Property::Examples
            | Property::Heading
    )
}

/// A value in words.
pub(super) fn words(
    property: Property,
    value: &PropertyValue,
    estimated: bool,
    is_brief: bool,
) -> String {
    let mark = if estimated { ESTIMATED } else { "" };
    match value {
        PropertyValue::Flag(true) => "yes".to_owned(),
        PropertyValue::Flag(false) => "no".to_owned(),
        PropertyValue::Number(number) => format!("{mark}{}", self::number(property, *number)),
        PropertyValue::Text(text) => text.to_string(),
        PropertyValue::List(items) | PropertyValue::Set(items) => listed(items.iter(), is_brief),
        PropertyValue::Members(members) => listed(members.iter().map(|one| &one.own), is_brief),
        PropertyValue::Level(level) => display::level(&level.own),
        PropertyValue::Grade(grade) => grade.to_string(),
        PropertyValue::Span { min, max } => {
            let span = if property == Property::Hours {
                let hours = display::range(*min, *max);
                format!("{hours}{UNBROKEN}hours")
            } else {
                display::durations(*min, *max)
            };
            format!("{mark}{span}")
        }
    }
}

/// The items of a list, briefly the first of them.
fn listed<'v>(items: impl ExactSizeIterator<Item = &'v SmolStr>, is_brief: bool) -> String {
    let most = if is_brief { ITEMS } else { usize::MAX };
    let more = items.len().saturating_sub(most);
    let shown = display::join(items.take(most), ", ");
    match more {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

fn number(property: Property, number: Number) -> String {
    match property {
        Property::Share => display::percent(number),
        Property::Low | Property::Mid | Property::High | Property::Fee => display::money(number),
        Property::Place if number == Number(1.0) => "first of equals".to_owned(),
        Property::Place => format!("number {} of equals", display::quantity(number)),
        Property::Points => display::counted(number, "point"),
        Property::Need => display::counted(number, "alternative"),
        _ => display::quantity(number),
    }
}

/// A value for programs: the items of a list are joined by `|`.
pub(super) fn field(value: &PropertyValue) -> Value {
    match value {
        PropertyValue::Flag(is_set) => (*is_set).into(),
        PropertyValue::Number(number) => (*number).into(),
        PropertyValue::Text(text) => text.clone().into(),
        PropertyValue::List(items) | PropertyValue::Set(items) => items.join("|").into(),
        PropertyValue::Members(members) => {
            display::join(members.iter().map(|one| &one.own), "|").into()
        }
        PropertyValue::Level(level) => level.own.name.clone().into(),
        PropertyValue::Grade(grade) => grade.rank.into(),
        PropertyValue::Span { min, max } if min == max => (*min).into(),
        PropertyValue::Span { min, max } if max.0.is_infinite() => format!("{min}+").into(),
        PropertyValue::Span { min, max } => format!("{min}-{max}").into(),
    }
}

/// How many characters of what differs in a text are shown briefly, and of what is the same around it.
const DIFFERING: usize = 60;
const AROUND: usize = 24;

/// Two texts as far as they differ, with some words around that; an ellipsis stands for the rest.
pub(super) fn differing(old: &str, new: &str) -> [String; 2] {
    let [old, new] = [old, new].map(|text| text.split_whitespace().collect::<Vec<&str>>());
    let pairs = old.iter().zip(&new);
    let first = pairs.take_while(|(one, other)| one == other).count();
    let rest = |words: &[&str]| words.len() - first;
    let most = rest(&old).min(rest(&new));
    let pairs = old.iter().rev().zip(new.iter().rev());
    let last = pairs
        .take(most)
        .take_while(|(one, other)| one == other)
        .count();
    [old, new].map(|words| around(&words, first, words.len() - last))
}

/// The words from one position to another, with some around them.
fn around(words: &[&str], first: usize, end: usize) -> String {
    let mut start = first;
    let mut length = 0;
    while start > 0 && length + words[start - 1].chars().count() <= AROUND {
        start -= 1;
        length += words[start].chars().count() + 1;
    }
    let mut stop = end;
    length = 0;
    while stop < words.len() && length + words[stop].chars().count() <= AROUND {
        length += words[stop].chars().count() + 1;
        stop += 1;
    }
    let middle = cut(&words[start..stop]);
    let before = if start > 0 { "… " } else { "" };
    let after = if stop < words.len() && !middle.ends_with('…') {
        " …"
    } else {
        ""
    };
    format!("{before}{middle}{after}")
}

/// Words up to a number of characters.
fn cut(words: &[&str]) -> String {
    let most = DIFFERING + 2 * AROUND;
    let mut text = String::new();
    for word in words {
        let left = most.saturating_sub(text.chars().count());
        if left == 0 {
            text.push_str(" …");
            break;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        if word.chars().count() > left + AROUND {
            text.extend(word.chars().take(left));
            text.push('…');
            break;
        }
        text.push_str(word);
    }
    text
}

/// A text briefly, where there is nothing to compare it with.
pub(super) fn beginning(text: &str) -> StyledText {
    let words: Vec<&str> = text.split_whitespace().take(2 * DIFFERING).collect();
    cut(&words).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_long_texts_what_differs_is_shown_with_the_words_around_it() {
        let before = "Owns projects from idea to operation, and tells others what was learnt on the way there.";
        let after = before.replace("idea", "the first idea");
        assert_eq!(
            differing(before, &after),
            [
                "Owns projects from idea to operation, and …",
                "Owns projects from the first idea to operation, and …"
            ]
        );
        assert_eq!(differing("a b", "a b c"), ["a b", "a b c"]);
        assert_eq!(differing("same", "other"), ["same", "other"]);
        let [_, long] = differing("", &"word ".repeat(100));
        assert!(long.ends_with('…') && long.chars().count() < 120, "{long}");
        let [_, long] = differing("", &"x".repeat(1000));
        assert!(long.ends_with('…') && long.chars().count() < 120, "{long}");
    }
}
