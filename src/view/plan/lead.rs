//! A plan in a few sentences: what to start with, how long it takes, and what to type next.

use crate::{
    query::{Estimate, PlanAnswer, PlanItem, Resource, Task},
    vocabulary::Unstated,
};

use super::super::{Sheet, Sources, StyledText, TextStyle, display, gaps, no_route, path};
use super::{rungs, todo};

pub fn lead(plan: &PlanAnswer, sources: &mut Sources) -> Vec<StyledText> {
    if let Some(found) = &plan.no_route {
        let because = no_route::because(found);
        let left_out = path::left_out(plan.left_out);
        let found = [because].into_iter().chain(left_out);
        return found.chain(expired(plan)).collect();
    }
    let Some(years) = plan.years.filter(|_| plan.has_moves()) else {
        let reached = "The person is in this role already: there is nothing to plan.";
        let reached = StyledText::good(reached);
        return [reached].into_iter().chain(expired(plan)).collect();
    };
    let roles = display::join(plan.roles.iter().map(|role| &role.id), " → ");
    let which = match plan.route {
        1 => format!("the best route by {}", plan.by),
        number => format!("route {number} by {}", plan.by),
    };
    let not_proven = if plan.exact { "" } else { " (not proven)" };
    let route = format!(", {which}{not_proven}: {}.", display::time(years));
    let route = StyledText::name(roles).plain(route);
    let route = if display::takes_study(plan.hours, plan.hours_estimated) {
        route.plain(" ").then(study(plan))
    } else {
        route
    };
    start_with(plan, sources)
        .into_iter()
        .chain([route])
        .chain(path::left_out(plan.left_out))
        .chain(other_field(plan))
        .chain(expired(plan))
        .collect()
}

/// The first step of study that has a length.
pub fn first(plan: &PlanAnswer) -> Option<&PlanItem> {
    plan.items.iter().find(|item| {
        matches!(&item.task, Task::Study { hours: Some(_), .. })
            && !todo::takes_no_study(&item.task)
    })
}

/// The first step that has a length, and where it is learnt, with the address.
fn start_with(plan: &PlanAnswer, sources: &mut Sources) -> Vec<StyledText> {
    let item = first(plan);
    let Some((
        item,
        Task::Study {
            skill,
            hours,
            resource,
            first,
            ..
        },
    )) = item.map(|item| (item, &item.task))
    else {
        return Vec::new();
    };
    let text = if first.is_empty() {
        StyledText::from("Start with: ")
    } else {
        StyledText::from(format!(
            "Start with: {}, which {} needs; {} does not ask for it, so its time is in no date. Then: ",
            todo::prerequisites(first),
            skill.title,
            item.role
        ))
    };
    // The hours of a step need not be those of its resource.
    let text = match resource {
        Some(resource) if are_its_own(resource, *hours) => {
            text.then(sources.cite(&resource.title, &resource.cited))
        }
        _ => text.then(todo::what(item, todo::Form::Startable, sources)),
    };
    let learnt_from = match resource {
        Some(resource) if are_its_own(resource, *hours) => StyledText::default(),
        Some(resource) => {
            StyledText::from("; learn from ").then(sources.cite(&resource.title, &resource.cited))
        }
        None => StyledText::default().sentence(
            TextStyle::Plain,
            "; the ladder names no resource (`resources:` of the skill)",
        ),
    };
    let hours = hours.map(|hours| format!(", {} hours", display::hours(Some(hours))));
    let until = item.end.as_ref();
    let until = until.map(|day| {
        let day = display::day(day, item.estimated);
        let words = if todo::takes_more(&item.task) {
            " at the earliest"
        } else {
            ""
        };
        format!(", until {day}{words}")
    });
    let text = text
        .plain(hours.unwrap_or_default())
        .plain(until.unwrap_or_default())
        .then(learnt_from)
        .plain(".");
    let url = resource.as_ref().and_then(|resource| resource.url.as_ref());
    let url = url.map(|url| StyledText::new(TextStyle::Link, url));
    [text].into_iter().chain(url).collect()
}

/// Whether hours of study are those that a resource takes.
fn are_its_own(resource: &Resource, hours: Option<Estimate>) -> bool {
    let own = resource.hours.as_ref();
    own.zip(hours)
        .is_some_and(|(own, hours)| [own.min, own.max] == [hours.min, hours.max])
}

/// The hours of study, and how many a week.
fn study(plan: &PlanAnswer) -> StyledText {
    let hours = display::sum_of_hours(plan.hours, plan.hours_estimated);
    let from = match &plan.start {
        start if *start == plan.as_of => String::new(),
        start => format!(" from {start} on"),
    };
    match plan.hours_per_week {
        Some(pace) if pace.0 > 0.0 => {
            let pace = display::quantity(pace);
            format!("Hours of study, at {pace} a week{from}: {hours}.").into()
        }
        _ if lacks(plan, Unstated::HoursPerWeek) => {
            StyledText::from(format!("Hours of study{from}: {hours}. ")).then(path::no_pace())
        }
        _ => format!("Hours of study{from}: {hours}.").into(),
    }
}

/// The first degree of the plan for which the person has one in another field.
fn other_field(plan: &PlanAnswer) -> Option<StyledText> {
    plan.items.iter().find_map(|item| match &item.task {
        Task::Education { other_field, .. } => other_field.as_ref().map(gaps::other_field),
        _ => None,
    })
}

/// The certifications of the person that have expired.
fn expired(plan: &PlanAnswer) -> Option<StyledText> {
    let ended = plan.expired.iter().filter_map(|held| {
        let day = held.expires.as_ref()?;
        Some(format!("{} ({day})", held.named.id))
    });
    let ended: Vec<String> = ended.collect();
    let text = format!("Expired certifications: {}.", display::list(&ended));
    (!ended.is_empty()).then(|| StyledText::middling(text))
}

/// Whether a part of a move has an unknown time.
fn lacks(plan: &PlanAnswer, part: Unstated) -> bool {
    plan.items.iter().any(|item| match &item.task {
        Task::Eligible { unstated, .. } => unstated.contains(&part),
        _ => false,
    })
}

/// Adds the command worth typing next: the hours a week where they are lacking, else the calendar; where a time is to
/// be written into a file, a new profile, or the check of the files; else the check-list of a plan without a day, the
/// next steps of a person at the goal.
pub fn next(plan: &PlanAnswer, sheet: Sheet) -> Sheet {
    if lacks(plan, Unstated::HoursPerWeek) {
        return sheet.again_with("--hours 6");
    }
    if plan.has_moves() && plan.items.iter().any(|item| item.end.is_some()) {
        return sheet.again_with("-o plan.ics");
    }
    let Some(person) = plan.person.as_ref().filter(|_| plan.no_route.is_none()) else {
        let command = match &plan.no_route {
            Some(found) => no_route::next(found, "plan", &plan.role, plan.person.as_ref()),
            None => "init".to_owned(),
        };
        return sheet.before(command);
    };
    if rungs::asks_for_a_time(plan) {
        return sheet.before("check".to_owned());
    }
    if plan.has_moves() {
        return sheet.again_with("-o plan.md");
    }
    sheet.before(gaps::started("next".to_owned(), person))
}
