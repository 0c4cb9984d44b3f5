//! Hostile input: no file makes the program crash, hang, or write control characters.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Output, Stdio},
    time::{Duration, Instant},
};

use ladder::{
    check,
    diagnostic::{File, Findings, Selection},
    embedded, load,
    model::Day,
    render::{self, Medium},
    text::{Text, is_hidden},
    vocabulary::Severity,
};
use proptest::prelude::*;

use crate::{
    commands::questions,
    process::{formats, ladder},
};

/// The findings of `ladder check` for these bytes.
fn told(bytes: &[u8]) -> Findings {
    let file = match Text::decode("file.yaml", bytes.to_vec()) {
        Ok(text) => inspect(text),
        Err(undecodable) => {
            let diagnostics = load::undecodable(&undecodable);
            File::new(undecodable.text, None, diagnostics)
        }
    };
    let selection = Selection {
        least: Severity::Note,
        strict: false,
    };
    Findings::of([&file], selection)
}

fn inspect(text: Text) -> File {
    let ladder = embedded::ladder();
    let day = Day::constant(2026, 11, 20);
    check::inspect(text, &mut load::NoFiles, day, |_| Some(&ladder))
}

/// Every problem has a place within the file, and is drawn without control characters.
fn is_well_told(bytes: &[u8]) {
    let findings = told(bytes);
    let lines = bytes
        .iter()
        .filter(|byte| matches!(byte, b'\n' | b'\r'))
        .count()
        + 1;
    for problem in &findings.problems {
        let location = &problem.location;
        assert!((1..=lines).contains(&location.line), "{problem:?}");
        assert!(location.column >= 1, "{problem:?}");
        assert!(
            (location.end_line, location.end_column) >= (location.line, location.column),
            "{problem:?}"
        );
    }
    let drawn = render::diagnostics(&findings, Medium::default());
    assert_eq!(drawn.is_empty(), findings.problems.is_empty());
    is_harmless(&drawn);
}

fn is_harmless(printed: &str) {
    let mut lines = printed.lines();
    assert!(
        lines.all(|line| !line.chars().any(is_hidden)),
        "{printed:?}"
    );
}

/// The files that are mutated.
fn seeds() -> Vec<Vec<u8>> {
    [
        "data/machine-learning-engineer.yaml",
        "data/profile.yaml",
        "tests/ladders/small.yaml",
        "tests/ladders/hostile.yaml",
        "tests/profiles/ada.yaml",
        "tests/profiles/newcomer.yaml",
        "tests/check/ten-mistakes.yaml",
    ]
    .map(|path| fs::read(path).expect("a seed can be read"))
    .into()
}

/// A mutation of a file.
#[derive(Debug, Clone)]
enum Change {
    SetByte(usize, u8),
    RemoveBytes(usize, usize),
    InsertToken(usize, usize),
    RemoveLine(usize),
    SwapLines(usize, usize),
    RepeatLine(usize, usize),
    IndentLine(usize, usize),
    ReplaceWord(usize, usize),
    Truncate(usize),
}

const TOKENS: [&str; 30] = [
    "{",
    "}",
    "[",
    "]",
    ": ",
    "- ",
    "? ",
    "&a ",
    "*a",
    "!t ",
    "| ",
    "> ",
    "\"",
    "'",
    "#",
    "\t",
    "\r",
    "\n",
    "---\n",
    "...\n",
    "<<: ",
    "~",
    "null",
    "\u{feff}",
    "\u{202e}",
    "\u{1b}[31m",
    "999999999999999999999",
    ".nan",
    "%YAML 1.2\n",
    "\0",
];

fn change() -> impl Strategy<Value = Change> {
    let place = any::<usize>;
    prop_oneof![
        (place(), any::<u8>()).prop_map(|(at, byte)| Change::SetByte(at, byte)),
        (place(), 1..200_usize).prop_map(|(at, count)| Change::RemoveBytes(at, count)),
        (place(), place()).prop_map(|(at, token)| Change::InsertToken(at, token)),
        place().prop_map(Change::RemoveLine),
        (place(), place()).prop_map(|(one, other)| Change::SwapLines(one, other)),
        (place(), 1..300_usize).prop_map(|(line, times)| Change::RepeatLine(line, times)),
        (place(), 0..9_usize).prop_map(|(line, spaces)| Change::IndentLine(line, spaces)),
        (place(), place()).prop_map(|(at, token)| Change::ReplaceWord(at, token)),
        place().prop_map(Change::Truncate),
    ]
}

