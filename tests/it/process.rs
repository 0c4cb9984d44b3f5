use std::{
    env, fs,
    io::{self, BufRead, BufReader, ErrorKind, Read, Write},
    path::Path,
    process::{Command, Output, Stdio},
};

use assert_cmd::cargo::cargo_bin;
use clap::ValueEnum;
use ladder::render::Format;

use crate::{cli::NOWHERE, commands::questions};

/// The program without the profile and the settings of the machine.
pub fn ladder(arguments: &[&str]) -> Command {
    let mut command = Command::new(cargo_bin("ladder"));
    command
        .args(arguments)
        .env_clear()
        .env("XDG_CONFIG_HOME", NOWHERE)
        .env("HOME", NOWHERE);
    command
}

/// The names of all formats.
pub fn formats() -> impl Iterator<Item = String> {
    let formats = Format::value_variants().iter();
    let formats = formats.filter_map(ValueEnum::to_possible_value);
    formats.map(|format| format.get_name().to_owned())
}

/// Whose answers the tests look at.
pub const PROFILE: &str = "--profile data/profile.yaml";

pub const TODAY: [&str; 2] = ["--as-of", "2026-11-20"];

/// Runs the program on the day of the tests.
pub fn run(arguments: &[&str]) -> Output {
    let mut command = ladder(arguments);
    command.args(TODAY).output().expect("the program runs")
}

/// What a run said on standard error.
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

pub fn stdout(command: &mut Command) -> String {
    let output = command.output().expect("the program runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("text")
}

/// What another program prints of a text that it accepts; `None` where it is not installed, which
/// is an error where `CI_REQUIRE_READERS` names it.
pub fn read_with(program: &str, arguments: &[&str], text: &str) -> Option<Vec<u8>> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped());
    let child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match child {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let required = env::var("CI_REQUIRE_READERS").unwrap_or_default();
            let is_required = required.split_whitespace().any(|name| name == program);
            assert!(!is_required, "{program} is required and not installed");
            // The only way to say it: a test that passes is silent.
            let _ = writeln!(io::stderr(), "skipped: {program} is not installed");
            return None;
        }
        child => child.expect("the program runs"),
    };
    let mut input = child.stdin.take().expect("an input");
    input.write_all(text.as_bytes()).expect("it reads");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.is_empty(), "{told}");
    Some(output.stdout)
}

#[test]
fn the_same_question_has_the_same_answer() {
    for question in questions(PROFILE, "mid", "senior") {
        let arguments: Vec<&str> = question.split(' ').collect();
        for format in formats() {
            let ask = || {
                let mut command = ladder(&arguments);
                command.args(["--format", &format]).args(TODAY);
                command.output().expect("the program runs")
            };
            assert_eq!(ask(), ask(), "{question}: {format}");
        }
    }
}

/// The answer is larger than what a pipe holds: the rest of it cannot be written.
#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut child = ladder(&["report", "--no-profile", "--format", "html"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut first = String::new();
    let mut reader = BufReader::new(child.stdout.take().expect("a pipe"));
    reader.read_line(&mut first).expect("a line");
    drop(reader);
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(first, "<!DOCTYPE html>\n");
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    for arguments in [
        &["show"][..],
        &["--help"],
        &["--version"],
        &["show", "-o", "/dev/full"],
    ] {
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .expect("a full disk");
        let output = ladder(arguments)
            .stdout(full)
            .output()
            .expect("the program runs");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(
            told.contains("No space left on device"),
            "{arguments:?}: {told}"
        );
    }
}

#[test]
fn a_file_is_replaced_in_one_step_and_its_extension_is_the_format() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gaps.csv");
    fs::write(&path, "old").expect("a file");
    let name = path.to_str().expect("a path in UTF-8");
    let printed = stdout(ladder(&["gaps", "senior", "-o", name]).args(TODAY));
    assert_eq!(printed, "");
    let written = fs::read_to_string(&path).expect("the answer");
    assert!(written.starts_with("kind,id,title,"));
    let left = fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(left, 1, "nothing else is left behind");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_permissions_stay_what_they_were() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = tempfile::tempdir().expect("a folder");
    let (real, link) = (
        folder.path().join("real.json"),
        folder.path().join("link.json"),
    );
    fs::write(&real, "old").expect("a file");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink(&real, &link).expect("a link");
    stdout(ladder(&["show", "-o", link.to_str().expect("a path in UTF-8")]).args(TODAY));
    assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
    assert!(
        fs::read_to_string(&real)
            .expect("the answer")
            .starts_with('{')
    );
    assert_eq!(
        fs::metadata(&real).expect("a file").permissions().mode() & 0o777,
        0o640
    );
}

