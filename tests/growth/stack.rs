//! Nothing calls itself as deep as a file is long.

use std::{fs, path::Path, thread};

use ladder::{cli::Cli, run};
use tempfile::tempdir;

use crate::shapes::{self, Files};

/// The stack of the thread that answers: a recursion over the entries would have 170 bytes for each step.
const STACK: usize = 256 << 10;

/// How many entries, or how deep a nesting.
const ENTRIES: usize = 1_500;

/// How many files: nearly as many as a ladder may have.
const FILES: usize = 990;

/// A shape, and how many entries or files it has.
type Chain = (fn(usize) -> Files, usize);

#[test]
fn no_stack_grows_with_a_chain() {
    let chains: [Chain; 9] = [
        (shapes::promotions, ENTRIES),
        (shapes::needs, ENTRIES),
        (shapes::replacements, ENTRIES),
        (shapes::grades, ENTRIES),
        (shapes::rungs, ENTRIES),
        (shapes::all_with_one, ENTRIES),
        (shapes::included_chain, FILES),
        (shapes::included_wide, FILES),
        (shapes::included_deep, FILES),
    ];
    for (shape, entries) in chains {
        let folder = tempdir().expect("a folder");
        let files = shape(entries);
        files.write(folder.path(), "json");
        let goal = &files.goal;
        for question in [
            "show --all --ladder L --no-profile --format svg".to_owned(),
            "report --ladder L --no-profile --format html".to_owned(),
            format!("path {goal} --ladder L --profile P --format table"),
            format!("report {goal} --ladder L --profile P --format markdown"),
            format!("show {goal} --ladder L --format json"),
            "check L P --format json".to_owned(),
        ] {
            ask(&question, folder.path());
        }
    }
}

#[test]
fn no_stack_grows_with_a_nesting() {
    for (name, open, close) in [
        ("json", "[", "]"),
        ("json", "{\"a\":", "}"),
        ("yaml", "[", "]"),
        ("yaml", "- ", ""),
    ] {
        let folder = tempdir().expect("a folder");
        let nested = format!("{}0{}", open.repeat(ENTRIES), close.repeat(ENTRIES));
        fs::write(folder.path().join(format!("ladder.{name}")), nested).expect("a ladder");
        ask(&format!("check ladder.{name} --format json"), folder.path());
    }
}

/// Runs the program in a thread with a small stack. Arguments are read outside of it: they are no input from a file.
fn ask(question: &str, folder: &Path) {
    let path = |name: &str| folder.join(name).into_os_string();
    let arguments = question.split(' ').map(|word| match word {
        "L" => path("ladder.json"),
        "P" => path("profile.json"),
        file if file.starts_with("ladder.") => path(file),
        word => word.into(),
    });
    let mut arguments: Vec<_> = ["ladder".into()].into_iter().chain(arguments).collect();
    // Reading the time zone takes a stack of its own, of one size.
    arguments.extend(["--quiet", "--as-of", "2026-11-20", "--output"].map(Into::into));
    arguments.push(path("answer"));
    let cli = Cli::read(&arguments).unwrap_or_else(|error| panic!("{question}: {error}"));
    let answer = thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || drop(run::run(&cli)));
    answer.expect("a thread").join().expect("it ends");
}
