//! The pay of the roles along the quickest route to a goal, and the money earned until a horizon.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::day_after,
    query::{
        answer::{Named, Number, Pay},
        answer_builder::AnswerBuilder,
        person_state::PersonState,
        route::Route,
        solution::Solution,
    },
    vocabulary::Basis,
};

/// The pay along the best route by time from the present role to the goal.
#[derive(Debug, PartialEq, Serialize)]
pub struct PayAlongRoute {
    /// The goal.
    pub goal: Named,
    /// The roles of the route, the present one first.
    #[serde(rename = "rungs")]
    pub stages: Vec<PayStage>,
    /// Money until the horizon, in whole currency units; `null` where the pay of a role is unknown.
    pub total: Option<Number>,
    /// The horizon, in years.
    pub years: Number,
    /// The currency; `null` without pay on the basis in the region.
    pub currency: Option<SmolStr>,
    /// What the amounts include, such as base pay or total pay.
    pub basis: Basis,
    /// The region of the pay.
    pub region: Option<SmolStr>,
    /// Whether a move has an unknown duration, so that later roles can begin later.
    pub at_least: bool,
    /// The ids of the roles with unknown pay.
    pub unknown: Vec<SmolStr>,
}

/// A role of the route, and the money earned in it.
#[derive(Debug, PartialEq, Serialize)]
pub struct PayStage {
    /// The id of the role.
    pub role: SmolStr,
    /// The title of the role.
    pub title: SmolStr,
    /// The earliest day in the role, an ISO date.
    pub earliest: SmolStr,
    /// Years in the role until the next move, or until the horizon.
    pub years: Number,
    /// The pay entry of the role.
    pub pay: Option<Pay>,
    /// The midpoint times the years, in whole currency units.
    pub earned: Option<Number>,
}

/// The pay along the best route; `None` without a route, or where the person is in the goal already.
pub(super) fn along_route(
    builder: &mut AnswerBuilder,
    solution: &Solution,
) -> Option<PayAlongRoute> {
    let (state, request) = (&solution.state, &solution.request);
    state.role.filter(|role| *role != request.target)?;
    let route = solution.routes(builder).next()?;
    Some(PayAlongRoute {
        goal: builder.role_name(request.target),
        stages: stages(state, &route, request.horizon),
        total: route.pay.amount,
        years: route.pay.years,
        currency: route.pay.currency,
        basis: route.pay.basis,
        region: route.pay.region,
        at_least: route.years.at_least,
        unknown: route.pay.unknown,
    })
}

fn stages(state: &PersonState, route: &Route, horizon: f64) -> Vec<PayStage> {
    let begun = route.moves.iter().map(|route_move| route_move.days.begun);
    let last = route
        .moves
        .last()
        .map_or(0.0, |route_move| route_move.days.ended);
    let begun: Vec<f64> = begun.chain([last, horizon]).collect();
    let pays = route.moves.iter().map(|route_move| route_move.pay.clone());
    let pays = std::iter::once(route.pay.present.clone()).chain(pays);
    let mut sum = 0.0_f64;
    let roles = route.roles.iter().zip(pays).enumerate();
    roles
        .map(|(position, (role, pay))| {
            let from = begun[position].min(horizon);
            let years = begun[position + 1].min(horizon) - from;
            let midpoint = pay.as_ref().and_then(Pay::midpoint);
            PayStage {
                role: role.id.clone(),
                title: role.title.clone(),
                earliest: day_after(state.as_of, begun[position]).to_smolstr(),
                years: Number::rounded(years),
                // Rounded so that the stages add up to the total.
                earned: midpoint.map(|midpoint| {
                    let before = sum.round();
                    sum += midpoint * years;
                    Number(sum.round() - before)
                }),
                pay,
            }
        })
        .collect()
}
