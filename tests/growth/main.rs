//! What a command allocates grows no faster than what it reads and writes.
//!
//! Questions in every format are asked of a ladder of n, 2n and 4n entries. The second doubling may add
//! 2.6 times as much as the first: 2 for what is linear, the rest for sorting and for the steps in which lists
//! grow; what is quadratic adds 4 times as much. The differences are compared, since a start costs the same whatever is read.

#[path = "../it/commands.rs"]
mod commands;
mod imports;
mod occupations;
mod questions;
#[path = "../it/onet/sample.rs"]
mod sample;
mod shapes;
mod stack;
#[path = "../it/workbook.rs"]
mod workbook;

use std::{
    env,
    ffi::OsString,
    fs,
    path::Path,
    process::{Command, ExitCode},
};

use allocation_counter::{AllocationInfo, measure};
use ladder::{cli::Cli, run};
use serde_json::Value;
use tempfile::{TempDir, tempdir};

use questions::questions;
use shapes::{Files, with_shapes};

/// The smallest ladder; the others have twice and four times as many entries. Above 200, no answer is cut shorter
/// for a larger one.
const SMALLEST: usize = 210;

/// Each shape is asked one of so many questions, each shape others; all of them where `LADDER_GROWTH` is `all`.
const ONE_OF: usize = 24;

/// How many times as much the second doubling may add as the first.
const MOST: f64 = 2.6;

/// The bytes or allocations that any doubling may add: the steps in which lists grow.
const SLACK: f64 = 50_000.0;

macro_rules! tests {
    (@ $shape:ident) => {
        #[test]
        fn $shape() {
            grows_linearly(stringify!($shape), shapes::$shape);
        }
    };
    ($($shape:ident,)*) => {
        const SHAPES: &[&str] = &[$(stringify!($shape),)*];

        $(tests! { @ $shape })*
    };
}

with_shapes!(tests);

fn grows_linearly(name: &str, shape: fn(usize) -> Files) {
    let position = SHAPES.iter().position(|other| *other == name);
    let position = position.expect("the name of a shape");
    let is_all = env::var_os("LADDER_GROWTH").is_some_and(|which| which == "all");
    if is_all && env::var_os(IS_CHILD).is_none() {
        in_a_process_of_its_own(name);
        return;
    }
    let sizes = [1, 2, 4].map(|factor| written(&shape(factor * SMALLEST)));
    let [small, ..] = &sizes;
    assert_eq!(is_sound(small.0.path()), name != "problems", "{name}");
    let count = questions(&small.1, small.0.path()).len();
    let mut found = Vec::new();
    for number in (0..count).filter(|number| is_all || (number + position) % ONE_OF == 0) {
        let ask = |(folder, files): &(TempDir, Files)| {
            let mut asked = questions(files, folder.path());
            let question = asked.swap_remove(number);
            let used = used(&question, folder.path());
            (question, used)
        };
        let asked = sizes.each_ref().map(ask);
        let larger = || ask(&written(&shape(8 * SMALLEST)));
        found.extend(faster(&asked, larger));
    }
    found.sort();
    assert!(
        found.is_empty(),
        "{} grow faster:\n{}",
        found.len(),
        found.join("\n")
    );
}

/// What is large is made and written part by part: at once, a report needs little more than its answer, and an older one
/// in its place is not read as a document.
#[test]
fn a_report_is_never_held_as_a_whole() {
    let (folder, _) = written(&shapes::grid(2 * SMALLEST));
    let ladder = folder.path().join("ladder.yaml");
    let most = |format: &str| {
        let question = format!(
            "report --no-profile --ladder {} --format {format}",
            ladder.display()
        );
        used(&question, folder.path()).bytes_max
    };
    let answer = most("json");
    for format in ["html", "table", "list", "markdown"] {
        for which in ["new", "written again"] {
            let report = most(format);
            assert!(
                report < answer * 17 / 10,
                "{format}, {which}: {report} bytes for an answer of {answer}"
            );
        }
    }
}

/// Set where only one shape is asked.
const IS_CHILD: &str = "LADDER_GROWTH_SHAPE";

/// What a command keeps until the program ends is freed with the process: all questions would keep gigabytes.
fn in_a_process_of_its_own(shape: &str) {
    let program = env::current_exe().expect("the program of the tests");
    let mut command = Command::new(program);
    command
        .args(["--exact", shape, "--nocapture"])
        .env(IS_CHILD, shape);
    let output = command.output().expect("it runs");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{told}");
}

