//! Which figures of a route rest on estimates though no part of them is one: those that change where estimates are
//! left out, since another alternative or certification is taken then, or a course is studied for another skill.

use crate::query::{
    answer::Estimate,
    effort::{ends, mark_hours},
};

use super::{answer::Route, route_move::RouteMove};

impl Route {
    /// Marks what is not the same on the same route without estimates.
    pub fn mark_estimates(&mut self, without: &Self) {
        let mut is_begin_estimated = false;
        for (step, other) in self.moves.iter_mut().zip(&without.moves) {
            step.days.is_begin_estimated = is_begin_estimated;
            step.mark_estimates(other);
            is_begin_estimated = step.days.is_end_estimated;
        }
        mark(&mut self.years, without.years);
        mark_hours(&mut self.hours, &mut self.hours_estimated, without.hours);
        let (pay, other) = (&mut self.pay, &without.pay);
        pay.estimated |= pay.amount.is_some() && pay.amount != other.amount;
    }
}

impl RouteMove {
    fn mark_estimates(&mut self, without: &Self) {
        mark(&mut self.years, without.years);
        mark(&mut self.experience, without.experience);
        mark(&mut self.study, without.study);
        mark(&mut self.practice, without.practice);
        mark(&mut self.education, without.education);
        mark_hours(&mut self.hours, &mut self.hours_estimated, without.hours);
        let same_days = match &self.not_before {
            Some(_) => {
                self.not_before.as_ref()
                    == without.not_before.as_ref().or(without.earliest.as_ref())
            }
            None => self.earliest == without.earliest && self.latest == without.latest,
        };
        // A day before which it cannot be rests on what is known, and not on what is unknown too.
        let is_bound = self.not_before.is_some();
        self.days_estimated = !same_days || self.days_estimated && !is_bound;
        self.days.is_end_estimated = self.days_estimated;
    }
}

fn mark(time: &mut Estimate, without: Estimate) {
    time.estimated = !is_same(*time, without) || time.estimated && !time.at_least;
}

/// Whether a time is the same without estimates; where it is unknown, the least that is known.
pub fn is_same(time: Estimate, without: Estimate) -> bool {
    if time.at_least {
        return time.min == without.min;
    }
    !without.at_least && ends(time) == ends(without)
}
