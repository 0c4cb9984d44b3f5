//! Turns a sheet into one fact per line, for screen readers and grep.

use std::{fmt::Write as _, io};

use crate::view::{Body, Section, Sheet, StyledText, Table, TextStyle, Todo};

use super::{Medium, numbered, paint, titles};

/// Writes a sheet or a piece of one; each section is dropped as soon as it is written.
pub fn add(sheet: Sheet, medium: Medium, to: &mut dyn io::Write) -> io::Result<()> {
    let mut lead = Lines::default();
    let title = Some(&sheet.title).filter(|title| !title.is_empty());
    let phrases = title.into_iter().chain(&sheet.lead);
    phrases.for_each(|phrase| lead.add(phrase));
    to.write_all(paint::finish_for(&lead.0, medium).as_bytes())?;
    for section in sheet.sections {
        let written = self::section(&section);
        to.write_all(paint::finish_for(&written.0, medium).as_bytes())?;
    }
    Ok(())
}

/// Lines of text.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// Adds a text; what follows its first line stands under it.
    fn add(&mut self, phrase: &StyledText) {
        for (position, text) in paint::mark(phrase).split('\n').enumerate() {
            if position == 0 {
                self.0.push_str(text);
                self.0.push('\n');
            } else if !text.is_empty() {
                let _ = writeln!(self.0, "  {text}");
            }
        }
    }
}

fn section(section: &Section) -> Lines {
    let mut written = Lines::default();
    if !section.has_words() {
        return written;
    }
    let mut line = |phrase: &StyledText| written.add(phrase);
    if let (true, Body::Items(items)) = (section.is_part, &section.body) {
        for item in items {
            line(&section.heading.clone().plain(": ").then(item.clone()));
        }
        return written;
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
        Body::Table(table) => rows(table).for_each(|row| line(&row)),
        Body::CrossTable(crossed) => crossed.entries().for_each(|entry| line(&entry)),
        Body::Facts(facts) => facts.iter().for_each(|one| line(&fact(one))),
        Body::Sources(entries) => numbered(entries).iter().for_each(|(number, entry)| {
            line(&StyledText::from(format!("{number} ")).then(entry.clone()));
        }),
        Body::Items(items) => items.iter().for_each(&mut line),
        Body::Todos(todos) => todos.iter().map(todo).for_each(|todo| line(&todo)),
        Body::Bars(bars) => bars.sentences().iter().for_each(&mut line),
    }
    section.notes.iter().for_each(|note| written.add(note));
    written
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
fn rows(table: &Table) -> impl Iterator<Item = StyledText> {
    table.rows.iter().map(|row| {
        let cells = table.columns.iter().zip(row);
        let cells = cells.filter(|(_, cell)| !cell.is_empty());
        cells.fold(StyledText::default(), |phrase, (column, cell)| {
            let separator = if phrase.is_empty() { "" } else { "; " };
            phrase
                .and(TextStyle::Plain, format!("{separator}{}: ", column.title))
                .then(cell.clone())
        })
    })
}
