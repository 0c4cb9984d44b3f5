//! What a ladder file says.
//!
//! References are still words, dates and levels still text; only the form is known to be right.

use smol_str::SmolStr;

use crate::text::NodeId;

use super::{Entries, Kind, Span, decode::Decoder};

pub(super) const KIND: Kind = Kind {
    name: "a ladder",
    foreign: &[
        "name",
        "role",
        "since",
        "experience",
        "history",
        "education",
        "hours_per_week",
        "goal",
        "not_applicable",
    ],
    other: "a profile",
    other_option: "--profile",
};

#[derive(Debug, Default, PartialEq)]
pub struct LadderDocument {
    pub id: SmolStr,
    pub title: SmolStr,
    pub about: Option<SmolStr>,
    pub market: MarketEntry,
    pub proficiency: Vec<SmolStr>,
    pub tracks: Entries<SmolStr>,
    pub sources: Entries<SourceEntry>,
    pub skills: Entries<SkillEntry>,
    pub certifications: Entries<CertificationEntry>,
    pub roles: Entries<RoleEntry>,
}

/// Where pay is paid unless an entry says otherwise.
#[derive(Debug, Default, PartialEq)]
pub struct MarketEntry {
    pub region: Option<SmolStr>,
    pub currency: Option<SmolStr>,
}

#[derive(Debug, Default, PartialEq)]
pub struct SourceEntry {
    pub publisher: Option<SmolStr>,
    pub title: SmolStr,
    pub url: Option<SmolStr>,
    pub as_of: Option<SmolStr>,
    pub licence: Option<SmolStr>,
    pub note: Option<SmolStr>,
}

/// A figure: a plain number, or a number with the source of its own.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Figure<T> {
    pub value: T,
    pub source: Option<SmolStr>,
}

#[derive(Debug, Default, PartialEq)]
pub struct SkillEntry {
    pub title: SmolStr,
    pub category: Option<SmolStr>,
    pub about: Option<SmolStr>,
    pub aliases: Vec<SmolStr>,
    pub proficiency: Vec<SmolStr>,
    pub needs: Vec<NeedEntry>,
    pub levels: Entries<SmolStr>,
    pub hours: Entries<Figure<Span>>,
    pub resources: Vec<ResourceEntry>,
    pub source: Option<SmolStr>,
}

/// A skill to learn first, and the level of it that is enough.
#[derive(Debug, Default, PartialEq)]
pub struct NeedEntry {
    pub skill: SmolStr,
    pub level: Option<SmolStr>,
}

#[derive(Debug, Default, PartialEq)]
pub struct ResourceEntry {
    pub title: SmolStr,
    pub url: Option<SmolStr>,
    pub level: Option<SmolStr>,
    pub hours: Option<Figure<Span>>,
    pub source: Option<SmolStr>,
    pub note: Option<SmolStr>,
}

#[derive(Debug, Default, PartialEq)]
pub struct CertificationEntry {
    pub title: SmolStr,
    pub issuer: Option<SmolStr>,
    pub code: Option<SmolStr>,
    pub about: Option<SmolStr>,
    pub url: Option<SmolStr>,
    pub aliases: Vec<SmolStr>,
    pub valid_years: Option<Figure<f64>>,
    pub launched: Option<SmolStr>,
    pub retired: Option<SmolStr>,
    pub replaced_by: Vec<SmolStr>,
    pub fee: Option<FeeEntry>,
    pub source: Option<SmolStr>,
    pub note: Option<SmolStr>,
}

#[derive(Debug, Default, PartialEq)]
pub struct FeeEntry {
    pub amount: u64,
    pub currency: Option<SmolStr>,
    pub source: Option<SmolStr>,
}

#[derive(Debug, Default, PartialEq)]
pub struct RoleEntry {
    pub title: SmolStr,
    pub track: SmolStr,
    pub grade: i64,
    pub entry: bool,
    pub extends: Option<SmolStr>,
    pub without: Vec<SmolStr>,
    pub about: Option<SmolStr>,
    pub years: Option<Figure<f64>>,
    pub education: Option<EducationEntry>,
    pub skills: Entries<SmolStr>,
    pub certifications: Vec<RequiredCertification>,
    pub recommended: RecommendedEntry,
    pub responsibilities: Entries<SmolStr>,
    pub pay: Vec<PayEntry>,
    pub next: Vec<MoveEntry>,
    pub source: Option<SmolStr>,
}

#[derive(Debug, Default, PartialEq)]
pub struct EducationEntry {
    pub degree: SmolStr,
    pub fields: Vec<SmolStr>,
    pub source: Option<SmolStr>,
}

