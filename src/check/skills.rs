//! Builds skills with their prerequisites, hours and learning resources.

use smol_str::SmolStr;

use crate::{
    diagnostic::Code,
    load::{
        Entries, Field, List, NeedEntry, ResourceEntry, SkillEntry,
        types::{Id, LevelText, Title},
    },
    model::{Level, Prerequisite, Resource, Scale, Skill, SkillIndex, SourceIndex},
    text::PointerRef,
};

use super::{
    build::{LadderBuilder, text},
    references::lazy_set,
    values,
};

impl LadderBuilder<'_> {
    pub(super) fn skill(
        &mut self,
        id: SmolStr,
        entry: &Field<SkillEntry>,
        at: PointerRef,
    ) -> Skill {
        let empty = SkillEntry::default();
        let entry = entry.valid().unwrap_or(&empty);
        let index = self.ids.skills.get(&id);
        let scale = index.and_then(|index| self.scale_of(index.0));
        let scale = scale.as_ref();
        let source = self.own_source(&entry.source, at);
        let resources = at.key("resources");
        Skill {
            title: text(&entry.title).unwrap_or_default(),
            category: text(&entry.category),
            about: text(&entry.about),
            aliases: names(&entry.aliases),
            needs: self.needs(&entry.needs, at.key("needs")),
            levels: self.by_level(&entry.levels, scale, at.key("levels"), |_, meaning, _| {
                text(meaning)
            }),
            hours: self.by_level(
                &entry.hours,
                scale,
                at.key("hours"),
                |builder, hours, at| builder.span(hours, source, at),
            ),
            resources: entry
                .resources
                .items()
                .map(|(position, resource)| {
                    self.resource(resource, scale, source, resources.item(position))
                })
                .collect(),
            scale: scale.filter(|_| !entry.proficiency.is_absent()).cloned(),
            id,
            source,
        }
    }

    /// A map whose keys are levels of `scale`.
    fn by_level<E, T>(
        &mut self,
        entries: &Field<Entries<LevelText, E>>,
        scale: Option<&Scale>,
        at: PointerRef,
        build: impl Fn(&mut Self, &Field<E>, PointerRef) -> Option<T>,
    ) -> Vec<(Level, T)> {
        let mut seen: Vec<(Level, &str)> = Vec::new();
        let mut levels = Vec::new();
        for (name, entry) in entries.entries() {
            let built = build(self, entry, at.key(name));
            let Some(level) = self.level(name, scale, at.name(name)) else {
                continue;
            };
            if let Some((_, first)) = seen.iter().find(|(known, _)| *known == level) {
                let message = format!("`{first}` and `{}` are the same level", name.0);
                self.diagnostics
                    .add(Code::RepeatedName, at.name(name), message)
                    .also(at.name(first), "first here")
                    .help("keep one of them".to_owned());
            }
            seen.push((level, name));
            levels.extend(built.map(|built| (level, built)));
        }
        levels
    }

    fn needs(&mut self, entries: &List<NeedEntry>, at: PointerRef) -> Vec<Prerequisite> {
        let mut named: Vec<(usize, &Id, Option<&LevelText>)> = Vec::new();
        for (position, entry) in entries.items() {
            match entry {
                NeedEntry::Skill(skill) => named.push((position, skill, None)),
                NeedEntry::Levels(levels) => {
                    named.extend(
                        levels
                            .0
                            .iter()
                            .map(|(skill, level)| (position, skill, level.valid())),
                    );
                }
            }
        }
        let ids = named.iter();
        let ids = ids.map(|(position, skill, _)| (*position, skill.as_str()));
        values::once("skill", ids, at, self.diagnostics);
        let used = lazy_set(|| named.iter().map(|(_, skill, _)| skill.as_str()));
        let is_used = |known: &str| used.contains(known);
        let mut needs = Vec::with_capacity(named.len());
        for (position, skill, level) in named.iter().copied() {
            let at = at.item(position);
            let Some(index) = self.ids.skills.find(
                skill,
                &is_used,
                need_place(at, skill, level),
                self.diagnostics,
            ) else {
                continue;
            };
            let scale = self.scale_of(index.0);
            let level = level.and_then(|level| self.level(level, scale.as_ref(), at.key(skill)));
            needs.push(Prerequisite {
                skill: index,
                level,
            });
        }
        needs
    }

    fn resource(
        &mut self,
        entry: &ResourceEntry,
        scale: Option<&Scale>,
        inherited: Option<SourceIndex>,
        at: PointerRef,
    ) -> Resource {
        let source = self.own_source(&entry.source, at).or(inherited);
        let level = entry.level.valid();
        Resource {
            title: text(&entry.title).unwrap_or_default(),
            url: text(&entry.url),
            level: level.and_then(|level| self.level(level, scale, at.key("level"))),
            hours: self.span(&entry.hours, source, at.key("hours")),
            source,
            note: text(&entry.note),
        }
    }

    /// The skills that an entry asks for, each with its level.
    pub(super) fn levels(
        &mut self,
        entries: &Field<Entries<Id, LevelText>>,
        at: PointerRef,
    ) -> Vec<(SkillIndex, Level)> {
        let used = lazy_set(|| entries.entries().iter().map(|(id, _)| id.as_str()));
        let is_used = |known: &str| used.contains(known);
        let mut asked = Vec::new();
        for (id, level) in entries.entries() {
            let Some(skill) = self
                .ids
                .skills
                .find(id, &is_used, at.name(id), self.diagnostics)
            else {
                continue;
            };
            let scale = self.scale_of(skill.0);
            let level = level
                .valid()
                .and_then(|level| self.level(level, scale.as_ref(), at.key(id)));
            asked.extend(level.map(|level| (skill, level)));
        }
        asked
    }
}

/// The place of a skill among `needs`: the item itself, or a key of it.
fn need_place<'a>(
    at: PointerRef<'a>,
    skill: &'a str,
    level: Option<&LevelText>,
) -> crate::text::Place {
    match level {
        Some(_) => at.name(skill).into(),
        None => at.into(),
    }
}

/// The valid names of a list.
pub(super) fn names(list: &List<Title>) -> Vec<SmolStr> {
    list.items().map(|(_, name)| name.0.clone()).collect()
}
