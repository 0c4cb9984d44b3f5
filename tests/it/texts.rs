//! Texts that are markup, formulas, statements or commands elsewhere, in every field and every format.

use std::{
    collections::BTreeSet,
    env, fs, io,
    io::Write as _,
    path::{Path, PathBuf},
    thread,
};

use html5ever::{ParseOpts, parse_document, tendril::TendrilSink as _};
use ladder::text::{hidden, visible};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use roxmltree::{Document, ParsingOptions};
use serde_json::{Map, Value, json};

use crate::{
    commands::questions,
    hostile,
    markdown::read,
    process::{TODAY, formats, ladder, read_with, stdout},
};

/// The roles, skills, certifications and sources of a ladder. Routes take longer than in proportion to its length.
const ENTRIES: usize = 24;

/// The texts of `tests/texts.json`.
fn texts() -> Vec<String> {
    let file = fs::read_to_string("tests/texts.json").expect("the file can be read");
    let kinds: Map<String, Value> = serde_json::from_str(&file).expect("sound JSON");
    let texts = kinds
        .values()
        .flat_map(|kind| kind.as_array().expect("a list"));
    let texts = texts.map(|text| text.get(0).unwrap_or(text));
    let texts = texts.map(|text| text.as_str().expect("a text").to_owned());
    texts.collect()
}

/// A ladder and a profile in which every field that takes any text has one of those given, and each of those stands in
/// every kind of field.
fn files(texts: &[String]) -> (Value, Value) {
    let text = |position: usize| texts[position % texts.len()].as_str();
    let after = |position: usize, text: &str| format!("{position} {text}");
    let entries = |entry: &dyn Fn(usize) -> (String, Value)| -> Value {
        Value::Object((0..ENTRIES).map(entry).collect())
    };
    let sources = entries(&|at| {
        let source = json!({
            "title": text(at), "publisher": text(at + 1), "note": text(at + 2), "licence": text(at + 3),
            "url": text(at + 4), "as_of": "2026-01-15",
        });
        (format!("source-{at}"), source)
    });
    let resources = |at: usize| {
        json!([{
            "title": text(at), "note": text(at + 1), "url": text(at + 2), "level": 2, "hours": 3,
            "source": format!("source-{at}"),
        }])
    };
    let skills = entries(&|at| {
        let skill = json!({
            "title": text(at), "about": text(at + 1), "category": text(at / 4 + 2),
            "levels": { "1": text(at + 3), "2": text(at + 4) }, "resources": resources(at),
        });
        (format!("skill-{at}"), skill)
    });
    let certifications = entries(&|at| {
        let certification = json!({
            "title": text(at), "about": text(at + 1), "issuer": text(at + 2), "note": text(at + 3),
            "url": text(at + 4), "valid_years": 2, "resources": [{ "title": text(at), "note": text(at + 1), "hours": 3 }],
        });
        (format!("cert-{at}"), certification)
    });
    let roles = entries(&|at| {
        let next = match at + 1 {
            ENTRIES => json!([]),
            next => json!([
                { "role": format!("role-{next}"), "gate": text(at), "note": text(at + 1), "kind": "promotion" },
            ]),
        };
        let level = json!({ "level": 2, "text": text(at), "examples": [text(at + 1)] });
        // The last role is the goal, and asks for everything.
        let own = if at + 1 == ENTRIES {
            0..ENTRIES
        } else {
            at..at + 1
        };
        let role = json!({
            "title": text(at), "about": text(at + 1), "track": format!("track-{at}"), "grade": at + 1, "next": next,
            "entry": at == 0,
            "skills": own.clone().map(|number| (format!("skill-{number}"), level.clone())).collect::<Map<_, _>>(),
            "certifications": own
                .map(|at| json!({ "one_of": [format!("cert-{at}")], "text": text(at + 2), "examples": [text(at + 3)] }))
                .collect::<Vec<_>>(),
            "education": { "degree": "bachelor", "fields": [text(at)], "text": text(at + 2) },
            "any_of": [{
                "title": text(at + 2), "text": text(at + 3), "examples": [text(at + 4)],
                "of": [{ "years": 9 }, { "education": { "degree": "master", "fields": [text(at + 5)] } }],
            }],
            "responsibilities": { "group": { format!("duty-{at}"): text(at + 1) } },
            "pay": [
                {
                    "low": 1, "high": 3 + at, "basis": "base", "currency": "USD", "region": "US", "note": text(at),
                    "population": text(at + 1), "source": format!("source-{at}"),
                },
                {
                    "mid": 2, "basis": "base", "currency": "USD", "region": "US", "occupation": text(at + 2),
                    "source": format!("source-{at}"),
                },
            ],
        });
        (format!("role-{at}"), role)
    });
    let ladder = json!({
        "id": "texts", "title": text(0), "about": text(1), "market": { "region": "US", "currency": "USD" },
        "proficiency": (1..4).map(|at| after(at, text(at))).collect::<Vec<_>>(),
        "tracks": entries(&|at| (format!("track-{at}"), json!(text(at)))),
        "sources": sources, "skills": skills, "certifications": certifications, "roles": roles,
    });
    let days = |at: usize| format!("2025-{:02}-10", at % 12 + 1);
    let profile = json!({
        "name": text(0), "role": "role-0", "since": "2024-01", "goal": format!("role-{}", ENTRIES - 1),
        "hours_per_week": 5,
        "education": { "degree": "bachelor", "field": text(0) },
        "skills": entries(&|at| {
            let held = json!({ "level": 1, "note": text(at), "evidence": [text(at + 1)], "since": "2024-02" });
            (format!("skill-{at}"), held)
        }),
        "certifications": (0..ENTRIES / 2)
            .map(|at| json!({ "id": format!("cert-{at}"), "earned": days(at) }))
            .collect::<Vec<_>>(),
        "not_applicable": { format!("cert-{}", ENTRIES - 1): text(0) },
        "pay": { "amount": 1, "basis": "base", "currency": "USD", "region": "US" },
        "log": (0..ENTRIES)
            .map(|at| json!({
                "on": days(at), "skill": format!("skill-{at}"), "hours": 1, "note": text(at), "evidence": [text(at + 1)],
            }))
            .collect::<Vec<_>>(),
    });
    (ladder, profile)
}

