//! The parts that answers are made of.
//!
//! Their names and shapes are the program's JSON: adding a field is compatible, anything else is not.

mod certification;
mod pay;
mod quantity;
mod requirement;
mod role;
mod shared;
mod skill;

use std::fmt;

use serde::{Serialize, Serializer, ser::SerializeMap};
use smol_str::SmolStr;

use crate::model::{self, Ladder};

pub use certification::{Certification, Fee};
pub use pay::{ListedPay, Pay, PayChange, StatedPay};
pub use quantity::{Estimate, Number, Span};
pub use requirement::{
    Alternative, AnyOf, Education, Group, Level, Origin, Points, RequiredLevel, Requirements,
    Wording, Years,
};
pub use role::{Move, MoveFacts, Role};
pub use shared::Shared;
pub use skill::{Learning, Prerequisite, Resource, Skill, StepTime};

/// Entries by id, in the ladder's order; in JSON an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Map<T>(pub Vec<(SmolStr, T)>);

impl<T> Map<T> {
    /// The entry with an id.
    pub fn get(&self, id: &str) -> Option<&T> {
        let mut entries = self.0.iter();
        entries
            .find(|(known, _)| known == id)
            .map(|(_, entry)| entry)
    }
}

impl<T: Serialize> Serialize for Map<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (id, entry) in &self.0 {
            map.serialize_entry(id, entry)?;
        }
        map.end()
    }
}

/// The id and the title of an entry of the ladder.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Named {
    /// The id.
    pub id: SmolStr,
    /// The title.
    pub title: SmolStr,
}

/// A role and its position on the ladder.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlacedRole {
    /// The id of the role.
    pub id: SmolStr,
    /// The title of the role.
    pub title: SmolStr,
    /// The id of its track.
    pub track: SmolStr,
    /// Its height on the track; grades of two tracks are not compared.
    #[serde(flatten)]
    pub grade: Grade,
}

/// The height of a role on its track; grades of two tracks are not compared.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Grade {
    /// The lowest is 1.
    #[serde(rename = "grade")]
    pub rank: i64,
    /// Its name, where the track names its grades.
    #[serde(rename = "grade_name", skip_serializing_if = "Option::is_none")]
    pub name: Option<SmolStr>,
}

impl Grade {
    /// The grade of a role.
    pub fn of(ladder: &Ladder, role: &model::Role) -> Self {
        Self {
            rank: role.grade,
            name: ladder[role.track].grade_name(role.grade).cloned(),
        }
    }
}

impl From<i64> for Grade {
    fn from(rank: i64) -> Self {
        Self { rank, name: None }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => f.write_str(name),
            None => self.rank.fmt(f),
        }
    }
}

/// The source of a figure.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Cited {
    /// The id of the source; `null` where none is stated.
    pub source: Option<SmolStr>,
    /// The date of the figure, else of its source: an ISO date, a month or a year.
    pub as_of: Option<SmolStr>,
    /// Whether the figure is an estimate; left out where it is not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub estimated: bool,
}

/// A sentence about an entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact {
    /// The sentence.
    pub text: SmolStr,
    /// The source of the sentence.
    #[serde(flatten)]
    pub cited: Cited,
}

/// What an answer about a person begins with.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Header {
    /// The ladder of the answer.
    pub ladder: Named,
    /// The day of the answer, an ISO date.
    pub as_of: SmolStr,
    /// The person; `null` without a profile.
    pub person: Option<Person>,
}

/// The person of an answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Person {
    /// The name in the profile.
    pub name: Option<SmolStr>,
    /// The present role; `null` for a person on none.
    pub role: Option<Named>,
    /// Whether this is a person who just meets the requirements of `role`, instead of a profile.
    pub from: bool,
    /// The facts that were assumed for this answer, such as `mlops=expert`.
    pub assumed: Vec<SmolStr>,
    /// The first day of the present stint in `role`, an ISO date, where there were earlier ones: only the
    /// time from then on counts as time in the role.
    pub stint_since: Option<SmolStr>,
    /// The roles that skills of the person rest on, where the profile does not name the skills; the
    /// present role first.
    pub baseline: Vec<BaselineRole>,
    /// The role that the profile calls present, where it begins after the day of the answer.
    pub upcoming: Option<UpcomingRole>,
}

/// A role that skills, alternatives or points of a person rest on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BaselineRole {
    /// The role.
    #[serde(flatten)]
    pub role: Named,
    /// The number of skills.
    pub skills: usize,
}

/// A role that begins after the day of the answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UpcomingRole {
    /// The role.
    #[serde(flatten)]
    pub role: Named,
    /// The first day, an ISO date, a month or a year.
    pub since: SmolStr,
}
