//! The description of a found route.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{Day, RoleIndex, day_after},
    query::{
        answer::{Estimate, Number, Pay, PlacedRole},
        answer_builder::AnswerBuilder,
        person_state::PersonState,
    },
    vocabulary::{Basis, Criterion, DecidedBy},
};

use super::{
    problem::{CENTS, Problem, RouteNode},
    route_move::{Days, RouteMove, Walk},
    search::FoundRoute,
    taken::taken,
    time::{YEAR, duration, most, years},
    totals::PathTotals,
    unit::known_hours,
};

/// A chain of moves that visits no role twice.
#[derive(Debug, PartialEq, Serialize)]
pub struct Route {
    /// The roles, the present one first.
    pub roles: Vec<PlacedRole>,
    /// The moves.
    pub moves: Vec<RouteMove>,
    /// The duration of all moves.
    pub years: Estimate,
    /// The ids of the roles after moves with an unknown duration.
    pub time_unknown: Vec<SmolStr>,
    /// Study hours, each level learnt once, those of estimates left out; `null` where no part of them is
    /// known.
    pub hours: Option<Estimate>,
    /// The study hours that rest on estimates; `null` where none do.
    pub hours_estimated: Option<Estimate>,
    /// The money earned.
    pub pay: RouteEarnings,
    /// The product of the shares, from 0 to 1; `null` where one of them is unknown.
    pub share: Option<Number>,
    /// The ids of the roles after moves with an unknown share.
    pub share_unknown: Vec<SmolStr>,
    /// Why the route has its rank.
    pub reasons: Vec<RankReason>,
    /// Whether no route that was not found can be better.
    pub proven: bool,
}

/// Why a route comes first, or after the best one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RankReason {
    /// The criterion.
    pub criterion: Criterion,
    /// The part of the cost that decides.
    pub decided_by: DecidedBy,
    /// The difference from the best route: years, hours, money or moves.
    pub behind: Option<Number>,
}

/// The money that is earned from today until the horizon.
#[derive(Debug, PartialEq, Serialize)]
pub struct RouteEarnings {
    /// In whole currency units; `null` where the pay of a role or the duration of a move is unknown.
    pub amount: Option<Number>,
    /// Whether it rests on an estimate, of pay or of time.
    pub estimated: bool,
    /// The currency; `null` without pay on the basis in the region.
    pub currency: Option<SmolStr>,
    /// What the amount includes, such as base pay or total pay.
    pub basis: Basis,
    /// The region of the pay.
    pub region: Option<SmolStr>,
    /// The horizon, in years.
    pub years: Number,
    /// The ids of the roles with unknown pay.
    pub unknown: Vec<SmolStr>,
    /// The id of the first role, where a person without a role takes time to it: what is earned before is
    /// unknown. `null` otherwise.
    pub unknown_before: Option<SmolStr>,
    /// The pay of the present role.
    pub present: Option<Pay>,
}

/// Describes a route for a person who begins it on the day of their state.
pub fn describe(
    builder: &mut AnswerBuilder,
    problem: &Problem,
    state: &PersonState,
    found: &FoundRoute,
) -> Route {
    let mut walk = Walk {
        problem,
        state,
        person: state.clone(),
        gained: problem.units.at_start(),
    };
    let mut totals = PathTotals::start(problem);
    let mut moves: Vec<RouteMove> = Vec::with_capacity(found.edges.len());
    let (mut sourced_hours, mut estimated) = ([0; 2], false);
    // The last day that a move begins on before the end of the calendar.
    let mut last_begin = state.as_of;
    for edge in found.edges.iter().map(|edge| &problem.edges[*edge]) {
        let taken = taken(problem, edge.to, &totals, &walk.gained);
        let taken = taken.as_deref();
        let with =
            |estimates: bool| totals.move_time(problem, edge, &walk.gained, taken, estimates);
        let (time, sourced) = (with(true), with(false));
        let after = totals.extended(problem, edge, &walk.gained, taken);
        let (begun, ended) = (years(totals.elapsed[0]), years(after.elapsed[0]));
        let [begin, end] = [begun, ended].map(|years| day_after(state.as_of, years));
        last_begin = begin.unwrap_or(last_begin);
        let days = Days {
            begun,
            ended,
            begin: last_begin,
            end: end.unwrap_or(Day::MAX),
            last: most(after.elapsed[1]).and_then(|years| day_after(state.as_of, years)),
            is_begin_known: totals.unknown_time == 0 && begin.is_some(),
            is_end_known: after.unknown_time == 0 && end.is_some(),
            is_begin_estimated: estimated,
            is_end_estimated: estimated || sourced.left_out > 0,
        };
        estimated = days.is_end_estimated;
        let experience = totals
            .experience_since
            .map(|since| nine_digits(years(totals.elapsed[0] - since[0])));
        walk.person.years = experience;
        for end in [0, 1] {
            sourced_hours[end] += sourced.hours[end];
        }
        moves.push(walk.step(builder, edge, [&time, &sourced], taken, days));
        walk.gained.arrive(problem, edge.to, taken, after.elapsed);
        totals = after;
    }
    let unknown = |is_unknown: &dyn Fn(&RouteMove) -> bool| {
        let moves = moves.iter().filter(|route_move| is_unknown(route_move));
        moves
            .map(|route_move| route_move.step.role.clone())
            .collect()
    };
    let has_unknown_share =
        |step: &RouteMove| step.from.is_some() && step.step.facts.share.is_none();
    let (hours, hours_estimated) = known_hours(
        sourced_hours,
        (
            [0, 1].map(|end| totals.hours[end] - sourced_hours[end]),
            moves.iter().any(|step| step.hours_estimated.is_some()),
        ),
        totals.unknown_study,
    );
    Route {
        roles: roles(problem, found)
            .map(|role| builder.placed_role(role))
            .collect(),
        years: duration(totals.elapsed, totals.unknown_time > 0, estimated),
        time_unknown: unknown(&|step| step.years.at_least),
        hours,
        hours_estimated,
        pay: earned(builder, problem, found, &totals, &moves, estimated),
        share: share(problem, found),
        share_unknown: unknown(&has_unknown_share),
        reasons: Vec::new(),
        proven: found.proven,
        moves,
    }
}

