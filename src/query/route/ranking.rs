//! Why a route stands where it does, and how good one could be that was not found.

use serde::Serialize;

use crate::{
    query::answer::Number,
    vocabulary::{Criterion, DecidedBy},
};

use super::{
    answer::{RankReason, Route},
    search::SearchResult,
    time::{SAME, YEAR},
    totals::{Cost, FRONT},
    units::HOUR,
};

/// What any route that was not found comes to at the best.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RouteBound {
    /// Years, money or hours, as the routes are ranked; `null` for shares.
    pub value: Option<Number>,
    /// By how much it could be better than the last of the routes.
    pub better_by: Option<Number>,
}

/// Says of each route why it stands where it does.
pub fn rank(routes: &mut [Route], found: &SearchResult, by: Option<Criterion>) {
    let Some(by) = by else {
        trades(routes, found);
        return;
    };
    for (position, route) in routes.iter_mut().enumerate() {
        let totals = &found.routes[position].totals;
        let cost = totals.cost(by);
        let before = position
            .checked_sub(1)
            .map(|before| &found.routes[before].totals);
        let (decided_by, behind) = match before {
            None => (DecidedBy::Best, None),
            Some(before) => {
                let known = before.cost(by);
                let parts = [0, 1, 2].into_iter();
                match parts.into_iter().find(|part| cost[*part] != known[*part]) {
                    Some(part) => decided(by, part, &known, &cost),
                    None if totals.moves > before.moves => (
                        DecidedBy::Moves,
                        Some(Number(f64::from(totals.moves - before.moves))),
                    ),
                    None => (DecidedBy::Id, None),
                }
            }
        };
        route.reasons.push(RankReason {
            criterion: by,
            decided_by,
            behind,
        });
    }
}

/// What put one route behind another, and how far.
fn decided(by: Criterion, part: usize, before: &Cost, cost: &Cost) -> (DecidedBy, Option<Number>) {
    let behind = measured(by, cost[part] - before[part]);
    match (by, part) {
        (Criterion::Pay | Criterion::Share | Criterion::Effort, 0) => (DecidedBy::Unknown, None),
        (Criterion::Share, _) => (DecidedBy::Amount, None),
        (Criterion::Time, 1) | (Criterion::Effort, 2) => (DecidedBy::Longest, behind),
        _ => (DecidedBy::Amount, behind),
    }
}

/// A difference of costs in years, hours or whole units of money.
#[expect(clippy::cast_precision_loss, reason = "it is shown with two digits")]
fn measured(by: Criterion, cost: i128) -> Option<Number> {
    let cost = cost as f64;
    match by {
        Criterion::Time => Some(Number::rounded(cost * SAME as f64 / YEAR as f64)),
        Criterion::Effort => Some(Number::rounded(cost / HOUR)),
        Criterion::Pay => Some(Number((cost / 100.0).round())),
        Criterion::Share => None,
    }
}

/// Says in what each route of a front is the best; one that is not is a trade between the others.
fn trades(routes: &mut [Route], found: &SearchResult) {
    for by in FRONT {
        let costs = found.routes.iter().map(|trail| trail.totals.cost(by));
        let Some(best) = costs.clone().min() else {
            return;
        };
        if by == Criterion::Pay && best[0] > 0 {
            continue;
        }
        for (route, _) in routes
            .iter_mut()
            .zip(costs)
            .filter(|(_, cost)| *cost == best)
        {
            route.reasons.push(RankReason {
                criterion: by,
                decided_by: DecidedBy::Best,
                behind: None,
            });
        }
    }
    for route in routes.iter_mut().filter(|route| route.reasons.is_empty()) {
        route.reasons.push(RankReason {
            criterion: Criterion::Time,
            decided_by: DecidedBy::Trade,
            behind: None,
        });
    }
}

/// Tells what any route that was not found comes to at the best; for a front, by time.
pub fn bound(open: Cost, found: &SearchResult, by: Option<Criterion>) -> RouteBound {
    let by = by.unwrap_or(Criterion::Time);
    let part = usize::from(by != Criterion::Time);
    let sign = if by == Criterion::Pay { -1 } else { 1 };
    let last = found.routes.last().map(|trail| trail.totals.cost(by));
    let is_same = |last: &Cost| part == 0 || last[0] == open[0];
    let better_by = last
        .filter(is_same)
        .and_then(|last| measured(by, last[part] - open[part]));
    RouteBound {
        value: (by != Criterion::Pay || open[0] == 0)
            .then(|| measured(by, sign * open[part]))
            .flatten(),
        better_by: better_by.filter(|by| by.0 > 0.0),
    }
}
