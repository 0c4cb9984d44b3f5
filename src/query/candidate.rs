//! What is known of a person, as far as it decides how a requirement is met.

use smol_str::SmolStr;

use crate::{
    model::{
        CertificationIndex, Day, Exemption, Ladder, Level, RoleIndex, SkillIndex, SourceIndex,
    },
    vocabulary::Degree,
};

use super::{alternatives::MetItem, person_state::PersonState, standing::Roles};

/// A person on a day, as far as it decides how a requirement is met.
pub trait Candidate {
    /// The day.
    fn as_of(&self) -> Day;

    /// Whether figures that rest on estimates are left out.
    fn leaves_out_estimates(&self) -> bool;

    /// Years of experience in the field.
    fn years(&self) -> Option<f64>;

    /// The skills of the person; those that rest on roles too.
    fn skills(&self) -> impl Iterator<Item = SkillIndex>;

    /// The level of a skill; one that rests on a role too.
    fn level(&self, skill: SkillIndex) -> Option<Level>;

    /// The role that the level of a skill rests on.
    fn baseline(&self, skill: SkillIndex) -> Option<RoleIndex>;

    /// Whether the profile names the skill.
    fn names(&self, skill: SkillIndex) -> bool;

    /// Whether the person has a degree that is at least this high, in one of these fields if there are any.
    fn has_degree(&self, degree: Degree, fields: &[SmolStr]) -> bool;

    /// Whether the certification is held and not expired.
    fn holds(&self, certification: CertificationIndex) -> bool;

    /// Whether something does not apply to the person.
    fn is_exempt(&self, exemption: Exemption) -> bool;

    /// Whether anything does not apply to the person.
    fn has_exemptions(&self) -> bool;

    /// The alternatives and points that the person counts as meeting.
    fn met_items(&self) -> impl Iterator<Item = &MetItem>;

    /// The level of a skill, with what rests on roles or without.
    fn level_with(&self, skill: SkillIndex, roles: Roles) -> Option<Level> {
        let is_left_out = roles == Roles::LeftOut && self.baseline(skill).is_some();
        self.level(skill).filter(|_| !is_left_out)
    }

    /// Whether a figure of this source is an estimate that is left out.
    fn leaves_out(&self, ladder: &Ladder, source: Option<SourceIndex>) -> bool {
        self.leaves_out_estimates() && ladder.is_estimate(source)
    }

    /// Whether the profile says nothing of a skill.
    fn is_silent_on(&self, skill: SkillIndex) -> bool {
        !self.names(skill) && !self.is_exempt(Exemption::Skill(skill))
    }
}

impl Candidate for PersonState {
    fn as_of(&self) -> Day {
        self.as_of
    }

    fn leaves_out_estimates(&self) -> bool {
        self.no_estimates
    }

    fn years(&self) -> Option<f64> {
        self.years
    }

    fn skills(&self) -> impl Iterator<Item = SkillIndex> {
        self.skills.keys().copied()
    }

    fn level(&self, skill: SkillIndex) -> Option<Level> {
        self.skills.get(&skill).copied()
    }

    fn baseline(&self, skill: SkillIndex) -> Option<RoleIndex> {
        self.baseline.get(&skill).copied()
    }

    fn names(&self, skill: SkillIndex) -> bool {
        self.named_skills.contains(&skill)
    }

    fn has_degree(&self, degree: Degree, fields: &[SmolStr]) -> bool {
        self.degree_for(degree, fields).is_some()
    }

    fn holds(&self, certification: CertificationIndex) -> bool {
        self.holds(certification)
    }

    fn is_exempt(&self, exemption: Exemption) -> bool {
        self.exemption(exemption).is_some()
    }

    fn has_exemptions(&self) -> bool {
        !self.exemptions.is_empty()
    }

    fn met_items(&self) -> impl Iterator<Item = &MetItem> {
        self.met_items.iter()
    }
}
