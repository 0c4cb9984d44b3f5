//! Turns a sheet into Markdown.

use std::{borrow::Borrow, io};

use smol_str::SmolStr;

use crate::view::{Align, Body, Section, Sheet, StyledText, Table, TextStyle, Todo};

use super::{bars, clean::clean, details, drawing, link::link, numbered, paint, titles};

/// Writes a sheet or a piece of one, without its last line break; each section is dropped as soon as it is written.
pub fn add(sheet: Sheet, to: &mut dyn io::Write) -> io::Result<()> {
    if !sheet.title.is_empty() {
        write!(to, "# {}", escape(&sheet.title))?;
    }
    for phrase in &sheet.lead {
        write!(to, "\n\n{}", prose(phrase, ""))?;
    }
    for section in sheet.sections.into_iter().filter(Section::has_words) {
        if !section.heading.is_empty() {
            let level = "#".repeat((section.depth + 2).min(6));
            write!(to, "\n\n{level} {}", escape(&section.heading))?;
        }
        if let Some(body) = body(&section.body) {
            write!(to, "\n\n{body}")?;
        }
        for note in &section.notes {
            write!(to, "\n\n{}", prose(note, ""))?;
        }
    }
    Ok(())
}

/// What stands under a heading; `None` for nothing.
fn body(body: &Body) -> Option<String> {
    Some(match body {
        body if body.is_empty() => return None,
        Body::Nothing | Body::Gantt(_) => return None,
        Body::Diagram(diagram) => {
            let drawn = drawing(&drawing::draw(diagram, None).0);
            format!("{drawn}\n\n{}", facts(titles(diagram)))
        }
        Body::Table(table) => self::table(table),
        Body::CrossTable(crossed) => match crossed.unlimited() {
            Some(crossed) => table(&crossed.table("")),
            None => facts(crossed.facts()),
        },
        Body::Facts(facts) => self::facts(facts),
        Body::Sources(entries) => {
            let entries = numbered(entries).into_iter();
            let items = entries.map(|(number, entry)| {
                format!("- {} {}", escape(&StyledText::from(number)), escape(&entry))
            });
            items.collect::<Vec<_>>().join("\n")
        }
        Body::Todos(todos) => checklist(todos),
        Body::Bars(bars) => drawing(&bars::draw(bars, None)),
        Body::Items(items) => {
            let items = items
                .iter()
                .map(|text| format!("- {}", item(prose(text, "  "))));
            items.collect::<Vec<_>>().join("\n")
        }
    })
}

/// A task list.
fn checklist(todos: &[Todo]) -> String {
    let lines = todos.iter().map(|todo| {
        let details = details(todo, escape).map(|details| format!(" ({details})"));
        let details = details.unwrap_or_default();
        let link = todo.link.as_deref().and_then(link);
        let link = link.map(|link| format!(" <{link}>")).unwrap_or_default();
        let bullet = if todo.is_task { "- [ ]" } else { "-" };
        let text = match escape(&todo.when) {
            when if when.is_empty() => escape(&todo.what),
            when => format!("{when}: {}", escape(&todo.what)),
        };
        format!("{bullet} {}{details}{link}", item(paragraph(text)))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn facts(facts: impl IntoIterator<Item = impl Borrow<(String, StyledText)>>) -> String {
    let items = facts.into_iter().map(|fact| {
        let (name, value) = fact.borrow();
        let name = escape(&StyledText::from(name));
        format!("- **{name}:** {}", prose(value, "  "))
    });
    items.collect::<Vec<_>>().join("\n")
}

fn table(table: &Table) -> String {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let titles = table.columns.iter();
    let titles = titles.map(|column| escape(&StyledText::from(&column.title)));
    let rule = table.columns.iter().map(|column| match column.align {
        Align::Left => "---".to_owned(),
        Align::Right => "---:".to_owned(),
    });
    let mut lines = vec![row(titles.collect()), row(rule.collect())];
    let rows = table.rows.iter();
    lines.extend(rows.map(|cells| row(cells.iter().map(escape).collect())));
    lines.join("\n")
}

/// A drawing as a code block.
fn drawing(marked: &str) -> String {
    let drawn = paint::finish(marked, false);
    let fence = fence(&drawn);
    format!("{fence}text\n{drawn}{fence}")
}

/// A fence that is longer than any run of backticks in the text.
fn fence(text: &str) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max();
    "`".repeat(longest.unwrap_or(0).max(2) + 1)
}

/// Escaped text at the start of a line, so that it is not a numbered item.
fn paragraph(mut text: String) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    let after = rest.strip_prefix(['.', ')']);
    if digits > 0 && after.is_some_and(|after| after.is_empty() || after.starts_with(' ')) {
        text.insert(digits, '\\');
    }
    text
}

/// Escaped text as an item of a list, so that it is not a task.
fn item(mut text: String) -> String {
    if ["[ ]", "[x]", "[X]"]
        .iter()
        .any(|mark| text.starts_with(mark))
    {
        text.insert(0, '\\');
    }
    text
}

/// Paragraphs and lists; those after the first stand under a list item with an indent.
fn prose(phrase: &StyledText, indent: &str) -> String {
    let mut written = String::new();
    let mut was_item = false;
    for (position, (marker, text)) in phrase.blocks().iter().enumerate() {
        if position > 0 {
            let empty = if was_item && marker.is_some() {
                ""
            } else {
                "\n"
            };
            written.push_str(empty);
            written.push('\n');
            written.push_str(indent);
        }
        let text = paragraph(escape_block(text));
        match marker {
            Some(marker) => written.extend([*marker, &item(text)]),
            None => written.push_str(&text),
        }
        was_item = marker.is_some();
    }
    written
}

/// Text whose only markup is code, in one line.
fn escape(phrase: &StyledText) -> String {
    let mut escaped = String::new();
    for (position, (marker, text)) in phrase.blocks().iter().enumerate() {
        if position > 0 {
            escaped.push_str("<br>");
        }
        escaped.push_str(marker.unwrap_or_default());
        escaped.push_str(&escape_block(text));
    }
    escaped
}

fn escape_block(phrase: &StyledText) -> String {
    let mut escaped = String::new();
    let pieces = phrase.0.iter();
    let pieces = pieces.map(|(style, text)| (Kind::of(*style, text), text));
    let pieces: Vec<(Kind, &SmolStr)> = pieces.collect();
    for pieces in pieces.chunk_by(|(one, _), (other, _)| one == other) {
        let text: String = pieces.iter().map(|(_, text)| text.as_str()).collect();
        let text = clean(&text);
        match pieces[0].0 {
            // A vertical bar would end a cell.
            Kind::Code if !text.trim().is_empty() && !text.contains(['`', '|']) => {
                escaped.extend(["`", &*text, "`"]);
            }
            Kind::Link => escaped.extend(["<", &*text, ">"]),
            Kind::Code | Kind::Text => escape_into(&mut escaped, &text),
        }
    }
    escaped
}

/// How a piece of text is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Code,
    Link,
}

