//! The parts that answers are made of.
//!
//! Their names and shapes are the program's JSON: adding a field is compatible, anything else is not.

use serde::{
    Serialize, Serializer,
    ser::{SerializeMap, SerializeStruct},
};
use smol_str::SmolStr;

use crate::{
    model::{EducationRequirement, PayRange, PayTerms, midpoint},
    vocabulary::{CertificationStatus, Incomparable, MoveKind, PayPeriod},
};

/// A number that is written without a fraction where it is whole.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Number(pub f64);

impl Number {
    /// A number with two digits after the point.
    pub fn rounded(value: f64) -> Self {
        Self((value * 100.0).round() / 100.0)
    }

    /// Years with four digits after the point: a day stays a day.
    pub fn years(value: f64) -> Self {
        Self((value * 10_000.0).round() / 10_000.0)
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
    pub grade: i64,
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

/// How long learning takes where the entry learnt does not say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Learning {
    /// What a level takes, by the name of the level.
    pub levels: Map<StepTime>,
    /// The same for the skills of a category, by the name of the category.
    pub categories: Map<Map<StepTime>>,
    /// Years that a degree takes, by the name of the degree.
    pub degrees: Map<Span>,
    /// Hours of study that a certification takes.
    pub certifications: Option<Span>,
}

/// What a level takes, from the one below.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepTime {
    /// Hours of study.
    pub hours: Option<Span>,
    /// Years of doing it at work.
    pub practice: Option<Span>,
}

/// A range of years or hours with its source.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Span {
    /// The least; `null` in JSON where nothing is known.
    pub min: Number,
    /// The most; `null` where there is no end.
    pub max: Number,
    /// The source of the range.
    #[serde(flatten)]
    pub cited: Cited,
}

/// Study hours or weeks, or the years of a route, at the least and at the most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The least; `null` in JSON where nothing is known.
    pub min: Number,
    /// The most.
    pub max: Number,
    /// Whether a part is unknown, so that both ends are too low.
    pub at_least: bool,
    /// Whether a part rests on an estimate.
    pub estimated: bool,
}

impl Estimate {
    /// The least; `None` where nothing is known.
    pub fn known_min(&self) -> Option<Number> {
        (!self.at_least || self.min.0 > 0.0).then_some(self.min)
    }
}

impl Serialize for Estimate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut estimate = serializer.serialize_struct("Estimate", 4)?;
        estimate.serialize_field("min", &self.known_min())?;
        estimate.serialize_field("max", &self.max)?;
        estimate.serialize_field("at_least", &self.at_least)?;
        estimate.serialize_field("estimated", &self.estimated)?;
        estimate.end()
    }
}

/// A level of proficiency.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Level {
    /// The name of the level on the skill's scale.
    pub name: SmolStr,
    /// The position of the level on the scale, from 1.
    pub rank: u8,
}

/// Where a requirement comes from.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Origin {
    /// The id of the role in the chain that set the requirement.
    pub introduced_by: SmolStr,
    /// The source of the requirement.
    #[serde(flatten)]
    pub cited: Cited,
}

/// Years of experience that a role requires.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Years {
    /// The years that are asked for.
    pub value: Number,
    /// The most that the ladder states; `null` where there is no end.
    pub max: Number,
    /// Where the requirement comes from.
    #[serde(flatten)]
    pub origin: Origin,
}

/// A degree that a role requires.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Education {
    /// The degree.
    #[serde(flatten)]
    pub asked: EducationRequirement,
    /// Where the requirement comes from.
    #[serde(flatten)]
    pub origin: Origin,
}

/// The level of a skill that a role requires.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RequiredLevel {
    /// The title of the skill.
    pub title: SmolStr,
    /// The level.
    #[serde(flatten)]
    pub level: Level,
    /// Where the requirement comes from.
    #[serde(flatten)]
    pub origin: Origin,
}

/// Certifications; a role requires one of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// The id by which a role takes the group away; `null` where it has none.
    pub id: Option<SmolStr>,
    /// The certifications.
    pub one_of: Vec<Named>,
    /// Where the requirement comes from.
    #[serde(flatten)]
    pub origin: Origin,
}

/// What a role requires, or what it recommends, inherited requirements included.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Requirements {
    /// Years of experience.
    pub years: Option<Years>,
    /// A degree.
    pub education: Option<Education>,
    /// The levels of skills, by the id of the skill.
    pub skills: Map<RequiredLevel>,
    /// Certifications; one of each group.
    pub certifications: Vec<Group>,
}

/// A role with its requirements, pay and moves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Role {
    /// The id of the role.
    pub id: SmolStr,
    /// The title of the role.
    pub title: SmolStr,
    /// A description.
    pub about: Option<SmolStr>,
    /// Titles that people use, and former ids.
    pub aliases: Vec<SmolStr>,
    /// The id of its track.
    pub track: SmolStr,
    /// Its height on the track; grades of two tracks are not compared.
    pub grade: i64,
    /// Whether people enter the ladder in this role.
    pub entry: bool,
    /// The id of the role whose requirements it inherits.
    pub extends: Option<SmolStr>,
    /// What the role requires.
    #[serde(flatten)]
    pub required: Requirements,
    /// What the role recommends; it is never counted.
    pub recommended: Requirements,
    /// The texts of its responsibilities, by id.
    pub responsibilities: Map<SmolStr>,
    /// Its pay entries that are shown, in the file's order.
    pub pay: Vec<ListedPay>,
    /// The moves out of the role.
    pub next: Vec<Move>,
    /// What else is known.
    pub facts: Vec<Fact>,
}

