//! Alternatives and points: a section for each group, with what would meet it.

use crate::{
    query::{Gap, Have, Need, Raise},
    vocabulary::{RequirementKind, Status},
};

use super::super::{Body, Columns, Section, Sources, StyledText, TextStyle, display};
use super::{from, have, hours, name, practice};

/// So many skills that count are named; of more than these, their number is.
const NAMED: usize = 4;

/// A section for each group, with its first `rows` alternatives or raises.
pub fn sections(gaps: Vec<&Gap>, judged: bool, rows: usize, sources: &mut Sources) -> Vec<Section> {
    let sections = gaps.into_iter().map(|gap| match gap.kind {
        RequirementKind::Points => points(gap, judged, rows, sources),
        _ => any_of(gap, judged, rows, sources),
    });
    sections.collect()
}

fn any_of(gap: &Gap, judged: bool, rows: usize, sources: &mut Sources) -> Section {
    let count = display::need(&gap.need);
    let heading = if gap.title.eq_ignore_ascii_case(&count) {
        StyledText::from(&gap.title)
    } else {
        StyledText::from(format!("{}: {count}", gap.title))
    };
    let state = judged.then(|| state(gap)).unwrap_or_default();
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
    let table = columns.table(shown, sources);
    Section::new(heading.then(state), Body::Table(table))
        .leaving_out(all.len() - shown.len(), "alternative")
}

/// How far a group is met: how many of its alternatives are, or why it is not asked for.
fn state(gap: &Gap) -> StyledText {
    if let Some(reason) = &gap.reason {
        return StyledText::quiet(format!(", does not apply: {reason}"));
    }
    match (&gap.have, &gap.baseline) {
        _ if gap.status == Status::Met => {
            let role = display::as_role(gap.baseline.as_deref());
            StyledText::good(format!(", met{role}"))
        }
        (Some(Have::AnyOf { met }), _) if *met > 0 => StyledText::from(format!(", {met} met")),
        _ => StyledText::default(),
    }
}

fn points(gap: &Gap, judged: bool, rows: usize, sources: &mut Sources) -> Section {
    let Need::Points { points, of, worth } = &gap.need else {
        return Section::new("", Body::Nothing);
    };
    let skills = match of.len() {
        few if few <= NAMED => display::join(of, ", "),
        many => display::counted(many, "skill"),
    };
    let counts = format!(
        "A level of {skills} is worth {}, lowest first.",
        display::worth(worth)
    );
    let counts = sources.cite(StyledText::quiet(counts), &gap.origin.cited);
    let Some(detail) = gap.points.as_ref().filter(|_| judged) else {
        let state = judged.then(|| state(gap)).unwrap_or_default();
        let heading = StyledText::from(format!("Points: {points}")).then(state);
        return Section::new(heading, Body::Nothing).noted([counts]);
    };
    let have = match &gap.have {
        Some(Have::Points { points }) => points.to_string(),
        _ => "0".to_owned(),
    };
    let heading = StyledText::from(format!("Points: {have} of {points}"));
    let heading = if gap.status.is_open() {
        heading.plain(format!(", {} missing", detail.missing))
    } else {
        heading.then(state(gap))
    };
    let shown = detail.raises.iter().filter(|_| gap.status.is_open());
    let shown: Vec<&Raise> = shown.take(rows).collect();
    let columns = Columns::<&Raise>::new()
        .left("Single raise", |raise, _| &raise.named.title)
        .left("Have", |raise, _| match &raise.have {
            Some(level) => display::level(level),
            None => "none".to_owned(),
        })
        .left("To", |raise, _| display::level(&raise.to))
        .right("Points", |raise, _| format!("+{}", raise.gain));
    let left_out = match gap.status.is_open() {
        true => detail.raises.len() - shown.len(),
        false => 0,
    };
    let table = columns.table(shown, sources);
    Section::new(heading, Body::Table(table))
        .noted([counts])
        .leaving_out(left_out, "raise")
}

/// What a group asks for, in a cell.
pub fn asked(gap: &Gap) -> StyledText {
    let members = gap.alternatives.iter();
    let members = members.map(|one| display::alternative(one.kind, &one.title, &one.need));
    let members = display::join(members, ", ");
    let need = StyledText::from(display::need(&gap.need));
    match members.is_empty() {
        true => need,
        false => need.and(TextStyle::Quiet, format!(": {members}")),
    }
}
