//! The parts of an entry in two versions, and how they differ.

use std::collections::{HashMap, HashSet, VecDeque};

use serde::Serialize;
use smol_str::{SmolStr, format_smolstr};

use crate::{
    model::midpoint,
    query::answer::Number,
    vocabulary::{Change, EntryPart, Property},
};

use super::{
    parts::{PropertyValue, Stated, StatedPart},
    places::places,
};

/// How a part of an entry differs between two versions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartChange {
    /// What the part is.
    pub part: EntryPart,
    /// The id of the skill, certification, group, role or responsibility, the terms of pay, or a level; empty for the entry
    /// itself, and for what has no name.
    pub id: SmolStr,
    /// Its title, for pay that has another place its amounts; empty where it has none.
    pub title: SmolStr,
    /// What happened to it.
    pub change: Change,
    /// The properties that differ; all of them where the part is new or gone.
    pub properties: Vec<PropertyChange>,
    /// The role that states a requirement in the new version, else in the old one; `null` for what is no requirement.
    pub introduced_by: Option<SmolStr>,
    /// The roles that inherit the same change, by their ids; it is told here alone.
    pub inherited_by: Vec<SmolStr>,
    /// Pay on the same terms, with the relative change; `null` for what is not compared.
    pub pay: Option<PayBeside>,
}

/// A property in both versions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PropertyChange {
    /// What it is.
    pub property: Property,
    /// What the old version states; `null` for nothing.
    pub old: Option<PropertyValue>,
    /// What the new version states; `null` for nothing.
    pub new: Option<PropertyValue>,
    /// Whether the old value is an estimate; left out where it is not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub old_estimated: bool,
    /// Whether the new value is an estimate; left out where it is not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub new_estimated: bool,
}

/// Pay before and after, in the units in which both versions state it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PayBeside {
    /// What is compared: `mid` for the midpoints, else the only end that both versions state.
    pub property: Property,
    /// The amount before.
    pub old: Number,
    /// The amount after.
    pub new: Number,
    /// The change as a part of the amount before; `null` where that is 0.
    pub ratio: Option<Number>,
    /// Whether it rests on an estimate; left out where it does not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub estimated: bool,
}

/// What differs between the parts of an entry.
pub(super) fn changes(old: Vec<StatedPart>, new: Vec<StatedPart>) -> Vec<PartChange> {
    let pairs = paired(old, new);
    let places = places(&pairs);
    let pairs = pairs.iter().zip(places);
    pairs
        .filter_map(|((old, new), places)| change(old.as_ref(), new.as_ref(), places))
        .collect()
}

/// All parts of an entry that one version has.
pub(super) fn all(parts: &[StatedPart], change: Change) -> Vec<PartChange> {
    let parts = parts.iter();
    parts
        .filter_map(|part| match change {
            Change::Removed => self::change(Some(part), None, None),
            _ => self::change(None, Some(part), None),
        })
        .collect()
}

/// The same parts of both versions in the order of the new one, then those that are gone.
fn paired(
    old: Vec<StatedPart>,
    new: Vec<StatedPart>,
) -> Vec<(Option<StatedPart>, Option<StatedPart>)> {
    let is_same =
        |(one, other): (&StatedPart, &StatedPart)| (one.part, &one.key) == (other.part, &other.key);
    if old.len() == new.len() && old.iter().zip(&new).all(is_same) && are_distinct(&new) {
        let pairs = old.into_iter().zip(new);
        return pairs.map(|(old, new)| (Some(old), Some(new))).collect();
    }
    let mut before: Vec<Option<usize>> = vec![None; new.len()];
    let mut is_taken = vec![false; old.len()];
    let most = |parts: &[StatedPart]| parts.iter().map(|part| part.others.len()).max();
    let tiers = most(&old).max(most(&new)).unwrap_or_default() + 1;
    for tier in 0..=tiers {
        let mut known: HashMap<(EntryPart, SmolStr), VecDeque<usize>> = HashMap::new();
        for (at, part) in old.iter().enumerate().filter(|(at, _)| !is_taken[*at]) {
            if let Some(key) = key(part, tier) {
                known.entry((part.part, key)).or_default().push_back(at);
            }
        }
        if known.is_empty() {
            continue;
        }
        for (at, part) in new.iter().enumerate() {
            if before[at].is_none()
                && let Some(key) = key(part, tier)
                && let Some(open) = known.get_mut(&(part.part, key))
                && let Some(same) = open.pop_front()
            {
                before[at] = Some(same);
                is_taken[same] = true;
            }
        }
    }
    let mut old: Vec<Option<StatedPart>> = old.into_iter().map(Some).collect();
    let mut pairs: Vec<(Option<StatedPart>, Option<StatedPart>)> = Vec::with_capacity(new.len());
    for (part, before) in new.into_iter().zip(before) {
        pairs.push((before.and_then(|before| old[before].take()), Some(part)));
    }
    let gone = old.into_iter().flatten();
    pairs.extend(gone.map(|part| (Some(part), None)));
    pairs
}

/// Whether no two parts have the same key; those that are told by nothing else have different ones.
fn are_distinct(parts: &[StatedPart]) -> bool {
    let mut known = HashSet::new();
    let mut listed = parts.iter().filter(|part| !part.others.is_empty());
    listed.all(|part| known.insert((part.part, &part.key)))
}

/// What a part is found by, the best first: all that it states, its key, then the same in other words.
fn key(part: &StatedPart, tier: usize) -> Option<SmolStr> {
    match tier {
        0 if part.others.is_empty() => None,
        0 => Some(format_smolstr!("{}\n{:?}", part.key, part.properties)),
        1 => Some(part.key.clone()),
        other => part.others.get(other - 2).cloned(),
    }
}

