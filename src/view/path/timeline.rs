//! One route on a line of years: when each of its moves begins and ends.

use crate::query::{Leg, Route};

use super::{
    super::sheet::{Bar, Bars, Body, Phrase, Point, Section, Tone},
    time,
};

/// From the first day to the last, when all goes as quickly as it can.
pub fn line(route: &Route) -> Section {
    let bars = Bars {
        rows: route.moves.iter().map(bar).collect(),
        mark: None,
    };
    Section::new("Time line, at the earliest", Body::Bars(bars))
}

fn bar(leg: &Leg) -> Bar {
    let (begin, end) = leg.days;
    let point = |value: f64, day: crate::query::Day| Point {
        value,
        label: day.to_string(),
    };
    Bar {
        name: Phrase::new(Tone::Role, &leg.role),
        low: Some(point(leg.begun, begin)),
        mid: None,
        high: Some(point(leg.ended, end)),
        note: Phrase::from(spent(leg)),
    }
}

/// The years between both days, and on what they are spent.
fn spent(leg: &Leg) -> String {
    match leg.spent_on {
        Some(what) => format!("{} years, {what}", time(leg.years)),
        None if leg.unstated.is_empty() => String::new(),
        None => format!("not stated: {}", leg.unstated.join(", ")),
    }
}
