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
    /// Money until the horizon, in whole currency units; `null` where the pay of a role or the duration of a
    /// move is unknown.
    pub total: Option<Number>,
    /// Whether the money rests on an estimate, of pay or of time.
    pub estimated: bool,
    /// The horizon, in years.
    pub years: Number,
    /// The currency; `null` without pay on the basis in the region.
    pub currency: Option<SmolStr>,
    /// What the amounts include, such as base pay or total pay.
    pub basis: Basis,
    /// The region of the pay.
    pub region: Option<SmolStr>,
    /// The ids of the roles after moves with an unknown duration.
    pub time_unknown: Vec<SmolStr>,
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
    /// The earliest day in the role, an ISO date; `null` where a duration up to then is unknown.
    pub earliest: Option<SmolStr>,
    /// The day before which the role cannot begin, an ISO date, where `earliest` is unknown.
    pub not_before: Option<SmolStr>,
    /// Years in the role until the next move, or until the horizon; `null` where they are unknown.
    pub years: Option<Number>,
    /// Whether the day rests on an estimate.
    pub estimated: bool,
    /// Whether the years in the role rest on an estimate.
    pub years_estimated: bool,
    /// The pay entry of the role.
    pub pay: Option<Pay>,
    /// The midpoint times the years, in whole currency units; `null` where either is unknown.
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
        estimated: route.pay.estimated,
        years: route.pay.years,
        currency: route.pay.currency,
        basis: route.pay.basis,
        region: route.pay.region,
        time_unknown: route.time_unknown,
        unknown: route.pay.unknown,
    })
}

fn stages(state: &PersonState, route: &Route, horizon: f64) -> Vec<PayStage> {
    // When each role begins, and whether that is known; then the horizon.
    let mut begun = vec![(0.0, true)];
    let mut is_known = true;
    for route_move in &route.moves {
        is_known &= !route_move.years.at_least;
        begun.push((route_move.days.ended, is_known));
    }
    begun.push((horizon, is_known));
    // Whether the begin of each role rests on an estimate; the horizon does not.
    let mut estimated = vec![false];
    let moves = route.moves.iter();
    estimated.extend(moves.map(|route_move| route_move.days.is_end_estimated));
    estimated.push(false);
    let pays = route.moves.iter().map(|route_move| route_move.pay.clone());
    let pays = std::iter::once(route.pay.present.clone()).chain(pays);
    let mut sum = 0.0_f64;
    let ends = begun.windows(2).zip(estimated.windows(2));
    let roles = route.roles.iter().zip(pays).zip(ends);
    roles
        .map(|((role, pay), (ends, estimated))| {
            let [(from, is_known), (until, is_end_known)] = [ends[0], ends[1]];
            let years = until.min(horizon) - from.min(horizon);
            let midpoint = pay.as_ref().and_then(Pay::midpoint);
            let day = day_after(state.as_of, from).map(|day| day.to_smolstr());
            PayStage {
                role: role.id.clone(),
                title: role.title.clone(),
                estimated: estimated[0],
                years_estimated: estimated[0] || estimated[1],
                earliest: day.clone().filter(|_| is_known),
                not_before: day.filter(|_| !is_known),
                years: is_end_known.then(|| Number::years(years)),
                // Rounded so that the stages add up to the total.
                earned: midpoint.filter(|_| is_end_known).map(|midpoint| {
                    let before = sum.round();
                    sum += midpoint * years;
                    Number(sum.round() - before)
                }),
                pay,
            }
        })
        .collect()
}
