//! The description of a found route.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{Requirements, RoleIndex, day_after},
    query::{
        answer::{Estimate, Number, Pay, PlacedRole},
        answer_builder::AnswerBuilder,
        person_state::PersonState,
    },
    vocabulary::{Basis, Criterion, DecidedBy},
};

use super::{
    problem::{CENTS, Edge, Problem, RouteNode},
    route_move::{Days, RouteMove, route_move},
    search::FoundRoute,
    time::{YEAR, duration, years},
    totals::PathTotals,
    units::{known_hours, learn},
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
    /// Study hours, each level learnt once; `null` where no part of them is known.
    pub hours: Option<Estimate>,
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
    /// In whole currency units; `null` where the pay of a role is unknown.
    pub amount: Option<Number>,
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
    let edges: Vec<Edge> = found
        .edges
        .iter()
        .map(|edge| problem.edges[*edge])
        .collect();
    let requirements: Vec<Requirements> = edges
        .iter()
        .filter_map(|edge| problem.role(edge.to))
        .map(|role| problem.ladder.requirements(role))
        .collect();
    let mut person = state.clone();
    let mut totals = PathTotals::start(problem);
    let mut learnt = vec![0; problem.units.words()];
    let mut moves = Vec::with_capacity(edges.len());
    for (position, edge) in edges.iter().enumerate() {
        let move_time = totals.move_time(problem, edge, &learnt);
        let after = totals.extended(problem, edge, &learnt);
        let (begun, ended) = (years(totals.elapsed[0]), years(after.elapsed[0]));
        let days = Days {
            begun,
            ended,
            begin: day_after(state.as_of, begun),
            end: day_after(state.as_of, ended),
            last: day_after(state.as_of, years(after.elapsed[1])),
        };
        person.years = state.years.map(|years| nine_digits(years + begun));
        person.as_of = days.end;
        moves.push(route_move(
            builder,
            problem,
            &mut person,
            edge,
            &learnt,
            &requirements[position..],
            (&move_time, days),
        ));
        learn(&mut learnt, problem.required(edge.to));
        totals = after;
    }
    let at_least = moves
        .iter()
        .any(|route_move: &RouteMove| route_move.years.at_least);
    let has_unknown_share = |route_move: &&RouteMove| {
        route_move.from.is_some() && route_move.step.facts.share.is_none()
    };
    Route {
        roles: roles(problem, found)
            .map(|role| builder.placed_role(role))
            .collect(),
        years: duration(totals.elapsed, at_least),
        hours: known_hours(totals.hours, totals.unknown_study),
        pay: earned(builder, problem, found, &totals),
        share: share(&edges, problem),
        share_unknown: moves
            .iter()
            .filter(has_unknown_share)
            .map(|route_move| route_move.step.role.clone())
            .collect(),
        reasons: Vec::new(),
        proven: found.proven,
        moves,
    }
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
) -> RouteEarnings {
    let terms = problem.terms.as_ref();
    let unknown = nodes(problem, found).filter(|node| problem.rates[*node].is_none());
    #[expect(clippy::cast_precision_loss, reason = "money is shown in whole units")]
    let amount = (totals.money as f64 / (2 * CENTS) as f64 / YEAR as f64).round();
    RouteEarnings {
        amount: (totals.unknown_pay == 0).then_some(Number(amount)),
        currency: terms.map(|terms| terms.currency.clone()),
        basis: terms.map_or(Basis::Base, |terms| terms.basis),
        region: terms.and_then(|terms| terms.region.clone()),
        years: Number::rounded(years(problem.horizon)),
        unknown: unknown.map(|node| problem.id(node).to_smolstr()).collect(),
        present: problem.pay(problem.start).map(|pay| builder.pay(pay)),
    }
}

fn share(edges: &[Edge], problem: &Problem) -> Option<Number> {
    let mut product = 1.0;
    for step in edges.iter().filter_map(|edge| problem.step(edge)) {
        product *= step.share?.value;
    }
    Some(Number((product * 1e6).round() / 1e6))
}
