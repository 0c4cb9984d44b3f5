//! Writes the parts of a page: headings in order, and their contents.

use std::{borrow::Borrow, collections::HashSet, io, mem};

use crate::{
    render::{details, markup::escape},
    view::{Body, Part, Section, StyledText, Todo},
};

use super::{
    bars,
    figure::Figures,
    gantt, table,
    text::{self, Anchors, address, plain},
};

/// Writes parts in sequence.
pub struct Writer<'a> {
    /// What is written of the part at hand.
    written: String,
    to: &'a mut dyn io::Write,
    /// The name of tables without a heading.
    title: &'a str,
    anchors: Anchors<'a>,
    /// The anchors that are written already; each is written once.
    used: HashSet<&'a str>,
    figures: Figures,
}

impl<'a> Writer<'a> {
    /// A writer for a page with these anchors and drawings.
    pub fn new(
        title: &'a str,
        anchors: Anchors<'a>,
        figures: Figures,
        to: &'a mut dyn io::Write,
    ) -> Self {
        Self {
            written: String::new(),
            to,
            title,
            anchors,
            used: HashSet::new(),
            figures,
        }
    }

    /// Hands on what is written.
    fn flush(&mut self) -> io::Result<()> {
        self.to.write_all(mem::take(&mut self.written).as_bytes())
    }

