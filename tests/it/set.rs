use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

use tempfile::TempDir;

use crate::{
    files::names,
    process::{TODAY, ladder},
};

/// A copy of the demo profile in a folder of its own.
fn profile() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("me.yaml");
    fs::copy("data/profile.yaml", &path).expect("a file");
    (folder, path)
}

fn command(facts: &[&str], path: &Path) -> Command {
    let mut command = ladder(&["set"]);
    command.args(facts).args(TODAY).arg("--profile").arg(path);
    command
}

fn set(facts: &[&str], path: &Path) -> Output {
    let output = command(facts, path).output();
    output.expect("the program runs")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a file")
}

/// Nothing is written, and the program says why.
fn assert_refused(path: &Path, reason: &str) {
    let output = set(&["hours=8"], path);
    let expected = format!("error: cannot write `{}`: {reason}\n", path.display());
    assert_eq!(told(&output), expected);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn git_shows_one_line() {
    for (fact, removed) in [("mlops=practitioner", 1), ("+aws-mla", 0), ("hours=8", 1)] {
        let (_folder, path) = profile();
        let output = set(&[fact], &path);
        assert_eq!(told(&output), "");
        let mut git = Command::new("git");
        git.args(["diff", "--no-index", "--numstat", "data/profile.yaml"]);
        let Ok(shown) = git.arg(&path).output() else {
            return;
        };
        let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
        let expected = format!("1\t{removed}\t");
        assert!(shown.starts_with(&expected), "{fact}: {shown}");
    }
}

/// A byte order mark and the ends of lines stay; other encodings are refused.
#[test]
fn the_encoding_stays() {
    let (_folder, path) = profile();
    let before = format!("\u{feff}{}", read(&path).replace('\n', "\r\n"));
    fs::write(&path, before.trim_end()).expect("a file");
    assert!(set(&["hours=8"], &path).status.success());
    let expected = before.replace("hours_per_week: 6", "hours_per_week: 8");
    assert_eq!(read(&path), expected.trim_end());
    let units = "role: mid\n".encode_utf16().flat_map(u16::to_le_bytes);
    let bytes: Vec<u8> = [0xff, 0xfe].into_iter().chain(units).collect();
    fs::write(&path, &bytes).expect("a file");
    let output = set(&["hours=8"], &path);
    assert!(
        told(&output).contains("it is not UTF-8"),
        "{}",
        told(&output)
    );
    assert_eq!(fs::read(&path).expect("a file"), bytes);
}

#[test]
fn a_profile_in_json_stays_json() {
    let (_folder, path) = profile();
    fs::write(
        &path,
        "{\n  \"ladder\": \"machine-learning-engineer\",\n  \"role\": \"mid\",\n  \"since\": \"2023-04\"\n}\n",
    )
    .expect("a file");
    let output = set(&["role=senior", "mlops=expert", "--on", "2026-11"], &path);
    assert_eq!(told(&output), "");
    let json: serde_json::Value = serde_json::from_str(&read(&path)).expect("JSON");
    assert_eq!(json["history"][0]["to"], "2026-10");
    assert_eq!(json["skills"]["mlops"]["since"], "2026-11");
}

#[cfg(unix)]
#[test]
fn a_link_and_the_mode_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let (folder, path) = profile();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("a mode");
    let link = folder.path().join("link.yaml");
    symlink(&path, &link).expect("a link");
    assert!(set(&["hours=8"], &link).status.success());
    assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
    assert!(read(&path).contains("hours_per_week: 8"));
    let mode = fs::metadata(&path).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt;

    let (folder, path) = profile();
    let before = read(&path);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).expect("a mode");
    assert_refused(&path, "it is read-only");
    assert_eq!(read(&path), before);
    let output = set(&["hours=8"], folder.path());
    assert!(told(&output).contains("it is a directory"));
}

/// The day of `since=` is that of `role=`, in any order.
#[test]
fn a_role_that_is_left_ends_the_day_before_the_next_one() {
    for facts in [
        ["role=senior", "since=2024-02"],
        ["since=2024-02", "role=senior"],
    ] {
        let (_folder, path) = profile();
        let output = set(&facts, &path);
        assert_eq!(told(&output), "");
        let written = read(&path);
        assert!(
            written.contains("{ role: mid, from: 2023-04, to: 2024-01 }"),
            "{written}"
        );
        assert!(written.contains("\nsince: 2024-02"), "{written}");
    }
}

