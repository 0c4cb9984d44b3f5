//! What an entry of one version states, in parts that can be compared with those of the other version.

use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{Figure, SourceIndex, Span},
    order::map_of,
    query::answer::{Grade, Level, Number},
    vocabulary::{EntryPart, Property},
};

use super::{places::Place, side::Side};

use serde::Serialize;

/// What is stated of a part of an entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum PropertyValue {
    /// Yes or no.
    Flag(bool),
    /// A number, an amount of money or a share.
    Number(Number),
    /// A text, an id, a word or a date.
    Text(SmolStr),
    /// A list in an order that counts.
    List(Vec<SmolStr>),
    /// A list in any order.
    Set(Vec<SmolStr>),
    /// The members of a group, in any order.
    Members(Vec<VersionMember>),
    /// A level of a skill.
    Level(VersionLevel),
    /// A height on a track; its name is that of the track.
    Grade(Grade),
    /// Years or hours.
    Span {
        /// The least.
        min: Number,
        /// The most; `null` where there is no end.
        max: Number,
    },
}

/// A level as its version calls it; two are equal where the new version calls them the same.
#[derive(Debug, Clone)]
pub struct VersionLevel {
    /// The level in its version.
    pub own: Level,
    /// The same in the new version.
    pub(super) in_new: Level,
}

impl PartialEq for VersionLevel {
    fn eq(&self, other: &Self) -> bool {
        self.in_new == other.in_new
    }
}

impl Serialize for VersionLevel {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.own.serialize(serializer)
    }
}

/// A member of a group as its version calls its level; two are equal where the new version calls them the same.
#[derive(Debug, Clone)]
pub struct VersionMember {
    /// The member in its version.
    pub own: SmolStr,
    /// The same in the new version.
    pub(super) in_new: SmolStr,
}

impl PartialEq for VersionMember {
    fn eq(&self, other: &Self) -> bool {
        self.in_new == other.in_new
    }
}

impl Serialize for VersionMember {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.own.serialize(serializer)
    }
}

impl From<SmolStr> for VersionMember {
    fn from(name: SmolStr) -> Self {
        Self {
            own: name.clone(),
            in_new: name,
        }
    }
}

impl PropertyValue {
    /// Whether both say the same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Set(one), Self::Set(other)) => {
                one == other || one.len() == other.len() && counts(one) == counts(other)
            }
            (Self::Members(one), Self::Members(other)) => {
                let [one, other] = [one, other].map(|all| all.iter().map(|member| &member.in_new));
                counts(one) == counts(other)
            }
            (Self::Grade(one), Self::Grade(other)) => one.rank == other.rank,
            _ => self == other,
        }
    }
}

/// How often each text stands in a list.
fn counts<'t>(
    texts: impl IntoIterator<Item = &'t SmolStr> + Clone,
) -> std::collections::BTreeMap<&'t SmolStr, usize> {
    let mut counts = map_of(texts.clone().into_iter().map(|text| (text, 0)));
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    counts
}

/// A property as one version states it.
#[derive(Debug)]
pub(super) struct Stated {
    pub property: Property,
    pub value: Option<PropertyValue>,
    /// Whether it rests on an estimate.
    pub estimated: bool,
    /// Whether it is only what the whole entry says, as its source.
    pub is_of_entry: bool,
}

/// A part of an entry, as one version states it.
#[derive(Debug)]
pub(super) struct StatedPart {
    pub part: EntryPart,
    pub id: SmolStr,
    pub title: SmolStr,
    /// What tells it from other parts of its kind.
    pub key: SmolStr,
    /// The same in other words, the best first: by these it is found where the other version has another key.
    pub others: Vec<SmolStr>,
    pub properties: Vec<Stated>,
    /// The role that states a requirement.
    pub introduced_by: Option<SmolStr>,
    /// Where it stands, if that decides which part counts.
    pub place: Option<Place>,
}

