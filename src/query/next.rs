//! The next steps: the moves out of a person's role, or the entry roles for a person without one.

use std::collections::HashSet;

use serde::Serialize;
use smol_str::SmolStr;

use crate::model::{self, Ladder, Resolver, RoleIndex, Source};
use crate::order::Order as _;

use super::{
    answer::{Header, Move, MoveFacts, Number, PayChange, Span},
    answer_builder::AnswerBuilder,
    assess::{Fit, Fits},
    gap::Gap,
    pay::{self, PayFilter},
    person_state::PersonState,
};

/// The most roles besides the entry roles that are named to a person without a role.
const FITS: usize = 3;

/// The least readiness for a role that is more than one move after an entry role, to be named.
const FIT: f64 = 0.5;

/// The roles that can come next.
#[derive(Debug, PartialEq, Serialize)]
pub struct NextAnswer {
    /// The ladder, the day and the person.
    #[serde(flatten)]
    pub header: Header,
    /// The moves out of the person's role; the entry roles for a person without one.
    pub steps: Vec<NextRole>,
    /// For a person without a role, the readiest first: roles that one move leads to from an entry role, and
    /// others that moves lead to, where at least half is met and no experience is missing.
    pub fits: Vec<NextRole>,
    /// The goal of a person without a role, where moves lead there.
    #[serde(skip)]
    pub goal: Option<SmolStr>,
    /// Where the ladder has no entry role: the first role that moves only lead out of, else the first.
    #[serde(skip)]
    pub lowest: Option<SmolStr>,
    /// The sources of all figures, in the order of their first use; empty as a part of a report.
    pub sources: Vec<Source>,
}

/// A role that can come next.
#[derive(Debug, PartialEq, Serialize)]
pub struct NextRole {
    /// The role, and what the ladder says of the move.
    #[serde(flatten)]
    pub step: Move,
    /// What of the requirements is met.
    #[serde(flatten)]
    pub fit: Fit,
    /// Years in the present role still missing before the move.
    pub to_serve: Option<Span>,
    /// Whether the person is eligible now: all that is required is met, and the time is served; false for a role
    /// that only moves lead to, where the person holds none; `null` without a person, and where a time is unknown.
    pub eligible: Option<bool>,
    /// The pay of the present role and of this one; `null` where the ladder has no pay that counts.
    pub pay_change: Option<PayChange>,
}

/// The roles that moves lead to from a person's role, each once; the entry roles for a person without one.
pub fn next_roles(ladder: &Ladder, state: &PersonState) -> Vec<RoleIndex> {
    let Some(role) = state.role else {
        return ladder.roles().filter(|role| ladder[*role].entry).collect();
    };
    let mut seen = HashSet::new();
    let moves = ladder.moves_from(role).into_iter();
    let mut roles: Vec<RoleIndex> = moves.map(|(role, _)| role).collect();
    roles.retain(|role| seen.insert(*role));
    roles
}

/// Answers which roles can come next for a person.
pub fn next(ladder: &Ladder, state: &PersonState, filter: &PayFilter) -> NextAnswer {
    write(&mut AnswerBuilder::new(ladder), state, filter)
}

/// The answer, alone or as a part of a report.
pub(super) fn write(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    filter: &PayFilter,
) -> NextAnswer {
    let ladder = builder.ladder;
    let is_open = |goal: &RoleIndex| ladder.reachable(None).contains(goal);
    let goal = state.goal.filter(|_| state.role.is_none());
    let goal = goal.filter(is_open);
    let terms = pay::terms(builder.ladder, state, filter);
    let mut judged = (Resolver::new(ladder), Fits::new(ladder, state));
    let (steps, fits) = match state.role {
        Some(role) => {
            let moves = builder.ladder.moves_from(role).into_iter();
            let steps = moves.map(|(target, step)| {
                let change = terms
                    .as_ref()
                    .map(|terms| pay::change(builder, role, target, terms, state.as_of));
                NextRole {
                    pay_change: change,
                    ..step_to(builder, state, target, Some(step), &mut judged)
                }
            });
            (steps.collect(), Vec::new())
        }
        None => entry_steps(builder, state, &mut judged),
    };
    let has_entry = ladder.roles().any(|role| ladder[role].entry);
    let lowest = (!has_entry).then(|| lowest(ladder)).flatten();
    NextAnswer {
        header: builder.header(state),
        steps,
        fits,
        lowest: lowest.map(|role| ladder[role].id.clone()),
        goal: goal.map(|goal| ladder[goal].id.clone()),
        sources: builder.sources(),
    }
}

