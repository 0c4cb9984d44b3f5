//! The best routes to a role.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::model::{Ladder, RoleIndex};

use super::{
    answer::{Named, Number, Person, Source},
    gaps::person,
    journey::{Journey, beginner, find, ground, terms},
    obstacle::{Obstacle, obstacle},
    route::{Bound, Criterion, Route, bound, rank, tell},
    standing::Standing,
    writer::Writer,
};

#[derive(Debug, PartialEq, Serialize)]
pub struct Path {
    pub ladder: Named,
    pub as_of: SmolStr,
    /// `null` when nothing is known of anybody: then routes begin where the ladder does.
    pub person: Option<Person>,
    /// The role that is to be reached.
    pub role: Named,
    /// The tracks of the ladder.
    pub tracks: Vec<Named>,
    /// What the routes are ranked by: `time`, `pay`, `effort` or `share`; `null` for a front.
    pub by: Option<&'static str>,
    /// Whether these are the routes that no other beats on time, pay and effort together.
    pub pareto: bool,
    /// The roles that each route passes.
    pub via: Vec<SmolStr>,
    pub avoid: Vec<SmolStr>,
    /// Years that a route may take at the least.
    pub within: Option<Number>,
    pub max_moves: Option<u32>,
    pub hours_per_week: Option<Number>,
    /// The best first.
    pub routes: Vec<Route>,
    /// Whether the routes are certainly the best; if not, `bound` says how good another could be.
    pub exact: bool,
    pub bound: Option<Bound>,
    /// Why there is no route.
    pub obstacle: Option<Obstacle>,
    pub sources: Vec<Source>,
}

/// Answers how a role can be reached: the best routes, exactly; or why there is none.
pub fn path(ladder: &Ladder, standing: &Standing, journey: &Journey) -> Path {
    let mut writer = Writer::new(ladder);
    let found = routes(&mut writer, standing, journey);
    Path {
        sources: writer.sources(),
        ..found
    }
}

/// The answer as part of another, which tells the sources.
pub(super) fn routes(writer: &mut Writer, standing: &Standing, journey: &Journey) -> Path {
    let ladder = writer.ladder;
    let standing = &beginner(standing);
    let terms = terms(ladder, standing, &journey.filter);
    let ground = ground(ladder, standing, journey, terms.as_ref());
    let found = find(&ground, journey);
    let mut routes: Vec<Route> = found
        .routes
        .iter()
        .map(|trail| tell(writer, &ground, standing, trail))
        .collect();
    let by = (!journey.pareto).then_some(journey.by);
    rank(&mut routes, &found, by);
    let unpaid = by == Some(Criterion::Pay)
        && found
            .routes
            .first()
            .is_some_and(|best| best.walked.unpaid > 0);
    let obstacle = (routes.is_empty() || unpaid).then(|| {
        obstacle(
            writer,
            standing,
            journey,
            &ground,
            &routes,
            found.open.is_some(),
        )
    });
    if unpaid {
        routes.clear();
    }
    let ids = |roles: &[RoleIndex]| roles.iter().map(|role| ladder[*role].id.clone()).collect();
    Path {
        ladder: writer.ladder_name(),
        as_of: standing.as_of.to_smolstr(),
        person: person(writer, standing),
        role: writer.role_name(journey.target),
        tracks: writer.track_names(),
        by: by.map(Criterion::name),
        pareto: journey.pareto,
        via: ids(&journey.via),
        avoid: ids(&journey.avoid),
        within: journey.within.map(Number),
        max_moves: journey.max_moves,
        hours_per_week: standing.hours_per_week.map(Number),
        routes,
        exact: found.open.is_none(),
        bound: found.open.map(|open| bound(open, &found, by)),
        obstacle,
        sources: Vec::new(),
    }
}
