//! What a ladder file says.
//!
//! References are still words, dates and levels still text; only the form is known to be right.

mod certification;
mod role;
mod skill;

use smol_str::SmolStr;

pub use certification::{CertificationEntry, FeeEntry, RequiredCertification};
pub use role::{EducationEntry, MoveEntry, PayEntry, RecommendedEntry, RoleEntry};
pub use skill::{NeedEntry, ResourceEntry, SkillEntry};

use crate::text::NodeId;

use super::{Entries, Kind, decode::Decoder};

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
        skills: decoder.entries(&fields, "skills", skill::skill),
        certifications: decoder.entries(&fields, "certifications", certification::certification),
        roles: decoder.required(&fields, "roles", |decoder, node| {
            Some(decoder.map(node, "roles", role::role))
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
    if decoder.is_sequence(node) {
        decoder.wrong_type(node, "a number, or a map of `value` and `source`");
        return None;
    }
    let fields = decoder.fields(node, "a figure", &["value", "source"])?;
    Some(Figure {
        value: decoder.required(&fields, "value", read),
        source: decoder.optional(&fields, "source", Decoder::text),
    })
}
