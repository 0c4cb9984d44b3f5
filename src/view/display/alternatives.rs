//! How alternatives and points are written.

use crate::query::{Alternative, Choice, MissingPoints, Raise};

use super::{
    StyledText, TextStyle, join, list, list_or,
    requirement::{alternative, some_of},
};

/// What a group without a title is called where its alternatives stand beside it.
pub const ALTERNATIVES: &str = "Alternatives";

/// Alternatives in few words.
fn members(members: &[Alternative]) -> Vec<String> {
    let members = members.iter();
    members
        .map(|member| alternative(member.kind, &member.title, &member.need))
        .collect()
}

/// What is taken of a group, with what else would do: `Degree or time: 9 years of experience (or master)`.
pub fn choice_briefly(choice: &Choice) -> String {
    let title = choice.title.as_ref();
    let title = title.map_or_else(String::new, |title| format!("{title}: "));
    let taken: Vec<String> = members(&choice.taken);
    let others: Vec<String> = members(&choice.others);
    let missing = choice.missing > 0;
    let missing = missing.then(|| "alternatives: too few of them can be met".to_owned());
    let taken: Vec<String> = taken.into_iter().chain(missing).collect();
    match others.as_slice() {
        [] => format!("{title}{}", list(&taken)),
        others => format!("{title}{} (or {})", list(&taken), list_or(others)),
    }
}

/// The title of a group, else its alternatives.
pub fn choice_name(choice: &Choice) -> String {
    let all = choice.met.iter().chain(&choice.taken).chain(&choice.others);
    let names = all.map(|member| alternative(member.kind, &member.title, &member.need));
    let title = choice.title.as_ref();
    title.map_or_else(|| join(names, " or "), ToString::to_string)
}

/// What is taken of a group, and what else would do, in a sentence.
pub fn choice(choice: &Choice) -> StyledText {
    let members_of = |count| some_of(choice.need, count);
    let count = choice.met.len() + choice.taken.len() + choice.others.len();
    let title = choice.title.as_deref();
    let title = title.map_or_else(|| members_of(count), str::to_owned);
    let taken: Vec<String> = members(&choice.taken);
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
    let others: Vec<String> = members(&choice.others);
    if others.is_empty() {
        return text;
    }
    let others = format!("; {} would do as well", list_or(&others));
    text.and(TextStyle::Middling, others)
}

/// The points that are missing, in few words.
pub fn missing_points_briefly(missing: &MissingPoints) -> String {
    format!("points {} → {}", missing.have, missing.need)
}

/// The points that are missing on arrival, and what brings most.
pub fn missing_points(missing: &MissingPoints) -> StyledText {
    let text = format!(
        "Points: {} of {}, {} missing",
        missing.have,
        missing.need,
        missing.lacking()
    );
    let text = StyledText::middling(text);
    match &missing.raise {
        Some(raise) => text.plain(format!("; most by {}", raised(raise))),
        None => text,
    }
}

/// A raise in words: `Testing → able (+2)`.
pub fn raised(raise: &Raise) -> String {
    format!(
        "{} → {} (+{})",
        raise.named.title, raise.to.name, raise.gain
    )
}
