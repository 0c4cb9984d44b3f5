//! How one pay entry is written.

use crate::{
    query::{Compared, Number, PayEntry},
    vocabulary::RangePosition,
};

use super::super::{Sources, StyledText, display};

/// The id of the source and its number; an asterisk where the entry describes a wider group.
pub fn source(entry: &PayEntry, sources: &mut Sources) -> StyledText {
    let pay = &entry.pay;
    let name = match &pay.cited.source {
        Some(id) => StyledText::from(id),
        None => StyledText::quiet("no source"),
    };
    name.plain(display::star(pay))
        .then(sources.mark(&pay.cited))
}

/// The midpoint, else the one end that is known.
pub fn figure(entry: &PayEntry) -> StyledText {
    display::estimate(display::middle(&entry.pay), entry.pay.cited.estimated)
}

pub fn compa_ratio(one: &Compared) -> Option<StyledText> {
    Some(ratio(one, one.compa_ratio?))
}

pub fn market_ratio(one: &Compared) -> Option<StyledText> {
    Some(ratio(one, one.market_ratio?))
}

fn ratio(one: &Compared, ratio: Number) -> StyledText {
    display::estimate(display::two_digits(ratio), one.entry.pay.cited.estimated)
}

/// The percentiles that the pay lies between.
pub fn percentiles(one: &Compared) -> Option<String> {
    let between = one.percentiles?;
    Some(match (between.low, between.high) {
        (Some(low), Some(high)) => format!("P{low} to P{high}"),
        (Some(low), None) => format!("above P{low}"),
        (None, Some(high)) => format!("below P{high}"),
        (None, None) => return None,
    })
}

/// How far into the range, and where that is not within it.
pub fn range_penetration(one: &Compared) -> Option<String> {
    let outside = one.position.filter(|place| *place != RangePosition::Within);
    let outside = outside.filter(|_| one.percentiles.is_none());
    let outside = outside.map(RangePosition::name);
    let mark = if one.entry.pay.cited.estimated {
        display::ESTIMATED
    } else {
        ""
    };
    let part = one
        .range_penetration
        .map(|part| format!("{mark}{}", display::part(part)));
    match (part, outside) {
        (Some(part), Some(outside)) => Some(format!("{part} ({outside})")),
        (part, outside) => part.or(outside.map(str::to_owned)),
    }
}

pub fn sample(entry: &PayEntry) -> Option<String> {
    entry.pay.sample.map(display::amount)
}

/// The date, and how long ago that was.
pub fn as_of(entry: &PayEntry) -> StyledText {
    let day = display::date(&entry.pay);
    match display::age(entry) {
        Some(age) => day.plain(format!(", {age} old")),
        None => day,
    }
}