/// How a part differs, with its places before and after where they do; `None` where it does not.
fn change(
    old: Option<&StatedPart>,
    new: Option<&StatedPart>,
    places: Option<[usize; 2]>,
) -> Option<PartChange> {
    let known = new.or(old)?;
    let change = match (old, new) {
        (None, _) => Change::Added,
        (_, None) => Change::Removed,
        _ => Change::Changed,
    };
    let mut properties = Vec::new();
    let own: &[Stated] = old.map_or(&[], |part| &part.properties);
    let later: &[Stated] = new.map_or(&[], |part| &part.properties);
    // Both have their properties in the same order.
    let mut rest = own.iter().peekable();
    for stated in later {
        let position = own.iter().position(|one| one.property == stated.property);
        if position.is_some() {
            while let Some(before) = rest.next_if(|one| one.property != stated.property) {
                properties.extend(difference(Some(before), None));
            }
            properties.extend(difference(rest.next(), Some(stated)));
        } else {
            properties.extend(difference(None, Some(stated)));
        }
    }
    properties.extend(rest.filter_map(|before| difference(Some(before), None)));
    let mut title = known.title.clone();
    if let Some(places) = places {
        // Others have the same terms.
        title = amounts(known);
        let [old, new] = places.map(|place| Some(PropertyValue::Number(counted(place))));
        properties.push(PropertyChange {
            property: Property::Place,
            old,
            new,
            old_estimated: false,
            new_estimated: false,
        });
    }
    let introduced_by =
        |part: Option<&StatedPart>| part.and_then(|part| part.introduced_by.clone());
    if properties.is_empty() && change == Change::Changed {
        let (before, after) = (introduced_by(old), introduced_by(new));
        if before == after {
            return None;
        }
        let value = |role: Option<SmolStr>| role.map(PropertyValue::Text);
        properties.push(PropertyChange {
            property: Property::IntroducedBy,
            old: value(before),
            new: value(after),
            old_estimated: false,
            new_estimated: false,
        });
    }
    Some(PartChange {
        part: known.part,
        id: known.id.clone(),
        title,
        change,
        pay: old.zip(new).and_then(|(old, new)| pay(old, new)),
        properties,
        introduced_by: introduced_by(new.or(old)),
        inherited_by: Vec::new(),
    })
}

#[expect(clippy::cast_precision_loss, reason = "a role has few pay entries")]
fn counted(place: usize) -> Number {
    Number(place as f64)
}

/// The amounts of pay: `low 90000, high 110000`.
fn amounts(pay: &StatedPart) -> SmolStr {
    let amounts = pay.properties.iter();
    let amounts = amounts.filter_map(|stated| match (stated.property, &stated.value) {
        (
            property @ (Property::Low | Property::Mid | Property::High),
            Some(PropertyValue::Number(amount)),
        ) => Some(format!("{property} {amount}")),
        _ => None,
    });
    amounts.collect::<Vec<_>>().join(", ").into()
}

/// How a property differs.
fn difference(old: Option<&Stated>, new: Option<&Stated>) -> Option<PropertyChange> {
    let known = new.or(old)?;
    // The source of the entry, also that of a time which only one version has, is told of the entry.
    if [old, new]
        .into_iter()
        .flatten()
        .all(|stated| stated.is_of_entry)
    {
        return None;
    }
    let value = |stated: Option<&Stated>| stated.and_then(|stated| stated.value.clone());
    let (before, after) = (value(old), value(new));
    let is_same = match (&before, &after) {
        (Some(before), Some(after)) => before.is_same(after),
        (before, after) => before.is_none() && after.is_none(),
    };
    (!is_same).then(|| PropertyChange {
        property: known.property,
        old: before,
        new: after,
        old_estimated: old.is_some_and(|stated| stated.estimated),
        new_estimated: new.is_some_and(|stated| stated.estimated),
    })
}

/// What has to be the same for pay to be compared.
const TERMS: [Property; 7] = [
    Property::Currency,
    Property::Region,
    Property::Basis,
    Property::Per,
    Property::HoursPerYear,
    Property::Population,
    Property::Occupation,
];

/// Pay on the same terms, where it differs.
fn pay(old: &StatedPart, new: &StatedPart) -> Option<PayBeside> {
    if old.part != EntryPart::Pay {
        return None;
    }
    let stated = |part: &'_ StatedPart, property: Property| {
        let mut properties = part.properties.iter();
        let stated = properties.find(|one| one.property == property)?;
        stated.value.clone()
    };
    let differs = |term: &Property| stated(old, *term) != stated(new, *term);
    if TERMS.iter().any(differs) {
        return None;
    }
    let amounts = |part: &StatedPart| {
        [Property::Low, Property::Mid, Property::High].map(|property| {
            match stated(part, property) {
                Some(PropertyValue::Number(Number(amount))) => Some(amount),
                _ => None,
            }
        })
    };
    let [one, other] = [old, new].map(amounts);
    let midpoint = |[low, mid, high]: [Option<f64>; 3]| midpoint(low, mid, high);
    let (property, before, after) = match (midpoint(one), midpoint(other)) {
        (Some(before), Some(after)) => (Property::Mid, before, after),
        (None, None) => match (one, other) {
            ([Some(before), ..], [Some(after), ..]) => (Property::Low, before, after),
            ([.., Some(before)], [.., Some(after)]) => (Property::High, before, after),
            _ => return None,
        },
        _ => return None,
    };
    let mut sides = old.properties.iter().chain(&new.properties);
    let is_same = (before - after).abs() < f64::EPSILON;
    (!is_same).then(|| PayBeside {
        property,
        old: Number(before),
        new: Number(after),
        ratio: (before > 0.0).then(|| Number::years(after / before - 1.0)),
        estimated: sides.any(|stated| stated.estimated),
    })
}
