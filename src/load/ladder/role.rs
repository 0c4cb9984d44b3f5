//! What a ladder file says of a role.

use schemars::JsonSchema;

use crate::{
    load::{
        Entries, Field, List, OneOrMore, Short,
        decode::Decoder,
        types::{
            BasisName, CurrencyCode, DateText, DegreeName, Id, KindName, LevelText, Prose, Share,
            Span, Title, Whole, Years,
        },
    },
    text::NodeId,
};

use super::{
    certification::{RequiredCertification, required_certification},
    figure::{Figure, figure},
};

/// A rung of the ladder.
#[derive(Debug, Default, PartialEq, JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(deny_unknown_fields)]
pub struct RoleEntry {
    #[schemars(required)]
    pub title: Field<Title>,
    /// The id of the track that the role stands on.
    #[schemars(required)]
    pub track: Field<Id>,
    /// How high the role stands on its track.
    #[schemars(required, range(min = -999_999_999_999_999_i64, max = 999_999_999_999_999_i64))]
    pub grade: Field<i64>,
    /// Whether people come in here.
    pub entry: Field<bool>,
    /// The role whose requirements this one asks for too, unless said otherwise here.
    pub extends: Field<Id>,
    /// Inherited skills and certifications that this role does not ask for.
    #[schemars(extend("uniqueItems" = true))]
    pub without: List<Id>,
    pub about: Field<Prose>,
    /// Years of experience in the field.
    pub years: Field<Figure<Years>>,
    pub education: Field<EducationEntry>,
    /// The level that is asked for of each skill.
    pub skills: Field<Entries<Id, LevelText>>,
    /// Certifications that are asked for, or groups of which one is enough.
    #[schemars(extend("uniqueItems" = true))]
    pub certifications: List<RequiredCertification>,
    /// What helps, and is not asked for.
    pub recommended: Field<RecommendedEntry>,
    /// What someone in this role answers for, from id to sentence.
    pub responsibilities: Field<Entries<Id, Prose>>,
    /// What is paid in this role: one entry, or a list.
    #[schemars(with = "Field<OneOrMore<PayEntry>>")]
    pub pay: List<PayEntry>,
    /// The moves out of this role.
    #[schemars(with = "Field<Vec<Short<Id, MoveEntry>>>", extend("uniqueItems" = true))]
    pub next: List<MoveEntry>,
    /// The source of every figure of this entry that names no other.
    pub source: Field<Id>,
}

/// A degree that is asked for.
#[derive(Debug, Default, PartialEq, JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(deny_unknown_fields)]
pub struct EducationEntry {
    #[schemars(required)]
    pub degree: Field<DegreeName>,
    /// The degree is in one of these fields.
    pub fields: List<Prose>,
    pub source: Field<Id>,
}

/// What helps, and is not asked for.
#[derive(Debug, Default, PartialEq, JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(deny_unknown_fields)]
pub struct RecommendedEntry {
    /// Years of experience in the field.
    pub years: Field<Figure<Years>>,
    pub education: Field<EducationEntry>,
    /// The level that helps, of each skill.
    pub skills: Field<Entries<Id, LevelText>>,
    #[schemars(extend("uniqueItems" = true))]
    pub certifications: List<RequiredCertification>,
}

/// What is paid in a role according to one source.
#[derive(Debug, Default, PartialEq, JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(
    deny_unknown_fields,
    extend("anyOf" = [{ "required": ["low"] }, { "required": ["mid"] }, { "required": ["high"] }])
)]
pub struct PayEntry {
    /// The lower end, a year.
    pub low: Field<Whole>,
    /// The middle, a year.
    pub mid: Field<Whole>,
    /// The upper end, a year.
    pub high: Field<Whole>,
    /// Base pay alone, or with bonus and equity.
    #[schemars(required)]
    pub basis: Field<BasisName>,
    /// That of the market, unless said here.
    pub currency: Field<CurrencyCode>,
    /// That of the market, unless said here.
    pub region: Field<Prose>,
    /// Which part of the people lies between the ends, such as P25-P75.
    pub range: Field<Prose>,
    /// How many people the figures rest on.
    pub sample: Field<Whole>,
    /// Whom the figures describe, when that is not exactly this role.
    pub population: Field<Prose>,
    /// The day, month or year that they describe; that of the source, unless said here.
    pub as_of: Field<DateText>,
    pub source: Field<Id>,
    pub note: Field<Prose>,
}

/// A move to another role.
#[derive(Debug, Default, PartialEq, JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(deny_unknown_fields)]
pub struct MoveEntry {
    /// Where the move leads.
    #[schemars(required)]
    pub role: Field<Id>,
    /// A promotion, unless said here.
    pub kind: Field<KindName>,
    /// Years in the role before the move.
    pub after: Field<Figure<Span>>,
    /// What must happen besides.
    pub gate: Field<Prose>,
    /// Of those who were in the role, how many made this move.
    pub share: Field<Figure<Share>>,
    pub source: Field<Id>,
    pub note: Field<Prose>,
}

pub(super) fn role(decoder: &mut Decoder, node: NodeId) -> Option<RoleEntry> {
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
        title: decoder.required(&fields, "title", Decoder::title),
        track: decoder.required(&fields, "track", Decoder::text),
        grade: decoder.required(&fields, "grade", Decoder::rank),
        entry: decoder.optional(&fields, "entry", Decoder::flag),
        extends: decoder.optional(&fields, "extends", Decoder::text),
        without: decoder.list(&fields, "without", Decoder::text),
        about: decoder.optional(&fields, "about", Decoder::text),
        years: decoder.optional(&fields, "years", |decoder, node| {
            figure(decoder, node, Decoder::quantity)
        }),
        education: decoder.optional(&fields, "education", education),
        skills: decoder.entries(&fields, "skills", Decoder::text),
        certifications: decoder.list(&fields, "certifications", required_certification),
        recommended: decoder.optional(&fields, "recommended", recommended),
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
            figure(decoder, node, Decoder::quantity)
        }),
        education: decoder.optional(&fields, "education", education),
        skills: decoder.entries(&fields, "skills", Decoder::text),
        certifications: decoder.list(&fields, "certifications", required_certification),
    })
}

fn education(decoder: &mut Decoder, node: NodeId) -> Option<EducationEntry> {
    let fields = decoder.fields(node, "education", &["degree", "fields", "source"])?;
    Some(EducationEntry {
        degree: decoder.required(&fields, "degree", Decoder::text),
        fields: decoder.list(&fields, "fields", Decoder::text),
        source: decoder.optional(&fields, "source", Decoder::text),
    })
}

fn pay(decoder: &mut Decoder, node: NodeId) -> Option<PayEntry> {
    let fields = decoder.fields(
        node,
        "pay",
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
        return decoder.text(node).map(|role| MoveEntry {
            role: Field::Valid(role),
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
            figure(decoder, node, Decoder::quantity)
        }),
        source: decoder.optional(&fields, "source", Decoder::text),
        note: decoder.optional(&fields, "note", Decoder::text),
    })
}
