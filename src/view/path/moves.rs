//! One route, move by move.

use crate::{
    query::{Gap, PathAnswer, Route, RouteMove},
    vocabulary::{Criterion, RequirementKind, TimeUse},
};

use super::{
    super::sheet::{Align, Body, Section, StyledText, Table, TextStyle},
    AHEAD, Sources, chain, display, move_text, rank_reason, steps, time,
};

/// How many gaps of each move are shown; `ladder gaps` shows them all.
const SHOWN: usize = 4;

/// The moves of one route, and why it stands where it does.
pub fn moves(path: &PathAnswer, route: &Route, number: usize, sources: &mut Sources) -> Section {
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
        let empty = StyledText::default;
        table.row([
            StyledText::new(TextStyle::Role, &role.id),
            StyledText::new(TextStyle::Quiet, "from here"),
            empty(),
            empty(),
            empty(),
            StyledText::from(display::starred(present)).then(sources.mark(&present.cited)),
        ]);
    }
    let mut late = false;
    for route_move in &route.moves {
        late |= route_move.years.at_least;
        table.row([
            StyledText::new(TextStyle::Role, &route_move.role),
            move_text::kind(&route_move.facts),
            spent(route_move, sources),
            StyledText::from(format!(
                "{}{}",
                route_move.earliest,
                if late { "+" } else { "" }
            )),
            StyledText::from(display::short_hours(route_move.hours)),
            route_move.pay.as_ref().map_or_else(
                || StyledText::new(TextStyle::Quiet, display::UNKNOWN),
                |pay| StyledText::from(display::starred(pay)).then(sources.mark(&pay.cited)),
            ),
        ]);
    }
    let heading = StyledText::from(format!("{number}. {}", chain(route))).and(
        TextStyle::Quiet,
        format!(": {}", rank_reason::rank_reason(path, route)),
    );
    let mut section = Section::new(heading, Body::Table(table.without_empty_columns()));
    let pays = route
        .moves
        .iter()
        .filter_map(|route_move| route_move.pay.as_ref());
    if pays
        .chain(&route.pay.present)
        .any(|pay| pay.population.is_some())
    {
        section.notes.push(StyledText::new(
            TextStyle::Quiet,
            "* is the pay of a wider group than the role.",
        ));
    }
    section
}

/// The time of a move, and what it is spent on.
fn spent(route_move: &RouteMove, sources: &mut Sources) -> StyledText {
    let mark = |sources: &mut Sources| {
        let serving = route_move.serving.as_ref();
        serving.map_or_else(StyledText::default, |serving| sources.mark(&serving.cited))
    };
    match route_move.spent_on {
        Some(what @ TimeUse::Serving) => {
            StyledText::from(format!("{} {what}", time(route_move.years))).then(mark(sources))
        }
        Some(what) => StyledText::from(format!("{} {what}", time(route_move.years))),
        None if route_move.from.is_none() => StyledText::default(),
        None if route_move.serving.is_some() => {
            StyledText::from("0, all served").then(mark(sources))
        }
        None => StyledText::new(TextStyle::Quiet, "not stated"),
    }
}

/// What each move of a route still asks for.
pub fn study_steps(
    path: &PathAnswer,
    route: &Route,
    number: usize,
    sources: &mut Sources,
) -> Section {
    let own = path.person.as_ref().is_some_and(|person| !person.from);
    let moves = route.moves.iter().enumerate();
    let items = moves.map(|(position, route_move)| {
        // From the second move on, only a plan knows what was learnt before.
        let all = if own && position == 0 {
            Some(format!("ladder gaps {}", route_move.role))
        } else {
            plan(path, number)
        };
        study_step(route_move, all.as_deref(), sources)
    });
    Section::new("", Body::Items(items.collect()))
}

/// The plan that follows a route; none follows one of a front.
fn plan(path: &PathAnswer, number: usize) -> Option<String> {
    let by = path.by?;
    let mut command = vec![format!("ladder plan {}", path.role.id)];
    if by != Criterion::Time {
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

fn study_step(route_move: &RouteMove, all: Option<&str>, sources: &mut Sources) -> StyledText {
    let mut phrase = StyledText::new(TextStyle::Role, &route_move.role).and(TextStyle::Plain, ": ");
    let named = |gap: &&Gap| gap.kind != RequirementKind::Certification;
    let gaps: Vec<&Gap> = route_move.gaps.iter().filter(named).collect();
    let shown = gaps.iter().take(SHOWN).map(|gap| {
        let (from, to) = (display::have(gap), display::need(&gap.need));
        if gap.kind == RequirementKind::Experience {
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
    for earned in &route_move.earn {
        parts.push(format!("the certification {}", earned.id));
    }
    if steps::lacks(route_move) {
        parts.push("a certification, of which none can be earned then".to_owned());
    }
    phrase = if parts.is_empty() {
        phrase.and(TextStyle::Good, "nothing is missing")
    } else {
        phrase.and(TextStyle::Plain, parts.join(", "))
    };
    if let Some(all) = all.filter(|_| more > 0) {
        phrase = phrase
            .and(TextStyle::Plain, " (all: ")
            .and(TextStyle::Name, all)
            .and(TextStyle::Plain, ")");
    }
    circumstances(route_move, sources)
        .into_iter()
        .fold(phrase, |phrase, (separator, known)| {
            phrase.and(TextStyle::Plain, separator).then(known)
        })
}

/// What else is known of a move, each part with the separator before it.
pub fn circumstances(
    route_move: &RouteMove,
    sources: &mut Sources,
) -> Vec<(&'static str, StyledText)> {
    let facts = &route_move.facts;
    let share = move_text::share(facts, AHEAD, sources);
    let unstated = (!route_move.unstated.is_empty()).then(|| {
        let what = display::list(&route_move.unstated);
        StyledText::new(
            TextStyle::Middling,
            format!("no time is stated for: {what}"),
        )
    });
    let gate = move_text::gate(facts, sources);
    let parts = [share, unstated, gate].into_iter().flatten();
    let note = move_text::note(facts, sources);
    parts
        .map(|part| ("; ", part))
        .chain(note.map(|note| (". ", note)))
        .collect()
}
