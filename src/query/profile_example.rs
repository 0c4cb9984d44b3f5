//! The first lines of a profile, with roles and skills of the ladder.

use smol_str::SmolStr;

use crate::model::{Item, Ladder, RoleIndex};

/// The skills that the example names.
const SKILLS: usize = 2;

/// The first lines of a profile.
#[derive(Debug, PartialEq)]
pub struct ProfileExample {
    /// The id of a role.
    pub role: SmolStr,
    /// Whether people can start in the role.
    pub is_entry: bool,
    /// The id of the role that was asked for, else of the first one that a move leads to.
    pub goal: Option<SmolStr>,
    /// The ids of skills and the names of their levels.
    pub skills: Vec<(SmolStr, SmolStr)>,
}

/// An example for the role that a role extends, else for the first entry role.
pub fn profile_example(ladder: &Ladder, asked: Option<RoleIndex>) -> Option<ProfileExample> {
    let entry = || ladder.roles().find(|role| ladder[*role].entry);
    let before = |role: RoleIndex| ladder[role].extends.or(ladder[role].entry.then_some(role));
    let present = asked.and_then(before).or_else(entry);
    let present = present.or_else(|| ladder.roles().next())?;
    let skills = ladder.requirements(present).required.into_iter();
    let skills = skills.filter_map(|requirement| match requirement.item {
        Item::Skill(skill, level) => Some((
            ladder[skill].id.clone(),
            ladder.scale(skill).name(level).into(),
        )),
        _ => None,
    });
    let ahead = || ladder.moves_from(present).first().map(|(role, _)| *role);
    let goal = asked.filter(|asked| *asked != present).or_else(ahead);
    Some(ProfileExample {
        role: ladder[present].id.clone(),
        is_entry: ladder[present].entry,
        goal: goal.map(|goal| ladder[goal].id.clone()),
        skills: skills.take(SKILLS).collect(),
    })
}
