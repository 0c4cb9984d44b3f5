//! The time to find the best routes on a large ladder.

mod company;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use ladder::{
    model::Day,
    query::{self, PersonState, RouteRequest},
    vocabulary::{Criterion as By, Word},
};

use company::company;

fn routes(criterion: &mut Criterion) {
    for roles in [3_000, 100_000] {
        let ladder = company(roles);
        let day = Day::constant(2026, 11, 20);
        let role = |name: &str| ladder.roles_named(name)[0];
        let mut state = PersonState::meeting(&ladder, role("t0-4"), day);
        state.hours_per_week = Some(6.0);
        let mut group = criterion.benchmark_group(format!(
            "10 routes, {} roles, {} moves",
            ladder.graph.node_count(),
            ladder.graph.edge_count()
        ));
        group.sample_size(10);
        for by in By::ALL.iter().copied() {
            let request = RouteRequest {
                by,
                routes: 10,
                ..RouteRequest::to(role("t7-12"))
            };
            // The result shows whether the budget was sufficient.
            let answer = query::path(&ladder, &state, &request);
            let name = if answer.exact {
                by.name().to_owned()
            } else {
                format!("{}, ended by the budget", by.name())
            };
            group.bench_function(name, |bencher| {
                bencher.iter(|| black_box(query::path(&ladder, &state, &request)));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, routes);
criterion_main!(benches);
