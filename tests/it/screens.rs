use std::{collections::BTreeSet, fs, path::Path, process::Output};

use fastrand::Rng;
use ladder::{embedded, model::Ladder};

use crate::process::{TODAY, ladder};

/// The lines of a usual screen.
const LINES: usize = 40;

/// The columns of a narrow and of a usual screen. On a narrow one, notes and commands take a few lines more.
const WIDTHS: [usize; 2] = [60, 80];
const NARROW_LINES: usize = 44;

/// A person without a role.
const NEWCOMER: &str = "experience: 2\nskills: { python: working, SQL: working, mlops: working }\n";

/// A profile with notes: an unknown skill, names of one skill, a skill without what it needs.
const NOTED: &str = "role: mid\nbaseline: none\nskills: { Docker: working, Kubernetes: working, \
                     llmops: working, cooking: working }\n";

/// A person with little time for study.
const SLOW: &str = "experience: 3\nhours_per_week: 1\n";

/// A data analyst with five tools that are not on the ladder, and a skill without what it needs.
const ANALYST: &str = "experience: 3\nhours_per_week: 2\neducation: { degree: bachelor, field: mathematics }\n\
                       skills: { SQL: practitioner, statistics: practitioner, python: working, Excel: expert, \
                       Tableau: working, Jira: working, Linux: working, Power BI: working, Git: working }\n";

/// How many random profiles are tried.
const RANDOM: u64 = 24;

/// One of several.
fn one_of<'a, T>(random: &mut Rng, all: &'a [T]) -> &'a T {
    &all[random.usize(..all.len())]
}

/// A profile with random facts on the embedded ladder, and up to a dozen skills that are not on it.
fn random_profile(random: &mut Rng, ladder: &Ladder) -> String {
    let roles: Vec<_> = ladder.roles().map(|role| &ladder[role].id).collect();
    let mut profile = if random.bool() {
        let since = 2015 + random.usize(..11);
        format!("role: {}\nsince: {since}-02\n", one_of(random, &roles))
    } else {
        format!("experience: {}\n", random.usize(..12))
    };
    let pace = one_of(random, &["", "hours_per_week: 1\n", "hours_per_week: 12\n"]);
    let baseline = one_of(random, &["", "baseline: none\n"]);
    let degree = one_of(
        random,
        &["", "education: { degree: master, field: history }\n"],
    );
    profile.extend([*pace, *baseline, *degree]);
    let levels = ["awareness", "working", "practitioner", "expert"];
    let few = random.usize(..6) + 1;
    let known = ladder.skills.iter().filter(|_| random.usize(..few) == 0);
    let known: Vec<_> = known.map(|skill| skill.id.to_string()).collect();
    let unknown = 0..*one_of(random, &[0, 1, 5, 12]);
    let unknown = unknown.map(|number| format!("skill of another ladder {number}"));
    let mut claims = known.into_iter().chain(unknown).peekable();
    if claims.peek().is_some() {
        profile.push_str("skills:\n");
    }
    for skill in claims {
        let level = one_of(random, &levels);
        profile.extend(["  ", &skill, ": ", level, "\n"]);
    }
    if random.bool() {
        let certifications: Vec<_> = ladder.certifications.iter().collect();
        let certification = one_of(random, &certifications);
        let earned = 2015 + random.usize(..11);
        let id = &certification.id;
        let held = format!("certifications: [{{ id: {id}, earned: {earned}-03-01 }}]\n");
        profile.push_str(&held);
    }
    profile
}

/// The lines of an answer and of its notes on a screen; an address that is too long goes on below.
fn lines(output: &Output, width: usize) -> usize {
    let texts = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    let lines = texts.iter().flat_map(|text| text.lines());
    lines
        .map(|line| line.chars().count().div_ceil(width).max(1))
        .sum()
}

#[test]
fn the_answers_to_random_people_fit_a_screen() {
    let folder = tempfile::tempdir().expect("a folder");
    let ladder_file = embedded::ladder();
    let roles: Vec<_> = ladder_file
        .roles()
        .map(|role| ladder_file[role].id.clone())
        .collect();
    let mut random = Rng::with_seed(12);
    let mut too_long = String::new();
    let width = WIDTHS[1];
    for number in 0..RANDOM {
        let profile = random_profile(&mut random, &ladder_file);
        let file = folder.path().join(format!("{number}.yaml"));
        fs::write(&file, &profile).expect("a profile");
        let mut questions = ["next", "next --no-estimates", "match"]
            .map(str::to_owned)
            .to_vec();
        let role = one_of(&mut random, &roles);
        for command in [
            "gaps ROLE",
            "path ROLE",
            "path ROLE --by pay",
            "path ROLE --by effort --no-estimates",
            "plan ROLE",
            "plan ROLE --by pay --no-estimates",
            "pay ROLE",
            "compare mid ROLE",
            "compare mid ROLE manager",
            "gaps ROLE --by category",
            "matrix",
            "matrix --track management",
            "progress ROLE",
            "show ROLE",
        ] {
            questions.push(command.replace("ROLE", role));
        }
        for question in questions {
            let words = question.split(' ');
            let mut command = ladder(&words.collect::<Vec<_>>());
            command
                .args(TODAY)
                .args(["--width", &width.to_string(), "--profile"])
                .arg(&file);
            let output = command.output().expect("it runs");
            assert_ne!(output.status.code(), Some(2), "{question}\n{profile}");
            let lines = lines(&output, width);
            if lines > LINES {
                let told = format!("{lines} lines at {width}: ladder {question}\n{profile}\n");
                too_long.push_str(&told);
            }
        }
    }
    assert!(too_long.is_empty(), "{too_long}");
}

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

