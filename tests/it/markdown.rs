use std::collections::BTreeSet;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use serde_json::Value;

use crate::{
    commands::questions,
    process::{TODAY, ladder, stdout},
};

/// All extensions of Markdown.
const WIKI: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_GFM);

/// The text of each paragraph, heading, cell and item; text must not be read as markup, but for the code
/// in the sentences of the program.
pub fn read(markdown: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut columns = 0;
    for (event, range) in Parser::new_ext(markdown, WIKI).into_offset_iter() {
        let source = &markdown[range];
        match event {
            Event::Start(tag) => match tag {
                Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell => {
                    blocks.push(String::new());
                }
                Tag::CodeBlock(CodeBlockKind::Fenced(language)) if &*language == "text" => {
                    blocks.push(String::new());
                }
                Tag::Table(aligned) => columns = aligned.len(),
                Tag::TableHead | Tag::TableRow => assert_eq!(cells(source), columns, "{source}"),
                Tag::List(_) | Tag::Strong => (),
                Tag::Link { dest_url, .. } => {
                    let schemes = ["https://", "http://", "mailto:"];
                    let is_safe = schemes.iter().any(|scheme| dest_url.starts_with(scheme));
                    assert!(is_safe, "{source}");
                }
                other => panic!("{other:?}: {source}"),
            },
            Event::Text(text) => blocks.last_mut().expect("a block").push_str(&text),
            Event::Code(code) => {
                let own = [
                    "after",
                    "ladder ",
                    "--",
                    "hours_per_week",
                    "learning",
                    "experience: 4",
                    "not_applicable",
                    "pay",
                    "per: ",
                    "skills: ",
                ];
                assert!(own.iter().any(|start| code.starts_with(start)), "{source}");
                let block = blocks.last_mut().expect("a block");
                // The list keeps the backticks.
                block.extend(["`", &*code, "`"]);
            }
            Event::InlineHtml(html) if &*html == "<br>" => (),
            Event::SoftBreak | Event::End(_) | Event::TaskListMarker(false) => (),
            other => panic!("{other:?}: {source}"),
        }
    }
    blocks
}

/// The cells of a row; a parser ignores cells without a column.
fn cells(row: &str) -> usize {
    let mut is_escaped = false;
    let bars = row.chars().filter(|character| {
        let is_bar = *character == '|' && !is_escaped;
        is_escaped = *character == '\\' && !is_escaped;
        is_bar
    });
    bars.count() - 1
}

/// Every text of the file in an answer.
fn texts(answer: &Value, found: &mut BTreeSet<String>) {
    const PROSE: [&str; 7] = [
        "title",
        "about",
        "gate",
        "note",
        "population",
        "publisher",
        "range",
    ];
    match answer {
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(entries) => {
            for (key, entry) in entries {
                match entry {
                    Value::String(text) if PROSE.contains(&key.as_str()) => {
                        found.insert(shown(text));
                    }
                    entry => texts(entry, found),
                }
            }
        }
        _ => (),
    }
}

/// A text without spaces, up to the first invisible character, which is shown as an escape.
fn shown(text: &str) -> String {
    let is_hidden = |letter: char| {
        letter.is_control() && !letter.is_whitespace() || "\u{200b}\u{202e}".contains(letter)
    };
    squeezed(text.split(is_hidden).next().unwrap_or_default())
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Markdown has exactly the text of the list format, and none of it is markup.
#[test]
fn a_wiki_reads_every_text_as_it_is() {
    for name in ["pictures", "hostile", "markup"] {
        let file = format!("tests/ladders/{name}.yaml");
        let ask = |command: &str, format: &str| {
            let mut command = ladder(&command.split(' ').collect::<Vec<_>>());
            stdout(
                command
                    .args(TODAY)
                    .args(["--ladder", &file, "--format", format]),
            )
        };
        let overview: Value = serde_json::from_str(&ask("show", "json")).expect("sound JSON");
        let things = ["roles", "skills", "certifications"].map(|kind| overview[kind].as_array());
        let ids = things
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|thing| thing["id"].as_str());
        let mut commands: Vec<String> = ids.map(|id| format!("show {id}")).collect();
        assert!(commands.len() > 1);
        commands.extend(questions("--from a", "a", "b"));
        for command in &commands {
            let blocks = read(&ask(command, "markdown"));
            let blocks: Vec<String> = blocks.iter().map(|block| squeezed(block)).collect();
            let list = squeezed(&ask(command, "list"));
            let answer = serde_json::from_str(&ask(command, "json")).expect("sound JSON");
            let mut said = BTreeSet::new();
            texts(&answer, &mut said);
            said.retain(|text| list.contains(text.as_str()));
            assert!(!said.is_empty(), "{name} {command}");
            for text in said {
                // A text with lists is read in several blocks, and without its hyphens.
                let without = |text: &str| text.replace('-', "");
                let is_read = blocks.iter().any(|block| block.contains(&text))
                    || without(&blocks.concat()).contains(&without(&text));
                assert!(is_read, "{name} {command}: {text}");
            }
        }
    }
}