/// A pay entry of a role, in currency units a year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pay {
    /// The low end of the range.
    pub low: Option<Number>,
    /// The stated midpoint.
    pub mid: Option<Number>,
    /// The high end of the range.
    pub high: Option<Number>,
    /// The amounts as the ladder states them; `null` where they are a year's.
    pub stated: Option<StatedPay>,
    /// Currency, basis and region.
    #[serde(flatten)]
    pub terms: PayTerms,
    /// What the ends of the range are, such as `band` or `P25-P75`.
    pub range: Option<PayRange>,
    /// The number of people in the sample.
    pub sample: Option<u64>,
    /// The wider group that the figures describe; `null` for exactly this role.
    pub population: Option<SmolStr>,
    /// The whole occupation that the figures describe; such an entry is never the figure of the role.
    pub occupation: Option<SmolStr>,
    /// The source of the figures.
    #[serde(flatten)]
    pub cited: Cited,
    /// A note on the entry.
    pub note: Option<SmolStr>,
}

/// Amounts as a ladder states them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatedPay {
    /// The low end of the range.
    pub low: Option<Number>,
    /// The stated midpoint.
    pub mid: Option<Number>,
    /// The high end of the range.
    pub high: Option<Number>,
    /// The time that the amounts are for.
    pub per: PayPeriod,
    /// How many of that time make a full-time year.
    pub per_year: Number,
}

impl Pay {
    /// The stated midpoint, else the mean of both ends.
    pub fn midpoint(&self) -> Option<f64> {
        let [low, mid, high] = [self.low, self.mid, self.high].map(|it| it.map(|it| it.0));
        midpoint(low, mid, high)
    }

    /// Whether the figures describe exactly the people in the role.
    pub fn is_of_role(&self) -> bool {
        self.population.is_none() && self.occupation.is_none()
    }
}

/// A pay entry among those of a role.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListedPay {
    /// The entry.
    #[serde(flatten)]
    pub pay: Pay,
    /// Whether it is the one figure of the role on its basis, in the region and currency that count.
    pub is_figure: bool,
}

/// The pay of two roles on the same basis, in the same currency and region.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PayChange {
    /// The difference of the midpoints, in currency units a year; `null` where they are not compared.
    pub amount: Option<Number>,
    /// Why they are not compared.
    pub reason: Option<Incomparable>,
    /// Currency, basis and region.
    #[serde(flatten)]
    pub terms: PayTerms,
    /// The pay entry before the move; `null` where the role has no figure.
    pub from: Option<Pay>,
    /// The pay entry after the move; `null` where the role has no figure.
    pub to: Option<Pay>,
}

impl PayChange {
    /// Whether one of the figures is an estimate.
    pub fn is_estimated(&self) -> bool {
        let mut ends = [&self.from, &self.to].into_iter().flatten();
        ends.any(|pay| pay.cited.estimated)
    }
}

/// A move, as seen from the role at one of its ends.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Move {
    /// The id of the role at the other end.
    pub role: SmolStr,
    /// The title of that role.
    pub title: SmolStr,
    /// What the ladder says of the move.
    #[serde(flatten)]
    pub facts: MoveFacts,
}

/// What the ladder says of a move, each figure with its own source.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct MoveFacts {
    /// The kind of the move; `null` where no move leads to the role.
    pub kind: Option<MoveKind>,
    /// Years in the role before the move.
    pub after: Option<Span>,
    /// The share of the people in the role before who made the move, from 0 to 1.
    pub share: Option<Number>,
    /// The id of the source of the share.
    pub share_source: Option<SmolStr>,
    /// The date of the share.
    pub share_as_of: Option<SmolStr>,
    /// A condition outside the person's control, such as an opening.
    pub gate: Option<SmolStr>,
    /// The source of the move, of its gate and of its note.
    #[serde(flatten)]
    pub cited: Cited,
    /// A note on the move.
    pub note: Option<SmolStr>,
}

/// Something to study.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Resource {
    /// The title of the resource.
    pub title: SmolStr,
    /// Its address.
    pub url: Option<SmolStr>,
    /// The level of the skill that it leads to.
    pub level: Option<Level>,
    /// Study hours.
    pub hours: Option<Span>,
    /// The source of the hours.
    #[serde(flatten)]
    pub cited: Cited,
    /// A note on the resource.
    pub note: Option<SmolStr>,
}

/// A skill of the ladder.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Skill {
    /// The id of the skill.
    pub id: SmolStr,
    /// The title of the skill.
    pub title: SmolStr,
    /// The category that it belongs to.
    pub category: Option<SmolStr>,
    /// A description.
    pub about: Option<SmolStr>,
    /// Other names of the skill.
    pub aliases: Vec<SmolStr>,
    /// The names of its levels, lowest first.
    pub proficiency: Vec<SmolStr>,
    /// Skills to learn before it.
    pub needs: Vec<Prerequisite>,
    /// What a level means, by the name of the level.
    pub levels: Map<SmolStr>,
    /// Study hours to reach a level from the one below, by the name of the level.
    pub hours: Map<Span>,
    /// Years of doing it at work to reach a level from the one below, by the name of the level.
    pub practice: Map<Span>,
    /// What to study.
    pub resources: Vec<Resource>,
    /// What else is known.
    pub facts: Vec<Fact>,
    /// The source of the entry.
    #[serde(flatten)]
    pub cited: Cited,
}

/// A skill to learn before another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Prerequisite {
    /// The id and the title of the skill.
    #[serde(flatten)]
    pub named: Named,
    /// The level that is needed; `null` for any.
    pub level: Option<Level>,
}

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

/// A role that skills of a person rest on.
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
