//! Turns a ladder's document into a [`Ladder`]: references are resolved, values are checked.
//!
//! This file holds what all entries share; each kind of entry has a file of its own.

use std::{
    collections::BTreeMap,
    mem::{replace, take},
    ops::Deref,
};

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Diagnostics},
    load::{
        Entries, FactEntry, Field, Figure as FigureEntry, LadderDocument, List, MarketEntry,
        SourceEntry,
        types::{
            BasisName, CurrencyCode, Id, LevelName, Prose, Span as SpanEntry, Title, Validity,
            Weight, Years,
        },
    },
    model::{
        Fact, Figure, Ladder, Level, Market, Names, Scale, SkillIndex, Source, SourceIndex, Span,
        Terms, Track, titled,
    },
    text::PointerRef,
    vocabulary::Basis,
};

use super::{cycles, group_ids, inherited, references::Ids, tracks, values, without};

/// Builds the ladder that a document describes. `diagnostics` are those of the document's form.
///
/// Invalid and unknown values are left out of the ladder, so that no problem is reported that only
/// follows from another.
///
/// # Errors
///
/// All diagnostics, if one of them is an error.
pub fn ladder(
    document: &LadderDocument,
    mut diagnostics: Diagnostics,
) -> Result<Ladder, Diagnostics> {
    let market = document.market.valid();
    let mut builder = LadderBuilder {
        ids: Ids::collect(document, &mut diagnostics),
        market: Market {
            region: market.and_then(|market| text(&market.region)),
            currency: market.and_then(|market| text(&market.currency)),
            basis: None,
            hours_per_year: market.and_then(|market| market.hours_per_year.valid().map(|it| it.0)),
        },
        currency: of_market(&document.market, |market| &market.currency),
        source: None,
        tracks: Vec::new(),
        scale: None,
        skill_scales: Vec::new(),
        categories: categories(document),
        reported_levels: false,
        basis: of_market(&document.market, |market| &market.basis),
        reported_terms: Vec::new(),
        diagnostics: &mut diagnostics,
    };
    let ladder = builder.build(document);
    cycles::report(&ladder, &mut diagnostics);
    inherited::report(&ladder, &mut diagnostics);
    group_ids::report(document, &ladder, &mut diagnostics);
    without::report(document, &ladder, &mut diagnostics);
    diagnostics.unless_errors(ladder)
}

/// The skills of each category.
fn categories(document: &LadderDocument) -> BTreeMap<SmolStr, Vec<SkillIndex>> {
    let mut categories: BTreeMap<SmolStr, Vec<SkillIndex>> = BTreeMap::new();
    let skills = document.skills.entries().iter().zip((0..).map(SkillIndex));
    for ((_, entry), skill) in skills {
        if let Some(category) = entry.valid().and_then(|entry| text(&entry.category)) {
            categories.entry(category).or_default().push(skill);
        }
    }
    categories
}

/// What the market says, which may be invalid.
fn of_market<T: Clone>(
    market: &Field<MarketEntry>,
    key: fn(&MarketEntry) -> &Field<T>,
) -> Field<T> {
    match market {
        Field::Absent => Field::Absent,
        Field::Invalid => Field::Invalid,
        Field::Valid(market) => key(market).clone(),
    }
}

/// What an amount needs, and neither its entry nor the market says.
pub(super) struct UnstatedTerm {
    pub code: Code,
    pub message: &'static str,
    /// The keys that say it.
    pub keys: &'static str,
}

impl UnstatedTerm {
    /// Reports that an amount lacks it, and that the market can say it for more than this amount.
    pub fn report(&self, diagnostics: &mut Diagnostics, at: PointerRef, scope: &str) {
        let keys = self.keys;
        let help = format!("add {keys} here, or once for {scope} under `market`");
        diagnostics.add(self.code, at, self.message).help(help);
    }

    pub const CURRENCY: Self = Self {
        code: Code::InvalidCurrency,
        message: "the amount has no currency",
        keys: "`currency`",
    };
    pub const BASIS: Self = Self {
        code: Code::InvalidPay,
        message: "the pay does not say its `basis`",
        keys: "`basis: base` (pay alone) or `basis: total` (with bonus and equity)",
    };
    /// In a ladder of several files alone: in one file, pay may name no region.
    pub const REGION: Self = Self {
        code: Code::InvalidPay,
        message: "the pay does not say its `region`, and that of other files of the ladder does",
        keys: "`region`",
    };
}

