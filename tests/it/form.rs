#![cfg(unix)]

use std::{fs, path::Path, process::Command, time::Duration};

use assert_cmd::cargo::cargo_bin;
use expectrl::{
    Eof, Expect,
    process::unix::{Signal, WaitStatus},
    session::OsSession,
};
use nix::sys::termios::{LocalFlags, tcgetattr};
use tempfile::TempDir;

use crate::{
    cli::NOWHERE,
    process::{TODAY, ladder},
};

const ENTER: &str = "\r";
const SPACE: &str = " ";
const DOWN: &str = "\u{1b}[B";
const ESCAPE: &str = "\u{1b}";
const INTERRUPT: &str = "\u{3}";

/// A run of the program on a terminal of 60 columns, without colours.
struct Form {
    folder: TempDir,
    session: OsSession,
    /// How many questions were answered.
    answers: usize,
}

impl Form {
    fn start(arguments: &[&str]) -> Self {
        Self::start_in(TempDir::new().expect("a temporary folder"), arguments)
    }

    fn start_in(folder: TempDir, arguments: &[&str]) -> Self {
        let mut command = Command::new(cargo_bin("ladder"));
        command
            .args(arguments)
            .args(TODAY)
            .current_dir(folder.path())
            .env_clear()
            .env("XDG_CONFIG_HOME", NOWHERE)
            .env("HOME", NOWHERE)
            .env("LC_ALL", "C.UTF-8")
            .env("TERM", "xterm")
            .env("NO_COLOR", "1");
        let mut session = OsSession::spawn(command).expect("the program starts");
        let terminal = session.get_process_mut();
        terminal.set_window_size(60, 30).expect("a terminal");
        session.set_expect_timeout(Some(Duration::from_mins(1)));
        Self {
            folder,
            session,
            answers: 0,
        }
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("me.yaml")
    }

    /// Waits until the program shows a text.
    fn shows(&mut self, text: &str) {
        let shown = self.session.expect(text);
        shown.unwrap_or_else(|error| panic!("`{text}` is not shown: {error}"));
    }

    fn keys(&mut self, keys: &[&str]) {
        for key in keys {
            self.session.send(key).expect("a key is sent");
        }
    }

    /// Waits for a question, and answers it by keys and the Enter key.
    fn answer(&mut self, question: &str, keys: &[&str]) {
        self.shows(question);
        // The line of help is the last that a question draws.
        self.shows("Enter");
        self.keys(keys);
        self.keys(&[ENTER]);
        self.answers += 1;
    }

    /// Waits for the end of the program, and returns its exit code.
    fn ends(&mut self) -> i32 {
        self.session.expect(Eof).expect("the program ends");
        match self.session.get_process().wait() {
            Ok(WaitStatus::Exited(_, code)) => code,
            other => panic!("the program did not end by itself: {other:?}"),
        }
    }

    fn is_empty(&self) -> bool {
        let entries = fs::read_dir(self.folder.path()).expect("a folder");
        entries.count() == 0
    }
}

fn check(profile: &Path) {
    let mut command = ladder(&["check", "--strict"]);
    let output = command.arg(profile).output().expect("the program runs");
    let problems = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{problems}");
}

#[test]
fn a_profile_is_made_by_fewer_than_fifteen_answers() {
    let mut form = Form::start(&["init"]);
    form.answer("Which role do you have?", &["mid"]);
    form.answer("Since when", &["2023-04"]);
    form.answer("How many years", &["2021-01"]);
    form.answer("highest degree", &["bachelor"]);
    form.answer("In which field", &["computer-science"]);
    form.shows("As mid you are taken to have");
    form.answer("Which are lower or higher?", &[SPACE]);
    form.answer("Your level of Python?", &[DOWN]);
    form.answer("Which certifications", &["google-pmle", SPACE]);
    form.answer("When did you earn", &["2025-06-10"]);
    form.answer("base pay", &["165000"]);
    form.answer("How many hours", &["6"]);
    form.answer("Which role do you want", &["(principal"]);
    form.shows("By when");
    form.shows("2028, 2028-06 or 2028-06-30");
    form.keys(&["2029-06", ENTER]);
    form.answers += 1;
    form.shows("Then: ladder next");
    form.shows("Write me.yaml?");
    form.keys(&[ENTER]);
    form.answers += 1;
    form.shows("wrote `me.yaml`");
    assert_eq!(form.ends(), 0);
    assert!(form.answers < 15);
    let written = fs::read_to_string(form.path()).expect("the file");
    let facts: Vec<&str> = written
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    assert_eq!(
        facts,
        [
            "ladder: machine-learning-engineer",
            "role: mid",
            "since: 2023-04",
            "experience: { since: 2021-01 }",
            "education: { degree: bachelor, field: computer-science }",
            "skills:",
            "  python: expert",
            "certifications:",
            "  - { id: google-pmle, earned: 2025-06-10 }",
            "pay: { amount: 165000, basis: base, currency: USD }",
            "hours_per_week: 6",
            "goal: { role: principal, by: 2029-06 }",
        ]
    );
    check(&form.path());
}

