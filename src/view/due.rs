//! What has a date.

use smol_str::{SmolStr, format_smolstr};

use crate::{
    order::Order as _,
    query::{Day, DueAnswer, DueCertification, DueGoal, PlanItem, Task},
    vocabulary::{DueStatus, TaskKind},
};

use super::{
    Body, Columns, Event, Records, Section, Sheet, Sources, StyledText, TextStyle, Todo, View,
    display, gaps,
    plan::{self, BEGIN_REMINDERS, END_REMINDERS, Form},
};

impl View for DueAnswer {
    fn name(&self) -> &'static str {
        "due"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let sections = sections(self, usize::MAX, Form::Full, &mut sources);
        self.next(Sheet::new(title(self), lead(self), sections).citing(sources))
    }

    fn screen(&self, rows: usize) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let sections = sections(self, rows, Form::Brief, &mut sources);
        self.next(Sheet::new(title(self), lead(self), sections).citing_briefly(sources))
    }

    fn records(&self) -> Records {
        let certifications = self.certifications.iter().map(Row::Certification);
        let goal = self.goal.iter().map(Row::Goal);
        let planned = self.planned().iter().map(Row::Planned);
        records().records(certifications.chain(goal).chain(planned))
    }

    fn events(&self) -> Option<(Day, Vec<Event>)> {
        Some((self.header.as_of.parse().ok()?, events(self)))
    }
}

impl DueAnswer {
    /// Adds the calendar as what to type next; where nothing has a day, the next steps.
    fn next(&self, sheet: Sheet) -> Sheet {
        if events(self).is_empty() {
            return sheet.before("next".to_owned());
        }
        sheet.again_with("-o due.ics")
    }
}

fn title(due: &DueAnswer) -> StyledText {
    StyledText::strong(format!("Due until {}", due.until))
}

fn lead(due: &DueAnswer) -> Vec<StyledText> {
    let person = due.header.person.as_ref();
    let is_empty = due.certifications.is_empty() && due.planned().is_empty();
    let nothing = is_empty.then(|| {
        StyledText::good(format!(
            "No certification ends, and no plan begins, until {}.",
            due.until
        ))
    });
    gaps::about(person, &due.header.as_of)
        .chain(due.goal.as_ref().map(goal))
        .chain(nothing)
        .collect()
}

/// The goal in a sentence.
fn goal(goal: &DueGoal) -> StyledText {
    let role = StyledText::role(&goal.role.id);
    let until = |day: &SmolStr| display::day(day, goal.estimated);
    let now = match (&goal.earliest, &goal.not_before) {
        (Some(day), _) => format!("a plan that begins now takes until {}", until(day)),
        (None, Some(day)) => {
            let unknown = goal.unstated.iter().map(|part| display::unstated(*part));
            let unknown: Vec<&str> = unknown.collect();
            let unknown = match unknown.as_slice() {
                [] => String::new(),
                parts => format!("; no time is known for {}", display::list(parts)),
            };
            format!(
                "a plan that begins now ends not before {}{unknown}",
                until(day)
            )
        }
        (None, None) => "no route leads there".to_owned(),
    };
    let (Some(by), Some(status)) = (&goal.by, goal.status) else {
        return StyledText::from("The goal ")
            .then(role)
            .plain(format!(" has no day: {now}."));
    };
    let (style, text) = match (status, &goal.begin_by) {
        (DueStatus::Late, _) => (TextStyle::Bad, format!(" is too late: {now}.")),
        (_, Some(begin)) => {
            let mark = if goal.estimated {
                display::ESTIMATED
            } else {
                ""
            };
            let left = format!("{mark}{}", left(goal.days_to_begin));
            (
                TextStyle::Plain,
                format!(": begin by {} ({left}); {now}.", until(begin)),
            )
        }
        (_, None) => (TextStyle::Middling, format!(": {now}.")),
    };
    StyledText::from("The goal ")
        .then(role)
        .plain(format!(" by {by}"))
        .and(style, text)
}

