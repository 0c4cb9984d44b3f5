//! Figures carry the number of their source; the sources stand below.

use std::collections::HashMap;

use crate::query::{Cited, Fact, MoveFacts, Resource, Source};

use super::{Body, Section, StyledText, TextStyle, display, prose};

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

    /// A number and the mark of its source; an estimate has a mark in front too.
    pub fn figure(&mut self, number: impl Into<StyledText>, cited: &Cited) -> StyledText {
        display::estimate(number, cited.estimated).then(self.mark(cited))
    }

    /// The share of a move and the mark of its source.
    pub fn share(&mut self, share: String, facts: &MoveFacts) -> StyledText {
        let share = display::estimate(share, self.is_estimated_share(facts));
        share.then(self.mark_id(facts.share_source.as_deref()))
    }

    /// Whether the share of a move is an estimate.
    pub fn is_estimated_share(&self, facts: &MoveFacts) -> bool {
        let source = facts.share_source.as_deref();
        let source = source.and_then(|id| self.known(id));
        source.is_some_and(|source| source.estimate)
    }

    /// A resource with its source and its address.
    pub fn resource(&mut self, resource: &Resource) -> StyledText {
        let title = self.cite(&resource.title, &resource.cited);
        title.followed_by(resource.url.as_ref())
    }

    /// Sentences, each with the mark of its source.
    pub fn facts(&mut self, facts: &[Fact]) -> Section {
        let facts = facts
            .iter()
            .map(|fact| self.cite(prose(&fact.text), &fact.cited));
        Section::new("Facts", Body::Items(facts.collect()))
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

    /// The sources in few words, for a screen: who publishes them, and their dates; by their titles where
    /// those would read alike.
    pub fn brief(self) -> Vec<String> {
        let brief = |source: &Source| {
            let publisher = source.publisher.as_ref().unwrap_or(&source.title);
            dated(publisher, source)
        };
        let mut alike: HashMap<String, usize> = HashMap::new();
        for source in &self.cited {
            *alike.entry(brief(source)).or_default() += 1;
        }
        let entries = self.cited.iter().map(|source| {
            let text = brief(source);
            if alike[&text] > 1 {
                dated(&source.title, source)
            } else {
                text
            }
        });
        entries.collect()
    }

    /// The sources themselves, each with its publisher, title, date and address.
    pub fn section(self) -> Section {
        let entries = self.cited.into_iter().map(entry);
        Section::new("Sources", Body::Sources(entries.collect()))
    }
}

fn entry(source: &Source) -> StyledText {
    let title = display::join(source.publisher.iter().chain([&source.title]), ": ");
    StyledText::from(dated(&title, source)).followed_by(source.url.as_ref())
}

fn dated(title: &str, source: &Source) -> String {
    let date = source
        .as_of
        .map_or_else(|| "undated".to_owned(), |date| date.to_string());
    format!("{title}, {date}")
}
