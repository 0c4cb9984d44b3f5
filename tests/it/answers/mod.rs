//! Valid ladders and profiles drawn from bytes, asked every question in every format.
//!
//! The fuzz target `answers` uses this module too: it is not a part of the library.

mod ask;
mod batch;
mod draw;
mod forms;
mod ladder;
mod names;
mod profile;
mod role;
mod team;
#[cfg(test)]
mod tests;

use ::ladder::{
    check, load,
    model::{Assumption, Day, Ladder, Profile},
    query::{self, PersonState, RoleFilter},
    text::Text,
};

use ask::{Form, Subject, Written};
use draw::Draw;
use names::Names;

const TODAY: Day = Day::constant(2026, 11, 20);

/// Draws a ladder, a person and a question, and checks the answer.
///
/// # Errors
///
/// What is wrong with the ladder or the profile.
pub fn run(bytes: &[u8]) -> Result<(), String> {
    let written = answer(bytes, Names { are_others: false }, true)?;
    forms::check(&written);
    // Other ids change nothing but the ids.
    let others = answer(bytes, Names { are_others: true }, false).expect("the same is valid");
    for ((form, text), (_, other)) in written.forms.iter().zip(&others.forms) {
        // A narrow line can break within an id.
        if matches!(form, Form::Terminal(..) | Form::Screen(_)) {
            continue;
        }
        // So can the lines of a calendar.
        let [text, other] = [text, other].map(|text| text.replace("\r\n ", ""));
        let other = Names::usual(&other);
        for (line, other) in text.lines().zip(other.lines()) {
            assert_eq!(line, other, "{} as {form:?} with other ids", written.name);
        }
        assert_eq!(
            text.lines().count(),
            other.lines().count(),
            "{}",
            written.name
        );
    }
    Ok(())
}

/// The answer to the question that the bytes stand for.
fn answer(bytes: &[u8], names: Names, with_rules: bool) -> Result<Written, String> {
    // The question first: a change of it leaves the ladder as it is.
    let (question, rest) = bytes.split_at(bytes.len().min(32));
    let mut draw = Draw(rest);
    let (text, shape) = ladder::ladder(&mut draw, names);
    let ladder = read_ladder(&text)?;
    let mut question = Draw(question);
    let profile = match question.below(4) {
        0 => None,
        _ => Some(read_profile(&profile::profile(&mut draw, &shape), &ladder)?),
    };
    let subject = Subject {
        ladder: &ladder,
        shape: &shape,
        profile: profile.as_ref(),
        as_of: TODAY,
    };
    if with_rules {
        more_is_never_less(&subject, question);
        who_just_meets_a_role_meets_it(&subject, question);
        batch::many_are_judged_as_one(&subject, question);
        team::people_of_a_team_are_judged_as_one(&subject, question);
    }
    Ok(subject.ask(&mut question))
}

/// The text of a valid ladder, whose ids begin with `zq`.
#[cfg(test)]
pub fn ladder_text(bytes: &[u8]) -> String {
    ladder::ladder(&mut Draw(bytes), Names { are_others: false }).0
}

fn read_ladder(text: &str) -> Result<Ladder, String> {
    let read = load::ladder(&Text::new("ladder", text))
        .and_then(|loaded| check::ladder(&loaded.document, loaded.diagnostics));
    read.map_err(|problems| format!("{problems:?} in {text}"))
}

fn read_profile(text: &str, ladder: &Ladder) -> Result<Profile, String> {
    let read = load::profile(&Text::new("profile", text))
        .and_then(|loaded| check::profile(&loaded.document, loaded.diagnostics, ladder));
    let read = read.map(|checked| checked.profile);
    read.map_err(|problems| format!("{problems:?} in {text}"))
}

/// A fact more lowers the readiness for no role.
fn more_is_never_less(subject: &Subject, mut draw: Draw) {
    let state = subject.person(&mut draw);
    if !state.known {
        return;
    }
    let ladder = subject.ladder;
    let fact = subject.assumption(&mut draw);
    if !is_more(&state, &fact) {
        return;
    }
    let more = state.clone().assume(ladder, &fact);
    let ratios = |state: &PersonState| {
        let roles = query::matches(ladder, state, RoleFilter::default())
            .roles
            .into_iter();
        let ratios = roles.map(|role| {
            let readiness = role.fit.readiness.expect("the person is known");
            (
                role.role,
                readiness.ratio.map(|ratio| ratio.0),
                readiness.met,
            )
        });
        let mut ratios: Vec<_> = ratios.collect();
        ratios.sort_by(|one, other| one.0.cmp(&other.0));
        ratios
    };
    for (one, other) in ratios(&state).into_iter().zip(ratios(&more)) {
        assert!(
            one.1 <= other.1 && one.2 <= other.2,
            "{fact:?}: {one:?} became {other:?}"
        );
    }
}

/// The person of `--from ROLE` meets all that the role asks for.
fn who_just_meets_a_role_meets_it(subject: &Subject, mut draw: Draw) {
    let role = subject.role(&mut draw);
    let state = PersonState::meeting(subject.ladder, role, TODAY);
    let found = query::gaps(subject.ladder, &state, role, false);
    assert!(found.gaps.is_empty(), "{:?}", found.gaps);
}

/// Whether who assumes the fact has all that the person has.
fn is_more(state: &PersonState, fact: &Assumption) -> bool {
    match fact {
        // Groups that a role stands for are met as far as no skill of them is named.
        Assumption::Skill(skill, level) => {
            state.met_items.is_empty() && state.skills.get(skill).copied() <= *level
        }
        Assumption::Years(years) => state.years.unwrap_or(0.0) <= *years,
        Assumption::Degree(_) => state.degrees.is_empty(),
        Assumption::Certification(_, is_held) => *is_held,
    }
}
