//! How long each command takes from its start to its end, beside that of doing nothing.

use std::process::{Command, Stdio};

use criterion::{Criterion, criterion_group, criterion_main};

const COMMANDS: [(&str, &[&str]); 8] = [
    ("version", &["--version"]),
    ("show", &["show"]),
    ("show senior", &["show", "senior"]),
    (
        "gaps senior",
        &["gaps", "senior", "--no-profile", "--quiet"],
    ),
    ("next", &["next", "--profile", "data/profile.yaml"]),
    (
        "path director",
        &["path", "director", "--profile", "data/profile.yaml"],
    ),
    ("plan", &["plan", "--profile", "data/profile.yaml"]),
    ("show as JSON", &["show", "--format", "json"]),
];

fn startup(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("start-up");
    group.bench_function("true", |bencher| {
        bencher.iter(|| run(&mut Command::new("true")));
    });
    for (name, arguments) in COMMANDS {
        group.bench_function(name, |bencher| {
            bencher.iter(|| run(Command::new(env!("CARGO_BIN_EXE_ladder")).args(arguments)));
        });
    }
    group.finish();
}

fn run(command: &mut Command) {
    let status = command
        .stdout(Stdio::null())
        .status()
        .expect("the program runs");
    assert!(status.success());
}

criterion_group!(benches, startup);
criterion_main!(benches);
