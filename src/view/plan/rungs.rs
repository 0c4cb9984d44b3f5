//! A plan rung by rung: what is to be done before each role, and its first day.

use smol_str::SmolStr;

use crate::{
    query::{Estimate, Number, PlanAnswer, PlanItem, Task},
    vocabulary::TimeUse,
};

use super::super::{
    Body, Section, Sources, StyledText, TextStyle, Todo, display, meaning, meaning::Asked,
};
use super::{
    lead, practice,
    rung::{Rung, rungs},
    todo::{self, Form},
    without_time,
};

/// How much is shown.
#[derive(Debug, Clone, Copy)]
pub struct Extent {
    /// How many units of study. The first rung is shown in full, and each other one for which some of
    /// these are left; the others with their practice alone.
    study: usize,
    /// Whether the practice of those others is shown, and for which skills there was time enough at work.
    has_practice: bool,
    /// How many names in a sentence.
    pub names: usize,
    /// How many levels with what they mean.
    meanings: usize,
    pub form: Form,
}

impl Extent {
    pub const ALL: Self = Self {
        study: usize::MAX,
        has_practice: true,
        names: usize::MAX,
        meanings: usize::MAX,
        form: Form::Full,
    };

    /// For a screen with about this many rows.
    pub fn screen(rows: usize) -> Self {
        Self {
            // The first one stands in the lead too.
            study: rows.saturating_sub(2).max(1),
            has_practice: rows > 1,
            names: if rows < 5 { 0 } else { 2 + rows / 8 },
            meanings: (rows / 10).min(3),
            form: Form::Brief,
        }
    }
}

pub fn sections(plan: &PlanAnswer, extent: Extent, sources: &mut Sources) -> Vec<Section> {
    let rungs = rungs(plan);
    if rungs.is_empty() {
        return vec![ending(plan, extent)];
    }
    let mut left = extent.study;
    let mut sections = Vec::new();
    for rung in &rungs {
        if left == 0 && !sections.is_empty() {
            break;
        }
        let study = rung.study();
        let extent = Extent {
            study: left,
            ..extent
        };
        sections.push(section(plan, rung, &study, extent, sources));
        // A rung takes lines without study too.
        left = left.saturating_sub(study.len().saturating_add(2));
    }
    let (shown, others) = rungs.split_at(sections.len());
    let mut then = Vec::new();
    for rung in others {
        then.push(sentence(false, in_a_line(plan, rung, extent)));
        then.extend(without_time::kinds_without_time(rung, sources));
        // A degree takes years: it may have to begin before all the rest.
        let degrees = rung.items(|task| matches!(task, Task::Education { .. }));
        then.extend(degrees.into_iter().map(|item| {
            let todo = todo::todo(plan, item, Form::Brief, sources);
            let separator = if todo.when.is_empty() { "" } else { ": " };
            sentence(true, todo.when.plain(separator).then(todo.what))
        }));
        if extent.has_practice {
            let extent = Extent { names: 0, ..extent };
            then.extend(practice::on_the_job(rung, extent, sources));
        }
    }
    sections.push(left_out(
        others,
        extent,
        Section::new("Then", Body::Todos(then)),
    ));
    sections.retain(|section| !section.is_empty());
    if let Some(last) = sections.last_mut() {
        let what = if rungs.iter().any(|rung| rung.bound_by.is_some()) {
            "Bound by: what takes longest. Dates: the earliest to be eligible, not promoted."
        } else {
            "Dates: the earliest to be eligible, not promoted."
        };
        let has_date = rungs.iter().any(|rung| {
            let not_before = rung.arrival.not_before.as_ref();
            not_before.is_none_or(|day| *day != plan.start)
        });
        let how = without_time::how_to_give_a_time(&rungs);
        last.notes.extend(has_date.then(|| StyledText::quiet(what)));
        last.notes.extend(how);
        last.notes.extend(earlier_study(plan));
        last.notes.extend(how_to_choose(&rungs));
    }
    sections.push(meanings(shown, extent));
    sections
}

