//! Single gaps by what closing each of them would move: the next steps, and the way to the goal.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{
        Alternative, Assumption, CertificationIndex, Day, Item, Ladder, Requirement, Resolver,
        RoleIndex, SkillIndex, Source, day_after,
    },
    order::Order as _,
    vocabulary::RequirementKind,
};

use super::{
    answer::{Estimate, Header, Named, Number},
    answer_builder::AnswerBuilder,
    assess::{Judged, assess_each, skill},
    gap::{Gap, Have, Need, Readiness},
    open_group::accepted,
    person_state::PersonState,
    route::{PathTotals, Problem, years},
    route_request::RouteRequest,
    solution::Solution,
    standing::{Counted, Counts, Inherited, readiness},
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
    let roles = Roles::new(
        ladder,
        steps,
        goal.filter(|goal| Some(*goal) != state.role),
        state.as_of,
    );
    let asked = roles
        .goal
        .map(|goal| Subjects::on_the_way(ladder, state, goal));
    let counted = roles.counted(state);
    let before = roles.readiness(&counted);
    let arrival = roles.arrival(state);
    let mut draft = state.clone();
    let mut gaps: Vec<UnlockingGap> = roles
        .candidates(&mut builder, state)
        .into_iter()
        .filter_map(|gap| {
            let closing = closing(ladder, state, &gap)?;
            let after = draft.assuming(&closing, |closed| {
                roles.readiness_after(closed, &counted, &closing)
            });
            // A gap that no role on the way asks about saves no time.
            let is_asked = asked
                .as_ref()
                .is_some_and(|asked| asked.contain(&closing) || !state.hours_done.is_empty());
            let found = if is_asked {
                roles.arrival(&state.clone().assume(ladder, &closing))
            } else {
                arrival.clone()
            };
            let ratio = |ready: &StepReadiness| ready.readiness.ratio.map_or(0.0, |ratio| ratio.0);
            let pairs = || after.iter().map(|(step, other)| (&before[*step], other));
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
    /// The requirements of the next steps that are about a subject: the position of the step, and its own.
    about: HashMap<Subject, Vec<(usize, usize)>>,
}

/// What a gap is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Subject {
    Education,
    Skill(SkillIndex),
    Certification(CertificationIndex),
    Years,
}

impl Subject {
    fn of(fact: &Assumption) -> Self {
        match fact {
            Assumption::Years(_) => Self::Years,
            Assumption::Degree(_) => Self::Education,
            Assumption::Skill(skill, _) => Self::Skill(*skill),
            Assumption::Certification(certification, _) => Self::Certification(*certification),
        }
    }

    /// What a requirement is about.
    fn all(ladder: &Ladder, item: &Item, as_of: Day) -> Vec<Self> {
        let accepted = |members: &[CertificationIndex]| {
            let members = accepted(ladder, members, as_of).into_iter();
            members.map(Self::Certification).collect::<Vec<_>>()
        };
        match item {
            Item::Years(_) => vec![Self::Years],
            Item::Education(_) => vec![Self::Education],
            Item::Skill(skill, _) => vec![Self::Skill(*skill)],
            Item::Certification(group) => accepted(&group.members),
            Item::Points(points) => points.skills.iter().copied().map(Self::Skill).collect(),
            Item::AnyOf(group) => {
                let members = group.members.iter();
                members
                    .flat_map(|member| match member {
                        Alternative::Years(_) => vec![Self::Years],
                        Alternative::Education(_) => vec![Self::Education],
                        Alternative::Skill(skill, _) => vec![Self::Skill(*skill)],
                        Alternative::Certification(one) => accepted(&[*one]),
                    })
                    .collect()
            }
        }
    }
}

/// What the roles on the way to a goal ask about.
struct Subjects(HashSet<Subject>);

impl Subjects {
    /// Those of all roles between the person's and the goal.
    fn on_the_way(ladder: &Ladder, state: &PersonState, goal: RoleIndex) -> Self {
        let problem = Problem::new(ladder, state, goal, &[]);
        let between = ladder.roles().filter(|role| problem.between[role.index()]);
        let mut judged = HashSet::new();
        let mut subjects = HashSet::new();
        for role in between {
            for requirement in problem.requirements(role) {
                let is_new = Inherited::of(&requirement).is_none_or(|key| judged.insert(key));
                if is_new {
                    subjects.extend(Subject::all(ladder, &requirement.item, state.as_of));
                }
            }
        }
        Self(subjects)
    }

    fn contain(&self, fact: &Assumption) -> bool {
        self.0.contains(&Subject::of(fact))
    }
}

impl<'l> Roles<'l> {
    fn new(ladder: &'l Ladder, steps: &[RoleIndex], goal: Option<RoleIndex>, as_of: Day) -> Self {
        let mut resolver = Resolver::new(ladder);
        let steps = steps.iter().map(|role| (*role, resolver.required(*role)));
        let steps: Vec<_> = steps.collect();
        let mut about: HashMap<Subject, Vec<(usize, usize)>> = HashMap::new();
        for (step, (_, required)) in steps.iter().enumerate() {
            for (position, requirement) in required.iter().enumerate() {
                for subject in Subject::all(ladder, &requirement.item, as_of) {
                    about.entry(subject).or_default().push((step, position));
                }
            }
        }
        Self {
            ladder,
            steps,
            goal,
            about,
        }
    }

    /// What counts of each requirement of each next step.
    fn counted(&self, state: &PersonState) -> Vec<Vec<Option<Counted>>> {
        let mut counts = Counts::default();
        let steps = self.steps.iter().map(|(_, required)| {
            let counted = required.iter();
            counted
                .map(|one| counts.of(self.ladder, state, one))
                .collect()
        });
        steps.collect()
    }

    fn readiness(&self, counted: &[Vec<Option<Counted>>]) -> Vec<StepReadiness> {
        let steps = self.steps.iter().zip(counted);
        steps
            .map(|((role, _), counted)| self.of_step(*role, counted))
            .collect()
    }

    fn of_step(&self, role: RoleIndex, counted: &[Option<Counted>]) -> StepReadiness {
        StepReadiness {
            role: AnswerBuilder::new(self.ladder).role_name(role),
            readiness: readiness(&counted.iter().flatten().copied()),
        }
    }

    /// The readiness for the steps that ask about a fact, by their positions, for a person with that fact.
    fn readiness_after(
        &self,
        closed: &PersonState,
        counted: &[Vec<Option<Counted>>],
        fact: &Assumption,
    ) -> Vec<(usize, StepReadiness)> {
        let about = self.about.get(&Subject::of(fact)).into_iter().flatten();
        let mut counts = Counts::default();
        let mut after: BTreeMap<usize, Vec<Option<Counted>>> = BTreeMap::new();
        for (step, position) in about {
            let own = after.entry(*step).or_insert_with(|| counted[*step].clone());
            let requirement = &self.steps[*step].1[*position];
            own[*position] = counts.of(self.ladder, closed, requirement);
        }
        let after = after.into_iter();
        after
            .map(|(step, counted)| (step, self.of_step(self.steps[step].0, &counted)))
            .collect()
    }

    /// The arrival in the goal by the fastest route.
    fn arrival(&self, state: &PersonState) -> Option<(GoalArrival, PathTotals)> {
        let goal = self.goal?;
        let solution = Solution::new(self.ladder, state, RouteRequest::to(goal));
        let route = solution.result.routes.first()?;
        let totals = route.totals;
        let day = day_after(state.as_of, years(totals.elapsed[0]))?;
        let draft = AnswerBuilder::new(self.ladder);
        let arrival = GoalArrival {
            role: draft.role_name(goal),
            estimated: solution.is_time_estimated(route),
            day: day.to_smolstr(),
            is_not_before: totals.unknown_time > 0,
        };
        Some((arrival, totals))
    }

    /// The open gaps of all roles, each once, with the highest level that one of them needs.
    fn candidates(&self, builder: &mut AnswerBuilder, state: &PersonState) -> Vec<Gap> {
        let goal = self
            .goal
            .map(|goal| (goal, self.ladder.requirements(goal).required));
        let mut judged = Judged::default();
        let mut candidates: Vec<Gap> = Vec::new();
        let mut positions: HashMap<(RequirementKind, SmolStr), usize> = HashMap::new();
        let mut seen = HashSet::new();
        for (_, required) in self.steps.iter().chain(&goal) {
            // What was inherited from the same role is there already.
            let is_new = |one: &&Requirement| match Inherited::of(one) {
                Some(key) => seen.insert(key),
                None => true,
            };
            let required: Vec<Requirement> = required.iter().filter(is_new).cloned().collect();
            let gaps = assess_each(builder, state, &required, &mut judged).into_iter();
            let gaps = gaps.filter(|gap| gap.status.is_open());
            for gap in gaps.flat_map(|gap| single(builder, state, gap)) {
                if gap.kind == RequirementKind::Experience {
                    continue;
                }
                let rank = |gap: &Gap| match &gap.need {
                    Need::Skill(level) => level.rank,
                    _ => 0,
                };
                let key = (gap.kind, gap.id.clone());
                let position = *positions.entry(key).or_insert(candidates.len());
                match candidates.get_mut(position) {
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
        let raise = points.raises.first();
        let raise = raise.and_then(|raise| {
            let skill = builder.ladder.skill(&raise.named.id)?;
            let level = builder.ladder.scale(skill).level(raise.to.rank)?;
            Some(self::skill(builder, state, skill, level))
        });
        return raise.into_iter().collect();
    }
    match gap.kind {
        RequirementKind::AnyOf => {
            let alternatives = gap.alternatives.iter();
            alternatives
                .filter(|member| member.status.is_open())
                .cloned()
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
