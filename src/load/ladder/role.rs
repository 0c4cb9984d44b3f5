//! What a ladder file says of a role.

use crate::load::{
    codec::prelude::*,
    types::{
        Amount, BasisName, CurrencyCode, DateText, DegreeName, GradeText, HoursPerYear, Id,
        KindName, LevelText, PayRangeText, PeriodName, Prose, Share, Title, Weight, Whole, Years,
    },
};

use super::{
    alternatives::{AlternativesEntry, PointsEntry},
    certification::RequiredCertification,
    fact::FactEntry,
    figure::Figure,
};

entries! {
    /// A rung of the ladder.
    RoleEntry "a role" {
        /// What the role is called; made from its id, unless said here.
        optional title: Title,
        /// Titles that people use, and former ids; commands and profiles may use these names.
        optional aliases: Items<Title>,
        /// The id of the track that the role stands on; a ladder of one track needs none.
        optional track: Id,
        /// How high the role stands on its track, as a number or by a name of the track's `grades`; by
        /// the promotions that lead to it, unless said here.
        optional grade: GradeText,
        /// Whether people come in here.
        optional entry: bool,
        /// The role whose requirements this one asks for too, unless said otherwise here.
        optional extends: Id,
        /// Inherited skills, certifications, groups and points that this role does not ask for.
        optional without: Items<Id> = { "uniqueItems": true },
        optional about: Prose,
        /// Years of experience in the field.
        optional years: Figure<Years>,
        optional education: Box<EducationEntry>,
        /// The level that is asked for of each skill.
        optional skills: Entries<Id, AskedLevelEntry>,
        /// Certifications that are asked for, or groups of alternatives.
        optional certifications: Items<RequiredCertification> = { "uniqueItems": true },
        /// Alternatives of any kind; a number of them is asked for.
        optional any_of: Items<AlternativesEntry> = { "uniqueItems": true },
        /// Points, summed over the levels of skills.
        optional points: Box<PointsEntry>,
        /// What helps, and is not asked for.
        optional recommended: Box<RecommendedEntry>,
        /// What someone in this role answers for, from id to sentence; or under a heading, several of them.
        optional responsibilities: Entries<Id, ResponsibilityText> = {
            "propertyNames": { "minLength": 1, "pattern": "\\S" },
            "patternProperties": { (Id::PATTERN): { "$ref": "#/$defs/ResponsibilityText" } },
            "additionalProperties": {
                "type": "object",
                "propertyNames": { "pattern": Id::PATTERN },
                "additionalProperties": { "$ref": "#/$defs/Prose" },
            },
        },
        /// What is paid in this role: one entry, or a list.
        optional pay: OneOrMore<PayEntry>,
        /// The moves out of this role.
        optional next: Items<MoveEntry> = { "uniqueItems": true },
        /// What else is known of the role.
        optional facts: Items<FactEntry>,
        /// The source of every figure of this entry that names no other.
        optional source: Id,
    }

    /// A degree that is asked for.
    EducationEntry "education" {
        required degree: DegreeName,
        /// The degree is in one of these fields.
        optional fields: Items<Prose>,
        /// How much the degree counts beside the other requirements: 1, unless said here.
        optional weight: Weight,
        /// What is asked for, in this role's words.
        optional text: Prose,
        /// What meets it.
        optional examples: Items<Prose>,
        optional source: Id,
    }

    /// A level of a skill that is asked for.
    AskedLevelEntry "a level of a skill" {
        short level: LevelText,
        ;
        AskedLevelDetails {
            /// How much the skill counts beside the other requirements: 1, unless said here.
            optional weight: Weight,
            /// What the level means in this role.
            optional text: Prose,
            /// What shows it.
            optional examples: Items<Prose>,
        }
    }

    /// What helps, and is not asked for.
    RecommendedEntry "a recommendation" {
        /// Years of experience in the field.
        optional years: Figure<Years>,
        optional education: Box<EducationEntry>,
        /// The level that helps, of each skill.
        optional skills: Entries<Id, AskedLevelEntry>,
        optional certifications: Items<RequiredCertification> = { "uniqueItems": true },
        optional any_of: Items<AlternativesEntry> = { "uniqueItems": true },
        optional points: Box<PointsEntry>,
    }

    /// What is paid in a role according to one source.
    PayEntry "pay" = {
        "anyOf": [{ "required": ["low"] }, { "required": ["mid"] }, { "required": ["high"] }]
    } {
        /// The lower end.
        optional low: Amount,
        /// The middle.
        optional mid: Amount,
        /// The upper end.
        optional high: Amount,
        /// The time that the amounts are for: a year, unless said here.
        optional per: PeriodName,
        /// Base pay alone, or with bonus and equity; that of the market, unless said here.
        optional basis: BasisName,
        /// That of the market, unless said here.
        optional currency: CurrencyCode,
        ;
        PayDetails {
            /// That of the market, unless said here.
            optional region: Prose,
            /// The paid hours of a full-time year; those of the market, unless said here.
            optional hours_per_year: HoursPerYear,
            /// What the ends are: `band`, the employer's own range, or the percentiles of a market, such as P25-P75.
            optional range: PayRangeText,
            /// How many people, or advertised bands, the figures rest on.
            optional sample: Whole,
            /// The people that the figures describe, when they are not exactly those in this role.
            optional population: Prose,
            /// The whole occupation that the figures describe; context, and never the role's own figure.
            optional occupation: Prose,
            /// The day, month or year that they describe; that of the source, unless said here.
            optional as_of: DateText,
            optional source: Id,
            optional note: Prose,
        }
    }

    /// A move to another role.
    MoveEntry "a move" {
        /// Where the move leads.
        short role: Id,
        /// A promotion, unless said here.
        optional kind: KindName,
        ;
        MoveDetails {
            /// Years in the role before the move.
            optional after: Figure<Years>,
            /// What must happen besides.
            optional gate: Prose,
            /// Of those who were in the role, how many made this move.
            optional share: Figure<Share>,
            optional source: Id,
            optional note: Prose,
        }
    }
}

unions! {
    /// A responsibility, or several under a heading.
    ResponsibilityText "ResponsibilityText" = {
        "description": "A responsibility, or several under a heading."
    } "responsibilities" {
        /// One.
        One(Prose),
        /// Several, from id to sentence.
        Group(Entries<Id, Prose>),
    }
}