/// The kinds of elements with their attributes, such as `a href`.
fn elements(node: &Handle, found: &mut BTreeSet<String>) {
    let mut open = vec![Handle::clone(node)];
    while let Some(node) = open.pop() {
        match &node.data {
            NodeData::Element { name, attrs, .. } => {
                let attributes = attrs.borrow();
                let attributes = attributes.iter().map(|one| one.name.local.to_string());
                let attributes: BTreeSet<String> = attributes.collect();
                let attributes: Vec<String> = attributes.into_iter().collect();
                found.insert(format!("{} {}", name.local, attributes.join(" ")));
            }
            NodeData::Comment { contents } => {
                found.insert(format!("<!--{contents}-->"));
            }
            _ => (),
        }
        open.extend(node.children.borrow().iter().map(Handle::clone));
    }
}

/// What an answer consists of besides its texts, as another program reads it.
fn structure(written: &str, format: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    match format {
        "json" | "sarif" => {
            serde_json::from_str::<Value>(written).expect("sound JSON");
        }
        "csv" => {
            let mut reader = csv::Reader::from_reader(written.as_bytes());
            let columns = reader.headers().expect("columns").clone();
            found.extend(columns.iter().map(str::to_owned));
            for record in reader.records() {
                let record = record.expect("as many cells as columns");
                for cell in record.iter().filter(|cell| cell.parse::<f64>().is_err()) {
                    let is_formula = cell
                        .trim_start()
                        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
                    assert!(!is_formula, "{cell:?}");
                }
            }
        }
        "markdown" => {
            read(written);
        }
        "html" => {
            let page = parse_document(RcDom::default(), ParseOpts::default()).one(written);
            elements(&page.document, &mut found);
        }
        "svg" => {
            let options = ParsingOptions::default();
            let drawing = Document::parse_with_options(written, options).expect("sound XML");
            for node in drawing.descendants() {
                assert!(!node.is_comment() && !node.is_pi(), "{node:?}");
                let attributes = node.attributes().map(|one| one.name());
                let attributes: BTreeSet<&str> = attributes.collect();
                let attributes: Vec<&str> = attributes.into_iter().collect();
                found.insert(format!(
                    "{} {}",
                    node.tag_name().name(),
                    attributes.join(" ")
                ));
            }
        }
        "ics" => {
            let calendar = icalendar::parser::unfold(written);
            let read = icalendar::parser::read_calendar(&calendar).expect("a calendar");
            for component in read.components {
                let names = component.properties.iter().map(|one| one.name.to_string());
                found.extend(names);
            }
        }
        "dot" => {
            read_with("dot", &["-Tcanon"], written);
        }
        _ => (),
    }
    found
}

