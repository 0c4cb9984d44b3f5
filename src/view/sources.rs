//! Figures carry the number of their source; the sources stand below.

use std::collections::HashMap;

use crate::query::{Cited, Source};

use super::sheet::{Body, Section, StyledText, TextStyle};

/// The sources that a sheet cites, numbered in the order of their first mention.
#[derive(Default)]
pub struct Sources<'a> {
    known: HashMap<&'a str, &'a Source>,
    cited: Vec<&'a Source>,
    /// The number of each source that is cited.
    numbers: HashMap<&'a str, usize>,
}

impl<'a> Sources<'a> {
    pub fn new(known: &'a [Source]) -> Self {
        Self {
            known: known
                .iter()
                .map(|source| (source.id.as_str(), source))
                .collect(),
            cited: Vec::new(),
            numbers: HashMap::new(),
        }
    }

    /// A source by its id, cited or not.
    pub fn known(&self, id: &str) -> Option<&'a Source> {
        self.known.get(id).copied()
    }

    /// The mark of a source: ` [1]`, or nothing for a figure without one.
    pub fn mark(&mut self, cited: &Cited) -> StyledText {
        self.mark_id(cited.source.as_deref())
    }

    /// A figure and the mark of its source.
    pub fn cite(&mut self, figure: impl Into<StyledText>, cited: &Cited) -> StyledText {
        figure.into().then(self.mark(cited))
    }

    pub fn mark_id(&mut self, id: Option<&str>) -> StyledText {
        let Some(source) = id.and_then(|id| self.known.get(id).copied()) else {
            return StyledText::default();
        };
        let number = *self.numbers.entry(&source.id).or_insert_with(|| {
            self.cited.push(source);
            self.cited.len()
        });
        StyledText::from(" ").and(TextStyle::Source, format!("[{number}]"))
    }

    /// The sources themselves, each with its publisher, title, date and address.
    pub fn section(self) -> Section {
        let entries = self.cited.into_iter().map(entry);
        Section::new("Sources", Body::Sources(entries.collect()))
    }
}

fn entry(source: &Source) -> StyledText {
    let mut written = String::new();
    if let Some(publisher) = &source.publisher {
        written.push_str(publisher);
        written.push_str(": ");
    }
    written.push_str(&source.title);
    match &source.as_of {
        Some(date) => {
            written.push_str(&format!(", {date}"));
        }
        None => written.push_str(", undated"),
    }
    let phrase = StyledText::from(written);
    match &source.url {
        Some(url) => phrase.and(TextStyle::Plain, "  ").and(TextStyle::Link, url),
        None => phrase,
    }
}
