//! One of two versions, and what its entries and levels are called.

use smol_str::SmolStr;

use crate::{
    model::{CertificationIndex, Ladder, Level, RoleIndex, SkillIndex, SourceIndex, TrackIndex},
    query::answer,
};

use super::{
    parts::VersionLevel,
    versions::{Versions, level_in},
};

/// One of two versions. Entries of the old one that are in both are called as in the new one.
#[derive(Clone, Copy)]
pub struct Side<'v, 'l> {
    pub versions: &'v Versions<'l>,
    pub ladder: &'l Ladder,
    pub is_old: bool,
}

/// The id of an entry by its position.
macro_rules! ids {
    ($($name:ident $index:ident $pairs:ident $list:ident,)*) => {
        $(pub fn $name(&self, index: $index) -> SmolStr {
            let in_new = self.is_old.then(|| self.versions.$pairs.to_new[index.0]);
            match in_new.flatten() {
                Some(new) => self.versions.new.$list[new].id.clone(),
                None => self.ladder.$list[index.0].id.clone(),
            }
        })*
    };
}

impl Side<'_, '_> {
    ids! {
        skill SkillIndex skills skills,
        certification CertificationIndex certifications certifications,
        source SourceIndex sources sources,
    }

    /// The id of a track; `None` where the ladder names none and is one itself.
    pub fn track(&self, track: TrackIndex) -> Option<SmolStr> {
        let in_new = self.is_old.then(|| self.versions.tracks.to_new[track.0]);
        let (ladder, position) = match in_new.flatten() {
            Some(new) => (self.versions.new, new),
            None => (self.ladder, track.0),
        };
        let id = &ladder.tracks[position].id;
        (ladder.tracks.len() > 1 || *id != ladder.id).then(|| id.clone())
    }

    pub fn role(&self, role: RoleIndex) -> SmolStr {
        let in_new = self.is_old.then(|| self.versions.new_role(role)).flatten();
        match in_new {
            Some(new) => self.versions.new[new].id.clone(),
            None => self.ladder[role].id.clone(),
        }
    }

    /// A level of a skill as this version calls it, and as the new one does.
    pub fn version_level(&self, skill: SkillIndex, level: Level) -> VersionLevel {
        VersionLevel {
            own: answer::Level {
                name: self.ladder.scale(skill).name(level).into(),
                rank: level.rank(),
            },
            in_new: self.level(skill, level),
        }
    }

    /// A level of a skill: that of the new version where it is the same.
    pub fn level(&self, skill: SkillIndex, level: Level) -> answer::Level {
        let scale = self.ladder.scale(skill);
        let same = || {
            let versions = self.versions;
            let new = SkillIndex(versions.skills.to_new[skill.0]?);
            let is_own = self.ladder[skill].scale.is_some() || versions.new[new].scale.is_some();
            let scale_after = versions.new.scale(new);
            let same = if is_own {
                level_in(scale, level, scale_after)
            } else {
                versions.levels[usize::from(level.rank()) - 1]
            };
            Some((scale_after, same?))
        };
        let same = self.is_old.then(same).flatten();
        let (scale, level) = same.unwrap_or((scale, level));
        answer::Level {
            name: scale.name(level).into(),
            rank: level.rank(),
        }
    }

    /// The name of a level of the ladder: that of the new version where it is the same.
    pub fn level_name(&self, name: &SmolStr) -> SmolStr {
        let same = || {
            let level = self.versions.old.scale.named(name)?;
            let same = self.versions.levels[usize::from(level.rank()) - 1]?;
            Some(self.versions.new.scale.name(same).into())
        };
        let same = self.is_old.then(same).flatten();
        same.unwrap_or_else(|| name.clone())
    }
}
