//! What a role requires and recommends, inherited requirements included.

use serde::Serialize;
use smol_str::SmolStr;

use crate::vocabulary::Degree;

use super::{
    Alternative, Alternatives, Group, Ladder, Level, Points, Resolver, RoleIndex, SkillIndex,
    SourceIndex, Span,
};

/// The requirements of a role in the order: years, education, skills, certifications, alternatives, points.
#[derive(Debug, Default)]
pub struct Requirements {
    /// What the role requires.
    pub required: Vec<Requirement>,
    /// What the role recommends beyond that.
    pub recommended: Vec<Requirement>,
}

/// One requirement of a role, its own or inherited.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// What is required.
    pub item: Item,
    /// The role that states it: this one or an ancestor.
    pub introduced_by: RoleIndex,
    /// The source of the requirement.
    pub source: Option<SourceIndex>,
    /// How much it counts beside the others; 1 unless said.
    pub weight: f64,
    /// What is asked for, in the role's own words.
    pub text: Option<SmolStr>,
    /// What meets it, in the role's own words.
    pub examples: Vec<SmolStr>,
}

/// What a requirement asks for.
#[derive(Debug, Clone)]
pub enum Item {
    /// Years of experience in the field; the least of them is asked for.
    Years(Span),
    /// A degree.
    Education(EducationRequirement),
    /// A skill at a level.
    Skill(SkillIndex, Level),
    /// One certification of the group.
    Certification(Group),
    /// Some of several alternatives.
    AnyOf(Alternatives),
    /// Points for the levels of skills.
    Points(Points),
}

/// The lowest degree that a role accepts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct EducationRequirement {
    /// The lowest accepted degree.
    pub degree: Degree,
    /// The accepted fields of study; empty: any field.
    pub fields: Vec<SmolStr>,
}

impl Item {
    /// Whether there is anything to meet: 0 years and the degree `none` are always met.
    pub fn asks_for_something(&self) -> bool {
        match self {
            Self::Years(years) => years.min > 0.0,
            Self::Education(education) => education.degree > Degree::None,
            Self::Skill(..) | Self::Certification(_) | Self::AnyOf(_) | Self::Points(_) => true,
        }
    }

    /// Whether years of experience meet it, alone or as an alternative.
    pub fn asks_for_years(&self) -> bool {
        match self {
            Self::Years(years) => years.min > 0.0,
            Self::AnyOf(group) => {
                let mut members = group.members.iter();
                members.any(|member| matches!(member, Alternative::Years(_)))
            }
            _ => false,
        }
    }
}

impl Ladder {
    /// Resolves the requirements of a role.
    ///
    /// Own values replace inherited ones, groups add up (two with the same members are one), and `without`
    /// removes inherited entries. A recommendation that a requirement covers is left out.
    pub fn requirements(&self, role: RoleIndex) -> Requirements {
        Resolver::new(self).requirements(role)
    }

    /// The requirements of every role, in the file's order.
    pub fn all_requirements(&self) -> impl Iterator<Item = Requirements> {
        let mut resolver = Resolver::new(self);
        self.roles().map(move |role| resolver.requirements(role))
    }
}
