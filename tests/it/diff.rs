//! Differences of random ladders: none between two ways to write one, and exactly what a single change changes.

use std::{fs, process::Command};

use ladder::{
    check,
    load::{self, Field, LadderDocument},
    model::{Day, Ladder},
    query::{
        self, DiffAnswer, EntryChange, Gap, Named, PartChange, PayFilter, PersonState,
        PropertyChange, PropertyValue, Version, Versions,
    },
    render::{self, Format, Medium},
    text::Text,
    view::Carried,
    vocabulary::{Change, EntryPart, Property, VersionedEntry},
};
use proptest::prelude::*;
use serde_json::Value;

use crate::{answers, process::ladder};

const TODAY: Day = Day::constant(2026, 11, 20);

pub fn read(text: &str) -> Option<Ladder> {
    let loaded = load::ladder(&Text::new("ladder.yaml", text)).ok()?;
    check::ladder(&loaded.document, loaded.diagnostics).ok()
}

fn document(text: &str) -> LadderDocument {
    let loaded = load::ladder(&Text::new("ladder.yaml", text)).expect("a ladder");
    loaded.document
}

pub fn diff(old: &Ladder, new: &Ladder) -> DiffAnswer {
    diff_for(&Versions::new(old, new), None)
}

fn diff_for(versions: &Versions, people: Option<[&PersonState; 2]>) -> DiffAnswer {
    let files = [versions.old, versions.new].map(|ladder| Version {
        file: "ladder.yaml".into(),
        ladder: Named {
            id: ladder.id.clone(),
            title: ladder.title.clone(),
        },
        can_be_named: true,
    });
    query::diff(versions, files, people, &PayFilter::default(), TODAY)
}

/// What differs, briefly, for a message.
pub fn told(diff: &DiffAnswer) -> String {
    let mut told = Vec::new();
    for entry in &diff.entries {
        told.push(format!("{} {} {}", entry.change, entry.kind, entry.id));
        for part in &entry.parts {
            told.push(format!("  {} {} {}", part.change, part.part, part.id));
            for PropertyChange {
                property, old, new, ..
            } in &part.properties
            {
                told.push(format!("    {property}: {old:?} {new:?}"));
            }
        }
    }
    told.join("\n")
}

/// The same ladder with its entries, and lists whose order says nothing, turned round.
fn turned(mut document: LadderDocument) -> LadderDocument {
    macro_rules! turn {
        ($($entries:expr),*) => {$(
            if let Field::Valid(entries) = &mut $entries {
                entries.reverse();
            }
        )*};
    }
    macro_rules! turn_entries {
        ($($entries:expr),*) => {$(
            if let Field::Valid(entries) = &mut $entries {
                entries.0.reverse();
            }
        )*};
    }
    turn!(document.facts);
    turn_entries!(
        document.sources,
        document.skills,
        document.certifications,
        document.roles,
        document.tracks
    );
    for (_, skill) in document.skills.entries_mut() {
        turn!(skill.aliases, skill.resources, skill.facts);
        turn_entries!(skill.needs);
        turn_entries!(skill.levels);
    }
    for (_, role) in document.roles.entries_mut() {
        turn!(role.aliases, role.next, role.facts);
        turn_entries!(role.skills, role.responsibilities);
    }
    document
}

/// Every text, number and truth value of a ladder, by the path to it.
fn leaves(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                let key = key.replace('~', "~0").replace('/', "~1");
                leaves(value, &format!("{path}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (position, value) in items.iter().enumerate() {
                leaves(value, &format!("{path}/{position}"), found);
            }
        }
        Value::Null => (),
        _ => found.push(path.to_owned()),
    }
}

/// Another value of the same kind.
fn other(value: &Value, choice: u8) -> Value {
    match value {
        Value::Bool(is_set) => Value::Bool(!is_set),
        Value::Number(number) => {
            let number = number.as_f64().expect("a number");
            let number = number + 1.0 + f64::from(choice % 3);
            serde_json::json!(number)
        }
        Value::String(text) => {
            let words = [
                "lateral",
                "track-switch",
                "working",
                "total",
                "month",
                "bachelor",
                "2025-03",
                "EUR",
                "none",
                "P10-P90",
                "3-4",
            ];
            match usize::from(choice) {
                choice if choice < words.len() => words[choice].into(),
                _ => format!("{text} x").into(),
            }
        }
        other => other.clone(),
    }
}

