//! What the moves of one route ask for, all told: for a page, which has room for it.

use crate::{
    query::{Route, RouteMove},
    vocabulary::RequirementKind,
};

use super::{
    super::sheet::{Align, Body, Section, StyledText, Table, TextStyle},
    Sources, display,
    moves::circumstances,
};

/// Every gap of every move, when it begins.
pub fn study_steps(route: &Route) -> Section {
    let mut table = Table::new([
        ("For", Align::Left),
        ("What", Align::Left),
        ("Have", Align::Left),
        ("Need", Align::Left),
    ]);
    for route_move in &route.moves {
        let role = || StyledText::new(TextStyle::Role, &route_move.role);
        let named = route_move.gaps.iter();
        for gap in named.filter(|gap| gap.kind != RequirementKind::Certification) {
            table.row([
                role(),
                StyledText::from(&gap.title),
                StyledText::from(display::have(gap)),
                StyledText::from(display::need(&gap.need)),
            ]);
        }
        for earned in &route_move.earn {
            let what = StyledText::from("Certification ").then(display::named(earned));
            table.row([
                role(),
                what,
                StyledText::from(held(route_move, &earned.id)),
                StyledText::from("earned"),
            ]);
        }
        if lacks(route_move) {
            let what = "A certification, of which none can be earned then";
            table.row([
                role(),
                StyledText::new(TextStyle::Middling, what),
                StyledText::default(),
                StyledText::default(),
            ]);
        }
    }
    Section::new("", Body::Table(table))
}

/// What the person has of what a certification is earned for.
fn held(route_move: &RouteMove, earned: &str) -> String {
    let mut gaps = route_move.gaps.iter();
    let gap = gaps.find(|gap| gap.options.iter().any(|option| option.id == earned));
    gap.map_or_else(|| "none".to_owned(), display::have)
}

/// Whether a certification is asked for, and none can be earned.
pub fn lacks(route_move: &RouteMove) -> bool {
    route_move.earn.is_empty()
        && route_move
            .gaps
            .iter()
            .any(|gap| gap.kind == RequirementKind::Certification)
}

/// What else is known of the moves, a sentence for each of which anything is.
pub fn about_moves(route: &Route, sources: &mut Sources) -> Vec<StyledText> {
    let moves = route.moves.iter();
    moves
        .filter_map(|route_move| circumstance(route_move, sources))
        .collect()
}

fn circumstance(route_move: &RouteMove, sources: &mut Sources) -> Option<StyledText> {
    let mut known = circumstances(route_move, sources).into_iter();
    let (_, first) = known.next()?;
    let begun = StyledText::new(TextStyle::Role, &route_move.role).and(TextStyle::Plain, ": ");
    Some(known.fold(begun.then(first), |phrase, (separator, more)| {
        phrase.and(TextStyle::Plain, separator).then(more)
    }))
}
