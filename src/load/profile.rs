//! What a profile says.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::text::NodeId;

use super::{
    Entries, Field, List, OneOrMore, Short,
    decode::Decoder,
    types::{
        BasisName, CurrencyCode, DateText, DegreeName, LevelText, Prose, Title, WeeklyHours, Whole,
        Years,
    },
};

/// One person, as far as a career is concerned.
#[derive(Debug, Default, PartialEq, JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(deny_unknown_fields, title = "Profile", extend("minProperties" = 1))]
pub struct ProfileDocument {
    pub name: Field<Title>,
    /// The ladder that this profile is about: the id of an embedded one, or a file beside this one.
    pub ladder: Field<Title>,
    /// The present role, by its id or title; left out by someone who is not on the ladder yet.
    pub role: Field<Title>,
    /// In this role since.
    pub since: Field<DateText>,
    /// In the field since a day, or for how many years; left out, it is derived from the history.
    pub experience: Field<ExperienceEntry>,
    /// The roles before, each with its time.
    pub history: List<StayEntry>,
    /// A degree, or a list of them.
    #[schemars(with = "Field<OneOrMore<DegreeEntry>>")]
    pub education: List<DegreeEntry>,
    /// What the person can do, from skill to level.
    #[schemars(with = "Field<Entries<Prose, Short<LevelText, ClaimEntry>>>")]
    pub skills: Field<Entries<Prose, ClaimEntry>>,
    /// The certifications that the person earned.
    #[schemars(with = "Field<Vec<Short<Title, HeldEntry>>>")]
    pub certifications: List<HeldEntry>,
    /// What the person is paid, a year.
    pub pay: Field<SalaryEntry>,
    /// For how many hours a week the person can study.
    pub hours_per_week: Field<WeeklyHours>,
    /// The role to reach, by its id or title.
    pub goal: Field<Title>,
    /// What is not asked of this person, and why.
    pub not_applicable: Field<Entries<Prose, Prose>>,
}

/// Experience in the field: since a day, or as a number of years that stays what it is.
#[derive(Debug, PartialEq)]
#[cfg_attr(test, derive(serde::Serialize), serde(untagged))]
pub enum ExperienceEntry {
    Since { since: Field<DateText> },
    Years(Years),
}

impl JsonSchema for ExperienceEntry {
    fn schema_name() -> Cow<'static, str> {
        "Experience".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let years = generator.subschema_for::<Years>();
        let since = generator.subschema_for::<DateText>();
        json_schema!({
            "anyOf": [
                years,
                {
                    "type": "object",
                    "properties": { "since": since },
                    "required": ["since"],
                    "additionalProperties": false,
                },
            ],
            "examples": [{ "since": "2020-06" }, 5.5],
        })
    }
}

/// A time spent in a role.
#[derive(Debug, Default, PartialEq, JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(deny_unknown_fields)]
pub struct StayEntry {
    /// The role, by its id or title.
    #[schemars(required)]
    pub role: Field<Title>,
    #[schemars(required)]
    pub from: Field<DateText>,
    /// Left out, the stay lasts until the next one.
    pub to: Field<DateText>,
}

/// A degree that the person has.
#[derive(Debug, Default, PartialEq, JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(deny_unknown_fields)]
pub struct DegreeEntry {
    #[schemars(required)]
    pub degree: Field<DegreeName>,
    /// In what, such as computer-science.
    pub field: Field<Prose>,
    pub earned: Field<DateText>,
}

/// A skill that the person has, by its level alone or with more.
#[derive(Debug, Default, PartialEq, JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(deny_unknown_fields)]
pub struct ClaimEntry {
    #[schemars(required)]
    pub level: Field<LevelText>,
    /// Since when the person is at this level.
    pub since: Field<DateText>,
    /// What shows it, such as links.
    #[schemars(with = "Field<OneOrMore<Prose>>")]
    pub evidence: List<Prose>,
    pub note: Field<Prose>,
}

/// A certification that the person earned, by its name alone or with dates.
#[derive(Debug, Default, PartialEq, JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(deny_unknown_fields)]
pub struct HeldEntry {
    /// The certification, by its id, code, title or an alias.
    #[schemars(required)]
    pub id: Field<Title>,
    pub earned: Field<DateText>,
    /// Left out, the ladder says for how many years it holds.
    pub expires: Field<DateText>,
}

