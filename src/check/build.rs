//! From a ladder's document to the ladder: every reference is followed, every bound is held.
//!
//! This file holds what all entries share; the entries themselves are built in the files of their kind.

use std::mem::replace;

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Diagnostics},
    load::{
        Entries, Field, Figure as FigureEntry, LadderDocument, List, MarketEntry, SourceEntry,
        types::{CurrencyCode, Id, LevelName, Span as SpanEntry},
    },
    model::{Figure, Ladder, Level, Market, Names, Scale, Source, SourceIndex, Span, Track},
    text::PointerRef,
};

use super::{cycles, references::Ids, values};

/// Builds the ladder that a document describes, or reports everything that keeps it from being one.
///
/// What could not be read, or is not known, is left out of the ladder that is checked: nothing is
/// shown that only follows from it. the diagnostics are what was found wrong with the document's form.
pub fn ladder(
    document: &LadderDocument,
    mut diagnostics: Diagnostics,
) -> Result<Ladder, Diagnostics> {
    let market = document.market.valid();
    let mut builder = LadderBuilder {
        ids: Ids::collect(document, &mut diagnostics),
        region: market.and_then(|market| text(&market.region)),
        currency: currency(&document.market),
        scale: None,
        skill_scales: Vec::new(),
        missed_levels: false,
        missed_currency: false,
        diagnostics: &mut diagnostics,
    };
    let ladder = builder.build(document);
    cycles::extends(&ladder, &mut diagnostics);
    cycles::promotions(&ladder, &mut diagnostics);
    cycles::needs(&ladder, &mut diagnostics);
    cycles::replacements(&ladder, &mut diagnostics);
    diagnostics.unless_errors(ladder)
}

/// The market's currency, which may have been said in a way that cannot be read.
fn currency(market: &Field<MarketEntry>) -> Field<CurrencyCode> {
    match market {
        Field::Absent => Field::Absent,
        Field::Invalid => Field::Invalid,
        Field::Valid(market) => market.currency.clone(),
    }
}

/// What is known while a ladder is built.
pub(super) struct LadderBuilder<'a> {
    pub ids: Ids,
    pub region: Option<SmolStr>,
    currency: Field<CurrencyCode>,
    /// The levels of every skill that has none of its own, if they can be read.
    scale: Option<Scale>,
    /// The levels that skills have of their own, by the skill's position.
    skill_scales: Vec<Own>,
    /// Whether it was shown that a level is named although there are none.
    missed_levels: bool,
    /// Whether it was shown that an amount has no currency.
    missed_currency: bool,
    pub diagnostics: &'a mut Diagnostics,
}

/// A scale that a skill may have of its own.
enum Own {
    None,
    Scale(Option<Scale>),
}

