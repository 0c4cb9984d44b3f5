//! The rows of the tables: what was and what is, of one part of an entry.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::{
    query::{DiffAnswer, EntryChange, PartChange, PropertyChange, PropertyValue},
    vocabulary::{Change, EntryPart, Property},
};

use super::super::{StyledText, display, prose};
use super::{
    Extent,
    value::{beginning, differing, is_plain, is_text, name, words},
};

/// What a row is about; each has a table of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    Requirements,
    Recommended,
    Pay,
    Moves,
    Entries,
    Texts,
}

/// A row of a table.
pub(super) struct Line<'a> {
    pub topic: Topic,
    pub entry: &'a EntryChange,
    /// What of the entry it is.
    pub what: StyledText,
    /// What the old version states, and the new one; `None` for nothing.
    pub before: Option<StyledText>,
    pub after: Option<StyledText>,
    /// The change in per cent.
    pub ratio: Option<String>,
    /// The roles that inherit it.
    pub inherited_by: StyledText,
}

/// The rows about entries that are in both versions, in the order of the answer.
pub(super) fn lines(diff: &DiffAnswer, extent: Extent) -> Vec<Line<'_>> {
    let shared = diff.entries.iter().filter(|entry| !entry.is_in_one());
    shared.flat_map(|entry| of_entry(entry, extent)).collect()
}

fn of_entry(entry: &EntryChange, extent: Extent) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    // How many requirements another role states, from which to which; they are counted.
    let mut moved: Vec<([Option<SmolStr>; 2], usize)> = Vec::new();
    let mut known: HashMap<[Option<SmolStr>; 2], usize> = HashMap::new();
    for part in &entry.parts {
        if let [only] = part.properties.as_slice()
            && only.property == Property::IntroducedBy
        {
            let role = |value: &Option<PropertyValue>| match value {
                Some(PropertyValue::Text(role)) => Some(role.clone()),
                _ => None,
            };
            let roles = [role(&only.old), role(&only.new)];
            let at = *known.entry(roles.clone()).or_insert_with(|| {
                moved.push((roles, 0));
                moved.len() - 1
            });
            moved[at].1 += 1;
            continue;
        }
        lines.extend(of_part(entry, part, extent));
    }
    let moved = moved.into_iter().map(|([before, after], count)| {
        let stated = |role: Option<SmolStr>| {
            Some(StyledText::from("stated by ").then(StyledText::role(role?)))
        };
        Line {
            before: stated(before),
            after: stated(after),
            ..line(
                Topic::Requirements,
                entry,
                display::counted(count, "requirement").into(),
            )
        }
    });
    lines.extend(moved);
    lines
}

/// A row without any value yet.
pub(super) fn line(topic: Topic, entry: &EntryChange, what: StyledText) -> Line<'_> {
    Line {
        topic,
        entry,
        what,
        before: None,
        after: None,
        ratio: None,
        inherited_by: StyledText::default(),
    }
}

