//! An item of a plan as an entry of a check-list.

use smol_str::SmolStr;

use crate::query::{
    EducationRequirement, Examination, Level, PlanAnswer, PlanItem, Prerequisite, StillAsked, Task,
};
use crate::vocabulary::Degree;

use super::super::{Sources, StyledText, TextStyle, Todo, display};
use super::rungs;

/// How much an entry says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Ids of certifications without fees, the last day, and the resource in the same sentence.
    Brief,
    /// The same without the resource, which stands in the lead.
    First,
    /// Titles of certifications, both days, and the resource apart.
    Full,
    /// A skill and its levels alone, where what it needs first is said before.
    Startable,
}

/// An entry for study, a certification or a degree.
pub fn todo(plan: &PlanAnswer, item: &PlanItem, form: Form, sources: &mut Sources) -> Todo {
    let (mut hours, mut from, mut link) = (StyledText::default(), StyledText::default(), None);
    let mut what = what(item, form, sources);
    match &item.task {
        Task::Study {
            hours: known,
            resource,
            taught,
            ..
        } => {
            hours = match (taught, form) {
                (false, _) => display::known_hours(*known),
                (true, Form::Full) => StyledText::quiet("with the previous one"),
                (true, _) => StyledText::quiet("0"),
            };
            if let Some(resource) = resource
                && form == Form::Full
            {
                from = StyledText::from(&resource.title).then(sources.mark(&resource.cited));
                link.clone_from(&resource.url);
            }
        }
        Task::Certification { earn, fee, .. } => {
            if let Some(Examination { hours: known, .. }) = earn {
                hours = StyledText::from(known.map(|known| display::hours(Some(known))));
            }
            if let Some(fee) = fee
                && form == Form::Full
            {
                let amount = format!("; fee {} {}", fee.currency, display::amount(fee.amount));
                what = what.plain(amount).then(sources.mark(&fee.cited));
            }
        }
        _ => (),
    }
    Todo {
        is_task: true,
        when: display::value(when(plan, item, form)).into(),
        what,
        details: vec![("Hours", hours), ("Learn from", from)],
        link,
    }
}

/// The days of an entry, as far as they are known: of study the last one, of other tasks the latest on which
/// they can begin; in full the first and the last one.
fn when(plan: &PlanAnswer, item: &PlanItem, form: Form) -> String {
    let Some(end) = &item.end else {
        return String::new();
    };
    // The plan itself begins on a known day.
    let day = |day: &SmolStr, estimated: bool| display::day(day, estimated && *day != plan.start);
    let first = |start: &SmolStr| day(start, item.start_estimated);
    let last = day(end, item.estimated);
    let last = if takes_more(&item.task) {
        format!("{last} or later")
    } else {
        last
    };
    match (&item.task, &item.start) {
        (_, Some(start)) if form == Form::Full => {
            let first = first(start);
            if first == last {
                last
            } else {
                format!("{first} – {last}")
            }
        }
        (Task::Study { .. }, _) => format!("until {last}"),
        (_, Some(start)) if start != end && *start == plan.start => "begin now".to_owned(),
        (_, Some(start)) if start != end => format!("begin by {}", first(start)),
        _ => format!("by {last}"),
    }
}

/// Whether the last day of a study is that of the least hours, and its most hours end later.
pub fn takes_more(task: &Task) -> bool {
    match task {
        Task::Study {
            hours: Some(hours),
            taught: false,
            ..
        } => hours.max > hours.min,
        _ => false,
    }
}

pub fn what(item: &PlanItem, form: Form, sources: &mut Sources) -> StyledText {
    match &item.task {
        Task::Study {
            skill,
            have,
            baseline,
            level,
            first,
            resource,
            ..
        } => {
            let from = had(have.as_ref(), baseline.as_deref());
            let text = format!("{}: {from} → {}", skill.title, level.name);
            let text = StyledText::from(text);
            if form == Form::Startable {
                return text;
            }
            let text = match resource {
                Some(resource) if form == Form::Brief => text
                    .plain(", by ")
                    .then(sources.cite(&resource.title, &resource.cited)),
                _ => text,
            };
            text.and(TextStyle::Middling, before(first, &item.role))
        }
        Task::Certification {
            earn: Some(earn),
            one_of,
            ..
        } => {
            let others = one_of.len().saturating_sub(1);
            let others = match (others, form) {
                (0, _) => String::new(),
                (1, Form::Full) => ", or the other accepted one".to_owned(),
                (several, Form::Full) => format!(", or one of {several} other accepted ones"),
                (several, _) => format!(", or one of {several} others"),
            };
            let named = match form {
                Form::Full => display::named(&earn.named),
                _ => display::short_name(&earn.named.title, &earn.named.id).into(),
            };
            let last = earn.last.map(|last| last.to_string());
            let last = last.filter(|last| item.end.as_deref() == Some(last));
            let last = last.map_or_else(String::new, |last| format!("; retired after {last}"));
            StyledText::from("Earn ").then(named).plain(others + &last)
        }
        Task::Certification { one_of, .. } => StyledText::bad(format!(
            "None of these can be earned by then: {}",
            one_of.join(", ")
        )),
        Task::Education {
            education, years, ..
        } => {
            let EducationRequirement { degree, fields } = education;
            let most = match form {
                Form::Full => usize::MAX,
                _ => 2,
            };
            let asked = fields_of(*degree, fields, most);
            let years = years.map(|years| format!(" ({})", display::time(years)));
            let years = years.unwrap_or_default();
            StyledText::from(format!("Study for a degree: {asked}{years}"))
        }
        Task::AnyOf(choice) => display::choice(choice),
        Task::Points(missing) => display::missing_points(missing),
        Task::Practice { skill, level, .. } => {
            StyledText::from(format!("{} at work: {}", skill.title, level.name))
        }
        Task::Expiry { .. } => ends(item, form, true),
        Task::Eligible { title, .. } => {
            StyledText::strong(format!("Eligible for {title} ({})", item.role))
        }
    }
}

