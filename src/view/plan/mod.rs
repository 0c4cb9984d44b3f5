//! A dated plan.

mod events;
mod gantt;
mod records;

use smol_str::{SmolStr, format_smolstr};

use crate::{
    query::{
        Cited, EducationRequirement, Examination, Level, PlanAnswer, PlanItem, Prerequisite, Task,
    },
    vocabulary::{TimeUse, Unstated},
};

use super::{
    Body, Columns, Diagram, Event, Gantt, Page, Records, Section, Sheet, Sources, StyledText,
    TextStyle, Todo, View, display, no_route, path,
};

impl View for PlanAnswer {
    fn name(&self) -> &'static str {
        "plan"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let sections = match &self.no_route {
            Some(found) => no_route::sections(found),
            None => sections(self, &mut sources),
        };
        let lead = path::person(self.person.as_ref(), &self.as_of).chain(lead(self));
        Sheet::new(title(self), lead, sections).citing(sources)
    }

    fn records(&self) -> Records {
        records::columns().records(&self.items)
    }

    fn diagram(&self) -> Option<Diagram> {
        Some(gantt::route(self))
    }

    fn gantt(&self) -> Option<Gantt> {
        gantt::gantt(self)
    }

    fn page(&self) -> Page {
        // The line of days shows the route too.
        Page::of(self.sheet(), &|| None)
    }

    fn events(&self) -> Option<(&str, Vec<Event>)> {
        let items = self.items.iter();
        Some((
            &self.as_of,
            items
                .filter(|item| item.end.is_some())
                .map(|item| events::event(self, item))
                .collect(),
        ))
    }
}

pub(super) fn title(plan: &PlanAnswer) -> StyledText {
    let title = match plan.no_route {
        Some(_) => "No plan for ",
        None => "Plan for ",
    };
    StyledText::strong(title).then(display::named(&plan.role))
}

/// The rungs, then what there is to do quarter by quarter.
pub(super) fn sections(plan: &PlanAnswer, sources: &mut Sources) -> Vec<Section> {
    let line = gantt::gantt(plan).map(|gantt| Section::new("Time line", Body::Gantt(gantt)));
    let mut sections: Vec<Section> = line.into_iter().collect();
    sections.push(rungs(plan, sources));
    sections.extend(quarters(plan, sources));
    sections
}

pub(super) fn lead(plan: &PlanAnswer) -> Vec<StyledText> {
    if let Some(found) = &plan.no_route {
        return vec![no_route::because(found)];
    }
    let expired = expired(plan);
    let Some(years) = plan.years.filter(|_| plan.roles.len() > 1) else {
        let reached = "The person is in this role already: there is nothing to plan.";
        let reached = StyledText::good(reached);
        return [reached].into_iter().chain(expired).collect();
    };
    let mut lead = Vec::new();
    let roles = display::join(plan.roles.iter().map(|role| &role.id), " → ");
    let which = match plan.route {
        1 => format!("the best route by {}", plan.by),
        number => format!("route {number} by {}", plan.by),
    };
    let not_proven = if plan.exact { "" } else { " (not proven)" };
    lead.push(
        StyledText::name(roles).plain(format!(", {which}{not_proven}: {}", display::time(years))),
    );
    let study = match plan.hours_per_week {
        Some(pace) => {
            let pace = display::counted(pace, "hour");
            format!("From {}, with {pace} of study a week.", plan.start)
        }
        None if lacks(plan, &[Unstated::HoursPerWeek]) => {
            format!("From {}. {}", plan.start, path::NO_PACE)
        }
        None => format!("From {}.", plan.start),
    };
    let hours = display::sum_of_hours(plan.hours, plan.hours_estimated);
    let hours = format!("{study} Study hours: {hours}.");
    lead.push(StyledText::from(hours));
    if !plan.time_unknown.is_empty() {
        let moves = if plan.time_unknown.len() == 1 {
            "move"
        } else {
            "moves"
        };
        let learning = [
            Unstated::Study,
            Unstated::Certification,
            Unstated::Education,
        ];
        let own = if lacks(plan, &learning) {
            " `learning` in the profile gives your own times."
        } else {
            ""
        };
        lead.push(StyledText::middling(format!(
            "The time of the {moves} to {} is unknown: from there on there is no date, only a day before \
             which it cannot be.{own}",
            display::list(&plan.time_unknown)
        )));
    }
    lead.extend(expired);
    lead
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

/// Whether one of these parts of a move has an unknown time.
fn lacks(plan: &PlanAnswer, parts: &[Unstated]) -> bool {
    plan.items.iter().any(|item| match &item.task {
        Task::Eligible { unstated, .. } => parts.iter().any(|part| unstated.contains(part)),
        _ => false,
    })
}

/// When a person is eligible for a role.
struct Eligible<'a> {
    item: &'a PlanItem,
    bound_by: Option<TimeUse>,
    unstated: &'a [Unstated],
    latest: Option<&'a SmolStr>,
    gate: Option<&'a SmolStr>,
    cited: &'a Cited,
}

