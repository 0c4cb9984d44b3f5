//! A ladder that was made from another form, and what it does not say.

use smol_str::SmolStr;

use crate::{
    load::{
        Entries, Field, LadderDocument, SourceEntry,
        types::{DateText, Id, Link, Prose, Title},
    },
    model::{Date, titled},
};

/// A ladder from another form.
#[derive(Debug, Default)]
pub struct Imported {
    /// The ladder.
    pub document: LadderDocument,
    /// What is in the input and not in the ladder, each as a noun: `the column Notes`.
    pub unread: Vec<String>,
    /// What was understood in one of several ways, each as a sentence.
    pub remarks: Vec<String>,
}

/// Where an imported ladder comes from.
#[derive(Debug, Default, Clone)]
pub struct Origin {
    /// What the source is called.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The day, month or year that it describes.
    pub as_of: Option<Date>,
    /// Under which terms it may be used.
    pub licence: Option<String>,
    /// What else must be said of it.
    pub note: Option<String>,
}

impl Origin {
    /// Names the origin as the source of every figure of a ladder.
    pub fn cite(&self, id: &str, document: &mut LadderDocument) {
        let entry = SourceEntry {
            publisher: self.publisher.as_deref().map_or(Field::Absent, prose),
            title: title(&self.title),
            url: self
                .url
                .as_deref()
                .map_or(Field::Absent, |url| Field::Valid(Link(url.into()))),
            as_of: self.as_of.map_or(Field::Absent, |date| {
                Field::Valid(DateText(date.to_string().into()))
            }),
            licence: self.licence.as_deref().map_or(Field::Absent, prose),
            note: self.note.as_deref().map_or(Field::Absent, prose),
            ..SourceEntry::default()
        };
        let id = Id(SmolStr::new(id));
        document.sources = Field::Valid(Entries(vec![(id.clone(), Field::Valid(entry))]));
        document.source = Field::Valid(id);
    }
}

/// A title.
pub fn title(text: &str) -> Field<Title> {
    Field::Valid(Title(text.into()))
}

/// A text of any kind.
pub fn prose(text: &str) -> Field<Prose> {
    Field::Valid(Prose(text.into()))
}

/// The title of an entry, unless it is the one that is made from its id.
pub fn stated_title(id: &Id, text: &str) -> Field<Title> {
    if titled(id) == text {
        Field::Absent
    } else {
        title(text)
    }
}

/// Entries, if there is one.
pub fn entries<K, T>(entries: impl IntoIterator<Item = (K, Field<T>)>) -> Field<Entries<K, T>> {
    let entries: Vec<_> = entries.into_iter().collect();
    if entries.is_empty() {
        Field::Absent
    } else {
        Field::Valid(Entries(entries))
    }
}
