//! What a ladder file says.
//!
//! References are still words, dates and levels still text; only the form is known to be right.

mod certification;
mod figure;
mod role;
mod skill;

use schemars::JsonSchema;

pub use certification::{CertificationEntry, FeeEntry, RequiredCertification};
pub use figure::Figure;
pub use role::{EducationEntry, MoveEntry, PayEntry, RecommendedEntry, RoleEntry};
pub use skill::{NeedEntry, ResourceEntry, SkillEntry};

use crate::text::NodeId;

use super::{
    Entries, Field, List,
    decode::Decoder,
    types::{CurrencyCode, DateText, Id, LevelName, Link, Prose, Title},
};

/// Roles of a career, what each asks for, what each pays, and the moves between them.
#[derive(Debug, Default, PartialEq, JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(deny_unknown_fields, title = "Ladder")]
pub struct LadderDocument {
    /// A short name for the ladder, by which profiles call it.
    #[schemars(required)]
    pub id: Field<Id>,
    /// What the ladder is called.
    #[schemars(required)]
    pub title: Field<Title>,
    /// What the ladder is about, in a sentence or two.
    pub about: Field<Prose>,
    /// Where pay is paid unless an entry says otherwise.
    pub market: Field<MarketEntry>,
    /// The levels of skills, lowest first; the first one is level 1.
    #[schemars(length(max = 100), extend("uniqueItems" = true))]
    pub proficiency: List<LevelName>,
    /// The lines that roles stand on, from id to title.
    pub tracks: Field<Entries<Id, Title>>,
    /// What figures rest on.
    pub sources: Field<Entries<Id, SourceEntry>>,
    /// What roles ask for, and how it is learnt.
    pub skills: Field<Entries<Id, SkillEntry>>,
    /// Certifications that roles ask for or recommend.
    pub certifications: Field<Entries<Id, CertificationEntry>>,
    /// The rungs of the ladder; their order is that on the screen.
    #[schemars(required, extend("minProperties" = 1))]
    pub roles: Field<Entries<Id, RoleEntry>>,
}

/// Where pay is paid unless an entry says otherwise.
#[derive(Debug, Default, PartialEq, JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(deny_unknown_fields)]
pub struct MarketEntry {
    /// The region, such as a country.
    pub region: Field<Prose>,
    pub currency: Field<CurrencyCode>,
}

/// What a figure rests on.
#[derive(Debug, Default, PartialEq, JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(deny_unknown_fields)]
pub struct SourceEntry {
    /// Who published it.
    pub publisher: Field<Prose>,
    #[schemars(required)]
    pub title: Field<Title>,
    pub url: Field<Link>,
    /// The day, month or year that its figures describe.
    pub as_of: Field<DateText>,
    /// Under which terms it may be used.
    pub licence: Field<Prose>,
    pub note: Field<Prose>,
}

/// The keys of a ladder.
pub(super) const KEYS: [&str; 10] = [
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
];

pub(super) fn read(decoder: &mut Decoder, node: NodeId) -> Option<LadderDocument> {
    let fields = decoder.fields(node, "a ladder", &KEYS)?;
    Some(LadderDocument {
        id: decoder.required(&fields, "id", Decoder::text),
        title: decoder.required(&fields, "title", Decoder::title),
        about: decoder.optional(&fields, "about", Decoder::text),
        market: decoder.optional(&fields, "market", market),
        proficiency: decoder.optional(&fields, "proficiency", |decoder, node| {
            decoder.items(node, Decoder::text)
        }),
        tracks: decoder.entries(&fields, "tracks", Decoder::title),
        sources: decoder.entries(&fields, "sources", source),
        skills: decoder.entries(&fields, "skills", skill::skill),
        certifications: decoder.entries(&fields, "certifications", certification::certification),
        roles: decoder.required(&fields, "roles", |decoder, node| {
            decoder.map(node, "roles", role::role)
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
        title: decoder.required(&fields, "title", Decoder::title),
        url: decoder.optional(&fields, "url", Decoder::text),
        as_of: decoder.optional(&fields, "as_of", Decoder::text),
        licence: decoder.optional(&fields, "licence", Decoder::text),
        note: decoder.optional(&fields, "note", Decoder::text),
    })
}
