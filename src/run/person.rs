//! The person of an answer: their inputs, state and goal.

use std::collections::BTreeSet;

use anyhow::Result;
use serde::Serialize;

use crate::{
    check::{assumption, preference, role},
    cli::{AssumeArgs, Options, PreferArgs, StartArgs},
    diagnostic::UsageError,
    load::{
        ClaimEntry, Entries, ExperienceEntry, Field, GoalEntry, ProfileDocument, SinceEntry,
        types::{DateText, LevelText, Prose, Title, WeeklyHours},
    },
    model::{Assumption, Day, Exemption, Ladder, Profile, RoleIndex, SkillIndex},
    query::{self, NoEffect, PersonState, ProfileExample},
};

use super::{
    files::{self, Inputs},
    note::Note,
    unused::Elsewhere,
};

/// Reads the ladder, and the profile unless `--from` replaces it.
pub fn inputs(start: &StartArgs, options: &Options) -> Result<&'static Inputs> {
    match start.from {
        Some(_) => files::ladder_only(options),
        None => files::ladder_and_profile(options),
    }
}

/// The state of the person: by `--from`, by the profile, or unknown; changed by `--assume`. It notes the skills of the
/// entry roles and of the goal that the profile does not name.
pub fn state(start: &StartArgs, inputs: &Inputs, as_of: Day) -> Result<PersonState> {
    let profile = inputs.profile.as_ref();
    let goal = profile.and_then(|profile| profile.goal);
    let is_asked = |role: RoleIndex| inputs.ladder[role].entry || goal == Some(role);
    state_before(start, inputs, as_of, is_asked)
}

/// The same before a question about some roles: it notes their skills.
pub fn state_before(
    start: &StartArgs,
    inputs: &Inputs,
    as_of: Day,
    is_asked: impl Fn(RoleIndex) -> bool,
) -> Result<PersonState> {
    let ladder = &inputs.ladder;
    let state = if let Some(name) = &start.from {
        base(Some(role(name, ladder)?), inputs, as_of)
    } else {
        let state = of_profile(inputs, as_of);
        let profile = inputs.profile.iter();
        let notes = profile.filter_map(|profile| {
            let skills = query::unnamed_skills(ladder, profile, &state, &is_asked);
            unnamed(ladder, &skills)
        });
        inputs.notes.borrow_mut().extend(notes);
        state
    };
    Ok(assuming(
        &assumptions(&start.assumed, ladder)?,
        ladder,
        state,
    ))
}

/// What is assumed.
pub fn assumptions(asked: &AssumeArgs, ladder: &Ladder) -> Result<Vec<Assumption>, UsageError> {
    let facts = asked.assume.iter();
    facts.map(|fact| assumption(fact, ladder)).collect()
}

/// The same person with what is assumed.
pub fn assuming(assumed: &[Assumption], ladder: &Ladder, state: PersonState) -> PersonState {
    let assumed = assumed.iter();
    assumed.fold(state, |state, fact| state.assume(ladder, fact))
}

/// What the person prefers among alternatives.
pub fn preferred(asked: &PreferArgs, ladder: &Ladder) -> Result<Vec<Exemption>, UsageError> {
    let names = asked.prefer.iter();
    names.map(|name| preference(name, ladder)).collect()
}

/// The options, with what of `--prefer` changes nothing in the answer; a note says why, and the person has no such
/// preference. `roles` are those that the answer asks about, and `what` says so.
pub fn without_effect<A: Serialize>(
    asked: &PreferArgs,
    state: &mut PersonState,
    (roles, what): (impl FnOnce(&A) -> BTreeSet<RoleIndex>, &str),
    ask: impl Fn(&PersonState) -> A,
    inputs: &Inputs,
    options: &Options,
) -> Options {
    let found = query::without_effect(&inputs.ladder, state, roles, ask);
    let named = asked.prefer.iter().zip(found);
    let named = named.filter_map(|(name, why)| Some((name, why?)));
    let mut options = options.clone();
    for (name, why) in named {
        let why = match why {
            NoEffect::NoGroup => format!("{what} has it among alternatives"),
            NoEffect::Met => "it, or the group that it belongs to, is met already".to_owned(),
            NoEffect::Taken => "what is taken anyway meets the group that it belongs to".to_owned(),
        };
        let name = name.trim();
        let note = format!("`--prefer {name}` changes nothing: {why}");
        inputs.notes.borrow_mut().push(note.into());
        options.without_effect.push(name.to_owned());
    }
    options
}

