//! Figures carry the number of their source; the sources stand below.

use crate::query::{Cited, Source};

use super::sheet::{Body, Phrase, Section, Tone};

/// The sources that a sheet cites, numbered in the order of their first mention.
pub struct Sources<'a> {
    known: &'a [Source],
    cited: Vec<&'a str>,
}

impl<'a> Sources<'a> {
    pub fn new(known: &'a [Source]) -> Self {
        Self {
            known,
            cited: Vec::new(),
        }
    }

    /// The mark of a source: ` [1]`, or nothing for a figure without one.
    pub fn mark(&mut self, cited: &Cited) -> Phrase {
        self.mark_id(cited.source.as_deref())
    }

    pub fn mark_id(&mut self, id: Option<&str>) -> Phrase {
        let Some(source) = id.and_then(|id| self.known.iter().find(|source| source.id == id))
        else {
            return Phrase::default();
        };
        let position = self.cited.iter().position(|known| *known == source.id);
        let position = position.unwrap_or_else(|| {
            self.cited.push(&source.id);
            self.cited.len() - 1
        });
        Phrase::new(Tone::Quiet, format!(" [{}]", position + 1))
    }

    /// The sources themselves, each with its publisher, title, date and address.
    pub fn section(self) -> Section {
        let entries = self
            .cited
            .iter()
            .filter_map(|id| self.known.iter().find(|source| source.id == *id));
        let facts = entries
            .enumerate()
            .map(|(position, source)| (format!("[{}]", position + 1), entry(source)));
        Section::new("Sources", Body::Facts(facts.collect()))
    }
}

fn entry(source: &Source) -> Phrase {
    let mut written = String::new();
    if let Some(publisher) = &source.publisher {
        written.push_str(publisher);
        written.push_str(": ");
    }
    written.push_str(&source.title);
    match &source.as_of {
        Some(date) => {
            written.push_str(", ");
            written.push_str(date);
        }
        None => written.push_str(", undated"),
    }
    let phrase = Phrase::from(written);
    match &source.url {
        Some(url) => phrase.and(Tone::Quiet, format!("  {url}")),
        None => phrase,
    }
}
