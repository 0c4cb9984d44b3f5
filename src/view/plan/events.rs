//! A plan as days of a calendar.

use smol_str::format_smolstr;

use crate::query::{PlanAnswer, PlanItem, Resource, Task};

use super::super::{Event, display};
use super::what;

/// An item as a day, or several, of a calendar.
pub fn event(plan: &PlanAnswer, item: &PlanItem) -> Event {
    let (start, end) = match &item.task {
        Task::Study { .. } => item.days,
        // Something that may take long stands on its last day.
        _ => (item.days.1, item.days.1),
    };
    let after = |day: crate::query::Day| day.tomorrow().unwrap_or(day);
    let mut about = Vec::new();
    if let Task::Study {
        hours, resource, ..
    } = &item.task
    {
        about.push(match hours {
            None => "Hours: unknown".to_owned(),
            known => format!("Hours: {}", display::hours(*known)),
        });
        about.extend(resource.as_deref().map(learn_from));
    }
    if let Task::Eligible { unstated, .. } = &item.task
        && !unstated.is_empty()
    {
        about.push(format!("Time not stated for: {}", display::list(unstated)));
    }
    if !item.role.is_empty() {
        about.push(format!("For: {}", item.role));
    }
    Event {
        id: format_smolstr!("{}@{}{}.ladder", item.id, owner(plan), plan.ladder.id),
        start,
        end: end.max(after(start)),
        summary: what(item).text().into(),
        about: about.join("\n").into(),
        link: match &item.task {
            Task::Study { resource, .. } => resource.as_ref().and_then(|one| one.url.clone()),
            _ => None,
        },
    }
}

fn learn_from(resource: &Resource) -> String {
    format!("Learn from: {}", resource.title)
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
