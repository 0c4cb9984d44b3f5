//! A dated plan along a route: what to learn, what to earn, and the first day of each role.

mod certification;
mod deadline;
mod expiry;
mod item;
mod schedule;
mod study_order;

use std::collections::HashMap;

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{Day, Ladder, RoleIndex, Source},
    order::Order as _,
    vocabulary::Criterion,
};

use super::{
    answer::{Estimate, Named, Number, Person, PlacedRole},
    answer_builder::AnswerBuilder,
    assess::held_certification,
    gap::HeldCertification,
    no_route::NoRoute,
    path::{self, PathAnswer},
    person_state::PersonState,
    route::{Route, RouteCount},
    route_request::RouteRequest,
    solution::Solution,
};

use deadline::deadline;
use expiry::expiries;
use schedule::schedule;

pub use deadline::{Arrival, Binding, Deadline};
pub use item::{PlanItem, StillAsked, Task};

/// A dated plan along a route.
#[derive(Debug, PartialEq, Serialize)]
pub struct PlanAnswer {
    /// The ladder of the answer.
    pub ladder: Named,
    /// The day of the answer, an ISO date.
    pub as_of: SmolStr,
    /// The first day of the plan, an ISO date.
    pub start: SmolStr,
    /// The person; `null` without a profile.
    pub person: Option<Person>,
    /// The target.
    pub role: Named,
    /// The criterion by which the routes are ranked.
    pub by: Criterion,
    /// The rank of the route that the plan follows, from 1.
    pub route: usize,
    /// The number of routes that were found, up to that rank.
    pub routes: usize,
    /// The roles of the route, the present role first; empty without a route.
    pub roles: Vec<PlacedRole>,
    /// The duration of the route.
    pub years: Option<Estimate>,
    /// Study hours, those of estimates left out; `null` where no part of them is known.
    pub hours: Option<Estimate>,
    /// The study hours that rest on estimates; `null` where none do.
    pub hours_estimated: Option<Estimate>,
    /// The ids of the roles after moves with an unknown duration.
    pub time_unknown: Vec<SmolStr>,
    /// The ids of the roles for which study that begins before the arrival in the role before would save time: the
    /// move to them is bound by study, and the move before leaves more than a month without study.
    pub earlier_study: Vec<SmolStr>,
    /// The person's study hours a week.
    pub hours_per_week: Option<Number>,
    /// Whether the target is reached by a day; `null` where none is given.
    pub deadline: Option<Deadline>,
    /// What to do, and the days on which something becomes possible or ends, by date.
    pub items: Vec<PlanItem>,
    /// The certifications of the person that have expired.
    pub expired: Vec<HeldCertification>,
    /// Whether the route certainly has its rank.
    pub exact: bool,
    /// With `within`, the routes that are left out because their time is unknown.
    pub left_out: Option<RouteCount>,
    /// Why there is no route.
    #[serde(rename = "obstacle")]
    pub no_route: Option<NoRoute>,
    /// The sources of all figures, in the order of their first use; empty as a part of a report.
    pub sources: Vec<Source>,
}

/// Plans along the last of the requested routes, from the day of the person's state; with `by`, whether
/// the target is reached by that day.
pub fn plan(
    ladder: &Ladder,
    state: &PersonState,
    request: &RouteRequest,
    as_of: Day,
    by: Option<Day>,
) -> PlanAnswer {
    let mut builder = AnswerBuilder::new(ladder);
    let solution = Solution::new(ladder, state, request.clone());
    let path = path::write(&mut builder, &solution);
    write(&mut builder, &solution, &path, request.routes, as_of).due(
        &mut builder,
        &solution,
        &path,
        by,
    )
}

impl PlanAnswer {
    /// The plan, with whether the target is reached by a day.
    pub(in crate::query) fn due(
        mut self,
        builder: &mut AnswerBuilder,
        solution: &Solution,
        path: &PathAnswer,
        by: Option<Day>,
    ) -> Self {
        self.deadline = by.and_then(|by| deadline(builder, solution, &path.routes, self.route, by));
        self
    }
}

