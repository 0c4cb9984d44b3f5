//! A person, as far as the ladder knows what the profile names.

use smol_str::SmolStr;

use super::{CertificationIndex, Date, Degree, Level, PayTerms, RoleIndex, SkillIndex};

#[derive(Debug, Default)]
pub struct Profile {
    pub name: Option<SmolStr>,
    pub role: Option<RoleIndex>,
    pub since: Option<Date>,
    pub experience: Option<Experience>,
    pub history: Vec<Stint>,
    pub education: Vec<EarnedDegree>,
    pub skills: Vec<SkillClaim>,
    pub certifications: Vec<EarnedCertification>,
    pub pay: Option<Salary>,
    pub hours_per_week: Option<f64>,
    pub goal: Option<RoleIndex>,
    pub not_applicable: Vec<(Exemption, SmolStr)>,
}

#[derive(Debug, Clone, Copy)]
pub enum Experience {
    Since(Date),
    /// Stays what it is, whatever day it is.
    Years(f64),
}

/// A time spent in a role; without an end it lasts until the present role began.
#[derive(Debug)]
pub struct Stint {
    pub role: RoleIndex,
    pub from: Date,
    pub to: Option<Date>,
}

#[derive(Debug, Clone)]
pub struct EarnedDegree {
    pub degree: Degree,
    pub field: Option<SmolStr>,
    pub earned: Option<Date>,
}

#[derive(Debug)]
pub struct SkillClaim {
    pub skill: SkillIndex,
    pub level: Level,
    pub since: Option<Date>,
}

#[derive(Debug)]
pub struct EarnedCertification {
    pub certification: CertificationIndex,
    pub earned: Option<Date>,
    pub expires: Option<Date>,
}

/// What the person is paid.
#[derive(Debug, Clone)]
pub struct Salary {
    pub amount: u64,
    pub terms: PayTerms,
}

/// A requirement that does not apply to this person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exemption {
    Years,
    Education,
    Skill(SkillIndex),
    Certification(CertificationIndex),
}

/// A fact that is taken for true for one answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Assumption {
    Years(f64),
    Degree(Degree),
    /// Without a level, the skill is not there at all.
    Skill(SkillIndex, Option<Level>),
    Certification(CertificationIndex, bool),
}
