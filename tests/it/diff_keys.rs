use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::diff::{diff, read, told};

/// A ladder with every key of the format.
const WHOLE: &str = "tests/ladders/every-key.yaml";

/// Keys that no answer depends on, and why.
const WITHOUT_MEANING: [(&str, &str); 2] = [
    (
        "accept",
        "it silences a warning of `check`; no answer has it",
    ),
    (
        "include",
        "entries are compared, in whichever file they stand",
    ),
];

/// Lists whose order is that of the screen alone, by their keys; the order of all others is compared. Of maps, it is that of
/// the screen alone.
const IN_ANY_ORDER: [(&str, &str); 15] = [
    ("accept", "no answer has it"),
    ("aliases", "each finds the entry"),
    ("fields", "one of them is enough"),
    ("one_of", "one of them is enough"),
    ("of", "so many of them are enough"),
    ("any_of", "each group is asked for"),
    ("certifications", "each is asked for, and found by its id"),
    ("examples", "a list to read"),
    ("facts", "a list to read"),
    ("resources", "a list to read"),
    ("replaced_by", "each counts"),
    ("needs", "each comes before"),
    ("next", "each is a move"),
    ("without", "each is taken away"),
    ("categories", "each counts"),
];

fn whole() -> Value {
    let text = std::fs::read_to_string(WHOLE).expect("a file");
    serde_yaml::from_str(&text).expect("YAML")
}

fn is_without_meaning(key: &str) -> bool {
    key.starts_with("x-") || WITHOUT_MEANING.iter().any(|(known, _)| *known == key)
}

/// Every key of the format stands in the ladder: a new one has to be added there, and so is compared or named as not.
#[test]
fn the_ladder_has_every_key_of_the_format() {
    let schema = std::fs::read_to_string("schema/ladder.schema.json").expect("a file");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let mut stated = BTreeSet::new();
    visit(&schema, &schema, "ladder", &whole(), &mut stated);
    let mut known = BTreeSet::new();
    keys_of(&schema, "ladder", &mut known);
    for (name, definition) in schema["$defs"].as_object().expect("a map") {
        keys_of(definition, name, &mut known);
    }
    let is_looked_for = |(_, key): &&(String, String)| !is_without_meaning(key);
    let missing: Vec<_> = known.difference(&stated).filter(is_looked_for).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The keys that a definition has itself.
fn keys_of(schema: &Value, name: &str, keys: &mut BTreeSet<(String, String)>) {
    match schema {
        Value::Object(entries) => {
            for (key, value) in entries.iter().filter(|(key, _)| *key != "$defs") {
                if let ("properties", Some(properties)) = (key.as_str(), value.as_object()) {
                    keys.extend(properties.keys().map(|key| (name.to_owned(), key.clone())));
                }
                keys_of(value, name, keys);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keys_of(item, name, keys)),
        _ => (),
    }
}

/// Notes the keys of a value, each with the definition that it stands in.
fn visit(
    root: &Value,
    schema: &Value,
    name: &str,
    value: &Value,
    found: &mut BTreeSet<(String, String)>,
) {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.trim_start_matches("#/$defs/");
        return visit(root, &root["$defs"][name], name, value, found);
    }
    if let (Some(forms), None) = (schema["anyOf"].as_array(), schema.get("properties")) {
        return forms
            .iter()
            .for_each(|form| visit(root, form, name, value, found));
    }
    match value {
        Value::Object(entries) => {
            let properties = schema["properties"].as_object();
            for (key, value) in entries {
                let of_key = properties.and_then(|properties| properties.get(key));
                if let Some(schema) = of_key {
                    found.insert((name.to_owned(), key.clone()));
                    visit(root, schema, name, value, found);
                } else if let Some(schema) = schema.get("additionalProperties") {
                    visit(root, schema, name, value, found);
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                visit(root, &schema["items"], name, item, found);
            }
        }
        _ => (),
    }
}

/// The paths to all values below a value.
fn paths(value: &Value, path: &str, found: &mut Vec<String>) {
    let below: Vec<(String, &Value)> = match value {
        Value::Object(entries) => entries
            .iter()
            .map(|(key, value)| (key.replace('/', "~1"), value))
            .collect(),
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items
                .map(|(position, value)| (position.to_string(), value))
                .collect()
        }
        _ => Vec::new(),
    };
    for (key, value) in below {
        let path = format!("{path}/{key}");
        found.push(path.clone());
        paths(value, &path, found);
    }
}

fn at<'a>(value: &'a mut Value, path: &str) -> &'a mut Value {
    value.pointer_mut(path).expect("the path leads there")
}