/// The same person without what is assumed; `None` where nothing is, and without a person.
pub fn before(start: &StartArgs, inputs: &Inputs, as_of: Day) -> Result<Option<PersonState>> {
    if start.assumed.assume.is_empty() {
        return Ok(None);
    }
    let from = start.from.as_ref();
    let from = from.map(|name| role(name, &inputs.ladder)).transpose()?;
    let state = base(from, inputs, as_of);
    Ok(Some(state).filter(|state| state.known))
}

/// The person by a role, by the profile, or unknown.
fn base(from: Option<RoleIndex>, inputs: &Inputs, as_of: Day) -> PersonState {
    let ladder = &inputs.ladder;
    let state = match (from, &inputs.profile) {
        (Some(role), _) => PersonState::meeting(ladder, role, as_of),
        (None, Some(profile)) => return on(inputs, profile, as_of),
        (None, None) => PersonState::unknown(as_of),
    };
    state.estimating(ladder, !inputs.no_estimates)
}

/// The state of the person by the profile, or unknown; notes what in the profile is doubtful on that day.
pub fn of_profile(inputs: &Inputs, as_of: Day) -> PersonState {
    let ladder = &inputs.ladder;
    let state = base(None, inputs, as_of);
    let upcoming = upcoming(ladder, &state).map(Note::from);
    let notes = [upcoming, lacking(ladder, &state)];
    inputs
        .notes
        .borrow_mut()
        .extend(notes.into_iter().flatten());
    state
}

/// The person of the profile on any day.
pub fn on(inputs: &Inputs, profile: &Profile, day: Day) -> PersonState {
    let ladder = &inputs.ladder;
    PersonState::of(ladder, profile, day).estimating(ladder, !inputs.no_estimates)
}

/// The profile, without which the command has no answer.
pub fn known_profile<'i>(inputs: &'i Inputs, command: &str) -> Result<&'i Profile> {
    inputs.profile.as_ref().ok_or_else(|| {
        UsageError::new(format!("`ladder {command}` needs a profile"))
            .help("name one with `--profile`, or save it as me.yaml".to_owned())
            .into()
    })
}

/// The note on a role that begins after the day of the answer.
fn upcoming(ladder: &Ladder, state: &PersonState) -> Option<String> {
    let (role, since) = state.upcoming?;
    // After a stay in the history it may be the same role.
    if state.role == Some(role) {
        return None;
    }
    let counts = match state.role {
        Some(earlier) => format!("`{}` counts", ladder[earlier].id),
        None => "no role counts".to_owned(),
    };
    let role = &ladder[role].id;
    let (begins, today) = (since.when(), state.as_of);
    Some(format!(
        "the profile's role `{role}` begins {begins}, after {today}: until then {counts}"
    ))
}

/// The note on skills that are held without the skills that they need.
fn lacking(ladder: &Ladder, state: &PersonState) -> Option<Note> {
    let lacking = state.lacking_prerequisites(ladder);
    let needs = lacking.iter().map(|(skill, needs)| {
        let needs = needs.iter().map(|need| {
            let needed = &ladder[need.skill].title;
            need.level.map_or_else(
                || needed.to_string(),
                |level| format!("{needed} ({})", ladder.scale(need.skill).name(level)),
            )
        });
        let needs: Vec<String> = needs.collect();
        format!("{} needs {}", ladder[*skill].title, needs.join(" and "))
    });
    let needs: Vec<String> = needs.collect();
    let held = match needs.len() {
        0 => return None,
        1 => "a skill is held without what it needs".to_owned(),
        several => format!("{several} skills are held without what they need"),
    };
    let is_one = lacking.iter().map(|(_, needs)| needs.len()).sum::<usize>() == 1;
    let end = if is_one {
        "; if you have it, give its level in the profile"
    } else {
        "; give the levels of those that you have in the profile"
    };
    Some(Note {
        end,
        ..Note::listing(format!("{held}: "), needs)
    })
}

