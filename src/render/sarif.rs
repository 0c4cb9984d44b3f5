//! Turns findings into SARIF 2.1.0, for code review tools.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::diagnostic::{Code, Finding, Findings, Location};

use super::json;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes findings as SARIF.
pub fn sarif(findings: &Findings) -> String {
    let rules: Vec<Value> = Code::ALL.iter().map(|code| rule(*code)).collect();
    let results: Vec<Value> = findings.problems.iter().map(result).collect();
    json::write(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "ladder",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
                },
            },
            "invocations": [invocation(findings)],
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

/// The invocation, with the files that could not be read.
fn invocation(findings: &Findings) -> Value {
    let unread = findings.unread.iter();
    let notifications: Vec<Value> = unread
        .map(|unread| {
            let location = json!({
                "physicalLocation": { "artifactLocation": { "uri": address(&unread.file) } },
            });
            json!({
                "level": "error",
                "message": { "text": escape(&unread.message) },
                "locations": [location],
            })
        })
        .collect();
    json!({
        "executionSuccessful": findings.unread.is_empty(),
        "toolExecutionNotifications": notifications,
    })
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": { "text": code.summary() },
        "help": { "text": code.page(), "markdown": code.page() },
        "defaultConfiguration": { "level": code.severity().name() },
    })
}

fn result(problem: &Finding) -> Value {
    let position = Code::ALL.iter().position(|code| *code == problem.code);
    let mut message = problem.message.clone();
    for help in &problem.help {
        message.push('\n');
        message.push_str(help);
    }
    let related = problem.also.iter().enumerate();
    let related: Vec<Value> = related
        .map(|(id, label)| {
            let file = label.file.as_ref().unwrap_or(&problem.file);
            let mut related = place(file, &label.location);
            related["id"] = json!(id);
            related["message"] = json!({ "text": escape(&label.message) });
            related
        })
        .collect();
    json!({
        "ruleId": problem.code.name(),
        "ruleIndex": position,
        "level": problem.severity.name(),
        "message": { "text": escape(&message) },
        "locations": [place(&problem.file, &problem.location)],
        "relatedLocations": related,
    })
}

fn place(file: &str, location: &Location) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": address(file) },
            "region": {
                "startLine": location.line,
                "startColumn": location.column,
                "endLine": location.end_line,
                "endColumn": location.end_column,
            },
        },
    })
}

/// Text without links and placeholders. A bracket is escaped only where it is part of a link, since readers
/// show the escape elsewhere.
fn escape(text: &str) -> String {
    let text = text.replace('{', "{{").replace('}', "}}");
    if !text.contains("](") {
        return text;
    }
    let text = text.replace('\\', "\\\\");
    text.replace('[', "\\[").replace(']', "\\]")
}

/// A path as a URI: relative to the working directory, unless it is absolute.
fn address(path: &str) -> String {
    let path = normalized(&path.replace('\\', "/"));
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let mut address = if path.starts_with('/') {
        "file://".to_owned()
    } else {
        String::new()
    };
    for byte in path.bytes() {
        if is_plain(byte) {
            address.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}

/// A path without `.`, and without `..` where the folder that it leaves is named. Links are not followed.
fn normalized(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match (part, parts.last()) {
            // Nothing is above the root.
            (".", _) | ("", Some(_)) | ("..", Some(&"")) => (),
            ("..", Some(folder)) if *folder != ".." => _ = parts.pop(),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_no_link_and_no_placeholder() {
        assert_eq!(escape("unknown key `{0}`"), "unknown key `{{0}}`");
        assert_eq!(
            escape("`[a](https://e.example)`"),
            "`\\[a\\](https://e.example)`"
        );
        assert_eq!(escape("[a] \\ (b)"), "[a] \\ (b)");
    }

    #[test]
    fn a_path_is_an_address() {
        assert_eq!(address("data/my ladder.yaml"), "data/my%20ladder.yaml");
        assert_eq!(address("/tmp/é.yaml"), "file:///tmp/%C3%A9.yaml");
        assert_eq!(address("<stdin>"), "%3Cstdin%3E");
        for (written, normalized) in [
            ("people/../ladder.yaml", "ladder.yaml"),
            ("./people/./a.yaml", "people/a.yaml"),
            ("../other/people/../ladder.yaml", "../other/ladder.yaml"),
            ("../../ladder.yaml", "../../ladder.yaml"),
            ("people\\..\\ladder.yaml", "ladder.yaml"),
            ("/a/../../ladder.yaml", "file:///ladder.yaml"),
            ("people//../ladder.yaml", "ladder.yaml"),
        ] {
            assert_eq!(address(written), normalized, "{written}");
        }
    }
}