/// The sources of an answer in few words, without their numbers.
fn sources(answer: &str) -> Vec<String> {
    let (_, begun) = answer.split_once("\nSources: ").unwrap_or_default();
    let (listed, _) = begun.split_once("\n\n").unwrap_or((begun, ""));
    let listed = listed.replace('\n', " ");
    let entries = listed.split("; [");
    let entries = entries.filter_map(|entry| entry.split_once("] "));
    entries.map(|(_, entry)| entry.to_owned()).collect()
}

/// Whether a line fits; an address is never broken.
fn is_narrow(line: &str, width: usize) -> bool {
    line.chars().count() <= width || line.contains("https://")
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
    let slow = written("slow.yaml", SLOW);
    let analyst = written("analyst.yaml", ANALYST);
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
        &slow,
        &analyst,
    ];
    let screens = persons
        .iter()
        .flat_map(|person| WIDTHS.map(|width| (person, width)));
    for (&person, width) in screens {
        let mut questions = [
            "next",
            "match",
            "pay",
            "matrix",
            "matrix --track engineering",
        ]
        .map(str::to_owned)
        .to_vec();
        // Every other role is enough for the narrow one.
        let step = if width == WIDTHS[0] { 2 } else { 1 };
        for role in roles.iter().step_by(step) {
            for command in [
                "gaps",
                "path",
                "plan",
                "pay",
                "compare mid",
                "compare vp lead",
                "show",
            ] {
                questions.push(format!("{command} {role}"));
            }
            questions.push(format!("path {role} --by pay"));
            questions.push(format!("gaps {role} --by category"));
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
            let question = format!("{question} {person} --width {width}");
            let words: Vec<&str> = question.split(' ').collect();
            let output = ladder(&words).args(TODAY).output().expect("it runs");
            let lines = lines(&output, width);
            let answer = String::from_utf8(output.stdout).expect("text");
            let most = if width == WIDTHS[0] {
                NARROW_LINES
            } else {
                LINES
            };
            if lines > most {
                too_long.push(format!("{lines} lines: ladder {question}\n"));
            }
            assert!(
                answer.lines().all(|line| is_narrow(line, width)),
                "{question}\n{answer}"
            );
            let sources = sources(&answer);
            let different: BTreeSet<&String> = sources.iter().collect();
            assert_eq!(different.len(), sources.len(), "{question}\n{answer}");
            let named = named_commands(&answer);
            if output.status.code() != Some(2) {
                assert!(!named.is_empty(), "{question} names no command\n{answer}");
            }
            commands.extend(named);
        }
    }
    assert!(too_long.is_empty(), "{}", too_long.concat());
    every_command_works(commands, folder.path());
}

#[test]
fn a_longer_command_costs_few_lines() {
    let folder = tempfile::tempdir().expect("a folder");
    let long = folder
        .path()
        .join("a-folder-with-a-rather-long-name/of-somebody");
    fs::create_dir_all(&long).expect("a folder");
    let long = long.join("profile.yaml");
    fs::copy("data/profile.yaml", &long).expect("a profile");
    let roles = embedded::ladder();
    for width in [80, 120] {
        for role in roles.roles().map(|role| &roles[role].id) {
            for command in ["gaps", "path"] {
                let answer = |profile: &Path| {
                    let mut ladder = ladder(&[command, role]);
                    let ladder = ladder.args(TODAY).args(["--width", &width.to_string()]);
                    let output = ladder.arg("--profile").arg(profile).output();
                    String::from_utf8(output.expect("it runs").stdout).expect("text")
                };
                let (short, long) = (answer(Path::new("data/profile.yaml")), answer(&long));
                let [few, many] = [&long, &short].map(|answer| answer.lines().count());
                let is_shortened = long.contains(" more ");
                assert!(!is_shortened || few + 6 >= many, "{short}\n\n{long}");
            }
        }
    }
}

/// The commands that answers name can be run; what they write goes into a folder.
fn every_command_works(commands: BTreeSet<Vec<String>>, folder: &Path) {
    for command in commands {
        let written = folder.join("plan.ics");
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
