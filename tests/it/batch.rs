//! `ladder match --stdin`: a profile a line in, an answer a line out.

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    process::{Output, Stdio},
};

use serde_json::{Value, json};

use super::process::{TODAY, ladder, stderr};

/// The answers to these lines.
fn answers(arguments: &[&str], lines: &[u8]) -> Output {
    let mut command = ladder(&[&["match", "--stdin"], arguments].concat());
    command.args(TODAY);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("an input");
    let lines = lines.to_vec();
    let writer = std::thread::spawn(move || {
        // A run that refuses its arguments reads nothing.
        let _ = input.write_all(&lines);
    });
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("all is written");
    output
}

fn values(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("text");
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("sound JSON"))
        .collect()
}

/// What is wrong with a line stands in its place, and the others are answered.
#[test]
fn a_line_that_cannot_be_read_has_its_error_in_its_place() {
    let lines = [
        r#"{"role":"mid","skills":{"python":"expert"}}"#,
        "",
        "role: mid",
        r#"{"role":"nowhere"}"#,
        r#"{"role":"mid""#,
        "[1]",
        r#"{"role":"mid","role":"mid"}"#,
        r#"{"skills":{"python":"grand master"}}"#,
        r#"{"role":"mid","ladder":"../elsewhere.yaml"}"#,
        "{}",
        r#"{"role":"mid","skills":{"juggling":2}}"#,
    ];
    let mut input = lines.join("\n").into_bytes();
    input.extend_from_slice(b"\n{\"name\":\"\xff\"}\n{\"role\":\"mid\"}");
    let output = answers(&["--role", "senior"], &input);
    assert_eq!(output.status.code(), Some(0));
    let answers = values(&output);
    let numbers: Vec<_> = answers
        .iter()
        .map(|answer| answer["line"].as_u64())
        .collect();
    assert_eq!(numbers, (1..=13).map(Some).collect::<Vec<_>>());
    let codes = answers.iter().map(|answer| match &answer["error"] {
        Value::Null => answer["role"].as_str(),
        error => error["code"].as_str(),
    });
    let expected = [
        Some("senior"),
        None,
        None,
        Some("unknown-role"),
        Some("syntax"),
        None,
        Some("repeated-key"),
        Some("unknown-level"),
        Some("senior"),
        Some("senior"),
        Some("senior"),
        Some("encoding"),
        Some("senior"),
    ];
    assert_eq!(codes.collect::<Vec<_>>(), expected);
    assert_eq!(answers[3]["error"]["column"], 9);
    assert_eq!(answers[10]["unmatched"], json!(["juggling"]));
    let told = stderr(&output);
    assert!(told.contains("8 of 13 lines could not be read"), "{told}");
    assert!(told.contains("the first is line 2"), "{told}");
    let strict = self::answers(&["--role", "senior", "--exit-code", "-q"], &input);
    assert_eq!(
        (strict.status.code(), stderr(&strict)),
        (Some(1), String::new())
    );
    assert_eq!(strict.stdout, output.stdout);
}

/// Many pieces on many threads come out in the order of the lines.
#[test]
fn the_order_is_that_of_the_lines_on_any_number_of_threads() {
    let lines = (0..6000).map(|line| match line % 7 {
        0 => format!("{{\"role\":\"mid\",\"experience\":{}}}\n", line % 11),
        1 => "broken\n".to_owned(),
        2 => format!(
            "{{\"skills\":{{\"python\":{}}},\"x-filler\":\"{}\"}}\n",
            1 + line % 4,
            "é".repeat(line % 900)
        ),
        _ => format!(
            "{{\"role\":\"junior\",\"history\":[{{\"role\":\"entry\",\"from\":\"20{:02}\"}}]}}\n",
            line % 20
        ),
    });
    let input: String = lines.collect();
    let one = answers(&["--top", "2", "--threads", "1"], input.as_bytes());
    let found = values(&one);
    assert_eq!(found.len(), 6000);
    for (answer, line) in found.iter().zip(1_u64..) {
        assert_eq!(answer["line"], line);
    }
    for threads in ["2", "5"] {
        let several = answers(&["--top", "2", "--threads", threads], input.as_bytes());
        assert!(several.stdout == one.stdout, "{threads} threads");
    }
}

