//! One person of a team: the roles that come next, what is missing for each, and what ends.

use std::collections::BTreeMap;

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{Ladder, Profile, Requirement, Resolver, RoleIndex},
    vocabulary::{DueStatus, MoveKind, RequirementKind, TeamStatus},
};

use super::{
    super::{
        answer::{Level, MoveFacts, Named, Number, Span},
        answer_builder::AnswerBuilder,
        assess::{Judged, assess_each, readiness, readiness_for, years_missing},
        due,
        gap::{Gap, Have, Need, Readiness},
        gaps::{DirectMove, direct_move},
        next::{eligible, next_roles, requirements_met},
        pay::{self, Salary},
        person_state::PersonState,
        route_request::RouteRequest,
        solution::Solution,
    },
    Member, TeamRequest,
};

/// So many requirements may be missing for a role that is close.
const CLOSE: usize = 3;

/// One person of a team.
#[derive(Debug, PartialEq, Serialize)]
pub struct TeamPerson {
    /// The name, else where the profile stands; a number where people are numbered.
    pub person: SmolStr,
    /// The present role.
    pub role: Option<Named>,
    /// The person's pay; `null` unless it is asked for and known.
    pub pay: Option<TeamPay>,
    /// The roles for which the person is judged.
    pub steps: Vec<TeamStep>,
    /// What ends; also in the list of all people.
    #[serde(skip)]
    pub(super) certifications: Vec<TeamCertification>,
}

/// A person's pay, compared with the figure of the present role.
#[derive(Debug, PartialEq, Serialize)]
pub struct TeamPay {
    /// The pay.
    #[serde(flatten)]
    pub salary: Salary,
    /// Pay ÷ midpoint of an employer's own band; `null` for any other figure.
    pub compa_ratio: Option<Number>,
    /// Pay ÷ midpoint of any other figure.
    pub market_ratio: Option<Number>,
}

/// How a person stands for a role.
#[derive(Debug, PartialEq, Serialize)]
pub struct TeamStep {
    /// The role.
    #[serde(flatten)]
    pub role: Named,
    /// The kind of the move from the present role; `null` where none leads there.
    pub kind: Option<MoveKind>,
    /// How the person stands.
    pub status: TeamStatus,
    /// How much of the requirements is met.
    pub readiness: Readiness,
    /// The same on the day before the growth that is told; `null` where none is asked for.
    pub before: Option<Readiness>,
    /// The requirements that are not met, those first that would raise the readiness most.
    pub gaps: Vec<TeamGap>,
    /// Years of experience still missing; `null` where they are unknown.
    pub years_missing: Option<Number>,
    /// Years in the present role still missing before the move.
    pub to_serve: Option<Span>,
    /// A condition outside the person's control, such as an opening.
    pub gate: Option<SmolStr>,
    /// The first day on which the person could be eligible, by the best route; only for a role that is asked about.
    pub earliest: Option<SmolStr>,
    /// Where that is unknown, the day before which it cannot be.
    pub not_before: Option<SmolStr>,
    /// Whether that day rests on an estimate.
    pub estimated: bool,
    #[serde(skip)]
    pub(super) index: RoleIndex,
}

/// A requirement that is not met.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TeamGap {
    /// The kind of the requirement.
    pub kind: RequirementKind,
    /// The id, as in the gaps of one person.
    pub id: SmolStr,
    /// The title.
    pub title: SmolStr,
    /// The level of a skill that the person has; `null` where none is known, and for what has no levels.
    pub have: Option<Level>,
    /// What is required.
    pub need: Need,
}

/// A certification of someone that ends, has ended or is retired.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TeamCertification {
    /// Who has it.
    pub person: SmolStr,
    /// The certification.
    #[serde(flatten)]
    pub named: Named,
    /// What is to be done.
    pub status: DueStatus,
    /// The last day on which it counts, an ISO date; the month where people are numbered.
    pub ends: Option<SmolStr>,
    /// The days until then; `null` where people are numbered.
    pub days_left: Option<i32>,
    /// The certification to earn so that no time is without one.
    pub earn: Option<Named>,
    /// The last day on which that can be earned without a time without.
    pub earn_by: Option<SmolStr>,
    /// The last day on which its study can begin; `null` where that is unknown.
    pub begin_by: Option<SmolStr>,
    /// Whether that day rests on an estimate.
    pub estimated: bool,
}

