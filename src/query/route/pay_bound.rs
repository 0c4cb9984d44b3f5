//! The most money that a route can still come to.

use super::{
    backward::backward,
    problem::{Problem, RouteNode},
    time::Ticks,
};

/// How many kinds of pay are told apart where there are this many moves, and how few there may be.
const STEPS: usize = 200_000;
const LEAST_STEPS: usize = 2;
const MOST_STEPS: usize = 12;

/// The most money that can still be earned: as if there were nothing to learn, and one could stay
/// in any role for as long as one liked.
pub struct PayBound {
    steps: Vec<PayTier>,
    /// The nodes from which a edge leads on of which all pay is known.
    known: Vec<Option<u32>>,
}

/// Roles that pay so much, or little less.
struct PayTier {
    rate: i128,
    /// What is lost against this rate on the edge to the nearest of them.
    loss: Vec<Option<i128>>,
    /// From when on one of them may be had, for the years that they ask for.
    open: Ticks,
}

impl PayBound {
    pub fn new(problem: &Problem) -> Self {
        let paid = || (0..problem.nodes()).filter(|node| problem.between[*node]);
        let paid = || paid().filter_map(|node| Some((node, problem.rates[node]?)));
        let mut rates: Vec<i128> = paid().map(|(_, rate)| rate).collect();
        rates.sort_unstable();
        rates.dedup();
        let count = (STEPS / problem.edges.len().max(1)).clamp(LEAST_STEPS, MOST_STEPS);
        let count = count.min(rates.len());
        let mut below = -1;
        let mut steps = Vec::with_capacity(count);
        // The highest rate of each of so many equal parts.
        for rate in (1..=count).map(|step| rates[step * rates.len() / count - 1]) {
            let of_step = || paid().filter(|(_, own)| *own > below && *own <= rate);
            let ends = of_step().map(|(node, _)| (node, 0));
            steps.push(PayTier {
                rate,
                loss: backward(problem, ends, |loss: i128, edge| {
                    let own = problem.rates[edge.from]?;
                    let serve = edge.serve[0].min(problem.horizon);
                    Some(loss.saturating_add((rate - own).max(0) * serve))
                }),
                open: of_step()
                    .map(|(node, _)| problem.met[node])
                    .min()
                    .unwrap_or_default(),
            });
            below = rate;
        }
        let target = problem.rates[problem.target].map(|_| (problem.target, 0));
        let known = backward(problem, target, |moves, edge| {
            problem.rates[edge.from].map(|_| moves + edge.moves())
        });
        Self { steps, known }
    }

    /// The most from a moment on; `None` where no edge on is paid for throughout.
    pub fn most(&self, problem: &Problem, node: RouteNode, elapsed: Ticks) -> Option<i128> {
        self.known[node]?;
        let own = problem.rates[node]?;
        let left = problem.horizon - elapsed;
        let steps = self.steps.iter();
        let by_way = steps
            .filter_map(|step| Some(step.rate * left - step.loss[node]?))
            .max()?;
        // No role but the present one pays before the years that it asks for are met.
        let mut by_years = 0;
        let mut until = problem.horizon;
        for step in self.steps.iter().rev() {
            let from = step.open.clamp(elapsed, until);
            by_years += step.rate.max(own) * (until - from);
            until = from;
        }
        by_years += own * (until - elapsed);
        Some(by_way.min(by_years))
    }
}
