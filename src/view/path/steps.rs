//! All gaps of the moves of one route, for a page.

use crate::query::{Route, RouteMove};

use super::super::{Body, Columns, Section, Sources, StyledText, display};
use super::moves::{circumstances, is_named, is_of_group, lacks};

/// Every gap of every move, when it begins.
pub fn study_steps(route: &Route) -> Section {
    let table = Columns::<(&RouteMove, [StyledText; 3])>::new()
        .left("For", |(step, _), _| StyledText::role(&step.step.role))
        .left("What", |(_, [what, ..]), _| what.clone())
        .left("Have", |(_, [_, have, _]), _| have.clone())
        .left("Need", |(_, [.., need]), _| need.clone())
        .table(
            route.moves.iter().flat_map(lacking),
            &mut Sources::default(),
        );
    Section::new("", Body::Table(table))
}

/// What is lacking for a move: the thing, what the person has of it, and what is needed.
fn lacking(step: &RouteMove) -> Vec<(&RouteMove, [StyledText; 3])> {
    let gaps = step.gaps.iter();
    let gaps = gaps.filter(|gap| is_named(gap.kind));
    let gaps = gaps.map(|gap| {
        let (have, need) = (display::have(gap), display::need(&gap.need));
        [StyledText::from(&gap.title), have.into(), need.into()]
    });
    let earned = step.earn.iter();
    let earned = earned.filter(|earned| !is_of_group(step, &earned.named.id));
    let earned = earned.map(|earned| {
        let what = StyledText::from("Certification ").then(display::named(&earned.named));
        [what, held(step, &earned.named.id).into(), "earned".into()]
    });
    let none = lacks(step).then(|| {
        let what = "A certification, but none of the accepted ones can be earned by then";
        let what = StyledText::middling(what);
        [what, StyledText::default(), StyledText::default()]
    });
    let choices = step.choices.iter().map(|choice| {
        let met = choice.met.len().to_string();
        let taken = display::choice_briefly(choice);
        ["Alternatives".into(), met.into(), taken.into()]
    });
    let points = step.missing_points.iter().map(|missing| {
        let (have, need) = (missing.have.to_string(), missing.need.to_string());
        ["Points".into(), have.into(), need.into()]
    });
    let all = gaps.chain(earned).chain(none).chain(choices).chain(points);
    all.map(|cells| (step, cells)).collect()
}

/// What the person has of what a certification is earned for.
fn held(route_move: &RouteMove, earned: &str) -> String {
    let mut gaps = route_move.gaps.iter();
    let gap = gaps.find(|gap| gap.options.iter().any(|option| option.named.id == earned));
    gap.map_or_else(|| "none".to_owned(), display::have)
}

/// What else is known of the moves, a sentence for each move with such facts.
pub fn about_moves(route: &Route, sources: &mut Sources) -> Vec<StyledText> {
    let moves = route.moves.iter();
    moves
        .filter_map(|route_move| circumstance(route_move, sources))
        .collect()
}

fn circumstance(route_move: &RouteMove, sources: &mut Sources) -> Option<StyledText> {
    let mut known = circumstances(route_move, sources).into_iter();
    let (_, first) = known.next()?;
    let begun = StyledText::role(&route_move.step.role).plain(": ");
    Some(known.fold(begun.then(first), |phrase, (separator, more)| {
        phrase.plain(separator).then(more)
    }))
}
