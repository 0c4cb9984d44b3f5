//! What a ladder file says of a certification, and how roles name them.

use smol_str::SmolStr;

use crate::{load::decode::Decoder, text::NodeId};

use super::{Figure, figure};

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

/// The certifications of which one is enough; a plain id is a group of one.
#[derive(Debug, Default, PartialEq)]
pub struct RequiredCertification {
    pub one_of: Vec<SmolStr>,
    /// Whether it was written as a group.
    pub grouped: bool,
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

pub(super) fn required_certification(
    decoder: &mut Decoder,
    node: NodeId,
) -> Option<RequiredCertification> {
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
