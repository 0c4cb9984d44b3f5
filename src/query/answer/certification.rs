//! Certifications.

use serde::Serialize;
use smol_str::SmolStr;

use crate::vocabulary::CertificationStatus;

use super::{Cited, Fact, Named, Resource, Span};

/// A certification of the ladder.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Certification {
    /// The id of the certification.
    pub id: SmolStr,
    /// The title of the certification.
    pub title: SmolStr,
    /// Who issues it.
    pub issuer: Option<SmolStr>,
    /// The issuer's code for it.
    pub code: Option<SmolStr>,
    /// A description.
    pub about: Option<SmolStr>,
    /// Its address.
    pub url: Option<SmolStr>,
    /// Other names of the certification.
    pub aliases: Vec<SmolStr>,
    /// Whether it can be earned on the day of the answer.
    pub status: CertificationStatus,
    /// The first day on which it can be earned.
    pub launched: Option<SmolStr>,
    /// The last day on which it can be earned.
    pub retired: Option<SmolStr>,
    /// The certifications that replace it.
    pub replaced_by: Vec<Named>,
    /// Years from the day it is earned until it expires.
    pub valid_years: Option<Span>,
    /// The fee of the examination.
    pub fee: Option<Fee>,
    /// Hours of study for the examination.
    pub hours: Option<Span>,
    /// What to study.
    pub resources: Vec<Resource>,
    /// What else is known.
    pub facts: Vec<Fact>,
    /// The source of the entry.
    #[serde(flatten)]
    pub cited: Cited,
    /// A note on the certification.
    pub note: Option<SmolStr>,
}

/// The fee of a certification.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fee {
    /// The fee, in whole currency units.
    pub amount: u64,
    /// The currency, such as `USD`.
    pub currency: SmolStr,
    /// The source of the fee.
    #[serde(flatten)]
    pub cited: Cited,
}
