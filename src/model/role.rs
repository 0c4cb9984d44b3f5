//! Roles and the moves between them.

use serde::Serialize;
use smol_str::SmolStr;

use crate::vocabulary::MoveKind;

use super::{
    Alternatives, CertificationIndex, EducationRequirement, Fact, Figure, Group, Level, Pay,
    Points, SkillIndex, SourceIndex, Span, TrackIndex,
};

/// The position of a role in [`Ladder::graph`](super::Ladder::graph), in the file's order.
pub type RoleIndex = petgraph::graph::NodeIndex;

/// A role with its own entry; inherited requirements are resolved by
/// [`Ladder::requirements`](super::Ladder::requirements).
#[derive(Debug)]
pub struct Role {
    /// Unique among the roles of the ladder.
    pub id: SmolStr,
    /// The name for display.
    pub title: SmolStr,
    /// Other names, former ids among them; a lookup finds the role by these too.
    pub aliases: Vec<SmolStr>,
    /// A description.
    pub about: Option<SmolStr>,
    /// The track of the role.
    pub track: TrackIndex,
    /// The rank on the track; grades of different tracks are not comparable.
    pub grade: i64,
    /// Whether people can start here.
    pub entry: bool,
    /// The role whose requirements this one inherits.
    pub extends: Option<RoleIndex>,
    /// Inherited skills that this role does not ask for.
    pub without_skills: Vec<SkillIndex>,
    /// Inherited certifications that this role does not ask for; those in groups stay.
    pub without_certifications: Vec<CertificationIndex>,
    /// The ids of inherited groups and points that this role does not ask for.
    pub without_groups: Vec<SmolStr>,
    /// Requirements stated by this entry.
    pub required: OwnRequirements,
    /// Recommendations stated by this entry.
    pub recommended: OwnRequirements,
    /// Responsibilities by id, each a sentence.
    pub responsibilities: Vec<Responsibility>,
    /// Pay by source, in the file's order.
    pub pay: Vec<Pay>,
    /// The number of pay entries that were left out as estimates.
    pub pay_left_out: usize,
    /// What else is known.
    pub facts: Vec<Fact>,
    /// The source of this entry.
    pub source: Option<SourceIndex>,
}

/// What an entry asks for, and on which terms.
#[derive(Debug)]
pub struct Asked<T> {
    /// What is asked for.
    pub value: T,
    /// The rest of what is said of it.
    pub terms: Terms,
}

/// What is said of a requirement besides what it asks for.
#[derive(Debug)]
pub struct Terms {
    /// The source of the requirement.
    pub source: Option<SourceIndex>,
    /// How much it counts beside others; 1 unless said.
    pub weight: f64,
    /// What is asked for, in the role's own words.
    pub text: Option<SmolStr>,
    /// What meets it, in the role's own words.
    pub examples: Vec<SmolStr>,
}

impl Terms {
    /// The terms of a requirement that says nothing but its source.
    pub fn of(source: Option<SourceIndex>) -> Self {
        Self {
            source,
            weight: 1.0,
            text: None,
            examples: Vec::new(),
        }
    }
}

/// Requirements or recommendations stated by one entry.
#[derive(Debug, Default)]
pub struct OwnRequirements {
    /// Years of experience in the field.
    pub years: Option<Figure<Span>>,
    /// The lowest degree.
    pub education: Option<Box<Asked<EducationRequirement>>>,
    /// Skills with the level asked for.
    pub skills: Vec<(SkillIndex, Asked<Level>)>,
    /// Groups of certifications; one of each group is enough.
    pub certifications: Vec<Asked<Group>>,
    /// Groups of alternatives of any kind.
    pub any_of: Vec<Asked<Alternatives>>,
    /// Points for the levels of skills.
    pub points: Option<Box<Asked<Points>>>,
}

/// What has an id by which `without` takes it away.
#[derive(Debug, Clone, Copy)]
pub enum Rule<'l> {
    /// A group of certifications.
    Certifications(&'l Group),
    /// A group of alternatives of any kind.
    AnyOf(&'l Alternatives),
    /// Points.
    Points(&'l Points),
}

impl Rule<'_> {
    /// Whether both are one, perhaps with another number of members or points that are asked for.
    pub fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Certifications(one), Self::Certifications(other)) => {
                one.sorted() == other.sorted()
            }
            (Self::AnyOf(one), Self::AnyOf(other)) => one.is_same(other),
            (Self::Points(one), Self::Points(other)) => one.counts_as(other),
            _ => false,
        }
    }
}

impl OwnRequirements {
    /// The groups and the points, with their ids.
    pub fn rules(&self) -> impl Iterator<Item = (Option<&SmolStr>, Rule<'_>)> {
        let certifications = self.certifications.iter().map(|asked| &asked.value);
        let certifications =
            certifications.map(|group| (group.id.as_ref(), Rule::Certifications(group)));
        let any_of = self.any_of.iter().map(|asked| &asked.value);
        let any_of = any_of.map(|group| (group.id.as_ref(), Rule::AnyOf(group)));
        let points = self.points.iter().map(|asked| &asked.value);
        let points = points.map(|points| (points.id.as_ref(), Rule::Points(points)));
        certifications.chain(any_of).chain(points)
    }
}

/// A move from one role to another, an edge of the ladder's graph.
#[derive(Debug)]
pub struct Move {
    /// The kind of move.
    pub kind: MoveKind,
    /// Years in the role before the move.
    pub after: Option<Figure<Span>>,
    /// Whether these years are an estimate that answers leave out.
    pub after_left_out: bool,
    /// A condition besides the requirements of the target, such as a vacancy.
    pub gate: Option<SmolStr>,
    /// The share of the people in the role who made this move, from 0 to 1.
    pub share: Option<Figure<f64>>,
    /// The source of this entry.
    pub source: Option<SourceIndex>,
    /// A remark about this move.
    pub note: Option<SmolStr>,
}

/// What someone in a role answers for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Responsibility {
    /// Unique among the responsibilities of the role.
    pub id: SmolStr,
    /// The heading under which it stands; `null` for none.
    pub heading: Option<SmolStr>,
    /// What it is.
    pub text: SmolStr,
}
