//! What a ladder file says of a skill.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::{
    load::{
        Entries, Field, List,
        decode::Decoder,
        types::{Id, LevelName, LevelText, Link, Prose, Span, Title},
    },
    text::NodeId,
};

use super::figure::{Figure, figure};

/// A skill that roles ask for.
#[derive(Debug, Default, PartialEq, JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(deny_unknown_fields)]
pub struct SkillEntry {
    #[schemars(required)]
    pub title: Field<Title>,
    /// The heading that the skill is listed under.
    pub category: Field<Prose>,
    pub about: Field<Prose>,
    /// What people also call it; profiles may use these names.
    pub aliases: List<Title>,
    /// Levels of its own, lowest first, if it does not use the ladder's.
    #[schemars(length(max = 100), extend("uniqueItems" = true))]
    pub proficiency: List<LevelName>,
    /// Skills to learn first.
    #[schemars(extend("uniqueItems" = true))]
    pub needs: List<NeedEntry>,
    /// What a level means for this skill.
    pub levels: Field<Entries<LevelText, Prose>>,
    /// Study hours to reach a level from the one below.
    pub hours: Field<Entries<LevelText, Figure<Span>>>,
    /// What to learn it from.
    pub resources: List<ResourceEntry>,
    /// The source of every figure of this entry that names no other.
    pub source: Field<Id>,
}

/// Skills to learn first: one by its name alone, or several with the level that is enough.
#[derive(Debug, PartialEq)]
#[cfg_attr(test, derive(serde::Serialize), serde(untagged))]
pub enum NeedEntry {
    Skill(Id),
    Levels(Entries<Id, LevelText>),
}

impl JsonSchema for NeedEntry {
    fn schema_name() -> Cow<'static, str> {
        "Need".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let skill = generator.subschema_for::<Id>();
        let levels = generator.subschema_for::<Entries<Id, LevelText>>();
        json_schema!({
            "description": "A skill to learn first, or a map from such skills to the level that is enough.",
            "anyOf": [skill, levels],
        })
    }
}

/// Something to learn from.
#[derive(Debug, Default, PartialEq, JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(deny_unknown_fields)]
pub struct ResourceEntry {
    #[schemars(required)]
    pub title: Field<Title>,
    pub url: Field<Link>,
    /// The level that it leads to.
    pub level: Field<LevelText>,
    /// How long it takes.
    pub hours: Field<Figure<Span>>,
    pub source: Field<Id>,
    pub note: Field<Prose>,
}

pub(super) fn skill(decoder: &mut Decoder, node: NodeId) -> Option<SkillEntry> {
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
        title: decoder.required(&fields, "title", Decoder::title),
        category: decoder.optional(&fields, "category", Decoder::text),
        about: decoder.optional(&fields, "about", Decoder::text),
        aliases: decoder.list(&fields, "aliases", Decoder::title),
        proficiency: decoder.optional(&fields, "proficiency", |decoder, node| {
            decoder.items(node, Decoder::text)
        }),
        needs: decoder.list(&fields, "needs", need),
        levels: decoder.entries(&fields, "levels", Decoder::text),
        hours: decoder.entries(&fields, "hours", |decoder, node| {
            figure(decoder, node, Decoder::span)
        }),
        resources: decoder.list(&fields, "resources", resource),
        source: decoder.optional(&fields, "source", Decoder::text),
    })
}

fn need(decoder: &mut Decoder, node: NodeId) -> Option<NeedEntry> {
    if decoder.is_scalar(node) {
        return decoder.text(node).map(NeedEntry::Skill);
    }
    let levels = decoder.map(node, "a need", Decoder::text)?;
    Some(NeedEntry::Levels(levels))
}

fn resource(decoder: &mut Decoder, node: NodeId) -> Option<ResourceEntry> {
    let fields = decoder.fields(
        node,
        "a resource",
        &["title", "url", "level", "hours", "source", "note"],
    )?;
    Some(ResourceEntry {
        title: decoder.required(&fields, "title", Decoder::title),
        url: decoder.optional(&fields, "url", Decoder::text),
        level: decoder.optional(&fields, "level", Decoder::text),
        hours: decoder.optional(&fields, "hours", |decoder, node| {
            figure(decoder, node, Decoder::span)
        }),
        source: decoder.optional(&fields, "source", Decoder::text),
        note: decoder.optional(&fields, "note", Decoder::text),
    })
}
