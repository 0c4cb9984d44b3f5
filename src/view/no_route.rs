//! Why there is no route, and what would open one.

use crate::{
    query::{Named, NoRoute, RelaxedLimit},
    vocabulary::{Limit, NoRouteReason, ViaReason},
};

use super::{Body, Section, StyledText, TextStyle, display};

/// How many roles are named that can be reached.
const SHOWN: usize = 12;

pub(super) fn because(no_route: &NoRoute) -> StyledText {
    let because = match no_route.because {
        NoRouteReason::NoEntry => {
            "The ladder has no entry roles: give the first role with `--from ROLE`."
        }
        NoRouteReason::Unfinished => {
            "The search reached its limit before it found a route: the ladder is too large."
        }
        NoRouteReason::Limits => "There are routes, but none within the limits.",
        NoRouteReason::NoWay if no_route.reachable.is_empty() => "No move leads out of this role.",
        NoRouteReason::NoWay => "No chain of moves leads to it.",
    };
    StyledText::default().sentence(TextStyle::Plain, because)
}

pub(super) fn sections(no_route: &NoRoute) -> Vec<Section> {
    let mut sections = vec![Section::new(
        "What would open a route",
        Body::Items(openings(no_route)),
    )];
    if no_route.because == NoRouteReason::NoWay {
        sections.push(Section::new(
            "What can be reached",
            Body::Items(roles(&no_route.reachable)),
        ));
    }
    sections
}

fn roles(roles: &[Named]) -> Vec<StyledText> {
    let mut items: Vec<StyledText> = roles.iter().take(SHOWN).map(display::named).collect();
    let more = roles.len().saturating_sub(SHOWN);
    if more > 0 {
        items.push(StyledText::quiet(format!("and {more} more")));
    }
    items
}

fn openings(no_route: &NoRoute) -> Vec<StyledText> {
    let missing = no_route.missing_moves.iter().map(|missing| {
        StyledText::from(format!("a {} from ", missing.kind))
            .and(TextStyle::Name, &missing.from.id)
            .plain(" to ")
            .and(TextStyle::Name, &missing.to.id)
            .plain(", which the ladder does not have")
    });
    missing
        .chain(no_route.relaxed.iter().map(relaxed))
        .collect()
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