#[test]
fn the_option_for_colour_wins_over_the_environment() {
    let coloured = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = ladder(&["show", "senior"]);
        command.args(arguments).envs(variables.iter().copied());
        stdout(&mut command).contains('\u{1b}')
    };
    assert!(!coloured(&[], &[]));
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(
        &[],
        &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]
    ));
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")]));
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(!coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn no_width_breaks_anything() {
    for width in ["20", "21", "27", "40", "59", "60", "80", "120", "65535"] {
        let mut questions = questions(PROFILE, "lead", "director");
        questions.extend(["show mlops", "show aws-mla"].map(str::to_owned));
        for question in questions {
            let mut command = ladder(&question.split(' ').collect::<Vec<_>>());
            command.args(["--width", width]).args(TODAY);
            assert!(!stdout(&mut command).is_empty());
        }
    }
}

/// A later day changes only what has a date.
#[test]
fn another_day_changes_only_what_has_a_date() {
    let gaps = |day: &str| -> serde_json::Value {
        let arguments = [
            "gaps",
            "senior",
            "--profile",
            "data/profile.yaml",
            "--all",
            "--format",
            "json",
        ];
        let text = stdout(ladder(&arguments).args(["--as-of", day]));
        serde_json::from_str(&text).expect("sound JSON")
    };
    let (now, later) = (gaps("2026-11-20"), gaps("2027-01-20"));
    let open = |answer: &serde_json::Value| -> Vec<(String, serde_json::Value)> {
        let gaps = answer["gaps"].as_array().expect("a list").iter();
        let mut open: Vec<_> = gaps
            .filter(|gap| gap["kind"] != "experience")
            .map(|gap| (gap["id"].to_string(), gap["have"].clone()))
            .collect();
        open.sort_by(|one, other| one.0.cmp(&other.0));
        open
    };
    assert_eq!(open(&now), open(&later));
    let years = |answer: &serde_json::Value| {
        let gaps = answer["gaps"].as_array().expect("a list");
        let years = gaps
            .iter()
            .find(|gap| gap["kind"] == "experience")
            .expect("years are asked for");
        years["have"]["years"].as_f64().expect("a number")
    };
    assert!(years(&later) > years(&now));
}

/// A working directory that contains a configuration directory.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().expect("a folder"));
        fs::create_dir_all(desk.0.path().join("config/ladder")).expect("a folder");
        desk
    }

    fn write(&self, name: &str, content: &str) {
        fs::write(self.0.path().join(name), content).expect("a file");
    }

    /// The JSON answer of a command in this directory.
    fn ask(&self, arguments: &[&str], variable: Option<(&str, &str)>) -> serde_json::Value {
        let mut command = ladder(arguments);
        command
            .args(["--format", "json"])
            .envs(variable)
            .env("XDG_CONFIG_HOME", self.0.path().join("config"))
            .current_dir(self.0.path());
        serde_json::from_str(&stdout(&mut command)).expect("sound JSON")
    }
}

#[test]
fn the_profile_is_found_in_the_order_of_the_manual() {
    let desk = Desk::new();
    let write = |path: &str, name: &str| desk.write(path, &format!("name: {name}\nrole: mid\n"));
    let name = |options: &[&str], variable| {
        let answer = desk.ask(&[&["next"], options].concat(), variable);
        answer["person"]["name"]
            .as_str()
            .unwrap_or("no profile")
            .to_owned()
    };
    assert_eq!(name(&[], None), "no profile");
    write("config/ladder/me.yaml", "configured");
    assert_eq!(name(&[], None), "configured");
    write("me.yaml", "here");
    assert_eq!(name(&[], None), "here");
    write("other.yaml", "variable");
    let variable = Some(("LADDER_PROFILE", "other.yaml"));
    assert_eq!(name(&[], variable), "variable");
    write("option.yaml", "option");
    assert_eq!(name(&["--profile", "option.yaml"], variable), "option");
    assert_eq!(name(&["--no-profile"], variable), "no profile");
}

