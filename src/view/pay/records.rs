//! The entries of a role as one table for programs.

use crate::{
    query::{Compared, PayAnswer, PayEntry},
    vocabulary::NotComparedReason,
};

use super::{super::sheet::Records, Columns, display};

/// A pay entry of the role, compared or not.
struct Row<'a> {
    entry: &'a PayEntry,
    compared: Option<&'a Compared>,
    reasons: &'a [NotComparedReason],
}

pub fn records(answer: &PayAnswer) -> Records {
    let compared = answer.compared.iter().map(|one| Row {
        entry: &one.told,
        compared: Some(one),
        reasons: &[],
    });
    let others = answer.not_compared.iter().map(|one| Row {
        entry: &one.told,
        compared: None,
        reasons: &one.reasons,
    });
    columns(answer).records(compared.chain(others))
}

fn columns(answer: &PayAnswer) -> Columns<'_, Row<'_>> {
    Columns::<Row>::new()
        .field("role", |_| answer.role.id.clone())
        .field("source", |row| row.entry.entry.cited.source.clone())
        .field("as_of", |row| row.entry.entry.cited.as_of.clone())
        .field("age_months", |row| row.entry.age_months)
        .field("age_at_least", |row| row.entry.age_at_least)
        .field("low", |row| row.entry.entry.low)
        .field("mid", |row| row.entry.entry.mid)
        .field("high", |row| row.entry.entry.high)
        .field("midpoint", |row| row.entry.midpoint)
        .field("currency", |row| row.entry.entry.currency.clone())
        .field("basis", |row| row.entry.entry.basis)
        .field("region", |row| row.entry.entry.region.clone())
        .field("range", |row| row.entry.entry.range.clone())
        .field("sample", |row| row.entry.entry.sample)
        .field("population", |row| row.entry.entry.population.clone())
        .field("note", |row| row.entry.entry.note.clone())
        .field("pay", |row| {
            row.compared.and(answer.pay.as_ref()).map(|pay| pay.amount)
        })
        .field("compa_ratio", |row| row.compared?.compa_ratio)
        .field("range_penetration", |row| row.compared?.range_penetration)
        .field("position", |row| row.compared?.position)
        .field("reasons", |row| display::join(row.reasons, " "))
}
