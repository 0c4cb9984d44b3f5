//! Firm figures, compared with those without estimates and with estimates that are ten times as long.

use ladder::{
    model::{Ladder, RoleIndex},
    query::{
        self, Estimate, PayFilter, PersonState, PlanAnswer, PlanItem, RoleFilter, Route, RouteMove,
        RouteRequest, Task,
    },
};
use proptest::prelude::*;

use super::oracle::{TestCase, cases, ids, read};

/// The routes that are searched for one with the same roles.
const ROUTES: usize = 40;

/// An answer about one route.
struct Answer {
    route: Route,
    plan: PlanAnswer,
}

/// The route with these roles, or the best one, and its plan.
fn answer(case: &TestCase, roles: Option<&[String]>) -> Option<Answer> {
    let ladder: Ladder = read(&case.ladder());
    let state: PersonState = case.state(&ladder);
    let request = |routes| RouteRequest {
        routes,
        ..RouteRequest::to(RoleIndex::new(case.target))
    };
    let path = query::path(&ladder, &state, &request(ROUTES));
    let mut routes = path.routes.into_iter().zip(1..);
    let same = |route: &Route| roles.is_none_or(|roles| ids(route) == roles);
    let (route, number) = routes.find(|(route, _)| same(route))?;
    let last = state.as_of.checked_add(jiff::Span::new().years(6)).ok();
    let plan = query::plan(&ladder, &state, &request(number), state.as_of, last);
    Some(Answer { route, plan })
}

/// The alternatives that are taken on each move, and the certifications that are earned.
fn chosen(route: &Route) -> Vec<Vec<String>> {
    let of_move = |step: &RouteMove| {
        let taken = step.choices.iter().flat_map(|choice| &choice.taken);
        let taken = taken.map(|member| format!("{} {:?}", member.id, member.need));
        let earned = step.earn.iter().map(|earned| earned.named.id.to_string());
        taken.chain(earned).collect()
    };
    route.moves.iter().map(of_move).collect()
}

/// The ends of a time that is known and marked as no estimate.
fn firm(time: Estimate) -> Option<(f64, f64)> {
    (!time.estimated && !time.at_least).then_some((time.min.0, time.max.0))
}

/// Whether a firm time is the same in another answer, and firm there too.
fn is_same(one: Estimate, other: Estimate) -> bool {
    firm(one).is_none() || firm(one) == firm(other)
}

fn check_move(one: &RouteMove, other: &RouteMove) -> Result<(), TestCaseError> {
    let parts = |step: &RouteMove| {
        let spent = [step.years, step.experience, step.study];
        spent.into_iter().chain([step.practice, step.education])
    };
    for (one, other) in parts(one).zip(parts(other)) {
        prop_assert!(is_same(one, other), "{:?} {:?}", one, other);
    }
    if !one.days_estimated && one.earliest.is_some() {
        let days = |step: &RouteMove| (step.earliest.clone(), step.latest.clone());
        prop_assert_eq!(days(one), days(other));
        prop_assert!(!other.days_estimated);
    }
    if one.hours_estimated.is_none()
        && let Some(hours) = one.hours.filter(|hours| !hours.at_least)
    {
        // A level whose practice alone is stated, by an estimate, takes no study; without estimates that is unknown.
        let least = other.hours.map_or(0.0, |hours| hours.min.0);
        prop_assert!(
            hours.min.0.to_bits() == least.to_bits(),
            "{:?} {:?}",
            hours,
            other.hours
        );
        prop_assert_eq!(other.hours_estimated, None);
    }
    Ok(())
}

/// The task with the same id.
fn same_item<'a>(plan: &'a PlanAnswer, item: &PlanItem) -> Option<&'a PlanItem> {
    plan.items.iter().find(|other| other.id == item.id)
}