/// What a ladder means besides what roles ask for: own requirements that others hide say nothing.
fn meaning(ladder: &Ladder) -> String {
    let requirements: Vec<_> = ladder.all_requirements().collect();
    let roles = ladder.graph.node_weights().map(|role| {
        (
            &role.title,
            &role.aliases,
            &role.about,
            role.track,
            role.grade,
            role.entry,
            role.extends,
            &role.responsibilities,
            format!("{:?}{:?}{:?}", role.pay, role.facts, role.source),
        )
    });
    let roles: Vec<_> = roles.collect();
    let moves: Vec<_> = ladder.graph.edge_weights().collect();
    let rest = (
        &ladder.id,
        &ladder.title,
        &ladder.about,
        &ladder.market,
        ladder.scale.names(),
        &ladder.tracks,
        &ladder.sources,
        &ladder.learning,
        &ladder.facts,
        &ladder.skills,
        &ladder.certifications,
    );
    format!("{rest:?}{roles:?}{moves:?}{requirements:?}")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn a_ladder_that_is_written_in_another_way_has_no_difference(
        bytes in prop::collection::vec(any::<u8>(), 0..1500),
    ) {
        let text = answers::ladder_text(&bytes);
        let ladder = read(&text).expect("a sound ladder");
        let written = document(&text).to_yaml();
        let others = [
            written.to_string(), written.to_json(), turned(document(&text)).to_yaml().to_string(),
        ];
        for other in others {
            let other = read(&other).expect("the same ladder");
            let answer = diff(&ladder, &other);
            // Of several terms with the same right, those that come first are the terms of the figures.
            prop_assert!(answer.entries.iter().all(is_of_figures), "{}\n{text}", told(&answer));
        }
    }

    /// A change of one value is told of the entry that it stands in; a change without a meaning is not told.
    #[test]
    fn a_single_change_is_told_exactly(
        bytes in prop::collection::vec(any::<u8>(), 0..1500), choices in prop::collection::vec(any::<(u16, u8)>(), 12),
    ) {
        let text = answers::ladder_text(&bytes);
        let json: Value = serde_json::from_str(&document(&text).to_yaml().to_json()).expect("JSON");
        // Its keys are sorted.
        let before = read(&json.to_string()).expect("the same ladder");
        let mut paths = Vec::new();
        leaves(&json, "", &mut paths);
        for (position, choice) in choices {
            let path = &paths[usize::from(position) % paths.len()];
            let mut changed = json.clone();
            let leaf = changed.pointer_mut(path).expect("the path leads there");
            *leaf = other(leaf, choice);
            let Some(after) = read(&changed.to_string()) else { continue };
            let answer = diff(&before, &after);
            let message = format!("{path} {} → {}:\n{}", json.pointer(path).expect("it was there"),
                changed.pointer(path).expect("it is there"), told(&answer));
            prop_assert_eq!(answer.differs, meaning(&before) != meaning(&after), "{}", message);
            prop_assert_eq!(diff(&after, &before).differs, answer.differs, "{}", message);
            check_place(path, &answer, &message)?;
        }
    }

    #[test]
    fn what_is_added_one_way_is_removed_the_other_way(
        one in prop::collection::vec(any::<u8>(), 0..900), other in prop::collection::vec(any::<u8>(), 0..900),
    ) {
        let [one, other] = [one, other].map(|bytes| read(&answers::ladder_text(&bytes)).expect("a sound ladder"));
        let (there, back) = (diff(&one, &other), diff(&other, &one));
        let count = |answer: &DiffAnswer, change: Change| {
            let entries = answer.entries.iter();
            entries.filter(|entry| entry.change == change).count()
        };
        let message = format!("{}\nturned round:\n{}", told(&there), told(&back));
        prop_assert_eq!(count(&there, Change::Added), count(&back, Change::Removed), "{}", message);
        prop_assert_eq!(count(&there, Change::Removed), count(&back, Change::Added), "{}", message);
        prop_assert_eq!(count(&there, Change::Renamed), count(&back, Change::Renamed), "{}", message);
        for format in [Format::Table, Format::List, Format::Json, Format::Csv, Format::Markdown, Format::Html] {
            let written = render::render(&there, format, Medium::default(), &Carried::default());
            let text = written.expect("every answer has this format");
            let is_raw = |letter: char| letter.is_ascii_control() && !"\n\r".contains(letter);
            prop_assert!(!text.contains(is_raw), "{:?}", format);
        }
    }

    /// For each role, the figures are those of both versions, and a role that is left out has the same ones.
    #[test]
    fn readiness_before_and_after_is_that_of_each_version(
        bytes in prop::collection::vec(any::<u8>(), 0..1500), choices in prop::collection::vec(any::<(u16, u8)>(), 8), start: u8,
    ) {
        let text = answers::ladder_text(&bytes);
        let before = read(&text).expect("a sound ladder");
        let json: Value = serde_json::from_str(&document(&text).to_yaml().to_json()).expect("JSON");
        let mut paths = Vec::new();
        leaves(&json, "", &mut paths);
        paths.retain(|path| path.starts_with("/roles"));
        prop_assume!(!paths.is_empty());
        for (position, choice) in choices {
            let path = &paths[usize::from(position) % paths.len()];
            let mut changed = json.clone();
            let leaf = changed.pointer_mut(path).expect("the path leads there");
            *leaf = other(leaf, choice);
            let Some(after) = read(&changed.to_string()) else { continue };
            let role = before.roles().nth(usize::from(start) % before.roles().count()).expect("a role");
            let id = &before[role].id;
            let there = after.roles().find(|role| after[*role].id == *id).expect("the same role");
            let people = [PersonState::meeting(&before, role, TODAY), PersonState::meeting(&after, there, TODAY)];
            let answer = diff_for(&Versions::new(&before, &after), Some([&people[0], &people[1]]));
            let found = answer.readiness.expect("a person");
            for role in before.roles() {
                let id = &before[role].id;
                let other = after.roles().find(|role| after[*role].id == *id).expect("the same role");
                let old = query::gaps(&before, &people[0], role, false);
                let new = query::gaps(&after, &people[1], other, false);
                let differs = found.iter().find(|one| one.role.id == *id);
                let ids = |gaps: &[Gap]| {
                    let mut ids: Vec<_> = gaps.iter().filter(|gap| gap.status.is_open()).map(|gap| gap.id.clone()).collect();
                    ids.sort();
                    ids
                };
                match differs {
                    None => {
                        prop_assert_eq!(old.readiness, new.readiness);
                        prop_assert_eq!(ids(&old.gaps), ids(&new.gaps));
                    }
                    Some(differs) => {
                        prop_assert_eq!(differs.before.as_ref().and_then(|fit| fit.readiness), old.readiness);
                        prop_assert_eq!(differs.after.as_ref().and_then(|fit| fit.readiness), new.readiness);
                        let mut expected: Vec<_> = ids(&old.gaps);
                        expected.retain(|id| !differs.closed_gaps.iter().any(|gap| gap.id == *id));
                        expected.extend(differs.new_gaps.iter().map(|gap| gap.id.clone()));
                        expected.sort();
                        prop_assert_eq!(expected, ids(&new.gaps));
                    }
                }
            }
        }
    }
}

