//! The page on the crates of the program: it names each that is built in or runs at build time, in the version of the lock
//! file, with what can be measured of it.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::Path,
    process::Command,
};

use serde_json::Value;

const PAGE: &str = "docs/crates.md";
/// The table stands for this target alone.
const TARGET: &str = "x86_64-unknown-linux-gnu";
const FIRST: &str = "| crate | kept at | `unsafe` | at build time | for |\n|---|---|---|---|---|\n";

fn cargo(arguments: &[&str]) -> String {
    let cargo = env::var_os("CARGO").expect("Cargo runs the tests");
    let output = Command::new(cargo)
        .args(arguments)
        .args(["--locked", "--offline"])
        .output()
        .expect("Cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("text")
}

/// Names and versions of the crates along these edges.
fn crates(edges: &str) -> BTreeSet<String> {
    let tree = [
        "tree", "--target", TARGET, "--prefix", "none", "--format", "{p}", "--edges", edges,
    ];
    let tree = cargo(&tree);
    let lines = tree.lines().skip(1).filter(|line| !line.is_empty());
    let crates = lines.map(|line| {
        line.split_whitespace()
            .take(2)
            .collect::<Vec<_>>()
            .join(" ")
    });
    crates.map(|known| known.replace(" v", " ")).collect()
}

/// The lines of Rust below a folder that have the word `unsafe` and are no comments.
fn unsafe_lines(folder: &Path) -> usize {
    let mut open = vec![folder.to_path_buf()];
    let mut count = 0;
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let bytes = fs::read(path).expect("a file can be read");
                let text = String::from_utf8_lossy(&bytes);
                let lines = text.lines().map(str::trim_start);
                let lines = lines.filter(|line| !line.starts_with("//") && has_word(line));
                count += lines.count();
            }
        }
    }
    count
}

fn has_word(line: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.split(|letter| !is_part(letter))
        .any(|word| word == "unsafe")
}

/// What can be measured of a crate, as cells.
fn measured(package: &Value) -> String {
    let repository = package["repository"].as_str().unwrap_or("unknown");
    let owner = repository
        .trim_start_matches("https://")
        .trim_end_matches(".git");
    let owner = owner.split('/').take(3).collect::<Vec<_>>().join("/");
    let manifest = package["manifest_path"].as_str().expect("a path");
    let folder = Path::new(manifest).parent().expect("a folder");
    let targets = package["targets"].as_array().into_iter().flatten();
    let kinds: Vec<&str> = targets
        .filter_map(|target| target["kind"][0].as_str())
        .collect();
    let runs = match (
        kinds.contains(&"custom-build"),
        kinds.contains(&"proc-macro"),
    ) {
        (true, true) => "macro, script",
        (true, false) => "script",
        (false, true) => "macro",
        (false, false) => "",
    };
    let count = match unsafe_lines(&folder.join("src")) {
        0 => "no".to_owned(),
        lines => lines.to_string(),
    };
    format!("{owner} | {count} | {runs}")
}

/// A table of crates; each keeps what the page says that it is for.
fn table(crates: &BTreeSet<String>, packages: &BTreeMap<String, &Value>, page: &str) -> String {
    let rows = crates.iter().map(|known| {
        let name = known.split(' ').next().expect("a name");
        let find = |start: String| page.lines().find(|line| line.starts_with(&start));
        let row = find(format!("| {known} ")).or_else(|| find(format!("| {name} ")));
        let purpose = row.and_then(|row| row.trim_end_matches('|').rsplit('|').next());
        let purpose = purpose.map_or("", str::trim);
        format!("| {known} | {} | {purpose} |\n", measured(packages[known]))
    });
    FIRST.to_owned() + &rows.collect::<String>()
}

/// A crate that is new or another version makes this fail: what it does is to be looked at, and the page written anew
/// with `SNAPSHOTS=overwrite`. What a crate is for is written by hand.
#[test]
fn the_page_names_every_crate() {
    // A crate for other systems alone need not have been fetched.
    let metadata = [
        "metadata",
        "--format-version",
        "1",
        "--filter-platform",
        TARGET,
    ];
    let metadata: Value = serde_json::from_str(&cargo(&metadata)).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages").iter();
    let packages: BTreeMap<String, &Value> = packages
        .map(|package| {
            let of = |key: &str| package[key].as_str().expect("a text");
            (format!("{} {}", of("name"), of("version")), package)
        })
        .collect();
    let inside = crates("normal,no-proc-macro");
    let all = crates("normal,build");
    let outside: BTreeSet<String> = all.difference(&inside).cloned().collect();
    let page = fs::read_to_string(PAGE).expect("the page can be read");
    let mut tables = page.split(FIRST);
    let mut written = tables.next().unwrap_or_default().to_owned();
    for (crates, old) in [&inside, &outside].into_iter().zip(tables) {
        written.push_str(&table(crates, &packages, &page));
        let rest = old.find("\n\n").map_or("", |end| &old[end + 1..]);
        written.push_str(rest);
    }
    for (what, count) in [
        ("in the program", inside.len()),
        ("at build time only", outside.len()),
    ] {
        let end = written.find(&format!(" crates** {what}"));
        let end = end.expect("the page says how many");
        let start = written[..end].rfind("**").expect("the number stands out");
        written.replace_range(start + 2..end, &count.to_string());
    }
    if env::var_os("SNAPSHOTS").is_some_and(|mode| mode == "overwrite") {
        fs::write(PAGE, &written).expect("the page can be written");
    }
    let page = fs::read_to_string(PAGE).expect("the page can be read");
    assert_eq!(
        page, written,
        "look at what changed, then run the test with SNAPSHOTS=overwrite"
    );
    assert!(
        !written.contains("|  |\n"),
        "each crate is for something:\n{written}"
    );
}
