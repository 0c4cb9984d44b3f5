//! Warns of skills whose prerequisite nobody has who comes by the moves of the ladder.

use std::collections::{BTreeMap, HashMap};

use crate::{
    diagnostic::{Code, Diagnostics},
    model::{Alternative, Item, Ladder, Level, Requirements, Resolver, RoleIndex, SkillIndex},
    text::PointerRef,
};

/// The largest number of roles and moves that are passed; a hand-written ladder has a few thousand.
const STEPS: usize = 2_000_000;

/// Roles, each with the highest level that it asks for of a skill.
type AskedLevels = Vec<(RoleIndex, u8)>;

/// Warns of roles that ask for a skill whose prerequisite neither they nor roles on a way to them ask for. A prerequisite
/// that no role of the ladder asks for is another warning.
pub fn unasked(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let asked = asked(ladder);
    let mut stating: Vec<Vec<RoleIndex>> = vec![Vec::new(); ladder.skills.len()];
    for role in ladder.roles() {
        for (skill, _) in &ladder[role].required.skills {
            stating[skill.0].push(role);
        }
    }
    let mut left = STEPS;
    for (position, skill) in ladder.skills.iter().enumerate() {
        let own = SkillIndex(position);
        for need in &skill.needs {
            let Some(asked) = asked.get(&need.skill) else {
                continue;
            };
            let lowest = need.level.map_or(0, Level::rank);
            let asking = asked.iter().filter(|(_, level)| *level >= lowest);
            let asking: Vec<RoleIndex> = asking.map(|(role, _)| *role).collect();
            let Some(passed) = passed(ladder, &asking, &mut left) else {
                return;
            };
            let without = stating[position].iter();
            let without: Vec<_> = without.filter(|role| !passed[role.index()]).collect();
            if let [first, others @ ..] = &without[..] {
                report(
                    ladder,
                    own,
                    (need.skill, need.level),
                    (**first, others.len()),
                    diagnostics,
                );
            }
        }
    }
}

/// The roles that ask for each skill that another one needs: required or recommended, alone, among alternatives or for
/// points, which ask for any level.
fn asked(ladder: &Ladder) -> BTreeMap<SkillIndex, AskedLevels> {
    let needs = ladder.skills.iter().flat_map(|skill| &skill.needs);
    let mut asked: BTreeMap<SkillIndex, AskedLevels> =
        needs.map(|need| (need.skill, Vec::new())).collect();
    if asked.is_empty() {
        return asked;
    }
    let mut resolver = Resolver::new(ladder);
    for role in ladder.roles() {
        let Requirements {
            required,
            recommended,
        } = resolver.requirements(role);
        let mut levels: HashMap<SkillIndex, u8> = HashMap::new();
        let mut ask = |skill: SkillIndex, level: u8| {
            let known = levels.entry(skill).or_default();
            *known = level.max(*known);
        };
        for requirement in required.iter().chain(&recommended) {
            match &requirement.item {
                Item::Skill(skill, level) => ask(*skill, level.rank()),
                Item::AnyOf(group) => {
                    for member in group.members.iter() {
                        if let Alternative::Skill(skill, level) = member {
                            ask(*skill, level.rank());
                        }
                    }
                }
                Item::Points(points) => {
                    for skill in points.skills.iter() {
                        ask(*skill, u8::MAX);
                    }
                }
                Item::Years(_) | Item::Education(_) | Item::Certification(_) => (),
            }
        }
        for (skill, level) in levels {
            if let Some(roles) = asked.get_mut(&skill) {
                roles.push((role, level));
            }
        }
    }
    // What no role asks for is told for itself.
    asked.retain(|_, roles| !roles.is_empty());
    asked
}

/// Whether each role is one of these or is reached from one of them; `None` where the steps are used up.
fn passed(ladder: &Ladder, from: &[RoleIndex], left: &mut usize) -> Option<Vec<bool>> {
    let mut passed = vec![false; ladder.graph.node_count()];
    *left = left.checked_sub(passed.len())?;
    let mut open = from.to_vec();
    for role in from {
        passed[role.index()] = true;
    }
    while let Some(role) = open.pop() {
        let moves = ladder.moves_from(role);
        *left = left.checked_sub(moves.len())?;
        for (to, _) in moves {
            if !passed[to.index()] {
                passed[to.index()] = true;
                open.push(to);
            }
        }
    }
    Some(passed)
}

fn report(
    ladder: &Ladder,
    skill: SkillIndex,
    (needed, level): (SkillIndex, Option<Level>),
    (role, others): (RoleIndex, usize),
    diagnostics: &mut Diagnostics,
) {
    let (role, id) = (&ladder[role].id, &ladder[skill].id);
    let at_level = level.map(|level| format!(" at {}", ladder.scale(needed).name(level)));
    let at_level = at_level.unwrap_or_default();
    let needed = &ladder[needed].id;
    let others = match others {
        0 => String::new(),
        1 => "; the same holds for 1 more role".to_owned(),
        several => format!("; the same holds for {several} more roles"),
    };
    let message = format!(
        "`{role}` asks for `{id}`, which needs `{needed}`{at_level}, and neither `{role}` nor a role on a way to it \
         asks for that{others}"
    );
    let roles = PointerRef::ROOT.key("roles");
    let own = roles.key(role);
    let skills = own.key("skills");
    diagnostics
        .add(Code::UnrequiredNeed, skills.key(id), message)
        .help(format!(
            "ask for `{needed}`{at_level} in `{role}` or in a role before it, or remove it from `needs` of `{id}`"
        ));
}