/// Whether an entry tells only which pay stands for the roles.
fn is_of_figures(entry: &EntryChange) -> bool {
    let is_of_figures = |part: &PartChange| part.part == EntryPart::Pay;
    entry.kind == VersionedEntry::Ladder && entry.parts.iter().all(is_of_figures)
}

/// Whether the entries and the parts that are told are those of the value that was changed.
fn check_place(path: &str, answer: &DiffAnswer, message: &str) -> Result<(), TestCaseError> {
    let mut keys = path.split('/').skip(1);
    let (section, id, key) = (keys.next(), keys.next(), keys.next());
    let kind = match section {
        Some("skills") => VersionedEntry::Skill,
        Some("certifications") => VersionedEntry::Certification,
        Some("sources") => VersionedEntry::Source,
        Some("tracks") => VersionedEntry::Track,
        Some("roles") => VersionedEntry::Role,
        // The id of a ladder can be that of its track; its market holds for pay, its source for all figures.
        Some("id" | "market" | "source") => return Ok(()),
        _ => VersionedEntry::Ladder,
    };
    // Points count the skills of categories.
    let has_points = |entry: &&EntryChange| {
        kind == VersionedEntry::Skill && entry.parts.iter().all(|part| part.id == "points")
    };
    let figures = kind == VersionedEntry::Role && key == Some("pay");
    let is_told = |entry: &&EntryChange| !(has_points(entry) || figures && is_of_figures(entry));
    let told = || answer.entries.iter().filter(is_told);
    for entry in told() {
        prop_assert_eq!(entry.kind, kind, "{}", message);
        prop_assert_eq!(entry.change, Change::Changed, "{}", message);
        if kind != VersionedEntry::Ladder && kind != VersionedEntry::Role {
            prop_assert_eq!(Some(entry.id.as_str()), id, "{}", message);
        }
    }
    let parts = || answer.entries.iter().flat_map(|entry| &entry.parts);
    match key {
        Some("title" | "about" | "responsibilities" | "facts") => {
            prop_assert!(
                answer.entries.len() <= 1 && parts().count() <= 1,
                "{}",
                message
            );
        }
        // A role that inherits it may recommend what it then asks for, or no longer.
        Some("years" | "skills" | "education") if kind == VersionedEntry::Role => {
            let required = parts().filter(|part| part.part == EntryPart::Requirement);
            prop_assert!(required.count() <= 1, "{}", message);
        }
        Some("pay") => {
            prop_assert!(told().count() <= 1, "{}", message);
            prop_assert!(
                parts().all(|part| part.part == EntryPart::Pay),
                "{}",
                message
            );
        }
        _ => (),
    }
    Ok(())
}

