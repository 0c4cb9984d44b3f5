use std::{fs, path::Path};

use ladder::{check, diagnostic::Rejected, load, render, text::Text};
use snapbox::{Assert, Data};

/// The problems of a ladder are told as the file beside it says.
#[test]
fn every_broken_ladder_is_told_what_is_wrong() {
    let mut broken: Vec<_> = fs::read_dir("tests/check")
        .expect("the folder can be listed")
        .map(|entry| entry.expect("a file can be listed").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        })
        .collect();
    broken.sort();
    assert!(!broken.is_empty());
    for path in broken {
        let expected = Data::read_from(&path.with_extension("stderr"), None);
        let assert = Assert::new().action_env("SNAPSHOTS");
        assert.eq(report(&path), expected);
    }
}

fn report(path: &Path) -> String {
    let content = fs::read_to_string(path).expect("a ladder can be read");
    let text = Text::new(path.display().to_string(), content);
    let profile = path
        .file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with("profile-"));
    let report = if profile {
        let ladder = Text::new(
            "small",
            fs::read_to_string("tests/ladders/small.yaml").expect("a ladder"),
        );
        let ladder = load::ladder(&ladder)
            .and_then(check::ladder)
            .expect("a sound ladder");
        load::profile(&text)
            .and_then(|document| check::profile(&document, &ladder))
            .err()
    } else {
        load::ladder(&text).and_then(check::ladder).err()
    };
    let report = report.unwrap_or_else(|| panic!("{} is sound", path.display()));
    render::rejected(
        &Rejected {
            text,
            report,
            help: Vec::new(),
        },
        false,
    )
}

/// Read in order, the folder is the catalogue of everything that a ladder can be told.
#[test]
fn every_code_has_an_example() {
    let told: String = fs::read_dir("tests/check")
        .expect("the folder can be listed")
        .map(|entry| entry.expect("a file can be listed").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "stderr")
        })
        .map(|path| fs::read_to_string(path).expect("a report can be read"))
        .collect();
    for code in ladder::diagnostic::Code::ALL {
        assert!(
            told.contains(&format!("error[{code}]")),
            "no file in tests/check gets {code}"
        );
    }
}
