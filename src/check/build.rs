//! From a ladder's document to the ladder: every reference is followed, every bound is held.
//!
//! This file holds what all entries share; the entries themselves are built in the files of their kind.

use std::mem::replace;

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Report},
    load::{
        Entries, Figure as FigureEntry, LadderDocument, List, MarketEntry, Said, SourceEntry,
        words::{CurrencyCode, Id, LevelName, Span as SpanEntry},
    },
    model::{Figure, Ladder, Level, Market, Names, Scale, Source, SourceIndex, Span, Track},
    text::Path,
};

use super::{circles, references::Ids, words};

/// Builds the ladder that a document describes, or reports everything that keeps it from being one.
///
/// What could not be read, or is not known, is left out of the ladder that is checked: nothing is
/// told that only follows from it. The report is what was found wrong with the document's form.
pub fn ladder(document: &LadderDocument, mut report: Report) -> Result<Ladder, Report> {
    let market = document.market.known();
    let mut builder = Builder {
        ids: Ids::collect(document, &mut report),
        region: market.and_then(|market| text(&market.region)),
        currency: currency(&document.market),
        scale: None,
        skill_scales: Vec::new(),
        missed_levels: false,
        missed_currency: false,
        report: &mut report,
    };
    let ladder = builder.build(document);
    circles::extends(&ladder, &mut report);
    circles::promotions(&ladder, &mut report);
    circles::needs(&ladder, &mut report);
    circles::replacements(&ladder, &mut report);
    report.unless_errors(ladder)
}

/// The market's currency, which may have been said in a way that cannot be read.
fn currency(market: &Said<MarketEntry>) -> Said<CurrencyCode> {
    match market {
        Said::Nothing => Said::Nothing,
        Said::Unreadable => Said::Unreadable,
        Said::Clear(market) => market.currency.clone(),
    }
}

/// What is known while a ladder is built.
pub(super) struct Builder<'a> {
    pub ids: Ids,
    pub region: Option<SmolStr>,
    currency: Said<CurrencyCode>,
    /// The levels of every skill that has none of its own, if they can be read.
    scale: Option<Scale>,
    /// The levels that skills have of their own, by the skill's position.
    skill_scales: Vec<Own>,
    /// Whether it was told that a level is named although there are none.
    missed_levels: bool,
    /// Whether it was told that an amount has no currency.
    missed_currency: bool,
    pub report: &'a mut Report,
}

/// A scale that a skill may have of its own.
enum Own {
    None,
    Scale(Option<Scale>),
}

impl Builder<'_> {
    fn build(&mut self, document: &LadderDocument) -> Ladder {
        if let Some(id) = document.id.known() {
            words::id(id, |_| false, Path::TOP.key("id"), self.report);
        }
        if let Some(currency) = self.currency.known() {
            let market = Path::TOP.key("market");
            words::currency(currency, market.key("currency"), self.report);
        }
        if document
            .roles
            .known()
            .is_some_and(|roles| roles.0.is_empty())
        {
            let message = "a ladder needs at least one role";
            self.report
                .tell(Code::Empty, Path::TOP.key("roles"), message);
        }
        self.scale = self.scale(&document.proficiency, Path::TOP.key("proficiency"));
        self.skill_scales = self.each("skills", &document.skills, |builder, _, entry, at| {
            let own = entry.known().map(|entry| &entry.proficiency);
            match own {
                Some(own) if !own.is_nothing() => {
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
                builder.source(id, entry.known().unwrap_or(&SourceEntry::default()), at)
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
        entries: &Said<Entries<Id, E>>,
        build: impl Fn(&mut Self, SmolStr, &Said<E>, Path) -> T,
    ) -> Vec<T> {
        let all = Path::TOP.key(key);
        let entries = entries.entries().iter();
        entries
            .map(|(id, entry)| build(self, id.0.clone(), entry, all.key(id)))
            .collect()
    }

    /// The levels of a list, unless one of them cannot be read.
    fn scale(&mut self, names: &List<LevelName>, at: Path) -> Option<Scale> {
        let names = match names {
            Said::Nothing => return Some(Scale::default()),
            Said::Unreadable => return None,
            Said::Clear(names) => names,
        };
        let known = names.iter().enumerate();
        let known = known.filter_map(|(position, name)| Some((position, name.known()?.as_str())));
        let known: Vec<(usize, &str)> = known.collect();
        for (position, name) in &known {
            words::level_name(name, at.item(*position), self.report);
        }
        words::once("level", known.iter().copied(), at, self.report);
        if names.len() > Scale::LIMIT {
            let message = format!("a scale has at most {} levels", Scale::LIMIT);
            self.report.tell(Code::InvalidLevel, at, message);
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

    /// Reads a level. Where a ladder names none at all, that is told once.
    pub fn level(&mut self, text: &str, scale: Option<&Scale>, at: Path) -> Option<Level> {
        if scale.is_some_and(|scale| scale.names().is_empty())
            && replace(&mut self.missed_levels, true)
        {
            return None;
        }
        words::level(text, scale, at, self.report)
    }

    fn source(&mut self, id: SmolStr, entry: &SourceEntry, at: Path) -> Source {
        Source {
            id,
            publisher: text(&entry.publisher),
            title: text(&entry.title).unwrap_or_default(),
            url: text(&entry.url),
            as_of: words::date(&entry.as_of, at.key("as_of"), self.report),
            licence: text(&entry.licence),
            note: text(&entry.note),
        }
    }

    /// The source that an entry names for itself.
    pub fn own_source(&mut self, id: &Said<Id>, at: Path) -> Option<SourceIndex> {
        self.ids.source(id.known()?, at.key("source"), self.report)
    }

    /// The entry's own currency, else the market's.
    pub fn currency(&mut self, own: &Said<CurrencyCode>, at: Path) -> SmolStr {
        if let Some(currency) = own.known() {
            words::currency(currency, at.key("currency"), self.report);
            return currency.0.clone();
        }
        let missed = own.is_nothing() && self.currency.is_nothing();
        if missed && !replace(&mut self.missed_currency, true) {
            self.report
                .tell(Code::InvalidCurrency, at, "the amount has no currency")
                .help(
                    "add `currency` here, or once for the whole ladder under `market`".to_owned(),
                );
        }
        text(&self.currency).unwrap_or_default()
    }

    /// A figure whose number can be read.
    pub fn figure<Q: Copy, T>(
        &mut self,
        entry: &Said<FigureEntry<Q>>,
        inherited: Option<SourceIndex>,
        at: Path,
        value: fn(Q) -> T,
    ) -> Option<Figure<T>> {
        let entry = entry.known()?;
        let source = self.own_source(&entry.source, at).or(inherited);
        Some(Figure {
            value: value(*entry.value.known()?),
            source,
        })
    }

    pub fn span(
        &mut self,
        entry: &Said<FigureEntry<SpanEntry>>,
        inherited: Option<SourceIndex>,
        at: Path,
    ) -> Option<Figure<Span>> {
        self.figure(entry, inherited, at, |SpanEntry { min, max }| Span {
            min,
            max,
        })
    }
}

/// What a text says, if it can be read.
pub(super) fn text(said: &Said<impl std::ops::Deref<Target = SmolStr>>) -> Option<SmolStr> {
    said.known().map(|text| SmolStr::clone(text))
}
