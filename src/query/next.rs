//! The next steps: every move out of a person's role, or the ways in for someone without one.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::model::{self, Ladder, RoleIndex};

use super::{
    answer::{Named, Number, PayChange, Person, Source, Span},
    assess::{assess, readiness, study},
    gap::{Gap, Readiness, Status, Study, Want},
    gaps::person,
    pay::{PayFilter, change},
    standing::Standing,
    writer::Writer,
};

/// How many of the closest roles are named to someone without a role.
const FITS: usize = 3;

#[derive(Debug, PartialEq, Serialize)]
pub struct Next {
    pub ladder: Named,
    pub as_of: SmolStr,
    pub person: Option<Person>,
    /// The moves out of the person's role; the entry roles for someone without one.
    pub steps: Vec<Step>,
    /// For someone without a role: those that are nearest to what the person can do.
    pub fits: Vec<Step>,
    pub sources: Vec<Source>,
}

/// A role that could come next.
#[derive(Debug, PartialEq, Serialize)]
pub struct Step {
    pub role: SmolStr,
    pub title: SmolStr,
    /// `null` where no move leads there.
    pub kind: Option<&'static str>,
    /// `null` without a person.
    pub readiness: Option<Readiness>,
    /// What is missing, that first which would move the readiness most.
    pub gaps: Vec<Gap>,
    pub study: Study,
    /// Years of experience still missing; `null` where they are unknown.
    pub years_missing: Option<Number>,
    /// Years in the present role that are asked for before the move; `null` where nothing is stated.
    pub after: Option<Span>,
    /// What of them is still to serve.
    pub to_serve: Option<Span>,
    /// Between the present role and this one; `null` where no two figures may be compared.
    pub pay_change: Option<PayChange>,
    pub share: Option<Number>,
    pub share_source: Option<SmolStr>,
    pub share_as_of: Option<SmolStr>,
    pub gate: Option<SmolStr>,
    pub note: Option<SmolStr>,
}

/// Answers what could come next for a person.
pub fn next(ladder: &Ladder, standing: &Standing, filter: &PayFilter) -> Next {
    let mut writer = Writer::new(ladder);
    let found = write(&mut writer, standing, filter);
    Next {
        sources: writer.sources(),
        ..found
    }
}

/// The answer as part of another, which tells the sources.
pub(super) fn write(writer: &mut Writer, standing: &Standing, filter: &PayFilter) -> Next {
    let filter = PayFilter {
        basis: filter.basis,
        region: filter.region.as_ref().or(standing.region()).cloned(),
    };
    let (steps, fits) = match standing.role {
        Some(role) => {
            let moves = writer.ladder.moves_from(role).into_iter();
            let steps = moves.map(|(target, step)| {
                let change = change(writer, role, target, &filter, standing.as_of);
                Step {
                    pay_change: change,
                    ..step_to(writer, standing, target, Some(step))
                }
            });
            (steps.collect(), Vec::new())
        }
        None => ways_in(writer, standing),
    };
    Next {
        ladder: writer.ladder_name(),
        as_of: standing.as_of.to_smolstr(),
        person: person(writer, standing),
        steps,
        fits,
        sources: Vec::new(),
    }
}

/// The entry roles, and of the others those that fit best.
fn ways_in(writer: &mut Writer, standing: &Standing) -> (Vec<Step>, Vec<Step>) {
    let ladder = writer.ladder;
    let (entries, others): (Vec<RoleIndex>, Vec<RoleIndex>) =
        ladder.roles().partition(|role| ladder[*role].entry);
    let steps = entries
        .into_iter()
        .map(|role| Step {
            kind: Some(model::MoveKind::Entry.name()),
            ..step_to(writer, standing, role, None)
        })
        .collect();
    if !standing.known {
        return (steps, Vec::new());
    }
    let ratio = |step: &Step| {
        let ratio = step.readiness.and_then(|readiness| readiness.ratio);
        ratio.map_or(0.0, |ratio| ratio.0)
    };
    let mut fits: Vec<Step> = others
        .into_iter()
        .map(|role| step_to(writer, standing, role, None))
        .collect();
    // Nearest first; equals in the ladder's order.
    fits.sort_by(|one, other| ratio(other).total_cmp(&ratio(one)));
    fits.truncate(FITS);
    (steps, fits)
}

fn step_to(
    writer: &mut Writer,
    standing: &Standing,
    role: RoleIndex,
    step: Option<&model::Move>,
) -> Step {
    let ladder = writer.ladder;
    let requirements = ladder.requirements(role);
    let all = assess(writer, standing, &requirements.required);
    let years_missing = years_missing(&all, standing);
    let readiness = standing.known.then(|| readiness(&all));
    let gaps: Vec<Gap> = all
        .into_iter()
        .filter(|gap| gap.status != Status::Met)
        .collect();
    let share = step.and_then(|step| step.share);
    let share_cited = share.map(|share| writer.cite(share.source));
    let Named { id, title } = writer.role_name(role);
    Step {
        role: id,
        title,
        kind: step.map(|step| step.kind.name()),
        readiness,
        study: study(&gaps, standing.hours_per_week),
        gaps,
        years_missing,
        after: step
            .and_then(|step| step.after)
            .map(|after| writer.span(after)),
        to_serve: step.and_then(|step| still_to_serve(writer, standing, step)),
        pay_change: None,
        share: share.map(|share| Number(share.value)),
        share_source: share_cited.as_ref().and_then(|cited| cited.source.clone()),
        share_as_of: share_cited.and_then(|cited| cited.as_of),
        gate: step.and_then(|step| step.gate.clone()),
        note: step.and_then(|step| step.note.clone()),
    }
}

/// Years of experience still missing for a role; `None` where they are unknown.
pub(super) fn years_missing(all: &[Gap], standing: &Standing) -> Option<Number> {
    let asked = all.iter().find_map(|gap| match gap.need {
        Want::Experience { years } => Some((gap, years)),
        _ => None,
    });
    let Some((gap, years)) = asked else {
        return Some(Number(0.0));
    };
    if gap.status == Status::NotApplicable {
        return Some(Number(0.0));
    }
    let have = standing.years?;
    Some(Number::rounded((years.0 - have).max(0.0)))
}

/// What the move asks to serve in the role before it, less what is served already.
fn still_to_serve(writer: &mut Writer, standing: &Standing, step: &model::Move) -> Option<Span> {
    let after = step.after?;
    let served = standing.served.unwrap_or(0.0);
    let left = |years: f64| Number::rounded((years - served).max(0.0));
    Some(Span {
        min: left(after.value.min),
        max: left(after.value.max),
        cited: writer.cite(after.source),
    })
}