/// The certifications of which one is enough; a plain id is a group of one.
#[derive(Debug, Default, PartialEq)]
pub struct RequiredCertification {
    pub one_of: Vec<SmolStr>,
    /// Whether it was written as a group.
    pub grouped: bool,
}

#[derive(Debug, Default, PartialEq)]
pub struct RecommendedEntry {
    pub years: Option<Figure<f64>>,
    pub education: Option<EducationEntry>,
    pub skills: Entries<SmolStr>,
    pub certifications: Vec<RequiredCertification>,
}

#[derive(Debug, Default, PartialEq)]
pub struct PayEntry {
    pub low: Option<u64>,
    pub mid: Option<u64>,
    pub high: Option<u64>,
    pub basis: SmolStr,
    pub currency: Option<SmolStr>,
    pub region: Option<SmolStr>,
    pub range: Option<SmolStr>,
    pub sample: Option<u64>,
    pub population: Option<SmolStr>,
    pub as_of: Option<SmolStr>,
    pub source: Option<SmolStr>,
    pub note: Option<SmolStr>,
}

#[derive(Debug, Default, PartialEq)]
pub struct MoveEntry {
    pub role: SmolStr,
    pub kind: Option<SmolStr>,
    pub after: Option<Figure<Span>>,
    pub gate: Option<SmolStr>,
    pub share: Option<Figure<f64>>,
    pub source: Option<SmolStr>,
    pub note: Option<SmolStr>,
}

pub(super) fn read(decoder: &mut Decoder, node: NodeId) -> Option<LadderDocument> {
    let fields = decoder.fields(
        node,
        "a ladder",
        &[
            "id",
            "title",
            "about",
            "market",
            "proficiency",
            "tracks",
            "sources",
            "skills",
            "certifications",
            "roles",
        ],
    )?;
    Some(LadderDocument {
        id: decoder.required(&fields, "id", Decoder::text),
        title: decoder.required(&fields, "title", Decoder::text),
        about: decoder.optional(&fields, "about", Decoder::text),
        market: decoder
            .optional(&fields, "market", market)
            .unwrap_or_default(),
        proficiency: decoder.list(&fields, "proficiency", Decoder::text),
        tracks: decoder.entries(&fields, "tracks", Decoder::text),
        sources: decoder.entries(&fields, "sources", source),
        skills: decoder.entries(&fields, "skills", skill),
        certifications: decoder.entries(&fields, "certifications", certification),
        roles: decoder.required(&fields, "roles", |decoder, node| {
            Some(decoder.map(node, "roles", role))
        }),
    })
}

fn market(decoder: &mut Decoder, node: NodeId) -> Option<MarketEntry> {
    let fields = decoder.fields(node, "a market", &["region", "currency"])?;
    Some(MarketEntry {
        region: decoder.optional(&fields, "region", Decoder::text),
        currency: decoder.optional(&fields, "currency", Decoder::text),
    })
}

fn source(decoder: &mut Decoder, node: NodeId) -> Option<SourceEntry> {
    let fields = decoder.fields(
        node,
        "a source",
        &["publisher", "title", "url", "as_of", "licence", "note"],
    )?;
    Some(SourceEntry {
        publisher: decoder.optional(&fields, "publisher", Decoder::text),
        title: decoder.required(&fields, "title", Decoder::text),
        url: decoder.optional(&fields, "url", Decoder::text),
        as_of: decoder.optional(&fields, "as_of", Decoder::text),
        licence: decoder.optional(&fields, "licence", Decoder::text),
        note: decoder.optional(&fields, "note", Decoder::text),
    })
}

fn skill(decoder: &mut Decoder, node: NodeId) -> Option<SkillEntry> {
    let fields = decoder.fields(
        node,
        "a skill",
        &[
            "title",
            "category",
            "about",
            "aliases",
            "proficiency",
            "needs",
            "levels",
            "hours",
            "resources",
            "source",
        ],
    )?;
    Some(SkillEntry {
        title: decoder.required(&fields, "title", Decoder::text),
        category: decoder.optional(&fields, "category", Decoder::text),
        about: decoder.optional(&fields, "about", Decoder::text),
        aliases: decoder.list(&fields, "aliases", Decoder::text),
        proficiency: decoder.list(&fields, "proficiency", Decoder::text),
        needs: decoder
            .list(&fields, "needs", needs)
            .into_iter()
            .flatten()
            .collect(),
        levels: decoder.entries(&fields, "levels", Decoder::text),
        hours: decoder.entries(&fields, "hours", |decoder, node| {
            figure(decoder, node, Decoder::span)
        }),
        resources: decoder.list(&fields, "resources", resource),
        source: decoder.optional(&fields, "source", Decoder::text),
    })
}

