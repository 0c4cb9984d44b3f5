//! One fact per line: for screen readers, and for grep.

use crate::view::{Body, Phrase, Sheet, Table, Todo, Tone};

use super::{Medium, bars, numbered, paint, titles};

pub fn render(sheet: &Sheet, medium: Medium) -> String {
    let mut written = String::new();
    let mut line = |phrase: &Phrase| {
        written.push_str(&paint::mark(phrase));
        written.push('\n');
    };
    line(&sheet.title);
    sheet.lead.iter().for_each(&mut line);
    for section in sheet.sections.iter().filter(|section| !section.is_empty()) {
        line(&Phrase::default());
        if !section.heading.is_empty() {
            line(&section.heading.clone().and(Tone::Strong, ":"));
        }
        match &section.body {
            Body::Nothing => (),
            Body::Picture(diagram) => {
                line(&Phrase::new(Tone::Strong, "Titles:"));
                titles(diagram)
                    .iter()
                    .map(fact)
                    .for_each(|title| line(&title));
            }
            Body::Table(table) => rows(table).iter().for_each(&mut line),
            Body::Facts(facts) => facts.iter().for_each(|one| line(&fact(one))),
            Body::Sources(entries) => numbered(entries).iter().for_each(|(number, entry)| {
                line(&Phrase::from(format!("{number} ")).then(entry.clone()));
            }),
            Body::Items(items) => items.iter().for_each(&mut line),
            Body::Todos(todos) => todos.iter().map(todo).for_each(|todo| line(&todo)),
            Body::Bars(bars) => bars::tell(bars).iter().for_each(&mut line),
        }
        section.notes.iter().for_each(&mut line);
    }
    paint::finish(&written, medium.color)
}

fn fact((name, value): &(String, Phrase)) -> Phrase {
    Phrase::from(format!("{name}: ")).then(value.clone())
}

/// A thing to do as `when: what; Detail: value`.
fn todo(todo: &Todo) -> Phrase {
    let begun = todo
        .when
        .clone()
        .and(Tone::Plain, ": ")
        .then(todo.what.clone());
    let details = todo.details.iter().filter(|(_, value)| !value.is_empty());
    let told = details.fold(begun, |phrase, (name, value)| {
        phrase
            .and(Tone::Plain, format!("; {name}: "))
            .then(value.clone())
    });
    match &todo.link {
        Some(link) => told.and(Tone::Quiet, format!("; Link: {link}")),
        None => told,
    }
}

/// A row as `Column: value; Column: value`.
fn rows(table: &Table) -> Vec<Phrase> {
    let row = |row: &Vec<Phrase>| {
        let cells = table
            .columns
            .iter()
            .zip(row)
            .filter(|(_, cell)| !cell.is_empty());
        cells.fold(Phrase::default(), |phrase, (column, cell)| {
            let separator = if phrase.is_empty() { "" } else { "; " };
            phrase
                .and(Tone::Plain, format!("{separator}{}: ", column.title))
                .then(cell.clone())
        })
    };
    table.rows.iter().map(row).collect()
}
