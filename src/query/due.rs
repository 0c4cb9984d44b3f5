//! What has a date: certifications that end or are retired, the day of the goal, and what the plan to the
//! goal has next.

use std::collections::HashSet;

use jiff::Span;
use serde::{Serialize, Serializer};
use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{
        CertificationIndex, Date, Day, Ladder, Profile, Resolver, RoleIndex, Source, day_after,
    },
    order::Order as _,
    vocabulary::{DueStatus, Unstated},
};

use super::{
    answer::{Estimate, Header, Named, Number},
    answer_builder::AnswerBuilder,
    effort::{Hours, Times},
    open_group::{OpenGroup, asked_groups},
    path,
    person_state::PersonState,
    plan::{self, PlanAnswer, PlanItem, StillAsked, Task},
    route_request::RouteRequest,
    solution::Solution,
};

/// What has a date up to a day.
#[derive(Debug, PartialEq, Serialize)]
pub struct DueAnswer {
    /// The ladder, the day and the person.
    #[serde(flatten)]
    pub header: Header,
    /// The last day that was asked for, an ISO date.
    pub until: SmolStr,
    /// The person's study hours a week.
    pub hours_per_week: Option<Number>,
    /// The certifications of the person that end up to that day, have ended or are retired, by the day on
    /// which something is to be done.
    pub certifications: Vec<DueCertification>,
    /// The number of certifications of the person that end after that day.
    pub later: usize,
    /// The certifications of the person that end, but no day is known on which they were earned.
    pub undated: Vec<Named>,
    /// The goal of the person, until it is reached.
    pub goal: Option<DueGoal>,
    /// A plan to the goal from this day on, with what it has up to that day; in JSON its items.
    #[serde(rename = "planned", serialize_with = "items")]
    pub plan: Option<PlanAnswer>,
    /// The sources of all figures, in the order of their first use.
    pub sources: Vec<Source>,
}

/// A certification of the person that ends or is retired.
#[derive(Debug, PartialEq, Serialize)]
pub struct DueCertification {
    /// The id and the title of the certification.
    #[serde(flatten)]
    pub named: Named,
    /// What is to be done.
    pub status: DueStatus,
    /// The last day on which it counts, an ISO date; `null` where it does not expire.
    pub ends: Option<SmolStr>,
    /// The days until then, negative where it has ended.
    pub days_left: Option<i32>,
    /// The last day on which it can be earned.
    pub retired: Option<SmolStr>,
    /// The certification to earn so that no time is without one: the same again, else the one of its
    /// successors with known and least hours; `null` where none can be earned.
    pub earn: Option<Named>,
    /// The last day on which that can be earned without a time without, an ISO date.
    pub earn_by: Option<SmolStr>,
    /// Hours of study for it; `null` where they are unknown.
    pub hours: Option<Estimate>,
    /// The last day on which its study can begin, by the least hours; `null` where that is unknown.
    pub begin_by: Option<SmolStr>,
    /// The days until then, negative where it has passed.
    pub days_to_begin: Option<i32>,
    /// The certifications that replace it, and those that replace these, nearest first.
    pub replaced_by: Vec<Named>,
    /// The present role, the goal and the roles between that ask for it.
    pub needed_for: Vec<SmolStr>,
    /// The first role on the way to the goal after its end that asks for it; `null` where none does.
    pub still_asked: Option<StillAsked>,
}

/// The goal of a person, and its day.
#[derive(Debug, PartialEq, Serialize)]
pub struct DueGoal {
    /// The role.
    pub role: Named,
    /// What is to be done; `null` where the goal has no day.
    pub status: Option<DueStatus>,
    /// The last day of the date by which the person wants to be there, an ISO date.
    pub by: Option<SmolStr>,
    /// The days until then.
    pub days_left: Option<i32>,
    /// The first day on which the person could be eligible, by a plan that begins now.
    pub earliest: Option<SmolStr>,
    /// Where that is unknown, the day before which it cannot be.
    pub not_before: Option<SmolStr>,
    /// What has no known time on the way, each once.
    pub unstated: Vec<Unstated>,
    /// Whether it rests on an estimate.
    pub estimated: bool,
    /// The last day on which a plan can begin that is done in time; `null` where none is.
    pub begin_by: Option<SmolStr>,
    /// The days until then.
    pub days_to_begin: Option<i32>,
}

#[expect(clippy::ref_option, reason = "a field is serialised by its reference")]
fn items<S: Serializer>(plan: &Option<PlanAnswer>, serializer: S) -> Result<S::Ok, S::Error> {
    let items = plan.as_ref().map(|plan| plan.items.as_slice());
    items.unwrap_or_default().serialize(serializer)
}

