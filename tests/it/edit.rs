use std::{fs, str::FromStr as _};

use ladder::text::{Edit, Pointer, Segment, Text, Yaml, without_empty_keys};
use serde_json::Value;
use yaml_edit::{Document, path::YamlPath as _};

/// A path such as `skills.mlops.0`: a number is a position.
fn pointer(path: &str) -> Pointer {
    let segments = path.split('.').map(|step| match step.parse() {
        Ok(position) => Segment::Item(position),
        Err(_) => Segment::Value(step.to_owned()),
    });
    Pointer(segments.collect())
}

fn set(path: &str, value: Yaml) -> Edit {
    Edit::Set(pointer(path), value)
}

fn push(path: &str, item: Yaml) -> Edit {
    Edit::Push(pointer(path), item)
}

fn plain(text: &str) -> Yaml {
    Yaml::Plain(text.to_owned())
}

/// A level with the day on which it was reached.
fn level(level: &str, since: &str) -> Yaml {
    Yaml::mapping([("level", Yaml::text(level)), ("since", plain(since))])
}

/// Every shape of a value in a file, before and after.
#[expect(clippy::too_many_lines, reason = "it is a list")]
#[test]
fn only_the_bytes_of_the_change_are_touched() {
    let text = Yaml::text;
    let low = || text("low");
    let later = || level("high", "2026-11");
    let cases = [
        // A scalar is set.
        (
            "a: 1 # one\nb: 2\n",
            set("a", plain("3")),
            "a: 3 # one\nb: 2\n",
        ),
        (
            "a: 'x' # one\r\nb: 2",
            set("a", text("y z")),
            "a: 'y z' # one\r\nb: 2",
        ),
        ("'a':   \"x\"\n", set("a", text("no")), "'a':   \"no\"\n"),
        (
            "a: { b: 1, c: 2 }\n",
            set("a.b", text("x, y")),
            "a: { b: \"x, y\", c: 2 }\n",
        ),
        (
            "a:\n- x\n- y # why\n",
            set("a.1", low()),
            "a:\n- x\n- low # why\n",
        ),
        // An empty value is filled.
        (
            "a: # todo\nb: 1\n",
            set("a", low()),
            "a: low # todo\nb: 1\n",
        ),
        ("b:\n  a:\n", set("b.a", low()), "b:\n  a: low\n"),
        ("a: ~ # none\n", set("a.b", low()), "a: { b: low } # none\n"),
        // A block of text is replaced, the line after it stays.
        (
            "a: |\n  one\n  two\nb: 1\n",
            set("a", low()),
            "a: low\nb: 1\n",
        ),
        (
            "a: |+\n  one\n\nb: 1\n",
            set("a", low()),
            "a: low\n\nb: 1\n",
        ),
        // A key is added: below, after the comment of the last line, or between the brackets.
        ("a: 1\n", set("b", low()), "a: 1\nb: low\n"),
        ("a: 1", set("b", low()), "a: 1\nb: low"),
        (
            "a: 1\n...\n# end\n",
            set("b", low()),
            "a: 1\nb: low\n...\n# end\n",
        ),
        (
            "a: 1\r\n\r\n# end\r\n",
            set("b", low()),
            "a: 1\r\nb: low\r\n\r\n# end\r\n",
        ),
        (
            "a:\n    b: 1 # one\n# c\nd: 2\n",
            set("a.c", low()),
            "a:\n    b: 1 # one\n    c: low\n# c\nd: 2\n",
        ),
        ("a: |\n  one\n", set("b", low()), "a: |\n  one\nb: low\n"),
        (
            "a: |+\n  one\n\n",
            set("b", low()),
            "a: |+\n  one\n\nb: low\n",
        ),
        (
            "- a: 1\n  b: 2\n- c\n",
            set("0.d", low()),
            "- a: 1\n  b: 2\n  d: low\n- c\n",
        ),
        ("a: {b: 1}\n", set("a.c", low()), "a: {b: 1, c: low}\n"),
        ("a: {}\n", set("a.c", low()), "a: { c: low }\n"),
        (
            "a: 1\n",
            set("b.c.d", later()),
            "a: 1\nb:\n  c:\n    d: { level: high, since: 2026-11 }\n",
        ),
        (
            "a: {\n  b: 1, # one\n  c: 2 # two\n}\n",
            set("a.d", low()),
            "a: {\n  b: 1, # one\n  c: 2, # two\n  d: low\n}\n",
        ),
        (
            "a: { # one\n}\n",
            set("a.b", low()),
            "a: { # one\n  b: low\n}\n",
        ),
        (
            "a: { # one\n  b: 1 # two\n  # three\n}\n",
            set("a.c", low()),
            "a: { # one\n  b: 1, # two\n  c: low\n  # three\n}\n",
        ),
        // A document begins after its comments.
        ("", set("a", low()), "a: low\n"),
        ("# one", set("a", low()), "# one\na: low\n"),
        (
            "# one\r\n",
            push("a.b", low()),
            "# one\r\na: { b: [low] }\r\n",
        ),
        ("---\n# one\n", set("a", low()), "---\n# one\na: low\n"),
        // An item is added.
        ("a: [x, y] # z\n", push("a", low()), "a: [x, y, low] # z\n"),
        ("a: [ x, ]\n", push("a", low()), "a: [ x, low ]\n"),
        ("a: []\n", push("a", low()), "a: [low]\n"),
        ("a:\n", push("a", low()), "a: [low]\n"),
        ("b: 1\n", push("a", low()), "b: 1\na: [low]\n"),
        (
            "b: 1\n",
            push("a", later()),
            "b: 1\na:\n  - { level: high, since: 2026-11 }\n",
        ),
        (
            "a: [\n  x,\n  y,\n]\n",
            push("a", low()),
            "a: [\n  x,\n  y,\n  low,\n]\n",
        ),
        (
            "a: [x,\n    y] # z\n",
            push("a", low()),
            "a: [x,\n    y, low] # z\n",
        ),
        (
            "a:\n- x # one\n\n# two\nb: 1\n",
            push("a", low()),
            "a:\n- x # one\n- low\n\n# two\nb: 1\n",
        ),
        ("a:\n  - x", push("a", low()), "a:\n  - x\n  - low"),
        (
            "a:\r\n  -\r\nb: 1\r\n",
            push("a", low()),
            "a:\r\n  -\r\n  - low\r\nb: 1\r\n",
        ),
        (
            "a:\n  - - x\nb: 1\n",
            push("a.0", low()),
            "a:\n  - - x\n    - low\nb: 1\n",
        ),
        (
            "a: &n [x]\nb: [*n]\n",
            push("b", low()),
            "a: &n [x]\nb: [*n, low]\n",
        ),
        // A single value becomes a list.
        ("a: x # one\n", push("a", low()), "a: [x, low] # one\n"),
        (
            "a: { level: 1 }\n",
            push("a", later()),
            "a: [{ level: 1 }, { level: high, since: 2026-11 }]\n",
        ),
        (
            "a:\n  # first\n  b:\n    level: 1 # one\n    # two\n    note: |\n      x\n\n      y\n\nc: 1\n",
            push("a.b", later()),
            "a:\n  # first\n  b:\n    - level: 1 # one\n      # two\n      note: |\n        x\n\n        y\n    - { level: high, since: 2026-11 }\n\nc: 1\n",
        ),
        // JSON stays JSON.
        (
            "{\"a\": [1]}\n",
            push("a", later()),
            "{\"a\": [1, { \"level\": \"high\", \"since\": \"2026-11\" }]}\n",
        ),
        (
            "{\n  \"a\": {\n    \"b\": 1\n  }\n}\n",
            set("a.c", text("é\t")),
            "{\n  \"a\": {\n    \"b\": 1,\n    \"c\": \"é\\t\"\n  }\n}\n",
        ),
        ("{}", set("a", plain("2026-11")), "{\"a\": \"2026-11\"}"),
        ("{\"a\":1}", set("a", plain("2.5")), "{\"a\":2.5}"),
        // Other letters and marks.
        ("ä: {ö: 1}\n", set("ä.ö", text("日本")), "ä: {ö: 日本}\n"),
        (
            "a: 1\n",
            set("b", text("x: y # \"z\"\n")),
            "a: 1\nb: \"x: y # \\\"z\\\"\\n\"\n",
        ),
    ];
    for (before, edit, after) in cases {
        let edited = edit.apply(&Text::new("x", before));
        assert_eq!(edited.as_deref(), Ok(after), "{before:?} {edit:?}");
    }
}

