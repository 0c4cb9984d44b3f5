//! The time and the memory of every command on large ladders: `cargo bench --bench growth -- [ENTRIES] [SHAPE]`.
//!
//! The ladders are those of the growth test, with 20,000 entries unless said. Whatever takes more than 3 seconds or
//! 300 MB is marked.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measures")]

#[path = "../tests/it/commands.rs"]
mod commands;
#[path = "../tests/growth/questions.rs"]
mod questions;
#[path = "../tests/growth/shapes.rs"]
mod shapes;

use std::{env, fs, path::Path, process::Command};

use questions::questions;
use shapes::{Files, with_shapes};

/// The entries of a ladder unless the arguments say another number.
const ENTRIES: usize = 20_000;

/// The seconds and the megabytes from which a line is marked.
const MARKED: (f64, f64) = (3.0, 300.0);

macro_rules! named {
    ($($shape:ident,)*) => {
        [$((stringify!($shape), shapes::$shape as fn(usize) -> Files),)*]
    };
}

fn main() {
    let arguments: Vec<String> = env::args()
        .skip(1)
        .filter(|one| !one.starts_with("--"))
        .collect();
    let number = |text: &String| text.parse::<usize>().ok();
    let entries = arguments.iter().find_map(number).unwrap_or(ENTRIES);
    let wanted = arguments.iter().find(|one| number(one).is_none());
    for (name, shape) in with_shapes!(named) {
        if wanted.is_some_and(|wanted| wanted != name) {
            continue;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let files = shape(entries);
        files.write(folder.path(), "yaml");
        println!("{name}, {entries} entries");
        for question in questions(&files, folder.path()) {
            println!("{}", measured(&question, folder.path()));
        }
    }
}

/// The processor time, the memory and the exit code of a question, and the size of its answer.
fn measured(question: &str, folder: &Path) -> String {
    let answer = folder.join("answer");
    let _ = fs::remove_file(&answer);
    let mut command = Command::new("/usr/bin/time");
    command.args(["--quiet", "-f", "%U %S %M", env!("CARGO_BIN_EXE_ladder")]);
    command.args(question.split(' '));
    command.args(["--quiet", "--as-of", "2026-11-20", "--output"]);
    let output = command
        .arg(&answer)
        .output()
        .expect("/usr/bin/time runs the program");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let last = told.lines().last().unwrap_or_default();
    let numbers: Vec<f64> = last
        .split(' ')
        .filter_map(|number| number.parse().ok())
        .collect();
    let [user, system, kilobytes] = numbers[..] else {
        return format!("{question}: {told}");
    };
    let (seconds, megabytes) = (user + system, kilobytes / 1024.0);
    let mark = if seconds > MARKED.0 || megabytes > MARKED.1 {
        "!"
    } else {
        " "
    };
    let code = output
        .status
        .code()
        .map_or("killed".to_owned(), |code| format!("exit {code}"));
    let size = fs::metadata(&answer).map_or(0, |file| file.len()) / 1024;
    let question = question.replace(&format!("{}/", folder.display()), "");
    format!("{mark} {seconds:7.2} s {megabytes:7.0} MB {size:8} kB {code}  {question}")
}
