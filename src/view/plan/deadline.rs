//! Whether a plan reaches its role by a day: what it takes, or what binds.

use crate::{
    query::{Arrival, Binding, Deadline, Number, PlanAnswer, Task},
    vocabulary::{DeadlineStatus, TimeUse},
};

use super::super::{StyledText, TextStyle, display};

/// The answer in one sentence, then what it rests on.
pub fn sentences(plan: &PlanAnswer) -> Vec<StyledText> {
    let Some((deadline, own)) = plan
        .deadline
        .as_ref()
        .and_then(|deadline| Some((deadline, deadline.arrival.as_ref()?)))
    else {
        return Vec::new();
    };
    let about = [
        binding(plan, deadline),
        would_give(plan, deadline),
        other_routes(deadline),
        not_proven(deadline),
    ];
    let about = about.into_iter().flatten();
    [first(plan, deadline, own)]
        .into_iter()
        .chain(about)
        .collect()
}

fn first(plan: &PlanAnswer, deadline: &Deadline, own: &Arrival) -> StyledText {
    let by = format!("By {}: ", deadline.day);
    let role = StyledText::role(&plan.role.id);
    if has_passed(plan, deadline) {
        let passed = StyledText::from(by).and(TextStyle::Bad, "this day has passed");
        let earliest = deadline.earliest.as_ref().unwrap_or(own);
        return passed
            .plain("; ")
            .then(role)
            .plain(format!(" {}.", when(earliest)));
    }
    let pace = own.hours_per_week.filter(|pace| pace.0 > 0.0);
    let pace = pace.map(|pace| format!(" at {} a week", hours(pace)));
    let pace = pace.unwrap_or_default();
    let takes = match deadline.hours_per_week {
        Some(least) if least.0 == 0.0 => Some("it takes no study".to_owned()),
        Some(least) => {
            let mark = if deadline.hours_estimated { "~" } else { "" };
            Some(format!("it takes at least {mark}{} a week", hours(least)))
        }
        None => None,
    };
    let (style, status, rest) = match deadline.status {
        DeadlineStatus::Met => {
            let latest = own.latest.as_ref();
            let late = latest.filter(|latest| **latest > deadline.day);
            let late = late.map(|latest| {
                let latest = display::day(latest, own.estimated);
                format!("; but only {latest} with the longest times")
            });
            // Part of an hour can do where a whole hour is named.
            let is_less = own.hours_per_week < deadline.hours_per_week;
            let takes = takes.filter(|_| !is_less || pace.is_empty());
            let takes = takes.map(|takes| format!("; {takes}"));
            let rest = format!(
                ", {}{pace}, {}{}{}.",
                display::day(&own.day, own.estimated),
                apart(own),
                takes.unwrap_or_default(),
                late.unwrap_or_default()
            );
            (TextStyle::Good, "reached", rest)
        }
        DeadlineStatus::MoreHours => {
            let takes = takes.unwrap_or_default();
            let (status, rest) = match pace.as_str() {
                "" => (
                    "depends on the hours of study a week",
                    format!(": {takes}."),
                ),
                _ => ("not reached", format!("{pace} ({}): {takes}.", when(own))),
            };
            (TextStyle::Middling, status, rest)
        }
        DeadlineStatus::NotReachable => {
            let earliest = deadline.earliest.as_ref().unwrap_or(own);
            let most = hours(deadline.most_hours_per_week);
            let rest = format!(", even at {most} of study a week: {}.", when(earliest));
            (TextStyle::Bad, "not reachable", rest)
        }
        DeadlineStatus::Unknown => {
            let earliest = deadline.earliest.as_ref().unwrap_or(own);
            let unknown = deadline.bound_by.iter().filter_map(no_time);
            let unknown: Vec<String> = unknown.collect();
            let rest = if unknown.is_empty() {
                let may_be_earlier = plan.items.iter().any(|item| match &item.task {
                    Task::Eligible { may_be_earlier, .. } => *may_be_earlier,
                    _ => false,
                });
                let quicker = if may_be_earlier {
                    "; an alternative of unknown time may be quicker"
                } else {
                    ""
                };
                format!(" is reached: {}{quicker}.", when(earliest))
            } else {
                let unknown = display::list(&unknown);
                let when = when(earliest);
                format!(" is reached: {when}; no time is known for {unknown}.")
            };
            let unsaid = StyledText::from(by).and(TextStyle::Middling, "it cannot be said whether");
            return unsaid.plain(" ").then(role).plain(rest);
        }
    };
    let sentence = StyledText::from(by).then(role).plain(" ");
    sentence.and(style, status).plain(rest)
}

