//! Why a route stands where it does.

use crate::{
    query::{Number, PathAnswer, Route, RouteMove},
    vocabulary::{
        Criterion::{self, Effort, Pay, Share, Time},
        DecidedBy::{Amount, Best, Longest, Moves, Trade, Unknown},
    },
};

use super::super::display;

pub fn rank_reason(path: &PathAnswer, route: &Route) -> String {
    let ends = || path.routes.first().into_iter().chain([route]);
    // The difference of two figures is an estimate where one of them is.
    let mark = |is_estimate: fn(&Route) -> bool| {
        if ends().any(is_estimate) {
            display::ESTIMATED
        } else {
            ""
        }
    };
    let time = mark(|route| route.years.estimated);
    let hours = mark(|route| route.hours_estimated.is_some());
    let pay = mark(|route| route.pay.estimated);
    let reasons = route.reasons.iter().map(|reason| {
        let is_bound = reason.behind.is_none();
        let behind = reason.behind.unwrap_or(Number(0.0));
        match (reason.criterion, reason.decided_by) {
            (Time, Best) if route.years.at_least => {
                "the fastest by what is known: no route has a known time".to_owned()
            }
            (Time, Best) if route.moves.iter().any(RouteMove::may_be_quicker) => {
                "the fastest with what is taken of alternatives".to_owned()
            }
            (Time, Best) => "the fastest".to_owned(),
            (Time, Unknown) => format!(
                "no time known for going to {}",
                display::list(&route.time_unknown)
            ),
            (Pay, Best) if route.pay.amount.is_none() => {
                format!("no route has a known sum: {}", no_sum(route))
            }
            (Effort, Best) if is_partly_known(route) => "the least study that is known".to_owned(),
            (Effort, Best) => "the least study".to_owned(),
            (Pay, Best) => "the highest pay".to_owned(),
            (Share, Best) if route.share.is_none() => {
                "the fewest moves, for no route has all its shares known".to_owned()
            }
            (Share, Best) => "the most common".to_owned(),
            (Time, Trade) => "between the others in each".to_owned(),
            // Neither this time nor the best one is known as a whole.
            (Time, Amount | Longest) if is_bound => "a longer time in its known part".to_owned(),
            (Effort, Amount | Longest) if is_bound => "more hours in its known part".to_owned(),
            (Time, Amount) => format!("{time}{} later", display::duration(behind)),
            (Time, Longest) => format!(
                "as fast, but up to {time}{} longer",
                display::duration(behind)
            ),
            (Effort, Amount) => format!("{hours}{} more", display::counted(behind, "hour")),
            (Effort, Longest) => {
                format!(
                    "as little, but up to {hours}{} more",
                    display::counted(behind, "hour")
                )
            }
            (Effort, Unknown) => "some of its hours are unknown".to_owned(),
            (Pay, Amount) => format!("{pay}{} less", display::whole(behind)),
            (Pay, Unknown) => no_sum(route),
            (Share, Amount) => "less common".to_owned(),
            (Share, Unknown) => format!(
                "no share known for going to {}",
                display::list(&route.share_unknown)
            ),
            (criterion, Moves) if is_unknown(criterion, route) => format!(
                "not known to be worse, with {} more",
                display::counted(behind, "move")
            ),
            (criterion, _) if is_unknown(criterion, route) => {
                "not known to be worse; in the order of the ids".to_owned()
            }
            (_, Moves) => format!("as good, with {} more", display::counted(behind, "move")),
            _ => "as good; in the order of the ids".to_owned(),
        }
    });
    let mut why = reasons.collect::<Vec<_>>().join(", ");
    if !route.proven && path.bound.is_some() {
        why.push_str(" (not proven)");
    }
    why
}

/// Why a route has no sum of money.
fn no_sum(route: &Route) -> String {
    let unpaid = &route.pay.unknown;
    let unpaid =
        (!unpaid.is_empty()).then(|| format!("no pay known for {}", display::list(unpaid)));
    let before = route.pay.unknown_before.as_ref();
    let before = before.map(|role| format!("no pay known before {role}"));
    let timeless = &route.time_unknown;
    let timeless = (!timeless.is_empty())
        .then(|| format!("no time known for going to {}", display::list(timeless)));
    let parts: Vec<String> = unpaid.into_iter().chain(before).chain(timeless).collect();
    display::list(&parts)
}

/// Whether what routes are compared by is unknown, at least in part.
fn is_unknown(criterion: Criterion, route: &Route) -> bool {
    match criterion {
        Time => route.years.at_least,
        Effort => is_partly_known(route),
        Pay => route.pay.amount.is_none(),
        Share => route.share.is_none(),
    }
}

fn is_partly_known(route: &Route) -> bool {
    route.hours.is_none_or(|hours| hours.at_least)
}
