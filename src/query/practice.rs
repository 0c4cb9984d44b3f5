//! Since when a person practises a skill, towards its next level.

use std::collections::BTreeMap;

use crate::model::{Day, Level, Profile, SkillIndex};

use super::baseline::HeldRole;

/// The day since which each skill is practised at the level that the person has, which may be none: the day
/// of the level, else the first day of the earliest role of the person that asks for it or more. A skill
/// without either is left out: its practice counts from the day of the question.
pub fn practising_since(
    profile: &Profile,
    held_roles: &[HeldRole],
    skills: &BTreeMap<SkillIndex, Level>,
    as_of: Day,
) -> BTreeMap<SkillIndex, Day> {
    let mut dated = BTreeMap::new();
    for claim in &profile.skills {
        let levels = claim.begun(as_of).iter().rev();
        let at_this_level = levels.take_while(|known| {
            known.level.is_some() && skills.get(&claim.skill).copied() == known.level
        });
        for day in at_this_level.filter_map(|known| known.since) {
            earliest(&mut dated, claim.skill, day.first_day());
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
}

fn earliest(days: &mut BTreeMap<SkillIndex, Day>, skill: SkillIndex, day: Day) {
    let first = days.entry(skill).or_insert(day);
    *first = day.min(*first);
}

/// The hours of study that are done towards the next level of each skill: those of the level that the
/// person has, and those of the log after the day since which it is practised at it.
pub fn hours_done(
    profile: &Profile,
    skills: &BTreeMap<SkillIndex, Level>,
    since: &BTreeMap<SkillIndex, Day>,
    as_of: Day,
) -> BTreeMap<SkillIndex, f64> {
    let mut done = BTreeMap::new();
    for claim in &profile.skills {
        if let Some(held) = claim.on(as_of)
            && held.hours_done > 0.0
            && skills.get(&claim.skill).copied() == held.level
        {
            let hours = done.entry(claim.skill).or_insert(0.0_f64);
            *hours = hours.max(held.hours_done);
        }
    }
    for entry in &profile.log {
        let (day, first) = (entry.on.first_day(), since.get(&entry.skill));
        if day <= as_of && first.is_none_or(|first| *first < day) {
            *done.entry(entry.skill).or_insert(0.0) += entry.hours.unwrap_or(0.0);
        }
    }
    done
}
