//! A plan as days of a calendar.

use smol_str::{SmolStr, format_smolstr};

use crate::query::{Day, PlanAnswer, PlanItem, Task};

use super::super::{Event, Sources, display};
use super::{
    rungs::{self, Extent},
    todo::{Form, what},
};

/// How many days before a certification ends a calendar reminds of it.
const REMINDER: u32 = 60;

/// The days of everything that has a date, by date; practice at work ends for each role once.
pub fn events(plan: &PlanAnswer) -> Vec<Event> {
    let dated = plan.items.iter().filter(|item| item.end.is_some());
    let single = dated.filter(|item| !matches!(item.task, Task::Practice { .. }));
    let practice = rungs::practices(plan, Extent::ALL).into_iter();
    let practice = practice.map(|(item, text)| {
        let id = format_smolstr!("practice:{}", item.role);
        let days = (item.days.1, item.days.1);
        Event {
            summary: format_smolstr!("{}{}", text, mark(item)),
            ..event(plan, item, &id, days)
        }
    });
    let single = single.map(|item| Event {
        summary: format_smolstr!("{}{}", summary(item), mark(item)),
        about: about(item).into(),
        link: match &item.task {
            Task::Study { resource, .. } => resource.as_ref().and_then(|one| one.url.clone()),
            _ => None,
        },
        reminder: matches!(item.task, Task::Expiry { .. }).then_some(REMINDER),
        ..event(plan, item, &item.id, days(item))
    });
    let mut events: Vec<Event> = single.chain(practice).collect();
    events.sort_by_key(|event| event.start);
    events
}

fn event(plan: &PlanAnswer, item: &PlanItem, id: &str, (start, end): (Day, Day)) -> Event {
    let after = |day: Day| day.tomorrow().unwrap_or(day);
    Event {
        id: format_smolstr!("{id}@{}{}.ladder", owner(plan), plan.ladder.id),
        start,
        end: end.max(after(start)),
        summary: SmolStr::default(),
        about: format_smolstr!("For: {}", item.role),
        link: None,
        reminder: None,
    }
}

/// The first day, and the day after the last: study, and the preparation for an examination up to its day.
/// A degree stands on the last day on which it can begin.
fn days(item: &PlanItem) -> (Day, Day) {
    let (first, last) = item.days;
    match &item.task {
        Task::Study { .. } => (first, last),
        Task::Certification { .. } if item.start.is_some() => {
            (first, last.tomorrow().unwrap_or(last))
        }
        Task::Education(_) if item.start.is_some() => (first, first),
        _ => (last, last),
    }
}

fn mark(item: &PlanItem) -> &'static str {
    if item.estimated { " (estimate)" } else { "" }
}

fn summary(item: &PlanItem) -> String {
    let text = what(item, Form::Full, &mut Sources::default()).text();
    match (&item.task, &item.end) {
        (Task::Education(_), Some(end)) if item.start.is_some() => {
            format!("The last day to begin; by {end}: {text}")
        }
        (
            Task::Eligible {
                move_kind, gate, ..
            },
            _,
        ) => {
            let kind = move_kind.map(|kind| format!(", {kind}"));
            let gate = gate.as_ref().map(|gate| format!("; gate: {gate}"));
            let facts = [kind, gate].into_iter().flatten();
            facts.fold(text, |text, fact| text + &fact)
        }
        _ => text,
    }
}

fn about(item: &PlanItem) -> String {
    let mut about = Vec::new();
    match &item.task {
        Task::Study {
            hours, resource, ..
        } => {
            about.extend(hours.map(|hours| format!("Hours: {}", display::hours(Some(hours)))));
            let resource = resource.as_ref();
            about.extend(resource.map(|resource| format!("Learn from: {}", resource.title)));
        }
        Task::Certification {
            earn: Some(earn), ..
        } => {
            let hours = earn.hours;
            about.extend(hours.map(|hours| format!("Hours: {}", display::hours(Some(hours)))));
        }
        _ => (),
    }
    if !item.role.is_empty() {
        about.push(format!("For: {}", item.role));
    }
    about.join("\n")
}

/// Whose plan it is, so that two people's plans stand side by side in one calendar.
fn owner(plan: &PlanAnswer) -> String {
    let name = plan.person.as_ref().and_then(|person| person.name.as_ref());
    let letters = name.map(|name| name.to_lowercase()).unwrap_or_default();
    let mut slug: String = letters
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                '-'
            }
        })
        .collect();
    if !slug.is_empty() {
        slug.push('.');
    }
    slug
}
