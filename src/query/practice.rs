//! Since when a person practises a skill, towards its next level.

use std::collections::BTreeMap;

use crate::model::{Date, Day, Level, Profile, SkillIndex, years_between};

use super::baseline::HeldRole;

/// The years since each skill is practised at the level that the person has, which may be none: from the
/// day of the level, else from the first day of the earliest role of the person that asks for it or more.
/// A skill without either is left out: its practice counts from the day of the question.
pub fn practising_since(
    profile: &Profile,
    held_roles: &[HeldRole],
    skills: &BTreeMap<SkillIndex, Level>,
    as_of: Day,
) -> BTreeMap<SkillIndex, f64> {
    let mut dated = BTreeMap::new();
    for claim in &profile.skills {
        let day = claim.since.map(Date::first_day);
        let is_held = claim.level.is_some() && skills.get(&claim.skill).copied() == claim.level;
        if let Some(day) = day.filter(|day| is_held && *day <= as_of) {
            earliest(&mut dated, claim.skill, day);
        }
    }
    let mut by_role = BTreeMap::new();
    for HeldRole { since, levels, .. } in held_roles {
        for (skill, level) in levels {
            let has = skills.get(skill).copied();
            if let Some(since) = since.filter(|_| has <= Some(*level)) {
                earliest(&mut by_role, *skill, since);
            }
        }
    }
    by_role.extend(dated);
    by_role
        .into_iter()
        .map(|(skill, day)| (skill, years_between(day, as_of)))
        .collect()
}

fn earliest(days: &mut BTreeMap<SkillIndex, Day>, skill: SkillIndex, day: Day) {
    let first = days.entry(skill).or_insert(day);
    *first = day.min(*first);
}

/// The hours of study that are done towards the next level of each skill.
pub fn hours_done(
    profile: &Profile,
    skills: &BTreeMap<SkillIndex, Level>,
) -> BTreeMap<SkillIndex, f64> {
    let mut done = BTreeMap::new();
    for claim in &profile.skills {
        if claim.hours_done > 0.0 && skills.get(&claim.skill).copied() == claim.level {
            let hours = done.entry(claim.skill).or_insert(0.0_f64);
            *hours = hours.max(claim.hours_done);
        }
    }
    done
}