/// Whether the time of a route rests on an estimate.
pub fn rests_on_estimate(problem: &Problem, found: &FoundRoute) -> bool {
    let mut gained = problem.units.at_start();
    let mut totals = PathTotals::start(problem);
    found.edges.iter().any(|edge| {
        let edge = &problem.edges[*edge];
        let taken = taken(problem, edge.to, &totals, &gained);
        let taken = taken.as_deref();
        let sourced = totals.move_time(problem, edge, &gained, taken, false);
        totals = totals.extended(problem, edge, &gained, taken);
        gained.arrive(problem, edge.to, taken, totals.elapsed);
        sourced.left_out > 0
    })
}

/// What a route costs the person of a problem.
pub fn follow(problem: &Problem, edges: &[usize]) -> PathTotals {
    let mut gained = problem.units.at_start();
    let mut totals = PathTotals::start(problem);
    for edge in edges.iter().map(|edge| &problem.edges[*edge]) {
        let taken = taken(problem, edge.to, &totals, &gained);
        totals = totals.extended(problem, edge, &gained, taken.as_deref());
        gained.arrive(problem, edge.to, taken.as_deref(), totals.elapsed);
    }
    totals
}

/// Rounds a sum of years, so that thirds of a year add up to whole years.
fn nine_digits(years: f64) -> f64 {
    (years * 1e9).round() / 1e9
}

/// The nodes of a route, the start first.
fn nodes(problem: &Problem, found: &FoundRoute) -> impl Iterator<Item = RouteNode> {
    let edges = found.edges.iter().map(|edge| problem.edges[*edge].to);
    std::iter::once(problem.start).chain(edges)
}

/// The roles of a route, the present one first if there is one.
pub fn roles(problem: &Problem, found: &FoundRoute) -> impl Iterator<Item = RoleIndex> {
    nodes(problem, found).filter_map(|node| problem.role(node))
}

fn earned(
    builder: &mut AnswerBuilder,
    problem: &Problem,
    found: &FoundRoute,
    totals: &PathTotals,
    moves: &[RouteMove],
    is_time_estimated: bool,
) -> RouteEarnings {
    let mut entry = moves.iter().take(1).filter(|step| step.from.is_none());
    let late = entry.find(|entry| entry.days.ended > 0.0);
    let terms = problem.terms.as_ref();
    let unknown = nodes(problem, found).filter(|node| problem.rates[*node].is_none());
    #[expect(clippy::cast_precision_loss, reason = "money is shown in whole units")]
    let amount = (totals.money as f64 / (2 * CENTS) as f64 / YEAR as f64).round();
    RouteEarnings {
        estimated: is_time_estimated
            || nodes(problem, found)
                .filter_map(|node| problem.pay(node))
                .any(|pay| problem.ladder.is_estimate(pay.source)),
        amount: (totals.cost(Criterion::Pay)[0] == 0).then_some(Number(amount)),
        currency: terms.map(|terms| terms.currency.clone()),
        basis: terms.map_or(Basis::Base, |terms| terms.basis),
        region: terms.and_then(|terms| terms.region.clone()),
        years: Number::rounded(years(problem.horizon)),
        unknown: unknown.map(|node| problem.id(node).to_smolstr()).collect(),
        unknown_before: late.map(|entry| entry.step.role.clone()),
        present: problem.pay(problem.start).map(|pay| builder.pay(pay)),
    }
}

fn share(problem: &Problem, found: &FoundRoute) -> Option<Number> {
    let mut product = 1.0;
    let edges = found.edges.iter().map(|edge| &problem.edges[*edge]);
    for step in edges.filter_map(|edge| problem.step(edge)) {
        product *= step.share?.value;
    }
    Some(Number((product * 1e6).round() / 1e6))
}
