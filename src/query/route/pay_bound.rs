//! The most money that a route can still come to.

use super::{
    backward::backward,
    ground::{Ground, Place},
    time::Ticks,
};

/// How many kinds of pay are told apart where there are this many moves, and how few there may be.
const STEPS: usize = 200_000;
const LEAST_STEPS: usize = 2;
const MOST_STEPS: usize = 12;

/// The most money that can still be earned: as if there were nothing to learn, and one could stay
/// in any role for as long as one liked.
pub struct PayBound {
    steps: Vec<PayStep>,
    /// The places from which a way leads on of which all pay is known.
    known: Vec<Option<u32>>,
}

/// Roles that pay so much, or little less.
struct PayStep {
    rate: i128,
    /// What is lost against this rate on the way to the nearest of them.
    loss: Vec<Option<i128>>,
    /// From when on one of them may be had, for the years that they ask for.
    open: Ticks,
}

impl PayBound {
    pub fn new(ground: &Ground) -> Self {
        let paid = || (0..ground.places()).filter(|place| ground.between[*place]);
        let paid = || paid().filter_map(|place| Some((place, ground.rates[place]?)));
        let mut rates: Vec<i128> = paid().map(|(_, rate)| rate).collect();
        rates.sort_unstable();
        rates.dedup();
        let count = (STEPS / ground.ways.len().max(1)).clamp(LEAST_STEPS, MOST_STEPS);
        let count = count.min(rates.len());
        let mut below = -1;
        let mut steps = Vec::with_capacity(count);
        // The highest rate of each of so many equal parts.
        for rate in (1..=count).map(|step| rates[step * rates.len() / count - 1]) {
            let of_step = || paid().filter(|(_, own)| *own > below && *own <= rate);
            let ends = of_step().map(|(place, _)| (place, 0));
            steps.push(PayStep {
                rate,
                loss: backward(ground, ends, |loss: i128, way| {
                    let own = ground.rates[way.from]?;
                    let serve = way.serve[0].min(ground.horizon);
                    Some(loss.saturating_add((rate - own).max(0) * serve))
                }),
                open: of_step()
                    .map(|(place, _)| ground.met[place])
                    .min()
                    .unwrap_or_default(),
            });
            below = rate;
        }
        let target = ground.rates[ground.target].map(|_| (ground.target, 0));
        let known = backward(ground, target, |moves, way| {
            ground.rates[way.from].map(|_| moves + way.moves())
        });
        Self { steps, known }
    }

    /// The most from a moment on; `None` where no way on is paid for throughout.
    pub fn most(&self, ground: &Ground, place: Place, elapsed: Ticks) -> Option<i128> {
        self.known[place]?;
        let own = ground.rates[place]?;
        let left = ground.horizon - elapsed;
        let steps = self.steps.iter();
        let by_way = steps
            .filter_map(|step| Some(step.rate * left - step.loss[place]?))
            .max()?;
        // No role but the present one pays before the years that it asks for are met.
        let mut by_years = 0;
        let mut until = ground.horizon;
        for step in self.steps.iter().rev() {
            let from = step.open.clamp(elapsed, until);
            by_years += step.rate.max(own) * (until - from);
            until = from;
        }
        by_years += own * (until - elapsed);
        Some(by_way.min(by_years))
    }
}