#[test]
fn of_several_ladders_one_is_chosen() {
    for (keys, ladder) in [
        (&[][..], "ladder.yaml"),
        (&[DOWN], "machine-learning-engineer"),
    ] {
        let folder = TempDir::new().expect("a temporary folder");
        let own = folder.path().join("ladder.yaml");
        fs::copy("tests/ladders/small.yaml", own).expect("a ladder");
        let mut form = Form::start_in(folder, &["init", "--goal", "senior"]);
        form.answer("Which ladder is it about?", keys);
        form.answer("Which role do you have?", &[]);
        form.answer("How many years", &[]);
        form.answer("highest degree", &[]);
        form.answer("Which of these skills", &[]);
        form.answer("Which certifications", &[]);
        form.answer("base pay", &[]);
        form.answer("How many hours", &[]);
        form.answer("By when", &[]);
        form.shows("Write me.yaml?");
        form.keys(&[ENTER]);
        assert_eq!(form.ends(), 0);
        let written = fs::read_to_string(form.path()).expect("the file");
        assert!(
            written.contains(&format!("\nladder: {ladder}\n")),
            "{written}"
        );
        check(&form.path());
    }
}

#[test]
fn every_question_can_be_skipped() {
    let mut form = Form::start(&["init"]);
    for question in [
        "Which role do you have?",
        "What do you want to become?",
        "How many years",
        "highest degree",
        "Which of these skills do you have?",
        "Which certifications",
        "base pay",
        "How many hours",
    ] {
        form.answer(question, &[]);
    }
    form.shows("Write me.yaml?");
    form.keys(&[ENTER]);
    assert_eq!(form.ends(), 0);
    check(&form.path());
}

#[test]
fn what_is_given_is_not_asked_and_a_wrong_answer_is_asked_again() {
    let mut form = Form::start(&[
        "init",
        "--role",
        "mid",
        "--skill",
        "python=expert",
        "--pay",
        "1",
        "--goal",
        "lead",
        "--degree",
        "none",
        "--certification",
        "google-pmle",
        "--years",
        "3",
    ]);
    form.answer("Since when", &["2023-13"]);
    form.shows("`2023-13` is not a date");
    // The rejected text is gone.
    form.answer("Since when", &["2099"]);
    form.shows("2099 is after today");
    form.answer("Since when", &["Apr 2023"]);
    form.answer("How many hours", &["6"]);
    form.answer("By when", &["2020"]);
    form.shows("2020 is before today");
    form.answer("By when", &[]);
    form.shows("since: 2023-04");
    form.shows("Write me.yaml?");
    form.keys(&["n", ENTER]);
    form.shows("nothing was written");
    assert_eq!(form.ends(), 2);
    assert!(form.is_empty());
}

#[test]
fn interrupted_or_canceled_nothing_is_left_behind() {
    for (key, code) in [(INTERRUPT, 130), (ESCAPE, 2)] {
        let mut form = Form::start(&["init"]);
        form.answer("Which role do you have?", &["mid"]);
        form.shows("Since when");
        form.shows("Enter");
        form.keys(&[key]);
        form.shows("nothing was written");
        assert_eq!(form.ends(), code);
        assert!(form.is_empty());
    }
}

/// Whether the tests, and what they start, ignore a signal: that is so under `nohup`.
fn is_ignored(signal: Signal) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    ignored.is_some_and(|mask| mask >> (signal as i32 - 1) & 1 == 1)
}

