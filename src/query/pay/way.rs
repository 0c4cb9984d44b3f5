//! What the roles on the way to a goal pay, and what comes together until a horizon.

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

use super::PayFilter;

/// The best route by time from the present role to the goal, by what it pays.
#[derive(Debug, PartialEq, Serialize)]
pub struct PayWay {
    pub goal: Named,
    pub rungs: Vec<PayRung>,
    /// Money until the horizon, in whole units; `null` where the pay of a rung is unknown.
    pub total: Option<Number>,
    /// The horizon.
    pub years: Number,
    pub currency: Option<SmolStr>,
    pub basis: Basis,
    pub region: Option<SmolStr>,
    /// Whether a part of the way takes time that nobody states.
    pub at_least: bool,
    /// The rungs of which nobody says what they pay on these terms.
    pub unknown: Vec<SmolStr>,
}

/// A role on the way.
#[derive(Debug, PartialEq, Serialize)]
pub struct PayRung {
    pub role: SmolStr,
    pub title: SmolStr,
    /// The earliest day on which it is reached.
    pub earliest: SmolStr,
    /// Years in it until the next, or until the horizon.
    pub years: Number,
    pub pay: Option<Pay>,
    /// The midpoint for those years, in whole units.
    pub earned: Option<Number>,
}

/// The pay to look at along a route: on the basis of the person's own unless another is asked for.
pub fn own_basis(state: &PersonState, filter: &PayFilter) -> PayFilter {
    let basis = state.pay.as_ref().map(|pay| pay.terms.basis);
    PayFilter {
        basis: filter.basis.or(basis),
        region: filter.region.clone(),
    }
}

/// Follows the quickest route to a goal; `None` where there is none, or nothing to go.
pub(super) fn way(builder: &mut AnswerBuilder, solution: &Solution) -> Option<PayWay> {
    let (state, request) = (&solution.state, &solution.request);
    state.role.filter(|role| *role != request.target)?;
    let route = solution.routes(builder).next()?;
    Some(PayWay {
        goal: builder.role_name(request.target),
        rungs: rungs(state, &route, request.horizon),
        total: route.pay.amount,
        years: route.pay.years,
        currency: route.pay.currency,
        basis: route.pay.basis,
        region: route.pay.region,
        at_least: route.years.at_least,
        unknown: route.pay.unknown,
    })
}

fn rungs(state: &PersonState, route: &Route, horizon: f64) -> Vec<PayRung> {
    let begun = route.moves.iter().map(|route_move| route_move.begun);
    let last = route
        .moves
        .last()
        .map_or(0.0, |route_move| route_move.ended);
    let begun: Vec<f64> = begun.chain([last, horizon]).collect();
    let pays = route.moves.iter().map(|route_move| route_move.pay.clone());
    let pays = std::iter::once(route.pay.present.clone()).chain(pays);
    let mut sum = 0.0_f64;
    let rungs = route.roles.iter().zip(pays).enumerate();
    rungs
        .map(|(position, (role, pay))| {
            let from = begun[position].min(horizon);
            let years = begun[position + 1].min(horizon) - from;
            let middle = pay.as_ref().and_then(Pay::midpoint);
            PayRung {
                role: role.id.clone(),
                title: role.title.clone(),
                earliest: day_after(state.as_of, begun[position]).to_smolstr(),
                years: Number::rounded(years),
                // Rounded so that the rungs add up to the total.
                earned: middle.map(|middle| {
                    let before = sum.round();
                    sum += middle * years;
                    Number(sum.round() - before)
                }),
                pay,
            }
        })
        .collect()
}
