//! Alternatives and points: a section for each group, with what would meet it.

use std::iter;

use crate::{
    query::{CountedSkill, Gap, Have, Need, PointsGap, Raise},
    vocabulary::{RequirementKind, Status},
};

use super::super::{Body, Columns, Section, Sources, StyledText, TextStyle, display};
use super::{about_practice, from, have, hours, name, practice};

/// So many raises stand on a screen.
const RAISES: usize = 6;

/// A section for each group, with its first `rows` alternatives or raises.
pub fn sections(gaps: Vec<&Gap>, judged: bool, rows: usize, sources: &mut Sources) -> Vec<Section> {
    let sections = gaps.into_iter().map(|gap| match gap.kind {
        RequirementKind::Points => points(gap, judged, rows, sources),
        _ => any_of(gap, judged, rows, sources),
    });
    sections.collect()
}

fn any_of(gap: &Gap, judged: bool, rows: usize, sources: &mut Sources) -> Section {
    let weight = display::weight(gap.origin.weight);
    let weight = weight.map(|weight| format!(", weight {weight}"));
    let heading = name(gap).plain(format!(": {}", display::need(&gap.need)));
    let heading = heading.plain(weight.unwrap_or_default());
    let state = if judged {
        state(gap)
    } else {
        StyledText::default()
    };
    let columns = Columns::<Gap>::new()
        .left("Status", move |one, _| {
            judged.then(|| display::status(one.status))
        })
        .left("Alternative", |one, _| name(one))
        .left("Have", move |one, _| judged.then(|| have(one)))
        .left("Need", |one, _| display::need_briefly(&one.need))
        .left("From", from)
        .right("Hours", |one, _| one.status.is_open().then(|| hours(one)))
        .left("Practice", |one, _| practice(one));
    let all = &gap.alternatives;
    let shown = &all[..all.len().min(rows)];
    let section = columns.section(heading.then(state), shown, sources);
    let shown = shown.iter().collect::<Vec<_>>();
    section
        .noted(about_practice(&shown))
        .leaving_out(all.len() - shown.len(), "alternative")
}

/// How far a group is met: how many of its alternatives are, or why it is not asked for.
fn state(gap: &Gap) -> StyledText {
    if let Some(reason) = &gap.reason {
        return StyledText::quiet(format!(", does not apply: {reason}"));
    }
    match &gap.have {
        _ if gap.status == Status::Met => {
            let role = display::as_role(gap.baseline.as_deref());
            StyledText::good(format!(", met{role}"))
        }
        Some(Have::AnyOf { met }) if *met > 0 => StyledText::from(format!(", {met} met")),
        _ => StyledText::default(),
    }
}

fn points(gap: &Gap, judged: bool, rows: usize, sources: &mut Sources) -> Section {
    let Need::Points { points, of, worth } = &gap.need else {
        return Section::new("", Body::Nothing);
    };
    let counts = StyledText::quiet(format!("A {}", display::counts(of, worth)));
    let counts = sources.cite(counts, &gap.origin.cited);
    let Some(detail) = gap.points.as_ref().filter(|_| judged) else {
        let state = if judged {
            state(gap)
        } else {
            StyledText::default()
        };
        let heading = StyledText::from(format!("Points: {points}")).then(state);
        return Section::new(heading, Body::Nothing).noted([counts]);
    };
    let have = match &gap.have {
        Some(Have::Points { points }) => points.to_string(),
        _ => "0".to_owned(),
    };
    let heading = StyledText::from(format!("Points: {have} of {points}"));
    let role = display::as_role(gap.baseline.as_deref());
    if !gap.status.is_open() {
        let columns = Columns::<CountedSkill>::new()
            .left("Counts", |skill, _| skill.named.title.clone())
            .left("Level", |skill, _| display::level(&skill.level))
            .right("Points", |skill, _| skill.worth.to_string());
        let shown = &detail.counted[..detail.counted.len().min(rows)];
        return columns
            .section(heading.then(state(gap)), shown, sources)
            .noted([counts])
            .leaving_out(detail.counted.len() - shown.len(), "skill");
    }
    let is_whole = rows == usize::MAX;
    let rows = if is_whole { rows } else { rows.min(RAISES) };
    let shown: Vec<&Raise> = detail.raises.iter().take(rows).collect();
    let columns = Columns::<&Raise>::new()
        .left("Single raise", |raise, _| &raise.named.title)
        .left("From", |raise, _| raised_from(raise))
        .left("To", |raise, _| display::level(&raise.to))
        .right("Points", |raise, _| format!("+{}", raise.gain))
        .left("Required", |raise, _| raise.required.then_some("yes"));
    let left_out = detail.raises.len() - shown.len();
    let heading = heading.plain(format!("{role}, {}", missing(detail)));
    let is_by_role = gap.baseline.is_some() && detail.raises.is_empty();
    let by_role = is_by_role.then(|| StyledText::quiet(BY_ROLE));
    let section = columns
        .section(heading, shown, sources)
        .noted(iter::once(counts).chain(by_role));
    Section {
        is_long: is_whole && detail.raises.len() > RAISES,
        ..section.leaving_out(left_out, "raise")
    }
}

/// Why no raise is named where points count by a role.
const BY_ROLE: &str = "Which levels these points come from is not known: a profile that names its skills shows the \
                       raise that brings most.";

/// How many points are missing, and which of them come with the required levels.
fn missing(points: &PointsGap) -> String {
    display::missing_of(points.missing, points.by_required, points.to_choose)
}

fn raised_from(raise: &Raise) -> String {
    let have = raise.have.as_ref();
    have.map_or_else(|| "none".to_owned(), display::level)
}

/// A group or points in a line: what would do, or what brings most.
pub fn step(gap: &Gap) -> Option<String> {
    if let Some(points) = &gap.points {
        let (have, need) = (display::have(gap), display::need(&gap.need));
        let text = format!("{}: {have} → {need}, {}", gap.title, missing(points));
        let raise = points.to_choose.0 > 0.0;
        let raise = points.raises.first().filter(|_| raise);
        let raise = raise.filter(|raise| !raise.required);
        return Some(match raise {
            Some(raise) => format!("{text}; most by {}", display::raised(raise)),
            None => text,
        });
    }
    let Need::AnyOf { need: 1, .. } = gap.need else {
        return None;
    };
    let members = gap.alternatives.iter();
    let members = members.filter(|one| one.status.is_open());
    let members = members.map(|one| display::alternative(one.kind, &one.title, &one.need));
    let members = display::join(members, " or ");
    Some(if gap.is_titled {
        format!("{}: {members}", gap.title)
    } else {
        members
    })
}

/// What a group asks for, in a cell.
pub fn asked(gap: &Gap) -> StyledText {
    let members = gap.alternatives.iter();
    let members = members.map(|one| display::alternative(one.kind, &one.title, &one.need));
    let members = display::join(members, ", ");
    let need = StyledText::from(display::need(&gap.need));
    if members.is_empty() {
        return need;
    }
    need.and(TextStyle::Quiet, format!(": {members}"))
}