/// What cannot be done in place is refused, with the lines to write.
#[test]
fn what_would_not_read_back_as_intended_is_refused() {
    let high = || Yaml::text("high");
    for (before, edit, lines) in [
        (
            "a: &n { b: 1 }\nc: *n\n",
            set("c.b", high()),
            "c: { b: high }\n",
        ),
        (
            "a: &n { b: 1 }\nc: *n\n",
            set("a.b", high()),
            "a: { b: high }\nc: { b: 1 }\n",
        ),
        ("a: &n x\nc: [*n]\n", set("c.0", high()), "c: [high]\n"),
        (
            "a: &n { b: 1 }\nc: { <<: *n }\n",
            set("c.b", high()),
            "c: { b: high }\n",
        ),
        // What is merged and what is repeated is written out.
        (
            "a: &n { b: 1, d: 2 }\nc: { <<: *n, b: 3, e: 4 }\n",
            set("c.f", high()),
            "c: { b: 3, e: 4, d: 2, f: high }\n",
        ),
        (
            "a: &n { b: 1 }\nm: &m { d: 2 }\nc: { <<: [*n, *m] }\n",
            push("c.d", high()),
            "c: { b: 1, d: [2, high] }\n",
        ),
        // The earlier level stays, with its day.
        (
            "a: &n { level: low, since: 2023 }\nc: { d: *n }\n",
            push("c.d", level("high", "2026-11")),
            "c:\n  d:\n    - { level: low, since: 2023 }\n    - { level: high, since: 2026-11 }\n",
        ),
        (
            "a: &n { level: low }\nb:\n  c: [x, *n]\nd: *n\n",
            push("a", level("high", "2026-11")),
            "a:\n  - { level: low }\n  - { level: high, since: 2026-11 }\nb:\n  c:\n    - x\n    - { level: low }\nd: { level: low }\n",
        ),
        ("a:\n  b: 1\n", set("a", high()), "a: high\n"),
        ("a: 1\n", set("a.b", high()), "a: { b: high }\n"),
        ("a: x, y\n", push("a", high()), "a: [\"x, y\", high]\n"),
        ("a: [x]\n", set("a.1", high()), "a: high\n"),
        (
            "a: |\n  x\n",
            push("a", high()),
            "a:\n  - |\n    x\n  - high\n",
        ),
        ("a: [\n", set("a", high()), "a: high\n"),
    ] {
        let refusal = edit.apply(&Text::new("x", before)).expect_err(before);
        assert_eq!(refusal.lines, lines, "{before:?}");
    }
}

