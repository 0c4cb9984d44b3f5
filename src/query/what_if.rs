//! What an assumption changes: the headline figures of an answer, with it and without it.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use super::{
    advert::AdvertAnswer,
    answer::{Map, Number},
    compare::{CompareAnswer, SeveralAnswer},
    due::DueAnswer,
    gap::Readiness,
    gaps::GapsAnswer,
    gaps_by_category::CategoryGapsAnswer,
    matches::MatchAnswer,
    matrix::MatrixAnswer,
    next::NextAnswer,
    path::PathAnswer,
    pay::PayAnswer,
    plan::PlanAnswer,
    progress::ProgressAnswer,
    report::ReportAnswer,
    route::RouteMove,
    unlock::UnlockAnswer,
};

/// What an answer says of a role in a few figures; those that it does not give are left out.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Headline {
    /// The position of the role in a ranking, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<usize>,
    /// How much of the requirements is met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub readiness: Option<Readiness>,
    /// The earliest day of the best route, an ISO date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest: Option<SmolStr>,
    /// Where a time is unknown, the day before which the arrival cannot be, an ISO date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_before: Option<SmolStr>,
    /// The last day on which a plan can begin that is done in time, an ISO date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub begin_by: Option<SmolStr>,
    /// Pay until the horizon by the route to the goal, in whole currency units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earned: Option<Number>,
    /// How many names of an advertisement are held, and how many it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub names: Option<[usize; 2]>,
    /// How many certifications end up to a day, have ended or are retired.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<usize>,
    /// Whether the day rests on an estimate.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub estimated: bool,
}

/// An answer that has headline figures, by the ids of its roles.
pub trait Headlines {
    /// The figures of each role.
    fn headlines(&self) -> Vec<(SmolStr, Headline)>;
}

/// The headline figures of an answer with what was assumed, and without it.
#[derive(Debug, PartialEq, Serialize)]
pub struct WhatIf {
    /// The figures with what was assumed, by role.
    pub assumed: Map<Headline>,
    /// The figures without it, by role.
    pub before: Map<Headline>,
}

impl WhatIf {
    /// Compares an answer that rests on assumptions with the same answer without them.
    pub fn new(assumed: &impl Headlines, before: &impl Headlines) -> Self {
        Self {
            assumed: Map(assumed.headlines()),
            before: Map(before.headlines()),
        }
    }

    /// The roles whose figures differ, each with those before and those after.
    pub fn changes(&self) -> impl Iterator<Item = (&SmolStr, &Headline, &Headline)> {
        let assumed = self.assumed.0.iter();
        let both = assumed.filter_map(|(role, after)| Some((role, self.before.get(role)?, after)));
        both.filter(|(_, before, after)| before != after)
    }
}

fn ready(readiness: Option<Readiness>) -> Headline {
    Headline {
        readiness,
        ..Headline::default()
    }
}

/// The arrival by the last move of a route; whoever makes none is there.
fn arriving(last: Option<&RouteMove>) -> Headline {
    Headline {
        earliest: last.and_then(|step| step.earliest.clone()),
        not_before: last.and_then(|step| step.not_before.clone()),
        estimated: last.is_some_and(|step| step.days_estimated),
        ..Headline::default()
    }
}

impl Headlines for GapsAnswer {
    fn headlines(&self) -> Vec<(SmolStr, Headline)> {
        vec![(self.role.id.clone(), ready(self.readiness))]
    }
}

impl Headlines for CategoryGapsAnswer {
    fn headlines(&self) -> Vec<(SmolStr, Headline)> {
        vec![(self.role.id.clone(), ready(self.readiness))]
    }
}

impl Headlines for NextAnswer {
    fn headlines(&self) -> Vec<(SmolStr, Headline)> {
        let steps = self.steps.iter().chain(&self.fits);
        let steps = steps.map(|step| (step.step.role.clone(), ready(step.fit.readiness)));
        steps.collect()
    }
}

impl Headlines for MatchAnswer {
    fn headlines(&self) -> Vec<(SmolStr, Headline)> {
        let roles = self.roles.iter().zip(1..);
        let roles = roles.map(|(role, rank)| {
            let headline = Headline {
                rank: Some(rank),
                ..ready(role.fit.readiness)
            };
            (role.role.clone(), headline)
        });
        roles.collect()
    }
}

impl Headlines for MatrixAnswer {
    fn headlines(&self) -> Vec<(SmolStr, Headline)> {
        let roles = self.roles.iter();
        roles
            .map(|role| (role.placed.id.clone(), ready(role.readiness)))
            .collect()
    }
}

