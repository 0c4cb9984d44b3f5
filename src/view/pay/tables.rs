//! The figures of a role's pay, and of the roles next door.

use crate::{
    query::{Compared, NotCompared, PayEntry, PayMove},
    vocabulary::NotComparedReason,
};

use super::super::{Columns, Section, Sources, StyledText, display};
use super::{
    cells::{
        as_of, compa_ratio, figure, market_ratio, percentiles, range_penetration, sample, source,
    },
    notes::notes,
};

pub fn compared(compared: &[Compared], sources: &mut Sources) -> Section {
    let section = Columns::<Compared>::new()
        .left("Source", |one, sources| source(&one.entry, sources))
        .right("Midpoint", |one, _| figure(&one.entry))
        .right("Compa-ratio", |one, _| compa_ratio(one))
        .right("Market ratio", |one, _| market_ratio(one))
        .right("Range penetration", |one, _| range_penetration(one))
        .left("Percentiles", |one, _| percentiles(one))
        .left("As stated", |one, _| display::stated(&one.entry.pay))
        .right("Sample", |one, _| sample(&one.entry))
        .left("As of", |one, _| as_of(&one.entry))
        .section("Compared", compared, sources);
    noted(section, compared.iter().map(|one| &one.entry), sources)
}

pub fn not_compared(entries: &[NotCompared], sources: &mut Sources) -> Section {
    let section = Columns::<NotCompared>::new()
        .left("Source", |one, sources| source(&one.entry, sources))
        .left("Pay a year", |one, _| {
            display::value(display::terms(&one.entry.pay.terms))
        })
        .right("Midpoint", |one, _| {
            let midpoint = one.entry.midpoint;
            midpoint.map(|midpoint| display::money_of(&one.entry.pay, midpoint))
        })
        .left("Low to high", |one, _| {
            display::estimate(display::ends(&one.entry.pay), one.entry.pay.cited.estimated)
        })
        .left("As stated", |one, _| display::stated(&one.entry.pay))
        .left("Why", |one, _| why(one))
        .left("As of", |one, _| as_of(&one.entry))
        .section("Not compared", entries, sources);
    noted(section, entries.iter().map(|one| &one.entry), sources)
}

/// The person's pay in the roles next door; nothing where none of them can be compared.
pub fn moves(heading: String, moves: &[PayMove], sources: &mut Sources) -> Section {
    let compared = moves.iter().filter_map(|step| step.compared.as_ref());
    let compared: Vec<&Compared> = compared.collect();
    let shown = if compared.is_empty() { &[] } else { moves };
    let section = Columns::<PayMove>::new()
        .left("Role", |step, _| StyledText::role(&step.step.role))
        .left("Move", |step, _| step.step.facts.kind)
        .right("Midpoint", |step, _| {
            StyledText::known(step.compared.as_ref().map(|one| figure(&one.entry)))
        })
        .right("Compa-ratio", |step, _| {
            step.compared.as_ref().and_then(compa_ratio)
        })
        .right("Market ratio", |step, _| {
            step.compared.as_ref().and_then(market_ratio)
        })
        .right("Range penetration", |step, _| {
            step.compared.as_ref().and_then(range_penetration)
        })
        .left("Percentiles", |step, _| {
            step.compared.as_ref().and_then(percentiles)
        })
        .left("Source", |step, sources| {
            step.compared
                .as_ref()
                .map(|one| source(&one.entry, sources))
        })
        .section(heading, shown, sources);
    noted(section, compared.into_iter().map(|one| &one.entry), sources)
}

/// What is known of a role's pay where that of the person is unknown.
pub fn figures(entries: &[NotCompared], sources: &mut Sources) -> Section {
    let section = Columns::<NotCompared>::new()
        .left("Source", |one, sources| source(&one.entry, sources))
        .left("Pay a year", |one, _| {
            display::value(display::terms(&one.entry.pay.terms))
        })
        .right("Midpoint", |one, _| figure(&one.entry))
        .left("As stated", |one, _| display::stated(&one.entry.pay))
        .right("Sample", |one, _| sample(&one.entry))
        .left("As of", |one, _| {
            as_of(&one.entry).then(display::later(&one.entry.pay))
        })
        .section("Figures", entries, sources);
    noted(section, entries.iter().map(|one| &one.entry), sources)
}

fn noted<'a>(
    section: Section,
    entries: impl Iterator<Item = &'a PayEntry>,
    sources: &mut Sources,
) -> Section {
    Section {
        notes: notes(entries, sources),
        ..section
    }
}

/// `another currency and region, dated later`.
fn why(one: &NotCompared) -> String {
    let other = |reason: &NotComparedReason| match reason {
        NotComparedReason::OtherBasis => Some("basis"),
        NotComparedReason::OtherCurrency => Some("currency"),
        NotComparedReason::OtherRegion => Some("region"),
        NotComparedReason::PayUnknown
        | NotComparedReason::DatedLater
        | NotComparedReason::Occupation => None,
    };
    let others: Vec<&str> = one.reasons.iter().filter_map(other).collect();
    let others = match others.split_last() {
        None => None,
        Some((last, [])) => Some(format!("another {last}")),
        Some((last, rest)) => Some(format!("another {} and {last}", rest.join(", "))),
    };
    let rest = [
        (NotComparedReason::DatedLater, "dated later"),
        (NotComparedReason::Occupation, "a whole occupation"),
    ];
    let rest = rest
        .into_iter()
        .filter(|(reason, _)| one.reasons.contains(reason));
    let rest = rest.map(|(_, words)| words.to_owned());
    let all: Vec<String> = others.into_iter().chain(rest).collect();
    all.join(", ")
}
