//! Why there is no route, and what would open one.

use smol_str::SmolStr;

use crate::query::{Lifted, Named, Obstacle};

use super::{
    sheet::{Body, Phrase, Section, Tone},
    words,
};

/// How many roles are named that can be reached.
const SHOWN: usize = 12;

/// The sentence that says why.
pub(super) fn because(obstacle: &Obstacle) -> Phrase {
    let text = match obstacle.because {
        "no-entry" => {
            "The ladder marks no role as a way in: name the role to begin with by `--from ROLE`."
        }
        "unfinished" => "The search ended before it found a route: the ladder is too large for it.",
        "limits" => "There are routes, but none within what was asked of them.",
        "unpaid" => {
            "No route can be ranked by pay: each passes a role whose pay is not known on these terms."
        }
        _ if obstacle.reachable.is_empty() => "No move leads on from there.",
        _ => "No chain of moves leads there.",
    };
    Phrase::from(text)
}

pub(super) fn sections(obstacle: &Obstacle) -> Vec<Section> {
    let mut sections = vec![
        Section::new("What would open a route", Body::Items(openings(obstacle))),
        Section::new(
            "Roles without pay on these terms",
            Body::Items(roles(&obstacle.unpaid)),
        ),
    ];
    if obstacle.because == "unpaid" {
        let others = "Rank by what is known: ";
        sections.push(Section::new(
            "Other criteria",
            Body::Items(vec![
                Phrase::from(others)
                    .and(Tone::Name, "--by time")
                    .and(Tone::Plain, ", ")
                    .and(Tone::Name, "--by effort")
                    .and(Tone::Plain, " or ")
                    .and(Tone::Name, "--by share")
                    .and(Tone::Plain, "; or look at other pay with ")
                    .and(Tone::Name, "--basis")
                    .and(Tone::Plain, " or ")
                    .and(Tone::Name, "--region"),
            ]),
        ));
    } else if obstacle.because == "no-way" {
        sections.push(Section::new(
            "What can be reached",
            Body::Items(roles(&obstacle.reachable)),
        ));
    }
    sections
}

fn roles(roles: &[Named]) -> Vec<Phrase> {
    let mut items: Vec<Phrase> = roles.iter().take(SHOWN).map(words::named).collect();
    let more = roles.len().saturating_sub(SHOWN);
    if more > 0 {
        items.push(Phrase::new(Tone::Quiet, format!("and {more} more")));
    }
    items
}

fn openings(obstacle: &Obstacle) -> Vec<Phrase> {
    let missing = obstacle.missing_moves.iter().map(|missing| {
        Phrase::from(format!("a {} from ", missing.kind))
            .and(Tone::Name, &missing.from.id)
            .and(Tone::Plain, " to ")
            .and(Tone::Name, &missing.to.id)
            .and(Tone::Plain, ", which the ladder does not have")
    });
    missing.chain(obstacle.lifted.iter().map(lifted)).collect()
}

fn lifted(lifted: &Lifted) -> Phrase {
    let why = match (lifted.limit, lifted.because) {
        ("via", Some("out-of-reach")) => " (no chain of moves leads to it)",
        ("via", Some("dead-end")) => " (no chain of moves leads on from it)",
        ("via", _) => " (no way through it fits the rest)",
        _ => "",
    };
    if lifted.moves == 0 {
        let here = "the person is there already, so no way passes it";
        return Phrase::from("without ")
            .and(Tone::Name, format!("--{} {}", lifted.limit, lifted.value))
            .and(Tone::Plain, format!(": {here}"));
    }
    let route: Vec<&str> = lifted.roles.iter().map(SmolStr::as_str).collect();
    let moves = if lifted.moves == 1 { "move" } else { "moves" };
    let without = match lifted.limit {
        "all" => Phrase::from("without all of the limits, as no single one is enough"),
        limit => {
            let limit = format!("--{limit} {}", lifted.value);
            Phrase::from("without ").and(Tone::Name, limit)
        }
    };
    without
        .and(Tone::Plain, why)
        .and(Tone::Plain, ": ")
        .and(Tone::Name, route.join(" → "))
        .and(
            Tone::Plain,
            format!(
                ", {} {moves}, at least {}",
                lifted.moves,
                words::years(lifted.years)
            ),
        )
}