impl Change {
    fn apply(&self, content: &mut Vec<u8>) {
        if content.is_empty() {
            return;
        }
        let length = content.len();
        match *self {
            Self::SetByte(at, byte) => content[at % length] = byte,
            Self::RemoveBytes(at, count) => {
                let at = at % length;
                content.drain(at..(at + count).min(length));
            }
            Self::InsertToken(at, token) => {
                let token = TOKENS[token % TOKENS.len()].bytes();
                content.splice(at % length..at % length, token);
            }
            Self::ReplaceWord(at, token) => {
                let at = at % length;
                let is_word = |byte: &u8| byte.is_ascii_alphanumeric();
                let end = content[at..].iter().position(|byte| !is_word(byte));
                let end = end.map_or(length, |end| at + end);
                content.splice(at..end, TOKENS[token % TOKENS.len()].bytes());
            }
            Self::Truncate(at) => content.truncate(at % length),
            Self::RemoveLine(line) => lines(content, |lines| {
                lines.remove(line % lines.len());
            }),
            Self::SwapLines(one, other) => lines(content, |lines| {
                let count = lines.len();
                lines.swap(one % count, other % count);
            }),
            Self::RepeatLine(line, times) => lines(content, |lines| {
                let position = line % lines.len();
                let line = lines[position].clone();
                lines.splice(position..position, std::iter::repeat_n(line, times));
            }),
            Self::IndentLine(line, spaces) => lines(content, |lines| {
                let position = line % lines.len();
                let text = lines[position].trim_ascii_start().to_vec();
                lines[position] = [vec![b' '; spaces], text].concat();
            }),
        }
    }
}

fn lines(content: &mut Vec<u8>, edit: impl FnOnce(&mut Vec<Vec<u8>>)) {
    let mut lines: Vec<Vec<u8>> = content
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    edit(&mut lines);
    *content = lines.join(&b'\n');
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn a_changed_file_is_told_what_is_wrong_with_it(
        seed in any::<prop::sample::Index>(),
        changes in prop::collection::vec(change(), 1..6),
    ) {
        let seeds = seeds();
        let mut content = seeds[seed.index(seeds.len())].clone();
        for change in &changes {
            change.apply(&mut content);
        }
        is_well_told(&content);
    }

    #[test]
    fn any_bytes_are_told_what_is_wrong_with_them(content in prop::collection::vec(any::<u8>(), 0..300)) {
        is_well_told(&content);
    }

    #[test]
    fn any_tokens_are_told_what_is_wrong_with_them(
        tokens in prop::collection::vec(any::<prop::sample::Index>(), 0..60),
    ) {
        let tokens = tokens.iter().map(|token| TOKENS[token.index(TOKENS.len())]);
        is_well_told(tokens.collect::<String>().as_bytes());
    }
}

/// Runs the program on mutated files: it exits with 0, 1 or 2 and names a place.
#[test]
fn the_program_ends_in_order_whatever_it_is_given() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let seeds = seeds();
    for round in 0..60 {
        let mut content = seeds[round % seeds.len()].clone();
        let strategy = prop::collection::vec(change(), 1..4);
        let tree = strategy.new_tree(&mut runner).expect("changes");
        for change in proptest::strategy::ValueTree::current(&tree) {
            change.apply(&mut content);
        }
        let output = check_stdin(&content, &[]);
        let code = output.status.code().expect("no signal ends it");
        let told = String::from_utf8(output.stderr).expect("text");
        assert!((0..=2).contains(&code), "{code}: {told}");
        assert!(code == 0 || told.contains("<stdin>:"), "{code}: {told}");
        is_harmless(&told);
    }
}

/// The output of `ladder check` for a piped file, as of a fixed day.
pub fn check_stdin(content: &[u8], options: &[&str]) -> Output {
    let mut child = ladder(&["check", "-", "--as-of", "2026-11-20"])
        .args(options)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    // A program that has read enough may leave the rest.
    let _ = stdin.write_all(content);
    drop(stdin);
    child.wait_with_output().expect("the program ends")
}