/// Counts what the line of a rung leaves out.
fn left_out(rungs: &[Rung], extent: Extent, section: Section) -> Section {
    let count = |is_kind: &dyn Fn(&PlanItem) -> bool| {
        let items = rungs.iter().flat_map(|rung| &rung.items);
        items.filter(|item| is_kind(item)).count()
    };
    let study: usize = rungs.iter().map(|rung| rung.study().len()).sum();
    let is_practice = |item: &PlanItem| {
        let is_shown = extent.has_practice && !item.has_passed();
        matches!(item.task, Task::Practice { .. }) && !is_shown
    };
    section
        .leaving_out(study, "study step")
        .leaving_out(count(&is_practice), "practice step")
        .leaving_out(
            count(&|item| {
                let is_unknown = |task: &Task| matches!(task, Task::Study { hours: None, .. });
                is_unknown(&item.task)
            }),
            "untimed step",
        )
        .leaving_out(
            count(&|item| matches!(item.task, Task::Certification { .. })),
            "certification",
        )
        .leaving_out(
            count(&|item| matches!(item.task, Task::AnyOf(_) | Task::Points(_))),
            "choice",
        )
        .leaving_out(
            rungs
                .iter()
                .filter(|rung| rung.gate.is_some() && !without_time::has_short_gate(rung))
                .count(),
            "gate",
        )
        .leaving_out(
            count(&|item| matches!(item.task, Task::Expiry { .. })),
            "ending",
        )
}

/// One rung: study, certifications and degrees with their days; then what is done at work, what has no
/// time, and what ends.
fn section(
    plan: &PlanAnswer,
    rung: &Rung,
    study: &[&PlanItem],
    extent: Extent,
    sources: &mut Sources,
) -> Section {
    let (shown, more) = study.split_at(study.len().min(extent.study));
    // A line for a single one is no shorter than itself.
    let (shown, more) = if more.len() == 1 {
        (study, &more[1..])
    } else {
        (shown, more)
    };
    let mut todos: Vec<Todo> = shown
        .iter()
        .map(|item| {
            let is_first = lead::first(plan).is_some_and(|first| std::ptr::eq(first, *item));
            let form = match extent.form {
                Form::Brief if is_first => Form::First,
                form => form,
            };
            todo::todo(plan, item, form, sources)
        })
        .collect();
    todos.extend(and_more(shown.len(), more));
    let earned = |task: &Task| matches!(task, Task::Certification { .. } | Task::Education { .. });
    for item in rung.items(earned) {
        todos.push(todo::todo(plan, item, extent.form, sources));
    }
    let counted = |task: &Task| matches!(task, Task::AnyOf(_) | Task::Points(_));
    for item in rung.items(counted) {
        todos.push(sentence(false, todo::what(item, extent.form, sources)));
    }
    todos.extend(practice::taught(rung, extent));
    todos.extend(practice::on_the_job(rung, extent, sources));
    let enough = practice::time_enough(rung, extent).into_iter();
    let (told, untold): (Vec<_>, Vec<_>) = enough.partition(|_| extent.has_practice);
    todos.extend(told.into_iter().map(|(_, todo)| todo));
    let untold = untold.iter().map(|(count, _)| count).sum();
    todos.extend(without_time::without_time(rung, extent));
    todos.extend(wait(rung));
    todos.extend(rung.gate.map(|(gate, cited)| Todo {
        is_task: false,
        when: StyledText::default(),
        what: sources.cite(
            StyledText::middling(format!("Gate, of unknown time: {gate}")),
            cited,
        ),
        details: Vec::new(),
        link: None,
    }));
    let ending = rung.items(|task| matches!(task, Task::Expiry { .. }));
    let ending = ending.into_iter();
    todos.extend(ending.map(|item| ends(item, extent.form, true)));
    if todos.is_empty() {
        let nothing = match rung.bound_by {
            Some(_) => "Nothing else is missing.",
            None => "Nothing is missing.",
        };
        todos.push(sentence(false, StyledText::good(nothing)));
    }
    Section::new(heading(plan, rung), Body::Todos(todos))
        .leaving_out(more.len(), "study step")
        .leaving_out(untold, "practised skill")
}

/// Whether the screen says how a time can be given.
pub fn asks_for_a_time(plan: &PlanAnswer) -> bool {
    without_time::can_be_given(&rungs(plan))
}

