//! The person of a plain profile, laid over an array of all skills.

use smol_str::SmolStr;

use crate::{
    model::{
        CertificationIndex, Date, Day, EarnedCertification, Exemption, Level, Profile, RoleIndex,
        SkillIndex,
    },
    vocabulary::{Baseline, Degree},
};

use super::super::{
    alternatives::MetItem,
    baseline::HeldRole,
    candidate::Candidate,
    person_state::{experience, is_degree},
};

/// What a role brings those who hold it.
pub struct Held {
    /// The levels that it asks for.
    levels: Vec<(SkillIndex, Level)>,
    /// The alternatives and points that it asks for.
    items: Vec<MetItem>,
}

impl Held {
    pub fn new(mut role: HeldRole) -> Self {
        Self {
            levels: std::mem::take(&mut role.levels),
            items: role.met_items().collect(),
        }
    }
}

/// So many certifications are looked through one by one.
const FEW: usize = 64;

/// Whether nothing in a profile changes with time, and nothing is left out.
pub fn is_plain(profile: &Profile, as_of: Day) -> bool {
    let begun = |date: Option<Date>| date.is_none_or(|date| date.first_day() <= as_of);
    let is_undated = |held: &EarnedCertification| held.earned.is_none() && held.expires.is_none();
    profile.history.is_empty()
        && profile.elsewhere.is_empty()
        && profile.not_applicable.is_empty()
        && begun(profile.since)
        && profile.certifications.len() <= FEW
        && profile.certifications.iter().all(is_undated)
        && profile.skills.iter().all(|claim| claim.on(as_of).is_some())
}

/// What is known of every skill of a ladder.
pub struct Slots {
    slots: Vec<Slot>,
    /// The skills of the present person.
    skills: Vec<SkillIndex>,
}

/// What is known of a skill.
#[derive(Clone, Copy, Default)]
struct Slot {
    level: Option<Level>,
    /// Whether the profile names it.
    is_named: bool,
    /// Whether the level rests on the role.
    is_baseline: bool,
}

impl Slots {
    /// Nothing is known of so many skills.
    pub fn new(skills: usize) -> Self {
        Self {
            slots: vec![Slot::default(); skills],
            skills: Vec::new(),
        }
    }

    /// The person of a plain profile.
    pub fn row<'p>(
        &'p mut self,
        profile: &'p Profile,
        held: Option<&'p Held>,
        as_of: Day,
        no_estimates: bool,
    ) -> Row<'p> {
        for SkillIndex(skill) in self.skills.drain(..) {
            self.slots[skill] = Slot::default();
        }
        for claim in &profile.skills {
            let slot = &mut self.slots[claim.skill.0];
            if !slot.is_named {
                self.skills.push(claim.skill);
            }
            // Of several names of one skill, the one with the higher level counts.
            let level = claim.on(as_of).and_then(|claimed| claimed.level);
            slot.level = slot.level.max(level);
            slot.is_named = true;
        }
        let held = held.filter(|_| profile.baseline != Baseline::None);
        for (skill, level) in held.iter().flat_map(|held| &held.levels) {
            let slot = &mut self.slots[skill.0];
            if !slot.is_named {
                if !slot.is_baseline {
                    self.skills.push(*skill);
                }
                slot.level = slot.level.max(Some(*level));
                slot.is_baseline = true;
            }
        }
        Row {
            slots: self,
            profile,
            held,
            as_of,
            years: experience(profile, as_of),
            no_estimates,
        }
    }
}

/// The person of a plain profile.
pub struct Row<'p> {
    slots: &'p Slots,
    profile: &'p Profile,
    /// What the present role brings.
    held: Option<&'p Held>,
    as_of: Day,
    years: Option<f64>,
    no_estimates: bool,
}

impl Row<'_> {
    fn begun(&self, date: Option<Date>) -> bool {
        date.is_none_or(|date| date.first_day() <= self.as_of)
    }
}

impl Candidate for Row<'_> {
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
        self.slots.skills.iter().copied()
    }

    fn level(&self, skill: SkillIndex) -> Option<Level> {
        self.slots.slots[skill.0].level
    }

    fn baseline(&self, skill: SkillIndex) -> Option<RoleIndex> {
        let is_baseline = self.slots.slots[skill.0].is_baseline;
        self.profile.role.filter(|_| is_baseline)
    }

    fn names(&self, skill: SkillIndex) -> bool {
        self.slots.slots[skill.0].is_named
    }

    fn has_degree(&self, degree: Degree, fields: &[SmolStr]) -> bool {
        let mut degrees = self.profile.education.iter();
        degrees.any(|earned| self.begun(earned.earned) && is_degree(earned, degree, fields, false))
    }

    fn holds(&self, certification: CertificationIndex) -> bool {
        let mut held = self.profile.certifications.iter();
        held.any(|held| held.certification == certification)
    }

    fn is_exempt(&self, _: Exemption) -> bool {
        false
    }

    fn has_exemptions(&self) -> bool {
        false
    }

    fn met_items(&self) -> impl Iterator<Item = &MetItem> {
        self.held.iter().flat_map(|held| &held.items)
    }
}
