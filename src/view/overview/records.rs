//! The roles of a ladder as one table for programs.

use crate::{
    query::{OverviewAnswer, Role},
    vocabulary::{Basis, Word},
};

use super::{
    super::sheet::{Records, Value},
    pay::shown_pay,
};

pub fn records(overview: &OverviewAnswer) -> Records {
    let row = |role: &Role| {
        let pay = |basis| shown_pay(overview, role, basis);
        let money = |amount: Option<u64>| Value::maybe(amount, Value::number);
        let mut row = vec![
            Value::text(&role.id),
            Value::text(&role.title),
            Value::text(&role.track),
            Value::number(role.grade),
            Value::text(if role.entry { "true" } else { "false" }),
            Value::maybe(role.required.years.as_ref(), |years| {
                Value::number(years.value)
            }),
        ];
        for basis in Basis::ALL {
            let pay = pay(*basis);
            row.extend([
                money(pay.and_then(|pay| pay.low)),
                money(pay.and_then(|pay| pay.mid)),
                money(pay.and_then(|pay| pay.high)),
                Value::maybe(pay, |pay| Value::text(&pay.currency)),
                Value::maybe(pay.and_then(|pay| pay.cited.source.as_ref()), Value::text),
                Value::maybe(pay.and_then(|pay| pay.cited.as_of.as_ref()), Value::text),
                Value::maybe(pay.and_then(|pay| pay.population.as_ref()), Value::text),
            ]);
        }
        let next: Vec<&str> = role.next.iter().map(|step| step.role.as_str()).collect();
        row.push(Value::text(next.join(" ")));
        row
    };
    Records {
        columns: vec![
            "id",
            "title",
            "track",
            "grade",
            "entry",
            "years",
            "base_low",
            "base_mid",
            "base_high",
            "base_currency",
            "base_source",
            "base_as_of",
            "base_population",
            "total_low",
            "total_mid",
            "total_high",
            "total_currency",
            "total_source",
            "total_as_of",
            "total_population",
            "next",
        ],
        rows: overview.roles.iter().map(row).collect(),
    }
}