/// The commands that show every text; what only chooses among them is left out.
fn commands() -> Vec<String> {
    let goal = format!("role-{}", ENTRIES - 1);
    let mut commands = questions("--profile PROFILE", "role-0", &goal);
    let choices = [
        "--advert", "--unlock", "--by", "--pareto", "--hours", "--within", "--since", "--like",
        "--roles",
    ];
    commands.retain(|command| !choices.iter().any(|choice| command.contains(choice)));
    commands.extend(["show skill-3", "show cert-3"].map(str::to_owned));
    commands
}

/// Commands with a format that they write.
fn asked() -> Vec<(String, String)> {
    let pairs = commands().into_iter().flat_map(|command| {
        let formats = formats().filter(|format| format != "yaml");
        formats.map(move |format| (command.clone(), format))
    });
    pairs.collect()
}

/// Runs commands on such a ladder; the structure of each answer, `None` where a command does not write the format.
fn answers(texts: &[String], asked: &[(String, String)]) -> Vec<Option<BTreeSet<String>>> {
    let folder = tempfile::tempdir().expect("a folder");
    let (ladder_file, profile_file) = files(texts);
    let write = |name: &str, content: &Value| -> PathBuf {
        let path = folder.path().join(name);
        fs::write(&path, content.to_string()).expect("a file");
        path
    };
    let (ladder_file, profile_file) = (
        write("ladder.json", &ladder_file),
        write("me.json", &profile_file),
    );
    let answer = |(command, format): &(String, String)| {
        let arguments: Vec<&str> = command
            .split(' ')
            .map(|word| match word {
                "PROFILE" => profile_file.to_str().expect("a path"),
                word => word,
            })
            .collect();
        let mut asked = ladder(&arguments);
        asked
            .args(TODAY)
            .args(["--format", format, "--ladder"])
            .arg(&ladder_file);
        let output = asked.output().expect("the program runs");
        let (written, told) = (output.stdout, output.stderr);
        let written = String::from_utf8(written).expect("text");
        let told = String::from_utf8(told).expect("text");
        let is_refused = output.status.code() == Some(2) && told.contains("the format `");
        assert!(
            is_refused || matches!(output.status.code(), Some(0 | 1)),
            "{command} {format}: {texts:?}: {told}"
        );
        for text in [&written, &told] {
            let mut control =
                hidden(text).filter(|(_, character)| !matches!(character, '\n' | '\r'));
            assert_eq!(control.next(), None, "{command} {format}: {texts:?}");
        }
        (!written.is_empty()).then(|| structure(&written, format))
    };
    asked.iter().map(answer).collect()
}

/// Every text is text: an answer has no element, attribute, column or property that an answer with plain words has not.
#[test]
fn a_text_is_text_in_every_field_and_format() {
    let mut all = texts();
    let corpus = env::var_os("LADDER_CORPUS").map(PathBuf::from);
    match &corpus {
        Some(corpus) => all.extend(
            hostile::files(corpus)
                .iter()
                .map(|path: &PathBuf| inputs(path)),
        ),
        // The only way to say it: a test that passes is silent.
        None => drop(writeln!(
            io::stderr(),
            "skipped: LADDER_CORPUS names no folder of texts"
        )),
    }
    all.retain(|text| !visible(text).trim().is_empty());
    // A text from right to left has an element of its own, and a note explains a sign.
    let plain = |at: usize| ["word", "\u{5d0}", "1+", "~1"][at % 4].to_owned();
    let plain: Vec<String> = (0..ENTRIES)
        .map(|at| format!("{} {at} and more", plain(at)))
        .collect();
    let mut asked = asked();
    let mut expected = answers(&plain, &asked);
    // Which formats a command writes does not depend on the texts.
    let mut is_written = expected.iter().map(Option::is_some);
    asked.retain(|_| is_written.next() == Some(true));
    expected.retain(Option::is_some);
    // Paragraphs and lists have elements of their own too.
    let blocks = |at| format!("{at} one\n\nmore\n\n- a list\n- of two\n");
    let blocks: Vec<String> = (0..ENTRIES).map(blocks).collect();
    for (known, found) in expected.iter_mut().zip(answers(&blocks, &asked)) {
        let known = known.as_mut().expect("an answer");
        known.extend(found.expect("an answer"));
    }
    let is_text = |texts: &[String]| {
        let pairs = expected.iter().zip(answers(texts, &asked));
        for ((command, format), (known, found)) in asked.iter().zip(pairs) {
            let (known, found) = (
                known.as_ref().expect("an answer"),
                found.expect("an answer"),
            );
            let strange: Vec<&String> = found.difference(known).collect();
            assert!(
                strange.is_empty(),
                "{command} {format}: {strange:?}: {texts:?}"
            );
        }
    };
    let chunks: Vec<&[String]> = all.chunks(ENTRIES).collect();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for of_thread in chunks.chunks(chunks.len().div_ceil(threads)) {
            let is_text = &is_text;
            scope.spawn(move || of_thread.iter().for_each(|texts| is_text(texts)));
        }
    });
}

