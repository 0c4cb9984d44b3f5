//! `ladder set` and `ladder log`: changes of the profile in place.

mod fact;
mod plausible;
mod write;

use std::{fs, path::Path};

use anyhow::{Context, Result};

use crate::{
    check::{self, Checked},
    cli::{LogArgs, Options, RecordArgs, SetArgs},
    diagnostic::{File, InvalidFile, UsageError},
    load::{self, DocumentKind},
    model::{Date, Day, Ladder},
    order::Order as _,
    query::{self, ChangedLines, PersonState},
    render::{self, Format},
    text::{Hunk, Text, hunks, without_empty_keys},
};

use fact::Fact;
use write::Record;

use super::{ANSWERED, files, note::Note, output, terminal};

/// Runs `ladder set`.
pub fn set(asked: &SetArgs, as_of: Day, options: &Options) -> Result<u8> {
    let path = files::profile_file(options)?;
    let inputs = files::ladder_and_profile_to_change(options)?;
    let facts = asked
        .facts
        .iter()
        .map(|fact| Fact::parse(fact, &inputs.ladder));
    let mut facts = facts.collect::<Result<Vec<_>, _>>()?;
    plausible::ensure_distinct(&facts, &inputs.ladder)?;
    join_day_of_role(&mut facts);
    // The day of a goal needs the goal.
    facts.order_by_key(|fact| matches!(fact, Fact::By(_)));
    change(&facts, &asked.record, (&path, inputs), as_of, options)
}

/// The day of `since=` is that of `role=`, whichever is given first.
fn join_day_of_role(facts: &mut Vec<Fact>) {
    let day = facts.iter().rev().find_map(|fact| match fact {
        Fact::Since(day) => Some(*day),
        _ => None,
    });
    let role = facts.iter_mut().rev().find_map(|fact| match fact {
        Fact::Role(_, since) => Some(since),
        _ => None,
    });
    if let Some(since) = role {
        *since = day;
        facts.retain(|fact| !matches!(fact, Fact::Since(_)));
    }
}

/// Runs `ladder log`.
pub fn log(asked: &LogArgs, as_of: Day, options: &Options) -> Result<u8> {
    let path = files::profile_file(options)?;
    let inputs = files::ladder_and_profile_to_change(options)?;
    let facts = Fact::logged(asked, &inputs.ladder)?;
    change(&facts, &asked.record, (&path, inputs), as_of, options)
}

fn change(
    facts: &[Fact],
    asked: &RecordArgs,
    (path, inputs): (&Path, &files::Inputs),
    as_of: Day,
    options: &Options,
) -> Result<u8> {
    let record = record(asked, as_of)?;
    let bytes = fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let before = text(path, &bytes)?;
    let ladder = &inputs.ladder;
    plausible::ensure_in_time(facts, &record, ladder)?;
    let state = |text: &Text| {
        let mut profile = checked(text, ladder)?.profile;
        if let Some(baseline) = options.baseline {
            profile.baseline = baseline;
        }
        let state = PersonState::of(ladder, &profile, as_of);
        Ok::<_, anyhow::Error>(state.estimating(ladder, !inputs.no_estimates))
    };
    let old_state = state(&without_empty_keys(&before))?;
    let mut after = before.clone();
    for fact in facts {
        let known = (ladder, &old_state, &inputs.notes);
        after = write::apply(fact, &record, &after, known, options)?;
    }
    let new_state = state(&without_empty_keys(&after))?;
    note_empty_keys(&after, inputs);
    let states = [&old_state, &new_state];
    let hunks = hunks(before.content(), after.content());
    if !hunks.is_empty() {
        note_later_day(&record, inputs);
    }
    let remarks = facts.iter();
    let remarks = remarks.filter_map(|fact| plausible::remark(fact, &record, &new_state, ladder));
    inputs.notes.borrow_mut().extend(remarks.map(Note::from));
    let format = output::format(options)?;
    if asked.dry_run && format == Format::Table {
        output::write(&render::lines(&diff(before.name(), &hunks)), options)?;
        terminal::eprint(&inputs.drawn_notes(options));
    } else {
        let is_written = !asked.dry_run && !hunks.is_empty();
        if is_written {
            let mark = if bytes.starts_with(MARK) { MARK } else { b"" };
            let written = [mark, after.content().as_bytes()].concat();
            output::rewrite(path, &bytes, &written)?;
        }
        let changes = hunks.iter().map(changed_lines).collect();
        let found = query::change(ladder, states, before.name(), changes, is_written);
        super::answer_from(inputs, found, options).map_err(|error| {
            if is_written {
                changed_unanswered(error, before.name())
            } else {
                error
            }
        })?;
    }
    Ok(ANSWERED)
}