/// From which day each role can be had, and what that day depends on.
fn rungs(plan: &PlanAnswer, sources: &mut Sources) -> Section {
    let rows = plan.items.iter().filter_map(|item| match &item.task {
        Task::Eligible {
            bound_by,
            unstated,
            latest,
            gate,
            cited,
            ..
        } => Some(Eligible {
            item,
            bound_by: *bound_by,
            unstated,
            latest: latest.as_ref(),
            gate: gate.as_ref(),
            cited,
        }),
        _ => None,
    });
    Columns::<Eligible>::new()
        .left("Role", |row, _| StyledText::role(&row.item.role))
        .left("Earliest", |row, sources| {
            let (known, bound) = (row.item.end.as_ref(), row.item.not_before.as_ref());
            sources.estimate(display::earliest(known, bound), row.item.estimated)
        })
        .left("Latest", |row, _| {
            row.latest
                .filter(|latest| Some(*latest) != row.item.end.as_ref())
                .cloned()
        })
        .left("Bound by", |row, _| match row.bound_by {
            Some(what) => StyledText::from(what),
            None => StyledText::quiet("not stated"),
        })
        .left("Not stated", |row, _| display::join(row.unstated, ", "))
        .left("Gate", |row, sources| {
            row.gate.map(|gate| sources.cite(gate, row.cited))
        })
        .section("Rungs", rows, sources)
}

fn quarters(plan: &PlanAnswer, sources: &mut Sources) -> Vec<Section> {
    let mut quarters: Vec<((i16, i8), Vec<Todo>)> = Vec::new();
    let (dated, undated): (Vec<&PlanItem>, Vec<&PlanItem>) =
        plan.items.iter().partition(|item| item.end.is_some());
    for item in dated {
        let (year, month) = (item.days.0.year(), item.days.0.month());
        let quarter = (year, (month - 1) / 3 + 1);
        let todo = todo(plan, item, sources);
        match quarters.last_mut() {
            Some((known, todos)) if *known == quarter => todos.push(todo),
            _ => quarters.push((quarter, vec![todo])),
        }
    }
    let sections = quarters.into_iter().map(|((year, quarter), todos)| {
        Section::new(format!("{year}, quarter {quarter}"), Body::Todos(todos))
    });
    let undated = undated.into_iter();
    let undated = undated.map(|item| todo(plan, item, sources)).collect();
    let undated = Section::new("Without a date", Body::Todos(undated));
    sections.chain([undated]).collect()
}

fn todo(plan: &PlanAnswer, item: &PlanItem, sources: &mut Sources) -> Todo {
    let (mut hours, mut from, mut link) = (StyledText::default(), StyledText::default(), None);
    if let Task::Study {
        hours: known,
        resource,
        taught,
        ..
    } = &item.task
    {
        hours = match known {
            _ if *taught => StyledText::quiet("with the previous one"),
            known => display::known_hours(*known),
        };
        if let Some(resource) = resource {
            from = StyledText::from(&resource.title).then(sources.mark(&resource.cited));
            link.clone_from(&resource.url);
        }
    }
    if let Task::Certification {
        earn: Some(Examination { hours: known, .. }),
        ..
    } = &item.task
    {
        hours = display::known_hours(*known);
    }
    let mut what = what(item);
    if let Task::Certification { fee: Some(fee), .. } = &item.task {
        let amount = format!("; fee {} {}", fee.currency, display::amount(fee.amount));
        what = what.plain(amount).then(sources.mark(&fee.cited));
    }
    if let Task::Eligible {
        gate: Some(_),
        cited,
        ..
    } = &item.task
    {
        what = what.then(sources.mark(cited));
    }
    let is_told = plan.roles.len() <= 2 || item.role.is_empty();
    let role = match item.task {
        Task::Eligible { .. } => StyledText::default(),
        _ if is_told => StyledText::default(),
        _ => StyledText::role(&item.role),
    };
    Todo {
        is_task: !matches!(item.task, Task::Eligible { .. } | Task::Expiry { .. }),
        when: StyledText::from(when(item)),
        what,
        details: vec![("Hours", hours), ("Learn from", from), ("For", role)],
        link,
    }
}

