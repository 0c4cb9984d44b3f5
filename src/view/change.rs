//! A change of a profile.

use crate::{
    query::{ChangeAnswer, ChangedLines, ReadinessChange, StudyDone},
    vocabulary::LineChange,
};

use super::{Columns, Records, Sheet, Sources, StyledText, View, display};

/// A line of a change.
struct Line<'a> {
    number: usize,
    change: LineChange,
    text: &'a str,
}

impl View for ChangeAnswer {
    fn name(&self) -> &'static str {
        "change"
    }

    fn sheet(&self) -> Sheet {
        let title = match (self.changes.is_empty(), self.written) {
            (true, _) => format!("{} says so already", self.file),
            (false, true) => format!("Changed {}", self.file),
            (false, false) => format!("Would change {}", self.file),
        };
        let changed = self.readiness.iter();
        let changed = changed.filter(|change| change.before != change.after);
        let mut lead: Vec<StyledText> = changed.map(effect).collect();
        if let Some(first) = self.readiness.first().filter(|_| lead.is_empty()) {
            lead.push(effect(first));
        }
        lead.extend(self.study.iter().map(study));
        let section = columns().section("", lines(&self.changes), &mut Sources::default());
        let next = self.readiness.first();
        let next = next.map(|change| format!("gaps {}", change.role.id));
        Sheet::new(StyledText::strong(title), lead, vec![section]).before(next)
    }

    fn records(&self) -> Records {
        columns().records(lines(&self.changes))
    }
}

/// The readiness for a role before and after.
fn effect(change: &ReadinessChange) -> StyledText {
    let (before, after) = (change.before, change.after);
    let ratio = |readiness: crate::query::Readiness| readiness.ratio.map(display::ratio);
    let role = StyledText::role(&change.role.id);
    if before == after {
        let as_before = format!(": {} of {} met, as before", after.met, after.required);
        return role.plain(as_before);
    }
    let met = if (before.met, before.required) == (after.met, after.required) {
        format!(": {} of {} met", after.met, after.required)
    } else if before.required == after.required {
        format!(": {} → {} of {} met", before.met, after.met, after.required)
    } else {
        let before = format!("{} of {}", before.met, before.required);
        format!(": {before} → {} of {} met", after.met, after.required)
    };
    let ready = match (ratio(before), ratio(after)) {
        (Some(before), Some(after)) if before == after => format!(", readiness {after}"),
        (Some(before), Some(after)) => format!(", readiness {before} → {after}"),
        _ => String::new(),
    };
    role.plain(met + &ready)
}

/// The hours of study that are done, of those that a level takes.
fn study(study: &StudyDone) -> StyledText {
    let (done, level) = (display::range(study.done, study.done), &study.level.name);
    let text = match study.hours {
        Some(hours) => {
            let hours = display::hours(Some(hours));
            format!("{}: {done} of {hours} hours for {level}", study.skill.title)
        }
        None => format!(
            "{}: {done} hours towards {level}, which takes an unknown number",
            study.skill.title
        ),
    };
    text.into()
}

/// The lines, without the spaces that all of them begin with.
fn lines(changes: &[ChangedLines]) -> impl Iterator<Item = Line<'_>> {
    let texts = changes
        .iter()
        .flat_map(|change| change.removed.iter().chain(&change.added));
    let texts = texts.filter(|text| !text.trim().is_empty());
    let indents = texts.map(|text| text.len() - text.trim_start_matches(' ').len());
    let indent = indents.min().unwrap_or(0);
    changes.iter().flat_map(move |change| {
        let removed = change.removed.iter().zip(change.old_line..);
        let added = change.added.iter().zip(change.new_line..);
        let removed = removed.map(|(text, number)| (text, number, LineChange::Removed));
        let added = added.map(|(text, number)| (text, number, LineChange::Added));
        removed
            .chain(added)
            .map(move |(text, number, change)| Line {
                number,
                change,
                text: text.get(indent..).unwrap_or_default(),
            })
    })
}

fn columns<'a>() -> Columns<'a, Line<'a>> {
    Columns::<Line>::new()
        .field("line", |line| line.number)
        .right("Line", |line, _| line.number.to_string())
        .field("change", |line| line.change)
        .left("", |line, _| match line.change {
            LineChange::Removed => StyledText::bad("-"),
            LineChange::Added => StyledText::good("+"),
        })
        .field("text", |line| line.text.to_owned())
        .left("Text", |line, _| line.text)
}