fn inputs(path: &Path) -> String {
    String::from_utf8_lossy(&fs::read(path).expect("a file can be read")).into_owned()
}

/// A name with an accent is found as one character and as two.
#[test]
fn a_name_is_found_however_its_accents_are_stored() {
    const COMPOSED: &str = "Caf\u{e9} Cr\u{e8}me";
    const APART: &str = "CAFE\u{301} Cre\u{300}me";
    for (stored, asked) in [(COMPOSED, APART), (APART, COMPOSED)] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        let ladder_file = json!({
            "id": "x", "title": "X", "tracks": { "e": stored }, "proficiency": ["low", "high"],
            "skills": { "s": { "title": stored, "category": stored }, "t": { "aliases": [format!("{stored} 2")] } },
            "certifications": { "c": { "title": stored } },
            "roles": { "r": { "title": stored, "track": "e", "grade": 1, "skills": { "s": 1 }, "certifications": ["c"] } },
        });
        let profile = json!({
            "role": asked, "since": "2024-01", "skills": { asked: 1 },
            "certifications": [{ "id": asked, "earned": "2024-02-01" }],
        });
        fs::write(path("ladder.json"), ladder_file.to_string()).expect("a file");
        fs::write(path("me.json"), profile.to_string()).expect("a file");
        let ask = |arguments: &[&str]| {
            let mut command = ladder(arguments);
            command.args(TODAY).arg("--ladder").arg(path("ladder.json"));
            stdout(&mut command)
        };
        let second = format!("{asked} 2");
        for (arguments, expected) in [
            (vec!["show", asked], "answer"),
            (vec!["find", asked], "\"s\""),
            (vec!["find", &second], "\"t\""),
            (vec!["show", "--track", asked], "\"r\""),
            (
                vec!["gaps", asked, "--assume", &format!("{asked}=low")],
                "\"met\"",
            ),
            (
                vec![
                    "gaps",
                    "r",
                    "--profile",
                    path("me.json").to_str().expect("a path"),
                ],
                "\"met\"",
            ),
        ] {
            let written = ask(&[&arguments[..], &["--format", "json"]].concat());
            assert!(written.contains(expected), "{arguments:?}: {written}");
        }
    }
}

/// The ladder's own text reaches a pipe as it is, and a terminal without what it would obey.
#[cfg(unix)]
#[test]
fn the_text_of_a_ladder_does_not_control_a_terminal() {
    use expectrl::{Eof, Expect as _, session::OsSession};

    const TEXT: &str = "id: x\ntitle: \"a\u{202e}\u{200b}\u{feff} \u{1f469}\u{200d}\u{1f4bb}\"\n\
                        roles: { r: { grade: 1 } }\n";
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ladder.yaml");
    fs::write(&path, TEXT).expect("a file");
    let show = || {
        let mut command = ladder(&["show", "--format", "yaml", "--no-profile", "--ladder"]);
        command
            .arg(&path)
            .env("TERM", "xterm")
            .env("LC_ALL", "C.UTF-8");
        command
    };
    assert_eq!(stdout(&mut show()), TEXT);
    let mut terminal = OsSession::spawn(show()).expect("the program starts");
    terminal.set_expect_timeout(Some(std::time::Duration::from_mins(1)));
    let shown = terminal.expect(Eof).expect("it ends");
    let shown = String::from_utf8(shown.as_bytes().to_vec()).expect("text");
    let title = "title: \"a\\u{202e}\\u{200b}\\u{feff} \u{1f469}\u{200d}\u{1f4bb}\"\r\n";
    assert!(shown.contains(title), "{shown:?}");
    assert!(
        shown.ends_with("roles: { r: { grade: 1 } }\r\n"),
        "{shown:?}"
    );
}
