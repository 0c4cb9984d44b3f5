//! What a role pays on one scale.

use std::collections::HashMap;

use crate::query::{NotCompared, Number, Pay, PayAnswer, PayEntry, Salary};

use super::super::{Bar, Bars, Point, Section, Sources, StyledText, display};
use super::cells::source;

/// All that the person's pay is held against, on one scale.
pub fn place(answer: &PayAnswer, pay: &Salary, sources: &mut Sources) -> Section {
    let rows = answer.compared.iter();
    let bars = Bars {
        rows: rows.map(|one| bar(&one.entry, sources)).collect(),
        mark: Some(mark(answer, pay)),
        ..Bars::default()
    };
    let first = answer.compared.first();
    let terms = first.map(|one| display::terms(&one.entry.pay.terms));
    let heading = format!("Pay a year, {}", terms.unwrap_or_default());
    Section::new(heading, bars.body())
}

/// The person's pay, by their name.
pub fn mark(answer: &PayAnswer, pay: &Salary) -> (StyledText, Point) {
    let person = answer.header.person.as_ref();
    let name = person.and_then(|person| person.name.as_deref());
    let name = StyledText::strong(name.unwrap_or("Your pay"));
    (name, point(pay.amount))
}

/// The entries of a role where the pay of the person is unknown.
pub fn known(entries: &[NotCompared], sources: &mut Sources) -> Vec<Section> {
    let entries = entries.iter().map(|one| &one.entry);
    scales(entries.map(|entry| (&entry.pay, bar(entry, sources))))
}

/// Pay entries on scales: one for each terms.
pub fn scales<'a>(entries: impl Iterator<Item = (&'a Pay, Bar)>) -> Vec<Section> {
    let mut kinds: Vec<(String, Bars)> = Vec::new();
    let mut positions = HashMap::new();
    for (pay, bar) in entries {
        let terms = display::terms(&pay.terms);
        let position = *positions.entry(terms.clone()).or_insert_with(|| {
            kinds.push((terms, Bars::default()));
            kinds.len() - 1
        });
        kinds[position].1.rows.push(bar);
    }
    let scale =
        |(terms, bars): (String, Bars)| Section::new(format!("Pay a year, {terms}"), bars.body());
    kinds.into_iter().map(scale).collect()
}

fn bar(entry: &PayEntry, sources: &mut Sources) -> Bar {
    let pay = &entry.pay;
    Bar {
        name: source(entry, sources),
        low: pay.low.map(|low| point_of(pay, low)),
        mid: entry.midpoint.map(|mid| point_of(pay, mid)),
        high: pay.high.map(|high| point_of(pay, high)),
        figures: None,
        note: StyledText::from(pay.range.as_ref().map(ToString::to_string)),
    }
}

/// An amount of a pay entry.
pub fn point_of(pay: &Pay, amount: Number) -> Point {
    Point {
        value: amount.0,
        label: display::money_of(pay, amount),
    }
}

fn point(amount: Number) -> Point {
    Point {
        value: amount.0,
        label: display::money(amount),
    }
}
