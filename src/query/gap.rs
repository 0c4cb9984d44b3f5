//! What a person has of what a role asks for: the words for it.

use serde::Serialize;
use smol_str::SmolStr;

use crate::vocabulary::{Degree, RequirementKind, Status};

use super::{
    answer::{Cited, Hours, Level, Named, Number, Resource},
    effort::Effort,
};

/// One thing that a role asks for, and what the person has of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gap {
    pub kind: RequirementKind,
    pub id: SmolStr,
    pub title: SmolStr,
    /// `null` where nothing is known.
    pub have: Option<Have>,
    pub need: Need,
    pub status: Status,
    /// The role along the chain that set what is needed.
    pub introduced_by: SmolStr,
    #[serde(flatten)]
    pub cited: Cited,
    /// Study hours; `null` where no part of them is known.
    pub hours: Option<Hours>,
    pub resources: Vec<Resource>,
    /// The certifications of which one is enough.
    pub options: Vec<CertificationOption>,
    pub assumed: bool,
    /// The day on which a certification that would meet this expired.
    pub expired: Option<SmolStr>,
    /// The last day on which the certification that is asked for could be earned.
    pub retired: Option<SmolStr>,
    /// Why it does not apply.
    pub reason: Option<SmolStr>,
    /// How far it is met, from 0 to 1.
    #[serde(skip)]
    pub credit: f64,
    /// What the study hours are made of.
    #[serde(skip)]
    pub effort: Vec<Effort>,
}

/// What the person has.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Have {
    Skill(Level),
    Experience {
        years: Number,
    },
    Certification {
        certifications: Vec<HeldCertification>,
    },
    Education {
        degree: Degree,
        field: Option<SmolStr>,
    },
}

/// A certification that the person holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeldCertification {
    pub id: SmolStr,
    pub title: SmolStr,
    /// The last day on which it counts.
    pub expires: Option<SmolStr>,
    /// The last day on which it could be earned, if that is over.
    pub retired: Option<SmolStr>,
}

/// What the role asks for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Need {
    Skill(Level),
    Experience {
        years: Number,
    },
    Certification {
        one_of: Vec<SmolStr>,
    },
    Education {
        degree: Degree,
        fields: Vec<SmolStr>,
    },
}

/// A certification that would meet a requirement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CertificationOption {
    pub id: SmolStr,
    pub title: SmolStr,
    pub held: bool,
    /// The day on which the person's own expired.
    pub expired: Option<SmolStr>,
    /// The last day on which it could be earned, if that is over.
    pub retired: Option<SmolStr>,
    /// The first day on which it can be earned, if that is still to come.
    pub upcoming: Option<SmolStr>,
    pub replaced_by: Vec<Named>,
    pub note: Option<SmolStr>,
}

/// How much of what a role asks for is met.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Readiness {
    pub met: usize,
    pub required: usize,
    /// The mean over all required items; `null` for a role without any.
    pub ratio: Option<Number>,
}

/// The study that the gaps of a role come to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Study {
    pub hours: Option<Hours>,
    /// The skills of whose hours at least a part is unknown.
    pub unknown: Vec<SmolStr>,
    pub hours_per_week: Option<Number>,
    /// Weeks at these hours a week.
    pub weeks: Option<Hours>,
}