fn is_study(item: &PlanItem) -> bool {
    matches!(item.task, Task::Study { .. } | Task::Certification { .. })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// The study for a role is the same in each answer that has it, with what of it is an estimate.
    #[test]
    fn the_study_for_a_role_is_the_same_everywhere(case in cases()) {
        let ladder: Ladder = read(&case.ladder());
        let state: PersonState = case.state(&ladder);
        let study = |id: &str| {
            let role = ladder.roles().find(|role| ladder[*role].id == id).expect("a role");
            query::gaps(&ladder, &state, role, false).study
        };
        for role in query::matches(&ladder, &state, RoleFilter::default()).roles {
            prop_assert_eq!(&role.fit.study, &study(&role.role));
        }
        for role in query::next(&ladder, &state, &PayFilter::default()).steps {
            prop_assert_eq!(&role.fit.study, &study(&role.step.role));
        }
    }

    /// Where estimates are left out, no figure is one.
    #[test]
    fn without_estimates_no_figure_is_one(case in cases()) {
        let Some(found) = answer(&case.without_estimates(), None) else {
            return Ok(());
        };
        prop_assert!(!found.route.years.estimated);
        for step in &found.route.moves {
            let parts = [step.years, step.experience, step.study, step.practice, step.education];
            prop_assert!(parts.iter().all(|part| !part.estimated), "{:?}", parts);
            prop_assert!(!step.days_estimated);
            prop_assert_eq!(step.hours_estimated, None);
        }
        prop_assert!(found.plan.items.iter().all(|item| !item.estimated && !item.start_estimated));
    }

    /// What is not marked as an estimate is the same without estimates, and does not become unknown; nor does it
    /// change where estimates are ten times as long. Only the order of study may be another one then, and which
    /// alternatives are taken, since more years of experience have passed: the answer names them.
    #[test]
    fn a_firm_figure_rests_on_no_estimate(case in cases()) {
        let Some(found) = answer(&case, None) else {
            return Ok(());
        };
        let roles = ids(&found.route);
        for (other, is_longer) in [(case.without_estimates(), false), (case.with_longer_estimates(), true)] {
            let Some(other) = answer(&other, Some(&roles)) else {
                continue;
            };
            if is_longer && chosen(&found.route) != chosen(&other.route) {
                continue;
            }
            prop_assert!(is_same(found.route.years, other.route.years));
            for (one, other) in found.route.moves.iter().zip(&other.route.moves) {
                check_move(one, other)?;
                match one.not_before.as_ref().filter(|_| !one.days_estimated) {
                    Some(day) => {
                        let bound = other.not_before.as_ref().or(other.earliest.as_ref());
                        // Longer estimates can make it later: it is the least that is known.
                        prop_assert!(bound == Some(day) || is_longer && bound > Some(day));
                    }
                    None if !one.days_estimated => prop_assert_eq!(&other.not_before, &None),
                    None => (),
                }
            }
            let pay = &found.route.pay;
            if !pay.estimated && pay.amount.is_some() {
                prop_assert_eq!(pay.amount, other.route.pay.amount);
            }
            for item in &found.plan.items {
                let same = same_item(&other.plan, item);
                let days = (&item.start, &item.end, same);
                if item.end.is_some() && !item.estimated && !(is_longer && is_study(item)) {
                    let same = same.expect("the same task");
                    prop_assert!(same.end == item.end, "{} {:?}", item.id, days);
                    prop_assert!(!same.estimated);
                }
                // A study that rests on an estimate can begin on the firm end of the one before.
                let is_firm = item.start.is_some() && !item.start_estimated;
                if let Some(same) = same.filter(|_| is_firm && !is_study(item)) {
                    prop_assert!(same.end.is_none() || same.start == item.start, "{} {:?}", item.id, days);
                }
            }
            let arrival = |plan: &PlanAnswer| {
                let deadline = plan.deadline.as_ref()?;
                let arrival = deadline.arrival.as_ref()?;
                (!arrival.is_not_before && !arrival.estimated).then(|| arrival.day.clone())
            };
            if let Some(day) = arrival(&found.plan) {
                prop_assert_eq!(Some(day), arrival(&other.plan));
            }
        }
    }
}