impl Kind {
    fn of(style: TextStyle, text: &str) -> Self {
        match style {
            TextStyle::Code => Self::Code,
            TextStyle::Link if link(text).is_some() => Self::Link,
            _ => Self::Text,
        }
    }
}

/// Appends text without markup.
fn escape_into(escaped: &mut String, text: &str) {
    // Four leading spaces would start a code block.
    let text = if escaped.is_empty() {
        text.trim_start()
    } else {
        text
    };
    for (at, character) in text.char_indices() {
        let starts = escaped.is_empty();
        let (before, after) = (&text[..at], &text[at + character.len_utf8()..]);
        let is_markup = match character {
            '\\' | '`' | '*' | '_' | '|' | '~' | '$' => true,
            '+' | '-' | '=' | '>' => starts,
            // At the end of a heading it would be lost.
            '#' => starts || before.ends_with([' ', '#']),
            '[' => before.ends_with(['[', '^']) || after.starts_with('^'),
            ']' => after.starts_with(['(', '[', ':']),
            // An address would become a link, and a name between colons a picture.
            ':' => after.starts_with("//") || is_picture(after),
            '.' => before.ends_with("www") || before.ends_with("WWW"),
            '@' => after.starts_with(char::is_alphanumeric),
            _ => false,
        };
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            other if is_markup => escaped.extend(['\\', other]),
            other => escaped.push(other),
        }
    }
}

/// Whether a text begins with a name and a colon, such as that of `:smile:` after the first one.
fn is_picture(text: &str) -> bool {
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_+-".contains(byte);
    let length = text.bytes().take_while(is_of_name).count();
    let has_letter = text[..length].contains(|byte: char| !byte.is_ascii_digit());
    has_letter && text[length..].starts_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_markup() {
        let hostile = StyledText::from("# <b>a|b</b> [x](javascript:y) `c` &lt; *d*");
        assert_eq!(
            escape(&hostile),
            "\\# &lt;b>a\\|b&lt;/b> [x\\](javascript:y) \\`c\\` &amp;lt; \\*d\\*"
        );
        assert_eq!(paragraph(escape(&StyledText::from("  12. a"))), "12\\. a");
        assert_eq!(paragraph(escape(&StyledText::from("1.5 (2)"))), "1.5 (2)");
        assert_eq!(fence("a ``` b"), "````");
        for (text, expected) in [
            ("C #", "C \\#"),
            ("C# and F#", "C# and F#"),
            ("a ##", "a \\#\\#"),
            ("see https://a.example", "see https\\://a.example"),
            (
                "www.a.example, b@c.example",
                "www\\.a.example, b\\@c.example",
            ),
            (":smile: at 12:30:00", "\\:smile: at 12:30:00"),
            ("^[a] [[b]]", "^\\[a] [\\[b]]"),
            ("[^1]: a", "\\[^1\\]: a"),
        ] {
            assert_eq!(escape(&StyledText::from(text)), expected);
        }
        let address = StyledText::default()
            .plain("at ")
            .and(TextStyle::Link, "https://a.example");
        assert_eq!(escape(&address), "at <https://a.example>");
        assert_eq!(item(escape(&StyledText::from("[x] done"))), "\\[x] done");
    }

    #[test]
    fn code_is_a_span_and_a_backtick_of_a_file_is_text() {
        let sentence = StyledText::default().sentence(TextStyle::Plain, "Write `a_b: *` into it.");
        assert_eq!(escape(&sentence), "Write `a_b: *` into it.");
        assert_eq!(escape(&StyledText::from("`c`")), "\\`c\\`");
        let hostile = StyledText::default().code("a` | **b**").plain("*");
        assert_eq!(escape(&hostile), "a\\` \\| \\*\\*b\\*\\*\\*");
    }
}
