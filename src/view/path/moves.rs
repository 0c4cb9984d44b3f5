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
            Phrase::new(Tone::Role, &role.id),
            Phrase::new(Tone::Quiet, "from here"),
            empty(),
            empty(),
            empty(),
            Phrase::from(words::starred(present)).then(sources.mark(&present.cited)),
        ]);
    }
    let mut late = false;
    for leg in &route.moves {
        late |= leg.years.at_least;
        table.row([
            Phrase::new(Tone::Role, &leg.role),
            Phrase::from(leg.kind),
            spent(leg, sources),
            Phrase::from(format!("{}{}", leg.earliest, if late { "+" } else { "" })),
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
pub fn lessons(path: &Path, route: &Route, number: usize, sources: &mut Sources) -> Section {
    let own = path.person.as_ref().is_some_and(|person| !person.from);
    let moves = route.moves.iter().enumerate();
    let items = moves.map(|(position, leg)| {
        // From the second move on, only a plan knows what was learnt before.
        let all = if own && position == 0 {
            Some(format!("ladder gaps {}", leg.role))
        } else {
            plan(path, number)
        };
        lesson(leg, all.as_deref(), sources)
    });
    Section::new("", Body::Items(items.collect()))
}

/// The plan that follows a route; none follows one of a front.
fn plan(path: &Path, number: usize) -> Option<String> {
    let by = path.by?;
    let mut command = vec![format!("ladder plan {}", path.role.id)];
    if by != "time" {
        command.push(format!("--by {by}"));
    }
    command.extend(path.via.iter().map(|role| format!("--via {role}")));
    command.extend(path.avoid.iter().map(|role| format!("--avoid {role}")));
    command.extend(path.within.map(|years| format!("--within {years}")));
    command.extend(path.max_moves.map(|moves| format!("--max-moves {moves}")));
    if number > 1 {
        command.push(format!("--route {number}"));
    }
    Some(command.join(" "))
}

fn lesson(leg: &Leg, all: Option<&str>, sources: &mut Sources) -> Phrase {
    let mut phrase = Phrase::new(Tone::Role, &leg.role).and(Tone::Plain, ": ");
    let named = |gap: &&Gap| gap.kind != Kind::Certification;
    let gaps: Vec<&Gap> = leg.gaps.iter().filter(named).collect();
    let shown = gaps.iter().take(SHOWN).map(|gap| {
        let (from, to) = (words::have(gap), words::want(&gap.need));
        if gap.kind == Kind::Experience {
            let from = from.trim_end_matches(" years").trim_end_matches(" year");
            return format!("experience {from} → {to}");
        }
        format!("{} {from} → {to}", gap.title)
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
        parts.push("a certification, of which none can be earned then".to_owned());
    }
    phrase = if parts.is_empty() {
        phrase.and(Tone::Good, "nothing is missing")
    } else {
        phrase.and(Tone::Plain, parts.join(", "))
    };
    if let Some(all) = all.filter(|_| more > 0) {
        phrase = phrase
            .and(Tone::Plain, " (all: ")
            .and(Tone::Name, all)
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
