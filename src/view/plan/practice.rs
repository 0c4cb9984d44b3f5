//! What is practised at work for a rung, in a sentence; and the levels that take no more time.

use smol_str::SmolStr;

use crate::{
    order::Order as _,
    query::{Estimate, Level, Named, PlanAnswer, PlanItem, Task},
};

use super::super::{Sources, StyledText, Todo, display};
use super::{
    rung::{Rung, rungs},
    rungs::{Extent, sentence, some},
    todo::{self, Form},
};

/// The practice for each rung, as far as it has an end.
pub fn practices(plan: &PlanAnswer) -> Vec<RungPractice<'_>> {
    let rungs = rungs(plan).into_iter();
    let practices = rungs.filter_map(|rung| {
        let practice = Practice::of(&rung)?;
        practice.last.end.as_ref()?;
        let levels = practice.skills.text(usize::MAX);
        Some(RungPractice {
            last: practice.last,
            estimated: practice.estimated,
            count: practice.skills.count(),
            levels,
        })
    });
    practices.collect()
}

/// The practice for a rung in short.
pub struct RungPractice<'a> {
    /// The item that ends last.
    pub last: &'a PlanItem,
    /// Whether its end rests on an estimate, or that of another item, which could be the last.
    pub estimated: bool,
    /// The number of skills.
    pub count: usize,
    /// Which skills, to which level.
    pub levels: String,
}

/// The practice for a rung.
struct Practice<'a> {
    /// The item that begins first.
    first: &'a PlanItem,
    /// The item that ends last.
    last: &'a PlanItem,
    /// Whether the end of one of the items rests on an estimate.
    estimated: bool,
    /// The shortest and the longest of the skills.
    years: Estimate,
    /// The day from which on some of it counts, where that is before the plan.
    since: Option<&'a SmolStr>,
    skills: Levels<'a>,
    /// The ids of the sources of the years, each once.
    sources: Vec<&'a SmolStr>,
}

impl<'a> Practice<'a> {
    fn of(rung: &Rung<'a>) -> Option<Self> {
        let mut all: Option<Self> = None;
        for item in rung.items.iter().filter(|item| !item.has_passed()) {
            let Task::Practice {
                skill,
                baseline,
                level,
                years,
                since,
                practice_sources,
                ..
            } = &item.task
            else {
                continue;
            };
            let all = all.get_or_insert_with(|| Self {
                first: item,
                last: item,
                estimated: false,
                years: *years,
                since: None,
                skills: Levels::default(),
                sources: Vec::new(),
            });
            if item.days.0 < all.first.days.0 {
                all.first = item;
            }
            if item.days.1 > all.last.days.1 {
                all.last = item;
            }
            all.estimated |= item.estimated;
            all.years = longest(all.years, *years);
            // Days in ISO form have the order of their texts.
            all.since = all.since.into_iter().chain(since).min();
            all.skills.add(skill, baseline.as_ref(), level);
            for source in practice_sources {
                if !all.sources.contains(&source) {
                    all.sources.push(source);
                }
            }
        }
        all
    }

    /// The first day, where that is before the move begins: the dates of the move do not tell it.
    fn from(&self, rung: &Rung) -> String {
        let day = self.first.days.0;
        let is_before = rung.before.is_some_and(|before| day < before.days.1);
        let start = self.first.start.as_ref();
        let start = start.filter(|_| is_before && self.since.is_none());
        let start = start.map(|start| display::day(start, self.first.start_estimated));
        start.map_or_else(String::new, |start| format!("from {start} "))
    }
}

/// Skills by the level to reach.
#[derive(Default)]
struct Levels<'a>(Vec<(&'a Level, Vec<String>)>);

impl<'a> Levels<'a> {
    /// Adds a skill, with the role that the level before rests on.
    fn add(&mut self, skill: &Named, baseline: Option<&SmolStr>, level: &'a Level) {
        let role = display::as_role(baseline.map(SmolStr::as_str));
        let name = format!("{}{role}", skill.title);
        match self.0.iter_mut().find(|(known, _)| *known == level) {
            Some((_, names)) => names.push(name),
            None => self.0.push((level, vec![name])),
        }
    }

    /// The number of skills.
    fn count(&self) -> usize {
        self.0.iter().map(|(_, names)| names.len()).sum()
    }

