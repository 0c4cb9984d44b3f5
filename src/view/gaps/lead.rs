//! Who the person is, and the gaps in a few sentences.

use crate::query::{Estimate, Gap, GapsAnswer, Named, OtherField, Person, Readiness, Study};

use super::super::{Sources, StyledText, TextStyle, display};

pub fn lead(gaps: &GapsAnswer, sources: &mut Sources) -> Vec<StyledText> {
    let person = gaps.header.person.as_ref();
    let asks = gaps.readiness.is_some_and(|found| found.required > 0);
    let is_met = person.is_some() && !gaps.any_open() && asks;
    let known = [
        person.map(|person| who(person, &gaps.header.as_of)),
        gaps.readiness
            .map(|found| readiness(found, gaps.gaps.is_empty(), person)),
        person.and_then(assumed),
        person.and_then(stint),
        is_met.then(|| {
            let step = gaps.step.as_ref();
            let is_eligible = step.and_then(|step| step.eligible) == Some(true);
            StyledText::good(if is_eligible { ELIGIBLE } else { COMPLETE })
        }),
        gaps.are_years_left_out
            .then(|| StyledText::middling(YEARS_LEFT_OUT)),
        study(&gaps.study),
        gaps.gaps
            .iter()
            .find_map(Gap::in_another_field)
            .map(|held| other_field(&held)),
    ];
    let known = known.into_iter().flatten();
    known.chain(before_the_move(gaps, sources)).collect()
}

/// What the profile says where a degree in another field is accepted.
pub fn other_field(held: &OtherField) -> StyledText {
    let field = held.field.as_ref();
    let field = field.map_or("of unknown field".to_owned(), |field| format!("in {field}"));
    StyledText::from(format!(
        "The {} {field} is in none of the fields asked for; if it is accepted, write ",
        held.degree
    ))
    .code("not_applicable: { education: REASON }")
    .plain(" into the profile.")
}

/// What is said of years of experience that are left out.
pub const YEARS_LEFT_OUT: &str = "The years of experience rest on an estimate, which is left out.";

/// What is said where every requirement is met.
const COMPLETE: &str = "Nothing is missing.";

/// The same where no time is to serve either.
pub const ELIGIBLE: &str = "Nothing is missing: eligible now.";

/// What the move from the present role waits for: the time still to serve, and the gate.
fn before_the_move(gaps: &GapsAnswer, sources: &mut Sources) -> Vec<StyledText> {
    let present = gaps.header.person.as_ref();
    let present = present.and_then(|person| person.role.as_ref());
    let Some((step, present)) = gaps.step.as_ref().zip(present) else {
        return Vec::new();
    };
    let left = step.to_serve.as_ref().filter(|left| left.min.0 > 0.0);
    let left = left.map(|left| {
        let years = StyledText::middling(display::span_of_years(left));
        let role = StyledText::from("Still to serve as ").then(StyledText::role(&present.id));
        role.plain(": ").then(sources.figure(years, &left.cited))
    });
    let gate = step.facts.gate.as_ref().map(|gate| {
        let role = StyledText::from("Gate of the move from ").then(StyledText::role(&present.id));
        let gate = sources.cite(StyledText::middling(gate), &step.facts.cited);
        role.plain(": ").then(gate)
    });
    left.into_iter().chain(gate).collect()
}

/// The person of an answer, its day, and what is assumed of the person.
pub fn about(person: Option<&Person>, as_of: &str) -> impl Iterator<Item = StyledText> {
    let who = person.map(|person| who(person, as_of));
    let stint = person.and_then(stint);
    who.into_iter().chain(person.and_then(assumed)).chain(stint)
}

/// Which time in the role counts, where there were several stints.
fn stint(person: &Person) -> Option<StyledText> {
    let since = person.stint_since.as_ref()?;
    Some(StyledText::from(format!(
        "Time in the role counts from {since} on, without earlier stints."
    )))
}

pub fn who(person: &Person, as_of: &str) -> StyledText {
    let role = |role: &Named| format!("{} ({})", role.title, role.id);
    let who = match (&person.name, &person.role, person.from) {
        (_, Some(from), true) => format!("A person who just meets {}", role(from)),
        (Some(name), Some(present), false) => format!("{name}, {}", role(present)),
        (None, Some(present), false) => role(present),
        (Some(name), None, _) => format!("{name}, {}", without_role(person)),
        (None, None, _) => format!("A person who is {}", without_role(person)),
    };
    StyledText::from(who).and(
        TextStyle::Quiet,
        format!(", {}", display::value(format!("as of {as_of}"))),
    )
}

fn without_role(person: &Person) -> String {
    match &person.upcoming {
        Some(upcoming) => format!("on the ladder from {} on", upcoming.since),
        None => "not on the ladder yet".to_owned(),
    }
}

/// How much is met; the mean stands beside the count, never alone.
pub fn readiness(readiness: Readiness, asks_nothing: bool, person: Option<&Person>) -> StyledText {
    match readiness.ratio {
        Some(ratio) => {
            let person = person.filter(|_| readiness.baseline > 0);
            let baseline = person.map(|person| {
                let roles = display::baseline(person);
                format!(", {} of them as {roles}", readiness.baseline)
            });
            StyledText::strong(format!("{} of {} met", readiness.met, readiness.required))
                .plain(baseline.unwrap_or_default())
                .plain(format!(", readiness {}", display::ratio(ratio)))
        }
        None if asks_nothing => StyledText::from(
            "The role asks for nothing, so there is no readiness. Say in the ladder what it needs, such as ",
        )
        .code("skills: { writing: working }")
        .plain("."),
        None => "Nothing that the role asks for applies, so there is no readiness.".into(),
    }
}

/// What is assumed of the person.
pub fn assumed(person: &Person) -> Option<StyledText> {
    let facts = person.assumed.join(", ");
    (!facts.is_empty()).then(|| StyledText::middling(format!("Assumed: {facts}")))
}

pub fn study(study: &Study) -> Option<StyledText> {
    let is_known = study.hours.is_some() || study.hours_estimated.is_some();
    let is_unknown = !is_known && study.unknown.is_empty();
    if is_unknown || !display::takes_study(study.hours, study.hours_estimated) {
        return None;
    }
    let hours = match (study.hours, study.hours_estimated) {
        (None, None) => "hours unknown".to_owned(),
        (Some(hours), Some(estimated)) => {
            let estimated = Estimate {
                at_least: false,
                ..estimated
            };
            let [hours, estimated] = [hours, estimated].map(|hours| display::hours(Some(hours)));
            format!("{hours} hours and {estimated} estimated")
        }
        (hours, estimated) => format!("{} hours", display::hours(hours.or(estimated))),
    };
    let unknown = match study.unknown.len() {
        several if several > 0 && is_known => {
            let parts = display::counted(several, "requirement");
            format!(" (unknown in part for {parts})")
        }
        _ => String::new(),
    };
    let weeks = study.weeks.zip(study.hours_per_week).map(|(weeks, pace)| {
        let weeks = display::hours(Some(weeks));
        format!(
            ", {weeks} weeks at {} a week",
            display::value(display::counted(pace, "hour"))
        )
    });
    let weeks = weeks.unwrap_or_default();
    Some(StyledText::from(format!("Study: {hours}{unknown}{weeks}")))
}
