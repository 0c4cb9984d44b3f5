//! The entries of a role as one table for programs.

use crate::{
    query::{Compared, PayAnswer, PayEntry},
    vocabulary::NotComparedReason,
};

use super::super::{Columns, Records, display};
use super::cells::percentiles;

/// A pay entry of the role, compared or not.
struct Row<'a> {
    entry: &'a PayEntry,
    compared: Option<&'a Compared>,
    reasons: &'a [NotComparedReason],
}

pub fn records(answer: &PayAnswer) -> Records {
    let compared = answer.compared.iter().map(|one| Row {
        entry: &one.entry,
        compared: Some(one),
        reasons: &[],
    });
    let others = answer.not_compared.iter().map(|one| Row {
        entry: &one.entry,
        compared: None,
        reasons: &one.reasons,
    });
    columns(answer).records(compared.chain(others))
}

fn columns(answer: &PayAnswer) -> Columns<'_, Row<'_>> {
    Columns::<Row>::new()
        .field("role", |_| answer.role.id.clone())
        .field("source", |row| row.entry.pay.cited.source.clone())
        .field("as_of", |row| row.entry.pay.cited.as_of.clone())
        .field("age_months", |row| row.entry.age_months)
        .field("age_at_least", |row| row.entry.age_at_least)
        .field("low", |row| row.entry.pay.low)
        .field("mid", |row| row.entry.pay.mid)
        .field("high", |row| row.entry.pay.high)
        .field("midpoint", |row| row.entry.midpoint)
        .field("currency", |row| row.entry.pay.terms.currency.clone())
        .field("basis", |row| row.entry.pay.terms.basis)
        .field("region", |row| row.entry.pay.terms.region.clone())
        .field("range", |row| {
            row.entry.pay.range.as_ref().map(ToString::to_string)
        })
        .field("sample", |row| row.entry.pay.sample)
        .field("population", |row| row.entry.pay.population.clone())
        .field("occupation", |row| row.entry.pay.occupation.clone())
        .field("note", |row| row.entry.pay.note.clone())
        .field("pay", |row| {
            row.compared.and(answer.pay.as_ref()).map(|pay| pay.amount)
        })
        .field("compa_ratio", |row| row.compared?.compa_ratio)
        .field("range_penetration", |row| row.compared?.range_penetration)
        .field("market_ratio", |row| row.compared?.market_ratio)
        .field("percentiles", |row| row.compared.and_then(percentiles))
        .field("position", |row| row.compared?.position)
        .field("reasons", |row| display::join(row.reasons, " "))
}
