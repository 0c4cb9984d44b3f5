//! How many people a second are matched on one core, to one role and to all of a large ladder.

#[path = "../examples/generate/made_up.rs"]
mod made_up;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use fastrand::Rng;
use ladder::{
    check::{self, Ids},
    load,
    model::{Day, Profile},
    query::{Batch, MatchedLine},
    text::Text,
};

use made_up::Size;

const PEOPLE: usize = 2000;

fn people(criterion: &mut Criterion) {
    let size = Size {
        roles: 3000,
        skills: 14_000,
        requirements: 125_000,
    };
    let mut random = Rng::with_seed(7);
    let (ladder, asked) = made_up::ladder(&size, &mut random);
    let lines: Vec<String> = (0..PEOPLE)
        .map(|number| made_up::person(number, &size, &asked, &mut random).to_string())
        .collect();
    let text = Text::new("ladder", ladder.to_string());
    let ladder = load::ladder(&text)
        .and_then(|loaded| check::ladder(&loaded.document, loaded.diagnostics))
        .expect("the ladder is sound");
    let ids = Ids::new(&ladder);
    let read = |line: &str| -> Profile {
        let plain = load::plain_profile(line).expect("the line is plain");
        let (profile, _) = check::plain_profile(&plain, &ids).expect("the line is plain");
        profile
    };
    let day = Day::constant(2026, 11, 20);
    let roles: Vec<_> = ladder.roles().collect();
    let mut group = criterion.benchmark_group("people, 12 skills each");
    group
        .sample_size(10)
        .throughput(Throughput::Elements(PEOPLE as u64));
    for (name, roles, top) in [
        ("against one role", vec![roles[4]], None),
        ("the best 3 of 3,000 roles", roles.clone(), Some(3)),
    ] {
        let batch = Batch::new(&ladder, roles, day, false, Vec::new());
        let mut judge = batch.judge();
        let mut written = Vec::new();
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                written.clear();
                for line in &lines {
                    let profile = read(line);
                    let answer = match top {
                        None => MatchedLine {
                            role: judge.role(&profile),
                            ..MatchedLine::default()
                        },
                        Some(top) => MatchedLine {
                            roles: Some(judge.best(&profile, top)),
                            ..MatchedLine::default()
                        },
                    };
                    assert!(answer.push_ids(&mut written));
                }
                black_box(&written);
            });
        });
    }
    group.finish();
}

criterion_group!(benches, people);
criterion_main!(benches);