/// A row for what can be compared, and one for each text.
fn of_part<'a>(entry: &'a EntryChange, part: &'a PartChange, extent: Extent) -> Vec<Line<'a>> {
    let topic = match part.part {
        EntryPart::Requirement => Topic::Requirements,
        EntryPart::Recommendation => Topic::Recommended,
        EntryPart::Pay => Topic::Pay,
        EntryPart::Move => Topic::Moves,
        EntryPart::Responsibility | EntryPart::Fact => Topic::Texts,
        _ => Topic::Entries,
    };
    let inherited_by = inherited_by(&part.inherited_by, extent);
    let mut lines = Vec::new();
    let is_whole = matches!(part.change, Change::Added | Change::Removed);
    if topic == Topic::Texts {
        return vec![whole_text(entry, part, extent)];
    }
    let (texts, others): (Vec<&PropertyChange>, Vec<&PropertyChange>) = part
        .properties
        .iter()
        .partition(|change| is_text(change.property));
    let others: Vec<&PropertyChange> = others
        .into_iter()
        .filter(|change| !is_whole || is_told(change))
        .collect();
    if part.part == EntryPart::Entry {
        // A renamed entry says what it was.
        let is_told = |property| property == Property::Title && entry.was.is_some();
        let others = others.iter().filter(|change| !is_told(change.property));
        lines.extend(others.map(|change| {
            let what = capital(&name(change.property));
            let sides = both(&[*change], extent, false);
            let [before, after] = match sides {
                [before, after] if change.property == Property::Grade && before == after => {
                    ranked(change)
                }
                sides => sides,
            };
            Line {
                before,
                after,
                ..line(topic, entry, what.into())
            }
        }));
    } else if !others.is_empty() || is_whole {
        let [before, after] = both(&others, extent, true);
        let ratio = part.pay.and_then(|pay| {
            let percent = percent(pay.ratio?.0, pay.estimated);
            // Beside other amounts it says which it is of.
            let amounts = others.iter().map(|change| change.property);
            let mut amounts = amounts.filter(|property| AMOUNTS.contains(property));
            let is_alone = amounts.all(|property| property == pay.property);
            Some(if is_alone {
                percent
            } else {
                format!("midpoint {percent}")
            })
        });
        let present = |text: Option<StyledText>, is_there: bool| {
            let stated = || text.unwrap_or_else(|| "yes".into());
            is_there.then(stated)
        };
        let before = present(before, part.change != Change::Added);
        let after = present(after, part.change != Change::Removed);
        // The last version that has it says which role it comes from.
        let stated_by = part
            .introduced_by
            .as_ref()
            .filter(|role| **role != entry.id);
        let from = |text: StyledText| match stated_by {
            Some(role) => text.plain(" from ").then(StyledText::role(role)),
            None => text,
        };
        let (before, after) = match after {
            Some(after) => (before, Some(from(after))),
            None => (before.map(from), None),
        };
        lines.push(Line {
            before,
            after,
            ratio,
            inherited_by: inherited_by.clone(),
            ..line(topic, entry, what(part))
        });
    }
    if !is_whole {
        lines.extend(texts.into_iter().map(|change| {
            let [before, after] = text(change, extent);
            let of = what(part);
            let property = name(change.property);
            let what = if of.is_empty() {
                capital(&property).into()
            } else {
                of.plain(format!(", {property}"))
            };
            Line {
                before,
                after,
                inherited_by: inherited_by.clone(),
                ..line(Topic::Texts, entry, what)
            }
        }));
    }
    lines
}

/// Whether a property of what is new or gone is worth a word.
fn is_told(change: &PropertyChange) -> bool {
    let value = change.new.as_ref().or(change.old.as_ref());
    match change.property {
        Property::Source
        | Property::TimeSource
        | Property::PracticeSource
        | Property::ShareSource
        | Property::FeeSource
        | Property::Title
        | Property::Currency
        | Property::Region
        | Property::Basis
        | Property::Per => false,
        Property::Weight => value != Some(&PropertyValue::Number(crate::query::Number(1.0))),
        _ => value.is_some(),
    }
}

/// A responsibility or a fact.
fn whole_text<'a>(entry: &'a EntryChange, part: &'a PartChange, extent: Extent) -> Line<'a> {
    let mut before: Vec<StyledText> = Vec::new();
    let mut after: Vec<StyledText> = Vec::new();
    let is_whole = part.change != Change::Changed;
    for change in &part.properties {
        if is_whole && change.property != Property::Text {
            continue;
        }
        let texts = if is_text(change.property) {
            text(change, extent)
        } else {
            both(&[change], extent, true)
        };
        let [old, new] = texts;
        before.extend(old);
        after.extend(new);
    }
    let joined = |texts: Vec<StyledText>| {
        texts
            .into_iter()
            .reduce(|all, one| all.plain("; ").then(one))
    };
    let what = match part.part {
        EntryPart::Fact => "Fact".into(),
        _ => StyledText::from("Responsibility: ").plain(&part.id),
    };
    Line {
        before: joined(before),
        after: joined(after),
        ..line(Topic::Texts, entry, what)
    }
}

/// What a part is called.
fn what(part: &PartChange) -> StyledText {
    match part.part {
        EntryPart::Entry => StyledText::default(),
        EntryPart::Pay if part.title.is_empty() => format!("Pay {}", part.id).into(),
        EntryPart::Pay => format!("Pay {}, {}", part.id, part.title).into(),
        EntryPart::Recommendation => format!("Recommended: {}", part.title).into(),
        EntryPart::Move => StyledText::from("Move to ").then(StyledText::role(&part.id)),
        EntryPart::Level => format!("Level {}", part.title).into(),
        EntryPart::Need => format!("Needs {}", part.title).into(),
        EntryPart::Resource => format!("Resource {}", part.title).into(),
        EntryPart::Learning => format!("Learning, {}", part.title).into(),
        _ => part.title.clone().into(),
    }
}

