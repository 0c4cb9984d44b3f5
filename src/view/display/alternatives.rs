//! How alternatives and points are written.

use crate::{
    query::{Alternative, Choice, MissingPoints, Number},
    vocabulary::RequirementKind,
};

use super::{StyledText, TextStyle, list, list_or, need_briefly};

/// An alternative in few words: `Statistics: working`, `9 years of experience`.
fn alternative(member: &Alternative) -> String {
    let asked = need_briefly(&member.need);
    match member.kind {
        RequirementKind::Skill => format!("{}: {asked}", member.title),
        RequirementKind::Experience => format!("{asked} of experience"),
        RequirementKind::Education => format!("a degree: {asked}"),
        _ => format!("the certification {}", member.id),
    }
}

/// What is taken of a group, with what else would do: `9 years of experience (or a degree: master)`.
pub fn choice_briefly(choice: &Choice) -> String {
    let taken: Vec<String> = choice.taken.iter().map(alternative).collect();
    let others: Vec<String> = choice.others.iter().map(alternative).collect();
    let missing = choice.missing > 0;
    let missing = missing.then(|| "alternatives of which too few can be met".to_owned());
    let taken: Vec<String> = taken.into_iter().chain(missing).collect();
    match others.as_slice() {
        [] => list(&taken),
        others => format!("{} (or {})", list(&taken), list_or(others)),
    }
}

/// What is taken of a group, and what else would do, in a sentence.
pub fn choice(choice: &Choice) -> StyledText {
    let title = choice.title.as_deref();
    let title = title.map_or_else(|| group(choice), str::to_owned);
    let taken: Vec<String> = choice.taken.iter().map(alternative).collect();
    let mut text = StyledText::from(format!("{title}: "));
    text = match taken.as_slice() {
        [] => text,
        taken => text.plain(list(taken)),
    };
    if choice.missing > 0 {
        let separator = if taken.is_empty() { "" } else { "; " };
        let missing = match choice.missing {
            1 => "one of them cannot be met".to_owned(),
            several => format!("{several} of them cannot be met"),
        };
        text = text.and(TextStyle::Bad, format!("{separator}{missing}"));
    }
    let others: Vec<String> = choice.others.iter().map(alternative).collect();
    if others.is_empty() {
        return text;
    }
    let others = format!("; {} would do as well", list_or(&others));
    text.and(TextStyle::Middling, others)
}

/// A group without a title: `Any one of 3`.
fn group(choice: &Choice) -> String {
    let members = choice.met.len() + choice.taken.len() + choice.others.len();
    match choice.need {
        1 => format!("One of {members}"),
        need => format!("{need} of {members}"),
    }
}

/// The points that are missing, in few words.
pub fn missing_points_briefly(missing: &MissingPoints) -> String {
    format!("points {} → {}", missing.have, missing.need)
}

/// The points that are missing on arrival, and what brings most.
pub fn missing_points(missing: &MissingPoints) -> StyledText {
    let lacking = Number::rounded(missing.need.0 - missing.have.0);
    let text = format!(
        "Points: {} of {}, {lacking} missing",
        missing.have, missing.need
    );
    let text = StyledText::middling(text);
    match &missing.raise {
        Some(raise) => text.plain(format!(
            "; most by {} → {} (+{})",
            raise.named.title, raise.to.name, raise.gain
        )),
        None => text,
    }
}
