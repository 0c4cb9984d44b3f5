//! Why there is no route, and what would open one.

use crate::{
    query::{Named, NoRoute, Person, RelaxedLimit},
    vocabulary::{Limit, NoRouteReason, ViaReason},
};

use super::{Body, Section, StyledText, TextStyle, display, gaps};

/// How many roles are named that can be reached.
const SHOWN: usize = 3;

pub(super) fn because(no_route: &NoRoute) -> StyledText {
    let because = match no_route.because {
        NoRouteReason::NoEntry => {
            "The ladder has no entry roles: give the first role with `--from ROLE`."
        }
        NoRouteReason::Unfinished => {
            "Whether there is such a route is not settled: the search reached its limit."
        }
        NoRouteReason::Limits => "There are routes, but none within the limits.",
        NoRouteReason::NoWay if no_route.reachable.is_empty() => "No move leads out of this role.",
        NoRouteReason::NoWay => "No chain of moves leads to it.",
    };
    StyledText::default().sentence(TextStyle::Plain, because)
}

/// What helps the person, then what whoever writes the ladder can add.
pub(super) fn sections(
    no_route: &NoRoute,
    target: &Named,
    person: Option<&Person>,
) -> Vec<Section> {
    if no_route.because == NoRouteReason::Limits {
        let relaxed = no_route.relaxed.iter().map(relaxed).collect();
        return vec![Section::new(
            "What would open a route",
            Body::Items(relaxed),
        )];
    }
    let command = asked(target, person);
    let is_next = no_route.similar == 0;
    let asks = (!is_next).then(|| {
        StyledText::from("For what it asks: ").and(TextStyle::Name, format!("ladder {command}"))
    });
    vec![
        Section::new("", Body::Nothing).noted(asks),
        Section::new(
            "Can be reached, and asks for similar skills",
            Body::Items(similar(no_route)),
        ),
        Section::new(
            "For the author of the ladder",
            Body::Items(cures(no_route, target, person)),
        ),
    ]
}

/// The command worth typing next: without the limits, the plan to the most similar role that can be reached,
/// else what the role asks for. On a ladder without entry roles, where a route can begin.
pub(super) fn next(
    no_route: &NoRoute,
    command: &str,
    target: &Named,
    person: Option<&Person>,
) -> String {
    let nearest = no_route.reachable.first().filter(|_| no_route.similar > 0);
    let command = match (no_route.because, nearest) {
        (NoRouteReason::Limits, _) => format!("{command} {}", target.id),
        (NoRouteReason::NoEntry, _) => "next".to_owned(),
        (_, Some(nearest)) => format!("plan {}", nearest.id),
        (_, None) => return asked(target, person),
    };
    started(command, person)
}

fn asked(target: &Named, person: Option<&Person>) -> String {
    started(format!("gaps {}", target.id), person)
}

fn started(command: String, person: Option<&Person>) -> String {
    match person {
        Some(person) => gaps::started(command, person),
        None => command,
    }
}

fn similar(no_route: &NoRoute) -> Vec<StyledText> {
    let shown = no_route.reachable.iter().take(no_route.similar.min(SHOWN));
    let mut items: Vec<StyledText> = shown.map(display::named).collect();
    let more = no_route.reachable.len().saturating_sub(items.len());
    if more > 0 && !items.is_empty() {
        let more = display::counted(more, "more role");
        items.push(StyledText::quiet(format!("and {more}")));
    }
    items
}

/// What whoever writes the ladder can add, so that there is a route.
fn cures(no_route: &NoRoute, target: &Named, person: Option<&Person>) -> Vec<StyledText> {
    let is_new = person.is_none_or(|person| person.role.is_none());
    let entry = is_new.then(|| {
        StyledText::default()
            .code("entry: true")
            .plain(" for ")
            .and(TextStyle::Name, &target.id)
            .plain(", where people come in there")
    });
    let missing = no_route.missing_moves.iter().map(|missing| {
        StyledText::from(format!("a {} from ", missing.kind))
            .and(TextStyle::Name, &missing.from.id)
            .plain(" to ")
            .and(TextStyle::Name, &missing.to.id)
            .plain(", which the ladder does not have")
    });
    entry.into_iter().chain(missing).collect()
}

fn relaxed(relaxed: &RelaxedLimit) -> StyledText {
    let why = match relaxed.because {
        Some(ViaReason::OutOfReach) => " (no chain of moves leads to it)",
        Some(ViaReason::DeadEnd) => " (no chain of moves leads on from it)",
        Some(ViaReason::NoRoom) => " (no route through it meets the other limits)",
        None => "",
    };
    if relaxed.moves == 0 {
        let here = "the person is in this role already, so no route passes it";
        return StyledText::from("without ")
            .and(
                TextStyle::Name,
                format!("--{} {}", relaxed.limit, relaxed.value),
            )
            .plain(format!(": {here}"));
    }
    let moves = display::counted(relaxed.moves, "move");
    let years = match display::time(relaxed.years) {
        unknown if unknown == display::UNKNOWN => "of unknown time".to_owned(),
        known => known,
    };
    let without = match relaxed.limit {
        Limit::All => StyledText::from("without all of the limits, as no single one is enough"),
        limit => {
            let limit = format!("--{limit} {}", relaxed.value);
            StyledText::from("without ").and(TextStyle::Name, limit)
        }
    };
    without
        .plain(why)
        .plain(": ")
        .and(TextStyle::Name, relaxed.roles.join(" → "))
        .plain(format!(", {moves}, {years}"))
}
