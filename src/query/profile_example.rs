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
    /// The ids of skills and the names of their levels.
    pub skills: Vec<(SmolStr, SmolStr)>,
}

/// An example for the role that a role extends, else for the first entry role.
pub fn profile_example(ladder: &Ladder, asked: Option<RoleIndex>) -> Option<ProfileExample> {
    let entry = || ladder.roles().find(|role| ladder[*role].entry);
    let shown = asked.or_else(entry).or_else(|| ladder.roles().next())?;
    let present = ladder[shown].extends.unwrap_or(shown);
    let skills = ladder.requirements(present).required.into_iter();
    let skills = skills.filter_map(|requirement| match requirement.item {
        Item::Skill(skill, level) => Some((
            ladder[skill].id.clone(),
            ladder.scale(skill).name(level).into(),
        )),
        _ => None,
    });
    Some(ProfileExample {
        role: ladder[present].id.clone(),
        skills: skills.take(SKILLS).collect(),
    })
}
