//! Turns a sheet into one fact per line, for screen readers and grep.

use std::fmt::Write as _;

use crate::view::{Body, Sheet, StyledText, Table, TextStyle, Todo};

use super::{Medium, numbered, paint, titles};

pub fn render(sheet: &Sheet, medium: Medium) -> String {
    let mut written = String::new();
    // What follows the first line of a text stands under it.
    let mut line = |phrase: &StyledText| {
        for (position, text) in paint::mark(phrase).split('\n').enumerate() {
            if position == 0 {
                written.push_str(text);
                written.push('\n');
            } else if !text.is_empty() {
                let _ = writeln!(written, "  {text}");
            }
        }
    };
    line(&sheet.title);
    sheet.lead.iter().for_each(&mut line);
    for section in sheet.sections.iter().filter(|section| section.has_words()) {
        if let (true, Body::Items(items)) = (section.is_part, &section.body) {
            for item in items {
                line(&section.heading.clone().plain(": ").then(item.clone()));
            }
            continue;
        }
        line(&StyledText::default());
        if !section.heading.is_empty() {
            line(&section.heading.clone().and(TextStyle::Strong, ":"));
        }
        match &section.body {
            Body::Nothing | Body::Gantt(_) => (),
            Body::Diagram(diagram) => {
                line(&StyledText::new(TextStyle::Strong, "Titles:"));
                for title in titles(diagram) {
                    line(&fact(&title));
                }
            }
            Body::Table(table) => rows(table).iter().for_each(&mut line),
            Body::CrossTable(crossed) => crossed.entries().iter().for_each(&mut line),
            Body::Facts(facts) => facts.iter().for_each(|one| line(&fact(one))),
            Body::Sources(entries) => numbered(entries).iter().for_each(|(number, entry)| {
                line(&StyledText::from(format!("{number} ")).then(entry.clone()));
            }),
            Body::Items(items) => items.iter().for_each(&mut line),
            Body::Todos(todos) => todos.iter().map(todo).for_each(|todo| line(&todo)),
            Body::Bars(bars) => bars.sentences().iter().for_each(&mut line),
        }
        section.notes.iter().for_each(&mut line);
    }
    paint::finish_for(&written, medium)
}

fn fact((name, value): &(String, StyledText)) -> StyledText {
    StyledText::from(format!("{name}: ")).then(value.clone())
}

/// A to-do entry as `when: what; Detail: value`.
fn todo(todo: &Todo) -> StyledText {
    let separator = if todo.when.is_empty() { "" } else { ": " };
    let when = todo.when.clone().and(TextStyle::Plain, separator);
    let begun = when.then(todo.what.clone());
    let details = todo.details.iter().filter(|(_, value)| !value.is_empty());
    let line = details.fold(begun, |phrase, (name, value)| {
        phrase
            .and(TextStyle::Plain, format!("; {name}: "))
            .then(value.clone())
    });
    match &todo.link {
        Some(link) => line.and(TextStyle::Quiet, format!("; Link: {link}")),
        None => line,
    }
}

/// A row as `Column: value; Column: value`.
fn rows(table: &Table) -> Vec<StyledText> {
    let row = |row: &Vec<StyledText>| {
        let cells = table.columns.iter().zip(row);
        let cells = cells.filter(|(_, cell)| !cell.is_empty());
        cells.fold(StyledText::default(), |phrase, (column, cell)| {
            let separator = if phrase.is_empty() { "" } else { "; " };
            phrase
                .and(TextStyle::Plain, format!("{separator}{}: ", column.title))
                .then(cell.clone())
        })
    };
    table.rows.iter().map(row).collect()
}
