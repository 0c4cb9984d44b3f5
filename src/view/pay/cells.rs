//! How one pay entry is written.

use crate::{
    query::{Compared, PayEntry},
    vocabulary::RangePosition,
};

use super::{
    super::sheet::{StyledText, TextStyle},
    Sources, display,
};

/// The id of the source and its number; an asterisk where the entry describes a wider group.
pub fn source(entry: &PayEntry, sources: &mut Sources) -> StyledText {
    let pay = &entry.pay;
    let name = match &pay.cited.source {
        Some(id) => StyledText::from(id),
        None => StyledText::quiet("no source"),
    };
    let wider = pay.population.as_ref().map_or("", |_| "*");
    name.and(TextStyle::Plain, wider)
        .then(sources.mark(&pay.cited))
}

pub fn terms(entry: &PayEntry) -> String {
    let pay = &entry.pay;
    display::terms(
        &pay.terms.currency,
        pay.terms.region.as_deref(),
        pay.terms.basis,
    )
}

/// The midpoint, else the one end that is known.
pub fn figure(entry: &PayEntry) -> String {
    let midpoint = entry.midpoint.map(display::quantity);
    midpoint.unwrap_or_else(|| display::middle(&entry.pay))
}

pub fn compa_ratio(one: &Compared) -> Option<String> {
    one.compa_ratio.map(display::two_digits)
}

/// How far into the range, and where that is not within it.
pub fn range_penetration(one: &Compared) -> Option<String> {
    let outside = one.position.filter(|place| *place != RangePosition::Within);
    let outside = outside.map(RangePosition::name);
    match (one.range_penetration.map(display::part), outside) {
        (Some(part), Some(outside)) => Some(format!("{part} ({outside})")),
        (part, outside) => part.or(outside.map(str::to_owned)),
    }
}

pub fn sample(entry: &PayEntry) -> Option<String> {
    entry.pay.sample.map(display::amount)
}

/// The date, and how long ago that was.
pub fn as_of(entry: &PayEntry) -> StyledText {
    let Some(date) = &entry.pay.cited.as_of else {
        return StyledText::quiet("undated");
    };
    match display::age(entry) {
        Some(age) => StyledText::from(format!("{date}, {age} old")),
        None => StyledText::from(date),
    }
}
