use serde_json::Value;

use crate::process::ladder;

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
