//! What a ladder file says of alternatives and of points.

use crate::load::{
    codec::prelude::*,
    types::{DegreeName, Id, LevelText, PointsNeeded, Prose, Title, Weight, Whole, Worth, Years},
};

entries! {
    /// Alternatives of any kind; a number of them is asked for.
    AlternativesEntry "a group of alternatives" {
        /// A name for the group, by which `without` takes it away.
        optional id: Id,
        /// What the group is called.
        optional title: Title,
        /// How many of the alternatives are asked for: 1, unless said here.
        optional need: Whole = { "minimum": 1 },
        /// The alternatives, at least two.
        required of: Items<AlternativeEntry> = { "minItems": 2, "uniqueItems": true },
        /// How much the group counts beside the other requirements: 1, unless said here.
        optional weight: Weight,
        /// What is asked for, in this role's words.
        optional text: Prose,
        /// What meets it.
        optional examples: Items<Prose>,
        optional source: Id,
    }

    /// One of several alternatives: a level of a skill, years, a degree or a certification.
    AlternativeEntry "an alternative" = {
        "oneOf": [
            { "required": ["skill"] },
            { "required": ["years"] },
            { "required": ["education"] },
            { "required": ["certification"] }
        ],
        "dependentRequired": { "skill": ["level"], "level": ["skill"] }
    } {
        optional skill: Id,
        /// The level of the skill that is asked for.
        optional level: LevelText,
        /// Years of experience in the field.
        optional years: Years,
        optional education: AlternativeDegreeEntry,
        optional certification: Id,
    }

    /// A degree as an alternative.
    AlternativeDegreeEntry "education" {
        required degree: DegreeName,
        /// The degree is in one of these fields.
        optional fields: Items<Prose>,
    }

    /// Points that are asked for: what the levels of skills are worth, summed.
    PointsEntry "points" {
        /// A name for the points, by which `without` takes them away.
        optional id: Id,
        /// How many points are asked for.
        required need: PointsNeeded,
        /// The skills that count.
        required of: PointsOfEntry,
        /// What each level is worth, lowest first; the last one holds for all levels above too.
        required worth: Items<Worth> = { "minItems": 1, "maxItems": 100 },
        /// How much the points count beside the other requirements: 1, unless said here.
        optional weight: Weight,
        /// What is asked for, in this role's words.
        optional text: Prose,
        /// What meets it.
        optional examples: Items<Prose>,
        optional source: Id,
    }

    /// The skills that count for points.
    PointsOfEntry "the skills of points" {
        /// All skills of these categories.
        optional categories: Items<Prose> = { "minItems": 1, "uniqueItems": true },
        /// These skills too.
        optional skills: Items<Id> = { "minItems": 1, "uniqueItems": true },
    }
}
