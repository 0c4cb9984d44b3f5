//! What is to be done for a rung in an unknown time, and how to give one.

use smol_str::SmolStr;

use crate::{
    query::{PlanItem, Task},
    vocabulary::{Degree, Unstated},
};

use super::super::{Sources, StyledText, TextStyle, Todo, display};
use super::{
    rung::Rung,
    rungs::{Extent, sentence, some},
};

/// What is to be done for a rung in an unknown time.
pub fn without_time(rung: &Rung, extent: Extent) -> Option<Todo> {
    let mut names: Vec<String> = Vec::new();
    let mut skills: Vec<(&SmolStr, &SmolStr)> = Vec::new();
    for item in &rung.items {
        match &item.task {
            Task::Study {
                skill,
                level,
                hours: None,
                ..
            } => {
                // The highest level comes last.
                skills.retain(|(known, _)| *known != &skill.title);
                skills.push((&skill.title, &level.name));
            }
            Task::Certification {
                earn: Some(earn), ..
            } if earn.hours.is_none() => {
                names.push(display::short_name(&earn.named.title, &earn.named.id).to_owned());
            }
            _ => (),
        }
    }
    let skills = skills.into_iter();
    let skills = skills.map(|(title, level)| format!("{title} ({level})"));
    names.splice(0..0, skills);
    let degrees = unknown_degrees(&rung.items);
    let untimed = |what: Unstated| display::untimed([what].into_iter(), rung.left_out);
    let others = rung.unstated.iter().flat_map(|unstated| match unstated {
        Unstated::Education => vec![of_degrees(&degrees)],
        Unstated::Experience | Unstated::Serving | Unstated::Practice | Unstated::AnyOf => {
            untimed(*unstated)
        }
        // The points that are missing have a line of their own.
        Unstated::Points
        | Unstated::Certification
        | Unstated::Study
        | Unstated::HoursPerWeek
        | Unstated::Gate => Vec::new(),
    });
    names.splice(0..0, others);
    let names = some(names, extent.names.saturating_mul(2).max(1));
    let text = format!("No time is known for {}.", display::list(&names));
    (!names.is_empty()).then(|| sentence(false, StyledText::middling(text)))
}

/// What of a rung has no known time, in a line: the kinds, and what a gate waits for where it is short.
pub fn kinds_without_time(rung: &Rung, sources: &mut Sources) -> Option<Todo> {
    let kinds = rung.unstated.iter().filter(|what| **what != Unstated::Gate);
    let gate = rung.gate.map(|_| Unstated::Gate);
    let kinds = kinds.copied().chain(gate);
    let kinds = display::untimed(kinds, rung.left_out);
    let text = StyledText::middling(format!("No time is known for {}", display::list(&kinds)));
    let text = match rung.gate.filter(|_| has_short_gate(rung)) {
        Some((gate, cited)) => {
            let gate = StyledText::middling(format!(" ({gate})"));
            text.then(sources.cite(gate, cited))
        }
        None => text,
    };
    (!kinds.is_empty()).then(|| sentence(false, text.and(TextStyle::Middling, ".")))
}

/// Whether what the gate of a rung waits for fits into a line with other words.
pub fn has_short_gate(rung: &Rung) -> bool {
    /// The most characters.
    const SHORT: usize = 40;
    rung.gate
        .is_some_and(|(gate, _)| gate.chars().count() <= SHORT)
}

/// The degrees to earn whose years are unknown, each once.
fn unknown_degrees(items: &[&PlanItem]) -> Vec<Degree> {
    let mut degrees = Vec::new();
    for item in items {
        if let Task::Education { unknown, .. } = &item.task {
            let new = unknown.iter().filter(|degree| !degrees.contains(*degree));
            degrees.extend(new.copied().collect::<Vec<_>>());
        }
    }
    degrees
}

/// Degrees whose years are unknown: `the degree (bachelor)`.
fn of_degrees(degrees: &[Degree]) -> String {
    let named = degrees.iter().map(|degree| degree.name());
    match degrees {
        [] => display::unstated(Unstated::Education).to_owned(),
        [_] => format!("the degree ({})", display::join(named, ", ")),
        _ => format!("the degrees ({})", display::join(named, ", ")),
    }
}

/// Whether a time that the ladder lacks can be given.
pub fn can_be_given(rungs: &[Rung]) -> bool {
    ways_to_give_a_time(rungs).iter().any(Option::is_some)
}

/// How a person gives the times that the ladder lacks.
pub fn how_to_give_a_time(rungs: &[Rung]) -> Option<StyledText> {
    // The other times give no date either then.
    let mut lacking = rungs.iter().flat_map(|rung| rung.unstated);
    let points = lacking.any(|part| *part == Unstated::Points).then(|| {
        let said = "No date is known while points are missing.";
        StyledText::default().sentence(TextStyle::Middling, said)
    });
    let sentences = ways_to_give_a_time(rungs).into_iter().chain([points]);
    let sentences = sentences.flatten();
    sentences.reduce(|one, other| one.plain(" ").then(other))
}

fn ways_to_give_a_time(rungs: &[Rung]) -> [Option<StyledText>; 4] {
    let middling = |said| StyledText::default().sentence(TextStyle::Middling, said);
    let rung_lacks =
        |rung: &Rung, what| rung.unstated.contains(&what) && !rung.left_out.contains(&what);
    let lacks = |what: Unstated| rungs.iter().any(|rung| rung_lacks(rung, what));
    // A time that is left out is known without `--no-estimates`.
    let items = || rungs.iter().flat_map(|rung| &rung.items);
    let level = items().find_map(|item| match &item.task {
        Task::Study {
            level,
            hours: None,
            is_left_out: false,
            ..
        } => Some(&level.name),
        _ => None,
    });
    let level = level.map(|level| format!("levels: {{ {level}: {{ practice: 2 years }} }}"));
    let mut examinations = items().filter_map(|item| match &item.task {
        Task::Certification { earn, .. } => earn.as_ref(),
        _ => None,
    });
    let certification = examinations
        .any(|earn| earn.hours.is_none() && !earn.is_left_out)
        .then(|| "certifications: { hours: 40 }".to_owned());
    let lacking = rungs.iter();
    let lacking = lacking.filter(|rung| rung_lacks(rung, Unstated::Education));
    let unknown = lacking.flat_map(|rung| unknown_degrees(&rung.items));
    let degree = unknown.into_iter().next().map(|degree| {
        let years = if degree == Degree::Bachelor { 3 } else { 2 };
        format!("degrees: {{ {degree}: {{ years: {years} }} }}")
    });
    let parts: Vec<String> = level
        .into_iter()
        .chain(certification)
        .chain(degree)
        .collect();
    let learning = (!parts.is_empty()).then(|| {
        let how = "Give a time as `learning` in the ladder or the profile, such as ";
        middling(how)
            .code(format!("learning: {{ {} }}", parts.join(", ")))
            .and(TextStyle::Middling, ".")
    });
    let experience = lacks(Unstated::Experience)
        .then(|| middling("Give your experience in the profile, such as `experience: 4`."));
    let serving = lacks(Unstated::Serving).then(|| {
        middling(
            "Give the time of a move as `after` on the move in the ladder, such as `after: 2-3`.",
        )
    });
    let with_estimates = rungs.iter().any(|rung| !rung.left_out.is_empty());
    let with_estimates = with_estimates.then(|| {
        middling("Estimates count without ")
            .code("--no-estimates")
            .and(TextStyle::Middling, ".")
    });
    [learning, serving, experience, with_estimates]
}
