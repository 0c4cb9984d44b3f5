//! Whether a role is reached by a day, at how many hours of study a week, and what binds where it is not.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{Day, day_after, years_between},
    query::{
        answer::{Estimate, Named, Number},
        answer_builder::AnswerBuilder,
        person_state::PersonState,
        route::{FoundRoute, Route, RouteMove, years},
        route_request::RouteRequest,
        solution::{Solution, search},
    },
    vocabulary::{Criterion, DeadlineStatus, TimeUse, Unstated},
};

/// The most hours of study a week that are tried, unless the person studies more.
const MOST_HOURS: u16 = 60;
/// The hours of a week.
const WEEK: u16 = 168;

/// Whether the target is reached by a day, with the least times.
#[derive(Debug, PartialEq, Serialize)]
pub struct Deadline {
    /// The last day, an ISO date.
    pub day: SmolStr,
    /// Whether it is reached.
    pub status: DeadlineStatus,
    /// The arrival at the person's own hours of study a week; `null` without a route.
    pub arrival: Option<Arrival>,
    /// The least whole hours of study a week that reach it; `null` where no number is known to.
    pub hours_per_week: Option<Number>,
    /// The most whole hours of study a week that were tried.
    pub most_hours_per_week: Number,
    /// Whether the least hours rest on an estimate.
    pub hours_estimated: bool,
    /// The earliest arrival at the most hours a week, where these do not reach the day.
    pub earliest: Option<Arrival>,
    /// What each move of that route waits for at these hours.
    pub bound_by: Vec<Binding>,
    /// The last role of that route that is reached by the day; `null` where none is.
    pub reached: Option<Named>,
    /// Whether other routes, whose time is unknown, may reach it.
    pub other_routes: bool,
    /// Whether the search found certainly the best routes.
    pub exact: bool,
    /// The last day.
    #[serde(skip)]
    pub last: Day,
}

/// The day of arrival after the least times.
#[derive(Debug, PartialEq, Serialize)]
pub struct Arrival {
    /// The day, an ISO date; where a time is unknown, the day before which it cannot be.
    pub day: SmolStr,
    /// Whether a time is unknown.
    pub is_not_before: bool,
    /// Whether the day rests on an estimate.
    pub estimated: bool,
    /// The day after the most times, an ISO date; `null` where that is unknown.
    pub latest: Option<SmolStr>,
    /// The least hours of study a week for it; `null` where a time is unknown.
    pub hours_per_week: Option<Number>,
    /// Years from the arrival to the last day, negative where it is late.
    pub slack: Number,
}

/// What a move waits for.
#[derive(Debug, PartialEq, Serialize)]
pub struct Binding {
    /// The role that the move leads to.
    pub role: Named,
    /// The role before it; `null` for an entry.
    pub from: Option<SmolStr>,
    /// The part that takes longest; `null` where none takes time.
    pub bound_by: Option<TimeUse>,
    /// The skill whose practice takes longest, where that binds.
    pub skill: Option<Named>,
    /// The time of this part; without one, that of the move.
    pub years: Estimate,
    /// The parts with an unknown time.
    pub unstated: Vec<Unstated>,
}

/// Determines whether the target is reached by a day: by the same route, or, where routes are ranked by time,
/// by the route that has the rank at other hours a week. `None` where there is no move to make.
pub fn deadline(
    builder: &mut AnswerBuilder,
    solution: &Solution,
    routes: &[Route],
    number: usize,
    last: Day,
) -> Option<Deadline> {
    let own = solution.result.routes.get(number - 1);
    let own = own.filter(|own| !own.edges.is_empty())?;
    let mut trials = Trials {
        solution,
        own,
        number,
        most_hours: most_hours(solution.state.hours_per_week),
        exact: true,
    };
    let start = solution.state.as_of;
    let described = routes.get(number - 1)?;
    let pace = solution.state.hours_per_week;
    let arrival = arrival(described, start, last, pace);
    let is_reached = |route: &FoundRoute| {
        let arrival = day_after(start, years(route.totals.elapsed[0]));
        route.totals.unknown_time == 0 && arrival.is_some_and(|day| day <= last)
    };
    let hours_per_week = trials.least(&is_reached);
    let at_least = hours_per_week.and_then(|hours| trials.at(hours).routes(builder).next());
    let hours_estimated =
        at_least.is_some_and(|route| route.years.estimated || route.hours_estimated.is_some());
    let hours_per_week = hours_per_week.map(|hours| Number(f64::from(hours)));
    let mut deadline = Deadline {
        day: last.to_smolstr(),
        status: match hours_per_week {
            _ if is_reached(own) => DeadlineStatus::Met,
            Some(_) => DeadlineStatus::MoreHours,
            None => DeadlineStatus::NotReachable,
        },
        arrival: Some(arrival),
        hours_per_week,
        most_hours_per_week: Number(f64::from(trials.most_hours)),
        hours_estimated,
        earliest: None,
        bound_by: Vec::new(),
        reached: None,
        other_routes: false,
        exact: true,
        last,
    };
    if deadline.status == DeadlineStatus::NotReachable {
        trials.earliest(builder, &mut deadline);
    }
    deadline.exact = trials.exact;
    Some(deadline)
}

