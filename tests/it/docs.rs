use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use clap::{CommandFactory, Parser as _};
use ladder::{
    cli::Cli,
    load::{self, DocumentKind},
    render::Format,
};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;

use crate::{hostile::check_stdin, process::formats};

/// A page of the documentation.
struct Page {
    path: PathBuf,
    text: String,
    /// The language and the text of every block of code.
    blocks: Vec<(String, String)>,
    /// Where links and images lead.
    links: Vec<String>,
    /// The headings, as links name them.
    anchors: Vec<String>,
}

impl Page {
    fn read(path: &Path) -> Self {
        let text =
            fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let (mut blocks, mut links, mut anchors) = (Vec::new(), Vec::new(), Vec::new());
        let (mut in_block, mut in_heading) = (false, false);
        for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                    blocks.push((language.to_string(), String::new()));
                    in_block = true;
                }
                Event::End(TagEnd::CodeBlock) => in_block = false,
                Event::Start(Tag::Heading { .. }) => {
                    anchors.push(String::new());
                    in_heading = true;
                }
                Event::End(TagEnd::Heading(_)) => in_heading = false,
                Event::Text(part) if in_block => {
                    let (_, block) = blocks.last_mut().expect("a block");
                    block.push_str(&part);
                }
                Event::Text(part) | Event::Code(part) if in_heading => {
                    anchors
                        .last_mut()
                        .expect("a heading")
                        .push_str(&slug(&part));
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    links.push(dest_url.to_string());
                }
                Event::Html(html) | Event::InlineHtml(html) => {
                    let quoted = html
                        .split("src")
                        .skip(1)
                        .filter_map(|rest| rest.split('"').nth(1));
                    links.extend(quoted.map(str::to_owned));
                }
                _ => (),
            }
        }
        Self {
            path: path.to_path_buf(),
            text,
            blocks,
            links,
            anchors,
        }
    }

    fn blocks(&self, language: &str) -> impl Iterator<Item = &str> {
        let blocks = self.blocks.iter().filter(move |(of, _)| of == language);
        blocks.map(|(_, block)| block.as_str())
    }
}

/// A heading as the fragment of a link.
fn slug(heading: &str) -> String {
    let letters = heading.chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        '-' | '_' => Some(letter),
        _ => letter.is_alphanumeric().then_some(letter),
    });
    letters.flat_map(char::to_lowercase).collect()
}

/// Every page for readers.
fn pages() -> Vec<Page> {
    let root = [
        "README.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "CHANGELOG.md",
    ]
    .map(PathBuf::from);
    let documents = ["docs", "docs/commands"].map(|folder| {
        let entries = fs::read_dir(folder).expect("the folder can be listed");
        let paths = entries.map(|entry| entry.expect("a file can be listed").path());
        paths
            .filter(|path| path.extension().is_some())
            .collect::<Vec<_>>()
    });
    let paths = root.into_iter().chain(documents.concat());
    paths.map(|path| Page::read(&path)).collect()
}

#[test]
fn every_link_leads_to_a_file_and_a_heading() {
    for page in pages() {
        let folder = page.path.parent().expect("a page is in a folder");
        for link in &page.links {
            if link.contains("://") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() {
                page.path.clone()
            } else {
                folder.join(file)
            };
            assert!(target.exists(), "{:?}: {link}", page.path);
            let found =
                anchor.is_empty() || Page::read(&target).anchors.iter().any(|of| of == anchor);
            assert!(found, "{:?}: {link}", page.path);
        }
    }
}

/// Where the files are that ladders in the documentation include.
const FILES: &str = "data/examples/several-files";

/// Ladders and profiles in the documentation have neither errors nor warnings, and the embedded
/// ladder knows every name in a profile.
#[test]
fn every_file_that_is_shown_is_sound() {
    let pages = pages();
    let blocks = pages.iter().flat_map(|page| page.blocks("yaml"));
    let mut shown = 0;
    for block in blocks {
        let output = check_stdin(
            block.as_bytes(),
            &["--strict", "--quiet", "--include-root", FILES],
        );
        let report = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{block}{report}");
        shown += 1;
    }
    assert!(shown >= 4, "{shown} files are shown");
}

/// Commands without output are parsed; those with output are run as cases.
#[test]
fn every_command_that_is_shown_is_understood() {
    for page in pages() {
        for (language, block) in &page.blocks {
            let shows_output = block.lines().any(|line| line.starts_with("$ "));
            assert!(
                !shows_output || language == "console",
                "{:?}: {block}",
                page.path
            );
        }
        for line in page.blocks("sh").flat_map(str::lines).map(str::trim) {
            let ends = ["|", "<", ">", "&&"]
                .iter()
                .filter_map(|end| line.find(end));
            let command = &line[..ends.min().unwrap_or(line.len())];
            if command.starts_with("ladder ") {
                let parsed = Cli::try_parse_from(command.split_whitespace());
                assert!(parsed.is_ok(), "{:?}: {line}", page.path);
            }
        }
    }
}

#[test]
fn every_command_and_every_option_has_its_place() {
    let command = Cli::command();
    let index = Page::read(Path::new("docs/commands.md"));
    let options = |command: &clap::Command| -> Vec<String> {
        let longs = command
            .get_arguments()
            .filter_map(|argument| argument.get_long());
        longs.map(|long| format!("--{long}")).collect()
    };
    for option in options(&command) {
        assert!(index.text.contains(&option), "docs/commands.md: {option}");
    }
    for command in command.get_subcommands() {
        let path = format!("docs/commands/{}.md", command.get_name());
        let page = Page::read(Path::new(&path));
        for option in options(command) {
            assert!(page.text.contains(&option), "{path}: {option}");
        }
        let link = format!("commands/{}.md", command.get_name());
        assert!(index.links.contains(&link), "docs/commands.md: {link}");
    }
}

#[test]
fn every_format_has_its_row() {
    let page = Page::read(Path::new("docs/formats.md")).text;
    for name in formats() {
        assert!(page.contains(&format!("\n| `{name}` |")), "{name}");
    }
    for (extension, _) in Format::EXTENSIONS {
        assert!(page.contains(&format!("`.{extension}`")), "{extension}");
    }
}

#[test]
fn every_key_has_its_row() {
    let documents = [
        ("docs/ladder-file.md", DocumentKind::Ladder),
        ("docs/profile-file.md", DocumentKind::Profile),
    ];
    for (path, kind) in documents {
        let page = Page::read(Path::new(path)).text;
        let schema: Value = serde_json::from_str(load::schema(kind)).expect("sound JSON");
        let mut keys = BTreeSet::new();
        collect_keys(&schema, &mut keys);
        assert!(keys.len() > 10, "{path}: {keys:?}");
        for key in keys {
            assert!(page.contains(&format!("`{key}`")), "{path}: {key}");
        }
    }
}

/// Every key that a schema describes, of all its entries.
fn collect_keys<'a>(schema: &'a Value, keys: &mut BTreeSet<&'a str>) {
    match schema {
        Value::Array(items) => items.iter().for_each(|item| collect_keys(item, keys)),
        Value::Object(entries) => {
            for (name, entry) in entries {
                if let ("properties", Value::Object(described)) = (name.as_str(), entry) {
                    keys.extend(described.keys().map(String::as_str));
                }
                collect_keys(entry, keys);
            }
        }
        _ => (),
    }
}
