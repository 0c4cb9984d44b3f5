//! A route problem, searched once: the answers about routes describe what was found.

use smol_str::SmolStr;

use crate::model::Ladder;

use super::{
    answer_builder::AnswerBuilder,
    pay,
    person_state::PersonState,
    route::{self, FoundRoute, PathTotals, Problem, Route, SearchResult, duration, ticks},
    route_request::RouteRequest,
};

/// A request, the person, the problem and the routes that were found.
pub struct Solution<'a> {
    pub request: RouteRequest,
    /// The person at the start of every route; without a profile, a person with no experience.
    pub state: PersonState,
    pub problem: Problem<'a>,
    pub result: SearchResult,
}

impl<'a> Solution<'a> {
    /// States the problem and searches for the routes of the request.
    pub fn new(ladder: &'a Ladder, state: &PersonState, request: RouteRequest) -> Self {
        let unsolved = Self::stated(ladder, state, request);
        Self {
            result: search(&unsolved.problem, &unsolved.request),
            ..unsolved
        }
    }

    /// States the problem, without a search.
    fn stated(ladder: &'a Ladder, state: &PersonState, request: RouteRequest) -> Self {
        let mut state = state.clone();
        if !state.known {
            state.years = Some(0.0);
        }
        let mut problem = Problem::new(ladder, &state, request.target, &request.avoid);
        let terms = pay::terms(ladder, &state, &request.filter);
        problem.set_pay(terms, ticks(request.horizon), state.as_of);
        Self {
            result: SearchResult::default(),
            request,
            state,
            problem,
        }
    }

    /// The same request for a person in another state, with one route of this solution.
    #[must_use]
    pub fn along(&self, route: &FoundRoute, state: &PersonState) -> Self {
        let mut stated = Self::stated(self.problem.ladder, state, self.request.clone());
        stated.result.routes.push(FoundRoute {
            totals: route::follow(&stated.problem, &route.edges),
            ..route.clone()
        });
        stated
    }

    /// The steps that the problem and its search took: entries of the ladder that were read, and words of sets of units.
    pub fn steps(&self) -> usize {
        self.problem.size() + self.result.steps * self.problem.units.words().max(1)
    }

    /// Describes the routes, the best first; what changes where estimates are left out is marked as an estimate.
    pub fn routes(&self, builder: &mut AnswerBuilder) -> impl Iterator<Item = Route> {
        let without = self.without_estimates();
        self.result.routes.iter().map(move |found| {
            let mut route = self.described(builder, found);
            if let Some(without) = &without {
                // The sources of the other answer are not those of this one.
                let mut draft = AnswerBuilder::new(self.problem.ladder);
                route.mark_estimates(&without.described(&mut draft, found));
            }
            route
        })
    }

    /// Whether the time of a route is an estimate, as its description says, without the description.
    pub fn is_time_estimated(&self, found: &FoundRoute) -> bool {
        let time = |totals: PathTotals| duration(totals.elapsed, totals.unknown_time > 0, false);
        let known = time(found.totals);
        if !known.at_least && route::rests_on_estimate(&self.problem, found) {
            return true;
        }
        self.without_estimates().is_some_and(|without| {
            let without = route::follow(&without.problem, &found.edges);
            !route::is_same(known, time(without))
        })
    }

    /// Describes one route.
    pub fn described(&self, builder: &mut AnswerBuilder, found: &FoundRoute) -> Route {
        route::describe(builder, &self.problem, &self.state, found)
    }

    /// The same request without estimates and without a search; `None` where there are none, or they are left out.
    pub fn without_estimates(&self) -> Option<Self> {
        let ladder = self.problem.ladder;
        let state = self.state.without_estimates(ladder)?;
        Some(Self::stated(ladder, &state, self.request.clone()))
    }

    /// The ids of the roles of the best route, the present one first; none without a route.
    pub fn best_roles(&self) -> Vec<SmolStr> {
        let best = self.result.routes.iter().take(1);
        let roles = best.flat_map(|found| route::roles(&self.problem, found));
        roles
            .map(|role| self.problem.ladder[role].id.clone())
            .collect()
    }
}

/// Searches for the routes of a request.
pub fn search(problem: &Problem, request: &RouteRequest) -> SearchResult {
    if request.pareto {
        route::pareto_front(problem, request)
    } else {
        route::search(problem, request)
    }
}
