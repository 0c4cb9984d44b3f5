//! A dated plan.

mod deadline;
mod events;
mod gantt;
mod lead;
mod practice;
mod records;
mod rung;
mod rungs;
mod todo;
mod without_time;

use crate::query::{Day, NoRoute, PlanAnswer, Task};

use super::{
    Body, Diagram, Event, Gantt, Page, Records, Section, Sheet, Sources, StyledText, View, display,
    no_route, path,
};

pub(super) use events::{BEGIN_REMINDERS, END_REMINDERS, events, mark};
use lead::lead;
pub(super) use todo::{Form, still_asked_for, todo};

impl View for PlanAnswer {
    fn name(&self) -> &'static str {
        "plan"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let lead = self.about(&mut sources);
        let sections = sections(self, &mut sources);
        let sheet = Sheet::new(title(self), lead, sections).citing(sources);
        lead::next(self, sheet)
    }

    fn screen(&self, rows: usize) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let lead = self.about(&mut sources);
        let sections = if let Some(found) = &self.no_route {
            let extent = rungs::Extent::screen(rows);
            without_route(self, found, extent)
        } else {
            let line = gantt::gantt(self).map(|gantt| Gantt {
                is_brief: true,
                ..gantt
            });
            let line = line.map(|gantt| Section::new("", Body::Gantt(Box::new(gantt))));
            let rungs = rungs::sections(self, rungs::Extent::screen(rows), &mut sources);
            line.into_iter().chain(rungs).collect()
        };
        let sheet = Sheet::new(title(self), lead, sections).citing_briefly(sources);
        lead::next(self, sheet)
    }

    fn records(&self) -> Records {
        records::records(self)
    }

    fn diagram(&self) -> Option<Diagram> {
        Some(gantt::route(self))
    }

    fn gantt(&self) -> Option<Gantt> {
        gantt::gantt(self)
    }

    fn page(&self) -> Page<'_> {
        // The line of days shows the route too.
        Page::of(self.sheet(), &|| None)
    }

    fn events(&self) -> Option<(Day, Vec<Event>)> {
        Some((self.as_of.parse().ok()?, events(self)))
    }
}

impl PlanAnswer {
    /// Whether there is a move to make.
    fn has_moves(&self) -> bool {
        let mut items = self.items.iter();
        items.any(|item| matches!(item.task, Task::Eligible { .. }))
    }

    /// Who plans, and the plan in a few sentences.
    fn about(&self, sources: &mut Sources) -> Vec<StyledText> {
        let person = path::person(self.person.as_ref(), &self.as_of);
        let deadline = deadline::sentences(self).into_iter();
        deadline.chain(person).chain(lead(self, sources)).collect()
    }
}

/// Whether the goal is reached by its day, and the plan in a few sentences.
pub(super) fn dated_lead(plan: &PlanAnswer, sources: &mut Sources) -> Vec<StyledText> {
    let deadline = deadline::sentences(plan).into_iter();
    deadline.chain(lead(plan, sources)).collect()
}

pub(super) fn title(plan: &PlanAnswer) -> StyledText {
    let title = match plan.no_route {
        Some(_) => "No plan for ",
        None => "Plan for ",
    };
    StyledText::strong(title).then(display::named(&plan.role))
}

/// What would open a route, and what ends meanwhile.
fn without_route(plan: &PlanAnswer, found: &NoRoute, extent: rungs::Extent) -> Vec<Section> {
    let mut sections = no_route::sections(found, &plan.role, plan.person.as_ref());
    sections.extend(
        [rungs::ending(plan, extent)]
            .into_iter()
            .filter(|ending| !ending.is_empty()),
    );
    sections
}

/// Everything there is to do, rung by rung.
pub(super) fn sections(plan: &PlanAnswer, sources: &mut Sources) -> Vec<Section> {
    if let Some(found) = &plan.no_route {
        return without_route(plan, found, rungs::Extent::ALL);
    }
    let line =
        gantt::gantt(plan).map(|gantt| Section::new("Time line", Body::Gantt(Box::new(gantt))));
    let rungs = rungs::sections(plan, rungs::Extent::ALL, sources);
    line.into_iter().chain(rungs).collect()
}