/// The error of an answer that could not be written after the file was changed.
fn changed_unanswered(error: anyhow::Error, name: &str) -> anyhow::Error {
    let changed = format!("`{name}` was changed, but the answer could not be written");
    match error.downcast::<UsageError>() {
        Ok(usage_error) => usage_error.help(changed).into(),
        Err(error) => error.context(changed),
    }
}

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The text of a profile in an encoding that can be written again.
fn text(path: &Path, bytes: &[u8]) -> Result<Text> {
    let content = String::from_utf8(bytes.strip_prefix(MARK).unwrap_or(bytes).to_vec());
    let content = content.map_err(|_| {
        let name = path.display();
        UsageError::new(format!("cannot change `{name}`: it is not UTF-8"))
            .help("save the file as UTF-8".to_owned())
    })?;
    Ok(Text::new(path.display().to_string(), content))
}

/// The day, the evidence and the remark of the command line.
fn record(asked: &RecordArgs, as_of: Day) -> Result<Record<'_>, UsageError> {
    let on = match &asked.on {
        None => None,
        Some(text) => Some(Date::parse(text).ok_or_else(|| {
            UsageError::new(format!("`{text}`, given by --on, is not a date"))
                .help(Date::help(text))
        })?),
    };
    let note = asked.note.as_deref();
    let is_empty = |text: &str| text.trim().is_empty();
    for (option, is_empty) in [
        ("evidence", asked.evidence.iter().any(|text| is_empty(text))),
        ("note", note.is_some_and(is_empty)),
    ] {
        if is_empty {
            return Err(
                UsageError::new(format!("the text of `--{option}` is empty"))
                    .help("write the text, or leave the option out".to_owned()),
            );
        }
    }
    let record = Record {
        date: as_of.to_string(),
        on,
        today: as_of,
        evidence: &asked.evidence,
        note,
    };
    Ok(record.dated(on))
}

/// The checked profile of a text; what is wrong with it is shown in its lines.
fn checked(text: &Text, ladder: &Ladder) -> Result<Checked> {
    let found = load::profile(text)
        .and_then(|loaded| check::profile(&loaded.document, loaded.diagnostics, ladder));
    found.map_err(|diagnostics| {
        let kind = Some(DocumentKind::Profile.name());
        let help = vec!["nothing was written; the lines are those that the file would have".into()];
        let file = File::new(text.clone(), kind, diagnostics);
        InvalidFile { file, help }.into()
    })
}

/// The lines in which two versions of a file differ, as `diff -U0` writes them.
fn diff(name: &str, hunks: &[Hunk]) -> String {
    if hunks.is_empty() {
        return String::new();
    }
    let span = |first: usize, lines: &[&str]| match lines.len() {
        0 => format!("{},0", first - 1),
        1 => first.to_string(),
        count => format!("{first},{count}"),
    };
    let mut lines = vec![format!("--- {name}"), format!("+++ {name}")];
    for hunk in hunks {
        let (old, new) = (span(hunk.old, &hunk.removed), span(hunk.new, &hunk.added));
        lines.push(format!("@@ -{old} +{new} @@"));
        lines.extend(hunk.removed.iter().map(|line| format!("-{line}")));
        lines.extend(hunk.added.iter().map(|line| format!("+{line}")));
    }
    lines.join("\n")
}

fn changed_lines(hunk: &Hunk) -> ChangedLines {
    let owned = |lines: &[&str]| lines.iter().copied().map(Into::into).collect();
    ChangedLines {
        old_line: hunk.old,
        new_line: hunk.new,
        removed: owned(&hunk.removed),
        added: owned(&hunk.added),
    }
}

/// Notes that keys wait for their values still.
fn note_empty_keys(after: &Text, inputs: &files::Inputs) {
    if without_empty_keys(after).content() != after.content() {
        let text = "keys without a value are left: fill or remove them, else the other commands do not read \
                    the profile; `ladder check` says which";
        inputs.notes.borrow_mut().push(Note::from(text.to_owned()));
    }
}

/// Notes that a fact does not count before its day.
fn note_later_day(record: &Record, inputs: &files::Inputs) {
    if let Some(date) = record.on.filter(|date| date.first_day() > record.today) {
        let text = format!("what is dated {date} does not count before that day");
        inputs.notes.borrow_mut().push(Note::from(text));
    }
}
