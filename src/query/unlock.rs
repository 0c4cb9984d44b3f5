//! Single gaps by what closing each of them would move: the next steps, and the way to the goal.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{Assumption, Ladder, Requirement, RoleIndex, Source, day_after},
    order::Order as _,
    vocabulary::RequirementKind,
};

use super::{
    answer::{Estimate, Header, Named, Number},
    answer_builder::AnswerBuilder,
    assess::{assess, readiness, skill},
    gap::{Gap, Have, Need, Readiness},
    person_state::PersonState,
    route::{PathTotals, years},
    route_request::RouteRequest,
    solution::Solution,
};

/// Single gaps by what closing each of them would move.
#[derive(Debug, PartialEq, Serialize)]
pub struct UnlockAnswer {
    /// The ladder, the day and the person.
    #[serde(flatten)]
    pub header: Header,
    /// The roles of the next steps, with the readiness for each.
    pub steps: Vec<StepReadiness>,
    /// The goal, where a route leads there; `null` without one.
    pub goal: Option<GoalArrival>,
    /// The gaps, those that add most to the readiness for the next steps first, then those that save most
    /// time on the way to the goal.
    pub gaps: Vec<UnlockingGap>,
    /// The sources of all figures, in the order of their first use.
    pub sources: Vec<Source>,
}

/// How ready a person is for a role.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepReadiness {
    /// The role.
    #[serde(flatten)]
    pub role: Named,
    /// What of its requirements is met.
    pub readiness: Readiness,
}

/// The earliest arrival in the goal, by the best route.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GoalArrival {
    /// The role.
    #[serde(flatten)]
    pub role: Named,
    /// The day, an ISO date; where a time is unknown, the day before which it cannot be.
    pub day: SmolStr,
    /// Whether a time is unknown.
    pub is_not_before: bool,
    /// Whether the day rests on an estimate.
    pub estimated: bool,
}

/// A gap, and what closing it would move.
#[derive(Debug, PartialEq, Serialize)]
pub struct UnlockingGap {
    /// The kind of the requirement.
    pub kind: RequirementKind,
    /// The id of the skill or certification, or `education`; ids of a group joined by `|`.
    pub id: SmolStr,
    /// The title of the requirement.
    pub title: SmolStr,
    /// What the person has.
    pub have: Option<Have>,
    /// What is needed: of several levels the highest.
    pub need: Need,
    /// Study hours to close it, those of estimates left out.
    pub hours: Option<Estimate>,
    /// The study hours that rest on estimates.
    pub hours_estimated: Option<Estimate>,
    /// Years of practice at work that are left.
    pub practice: Option<Estimate>,
    /// The next steps whose readiness rises, as it would be.
    pub steps: Vec<StepReadiness>,
    /// The requirements of all next steps that would be met besides.
    pub met: usize,
    /// What the readiness for all next steps would gain, added up.
    pub gain: Number,
    /// The arrival in the goal, where it would be earlier.
    pub goal: Option<GoalArrival>,
    /// Years that it would save on the way to the goal; `null` where the time is unknown.
    pub years_saved: Option<Number>,
    /// Whether these years rest on an estimate.
    pub years_saved_estimated: bool,
}

/// Ranks the gaps of the next steps and of the goal, by what closing each of them alone would move. Years of
/// experience are left out, since nothing but time closes them.
pub fn unlock(
    ladder: &Ladder,
    state: &PersonState,
    steps: &[RoleIndex],
    goal: Option<RoleIndex>,
) -> UnlockAnswer {
    let mut builder = AnswerBuilder::new(ladder);
    let roles = Roles {
        ladder,
        steps: steps.iter().map(|role| required(ladder, *role)).collect(),
        goal: goal.filter(|goal| Some(*goal) != state.role),
    };
    let before = roles.readiness(state);
    let arrival = roles.arrival(state);
    let mut gaps: Vec<UnlockingGap> = roles
        .candidates(&mut builder, state)
        .into_iter()
        .filter_map(|gap| {
            let closed = state.clone().assume(ladder, &closing(ladder, state, &gap)?);
            let after = roles.readiness(&closed);
            let found = roles.arrival(&closed);
            let ratio = |ready: &StepReadiness| ready.readiness.ratio.map_or(0.0, |ratio| ratio.0);
            let pairs = || before.iter().zip(&after);
            let gain: f64 = pairs().map(|(one, other)| ratio(other) - ratio(one)).sum();
            let met =
                pairs().map(|(one, other)| other.readiness.met.saturating_sub(one.readiness.met));
            let saved = arrival
                .as_ref()
                .zip(found.as_ref())
                .and_then(|(one, other)| {
                    let known = one.1.unknown_time == 0 && other.1.unknown_time == 0;
                    known.then(|| years(one.1.elapsed[0]) - years(other.1.elapsed[0]))
                });
            let is_earlier = |found: &GoalArrival| {
                let one = arrival.as_ref().map(|(one, _)| one);
                one.is_some_and(|one| {
                    (one.is_not_before, &one.day) > (found.is_not_before, &found.day)
                })
            };
            Some(UnlockingGap {
                met: met.sum(),
                gain: Number((gain * 1e4).round() / 1e4),
                steps: pairs()
                    .filter(|(one, other)| one != other)
                    .map(|(_, other)| other.clone())
                    .collect(),
                years_saved_estimated: saved.is_some()
                    && [&arrival, &found]
                        .into_iter()
                        .flatten()
                        .any(|(arrival, _)| arrival.estimated),
                goal: found.map(|(found, _)| found).filter(is_earlier),
                years_saved: saved.map(|saved| Number::years(saved.max(0.0))),
                kind: gap.kind,
                id: gap.id,
                title: gap.title,
                have: gap.have,
                need: gap.need,
                hours: gap.hours,
                hours_estimated: gap.hours_estimated,
                practice: gap.practice,
            })
        })
        .collect();
    let saved = |gap: &UnlockingGap| gap.years_saved.map_or(0.0, |saved| saved.0);
    gaps.order_by(|one, other| {
        let by_gain = other.gain.0.total_cmp(&one.gain.0);
        by_gain.then(saved(other).total_cmp(&saved(one)))
    });
    UnlockAnswer {
        header: builder.header(state),
        steps: before,
        goal: arrival.map(|(arrival, _)| arrival),
        gaps,
        sources: builder.sources(),
    }
}

