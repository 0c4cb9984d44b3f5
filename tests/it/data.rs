use std::{collections::BTreeMap, fs};

use ladder::{
    check, embedded, load,
    model::{Fact, Figure, Ladder, OwnRequirements, Resource, SourceIndex, Span, StepTime},
    text::Text,
};
use serde_json::Value;

use crate::process::{ladder, stdout};

/// The embedded ladder as JSON.
fn overview() -> Value {
    let output = ladder(&["show", "--format", "json", "--as-of", "2026-11-20"]).output();
    serde_json::from_slice(&output.expect("the program runs").stdout).expect("sound JSON")
}

fn role<'a>(overview: &'a Value, id: &str) -> &'a Value {
    let roles = overview["roles"].as_array().expect("a list of roles");
    roles
        .iter()
        .find(|role| role["id"] == id)
        .expect("the role is on the ladder")
}

#[test]
fn the_ladder_has_every_role_skill_and_certification() {
    let overview = overview();
    let count = |key: &str| overview[key].as_array().expect("a list").len();
    assert_eq!(
        (count("roles"), count("skills"), count("certifications")),
        (16, 29, 16)
    );
}

/// Every figure and every fact has a source; what is our own judgement of a figure is an estimate, and nothing else is.
#[test]
fn every_figure_has_a_source_and_no_estimate_is_unmarked() {
    let ladder = embedded();
    let (mut published, mut estimated) = (0, 0);
    for (what, source) in figures(&ladder) {
        let source = &ladder[source.unwrap_or_else(|| panic!("{what} has no source"))];
        let own = source.publisher.as_deref() == Some("ladder");
        assert_eq!(source.estimate, own, "{what} rests on {}", source.id);
        *if own { &mut estimated } else { &mut published } += 1;
    }
    assert!(
        published > 140 && estimated > 20,
        "only {published} published figures and {estimated} estimates were found"
    );
}

/// What the estimates give, as their note says: the years after which someone new at entry level stands on each rung.
#[test]
fn the_estimates_give_what_their_note_says() {
    let way = "path senior-principal --profile tests/profiles/new-at-entry.yaml --as-of 2026-01-01 --format json \
               --via senior --via lead";
    let answer = stdout(&mut ladder(&way.split(' ').collect::<Vec<_>>()));
    let answer: Value = serde_json::from_str(&answer).expect("sound JSON");
    let moves = answer["routes"][0]["moves"].as_array().expect("a list");
    let days = moves.iter().map(|step| {
        let text = |key: &str| step[key].as_str().expect("a text");
        (text("role"), &text("earliest")[..7], &text("latest")[..7])
    });
    let after = [
        ("junior", "2026-07", "2027-01"),           // 0.5-1
        ("mid", "2029-07", "2032-01"),              // 3.5-6
        ("senior", "2033-01", "2035-01"),           // 7-9
        ("lead", "2036-01", "2040-01"),             // 10-14
        ("principal", "2039-01", "2045-01"),        // 13-19
        ("senior-principal", "2039-01", "2045-01"), // 13-19
    ];
    assert_eq!(days.collect::<Vec<_>>(), after);
}

/// The embedded ladder.
fn embedded() -> Ladder {
    let path = "data/machine-learning-engineer.yaml";
    let text = Text::new(path, fs::read_to_string(path).expect("a file"));
    let loaded = load::ladder(&text).expect("the form of a ladder");
    check::ladder(&loaded.document, loaded.diagnostics).expect("a sound ladder")
}