impl Headlines for CompareAnswer {
    fn headlines(&self) -> Vec<(SmolStr, Headline)> {
        let sides = [&self.left, &self.right].into_iter();
        sides
            .map(|side| (side.role.clone(), ready(side.readiness)))
            .collect()
    }
}

impl Headlines for SeveralAnswer {
    fn headlines(&self) -> Vec<(SmolStr, Headline)> {
        let roles = self.roles.iter();
        roles
            .map(|role| (role.role.clone(), ready(role.readiness)))
            .collect()
    }
}

impl Headlines for PathAnswer {
    fn headlines(&self) -> Vec<(SmolStr, Headline)> {
        let best = self.routes.first();
        let headline = best.map(|best| arriving(best.moves.last()));
        vec![(self.role.id.clone(), headline.unwrap_or_default())]
    }
}

impl Headlines for PlanAnswer {
    fn headlines(&self) -> Vec<(SmolStr, Headline)> {
        let mut items = self.items.iter();
        let id = format!("eligible:{}", self.role.id);
        let arrival = items.find(|item| item.id == id);
        let headline = arrival.map(|arrival| Headline {
            earliest: arrival.end.clone(),
            not_before: arrival.not_before.clone(),
            estimated: arrival.estimated,
            ..Headline::default()
        });
        vec![(self.role.id.clone(), headline.unwrap_or_default())]
    }
}

impl Headlines for ReportAnswer {
    fn headlines(&self) -> Vec<(SmolStr, Headline)> {
        let mut all: Vec<(SmolStr, Headline)> = Vec::new();
        all.extend(self.next.iter().flat_map(Headlines::headlines));
        let goal = self.gaps.iter().flat_map(Headlines::headlines);
        let mut dates = self.path.iter().flat_map(Headlines::headlines);
        for (role, headline) in goal {
            let date = dates.next().map(|(_, date)| date).unwrap_or_default();
            let headline = Headline {
                readiness: headline.readiness,
                ..date
            };
            match all.iter_mut().find(|(known, _)| *known == role) {
                Some((_, known)) => *known = headline,
                None => all.push((role.to_smolstr(), headline)),
            }
        }
        all
    }
}

impl Headlines for UnlockAnswer {
    fn headlines(&self) -> Vec<(SmolStr, Headline)> {
        let steps = self.steps.iter();
        let steps = steps.map(|step| (step.role.id.clone(), ready(Some(step.readiness))));
        let goal = self.goal.iter().map(|goal| {
            let (known, not) = if goal.is_not_before {
                (None, Some(goal.day.clone()))
            } else {
                (Some(goal.day.clone()), None)
            };
            let headline = Headline {
                earliest: known,
                not_before: not,
                estimated: goal.estimated,
                ..Headline::default()
            };
            (goal.role.id.clone(), headline)
        });
        steps.chain(goal).collect()
    }
}

impl Headlines for PayAnswer {
    fn headlines(&self) -> Vec<(SmolStr, Headline)> {
        let along = self.along_route.as_ref();
        let last = along.and_then(|along| Some((along, along.stages.last()?)));
        let Some((along, last)) = last else {
            return vec![(self.role.id.clone(), Headline::default())];
        };
        let headline = Headline {
            earliest: last.earliest.clone(),
            not_before: last.not_before.clone(),
            earned: along.total,
            estimated: last.estimated,
            ..Headline::default()
        };
        vec![(along.goal.id.clone(), headline)]
    }
}

impl Headlines for DueAnswer {
    fn headlines(&self) -> Vec<(SmolStr, Headline)> {
        let goal = self.goal.iter();
        let goal = goal.map(|goal| {
            let headline = Headline {
                earliest: goal.earliest.clone(),
                not_before: goal.not_before.clone(),
                begin_by: goal.begin_by.clone(),
                estimated: goal.estimated,
                ..Headline::default()
            };
            (goal.role.id.clone(), headline)
        });
        let certifications = Headline {
            due: Some(self.certifications.len()),
            ..Headline::default()
        };
        goal.chain([(SmolStr::new_static("certifications"), certifications)])
            .collect()
    }
}

impl Headlines for ProgressAnswer {
    fn headlines(&self) -> Vec<(SmolStr, Headline)> {
        let now = self.quarters.last().and_then(|last| last.readiness);
        vec![(self.role.id.clone(), ready(now))]
    }
}

/// An advertisement stands for a role.
impl Headlines for AdvertAnswer {
    fn headlines(&self) -> Vec<(SmolStr, Headline)> {
        let held = self.asked.iter();
        let held = held.filter(|entry| entry.status.is_some_and(|status| !status.is_open()));
        let headline = Headline {
            names: Some([held.count(), self.asked.len()]),
            ..Headline::default()
        };
        vec![(SmolStr::new_static("advertisement"), headline)]
    }
}