/// The most whole hours of study a week that are tried.
fn most_hours(own: Option<f64>) -> u16 {
    let reaches = |hours: &u16| own.is_none_or(|own| own <= f64::from(*hours));
    let mut all = MOST_HOURS..=WEEK;
    all.find(reaches).unwrap_or(WEEK)
}

/// Searches at other hours of study a week.
struct Trials<'a> {
    solution: &'a Solution<'a>,
    own: &'a FoundRoute,
    number: usize,
    most_hours: u16,
    /// Whether every search was.
    exact: bool,
}

impl<'a> Trials<'a> {
    /// What is found at so many hours a week; only the route with the number of the plan counts.
    fn at(&mut self, hours: u16) -> Solution<'a> {
        let solution = self.solution;
        let state = PersonState {
            hours_per_week: (hours > 0).then_some(f64::from(hours)),
            ..solution.state.clone()
        };
        if solution.request.by == Criterion::Time {
            let request = solution.request.clone();
            let mut found = Solution::new(solution.problem.ladder, &state, request);
            self.exact &= found.result.open_bound.is_none();
            let routes = &mut found.result.routes;
            routes.drain(..routes.len().min(self.number - 1));
            return found;
        }
        solution.along(self.own, &state)
    }

    /// The least whole hours a week at which a condition holds that more hours never break.
    fn least(&mut self, holds: &dyn Fn(&FoundRoute) -> bool) -> Option<u16> {
        let (mut least, mut most) = (0, self.most_hours);
        let mut at = |hours: u16| self.at(hours).result.routes.first().is_some_and(holds);
        if !at(most) {
            return None;
        }
        while least < most {
            let middle = u16::midpoint(least, most);
            if at(middle) {
                most = middle;
            } else {
                least = middle + 1;
            }
        }
        Some(most)
    }

    /// The earliest arrival, and what it waits for; `Unknown` where an unknown time may be short enough.
    fn earliest(&mut self, builder: &mut AnswerBuilder, deadline: &mut Deadline) {
        let found = self.at(self.most_hours);
        let start = found.state.as_of;
        let Some(route) = found.routes(builder).next() else {
            deadline.status = DeadlineStatus::Unknown;
            return;
        };
        let best = found.result.routes.first().map(|best| best.totals);
        let is_unknown = best.is_some_and(|best| best.unknown_time > 0);
        let is_as_early =
            |route: &FoundRoute| best.is_some_and(|best| route.totals.is_as_early_as(&best));
        let hours = self.least(&is_as_early).map(f64::from);
        let earliest = arrival(&route, start, deadline.last, hours);
        deadline.other_routes = !is_unknown && has_unknown_routes(&found, deadline.last);
        let may_be_earlier = route.moves.iter().any(RouteMove::may_be_quicker);
        if deadline.other_routes || may_be_earlier || is_unknown && earliest.slack.0 >= 0.0 {
            deadline.status = DeadlineStatus::Unknown;
        }
        deadline.earliest = Some(earliest);
        let reached = route
            .moves
            .iter()
            .take_while(|step| step.days.is_end_known && step.days.end <= deadline.last);
        deadline.reached = reached.last().map(role);
        let binding = route.moves.iter().map(|step| binding(builder, step));
        deadline.bound_by = binding.collect();
    }
}

/// Whether routes whose time is unknown may arrive by a day.
fn has_unknown_routes(found: &Solution, last: Day) -> bool {
    let start = found.state.as_of;
    if found.request.by != Criterion::Time || found.request.within.is_some() || last < start {
        return false;
    }
    let request = RouteRequest {
        within: Some(years_between(start, last)),
        ..found.request.clone()
    };
    let left_out = search(&found.problem, &request).left_out;
    left_out.is_some_and(|left_out| left_out.routes > 0 || left_out.at_least)
}

fn arrival(route: &Route, start: Day, last: Day, pace: Option<f64>) -> Arrival {
    let days = route.moves.last().map(|step| &step.days);
    let day = days.map_or(start, |days| days.end);
    let is_not_before = days.is_some_and(|days| !days.is_end_known);
    let latest = days.and_then(|days| days.last).filter(|_| !is_not_before);
    let slack = if day <= last {
        years_between(day, last)
    } else {
        -years_between(last, day)
    };
    Arrival {
        day: day.to_smolstr(),
        is_not_before,
        estimated: route.years.estimated,
        latest: latest.map(|latest| latest.max(day).to_smolstr()),
        hours_per_week: pace.map(Number),
        slack: Number::years(slack),
    }
}

fn role(step: &RouteMove) -> Named {
    Named {
        id: step.step.role.clone(),
        title: step.step.title.clone(),
    }
}

fn binding(builder: &AnswerBuilder, step: &RouteMove) -> Binding {
    let practices = step.practices.iter();
    let longest = practices.max_by(|one, other| one.until.total_cmp(&other.until));
    let longest = longest.filter(|_| step.spent_on == Some(TimeUse::Practice));
    Binding {
        role: role(step),
        from: step.from.clone(),
        bound_by: step.spent_on,
        skill: longest.map(|practice| builder.skill_name(practice.skill)),
        years: step.bound().unwrap_or(step.years),
        unstated: step.unstated.clone(),
    }
}
