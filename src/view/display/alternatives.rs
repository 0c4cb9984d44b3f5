//! How alternatives and points are written.

use smol_str::SmolStr;

use crate::query::{Alternative, Choice, MissingPoints, Named, Need, Number, Raise};

use super::{
    StyledText, TextStyle, counted, join, list, list_or,
    requirement::{alternative, some_of, worth},
};

/// What a group without a title is called where its alternatives stand beside it.
pub const ALTERNATIVES: &str = "Alternatives";

/// The members of a group that has only its name in a table: `Degree or time: of master, 9 years of experience`.
pub fn members_of(name: StyledText, members: &[SmolStr], need: &Need) -> StyledText {
    let one = match need {
        Need::Certification { .. } => "one ",
        _ => "",
    };
    name.and(
        TextStyle::Quiet,
        format!(": {one}of {}", members.join(", ")),
    )
}

/// What counts for points, a sentence for each way in which roles count them; where there are several ways, with the roles.
pub fn points_of<'a>(needs: impl Iterator<Item = (&'a str, &'a Need)>) -> Vec<StyledText> {
    let mut ways: Vec<(&[Named], &[Number], Vec<&str>)> = Vec::new();
    for (role, need) in needs {
        let Need::Points { of, worth, .. } = need else {
            continue;
        };
        match ways
            .iter_mut()
            .find(|(known, worths, _)| **known == **of && worths == worth)
        {
            Some((.., roles)) => roles.push(role),
            None => ways.push((of, worth, vec![role])),
        }
    }
    let are_several = ways.len() > 1;
    let sentences = ways.into_iter().map(|(of, worth, roles)| {
        let roles = are_several.then(|| format!(" of {}", list(&roles)));
        let name = format!("Points{}", roles.unwrap_or_default());
        let names = (of.len() > NAMED).then(|| join(of.iter().map(|skill| &skill.title), ", "));
        let names = names.map(|names| format!(" The skills: {names}."));
        let text = format!(": a {}{}", counts(of, worth), names.unwrap_or_default());
        StyledText::from(name).and(TextStyle::Quiet, text)
    });
    sentences.collect()
}

/// So many skills that count are named; of more than these, their number is.
const NAMED: usize = 4;

/// What the levels of skills are worth, after `a`.
pub fn counts(of: &[Named], worths: &[Number]) -> String {
    let skills = match of.len() {
        few if few <= NAMED => join(of.iter().map(|skill| &skill.title), ", "),
        many => format!("each of {}", counted(many, "skill")),
    };
    format!(
        "level of {skills} is worth {}, lowest first.",
        worth(worths)
    )
}

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
    let as_well = format!("; {} would do as well", list_or(&others));
    let text = text.and(TextStyle::Middling, as_well);
    let untimed: Vec<String> = members(&choice.untimed);
    let its = match untimed.as_slice() {
        [] => return text,
        [_] => "its",
        _ => "their",
    };
    let which = if untimed.len() == others.len() {
        " and".to_owned()
    } else {
        format!("; {}", list_or(&untimed))
    };
    let without = if choice.lacks_pace {
        " without hours of study a week"
    } else {
        ""
    };
    let quicker = format!("{which} may be quicker: {its} time is unknown{without}");
    text.and(TextStyle::Middling, quicker)
}

/// The points that are missing, in few words.
pub fn missing_points_briefly(missing: &MissingPoints) -> String {
    format!("points {} → {}", missing.have, missing.need)
}

/// The points that are missing on arrival, with those that come with the required levels, and what brings most.
pub fn missing_points(missing: &MissingPoints) -> StyledText {
    let MissingPoints {
        have,
        need,
        by_required,
        raise,
    } = missing;
    let lacking = missing.lacking();
    let all = Number::rounded(lacking.0 + by_required.0);
    let parts = missing_of(all, *by_required, lacking);
    let text = format!("Points: {have} of {need}, {parts}");
    let text = StyledText::middling(text);
    match raise {
        Some(raise) => text.plain(format!("; most by {}", raised(raise))),
        None => text,
    }
}

/// How many points are missing; where some of them come with the required levels, how many are left:
/// `9 missing: 7 by the required levels, 2 left to choose`.
pub fn missing_of(missing: Number, by_required: Number, to_choose: Number) -> String {
    let missing = format!("{missing} missing");
    if by_required.0 <= 0.0 {
        return missing;
    }
    if to_choose.0 <= 0.0 {
        return format!("{missing}: all by the required levels");
    }
    format!("{missing}: {by_required} by the required levels, {to_choose} left to choose")
}

/// A raise in words: `Testing → able (+2)`.
pub fn raised(raise: &Raise) -> String {
    format!(
        "{} → {} (+{})",
        raise.named.title, raise.to.name, raise.gain
    )
}
