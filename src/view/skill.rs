//! One skill.

use smol_str::SmolStr;

use crate::query::{AskedBy, AskedLevel, Resource, SkillAnswer};

use super::{Body, Columns, Records, Section, Sheet, Sources, StyledText, View, display};

impl View for SkillAnswer {
    fn name(&self) -> &'static str {
        "skill"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let sections = vec![
            Section::new("", facts(self)),
            levels(self, &mut sources),
            asked_by(&columns(self), &self.asked_by),
            resources(&self.skill.resources, &mut sources),
            sources.facts(&self.skill.facts),
        ];
        let title = display::titled(&self.skill.title, &self.skill.id);
        Sheet::new(title, self.skill.about.iter().map(Into::into), sections).citing(sources)
    }

    fn records(&self) -> Records {
        columns(self).records(&self.asked_by)
    }
}

fn facts(answer: &SkillAnswer) -> Body {
    let skill = &answer.skill;
    let needs = skill.needs.iter().map(|need| match &need.level {
        Some(level) => format!("{} ({})", need.named.id, level.name),
        None => need.named.id.to_string(),
    });
    Body::facts([
        ("Category", StyledText::from(&skill.category)),
        ("Also called", skill.aliases.join(", ").into()),
        ("Learn first", display::join(needs, ", ").into()),
    ])
}

/// What the levels mean and how long they take, where the ladder says so.
fn levels(answer: &SkillAnswer, sources: &mut Sources) -> Section {
    let skill = &answer.skill;
    let rows = skill.proficiency.iter();
    let rows = rows.filter(|level| {
        let times = [&skill.hours, &skill.practice];
        let timed = times.iter().any(|times| times.get(level).is_some());
        timed || skill.levels.get(level).is_some()
    });
    Columns::<SmolStr>::new()
        .left("Level", |level, _| level.clone())
        .right("Hours", |level, sources| {
            let hours = skill.hours.get(level)?;
            Some(sources.figure(display::range(hours.min, hours.max), &hours.cited))
        })
        .left("Practice", |level, sources| {
            let practice = skill.practice.get(level)?;
            Some(sources.figure(display::span_of_years(practice), &practice.cited))
        })
        .left("Means", |level, _| skill.levels.get(level).cloned())
        .section("Levels", rows, sources)
}

fn columns(answer: &SkillAnswer) -> Columns<'_, AskedBy<AskedLevel>> {
    Columns::<AskedBy<AskedLevel>>::new()
        .field("skill", |_| answer.skill.id.clone())
        .role("role", "Role", |asker| asker.role.clone())
        .text("title", "Title", |asker| asker.title.clone())
        .field("level", |asker| asker.asked.level.name.clone())
        .field("rank", |asker| asker.asked.level.rank)
        .left("Level", |asker, _| {
            let recommended = asker
                .recommended
                .then(|| StyledText::quiet(" (recommended)"));
            StyledText::from(&asker.asked.level.name).then(recommended.into())
        })
        .role("introduced_by", "From", |asker| asker.introduced_by.clone())
        .field("recommended", |asker| asker.recommended)
}

pub(super) fn asked_by<R>(columns: &Columns<R>, roles: &[R]) -> Section {
    let table = columns.table(roles, &mut Sources::default());
    let none = roles.is_empty().then(|| "No role asks for it.".into());
    Section::new("Asked for by", Body::Table(table)).noted(none)
}

pub(super) fn resources(resources: &[Resource], sources: &mut Sources) -> Section {
    Columns::<Resource>::new()
        .left("Learn from", |resource, sources| sources.resource(resource))
        .left("Leads to", |resource, _| {
            resource.level.as_ref().map(display::level)
        })
        .right("Hours", |resource, _| display::hours_of(resource))
        .section("Resources", resources, sources)
}
