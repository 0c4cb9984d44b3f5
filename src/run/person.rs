//! The person of an answer: their inputs, state and goal.

use anyhow::Result;

use crate::{
    check::{assumption, role},
    cli::{Options, StartArgs},
    diagnostic::UsageError,
    load::{
        ClaimEntry, Entries, ExperienceEntry, Field, ProfileDocument,
        types::{DateText, LevelText, Prose, Title, Years},
    },
    model::{Day, Ladder, RoleIndex},
    query::{self, PersonState, ProfileExample},
    render,
};

use super::{
    files::{self, Inputs},
    terminal,
};

/// Reads the ladder, and the profile unless `--from` replaces it.
pub fn inputs(start: &StartArgs, options: &Options) -> Result<&'static Inputs> {
    match start.from {
        Some(_) => files::ladder_only(options),
        None => files::ladder_and_profile(options),
    }
}

/// The state of the person: by `--from`, by the profile, or unknown; changed by `--assume`.
pub fn state(start: &StartArgs, inputs: &Inputs, as_of: Day) -> Result<PersonState> {
    let ladder = &inputs.ladder;
    let state = match (&start.from, &inputs.profile) {
        (Some(name), _) => PersonState::meeting(ladder, role(name, ladder)?, as_of),
        (None, Some(profile)) => PersonState::of(ladder, profile, as_of),
        (None, None) => PersonState::unknown(as_of),
    };
    start.assume.iter().try_fold(state, |state, fact| {
        Ok(state.assume(ladder, &assumption(fact, ladder)?))
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
        UsageError::new(format!("`ladder {command}` needs a role"))
            .help(help)
            .help("or write `goal: ROLE` into the profile".to_owned())
            .into()
    })
}

/// Prints the beginning of a profile for a person without one.
pub fn note_missing_profile(ladder: &Ladder, role: Option<RoleIndex>, options: &Options) {
    let answer = match role {
        Some(_) => "everything that the role asks for",
        None => "the entry roles",
    };
    let note = format!(
        "without a profile, this lists {answer}; for your own answer, save lines like these as me.yaml:"
    );
    suggest_profile(&note, ladder, role, options);
}

/// Prints the beginning of a profile after a note.
pub fn suggest_profile(note: &str, ladder: &Ladder, role: Option<RoleIndex>, options: &Options) {
    let Some(example) = query::profile_example(ladder, role).filter(|_| !options.quiet) else {
        return;
    };
    let profile = profile(example).to_yaml().to_string();
    let color = terminal::stderr_color(options.color);
    terminal::eprint(&render::pattern(note, &profile, color));
}

/// The beginning of a profile, with numbers to replace.
fn profile(example: ProfileExample) -> ProfileDocument {
    let skills = example.skills.into_iter();
    let skills = skills.map(|(skill, level)| {
        let claim = ClaimEntry {
            level: Field::Valid(LevelText(level)),
            ..ClaimEntry::default()
        };
        (Prose(skill), Field::Valid(claim))
    });
    let skills: Vec<_> = skills.collect();
    let mut profile = ProfileDocument {
        role: Field::Valid(Title(example.role)),
        since: Field::Valid(DateText("2023-04".into())),
        experience: Field::Valid(ExperienceEntry::Years(Years(4.0))),
        ..ProfileDocument::default()
    };
    if !skills.is_empty() {
        profile.skills = Field::Valid(Entries(skills));
    }
    profile
}