/// What the next steps and the goal require.
struct Roles<'l> {
    ladder: &'l Ladder,
    steps: Vec<(RoleIndex, Vec<Requirement>)>,
    goal: Option<RoleIndex>,
}

fn required(ladder: &Ladder, role: RoleIndex) -> (RoleIndex, Vec<Requirement>) {
    (role, ladder.requirements(role).required)
}

impl Roles<'_> {
    fn readiness(&self, state: &PersonState) -> Vec<StepReadiness> {
        let mut draft = AnswerBuilder::new(self.ladder);
        let steps = self.steps.iter().map(|(role, required)| StepReadiness {
            role: draft.role_name(*role),
            readiness: readiness(&assess(&mut draft, state, required)),
        });
        steps.collect()
    }

    /// The arrival in the goal by the fastest route.
    fn arrival(&self, state: &PersonState) -> Option<(GoalArrival, PathTotals)> {
        let goal = self.goal?;
        let solution = Solution::new(self.ladder, state, RouteRequest::to(goal));
        let totals = solution.result.routes.first()?.totals;
        let day = day_after(state.as_of, years(totals.elapsed[0]))?;
        let mut draft = AnswerBuilder::new(self.ladder);
        let route = solution.routes(&mut draft).next()?;
        let arrival = GoalArrival {
            role: draft.role_name(goal),
            estimated: route.years.estimated,
            day: day.to_smolstr(),
            is_not_before: totals.unknown_time > 0,
        };
        Some((arrival, totals))
    }

    /// The open gaps of all roles, each once, with the highest level that one of them needs.
    fn candidates(&self, builder: &mut AnswerBuilder, state: &PersonState) -> Vec<Gap> {
        let goal = self.goal.map(|goal| required(self.ladder, goal));
        let mut candidates: Vec<Gap> = Vec::new();
        for (_, required) in self.steps.iter().chain(&goal) {
            let gaps = assess(builder, state, required).into_iter();
            let gaps = gaps.filter(|gap| gap.status.is_open());
            for gap in gaps.flat_map(|gap| single(builder, state, gap)) {
                if gap.kind == RequirementKind::Experience {
                    continue;
                }
                let rank = |gap: &Gap| match &gap.need {
                    Need::Skill(level) => level.rank,
                    _ => 0,
                };
                let mut known = candidates.iter_mut();
                match known.find(|known| known.kind == gap.kind && known.id == gap.id) {
                    Some(known) if rank(known) < rank(&gap) => *known = gap,
                    Some(_) => (),
                    None => candidates.push(gap),
                }
            }
        }
        candidates
    }
}

/// What can be closed by itself: of a group each alternative that is not met, of points the raise that brings most.
fn single(builder: &mut AnswerBuilder, state: &PersonState, gap: Gap) -> Vec<Gap> {
    if let Some(points) = gap.points {
        let raise = points.raises.into_iter().next();
        let raise = raise.and_then(|raise| {
            let skill = builder.ladder.skill(&raise.named.id)?;
            let level = builder.ladder.scale(skill).level(raise.to.rank)?;
            Some(self::skill(builder, state, skill, level))
        });
        return raise.into_iter().collect();
    }
    match gap.kind {
        RequirementKind::AnyOf => {
            let alternatives = gap.alternatives.into_iter();
            alternatives
                .filter(|member| member.status.is_open())
                .collect()
        }
        _ => vec![gap],
    }
}

/// The fact that closes a gap: of several certifications, the first that can be earned.
fn closing(ladder: &Ladder, state: &PersonState, gap: &Gap) -> Option<Assumption> {
    match &gap.need {
        Need::Skill(level) => {
            let skill = ladder.skill(&gap.id)?;
            let level = ladder.scale(skill).level(level.rank)?;
            Some(Assumption::Skill(skill, Some(level)))
        }
        Need::Certification { .. } => {
            let options = gap.options.iter();
            let mut options = options.filter_map(|option| ladder.certification(&option.named.id));
            let earned = options.find(|option| ladder[*option].can_be_earned(state.as_of))?;
            Some(Assumption::Certification(earned, true))
        }
        Need::Education(asked) => Some(Assumption::Degree(asked.degree)),
        Need::Experience { .. } | Need::AnyOf { .. } | Need::Points { .. } => None,
    }
}
