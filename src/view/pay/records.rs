//! The entries of a role as one table for programs.

use crate::{
    query::{Compared, PayAnswer, PayEntry},
    vocabulary::NotComparedReason,
};

use super::{
    super::sheet::{Records, Value},
    display,
};

/// One row for each entry, compared or not.
pub fn records(answer: &PayAnswer) -> Records {
    let compared = answer
        .compared
        .iter()
        .map(|one| (&one.entry, Some(one), &[][..]));
    let others = answer
        .not_compared
        .iter()
        .map(|one| (&one.entry, None, one.reasons.as_slice()));
    let rows = compared.chain(others);
    Records {
        columns: vec![
            "role",
            "source",
            "as_of",
            "age_months",
            "age_at_least",
            "low",
            "mid",
            "high",
            "midpoint",
            "currency",
            "basis",
            "region",
            "range",
            "sample",
            "population",
            "note",
            "pay",
            "compa_ratio",
            "range_penetration",
            "position",
            "reasons",
        ],
        rows: rows
            .map(|(entry, compared, reasons)| row(answer, entry, compared, reasons))
            .collect(),
    }
}

fn row(
    answer: &PayAnswer,
    entry: &PayEntry,
    compared: Option<&Compared>,
    reasons: &[NotComparedReason],
) -> Vec<Value> {
    let pay = &entry.pay;
    let held = compared.and(answer.pay.as_ref());
    vec![
        Value::text(&answer.role.id),
        Value::maybe(pay.cited.source.as_ref(), Value::text),
        Value::maybe(pay.cited.as_of.as_ref(), Value::text),
        Value::maybe(entry.age_months, Value::number),
        Value::text(entry.age_at_least.to_string()),
        Value::maybe(pay.low, Value::number),
        Value::maybe(pay.mid, Value::number),
        Value::maybe(pay.high, Value::number),
        Value::maybe(entry.midpoint, Value::number),
        Value::text(&pay.currency),
        Value::text(pay.basis),
        Value::maybe(pay.region.as_ref(), Value::text),
        Value::maybe(pay.range.as_ref(), Value::text),
        Value::maybe(pay.sample, Value::number),
        Value::maybe(pay.population.as_ref(), Value::text),
        Value::maybe(pay.note.as_ref(), Value::text),
        Value::maybe(held.map(|pay| pay.amount), Value::number),
        Value::maybe(compared.and_then(|one| one.compa_ratio), Value::number),
        Value::maybe(
            compared.and_then(|one| one.range_penetration),
            Value::number,
        ),
        Value::maybe(compared.and_then(|one| one.position), Value::text),
        Value::text(display::joined(reasons, " ")),
    ]
}
