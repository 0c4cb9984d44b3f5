//! Readiness for a role over time.

use smol_str::SmolStr;

use crate::{
    query::{DatedChange, Named, ProgressAnswer, Quarter, Readiness},
    vocabulary::{ProfileChange, RoleChoice},
};

use super::{
    Bar, Bars, Body, Columns, Point, Records, Section, Sheet, Sources, StyledText, TextStyle, View,
    display, gaps, prose,
};

/// How many names a sentence on a screen has.
const NAMED: usize = 3;

impl View for ProgressAnswer {
    fn name(&self) -> &'static str {
        "progress"
    }

    fn sheet(&self) -> Sheet {
        let mut sections = vec![picture(self, usize::MAX)];
        let quarters = self.quarters.iter();
        let changed = quarters.filter(|quarter| !quarter.changes.is_empty());
        sections.extend(changed.map(review));
        let lead = lead(self, usize::MAX);
        Sheet::new(title(self), lead, sections).before(next(self))
    }

    fn screen(&self, rows: usize) -> Sheet {
        let sections = vec![picture(self, rows), changes(self, rows)];
        let sheet = Sheet::new(title(self), lead(self, NAMED), sections);
        sheet.before(next(self))
    }

    fn records(&self) -> Records {
        Columns::<Quarter>::new()
            .field("quarter", |quarter| quarter.quarter.clone())
            .field("day", |quarter| quarter.day.clone())
            .field("role", |quarter| quarter.role.clone())
            .readiness(None, |quarter| quarter.readiness)
            .field("hours", |quarter| quarter.hours)
            .field("changes", |quarter| {
                let changes = quarter.changes.iter();
                let changes = changes.map(|change| format!("{} {}", change.on, what(change)));
                display::join(changes, "; ")
            })
            .records(&self.quarters)
    }
}

/// What is missing for the role.
fn next(progress: &ProgressAnswer) -> String {
    let command = format!("gaps {}", progress.role.id);
    match &progress.header.person {
        Some(person) => gaps::started(command, person),
        None => command,
    }
}

fn title(progress: &ProgressAnswer) -> StyledText {
    StyledText::strong("Progress to ").then(display::named(&progress.role))
}

/// The readiness at both ends, the hours, and what the answer rests on.
fn lead(progress: &ProgressAnswer, names: usize) -> Vec<StyledText> {
    let person = progress.header.person.as_ref();
    let chosen = match progress.chosen_by {
        RoleChoice::Named | RoleChoice::Goal => None,
        RoleChoice::Next => Some("The role is the first that a move leads to; name another one."),
        RoleChoice::Present => Some("The role is the present one, from which no move leads on."),
        RoleChoice::Entry => Some("The role is the first where people come in; name another one."),
    };
    let last = progress.quarters.last();
    let now = last.and_then(|quarter| quarter.readiness);
    let both = progress.before.zip(now);
    gaps::about(person, &progress.header.as_of)
        .chain(chosen.map(StyledText::quiet))
        .chain(both.map(|(before, now)| growth(progress, before, now)))
        .chain(now.and_then(|now| on_roles(progress, now)))
        .chain(begun(progress))
        .chain(hours(progress))
        .chain(undated(progress, names))
        .collect()
}

/// From which readiness to which.
fn growth(progress: &ProgressAnswer, before: Readiness, now: Readiness) -> StyledText {
    let met = |readiness: Readiness| {
        let ratio = readiness.ratio.map(display::ratio).unwrap_or_default();
        format!("{} of {} met ({ratio})", readiness.met, readiness.required)
    };
    if now.ratio.is_none() {
        return StyledText::quiet("The role asks for nothing, so that there is no readiness.");
    }
    let since = &progress.since;
    if before == now {
        let text = format!("As before {since}: {}.", met(now));
        return text.into();
    }
    StyledText::from(format!("Before {since}: {}; now ", met(before)))
        .and(TextStyle::Strong, met(now))
        .plain(".")
}

/// The part of the present readiness that rests on roles.
fn on_roles(progress: &ProgressAnswer, now: Readiness) -> Option<StyledText> {
    let person = progress.header.person.as_ref()?;
    let without = now.ratio_without_baseline;
    let without = without.filter(|without| Some(*without) < now.ratio)?;
    let what = match now.baseline {
        0 => "A part of it rests".to_owned(),
        1 => "Of these, 1 rests".to_owned(),
        several => format!("Of these, {several} rest"),
    };
    let (roles, without) = (display::baseline(person), display::ratio(without));
    Some(format!("{what} on the roles held (as {roles}); without them it is {without}.").into())
}

