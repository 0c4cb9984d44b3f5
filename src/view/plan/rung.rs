//! One rung of a plan: a role, and what is to be done for it.

use smol_str::SmolStr;

use crate::{
    query::{Cited, PlanAnswer, PlanItem, Task},
    vocabulary::{TimeUse, Unstated},
};

use super::todo;

/// What is to be done for one role.
pub struct Rung<'a> {
    /// The arrival in the role before, from which the move begins; `None` for the first.
    pub before: Option<&'a PlanItem>,
    pub arrival: &'a PlanItem,
    pub title: &'a SmolStr,
    pub bound_by: Option<TimeUse>,
    pub may_be_earlier: bool,
    pub unstated: &'a [Unstated],
    /// Those of which an estimate is left out.
    pub left_out: &'a [Unstated],
    pub latest: Option<&'a SmolStr>,
    pub gate: Option<(&'a SmolStr, &'a Cited)>,
    /// What is to be done and what ends, by date.
    pub items: Vec<&'a PlanItem>,
}

impl<'a> Rung<'a> {
    pub fn items(&self, is_kind: impl Fn(&Task) -> bool) -> Vec<&'a PlanItem> {
        let items = self.items.iter().copied();
        items.filter(|item| is_kind(&item.task)).collect()
    }

    /// The study with a length.
    pub fn study(&self) -> Vec<&'a PlanItem> {
        self.items(|task| {
            matches!(task, Task::Study { hours: Some(_), .. }) && !todo::takes_no_study(task)
        })
    }
}

/// The rungs in order, each with its items.
pub fn rungs(plan: &PlanAnswer) -> Vec<Rung<'_>> {
    let mut before = None;
    let mut rungs: Vec<Rung> = plan
        .items
        .iter()
        .filter_map(|item| match &item.task {
            Task::Eligible {
                title,
                bound_by,
                may_be_earlier,
                unstated,
                left_out,
                latest,
                gate,
                cited,
                ..
            } => Some(Rung {
                before: before.replace(item),
                arrival: item,
                title,
                bound_by: *bound_by,
                may_be_earlier: *may_be_earlier,
                unstated,
                left_out,
                latest: latest.as_ref(),
                gate: gate.as_ref().map(|gate| (gate, cited)),
                items: Vec::new(),
            }),
            _ => None,
        })
        .collect();
    let Some(last) = rungs.len().checked_sub(1) else {
        return rungs;
    };
    for item in &plan.items {
        let own = match &item.task {
            Task::Eligible { .. } => continue,
            // What ends stands with the role that is aimed at on that day.
            Task::Expiry { .. } => rungs
                .iter()
                .position(|rung| item.days.0 <= rung.arrival.days.1),
            _ => rungs.iter().position(|rung| rung.arrival.role == item.role),
        };
        rungs[own.unwrap_or(last)].items.push(item);
    }
    rungs
}
