//! All that there is to say on one page: of a person, or of the ladder itself.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::model::{Day, Ladder, RoleIndex};

use super::{
    answer::{Named, Person, Source},
    gaps::{self, Gaps, person},
    journey::{HORIZON, Journey},
    next::{self, Next},
    overview::{self, Focus, Overview},
    path::{Path, routes},
    pay::{self, PayAnswer, PayFilter},
    plan::{self, Plan},
    standing::Standing,
    writer::Writer,
};

/// How many routes are told.
const ROUTES: usize = 3;

/// Answers under the names of their commands; their sources are told once, here.
#[derive(Debug, PartialEq, Serialize)]
pub struct Report {
    pub ladder: Named,
    pub as_of: SmolStr,
    /// `null` when nothing is known of anybody: then the page is that of the ladder.
    pub person: Option<Person>,
    pub goal: Option<Named>,
    pub show: Overview,
    pub next: Option<Next>,
    /// To the goal.
    pub gaps: Option<Gaps>,
    /// As the present role, or the goal of somebody without one.
    pub pay: Option<PayAnswer>,
    pub path: Option<Path>,
    pub plan: Option<Plan>,
    pub sources: Vec<Source>,
}

/// Answers everything about a person who may have a goal; without a person, what the ladder holds.
pub fn report(
    ladder: &Ladder,
    standing: &Standing,
    goal: Option<RoleIndex>,
    filter: &PayFilter,
    as_of: Day,
) -> Report {
    let mut writer = Writer::new(ladder);
    let known = standing.known.then_some(standing);
    let goal = goal.filter(|_| standing.known);
    let focus = Focus {
        standing: known,
        goal,
        around: None,
    };
    let journey = |routes| {
        goal.map(|goal| Journey {
            routes,
            filter: filter.clone(),
            ..Journey::to(goal)
        })
    };
    Report {
        ladder: writer.ladder_name(),
        as_of: as_of.to_smolstr(),
        person: person(&writer, standing),
        goal: goal.map(|goal| writer.role_name(goal)),
        show: overview::write(&mut writer, filter, as_of, &focus),
        next: known.map(|standing| next::write(&mut writer, standing, filter)),
        gaps: goal.map(|goal| gaps::write(&mut writer, standing, goal, false)),
        pay: known.and(standing.role.or(goal)).map(|role| {
            let goal = goal.map(|goal| (goal, HORIZON));
            pay::write(&mut writer, standing, role, filter, goal)
        }),
        path: journey(ROUTES).map(|journey| routes(&mut writer, standing, &journey)),
        plan: journey(1).map(|journey| plan::write(&mut writer, standing, &journey, as_of)),
        sources: writer.sources(),
    }
}
