use serde_json::Value;

use crate::{
    commands::questions,
    process::{TODAY, ladder, stdout},
};

const LADDER: [&str; 2] = ["--ladder", "tests/ladders/sources.yaml"];
const NOTE: &str = "Most wait for it.";
const GATE: &str = "an opening";

fn answer(question: &str, format: &str) -> String {
    let words = question.split_whitespace();
    let arguments = words.chain(LADDER).chain(TODAY).chain(["--format", format]);
    stdout(&mut ladder(&arguments.collect::<Vec<_>>()))
}

/// A note and a gate rest on the source of their move. The mark of it stands after the text, or after
/// the kind in the same row.
#[test]
fn a_note_and_a_gate_carry_the_mark_of_their_move() {
    let mut with_note = Vec::new();
    for question in questions("--from junior", "junior", "senior") {
        let text = answer(&question, "list");
        let mark = text
            .lines()
            .find(|line| line.ends_with("The source of a move, undated"));
        let mark = mark.and_then(|line| line.split_whitespace().next());
        for line in text.lines() {
            for known in [NOTE, GATE] {
                let Some((_, rest)) = line.split_once(known) else {
                    continue;
                };
                let mark = mark.unwrap_or_else(|| panic!("{question}: no source for {line}"));
                let kind = format!("promotion {mark}");
                let is_marked = rest.starts_with(&format!(" {mark}")) || line.contains(&kind);
                assert!(is_marked, "{question}: {line}");
                if known == NOTE {
                    with_note.push(question.clone());
                }
            }
        }
    }
    for command in ["show senior", "next", "path", "compare", "report senior"] {
        let has_note = with_note
            .iter()
            .any(|question| question.starts_with(command));
        assert!(has_note, "`{command}` shows no note");
    }
}

/// The same in JSON, where every part of a move has a source of its own.
#[test]
fn every_part_of_a_move_names_its_own_source() {
    let mut count = 0;
    for question in questions("--from junior", "junior", "senior") {
        let json: Value = serde_json::from_str(&answer(&question, "json")).expect("JSON");
        let mut open = vec![&json];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(items) => open.extend(items),
                Value::Object(entries) => open.extend(entries.values()),
                _ => (),
            }
            if value["note"] == NOTE {
                count += 1;
                let sources = [
                    &value["source"],
                    &value["share_source"],
                    &value["after"]["source"],
                ];
                assert_eq!(sources, ["move", "share", "after"], "{question}");
            }
        }
    }
    assert!(count > 0);
}