/// The state while a ladder is built.
pub(super) struct LadderBuilder<'a> {
    pub ids: Ids<'a>,
    pub market: Market,
    /// The market's currency as it was written.
    currency: Field<CurrencyCode>,
    /// The source of figures that name none and whose entry names none.
    source: Option<SourceIndex>,
    pub tracks: Vec<Track>,
    /// The ladder's scale; `None` if it is invalid.
    pub scale: Option<Scale>,
    /// The skills' own scales, by position; a skill without one uses the ladder's scale.
    pub skill_scales: Vec<Field<Scale>>,
    /// The skills of each category.
    pub categories: BTreeMap<SmolStr, Vec<SkillIndex>>,
    /// Whether it was reported that the ladder has no levels.
    reported_levels: bool,
    /// The market's basis as it was written.
    basis: Field<BasisName>,
    /// What of amounts was reported as said nowhere, by its code.
    reported_terms: Vec<Code>,
    pub diagnostics: &'a mut Diagnostics,
}

impl LadderBuilder<'_> {
    fn build(&mut self, document: &LadderDocument) -> Ladder {
        if let Some(id) = document.id.valid() {
            values::id(id, |_| false, PointerRef::ROOT.key("id"), self.diagnostics);
        }
        if document.include.items().next().is_some() {
            let message = "the files that the ladder includes were not read";
            let at = PointerRef::ROOT.key("include");
            self.diagnostics.add(Code::InvalidInclude, at, message);
        }
        let market = PointerRef::ROOT.key("market");
        if let Some(currency) = self.currency.valid() {
            values::currency(currency, market.key("currency"), self.diagnostics);
        }
        let basis = market.key("basis");
        self.market.basis = values::basis(&self.basis, basis, self.diagnostics);
        self.source = self.own_source(&document.source, PointerRef::ROOT);
        self.tracks = self.tracks(document);
        let roles = document.roles.valid();
        if document.roles.is_absent() || roles.is_some_and(|roles| roles.0.is_empty()) {
            let at = PointerRef::ROOT.key("roles");
            let message = "a ladder needs at least one role";
            let help = "if this is a part of a ladder, name the ladder that includes it";
            let is_part = document.roles.is_absent().then(|| help.to_owned());
            self.diagnostics.add(Code::Empty, at, message).help(is_part);
        }
        let proficiency = PointerRef::ROOT.key("proficiency");
        self.scale = scale(&document.proficiency, proficiency, self.diagnostics);
        self.skill_scales = self.build_all("skills", &document.skills, |builder, _, entry, at| {
            let own = entry.valid().map(|entry| &entry.proficiency);
            let own = own.filter(|own| !own.is_absent());
            own.map_or(Field::Absent, |own| {
                scale(own, at.key("proficiency"), builder.diagnostics).into()
            })
        });
        let (id, title) = tracks::names(document);
        Ladder {
            no_estimates: false,
            market: self.market.clone(),
            sources: self.build_all("sources", &document.sources, |builder, id, entry, at| {
                builder.source(id, entry.valid().unwrap_or(&SourceEntry::default()), at)
            }),
            learning: self.learning(document),
            facts: self.facts(&document.facts, self.source, PointerRef::ROOT.key("facts")),
            skills: self.build_all("skills", &document.skills, Self::skill),
            certifications: self.build_all(
                "certifications",
                &document.certifications,
                Self::certification,
            ),
            scale: self.scale.clone().unwrap_or_default(),
            graph: self.graph(&document.roles),
            tracks: take(&mut self.tracks),
            id,
            title,
            about: text(&document.about),
            names: Names::default(),
        }
    }

    /// Builds every entry of a map, invalid ones too: other entries may refer to them.
    pub(super) fn build_all<E, T>(
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

    /// The scale of a skill; `None` if it is invalid.
    pub fn scale_of(&self, skill: usize) -> Option<Scale> {
        match self.skill_scales.get(skill) {
            Some(Field::Valid(own)) => Some(own.clone()),
            Some(Field::Invalid) => None,
            _ => self.scale.clone(),
        }
    }

    /// Reads a level. A ladder without levels is reported once.
    pub fn level(&mut self, text: &str, scale: Option<&Scale>, at: PointerRef) -> Option<Level> {
        if scale.is_some_and(|scale| scale.names().is_empty())
            && replace(&mut self.reported_levels, true)
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
            estimate: entry.estimate.valid().copied().unwrap_or_default(),
            licence: text(&entry.licence),
            note: text(&entry.note),
        }
    }

    /// Sentences, each with the source that it names, else the inherited one.
    pub fn facts(
        &mut self,
        entries: &List<FactEntry>,
        inherited: Option<SourceIndex>,
        at: PointerRef,
    ) -> Vec<Fact> {
        let mut facts = Vec::new();
        for (position, entry) in entries.items() {
            let source = self.own_source(&entry.source, at.item(position));
            let source = source.or(inherited);
            facts.extend(text(&entry.text).map(|text| Fact { text, source }));
        }
        facts
    }

    /// The source that an entry names.
    pub fn own_source(&mut self, id: &Field<Id>, at: PointerRef) -> Option<SourceIndex> {
        let sources = &self.ids.sources;
        sources.field(id, at.key("source"), self.diagnostics)
    }

    /// The source that an entry names for its figures, else the ladder's.
    pub fn entry_source(&mut self, id: &Field<Id>, at: PointerRef) -> Option<SourceIndex> {
        self.own_source(id, at).or(self.source)
    }

    /// The entry's own currency, else the market's.
    pub fn currency(&mut self, own: &Field<CurrencyCode>, at: PointerRef) -> SmolStr {
        if let Some(currency) = own.valid() {
            values::currency(currency, at.key("currency"), self.diagnostics);
            return currency.0.clone();
        }
        if own.is_absent() && self.currency.is_absent() {
            self.unstated(&UnstatedTerm::CURRENCY, at);
        }
        text(&self.currency).unwrap_or_default()
    }

    /// The entry's own basis, else the market's.
    pub fn basis(&mut self, own: &Field<BasisName>, at: PointerRef) -> Basis {
        let basis = values::basis(own, at.key("basis"), self.diagnostics);
        if own.is_absent() && self.basis.is_absent() {
            self.unstated(&UnstatedTerm::BASIS, at);
        }
        basis.or(self.market.basis).unwrap_or(Basis::Base)
    }

    /// Reports once that neither an entry nor the market says something of an amount.
    fn unstated(&mut self, term: &UnstatedTerm, at: PointerRef) {
        if !self.reported_terms.contains(&term.code) {
            self.reported_terms.push(term.code);
            term.report(self.diagnostics, at, "the whole ladder");
        }
    }

    /// A figure with the source that it names, else the inherited one.
    pub fn figure<Q: Copy + Into<T>, T>(
        &mut self,
        entry: &Field<FigureEntry<Q>>,
        inherited: Option<SourceIndex>,
        at: PointerRef,
    ) -> Option<Figure<T>> {
        let entry = entry.valid()?;
        let source = self.own_source(&entry.source, at).or(inherited);
        Some(Figure {
            value: (*entry.value.valid()?).into(),
            source,
        })
    }
}

