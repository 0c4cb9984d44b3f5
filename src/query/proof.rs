//! What shows that a person has what a role asks for.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{self, Day, Ladder, Profile, RoleIndex},
    order::Order as _,
};

use super::{gap::Gap, gap::Need, person_state::PersonState};

/// What shows a skill or a degree, as the profile says it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Proof {
    /// The date from which the person has it: an ISO date, a month or a year.
    pub since: Option<SmolStr>,
    /// What shows it, such as links.
    pub evidence: Vec<SmolStr>,
    /// A remark.
    pub note: Option<SmolStr>,
    /// What was done for it, by date.
    pub log: Vec<Done>,
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Done {
    /// When: an ISO date, a month or a year.
    pub on: SmolStr,
    /// A remark.
    pub note: Option<SmolStr>,
    /// What shows it, such as links.
    pub evidence: Vec<SmolStr>,
}

impl Proof {
    /// Whether something shows it, not just its date.
    pub fn is_shown(&self) -> bool {
        !self.evidence.is_empty() || self.note.is_some() || !self.log.is_empty()
    }
}

/// A responsibility of a role, and whether the person has it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Responsibility {
    /// What the ladder says of it.
    #[serde(flatten)]
    pub stated: model::Responsibility,
    /// Whether the person has it.
    pub held: bool,
    /// The date from which the person has it: an ISO date, a month or a year.
    pub since: Option<SmolStr>,
    /// What shows it, such as links.
    pub evidence: Vec<SmolStr>,
}

/// What the profile says of the level of a skill that counts on a day, and of what was done for the skill.
pub fn of_skills(profile: &Profile, state: &mut PersonState) {
    for claim in &profile.skills {
        let Some(level) = claim.on(state.as_of) else {
            continue;
        };
        if state.skills.get(&claim.skill).copied() != level.level {
            continue;
        }
        let proof = Proof {
            since: level.since.map(|date| date.to_smolstr()),
            evidence: level.evidence.clone(),
            note: level.note.clone(),
            log: Vec::new(),
        };
        state.proofs.insert(claim.skill, proof);
    }
    let mut log: Vec<_> = profile.log.iter().collect();
    log.order_by_key(|entry| entry.on.first_day());
    let is_done = |day: Day| day <= state.as_of;
    for entry in log
        .into_iter()
        .filter(|entry| is_done(entry.on.first_day()))
    {
        if entry.note.is_some() || !entry.evidence.is_empty() {
            let proof = state.proofs.entry(entry.skill).or_default();
            proof.log.push(Done {
                on: entry.on.to_smolstr(),
                note: entry.note.clone(),
                evidence: entry.evidence.clone(),
            });
        }
    }
}

/// What shows that the person has a part of a requirement.
pub fn of_gap(ladder: &Ladder, state: &PersonState, gap: &Gap) -> Option<Proof> {
    match &gap.need {
        Need::Skill(_) => {
            let proof = state.proofs.get(&ladder.skill(&gap.id)?);
            proof
                .filter(|proof| proof.since.is_some() || proof.is_shown())
                .cloned()
        }
        Need::Education(asked) => {
            let earned = state.degree_for(asked.degree, &asked.fields)?.earned?;
            Some(Proof {
                since: Some(earned.to_smolstr()),
                ..Proof::default()
            })
        }
        Need::Experience { .. }
        | Need::Certification { .. }
        | Need::AnyOf { .. }
        | Need::Points { .. } => None,
    }
}

/// The responsibilities of a role, in the ladder's order.
pub fn responsibilities(
    ladder: &Ladder,
    state: &PersonState,
    role: RoleIndex,
) -> Vec<Responsibility> {
    let all = ladder[role].responsibilities.iter();
    all.map(|stated| {
        let mut held = state.responsibilities.iter();
        let held = held.find(|held| held.id == stated.id);
        Responsibility {
            stated: stated.clone(),
            held: held.is_some(),
            since: held.and_then(|held| Some(held.since?.to_smolstr())),
            evidence: held.map_or_else(Vec::new, |held| held.evidence.clone()),
        }
    })
    .collect()
}