/// Days to come or past in words.
fn left(days: Option<i32>) -> String {
    match days {
        None => String::new(),
        Some(0) => "today".to_owned(),
        Some(days) if days < 0 => display::value(format!(
            "{} ago",
            display::counted(days.unsigned_abs(), "day")
        )),
        Some(days) => display::value(display::counted(days, "day")),
    }
}

/// The first `rows` certifications and as many steps of the plan.
fn sections(due: &DueAnswer, rows: usize, form: Form, sources: &mut Sources) -> Vec<Section> {
    let all = &due.certifications;
    let shown = &all[..all.len().min(rows)];
    let columns = columns(form);
    let mut held = columns
        .section("Certifications", shown, sources)
        .leaving_out(all.len() - shown.len(), "certification");
    held.notes.extend(notes(due));
    let mut sections = vec![held];
    if let Some(plan) = &due.plan {
        let steps = &plan.items[..plan.items.len().min(rows)];
        let todos = steps.iter().map(|item| step(plan, item, form, sources));
        let body = Body::Todos(todos.collect());
        let heading = StyledText::from("Next in a plan to ").then(StyledText::role(&plan.role.id));
        let section =
            Section::new(heading, body).leaving_out(plan.items.len() - steps.len(), "planned step");
        let note = format!(
            "The plan begins on {}: its days move with the day of the question.",
            plan.start
        );
        let has_steps = !steps.is_empty();
        sections.extend(has_steps.then(|| section.noted([StyledText::quiet(note)])));
    }
    sections
}

/// A step of the plan, or the first day in a role.
fn step(
    plan: &crate::query::PlanAnswer,
    item: &PlanItem,
    form: Form,
    sources: &mut Sources,
) -> Todo {
    let todo = plan::todo(plan, item, form, sources);
    Todo {
        is_task: !matches!(item.task, Task::Eligible { .. }),
        ..todo
    }
}

fn columns<'a>(form: Form) -> Columns<'a, DueCertification> {
    let is_full = form == Form::Full;
    Columns::<DueCertification>::new()
        .left("Certification", |one, _| StyledText::name(&one.named.id))
        .left("Status", |one, _| status(one.status))
        .left("Ends", |one, _| one.ends.clone())
        .right("Days", |one, _| {
            one.days_left.map(|days| match days {
                0.. => days.to_string(),
                _ => display::value(format!("{} ago", days.unsigned_abs())),
            })
        })
        .left("Begin by", |one, _| begin(one))
        .left("To earn", |one, _| {
            one.earn.as_ref().map(|earn| StyledText::name(&earn.id))
        })
        .right("Hours", move |one, _| {
            let hours = one.hours.filter(|_| is_full);
            hours.map(|hours| display::hours(Some(hours)))
        })
        .left("Retired", move |one, _| {
            one.retired.clone().filter(|_| is_full)
        })
        .left("Replaced by", move |one, _| {
            let ids = one.replaced_by.iter().filter(|_| is_full);
            display::join(ids.map(|other| &other.id), ", ")
        })
        .left("For", move |one, _| {
            let roles = one.needed_for.iter().filter(|_| is_full);
            display::join(roles, ", ")
        })
}

fn status(status: DueStatus) -> StyledText {
    match status {
        DueStatus::Late | DueStatus::Ended => StyledText::bad(status),
        DueStatus::Due | DueStatus::Retired => StyledText::middling(status),
        DueStatus::Planned | DueStatus::Unknown => StyledText::from(status),
    }
}

/// Whether the last day to begin rests on an estimate.
fn begin_estimated(one: &DueCertification) -> bool {
    one.begin_by.is_some() && one.hours.is_some_and(|hours| hours.estimated)
}

/// The last day to begin, where something can be earned in time.
fn begin(one: &DueCertification) -> StyledText {
    let estimated = begin_estimated(one);
    let day = |day: &SmolStr| display::day(day, estimated);
    match (&one.begin_by, &one.earn_by) {
        (Some(begin), _) if one.status == DueStatus::Late => StyledText::bad(day(begin)),
        (Some(begin), _) => day(begin).into(),
        (None, Some(_)) => StyledText::quiet(display::UNKNOWN),
        (None, None) => StyledText::default(),
    }
}

