//! The best routes to a role.

use serde::Serialize;
use smol_str::SmolStr;

use crate::{
    model::{Exemption, Ladder, RoleIndex, Source},
    vocabulary::Criterion,
};

use super::{
    answer::{Header, Named, Number},
    answer_builder::AnswerBuilder,
    no_route::{NoRoute, no_route},
    person_state::PersonState,
    route::{Route, RouteBound, RouteCount, bound, rank, unknown_criteria},
    route_request::RouteRequest,
    solution::Solution,
};

/// The best routes to a role, or why there is none.
#[derive(Debug, PartialEq, Serialize)]
pub struct PathAnswer {
    /// The ladder, the day and the person.
    #[serde(flatten)]
    pub header: Header,
    /// The target.
    pub role: Named,
    /// The tracks of the ladder.
    pub tracks: Vec<Named>,
    /// The criterion by which the routes are ranked; `null` for a Pareto front.
    pub by: Option<Criterion>,
    /// Whether the routes are a Pareto front: no other route is better in time, pay or effort and
    /// as good in the others.
    pub pareto: bool,
    /// The ids of the roles that each route passes.
    pub via: Vec<SmolStr>,
    /// The ids of the roles that no route passes.
    pub avoid: Vec<SmolStr>,
    /// The most years that the least time of a route may be.
    pub within: Option<Number>,
    /// The most moves of a route.
    pub max_moves: Option<u32>,
    /// What is taken of alternatives before others: ids of skills and certifications, `years` or `education`.
    pub prefer: Vec<SmolStr>,
    /// The person's study hours a week.
    pub hours_per_week: Option<Number>,
    /// The routes, the best first.
    pub routes: Vec<Route>,
    /// Whether these are certainly the best routes; if not, `bound` limits how good others can be.
    pub exact: bool,
    /// A bound for every route that was not found.
    pub bound: Option<RouteBound>,
    /// For a Pareto front, how many routes it has; `routes` holds some of them.
    pub front: Option<RouteCount>,
    /// For a Pareto front, the criteria that no route knows, which are left out.
    pub unknown_criteria: Vec<Criterion>,
    /// With `within`, the routes that are left out because their time is unknown.
    pub left_out: Option<RouteCount>,
    /// Why there is no route.
    #[serde(rename = "obstacle")]
    pub no_route: Option<NoRoute>,
    /// The sources of all figures, in the order of their first use; empty as a part of a report.
    pub sources: Vec<Source>,
}

impl PathAnswer {
    /// The answer without what it says of the request's preferences themselves.
    #[must_use]
    pub fn without_preferences(self) -> Self {
        Self {
            prefer: Vec::new(),
            ..self
        }
    }
}

/// Answers by which routes a role is best reached, or why there is none.
pub fn path(ladder: &Ladder, state: &PersonState, request: &RouteRequest) -> PathAnswer {
    let solution = Solution::new(ladder, state, request.clone());
    write(&mut AnswerBuilder::new(ladder), &solution)
}

/// The answer, alone or as a part of another one.
pub(super) fn write(builder: &mut AnswerBuilder, solution: &Solution) -> PathAnswer {
    let ladder = builder.ladder;
    let Solution {
        request,
        state,
        result,
        ..
    } = solution;
    let mut routes: Vec<Route> = solution.routes(builder).collect();
    let by = (!request.pareto).then_some(request.by);
    rank(&mut routes, result, by);
    let no_route = routes.is_empty().then(|| no_route(builder, solution));
    let ids = |roles: &[RoleIndex]| roles.iter().map(|role| ladder[*role].id.clone()).collect();
    PathAnswer {
        header: builder.header(state),
        role: builder.role_name(request.target),
        tracks: builder.track_names(),
        by,
        pareto: request.pareto,
        via: ids(&request.via),
        avoid: ids(&request.avoid),
        within: request.within.map(Number),
        max_moves: request.max_moves,
        prefer: preferred(ladder, &state.preferred),
        hours_per_week: state.hours_per_week.map(Number),
        routes,
        exact: result.open_bound.is_none(),
        bound: result.open_bound.map(|lowest| bound(lowest, result, by)),
        front: result.front,
        unknown_criteria: unknown_criteria(result, request.pareto),
        left_out: result.left_out,
        no_route,
        sources: builder.sources(),
    }
}

fn preferred(ladder: &Ladder, preferred: &[Exemption]) -> Vec<SmolStr> {
    let ids = preferred.iter().map(|preferred| match preferred {
        Exemption::Years => SmolStr::new_static("years"),
        Exemption::Education => SmolStr::new_static("education"),
        Exemption::Skill(skill) => ladder[*skill].id.clone(),
        Exemption::Certification(certification) => ladder[*certification].id.clone(),
    });
    ids.collect()
}