/// Every duration, degree, amount, share and fact of the ladder: what it is of, and its source.
fn figures(ladder: &Ladder) -> Vec<(String, Option<SourceIndex>)> {
    let mut found = Found::default();
    found.facts(&ladder.id, &ladder.facts);
    for skill in &ladder.skills {
        let levels = skill.hours.iter().chain(&skill.practice);
        levels.for_each(|(_, figure)| found.figure(&skill.id, Some(figure)));
        found.resources(&skill.id, &skill.resources);
        found.facts(&skill.id, &skill.facts);
    }
    for certification in &ladder.certifications {
        found.figure(&certification.id, certification.valid_years.as_ref());
        found.figure(&certification.id, certification.hours.as_ref());
        found.resources(&certification.id, &certification.resources);
        let fees = certification.fee.iter();
        fees.for_each(|fee| found.add(&certification.id, fee.source));
        found.facts(&certification.id, &certification.facts);
    }
    for index in ladder.roles() {
        let role = &ladder[index];
        found.requirements(&role.id, &role.required);
        found.requirements(&role.id, &role.recommended);
        let pay = role.pay.iter();
        pay.for_each(|pay| found.add(&role.id, pay.source));
        for (_, step) in ladder.moves_from(index) {
            found.figure(&role.id, step.after.as_ref());
            found.figure(&role.id, step.share.as_ref());
        }
        found.facts(&role.id, &role.facts);
    }
    let learning = &ladder.learning;
    let categories = learning.categories.iter().flat_map(|(_, levels)| levels);
    for (level, time) in learning.levels.iter().chain(categories) {
        found.time(level, time);
    }
    for (_, figure) in &learning.degrees {
        found.figure("degree", Some(figure));
    }
    found.figure("certifications", learning.certifications.as_ref());
    found.0
}

/// Figures and facts: the entry that each is of, and its source.
#[derive(Default)]
struct Found(Vec<(String, Option<SourceIndex>)>);

impl Found {
    fn add(&mut self, entry: &str, source: Option<SourceIndex>) {
        self.0.push((entry.to_owned(), source));
    }

    fn figure<T>(&mut self, entry: &str, figure: Option<&Figure<T>>) {
        if let Some(figure) = figure {
            self.add(entry, figure.source);
        }
    }

    fn facts(&mut self, entry: &str, facts: &[Fact]) {
        for fact in facts {
            self.add(entry, fact.source);
        }
    }

    fn resources(&mut self, entry: &str, resources: &[Resource]) {
        let hours = resources.iter().map(|resource| resource.hours.as_ref());
        hours.for_each(|hours: Option<&Figure<Span>>| self.figure(entry, hours));
    }

    fn requirements(&mut self, role: &str, requirements: &OwnRequirements) {
        self.figure(role, requirements.years.as_ref());
        if let Some(education) = &requirements.education {
            self.add(role, education.terms.source);
        }
    }

    fn time(&mut self, level: &str, time: &StepTime) {
        self.figure(level, time.hours.as_ref());
        self.figure(level, time.practice.as_ref());
    }
}

/// Every pay, hours, fee, share and year has a source, and that source's date if it has one.
#[test]
fn every_figure_has_a_source_and_the_date_of_it() {
    let overview = overview();
    let mut figures = Vec::new();
    collect(&overview, "", &mut figures);
    assert!(
        figures.len() > 80,
        "only {} figures were found",
        figures.len()
    );
    for (path, source, as_of) in figures {
        let source = source
            .as_str()
            .unwrap_or_else(|| panic!("{path} has no source"));
        let sources = overview["sources"].as_array().expect("a list of sources");
        let entry = sources.iter().find(|entry| entry["id"] == source);
        let entry = entry.unwrap_or_else(|| panic!("{path} names the unknown source {source}"));
        assert!(
            !as_of.is_null() || entry["as_of"].is_null(),
            "{path} does not carry the date of {source}"
        );
    }
}

/// Finds every figure, by the shapes that the JSON has for them, with its source and its date.
fn collect(value: &Value, path: &str, figures: &mut Vec<(String, Value, Value)>) {
    match value {
        Value::Array(items) => {
            for (position, item) in items.iter().enumerate() {
                collect(item, &format!("{path}[{position}]"), figures);
            }
        }
        Value::Object(entries) => {
            let is_figure = ["value", "min", "basis", "amount", "degree"]
                .iter()
                .any(|key| entries.contains_key(*key));
            if is_figure {
                figures.push((
                    path.to_owned(),
                    value["source"].clone(),
                    value["as_of"].clone(),
                ));
            }
            if value["share"].is_number() {
                let (source, as_of) = (&value["share_source"], &value["share_as_of"]);
                figures.push((format!("{path}.share"), source.clone(), as_of.clone()));
            }
            for (key, entry) in entries {
                collect(entry, &format!("{path}.{key}"), figures);
            }
        }
        _ => (),
    }
}