impl TeamCertification {
    /// The first day on which something is to be done.
    pub(super) fn first_day(&self) -> Option<SmolStr> {
        self.begin_by.clone().or_else(|| self.ends.clone())
    }
}

impl TeamPerson {
    /// The role that comes next: of the promotions the one for which the person stands best, else of all roles.
    pub fn target(&self) -> Option<&TeamStep> {
        let steps = || self.steps.iter();
        let promotions = steps().filter(|step| step.kind == Some(MoveKind::Promotion));
        let key = |step: &&TeamStep| (step.status as usize, step.gaps.len());
        promotions.min_by_key(key).or_else(|| {
            steps()
                .filter(|step| step.status != TeamStatus::Held)
                .min_by_key(key)
        })
    }

    /// The person with each role.
    pub(super) fn each_step(&self) -> impl Iterator<Item = (&Self, &TeamStep)> {
        self.steps.iter().map(move |step| (self, step))
    }
}

/// Judges one person after another.
pub(super) struct Judge<'a, 'l> {
    builder: &'a mut AnswerBuilder<'l>,
    resolver: &'a mut Resolver<'l>,
    asked: &'a TeamRequest<'a>,
    /// What each role requires.
    required: BTreeMap<RoleIndex, Vec<Requirement>>,
}

impl<'a, 'l> Judge<'a, 'l> {
    pub fn new(
        builder: &'a mut AnswerBuilder<'l>,
        resolver: &'a mut Resolver<'l>,
        asked: &'a TeamRequest<'a>,
    ) -> Self {
        Self {
            builder,
            resolver,
            asked,
            required: BTreeMap::new(),
        }
    }

    /// How a person stands, and the person on the day of the answer.
    pub fn person(&mut self, Member { label, profile }: &Member) -> (TeamPerson, PersonState) {
        let ladder = self.builder.ladder;
        let asked = self.asked;
        let on =
            |day| PersonState::of(ladder, profile, day).estimating(ladder, !asked.no_estimates);
        let state = on(asked.as_of);
        let before = asked.since.and_then(|day| day.yesterday().ok()).map(on);
        let mut judged = Judged::default();
        let mut steps = Vec::new();
        for role in roles(ladder, &state, asked.role) {
            let mut step = self.step(&state, role, &mut judged);
            step.before = before
                .as_ref()
                .and_then(|before| readiness_for(self.builder, before, &self.required[&role]));
            steps.push(step);
        }
        let person = TeamPerson {
            person: label.clone(),
            role: state.role.map(|role| self.builder.role_name(role)),
            pay: self.pay(&state),
            steps,
            certifications: self.certifications(profile, &state),
        };
        (person, state)
    }

    fn step(&mut self, state: &PersonState, role: RoleIndex, judged: &mut Judged) -> TeamStep {
        let required = self.required.entry(role);
        let required = required.or_insert_with(|| self.resolver.required(role));
        let builder = &mut *self.builder;
        let gaps = assess_each(builder, state, required, judged);
        let step = direct_move(builder, state, role, &gaps, required);
        let years_missing = years_missing(builder.ladder, &gaps, state, required);
        let is_met = requirements_met(&gaps, years_missing);
        let asks = required.iter().any(|one| one.item.asks_for_something());
        let open = gaps.iter().filter(|gap| gap.status.is_open()).count();
        let is_entry = state.role.is_none() && builder.ladder[role].entry;
        let eligible = match &step {
            Some(step) => step.eligible,
            None if is_entry => eligible(is_met, asks, &MoveFacts::default(), None),
            None => None,
        };
        let status = match eligible {
            _ if state.role == Some(role) => TeamStatus::Held,
            Some(true) => TeamStatus::Ready,
            _ => not_ready(open, step.as_ref(), is_entry),
        };
        let kind = step.as_ref().and_then(|step| step.facts.kind);
        let mut found = TeamStep {
            role: builder.role_name(role),
            kind: kind.or_else(|| is_entry.then_some(MoveKind::Entry)),
            status,
            readiness: readiness(&gaps),
            before: None,
            gaps: gaps
                .iter()
                .filter(|gap| gap.status.is_open())
                .map(TeamGap::of)
                .collect(),
            years_missing,
            gate: step.as_ref().and_then(|step| step.facts.gate.clone()),
            to_serve: step.and_then(|step| step.to_serve),
            earliest: None,
            not_before: None,
            estimated: false,
            index: role,
        };
        if self.asked.role.is_some() && status != TeamStatus::Held {
            self.arrive(state, &mut found);
        }
        found
    }

