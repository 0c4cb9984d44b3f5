//! The page of a person: where they stand, what comes next, and the way to the goal.

use crate::query::{GapsAnswer, NextRole, Person, ReportAnswer};

use super::super::{
    Body, Page, Part, Section, Sources, StyledText, TextStyle, display, gaps, next, overview, path,
    pay, plan,
};

pub fn page(report: &ReportAnswer, person: &Person, sources: &mut Sources) -> Page<'static> {
    let title = StyledText::strong("Career report");
    let on_ladder = StyledText::from("On the ladder ").then(display::named(&report.header.ladder));
    let lead = gaps::about(Some(person), &report.header.as_of).chain([on_ladder]);
    let steps = steps(report);
    let far = far(report, &steps);
    let anchor = |id: &str| {
        if steps.iter().any(|step| step.step.role == id) {
            Some(format!("role-{id}"))
        } else {
            far.filter(|far| far.role.id == id)
                .map(|_| "part-gaps".to_owned())
        }
    };
    let mut drawing = super::drawing(report, anchor);
    drawing.lead.extend(overview::way(&report.show));
    // What to do stands first, then why, then the whole ladder.
    let mut parts: Vec<Part> = dates(report, sources).into_iter().collect();
    parts.extend(next_steps(report, &steps, sources));
    parts.extend(goal(report, &steps, sources));
    match &report.path {
        Some(found) => parts.push(path::part(found, sources)),
        None => parts.push(without_goal()),
    }
    parts.extend(money(report, sources));
    parts.push(drawing);
    Page {
        title: match &person.name {
            Some(name) => title.and(TextStyle::Strong, format!(": {name}")),
            None => title,
        },
        lead: lead.collect(),
        parts,
    }
}

fn steps(report: &ReportAnswer) -> Vec<&NextRole> {
    let next = report.next.iter();
    next.flat_map(|next| next.steps.iter().chain(&next.fits))
        .collect()
}

/// All steps below each other, then each with all that is missing for it; the first is open.
fn next_steps(
    report: &ReportAnswer,
    steps: &[&NextRole],
    sources: &mut Sources,
) -> Option<Part<'static>> {
    let next = report.next.as_ref()?;
    let mut part = Part::new("part-next", "Next steps");
    part.lead.extend(next::no_step(next));
    part.sections = next::tables(next, sources);
    for (position, step) in steps.iter().enumerate() {
        part.parts.push(Part {
            folded: position > 0,
            ..one(step, report.header.person.as_ref(), sources)
        });
    }
    Some(part)
}

fn one(step: &NextRole, person: Option<&Person>, sources: &mut Sources) -> Part<'static> {
    let mut part = Part::new(
        format!("role-{}", step.step.role),
        display::titled(&step.step.title, &step.step.role),
    );
    let readiness = step.fit.readiness;
    part.lead
        .extend(readiness.map(|found| gaps::readiness(found, step.fit.gaps.is_empty(), person)));
    part.lead.extend(gaps::study(&step.fit.study));
    let is_open = step.fit.gaps.iter().any(|gap| gap.status.is_open());
    if readiness.is_some() && !is_open {
        part.lead.push(next::nothing_open(step, sources));
    }
    part.sections = gaps::sections(&step.fit.gaps, sources);
    let notes = next::notes(step, sources);
    if !notes.is_empty() {
        part.sections
            .push(Section::new("About the move", Body::Items(notes)));
    }
    part
}

/// The gaps to a goal that is no next step, and not reached.
fn far<'a>(report: &'a ReportAnswer, steps: &[&NextRole]) -> Option<&'a GapsAnswer> {
    let present = report.header.person.as_ref()?.role.as_ref();
    let is_near = |id: &str| {
        steps.iter().any(|step| step.step.role == id) || present.is_some_and(|role| role.id == id)
    };
    report.gaps.as_ref().filter(|gaps| !is_near(&gaps.role.id))
}

/// What lies between the person and a goal that is further off.
fn goal(
    report: &ReportAnswer,
    steps: &[&NextRole],
    sources: &mut Sources,
) -> Option<Part<'static>> {
    let found = far(report, steps)?;
    let heading = StyledText::strong("Gaps to ").then(display::named(&found.role));
    let mut part = Part {
        name: Some("Gaps to the goal"),
        ..Part::new("part-gaps", heading)
    };
    let readiness = found.readiness;
    part.lead.extend(
        readiness.map(|ready| {
            gaps::readiness(ready, found.gaps.is_empty(), report.header.person.as_ref())
        }),
    );
    part.lead.extend(gaps::study(&found.study));
    part.sections.push(next::first_gaps(&found.gaps));
    let mut sections = gaps::sections(&found.gaps, sources);
    sections.push(gaps::recommended(found, sources));
    part.parts.push(Part {
        sections,
        folded: true,
        ..Part::new("gaps-all", "Everything that is missing")
    });
    Some(part)
}

fn money(report: &ReportAnswer, sources: &mut Sources) -> Option<Part<'static>> {
    let found = report.pay.as_ref()?;
    Some(Part {
        name: Some("Pay"),
        lead: pay::lead(found, sources),
        sections: pay::sections(found, sources),
        ..Part::new("part-pay", pay::title(found))
    })
}

fn without_goal() -> Part<'static> {
    let how = StyledText::from("No goal is known. Write ")
        .and(TextStyle::Name, "goal: ROLE")
        .plain(" into the profile, or name a role, as in ")
        .and(TextStyle::Name, "ladder report ROLE -o me.html")
        .plain(", and this part shows the routes to it and a dated plan.");
    Part {
        lead: vec![how],
        ..Part::new("part-routes", "Routes and plan")
    }
}

fn dates(report: &ReportAnswer, sources: &mut Sources) -> Option<Part<'static>> {
    let found = report
        .plan
        .as_ref()
        .filter(|plan| plan.no_route.is_none())?;
    if found.items.is_empty() {
        return None;
    }
    Some(Part {
        name: Some("Plan"),
        lead: plan::dated_lead(found, sources),
        sections: plan::sections(found, sources),
        ..Part::new("part-plan", plan::title(found))
    })
}