/// The first role that no move leads to, and one out of; else the first role.
fn lowest(ladder: &Ladder) -> Option<RoleIndex> {
    let targets = |role| ladder.moves_from(role).into_iter().map(|(to, _)| to);
    let reached: HashSet<RoleIndex> = ladder.roles().flat_map(targets).collect();
    let is_lowest = |role: &RoleIndex| !reached.contains(role) && targets(*role).next().is_some();
    ladder
        .roles()
        .find(is_lowest)
        .or_else(|| ladder.roles().next())
}

/// The entry roles, and the closest of the other roles that moves lead to.
fn entry_steps(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    judged: &mut (Resolver, Fits),
) -> (Vec<NextRole>, Vec<NextRole>) {
    let ladder = builder.ladder;
    let (entries, others): (Vec<RoleIndex>, Vec<RoleIndex>) =
        ladder.roles().partition(|role| ladder[*role].entry);
    let mut described = |roles: Vec<RoleIndex>| -> Vec<NextRole> {
        let roles = roles.into_iter();
        roles
            .map(|role| step_to(builder, state, role, None, judged))
            .collect()
    };
    let steps = described(entries);
    if !state.known {
        return (steps, Vec::new());
    }
    let ratio = |step: &NextRole| {
        let ratio = step.fit.readiness.and_then(|readiness| readiness.ratio);
        ratio.map_or(0.0, |ratio| ratio.0)
    };
    let reachable = ladder.reachable(None);
    let is_next = |role: &RoleIndex| {
        let mut before = ladder.moves_into(*role).into_iter();
        before.any(|(before, _)| ladder[before].entry)
    };
    let others = others.into_iter().filter(|role| reachable.contains(role));
    let (near, far): (Vec<RoleIndex>, Vec<RoleIndex>) = others.partition(is_next);
    let mut fits = described(near);
    let far = described(far).into_iter();
    let is_there = |step: &NextRole| step.fit.years_missing.is_some_and(|years| years.0 == 0.0);
    fits.extend(far.filter(|step| ratio(step) >= FIT && is_there(step)));
    // Highest readiness first; equals in the ladder's order.
    fits.order_by(|one, other| ratio(other).total_cmp(&ratio(one)));
    fits.truncate(FITS);
    (steps, fits)
}

fn step_to(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    role: RoleIndex,
    step: Option<&model::Move>,
    (resolver, fits): &mut (Resolver, Fits),
) -> NextRole {
    let required = resolver.required(role);
    let fit = fits.of(builder, &required);
    let to_serve = step.and_then(|step| still_to_serve(builder, state, step));
    // A person outside the ladder can enter entry roles alone.
    let is_open = step.is_some() || builder.ladder[role].entry;
    let step = builder.step(role, step);
    let met = requirements_met(&fit.gaps, fit.years_missing);
    let asks = required.iter().any(|one| one.item.asks_for_something());
    let eligible = if is_open {
        eligible(met, asks, &step.facts, to_serve.as_ref())
    } else {
        Some(false)
    };
    NextRole {
        step,
        fit,
        to_serve,
        eligible: eligible.filter(|_| state.known),
        pay_change: None,
    }
}

/// Whether all requirements are met; `None` where the years of experience are unknown.
pub(super) fn requirements_met(gaps: &[Gap], years_missing: Option<Number>) -> Option<bool> {
    let is_open = gaps.iter().any(|gap| gap.status.is_open());
    if is_open {
        Some(false)
    } else {
        years_missing.map(|_| true)
    }
}

/// Whether a person is eligible for a role now: the requirements are met, and the time before the move is
/// served. `None` where that is unknown: the move has a gate, its time is an estimate that is left out, or it
/// states none and the role asks for nothing.
pub(super) fn eligible(
    met: Option<bool>,
    asks: bool,
    facts: &MoveFacts,
    to_serve: Option<&Span>,
) -> Option<bool> {
    let served = match (&facts.after, to_serve) {
        (None, _) if facts.after_left_out => None,
        (None, _) => asks.then_some(true),
        (Some(_), left) => left.map(|left| left.min.0 == 0.0),
    };
    let open = facts.gate.is_none().then_some(true);
    let parts = [met, served, open];
    if parts.contains(&Some(false)) {
        return Some(false);
    }
    parts.iter().all(Option::is_some).then_some(true)
}

/// The years that a move requires in the role before it, less those served already.
pub(super) fn still_to_serve(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    step: &model::Move,
) -> Option<Span> {
    let after = step.after?;
    if state.leaves_out(builder.ladder, after.source) {
        return None;
    }
    let served = state.served.unwrap_or(0.0);
    let left = |years: f64| Number::years((years - served).max(0.0));
    Some(Span {
        min: left(after.value.min),
        max: left(after.value.max),
        cited: builder.cite(after.source),
    })
}
