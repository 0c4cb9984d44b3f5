//! A route as it is told.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{Requirements, RoleIndex, day_after},
    query::{
        answer::{Hours, Number, Pay, PlacedRole},
        answer_builder::AnswerBuilder,
        person_state::PersonState,
    },
    vocabulary::{Basis, Criterion, DecidedBy},
};

use super::{
    problem::{Edge, Problem, RouteNode},
    route_move::{Days, RouteMove, route_move},
    search::FoundRoute,
    time::{Time, YEAR, span, years},
    totals::PathTotals,
    units::{hours_of, learn},
};

/// A chain of moves that visits no role twice.
#[derive(Debug, PartialEq, Serialize)]
pub struct Route {
    /// The present role, if there is one, then those that it leads through.
    pub roles: Vec<PlacedRole>,
    pub moves: Vec<RouteMove>,
    pub years: Time,
    /// Study hours, each level learnt once; `null` where no part of them is known.
    pub hours: Option<Hours>,
    pub pay: RouteEarnings,
    /// The product of the shares; `null` where one of them is unknown.
    pub share: Option<Number>,
    /// The moves whose share is unknown, by the role that they lead to.
    pub share_unknown: Vec<SmolStr>,
    /// Why it stands where it does among the routes.
    pub reasons: Vec<RankReason>,
    /// Whether no route that was left out can be better.
    pub proven: bool,
}

/// Why a route comes first, or after the one before it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RankReason {
    pub criterion: Criterion,
    pub decided_by: DecidedBy,
    /// How far it is behind the one before it: years, hours, money or a factor of shares.
    pub behind: Option<Number>,
}

/// Money earned from today until a horizon.
#[derive(Debug, PartialEq, Serialize)]
pub struct RouteEarnings {
    /// In whole units; `null` where the pay of a role is unknown.
    pub amount: Option<Number>,
    pub currency: Option<SmolStr>,
    pub basis: Basis,
    pub region: Option<SmolStr>,
    pub years: Number,
    /// The roles of which nobody says what they pay on these terms.
    pub unknown: Vec<SmolStr>,
    /// What the present role pays.
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
    let asked: Vec<Requirements> = edges
        .iter()
        .filter_map(|edge| problem.role(edge.to))
        .map(|role| problem.ladder.requirements(role))
        .collect();
    let mut person = state.clone();
    let mut totals = PathTotals::start(problem);
    let mut learnt = vec![0; problem.units.words()];
    let mut moves = Vec::with_capacity(edges.len());
    for (position, edge) in edges.iter().enumerate() {
        let spent = totals.spent(problem, edge, &learnt);
        let after = totals.then(problem, edge, &learnt);
        let days = Days {
            begun: years(totals.elapsed[0]),
            ended: years(after.elapsed[0]),
            begin: day_after(state.as_of, years(totals.elapsed[0])),
            end: day_after(state.as_of, years(after.elapsed[0])),
            last: day_after(state.as_of, years(after.elapsed[1])),
        };
        person.years = state.years.map(|had| whole(had + years(totals.elapsed[0])));
        person.as_of = days.end;
        let left = &asked[position..];
        let told = route_move(
            builder,
            problem,
            &mut person,
            edge,
            &learnt,
            left,
            (&spent, &days),
        );
        moves.push(told);
        learn(&mut learnt, problem.asked(edge.to));
        totals = after;
    }
    let at_least = moves
        .iter()
        .any(|route_move: &RouteMove| route_move.years.at_least);
    let unshared =
        |route_move: &&RouteMove| route_move.from.is_some() && route_move.facts.share.is_none();
    Route {
        roles: roles(problem, found)
            .map(|role| builder.placed_role(role))
            .collect(),
        years: span(totals.elapsed, at_least),
        hours: hours_of(totals.hours, totals.unknown),
        pay: earned(builder, problem, found, &totals),
        share: share(&edges, problem),
        share_unknown: moves
            .iter()
            .filter(unshared)
            .map(|route_move| route_move.role.clone())
            .collect(),
        reasons: Vec::new(),
        proven: found.proven,
        moves,
    }
}

/// Years that were added up, without what is lost where they end in thirds.
fn whole(years: f64) -> f64 {
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
    let amount = (totals.money as f64 / 2.0 / YEAR as f64).round();
    RouteEarnings {
        amount: (totals.unpaid == 0).then_some(Number(amount)),
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
