//! Since when a person practises a skill, towards its next level.

use std::collections::BTreeMap;

use crate::model::{Date, Day, Item, Ladder, Level, Profile, RoleIndex, SkillIndex, years_between};

/// The years since each skill is practised at the level that the person has: from the day of the level,
/// else from the first day of the earliest role of the person that asks for it. A skill without either is
/// left out: its practice counts from the day of the question.
pub fn practising_since(
    ladder: &Ladder,
    profile: &Profile,
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
    // A role is resolved once, however often it was held.
    let mut roles = BTreeMap::new();
    for (role, day) in stints(profile).filter(|(_, day)| *day <= as_of) {
        earliest(&mut roles, role, day);
    }
    let mut by_role = BTreeMap::new();
    for (role, day) in roles {
        for requirement in ladder.requirements(role).required {
            if let Item::Skill(skill, level) = requirement.item
                && skills.get(&skill).is_some_and(|held| *held <= level)
            {
                earliest(&mut by_role, skill, day);
            }
        }
    }
    by_role.extend(dated);
    by_role
        .into_iter()
        .map(|(skill, day)| (skill, years_between(day, as_of)))
        .collect()
}

fn earliest<K: Ord>(days: &mut BTreeMap<K, Day>, key: K, day: Day) {
    let first = days.entry(key).or_insert(day);
    *first = day.min(*first);
}

/// The roles of the person, each with its first day.
fn stints(profile: &Profile) -> impl Iterator<Item = (RoleIndex, Day)> {
    let present = profile.role.zip(profile.since);
    let past = profile.history.iter();
    present
        .into_iter()
        .chain(past.map(|period| (period.role, period.from)))
        .map(|(role, from)| (role, from.first_day()))
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
