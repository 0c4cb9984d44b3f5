//! Routes as one table: a row for each move.

use crate::query::Path;

use super::super::sheet::{Records, Value};

pub fn records(path: &Path) -> Records {
    let mut rows = Vec::new();
    for (route, number) in path.routes.iter().zip(1..) {
        for (leg, step) in route.moves.iter().zip(1..) {
            let open: Vec<&str> = leg.gaps.iter().map(|gap| gap.id.as_str()).collect();
            rows.push(vec![
                Value::number(number),
                Value::number(step),
                Value::maybe(leg.from.as_ref(), Value::text),
                Value::text(&leg.role),
                Value::text(leg.kind),
                Value::number(leg.years.min),
                Value::number(leg.years.max),
                Value::text(leg.years.at_least.to_string()),
                Value::maybe(leg.spent_on, Value::text),
                Value::text(leg.unstated.join(" ")),
                Value::text(&leg.earliest),
                Value::text(&leg.latest),
                Value::maybe(leg.hours, |hours| Value::number(hours.min)),
                Value::maybe(leg.hours, |hours| Value::number(hours.max)),
                Value::maybe(leg.hours, |hours| Value::text(hours.at_least.to_string())),
                Value::maybe(leg.pay.as_ref().and_then(|pay| pay.mid), Value::number),
                Value::maybe(leg.pay.as_ref(), |pay| Value::text(&pay.currency)),
                Value::maybe(leg.pay.as_ref(), |pay| Value::text(pay.basis)),
                Value::maybe(
                    leg.pay.as_ref().and_then(|pay| pay.cited.source.as_ref()),
                    Value::text,
                ),
                Value::maybe(leg.share, Value::number),
                Value::maybe(leg.share_source.as_ref(), Value::text),
                Value::maybe(leg.gate.as_ref(), Value::text),
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