    /// Sets the first day in a role, by the best route.
    fn arrive(&mut self, state: &PersonState, step: &mut TeamStep) {
        let solution = Solution::new(self.builder.ladder, state, RouteRequest::to(step.index));
        // What the route cites is not a part of this answer.
        let mut draft = AnswerBuilder::new(self.builder.ladder);
        let route = solution.routes(&mut draft).next();
        let Some(last) = route.as_ref().and_then(|route| route.moves.last()) else {
            return;
        };
        let day = Some(last.days.end.to_smolstr());
        if last.days.is_end_known {
            step.earliest = day;
        } else {
            step.not_before = day;
        }
        step.estimated = last.days.is_end_estimated;
    }

    fn pay(&mut self, state: &PersonState) -> Option<TeamPay> {
        let filter = self.asked.pay?;
        let salary = Salary::from(state.pay.as_ref()?);
        let found = state
            .role
            .map(|role| pay::pay(self.builder.ladder, state, role, filter, None));
        let first = found.as_ref().and_then(|found| found.compared.first());
        Some(TeamPay {
            salary,
            compa_ratio: first.and_then(|first| first.compa_ratio),
            market_ratio: first.and_then(|first| first.market_ratio),
        })
    }

    fn certifications(&self, profile: &Profile, state: &PersonState) -> Vec<TeamCertification> {
        if profile.certifications.is_empty() {
            return Vec::new();
        }
        let ending = due::ending(self.builder, state, &[], self.asked.until);
        let ending = ending.certifications.into_iter();
        ending
            .map(|one| TeamCertification {
                person: SmolStr::default(),
                named: one.named,
                status: one.status,
                ends: one.ends,
                days_left: one.days_left,
                earn: one.earn,
                earn_by: one.earn_by,
                estimated: one.begin_by.is_some() && one.hours.is_some_and(|hours| hours.estimated),
                begin_by: one.begin_by,
            })
            .collect()
    }
}

/// The roles for which a person is judged: the one that is asked about, else the next ones and the goal.
fn roles(ladder: &Ladder, state: &PersonState, asked: Option<RoleIndex>) -> Vec<RoleIndex> {
    if let Some(role) = asked {
        return vec![role];
    }
    let mut roles = next_roles(ladder, state);
    let goal = state.goal.filter(|goal| state.role != Some(*goal));
    roles.extend(goal.filter(|goal| !roles.contains(goal)));
    roles
}

/// Why a person who lacks so many requirements is not eligible now.
fn not_ready(open: usize, step: Option<&DirectMove>, is_entry: bool) -> TeamStatus {
    match step {
        _ if open > CLOSE => TeamStatus::Later,
        _ if open > 0 => TeamStatus::Close,
        None if is_entry => TeamStatus::Unknown,
        None => TeamStatus::NoMove,
        Some(step) if step.to_serve.as_ref().is_some_and(|left| left.min.0 > 0.0) => {
            TeamStatus::ToServe
        }
        Some(step) if step.facts.gate.is_some() => TeamStatus::Gate,
        Some(_) => TeamStatus::Unknown,
    }
}

impl TeamGap {
    fn of(gap: &Gap) -> Self {
        Self {
            kind: gap.kind,
            id: gap.id.clone(),
            title: gap.title.clone(),
            have: match &gap.have {
                Some(Have::Skill(level)) => Some(level.clone()),
                _ => None,
            },
            need: gap.need.clone(),
        }
    }
}
