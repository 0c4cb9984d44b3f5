//! One route, move by move.

use crate::query::{Gap, Kind, Leg, Path, Route};

use super::{
    super::sheet::{Align, Body, Phrase, Section, Table, Tone},
    Sources, chain, time, why, words,
};

/// How many gaps of each move are shown; `ladder gaps` shows them all.
const SHOWN: usize = 4;

/// The moves of one route, and why it stands where it does.
pub fn moves(path: &Path, route: &Route, number: usize, sources: &mut Sources) -> Section {
    let mut table = Table::new([
        ("To", Align::Left),
        ("Move", Align::Left),
        ("Years", Align::Left),
        ("Earliest", Align::Left),
        ("Hours", Align::Right),
        ("Pay", Align::Right),
    ]);
    if let Some(present) = &route.pay.present
        && let Some(role) = route.roles.first()
    {
        let empty = Phrase::default;
        table.row([
            Phrase::new(Tone::Name, &role.id),
            Phrase::new(Tone::Quiet, "from here"),
            empty(),
            empty(),
            empty(),
            Phrase::from(words::starred(present)).then(sources.mark(&present.cited)),
        ]);
    }
    for leg in &route.moves {
        table.row([
            Phrase::new(Tone::Name, &leg.role),
            Phrase::from(leg.kind),
            spent(leg, sources),
            Phrase::from(&leg.earliest),
            Phrase::from(words::short_hours(leg.hours)),
            leg.pay.as_ref().map_or_else(
                || Phrase::new(Tone::Quiet, words::UNKNOWN),
                |pay| Phrase::from(words::starred(pay)).then(sources.mark(&pay.cited)),
            ),
        ]);
    }
    let heading = Phrase::from(format!("{number}. {}", chain(route)))
        .and(Tone::Quiet, format!(": {}", why::why(path, route)));
    let mut section = Section::new(heading, Body::Table(table.without_empty_columns()));
    let pays = route.moves.iter().filter_map(|leg| leg.pay.as_ref());
    if pays
        .chain(&route.pay.present)
        .any(|pay| pay.population.is_some())
    {
        section.notes.push(Phrase::new(
            Tone::Quiet,
            "* is the pay of a wider group than the role.",
        ));
    }
    section
}

/// The time of a move, and what it is spent on.
fn spent(leg: &Leg, sources: &mut Sources) -> Phrase {
    let mark = |sources: &mut Sources| {
        let serving = leg.serving.as_ref();
        serving.map_or_else(Phrase::default, |serving| sources.mark(&serving.cited))
    };
    match leg.spent_on {
        Some(what @ "serving") => {
            Phrase::from(format!("{} {what}", time(leg.years))).then(mark(sources))
        }
        Some(what) => Phrase::from(format!("{} {what}", time(leg.years))),
        None if leg.from.is_none() => Phrase::default(),
        None if leg.serving.is_some() => Phrase::from("0, all served").then(mark(sources)),
        None => Phrase::new(Tone::Quiet, "not stated"),
    }
}

/// What each move of a route still asks for.
/// The gaps of the first move are the person's `own`, if there is one.
pub fn lessons(route: &Route, own: bool, sources: &mut Sources) -> Section {
    let moves = route.moves.iter().enumerate();
    let items = moves.map(|(position, leg)| lesson(leg, own && position == 0, sources));
    Section::new("", Body::Items(items.collect()))
}

fn lesson(leg: &Leg, own: bool, sources: &mut Sources) -> Phrase {
    let mut phrase = Phrase::new(Tone::Name, &leg.role).and(Tone::Plain, ": ");
    let named = |gap: &&Gap| gap.kind != Kind::Certification && gap.kind != Kind::Experience;
    let gaps: Vec<&Gap> = leg.gaps.iter().filter(named).collect();
    let shown = gaps.iter().take(SHOWN).map(|gap| {
        let from = words::have(gap);
        format!("{} {from} → {}", gap.title, words::want(&gap.need))
    });
    let mut parts: Vec<String> = shown.collect();
    let more = gaps.len().saturating_sub(SHOWN);
    if more > 0 {
        parts.push(format!("{more} more"));
    }
    for earned in &leg.earn {
        parts.push(format!("the certification {}", earned.id));
    }
    let lacking = leg.gaps.iter().any(|gap| gap.kind == Kind::Certification);
    if lacking && leg.earn.is_empty() {
        parts.push("a certification of which none can be earned".to_owned());
    }
    phrase = if parts.is_empty() {
        phrase.and(Tone::Good, "nothing is missing")
    } else {
        phrase.and(Tone::Plain, parts.join(", "))
    };
    if more > 0 {
        let from = leg
            .from
            .as_ref()
            .filter(|_| !own)
            .map(|from| format!(" --from {from}"));
        let command = format!("ladder gaps {}{}", leg.role, from.unwrap_or_default());
        phrase = phrase
            .and(Tone::Plain, " (all: ")
            .and(Tone::Name, command)
            .and(Tone::Plain, ")");
    }
    if let Some(share) = leg.share {
        phrase = phrase
            .and(
                Tone::Plain,
                format!("; {} go this way", words::percent(share)),
            )
            .then(sources.mark_id(leg.share_source.as_deref()));
    }
    if !leg.unstated.is_empty() {
        let what = words::list(&leg.unstated);
        phrase = phrase.and(Tone::Middling, format!("; no time is stated for: {what}"));
    }
    if let Some(gate) = &leg.gate {
        phrase = phrase.and(Tone::Middling, format!("; gate: {gate}"));
    }
    match &leg.note {
        Some(note) => phrase.and(Tone::Quiet, format!(". About the move: {note}")),
        None => phrase,
    }
}