/// A degree and its first fields.
fn fields_of(degree: Degree, fields: &[SmolStr], most: usize) -> String {
    // A single other field is as short as its number.
    if fields.len() <= most.saturating_add(1) {
        return match fields.split_last() {
            Some((last, [])) => format!("{degree} in {last}"),
            Some((last, others)) => {
                format!("{degree} in {} or {last}", display::join(others, ", "))
            }
            None => degree.to_string(),
        };
    }
    let more = fields.len() - most;
    let fields = display::join(&fields[..most], ", ");
    format!("{degree} in {fields} or {more} other fields")
}

/// Whether it is study that takes no hours: a resource of another step teaches it, or nothing is left.
pub fn takes_no_study(task: &Task) -> bool {
    match task {
        Task::Study { taught, hours, .. } => {
            *taught || hours.is_some_and(|hours| hours.max.0 <= 0.0)
        }
        _ => false,
    }
}

/// A certification ends, and what that means on a route, if there is one.
pub fn ends(item: &PlanItem, form: Form, has_route: bool) -> StyledText {
    let Task::Expiry {
        certification,
        needed_for,
        retired,
        replaced_by,
        still_asked,
    } = &item.task
    else {
        return StyledText::default();
    };
    let mut text = String::from(" ends");
    if let Some(day) = retired
        && (form == Form::Full || replaced_by.is_empty())
    {
        text = format!("{text}; it cannot be renewed, retired {day}");
    }
    if !replaced_by.is_empty() {
        let ids: Vec<&SmolStr> = replaced_by.iter().map(|other| &other.id).collect();
        text = format!("{text}; replaced by {}", display::list(&ids));
    }
    if let Some(asked) = still_asked {
        text = format!("{text}; {}", still_asked_for(asked, form));
    }
    if needed_for.is_empty() && has_route {
        text.push_str("; from then on, no role on the route asks for it");
    }
    let named = match form {
        Form::Full => StyledText::from("The certification ").then(display::named(certification)),
        _ => StyledText::name(&certification.id),
    };
    named.and(TextStyle::Middling, text)
}

/// Which role still asks for a certification that has ended, and what can be done.
pub fn still_asked_for(asked: &StillAsked, form: Form) -> String {
    let others = match asked.others.len() {
        0 => String::new(),
        1 => format!(" or for {}", asked.others[0]),
        several => format!(" or for one of {several} others"),
    };
    let renew = asked.can_be_renewed.then(|| {
        let hours = asked.hours.filter(|_| form == Form::Full);
        let hours = hours.map(|hours| format!(" ({} hours)", display::hours(Some(hours))));
        format!("renew it{}", hours.unwrap_or_default())
    });
    let groups = match asked.groups {
        2 => " that meets both groups",
        3.. => " that meets all groups",
        _ => "",
    };
    let most = if form == Form::Full { usize::MAX } else { 2 };
    let other = match asked.meets_all.as_slice() {
        [] => None,
        [only] => Some(format!("earn {only}")),
        several if asked.groups > 1 => {
            let ids = several.iter().map(SmolStr::to_string).collect();
            let ids = display::list(&rungs::some(ids, most));
            Some(format!("earn one{groups} ({ids})"))
        }
        _ => Some("earn one of these".to_owned()),
    };
    let ways: Vec<String> = [renew, other].into_iter().flatten().collect();
    let ways = match ways.as_slice() {
        [] => String::new(),
        ways => format!(": {}", display::join(ways, ", or ")),
    };
    format!("{} still asks for it{others}{ways}", asked.role)
}

/// The level before, and the role that it rests on.
fn had(level: Option<&Level>, baseline: Option<&str>) -> String {
    let level = level.map_or("none", |level| level.name.as_str());
    format!("{level}{}", display::as_role(baseline))
}

/// What is to be learnt before, though the role does not ask for it.
fn before(first: &[Prerequisite], role: &str) -> String {
    if first.is_empty() {
        return String::new();
    }
    let first = prerequisites(first);
    format!("; needs {first} first, which {role} does not ask for")
}

/// The levels that are to be learnt before another.
pub fn prerequisites(first: &[Prerequisite]) -> String {
    let first = first.iter().map(|need| match &need.level {
        Some(level) => format!("{} ({})", need.named.title, level.name),
        None => need.named.title.to_string(),
    });
    let first: Vec<String> = first.collect();
    display::list(&first)
}
