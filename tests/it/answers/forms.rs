//! What holds of every answer in a form.

use ladder::{render::Format, text::hidden};

use super::ask::{Form, Written};

/// Fails where an output is not what its form promises.
pub fn check(written: &Written) {
    for (form, text) in &written.forms {
        let what = format!("{} as {form:?}:\n{text}", written.name);
        match form {
            Form::Of(Format::Json) => {
                serde_json::from_str::<serde_json::Value>(text)
                    .unwrap_or_else(|error| panic!("{error}: {what}"));
                let is_raw = |letter: char| letter.is_ascii_control() && letter != '\n';
                assert!(!text.contains(is_raw), "{what}");
            }
            Form::Of(Format::Ics) => calendar(text, &what),
            Form::Terminal(_, true) => (),
            _ => {
                let mut lines = text.split('\n');
                assert!(lines.all(|line| hidden(line).next().is_none()), "{what}");
            }
        }
        match form {
            Form::Of(Format::Svg) => {
                let read = roxmltree::Document::parse(text);
                let drawing = read.unwrap_or_else(|error| panic!("{error}: {what}"));
                let mut nodes = drawing.descendants();
                assert!(!nodes.any(|node| node.has_tag_name("script")), "{what}");
            }
            Form::Of(Format::Html) => page(text, &what),
            Form::Of(Format::Csv) => {
                let mut rows = csv::Reader::from_reader(text.as_bytes());
                for row in rows.records() {
                    row.unwrap_or_else(|error| panic!("{error}: {what}"));
                }
            }
            _ => (),
        }
    }
    let of = |wanted: Form| {
        let found = written.forms.iter().find(|(form, _)| *form == wanted);
        found
            .map(|(_, text)| text)
            .expect("every answer has this form")
    };
    if written.name == "match" {
        same_figures(
            of(Form::Of(Format::Json)),
            of(Form::Of(Format::Csv)),
            of(Form::Of(Format::Table)),
        );
    }
    let painted = of(Form::Terminal(80, true));
    let plain = of(Form::Terminal(80, false));
    assert_eq!(
        &without_colour(painted),
        plain,
        "{} in colour",
        written.name
    );
}

/// Fails where the readiness of a role is not the same in JSON, in CSV and in the table.
fn same_figures(json: &str, csv: &str, table: &str) {
    let answer: serde_json::Value = serde_json::from_str(json).expect("sound JSON");
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let names = rows.headers().expect("a first row").clone();
    let column = names.iter().position(|name| name == "ratio");
    let column = column.expect("the column is there");
    let roles = answer["roles"].as_array().expect("a list");
    let rows: Vec<_> = rows.records().map(|row| row.expect("a row")).collect();
    assert_eq!(roles.len(), rows.len(), "{json}\n{csv}");
    for (role, row) in roles.iter().zip(&rows) {
        let ratio = role["readiness"]["ratio"].as_f64();
        assert_eq!(role["role"], row[0], "{json}\n{csv}");
        assert_eq!(ratio, row[column].parse().ok(), "{json}\n{csv}");
        // 100 only when everything is met, and 0 only when nothing is.
        if let Some(ratio) = ratio.filter(|ratio| (0.01..0.99).contains(ratio)) {
            let percent = format!("{:.0} %", (ratio * 100.0).round());
            assert!(
                table.contains(&percent),
                "{percent} of {}: {table}",
                row[0].to_owned()
            );
        }
    }
}

/// A text without the escape sequences that paint it; others are an error.
fn without_colour(painted: &str) -> String {
    let mut parts = painted.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (sequence, text) = part.split_once('m').expect("a sequence ends");
        let is_sound = sequence
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b';');
        assert!(is_sound, "{sequence:?} in {painted:?}");
        plain.push_str(text);
    }
    plain
}

/// Lines of at most 75 bytes, ended as calendars end them; what begins ends.
fn calendar(text: &str, what: &str) {
    assert!(text.ends_with("\r\n"), "{what}");
    let mut open = Vec::new();
    for line in text.trim_end_matches("\r\n").split("\r\n") {
        assert!(
            line.len() <= 75 && !line.contains(char::is_control),
            "{line:?}: {what}"
        );
        if let Some(part) = line.strip_prefix("BEGIN:") {
            open.push(part);
        } else if let Some(part) = line.strip_prefix("END:") {
            assert_eq!(open.pop(), Some(part), "{what}");
        }
    }
    assert!(open.is_empty(), "{what}");
}

const VOID: [&str; 6] = ["meta", "br", "hr", "link", "input", "img"];
const FORBIDDEN: [&str; 6] = [
    "script",
    "iframe",
    "object",
    "embed",
    "img",
    "foreignobject",
];

/// Elements that begin end in the right order; none runs or loads anything.
fn page(text: &str, what: &str) {
    let mut open: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest
            .find('>')
            .unwrap_or_else(|| panic!("a tag has no end: {what}"));
        let tag = &rest[..end];
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        if tag.starts_with('!') {
            rest = &rest[end + 1..];
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "{what}");
        } else {
            let name: String = tag.chars().take_while(|letter| is_name(*letter)).collect();
            let name = name.to_ascii_lowercase();
            assert!(!name.is_empty(), "`<{tag}`: {what}");
            assert!(!FORBIDDEN.contains(&name.as_str()), "`<{tag}`: {what}");
            if name == "style" {
                let end = rest
                    .find("</style>")
                    .unwrap_or_else(|| panic!("a style has no end: {what}"));
                rest = &rest[end + "</style>".len()..];
                continue;
            }
            if !tag.ends_with('/') && !VOID.contains(&name.as_str()) {
                open.push(name);
            }
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty(), "{open:?}: {what}");
}