fn when(item: &PlanItem) -> String {
    let (start, Some(end)) = (item.start.as_ref(), &item.end) else {
        return match &item.task {
            Task::Study { .. } | Task::Practice { .. } => String::new(),
            _ => display::earliest(None, item.not_before.as_ref()),
        };
    };
    match (&item.task, start.filter(|start| *start != end)) {
        (Task::Study { .. } | Task::Practice { .. }, Some(start)) => format!("{start} – {end}"),
        (Task::Certification { .. } | Task::Education(_), Some(start)) => {
            format!("by {end}, begun by {start}")
        }
        (Task::Certification { .. } | Task::Education(_), None) => format!("by {end}"),
        _ => end.to_string(),
    }
}

fn what(item: &PlanItem) -> StyledText {
    match &item.task {
        Task::Study {
            skill,
            have,
            level,
            first,
            ..
        } => {
            let text = format!("{}: {} → {}", skill.title, had(have.as_ref()), level.name);
            StyledText::from(text).and(TextStyle::Middling, before(first, &item.role))
        }
        Task::Practice {
            skill,
            have,
            level,
            years,
            since,
            ..
        } => {
            let levels = format!("{} → {}", had(have.as_ref()), level.name);
            let since = since.as_ref().map(|day| format!(" since {day}"));
            StyledText::from(format!(
                "{} at work: {levels}, {}{}",
                skill.title,
                display::time(*years),
                since.unwrap_or_default()
            ))
        }
        Task::Certification {
            earn: Some(earn),
            one_of,
            ..
        } => {
            let others = one_of.len().saturating_sub(1);
            let others = match others {
                0 => String::new(),
                1 => ", or the other accepted one".to_owned(),
                several => format!(", or one of {several} other accepted ones"),
            };
            StyledText::from("Earn ")
                .then(display::named(&earn.named))
                .plain(others)
        }
        Task::Certification { one_of, .. } => StyledText::bad(format!(
            "None of these can be earned by then: {}",
            one_of.join(", ")
        )),
        Task::Education(EducationRequirement { degree, fields }) => StyledText::from(format!(
            "Hold a degree: {}",
            display::education(*degree, fields)
        )),
        Task::Expiry {
            certification,
            needed_for,
            retired,
            replaced_by,
        } => {
            let mut text = String::from(" ends");
            if let Some(day) = retired {
                text.push_str(&format_smolstr!("; it cannot be renewed, retired {day}"));
            }
            if !replaced_by.is_empty() {
                let ids: Vec<&SmolStr> = replaced_by.iter().map(|other| &other.id).collect();
                text.push_str(&format_smolstr!(", replaced by {}", display::list(&ids)));
            }
            if needed_for.is_empty() {
                text.push_str("; from then on, no role on the route asks for it");
            }
            let named = StyledText::from("The certification ").then(display::named(certification));
            named.and(TextStyle::Middling, text)
        }
        Task::Eligible {
            title,
            move_kind,
            gate,
            ..
        } => {
            let text = format!("Eligible for {title} ({})", item.role);
            let kind = move_kind.map(|kind| format!(", {kind}"));
            let gate = gate.as_ref().map(|gate| format!("; gate: {gate}"));
            StyledText::strong(text)
                .plain(kind.unwrap_or_default())
                .and(TextStyle::Middling, gate.unwrap_or_default())
        }
    }
}

fn had(level: Option<&Level>) -> &str {
    level.map_or("none", |level| level.name.as_str())
}

/// What is to be learnt before, though the role does not ask for it.
fn before(first: &[Prerequisite], role: &str) -> String {
    if first.is_empty() {
        return String::new();
    }
    let first = first.iter().map(|need| match &need.level {
        Some(level) => format!("{} ({})", need.named.title, level.name),
        None => need.named.title.to_string(),
    });
    let first: Vec<String> = first.collect();
    format!(
        "; needs {} first, which {role} does not ask for",
        display::list(&first)
    )
}