/// A line of any length takes no more memory than the limit allows.
#[test]
fn a_line_that_is_too_long_is_left_out() {
    let person = "{\"role\":\"mid\"}\n";
    let long = |length: usize| {
        format!(
            "{{\"role\":\"mid\",\"x-filler\":\"{}\"}}\n",
            "x".repeat(length)
        )
    };
    let mega = 1 << 20;
    let input = [
        person,
        &long(3 * mega),
        person,
        &long(mega),
        &long(mega - 100),
        person,
    ]
    .concat();
    let output = answers(&["--role", "mid"], input.as_bytes());
    let found = values(&output);
    let errors: Vec<_> = found
        .iter()
        .map(|answer| answer["error"]["message"].as_str())
        .collect();
    let too_long = Some("the line is longer than 1 MB");
    assert_eq!(errors, [None, too_long, None, too_long, None, None]);
    let found = values(&answers(
        &["--role", "mid", "--limit", "4"],
        input.as_bytes(),
    ));
    assert!(found.iter().all(|answer| answer["error"].is_null()));
    // The last line has no end.
    let cut = &input[..person.len() + 2 * mega];
    let found = values(&answers(&["--role", "mid"], cut.as_bytes()));
    assert_eq!(found.len(), 2);
    assert_eq!(found[1]["error"]["message"], "the line is longer than 1 MB");
}

#[test]
fn what_does_not_go_together_is_refused() {
    for (arguments, part) in [
        (&["--format", "csv"][..], "writes JSON lines"),
        (
            &["--ladder", "-"],
            "cannot be both the ladder and the profiles",
        ),
        (&["--role", "nowhere"], "nowhere"),
        (&["--like", "mid"], "cannot be used with"),
        (&["--profile", "data/profile.yaml"], "cannot be used with"),
        (&["--role", "mid", "--top", "2"], "cannot be used with"),
        (&["--threads", "0"], "whole number"),
    ] {
        let output = answers(arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            stderr(&output).contains(part),
            "{arguments:?}: {}",
            stderr(&output)
        );
        assert!(output.stdout.is_empty());
    }
    let output = ladder(&["match", "--role", "mid"])
        .output()
        .expect("the program runs");
    assert!(stderr(&output).contains("--stdin"), "{}", stderr(&output));
}

/// No profile of the folder and no ladder of a line is opened.
#[test]
fn no_other_file_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("me.yaml"), "ladder: nowhere.yaml\n").expect("a file");
    let mut command = ladder(&["match", "--stdin", "--role", "mid"]);
    let mut child = command
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("an input");
    // An answer comes before the input ends.
    writeln!(input, "{{\"role\":\"mid\",\"ladder\":\"nowhere.yaml\"}}").expect("it reads");
    let mut first = String::new();
    let mut reader = BufReader::new(child.stdout.take().expect("a pipe"));
    reader.read_line(&mut first).expect("a line");
    assert!(
        first.starts_with("{\"line\":1,\"role\":\"mid\","),
        "{first}"
    );
    drop(input);
    assert!(child.wait().expect("it ends").success());
}

/// What was read is answered, and the last line is whole.
#[cfg(unix)]
#[test]
fn an_interrupted_run_ends_with_a_whole_line() {
    use nix::{
        sys::signal::{Signal, kill},
        unistd::Pid,
    };

    let mut child = ladder(&["match", "--stdin", "--role", "mid"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("an input");
    input
        .write_all(b"{\"role\":\"mid\"}\n{\"role\":\"junior\"}\n{\"ro")
        .expect("it reads");
    let mut reader = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut first = String::new();
    reader.read_line(&mut first).expect("a line");
    let id = i32::try_from(child.id()).expect("a number");
    kill(Pid::from_raw(id), Signal::SIGINT).expect("it is there");
    let rest: Vec<String> = reader.lines().map(|line| line.expect("text")).collect();
    assert_eq!(rest.len(), 1);
    assert!(rest[0].starts_with("{\"line\":2,"), "{rest:?}");
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    drop(input);
}
