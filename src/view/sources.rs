//! Figures carry the number of their source; the sources stand below.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::query::{Cited, Fact, MoveFacts, Resource, Source};

use super::{Body, Section, StyledText, TextStyle, display, prose};

/// The sources that a sheet cites, numbered in the order of their first mention.
#[derive(Default)]
pub struct Sources<'a> {
    known: HashMap<&'a str, &'a Source>,
    cited: Vec<&'a Source>,
    /// The first and the last date of the figures of each source that has none.
    dates: HashMap<&'a str, (SmolStr, SmolStr)>,
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
            dates: HashMap::new(),
            numbers: HashMap::new(),
        }
    }

    /// A source by its id, cited or not.
    pub fn known(&self, id: &str) -> Option<&'a Source> {
        self.known.get(id).copied()
    }

    /// The mark of a source: ` [1]`, or nothing for a figure without one.
    pub fn mark(&mut self, cited: &Cited) -> StyledText {
        self.mark_dated(cited.source.as_deref(), cited.as_of.as_ref())
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
        share.then(self.mark_share(facts))
    }

    /// The mark of the source of the share of a move.
    pub fn mark_share(&mut self, facts: &MoveFacts) -> StyledText {
        self.mark_dated(facts.share_source.as_deref(), facts.share_as_of.as_ref())
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

    /// The mark of the source of a figure with its date.
    fn mark_dated(&mut self, id: Option<&str>, date: Option<&SmolStr>) -> StyledText {
        let source = id.and_then(|id| self.known(id));
        let source = source.filter(|source| source.as_of.is_none());
        if let Some((source, date)) = source.zip(date) {
            let dates = self.dates.entry(source.id.as_str());
            let (first, last) = dates.or_insert_with(|| (date.clone(), date.clone()));
            if date < first {
                first.clone_from(date);
            }
            if date > last {
                last.clone_from(date);
            }
        }
        self.mark_id(id)
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
            self.dated(publisher, source)
        };
        let mut alike: HashMap<String, usize> = HashMap::new();
        for source in &self.cited {
            *alike.entry(brief(source)).or_default() += 1;
        }
        let entries = self.cited.iter().map(|source| {
            let text = brief(source);
            if alike[&text] > 1 {
                self.dated(&source.title, source)
            } else {
                text
            }
        });
        entries.collect()
    }

    /// The sources themselves, each with its publisher, title, date and address.
    pub fn section(&self) -> Section {
        let entries = self.cited.iter().map(|source| self.entry(source));
        Section::new("Sources", Body::Sources(entries.collect()))
    }

    fn entry(&self, source: &Source) -> StyledText {
        let title = display::join(source.publisher.iter().chain([&source.title]), ": ");
        StyledText::from(self.dated(&title, source)).followed_by(source.url.as_ref())
    }

    /// A source with its date, else with the dates of its figures.
    fn dated(&self, title: &str, source: &Source) -> String {
        let date = match (&source.as_of, self.dates.get(source.id.as_str())) {
            (Some(date), _) => date.to_string(),
            (None, Some((first, last))) if first == last => format!("figures of {first}"),
            (None, Some((first, last))) => format!("figures of {first} to {last}"),
            (None, None) => "undated".to_owned(),
        };
        format!("{title}, {date}")
    }
}
