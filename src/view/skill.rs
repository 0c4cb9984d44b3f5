//! One skill.

use crate::query::SkillAnswer;

use super::{
    View, display,
    sheet::{Align, Body, Records, Section, Sheet, StyledText, Table, TextStyle, Value},
    sources::Sources,
};

impl View for SkillAnswer {
    fn name(&self) -> &'static str {
        "skill"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let mut sections = vec![
            Section::new("", Body::Facts(facts(self))),
            levels(self, &mut sources),
            asked_by(self),
            resources(self, &mut sources),
        ];
        sections.push(sources.section());
        Sheet {
            title: display::titled(&self.skill.title, &self.skill.id),
            lead: self.skill.about.iter().map(StyledText::from).collect(),
            sections,
        }
    }

    fn records(&self) -> Records {
        records(self)
    }
}

fn facts(answer: &SkillAnswer) -> Vec<(String, StyledText)> {
    let skill = &answer.skill;
    let needs: Vec<String> = skill
        .needs
        .iter()
        .map(|need| match &need.level {
            Some(level) => format!("{} ({})", need.id, level.name),
            None => need.id.to_string(),
        })
        .collect();
    let facts = [
        (
            "Category",
            skill.category.as_deref().unwrap_or_default().to_owned(),
        ),
        ("Also called", skill.aliases.join(", ")),
        ("Learn first", needs.join(", ")),
    ];
    facts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| (name.to_owned(), StyledText::from(text)))
        .collect()
}

/// What the levels mean and how long they take, where the ladder says so.
fn levels(answer: &SkillAnswer, sources: &mut Sources) -> Section {
    let skill = &answer.skill;
    let mut table = Table::new([
        ("Level", Align::Left),
        ("Hours", Align::Right),
        ("Means", Align::Left),
    ]);
    for name in &skill.proficiency {
        let text = skill.levels.0.iter().find(|(level, _)| level == name);
        let hours = skill.hours.0.iter().find(|(level, _)| level == name);
        if text.is_none() && hours.is_none() {
            continue;
        }
        table.row([
            StyledText::from(name),
            hours.map_or_else(StyledText::default, |(_, hours)| {
                StyledText::from(display::range(hours.min, hours.max))
                    .then(sources.mark(&hours.cited))
            }),
            text.map_or_else(StyledText::default, |(_, text)| StyledText::from(text)),
        ]);
    }
    Section::new("Levels", Body::Table(table.without_empty_columns()))
}

fn asked_by(answer: &SkillAnswer) -> Section {
    let mut table = Table::new([
        ("Role", Align::Left),
        ("Title", Align::Left),
        ("Level", Align::Left),
        ("From", Align::Left),
    ]);
    for asker in &answer.asked_by {
        let recommended = if asker.recommended {
            " (recommended)"
        } else {
            ""
        };
        table.row([
            StyledText::new(TextStyle::Role, &asker.role),
            StyledText::from(&asker.title),
            StyledText::from(display::level(&asker.level)).and(TextStyle::Quiet, recommended),
            StyledText::new(TextStyle::Role, &asker.introduced_by),
        ]);
    }
    let mut section = Section::new("Asked for by", Body::Table(table));
    if answer.asked_by.is_empty() {
        section.notes.push("No role asks for it.".into());
    }
    section
}

fn resources(answer: &SkillAnswer, sources: &mut Sources) -> Section {
    let mut table = Table::new([
        ("Learn from", Align::Left),
        ("Leads to", Align::Left),
        ("Hours", Align::Right),
    ]);
    for resource in &answer.skill.resources {
        let title = StyledText::from(&resource.title).then(sources.mark(&resource.cited));
        let hours = resource.hours.as_ref();
        table.row([
            match &resource.url {
                Some(url) => title.and(TextStyle::Plain, "  ").and(TextStyle::Link, url),
                None => title,
            },
            resource
                .level
                .as_ref()
                .map_or_else(StyledText::default, |level| {
                    StyledText::from(display::level(level))
                }),
            hours.map_or_else(
                || StyledText::new(TextStyle::Quiet, display::UNKNOWN),
                |hours| StyledText::from(display::range(hours.min, hours.max)),
            ),
        ]);
    }
    Section::new("Resources", Body::Table(table.without_empty_columns()))
}

fn records(answer: &SkillAnswer) -> Records {
    let rows = answer.asked_by.iter().map(|asker| {
        vec![
            Value::text(&answer.skill.id),
            Value::text(&asker.role),
            Value::text(&asker.title),
            Value::text(&asker.level.name),
            Value::number(asker.level.rank),
            Value::text(&asker.introduced_by),
            Value::text(if asker.recommended { "true" } else { "false" }),
        ]
    });
    Records {
        columns: vec![
            "skill",
            "role",
            "title",
            "level",
            "rank",
            "introduced_by",
            "recommended",
        ],
        rows: rows.collect(),
    }
}
