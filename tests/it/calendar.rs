use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use icalendar::{Calendar, CalendarComponent, Component, DatePerhapsTime};

use crate::process::{TODAY, ladder, stdout};

/// A plan as a calendar, and as the JSON of the same question.
fn plan(arguments: &[&str]) -> (String, serde_json::Value) {
    let [calendar, json] = ["ics", "json"].map(|format| {
        let mut command = ladder(&["plan"]);
        command.args(arguments).args(TODAY);
        stdout(command.args(["--format", format]))
    });
    (calendar, serde_json::from_str(&json).expect("sound JSON"))
}

const PLANS: [&[&str]; 3] = [
    &["principal", "--profile", "data/profile.yaml"],
    &[
        "chief",
        "--by",
        "pay",
        "--ladder",
        "tests/ladders/crossroads.yaml",
        "--profile",
        "tests/profiles/bo.yaml",
    ],
    &["director", "--from", "intern", "--hours", "10"],
];

/// Another program reads every event of a plan, in order, each with a unique id.
#[test]
fn a_calendar_reads_every_day_of_a_plan() {
    for arguments in PLANS {
        let (written, json) = plan(arguments);
        let calendar: Calendar = written.parse().expect("a calendar");
        let mut ids = BTreeSet::new();
        let mut starts = Vec::new();
        for component in &calendar.components {
            let CalendarComponent::Event(event) = component else {
                panic!("{component:?} is no event");
            };
            let id = event.get_uid().expect("an id");
            assert!(ids.insert(id.to_owned()), "{id} stands twice");
            assert!(event.get_timestamp().is_some(), "{id} has no stamp");
            assert!(event.get_summary().is_some_and(|text| !text.is_empty()));
            let day = |date: Option<DatePerhapsTime>| match date {
                Some(DatePerhapsTime::Date(day)) => day,
                other => panic!("{other:?} is no whole day"),
            };
            let (start, end) = (day(event.get_start()), day(event.get_end()));
            assert!(start < end, "{id} ends before it begins");
            starts.push(start.to_string());
        }
        let items = json["items"].as_array().expect("items").iter();
        // What is prepared stands from its first day on, the practice for a role on its last day; what has
        // no day does not stand there.
        let mut practices: BTreeMap<&str, &str> = BTreeMap::new();
        let mut days = Vec::new();
        for item in items {
            let (start, end) = (item["start"].as_str(), item["end"].as_str());
            let Some(end) = end.filter(|_| takes_time(item)) else {
                continue;
            };
            if item["kind"] == "practice" {
                let last = practices.entry(item["role"].as_str().expect("a role"));
                let last = last.or_insert(end);
                *last = end.max(*last);
            } else {
                days.push(start.unwrap_or(end).to_owned());
            }
        }
        let practices = practices.into_values().map(str::to_owned);
        let mut items: Vec<String> = days.into_iter().chain(practices).collect();
        items.sort();
        starts.sort();
        assert_eq!(starts, items, "{arguments:?}");
        assert!(!starts.is_empty(), "{arguments:?}");
    }
}

/// Whether an item of a plan is more than a level to show: study without hours and practice whose time has
/// passed are not.
pub fn takes_time(item: &serde_json::Value) -> bool {
    match item["kind"].as_str() {
        Some("study") => item["taught"] != true && item["hours"]["max"].as_f64() != Some(0.0),
        Some("practice") => item["since"].is_null() || item["start"] != item["end"],
        _ => true,
    }
}

/// What is still to earn keeps its event when something before it is earned.
#[test]
fn an_event_stays_when_another_certification_is_earned() {
    let folder = tempfile::tempdir().expect("a folder");
    let profile = folder.path().join("profile.yaml");
    let ids = |held: &str| -> BTreeSet<String> {
        fs::write(&profile, format!("role: j\ncertifications: [{held}]\n")).expect("a file");
        let profile = profile.to_str().expect("a path in UTF-8");
        let ladder = "tests/ladders/two-groups.yaml";
        let arguments = [
            "x",
            "--ladder",
            ladder,
            "--hours",
            "5",
            "--profile",
            profile,
        ];
        let calendar: Calendar = plan(&arguments).0.parse().expect("a calendar");
        let events = calendar
            .components
            .iter()
            .filter_map(|component| component.as_event());
        events
            .filter_map(|event| Some(event.get_uid()?.to_owned()))
            .collect()
    };
    let of = |groups: &[&str]| -> BTreeSet<String> {
        let groups = groups
            .iter()
            .map(|group| format!("certification:{group}:x"));
        let events = groups.chain(["eligible:x".to_owned()]);
        events.map(|id| format!("{id}@two-groups.ladder")).collect()
    };
    assert_eq!(ids(""), of(&["four", "one|two"]));
    assert_eq!(ids("four"), of(&["one|two"]));
    assert_eq!(ids("three"), of(&["four", "one|two"]));
    assert_eq!(ids("two"), of(&["four"]));
}

/// Lines have the right ends and lengths, and are folded between characters.
#[test]
fn a_calendar_is_folded() {
    for arguments in PLANS {
        let (written, _) = plan(arguments);
        assert!(!written.replace("\r\n", "").contains(['\r', '\n']));
        for line in written.split_terminator("\r\n") {
            assert!(line.len() <= 75, "{line}");
        }
        // Each part is text of its own: folding at a boundary of bytes would have broken it.
        let unfolded = written.replace("\r\n ", "");
        assert!(unfolded.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
        assert!(unfolded.ends_with("END:VCALENDAR\r\n"));
    }
}

/// Another program reads the text of a ladder as it is displayed.
#[test]
fn text_in_a_calendar_is_text() {
    let hostile = fs::read_to_string("tests/ladders/hostile.yaml").expect("a ladder");
    // A move with a gate has no day.
    let dated = hostile.replace(r#"gate: "\x7f""#, "after: 1");
    let dated = dated.replace("日本 B", r"日本\x7f B");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("ladder.yaml");
    fs::write(&file, dated).expect("a file");
    let file = file.to_str().expect("a path in UTF-8");
    let (written, _) = plan(&["b", "--from", "a", "--ladder", file]);
    let calendar: Calendar = written.parse().expect("a calendar");
    let summaries: Vec<&str> = calendar
        .components
        .iter()
        .filter_map(|component| component.as_event()?.get_summary())
        .collect();
    assert_eq!(summaries, ["Eligible: 🙂 日本␡ B"]);
}

/// Without a plan, an older file is kept.
#[test]
fn no_plan_replaces_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("plan.ics");
    let name = file.to_str().expect("a path in UTF-8");
    let arguments = [
        "plan",
        "senior",
        "--profile",
        "data/profile.yaml",
        "-o",
        name,
    ];
    stdout(ladder(&arguments).args(TODAY));
    let before = fs::read_to_string(&file).expect("a plan");
    for (goal, why) in [
        ("vp", "no route leads to `vp`"),
        ("mid", "there is nothing to plan"),
    ] {
        let arguments = ["plan", goal, "--from", "mid", "-o", name];
        let output = ladder(&arguments)
            .args(TODAY)
            .args(["--max-moves", "1"])
            .output()
            .expect("the program runs");
        assert_eq!(output.status.code(), Some(1));
        let told = String::from_utf8(output.stderr).expect("text");
        assert!(told.contains(why), "{told}");
        assert_eq!(fs::read_to_string(&file).expect("a plan"), before);
    }
}