impl DueAnswer {
    /// What the plan has up to the day that was asked for.
    pub fn planned(&self) -> &[PlanItem] {
        self.plan.as_ref().map_or(&[], |plan| &plan.items)
    }

    /// Whether something is to be done up to the day that was asked for: something ends, its last day to begin
    /// comes or has passed, or the goal is out of time. What has ended and what is planned does not count.
    pub fn is_any_due(&self) -> bool {
        let is_open = |status: DueStatus| matches!(status, DueStatus::Late | DueStatus::Due);
        let certifications = self.certifications.iter();
        let goal = self.goal.iter().filter(|goal| {
            let first = goal.begin_by.as_ref().or(goal.by.as_ref());
            first.is_some_and(|day| *day <= self.until) || goal.status == Some(DueStatus::Late)
        });
        certifications.map(|one| one.status).any(is_open)
            || goal.filter_map(|goal| goal.status).any(is_open)
    }
}

/// Answers what has a date up to a day, for the person on each day.
pub fn due(
    ladder: &Ladder,
    profile: &Profile,
    person: impl Fn(Day) -> PersonState,
    as_of: Day,
    until: Day,
) -> DueAnswer {
    let mut builder = AnswerBuilder::new(ladder);
    let state = person(as_of);
    let target = state.goal.filter(|goal| state.role != Some(*goal));
    let solution = target.map(|goal| Solution::new(ladder, &state, RouteRequest::to(goal)));
    let mut plan = solution.as_ref().map(|solution| {
        let path = path::write(&mut builder, solution);
        plan::write(&mut builder, solution, &path, 1, as_of)
    });
    let goal = target.zip(plan.as_ref()).map(|(role, plan)| {
        let by = profile.goal_by.map(Date::last_day);
        goal(&builder, plan, role, by, &person, as_of)
    });
    let mut roles: Vec<RoleIndex> = state.role.into_iter().collect();
    let on_route = plan.iter().flat_map(|plan| &plan.roles);
    roles.extend(on_route.flat_map(|role| ladder.roles_named(&role.id)));
    roles.extend(target);
    let mut seen = std::collections::BTreeSet::new();
    roles.retain(|role| seen.insert(*role));
    let mut resolver = Resolver::new(ladder);
    let asking = roles.iter().map(|role| {
        let required = resolver.required(*role);
        let groups = asked_groups(ladder, &required, state.as_of);
        (*role, groups.into_iter().flatten().collect())
    });
    let asking: Vec<_> = asking.collect();
    let mut ending = ending(&builder, &state, &asking, until);
    for found in &mut ending.certifications {
        let id = format!("expiry:{}", found.named.id);
        let mut planned = plan.iter().flat_map(|plan| &plan.items);
        found.still_asked = planned.find_map(|item| match &item.task {
            Task::Expiry { still_asked, .. } if item.id == id => still_asked.clone(),
            _ => None,
        });
    }
    if let Some(plan) = &mut plan {
        plan.items.retain(|item| is_next(item, until));
    }
    DueAnswer {
        header: builder.header(&state),
        until: until.to_smolstr(),
        hours_per_week: state.hours_per_week.map(Number),
        certifications: ending.certifications,
        later: ending.later,
        undated: ending.undated,
        goal,
        plan,
        sources: builder.sources(),
    }
}

/// The certifications of a person that end or are retired.
pub(super) struct Ending {
    /// Those that end up to a day, have ended or are retired, by the day on which something is to be done.
    pub certifications: Vec<DueCertification>,
    /// The number of those that end later.
    pub later: usize,
    /// Those that end, but no day is known on which they were earned.
    pub undated: Vec<Named>,
}

/// The certifications of a person that end up to a day or are retired, with the roles that ask for them.
pub(super) fn ending(
    builder: &AnswerBuilder,
    state: &PersonState,
    asking: &[(RoleIndex, HashSet<CertificationIndex>)],
    until: Day,
) -> Ending {
    let (mut certifications, mut later, mut undated) = (Vec::new(), 0, Vec::new());
    for (certification, ends) in &state.certifications {
        let found = held(builder, state, (*certification, *ends), asking);
        let first = [&found.begin_by, &found.earn_by, &found.ends];
        let first = first.into_iter().flatten().min();
        if ends.is_none() && builder.ladder[*certification].valid_years.is_some() {
            undated.push(found.named.clone());
        }
        match first {
            Some(day) if *day > until.to_smolstr() => later += 1,
            None if found.status != DueStatus::Retired => (),
            _ => certifications.push(found),
        }
    }
    certifications.order_by_key(DueCertification::order);
    Ending {
        certifications,
        later,
        undated,
    }
}

