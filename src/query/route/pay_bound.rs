//! The upper bound of the money that a route can still earn.

use crate::order::Order as _;

use super::{
    backward::backward,
    problem::{Problem, RouteNode},
    time::Ticks,
};

/// The number of tiers times the number of edges, at the most.
const MAX_WORK: usize = 200_000;
const MIN_TIERS: usize = 2;
const MAX_TIERS: usize = 12;

/// Upper bounds of the money that can still be earned, for a relaxed problem: no move needs study, and
/// a person can stay in any role.
pub struct PayBound {
    /// Roles grouped by pay, lowest first.
    tiers: Vec<PayTier>,
    /// For each node, the moves of a path to the target on which all pay is known.
    known: Vec<Option<u32>>,
}

/// Roles with similar pay.
struct PayTier {
    /// The highest rate among them.
    rate: i128,
    /// For each node, the money that is lost against this rate on the way to the nearest of them.
    loss: Vec<Option<i128>>,
    /// The time from the start until the experience for the first of them.
    experience_at: Ticks,
}

impl PayBound {
    /// Groups the roles between start and target into tiers, and bounds each tier.
    pub fn new(problem: &Problem) -> Self {
        let paid = || (0..problem.nodes()).filter(|node| problem.between[*node]);
        let paid = || paid().filter_map(|node| Some((node, problem.rates[node]?)));
        let mut rates: Vec<i128> = paid().map(|(_, rate)| rate).collect();
        rates.order();
        rates.dedup();
        let count = (MAX_WORK / problem.edges.len().max(1)).clamp(MIN_TIERS, MAX_TIERS);
        let count = count.min(rates.len());
        let mut below = -1;
        let mut tiers = Vec::with_capacity(count);
        // The highest rate of each of so many equal parts.
        for rate in (1..=count).map(|tier| rates[tier * rates.len() / count - 1]) {
            let of_tier = || paid().filter(|(_, own)| *own > below && *own <= rate);
            let ends = of_tier().map(|(node, _)| (node, 0));
            tiers.push(PayTier {
                rate,
                loss: backward(problem, ends, |loss: i128, edge| {
                    let own = problem.rates[edge.from]?;
                    let serving = edge.serving[0].min(problem.horizon);
                    Some(loss.saturating_add((rate - own).max(0) * serving))
                }),
                experience_at: of_tier()
                    .map(|(node, _)| problem.experience_at[node])
                    .min()
                    .unwrap_or_default(),
            });
            below = rate;
        }
        let target = problem.rates[problem.target].map(|_| (problem.target, 0));
        let known = backward(problem, target, |moves, edge| {
            problem.rates[edge.from].map(|_| moves + edge.moves())
        });
        Self { tiers, known }
    }

    /// The most money from a node on, after this time; `None` where every path has unknown pay.
    pub fn most(&self, problem: &Problem, node: RouteNode, elapsed: Ticks) -> Option<i128> {
        self.known[node]?;
        let own = problem.rates[node]?;
        let left = problem.horizon - elapsed;
        let tiers = self.tiers.iter();
        let by_serving = tiers
            .filter_map(|tier| Some(tier.rate * left - tier.loss[node]?))
            .max()?;
        // No role but the present one pays before the person has the experience for it.
        let mut by_experience = 0;
        let mut until = problem.horizon;
        for tier in self.tiers.iter().rev() {
            let from = tier.experience_at.clamp(elapsed, until);
            by_experience += tier.rate.max(own) * (until - from);
            until = from;
        }
        by_experience += own * (until - elapsed);
        Some(by_serving.min(by_experience))
    }
}
