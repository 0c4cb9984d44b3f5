//! A route problem, searched once: the answers about routes describe what was found.

use smol_str::SmolStr;

use crate::{
    model::{Ladder, PayTerms},
    vocabulary::Basis,
};

use super::{
    answer_builder::AnswerBuilder,
    pay::PayFilter,
    person_state::PersonState,
    route::{self, Problem, Route, SearchResult, ticks},
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
        let mut state = state.clone();
        if !state.known {
            state.years = Some(0.0);
        }
        let mut problem = Problem::new(ladder, &state, request.target, &request.avoid);
        set_pay(&mut problem, &state, &request);
        Self {
            result: search(&problem, &request),
            request,
            state,
            problem,
        }
    }

    /// The same routes with other pay and another horizon. The order of routes by time, effort or
    /// share does not depend on either.
    pub fn with_pay(&self, filter: PayFilter, horizon: f64) -> Self {
        let request = RouteRequest {
            horizon,
            filter,
            ..self.request.clone()
        };
        let mut problem = self.problem.clone();
        set_pay(&mut problem, &self.state, &request);
        Self {
            request,
            state: self.state.clone(),
            problem,
            result: self.result.clone(),
        }
    }

    /// Describes the routes, the best first.
    pub fn routes(&self, builder: &mut AnswerBuilder) -> impl Iterator<Item = Route> {
        let found = self.result.routes.iter();
        found.map(|found| route::describe(builder, &self.problem, &self.state, found))
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

fn set_pay(problem: &mut Problem, state: &PersonState, request: &RouteRequest) {
    let terms = terms(problem.ladder, state, &request.filter);
    problem.set_pay(terms, ticks(request.horizon), state.as_of);
}

/// The terms on which pay is counted: base pay unless another basis is asked for, where the person
/// is paid, in the ladder's currency if anything there is paid in it.
fn terms(ladder: &Ladder, state: &PersonState, filter: &PayFilter) -> Option<PayTerms> {
    let basis = filter.basis.unwrap_or(Basis::Base);
    let region = filter.region.as_ref().or(state.region());
    let region = region.or(ladder.market.region.as_ref());
    let region = region.map(SmolStr::as_str);
    let is_there = |terms: &&PayTerms| terms.basis == basis && terms.is_in(region);
    let there = || {
        let pay = ladder.roles().flat_map(|role| &ladder[role].pay);
        pay.map(|pay| &pay.terms).filter(is_there)
    };
    let usual = ladder.market.currency.as_ref();
    let found = there().find(|terms| Some(&terms.currency) == usual);
    found.or_else(|| there().next()).cloned()
}