/// What grows too fast of the runs for n, 2n and 4n entries, each with its question; that for 8n is asked where it
/// has to be.
#[expect(clippy::cast_precision_loss, reason = "the numbers are far below 2^52")]
fn faster(
    asked: &[(String, AllocationInfo); 3],
    larger: impl Fn() -> (String, AllocationInfo),
) -> Vec<String> {
    let mut found = Vec::new();
    let mut asked_larger = None;
    let measures: [Measure; 3] = [
        ("bytes", |used| used.bytes_total, growth),
        ("bytes at once", |used| used.bytes_max, ratio),
        ("allocations", |used| used.count_total, growth),
    ];
    for (name, measure, growth) in measures {
        let used = asked.each_ref().map(|(_, used)| measure(used));
        let factor = growth(used.map(|used| used as f64));
        let added = used[2].saturating_sub(used[1]) as f64;
        if factor <= MOST || added <= SLACK {
            continue;
        }
        // A doubling can cross a limit of the program, such as the rows of a screen. What grows faster goes on.
        let (_, larger) = asked_larger.get_or_insert_with(&larger);
        let used = [used[1], used[2], measure(larger)];
        let factor = growth(used.map(|used| used as f64));
        if factor > MOST {
            let question = &asked[0].0;
            found.push(format!("{factor:.2} {name} {used:?}: ladder {question}"));
        }
    }
    found
}

/// An import of a sheet with so many entries, compared in the same way.
fn grows_as_read(name: &str, options: &str, sheet: impl Fn(usize) -> Vec<u8>) {
    let ask = |entries: usize| {
        let folder = tempdir().expect("a folder");
        let path = folder.path().join(name);
        fs::write(&path, sheet(entries)).expect("a sheet");
        let question = format!("import sheet {} {options}", path.display());
        let question = question.trim_end().to_owned();
        let used = used(&question, folder.path());
        assert!(
            folder.path().join("answer").is_file(),
            "{question} is refused"
        );
        (question, used)
    };
    let asked = [1, 2, 4].map(|factor| ask(factor * SMALLEST));
    let found = faster(&asked, || ask(8 * SMALLEST));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The name of what is measured, how it is read, and how its growth is judged.
type Measure = (
    &'static str,
    fn(&AllocationInfo) -> u64,
    fn([f64; 3]) -> f64,
);

/// How many times as much the second doubling adds as the first. Where the first one takes away, since a large
/// answer leaves something out, only the last two are compared.
fn growth([small, middle, large]: [f64; 3]) -> f64 {
    if middle <= small {
        return ratio([small, middle, large]);
    }
    (large - middle) / (middle - small)
}

/// How many times as much the largest takes as the middle one: the most at once is that of one phase.
fn ratio([_, middle, large]: [f64; 3]) -> f64 {
    large / middle
}

fn written(files: &Files) -> (TempDir, Files) {
    let folder = tempdir().expect("a folder");
    files.write(folder.path(), "yaml");
    fs::write(folder.path().join("changed.yaml"), changed(&files.ladder)).expect("a ladder");
    (folder, files.clone())
}

/// Whether the ladder and the profile in a folder have no error: what is refused is not measured.
fn is_sound(folder: &Path) -> bool {
    let files = ["ladder.yaml", "profile.yaml"].map(|name| folder.join(name));
    let output = folder.join("findings");
    let arguments =
        ["ladder", "check", "--quiet", "--as-of", "2026-11-20", "-o"].map(OsString::from);
    let arguments = arguments.into_iter().chain([output.into()]);
    let arguments: Vec<OsString> = arguments.chain(files.map(Into::into)).collect();
    let cli = Cli::read(&arguments).expect("the arguments are sound");
    run::run(&cli).expect("the files are read") == ExitCode::SUCCESS
}

/// Another version of a ladder: all roles ask for more, and all titles are others.
fn changed(text: &str) -> String {
    let Ok(mut ladder) = serde_json::from_str::<Value>(text) else {
        return text.replace("title: Role", "title: Other role");
    };
    for section in ["roles", "skills", "certifications"] {
        let entries = ladder.get_mut(section).and_then(Value::as_object_mut);
        for (id, entry) in entries.into_iter().flatten() {
            if let Some(entry) = entry.as_object_mut() {
                entry.insert("title".into(), format!("Other {section} {id}").into());
                if section == "roles" {
                    entry.insert("years".into(), 9.into());
                }
            }
        }
    }
    ladder.to_string()
}

/// What a run of the program allocates, whether it answers or refuses.
fn used(question: &str, folder: &Path) -> AllocationInfo {
    let output = folder.join("answer");
    let mut arguments: Vec<OsString> = vec!["ladder".into()];
    arguments.extend(question.split(' ').map(OsString::from));
    arguments.extend(["--quiet", "--as-of", "2026-11-20", "--output"].map(OsString::from));
    arguments.push(output.into());
    let cli = Cli::read(&arguments).unwrap_or_else(|error| panic!("{question}: {error}"));
    measure(|| drop(run::run(&cli)))
}
