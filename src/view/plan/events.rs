//! A plan as days of a calendar.

use smol_str::{SmolStr, format_smolstr};

use crate::order::Order as _;
use crate::query::{Day, Named, Person, PlanAnswer, PlanItem, Task};

use super::super::{Event, Sources, display, meaning};
use super::{
    practice,
    todo::{self, Form, what},
};

/// How many days before a certification ends a calendar reminds of it.
pub const END_REMINDERS: &[u32] = &[90, 30, 7];

/// How many days before the latest day to begin the study for an examination or a degree.
pub const BEGIN_REMINDERS: &[u32] = &[7];

/// What is said of a day that another choice may make earlier.
const TAKEN: &str =
    "The day holds with what is taken: an alternative of unknown time may be quicker";

/// The days of everything that has a date, by date; practice at work ends for each role once.
pub fn events(plan: &PlanAnswer) -> Vec<Event> {
    let dated = plan.items.iter().filter(|item| item.end.is_some());
    let single = dated.filter(|item| {
        // What is taken of alternatives has days of its own.
        let is_other = matches!(
            item.task,
            Task::Practice { .. } | Task::AnyOf(_) | Task::Points(_)
        );
        !is_other && !todo::takes_no_study(&item.task)
    });
    let practice = practice::practices(plan).into_iter();
    let practice = practice.map(|practice| {
        let (item, levels) = (practice.last, practice.levels);
        let id = format_smolstr!("practice:{}", item.role);
        let days = (item.days.1, item.days.1);
        let skills = display::counted(practice.count, "skill");
        let mark = mark(practice.estimated);
        Event {
            summary: format_smolstr!("Practice done: {skills}{mark}"),
            about: format_smolstr!("On the job until here: {levels}\nFor: {}", item.role),
            ..event(plan, item, &id, days)
        }
    });
    let single = single.map(|item| Event {
        summary: format_smolstr!("{}{}", title(item), mark(is_estimated(item))),
        about: about(item).into(),
        link: match &item.task {
            Task::Study { resource, .. } => resource.as_ref().and_then(|one| one.url.clone()),
            _ => None,
        },
        reminders: match &item.task {
            Task::Expiry { .. } => END_REMINDERS,
            _ if begins(item) => BEGIN_REMINDERS,
            _ => &[],
        },
        ..event(plan, item, &item.id, days(item))
    });
    let goal = plan.deadline.iter().map(|deadline| {
        let id = format_smolstr!("goal:{}", plan.role.id);
        let days = (deadline.last, deadline.last);
        Event {
            summary: format_smolstr!("Goal: {}", plan.role.title),
            about: format_smolstr!("For: {}", plan.role.id),
            reminders: END_REMINDERS,
            ..Event::of(plan.person.as_ref(), &plan.ladder, &id, days)
        }
    });
    let mut events: Vec<Event> = single.chain(practice).chain(goal).collect();
    events.order_by_key(|event| event.start);
    events
}

/// Whether the day is the latest on which the study for an examination or a degree can begin.
fn begins(item: &PlanItem) -> bool {
    let can_begin = matches!(
        item.task,
        Task::Certification { .. } | Task::Education { .. }
    );
    can_begin && item.start.is_some() && item.start != item.end
}

fn event(plan: &PlanAnswer, item: &PlanItem, id: &str, days: (Day, Day)) -> Event {
    Event {
        about: format_smolstr!("For: {}", item.role),
        ..Event::of(plan.person.as_ref(), &plan.ladder, id, days)
    }
}

impl Event {
    /// An event of a person on a ladder without a title, from one day to another.
    pub fn of(person: Option<&Person>, ladder: &Named, id: &str, (start, end): (Day, Day)) -> Self {
        let after = |day: Day| day.tomorrow().unwrap_or(day);
        Self {
            id: format_smolstr!("{id}@{}{}.ladder", owner(person), ladder.id),
            start,
            end: end.max(after(start)),
            summary: SmolStr::default(),
            about: SmolStr::default(),
            link: None,
            reminders: &[],
        }
    }
}

/// The first day, and the day after the last. A certification and a degree stand on the last day on which
/// their study can begin.
fn days(item: &PlanItem) -> (Day, Day) {
    let (first, last) = item.days;
    match &item.task {
        Task::Study { .. } => (first, last),
        _ if begins(item) => (first, first),
        _ => (last, last),
    }
}

/// Whether one of the days of the event rests on an estimate.
fn is_estimated(item: &PlanItem) -> bool {
    match item.task {
        Task::Study { .. } => item.start_estimated || item.estimated,
        _ if begins(item) => item.start_estimated,
        _ => item.estimated,
    }
}

pub fn mark(estimated: bool) -> &'static str {
    if estimated { " (estimate)" } else { "" }
}

/// What a calendar has room for.
fn title(item: &PlanItem) -> String {
    let begin = if begins(item) { "Begin: " } else { "" };
    match &item.task {
        Task::Study { skill, level, .. } | Task::Practice { skill, level, .. } => {
            format!("Study: {} ({})", skill.title, level.name)
        }
        Task::Certification {
            earn: Some(earn), ..
        } => format!("{begin}exam {}", earn.named.title),
        Task::Certification { .. } => "No exam in time".to_owned(),
        Task::Education { education, .. } => format!("{begin}degree ({})", education.degree),
        Task::AnyOf(_) | Task::Points(_) => what(item, Form::Brief, &mut Sources::default()).text(),
        Task::Expiry { certification, .. } => format!("{} ends", certification.title),
        Task::Eligible { title, .. } => format!("Eligible: {title}"),
    }
}

/// The whole sentence, facts, and what it means.
fn about(item: &PlanItem) -> String {
    let mut about = vec![what(item, Form::Full, &mut Sources::default()).text()];
    if let Some(end) = item.end.as_ref().filter(|_| begins(item)) {
        let end = display::day(end, item.estimated);
        about.push(format!("The last day to begin, for {end}"));
    }
    match &item.task {
        Task::Study {
            hours, resource, ..
        } => {
            about.extend(hours.map(|hours| format!("Hours: {}", display::hours(Some(hours)))));
            let end = item.end.as_ref().filter(|_| todo::takes_more(&item.task));
            about.extend(end.map(|end| {
                let end = display::day(end, item.estimated);
                format!("Until {end} at the earliest, with the least hours")
            }));
            let resource = resource.as_ref();
            about.extend(resource.map(|resource| format!("Learn from: {}", resource.title)));
        }
        Task::Certification {
            earn: Some(earn), ..
        } => {
            let hours = earn.hours;
            about.extend(hours.map(|hours| format!("Hours: {}", display::hours(Some(hours)))));
        }
        Task::Eligible {
            move_kind,
            gate,
            may_be_earlier,
            ..
        } => {
            let taken = may_be_earlier.then_some(TAKEN);
            about.extend(taken.map(str::to_owned));
            about.extend(move_kind.map(|kind| format!("Move: {kind}")));
            about.extend(gate.as_ref().map(|gate| format!("Gate: {gate}")));
        }
        _ => (),
    }
    if !item.role.is_empty() {
        about.push(format!("For: {}", item.role));
    }
    let meaning = meaning::of(&item.wording, item.task.means(), meaning::Extent::Whole);
    about.extend(meaning.map(|meaning| format!("\n{}", meaning.text())));
    about.join("\n")
}

/// Whose plan it is, so that two people's plans stand side by side in one calendar.
fn owner(person: Option<&Person>) -> String {
    let name = person.and_then(|person| person.name.as_ref());
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