/// A signal from outside gives the terminal back, and ends the program.
#[test]
fn a_signal_gives_the_terminal_back() {
    let signals = [Signal::SIGTERM, Signal::SIGHUP, Signal::SIGINT].into_iter();
    for signal in signals.filter(|signal| !is_ignored(*signal)) {
        let mut form = Form::start(&["init"]);
        form.shows("Which role do you have?");
        form.shows("Enter");
        let terminal = form.session.get_process_mut();
        let handle = terminal.get_raw_handle().expect("a terminal");
        let reads_lines = || {
            let settings = tcgetattr(&handle).expect("settings");
            settings.local_flags.contains(LocalFlags::ICANON)
        };
        assert!(!reads_lines());
        terminal.signal(signal).expect("a signal");
        let ended = terminal.wait().expect("the program ends");
        assert!(matches!(ended, WaitStatus::Signaled(_, by, _) if by == signal));
        assert!(reads_lines(), "{signal}");
        assert!(form.is_empty());
    }
}

#[test]
fn the_levels_that_a_resume_lacks_are_asked_for() {
    let resume = fs::canonicalize("tests/resumes/new-names.json").expect("a file");
    let resume = resume.to_str().expect("a path in UTF-8");
    let mut form = Form::start(&["init", "--from", resume]);
    form.answer("How many years", &[]);
    form.answer("without a level", &[SPACE]);
    form.answer("Your level of", &[DOWN]);
    form.answer("Which are lower or higher?", &[]);
    form.answer("base pay", &[]);
    form.answer("How many hours", &[]);
    form.answer("Which role do you want", &[]);
    form.shows("Write me.yaml?");
    form.keys(&[ENTER]);
    form.shows("5 skills taken, 1 without a level, 2 not");
    assert_eq!(form.ends(), 0);
    let written = fs::read_to_string(form.path()).expect("the file");
    assert!(
        written.contains("\n  cloud-containers: working\n"),
        "{written}"
    );
    check(&form.path());
}

#[test]
fn skills_of_the_goal_come_first_with_what_it_asks_for() {
    let mut form = Form::start(&["init", "--goal", "mid"]);
    form.answer("Which role do you have?", &[]);
    form.answer("How many years", &[]);
    form.answer("highest degree", &[]);
    form.shows("Which of these skills do you have?");
    form.shows("Python: mid asks for ");
    form.shows("Enter");
    form.keys(&["zzzz"]);
    form.shows("no option matches");
    form.keys(&[ESCAPE]);
    assert_eq!(form.ends(), 2);
}

