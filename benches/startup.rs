//! The run time of each command, compared with doing nothing.

#[path = "../tests/it/commands.rs"]
mod commands;

use std::process::{Command, Stdio};

use criterion::{Criterion, criterion_group, criterion_main};

use commands::questions;

fn startup(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("start-up");
    group.bench_function("true", |bencher| {
        bencher.iter(|| run(&mut Command::new("true")));
    });
    let mut lines = vec!["--version".to_owned(), "show --format json".to_owned()];
    lines.extend(questions("--profile data/profile.yaml", "mid", "director"));
    for line in lines {
        let arguments: Vec<&str> = line.split(' ').collect();
        group.bench_function(&line, |bencher| {
            bencher.iter(|| run(Command::new(env!("CARGO_BIN_EXE_ladder")).args(&arguments)));
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
