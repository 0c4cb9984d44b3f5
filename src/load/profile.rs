//! What a profile says.

use smol_str::SmolStr;

use crate::text::NodeId;

use super::{Entries, Kind, decode::Decoder};

pub(super) const KIND: Kind = Kind {
    name: "a profile",
    foreign: &[
        "id",
        "title",
        "about",
        "market",
        "proficiency",
        "tracks",
        "sources",
        "roles",
    ],
    other: "a ladder",
    other_option: "--ladder",
};

#[derive(Debug, Default, PartialEq)]
pub struct ProfileDocument {
    pub name: Option<SmolStr>,
    pub ladder: Option<SmolStr>,
    pub role: Option<SmolStr>,
    pub since: Option<SmolStr>,
    pub experience: Option<ExperienceEntry>,
    pub history: Vec<StayEntry>,
    pub education: Vec<DegreeEntry>,
    pub skills: Entries<ClaimEntry>,
    pub certifications: Vec<HeldEntry>,
    pub pay: Option<SalaryEntry>,
    pub hours_per_week: Option<f64>,
    pub goal: Option<SmolStr>,
    pub not_applicable: Entries<SmolStr>,
}

/// Experience in the field: since a day, or as a number of years that stays what it is.
#[derive(Debug, PartialEq)]
pub enum ExperienceEntry {
    Since(SmolStr),
    Years(f64),
}

/// A time spent in a role.
#[derive(Debug, Default, PartialEq)]
pub struct StayEntry {
    pub role: SmolStr,
    pub from: SmolStr,
    pub to: Option<SmolStr>,
}

#[derive(Debug, Default, PartialEq)]
pub struct DegreeEntry {
    pub degree: SmolStr,
    pub field: Option<SmolStr>,
    pub earned: Option<SmolStr>,
}

/// A skill that the person has, by its level alone or with more.
#[derive(Debug, Default, PartialEq)]
pub struct ClaimEntry {
    pub level: SmolStr,
    pub since: Option<SmolStr>,
    pub evidence: Vec<SmolStr>,
    pub note: Option<SmolStr>,
}

/// A certification that the person earned, by its id alone or with dates.
#[derive(Debug, Default, PartialEq)]
pub struct HeldEntry {
    pub id: SmolStr,
    pub earned: Option<SmolStr>,
    pub expires: Option<SmolStr>,
}

/// What the person is paid.
#[derive(Debug, Default, PartialEq)]
pub struct SalaryEntry {
    pub amount: u64,
    pub basis: SmolStr,
    pub currency: Option<SmolStr>,
    pub region: Option<SmolStr>,
}

pub(super) fn read(decoder: &mut Decoder, node: NodeId) -> Option<ProfileDocument> {
    let fields = decoder.fields(
        node,
        "a profile",
        &[
            "name",
            "ladder",
            "role",
            "since",
            "experience",
            "history",
            "education",
            "skills",
            "certifications",
            "pay",
            "hours_per_week",
            "goal",
            "not_applicable",
        ],
    )?;
    Some(ProfileDocument {
        name: decoder.optional(&fields, "name", Decoder::text),
        ladder: decoder.optional(&fields, "ladder", Decoder::text),
        role: decoder.optional(&fields, "role", Decoder::text),
        since: decoder.optional(&fields, "since", Decoder::text),
        experience: decoder.optional(&fields, "experience", experience),
        history: decoder.list(&fields, "history", stay),
        education: decoder.one_or_more(&fields, "education", degree),
        skills: decoder.entries(&fields, "skills", claim),
        certifications: decoder.list(&fields, "certifications", held),
        pay: decoder.optional(&fields, "pay", salary),
        hours_per_week: decoder.optional(&fields, "hours_per_week", Decoder::number),
        goal: decoder.optional(&fields, "goal", Decoder::text),
        not_applicable: decoder.entries(&fields, "not_applicable", Decoder::text),
    })
}

fn experience(decoder: &mut Decoder, node: NodeId) -> Option<ExperienceEntry> {
    if decoder.is_scalar(node) {
        return decoder.number(node).map(ExperienceEntry::Years);
    }
    let fields = decoder.fields(node, "an experience", &["since"])?;
    Some(ExperienceEntry::Since(decoder.required(
        &fields,
        "since",
        Decoder::text,
    )))
}

fn stay(decoder: &mut Decoder, node: NodeId) -> Option<StayEntry> {
    let fields = decoder.fields(node, "an entry of the history", &["role", "from", "to"])?;
    Some(StayEntry {
        role: decoder.required(&fields, "role", Decoder::text),
        from: decoder.required(&fields, "from", Decoder::text),
        to: decoder.optional(&fields, "to", Decoder::text),
    })
}

fn degree(decoder: &mut Decoder, node: NodeId) -> Option<DegreeEntry> {
    let fields = decoder.fields(node, "an education", &["degree", "field", "earned"])?;
    Some(DegreeEntry {
        degree: decoder.required(&fields, "degree", Decoder::text),
        field: decoder.optional(&fields, "field", Decoder::text),
        earned: decoder.optional(&fields, "earned", Decoder::text),
    })
}

fn claim(decoder: &mut Decoder, node: NodeId) -> Option<ClaimEntry> {
    if decoder.is_scalar(node) {
        let level = decoder.text(node)?;
        return Some(ClaimEntry {
            level,
            ..ClaimEntry::default()
        });
    }
    let fields = decoder.fields(node, "a skill", &["level", "since", "evidence", "note"])?;
    Some(ClaimEntry {
        level: decoder.required(&fields, "level", Decoder::text),
        since: decoder.optional(&fields, "since", Decoder::text),
        evidence: decoder.one_or_more(&fields, "evidence", Decoder::text),
        note: decoder.optional(&fields, "note", Decoder::text),
    })
}

fn held(decoder: &mut Decoder, node: NodeId) -> Option<HeldEntry> {
    if decoder.is_scalar(node) {
        let id = decoder.text(node)?;
        return Some(HeldEntry {
            id,
            ..HeldEntry::default()
        });
    }
    let fields = decoder.fields(node, "a certification", &["id", "earned", "expires"])?;
    Some(HeldEntry {
        id: decoder.required(&fields, "id", Decoder::text),
        earned: decoder.optional(&fields, "earned", Decoder::text),
        expires: decoder.optional(&fields, "expires", Decoder::text),
    })
}

fn salary(decoder: &mut Decoder, node: NodeId) -> Option<SalaryEntry> {
    let fields = decoder.fields(node, "a pay", &["amount", "basis", "currency", "region"])?;
    Some(SalaryEntry {
        amount: decoder.required(&fields, "amount", Decoder::whole),
        basis: decoder.required(&fields, "basis", Decoder::text),
        currency: decoder.optional(&fields, "currency", Decoder::text),
        region: decoder.optional(&fields, "region", Decoder::text),
    })
}
