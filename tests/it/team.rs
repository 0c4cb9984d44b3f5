//! Many profiles at once.

use std::{fs, process::Output};

use serde_json::Value;

use crate::process::{TODAY, ladder, stderr, text};

fn team(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = ladder(&[&["team"], arguments].concat());
    command.args(TODAY);
    let mut command = assert_cmd::Command::from_std(command);
    command
        .write_stdin(input)
        .output()
        .expect("the program runs")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", stderr(output)))
}

fn people(output: &Output) -> Vec<String> {
    let json = json(output);
    let people = json["people"].as_array().expect("a list");
    let names = people.iter().map(|person| &person["person"]);
    names
        .map(|name| name.as_str().expect("a name").to_owned())
        .collect()
}

#[test]
fn profiles_from_standard_input_are_lines_or_documents() {
    let lines = "{\"name\":\"Ann\",\"role\":\"mid\"}\n\n{\"name\":\"Ben\",\"role\":\"lead\"}\r\n";
    let documents = "---\nname: Ann\nrole: mid\n--- # the next\nname: Ben\nrole: lead\n...\n";
    let flow = "{name: Ann, role: mid}\n---\n{name: Ben,\n role: lead}\n";
    for input in [lines, documents, flow] {
        let found = team(&["-", "--format", "json"], input.as_bytes());
        assert_eq!(people(&found), ["Ann", "Ben"], "{input}");
    }
    let one = "{\n  \"name\": \"Ann\",\n  \"skills\": {\n  }\n}\n";
    assert_eq!(
        people(&team(&["-", "--format", "json"], one.as_bytes())),
        ["Ann"]
    );
}

#[test]
fn a_line_that_is_no_profile_is_reported_with_its_place() {
    let input =
        "{\"role\":\"mid\"}\nnonsense\n{\"role\":\"lead\"}\n{\"role\":\"mdi\"}\n{\"role\":\n";
    let found = team(&["-", "--format", "json"], input.as_bytes());
    assert_eq!(json(&found)["left_out"], 3);
    assert_eq!(people(&found), ["<stdin>:1", "<stdin>:3"]);
    for place in ["<stdin>:2:1", "<stdin>:4:9", "<stdin>:5:"] {
        assert!(stderr(&found).contains(place), "{}", stderr(&found));
    }
}

#[test]
fn of_many_profiles_with_errors_the_first_are_shown_and_all_are_counted() {
    let input = "{\"role\":\"mid\"}\n".to_owned() + &"{\"role\":\"mdi\"}\n".repeat(500);
    let found = team(&["-", "--format", "json"], input.as_bytes());
    assert_eq!(json(&found)["left_out"], 500);
    let told = stderr(&found);
    assert_eq!(told.matches("error[unknown-role]").count(), 20);
    assert!(told.contains("480 more profiles have errors"), "{told}");
}

/// Names, notes, evidence, exact dates, pay and files that must not be told.
const SECRET: &str = "
name: Zoe Quist
ladder: secret-ladder.yaml
role: mid
since: 2024-03-17
experience: { since: 2019-05-23 }
education: { degree: master, field: statistics, earned: 2018-07-19 }
skills:
  python: { level: expert, since: 2020-02-11, note: secret note, evidence: 'https://secret.example' }
certifications: [{ id: google-pmle, earned: 2025-01-13 }]
log: [{ on: 2026-01-09, skill: mlops, hours: 3, note: secret log }]
pay: { amount: 123457, currency: USD, basis: base }
not_applicable: { computer-vision: secret reason }
hours_per_week: 7
goal: { role: lead, by: 2029-08-21 }
";

#[test]
fn nothing_that_names_a_person_is_told_of_people_who_are_numbered() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("zoe-quist.yaml");
    fs::write(&file, SECRET).expect("a file can be written");
    fs::write(
        folder.path().join("bad-quist.yaml"),
        format!("{SECRET}secret: 1\n"),
    )
    .expect("a file can be written");
    let secrets = [
        "Zoe",
        "Quist",
        "quist",
        "secret",
        "2024-03",
        "03-17",
        "2019-05",
        "05-23",
        "2018-07",
        "2020-02",
        "2027-01-13",
        "2025-01",
        "2026-01-09",
        "123457",
        "123,457",
        "2029-08",
    ];
    for role in [&[][..], &["--role", "lead"]] {
        for format in ["table", "list", "json", "csv", "markdown", "html"] {
            let arguments = [
                &[text(folder.path()), "--anonymous", "--format", format],
                role,
            ];
            let found = team(&arguments.concat(), b"");
            let told = String::from_utf8_lossy(&found.stdout).into_owned() + &stderr(&found);
            assert!(told.contains("Person 1"), "{told}");
            for secret in secrets {
                assert!(!told.contains(secret), "{secret} in {told}");
            }
        }
    }
    // Without numbers, only pay is left out.
    let found = team(&[text(folder.path()), "--format", "json"], b"");
    let told = String::from_utf8_lossy(&found.stdout);
    assert!(
        told.contains("Zoe Quist") && !told.contains("123457"),
        "{told}"
    );
    assert!(!told.contains("secret"), "{told}");
    let found = team(
        &[text(folder.path()), "--format", "json", "--with-pay"],
        b"",
    );
    assert!(String::from_utf8_lossy(&found.stdout).contains("123457"));
}

#[test]
fn an_answer_in_a_folder_is_no_profile() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("ann.yaml"), "name: Ann\nrole: mid\n")
        .expect("a file can be written");
    let file = folder.path().join("team.json");
    let arguments = [text(folder.path()), "-o", text(&file)];
    for _ in 0..2 {
        let found = team(&arguments, b"");
        assert!(found.status.success(), "{}", stderr(&found));
        let written = fs::read_to_string(&file).expect("the answer");
        let written: Value = serde_json::from_str(&written).expect("JSON");
        assert_eq!(
            (&written["people"][0]["person"], &written["left_out"]),
            (&"Ann".into(), &0.into())
        );
    }
    let found = team(&[text(folder.path())], b"");
    let told = stderr(&found);
    assert!(
        told.contains("1 file is no profile and is left out"),
        "{told}"
    );
    let profile = folder.path().join("ann.json");
    fs::write(&profile, "{\"role\": \"mid\"}").expect("a file can be written");
    let found = team(&[text(folder.path()), "-o", text(&profile)], b"");
    assert_eq!(found.status.code(), Some(2));
    assert_eq!(
        fs::read_to_string(&profile).expect("the profile"),
        "{\"role\": \"mid\"}"
    );
}
