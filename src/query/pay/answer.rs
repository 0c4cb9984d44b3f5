//! A person's pay compared with the pay of a role.

use serde::Serialize;

use crate::{
    model::{self, Ladder, PayTerms, RoleIndex, Source, likely_period},
    order::Order as _,
    query::{
        answer::{Header, Move, Named, Number},
        answer_builder::AnswerBuilder,
        person_state::PersonState,
        route_request::RouteRequest,
        solution::Solution,
    },
    vocabulary::PayPeriod,
};

use super::{
    PayFilter,
    along_route::{PayAlongRoute, along_route},
    compared::{Compared, NotCompared, compare, pay_entry, reasons},
    figure::precedence,
};

/// A person's pay compared with the pay of a role.
#[derive(Debug, PartialEq, Serialize)]
pub struct PayAnswer {
    /// The ladder, the day and the person.
    #[serde(flatten)]
    pub header: Header,
    /// The role.
    pub role: Named,
    /// The person's pay; `null` where it is unknown.
    pub pay: Option<Salary>,
    /// The period that the person's pay is probably for, where it is far below the pay of the role;
    /// `null` elsewhere.
    pub likely_per: Option<PayPeriod>,
    /// The role's entries that the person's pay is compared with, the figure of the role first.
    pub compared: Vec<Compared>,
    /// The role's entries that cannot be compared.
    pub not_compared: Vec<NotCompared>,
    /// The number of the role's entries that the options leave out.
    pub hidden: usize,
    /// The number of the role's entries that are left out as estimates.
    pub left_out: usize,
    /// The moves out of the role, each with its pay comparison; empty where the pay is unknown.
    pub moves: Vec<PayMove>,
    /// The pay along the best route to the goal; `null` without a goal or a route, and for a role that is
    /// neither the present one nor the goal.
    #[serde(rename = "way")]
    pub along_route: Option<PayAlongRoute>,
    /// The sources of all figures, in the order of their first use; empty as a part of a report.
    pub sources: Vec<Source>,
}

/// The pay of the person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Salary {
    /// In currency units a year, at full time.
    pub amount: Number,
    /// Currency, basis and region.
    #[serde(flatten)]
    pub terms: PayTerms,
    /// The amount as the profile states it; `null` where that is a year at full time.
    pub stated: Option<StatedSalary>,
}

/// An amount of pay as a profile states it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatedSalary {
    /// In currency units.
    pub amount: Number,
    /// The time that the amount is for.
    pub per: PayPeriod,
    /// How many of that time make a full-time year.
    pub per_year: Number,
    /// The part of full time that it is paid for.
    pub fte: Number,
}

impl From<&model::Salary> for Salary {
    fn from(pay: &model::Salary) -> Self {
        Self {
            amount: Number(pay.amount),
            terms: pay.terms.clone(),
            stated: pay.stated.as_ref().map(|stated| StatedSalary {
                amount: Number(stated.amount),
                per: stated.per,
                per_year: Number(stated.per_year),
                fte: Number(stated.fte),
            }),
        }
    }
}

/// A move out of the role, and the person's pay compared with the next role.
#[derive(Debug, PartialEq, Serialize)]
pub struct PayMove {
    /// The next role, and what the ladder says of the move.
    #[serde(flatten)]
    pub step: Move,
    /// The best entry of that role that can be compared; `null` for none.
    pub compared: Option<Compared>,
}

/// Answers how a person's pay compares with the pay of a role; with a goal, also what the route to it
/// pays in so many years.
pub fn pay(
    ladder: &Ladder,
    state: &PersonState,
    role: RoleIndex,
    filter: &PayFilter,
    goal: Option<(RoleIndex, f64)>,
) -> PayAnswer {
    let mut builder = AnswerBuilder::new(ladder);
    let solution = goal
        .filter(|_| state.role.is_some())
        .map(|(goal, horizon)| {
            let request = RouteRequest {
                horizon,
                filter: filter.clone(),
                ..RouteRequest::to(goal)
            };
            Solution::new(ladder, state, request)
        });
    write(&mut builder, state, role, filter, solution.as_ref())
}

/// The answer, alone or as a part of a report.
pub fn write(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    role: RoleIndex,
    filter: &PayFilter,
    solution: Option<&Solution>,
) -> PayAnswer {
    let ladder = builder.ladder;
    let (compared, not_compared) = compare_entries(builder, state, role, filter);
    let moves = match state.pay {
        None => Vec::new(),
        Some(_) => ladder
            .moves_from(role)
            .into_iter()
            .map(|(target, step)| pay_move(builder, state, target, step, filter))
            .collect(),
    };
    let along_route = solution.and_then(|solution| along_route(builder, solution));
    PayAnswer {
        header: builder.header(state),
        role: builder.role_name(role),
        pay: state.pay.as_ref().map(Salary::from),
        likely_per: likely_per(state.pay.as_ref(), compared.first()),
        hidden: ladder[role].pay.len() - compared.len() - not_compared.len(),
        left_out: ladder[role].pay_left_out,
        compared,
        not_compared,
        moves,
        along_route,
        sources: builder.sources(),
    }
}

/// The period that a person's pay is probably for, where the profile names none.
fn likely_per(pay: Option<&model::Salary>, first: Option<&Compared>) -> Option<PayPeriod> {
    let pay = pay.filter(|pay| pay.stated.is_none())?;
    likely_period(pay.amount, first?.entry.midpoint?.0)
}

/// Compares the person's pay with every entry of a role that is shown.
fn compare_entries(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    role: RoleIndex,
    filter: &PayFilter,
) -> (Vec<Compared>, Vec<NotCompared>) {
    let (mut compared, mut not_compared) = (Vec::new(), Vec::new());
    let pay = state.pay.as_ref();
    for entry in shown(builder.ladder, role, filter) {
        let reasons = reasons(builder.ladder, pay, entry, state.as_of);
        let shown = pay_entry(builder, entry, state.as_of);
        match pay {
            Some(pay) if reasons.is_empty() => compared.push(compare(pay.amount, entry, shown)),
            _ => not_compared.push(NotCompared {
                entry: shown,
                reasons,
            }),
        }
    }
    (compared, not_compared)
}

/// The entries of a role that are shown, in the order in which they are the figure of the role, whole
/// occupations last.
fn shown<'a>(ladder: &'a Ladder, role: RoleIndex, filter: &PayFilter) -> Vec<&'a model::Pay> {
    let entries = ladder[role].pay.iter();
    let mut shown: Vec<_> = entries.filter(|entry| filter.shows(entry)).collect();
    shown.order_by_key(|entry| (entry.occupation.is_some(), precedence(ladder, entry)));
    shown
}

/// A move out of the role, and the person's pay compared with the next role.
fn pay_move(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    role: RoleIndex,
    step: &model::Move,
    filter: &PayFilter,
) -> PayMove {
    let (ladder, as_of) = (builder.ladder, state.as_of);
    let compared = state.pay.as_ref().and_then(|pay| {
        let comparable = |entry: &&model::Pay| reasons(ladder, Some(pay), entry, as_of).is_empty();
        let entry = shown(ladder, role, filter).into_iter().find(comparable)?;
        let shown = pay_entry(builder, entry, as_of);
        Some(compare(pay.amount, entry, shown))
    });
    PayMove {
        step: builder.step(role, step),
        compared,
    }
}
