//! `ladder team`: many people at once.

use std::{collections::HashMap, mem::ManuallyDrop, path::Path};

use anyhow::Result;
use smol_str::SmolStr;

use crate::{
    check::role,
    cli::{Options, TeamArgs},
    diagnostic::{Findings, Selection, UsageError},
    model::{Day, day_after},
    query::{self, Member, PayFilter, TeamRequest},
    render,
    view::counted,
};

use super::{
    ANSWERED, FAILED, NO, files,
    note::Note,
    people::{self, Found, LOCATED, People},
    since, terminal, write,
};

/// Runs `ladder team`, and returns the exit code.
pub fn team(asked: &TeamArgs, filter: &PayFilter, as_of: Day, options: &Options) -> Result<u8> {
    let since = since(asked.since.as_deref(), as_of)?;
    for path in &asked.people {
        files::ensure_one_from_stdin(path, options)?;
    }
    let (ladder, _) = files::ladder_for_new(None, options)?;
    let ladder = ladder.estimating(!options.no_estimates);
    let role = asked.role.as_ref().map(|name| role(name, &ladder));
    let role = role.transpose()?;
    let mut people = people::read(&asked.people, &ladder, options)?;
    report(&people, asked.anonymous, options);
    if asked.strict && !people.unread.is_empty() {
        return Ok(FAILED);
    }
    if asked.strict && !people.invalid.is_empty() {
        return Ok(NO);
    }
    let notes = notes(&people, asked.anonymous, options);
    let left_out = people.invalid.len() + people.unread.len();
    match people.found.len() {
        0 if left_out > 0 => return Ok(FAILED),
        0 => return Err(none(people.others.len()).into()),
        _ if left_out > 0 => terminal::eprint("\n"),
        _ => (),
    }
    let request = TeamRequest {
        role,
        as_of,
        since,
        until: day_after(as_of, 1.0).unwrap_or(Day::MAX),
        anonymous: asked.anonymous,
        pay: asked.with_pay.then_some(filter),
        no_estimates: options.no_estimates,
        left_out,
    };
    if let Some(baseline) = options.baseline {
        for one in &mut people.found {
            one.profile.baseline = baseline;
        }
    }
    let members = members(&people.found);
    // The answer is leaked: the process ends with it.
    let found = ManuallyDrop::new(query::team(&ladder, &members, &request));
    let medium = terminal::stderr(options.color, options.width);
    let notes = notes.iter().filter(|_| !options.quiet);
    let mut notes: String = notes.map(|note| note.drawn(medium, options.all)).collect();
    let format = super::output::format(options)?;
    write(&*found, format, &mut notes, options)?;
    terminal::eprint(&notes);
    Ok(ANSWERED)
}

/// People with a name that no other has: that of the profile, else of the file; with the place where it is not enough.
fn members(found: &[Found]) -> Vec<Member<'_>> {
    let names: Vec<[SmolStr; 3]> = found.iter().map(names).collect();
    let mut counts: HashMap<&SmolStr, usize> = HashMap::new();
    for name in names.iter().flat_map(|[short, longer, _]| [short, longer]) {
        *counts.entry(name).or_default() += 1;
    }
    let members = found.iter().zip(&names).map(|(one, names)| {
        let [short, longer, longest] = names;
        let mut first = [short, longer].into_iter();
        // The two of one person can be the same.
        let is_own = |name: &&SmolStr| counts[*name] == 1 + usize::from(short == longer);
        Member {
            label: first.find(is_own).unwrap_or(longest).clone(),
            profile: &one.profile,
        }
    });
    members.collect()
}

/// What a person can be called, from short to long.
fn names(one: &Found) -> [SmolStr; 3] {
    let place = one.place.as_str();
    let file = Path::new(place).file_name();
    let file = file.map_or(place.into(), |name| name.to_string_lossy());
    match &one.profile.name {
        Some(name) => [
            name.clone(),
            format!("{name} ({file})").into(),
            format!("{name} ({place})").into(),
        ],
        None => [file.as_ref().into(), file.as_ref().into(), place.into()],
    }
}

/// Tells which profiles cannot be used; of people who are not to be known, only how many.
fn report(people: &People, anonymous: bool, options: &Options) {
    let medium = terminal::stderr(options.color, options.width);
    if anonymous {
        let counts = [
            (people.invalid.len(), "has", "have", "an error"),
            (people.unread.len(), "cannot", "cannot", "be read"),
        ];
        for (count, has, have, what) in counts.into_iter().filter(|(count, ..)| *count > 0) {
            let verb = if count == 1 { has } else { have };
            let text = format!("{} {verb} {what}", counted(count, "profile"));
            terminal::eprint(&render::failure(&text, medium.color));
        }
        return;
    }
    for error in &people.unread {
        terminal::eprint(&render::usage_error(error, medium.color));
    }
    let drawn = people.invalid.iter().take(LOCATED).map(|file| {
        let mut findings = Findings::of([file], Selection::ERRORS);
        findings.omitted += findings.problems.len().saturating_sub(PROBLEMS);
        findings.problems.truncate(PROBLEMS);
        render::diagnostics(&findings, medium)
    });
    let drawn: Vec<String> = drawn.collect();
    terminal::eprint(&drawn.join("\n"));
}

/// So many problems of each profile are shown.
const PROBLEMS: usize = 3;

/// What is said of the profiles, after the answer.
fn notes(people: &People, anonymous: bool, options: &Options) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut note = |count: usize, text: &dyn Fn(usize) -> String, names: Vec<String>| match names {
        _ if count == 0 => (),
        names if names.is_empty() || anonymous => notes.push(Note::from(text(count))),
        names => notes.push(Note::listing(format!("{}: ", text(count)), names)),
    };
    let hidden = people.invalid.len().saturating_sub(LOCATED);
    note(
        hidden * usize::from(!anonymous),
        &|count| {
            let what = counted(count, "more profile");
            let verb = if count == 1 { "has" } else { "have" };
            format!("{what} {verb} errors; `ladder check` with the same files shows them")
        },
        Vec::new(),
    );
    note(
        people.others.len(),
        &|count| {
            let profiles = if count == 1 { "profile" } else { "profiles" };
            let (files, are) = (counted(count, "file"), are(count));
            format!("{files} {are} no {profiles} and {are} left out")
        },
        people
            .others
            .iter()
            .map(|name| format!("`{name}`"))
            .collect(),
    );
    note(
        people.unknown.len(),
        &|count| {
            let what = counted(count, "name");
            let verb = if count == 1 { "does" } else { "do" };
            format!(
                "{what} in the profiles {} not on this ladder and {verb} not count",
                are(count)
            )
        },
        people
            .unknown
            .iter()
            .map(|name| format!("`{name}`"))
            .collect(),
    );
    let is_named = files::is_ladder_named(options);
    note(
        people.with_ladder * usize::from(!is_named),
        &|count| {
            let what = counted(count, "profile");
            let verb = if count == 1 { "names" } else { "name" };
            format!(
                "{what} {verb} a ladder, which is not opened; to judge everyone by another one: `--ladder FILE`"
            )
        },
        Vec::new(),
    );
    notes
}

fn are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

/// The error where no file is a profile.
fn none(others: usize) -> UsageError {
    let what = match others {
        0 => "there is no file that ends in .yaml, .yml, .json or .jsonl".to_owned(),
        1 => "the only file is no profile".to_owned(),
        count => format!("none of {count} files is a profile"),
    };
    UsageError::new(what).help("name profiles, or the folder that they are in".to_owned())
}