/// The message names the alias.
#[test]
fn the_reason_of_a_refusal_names_the_anchor() {
    for (before, edit, reason) in [
        (
            "a: &n 1\nb: *n\n",
            set("b", plain("2")),
            "the alias `*n` stands there",
        ),
        (
            "a: &n 1\nb: *n\n",
            set("a", plain("2")),
            "`*n` repeats what stands there",
        ),
        (
            "a: &n # one\n  b: 1\nc: { d: *n }\n",
            set("a.b", plain("2")),
            "`*n` repeats what stands there",
        ),
        (
            "a: &n { b: 1 }\nc: { <<: *n }\n",
            set("c.b", plain("2")),
            "a merge key stands there",
        ),
    ] {
        let refusal = edit.apply(&Text::new("x", before)).expect_err(before);
        assert_eq!(refusal.reason, reason, "{before:?}");
    }
}

/// Keys that wait for a value are left out; what stays is where it was.
#[test]
fn a_text_without_its_empty_keys() {
    for (text, left) in [
        ("a: 1\nb:\nc: ~ # d\n", "a: 1\n  \n     # d\n"),
        ("ä:\r\nb: { c: }\r\n", "   \r\nb: { c: }\r\n"),
        ("a:\n", "  \n\n{}\n"),
        ("# a\n", "# a\n\n{}\n"),
        ("{ a: , b: 1 }\n", "{ a: , b: 1 }\n"),
        ("{}\n", "{}\n"),
        ("a: 1\n", "a: 1\n"),
        ("a: [\n", "a: [\n"),
    ] {
        let found = without_empty_keys(&Text::new("x", text));
        assert_eq!(found.content(), left, "{text:?}");
    }
}

/// A file as data, by another reader.
fn data(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// Every value below a value, with its path.
fn values(value: &Value, path: &str, found: &mut Vec<(String, Value)>) {
    let below = |step: &str| match path {
        "" => step.to_owned(),
        path => format!("{path}.{step}"),
    };
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                values(value, &below(key), found);
            }
        }
        Value::Array(items) => {
            for (position, item) in items.iter().enumerate() {
                values(item, &below(&position.to_string()), found);
            }
        }
        _ => (),
    }
    found.push((path.to_owned(), value.clone()));
}

/// The path as the other editor writes it.
fn other_path(path: &str) -> String {
    let steps = path.split('.').map(|step| match step.parse::<usize>() {
        Ok(position) => format!("[{position}]"),
        Err(_) => format!(".{step}"),
    });
    steps.collect::<String>().trim_start_matches('.').to_owned()
}