/// The person of a found profile stands on the ladder, as with `--profile`.
#[test]
fn a_found_profile_is_shown_on_the_ladder() {
    let desk = Desk::new();
    desk.write("me.yaml", "role: mid\ncertifications: [google-pmle]\n");
    let show = |arguments: &[&str]| desk.ask(&[&["show"], arguments].concat(), None);
    assert_eq!(show(&[])["person"]["role"]["id"], "mid");
    assert_eq!(show(&["--no-profile"])["person"], serde_json::Value::Null);
    assert_eq!(show(&["google-pmle"])["held"]["id"], "google-pmle");
    // What is not about a person does not read what the profile says of one.
    desk.write("me.yaml", "role: nowhere\n");
    assert_eq!(show(&["senior"])["role"]["id"], "senior");
}

#[test]
fn the_ladder_is_found_in_the_order_of_the_manual() {
    const EMBEDDED: &str = "machine-learning-engineer";
    let desk = Desk::new();
    let write = |path: &str, id: &str| {
        let roles = "tracks: { e: E }\nroles: { a: { title: A, track: e, grade: 1 } }\n";
        desk.write(path, &format!("id: {id}\ntitle: T\n{roles}"));
    };
    let id = |options: &[&str], variable| {
        let answer = desk.ask(&[&["show"], options].concat(), variable);
        answer["ladder"]["id"].as_str().expect("an id").to_owned()
    };
    assert_eq!(id(&[], None), EMBEDDED);
    write("config/ladder/ladder.yaml", "configured");
    assert_eq!(id(&[], None), "configured");
    write("ladder.yaml", "here");
    assert_eq!(id(&[], None), "here");
    write("beside.yaml", "beside");
    desk.write("me.yaml", "ladder: beside.yaml\n");
    assert_eq!(id(&[], None), "beside");
    write("variable.yaml", "variable");
    let variable = Some(("LADDER_FILE", "variable.yaml"));
    assert_eq!(id(&[], variable), "variable");
    write("option.yaml", "option");
    assert_eq!(id(&["--ladder", "option.yaml"], variable), "option");
    assert_eq!(id(&["--ladder", EMBEDDED], variable), EMBEDDED);
}

#[test]
fn standard_input_is_read_for_a_dash_and_only_once() {
    let mut command = ladder(&[
        "gaps",
        "senior",
        "--ladder",
        "tests/ladders/small.yaml",
        "--profile",
        "-",
    ]);
    command
        .args(TODAY)
        .stdin(fs::File::open("tests/profiles/ada.yaml").expect("a profile"));
    assert!(stdout(&mut command).contains("Ada, Junior Engineer (junior)"));
    let output = ladder(&["next", "--ladder", "-", "--profile", "-"])
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("standard input cannot be both"), "{told}");
}

/// A ladder in JSON is read like one in YAML.
#[test]
fn a_ladder_may_be_written_in_json() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ladder.json");
    let written = r#"{"id":"j","title":"J","tracks":{"e":"E"},"proficiency":["low","high"],
        "skills":{"rust":{"title":"Rust"}},"market":{"currency":"EUR"},
        "roles":{"a":{"title":"A","track":"e","grade":1,"years":2.5,"skills":{"rust":2},
        "pay":{"mid":50000,"basis":"base"},"next":[]}}}"#;
    fs::write(&path, written).expect("a ladder");
    let name = path.to_str().expect("a path in UTF-8");
    let answer = stdout(ladder(&["show", "a", "--ladder", name, "--format", "json"]).args(TODAY));
    let answer: serde_json::Value = serde_json::from_str(&answer).expect("sound JSON");
    assert_eq!(answer["role"]["years"]["value"], 2.5);
    assert_eq!(answer["role"]["skills"]["rust"]["name"], "high");
    fs::write(&path, written.replace("\"grade\":1", "\"grade\":\"top\"")).expect("a ladder");
    let mut child = ladder(&["show", "--ladder", name])
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut told = String::new();
    child
        .stderr
        .take()
        .expect("a pipe")
        .read_to_string(&mut told)
        .expect("text");
    assert_eq!(child.wait().expect("the program ends").code(), Some(2));
    assert!(told.contains("unknown grade `top`"), "{told}");
    assert!(told.contains("ladder.json:3:55"), "{told}");
}
