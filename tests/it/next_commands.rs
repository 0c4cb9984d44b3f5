//! The command that an answer names last: it can be run, and does not lead straight back.

use std::{collections::BTreeMap, fs};

use crate::process::{PROFILE, TODAY, ladder};

/// The roles of a ladder.
fn roles(ladder_file: &str) -> Vec<String> {
    let output = ladder(&["show", "--format", "json", "--no-profile"])
        .args(ladder_file.split_whitespace())
        .output()
        .expect("it runs");
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let roles = answer["roles"].as_array().expect("roles").iter();
    let ids = roles.map(|role| role["id"].as_str().expect("an id").to_owned());
    ids.collect()
}

/// The command that an answer names last.
fn next_command(command: &str) -> Option<String> {
    let words = command.split_whitespace().collect::<Vec<_>>();
    let output = ladder(&words)
        .args(["--width", "80"])
        .output()
        .expect("it runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_ne!(output.status.code(), Some(2), "ladder {command}\n{told}");
    let answer = String::from_utf8_lossy(&output.stdout).replace("\n  ", " ");
    let mut lines = answer.lines().rev();
    lines.find_map(|line| line.strip_prefix("Next: ladder ").map(str::to_owned))
}

/// Whether a command asks, or writes a file.
fn is_last(command: &str) -> bool {
    command.starts_with("init") || command.contains(" -o ")
}

#[test]
fn no_answer_leads_straight_back() {
    let day = TODAY.join(" ");
    let mut open: Vec<String> = Vec::new();
    let examples = fs::read_dir("data/examples").expect("the examples");
    let examples = examples.map(|entry| entry.expect("an example").path());
    let examples = examples.filter(|path| path.extension().is_some());
    let examples = examples.map(|path| path.to_str().expect("a path in UTF-8").to_owned());
    let ladders = ["gated", "small", "unknown", "three-lines"];
    let ladders = ladders.map(|name| format!("tests/ladders/{name}.yaml"));
    for file in examples.chain(ladders) {
        let options = format!("--ladder {file}");
        let roles = roles(&options);
        let options = format!("{options} {day} --no-profile");
        for from in &roles {
            open.push(format!("next --from {from} {options}"));
            open.push(format!("match --from {from} {options}"));
            open.push(format!("show {from} {options}"));
            for role in &roles {
                open.push(format!("gaps {role} --from {from} {options}"));
                open.push(format!("path {role} --from {from} {options}"));
            }
        }
    }
    for role in roles("") {
        for command in ["gaps", "show", "path", "pay"] {
            open.push(format!("{command} {role} {PROFILE} {day}"));
        }
    }
    let mut next: BTreeMap<String, Option<String>> = BTreeMap::new();
    while let Some(command) = open.pop() {
        if !is_last(&command) && !next.contains_key(&command) {
            let following = next_command(&command);
            open.extend(following.clone());
            next.insert(command, following);
        }
    }
    for (command, following) in &next {
        let after = following.as_ref().and_then(|following| next.get(following));
        assert_ne!(
            after.and_then(Option::as_ref),
            Some(command),
            "ladder {command}\nleads to ladder {following:?} and back"
        );
    }
}
