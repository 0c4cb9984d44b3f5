use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
};

use ladder::diagnostic::Code;
use snapbox::{Assert, Data};

use crate::process::ladder;

/// The files of the catalogue: broken ladders and profiles.
pub fn catalogue() -> Vec<PathBuf> {
    let entries = fs::read_dir("tests/check").expect("the folder can be listed");
    let paths = entries.map(|entry| entry.expect("a file can be listed").path());
    let is_input = |path: &PathBuf| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        matches!(extension, Some("yaml" | "json"))
    };
    let mut paths: Vec<_> = paths.filter(is_input).collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

/// The diagnostics of a file, with notes, as of a fixed day.
fn check(path: &Path, options: &[&str]) -> Output {
    let mut command = ladder(&["check", "--as-of", "2026-11-20", "--verbose"]);
    command.args(options).arg(path);
    let name = path.file_name().expect("a file has a name");
    if name.to_string_lossy().starts_with("profile-") {
        command.args(["--ladder", "tests/ladders/small.yaml"]);
    }
    command.output().expect("the program runs")
}

/// The diagnostics of a file equal those in the file beside it.
#[test]
fn every_file_is_told_what_is_wrong() {
    for path in catalogue() {
        let output = check(&path, &[]);
        let told = String::from_utf8(output.stderr).expect("text");
        let expected = Data::read_from(&path.with_extension("stderr"), None);
        let assert = Assert::new().action_env("SNAPSHOTS").normalize_paths(false);
        let is_error = told.contains("error[");
        assert.eq(told, expected);
        assert!(output.stdout.is_empty());
        assert_eq!(output.status.code(), Some(i32::from(is_error)), "{path:?}");
    }
}

/// Warnings count only with `--strict`.
#[test]
fn a_warning_is_an_error_for_the_strict() {
    for path in catalogue() {
        let output = check(&path, &["--strict"]);
        let told = String::from_utf8(output.stderr).expect("text");
        assert!(!told.contains("warning["), "{told}");
        let is_error = told.contains("error[");
        assert_eq!(output.status.code(), Some(i32::from(is_error)), "{path:?}");
    }
}

/// Every code has an example in the folder.
#[test]
fn every_code_has_an_example_named_after_it() {
    let files = catalogue();
    for code in Code::ALL {
        let head = format!("{}[{code}]", code.severity().name());
        let mut examples = files.iter().filter(|path| {
            let name = path
                .file_stem()
                .expect("a file has a name")
                .to_string_lossy();
            let name = name.strip_prefix("profile-").unwrap_or(&name);
            name.starts_with(code.name())
        });
        assert!(
            examples.any(|path| {
                // A new file has no report until it is accepted; its own test fails then.
                let report = fs::read_to_string(path.with_extension("stderr"));
                report.is_ok_and(|report| report.contains(&head))
            }),
            "no file in tests/check is named after {code} and gets it"
        );
    }
}
