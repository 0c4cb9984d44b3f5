//! The skills of a person: those that the profile names, and those that the person's roles ask for.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashSet},
};

use crate::{
    model::{Day, Exemption, Item, Ladder, Level, PastRole, Profile, RoleIndex, SkillIndex},
    order::Order as _,
    vocabulary::Baseline,
};

/// The level of each skill on a day, and the role that it rests on where the profile does not name the
/// skill. `present` is the role of that day.
///
/// A claim counts from its day on. Before that day the person was below its level, so a role gives less.
pub fn skills(
    ladder: &Ladder,
    profile: &Profile,
    present: Option<RoleIndex>,
    as_of: Day,
) -> (BTreeMap<SkillIndex, Level>, BTreeMap<SkillIndex, RoleIndex>) {
    let mut stated: BTreeMap<SkillIndex, Option<Level>> = BTreeMap::new();
    let mut later: BTreeMap<SkillIndex, Level> = BTreeMap::new();
    for claim in &profile.skills {
        if claim.since.is_none_or(|since| since.first_day() <= as_of) {
            // Of several claims of one skill, the highest level counts.
            let level = stated.entry(claim.skill).or_insert(claim.level);
            *level = claim.level.max(*level);
        } else if let Some(claimed) = claim.level {
            let level = later.entry(claim.skill).or_insert(claimed);
            *level = claimed.min(*level);
        }
    }
    let held = stated.iter();
    let held = held.filter_map(|(skill, level)| Some((*skill, (*level)?)));
    let mut skills: BTreeMap<SkillIndex, Level> = held.collect();
    let mut baseline = BTreeMap::new();
    if profile.baseline == Baseline::None {
        return (skills, baseline);
    }
    let exempt: HashSet<SkillIndex> = profile
        .not_applicable
        .iter()
        .filter_map(|(exemption, _)| match exemption {
            Exemption::Skill(skill) => Some(*skill),
            _ => None,
        })
        .collect();
    for (skill, (level, role)) in asked_by(ladder, &roles(profile, present, as_of)) {
        if stated.contains_key(&skill) || exempt.contains(&skill) {
            continue;
        }
        let level = match later.get(&skill) {
            Some(later) if *later <= level => later.below(),
            _ => Some(level),
        };
        if let Some(level) = level {
            skills.insert(skill, level);
            baseline.insert(skill, role);
        }
    }
    (skills, baseline)
}

/// The roles that the person holds or held, each once: the present one, then the latest first.
fn roles(profile: &Profile, present: Option<RoleIndex>, as_of: Day) -> Vec<RoleIndex> {
    let mut past: Vec<&PastRole> = profile.history.iter().collect();
    past.retain(|period| period.from.first_day() <= as_of);
    past.order_by_key(|period| Reverse(period.from.first_day()));
    let past = past.into_iter().map(|period| period.role);
    let mut roles: Vec<RoleIndex> = present.into_iter().chain(past).collect();
    let mut seen = HashSet::new();
    roles.retain(|role| seen.insert(*role));
    roles
}

/// The highest level of each skill that one of the roles asks for, with the first role that does.
fn asked_by(ladder: &Ladder, roles: &[RoleIndex]) -> BTreeMap<SkillIndex, (Level, RoleIndex)> {
    let mut levels = BTreeMap::new();
    for role in roles {
        for requirement in ladder.requirements(*role).required {
            if let Item::Skill(skill, level) = requirement.item {
                let known = levels.entry(skill).or_insert((level, *role));
                if known.0 < level {
                    *known = (level, *role);
                }
            }
        }
    }
    levels
}