/// The lines of a text that another text does not have at the same place, from the top or the bottom.
fn changed_lines(one: &str, other: &str) -> usize {
    let (one, other): (Vec<&str>, Vec<&str>) = (one.lines().collect(), other.lines().collect());
    let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| {
        pairs.take_while(|(one, other)| one == other).count()
    };
    let above = same(&mut one.iter().zip(&other));
    let below = same(&mut one.iter().rev().zip(other.iter().rev()));
    other.len().saturating_sub(above + below)
}

/// Every scalar of the demo profile is set, every list and every map grown; another editor of YAML agrees.
#[test]
fn another_editor_agrees_on_every_value_of_a_profile() {
    let profile = fs::read_to_string("data/profile.yaml").expect("a profile");
    for profile in [profile.clone(), profile.replace('\n', "\r\n")] {
        let before = data(&profile);
        let mut found = Vec::new();
        values(&before, "", &mut found);
        assert!(found.len() > 100, "{found:?}");
        for (path, value) in found.iter().filter(|(path, _)| !path.is_empty()) {
            let other = Document::from_str(&profile).expect("the other editor reads it");
            let node = other.try_get_path(&other_path(path)).expect("a value");
            let (edit, added) = match value {
                Value::Array(_) => {
                    node.as_sequence().expect("a list").push("new");
                    (push(path, Yaml::text("new")), 1)
                }
                Value::Object(_) => {
                    node.as_mapping().expect("a map").set("new", "value");
                    (set(&format!("{path}.new"), Yaml::text("value")), 1)
                }
                _ => {
                    let set_there = other.try_set_path(&other_path(path), "other words");
                    set_there.expect("the other editor sets it");
                    (set(path, Yaml::text("other words")), 0)
                }
            };
            let edited = edit.apply(&Text::new("x", profile.as_str()));
            let edited = edited.unwrap_or_else(|refusal| panic!("{path}: {refusal:?}"));
            assert_eq!(data(&edited), data(&other.to_string()), "{path}");
            assert_eq!(changed_lines(&profile, &edited), 1, "{path}");
            let grown = edited.lines().count() - profile.lines().count();
            assert!(grown <= added, "{path}");
            assert_eq!(
                edited.matches('#').count(),
                profile.matches('#').count(),
                "{path}"
            );
            assert_eq!(
                edited.matches("\r\n").count(),
                edited.matches('\n').count() * usize::from(profile.contains('\r')),
                "{path}"
            );
            if added == 0 {
                assert_eq!(edited, other.to_string(), "{path}");
            }
        }
    }
}

/// Data with other data in its place: maps are merged, and everything else is replaced.
fn overlaid(below: &Value, above: &Value) -> Value {
    let (Value::Object(below), Value::Object(above)) = (below, above) else {
        return above.clone();
    };
    let mut merged = below.clone();
    for (key, value) in above {
        let known = below.get(key);
        let value = known.map_or_else(|| value.clone(), |known| overlaid(known, value));
        merged.insert(key.clone(), value);
    }
    Value::Object(merged)
}

/// Where an alias repeats a part of the profile, every change of the part is refused; the lines make the
/// change, and write out what the alias stood for.
#[test]
fn the_lines_to_write_by_hand_are_complete() {
    let profile = fs::read_to_string("data/profile.yaml").expect("a profile");
    let before = data(&profile);
    let mut found = Vec::new();
    values(&before, "", &mut found);
    for (path, value) in found.iter().filter(|(path, _)| !path.is_empty()) {
        let top = path.split('.').next().unwrap_or(path);
        let anchored = profile.replacen(&format!("\n{top}:"), &format!("\n{top}: &part"), 1);
        let repeated = format!("{anchored}copy: *part\n");
        let edit = match value {
            Value::Array(_) => push(path, Yaml::text("new")),
            Value::Object(_) => set(&format!("{path}.new"), Yaml::text("value")),
            _ => set(path, Yaml::text("other words")),
        };
        let refusal = edit.apply(&Text::new("x", repeated.as_str()));
        let refusal = refusal.expect_err(path);
        assert_eq!(
            refusal.reason, "`*part` repeats what stands there",
            "{path}"
        );
        let edited = edit.apply(&Text::new("x", profile.as_str())).expect(path);
        let lines = data(&refusal.lines);
        assert_eq!(lines["copy"], before[top], "{path}");
        let written = overlaid(&before[top], &lines[top]);
        assert_eq!(written, data(&edited)[top], "{path}");
    }
}
