//! Roles and the moves between them.

use smol_str::SmolStr;

use super::{
    CertificationIndex, EducationRequirement, Figure, Level, Pay, SkillIndex, SourceIndex, Span,
    TrackIndex,
};

/// The number of a role in its ladder, in the file's order.
pub type RoleIndex = petgraph::graph::NodeIndex;

/// A role, with what its own entry says; what it inherits is worked out when it is asked for.
#[derive(Debug)]
pub struct Role {
    pub id: SmolStr,
    pub title: SmolStr,
    pub about: Option<SmolStr>,
    pub track: TrackIndex,
    /// How high the role stands on its track; grades of two tracks are never compared.
    pub grade: i64,
    /// Whether people come in here.
    pub entry: bool,
    pub extends: Option<RoleIndex>,
    pub without_skills: Vec<SkillIndex>,
    pub without_certifications: Vec<CertificationIndex>,
    pub required: OwnRequirements,
    pub recommended: OwnRequirements,
    pub responsibilities: Vec<(SmolStr, SmolStr)>,
    pub pay: Vec<Pay>,
    pub source: Option<SourceIndex>,
}

/// What one entry asks for or recommends.
#[derive(Debug, Default)]
pub struct OwnRequirements {
    pub years: Option<Figure<f64>>,
    pub education: Option<EducationRequirement>,
    pub skills: Vec<(SkillIndex, Level)>,
    /// Of each group one certification is enough.
    pub certifications: Vec<Vec<CertificationIndex>>,
}

/// A move between two roles that both exist.
#[derive(Debug)]
pub struct Move {
    pub kind: MoveKind,
    /// Years in the role before the move.
    pub after: Option<Figure<Span>>,
    pub gate: Option<SmolStr>,
    /// Of those who were in the role, how many made this move.
    pub share: Option<Figure<f64>>,
    pub source: Option<SourceIndex>,
    pub note: Option<SmolStr>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoveKind {
    Promotion,
    Lateral,
    TrackSwitch,
    Entry,
    StepBack,
}

impl MoveKind {
    pub const ALL: [Self; 5] = [
        Self::Promotion,
        Self::Lateral,
        Self::TrackSwitch,
        Self::Entry,
        Self::StepBack,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Promotion => "promotion",
            Self::Lateral => "lateral",
            Self::TrackSwitch => "track-switch",
            Self::Entry => "entry",
            Self::StepBack => "step-back",
        }
    }
}