/// The quarters in which a role began whose skills count as met from then on: a rise that is no learning.
fn begun(progress: &ProgressAnswer) -> Option<StyledText> {
    let on_roles = |readiness: Option<Readiness>| {
        let readiness = readiness?;
        Some(readiness.ratio?.0 - readiness.ratio_without_baseline?.0)
    };
    let mut before = on_roles(progress.before).unwrap_or_default();
    let mut rises = Vec::new();
    for quarter in &progress.quarters {
        let after = on_roles(quarter.readiness).unwrap_or_default();
        let is_role = |change: &DatedChange| change.kind == ProfileChange::Role;
        let role = quarter
            .role
            .as_ref()
            .filter(|_| quarter.changes.iter().any(is_role));
        let role = role.filter(|_| after > before);
        rises.extend(role.map(|role| format!("{} ({role})", quarter.quarter)));
        before = after;
    }
    let quarters = display::list(&rises);
    let text = match rises.len() {
        0 => return None,
        1 => format!(
            "In {quarters} the readiness rises since a role begins: its skills count as met from that day."
        ),
        _ => format!(
            "In {quarters} the readiness rises since roles begin: their skills count as met from that day."
        ),
    };
    Some(StyledText::quiet(text))
}

/// The hours that were logged, beside those of the plan.
fn hours(progress: &ProgressAnswer) -> Option<StyledText> {
    let left = display::takes_study(progress.plan_hours, progress.plan_hours_estimated);
    let left = left.then(|| {
        let sum = if progress.is_reached {
            "nothing, the role is reached".to_owned()
        } else {
            display::sum_of_hours(progress.plan_hours, progress.plan_hours_estimated)
        };
        format!("; left in the plan to {}: {sum}", progress.role.id)
    });
    let left = left.unwrap_or_default();
    let (logged, lately) = (progress.hours_logged, progress.hours_logged_lately);
    if logged.0 <= 0.0 {
        return (!left.is_empty())
            .then(|| format!("Hours logged since {}: none{left}.", progress.since).into());
    }
    let pace = match progress.hours_lately {
        Some(hours) => format!(
            " In the last 13 weeks: {} of {}.",
            display::quantity(lately),
            display::quantity(hours)
        ),
        None => String::new(),
    };
    let logged = display::quantity(logged);
    let since = &progress.since;
    Some(format!("Hours logged since {since}: {logged}{left}.{pace}").into())
}

