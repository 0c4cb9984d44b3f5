//! Routes on a screen: all below each other, the best move by move.

use crate::query::{PathAnswer, Route, RouteMove};

use super::super::{Body, Section, Sheet, Sources, StyledText, TextStyle, no_route};
use super::{lead, moves, next, numbered, overview, person, title};

/// The sheet with the moves of the best route, and of more as far as there is room for `rows` rows.
pub(super) fn screen(path: &PathAnswer, rows: usize) -> Sheet {
    let mut sources = Sources::new(&path.sources);
    let mut sections = Vec::new();
    if let Some(found) = &path.no_route {
        sections = no_route::sections(found);
    } else {
        let described = rows.div_ceil(12);
        let routes: Vec<(usize, &Route)> = numbered(path).collect();
        sections.push(overview(path));
        for (number, route) in routes.iter().take(described) {
            sections.push(moves::moves(path, route, *number, &mut sources));
            sections.push(steps(route, rows.div_ceil(8)));
        }
        let left_out = routes.len().saturating_sub(described);
        sections.push(Section::new("", Body::Nothing).leaving_out(left_out, "route"));
    }
    let lead = person(path.header.person.as_ref(), &path.header.as_of).chain(lead(path));
    let sheet = Sheet::new(title(path), lead, sections);
    sheet.citing_briefly(sources).before(next(path))
}

/// The first gaps of each move.
fn steps(route: &Route, gaps: usize) -> Section {
    let notes = route.moves.iter();
    let notes = notes.filter(|step| step.step.facts.note.is_some()).count();
    let items = route.moves.iter().map(|step| self::step(step, gaps));
    let left_out = route
        .moves
        .iter()
        .map(|step| step.gaps.len().saturating_sub(gaps));
    Section::new("", Body::Items(items.collect()))
        .leaving_out(left_out.sum(), "gap")
        .leaving_out(notes, "note")
}

fn step(route_move: &RouteMove, gaps: usize) -> StyledText {
    let role = StyledText::role(&route_move.step.role).plain(": ");
    if route_move.gaps.is_empty() {
        return role.and(TextStyle::Good, "nothing is missing");
    }
    let first = route_move.gaps.iter().take(gaps).map(moves::gap);
    let more = route_move.gaps.len().saturating_sub(gaps);
    let more = (more > 0).then(|| format!("{more} more"));
    let parts: Vec<String> = first.chain(more).collect();
    role.plain(parts.join(", "))
}
