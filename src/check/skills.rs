//! Skills: their scales, what they need, and how they are learnt.

use smol_str::SmolStr;

use crate::{
    diagnostic::Code,
    load::{Entries, NeedEntry, ResourceEntry, SkillEntry},
    model::{Level, Need, Resource, Scale, Skill, SourceIndex},
    text::Path,
};

use super::{build::Builder, words};

impl Builder<'_> {
    pub(super) fn skill(&mut self, (id, entry): (SmolStr, SkillEntry), at: Path) -> Skill {
        let scale = self
            .ids
            .skill_position(&id)
            .map(|skill| self.scale_of(skill));
        let scale = scale.unwrap_or_default();
        let source = self.own_source(entry.source.as_ref(), at);
        let resources = at.key("resources");
        let own_scale = !entry.proficiency.is_empty();
        Skill {
            id,
            title: entry.title,
            category: entry.category,
            about: entry.about,
            aliases: entry.aliases,
            needs: self.needs(&entry.needs, at.key("needs")),
            levels: self.by_level(entry.levels, &scale, at.key("levels"), |_, text, _| text),
            hours: self.by_level(
                entry.hours,
                &scale,
                at.key("hours"),
                |builder, hours, at| builder.span(&hours, source, at),
            ),
            resources: entry
                .resources
                .into_iter()
                .enumerate()
                .map(|(position, resource)| {
                    self.resource(resource, &scale, source, resources.item(position))
                })
                .collect(),
            scale: own_scale.then_some(scale),
            source,
        }
    }

    fn by_level<E, T>(
        &mut self,
        entries: Entries<E>,
        scale: &Scale,
        at: Path,
        build: impl Fn(&mut Self, E, Path) -> T,
    ) -> Vec<(Level, T)> {
        let mut levels: Vec<(Level, T)> = Vec::new();
        for (name, entry) in entries {
            let Some(level) = words::level(&name, scale, at.name(&name), self.report) else {
                continue;
            };
            if levels.iter().any(|(known, _)| *known == level) {
                self.report.error(
                    Code::RepeatedName,
                    at.name(&name),
                    format!("the level `{name}` stands twice"),
                );
            }
            levels.push((level, build(self, entry, at.key(&name))));
        }
        levels
    }

    fn needs(&mut self, entries: &[NeedEntry], at: Path) -> Vec<Need> {
        let mut needs = Vec::with_capacity(entries.len());
        for (position, entry) in entries.iter().enumerate() {
            let at = at.item(position);
            let Some(skill) = self.ids.skill(&entry.skill, at, self.report) else {
                continue;
            };
            let scale = self.scale_of(skill.0);
            let level = entry
                .level
                .as_ref()
                .and_then(|level| words::level(level, &scale, at.key(&entry.skill), self.report));
            needs.push(Need { skill, level });
        }
        needs
    }

    fn resource(
        &mut self,
        entry: ResourceEntry,
        scale: &Scale,
        inherited: Option<SourceIndex>,
        at: Path,
    ) -> Resource {
        let source = self.own_source(entry.source.as_ref(), at).or(inherited);
        let level = entry.level.as_ref();
        let hours = entry.hours.as_ref();
        Resource {
            level: level.and_then(|level| words::level(level, scale, at.key("level"), self.report)),
            hours: hours.map(|hours| self.span(hours, source, at.key("hours"))),
            title: entry.title,
            url: entry.url,
            source,
            note: entry.note,
        }
    }
}
