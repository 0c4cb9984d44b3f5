//! The hours a week that a date takes, compared with every number of hours.

use ladder::{
    model::{Day, Ladder, RoleIndex},
    query::{self, PersonState, RouteRequest},
    vocabulary::{Criterion, DeadlineStatus},
};
use proptest::prelude::*;

use super::oracle::{cases, ids, read};

/// More routes than a ladder of the cases has.
const EVERY_ROUTE: usize = 200;

/// The day of arrival by a route at so many hours a week, and whether it is known; `None` without such a route.
/// Ranked by time it is the route with the number, otherwise the one of these roles.
fn arrival(
    ladder: &Ladder,
    state: &PersonState,
    request: &RouteRequest,
    roles: &[String],
    hours: Option<f64>,
) -> Option<(Day, bool)> {
    let mut state = state.clone();
    state.hours_per_week = hours;
    let mut request = request.clone();
    let number = request.routes;
    if request.by != Criterion::Time {
        request.routes = EVERY_ROUTE;
        let others = ladder
            .roles()
            .filter(|role| !roles.iter().any(|id| *id == ladder[*role].id));
        request.avoid = others.filter(|role| Some(*role) != state.role).collect();
    }
    let path = query::path(ladder, &state, &request);
    let route = match request.by {
        Criterion::Time => path.routes.get(number - 1),
        _ => path.routes.iter().find(|route| ids(route) == roles),
    };
    let days = &route?.moves.last()?.days;
    Some((days.end, days.is_end_known))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// More hours never arrive later; the hours that are named are the least that reach the day, and the
    /// earliest arrival is that of the most hours.
    #[test]
    fn the_hours_of_a_date_are_the_least_that_reach_it(
        case in cases(),
        months in 0..180_i32,
        by in prop_oneof![Just(Criterion::Time), Just(Criterion::Effort), Just(Criterion::Share)],
        routes in 1..3_usize,
    ) {
        let ladder = read(&case.ladder());
        let state = case.state(&ladder);
        let last = state.as_of.checked_add(jiff::Span::new().months(months)).expect("a day");
        let request = RouteRequest { by, routes, ..RouteRequest::to(RoleIndex::new(case.target)) };
        let plan = query::plan(&ladder, &state, &request, state.as_of, Some(last));
        let Some(found) = plan.deadline else {
            prop_assert!(plan.items.is_empty());
            return Ok(());
        };
        let own = query::path(&ladder, &state, &request);
        let roles = own.routes.get(routes - 1).map(ids).unwrap_or_default();
        let at = |hours| arrival(&ladder, &state, &request, &roles, hours);
        let most: u8 = found.most_hours_per_week.0.to_string().parse().expect("whole hours");
        let all: Vec<Option<(Day, bool)>> = (0..=most)
            .map(|hours| at((hours > 0).then(|| f64::from(hours))))
            .collect();
        for pair in all[1..].windows(2) {
            if let [Some((earlier, true)), Some((later, is_known))] = pair {
                prop_assert!(*is_known && later <= earlier, "{:?}", pair);
            }
        }
        let is_reached = |arrival: &Option<(Day, bool)>| {
            arrival.is_some_and(|(day, is_known)| is_known && day <= last)
        };
        let least = all.iter().position(is_reached);
        prop_assert_eq!(found.hours_per_week.map(|hours| hours.0.to_string()), least.map(|hours| hours.to_string()));
        let own = is_reached(&at(state.hours_per_week));
        prop_assert_eq!(found.status == DeadlineStatus::Met, own);
        prop_assert_eq!(found.status == DeadlineStatus::MoreHours, !own && least.is_some());
        let Some(earliest) = found.earliest else {
            prop_assert!(least.is_some());
            return Ok(());
        };
        let (day, is_known) = all[usize::from(most)].expect("a route");
        prop_assert_eq!(earliest.day, day.to_string());
        prop_assert_eq!(earliest.is_not_before, !is_known);
        if found.status == DeadlineStatus::NotReachable {
            prop_assert!(day > last);
        }
    }
}