/// A skill by its name alone, or a map from skills to levels.
fn needs(decoder: &mut Decoder, node: NodeId) -> Option<Vec<NeedEntry>> {
    if decoder.is_scalar(node) {
        let skill = decoder.text(node)?;
        return Some(vec![NeedEntry { skill, level: None }]);
    }
    let needs = decoder.map(node, "a need", Decoder::text);
    Some(
        needs
            .into_iter()
            .map(|(skill, level)| NeedEntry {
                skill,
                level: Some(level),
            })
            .collect(),
    )
}

fn resource(decoder: &mut Decoder, node: NodeId) -> Option<ResourceEntry> {
    let fields = decoder.fields(
        node,
        "a resource",
        &["title", "url", "level", "hours", "source", "note"],
    )?;
    Some(ResourceEntry {
        title: decoder.required(&fields, "title", Decoder::text),
        url: decoder.optional(&fields, "url", Decoder::text),
        level: decoder.optional(&fields, "level", Decoder::text),
        hours: decoder.optional(&fields, "hours", |decoder, node| {
            figure(decoder, node, Decoder::span)
        }),
        source: decoder.optional(&fields, "source", Decoder::text),
        note: decoder.optional(&fields, "note", Decoder::text),
    })
}

fn certification(decoder: &mut Decoder, node: NodeId) -> Option<CertificationEntry> {
    let fields = decoder.fields(
        node,
        "a certification",
        &[
            "title",
            "issuer",
            "code",
            "about",
            "url",
            "aliases",
            "valid_years",
            "launched",
            "retired",
            "replaced_by",
            "fee",
            "source",
            "note",
        ],
    )?;
    Some(CertificationEntry {
        title: decoder.required(&fields, "title", Decoder::text),
        issuer: decoder.optional(&fields, "issuer", Decoder::text),
        code: decoder.optional(&fields, "code", Decoder::text),
        about: decoder.optional(&fields, "about", Decoder::text),
        url: decoder.optional(&fields, "url", Decoder::text),
        aliases: decoder.list(&fields, "aliases", Decoder::text),
        valid_years: decoder.optional(&fields, "valid_years", |decoder, node| {
            figure(decoder, node, Decoder::number)
        }),
        launched: decoder.optional(&fields, "launched", Decoder::text),
        retired: decoder.optional(&fields, "retired", Decoder::text),
        replaced_by: decoder.list(&fields, "replaced_by", Decoder::text),
        fee: decoder.optional(&fields, "fee", fee),
        source: decoder.optional(&fields, "source", Decoder::text),
        note: decoder.optional(&fields, "note", Decoder::text),
    })
}

fn fee(decoder: &mut Decoder, node: NodeId) -> Option<FeeEntry> {
    let fields = decoder.fields(node, "a fee", &["amount", "currency", "source"])?;
    Some(FeeEntry {
        amount: decoder.required(&fields, "amount", Decoder::whole),
        currency: decoder.optional(&fields, "currency", Decoder::text),
        source: decoder.optional(&fields, "source", Decoder::text),
    })
}

fn role(decoder: &mut Decoder, node: NodeId) -> Option<RoleEntry> {
    let fields = decoder.fields(
        node,
        "a role",
        &[
            "title",
            "track",
            "grade",
            "entry",
            "extends",
            "without",
            "about",
            "years",
            "education",
            "skills",
            "certifications",
            "recommended",
            "responsibilities",
            "pay",
            "next",
            "source",
        ],
    )?;
    Some(RoleEntry {
        title: decoder.required(&fields, "title", Decoder::text),
        track: decoder.required(&fields, "track", Decoder::text),
        grade: decoder.required(&fields, "grade", Decoder::rank),
        entry: decoder
            .optional(&fields, "entry", Decoder::flag)
            .unwrap_or_default(),
        extends: decoder.optional(&fields, "extends", Decoder::text),
        without: decoder.list(&fields, "without", Decoder::text),
        about: decoder.optional(&fields, "about", Decoder::text),
        years: decoder.optional(&fields, "years", |decoder, node| {
            figure(decoder, node, Decoder::number)
        }),
        education: decoder.optional(&fields, "education", education),
        skills: decoder.entries(&fields, "skills", Decoder::text),
        certifications: decoder.list(&fields, "certifications", required_certification),
        recommended: decoder
            .optional(&fields, "recommended", recommended)
            .unwrap_or_default(),
        responsibilities: decoder.entries(&fields, "responsibilities", Decoder::text),
        pay: decoder.one_or_more(&fields, "pay", pay),
        next: decoder.list(&fields, "next", next),
        source: decoder.optional(&fields, "source", Decoder::text),
    })
}

