use std::{collections::BTreeSet, fs};

use ladder::embedded;

use crate::process::{TODAY, ladder};

/// The lines of a screen.
const LINES: usize = 40;

/// The profile that the README starts with.
fn first_profile() -> String {
    let readme = fs::read_to_string("README.md").expect("the README");
    let (_, begun) = readme
        .split_once("```yaml\n# me.yaml\n")
        .expect("a profile");
    let (profile, _) = begun.split_once("```").expect("its end");
    profile.to_owned()
}

/// The commands that the last lines of an answer name: what shows the rest, and what is worth typing next.
fn named_commands(answer: &str) -> Vec<Vec<String>> {
    let joined = answer.replace("\n  ", " ");
    let is_last = |line: &&str| line.starts_with("Next: ") || line.contains(" more ");
    let lines = joined.lines().rev().take_while(|line| !line.is_empty());
    let commands = lines
        .filter(is_last)
        .filter_map(|line| line.split_once(": ladder "));
    let commands = commands.filter(|(_, command)| !command.contains(')'));
    let words = commands.map(|(_, command)| command.split(' ').map(str::to_owned).collect());
    words.collect()
}

#[test]
fn an_answer_fits_a_screen_and_names_commands_that_work() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = folder.path().join("me.yaml");
    fs::write(&first, first_profile()).expect("a profile");
    let first = format!("--profile {}", first.display());
    let roles = embedded::ladder();
    let roles: Vec<_> = roles.roles().map(|role| roles[role].id.clone()).collect();
    let mut too_long = Vec::new();
    let mut commands: BTreeSet<Vec<String>> = BTreeSet::new();
    for person in ["--no-profile", &first, "--profile data/profile.yaml"] {
        let mut questions = vec!["next".to_owned(), "match".to_owned(), "pay".to_owned()];
        for role in &roles {
            for command in ["gaps", "path", "plan", "pay", "compare mid", "show"] {
                questions.push(format!("{command} {role}"));
            }
        }
        for question in questions {
            let question = format!("{question} {person} --width 80");
            let words: Vec<&str> = question.split(' ').collect();
            let output = ladder(&words).args(TODAY).output().expect("it runs");
            let answer = String::from_utf8(output.stdout).expect("text");
            let lines = answer.lines().count();
            if lines > LINES {
                too_long.push(format!("{lines} lines: ladder {question}\n"));
            }
            assert!(
                answer.lines().all(|line| line.chars().count() <= 80),
                "{answer}"
            );
            commands.extend(named_commands(&answer));
        }
    }
    assert!(too_long.is_empty(), "{}", too_long.concat());
    for command in commands {
        let written = folder.path().join("plan.ics");
        let written = written.to_str().expect("a path in UTF-8");
        let words = command.iter().map(String::as_str);
        let words = words.map(|word| if word == "plan.ics" { written } else { word });
        let words: Vec<&str> = words.collect();
        let output = ladder(&words).output().expect("it runs");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_ne!(
            output.status.code(),
            Some(2),
            "ladder {}\n{told}",
            words.join(" ")
        );
    }
}
