use std::{collections::BTreeMap, fmt::Write, fs, thread};

use ladder::{check, diagnostic::File, load, model::Day, text::Text};
use snapbox::{Assert, Data};

const LADDER: &str = "data/machine-learning-engineer.yaml";

/// Deletes each line of the embedded ladder, and records the diagnostics.
///
/// Review the snapshot: it shows which deletions are not noticed.
#[test]
fn every_line_that_is_taken_away_is_missed_or_not() {
    let content = fs::read_to_string(LADDER).expect("the embedded ladder can be read");
    let lines: Vec<&str> = content.lines().collect();
    let without = |position: usize| {
        let rest = [&lines[..position], &lines[position + 1..]].concat();
        codes(Text::new(LADDER, rest.join("\n")))
    };
    let told = in_threads(lines.len(), without);
    let mut written = String::new();
    for (number, (codes, line)) in (1..).zip(told.iter().zip(&lines)) {
        let told = if codes.is_empty() { "silent" } else { codes };
        writeln!(written, "{number:>4} {told:<60} | {}", line.trim_end()).expect("a text grows");
    }
    Assert::new()
        .action_env("SNAPSHOTS")
        .normalize_paths(false)
        .eq(
            written,
            Data::read_from("tests/deletions.txt".as_ref(), None),
        );
}

/// Runs a function for each position, on all processors.
fn in_threads<T: Send>(positions: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let size = positions.div_ceil(threads);
    thread::scope(|scope| {
        let work = &work;
        let parts = (0..threads).map(|part| {
            let end = positions.min((part + 1) * size);
            scope.spawn(move || (part * size..end).map(work).collect::<Vec<T>>())
        });
        let parts: Vec<_> = parts.collect();
        let done = parts.into_iter().map(|part| part.join().expect("no panic"));
        done.flatten().collect()
    })
}

/// The codes of the diagnostics with their counts.
fn codes(text: Text) -> String {
    let day = Day::constant(2026, 11, 20);
    let File { diagnostics, .. } = check::inspect(text, &mut load::NoFiles, day, |_| None);
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in diagnostics.as_slice() {
        *codes.entry(diagnostic.code.name()).or_default() += 1;
    }
    let codes: Vec<String> = codes
        .into_iter()
        .filter(|(code, _)| !QUIET.contains(code))
        .map(|(code, count)| {
            if count == 1 {
                code.to_owned()
            } else {
                format!("{code} ×{count}")
            }
        })
        .collect();
    codes.join(", ")
}

/// Notes that the complete ladder has too.
const QUIET: [&str; 3] = ["old-source", "wider-population", "falling-level"];