/// What the columns rest on, and what is not shown.
fn notes(due: &DueAnswer) -> Vec<StyledText> {
    let mut notes = Vec::new();
    let mut say = |is_true: bool, text: &dyn Fn() -> String| {
        if is_true {
            notes.push(StyledText::quiet(text()));
        }
    };
    let is_unknown = |one: &&DueCertification| one.begin_by.is_none() && one.earn_by.is_some();
    let has_pace = due.hours_per_week.is_some_and(|hours| hours.0 > 0.0);
    let any = |known: fn(&DueCertification) -> bool| due.certifications.iter().any(known);
    say(any(|one| one.begin_by.is_some()), &|| {
        "Begin by: the last day to begin the study, by its least hours and your hours a week."
            .to_owned()
    });
    let unknown: Vec<&SmolStr> = due
        .certifications
        .iter()
        .filter(is_unknown)
        .map(|one| &one.named.id)
        .collect();
    say(!unknown.is_empty() && !has_pace, &|| {
        "The last day to begin is unknown without `hours_per_week` in the profile.".to_owned()
    });
    say(!unknown.is_empty() && has_pace, &|| {
        let ids = display::list(&unknown);
        format!("The last day to begin is unknown for {ids}: the hours of study are not stated.")
    });
    for one in &due.certifications {
        say(one.still_asked.is_some(), &|| {
            let asked = one.still_asked.as_ref();
            let asked = asked.map(|asked| plan::still_asked_for(asked, Form::Full));
            format!("{} ends: {}.", one.named.id, asked.unwrap_or_default())
        });
    }
    let undated: Vec<&SmolStr> = due.undated.iter().map(|one| &one.id).collect();
    say(!undated.is_empty(), &|| {
        let ids = display::list(&undated);
        format!("Without `earned` in the profile, the end is unknown: {ids}.")
    });
    say(due.later > 0, &|| {
        let end = if due.later == 1 { "ends" } else { "end" };
        let count = display::counted(due.later, "certification");
        format!("{count} {end} later than {}.", due.until)
    });
    notes
}

/// A row for programs.
enum Row<'a> {
    Certification(&'a DueCertification),
    Goal(&'a DueGoal),
    Planned(&'a PlanItem),
}

fn records<'a>() -> Columns<'a, Row<'a>> {
    /// The day of a row: when something ends, or has to be done.
    fn day(row: &Row) -> Option<SmolStr> {
        match row {
            Row::Certification(one) => one.ends.clone(),
            Row::Goal(goal) => goal.by.clone(),
            Row::Planned(item) => item.end.clone(),
        }
    }
    let certification = |row: &Row<'a>| match row {
        Row::Certification(one) => Some(*one),
        _ => None,
    };
    Columns::<Row>::new()
        .field("kind", |row| match row {
            Row::Certification(_) => TaskKind::Expiry,
            Row::Goal(_) => TaskKind::Eligible,
            Row::Planned(item) => item.kind,
        })
        .field("id", |row| match row {
            Row::Certification(one) => one.named.id.clone(),
            Row::Goal(goal) => goal.role.id.clone(),
            Row::Planned(item) => item.id.clone(),
        })
        .field("status", |row| match row {
            Row::Certification(one) => Some(one.status),
            Row::Goal(goal) => goal.status,
            Row::Planned(_) => Some(DueStatus::Planned),
        })
        .field("day", day)
        // What ends and what is wanted has a day of its own.
        .field("day_estimated", |row| match row {
            Row::Certification(_) | Row::Goal(_) => false,
            Row::Planned(item) => item.estimated,
        })
        .field("days_left", |row| match row {
            Row::Certification(one) => one.days_left.map(i64::from),
            Row::Goal(goal) => goal.days_left.map(i64::from),
            Row::Planned(_) => None,
        })
        .field("begin_by", |row| match row {
            Row::Certification(one) => one.begin_by.clone(),
            Row::Goal(goal) => goal.begin_by.clone(),
            Row::Planned(item) => item.start.clone(),
        })
        .field("begin_by_estimated", |row| match row {
            Row::Certification(one) => begin_estimated(one),
            Row::Goal(goal) => goal.begin_by.is_some() && goal.estimated,
            Row::Planned(item) => item.start_estimated,
        })
        .field("earn", move |row| {
            Some(certification(row)?.earn.as_ref()?.id.clone())
        })
        .field("earn_by", move |row| certification(row)?.earn_by.clone())
        .field("hours_min", move |row| Some(certification(row)?.hours?.min))
        .field("hours_max", move |row| Some(certification(row)?.hours?.max))
        .field("retired", move |row| certification(row)?.retired.clone())
        .field("replaced_by", move |row| {
            let replaced_by = certification(row)?.replaced_by.iter();
            Some(display::join(replaced_by.map(|other| &other.id), "|"))
        })
        .field("needed_for", move |row| match row {
            Row::Certification(one) => Some(one.needed_for.join("|")),
            Row::Goal(_) => None,
            Row::Planned(item) => Some(item.role.to_string()),
        })
}