/// Starts the form with a résumé of these sections.
fn from_resume(sections: &str) -> Form {
    let folder = TempDir::new().expect("a temporary folder");
    let resume = format!(r#"{{ "basics": {{ "name": "A" }}, {sections} }}"#);
    fs::write(folder.path().join("resume.json"), resume).expect("a file");
    Form::start_in(
        folder,
        &["init", "--from", "resume.json", "--degree", "none"],
    )
}

#[test]
fn levels_of_a_resume_below_the_role_are_told_and_can_be_raised() {
    let mut form = from_resume(
        r#""work": [{ "position": "mid", "startDate": "2023-04" }],
        "skills": [{ "name": "Python", "level": "beginner" }]"#,
    );
    form.answer("How many years", &[]);
    form.shows("The résumé gives 1 skill a lower level than mid asks");
    form.answer("Which are lower or higher?", &[SPACE]);
    form.answer("Your level of Python?", &[DOWN, DOWN, DOWN]);
    form.answer("Which certifications", &[]);
    form.answer("base pay", &[]);
    form.answer("How many hours", &[]);
    form.answer("Which role do you want", &[]);
    form.shows("python: expert");
    form.shows("Write me.yaml?");
    form.keys(&[ENTER]);
    assert_eq!(form.ends(), 0);
    check(&form.path());
}

#[test]
fn the_role_of_a_position_with_another_title_is_asked_for() {
    let mut form = from_resume(
        r#""work": [{ "position": "Senior Learning Engineer", "startDate": "2023-04" }],
        "certificates": [{ "name": "Certified Kubernetes Administrators" }]"#,
    );
    form.shows("The résumé says `Senior Learning Engineer`");
    form.answer("Which role is it?", &[DOWN]);
    form.answer("How many years", &[]);
    form.answer("Which are lower or higher?", &[]);
    form.answer("Which certifications", &[]);
    form.answer("base pay", &[]);
    form.answer("How many hours", &[]);
    form.answer("Which role do you want", &[]);
    form.shows("role: senior");
    form.shows("since: 2023-04");
    form.shows("Write me.yaml?");
    form.keys(&[ENTER]);
    assert_eq!(form.ends(), 0);
    let written = fs::read_to_string(form.path()).expect("the file");
    assert!(!written.contains("Learning Engineer"), "{written}");
}

#[test]
fn plain_questions_are_numbered_lines() {
    let mut form = Form::start(&["init", "--plain"]);
    form.shows("Which role do you have?");
    form.shows("  4. Machine Learning Engineer (mid)");
    form.shows("or Enter to skip");
    form.keys(&["99\n"]);
    form.shows("`99` is not a number from 1 to");
    form.keys(&["mid\n2023-04\n\n\n1, 2\nexpert\n\n\n\n\n\n\nyes\n"]);
    assert_eq!(form.ends(), 0);
    let written = fs::read_to_string(form.path()).expect("the file");
    assert!(
        written.contains("\nrole: mid\nsince: 2023-04\n"),
        "{written}"
    );
    assert!(
        written.contains("\n  python: expert\n  second-language: "),
        "{written}"
    );
    check(&form.path());
}

#[test]
fn a_title_never_controls_the_terminal() {
    let hostile = fs::canonicalize("tests/ladders/hostile.yaml").expect("a file");
    let hostile = hostile.to_str().expect("a path in UTF-8");
    for arguments in [
        &["init", "--ladder", hostile][..],
        &["init", "--plain", "--ladder", hostile],
    ] {
        let mut form = Form::start(arguments);
        let shown = form.session.expect("B (b)").expect("the roles");
        let shown = String::from_utf8_lossy(shown.as_bytes()).into_owned();
        assert!(shown.contains("A line break"), "{shown}");
        for control in ["\u{7}", "\u{9b}", "\u{1b}]", "\u{202e}", "\t"] {
            assert!(!shown.contains(control), "{control:?} in {shown:?}");
        }
    }
}

#[test]
fn a_dumb_terminal_is_not_asked() {
    let mut command = ladder(&["init"]);
    command
        .env("TERM", "dumb")
        .current_dir(std::env::temp_dir());
    let mut session = OsSession::spawn(command).expect("the program starts");
    let shown = session.expect("there is no terminal to ask on");
    shown.expect("the error is shown");
}

#[test]
fn a_ladder_is_made_by_three_answers() {
    let mut form = Form::start(&["init", "--ladder"]);
    form.answer("Which tracks are there?", &["Nursing"]);
    form.answer("Which roles", &["nurse, senior nurse, ward manager"]);
    form.answer("Which skills", &["care, medication"]);
    form.shows("Write ladder.yaml?");
    form.keys(&[ENTER]);
    assert_eq!(form.ends(), 0);
    let path = form.folder.path().join("ladder.yaml");
    let written = fs::read_to_string(&path).expect("the file");
    assert!(
        written.contains("  senior-nurse:\n    title: Senior nurse\n"),
        "{written}"
    );
    check(&path);
}

#[test]
fn each_track_is_asked_for_its_roles() {
    let mut form = Form::start(&["init", "--ladder"]);
    form.answer("Which tracks are there?", &["Nursing, Management"]);
    form.answer("Which roles are on Nursing", &["nurse, senior nurse"]);
    form.answer("Which roles are on Management", &["ward manager"]);
    form.answer("Which skills", &["care"]);
    form.shows("Write ladder.yaml?");
    form.keys(&[ENTER]);
    assert_eq!(form.ends(), 0);
    let path = form.folder.path().join("ladder.yaml");
    let written = fs::read_to_string(&path).expect("the file");
    let tracks = "tracks: { nursing: Nursing, management: Management }";
    assert!(written.contains(tracks), "{written}");
    check(&path);
}

#[test]
fn a_target_that_cannot_be_written_is_refused_before_any_question() {
    let mut form = Form::start(&["init", "-o", "missing/me.yaml"]);
    form.shows("the directory does not exist");
    assert_eq!(form.ends(), 2);
}
