//! What an assumption changes, in a sentence.

use smol_str::SmolStr;

use crate::query::{Headline, Number, WhatIf};

use super::{StyledText, display};

/// How many roles are named.
const NAMED: usize = 6;

/// What changes for each role; `None` where there is nothing to compare.
pub fn sentence(what_if: &WhatIf) -> Option<StyledText> {
    if what_if.assumed.0.is_empty() || what_if.before.0.is_empty() {
        return None;
    }
    let changes: Vec<String> = what_if
        .changes()
        .filter_map(|(role, before, after)| {
            let what = change(before, after)?;
            Some(format!("{role} {what}"))
        })
        .collect();
    let more = changes.len().saturating_sub(NAMED);
    let shown = &changes[..changes.len() - more];
    Some(StyledText::middling(match (shown, more) {
        ([], _) => "What is assumed changes none of these figures.".to_owned(),
        (shown, 0) => format!("What is assumed changes: {}.", shown.join("; ")),
        (shown, more) => {
            let roles = display::counted(more, "more role");
            format!(
                "What is assumed changes: {}; and {roles}.",
                shown.join("; ")
            )
        }
    }))
}

/// The figures of a role that differ, before and after.
fn change(before: &Headline, after: &Headline) -> Option<String> {
    let mut parts = Vec::new();
    if let (Some(one), Some(other)) = (before.rank, after.rank)
        && one != other
    {
        parts.push(format!("rank {one} → {other}"));
    }
    if let (Some(one), Some(other)) = (before.readiness, after.readiness)
        && one != other
    {
        let met = if one.met == other.met {
            one.met.to_string()
        } else {
            format!("{} → {}", one.met, other.met)
        };
        let ratios = one.ratio.zip(other.ratio);
        let ratios = ratios.map(|ratios| (display::ratio(ratios.0), display::ratio(ratios.1)));
        let ratio = ratios.filter(|(one, other)| one != other);
        let ratio = ratio.map(|(one, other)| format!(", readiness {one} → {other}"));
        let ratio = ratio.unwrap_or_default();
        parts.push(format!("{met} of {} met{ratio}", other.required));
    }
    if let (Some([one, of]), Some([other, _])) = (before.names, after.names)
        && one != other
    {
        parts.push(format!("{one} → {other} of {of} names held"));
    }
    if let (Some(one), Some(other)) = (before.due, after.due)
        && one != other
    {
        parts.push(format!("{one} → {other} due"));
    }
    let [one, other] = [before, after].map(arrival);
    if one != other {
        parts.push(format!("{one} → {other}"));
    }
    if before.begin_by != after.begin_by {
        let day = |day: &Option<SmolStr>| day.clone().unwrap_or_else(|| "none".into());
        let [one, other] = [before, after].map(|headline| day(&headline.begin_by));
        parts.push(format!("last day to begin {one} → {other}"));
    }
    if before.earned != after.earned {
        let sum = |earned: Option<Number>| earned.map_or("unknown".to_owned(), display::whole);
        let [one, other] = [before, after].map(|headline| sum(headline.earned));
        parts.push(format!("earned on the route {one} → {other}"));
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The day of arrival in words.
fn arrival(headline: &Headline) -> String {
    let day = |day| display::day(day, headline.estimated);
    match (&headline.earliest, &headline.not_before) {
        (Some(known), _) => day(known),
        (None, Some(known)) => format!("not before {}", day(known)),
        (None, None) => "no date".to_owned(),
    }
}