/// The days on which something ends or has to begin, and the steps of the plan.
fn events(due: &DueAnswer) -> Vec<Event> {
    let day = |text: &Option<SmolStr>| -> Option<Day> { text.as_ref()?.parse().ok() };
    let one = |id: SmolStr, on: Day, summary: SmolStr, about: String, reminders| {
        let person = due.header.person.as_ref();
        Event {
            summary,
            about: about.into(),
            reminders,
            ..Event::of(person, &due.header.ladder, &id, (on, on))
        }
    };
    let mut events: Vec<Event> = Vec::new();
    for held in &due.certifications {
        let Some(ends) = day(&held.ends).filter(|_| held.status != DueStatus::Ended) else {
            continue;
        };
        let named = &held.named;
        let about = about(held);
        let id = format_smolstr!("expiry:{}", named.id);
        let summary = format_smolstr!("{} ends", named.title);
        events.push(one(id, ends, summary, about.clone(), END_REMINDERS));
        if let (Some(begin), Some(earn)) = (day(&held.begin_by), &held.earn)
            && held.status == DueStatus::Due
        {
            let id = format_smolstr!("renewal:{}", named.id);
            let mark = plan::mark(begin_estimated(held));
            let summary = format_smolstr!("Begin: exam {}{mark}", earn.title);
            events.push(one(id, begin, summary, about, BEGIN_REMINDERS));
        }
    }
    if let Some(goal) = &due.goal {
        let title = &goal.role.title;
        if let Some(by) = day(&goal.by).filter(|_| goal.days_left >= Some(0)) {
            let summary = format_smolstr!("Goal: {title}");
            let id = format_smolstr!("goal:{}", goal.role.id);
            let about = self::goal(goal).text();
            events.push(one(id, by, summary, about, END_REMINDERS));
        }
        if let Some(begin) = day(&goal.begin_by) {
            let mark = plan::mark(goal.estimated);
            let summary = format_smolstr!("Begin the plan to {title}{mark}");
            let id = format_smolstr!("begin:{}", goal.role.id);
            let about = self::goal(goal).text();
            events.push(one(id, begin, summary, about, END_REMINDERS));
        }
    }
    events.extend(due.plan.iter().flat_map(plan::events));
    events.order_by_key(|event| event.start);
    events
}

/// What to do about a certification.
fn about(held: &DueCertification) -> String {
    let mut lines = Vec::new();
    if let (Some(earn), Some(by)) = (&held.earn, &held.earn_by) {
        lines.push(format!("Earn {} ({}) by {by}", earn.title, earn.id));
    }
    if let Some(begin) = &held.begin_by {
        let begin = display::day(begin, begin_estimated(held));
        lines.push(format!("The last day to begin: {begin}"));
    }
    if !held.needed_for.is_empty() {
        lines.push(format!("For: {}", display::join(&held.needed_for, ", ")));
    }
    lines.join("\n")
}