/// The values of some properties before and after; named where they do not say themselves what they are.
fn both(changes: &[&PropertyChange], extent: Extent, is_named: bool) -> [Option<StyledText>; 2] {
    let is_brief = extent == Extent::Brief;
    let side = |value: fn(&PropertyChange) -> (&Option<PropertyValue>, bool)| {
        let amounts = changes.iter().filter_map(|change| {
            let (known, estimated) = value(change);
            Some((change.property, known.as_ref()?, estimated))
        });
        let amounts = amounts_of(amounts).filter(|_| is_named);
        let rest = changes
            .iter()
            .filter(|change| amounts.is_none() || !AMOUNTS.contains(&change.property));
        let texts = rest.filter_map(|change| {
            let property = change.property;
            let is_plain = !is_named || is_plain(property);
            match value(change) {
                (Some(PropertyValue::Flag(true)), _) if is_named => Some(name(property)),
                (Some(known), estimated) => {
                    let words = words(property, known, estimated, is_brief);
                    Some(if is_plain {
                        words
                    } else {
                        format!("{} {words}", name(property))
                    })
                }
                (None, _) if is_plain => None,
                (None, _) => Some(format!("no {}", name(property))),
            }
        });
        let texts: Vec<String> = amounts.iter().cloned().chain(texts).collect();
        (!texts.is_empty()).then(|| StyledText::from(texts.join(", ")))
    };
    [
        side(|change| (&change.old, change.old_estimated)),
        side(|change| (&change.new, change.new_estimated)),
    ]
}

/// A grade before and after that has another place in its track by the same name, such as `2 (B)`.
fn ranked(change: &PropertyChange) -> [Option<StyledText>; 2] {
    [&change.old, &change.new].map(|value| match value {
        Some(PropertyValue::Grade(grade)) => Some(format!("{} ({grade})", grade.rank).into()),
        _ => None,
    })
}

/// The amounts of pay.
const AMOUNTS: [Property; 3] = [Property::Low, Property::Mid, Property::High];

/// The amounts of pay in one: `200,000 (170,000–230,000)`; `None` where an end of a range is alone.
fn amounts_of<'a>(
    known: impl Iterator<Item = (Property, &'a PropertyValue, bool)>,
) -> Option<String> {
    let mut written: [Option<String>; 3] = Default::default();
    for (property, value, estimated) in known {
        if let Some(at) = AMOUNTS.iter().position(|amount| *amount == property) {
            written[at] = Some(words(property, value, estimated, true));
        }
    }
    match written {
        [Some(low), None, Some(high)] => Some(format!("{low}–{high}")),
        [Some(low), Some(mid), Some(high)] => Some(format!("{mid} ({low}–{high})")),
        [None, Some(mid), None] => Some(mid),
        _ => None,
    }
}

/// A text before and after: whole, or what differs.
fn text(change: &PropertyChange, extent: Extent) -> [Option<StyledText>; 2] {
    let written = |value: &Option<PropertyValue>| {
        let value = value.as_ref()?;
        Some(words(change.property, value, false, false))
    };
    let (old, new) = (written(&change.old), written(&change.new));
    match (extent, old, new) {
        (Extent::Brief, Some(old), Some(new)) => {
            differing(&old, &new).map(|text| Some(text.into()))
        }
        (Extent::Brief, old, new) => [old, new].map(|text| text.map(|text| beginning(&text))),
        (Extent::Whole, old, new) => [old, new].map(|text| text.map(prose)),
    }
}

/// How many heirs are named briefly.
const HEIRS: usize = 3;

fn inherited_by(roles: &[SmolStr], extent: Extent) -> StyledText {
    if roles.len() > HEIRS && extent == Extent::Brief {
        return display::counted(roles.len(), "role").into();
    }
    let roles = roles.iter().map(StyledText::role);
    let joined = roles.reduce(|all, one| all.plain(", ").then(one));
    joined.unwrap_or_default()
}

/// A change in per cent with its sign.
fn percent(ratio: f64, estimated: bool) -> String {
    let tenths = (ratio * 1000.0).round() / 10.0;
    let sign = if tenths > 0.0 { "+" } else { "" };
    let mark = if estimated { display::ESTIMATED } else { "" };
    format!("{mark}{sign}{}\u{a0}%", crate::query::Number(tenths))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), letters.as_str())
}