    /// The top-level parts, which are landmarks.
    pub fn parts(&mut self, parts: &'a [Part<'a>]) -> io::Result<()> {
        for part in parts {
            let id = self.id(part);
            let heading = id.filter(|_| !part.heading.is_empty());
            let (attribute, label) = match heading {
                Some(id) => (
                    format!(" id=\"{0}\" aria-labelledby=\"{0}-h\"", escape(id)),
                    format!(" id=\"{}-h\"", escape(id)),
                ),
                None => (id_attribute(id), String::new()),
            };
            self.line(&format!("<section{attribute}>"));
            let level = self.heading(2, &label, &part.heading);
            self.content(part, level)?;
            self.line("</section>");
        }
        self.flush()
    }

    fn part(&mut self, part: &'a Part<'a>, level: usize) -> io::Result<()> {
        let id = id_attribute(self.id(part));
        if !part.folded {
            self.line(&format!("<section{id} class=\"part\">"));
            let level = self.heading(level, "", &part.heading);
            self.content(part, level)?;
            self.line("</section>");
            return self.flush();
        }
        // A link to the inner `div` opens the details.
        self.line("<details>\n<summary>");
        let level = self.heading(level, "", &part.heading);
        self.line(&format!("</summary>\n<div{id} class=\"part\">"));
        self.content(part, level)?;
        self.line("</div>\n</details>");
        self.flush()
    }

    /// The content of a part; `level` is that of its headings.
    fn content(&mut self, part: &'a Part<'a>, level: usize) -> io::Result<()> {
        for sentence in &part.lead {
            self.sentence(sentence);
        }
        if part.figure.is_some() {
            self.figure();
        }
        let later = part.later.as_ref().map(|make| make());
        let sections = part.sections.iter().chain(later.iter().flatten());
        for section in sections.filter(|section| !section.is_empty()) {
            self.section(section, &part.heading, level);
        }
        for part in part.parts.iter().filter(|part| !part.is_empty()) {
            self.part(part, level)?;
        }
        Ok(())
    }

    fn section(&mut self, section: &Section, of: &StyledText, level: usize) {
        self.heading(level + usize::from(section.is_part), "", &section.heading);
        let name = [&section.heading, of]
            .into_iter()
            .find(|one| !one.is_empty());
        let name = name.map_or_else(|| self.title.to_owned(), |name| escape(&name.text()));
        match &section.body {
            body if body.is_empty() => (),
            Body::Nothing => (),
            Body::Diagram(_) => self.figure(),
            Body::Table(table) => {
                let written = table::table(table, &name, &self.anchors);
                self.written.push_str(&written);
            }
            Body::CrossTable(crossed) => match crossed.unlimited() {
                Some(crossed) => {
                    let written = table::crossed(&crossed, &name, &self.anchors);
                    self.written.push_str(&written);
                }
                None => self.facts(crossed.facts()),
            },
            Body::Bars(bars) => {
                bars::bars(bars, &name, &self.anchors, &mut self.written);
            }
            Body::Gantt(chart) => {
                let written = gantt::gantt(chart, &name);
                self.written.push_str(&written);
            }
            Body::Facts(facts) => self.facts(facts),
            Body::Items(items) => self.items(items),
            Body::Todos(todos) => self.todos(todos),
            Body::Sources(entries) => self.sources(entries),
        }
        for note in &section.notes {
            let written = self.flow(note);
            let tag = if note.has_blocks() { "div" } else { "p" };
            self.line(&format!("<{tag} class=\"note\">{written}</{tag}>"));
        }
    }

    fn figure(&mut self) {
        let figure = self.figures.next();
        self.written.push_str(&figure);
    }

    fn facts(&mut self, facts: impl IntoIterator<Item = impl Borrow<(String, StyledText)>>) {
        self.line("<dl>");
        for fact in facts {
            let (name, value) = fact.borrow();
            let (name, value) = (text::escape_mixed(name), self.flow(value));
            self.line(&format!("<div><dt>{name}</dt><dd>{value}</dd></div>"));
        }
        self.line("</dl>");
    }

    fn items(&mut self, items: &[StyledText]) {
        self.line("<ul>");
        for item in items {
            let item = self.flow(item);
            self.line(&format!("<li>{item}</li>"));
        }
        self.line("</ul>");
    }

    fn todos(&mut self, todos: &[Todo]) {
        self.line("<ul class=\"todos\">");
        for todo in todos {
            let class = if todo.is_task { "task" } else { "day" };
            let (when, what) = (self.phrase(&todo.when), self.phrase(&todo.what));
            let details = details(todo, |value| self.phrase(value)).into_iter();
            let details = details.chain(todo.link.as_deref().map(address));
            let details: Vec<String> = details
                .map(|detail| format!(" <span class=\"details\">{detail}</span>"))
                .collect();
            let details = details.concat();
            self.line(&format!(
                "<li class=\"{class}\"><span class=\"when\">{when}</span> \
                 <span class=\"what\">{what}{details}</span></li>"
            ));
        }
        self.line("</ul>");
    }

    fn sources(&mut self, entries: &[StyledText]) {
        self.line("<ol class=\"sources\">");
        for (entry, number) in entries.iter().zip(1..) {
            let entry = self.phrase(entry);
            self.line(&format!("<li id=\"source-{number}\">{entry}</li>"));
        }
        self.line("</ol>");
    }

    /// Writes a heading, if there is one, and returns the level below it.
    fn heading(&mut self, level: usize, attribute: &str, heading: &StyledText) -> usize {
        if heading.is_empty() {
            return level;
        }
        let tag = level.min(6);
        let heading = plain(heading);
        self.line(&format!("<h{tag}{attribute}>{heading}</h{tag}>"));
        level + 1
    }

    fn sentence(&mut self, sentence: &StyledText) {
        self.line(&text::paragraphs(sentence, Some(&self.anchors)));
    }

    fn flow(&self, phrase: &StyledText) -> String {
        text::flow(phrase, Some(&self.anchors))
    }

    fn phrase(&self, phrase: &StyledText) -> String {
        text::phrase(phrase, Some(&self.anchors))
    }

    fn id(&mut self, part: &'a Part<'a>) -> Option<&'a str> {
        let anchor = part.anchor.as_deref()?;
        self.used.insert(anchor).then_some(anchor)
    }

    fn line(&mut self, text: &str) {
        self.written.push_str(text);
        self.written.push('\n');
    }
}

fn id_attribute(id: Option<&str>) -> String {
    id.map(|id| format!(" id=\"{}\"", escape(id)))
        .unwrap_or_default()
}
