//! What is asked of a route, and the problem on which it is looked for.

use crate::model::{Basis, Ladder, PayTerms, RoleIndex};

use super::{
    pay::PayFilter,
    person_state::PersonState,
    route::{Criterion, Limits, Problem, ProblemOptions, SearchResult, front, search, ticks},
};

/// How far a route may go on, and what counts.
#[derive(Debug, Clone)]
pub struct RouteRequest {
    pub target: RoleIndex,
    pub by: Criterion,
    /// How many routes are asked for, at least one.
    pub routes: usize,
    /// Roles that each route passes, in any order; no more than 64.
    pub via: Vec<RoleIndex>,
    pub avoid: Vec<RoleIndex>,
    /// Years that a route may take at the least.
    pub within: Option<f64>,
    pub max_moves: Option<u32>,
    /// Every route that no other beats on time, pay and effort together.
    pub pareto: bool,
    /// Years for which money is counted.
    pub horizon: f64,
    pub filter: PayFilter,
}

impl RouteRequest {
    /// The best route by time.
    pub fn to(target: RoleIndex) -> Self {
        Self {
            target,
            by: Criterion::Time,
            routes: 1,
            via: Vec::new(),
            avoid: Vec::new(),
            within: None,
            max_moves: None,
            pareto: false,
            horizon: HORIZON,
            filter: PayFilter::default(),
        }
    }
}

/// For how many years money is counted unless somebody says so.
pub const HORIZON: f64 = 10.0;

/// The most roles that every route may be asked to pass.
pub const MOST_VIA: usize = 64;

/// Somebody of whom nothing is known is told the edge of somebody who begins with nothing.
pub(super) fn beginner(state: &PersonState) -> PersonState {
    let mut state = state.clone();
    if !state.known {
        state.years = Some(0.0);
    }
    state
}

/// Looks for the routes that were asked for.
pub(super) fn find(problem: &Problem, request: &RouteRequest) -> SearchResult {
    let limits = Limits {
        routes: request.routes,
        via: request.via.iter().map(|role| role.index()).collect(),
        within: request.within.map(ticks),
        moves: request.max_moves,
    };
    if request.pareto {
        front(problem, &limits)
    } else {
        search(problem, request.by, &limits)
    }
}

pub(super) fn problem<'a>(
    ladder: &'a Ladder,
    state: &PersonState,
    request: &'a RouteRequest,
    terms: Option<&'a PayTerms>,
) -> Problem<'a> {
    let options = ProblemOptions {
        target: request.target,
        avoid: &request.avoid,
        terms,
        horizon: ticks(request.horizon),
    };
    Problem::new(ladder, state, &options)
}

/// The terms on which pay is counted: base pay unless another basis is asked for, where the person
/// is paid, in the ladder's currency if anything there is paid in it.
pub(super) fn terms(ladder: &Ladder, state: &PersonState, filter: &PayFilter) -> Option<PayTerms> {
    let basis = filter.basis.unwrap_or(Basis::Base);
    let region = filter.region.as_ref().or(state.region());
    let region = region.or(ladder.market.region.as_ref());
    let is_there = |terms: &&PayTerms| {
        let same = match (region, &terms.region) {
            (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
            (None, None) => true,
            _ => false,
        };
        terms.basis == basis && same
    };
    let there = || {
        let pay = ladder.roles().flat_map(|role| &ladder[role].pay);
        pay.map(|pay| &pay.terms).filter(is_there)
    };
    let usual = ladder.market.currency.as_ref();
    let found = there().find(|terms| Some(&terms.currency) == usual);
    found.or_else(|| there().next()).cloned()
}
