//! The parts that answers are made of.
//!
//! Their names and shapes are the program's JSON: adding a field is compatible, anything else is not.

use serde::{Serialize, Serializer, ser::SerializeMap};
use smol_str::SmolStr;

use crate::{
    model::midpoint,
    vocabulary::{Basis, CertificationStatus, Degree, MoveKind},
};

/// A number that is written without a fraction when it is whole.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Number(pub f64);

impl Number {
    /// Keeps two digits after the point.
    pub fn rounded(value: f64) -> Self {
        Self((value * 100.0).round() / 100.0)
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "only a whole number is converted"
    )]
    fn whole(self) -> Option<i64> {
        (self.0.fract() == 0.0 && self.0.abs() < 1e15).then_some(self.0 as i64)
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.whole() {
            Some(whole) => write!(f, "{whole}"),
            None => write!(f, "{}", self.0),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.0),
        }
    }
}

/// Entries under their ids, in the ladder's order.
#[derive(Debug, Clone, PartialEq)]
pub struct Map<T>(pub Vec<(SmolStr, T)>);

impl<T: Serialize> Serialize for Map<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (id, entry) in &self.0 {
            map.serialize_entry(id, entry)?;
        }
        map.end()
    }
}

/// Something with an id and the title that people know it by.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Named {
    pub id: SmolStr,
    pub title: SmolStr,
}

/// A role, and where it stands on the ladder.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlacedRole {
    pub id: SmolStr,
    pub title: SmolStr,
    /// The id of its track.
    pub track: SmolStr,
    pub grade: i64,
}

/// The id of a source and its date.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Cited {
    pub source: Option<SmolStr>,
    pub as_of: Option<SmolStr>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Source {
    pub id: SmolStr,
    pub publisher: Option<SmolStr>,
    pub title: SmolStr,
    pub url: Option<SmolStr>,
    pub as_of: Option<SmolStr>,
    pub licence: Option<SmolStr>,
    pub note: Option<SmolStr>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    pub value: Number,
    #[serde(flatten)]
    pub cited: Cited,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Span {
    pub min: Number,
    pub max: Number,
    #[serde(flatten)]
    pub cited: Cited,
}

/// Study hours; `at_least` when a part of them is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Hours {
    pub min: Number,
    pub max: Number,
    pub at_least: bool,
}

/// A level of proficiency: its name, and its rank from 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Level {
    pub name: SmolStr,
    pub rank: u8,
}

/// Years of experience that a role asks for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Years {
    pub value: Number,
    pub introduced_by: SmolStr,
    #[serde(flatten)]
    pub cited: Cited,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Education {
    pub degree: Degree,
    pub fields: Vec<SmolStr>,
    pub introduced_by: SmolStr,
    #[serde(flatten)]
    pub cited: Cited,
}

/// The level of a skill that a role asks for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RequiredLevel {
    pub title: SmolStr,
    #[serde(flatten)]
    pub level: Level,
    pub introduced_by: SmolStr,
    #[serde(flatten)]
    pub cited: Cited,
}

/// Certifications of which a role asks for one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    pub one_of: Vec<Named>,
    pub introduced_by: SmolStr,
    #[serde(flatten)]
    pub cited: Cited,
}

/// What a role asks for, or recommends, all told.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Requirements {
    pub years: Option<Years>,
    pub education: Option<Education>,
    pub skills: Map<RequiredLevel>,
    pub certifications: Vec<Group>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Role {
    pub id: SmolStr,
    pub title: SmolStr,
    pub about: Option<SmolStr>,
    pub track: SmolStr,
    pub grade: i64,
    pub entry: bool,
    pub extends: Option<SmolStr>,
    #[serde(flatten)]
    pub required: Requirements,
    pub recommended: Requirements,
    pub responsibilities: Map<SmolStr>,
    pub pay: Vec<Pay>,
    pub next: Vec<Move>,
}

/// Pay in whole units of its currency.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pay {
    pub low: Option<u64>,
    pub mid: Option<u64>,
    pub high: Option<u64>,
    pub currency: SmolStr,
    pub basis: Basis,
    pub region: Option<SmolStr>,
    pub range: Option<SmolStr>,
    pub sample: Option<u64>,
    pub population: Option<SmolStr>,
    #[serde(flatten)]
    pub cited: Cited,
    pub note: Option<SmolStr>,
}

impl Pay {
    pub fn midpoint(&self) -> Option<f64> {
        midpoint(self.low, self.mid, self.high)
    }
}

/// What a move changes in pay: the midpoints of two entries that may be compared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PayChange {
    pub amount: Number,
    pub currency: SmolStr,
    pub basis: Basis,
    pub region: Option<SmolStr>,
    pub from: Pay,
    pub to: Pay,
}

/// A move, seen from one of its ends: `role` is the other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Move {
    pub role: SmolStr,
    pub title: SmolStr,
    #[serde(flatten)]
    pub facts: MoveFacts,
}

/// What is stated of a move, each figure with its own source.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct MoveFacts {
    /// `null` where no move leads to the role.
    pub kind: Option<MoveKind>,
    /// Years in the role before the move.
    pub after: Option<Span>,
    /// Of those who were in the role, the part that made this move, from 0 to 1.
    pub share: Option<Number>,
    pub share_source: Option<SmolStr>,
    pub share_as_of: Option<SmolStr>,
    pub gate: Option<SmolStr>,
    /// The source of the move itself, of its gate and of its note.
    #[serde(flatten)]
    pub cited: Cited,
    pub note: Option<SmolStr>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Resource {
    pub title: SmolStr,
    pub url: Option<SmolStr>,
    pub level: Option<Level>,
    pub hours: Option<Span>,
    #[serde(flatten)]
    pub cited: Cited,
    pub note: Option<SmolStr>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Skill {
    pub id: SmolStr,
    pub title: SmolStr,
    pub category: Option<SmolStr>,
    pub about: Option<SmolStr>,
    pub aliases: Vec<SmolStr>,
    /// The names of its levels, lowest first.
    pub proficiency: Vec<SmolStr>,
    pub needs: Vec<Prerequisite>,
    pub levels: Map<SmolStr>,
    /// Study hours to reach a level from the one below.
    pub hours: Map<Span>,
    pub resources: Vec<Resource>,
    #[serde(flatten)]
    pub cited: Cited,
}

/// A skill to learn first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Prerequisite {
    pub id: SmolStr,
    pub title: SmolStr,
    pub level: Option<Level>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Certification {
    pub id: SmolStr,
    pub title: SmolStr,
    pub issuer: Option<SmolStr>,
    pub code: Option<SmolStr>,
    pub about: Option<SmolStr>,
    pub url: Option<SmolStr>,
    pub aliases: Vec<SmolStr>,
    pub status: CertificationStatus,
    pub launched: Option<SmolStr>,
    /// The last day on which it could be earned.
    pub retired: Option<SmolStr>,
    pub replaced_by: Vec<Named>,
    pub valid_years: Option<Figure>,
    pub fee: Option<Fee>,
    #[serde(flatten)]
    pub cited: Cited,
    pub note: Option<SmolStr>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fee {
    pub amount: u64,
    pub currency: SmolStr,
    #[serde(flatten)]
    pub cited: Cited,
}

/// Whom an answer is about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Person {
    pub name: Option<SmolStr>,
    pub role: Option<Named>,
    /// Whether it is anyone who just meets what `role` asks for.
    pub from: bool,
    /// What was taken for true for this answer, such as `mlops=expert`.
    pub assumed: Vec<SmolStr>,
}
