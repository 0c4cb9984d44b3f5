//! The order in which the skills of a move are studied.

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};

use crate::{
    model::{Ladder, SkillIndex},
    order::Order as _,
    query::route::{LearningStep, RouteMove},
};

/// The steps, each skill after those that it needs, else the one whose practice ends last first, then the one
/// with most hours; the steps of unknown length and those that need them stand last, and their number beside
/// them. Without estimates, a length that rests on one is unknown.
pub fn in_order<'s>(
    ladder: &Ladder,
    route_move: &'s RouteMove,
    with_estimates: bool,
) -> (Vec<&'s LearningStep>, usize) {
    let steps = &route_move.steps;
    let practices = route_move.practices.iter();
    let practised: HashMap<SkillIndex, f64> = practices
        .map(|step| {
            let until = if with_estimates {
                step.until
            } else {
                step.until_sourced
            };
            (step.skill, until.max(0.0))
        })
        .collect();
    let mut of_skill: HashMap<SkillIndex, Vec<&LearningStep>> = HashMap::new();
    for step in steps {
        of_skill.entry(step.skill).or_default().push(step);
    }
    let hours = |step: &LearningStep| -> f64 {
        let new = of_skill[&step.skill].iter().filter(|step| !step.taught);
        let hours = new.filter_map(|step| step.effort.study);
        let hours = hours.filter(|study| with_estimates || !study.estimated);
        hours.fold(0.0, |sum, study| sum + study.span.min)
    };
    let mut sorted: Vec<&LearningStep> = steps.iter().collect();
    // The bits of non-negative numbers have the order of the numbers.
    sorted.order_by_cached_key(|step| {
        let practice = practised.get(&step.skill).copied().unwrap_or(0.0);
        Reverse((practice.to_bits(), hours(step).to_bits()))
    });
    let (mut order, mut undated) = (Vec::with_capacity(steps.len()), Vec::new());
    let mut seen = HashSet::new();
    let mut unknown: HashSet<SkillIndex> = HashSet::new();
    for step in sorted {
        // Depth first: a skill is added after all that it needs.
        let mut stack = vec![(step.skill, 0)];
        while let Some((skill, needed)) = stack.pop() {
            if needed == 0 && !seen.insert(skill) {
                continue;
            }
            let needs = &ladder[skill].needs;
            if let Some(need) = needs.get(needed) {
                stack.push((skill, needed + 1));
                stack.push((need.skill, 0));
                continue;
            }
            let is_blocked = needs.iter().any(|need| unknown.contains(&need.skill));
            for step in of_skill.get(&skill).into_iter().flatten().copied() {
                let time = step.effort.study.or(step.effort.practice);
                let is_left_out = !with_estimates && time.is_some_and(|time| time.estimated);
                if is_blocked || step.years.is_none() || is_left_out {
                    unknown.insert(skill);
                }
                if unknown.contains(&skill) {
                    undated.push(step);
                } else {
                    order.push(step);
                }
            }
        }
    }
    let count = undated.len();
    order.extend(undated);
    (order, count)
}
