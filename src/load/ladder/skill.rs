//! What a ladder file says of a skill.

use crate::load::{
    codec::prelude::*,
    types::{Id, LevelName, LevelText, Link, Prose, Span, Title, Years},
};

use super::{fact::FactEntry, figure::Figure};

entries! {
    /// A skill that roles ask for.
    SkillEntry "a skill" {
        /// What the skill is called; made from its id, unless said here.
        optional title: Title,
        /// The heading that the skill is listed under.
        optional category: Prose,
        optional about: Prose,
        /// What people also call it; profiles may use these names.
        optional aliases: Items<Title>,
        /// Levels of its own, lowest first, if it does not use the ladder's.
        optional proficiency: Items<LevelName> = { "maxItems": 100, "uniqueItems": true },
        /// Skills to learn first.
        optional needs: OneOrMore<NeedEntry> = { "uniqueItems": true },
        /// What a level means for this skill.
        optional levels: Entries<LevelText, Prose>,
        /// Study hours to reach a level from the one below.
        optional hours: Entries<LevelText, Figure<Span>>,
        /// How long it is done at work to reach a level from the one below.
        optional practice: Entries<LevelText, Figure<Years>>,
        /// What to learn it from.
        optional resources: Items<ResourceEntry>,
        /// What else is known of the skill.
        optional facts: Items<FactEntry>,
        /// The source of every figure of this entry that names no other.
        optional source: Id,
    }

    /// Something to learn from.
    ResourceEntry "a resource" {
        required title: Title,
        optional url: Link,
        /// The level that it leads to.
        optional level: LevelText,
        /// How long it takes.
        optional hours: Figure<Span>,
        optional source: Id,
        optional note: Prose,
    }
}

unions! {
    /// Skills to learn first: one by its name alone, or several with the level that is enough.
    NeedEntry "Need" = {
        "description": "A skill to learn first, or a map from such skills to the level that is enough."
    } "a need" {
        /// One, at any level.
        Skill(Id),
        /// Several, each with its level.
        Levels(Entries<Id, LevelText>),
    }
}