const LADDER: &str = "id: acme\nproficiency: [learning, working, leading]\nmarket: { region: US, currency: USD, basis: base }\n";

fn of(old: &str, new: &str) -> DiffAnswer {
    let [old, new] =
        [old, new].map(|rest| read(&format!("{LADDER}{rest}")).expect("a sound ladder"));
    diff(&old, &new)
}

/// The entries that differ, each in a line.
fn entries(answer: &DiffAnswer) -> Vec<String> {
    let entries = answer.entries.iter().map(|entry| {
        let was = entry.was.as_ref().map(|was| format!(" was {}", was.id));
        let replaced = entry.replaced_by.iter().map(|id| format!(" → {id}"));
        format!(
            "{} {}{}{}",
            entry.change,
            entry.id,
            was.unwrap_or_default(),
            replaced.collect::<Vec<_>>().concat()
        )
    });
    entries.collect()
}

#[test]
fn an_entry_is_renamed_where_its_old_name_is_an_alias() {
    let by_id = of(
        "roles: { a: {}, b: { title: Bee } }",
        "roles: { a: {}, c: { title: Sea, aliases: [b] } }",
    );
    assert_eq!(entries(&by_id), ["renamed c was b"]);
    let by_title = of(
        "roles: { b: { title: Bee } }",
        "roles: { c: { title: Sea, aliases: [BEE] } }",
    );
    assert_eq!(entries(&by_title), ["renamed c was b"]);
    let back = of(
        "roles: { c: { title: Sea, aliases: [b] } }",
        "roles: { b: { title: Bee } }",
    );
    assert_eq!(entries(&back), ["renamed b was c"]);
    let same_title = of(
        "roles: { b: { title: Bee } }",
        "roles: { c: { title: Bee } }",
    );
    assert_eq!(entries(&same_title), ["renamed c was b"]);
    assert_eq!(same_title.entries[0].found_by_old_id, Some(false));
    let retitled = of(
        "roles: { b: { title: Bee } }",
        "roles: { b: { title: Sea } }",
    );
    assert_eq!(entries(&retitled), ["changed b"]);
    let skills = of(
        "skills: { go: {}, sql: {} }\nroles: { a: { skills: { go: working } } }",
        "skills: { golang: { aliases: [go] }, sql: {} }\nroles: { a: { skills: { golang: working } } }",
    );
    assert_eq!(entries(&skills), ["renamed golang was go"]);
}