/// How many changes of each key are tried: the key is left out, and has other values.
const CHANGES: usize = 2;

/// The ladder without the value at a path.
fn without(path: &str) -> Value {
    let (parent, key) = path.rsplit_once('/').expect("a path");
    let mut changed = whole();
    match at(&mut changed, parent) {
        Value::Object(entries) => entries.remove(key),
        Value::Array(items) => Some(items.remove(key.parse().expect("a position"))),
        _ => None,
    };
    changed
}

/// Other values in place of one.
fn others(value: &Value) -> Vec<Value> {
    match value {
        Value::Bool(is_set) => vec![json!(!is_set)],
        Value::Number(number) => {
            let number = number.as_f64().expect("a number");
            vec![json!(number + 1.0), json!(number / 2.0), json!(0)]
        }
        Value::String(text) => {
            let words = [
                "survey",
                "guide",
                "go",
                "sql",
                "ops-1",
                "ops-2",
                "ops-3",
                "junior",
                "staff",
                "working",
                "leading",
                "most",
                "base",
                "total",
                "month",
                "master",
                "doctorate",
                "GBP",
                "2024-02",
                "promotion",
                "step-back",
                "P10-P90",
                "5-6",
                "L4",
                "L2",
                "code",
                "data",
                "https://acme.example/other",
                "engineering",
                "nlp",
                "lead-of-all",
            ];
            let words = words.into_iter().filter(|word| word != text);
            let longer = format!("{text} x");
            [longer]
                .into_iter()
                .chain(words.map(str::to_owned))
                .map(Value::from)
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Every change of any one key, with which the ladder is still sound, is told; at least one such change is there for each key.
#[test]
fn a_change_of_any_key_is_told() {
    let before = read(&whole().to_string()).expect("a sound ladder");
    let mut all = Vec::new();
    paths(&whole(), "", &mut all);
    let mut untold = Vec::new();
    // The keys of the format, each with whether a change of one of its values was sound.
    let mut changes: BTreeMap<String, bool> = BTreeMap::new();
    for path in all {
        let is_listed = path.split('/').any(is_without_meaning);
        let value = whole().pointer(&path).expect("it is there").clone();
        let mut changed = vec![without(&path)];
        // It has no other value in this ladder.
        for other in others(&value).into_iter().filter(|_| !is_listed) {
            let mut ladder = whole();
            *at(&mut ladder, &path) = other;
            changed.push(ladder);
        }
        let sound = changed.iter().filter_map(|ladder| {
            let after = read(&ladder.to_string())?;
            Some((diff(&before, &after), ladder))
        });
        let sound: Vec<_> = sound.take(CHANGES).collect();
        // What is in a list or a map is changed itself.
        let is_leaf = !value.is_object() && !value.is_array();
        let is_key = |key: &&str| key.parse::<usize>().is_err();
        let key = path.rsplit('/').find(is_key).expect("a key").to_owned();
        if is_leaf && !is_listed {
            *changes.entry(key).or_default() |= !sound.is_empty();
        }
        for (answer, ladder) in sound {
            if answer.differs == is_listed {
                let now = ladder.pointer(&path);
                untold.push(format!("{path} {value} → {now:?}: {}", told(&answer)));
            }
        }
    }
    assert!(untold.is_empty(), "{}", untold.join("\n"));
    let unchanged: Vec<_> = changes.iter().filter(|(_, is_sound)| !**is_sound).collect();
    assert!(unchanged.is_empty(), "{unchanged:?}");
}

/// Two neighbours of any list change places: it is told where that decides an answer.
#[test]
fn a_change_of_an_order_that_decides_is_told() {
    let before = read(&whole().to_string()).expect("a sound ladder");
    let mut all = Vec::new();
    paths(&whole(), "", &mut all);
    let mut counted = BTreeMap::new();
    for path in all {
        let key = path.rsplit('/').next().expect("a key");
        let mut changed = whole();
        match at(&mut changed, &path) {
            Value::Array(items) if items.len() > 1 => items.swap(0, 1),
            _ => continue,
        }
        let Some(after) = read(&changed.to_string()) else {
            continue;
        };
        let is_listed = IN_ANY_ORDER.iter().any(|(known, _)| *known == key);
        let expected = !is_listed;
        let answer = diff(&before, &after);
        assert_eq!(answer.differs, expected, "{path}: {}", told(&answer));
        *counted.entry(expected).or_insert(0) += 1;
    }
    assert!(counted[&true] >= 4 && counted[&false] >= 9, "{counted:?}");
}