impl LadderBuilder<'_> {
    fn build(&mut self, document: &LadderDocument) -> Ladder {
        if let Some(id) = document.id.valid() {
            values::id(id, |_| false, PointerRef::ROOT.key("id"), self.diagnostics);
        }
        if let Some(currency) = self.currency.valid() {
            let market = PointerRef::ROOT.key("market");
            values::currency(currency, market.key("currency"), self.diagnostics);
        }
        if document
            .roles
            .valid()
            .is_some_and(|roles| roles.0.is_empty())
        {
            let message = "a ladder needs at least one role";
            self.diagnostics
                .add(Code::Empty, PointerRef::ROOT.key("roles"), message);
        }
        self.scale = self.scale(&document.proficiency, PointerRef::ROOT.key("proficiency"));
        self.skill_scales = self.each("skills", &document.skills, |builder, _, entry, at| {
            let own = entry.valid().map(|entry| &entry.proficiency);
            match own {
                Some(own) if !own.is_absent() => {
                    Own::Scale(builder.scale(own, at.key("proficiency")))
                }
                _ => Own::None,
            }
        });
        Ladder {
            market: Market {
                region: self.region.clone(),
                currency: text(&self.currency),
            },
            tracks: self.each("tracks", &document.tracks, |_, id, title, _| Track {
                id,
                title: text(title).unwrap_or_default(),
            }),
            sources: self.each("sources", &document.sources, |builder, id, entry, at| {
                builder.source(id, entry.valid().unwrap_or(&SourceEntry::default()), at)
            }),
            skills: self.each("skills", &document.skills, Self::skill),
            certifications: self.each(
                "certifications",
                &document.certifications,
                Self::certification,
            ),
            scale: self.scale.clone().unwrap_or_default(),
            graph: self.graph(&document.roles),
            id: text(&document.id).unwrap_or_default(),
            title: text(&document.title).unwrap_or_default(),
            about: text(&document.about),
            names: Names::default(),
        }
    }

    /// Builds every entry of a map, those that cannot be read too: others may name them.
    fn each<E, T>(
        &mut self,
        key: &str,
        entries: &Field<Entries<Id, E>>,
        build: impl Fn(&mut Self, SmolStr, &Field<E>, PointerRef) -> T,
    ) -> Vec<T> {
        let all = PointerRef::ROOT.key(key);
        let entries = entries.entries().iter();
        entries
            .map(|(id, entry)| build(self, id.0.clone(), entry, all.key(id)))
            .collect()
    }

    /// The levels of a list, unless one of them cannot be read.
    fn scale(&mut self, names: &List<LevelName>, at: PointerRef) -> Option<Scale> {
        let names = match names {
            Field::Absent => return Some(Scale::default()),
            Field::Invalid => return None,
            Field::Valid(names) => names,
        };
        let known = names.iter().enumerate();
        let known = known.filter_map(|(position, name)| Some((position, name.valid()?.as_str())));
        let known: Vec<(usize, &str)> = known.collect();
        for (position, name) in &known {
            values::level_name(name, at.item(*position), self.diagnostics);
        }
        values::once("level", known.iter().copied(), at, self.diagnostics);
        if names.len() > Scale::LIMIT {
            let message = format!("a scale has at most {} levels", Scale::LIMIT);
            self.diagnostics.add(Code::InvalidLevel, at, message);
            return None;
        }
        let complete = known.len() == names.len();
        let names = known.into_iter().map(|(_, name)| SmolStr::new(name));
        Scale::new(names.collect()).filter(|_| complete)
    }

    /// The scale that a skill is measured on, if it can be read.
    pub fn scale_of(&self, skill: usize) -> Option<Scale> {
        match self.skill_scales.get(skill) {
            Some(Own::Scale(own)) => own.clone(),
            _ => self.scale.clone(),
        }
    }

    /// Reads a level. Where a ladder names none at all, that is shown once.
    pub fn level(&mut self, text: &str, scale: Option<&Scale>, at: PointerRef) -> Option<Level> {
        if scale.is_some_and(|scale| scale.names().is_empty())
            && replace(&mut self.missed_levels, true)
        {
            return None;
        }
        values::level(text, scale, at, self.diagnostics)
    }

    fn source(&mut self, id: SmolStr, entry: &SourceEntry, at: PointerRef) -> Source {
        Source {
            id,
            publisher: text(&entry.publisher),
            title: text(&entry.title).unwrap_or_default(),
            url: text(&entry.url),
            as_of: values::date(&entry.as_of, at.key("as_of"), self.diagnostics),
            licence: text(&entry.licence),
            note: text(&entry.note),
        }
    }

    /// The source that an entry names for itself.
    pub fn own_source(&mut self, id: &Field<Id>, at: PointerRef) -> Option<SourceIndex> {
        self.ids
            .source(id.valid()?, at.key("source"), self.diagnostics)
    }

    /// The entry's own currency, else the market's.
    pub fn currency(&mut self, own: &Field<CurrencyCode>, at: PointerRef) -> SmolStr {
        if let Some(currency) = own.valid() {
            values::currency(currency, at.key("currency"), self.diagnostics);
            return currency.0.clone();
        }
        let missed = own.is_absent() && self.currency.is_absent();
        if missed && !replace(&mut self.missed_currency, true) {
            self.diagnostics
                .add(Code::InvalidCurrency, at, "the amount has no currency")
                .help(
                    "add `currency` here, or once for the whole ladder under `market`".to_owned(),
                );
        }
        text(&self.currency).unwrap_or_default()
    }

    /// A figure whose number can be read.
    pub fn figure<Q: Copy, T>(
        &mut self,
        entry: &Field<FigureEntry<Q>>,
        inherited: Option<SourceIndex>,
        at: PointerRef,
        value: fn(Q) -> T,
    ) -> Option<Figure<T>> {
        let entry = entry.valid()?;
        let source = self.own_source(&entry.source, at).or(inherited);
        Some(Figure {
            value: value(*entry.value.valid()?),
            source,
        })
    }

    pub fn span(
        &mut self,
        entry: &Field<FigureEntry<SpanEntry>>,
        inherited: Option<SourceIndex>,
        at: PointerRef,
    ) -> Option<Figure<Span>> {
        self.figure(entry, inherited, at, |SpanEntry { min, max }| Span {
            min,
            max,
        })
    }
}

/// What a text says, if it can be read.
pub(super) fn text(said: &Field<impl std::ops::Deref<Target = SmolStr>>) -> Option<SmolStr> {
    said.valid().map(|text| SmolStr::clone(text))
}