/// What the person is paid, a year.
#[derive(Debug, Default, PartialEq, JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(deny_unknown_fields)]
pub struct SalaryEntry {
    #[schemars(required)]
    pub amount: Field<Whole>,
    /// Base pay alone, or with bonus and equity.
    #[schemars(required)]
    pub basis: Field<BasisName>,
    /// That of the ladder's market, unless said here.
    pub currency: Field<CurrencyCode>,
    /// That of the ladder's market, unless said here.
    pub region: Field<Prose>,
}

/// The keys of a profile.
pub(super) const KEYS: [&str; 13] = [
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
];

pub(super) fn read(decoder: &mut Decoder, node: NodeId) -> Option<ProfileDocument> {
    let fields = decoder.fields(node, "a profile", &KEYS)?;
    Some(ProfileDocument {
        name: decoder.optional(&fields, "name", Decoder::title),
        ladder: decoder.optional(&fields, "ladder", Decoder::title),
        role: decoder.optional(&fields, "role", Decoder::title),
        since: decoder.optional(&fields, "since", Decoder::text),
        experience: decoder.optional(&fields, "experience", experience),
        history: decoder.list(&fields, "history", stay),
        education: decoder.one_or_more(&fields, "education", degree),
        skills: decoder.entries(&fields, "skills", claim),
        certifications: decoder.list(&fields, "certifications", held),
        pay: decoder.optional(&fields, "pay", salary),
        hours_per_week: decoder.optional(&fields, "hours_per_week", Decoder::quantity),
        goal: decoder.optional(&fields, "goal", Decoder::title),
        not_applicable: decoder.entries(&fields, "not_applicable", Decoder::text),
    })
}

fn experience(decoder: &mut Decoder, node: NodeId) -> Option<ExperienceEntry> {
    if decoder.is_scalar(node) {
        return decoder.quantity(node).map(ExperienceEntry::Years);
    }
    let fields = decoder.fields(node, "experience", &["since"])?;
    Some(ExperienceEntry::Since {
        since: decoder.required(&fields, "since", Decoder::text),
    })
}

fn stay(decoder: &mut Decoder, node: NodeId) -> Option<StayEntry> {
    let fields = decoder.fields(node, "a stay", &["role", "from", "to"])?;
    Some(StayEntry {
        role: decoder.required(&fields, "role", Decoder::title),
        from: decoder.required(&fields, "from", Decoder::text),
        to: decoder.optional(&fields, "to", Decoder::text),
    })
}

fn degree(decoder: &mut Decoder, node: NodeId) -> Option<DegreeEntry> {
    let fields = decoder.fields(node, "education", &["degree", "field", "earned"])?;
    Some(DegreeEntry {
        degree: decoder.required(&fields, "degree", Decoder::text),
        field: decoder.optional(&fields, "field", Decoder::text),
        earned: decoder.optional(&fields, "earned", Decoder::text),
    })
}

fn claim(decoder: &mut Decoder, node: NodeId) -> Option<ClaimEntry> {
    if decoder.is_scalar(node) {
        return decoder.text(node).map(|level| ClaimEntry {
            level: Field::Valid(level),
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
        return decoder.title(node).map(|id| HeldEntry {
            id: Field::Valid(id),
            ..HeldEntry::default()
        });
    }
    let fields = decoder.fields(node, "a certification", &["id", "earned", "expires"])?;
    Some(HeldEntry {
        id: decoder.required(&fields, "id", Decoder::title),
        earned: decoder.optional(&fields, "earned", Decoder::text),
        expires: decoder.optional(&fields, "expires", Decoder::text),
    })
}

fn salary(decoder: &mut Decoder, node: NodeId) -> Option<SalaryEntry> {
    let fields = decoder.fields(node, "pay", &["amount", "basis", "currency", "region"])?;
    Some(SalaryEntry {
        amount: decoder.required(&fields, "amount", Decoder::whole),
        basis: decoder.required(&fields, "basis", Decoder::text),
        currency: decoder.optional(&fields, "currency", Decoder::text),
        region: decoder.optional(&fields, "region", Decoder::text),
    })
}
