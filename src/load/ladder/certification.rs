//! What a ladder file says of a certification, and how roles name them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::{
    load::{
        Field, List,
        decode::Decoder,
        types::{CurrencyCode, DateText, Id, Link, Prose, Title, Validity, Whole},
    },
    text::NodeId,
};

use super::figure::{Figure, figure};

/// A certification that roles ask for or recommend.
#[derive(Debug, Default, PartialEq, JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(deny_unknown_fields)]
pub struct CertificationEntry {
    #[schemars(required)]
    pub title: Field<Title>,
    /// Who awards it.
    pub issuer: Field<Prose>,
    /// The issuer's own code for it.
    pub code: Field<Prose>,
    pub about: Field<Prose>,
    pub url: Field<Link>,
    /// What people also call it; profiles may use these names.
    pub aliases: List<Title>,
    /// For how many years it holds.
    pub valid_years: Field<Figure<Validity>>,
    /// The first day on which it could be earned.
    pub launched: Field<DateText>,
    /// The last day on which it could be earned.
    pub retired: Field<DateText>,
    /// The certifications that came after it.
    #[schemars(extend("uniqueItems" = true))]
    pub replaced_by: List<Id>,
    /// What an attempt costs.
    pub fee: Field<FeeEntry>,
    /// The source of every figure of this entry that names no other.
    pub source: Field<Id>,
    pub note: Field<Prose>,
}

/// What an attempt costs.
#[derive(Debug, Default, PartialEq, JsonSchema)]
#[cfg_attr(test, derive(serde::Serialize))]
#[schemars(deny_unknown_fields)]
pub struct FeeEntry {
    #[schemars(required)]
    pub amount: Field<Whole>,
    /// That of the market, unless said here.
    pub currency: Field<CurrencyCode>,
    pub source: Field<Id>,
}

/// The certifications of which one is enough; a plain id is a group of one.
#[derive(Debug, PartialEq)]
#[cfg_attr(test, derive(serde::Serialize), serde(untagged))]
pub enum RequiredCertification {
    One(Id),
    Group { one_of: List<Id> },
}

impl JsonSchema for RequiredCertification {
    fn schema_name() -> Cow<'static, str> {
        "RequiredCertification".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let id = generator.subschema_for::<Id>();
        json_schema!({
            "description": "A certification, or a group of which one is enough.",
            "anyOf": [
                id,
                {
                    "type": "object",
                    "properties": {
                        "one_of": {
                            "description": "One of these is enough.",
                            "type": "array",
                            "items": id,
                            "minItems": 1,
                            "uniqueItems": true,
                        },
                    },
                    "required": ["one_of"],
                    "additionalProperties": false,
                },
            ],
        })
    }
}

pub(super) fn certification(decoder: &mut Decoder, node: NodeId) -> Option<CertificationEntry> {
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
        title: decoder.required(&fields, "title", Decoder::title),
        issuer: decoder.optional(&fields, "issuer", Decoder::text),
        code: decoder.optional(&fields, "code", Decoder::text),
        about: decoder.optional(&fields, "about", Decoder::text),
        url: decoder.optional(&fields, "url", Decoder::text),
        aliases: decoder.list(&fields, "aliases", Decoder::title),
        valid_years: decoder.optional(&fields, "valid_years", |decoder, node| {
            figure(decoder, node, Decoder::quantity)
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

pub(super) fn required_certification(
    decoder: &mut Decoder,
    node: NodeId,
) -> Option<RequiredCertification> {
    if decoder.is_scalar(node) {
        return decoder.text(node).map(RequiredCertification::One);
    }
    let fields = decoder.fields(node, "a group of certifications", &["one_of"])?;
    Some(RequiredCertification::Group {
        one_of: decoder.required(&fields, "one_of", |decoder, node| {
            decoder.items(node, Decoder::text)
        }),
    })
}