/// Whether the last day is before the day of the answer.
fn has_passed(plan: &PlanAnswer, deadline: &Deadline) -> bool {
    // Days in ISO form have the order of their texts.
    deadline.day < plan.as_of
}

/// What of a move has no known time.
fn no_time(step: &Binding) -> Option<String> {
    let parts = step.unstated.iter().map(|part| display::unstated(*part));
    let parts: Vec<&str> = parts.collect();
    let text = format!("{} before {}", display::list(&parts), step.role.id);
    (!parts.is_empty()).then_some(text)
}

/// A number of hours of study.
fn hours(hours: Number) -> String {
    display::counted(hours, "hour")
}

/// When the arrival is, and how late that is.
fn when(arrival: &Arrival) -> String {
    let day = display::day(&arrival.day, arrival.estimated);
    let words = if arrival.is_not_before {
        "not before "
    } else {
        ""
    };
    format!("{words}{day}, {}", apart(arrival))
}

/// The time between the arrival and the last day.
fn apart(arrival: &Arrival) -> String {
    let slack = arrival.slack.0;
    if slack == 0.0 {
        return "on the last day".to_owned();
    }
    let mark = if arrival.estimated {
        display::ESTIMATED
    } else {
        ""
    };
    let apart = display::duration(Number::years(slack.abs()));
    format!(
        "{mark}{apart} {}",
        if slack > 0.0 { "to spare" } else { "late" }
    )
}

/// What each move waits for, where study alone does not reach the day.
fn binding(plan: &PlanAnswer, deadline: &Deadline) -> Option<StyledText> {
    let takes_time = |step: &&Binding| step.bound_by.is_some();
    let parts = deadline.bound_by.iter().filter(takes_time);
    let parts = parts.map(|step| {
        let what = match (step.bound_by, &step.skill, &step.from) {
            (Some(TimeUse::Practice), Some(skill), _) => format!("practice of {}", skill.title),
            (Some(TimeUse::Serving), _, Some(from)) => format!("time in the role {from}"),
            (Some(TimeUse::Experience), ..) => "years of experience".to_owned(),
            (Some(TimeUse::Education), ..) => "the degree".to_owned(),
            (Some(part), ..) => part.name().to_owned(),
            (None, ..) => String::new(),
        };
        format!(
            "{what}, {}, for {}",
            display::time(step.years),
            step.role.id
        )
    });
    let parts: Vec<String> = parts.collect();
    let text = format!("What binds: {}.", parts.join("; "));
    let is_shown = !parts.is_empty() && !plan.items.is_empty();
    is_shown.then(|| StyledText::from(text))
}

/// What would have to give where the day is not reachable.
fn would_give(plan: &PlanAnswer, deadline: &Deadline) -> Option<StyledText> {
    let earliest = deadline.earliest.as_ref()?;
    let is_late = deadline.status == DeadlineStatus::NotReachable && earliest.slack.0 < 0.0;
    if !is_late || has_passed(plan, deadline) {
        return None;
    }
    let mark = if earliest.estimated {
        display::ESTIMATED
    } else {
        ""
    };
    let late = display::duration(Number::years(-earliest.slack.0));
    let pace = earliest.hours_per_week.filter(|pace| pace.0 > 0.0);
    let pace = pace.map(|pace| format!(" at {mark}{} a week", hours(pace)));
    let day = display::day(&earliest.day, earliest.estimated);
    let date = if earliest.is_not_before {
        "the date".to_owned()
    } else {
        format!("the date ({day}{})", pace.unwrap_or_default())
    };
    let reached = deadline
        .reached
        .as_ref()
        .map(|role| format!("; or the role: {} is reached by then", role.id));
    Some(StyledText::from(format!(
        "What would have to give: {date}; or {mark}{late} of these times{}.",
        reached.unwrap_or_default()
    )))
    .filter(|_| !plan.items.is_empty())
}

fn other_routes(deadline: &Deadline) -> Option<StyledText> {
    let text = "No route of known time reaches it, but there are routes whose time is unknown.";
    deadline.other_routes.then(|| StyledText::from(text))
}

fn not_proven(deadline: &Deadline) -> Option<StyledText> {
    let text = "The search for other hours a week ended at its limit: fewer hours may do.";
    (!deadline.exact).then(|| StyledText::middling(text))
}
