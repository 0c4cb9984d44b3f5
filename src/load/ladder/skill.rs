//! What a ladder file says of a skill.

use smol_str::SmolStr;

use crate::{
    load::{Entries, Span, decode::Decoder},
    text::NodeId,
};

use super::{Figure, figure};

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