impl DueCertification {
    /// The key by which what is to be done first comes first.
    pub(super) fn order(&self) -> (usize, Option<SmolStr>) {
        let first = self.begin_by.clone().or_else(|| self.ends.clone());
        (self.status as usize, first)
    }
}

/// Whether an item of a plan begins or comes up to a day; what ends is told for itself.
fn is_next(item: &PlanItem, until: Day) -> bool {
    let is_dated = item.end.is_some() && !item.has_passed();
    let is_step = match &item.task {
        Task::Study { taught, .. } => !taught,
        Task::Certification { earn, .. } => earn.is_some() && item.start.is_some(),
        Task::Education { .. } => item.start.is_some(),
        Task::Eligible { .. } => true,
        Task::Practice { .. } | Task::AnyOf(_) | Task::Points(_) | Task::Expiry { .. } => false,
    };
    is_dated && is_step && item.days.0 <= until
}

/// The days from one to another.
fn days(from: Day, to: Day) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// The last day from which a time passes until another day.
fn begin_by(until: Day, years: f64) -> Day {
    // The length of a month decides about the last days.
    let after = |day: Day, years: f64| day_after(day, years).unwrap_or(Day::MAX);
    let near = after(until, -years);
    let mut day = near.checked_add(Span::new().days(4)).unwrap_or(near);
    while after(day, years) > until {
        match day.yesterday() {
            Ok(before) => day = before,
            Err(_) => return day,
        }
    }
    day
}

/// What is to be done about a certification of the person.
fn held(
    builder: &AnswerBuilder,
    state: &PersonState,
    (certification, ends): (CertificationIndex, Option<Day>),
    asking: &[(RoleIndex, HashSet<CertificationIndex>)],
) -> DueCertification {
    let (ladder, as_of) = (builder.ladder, state.as_of);
    let entry = &ladder[certification];
    let is_retired = entry.is_retired(as_of);
    let has_ended = ends.is_some_and(|day| day < as_of);
    let successors = ladder.successors(certification);
    let times = Times::new(ladder, state);
    let offered = |one: &CertificationIndex| ladder[*one].can_be_earned(as_of);
    let again = if offered(&certification) {
        vec![certification]
    } else {
        successors.iter().copied().filter(offered).collect()
    };
    let ways = again.iter().map(|one| (*one, times.certification(*one)));
    let group = OpenGroup::new(entry.id.clone(), again.clone(), ways);
    // What does not expire is not earned again.
    let choice = group.first().filter(|_| ends.is_some());
    let study = group.study.filter(|_| choice.is_some());
    let earn_by = choice.zip(ends).map(|(choice, ends)| {
        let last = ladder[choice].retired.map(Date::last_day);
        last.map_or(ends, |last| last.min(ends))
    });
    let begin = earn_by.filter(|day| as_of <= *day);
    let begin = begin.zip(study).and_then(|(day, study)| {
        let weekly = state.hours_per_week.filter(|hours| *hours > 0.0)?;
        Some(begin_by(day, study.span.min / weekly / 52.0))
    });
    let hours = study.and_then(|study| {
        let mut hours = Hours::default();
        hours.add(study);
        let (sourced, estimated) = hours.estimates();
        estimated.or(sourced)
    });
    let status = match (has_ended, begin) {
        (true, _) => DueStatus::Ended,
        (false, Some(day)) if day < as_of => DueStatus::Late,
        (false, _) if ends.is_some() => DueStatus::Due,
        (false, _) if is_retired => DueStatus::Retired,
        (false, _) => DueStatus::Unknown,
    };
    DueCertification {
        named: builder.certification_name(certification),
        status,
        ends: ends.map(|day| day.to_smolstr()),
        days_left: ends.map(|day| days(as_of, day)),
        retired: entry.retired.map(|date| date.to_smolstr()),
        earn: choice.map(|choice| builder.certification_name(choice)),
        earn_by: earn_by
            .filter(|day| as_of <= *day)
            .map(|day| day.to_smolstr()),
        hours,
        begin_by: begin.map(|day| day.to_smolstr()),
        days_to_begin: begin.map(|day| days(as_of, day)),
        replaced_by: successors
            .iter()
            .map(|successor| builder.certification_name(*successor))
            .collect(),
        needed_for: asking
            .iter()
            .filter(|(_, counting)| counting.contains(&certification))
            .map(|(role, _)| ladder[*role].id.clone())
            .collect(),
        still_asked: None,
    }
}