    /// The lowest level first, with so many names: `3 skills to practitioner (…), 1 to expert (…)`.
    fn text(&self, most: usize) -> String {
        let mut levels: Vec<&(&Level, Vec<String>)> = self.0.iter().collect();
        levels.order_by_key(|(level, _)| level.rank);
        let levels = levels.into_iter().enumerate();
        let levels = levels.map(|(position, (level, names))| {
            let count = match position {
                0 => display::counted(names.len(), "skill"),
                _ => names.len().to_string(),
            };
            let to = format!("{count} to {}", level.name);
            if most == 0 {
                return to;
            }
            format!("{to} ({})", display::join(some(names.clone(), most), ", "))
        });
        display::join(levels, ", ")
    }
}

/// The levels that the person has had the time for, and those for which the time may be enough: what is left
/// is to show them.
pub fn time_enough(rung: &Rung, extent: Extent) -> Vec<(usize, Todo)> {
    let (mut levels, mut perhaps) = (Levels::default(), Levels::default());
    let is_practised = |id: &SmolStr| {
        let practice = rung.items.iter().filter(|item| !item.has_passed());
        practice
            .into_iter()
            .any(|item| matches!(&item.task, Task::Practice { skill, .. } if skill.id == *id))
    };
    for item in &rung.items {
        match &item.task {
            Task::Practice {
                skill,
                level,
                may_last,
                ..
            } if item.has_passed() => match may_last {
                true => perhaps.add(skill, None, level),
                false => levels.add(skill, None, level),
            },
            Task::Study {
                skill,
                level,
                taught: false,
                may_last,
                ..
            } if todo::takes_no_study(&item.task) && !is_practised(&skill.id) => match may_last {
                true => perhaps.add(skill, None, level),
                false => levels.add(skill, None, level),
            },
            _ => (),
        }
    }
    let levels = [
        ("Time enough already", levels),
        ("Time that may be enough", perhaps),
    ];
    let levels = levels.into_iter().filter(|(_, levels)| levels.count() > 0);
    let told = levels.map(|(how, levels)| {
        let count = levels.count();
        let levels = levels.text(extent.names.div_ceil(3));
        let text = format!("{how}: {levels}: show the level and write it into the profile");
        (count, sentence(true, text.into()))
    });
    told.collect()
}

/// The levels that the resource of another step teaches.
pub fn taught(rung: &Rung, extent: Extent) -> Option<Todo> {
    let mut levels = Levels::default();
    for item in &rung.items {
        if let Task::Study {
            skill,
            level,
            taught: true,
            ..
        } = &item.task
        {
            levels.add(skill, None, level);
        }
    }
    let text = format!(
        "By a resource of another step: {}",
        levels.text(extent.names)
    );
    (levels.count() > 0).then(|| sentence(true, text.into()))
}

/// From the shorter of the least to the longer of the most.
fn longest(one: Estimate, other: Estimate) -> Estimate {
    let min = if other.min < one.min {
        other.min
    } else {
        one.min
    };
    let max = if other.max > one.max {
        other.max
    } else {
        one.max
    };
    Estimate {
        min,
        max,
        at_least: one.at_least || other.at_least,
        estimated: one.estimated || other.estimated,
    }
}

/// All practice for a rung in a sentence: its length, its end, and which skills to which level.
pub fn on_the_job(rung: &Rung, extent: Extent, sources: &mut Sources) -> Option<Todo> {
    let practice = Practice::of(rung)?;
    let skills = practice.skills.count();
    let each = if skills > 1 { " each" } else { "" };
    let mut text = format!("On the job, {}{each}", display::time(practice.years));
    if let Some(since) = practice.since {
        let since = display::month(since);
        text = match (extent.form, skills) {
            (Form::Full, 1) => format!("{text} since {since}"),
            (Form::Full, _) => format!("{text}, some of it since {since}"),
            _ => format!("{text}, partly done"),
        };
    }
    if let Some(end) = &practice.last.end {
        let end = display::day(end, practice.estimated);
        text = format!("{text}, {}until {end}", practice.from(rung));
    }
    let text = StyledText::from(format!("{text}: {}", practice.skills.text(extent.names)));
    let ids = practice.sources.into_iter();
    let marks = ids.map(|id| sources.mark_id(Some(id)));
    Some(sentence(true, marks.fold(text, StyledText::then)))
}
