//! The levels of a ladder of several files: a file's scale holds in that file, and levels of different scales are the
//! same by their names alone.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Diagnostics, list},
    load::{
        AlternativesEntry, AskedLevelEntry, Entries, Field, LadderDocument, List, NeedEntry, Part,
        PointsEntry,
        types::{Id, LevelName, LevelText},
    },
    model::{Scale, fold},
    text::{FileId, PointerRef},
};

use super::build::scale;

/// Writes the scale of a file into its skills, unless it is that of the ladder: the first one that a file states. A
/// file that states none uses that of the ladder.
pub fn write(parts: &mut [Part], diagnostics: &mut Diagnostics) {
    let mut scales: Vec<FileScale> = Vec::with_capacity(parts.len());
    for (part, file) in parts.iter_mut().zip(0..) {
        let names = &mut part.document.proficiency;
        let root = PointerRef::root(FileId(file));
        // The one document reports that of the first file itself.
        let mut own = Diagnostics::default();
        let found = if file == 0 {
            &mut own
        } else {
            &mut *diagnostics
        };
        let scale = scale(names, root.key("proficiency"), found);
        if scale.is_none() && file > 0 {
            *names = Field::Invalid;
        }
        let is_stated = !names.is_absent();
        scales.push(FileScale {
            names: names.clone(),
            scale,
            file: FileId(file),
            is_stated,
        });
    }
    let Some(ladder) = scales.iter().find(|scale| scale.is_stated).cloned() else {
        return;
    };
    for scale in scales.iter_mut().filter(|scale| !scale.is_stated) {
        *scale = ladder.clone();
    }
    parts[0].document.proficiency.clone_from(&ladder.names);
    if scales.iter().all(|scale| scale.names == ladder.names) {
        return;
    }
    let mut of_skills: HashMap<SmolStr, usize> = HashMap::new();
    let mut of_categories: HashMap<SmolStr, Vec<SmolStr>> = HashMap::new();
    for (position, part) in parts.iter().enumerate() {
        for (id, entry) in part.document.skills.entries() {
            let Some(entry) = entry.valid().filter(|entry| entry.proficiency.is_absent()) else {
                continue;
            };
            of_skills.entry(id.0.clone()).or_insert(position);
            if let Some(category) = entry.category.valid() {
                of_categories
                    .entry(category.0.clone())
                    .or_default()
                    .push(id.0.clone());
            }
        }
    }
    for (position, part) in parts.iter_mut().enumerate() {
        let mut levels = FileLevels {
            own: &scales[position],
            scales: &scales,
            of_skills: &of_skills,
            of_categories: &of_categories,
            diagnostics,
        };
        levels.write(
            &mut part.document,
            FileId(u32::try_from(position).unwrap_or(u32::MAX)),
        );
        if scales[position].names != ladder.names {
            for (_, skill) in part.document.skills.entries_mut() {
                if skill.proficiency.is_absent() {
                    skill.proficiency.clone_from(&scales[position].names);
                }
            }
        }
    }
}

/// The scale that holds in a file.
#[derive(Clone)]
struct FileScale {
    names: List<LevelName>,
    /// `None` if it is invalid.
    scale: Option<Scale>,
    /// The file that states it.
    file: FileId,
    is_stated: bool,
}

/// The levels that a file asks for.
struct FileLevels<'a> {
    own: &'a FileScale,
    /// That of each file.
    scales: &'a [FileScale],
    /// The file of each skill that has no scale of its own.
    of_skills: &'a HashMap<SmolStr, usize>,
    /// The same skills by their categories.
    of_categories: &'a HashMap<SmolStr, Vec<SmolStr>>,
    diagnostics: &'a mut Diagnostics,
}