impl StatedPart {
    pub fn new(part: EntryPart, id: impl Into<SmolStr>, title: impl Into<SmolStr>) -> Self {
        let id = id.into();
        Self {
            part,
            title: title.into(),
            key: id.clone(),
            id,
            others: Vec::new(),
            properties: Vec::new(),
            introduced_by: None,
            place: None,
        }
    }

    /// A property that is stated, or not.
    pub fn with(mut self, property: Property, value: Option<PropertyValue>) -> Self {
        if value.is_some() {
            self.push(property, value, false, false);
        }
        self
    }

    pub fn text(self, property: Property, text: Option<&SmolStr>) -> Self {
        self.with(property, text.cloned().map(PropertyValue::Text))
    }

    pub fn word(self, property: Property, word: Option<impl ToSmolStr>) -> Self {
        self.with(
            property,
            word.map(|word| PropertyValue::Text(word.to_smolstr())),
        )
    }

    pub fn flag(self, property: Property, is_set: bool) -> Self {
        self.with(property, is_set.then_some(PropertyValue::Flag(true)))
    }

    pub fn set(self, property: Property, items: impl IntoIterator<Item = SmolStr>) -> Self {
        let items: Vec<SmolStr> = items.into_iter().collect();
        self.with(
            property,
            (!items.is_empty()).then_some(PropertyValue::Set(items)),
        )
    }

    pub fn list(self, property: Property, items: impl IntoIterator<Item = SmolStr>) -> Self {
        let items: Vec<SmolStr> = items.into_iter().collect();
        self.with(
            property,
            (!items.is_empty()).then_some(PropertyValue::List(items)),
        )
    }

    pub fn number(self, property: Property, number: Option<f64>) -> Self {
        self.with(
            property,
            number.map(|number| PropertyValue::Number(Number(number))),
        )
    }

    /// A number that is an estimate where its source is one; left out where estimates are.
    pub fn figure(
        mut self,
        side: Side,
        property: Property,
        number: Option<f64>,
        source: Option<SourceIndex>,
    ) -> Self {
        let number = number.filter(|_| !side.ladder.leaves_out(source));
        if let Some(number) = number {
            let estimated = side.ladder.is_estimate(source);
            let value = PropertyValue::Number(Number(number));
            self.push(property, Some(value), estimated, false);
        }
        self
    }

    /// Years or hours with their own source, where that is not the one of the entry; left out where estimates are.
    pub fn span(
        self,
        side: Side,
        properties: [Property; 2],
        figure: Option<Figure<Span>>,
        entry: Option<SourceIndex>,
    ) -> Self {
        let figure = figure.filter(|figure| !side.ladder.leaves_out(figure.source));
        self.term(side, properties, figure, entry)
    }

    /// The same of a term, which holds even where it is an estimate.
    pub fn term(
        mut self,
        side: Side,
        [property, of_source]: [Property; 2],
        figure: Option<Figure<Span>>,
        entry: Option<SourceIndex>,
    ) -> Self {
        if let Some(Figure { value, source }) = figure {
            let span = PropertyValue::Span {
                min: Number::years(value.min),
                max: Number::years(value.max),
            };
            self.push(property, Some(span), side.ladder.is_estimate(source), false);
            return self.source(side, of_source, source, entry);
        }
        self
    }

    /// A source; without a difference it is that of the entry, which tells it.
    pub fn source(
        mut self,
        side: Side,
        property: Property,
        source: Option<SourceIndex>,
        entry: Option<SourceIndex>,
    ) -> Self {
        let id = source.map(|source| PropertyValue::Text(side.source(source)));
        self.push(property, id, false, source == entry);
        self
    }

    fn push(
        &mut self,
        property: Property,
        value: Option<PropertyValue>,
        estimated: bool,
        is_of_entry: bool,
    ) {
        self.properties.push(Stated {
            property,
            value,
            estimated,
            is_of_entry,
        });
    }
}
