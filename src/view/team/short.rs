//! What a team lacks, in a few lines.

use crate::query::{Need, TeamAnswer, TeamSkill};

use super::{
    super::{Body, Section, StyledText, display},
    people,
    tables::{certification, few},
};

/// How many entries of each line are named.
const SHOWN: usize = 3;

/// What one person alone has, what is missing most, the best training, and what ends.
pub fn section(team: &TeamAnswer) -> Section {
    let alone = team.skills.iter().filter(|skill| skill.single_point);
    let missing = team.skills.iter().filter(|skill| skill.holders.is_empty());
    let facts = Body::facts([
        (
            "One person alone has",
            listed(alone.map(|skill| format!("{} ({})", wanted(skill), few(&skill.holders)))),
        ),
        ("No one has", listed(missing.map(wanted))),
        (
            "Missing most",
            listed(team.gaps.iter().map(|gap| {
                let what = match &gap.need {
                    Need::Certification { one_of } => certification(one_of),
                    _ => gap.title.to_string(),
                };
                format!("{what} ({})", people(gap.people.len()))
            })),
        ),
        ("Best training", training(team)),
        (
            "Ends",
            listed(team.certifications.iter().map(|one| {
                let ends = one.ends.as_deref().unwrap_or(one.status.name());
                format!("{} of {} ({ends})", one.named.id, one.person)
            })),
        ),
    ]);
    Section::new("What the team lacks", facts)
}

fn wanted(skill: &TeamSkill) -> String {
    format!("{} at {}", skill.named.title, skill.need.name)
}

/// The first of some entries, and how many more there are.
fn listed(entries: impl Iterator<Item = String>) -> StyledText {
    let entries: Vec<String> = entries.collect();
    let first = display::join(entries.iter().take(SHOWN), ", ");
    match entries.len().saturating_sub(SHOWN) {
        0 => first.into(),
        more => format!("{first} and {more} more").into(),
    }
}

/// The raise of one skill that is enough for most people.
fn training(team: &TeamAnswer) -> StyledText {
    let Some(first) = team.training.first() else {
        return StyledText::default();
    };
    let names: Vec<_> = first.unlocks.iter().map(|one| one.person.clone()).collect();
    let mut roles = first.unlocks.iter().flat_map(|one| &one.roles);
    let role = roles
        .next()
        .filter(|role| roles.all(|other| other == *role));
    let role = role.map_or("a next role", |role| role);
    let meet = if names.len() == 1 { "meets" } else { "meet" };
    format!(
        "{} to {}: then {} {meet} all that {role} asks for",
        first.named.title,
        first.to.name,
        few(&names)
    )
    .into()
}