#[test]
fn overlapping_roles_are_a_warning() {
    let (_folder, path) = profile();
    let overlapping = |since: &str| {
        let text = format!(
            "role: senior\nsince: {since}\nhistory: [{{ role: mid, from: 2023-04, to: 2025-10 }}]\n"
        );
        fs::write(&path, text).expect("a file");
        let output = ladder(&["check"]).args(TODAY).arg(&path).output();
        let output = output.expect("the program runs");
        let told = [output.stdout, output.stderr].concat();
        String::from_utf8_lossy(&told)
            .contains("`senior` began in 2024, before `mid` ended in 2025-10")
    };
    assert!(overlapping("2024"));
    assert!(!overlapping("2025-10"));
    assert!(!overlapping("2025"));
}

/// The file was changed, and the message says so.
#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_does_not_hide_the_change() {
    let (_folder, path) = profile();
    let full = fs::File::options().write(true).open("/dev/full");
    let mut command = command(&["hours=8"], &path);
    let output = command.stdout(full.expect("a device")).output();
    let output = output.expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    let expected = "me.yaml` was changed, but the answer could not be written: ";
    assert!(told(&output).contains(expected), "{}", told(&output));
    assert!(read(&path).contains("hours_per_week: 8"));
}

/// The lock of another run, or of any program that asks for it.
#[cfg(unix)]
#[test]
fn a_file_that_is_being_changed_is_left_alone() {
    let (_folder, path) = profile();
    let before = read(&path);
    let other = fs::File::open(&path).expect("a file");
    other.lock().expect("a lock");
    assert_refused(&path, "another program is changing it; nothing was written");
    assert_eq!(read(&path), before);
    drop(other);
    assert!(set(&["hours=8"], &path).status.success());
}

fn begin(fact: &str, path: &Path) -> Child {
    let mut command = command(&[fact], path);
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command.spawn().expect("the program runs")
}

/// Of several at once, each change is in the file or was refused.
#[test]
fn no_change_is_lost_among_several() {
    let (_folder, path) = profile();
    let skills = ["mlops", "nlp", "research", "statistics", "python", "java"];
    let runs: Vec<_> = skills
        .map(|skill| begin(&format!("{skill}=expert"), &path))
        .into();
    let mut written = 0;
    for (skill, run) in skills.into_iter().zip(runs) {
        let output = run.wait_with_output().expect("the program ends");
        let told = told(&output);
        if output.status.success() {
            written += 1;
        } else {
            assert!(told.contains("nothing was written"), "{skill}: {told}");
        }
    }
    let found = read(&path).matches("level: expert").count();
    assert_eq!(found, written);
    assert!(written > 0);
}

/// Only temporary files that no run holds are removed; links are not followed.
#[cfg(unix)]
#[test]
fn only_what_a_killed_run_left_is_removed() {
    use std::os::unix::fs::symlink;

    let (folder, path) = profile();
    let at = |name: &str| folder.path().join(name);
    let left = [".ladder-abcdefghijkl.tmp", ".ladder-0A1b2C3d4E5f.tmp"];
    let others = [
        ".ladder-abcdefghijk.tmp",
        ".ladder-abcdefghijk_.tmp",
        ".ladder-abcdefghijkl",
        ".ladder-config",
        "ladder-abcdefghijkl.tmp",
    ];
    for name in left.iter().chain(&others) {
        fs::write(at(name), "words").expect("a file");
    }
    let (held, link, kept) = (
        ".ladder-held00000000.tmp",
        ".ladder-link00000000.tmp",
        ".ladder-folder000000.tmp",
    );
    fs::write(at(held), "words").expect("a file");
    let other = fs::File::open(at(held)).expect("a file");
    other.lock().expect("a lock");
    symlink(at(".ladder-config"), at(link)).expect("a link");
    fs::create_dir(at(kept)).expect("a folder");
    assert!(set(&["hours=8"], &path).status.success());
    let mut expected: Vec<&str> = others
        .into_iter()
        .chain([held, link, kept, "me.yaml"])
        .collect();
    expected.sort_unstable();
    assert_eq!(names(folder.path()), expected);
}

/// Where the new file cannot be written whole, the old one stays, and the message says why.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_file() {
    let (folder, path) = profile();
    let before = read(&path);
    // The shell's limit stands for the full disk; without the signal, the write fails.
    let script = "trap '' XFSZ; ulimit -f 0; exec \"$@\"";
    let inner = command(&["hours=8"], &path);
    let mut limited = Command::new("sh");
    limited.args(["-c", script, "sh"]).arg(inner.get_program());
    limited.args(inner.get_args()).env_clear();
    let output = limited.output().expect("the program runs");
    let expected = format!(
        "error: cannot write `{}`: it is larger than a file may be (`ulimit -f`)\n",
        path.display()
    );
    assert_eq!(told(&output), expected);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(read(&path), before);
    assert_eq!(names(folder.path()), ["me.yaml"]);
}
