//! Readiness over time against the answers of single days, and the last day on which a plan can begin.

use std::fs;

use ladder::{
    check, load,
    model::{Day, Ladder, Profile},
    query::{self, PersonState, PlanAnswer, RouteRequest},
    text::Text,
};
use proptest::prelude::*;

/// A ladder with skills, degrees and certifications, of which one is retired on 2025-06-30.
fn ladder() -> Ladder {
    let text = fs::read_to_string("tests/ladders/renewals.yaml").expect("a ladder");
    let text = Text::new("x", &text);
    let read =
        load::ladder(&text).and_then(|loaded| check::ladder(&loaded.document, loaded.diagnostics));
    read.unwrap_or_else(|diagnostics| panic!("{diagnostics:?}"))
}

fn profile(text: &str, ladder: &Ladder) -> Profile {
    let text = Text::new("x", text);
    let read = load::profile(&text)
        .and_then(|loaded| check::profile(&loaded.document, loaded.diagnostics, ladder));
    read.unwrap_or_else(|diagnostics| panic!("{diagnostics:?}"))
        .profile
}

/// A year, a month or a day.
fn date() -> impl Strategy<Value = String> {
    let date = (2018..2029_i16, 1..13_i8, 1..29_i8, 0..3_u8);
    date.prop_map(|(year, month, day, exact)| match exact {
        0 => format!("{year}"),
        1 => format!("{year}-{month:02}"),
        _ => format!("{year}-{month:02}-{day:02}"),
    })
}

/// A key with a date, or nothing.
fn dated(key: &'static str) -> impl Strategy<Value = String> {
    let date = prop::option::of(date());
    date.prop_map(move |date| date.map_or_else(String::new, |date| format!(", {key}: {date}")))
}

fn list(items: &[String]) -> String {
    format!("[{}]", items.join(", "))
}

fn skill() -> impl Strategy<Value = String> {
    let level = (
        prop::sample::select(vec!["none", "basic", "able", "master"]),
        dated("since"),
    );
    let level = level.prop_map(|(level, since)| format!("{{ level: {level}{since} }}"));
    prop::collection::vec(level, 1..4).prop_map(|levels| list(&levels))
}

fn certification() -> impl Strategy<Value = String> {
    let ids = vec!["gas-1", "gas-3", "arc", "boiler", "pin"];
    let held = (prop::sample::select(ids), dated("earned"));
    held.prop_map(|(id, earned)| format!("{{ id: {id}{earned} }}"))
}

/// A profile whose experience does not grow by itself.
fn profiles() -> impl Strategy<Value = String> {
    let roles = || prop::sample::select(vec!["welder", "foreman"]);
    let stay =
        (roles(), date()).prop_map(|(role, from)| format!("{{ role: {role}, from: {from} }}"));
    let log = (date(), 1..20_u8)
        .prop_map(|(on, hours)| format!("{{ on: {on}, skill: welding, hours: {hours} }}"));
    (
        (roles(), prop::option::of(date())),
        prop::collection::vec(stay, 0..3),
        (skill(), prop::option::of(skill())),
        prop::collection::vec(certification(), 0..5),
        prop::collection::vec(dated("earned"), 0..2),
        prop::collection::vec(log, 0..4),
        any::<bool>(),
    )
        .prop_map(|((role, since), stays, (welding, drawing), held, degrees, log, baseline)| {
            let since = since.map_or_else(String::new, |since| format!("since: {since}\n"));
            let drawing =
                drawing.map_or_else(String::new, |levels| format!("  drawing: {levels}\n"));
            let degrees: Vec<String> = degrees
                .iter()
                .map(|earned| format!("{{ degree: associate{earned} }}"))
                .collect();
            let baseline = if baseline { "role" } else { "none" };
            format!(
                "role: {role}\n{since}baseline: {baseline}\nexperience: 3\nhistory: {}\nskills:\n  \
                 welding: {welding}\n{drawing}certifications: {}\neducation: {}\nlog: {}\n",
                list(&stays),
                list(&held),
                list(&degrees),
                list(&log),
            )
        })
}