/// The note on skills that a person without a role is taken not to have.
fn unnamed(ladder: &Ladder, skills: &[SkillIndex]) -> Option<Note> {
    let (counted, end) = match skills.len() {
        0 => return None,
        1 => (
            "1 skill that the profile does not name counts".to_owned(),
            "; if you have it, add it: `ladder set SKILL=LEVEL`",
        ),
        several => (
            format!("{several} skills that the profile does not name count"),
            "; if you have them, add them: `ladder set SKILL=LEVEL`",
        ),
    };
    let names = skills
        .iter()
        .map(|skill| format!("`{}`", ladder[*skill].id));
    Some(Note {
        end,
        ..Note::listing(format!("{counted} as none: "), names.collect())
    })
}

/// The role that was named, else the goal of the profile.
pub fn goal(name: Option<&str>, inputs: &Inputs, command: &str) -> Result<RoleIndex> {
    if let Some(name) = name {
        return Ok(role(name, &inputs.ladder)?);
    }
    let goal = inputs.profile.as_ref().and_then(|profile| profile.goal);
    goal.ok_or_else(|| {
        let help = format!("name one: `ladder {command} ROLE`; `ladder show` lists the roles");
        let elsewhere = inputs.elsewhere.as_ref().and_then(Elsewhere::why);
        let goal = "or write `goal: ROLE` into the profile".to_owned();
        let goal = Some(goal).filter(|_| elsewhere.is_none());
        UsageError::new(format!("`ladder {command}` needs a role"))
            .help(help)
            .help(elsewhere)
            .help(goal)
            .into()
    })
}

/// Notes the beginning of a profile for a person without one.
pub fn note_missing_profile(inputs: &Inputs, role: Option<RoleIndex>) {
    let answer = match role {
        Some(_) => "everything that the role asks for",
        None => "the entry roles",
    };
    let note = format!(
        "without a profile, this lists {answer}; for your own answer, run `ladder init`, or save lines like these as me.yaml:"
    );
    suggest_profile(inputs, note, role);
}

/// Notes the beginning of a profile after a sentence.
pub fn suggest_profile(inputs: &Inputs, text: String, role: Option<RoleIndex>) {
    let example = query::profile_example(&inputs.ladder, role);
    let note = example.map(|example| {
        let lines = profile(example).to_yaml().to_string();
        let (role, others) = lines.split_once('\n').unwrap_or((&lines, ""));
        Note {
            lines: format!("{role}  # leave it out if you have none yet\n{others}"),
            ..text.into()
        }
    });
    inputs.notes.borrow_mut().extend(note);
}

/// The first day in the role of the example.
const SINCE: &str = "2023-04";
/// The first day in the field, for a role that is no entry role.
const BEFORE: &str = "2020-06";
/// The hours of study a week of the example.
const HOURS: f64 = 6.0;

/// The beginning of a profile, with figures to replace.
fn profile(example: ProfileExample) -> ProfileDocument {
    // Who is in an entry role began there.
    let begun = if example.is_entry { SINCE } else { BEFORE };
    let skills = example.skills.into_iter();
    let skills = skills.map(|(skill, level)| {
        let claim = ClaimEntry {
            level: Field::Valid(LevelText(level)),
            ..ClaimEntry::default()
        };
        (Prose(skill), Field::Valid(claim.into()))
    });
    let skills: Vec<_> = skills.collect();
    let mut profile = ProfileDocument {
        role: Field::Valid(Title(example.role)),
        since: Field::Valid(DateText(SINCE.into())),
        experience: Field::Valid(ExperienceEntry::Since(SinceEntry {
            since: Field::Valid(DateText(begun.into())),
        })),
        hours_per_week: Field::Valid(WeeklyHours(HOURS)),
        goal: example.goal.map_or(Field::Absent, |goal| {
            Field::Valid(GoalEntry {
                role: Field::Valid(Title(goal)),
                by: Field::Absent,
            })
        }),
        ..ProfileDocument::default()
    };
    if !skills.is_empty() {
        profile.skills = Field::Valid(Entries(skills));
    }
    profile
}
