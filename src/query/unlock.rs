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
    gap::{Gap, Have, Need, Raise, Readiness},
    open_group::accepted,
    person_state::PersonState,
    route::{PathTotals, Problem, years},
    route_request::RouteRequest,
    solution::Solution,
    standing::{Counted, Counts, Inherited, readiness},
};

/// The steps of all searches for a goal, after which no other gap is closed on the way there.
const BUDGET: usize = 1_000_000;

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
    /// How many gaps were not closed on the way to the goal, since that would take too long; what each of them saves
    /// is unknown.
    pub untried: usize,
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
    /// Years that it would save on the way to the goal; `null` where the time is unknown, or it was not tried.
    pub years_saved: Option<Number>,
    /// Whether these years rest on an estimate.
    pub years_saved_estimated: bool,
}

impl UnlockingGap {
    /// A gap, and the readiness for the next steps that ask about it, before and after it is closed.
    fn new(gap: Gap, before: &[StepReadiness], after: &[(usize, StepReadiness)]) -> Self {
        let ratio = |ready: &StepReadiness| ready.readiness.ratio.map_or(0.0, |ratio| ratio.0);
        let pairs = || after.iter().map(|(step, other)| (&before[*step], other));
        let gain: f64 = pairs().map(|(one, other)| ratio(other) - ratio(one)).sum();
        let met = pairs().map(|(one, other)| other.readiness.met.saturating_sub(one.readiness.met));
        Self {
            met: met.sum(),
            gain: Number::ratio(gain),
            steps: pairs()
                .filter(|(one, other)| one != other)
                .map(|(_, other)| other.clone())
                .collect(),
            goal: None,
            years_saved: None,
            years_saved_estimated: false,
            kind: gap.kind,
            id: gap.id,
            title: gap.title,
            have: gap.have,
            need: gap.need,
            hours: gap.hours,
            hours_estimated: gap.hours_estimated,
            practice: gap.practice,
        }
    }

    /// What closing it takes at the most: years of practice, and hours of study.
    fn most(&self) -> [f64; 2] {
        let most = |time: Option<Estimate>| time.map_or(0.0, |time| time.max.0);
        let hours = most(self.hours) + most(self.hours_estimated);
        [most(self.practice), hours]
    }

    /// Sets what closing it saves on the way to the goal.
    fn arrive(&mut self, before: &Arrival, after: Arrival) {
        let is_known = before.totals.unknown_time == 0 && after.totals.unknown_time == 0;
        let saved = years(before.totals.elapsed[0]) - years(after.totals.elapsed[0]);
        self.years_saved = is_known.then(|| Number::years(saved.max(0.0)));
        self.years_saved_estimated = is_known && (before.at.estimated || after.at.estimated);
        let day = |at: &GoalArrival| (at.is_not_before, at.day.clone());
        let is_earlier = day(&before.at) > day(&after.at);
        self.goal = Some(after.at).filter(|_| is_earlier);
    }
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
    let counted = roles.counted(state);
    let before = roles.readiness(&counted);
    let mut draft = state.clone();
    let mut gaps: Vec<(Assumption, UnlockingGap)> = roles
        .candidates(&mut builder, state)
        .into_iter()
        .filter_map(|gap| {
            let closing = closing(ladder, state, &gap)?;
            let after = draft.assuming(&closing, |closed| {
                roles.readiness_after(closed, &counted, &closing)
            });
            Some((closing, UnlockingGap::new(gap, &before, &after)))
        })
        .collect();
    let arrival = roles.arrival(state);
    let untried = arrival
        .as_ref()
        .map_or(0, |arrival| roles.try_each(state, arrival, &mut gaps));
    let mut gaps: Vec<UnlockingGap> = gaps.into_iter().map(|(_, gap)| gap).collect();
    let saved = |gap: &UnlockingGap| gap.years_saved.map_or(0.0, |saved| saved.0);
    gaps.order_by(|one, other| {
        let by_gain = other.gain.0.total_cmp(&one.gain.0);
        by_gain.then(saved(other).total_cmp(&saved(one)))
    });
    UnlockAnswer {
        header: builder.header(state),
        steps: before,
        goal: arrival.map(|arrival| arrival.at),
        gaps,
        untried,
        sources: builder.sources(),
    }
}

/// The arrival in the goal by the fastest route, and the steps that it took to find it.
#[derive(Clone)]
struct Arrival {
    at: GoalArrival,
    totals: PathTotals,
    steps: usize,
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

    /// Closes each gap on the way to the goal that a role there asks about: those first that add most readiness, then
    /// those that take longest. Returns how many are left out, since the steps are used up.
    fn try_each(
        &self,
        state: &PersonState,
        before: &Arrival,
        gaps: &mut [(Assumption, UnlockingGap)],
    ) -> usize {
        let Some(goal) = self.goal else {
            return 0;
        };
        let asked = Subjects::on_the_way(self.ladder, state, goal);
        let mut order: Vec<usize> = (0..gaps.len()).collect();
        order.order_by(|one, other| {
            let (one, other) = (&gaps[*one].1, &gaps[*other].1);
            let by_gain = other.gain.0.total_cmp(&one.gain.0);
            let most = || other.most().into_iter().zip(one.most());
            most().fold(by_gain, |order, (other, one)| {
                order.then(other.total_cmp(&one))
            })
        });
        let (mut steps, mut untried) = (before.steps, 0);
        for position in order {
            let (closing, gap) = &mut gaps[position];
            // A gap that no role on the way asks about saves no time.
            let after = if !asked.contain(closing) && state.hours_done.is_empty() {
                Some(Arrival {
                    steps: 0,
                    ..before.clone()
                })
            } else if steps > BUDGET {
                untried += 1;
                continue;
            } else {
                self.arrival(&state.clone().assume(self.ladder, closing))
            };
            if let Some(after) = after {
                steps += after.steps;
                gap.arrive(before, after);
            }
        }
        untried
    }

    /// The arrival in the goal by the fastest route.
    fn arrival(&self, state: &PersonState) -> Option<Arrival> {
        let goal = self.goal?;
        let solution = Solution::new(self.ladder, state, RouteRequest::to(goal));
        let route = solution.result.routes.first()?;
        let totals = route.totals;
        let day = day_after(state.as_of, years(totals.elapsed[0]))?;
        let draft = AnswerBuilder::new(self.ladder);
        Some(Arrival {
            at: GoalArrival {
                role: draft.role_name(goal),
                estimated: solution.is_time_estimated(route),
                day: day.to_smolstr(),
                is_not_before: totals.unknown_time > 0,
            },
            totals,
            steps: solution.steps(),
        })
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

/// What can be closed by itself: of a group each alternative that is not met, of points each raise that brings most.
fn single(builder: &mut AnswerBuilder, state: &PersonState, gap: Gap) -> Vec<Gap> {
    if let Some(points) = gap.points {
        let rank = |raise: &Raise| (raise.required, raise.gain);
        let most = points.raises.first().map(rank);
        let raises = points.raises.iter();
        let raises = raises.take_while(|raise| Some(rank(raise)) == most);
        let raises = raises.filter_map(|raise| {
            let skill = builder.ladder.skill(&raise.named.id)?;
            let level = builder.ladder.scale(skill).level(raise.to.rank)?;
            Some(self::skill(builder, state, skill, level))
        });
        return raises.collect();
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
