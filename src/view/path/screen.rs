//! Routes on a screen: all below each other, the best move by move.

use crate::{
    query::{PathAnswer, Route, RouteMove},
    vocabulary::Criterion,
};

use super::super::{
    Body, Columns, Section, Sheet, Sources, StyledText, TextStyle, display, move_text, no_route,
};
use super::{lead, moves, next, numbered, overview, person, title};

/// The least number of moves that are shown.
const LEAST: usize = 2;

/// The sheet with the moves of the best route, and of more as far as there is room for `rows` rows.
pub(super) fn screen(path: &PathAnswer, rows: usize) -> Sheet {
    let mut sources = Sources::new(&path.sources);
    let mut sections = Vec::new();
    if let Some(found) = &path.no_route {
        sections = no_route::sections(found, &path.role, path.header.person.as_ref());
    } else {
        let described = rows.div_ceil(12);
        let routes: Vec<(usize, &Route)> = numbered(path).collect();
        sections.push(routes_side_by_side(path, rows.div_ceil(3), &sources));
        for (position, (number, route)) in routes.iter().take(described).enumerate() {
            let heading = moves::heading(path, route, *number);
            sections.push(move_by_move(
                path,
                heading,
                route,
                rows + LEAST,
                &mut sources,
            ));
            // The moves of a further route have room before their gaps.
            sections.push(steps(route, rows.saturating_sub(8 * position) / 8));
        }
        let left_out = routes.len().saturating_sub(described);
        sections.push(Section::new("", Body::Nothing).leaving_out(left_out, "route"));
    }
    let lead = person(path.header.person.as_ref(), &path.header.as_of).chain(lead(path));
    let sheet = Sheet::new(title(path), lead, sections);
    sheet.citing_briefly(sources).before(next(path))
}

/// The first routes, without what is known of none.
fn routes_side_by_side(path: &PathAnswer, routes: usize, sources: &Sources) -> Section {
    let mut section = overview(path, false, sources);
    if let Body::Table(mut table) = section.body {
        table.rows.truncate(routes);
        section.body = Body::Table(table.without_unknown_columns());
    }
    section
}

/// The time of each move; what the roles pay where that is what routes are ranked by.
fn move_by_move(
    path: &PathAnswer,
    heading: StyledText,
    route: &Route,
    rows: usize,
    sources: &mut Sources,
) -> Section {
    let is_paid = path.by == Some(Criterion::Pay);
    let pays = route.moves.iter().filter_map(|step| step.pay.as_ref());
    let section = Columns::<(usize, &RouteMove)>::new()
        .left("To", |(_, step), _| StyledText::role(&step.step.role))
        .left("Move", |(_, step), _| step.step.facts.kind)
        .left("Time", |(_, step), sources| {
            moves::spent(step, display::short_time, sources)
        })
        .left("Earliest", |(position, _), _| {
            moves::short_earliest(route, *position)
        })
        .right("Hours", |(_, step), _| {
            display::short_sum(step.hours, step.hours_estimated)
        })
        .right("Pay", |(_, step), sources| {
            let pay = step.pay.as_ref().filter(|_| is_paid);
            pay.map(|pay| sources.figure(display::starred(pay), &pay.cited))
        })
        .right("Share", |(_, step), sources| {
            move_text::share(&step.step.facts, "", sources)
        })
        .left("Gate", |(_, step), sources| {
            move_text::gate_cell(&step.step.facts, sources)
        })
        .section(heading, route.moves.iter().enumerate().take(rows), sources);
    section
        .noted(display::wider(pays.filter(|_| is_paid)))
        .leaving_out(route.moves.len().saturating_sub(rows), "move")
}

/// The first gaps of each move.
fn steps(route: &Route, gaps: usize) -> Section {
    let notes = route.moves.iter();
    let notes = notes.filter(|step| step.step.facts.note.is_some()).count();
    let shown = route.moves.iter().filter(|_| gaps > 0);
    let items = shown.map(|step| self::step(step, gaps));
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
    let first = route_move.gaps.iter().take(gaps);
    let first = first.map(|gap| moves::gap_or_choice(route_move, gap));
    let more = route_move.gaps.len().saturating_sub(gaps);
    let more = (more > 0).then(|| format!("{more} more"));
    let parts: Vec<String> = first.chain(more).collect();
    role.plain(parts.join(", "))
}