#[test]
fn a_name_that_several_entries_claim_renames_none() {
    // The old id says more than the old title.
    let split = of(
        "roles: { b: { title: Bee } }",
        "roles: { c: { aliases: [Bee] }, d: { aliases: [b] } }",
    );
    assert_eq!(entries(&split), ["added c", "renamed d was b"]);
    let merged = of(
        "roles: { a: {}, b: {} }",
        "roles: { c: { aliases: [b, a] } }",
    );
    assert_eq!(entries(&merged), ["renamed c was b", "removed a → c"]);
    let swapped = of(
        "roles: { a: { title: One, years: 1 }, b: { title: Two, years: 2 } }",
        "roles: { a: { title: Two, years: 2 }, b: { title: One, years: 1 } }",
    );
    assert_eq!(entries(&swapped), ["changed a", "changed b"]);
    let titles = of(
        "roles: { a: { title: One }, b: { title: One } }",
        "roles: { c: { title: One }, d: { title: One } }",
    );
    assert_eq!(
        entries(&titles),
        ["added c", "added d", "removed a", "removed b"]
    );
}

#[test]
fn a_change_that_roles_inherit_is_told_where_it_begins() {
    let ladder = |level: &str, own: &str| {
        format!(
            "skills: {{ go: {{}} }}\nroles: {{ a: {{ skills: {{ go: {level} }} }}, b: {{ extends: a }}, c: {{ extends: b{own} }}, d: {{ extends: c }} }}"
        )
    };
    let answer = of(&ladder("learning", ""), &ladder("working", ""));
    assert_eq!(entries(&answer), ["changed a"]);
    assert_eq!(answer.entries[0].parts[0].inherited_by, ["b", "c", "d"]);
    // What a role says itself is not inherited, and another change is its own.
    let own = ", skills: { go: leading }";
    let answer = of(&ladder("learning", own), &ladder("working", own));
    assert_eq!(answer.entries[0].parts[0].inherited_by, ["b"]);
    let answer = of(
        &ladder("learning", own),
        &ladder("working", ", without: [go]"),
    );
    assert_eq!(entries(&answer), ["changed a", "changed c"]);
    assert_eq!(answer.entries[1].parts[0].inherited_by, ["d"]);
    assert_eq!(answer.entries[1].parts[0].change, Change::Removed);
}

#[test]
fn a_requirement_that_another_role_states_is_told_as_that() {
    let answer = of(
        "skills: { go: {} }\nroles: { a: {}, b: { extends: a, skills: { go: working } } }",
        "skills: { go: {} }\nroles: { a: { skills: { go: working } }, b: { extends: a } }",
    );
    let [a, b] = &answer.entries[..] else {
        panic!("{}", told(&answer));
    };
    assert_eq!(
        (a.parts[0].change, a.parts[0].inherited_by.len()),
        (Change::Added, 0)
    );
    let expected = PropertyChange {
        property: Property::IntroducedBy,
        old: Some(PropertyValue::Text("b".into())),
        new: Some(PropertyValue::Text("a".into())),
        old_estimated: false,
        new_estimated: false,
    };
    assert_eq!(b.parts[0].properties, [expected]);
}