fn day(offset: i32) -> Day {
    let first = Day::constant(2018, 1, 1);
    first
        .checked_add(jiff::Span::new().days(offset))
        .expect("a day")
}

proptest! {
    #[test]
    fn progress_tells_of_a_day_what_gaps_tells(
        text in profiles(),
        as_of in 0..4_000_i32,
        since in prop::option::of(0..4_000_i32),
    ) {
        let (ladder, as_of) = (ladder(), day(as_of));
        let profile = profile(&text, &ladder);
        let since = since.map(day).filter(|since| *since <= as_of);
        let person = |day: Day| PersonState::of(&ladder, &profile, day);
        let foreman = ladder.roles_named("foreman")[0];
        let told = query::progress(&ladder, &profile, person, Some(foreman), (since, as_of));
        let ready = |day: Day| {
            let answer = query::gaps(&ladder, &person(day), foreman, false);
            answer.readiness.expect("a person is known")
        };
        let first: Day = told.since.parse().expect("a day");
        prop_assert_eq!(told.before, first.yesterday().ok().map(ready));
        let mut before = told.before;
        let mut last = first.yesterday().expect("a day");
        for quarter in &told.quarters {
            let day: Day = quarter.day.parse().expect("a day");
            prop_assert!(last < day && day <= as_of);
            prop_assert_eq!(quarter.readiness, Some(ready(day)), "{}", day);
            let role = person(day).role.map(|role| ladder[role].id.clone());
            prop_assert_eq!(&quarter.role, &role);
            // Its successors count for the retired certification from then on.
            let is_explained = quarter.quarter == "2025-Q3" || !quarter.changes.is_empty();
            prop_assert!(quarter.readiness == before || is_explained, "{}", day);
            (before, last) = (quarter.readiness, day);
        }
        prop_assert_eq!(last, as_of);
        let logged = profile.log.iter().filter(|entry| {
            let on = entry.on.first_day();
            first <= on && on <= as_of
        });
        let logged: f64 = logged.filter_map(|entry| entry.hours).sum();
        prop_assert!((told.hours_logged.0 - logged).abs() < 1e-6);
    }
}

/// The first day of eligibility by a plan that begins on a day.
fn eligible(ladder: &Ladder, profile: &Profile, day: Day) -> Option<Day> {
    let state = PersonState::of(ladder, profile, day);
    let request = RouteRequest::to(ladder.roles_named("foreman")[0]);
    let plan: PlanAnswer = query::plan(ladder, &state, &request, day, None);
    let arrival = plan
        .items
        .iter()
        .rfind(|item| item.id == "eligible:foreman");
    arrival.and_then(|item| item.end.as_ref()?.parse().ok())
}

#[test]
fn a_plan_that_begins_by_the_last_day_is_in_time_and_no_later_one() {
    let ladder = ladder();
    let as_of = Day::constant(2026, 11, 20);
    for hours in [2, 3, 5, 8, 13, 40] {
        for by in ["2026-12", "2027-02-10", "2027-06", "2027-12-31"] {
            let text = format!(
                "role: welder\nsince: 2024-02\nexperience: {{ since: 2023-03 }}\n\
                 education: {{ degree: associate }}\nskills: {{ welding: able, drawing: basic }}\n\
                 certifications: [{{ id: gas-1, earned: 2024-03-10 }}]\nhours_per_week: {hours}\n\
                 goal: {{ role: foreman, by: {by} }}\n"
            );
            let profile = profile(&text, &ladder);
            let person = |day: Day| PersonState::of(&ladder, &profile, day);
            let due = query::due(&ladder, &profile, person, as_of, as_of);
            let goal = due.goal.expect("a goal");
            let by: Day = goal.by.expect("a day").parse().expect("a day");
            let mut in_time = Vec::new();
            let mut day = as_of;
            while day <= by {
                if eligible(&ladder, &profile, day).is_some_and(|arrival| arrival <= by) {
                    in_time.push(day);
                }
                day = day.tomorrow().expect("a day");
            }
            let begin = goal.begin_by.map(|day| day.parse().expect("a day"));
            assert_eq!(begin, in_time.last().copied(), "{hours} {by}");
        }
    }
}
