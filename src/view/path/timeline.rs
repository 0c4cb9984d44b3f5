//! One route on a line of years: when each of its moves begins and ends.

use crate::query::{Days, Route, RouteMove};

use super::super::{Bar, Bars, Point, Section, StyledText, display};

/// From the first day to the last, when all goes as quickly as it can.
pub fn line(route: &Route) -> Section {
    let bars = Bars {
        rows: route.moves.iter().map(bar).collect(),
        mark: None,
    };
    Section::new("Time line, at the earliest", bars.body())
}

fn bar(route_move: &RouteMove) -> Bar {
    let Days {
        begun,
        ended,
        begin,
        end,
        ..
    } = route_move.days;
    let point = |value: f64, day: crate::query::Day| Point {
        value,
        label: day.to_string(),
    };
    Bar {
        name: StyledText::role(&route_move.step.role),
        low: Some(point(begun, begin)),
        mid: None,
        high: Some(point(ended, end)),
        note: StyledText::from(spent(route_move)),
    }
}

/// The years between both days, and on what they are spent.
fn spent(route_move: &RouteMove) -> String {
    match route_move.spent_on {
        Some(what) => format!("{}, {what}", display::time(route_move.years)),
        None if route_move.unstated.is_empty() => String::new(),
        None => format!("not stated: {}", display::join(&route_move.unstated, ", ")),
    }
}