#[test]
fn a_level_that_is_named_anew_or_moves_up_is_the_same_level() {
    let ladder = |names: &str, level: &str| {
        format!(
            "id: acme\nproficiency: [{names}]\nskills: {{ go: {{ hours: {{ {level}: 9 }} }} }}\nroles: {{ a: {{ skills: {{ go: {level} }} }} }}"
        )
    };
    let both = |old: &str, new: &str| {
        let [old, new] = [old, new].map(|text| read(text).expect("a sound ladder"));
        diff(&old, &new)
    };
    for other in [
        ladder("basic, able, great", "able"),
        ladder("basic, some, working, great", "working"),
    ] {
        let answer = both(&ladder("basic, working, great", "working"), &other);
        assert_eq!(entries(&answer), ["changed acme"], "{}", told(&answer));
        assert_eq!(
            answer.entries[0].parts[0].properties[0].property,
            Property::Proficiency
        );
    }
    let answer = both(
        &ladder("basic, working", "working"),
        &ladder("working, basic", "working"),
    );
    assert_eq!(entries(&answer), ["changed acme"], "{}", told(&answer));
}

/// What was is called as the old version calls it.
#[test]
fn a_level_before_has_its_name_before() {
    let ladder = |names: &str, level: &str| {
        format!(
            "id: acme\nproficiency: [{names}]\nskills: {{ go: {{}} }}\nroles: {{ a: {{ skills: {{ go: {level} }} }} }}"
        )
    };
    let old = read(&ladder("basic, working", "basic")).expect("a sound ladder");
    let new = read(&ladder("some, working", "working")).expect("a sound ladder");
    let answer = diff(&old, &new);
    let role = answer.entries.last().expect("a role");
    let [change] = &role.parts[0].properties[..] else {
        panic!("{}", told(&answer));
    };
    let names = [&change.old, &change.new].map(|value| match value {
        Some(PropertyValue::Level(level)) => level.own.name.as_str(),
        _ => "none",
    });
    assert_eq!(names, ["basic", "working"]);
}

#[test]
fn pay_has_a_per_cent_only_on_the_same_terms() {
    let pay = |pay: &str| {
        format!("sources: {{ s: {{ title: S }} }}\nroles: {{ a: {{ pay: {{ {pay} }} }} }}")
    };
    let ratio = |old: &str, new: &str| {
        let answer = of(&pay(old), &pay(new));
        let [part] = &answer.entries[0].parts[..] else {
            panic!("{}", told(&answer));
        };
        part.pay.map(|pay| pay.ratio.map(|ratio| ratio.0))
    };
    assert_eq!(
        ratio("low: 100000, high: 120000", "low: 110000, high: 132000"),
        Some(Some(0.1))
    );
    assert_eq!(
        ratio("mid: 3000, per: month", "mid: 3300, per: month"),
        Some(Some(0.1))
    );
    assert_eq!(ratio("mid: 3000, per: month", "mid: 36000"), None);
    assert_eq!(ratio("mid: 100000", "mid: 100000, basis: total"), None);
    assert_eq!(ratio("mid: 100000", "mid: 100000, currency: EUR"), None);
    assert_eq!(ratio("mid: 100000", "mid: 110000, region: CA"), None);
    assert_eq!(
        ratio("mid: 100000", "mid: 110000, population: all of them"),
        None
    );
    assert_eq!(ratio("low: 100000", "low: 100000, high: 120000"), None);
    assert_eq!(ratio("low: 100000", "low: 110000"), Some(Some(0.1)));
    assert_eq!(ratio("low: 100000", "high: 110000"), None);
    assert_eq!(ratio("mid: 100000, source: s", "mid: 100000"), None);
}

