//! Builds skills with their prerequisites, hours and learning resources.

use smol_str::SmolStr;

use crate::{
    load::{
        AskedLevelEntry, Entries, Field, List, NeedEntry, OneOrMore, ResourceEntry, SkillEntry,
        types::{Id, LevelText},
    },
    model::{Asked, Level, Prerequisite, Resource, Scale, Skill, SkillIndex, SourceIndex},
    text::PointerRef,
};

use super::{
    build::{LadderBuilder, terms, text, texts, title},
    references::contains,
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
        let source = self.entry_source(&entry.source, at);
        Skill {
            title: title(&entry.title, &id),
            category: text(&entry.category),
            about: text(&entry.about),
            aliases: texts(&entry.aliases),
            needs: self.needs(&entry.needs, at.key("needs")),
            levels: self.by_level(&entry.levels, scale, at.key("levels"), |_, meaning, _| {
                text(meaning)
            }),
            hours: self.by_level(
                &entry.hours,
                scale,
                at.key("hours"),
                |builder, hours, at| builder.figure(hours, source, at),
            ),
            practice: self.by_level(
                &entry.practice,
                scale,
                at.key("practice"),
                |builder, practice, at| builder.figure(practice, source, at),
            ),
            resources: self.resources(&entry.resources, scale, source, at.key("resources")),
            facts: self.facts(&entry.facts, source, at.key("facts")),
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
                values::same_level(first, name, at, self.diagnostics);
            }
            seen.push((level, name));
            levels.extend(built.map(|built| (level, built)));
        }
        levels
    }

    fn needs(
        &mut self,
        entries: &Field<OneOrMore<NeedEntry>>,
        at: PointerRef,
    ) -> Vec<Prerequisite> {
        let mut named: Vec<(usize, &Id, Option<&LevelText>)> = Vec::new();
        for (position, entry) in entries.items() {
            match entry {
                NeedEntry::Skill(skill) => named.push((position, skill, None)),
                NeedEntry::Levels(levels) => {
                    let levels = levels.0.iter();
                    named.extend(levels.map(|(skill, level)| (position, skill, level.valid())));
                }
            }
        }
        let ids = || {
            named
                .iter()
                .map(|(position, skill, _)| (*position, skill.as_str()))
        };
        values::once("skill", ids(), at, self.diagnostics);
        let is_used = contains(|| ids().map(|(_, skill)| skill));
        let mut needs = Vec::with_capacity(named.len());
        for (position, id, level) in named.iter().copied() {
            let item = at.item(position);
            // The place is the item itself, or a key of it.
            let at = if level.is_some() { item.name(id) } else { item };
            let skills = &self.ids.skills;
            let Some(skill) = skills.find(id, &is_used, at, self.diagnostics) else {
                continue;
            };
            let scale = self.scale_of(skill.0);
            let level = level.and_then(|level| self.level(level, scale.as_ref(), item.key(id)));
            needs.push(Prerequisite { skill, level });
        }
        needs
    }

    pub(super) fn resources(
        &mut self,
        entries: &List<ResourceEntry>,
        scale: Option<&Scale>,
        inherited: Option<SourceIndex>,
        at: PointerRef,
    ) -> Vec<Resource> {
        let entries = entries.items();
        entries
            .map(|(position, entry)| self.resource(entry, scale, inherited, at.item(position)))
            .collect()
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
            hours: self.figure(&entry.hours, source, at.key("hours")),
            source,
            note: text(&entry.note),
        }
    }

    /// The skills that an entry asks for, each with its level.
    pub(super) fn levels(
        &mut self,
        entries: &Field<Entries<Id, AskedLevelEntry>>,
        source: Option<SourceIndex>,
        at: PointerRef,
    ) -> Vec<(SkillIndex, Asked<Level>)> {
        let is_used = contains(|| entries.entries().iter().map(|(id, _)| id.as_str()));
        let mut asked = Vec::with_capacity(entries.entries().len());
        for (id, entry) in entries.entries() {
            let skills = &self.ids.skills;
            let Some(skill) = skills.find(id, &is_used, at.name(id), self.diagnostics) else {
                continue;
            };
            let Some(entry) = entry.valid() else {
                continue;
            };
            let at = at.key(id);
            let scale = self.scale_of(skill.0);
            let level = entry.level.valid();
            let level = level.and_then(|level| self.level(level, scale.as_ref(), at.key("level")));
            asked.extend(level.map(|value| {
                let terms = terms(source, &entry.weight, &entry.text, &entry.examples);
                (skill, Asked { value, terms })
            }));
        }
        asked
    }
}
