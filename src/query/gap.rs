//! The types of a requirement as a person meets it.

use std::sync::Arc;

use serde::Serialize;
use smol_str::SmolStr;

use crate::{
    model::EducationRequirement,
    vocabulary::{Degree, RequirementKind, Status},
};

use super::{
    answer::{Estimate, Level, Named, Number, Origin, Resource, Shared},
    effort::{Effort, mark_hours},
    open_group::OpenGroup,
    proof::Proof,
    route::TakenAtStart,
};

/// A requirement, and what the person has of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gap {
    /// The kind of the requirement.
    pub kind: RequirementKind,
    /// The id of the skill or certification, `years`, `education` or `points`; of alternatives that of their group;
    /// without one, the ids of a group joined by `|`.
    pub id: SmolStr,
    /// The title of the requirement.
    pub title: SmolStr,
    /// What the person has; `null` where nothing is known.
    pub have: Option<Have>,
    /// What is required.
    pub need: Need,
    /// What the required level means, where the ladder says so.
    pub means: Option<SmolStr>,
    /// Whether it is met.
    pub status: Status,
    /// Where the requirement comes from.
    #[serde(flatten)]
    pub origin: Arc<Origin>,
    /// Study hours to meet it, those of estimates left out; `null` where no part of them is known.
    pub hours: Option<Estimate>,
    /// The study hours that rest on estimates; `null` where none do.
    pub hours_estimated: Option<Estimate>,
    /// Years of practice at work that are left; `null` where none are stated.
    pub practice: Option<Estimate>,
    /// What to study for it.
    pub resources: Shared<Resource>,
    /// The certifications; one is enough.
    pub options: Vec<CertificationOption>,
    /// The alternatives of a group, each as if it were asked for by itself, in the file's order.
    #[serde(skip_serializing_if = "Shared::is_empty")]
    pub alternatives: Shared<Self>,
    /// What is there of points, and what would bring more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<PointsGap>,
    /// The id of the role that what the person has rests on; `null` where the profile says it.
    pub baseline: Option<SmolStr>,
    /// Whether what the person has was assumed.
    pub assumed: bool,
    /// The day on which a certification that would meet it expired.
    pub expired: Option<SmolStr>,
    /// The last day on which the required certification could be earned.
    pub retired: Option<SmolStr>,
    /// Why it does not apply.
    pub reason: Option<SmolStr>,
    /// What shows that the person has it; only in the answer about one role, where the profile says something.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<Box<Proof>>,
    /// Whether study of a level below the last practice is left.
    #[serde(skip)]
    pub studies_before_practice: bool,
    /// Whether the ladder gives it the title; a group without one has the names of its alternatives.
    #[serde(skip)]
    pub is_titled: bool,
    /// How much of it is met, from 0 to 1.
    #[serde(skip)]
    pub(super) credit: f64,
    /// The same without what rests on roles.
    #[serde(skip)]
    pub(super) without_roles: f64,
    /// What each level takes.
    #[serde(skip)]
    pub(super) effort: Shared<Effort>,
    /// The certifications, where none of them is held.
    #[serde(skip)]
    pub(super) group: Option<Box<OpenGroup>>,
    /// What is taken of alternatives, or of points.
    #[serde(skip)]
    pub(super) taken: TakenAtStart,
}

/// The points that a person has, and what would bring more.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PointsGap {
    /// The points that are missing.
    pub missing: Number,
    /// Those that the levels bring which the role requires besides.
    pub by_required: Number,
    /// Those that are still missing with these levels: which skills bring them is left to choose.
    pub to_choose: Number,
    /// The skills that count, each with the person's level and what it is worth, in the file's order.
    pub counted: Shared<CountedSkill>,
    /// The next level of each skill that is worth more, from the required level on where the role requires one, those
    /// that bring most first, then in the file's order; then the raises that are required anyway.
    pub raises: Shared<Raise>,
}

/// A skill of a person that counts for points.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CountedSkill {
    /// The id and the title of the skill.
    #[serde(flatten)]
    pub named: Named,
    /// The person's level.
    pub level: Level,
    /// The points of the level.
    pub worth: Number,
}

/// A skill at the next level that is worth more points.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Raise {
    /// The id and the title of the skill.
    #[serde(flatten)]
    pub named: Named,
    /// The person's level; `null` for none.
    pub have: Option<Level>,
    /// The level to reach.
    pub to: Level,
    /// The points that it brings.
    pub gain: Number,
    /// Whether the role requires the level besides.
    pub required: bool,
    /// What the level means, where the ladder says so.
    pub means: Option<SmolStr>,
}

/// A degree that is high enough for a requirement, but not in one of its fields.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OtherField {
    /// The degree.
    pub degree: Degree,
    /// Its field of study; `null` where that is unknown.
    pub field: Option<SmolStr>,
}

impl Gap {
    /// The requirement, and while it is not met, its alternatives that are not met.
    pub fn with_alternatives(&self) -> impl Iterator<Item = &Self> {
        let open = self.alternatives.iter().filter(|_| self.status.is_open());
        std::iter::once(self).chain(open.filter(|member| member.status.is_open()))
    }

