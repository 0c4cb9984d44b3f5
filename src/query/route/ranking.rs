//! Why a route has its rank, and how good a route can be that was not found.

use serde::Serialize;

use crate::{
    query::answer::Number,
    vocabulary::{Criterion, DecidedBy},
};

use super::{
    answer::{RankReason, Route},
    search::SearchResult,
    time::{TIME_UNIT, YEAR},
    totals::{Cost, FRONT},
    unit::HOUR,
};

/// A bound for every route that was not found.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RouteBound {
    /// The best that such a route can be: years, money or hours, by the criterion; `null` for shares.
    pub value: Option<Number>,
    /// How much better that is than the last route that was found.
    pub better_by: Option<Number>,
}

/// Gives each route the reason for its rank.
pub fn rank(routes: &mut [Route], result: &SearchResult, by: Option<Criterion>) {
    let Some(by) = by else {
        rank_front(routes, result);
        return;
    };
    for (position, route) in routes.iter_mut().enumerate() {
        let totals = &result.routes[position].totals;
        let cost = totals.cost(by);
        let best = (position > 0).then(|| &result.routes[0].totals);
        let (decided_by, behind) = match best {
            None => (DecidedBy::Best, None),
            Some(best) => {
                let known = best.cost(by);
                let parts = [0, 1, 2].into_iter();
                match parts.into_iter().find(|part| cost[*part] != known[*part]) {
                    Some(part) => difference(by, part, &known, &cost),
                    None if totals.moves > best.moves => (
                        DecidedBy::Moves,
                        Some(Number(f64::from(totals.moves - best.moves))),
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

/// The part of the cost that ranks a route behind the best one, and the difference.
fn difference(by: Criterion, part: usize, best: &Cost, cost: &Cost) -> (DecidedBy, Option<Number>) {
    // Of lower bounds no difference is known.
    let behind = in_units(by, cost[part] - best[part]).filter(|_| best[0] == 0);
    match (by, part) {
        (_, 0) => (DecidedBy::Unknown, None),
        (Criterion::Share, _) => (DecidedBy::Amount, None),
        (Criterion::Time | Criterion::Effort, 2) => (DecidedBy::Longest, behind),
        _ => (DecidedBy::Amount, behind),
    }
}

/// A difference of costs in years, hours or whole units of money.
#[expect(
    clippy::cast_precision_loss,
    reason = "differences are shown with two digits"
)]
fn in_units(by: Criterion, cost: i128) -> Option<Number> {
    let cost = cost as f64;
    match by {
        Criterion::Time => Some(Number::years(cost * TIME_UNIT as f64 / YEAR as f64)),
        Criterion::Effort => Some(Number::rounded(cost / HOUR)),
        Criterion::Pay => Some(Number((cost / 100.0).round())),
        Criterion::Share => None,
    }
}

/// Gives each route of a front the criteria in which it is best; one that is best in none is a trade.
fn rank_front(routes: &mut [Route], result: &SearchResult) {
    for by in FRONT {
        let costs = result.routes.iter().map(|found| found.totals.cost(by));
        let Some(best) = costs.clone().min() else {
            return;
        };
        // No route of the front knows it.
        if best[0] > 0 {
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

/// The criteria that no route of a front knows.
pub fn unknown_criteria(result: &SearchResult, is_front: bool) -> Vec<Criterion> {
    let is_unknown = |by: &Criterion| {
        let mut routes = result.routes.iter();
        is_front && !result.routes.is_empty() && routes.all(|route| route.totals.cost(*by)[0] > 0)
    };
    FRONT.into_iter().filter(is_unknown).collect()
}

/// The bound for every route that was not found, from their lowest cost; for a front, by time.
pub fn bound(lowest: Cost, result: &SearchResult, by: Option<Criterion>) -> RouteBound {
    let by = by.unwrap_or(Criterion::Time);
    let sign = if by == Criterion::Pay { -1 } else { 1 };
    let last = result.routes.last().map(|found| found.totals.cost(by));
    let is_known = |last: &Cost| last[0] == 0 && lowest[0] == 0;
    let better_by = last
        .filter(is_known)
        .and_then(|last| in_units(by, last[1] - lowest[1]));
    RouteBound {
        value: (by != Criterion::Pay || lowest[0] == 0)
            .then(|| in_units(by, sign * lowest[1]))
            .flatten(),
        better_by: better_by.filter(|by| by.0 > 0.0),
    }
}