/// The first of equal entries is the figure of a role, and the first terms with the same right are those of all figures.
#[test]
fn an_order_of_pay_that_decides_the_figure_is_told() {
    let pay = |entries: &str| format!("roles: {{ a: {{ pay: [{entries}] }} }}");
    let told_of = |old: &str, new: &str| {
        let answer = of(&pay(old), &pay(new));
        let parts = answer.entries.into_iter().flat_map(|entry| entry.parts);
        let parts = parts.map(|part| {
            let properties = part.properties.iter();
            let properties = properties.map(|change| {
                let number = |value: &Option<PropertyValue>| match value {
                    Some(PropertyValue::Number(number)) => number.to_string(),
                    other => format!("{other:?}"),
                };
                format!(
                    "{} {}→{}",
                    change.property,
                    number(&change.old),
                    number(&change.new)
                )
            });
            let properties: Vec<String> = properties.collect();
            format!("{} ({}): {}", part.id, part.title, properties.join(", "))
        });
        parts.collect::<Vec<String>>()
    };
    let (one, other) = ("{ mid: 100 }", "{ mid: 200 }");
    assert_eq!(
        told_of(&format!("{one}, {other}"), &format!("{other}, {one}")),
        [
            "USD US base (mid 200): place 2→1",
            "USD US base (mid 100): place 1→2"
        ]
    );
    // What is not equal, or never a figure, has an order of the screen alone.
    for other in [
        "{ mid: 200, as_of: 2025 }",
        "{ mid: 200, basis: total }",
        "{ mid: 200, population: all }",
        "{ low: 200 }",
        "{ mid: 200, occupation: all }",
    ] {
        let turned = told_of(&format!("{one}, {other}"), &format!("{other}, {one}"));
        assert!(turned.is_empty(), "{other}: {turned:?}");
    }
    let regions = |roles: &str| format!("id: acme\nroles: {{ {roles} }}");
    let (one, other) = (
        "a: { pay: { mid: 100, currency: USD, region: US, basis: base } }",
        "b: { pay: { mid: 100, currency: EUR, region: DE, basis: base } }",
    );
    let both = [format!("{one}, {other}"), format!("{other}, {one}")];
    let [old, new] = both.map(|roles| read(&regions(&roles)).expect("a sound ladder"));
    let answer = diff(&old, &new);
    assert_eq!(entries(&answer), ["changed acme"], "{}", told(&answer));
    assert!(is_of_figures(&answer.entries[0]));
}

/// Standard input, descriptors and named pipes are versions too; each is read once.
#[cfg(unix)]
#[test]
fn versions_come_from_pipes() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, years) in [("old.yaml", 2), ("new.yaml", 3)] {
        let text = format!("{LADDER}roles: {{ a: {{ years: {years} }} }}\n");
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let including = format!("{LADDER}include: [old.yaml]\n");
    fs::write(folder.path().join("including.yaml"), including).expect("a file");
    let run = |script: &str| {
        let program = ladder(&[]);
        let mut shell = Command::new("sh");
        shell.args(["-c", script]).arg(program.get_program());
        shell
            .current_dir(folder.path())
            .output()
            .expect("a shell runs")
    };
    for script in [
        "$0 diff - new.yaml --format csv <old.yaml",
        "$0 diff old.yaml - --format csv <new.yaml",
        "cat old.yaml | $0 diff /dev/stdin new.yaml --format csv",
        "$0 diff /dev/fd/3 /dev/fd/4 --format csv 3<old.yaml 4<new.yaml",
        "mkfifo pipe; cat old.yaml >pipe & $0 diff pipe new.yaml --format csv",
    ] {
        let output = run(script);
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let row = "role,a,A,changed,,requirement,years,changed,years,2,3,,a,";
        assert!(told.contains(row), "{script}: {output:?}");
    }
    for (script, message) in [
        (
            "$0 diff - /dev/stdin <old.yaml",
            "standard input cannot be two files",
        ),
        (
            "$0 diff - new.yaml <including.yaml",
            "a ladder from a pipe cannot include `old.yaml`",
        ),
        ("echo x | $0 diff new.yaml -", "help: this is NEW"),
    ] {
        let output = run(script);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.contains(message), "{script}: {told}");
        assert_eq!(output.status.code(), Some(2), "{script}");
    }
    let output = run("$0 diff - new.yaml --include-root . --exit-code <including.yaml");
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    // What changed in the files that it includes cannot be told.
    let told = String::from_utf8_lossy(&output.stderr);
    let note =
        "OLD comes from a pipe, and its included files were read as they are now: `./old.yaml`";
    assert!(told.contains(note), "{told}");
}
