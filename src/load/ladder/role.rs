//! What a ladder file says of a role.

use smol_str::SmolStr;

use crate::{
    load::{Entries, Span, decode::Decoder},
    text::NodeId,
};

use super::{
    Figure,
    certification::{RequiredCertification, required_certification},
    figure,
};

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
