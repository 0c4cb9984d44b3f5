//! Routes as one table: a row for each move.

use crate::query::PathAnswer;

use super::super::{
    display,
    sheet::{Records, Value},
};

pub fn records(path: &PathAnswer) -> Records {
    let mut rows = Vec::new();
    for (route, number) in path.routes.iter().zip(1..) {
        for (route_move, step) in route.moves.iter().zip(1..) {
            let open: Vec<&str> = route_move.gaps.iter().map(|gap| gap.id.as_str()).collect();
            rows.push(vec![
                Value::number(number),
                Value::number(step),
                Value::maybe(route_move.from.as_ref(), Value::text),
                Value::text(&route_move.role),
                Value::maybe(route_move.facts.kind, Value::text),
                Value::number(route_move.years.min),
                Value::number(route_move.years.max),
                Value::text(route_move.years.at_least.to_string()),
                Value::maybe(route_move.spent_on, Value::text),
                Value::text(display::joined(&route_move.unstated, " ")),
                Value::text(&route_move.earliest),
                Value::text(&route_move.latest),
                Value::maybe(route_move.hours, |hours| Value::number(hours.min)),
                Value::maybe(route_move.hours, |hours| Value::number(hours.max)),
                Value::maybe(route_move.hours, |hours| {
                    Value::text(hours.at_least.to_string())
                }),
                Value::maybe(
                    route_move.pay.as_ref().and_then(|pay| pay.mid),
                    Value::number,
                ),
                Value::maybe(route_move.pay.as_ref(), |pay| Value::text(&pay.currency)),
                Value::maybe(route_move.pay.as_ref(), |pay| Value::text(pay.basis)),
                Value::maybe(
                    route_move
                        .pay
                        .as_ref()
                        .and_then(|pay| pay.cited.source.as_ref()),
                    Value::text,
                ),
                Value::maybe(route_move.facts.share, Value::number),
                Value::maybe(route_move.facts.share_source.as_ref(), Value::text),
                Value::maybe(route_move.facts.gate.as_ref(), Value::text),
                Value::text(open.join(" ")),
                Value::number(route.years.min),
                Value::number(route.years.max),
                Value::maybe(route.hours, |hours| Value::number(hours.min)),
                Value::maybe(route.pay.amount, Value::number),
                Value::maybe(route.share, Value::number),
            ]);
        }
    }
    Records {
        columns: vec![
            "route",
            "move",
            "from",
            "role",
            "kind",
            "years_min",
            "years_max",
            "years_at_least",
            "spent_on",
            "unstated",
            "earliest",
            "latest",
            "hours_min",
            "hours_max",
            "hours_at_least",
            "pay_mid",
            "currency",
            "basis",
            "pay_source",
            "share",
            "share_source",
            "gate",
            "gaps",
            "route_years_min",
            "route_years_max",
            "route_hours_min",
            "route_earned",
            "route_share",
        ],
        rows,
    }
}
