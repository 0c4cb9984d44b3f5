//! What is asked of a route, and the ground on which it is looked for.

use crate::model::{Basis, Ladder, PayTerms, RoleIndex};

use super::{
    pay::PayFilter,
    route::{Criterion, Found, Ground, Limits, Terrain, front, search, ticks},
    standing::Standing,
};

/// How far a route may go on, and what counts.
#[derive(Debug, Clone)]
pub struct Journey {
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

impl Journey {
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

/// Somebody of whom nothing is known is told the way of somebody who begins with nothing.
pub(super) fn beginner(standing: &Standing) -> Standing {
    let mut standing = standing.clone();
    if !standing.known {
        standing.years = Some(0.0);
    }
    standing
}

/// Looks for the routes that were asked for.
pub(super) fn find(ground: &Ground, journey: &Journey) -> Found {
    let limits = Limits {
        routes: journey.routes,
        via: journey.via.iter().map(|role| role.index()).collect(),
        within: journey.within.map(ticks),
        moves: journey.max_moves,
    };
    if journey.pareto {
        front(ground, &limits)
    } else {
        search(ground, journey.by, &limits)
    }
}

pub(super) fn ground<'a>(
    ladder: &'a Ladder,
    standing: &Standing,
    journey: &'a Journey,
    terms: Option<&'a PayTerms>,
) -> Ground<'a> {
    let terrain = Terrain {
        target: journey.target,
        avoid: &journey.avoid,
        terms,
        horizon: ticks(journey.horizon),
    };
    Ground::new(ladder, standing, &terrain)
}

/// The terms on which pay is counted: base pay unless another basis is asked for, where the person
/// is paid, in the ladder's currency if anything there is paid in it.
pub(super) fn terms(ladder: &Ladder, standing: &Standing, filter: &PayFilter) -> Option<PayTerms> {
    let basis = filter.basis.unwrap_or(Basis::Base);
    let region = filter.region.as_ref().or(standing.region());
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
