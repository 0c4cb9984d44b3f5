//! What the moves of one route ask for, all told: for a page, which has room for it.

use crate::query::{Kind, Leg, Route};

use super::{
    super::sheet::{Align, Body, Phrase, Section, Table, Tone},
    Sources, words,
};

/// Every gap of every move, when it begins.
pub fn lessons(route: &Route) -> Section {
    let mut table = Table::new([
        ("For", Align::Left),
        ("What", Align::Left),
        ("Have", Align::Left),
        ("Need", Align::Left),
    ]);
    for leg in &route.moves {
        let role = || Phrase::new(Tone::Role, &leg.role);
        let named = leg.gaps.iter();
        for gap in named.filter(|gap| gap.kind != Kind::Certification) {
            table.row([
                role(),
                Phrase::from(&gap.title),
                Phrase::from(words::have(gap)),
                Phrase::from(words::want(&gap.need)),
            ]);
        }
        for earned in &leg.earn {
            let what = Phrase::from("Certification ").then(words::named(earned));
            table.row([
                role(),
                what,
                Phrase::from(held(leg, &earned.id)),
                Phrase::from("earned"),
            ]);
        }
        if lacks(leg) {
            let what = "A certification, of which none can be earned then";
            table.row([
                role(),
                Phrase::new(Tone::Middling, what),
                Phrase::default(),
                Phrase::default(),
            ]);
        }
    }
    Section::new("", Body::Table(table))
}

/// What the person has of what a certification is earned for.
fn held(leg: &Leg, earned: &str) -> String {
    let mut gaps = leg.gaps.iter();
    let gap = gaps.find(|gap| gap.options.iter().any(|option| option.id == earned));
    gap.map_or_else(|| "none".to_owned(), words::have)
}

/// Whether a certification is asked for, and none can be earned.
fn lacks(leg: &Leg) -> bool {
    leg.earn.is_empty() && leg.gaps.iter().any(|gap| gap.kind == Kind::Certification)
}

/// What else is known of the moves, a sentence for each of which anything is.
pub fn circumstances(route: &Route, sources: &mut Sources) -> Vec<Phrase> {
    let moves = route.moves.iter();
    moves.filter_map(|leg| circumstance(leg, sources)).collect()
}

fn circumstance(leg: &Leg, sources: &mut Sources) -> Option<Phrase> {
    let mut known = Vec::new();
    if let Some(share) = leg.share {
        let share = Phrase::from(format!("{} go this way", words::percent(share)));
        known.push(share.then(sources.mark_id(leg.share_source.as_deref())));
    }
    if !leg.unstated.is_empty() {
        let what = format!("no time is stated for {}", words::list(&leg.unstated));
        known.push(Phrase::new(Tone::Middling, what));
    }
    if let Some(gate) = &leg.gate {
        known.push(Phrase::new(Tone::Middling, format!("gate: {gate}")));
    }
    if let Some(note) = &leg.note {
        known.push(Phrase::from(note));
    }
    let mut known = known.into_iter();
    let begun = Phrase::new(Tone::Role, &leg.role).and(Tone::Plain, ": ");
    let first = begun.then(known.next()?);
    Some(known.fold(first, |phrase, more| {
        phrase.and(Tone::Plain, "; ").then(more)
    }))
}
