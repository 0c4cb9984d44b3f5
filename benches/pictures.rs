//! The time to draw a large ladder.

mod company;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use ladder::{
    model::Day,
    query::{self, Focus, PayFilter},
    render::{Format, Medium, render},
    view::Carried,
};

use company::company;

fn pictures(criterion: &mut Criterion) {
    let day = Day::constant(2026, 11, 20);
    let medium = Medium {
        width: Some(80),
        ..Medium::default()
    };
    for roles in [150, 3_000] {
        let ladder = company(roles);
        let overview = query::overview(&ladder, &PayFilter::default(), day, &Focus::default());
        let mut group = criterion.benchmark_group(format!(
            "a picture of {} roles, {} moves",
            ladder.graph.node_count(),
            ladder.graph.edge_count()
        ));
        group.sample_size(10);
        for (name, format) in [("table", Format::Table), ("svg", Format::Svg)] {
            group.bench_function(name, |bencher| {
                bencher.iter(|| black_box(render(&overview, format, medium, &Carried::default())));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, pictures);
criterion_main!(benches);
