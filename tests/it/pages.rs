use std::process::Output;

use ladder::diagnostic::Code;

use crate::{hostile::check_stdin, process::ladder};

/// Codes without a short example.
const WITHOUT_EXAMPLE: [Code; 6] = [
    Code::Encoding,
    Code::TooManyAliases,
    Code::TooManyInherited,
    Code::CircularInclude,
    Code::RepeatedInclude,
    Code::UnusedLearning,
];

/// Every page has a summary in one line, a file that gets the code, and a corrected one.
#[test]
fn every_page_shows_what_it_says() {
    for code in Code::ALL {
        let page = code.page();
        let summary = code.summary();
        assert!(
            page.starts_with("# "),
            "{code}: a page begins with its heading"
        );
        assert!(
            !summary.is_empty() && summary.len() <= 72,
            "{code}: {summary}"
        );
        assert!(!summary.ends_with('.'), "{code}: {summary}");
        assert!(
            page.lines().all(|line| line.chars().count() <= 80),
            "{code}: a line is too long"
        );
        let examples: Vec<&str> = page
            .split("```yaml\n")
            .skip(1)
            .filter_map(|rest| rest.split("```").next())
            .collect();
        if WITHOUT_EXAMPLE.contains(code) {
            assert!(examples.is_empty(), "{code}");
            continue;
        }
        let [wrong, right] = examples.as_slice() else {
            panic!("{code}: a page has two examples, a wrong one and a right one");
        };
        let told = check(wrong);
        let head = format!("{}[{code}]", code.severity().name());
        assert!(
            told.contains(&head),
            "{code}: the wrong example gets\n{told}"
        );
        let told = without_entry_note(&check(right));
        assert!(told.is_empty(), "{code}: the right example gets\n{told}");
    }
}

/// The diagnostics of a file, with notes; profiles are checked against the embedded ladder.
fn check(content: &str) -> String {
    let Output { stderr, .. } = check_stdin(content.as_bytes(), &["--verbose"]);
    let told = String::from_utf8(stderr).expect("text");
    let used = format!("note: -: checked against {}\n", ladder::embedded::ID);
    let sound = "note: <stdin>: no problem was found\n";
    told.replace(&used, "").replace(sound, "")
}

/// The diagnostics without the note that an example of a few roles has no entry role.
fn without_entry_note(told: &str) -> String {
    let blocks = told.split("\n\n").filter(|block| {
        let is_summary = block.trim().starts_with("1 note;");
        !block.starts_with("note[no-entry-role]") && !is_summary
    });
    blocks.collect()
}

/// The explanation of a code is its page.
#[test]
fn a_page_is_printed_and_an_unknown_code_has_a_neighbour() {
    let output = ladder(&["check", "--explain", "unknown-skill"]).output();
    let output = output.expect("the program runs");
    let printed = String::from_utf8(output.stdout).expect("text");
    assert_eq!(printed, Code::UnknownSkill.page());
    let output = ladder(&["check", "--explain", "unknown-skil"]).output();
    let output = output.expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).expect("text");
    assert!(told.contains("did you mean `unknown-skill`?"), "{told}");
}