/// What counts on every day, since it has no date.
fn undated(progress: &ProgressAnswer, names: usize) -> Option<StyledText> {
    let found = &progress.undated;
    let several = |what: &str, all: &[Named]| {
        let shown: Vec<&SmolStr> = all.iter().take(names).map(|one| &one.title).collect();
        let more = all.len() - shown.len();
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        let counted = display::counted(all.len(), what);
        (!all.is_empty()).then(|| format!("{counted} ({}{more})", display::join(shown, ", ")))
    };
    let counts = [
        several("skill", &found.skills),
        several("certification", &found.certifications),
        (found.degrees > 0).then(|| display::counted(found.degrees, "degree")),
        found
            .years
            .map(|years| format!("{} of experience", display::duration(years))),
        found
            .role
            .as_ref()
            .map(|role| format!("the role {}", role.id)),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    let dateless = (!counts.is_empty()).then(|| {
        let counts = display::list(&counts);
        format!("Without a date, and so counted on every day: {counts}.")
    });
    let done = found.hours.map(|hours| {
        let hours = display::counted(display::quantity(hours), "hour");
        format!("{hours} done have no date, and are not among the logged ones.")
    });
    let text: Vec<String> = dateless.into_iter().chain(done).collect();
    (!text.is_empty()).then(|| StyledText::quiet(display::join(text, " ")))
}

/// The readiness of the last `rows` quarters on one scale.
fn picture(progress: &ProgressAnswer, rows: usize) -> Section {
    let point = |ratio: crate::query::Number| Point {
        value: ratio.0,
        label: display::ratio(ratio),
    };
    let known = progress
        .quarters
        .iter()
        .filter_map(|quarter| Some((quarter, quarter.readiness?, quarter.readiness?.ratio?)));
    let all: Vec<_> = known.collect();
    let left_out = all.len().saturating_sub(rows);
    let bars = all[left_out..].iter().map(|(quarter, readiness, ratio)| {
        let without = readiness.ratio_without_baseline;
        let without = without.filter(|without| without < ratio);
        Bar {
            name: quarter.quarter.as_str().into(),
            low: without.map(point),
            mid: Some(point(*ratio)),
            high: None,
            figures: Some(display::ratio(*ratio)),
            note: format!("{} of {}", readiness.met, readiness.required).into(),
        }
    });
    let bars = Bars {
        rows: bars.collect(),
        mark: None,
        ends: Some([0.0, 1.0].map(|end| point(crate::query::Number(end)))),
    };
    let is_on_roles = bars.rows.iter().any(|bar| bar.low.is_some());
    let notes = [
        (
            is_on_roles,
            "The left end of a line is the readiness without what rests on roles.",
        ),
        (
            progress.experience_grew && !bars.rows.is_empty(),
            "Years of experience grow by themselves.",
        ),
    ];
    let notes = notes.into_iter().filter(|(is_so, _)| *is_so);
    let notes = notes.map(|(_, note)| StyledText::quiet(note));
    let heading = "Readiness and requirements met, at the end of each quarter";
    Section::new(heading, Body::Bars(Box::new(bars)))
        .noted(notes)
        .leaving_out(left_out, "quarter")
}

/// The last `rows` changes, without remarks and evidence.
fn changes(progress: &ProgressAnswer, rows: usize) -> Section {
    let quarters = progress.quarters.iter();
    let all: Vec<&DatedChange> = quarters.flat_map(|quarter| &quarter.changes).collect();
    let left_out = all.len().saturating_sub(rows);
    let columns = Columns::<&DatedChange>::new()
        .left("Date", |change, _| change.on.clone())
        .left("What changed", |change, _| styled(change))
        .left("", |change, _| {
            let shown = [
                (change.note.is_some(), "note"),
                (!change.evidence.is_empty(), "evidence"),
            ];
            let shown = shown.into_iter().filter(|(is_there, _)| *is_there);
            StyledText::quiet(display::join(shown.map(|(_, word)| word), ", "))
        });
    let section = columns.section("", &all[left_out..], &mut Sources::default());
    section.leaving_out(left_out, "change")
}

/// What changed in a quarter, with remarks and evidence.
fn review(quarter: &Quarter) -> Section {
    let columns = Columns::<DatedChange>::new()
        .left("Date", |change, _| change.on.clone())
        .left("What changed", |change, _| styled(change))
        .left("Note", |change, _| change.note.as_ref().map(prose))
        .left("Evidence", |change, _| {
            let mut links = StyledText::default();
            for one in &change.evidence {
                let space = if links.is_empty() { "" } else { "  " };
                links = links.plain(space).and(TextStyle::Link, one);
            }
            links
        });
    let ready = quarter.readiness.map(|readiness| {
        let ratio = readiness.ratio.map(display::ratio);
        let ratio = ratio.map(|ratio| format!(", {ratio}")).unwrap_or_default();
        format!(": {} of {} met{ratio}", readiness.met, readiness.required)
    });
    let hours = (quarter.hours.0 > 0.0).then(|| {
        let hours = display::counted(display::quantity(quarter.hours), "hour");
        format!(", {hours} logged")
    });
    let heading = format!(
        "{}{}{}",
        quarter.quarter,
        ready.unwrap_or_default(),
        hours.unwrap_or_default()
    );
    columns.section(heading, &quarter.changes, &mut Sources::default())
}

fn styled(change: &DatedChange) -> StyledText {
    match change.kind {
        ProfileChange::CertificationEnded => StyledText::bad(what(change)),
        ProfileChange::Role => StyledText::strong(what(change)),
        ProfileChange::Log => StyledText::quiet(what(change)),
        _ => what(change).into(),
    }
}

/// A change in words.
fn what(change: &DatedChange) -> String {
    let title = &change.named.title;
    match change.kind {
        ProfileChange::Role => format!("Role: {title}"),
        ProfileChange::Level => {
            let name = |level: Option<&crate::query::Level>| {
                level.map_or_else(|| "none".to_owned(), |level| level.name.to_string())
            };
            let to = name(change.to.as_ref());
            match &change.from {
                Some(from) => format!("{title}: {} → {to}", from.name),
                None => format!("{title}: {to}"),
            }
        }
        ProfileChange::CertificationEarned => format!("Earned {title}"),
        ProfileChange::CertificationEnded => format!("{title} ended"),
        ProfileChange::Degree => format!("Degree: {title}"),
        ProfileChange::Responsibility => format!("Responsible: {title}"),
        ProfileChange::Log => match change.hours {
            Some(hours) => {
                let hours = display::counted(display::quantity(hours), "hour");
                format!("{title}: {hours}")
            }
            None => format!("{title}: noted"),
        },
    }
}