impl From<SpanEntry> for Span {
    fn from(SpanEntry { min, max }: SpanEntry) -> Self {
        Self { min, max }
    }
}

impl From<Years> for Span {
    fn from(years: Years) -> Self {
        let (min, max) = (years.min(), years.max());
        Self { min, max }
    }
}

impl From<Validity> for Span {
    fn from(Validity(years): Validity) -> Self {
        years.into()
    }
}

/// The scale of a list of names; `None` if one of them is invalid.
pub(super) fn scale(
    names: &List<LevelName>,
    at: PointerRef,
    diagnostics: &mut Diagnostics,
) -> Option<Scale> {
    let names = match names {
        Field::Absent => return Some(Scale::default()),
        Field::Invalid => return None,
        Field::Valid(names) => names,
    };
    let valid = names.iter().enumerate();
    let valid = valid.filter_map(|(position, name)| Some((position, name.valid()?.as_str())));
    let valid: Vec<(usize, &str)> = valid.collect();
    for (position, name) in &valid {
        values::level_name(name, at.item(*position), diagnostics);
    }
    values::once("level", valid.iter().copied(), at, diagnostics);
    if names.len() > Scale::LIMIT {
        let message = format!("a scale has at most {} levels", Scale::LIMIT);
        diagnostics.add(Code::InvalidLevel, at, message);
        return None;
    }
    let complete = valid.len() == names.len();
    let names = valid.into_iter().map(|(_, name)| SmolStr::new(name));
    Scale::new(names.collect()).filter(|_| complete)
}

/// What is said of a requirement besides what it asks for.
pub(super) fn terms(
    source: Option<SourceIndex>,
    weight: &Field<Weight>,
    own_text: &Field<Prose>,
    examples: &List<Prose>,
) -> Terms {
    Terms {
        source,
        weight: weight.valid().map_or(1.0, |weight| weight.0),
        text: text(own_text),
        examples: texts(examples),
    }
}

/// The valid texts of a list.
pub(super) fn texts<T: Deref<Target = SmolStr>>(
    list: &Field<impl Deref<Target = [Field<T>]>>,
) -> Vec<SmolStr> {
    let texts = list.items();
    texts.map(|(_, text)| SmolStr::clone(text)).collect()
}

/// The title that an entry has, else the one that is made from its id.
pub(super) fn title(field: &Field<Title>, id: &str) -> SmolStr {
    if field.is_absent() {
        return titled(id);
    }
    text(field).unwrap_or_default()
}

/// The text of a valid field.
pub(super) fn text(field: &Field<impl Deref<Target = SmolStr>>) -> Option<SmolStr> {
    field.valid().map(|text| SmolStr::clone(text))
}
