//! One skill.

use smol_str::SmolStr;

use crate::query::{AskedBy, AskedLevel, Fact, Map, Resource, SkillAnswer, Span};

use super::{
    Body, Columns, Records, Section, Sheet, Sources, StyledText, View, briefly, display,
    move_text::LEFT_OUT, prose,
};

impl View for SkillAnswer {
    fn name(&self) -> &'static str {
        "skill"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        sheet(self, usize::MAX, &mut sources)
            .citing(sources)
            .before(next(&self.asked_by))
    }

    fn screen(&self, rows: usize) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        sheet(self, rows, &mut sources)
            .citing_briefly(sources)
            .before(next(&self.asked_by))
    }

    fn records(&self) -> Records {
        columns(self).records(&self.asked_by)
    }
}

/// The first `rows` roles, and as much of the rest as has its place beside them.
fn sheet(answer: &SkillAnswer, rows: usize, sources: &mut Sources) -> Sheet {
    let skill = &answer.skill;
    let mut sections = vec![
        Section::new("", facts(answer)),
        levels(answer, sources),
        asked_by(&columns(answer), &answer.asked_by, rows),
    ];
    sections.extend(study(&skill.resources, &skill.facts, rows, sources));
    let title = display::titled(&skill.title, &skill.id);
    Sheet::new(title, briefly(skill.about.as_ref(), rows), sections)
}

/// The gaps to the first role that asks the person for more of it; where none does, the next steps; where no role asks
/// for it, what the ladder has.
pub(super) fn next<A>(roles: &[AskedBy<A>]) -> String {
    let open = || roles.iter().filter(|role| role.is_open);
    let role = open().find(|role| !role.recommended);
    match role.or_else(|| open().next()) {
        Some(role) => format!("gaps {}", role.role),
        None if roles.is_empty() => "show".to_owned(),
        None => "next".to_owned(),
    }
}

/// The first resources and facts beside `rows` roles.
pub(super) fn study(
    resources: &[Resource],
    facts: &[Fact],
    rows: usize,
    sources: &mut Sources,
) -> [Section; 2] {
    let shown = &resources[..resources.len().min(rows / 4)];
    let told = &facts[..facts.len().min(rows / 8)];
    [
        self::resources(shown, sources).leaving_out(resources.len() - shown.len(), "resource"),
        sources
            .facts(told)
            .leaving_out(facts.len() - told.len(), "fact"),
    ]
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
        let times = [
            (&skill.hours, &skill.hours_left_out),
            (&skill.practice, &skill.practice_left_out),
        ];
        let is_timed = |(times, left_out): &(&Map<Span>, &Vec<SmolStr>)| {
            times.get(level).is_some() || left_out.contains(level)
        };
        times.iter().any(is_timed) || skill.levels.get(level).is_some()
    });
    let left_out = |levels: &[SmolStr], level: &SmolStr| {
        let is_left_out = levels.contains(level);
        is_left_out.then(|| StyledText::quiet(LEFT_OUT))
    };
    Columns::<SmolStr>::new()
        .left("Level", |level, _| level.clone())
        .right("Hours", |level, sources| {
            let Some(hours) = skill.hours.get(level) else {
                return left_out(&skill.hours_left_out, level);
            };
            Some(sources.figure(display::range(hours.min, hours.max), &hours.cited))
        })
        .left("Practice", |level, sources| {
            let Some(practice) = skill.practice.get(level) else {
                return left_out(&skill.practice_left_out, level);
            };
            Some(sources.figure(display::span_of_years(practice), &practice.cited))
        })
        .left("Means", |level, _| skill.levels.get(level).map(prose))
        .section("Levels", rows, sources)
}

fn columns(answer: &SkillAnswer) -> Columns<'_, AskedBy<AskedLevel>> {
    Columns::<AskedBy<AskedLevel>>::new()
        .field("skill", |_| answer.skill.id.clone())
        .role("role", "Role", |asker| asker.role.clone())
        .text("title", "Title", |asker| asker.title.clone())
        .field("kind", |asker| asker.asked.kind)
        .field("level", |asker| {
            let level = asker.asked.level.as_ref();
            level.map(|level| level.name.clone())
        })
        .field("rank", |asker| Some(asker.asked.level.as_ref()?.rank))
        .field("any_of", |asker| {
            Some(asker.asked.any_of.as_ref()?.one_of.join("|"))
        })
        .left("Level", |asker, _| {
            let recommended = asker
                .recommended
                .then(|| StyledText::quiet(" (recommended)"));
            let level = asker.asked.level.as_ref();
            let level = level.map_or("any, for points".into(), |level| level.name.clone());
            let group = asker.asked.any_of.as_ref();
            let group = group.map(|group| format!(", {}", display::one_of(group)));
            StyledText::from(level)
                .plain(group.unwrap_or_default())
                .then(recommended.into())
        })
        .role("introduced_by", "From", |asker| asker.introduced_by.clone())
        .field("recommended", |asker| asker.recommended)
}

/// The first `rows` roles that ask for it.
pub(super) fn asked_by<R>(columns: &Columns<R>, roles: &[R], rows: usize) -> Section {
    let shown = &roles[..roles.len().min(rows)];
    let table = columns.table(shown, &mut Sources::default());
    let none = roles.is_empty().then(|| "No role asks for it.".into());
    Section::new("Asked for by", Body::Table(table))
        .noted(none)
        .leaving_out(roles.len() - shown.len(), "role")
}

fn resources(resources: &[Resource], sources: &mut Sources) -> Section {
    Columns::<Resource>::new()
        .left("Learn from", |resource, sources| sources.resource(resource))
        .left("Leads to", |resource, _| {
            resource.level.as_ref().map(display::level)
        })
        .right("Hours", |resource, _| display::hours_of(resource))
        .section("Resources", resources, sources)
}