/// Deep nesting, repetition and endless input are rejected with a code, in little time.
#[test]
fn what_would_exhaust_the_program_is_refused() {
    let deep = |open: &str, times: usize| open.repeat(times).into_bytes();
    let block: Vec<String> = (0..3000)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    let laughs: Vec<String> = (1..11)
        .map(|level| {
            let tenfold = format!("*a{}, ", level - 1).repeat(10);
            format!("a{level}: &a{level} [{tenfold}]\n")
        })
        .collect();
    let laughs = laughs.concat();
    let laughs = format!("id: x\ntitle: X\na0: &a0 [x, x]\n{laughs}roles: *a10\n");
    for (what, content, expected) in [
        ("brackets", deep("[", 100_000), "too-deep"),
        ("braces", deep("{a: ", 100_000), "too-deep"),
        ("JSON", deep("{\"a\": ", 100_000), "too-deep"),
        ("dashes", deep("- ", 100_000), "too-deep"),
        ("questions", deep("? ", 100_000), "too-deep"),
        ("indentation", block.concat().into_bytes(), "too-deep"),
        ("aliases", laughs.into_bytes(), "wrong-type"),
        ("anchors", deep("&a ", 100_000), "syntax"),
    ] {
        let output = check_stdin(&content, &[]);
        let told = String::from_utf8(output.stderr).expect("text");
        assert_eq!(output.status.code(), Some(1), "{what}: {told}");
        assert!(
            told.contains(&format!("error[{expected}]")),
            "{what}: {told}"
        );
        assert!(told.len() < 4000, "{what}: {} bytes are said", told.len());
    }
    let large = vec![b'#'; (1 << 20) + 1];
    let output = check_stdin(&large, &["--limit", "1"]);
    let told = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(2));
    assert!(told.contains("`<stdin>`: it is larger than 1 MB"), "{told}");
    let output = check_stdin(&large[1..], &["--limit", "1"]);
    assert_eq!(output.status.code(), Some(1), "a file of 1 MB is read");
}

/// A title with an escape sequence, in every answer and in every error.
#[test]
fn what_is_in_a_file_is_never_obeyed() {
    const HOSTILE: &str = "tests/ladders/hostile.yaml";
    let others = [
        "show rust",
        "show c",
        "path b",
        "path c --from b",
        "check -v tests/ladders/hostile.yaml",
        "check -v --strict tests/ladders/hostile.yaml",
    ];
    let mut lines = questions("--from a", "a", "b");
    lines.extend(questions("--profile tests/profiles/hostile.yaml", "a", "b"));
    lines.extend(others.map(str::to_owned));
    for line in lines {
        let arguments: Vec<&str> = line.split(' ').collect();
        for format in formats() {
            let mut command = ladder(&arguments);
            command.args(["--ladder", HOSTILE, "--format", &format, "--color", "never"]);
            let output = command.output().expect("the program runs");
            for printed in [output.stdout, output.stderr] {
                is_harmless(&String::from_utf8(printed).expect("text"));
            }
        }
    }
    let output = ladder(&["show", "--ladder", HOSTILE, "--format", "json"]).output();
    let output = output.expect("the program runs");
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("sound JSON");
    let title = answer["ladder"]["title"].as_str().expect("a title");
    assert!(
        title.starts_with("\u{1b}]0;x\u{7}"),
        "the JSON carries the text: {title:?}"
    );
}

/// Every input of a corpus of broken YAML ends quickly, with 1 or 2.
#[test]
fn every_input_of_a_corpus_is_refused() {
    let Some(corpus) = std::env::var_os("LADDER_CORPUS").map(PathBuf::from) else {
        // The only way to say it: a test that passes is silent.
        let mut stderr = std::io::stderr();
        let _ = writeln!(stderr, "skipped: LADDER_CORPUS names no folder of inputs");
        return;
    };
    let inputs = files(&corpus);
    assert!(!inputs.is_empty(), "{} is empty", corpus.display());
    for input in inputs {
        let begun = Instant::now();
        let output = ladder(&["check"])
            .arg(&input)
            .output()
            .expect("the program runs");
        let told = String::from_utf8(output.stderr).expect("text");
        let code = output.status.code();
        assert!(
            matches!(code, Some(1 | 2)),
            "{}: {code:?}: {told}",
            input.display()
        );
        assert!(told.contains("error"), "{}: {told}", input.display());
        is_harmless(&told);
        // A hang, not a measurement: these inputs have a few hundred bytes.
        assert!(
            begun.elapsed() < Duration::from_secs(1),
            "{}",
            input.display()
        );
    }
}

pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be listed");
    let paths = entries.map(|entry| entry.expect("a file can be listed").path());
    let mut files: Vec<PathBuf> = paths.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// A long line of an advertisement is read once, not for every name and number in it; more than a megabyte is no
/// advertisement.
#[test]
fn a_large_advertisement_is_read_or_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("advert.txt");
    let run = |content: String| {
        fs::write(&path, content).expect("a file");
        let mut command = ladder(&["gaps", "--format", "csv", "--advert"]);
        let output = command.arg(&path).output();
        output.expect("the program runs")
    };
    for part in [
        "5 years of experience ",
        "5 (five) years ",
        "Python,SQL,R,",
        "(x) years ",
        "C & R ",
    ] {
        let output = run(part.repeat(100_000 / part.len()));
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{part}: {told}");
    }
    let output = run("Python ".repeat(200_000));
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(told.contains("it is larger than 1 MB"), "{told}");
}
