//! Texts, numbers and terminals that trip other programs.

use std::{fs, path::Path};

use tempfile::{TempDir, tempdir};

use crate::process::{ladder, stdout};

fn written(name: &str, content: &str) -> (TempDir, std::path::PathBuf) {
    let folder = tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, content).expect("a file");
    (folder, path)
}

/// What `ladder check` says of a file, and its exit code.
fn checked(path: &Path) -> (String, Option<i32>) {
    let output = ladder(&["check"]).arg(path).output();
    let output = output.expect("the program runs");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    (told, output.status.code())
}

/// What YAML may take for a flag, for nothing, a number or a time of day stays the text that was written.
#[test]
fn a_name_stays_as_it_was_written() {
    let names = ["no", "on", "y", "1.10", "012", "0x2a", "1e3", "2026-02-30"];
    let titles = [
        "No", "~~", "1.10", "012", "0x2A", "12:30:00", ".nan", "1_000",
    ];
    let entry = |(name, title): (&str, &str)| format!("  {name}: {{ title: {title} }}\n");
    let skills: String = names.into_iter().zip(titles).map(entry).collect();
    let asked = names.map(|name| format!("{name}: 1")).join(", ");
    let content = format!(
        "id: x\nproficiency: [a]\nskills:\n{skills}roles:\n  r: {{ title: R, entry: true, skills: {{ {asked} }} }}\n"
    );
    let (_folder, path) = written("x.yaml", &content);
    let mut command = ladder(&["show", "r", "--no-profile", "--format", "csv", "--ladder"]);
    let shown = stdout(command.arg(&path));
    for text in names.iter().chain(&titles) {
        assert!(shown.contains(text), "`{text}` is not in {shown}");
    }
}

/// A report shows a part of a line that is very long.
#[test]
fn a_long_line_is_cropped() {
    let about = "long ".repeat(1 << 20);
    let content = format!("roles: {{ r: {{ title: R, about: {about}, yeers: 3 }} }}\n");
    let (_folder, path) = written("x.yaml", &content);
    let (told, code) = checked(&path);
    assert_eq!(code, Some(1));
    assert!(told.contains("yeers"), "{}", told.len());
    assert!(told.len() < 10_000, "{} bytes", told.len());
}

/// JSON is strict where it is read: half a character, what is no number, and numbers that no file means.
#[test]
fn json_that_is_none_is_told() {
    for title in [r#""\ud800""#, "NaN", "-Infinity"] {
        let content =
            format!("{{ \"roles\": {{ \"r\": {{ \"title\": {title}, \"years\": {title} }} }} }}\n");
        let (_folder, path) = written("x.json", &content);
        let (told, code) = checked(&path);
        assert_eq!(code, Some(1), "{title}: {told}");
        assert!(told.contains("x.json:1:"), "{title}: {told}");
    }
    for years in ["1e999", "18446744073709551617", "-1"] {
        let content = format!("{{ \"roles\": {{ \"r\": {{ \"years\": {years} }} }} }}\n");
        let (_folder, path) = written("x.json", &content);
        let (told, code) = checked(&path);
        assert_eq!(code, Some(1), "{years}: {told}");
        assert!(told.contains(years), "{years}: {told}");
    }
}

/// Colours in a file are there only by option.
#[test]
fn a_file_has_no_colours_of_a_terminal() {
    let folder = tempdir().expect("a folder");
    let path = folder.path().join("out.txt");
    let has_colours = |arguments: &[&str]| {
        let mut command = ladder(&["show", "senior", "--output"]);
        stdout(
            command
                .arg(&path)
                .args(arguments)
                .env("CLICOLOR_FORCE", "1"),
        );
        fs::read_to_string(&path)
            .expect("a file")
            .contains('\u{1b}')
    };
    assert!(!has_colours(&[]));
    assert!(has_colours(&["--color", "always"]));
}

/// The program on a terminal of 80 columns with further variables.
#[cfg(unix)]
fn on_terminal(arguments: &[&str], variables: &[(&str, &str)]) -> expectrl::session::OsSession {
    let mut command = ladder(arguments);
    command.env("TERM", "xterm").envs(variables.iter().copied());
    let mut session = expectrl::session::OsSession::spawn(command).expect("the program starts");
    let terminal = session.get_process_mut();
    terminal.set_window_size(80, 30).expect("a terminal");
    session.set_expect_timeout(Some(std::time::Duration::from_mins(1)));
    session
}

/// A terminal whose locale is not UTF-8 gets no other characters than those of ASCII.
#[cfg(unix)]
#[test]
fn a_terminal_without_unicode_gets_ascii() {
    use expectrl::{Eof, Expect as _};

    for (locale, is_ascii) in [("C", true), ("C.UTF-8", false)] {
        let mut session = on_terminal(&["show", "--all", "--no-profile"], &[("LC_ALL", locale)]);
        let shown = session.expect(Eof).expect("it ends");
        let shown = String::from_utf8_lossy(shown.as_bytes()).into_owned();
        assert!(shown.contains("senior"), "{shown}");
        assert_eq!(shown.is_ascii(), is_ascii, "{locale}: {shown}");
    }
}

/// A terminal has colours unless it has none, or the environment forbids them.
#[cfg(unix)]
#[test]
fn a_terminal_has_colours_unless_the_environment_forbids_them() {
    use expectrl::{Eof, Expect as _};

    let cases: [(&[(&str, &str)], bool); 5] = [
        (&[], true),
        (&[("NO_COLOR", "")], true),
        (&[("NO_COLOR", "1")], false),
        (&[("CLICOLOR", "0")], false),
        (&[("TERM", "dumb")], false),
    ];
    for (variables, has_colours) in cases {
        let mut session = on_terminal(&["show", "senior", "--no-profile"], variables);
        let shown = session.expect(Eof).expect("it ends");
        let shown = String::from_utf8_lossy(shown.as_bytes()).into_owned();
        assert!(shown.contains("senior"), "{shown}");
        assert_eq!(shown.contains("\u{1b}["), has_colours, "{variables:?}");
    }
}

/// Where a file is read from the terminal, a note says so.
#[cfg(unix)]
#[test]
fn a_terminal_is_told_that_it_is_read() {
    use expectrl::{Eof, Expect as _};

    let mut session = on_terminal(&["show", "--ladder", "-"], &[("LC_ALL", "C.UTF-8")]);
    let note = session.expect("Ctrl-D ends it");
    note.expect("a note");
    session.send("\u{4}").expect("a key is sent");
    session.expect(Eof).expect("it ends");
}