#[test]
fn the_share_of_those_who_became_leads_stands_on_that_move_alone() {
    let overview = overview();
    let lead = role(&overview, "lead");
    let total = lead["pay"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|pay| pay["basis"] == "total");
    let total = total.expect("a lead's total pay is known");
    assert_eq!(total["mid"], 276_000);
    assert_eq!(total["currency"], "USD");
    assert_eq!(total["source"], "glassdoor");
    let shares: Vec<_> = overview["roles"]
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(|role| {
            let moves = role["next"].as_array().expect("a list").iter();
            moves.map(|step| {
                (
                    role["id"].clone(),
                    step["role"].clone(),
                    step["share"].clone(),
                )
            })
        })
        .filter(|(_, _, share)| !share.is_null())
        .collect();
    assert_eq!(shares, [("mid".into(), "lead".into(), 0.32.into())]);
}

#[test]
fn what_people_write_finds_its_skill() {
    for (name, skill) in [
        ("PyTorch", "ml-frameworks"),
        ("scikit-learn", "ml-frameworks"),
        ("Java", "second-language"),
        ("c++", "second-language"),
        ("Apache Kafka", "data-engineering"),
        ("Spark", "data-engineering"),
        ("Kubernetes", "cloud-containers"),
        ("Azure", "cloud-containers"),
    ] {
        let output = ladder(&["show", name, "--format", "json"])
            .output()
            .expect("the program runs");
        let answer: Value = serde_json::from_slice(&output.stdout).expect("sound JSON");
        assert_eq!(answer["skill"]["id"], skill, "{name}");
    }
}

/// The steps to each role have a time, sourced or marked, and two roles are reached on one day only where
/// the second asks for nothing more, or on the first day.
#[test]
fn a_plan_on_the_embedded_ladder_takes_time() {
    let embedded = embedded::ladder();
    for role in embedded.roles() {
        let arguments = [
            "plan",
            embedded[role].id.as_str(),
            "--profile",
            "data/profile.yaml",
        ];
        let mut command = ladder(&arguments);
        let command = command
            .args(crate::process::TODAY)
            .args(["--format", "json"]);
        let output = command.output().expect("it runs");
        let plan: Value = serde_json::from_slice(&output.stdout).expect("sound JSON");
        let items = plan["items"].as_array().expect("items");
        let (mut timed, mut steps) = (0, 0);
        // The last end of the steps for a role; empty where one has none.
        let mut last_ends: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        let mut days = Vec::new();
        for item in items {
            let role = item["role"].as_str().expect("a role");
            let has_time = match item["kind"].as_str() {
                Some("practice") => true,
                Some("study") => !item["hours"].is_null(),
                Some("certification") => !item["earn"]["hours"].is_null(),
                Some("education") => !item["start"].is_null() || !item["not_before"].is_null(),
                Some("eligible") => {
                    days.extend(item["end"].as_str().map(|day| (day, role)));
                    continue;
                }
                _ => continue,
            };
            let end = item["end"].as_str();
            let last = last_ends.entry(role).or_insert(end);
            *last = last.zip(end).map(|(last, end)| last.max(end));
            steps += 1;
            timed += usize::from(has_time);
        }
        assert!(timed * 5 >= steps * 4, "{arguments:?}: {timed} of {steps}");
        for pair in days.windows(2) {
            let [(before, _), (day, role)] = pair else {
                continue;
            };
            // Every step for the role ends by the day of the role before.
            let last = last_ends.get(role);
            let is_met = last.is_none_or(|last| last.is_some_and(|last| last <= *before));
            assert!(before < day || is_met, "{arguments:?}: {pair:?}");
        }
    }
}
