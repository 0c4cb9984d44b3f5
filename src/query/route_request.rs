//! What is asked of routes.

use crate::{model::RoleIndex, vocabulary::Criterion};

use super::pay::PayFilter;

/// What is asked of routes.
#[derive(Debug, Clone)]
pub struct RouteRequest {
    /// The role to reach.
    pub target: RoleIndex,
    /// The criterion by which routes are ranked.
    pub by: Criterion,
    /// The number of routes, at least one.
    pub routes: usize,
    /// Roles that each route passes, in any order; `MOST_VIA` at the most.
    pub via: Vec<RoleIndex>,
    /// Roles that no route passes.
    pub avoid: Vec<RoleIndex>,
    /// The most years that the least time of a route may be.
    pub within: Option<f64>,
    /// The most moves of a route.
    pub max_moves: Option<u32>,
    /// Whether to find the Pareto front by time, pay and effort instead.
    pub pareto: bool,
    /// Years for which money is counted.
    pub horizon: f64,
    /// The pay that counts.
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

/// The default horizon: years for which money is counted.
pub const HORIZON: f64 = 10.0;

/// The most roles that every route may be asked to pass.
pub const MOST_VIA: usize = 64;