impl FileLevels<'_> {
    fn write(&mut self, document: &mut LadderDocument, file: FileId) {
        let root = PointerRef::root(file);
        let all = root.key("skills");
        for (id, skill) in document.skills.entries_mut() {
            let skill_at = all.key(id);
            let list = skill_at.key("needs");
            let needs = skill.needs.valid_mut().into_iter();
            let needs = needs.flat_map(|needs| &mut needs.0).enumerate();
            for (position, need) in needs {
                if let Some(NeedEntry::Levels(levels)) = need.valid_mut() {
                    let at = list.item(position);
                    for (skill, level) in &mut levels.0 {
                        self.level(&skill.0, level, at.key(&skill.0));
                    }
                }
            }
        }
        let all = root.key("roles");
        for (id, role) in document.roles.entries_mut() {
            let at = all.key(id);
            self.asked(&mut role.skills, at);
            self.any_of(&mut role.any_of, at);
            self.points(role.points.valid().map(|points| &**points), at);
            if let Some(role) = role.recommended.valid_mut() {
                let at = at.key("recommended");
                self.asked(&mut role.skills, at);
                self.any_of(&mut role.any_of, at);
                self.points(role.points.valid().map(|points| &**points), at);
            }
        }
    }

    fn asked(&mut self, skills: &mut Field<Entries<Id, AskedLevelEntry>>, at: PointerRef) {
        let all = at.key("skills");
        for (skill, asked) in skills.entries_mut() {
            self.level(&skill.0, &mut asked.level, all.key(&skill.0));
        }
    }

    fn any_of(&mut self, groups: &mut List<AlternativesEntry>, at: PointerRef) {
        let list = at.key("any_of");
        for (position, group) in groups.valid_mut().into_iter().flatten().enumerate() {
            let Some(members) = group.valid_mut().and_then(|group| group.of.valid_mut()) else {
                continue;
            };
            let group_at = list.item(position);
            let of = group_at.key("of");
            for (position, member) in members.iter_mut().enumerate() {
                let Some(member) = member.valid_mut() else {
                    continue;
                };
                if let Some(skill) = member.skill.valid() {
                    let item = of.item(position);
                    self.level(&skill.0, &mut member.level, item.key("level"));
                }
            }
        }
    }

    /// The scale of a skill that is on another one than this file's: that of its file.
    fn other_scale(&self, skill: &str) -> Option<&FileScale> {
        let scale = &self.scales[*self.of_skills.get(skill)?];
        (scale.names != self.own.names).then_some(scale)
    }

    /// Writes a level by the name that both scales have.
    fn level(&mut self, skill: &str, level: &mut Field<LevelText>, at: PointerRef) {
        let Some((other, text)) = self.other_scale(skill).zip(level.valid()) else {
            return;
        };
        let (Some(own), Some(scale)) = (&self.own.scale, &other.scale) else {
            return;
        };
        let names = || own.names().iter().map(SmolStr::as_str);
        let is_named = |name: &str| scale.names().iter().any(|known| fold(known) == fold(name));
        let name = own.read(text).map(|level| own.name(level));
        if let Some(name) = name.filter(|name| is_named(name)) {
            *level = Field::Valid(LevelText(name.into()));
            return;
        }
        let message = match name {
            Some(name) => {
                format!("`{name}` is a level of this file, and none of the skill `{skill}`")
            }
            None if is_named(text) => {
                format!(
                    "`{}` is a level of the skill `{skill}`, and none of this file",
                    text.0
                )
            }
            None => format!("unknown level `{}`", text.0),
        };
        let shared: Vec<&str> = names().filter(|name| is_named(name)).collect();
        let help = match shared.as_slice() {
            [] => format!(
                "the skill has {}",
                list(scale.names().iter().map(SmolStr::as_str))
            ),
            shared => format!("both have {}", list(shared.iter().copied())),
        };
        let root = PointerRef::root(other.file);
        self.diagnostics
            .add(Code::UnknownLevel, at, message)
            .also(root.key("proficiency"), format!("the levels of `{skill}`"))
            .help(help);
        *level = Field::Invalid;
    }

    /// Reports points that count levels by their rank on another scale.
    fn points(&mut self, points: Option<&PointsEntry>, at: PointerRef) {
        let Some(of) = points.and_then(|points| points.of.valid()) else {
            return;
        };
        let named = of.skills.items().map(|(_, skill)| &skill.0);
        let categories = of.categories.items();
        let in_categories = categories.filter_map(|(_, name)| self.of_categories.get(&name.0));
        let mut counted = named.chain(in_categories.flatten());
        let other = counted.find_map(|skill| Some((skill, self.other_scale(skill)?.file)));
        let Some((skill, file)) = other else {
            return;
        };
        let points = at.key("points");
        let message = format!(
            "`worth` is of the levels of this file, and the skill `{skill}` has those of another"
        );
        let root = PointerRef::root(file);
        self.diagnostics
            .add(Code::InvalidPoints, points.key("worth"), message)
            .also(root.key("proficiency"), format!("the levels of `{skill}`"))
            .help("count skills with the levels of this file alone".to_owned());
    }
}
