use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
};

use tempfile::TempDir;

use crate::{
    commands::questions,
    process::{PROFILE, TODAY, formats, ladder},
};

const LADDER: &str = "tests/ladders/small.yaml";
const ADA: &str = "tests/profiles/ada.yaml";

/// A file in a folder of its own.
fn file(name: &str, content: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, content).expect("a file");
    (folder, path)
}

fn write(question: &str, path: &Path, more: &[&str]) -> Output {
    let mut command = ladder(&question.split(' ').collect::<Vec<_>>());
    command.args(more).args(TODAY).arg("-o").arg(path);
    command.output().expect("the program runs")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The file is as it was, and the program says why.
fn assert_refused(question: &str, path: &Path, reason: &str) {
    let before = fs::read(path).expect("a file");
    let output = write(question, path, &[]);
    let expected = format!(
        "error: cannot write `{}`: {reason}\n  = help: name another file, or replace it with `--force`\n",
        path.display()
    );
    assert_eq!(told(&output), expected, "{question}");
    assert_eq!(output.status.code(), Some(2), "{question}");
    let is_kept = fs::read(path).expect("a file") == before;
    assert!(is_kept, "{question}");
}

fn assert_forced(question: &str, path: &Path) {
    let before = fs::read(path).expect("a file");
    let output = write(question, path, &["--force"]);
    assert!(told(&output).contains("note: wrote `"), "{question}");
    let is_replaced = fs::read(path).expect("a file") != before;
    assert!(is_replaced, "{question}");
}

#[test]
fn a_written_file_is_named() {
    let (_folder, path) = file("me.html", "old");
    let output = write("report --no-profile", &path, &[]);
    let expected = format!("note: wrote `{}`\n", path.display());
    assert!(told(&output).starts_with(&expected), "{}", told(&output));
    let quiet = write("report --no-profile", &path, &["--quiet"]);
    assert_eq!(told(&quiet), "");
}

/// Whatever the format, with a question that has it.
#[test]
fn no_format_replaces_a_ladder_or_a_profile() {
    for (document, reason) in [(LADDER, "it is a ladder"), (ADA, "it is a profile")] {
        let content = fs::read_to_string(document).expect("a document");
        for format in formats() {
            let command = match format.as_str() {
                "ics" => "plan lead --from senior",
                "sarif" => "check machine-learning-engineer",
                _ => "show",
            };
            let question = format!("{command} --format {format}");
            let (_folder, path) = file("me.yaml", &content);
            assert_refused(&question, &path, reason);
            assert_forced(&question, &path);
        }
    }
    let (_folder, path) = file("me.yaml", &fs::read_to_string(ADA).expect("a profile"));
    assert_refused("schema ladder --format json", &path, "it is a profile");
}

/// What the program wrote is no ladder and no profile, but for the text of a ladder.
#[test]
fn an_answer_replaces_an_older_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut asked = Vec::new();
    for question in questions(PROFILE, "lead", "director") {
        asked.extend(["json", "list"].map(|format| format!("{question} --format {format}")));
    }
    for format in formats().filter(|format| format != "yaml") {
        let commands = [
            "show",
            "plan director --from lead",
            "check",
            "schema ladder",
        ];
        asked.extend(commands.map(|command| format!("{command} --format {format}")));
    }
    for question in asked {
        let path = folder.path().join("answer");
        if write(&question, &path, &[]).status.code() == Some(2) {
            // The question has no such format.
            continue;
        }
        let again = write(&question, &path, &[]);
        assert!(again.status.success(), "{question}: {}", told(&again));
        fs::remove_file(&path).expect("a file");
    }
}

#[test]
fn a_document_is_known_by_its_keys() {
    for (content, reason) in [
        ("skills: { mlops: working }", "it is a profile"),
        ("skills: { mlops: { title: MLOps } }", "it is a ladder"),
        (r#"{ "id": "own", "roles": {} }"#, "it is a ladder"),
        ("\u{feff}goal: lead\n", "it is a profile"),
        // Half written.
        ("id: own\nroles:\n  junior: { title: [\n", "it is a ladder"),
        ("role: mid\nskills: { mlops\n", "it is a profile"),
    ] {
        let (_folder, path) = file("list.md", content);
        assert_refused("show senior", &path, reason);
        assert_forced("show senior", &path);
    }
    for content in ["", "old", "- a\n- b\n", "groceries: [milk]\n"] {
        let (_folder, path) = file("list.md", content);
        assert!(write("show senior", &path, &[]).status.success());
    }
}

/// Also what is neither a ladder nor a profile.
#[test]
fn an_input_is_not_replaced() {
    let reason = "this command reads it";
    let (_folder, path) = file("broken.txt", "- no document\n");
    let question = format!("check {} --format json", path.display());
    assert_refused(&question, &path, reason);
    assert_forced(&question, &path);
    let (_folder, path) = file("me.yaml", &fs::read_to_string(ADA).expect("a profile"));
    let question = format!("next --ladder {LADDER} --profile {}", path.display());
    assert_refused(&question, &path, reason);
    let (_folder, path) = file("own.yaml", &fs::read_to_string(LADDER).expect("a ladder"));
    let question = format!("show --ladder {} --format list", path.display());
    assert_refused(&question, &path, reason);
    assert_forced(&question, &path);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_document_is_not_written_through() {
    use std::os::unix::fs::symlink;

    let (folder, path) = file("me.yaml", &fs::read_to_string(ADA).expect("a profile"));
    let link = folder.path().join("me.html");
    symlink(&path, &link).expect("a link");
    assert_refused("report --no-profile", &link, "it is a profile");
    let question = format!("next --ladder {LADDER} --profile {}", path.display());
    assert_refused(&question, &link, "this command reads it");
    let question = format!("next --ladder {LADDER} --profile {}", link.display());
    assert_refused(&question, &path, "this command reads it");
    assert_forced("report --no-profile", &link);
    assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
}

/// Mermaid draws no diagram with more edges, and says so in the picture alone.
#[test]
fn a_diagram_that_mermaid_does_not_draw_is_noted() {
    let ids: Vec<String> = (1..=24).map(|number| format!("r{number}")).collect();
    let roles = ids.iter().map(|id| {
        let others = ids.iter().filter(|other| *other != id);
        let moves = others.map(|other| format!("{{ role: {other}, kind: lateral }}"));
        let moves: Vec<String> = moves.collect();
        format!("  {id}: {{ next: [{}] }}\n", moves.join(", "))
    });
    let roles: String = roles.collect();
    let (_folder, path) = file("ladder.yaml", &format!("roles:\n{roles}"));
    let ask = |format: &str, more: &[&str]| {
        let mut command = ladder(&["show", "--no-profile", "--format", format]);
        command.arg("--ladder").arg(&path).args(more);
        let output = command.output().expect("the program runs");
        assert!(output.status.success(), "{}", told(&output));
        told(&output)
    };
    let note = ask("mermaid", &[]);
    let words = ["552 edges", "at most 500", "--around", "--track"];
    assert!(words.iter().all(|word| note.contains(word)), "{note}");
    assert_eq!(ask("mermaid", &["--quiet"]), "");
    assert_eq!(ask("dot", &[]), "");
}
