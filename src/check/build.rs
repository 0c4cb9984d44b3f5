//! From a ladder's document to the ladder: every reference is followed, every bound is held.
//!
//! This file holds what all entries share; the entries themselves are built in the files of their kind.

use std::collections::HashSet;

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Report},
    load::{Figure as FigureEntry, LadderDocument, SourceEntry, Span as SpanEntry},
    model::{Figure, Ladder, Market, Names, Scale, Source, SourceIndex, Span, Track, fold},
    text::Path,
};

use super::{circles, references::Ids, words};

/// Builds the ladder that a document describes, or reports everything that keeps it from being one.
pub fn ladder(document: LadderDocument) -> Result<Ladder, Report> {
    let mut report = Report::default();
    let mut builder = Builder {
        ids: Ids::collect(&document, &mut report),
        market: Market {
            region: document.market.region.clone(),
            currency: document.market.currency.clone(),
        },
        scale: Scale::default(),
        skill_scales: Vec::new(),
        report: &mut report,
    };
    let ladder = builder.build(document);
    circles::extends(&ladder, &mut report);
    circles::promotions(&ladder, &mut report);
    circles::needs(&ladder, &mut report);
    report.unless_any(ladder)
}

/// What is known while a ladder is built.
pub(super) struct Builder<'a> {
    pub ids: Ids,
    pub market: Market,
    /// The levels of every skill that has none of its own.
    scale: Scale,
    /// The levels that skills have of their own, by the skill's position.
    skill_scales: Vec<Option<Scale>>,
    pub report: &'a mut Report,
}

impl Builder<'_> {
    fn build(&mut self, document: LadderDocument) -> Ladder {
        words::id(&document.id, Path::TOP.key("id"), self.report);
        if let Some(currency) = &document.market.currency {
            let market = Path::TOP.key("market");
            words::currency(currency, market.key("currency"), self.report);
        }
        if document.roles.is_empty() {
            self.report.error(
                Code::Empty,
                Path::TOP.key("roles"),
                "a ladder needs at least one role".to_owned(),
            );
        }
        self.scale = self.scale(document.proficiency, Path::TOP.key("proficiency"));
        self.skill_scales = self.each("skills", &document.skills, |builder, (_, entry), at| {
            let own = &entry.proficiency;
            (!own.is_empty()).then(|| builder.scale(own.clone(), at.key("proficiency")))
        });
        let tracks = document.tracks.into_iter();
        Ladder {
            id: document.id,
            title: document.title,
            about: document.about,
            market: self.market.clone(),
            tracks: tracks.map(|(id, title)| Track { id, title }).collect(),
            sources: self.each("sources", document.sources, Self::source),
            skills: self.each("skills", document.skills, Self::skill),
            certifications: self.each(
                "certifications",
                document.certifications,
                Self::certification,
            ),
            scale: self.scale.clone(),
            graph: self.graph(document.roles),
            names: Names::default(),
        }
    }

    /// Builds every entry of a map.
    fn each<E: Entry, T>(
        &mut self,
        key: &str,
        entries: impl IntoIterator<Item = E>,
        build: fn(&mut Self, E, Path) -> T,
    ) -> Vec<T> {
        let all = Path::TOP.key(key);
        let entries = entries.into_iter();
        entries
            .map(|entry| {
                let id = entry.id().clone();
                build(self, entry, all.key(&id))
            })
            .collect()
    }

    fn scale(&mut self, names: Vec<SmolStr>, at: Path) -> Scale {
        let mut seen = HashSet::new();
        for (position, name) in names.iter().enumerate() {
            if !seen.insert(fold(name)) {
                self.report.error(
                    Code::RepeatedName,
                    at.item(position),
                    format!("the level `{name}` stands twice"),
                );
            }
        }
        Scale::new(names).unwrap_or_else(|| {
            self.report.error(
                Code::InvalidNumber,
                at,
                format!("a scale has at most {} levels", Scale::LIMIT),
            );
            Scale::default()
        })
    }

    /// The scale that a skill is measured on.
    pub fn scale_of(&self, skill: usize) -> Scale {
        let own = self.skill_scales.get(skill).and_then(Option::as_ref);
        own.unwrap_or(&self.scale).clone()
    }

    fn source(&mut self, (id, entry): (SmolStr, SourceEntry), at: Path) -> Source {
        Source {
            id,
            as_of: words::date(entry.as_of.as_ref(), at.key("as_of"), self.report),
            publisher: entry.publisher,
            title: entry.title,
            url: entry.url,
            licence: entry.licence,
            note: entry.note,
        }
    }

    /// The source that an entry names for itself.
    pub fn own_source(&mut self, id: Option<&SmolStr>, at: Path) -> Option<SourceIndex> {
        self.ids.source(id?, at.key("source"), self.report)
    }

    /// The entry's own currency, else the market's.
    pub fn currency(&mut self, own: Option<SmolStr>, at: Path) -> SmolStr {
        if let Some(currency) = own {
            words::currency(&currency, at.key("currency"), self.report);
            return currency;
        }
        self.market.currency.clone().unwrap_or_else(|| {
            self.report
                .error(
                    Code::InvalidCurrency,
                    at,
                    "the amount has no currency".to_owned(),
                )
                .help(Some(
                    "add `currency` here, or once for the whole ladder under `market`".to_owned(),
                ));
            SmolStr::default()
        })
    }

    pub fn figure(
        &mut self,
        entry: &FigureEntry<f64>,
        inherited: Option<SourceIndex>,
        at: Path,
    ) -> Figure<f64> {
        Figure {
            value: entry.value,
            source: self.own_source(entry.source.as_ref(), at).or(inherited),
        }
    }

    pub fn span(
        &mut self,
        entry: &FigureEntry<SpanEntry>,
        inherited: Option<SourceIndex>,
        at: Path,
    ) -> Figure<Span> {
        Figure {
            value: Span {
                min: entry.value.min,
                max: entry.value.max,
            },
            source: self.own_source(entry.source.as_ref(), at).or(inherited),
        }
    }
}

/// An entry of a map, owned or borrowed.
trait Entry {
    fn id(&self) -> &SmolStr;
}

impl<T> Entry for (SmolStr, T) {
    fn id(&self) -> &SmolStr {
        &self.0
    }
}

impl<T> Entry for &(SmolStr, T) {
    fn id(&self) -> &SmolStr {
        &self.0
    }
}
