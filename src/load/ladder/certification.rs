//! What a ladder file says of a certification, and how roles name them.

use crate::load::{
    codec::prelude::*,
    types::{CurrencyCode, DateText, Id, Link, Prose, Span, Title, Validity, Weight, Whole},
};

use super::{fact::FactEntry, figure::Figure, skill::ResourceEntry};

entries! {
    /// A certification that roles ask for or recommend.
    CertificationEntry "a certification" {
        /// Its name; made from the id where it is missing.
        optional title: Title,
        /// Who awards it.
        optional issuer: Prose,
        /// The issuer's own code for it.
        optional code: Prose,
        optional about: Prose,
        optional url: Link,
        /// What people also call it; profiles may use these names.
        optional aliases: Items<Title>,
        /// For how many years it holds.
        optional valid_years: Figure<Validity>,
        /// The first day on which it could be earned.
        optional launched: DateText,
        /// The last day on which it could be earned.
        optional retired: DateText,
        /// The certifications that came after it.
        optional replaced_by: Items<Id> = { "uniqueItems": true },
        /// What an attempt costs.
        optional fee: FeeEntry,
        /// Study hours for the examination.
        optional hours: Figure<Span>,
        /// What to prepare with.
        optional resources: Items<ResourceEntry>,
        /// What else is known of the certification.
        optional facts: Items<FactEntry>,
        /// The source of every figure of this entry that names no other.
        optional source: Id,
        optional note: Prose,
    }

    /// What an attempt costs.
    FeeEntry "a fee" {
        required amount: Whole,
        /// That of the market, unless said here.
        optional currency: CurrencyCode,
        optional source: Id,
    }

    /// Alternative certifications: one is enough.
    GroupEntry inline "a group of certifications" {
        /// A name for the group, by which `without` takes it away.
        optional id: Id,
        /// One of these is enough.
        required one_of: Items<Id> = { "minItems": 1, "uniqueItems": true },
        /// How much the group counts beside the other requirements: 1, unless said here.
        optional weight: Weight,
        /// What is asked for, in this role's words.
        optional text: Prose,
        /// What meets it.
        optional examples: Items<Prose>,
    }
}

unions! {
    /// Alternative certifications: one is enough; a plain id is a group of one.
    RequiredCertification "RequiredCertification" = {
        "description": "A certification, or a group of alternatives: one is enough."
    } "a group of certifications" {
        /// The only one.
        One(Id),
        /// Several.
        Group(GroupEntry),
    }
}