/// The goal and its day, beside the plan that begins now.
fn goal(
    builder: &AnswerBuilder,
    plan: &PlanAnswer,
    role: RoleIndex,
    by: Option<Day>,
    person: &impl Fn(Day) -> PersonState,
    as_of: Day,
) -> DueGoal {
    let mut items = plan.items.iter().rev();
    let arrival = items.find(|item| {
        matches!(item.task, Task::Eligible { .. }) && item.role == builder.ladder[role].id
    });
    let earliest = arrival.filter(|item| item.end.is_some());
    let ladder = builder.ladder;
    let begin = by
        .zip(earliest)
        .filter(|(by, earliest)| as_of <= *by && earliest.days.1 <= *by)
        .map(|(by, _)| {
            let is_in_time = |day: Day| {
                arrival_of(ladder, &person(day), role).is_some_and(|arrival| arrival <= by)
            };
            last_day(as_of, by, is_in_time)
        });
    let status = by.map(|by| match (earliest, arrival) {
        _ if by < as_of => DueStatus::Late,
        (Some(item), _) if item.days.1 > by => DueStatus::Late,
        (Some(_), _) => DueStatus::Due,
        (None, Some(item)) if item.days.1 > by => DueStatus::Late,
        (None, _) => DueStatus::Unknown,
    });
    DueGoal {
        role: builder.role_name(role),
        status,
        by: by.map(|day| day.to_smolstr()),
        days_left: by.map(|day| days(as_of, day)),
        earliest: earliest.and_then(|item| item.end.clone()),
        not_before: arrival.and_then(|item| item.not_before.clone()),
        unstated: unstated(plan),
        estimated: arrival.is_some_and(|item| item.estimated),
        begin_by: begin.map(|day| day.to_smolstr()),
        days_to_begin: begin.map(|day| days(as_of, day)),
    }
}

/// What has no known time on the way of a plan, each once.
fn unstated(plan: &PlanAnswer) -> Vec<Unstated> {
    let moves = plan.items.iter().filter_map(|item| match &item.task {
        Task::Eligible { unstated, .. } => Some(unstated),
        _ => None,
    });
    let mut all: Vec<Unstated> = Vec::new();
    for one in moves.flatten() {
        if !all.contains(one) {
            all.push(*one);
        }
    }
    all
}

/// The day on which a person who begins now is eligible for a role, where that is known.
fn arrival_of(ladder: &Ladder, state: &PersonState, role: RoleIndex) -> Option<Day> {
    if state.role == Some(role) {
        return Some(state.as_of);
    }
    let solution = Solution::new(ladder, state, RouteRequest::to(role));
    let mut builder = AnswerBuilder::new(ladder);
    let route = solution.routes(&mut builder).next()?;
    let days = &route.moves.last()?.days;
    days.is_end_known.then_some(days.end)
}

/// The last day up to which something holds, from a day on which it does; halves the days between.
fn last_day(first: Day, last: Day, holds: impl Fn(Day) -> bool) -> Day {
    let at = |offset: i32| first.checked_add(Span::new().days(offset));
    let (mut known, mut open) = (0, days(first, last) + 1);
    while open - known > 1 {
        let middle = known.midpoint(open);
        match at(middle) {
            Ok(day) if holds(day) => known = middle,
            _ => open = middle,
        }
    }
    at(known).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whoever_begins_a_day_later_is_too_late(day in 0..3_000_i32, hours in 0..2_000_u16, weekly in 1..40_u8) {
            let until = Day::constant(2020, 1, 1);
            let until = until.checked_add(Span::new().days(day)).expect("a day");
            let years = f64::from(hours) / f64::from(weekly) / 52.0;
            let begin = begin_by(until, years);
            let after = begin.tomorrow().expect("a day");
            prop_assert!(day_after(begin, years) <= Some(until));
            prop_assert!(Some(until) < day_after(after, years), "{begin}");
        }

        #[test]
        fn the_last_day_is_found_by_halves(days in 0..1_500_i32, last in 0..1_500_i32) {
            let first = Day::constant(2026, 11, 20);
            let at = |days: i32| first.checked_add(Span::new().days(days)).expect("a day");
            let found = last_day(first, at(days), |day| day <= at(last));
            prop_assert_eq!(found, at(last.min(days)));
        }
    }
}