/// The role and its day: `Senior (senior): ~2028-09 to 2030-03, bound by study`.
fn heading(plan: &PlanAnswer, rung: &Rung) -> StyledText {
    let text = StyledText::strong(rung.title)
        .plain(" (")
        .then(StyledText::role(&rung.arrival.role))
        .plain("): ");
    dated(plan, rung, text)
}

fn dated(plan: &PlanAnswer, rung: &Rung, role: StyledText) -> StyledText {
    let text = role.plain(day(plan, rung));
    let later = |day: &SmolStr| *day != plan.start;
    let item = rung.arrival;
    let is_later = item.end.as_ref().or(item.not_before.as_ref());
    let text = text.plain(if rung.may_be_earlier && is_later.is_some_and(later) {
        " with what is taken"
    } else {
        ""
    });
    match rung.bound_by {
        Some(what) => text.and(TextStyle::Quiet, format!(", bound by {what}")),
        None => text,
    }
}

/// From which day to which day the role can be had, as far as that is known.
fn day(plan: &PlanAnswer, rung: &Rung) -> String {
    let item = rung.arrival;
    let Some(earliest) = &item.end else {
        return match &item.not_before {
            Some(day) if *day != plan.start => {
                format!("not before {}", display::day(day, item.estimated))
            }
            _ => "time unknown".to_owned(),
        };
    };
    let is_now = *earliest == plan.start;
    let first = if is_now {
        "now".to_owned()
    } else {
        display::day(earliest, item.estimated)
    };
    match rung.latest {
        None => format!("{first} or later"),
        Some(latest) if latest == earliest => first,
        Some(latest) => {
            let latest = display::day(latest, item.estimated);
            format!(
                "{first} to {}",
                latest.trim_start_matches(display::ESTIMATED)
            )
        }
    }
}

/// A rung in a line, where there is no room for more; where there is hardly any, without its title.
fn in_a_line(plan: &PlanAnswer, rung: &Rung, extent: Extent) -> StyledText {
    let role = StyledText::role(&rung.arrival.role);
    let heading = if extent.has_practice {
        heading(plan, rung)
    } else {
        dated(plan, rung, role.plain(": "))
    };
    match hours(&rung.items) {
        Some(hours) => heading.plain(format!("; {hours} hours of study")),
        None => heading,
    }
}

/// The hours of several units of study and certifications, those that rest on estimates apart: `120 + ~40`.
fn hours(items: &[&PlanItem]) -> Option<String> {
    let known = items.iter().filter_map(|item| match &item.task {
        Task::Study {
            hours,
            taught: false,
            ..
        } => *hours,
        Task::Certification { earn, .. } => earn.as_ref()?.hours,
        _ => None,
    });
    let sum = |estimated: bool| {
        let hours = known.clone().filter(|hours| hours.estimated == estimated);
        hours.reduce(|sum, hours| Estimate {
            min: Number((sum.min.0 + hours.min.0).round()),
            max: Number((sum.max.0 + hours.max.0).round()),
            ..hours
        })
    };
    let (sourced, estimated) = (sum(false), sum(true));
    let is_known = sourced.or(estimated).is_some();
    is_known.then(|| display::short_sum(sourced, estimated))
}

/// For which roles study that begins earlier would save time.
fn earlier_study(plan: &PlanAnswer) -> Option<StyledText> {
    let roles = display::list(&plan.earlier_study);
    let text = format!(
        "Study for {roles} is planned from the arrival in the role before on; begun earlier, it would save time."
    );
    (!plan.earlier_study.is_empty()).then(|| StyledText::quiet(text))
}

/// How a person takes another of several alternatives.
fn how_to_choose(rungs: &[Rung]) -> Option<StyledText> {
    let mut items = rungs.iter().flat_map(|rung| &rung.items);
    let other = items.find_map(|item| match &item.task {
        Task::AnyOf(choice) => choice.others.first(),
        _ => None,
    })?;
    let how = StyledText::quiet("To take another alternative: ");
    Some(how.code(format!("--prefer {}", other.id)))
}