/// The plan along one of the routes that were found, the best being 1, alone or as a part of a report.
pub(in crate::query) fn write(
    builder: &mut AnswerBuilder,
    solution: &Solution,
    path: &PathAnswer,
    number: usize,
    as_of: Day,
) -> PlanAnswer {
    let state = &solution.state;
    let route = path.routes.get(number - 1);
    let before = path.routes.iter().take(number);
    let target = solution.request.target;
    let mut items = items(builder, state, route, target);
    let found = solution.result.routes.get(number - 1);
    if let Some((without, found)) = solution.without_estimates().zip(found) {
        let mut draft = AnswerBuilder::new(builder.ladder);
        let route = without.described(&mut draft, found);
        mark_estimates(
            &mut items,
            &self::items(&mut draft, &without.state, Some(&route), target),
        );
    }
    PlanAnswer {
        ladder: path.header.ladder.clone(),
        as_of: as_of.to_smolstr(),
        start: state.as_of.to_smolstr(),
        person: path.header.person.clone(),
        role: path.role.clone(),
        by: solution.request.by,
        route: number,
        routes: before.len(),
        years: route.map(|route| route.years),
        hours: route.and_then(|route| route.hours),
        hours_estimated: route.and_then(|route| route.hours_estimated),
        time_unknown: route.map_or_else(Vec::new, |route| route.time_unknown.clone()),
        roles: route.map_or_else(Vec::new, |route| route.roles.clone()),
        earlier_study: route.map_or_else(Vec::new, earlier_study),
        hours_per_week: path.hours_per_week,
        deadline: None,
        items,
        expired: expired(builder, state),
        exact: path.exact || route.is_some() && before.clone().all(|route| route.proven),
        left_out: path.left_out,
        no_route: path.no_route.clone(),
        sources: builder.sources(),
    }
}

/// The roles for which study that begins in the move before would save time, where all of both times is known.
fn earlier_study(route: &Route) -> Vec<SmolStr> {
    const MONTH: f64 = 1.0 / 12.0;
    let pairs = route.moves.windows(2).filter(|pair| {
        let (before, after) = (&pair[0], &pair[1]);
        let serving = after.serving.as_ref().map_or(0.0, |span| span.min.0);
        let others = [&after.experience, &after.practice, &after.education];
        let others = others.iter().map(|part| part.min.0);
        let others = others.fold(serving, f64::max);
        after.days.is_end_known
            && before.years.min.0 - before.study.min.0 > MONTH
            && after.study.min.0 - others > MONTH
    });
    pairs.map(|pair| pair[1].step.role.clone()).collect()
}

/// What to do along a route, and what becomes possible or ends, by date.
fn items(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    route: Option<&Route>,
    target: RoleIndex,
) -> Vec<PlanItem> {
    let mut items = Vec::new();
    if let Some(route) = route {
        schedule(builder, state, route, &mut items);
    }
    expiries(builder, state, (route, target), &mut items);
    items.order_by_key(|item| item.days.0);
    items
}

/// Marks the days that change where estimates are left out. Those on which a certification ends have their own mark.
fn mark_estimates(items: &mut [PlanItem], without: &[PlanItem]) {
    let others = without.iter().map(|other| (&other.id, other));
    let others: HashMap<&SmolStr, &PlanItem> = others.collect();
    for item in items {
        if !matches!(item.task, Task::Expiry { .. }) {
            item.mark_estimates(others.get(&item.id).copied());
        }
    }
}

/// The certifications of the person that have expired on the first day of the plan.
fn expired(builder: &AnswerBuilder, state: &PersonState) -> Vec<HeldCertification> {
    let held = state.certifications.keys().copied();
    held.filter(|certification| state.expired(*certification).is_some())
        .map(|certification| held_certification(builder, state, certification))
        .collect()
}
