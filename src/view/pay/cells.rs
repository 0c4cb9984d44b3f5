//! How one pay entry is written.

use crate::query::{Compared, PayEntry, Position};

use super::{
    super::sheet::{Phrase, Tone},
    Sources, words,
};

/// The id of the source and its number; an asterisk where the entry describes a wider group.
pub fn source(told: &PayEntry, sources: &mut Sources) -> Phrase {
    let pay = &told.entry;
    let name = match &pay.cited.source {
        Some(id) => Phrase::from(id),
        None => Phrase::new(Tone::Quiet, "no source"),
    };
    let wider = pay.population.as_ref().map_or("", |_| "*");
    name.and(Tone::Plain, wider).then(sources.mark(&pay.cited))
}

pub fn terms(told: &PayEntry) -> String {
    let pay = &told.entry;
    words::terms(&pay.currency, pay.region.as_deref(), pay.basis)
}

pub fn midpoint(told: &PayEntry) -> Phrase {
    let midpoint = told.midpoint.map(words::quantity);
    midpoint.map_or_else(Phrase::default, Phrase::from)
}

/// The midpoint, else the one end that is known.
pub fn figure(told: &PayEntry) -> String {
    let midpoint = told.midpoint.map(words::quantity);
    midpoint.unwrap_or_else(|| words::middle(&told.entry))
}

pub fn compa_ratio(one: &Compared) -> Phrase {
    let ratio = one.compa_ratio.map(words::two_digits);
    ratio.map_or_else(Phrase::default, Phrase::from)
}

/// How far into the range, and where that is not within it.
pub fn range_penetration(one: &Compared) -> Phrase {
    let outside = one.position.filter(|place| *place != Position::Within);
    let outside = outside.map(Position::name);
    match (one.range_penetration, outside) {
        (Some(part), None) => Phrase::from(words::part(part)),
        (Some(part), Some(outside)) => Phrase::from(format!("{} ({outside})", words::part(part))),
        (None, Some(outside)) => Phrase::from(outside),
        (None, None) => Phrase::default(),
    }
}

pub fn sample(told: &PayEntry) -> Phrase {
    let sample = told.entry.sample.map(words::amount);
    sample.map_or_else(Phrase::default, Phrase::from)
}

/// The date, and how long ago that was.
pub fn as_of(told: &PayEntry) -> Phrase {
    let Some(date) = &told.entry.cited.as_of else {
        return Phrase::new(Tone::Quiet, "undated");
    };
    match words::age(told) {
        Some(age) => Phrase::from(format!("{date}, {age} old")),
        None => Phrase::from(date),
    }
}
