//! The answers about a person, or about the ladder, on one page.

use serde::Serialize;
use smol_str::ToSmolStr;

use crate::model::{Day, Ladder, RoleIndex, Source};

use super::{
    answer::{Header, Named},
    answer_builder::AnswerBuilder,
    gaps::{self, GapsAnswer},
    matrix::{self, MatrixAnswer, MatrixPart},
    next::{self, NextAnswer},
    overview::{self, Focus, OverviewAnswer},
    path::{self, PathAnswer},
    pay::{self, PayAnswer, PayFilter},
    person_state::PersonState,
    plan::{self, PlanAnswer},
    route_request::RouteRequest,
    solution::Solution,
};

/// The number of routes of `path`.
const ROUTES: usize = 3;

/// The answers of several commands about a person, or about the ladder, on one page.
#[derive(Debug, PartialEq, Serialize)]
pub struct ReportAnswer {
    /// The ladder, the day and the person.
    #[serde(flatten)]
    pub header: Header,
    /// The person's goal.
    pub goal: Option<Named>,
    /// The ladder.
    pub show: OverviewAnswer,
    /// What the roles ask for, on a page about the ladder; `show` has it by roles.
    #[serde(skip)]
    pub matrix: Option<MatrixAnswer>,
    /// The roles that can come next.
    pub next: Option<NextAnswer>,
    /// The gaps to the goal.
    pub gaps: Option<GapsAnswer>,
    /// The pay of the present role, else of the goal.
    pub pay: Option<PayAnswer>,
    /// The best routes to the goal.
    pub path: Option<PathAnswer>,
    /// A plan along the best route.
    pub plan: Option<PlanAnswer>,
    /// The sources of all figures, in the order of their first use.
    pub sources: Vec<Source>,
}

impl ReportAnswer {
    /// The answer without what it says of the request's preferences themselves.
    #[must_use]
    pub fn without_preferences(self) -> Self {
        Self {
            path: self.path.map(PathAnswer::without_preferences),
            ..self
        }
    }
}

/// Answers everything about a person who may have a goal, and a day by which to be there; without a person, what the ladder holds.
pub fn report(
    ladder: &Ladder,
    state: &PersonState,
    (goal, by): (Option<RoleIndex>, Option<Day>),
    filter: &PayFilter,
    as_of: Day,
) -> ReportAnswer {
    let mut builder = AnswerBuilder::new(ladder);
    builder.lists_sources = false;
    let known = state.known.then_some(state);
    let goal = goal.filter(|_| state.known);
    let focus = Focus {
        state: known,
        goal,
        is_whole: true,
        ..Focus::default()
    };
    // One search for every part.
    let solution = goal.map(|goal| {
        let request = RouteRequest {
            routes: ROUTES,
            filter: filter.clone(),
            ..RouteRequest::to(goal)
        };
        Solution::new(ladder, state, request)
    });
    let solution = solution.as_ref();
    let show = overview::write(&mut builder, filter, as_of, &focus, solution);
    let matrix = (!state.known).then(|| matrix::write(&mut builder, state, &MatrixPart::default()));
    let next = known.map(|state| next::write(&mut builder, state, filter));
    let gaps = goal.map(|goal| gaps::write(&mut builder, state, goal, false));
    let pay = known
        .and(state.role.or(goal))
        .map(|role| pay::write(&mut builder, state, role, filter, solution));
    let path = solution.map(|solution| path::write(&mut builder, solution));
    let plan = solution.zip(path.as_ref()).map(|(solution, path)| {
        let plan = plan::write(&mut builder, solution, path, 1, as_of);
        plan.due(&mut builder, solution, path, by)
    });
    builder.lists_sources = true;
    ReportAnswer {
        header: Header {
            as_of: as_of.to_smolstr(),
            ..builder.header(state)
        },
        goal: goal.map(|goal| builder.role_name(goal)),
        show,
        matrix,
        next,
        gaps,
        pay,
        path,
        plan,
        sources: builder.sources(),
    }
}
