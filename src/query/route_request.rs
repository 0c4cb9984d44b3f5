//! What is asked of a route.

use crate::{model::RoleIndex, vocabulary::Criterion};

use super::pay::PayFilter;

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