/// What is waited for after the study and the practice, where that is longer than a month.
fn wait(rung: &Rung) -> Option<Todo> {
    let what = match rung.bound_by? {
        TimeUse::Experience => "gain the missing years of experience",
        TimeUse::Serving => "serve the time in the role before",
        TimeUse::Study | TimeUse::Practice | TimeUse::Education => return None,
    };
    let item = rung.arrival;
    let end = item.end.as_ref()?;
    let lasts = |task: &Task| matches!(task, Task::Study { .. } | Task::Practice { .. });
    let tasks = rung.items(lasts).into_iter();
    let last = tasks.map(|item| item.days.1).max()?;
    let day = display::day(end, item.estimated);
    let text = StyledText::quiet(format!("Then {what}, until {day}"));
    let days = last.until(item.days.1).map_or(0, |span| span.get_days());
    (days > 31).then(|| sentence(false, text))
}

/// The study that is not shown, in a row.
fn and_more(shown: usize, more: &[&PlanItem]) -> Option<Todo> {
    let last = more.last()?;
    let until = last.end.as_ref();
    let until = until.map(|end| format!("until {}", display::day(end, last.estimated)));
    if shown == 0 {
        let steps = display::counted(more.len(), "step");
        let hours = hours(more).map(|hours| format!("{hours} hours"));
        let facts = [Some(format!("{steps} of study")), hours, until];
        let text = display::join(facts.into_iter().flatten(), ", ");
        return Some(sentence(false, text.into()));
    }
    Some(Todo {
        is_task: false,
        when: until.into(),
        what: StyledText::quiet(format!("and {} more", more.len())),
        details: vec![("Hours", hours(more).into())],
        link: None,
    })
}

/// A sentence among the tasks.
pub fn sentence(is_task: bool, what: StyledText) -> Todo {
    Todo {
        is_task,
        when: StyledText::default(),
        what,
        details: Vec::new(),
        link: None,
    }
}

/// The days on which certifications end, of a plan without a move.
pub fn ending(plan: &PlanAnswer, extent: Extent) -> Section {
    let items = plan.items.iter();
    let has_route = plan.no_route.is_none();
    let ends = items.map(|item| ends(item, extent.form, has_route));
    Section::new("What ends", Body::Todos(ends.collect()))
}

fn ends(item: &PlanItem, form: Form, has_route: bool) -> Todo {
    let day = item.end.as_ref().or(item.not_before.as_ref());
    let not_before = if item.end.is_some() {
        ""
    } else {
        "not before "
    };
    let day = day.map(|day| format!("{not_before}{}: ", display::day(day, item.estimated)));
    let day = StyledText::from(day.unwrap_or_default());
    sentence(false, day.then(todo::ends(item, form, has_route)))
}

/// The first of some names, and how many there are besides.
pub fn some(mut names: Vec<String>, most: usize) -> Vec<String> {
    // A single other name is as short as its number.
    if names.len() > most.saturating_add(1) {
        let more = names.len() - most;
        names.truncate(most);
        names.push(format!("{more} more"));
    }
    names
}

/// What is to be learnt, chosen or counted means.
fn meanings(rungs: &[Rung], extent: Extent) -> Section {
    let items = || rungs.iter().flat_map(|rung| &rung.items);
    let own = items().filter_map(|item| {
        let name = match &item.task {
            Task::Study { skill, level, .. } | Task::Practice { skill, level, .. } => {
                format!("{}, {}", skill.title, level.name)
            }
            Task::Certification { earn, .. } => earn.as_ref()?.named.title.to_string(),
            Task::Education { education, .. } => {
                display::education_briefly(education.degree, &education.fields)
            }
            Task::AnyOf(choice) => display::choice_name(choice),
            Task::Points(points) => display::counted(points.need, "point"),
            Task::Expiry { .. } | Task::Eligible { .. } => return None,
        };
        Some(Asked {
            name,
            wording: Some(&item.wording),
            means: item.task.means(),
            role: Some(&item.role),
        })
    });
    let raises = items().filter_map(|item| match &item.task {
        Task::Points(points) => points.raise.as_ref(),
        _ => None,
    });
    let raises = raises.map(|raise| Asked {
        name: format!("{}, {}", raise.named.title, raise.to.name),
        wording: None,
        means: raise.means.as_ref(),
        role: None,
    });
    let how_much = match extent.meanings {
        usize::MAX => meaning::Extent::Whole,
        _ => meaning::Extent::FirstLine,
    };
    meaning::section(meaning::facts(own.chain(raises), how_much), extent.meanings)
}