    /// The degree that the person has, where only its field does not meet the requirement.
    pub fn in_another_field(&self) -> Option<OtherField> {
        match (&self.need, &self.have) {
            (Need::Education(asked), Some(Have::Education { degree, field }))
                if self.status.is_open() && *degree >= asked.degree =>
            {
                Some(OtherField {
                    degree: *degree,
                    field: field.clone(),
                })
            }
            _ => None,
        }
    }
}

/// What a person has of a requirement.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Have {
    /// The level of a skill.
    Skill(Level),
    /// Experience in the field.
    Experience {
        /// Years.
        years: Number,
    },
    /// Certifications that are held.
    Certification {
        /// Those that meet the requirement.
        certifications: Vec<HeldCertification>,
    },
    /// A degree.
    Education {
        /// The degree that meets the requirement, else the highest.
        degree: Degree,
        /// Its field of study.
        field: Option<SmolStr>,
    },
    /// Alternatives.
    AnyOf {
        /// How many of them are met.
        met: usize,
    },
    /// Points.
    Points {
        /// What the person's levels are worth.
        points: Number,
    },
}

/// A certification that a person holds, or held until it expired.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeldCertification {
    /// The id and the title of the certification.
    #[serde(flatten)]
    pub named: Named,
    /// The last day on which it counts; `null` where it does not expire.
    pub expires: Option<SmolStr>,
    /// The last day on which it could be earned, where that is over.
    pub retired: Option<SmolStr>,
}

/// What a requirement asks for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Need {
    /// The level of a skill.
    Skill(Level),
    /// Experience in the field.
    Experience {
        /// Years.
        years: Number,
        /// The most that the ladder states, which is not asked for; `null` where there is no end.
        max: Number,
        /// Whether these are an estimate; left out where they are not.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        estimated: bool,
    },
    /// A certification.
    Certification {
        /// The ids of those that meet the requirement.
        one_of: Shared<SmolStr>,
    },
    /// A degree.
    Education(EducationRequirement),
    /// Some of several alternatives.
    AnyOf {
        /// The ids of the skills and certifications, `years` and `education`.
        any_of: Shared<SmolStr>,
        /// How many of them are asked for.
        need: usize,
    },
    /// Points.
    Points {
        /// How many are asked for.
        points: Number,
        /// The skills that count.
        of: Shared<Named>,
        /// What each level is worth, lowest first; the last one holds for all levels above too.
        worth: Vec<Number>,
    },
}

/// A certification that would meet a requirement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CertificationOption {
    /// The id and the title of the certification.
    #[serde(flatten)]
    pub named: Named,
    /// Whether the person holds it.
    pub held: bool,
    /// The day on which the person's own expired.
    pub expired: Option<SmolStr>,
    /// The last day on which it could be earned, where that is over.
    pub retired: Option<SmolStr>,
    /// The first day on which it can be earned, where that is still to come.
    pub upcoming: Option<SmolStr>,
    /// The certifications that replace it, once it is retired.
    pub replaced_by: Vec<Named>,
    /// A note on the certification.
    pub note: Option<SmolStr>,
}

impl CertificationOption {
    /// Whether it can be earned on the day of the answer.
    pub fn can_be_earned(&self) -> bool {
        self.retired.is_none() && self.upcoming.is_none()
    }
}

/// How much of a role's requirements is met; what does not apply is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Readiness {
    /// The requirements that are met.
    pub met: usize,
    /// All requirements.
    pub required: usize,
    /// The mean of what is met of each by its weight, from 0 to 1; `null` for a role without requirements.
    pub ratio: Option<Number>,
    /// The requirements that are met and rest on a role that the person holds or held.
    pub baseline: usize,
    /// The mean without what rests on such a role.
    pub ratio_without_baseline: Option<Number>,
}

/// The study hours of the gaps of a role.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Study {
    /// Study hours, those of estimates left out; `null` where no part of them is known.
    pub hours: Option<Estimate>,
    /// The study hours that rest on estimates; `null` where none do.
    pub hours_estimated: Option<Estimate>,
    /// The ids of the skills and certifications with unknown hours.
    pub unknown: Vec<SmolStr>,
    /// The person's study hours a week.
    pub hours_per_week: Option<Number>,
    /// Weeks of study at these hours a week.
    pub weeks: Option<Estimate>,
}

impl Study {
    /// Marks what is not the same without estimates, by the hours there.
    pub fn mark_estimates(&mut self, without: Option<Estimate>) {
        mark_hours(&mut self.hours, &mut self.hours_estimated, without);
        if let Some(weeks) = &mut self.weeks {
            weeks.estimated |= self.hours_estimated.is_some();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers about many roles have hundreds of thousands of gaps.
    #[test]
    fn a_gap_is_small() {
        assert!(size_of::<Gap>() <= 544, "{} bytes", size_of::<Gap>());
    }
}
