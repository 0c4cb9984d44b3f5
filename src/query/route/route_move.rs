//! The description of one move of a route: its time, what to learn for it, and the pay after it.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{CertificationIndex, Day, Requirements, RoleIndex},
    query::{
        answer::{Estimate, Move, Named, Number, Pay, Span},
        answer_builder::AnswerBuilder,
        assess::assess,
        gap::Gap,
        person_state::PersonState,
    },
    vocabulary::{RequirementKind, TimeUse, Unstated},
};

use super::{
    arrival::{StudyStep, arrive, certifications, study_steps},
    problem::{Edge, Problem},
    time::{duration, years},
    totals::MoveTime,
    units::known_hours,
};

/// One move of a route.
#[derive(Debug, PartialEq, Serialize)]
pub struct RouteMove {
    /// The id of the role before; `null` for an entry.
    pub from: Option<SmolStr>,
    /// The role after, and what the ladder says of the move.
    #[serde(flatten)]
    pub step: Move,
    /// The duration of the move.
    pub years: Estimate,
    /// The longest of the parts, which pass at the same time; `null` where none takes time.
    pub spent_on: Option<TimeUse>,
    /// Years still to serve in the role before; `null` where none are stated.
    pub serving: Option<Span>,
    /// Years of experience still missing.
    pub experience: Estimate,
    /// Years of study at the person's hours a week.
    pub study: Estimate,
    /// The parts with an unknown duration.
    pub unstated: Vec<Unstated>,
    /// The day of arrival after the least time, an ISO date.
    pub earliest: SmolStr,
    /// The day of arrival after the most time, an ISO date.
    pub latest: SmolStr,
    /// The requirements of the role that are not met before the move.
    pub gaps: Vec<Gap>,
    /// Study hours for what was not learnt before on the route.
    pub hours: Option<Estimate>,
    /// One certification for each open requirement: the one that counts for most later roles.
    pub earn: Vec<Named>,
    /// The pay of the role.
    pub pay: Option<Pay>,
    /// The days of `earliest` and `latest`, and those before.
    #[serde(skip)]
    pub days: Days,
    /// The levels to learn, skill by skill, lowest first.
    #[serde(skip)]
    pub(in crate::query) study_steps: Vec<StudyStep>,
    /// The certifications of `earn`.
    #[serde(skip)]
    pub(in crate::query) earned: Vec<CertificationIndex>,
}

/// When a move begins and ends.
#[derive(Debug, PartialEq)]
pub struct Days {
    /// The least years from the start of the route to the start of the move.
    pub begun: f64,
    /// The least years from the start of the route to the arrival.
    pub ended: f64,
    /// The first day of the move after the least time.
    pub begin: Day,
    /// The day of arrival after the least time.
    pub end: Day,
    /// The day of arrival after the most time.
    pub last: Day,
}

pub fn route_move(
    builder: &mut AnswerBuilder,
    problem: &Problem,
    person: &mut PersonState,
    edge: &Edge,
    learnt: &[u64],
    requirements: &[Requirements],
    (move_time, days): (&MoveTime, Days),
) -> RouteMove {
    let gaps = assess(builder, person, &requirements[0].required);
    let mut gaps: Vec<Gap> = gaps
        .into_iter()
        .filter(|gap| gap.status.is_open())
        .collect();
    // `gaps` and `plan` list the resources; of many long routes they would be too many.
    for gap in &mut gaps {
        gap.resources = Vec::new();
        gap.effort = Vec::new();
    }
    let unstated = unstated(person, &gaps, move_time);
    let earn = certifications(problem, &gaps, requirements);
    let study_steps = study_steps(problem, person, learnt, &requirements[0]);
    let role = RoleIndex::new(edge.to);
    let step = builder.step(role, problem.step(edge));
    let serving = step.facts.after.as_ref().map(|after| Span {
        min: Number::rounded(years(edge.serving[0])),
        max: Number::rounded(years(edge.serving[1])),
        cited: after.cited.clone(),
    });
    let route_move = RouteMove {
        from: problem
            .role(edge.from)
            .map(|from| problem.ladder[from].id.clone()),
        step,
        years: duration(move_time.duration(), !unstated.is_empty()),
        spent_on: spent_on(move_time),
        serving,
        experience: duration(
            move_time.experience,
            unstated.contains(&Unstated::Experience),
        ),
        study: duration(move_time.study.time, unstated.contains(&Unstated::Study)),
        unstated,
        earliest: days.end.to_smolstr(),
        latest: days.last.to_smolstr(),
        hours: known_hours(move_time.study.hours, move_time.study.unknown),
        earn: earn
            .iter()
            .map(|certification| builder.certification_name(*certification))
            .collect(),
        gaps,
        pay: problem.pay(edge.to).map(|pay| builder.pay(pay)),
        days,
        study_steps,
        earned: earn.clone(),
    };
    arrive(problem, person, role, &requirements[0], &earn);
    route_move
}

/// The longest part of the least time; where the least time is 0, of the most.
fn spent_on(move_time: &MoveTime) -> Option<TimeUse> {
    let longest = |end: usize| {
        let parts = [
            (TimeUse::Serving, move_time.serving[end]),
            (TimeUse::Experience, move_time.experience[end]),
            (TimeUse::Study, move_time.study.time[end]),
        ];
        let longest = move_time.duration()[end];
        let found = parts.into_iter().find(|(_, part)| *part == longest);
        found.filter(|_| longest > 0).map(|(part, _)| part)
    };
    longest(0).or_else(|| longest(1))
}

fn unstated(person: &PersonState, gaps: &[Gap], move_time: &MoveTime) -> Vec<Unstated> {
    let open = |kind: RequirementKind| gaps.iter().any(|gap| gap.kind == kind);
    let studies = person.hours_per_week.is_some_and(|pace| pace > 0.0);
    let unstated = [
        (
            Unstated::Certification,
            open(RequirementKind::Certification),
        ),
        (Unstated::Education, open(RequirementKind::Education)),
        (
            Unstated::Experience,
            open(RequirementKind::Experience) && person.years.is_none(),
        ),
        (Unstated::Study, studies && move_time.study.unknown > 0),
    ];
    let unstated = unstated.into_iter().filter(|(_, is)| *is);
    unstated.map(|(part, _)| part).collect()
}
