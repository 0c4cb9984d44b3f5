use std::{collections::BTreeSet, fs};

use ladder::embedded;

use crate::process::{TODAY, ladder};

/// The lines of a screen.
const LINES: usize = 40;

/// A person without a role.
const NEWCOMER: &str = "experience: 2\nskills: { python: working, SQL: working, mlops: working }\n";

/// A profile with notes: an unknown skill, names of one skill, a skill without what it needs.
const NOTED: &str = "role: mid\nbaseline: none\nskills: { Docker: working, Kubernetes: working, \
                     llmops: working, cooking: working }\n";

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

/// Whether a line fits; an address is never broken.
fn is_narrow(line: &str) -> bool {
    line.chars().count() <= 80 || line.contains("https://")
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
    let written = |name: &str, text: &str| {
        let file = folder.path().join(name);
        fs::write(&file, text).expect("a profile");
        format!("--profile {}", file.display())
    };
    let newcomer = written("newcomer.yaml", NEWCOMER);
    let noted = written("noted.yaml", NOTED);
    let entries = embedded::ladder();
    let skills = entries.skills.iter().map(|skill| skill.id.clone());
    let certifications = entries.certifications.iter();
    let certifications = certifications.map(|entry| entry.id.clone());
    let entries: Vec<_> = skills.chain(certifications).collect();
    let persons = [
        "--no-profile",
        &first,
        "--profile data/profile.yaml",
        &newcomer,
        &noted,
    ];
    for person in persons {
        let mut questions = ["next", "match", "pay"].map(str::to_owned).to_vec();
        for role in &roles {
            for command in ["gaps", "path", "plan", "pay", "compare mid", "show"] {
                questions.push(format!("{command} {role}"));
            }
        }
        if person != "--no-profile" {
            questions.extend(["due", "due --within 5", "progress"].map(str::to_owned));
            questions.extend(roles.iter().map(|role| format!("progress {role}")));
        }
        if person == "--no-profile" {
            questions.push("find cloud".to_owned());
            questions.extend(entries.iter().map(|entry| format!("show {entry}")));
        }
        for question in questions {
            let question = format!("{question} {person} --width 80");
            let words: Vec<&str> = question.split(' ').collect();
            let output = ladder(&words).args(TODAY).output().expect("it runs");
            let answer = String::from_utf8(output.stdout).expect("text");
            let notes = String::from_utf8(output.stderr).expect("text");
            let lines = answer.lines().count() + notes.lines().count();
            if lines > LINES {
                too_long.push(format!("{lines} lines: ladder {question}\n"));
            }
            assert!(answer.lines().all(is_narrow), "{answer}");
            let named = named_commands(&answer);
            if output.status.code() != Some(2) {
                assert!(!named.is_empty(), "{question} names no command\n{answer}");
            }
            commands.extend(named);
        }
    }
    assert!(too_long.is_empty(), "{}", too_long.concat());
    for command in commands {
        let written = folder.path().join("plan.ics");
        let written = written.to_str().expect("a path in UTF-8");
        let words = command.iter().map(String::as_str);
        let is_calendar = |word: &str| matches!(word, "plan.ics" | "due.ics");
        let words = words.map(|word| if is_calendar(word) { written } else { word });
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