fn recommended(decoder: &mut Decoder, node: NodeId) -> Option<RecommendedEntry> {
    let fields = decoder.fields(
        node,
        "a recommendation",
        &["years", "education", "skills", "certifications"],
    )?;
    Some(RecommendedEntry {
        years: decoder.optional(&fields, "years", |decoder, node| {
            figure(decoder, node, Decoder::number)
        }),
        education: decoder.optional(&fields, "education", education),
        skills: decoder.entries(&fields, "skills", Decoder::text),
        certifications: decoder.list(&fields, "certifications", required_certification),
    })
}

fn education(decoder: &mut Decoder, node: NodeId) -> Option<EducationEntry> {
    let fields = decoder.fields(node, "an education", &["degree", "fields", "source"])?;
    Some(EducationEntry {
        degree: decoder.required(&fields, "degree", Decoder::text),
        fields: decoder.list(&fields, "fields", Decoder::text),
        source: decoder.optional(&fields, "source", Decoder::text),
    })
}

fn required_certification(decoder: &mut Decoder, node: NodeId) -> Option<RequiredCertification> {
    if decoder.is_scalar(node) {
        let one_of = vec![decoder.text(node)?];
        return Some(RequiredCertification {
            one_of,
            grouped: false,
        });
    }
    let fields = decoder.fields(node, "a group of certifications", &["one_of"])?;
    Some(RequiredCertification {
        one_of: decoder.list(&fields, "one_of", Decoder::text),
        grouped: true,
    })
}

fn pay(decoder: &mut Decoder, node: NodeId) -> Option<PayEntry> {
    let fields = decoder.fields(
        node,
        "a pay entry",
        &[
            "low",
            "mid",
            "high",
            "basis",
            "currency",
            "region",
            "range",
            "sample",
            "population",
            "as_of",
            "source",
            "note",
        ],
    )?;
    Some(PayEntry {
        low: decoder.optional(&fields, "low", Decoder::whole),
        mid: decoder.optional(&fields, "mid", Decoder::whole),
        high: decoder.optional(&fields, "high", Decoder::whole),
        basis: decoder.required(&fields, "basis", Decoder::text),
        currency: decoder.optional(&fields, "currency", Decoder::text),
        region: decoder.optional(&fields, "region", Decoder::text),
        range: decoder.optional(&fields, "range", Decoder::text),
        sample: decoder.optional(&fields, "sample", Decoder::whole),
        population: decoder.optional(&fields, "population", Decoder::text),
        as_of: decoder.optional(&fields, "as_of", Decoder::text),
        source: decoder.optional(&fields, "source", Decoder::text),
        note: decoder.optional(&fields, "note", Decoder::text),
    })
}

/// A role by its id alone, or a map with all that is known of the move.
fn next(decoder: &mut Decoder, node: NodeId) -> Option<MoveEntry> {
    if decoder.is_scalar(node) {
        let role = decoder.text(node)?;
        return Some(MoveEntry {
            role,
            ..MoveEntry::default()
        });
    }
    let fields = decoder.fields(
        node,
        "a move",
        &["role", "kind", "after", "gate", "share", "source", "note"],
    )?;
    Some(MoveEntry {
        role: decoder.required(&fields, "role", Decoder::text),
        kind: decoder.optional(&fields, "kind", Decoder::text),
        after: decoder.optional(&fields, "after", |decoder, node| {
            figure(decoder, node, Decoder::span)
        }),
        gate: decoder.optional(&fields, "gate", Decoder::text),
        share: decoder.optional(&fields, "share", |decoder, node| {
            figure(decoder, node, Decoder::number)
        }),
        source: decoder.optional(&fields, "source", Decoder::text),
        note: decoder.optional(&fields, "note", Decoder::text),
    })
}

fn figure<'tree, 'text, T: Default>(
    decoder: &mut Decoder<'tree, 'text>,
    node: NodeId,
    read: fn(&mut Decoder<'tree, 'text>, NodeId) -> Option<T>,
) -> Option<Figure<T>> {
    if decoder.is_scalar(node) {
        let value = read(decoder, node)?;
        return Some(Figure {
            value,
            source: None,
        });
    }
    let fields = decoder.fields(node, "a figure", &["value", "source"])?;
    Some(Figure {
        value: decoder.required(&fields, "value", read),
        source: decoder.optional(&fields, "source", Decoder::text),
    })
}
