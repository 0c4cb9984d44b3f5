//! A dated plan along a route: what to learn, what to earn, and the first day of each role.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap, HashSet},
};

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr, format_smolstr};

use crate::{
    model::{
        CertificationIndex, Day, EducationRequirement, Item, Ladder, Level as Rank, SkillIndex,
        Source, day_after, years_after,
    },
    order::Order as _,
    vocabulary::{Criterion, MoveKind, RequirementKind, TaskKind, TimeUse, Unstated},
};

use super::{
    answer::{
        Cited, Estimate, Fee, Level, Named, Number, Person, PlacedRole, Prerequisite, Resource,
    },
    answer_builder::AnswerBuilder,
    assess::held_certification,
    gap::{Gap, HeldCertification, Need},
    no_route::NoRoute,
    open_group::accepted,
    path::{self, PathAnswer},
    person_state::PersonState,
    route::{Examination, LearningStep, Route, RouteMove},
    route_request::RouteRequest,
    solution::Solution,
};

/// A dated plan along a route.
#[derive(Debug, PartialEq, Serialize)]
pub struct PlanAnswer {
    /// The ladder of the answer.
    pub ladder: Named,
    /// The day of the answer, an ISO date.
    pub as_of: SmolStr,
    /// The first day of the plan, an ISO date.
    pub start: SmolStr,
    /// The person; `null` without a profile.
    pub person: Option<Person>,
    /// The target.
    pub role: Named,
    /// The criterion by which the routes are ranked.
    pub by: Criterion,
    /// The rank of the route that the plan follows, from 1.
    pub route: usize,
    /// The number of routes that were found, up to that rank.
    pub routes: usize,
    /// The roles of the route, the present role first; empty without a route.
    pub roles: Vec<PlacedRole>,
    /// The duration of the route.
    pub years: Option<Estimate>,
    /// Study hours, those of estimates left out; `null` where no part of them is known.
    pub hours: Option<Estimate>,
    /// The study hours that rest on estimates; `null` where none do.
    pub hours_estimated: Option<Estimate>,
    /// The ids of the roles after moves with an unknown duration.
    pub time_unknown: Vec<SmolStr>,
    /// The person's study hours a week.
    pub hours_per_week: Option<Number>,
    /// What to do, and the days on which something becomes possible or ends, by date.
    pub items: Vec<PlanItem>,
    /// The certifications of the person that have expired.
    pub expired: Vec<HeldCertification>,
    /// Whether the route certainly has its rank.
    pub exact: bool,
    /// Why there is no route.
    #[serde(rename = "obstacle")]
    pub no_route: Option<NoRoute>,
    /// The sources of all figures, in the order of their first use; empty as a part of a report.
    pub sources: Vec<Source>,
}

/// An item of a plan.
#[derive(Debug, PartialEq, Serialize)]
pub struct PlanItem {
    /// An id that stays the same as long as the plan contains the task.
    pub id: SmolStr,
    /// The first day of the task, or the latest on which it can begin; `null` where it is unknown.
    pub start: Option<SmolStr>,
    /// The last day of the task, or its day; `null` where it is unknown.
    pub end: Option<SmolStr>,
    /// Where a day is unknown, the day before which it cannot be, an ISO date.
    pub not_before: Option<SmolStr>,
    /// Whether the days rest on an estimate.
    pub estimated: bool,
    /// The id of the role that it is for.
    pub role: SmolStr,
    /// The kind of the task.
    pub kind: TaskKind,
    /// The task.
    #[serde(flatten)]
    pub task: Task,
    /// The first and the last day; where they are unknown, days before which they cannot be.
    #[serde(skip)]
    pub days: (Day, Day),
}

impl PlanItem {
    /// An item from one day to another.
    fn dated(id: SmolStr, (start, end): (Day, Day), role: SmolStr, task: Task) -> Self {
        Self {
            id,
            start: Some(start.to_smolstr()),
            end: Some(end.to_smolstr()),
            not_before: None,
            estimated: false,
            role,
            kind: task.kind(),
            task,
            days: (start, end),
        }
    }

    /// Whether it is practice whose time has passed before the plan.
    pub fn has_passed(&self) -> bool {
        let is_before = |since: &Option<SmolStr>| since.is_some() && self.days.0 == self.days.1;
        matches!(&self.task, Task::Practice { since, .. } if self.end.is_some() && is_before(since))
    }

    /// The same where its days are unknown: none is before this one.
    fn not_before(self, day: Day) -> Self {
        Self {
            start: None,
            end: None,
            not_before: Some(day.to_smolstr()),
            days: (day, day),
            ..self
        }
    }
}

/// What to do, or what happens.
#[derive(Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Task {
    /// Learn a level of a skill.
    Study {
        /// The skill.
        skill: Named,
        /// The level before.
        have: Option<Level>,
        /// The id of the role that the level before rests on; `null` where the profile says it.
        baseline: Option<SmolStr>,
        /// The level after.
        level: Level,
        /// What the level after means, where the ladder says so.
        means: Option<SmolStr>,
        /// Study hours; `null` where they are unknown.
        hours: Option<Estimate>,
        /// The source of the hours.
        #[serde(flatten)]
        cited: Cited,
        /// Whether a resource that was studied before teaches it too.
        taught: bool,
        /// The shortest resource that leads to the level.
        resource: Option<Box<Resource>>,
        /// Skills to learn before, which are missing and which the role does not require.
        first: Vec<Prerequisite>,
    },
    /// Do a skill at work until the level is reached.
    Practice {
        /// The skill.
        skill: Named,
        /// The level before.
        have: Option<Level>,
        /// The id of the role that the level before rests on; `null` where the profile says it.
        baseline: Option<SmolStr>,
        /// The level after.
        level: Level,
        /// The years that it takes.
        years: Estimate,
        /// The day from which on the practice counts, where that is before the plan; where its time has
        /// passed too, the item begins and ends on the first day of the plan.
        since: Option<SmolStr>,
        /// The sources of the years.
        practice_sources: Vec<SmolStr>,
    },
    /// Earn a certification by the last day.
    Certification {
        /// The certification; `null` where none of them can be earned.
        earn: Option<Examination>,
        /// The ids of all that meet the requirement, this one included.
        one_of: Vec<SmolStr>,
        /// The fee of the examination.
        fee: Option<Fee>,
    },
    /// Have a degree by the last day.
    Education {
        /// The degree and its fields.
        #[serde(flatten)]
        education: EducationRequirement,
        /// The years that it takes; `null` where they are unknown.
        years: Option<Estimate>,
    },
    /// A certification expires.
    Expiry {
        /// The certification.
        certification: Named,
        /// The ids of the roles that it would count for: the later ones of the route, or its last one; where
        /// none of these asks for it, all roles of the route that do.
        needed_for: Vec<SmolStr>,
        /// The last day on which it can be earned, where that is before it expires.
        retired: Option<SmolStr>,
        /// The certifications that replace it.
        replaced_by: Vec<Named>,
    },
    /// The first day on which the person is eligible for the role.
    Eligible {
        /// The title of the role.
        title: SmolStr,
        /// The kind of the move.
        move_kind: Option<MoveKind>,
        /// The part of the move that takes longest.
        bound_by: Option<TimeUse>,
        /// The parts of the move with an unknown duration.
        unstated: Vec<Unstated>,
        /// The day after the most time; `null` where that is unknown.
        latest: Option<SmolStr>,
        /// A condition outside the person's control, such as an opening.
        gate: Option<SmolStr>,
        /// The source of the move and of its gate.
        #[serde(flatten)]
        cited: Cited,
    },
}

impl Task {
    fn kind(&self) -> TaskKind {
        match self {
            Self::Study { .. } => TaskKind::Study,
            Self::Practice { .. } => TaskKind::Practice,
            Self::Certification { .. } => TaskKind::Certification,
            Self::Education { .. } => TaskKind::Education,
            Self::Expiry { .. } => TaskKind::Expiry,
            Self::Eligible { .. } => TaskKind::Eligible,
        }
    }
}

/// Plans along the last of the requested routes, from the day of the person's state.
pub fn plan(
    ladder: &Ladder,
    state: &PersonState,
    request: &RouteRequest,
    as_of: Day,
) -> PlanAnswer {
    let mut builder = AnswerBuilder::new(ladder);
    let solution = Solution::new(ladder, state, request.clone());
    let path = path::write(&mut builder, &solution);
    write(&mut builder, &solution, &path, request.routes, as_of)
}

/// The plan along one of the routes that were found, the best being 1, alone or as a part of a report.
pub(super) fn write(
    builder: &mut AnswerBuilder,
    solution: &Solution,
    path: &PathAnswer,
    number: usize,
    as_of: Day,
) -> PlanAnswer {
    let state = &solution.state;
    let route = path.routes.get(number - 1);
    let before = path.routes.iter().take(number);
    let mut items = Vec::new();
    if let Some(route) = route {
        schedule(builder, state, route, &mut items);
        expiries(builder, state, route, &mut items);
    }
    items.order_by_key(|item| item.days.0);
    PlanAnswer {
        ladder: path.header.ladder.clone(),
        as_of: as_of.to_smolstr(),
        start: state.as_of.to_smolstr(),
        person: path.header.person.clone(),
        role: path.role.clone(),
        by: solution.request.by,
        route: number,
        routes: before.len(),
        years: route.map(|route| route.years),
        hours: route.and_then(|route| route.hours),
        hours_estimated: route.and_then(|route| route.hours_estimated),
        time_unknown: route.map_or_else(Vec::new, |route| route.time_unknown.clone()),
        roles: route.map_or_else(Vec::new, |route| route.roles.clone()),
        hours_per_week: path.hours_per_week,
        items,
        expired: expired(builder, state),
        exact: path.exact || route.is_some() && before.clone().all(|route| route.proven),
        no_route: path.no_route.clone(),
        sources: builder.sources(),
    }
}

/// The tasks of each move: study one unit after another, practice side by side, the rest by the day of
/// arrival.
fn schedule(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    route: &Route,
    items: &mut Vec<PlanItem>,
) {
    let mut held = state.skills.clone();
    let mut estimated = false;
    for route_move in &route.moves {
        let first = items.len();
        let before = held.clone();
        studies(builder, state, route_move, &mut held, items);
        practices(builder, state, route_move, &before, items);
        // The days after an estimate rest on it too.
        for item in &mut items[first..] {
            item.estimated |= estimated;
        }
        estimated |= route_move.years.estimated;
        let first = items.len();
        by_arrival(builder, state, route_move, items);
        for item in &mut items[first..] {
            item.estimated |= estimated;
        }
    }
}

/// Study, one unit after another from the begin of the move on. What needs a unit of unknown length has no
/// days either.
fn studies(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    route_move: &RouteMove,
    held: &mut BTreeMap<SkillIndex, Rank>,
    items: &mut Vec<PlanItem>,
) {
    let days = &route_move.days;
    let role = &route_move.step.role;
    let (order, undated) = in_order(builder.ladder, route_move);
    let is_dated = (0..).map(|position| position < order.len() - undated);
    let mut done = 0.0;
    let mut estimated = false;
    for (step, is_dated) in order.iter().zip(is_dated) {
        let have = held.insert(step.skill, step.level());
        if step.effort.study.is_none() && step.effort.is_known() {
            // Practice alone.
            continue;
        }
        let from = day_after(state.as_of, days.begun + done);
        done += step.years.unwrap_or(0.0);
        let until = day_after(state.as_of, days.begun + done);
        let skill = &builder.ladder[step.skill].id;
        let id = format_smolstr!("study:{skill}:{}:{role}", step.level().rank());
        let task = study(builder, state, step, have, held);
        let item = PlanItem::dated(id, (from, until), role.clone(), task);
        estimated |= step.effort.study.is_some_and(|study| study.estimated);
        items.push(if is_dated && days.is_begin_known {
            PlanItem { estimated, ..item }
        } else {
            PlanItem {
                days: (until, until),
                ..item.not_before(days.begin)
            }
        });
    }
}

/// Practice, one item for each skill; it does not end before the study of the skill. Where its time has
/// passed and there is nothing to study, it is one day, the first of the plan.
fn practices(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    route_move: &RouteMove,
    held: &BTreeMap<SkillIndex, Rank>,
    items: &mut Vec<PlanItem>,
) {
    let days = &route_move.days;
    let role = &route_move.step.role;
    let mut studied: HashMap<SmolStr, (Day, bool)> = HashMap::new();
    for item in items.iter().filter(|item| item.role == *role) {
        if let Task::Study { skill, .. } = &item.task {
            let end = (item.days.1, item.end.is_some());
            let last = studied.entry(skill.id.clone()).or_insert(end);
            *last = (last.0.max(end.0), last.1 && end.1);
        }
    }
    for step in &route_move.practices {
        let study = studied.get(&builder.ladder[step.skill].id).copied();
        if step.until <= 0.0 && study.is_some() {
            continue;
        }
        let day = |years: f64| day_after(state.as_of, years);
        let from = held.get(&step.skill).copied();
        let id = format_smolstr!("practice:{}:{role}", builder.ladder[step.skill].id);
        let [min, max] = step.years.map(Number::years);
        let sources = step
            .sources
            .iter()
            .filter_map(|source| builder.cite(Some(*source)).source);
        let task = Task::Practice {
            practice_sources: sources.collect(),
            skill: builder.skill_name(step.skill),
            have: from.map(|level| builder.level(step.skill, level)),
            baseline: baseline(builder, state, step.skill, from),
            level: builder.level(step.skill, step.level),
            years: Estimate {
                min,
                max,
                at_least: false,
                estimated: step.estimated,
            },
            since: (step.since < 0.0).then(|| day(step.since).to_smolstr()),
        };
        let end = day(step.until.max(0.0));
        let (end, is_end_known) = study.map_or((end, true), |(last, known)| (end.max(last), known));
        let from = day(step.since.max(0.0));
        let item = PlanItem::dated(id, (from, end), role.clone(), task);
        let has_passed = step.until <= 0.0;
        items.push(if has_passed || days.is_begin_known && is_end_known {
            PlanItem {
                estimated: step.estimated,
                ..item
            }
        } else {
            item.not_before(days.begin.max(end))
        });
    }
}

/// What is to be earned by the day of arrival, with the latest day to begin, and the arrival.
fn by_arrival(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    route_move: &RouteMove,
    items: &mut Vec<PlanItem>,
) {
    let days = &route_move.days;
    let role = &route_move.step.role;
    let at = |id: SmolStr, years: Option<f64>, task: Task| {
        let begin = day_after(state.as_of, (days.ended - years.unwrap_or(0.0)).max(0.0));
        let item = PlanItem::dated(id, (begin, days.end), role.clone(), task);
        match (days.is_end_known, years) {
            (true, Some(_)) => item,
            (true, None) => PlanItem {
                start: None,
                ..item
            },
            (false, _) => item.not_before(days.end),
        }
    };
    for gap in &route_move.gaps {
        if let Need::Education(education) = &gap.need {
            let id = format_smolstr!("education:{role}");
            let years = route_move.education.min.0;
            let known = Some(route_move.education).filter(|years| years.max.0 > 0.0);
            let task = Task::Education {
                education: education.clone(),
                years: known.filter(|years| !years.at_least),
            };
            items.push(PlanItem {
                estimated: route_move.education.estimated,
                ..at(id, Some(years), task)
            });
        }
    }
    let tasks = certification_tasks(builder, route_move);
    // The last examination is taken on the day of arrival.
    let all = route_move
        .earn
        .iter()
        .filter_map(|examination| examination.years);
    let mut left: f64 = all.sum();
    for (task, number) in tasks.into_iter().zip(1..) {
        let id = format_smolstr!("certification:{number}:{role}");
        let years = match &task {
            Task::Certification { earn, .. } => earn.as_ref().and_then(|earn| earn.years),
            _ => None,
        };
        // The day to begin rests on the hours of all that are still to earn.
        let mut still = route_move.earn.iter().skip(number - 1);
        let estimated =
            still.any(|one| one.years.is_some() && one.hours.is_some_and(|hours| hours.estimated));
        items.push(PlanItem {
            estimated,
            ..at(id, years.map(|_| left), task)
        });
        left -= years.unwrap_or(0.0);
    }
    let eligible = Task::Eligible {
        title: route_move.step.title.clone(),
        move_kind: route_move.step.facts.kind,
        bound_by: route_move.spent_on,
        unstated: route_move.unstated.clone(),
        latest: route_move.latest.clone(),
        gate: route_move.step.facts.gate.clone(),
        cited: route_move.step.facts.cited.clone(),
    };
    items.push(at(format_smolstr!("eligible:{role}"), Some(0.0), eligible));
}

/// The steps, each skill after those that it needs, else the one whose practice ends last first, then the one
/// with most hours; the steps of unknown length and those that need them stand last, and their number beside
/// them.
fn in_order<'s>(ladder: &Ladder, route_move: &'s RouteMove) -> (Vec<&'s LearningStep>, usize) {
    let steps = &route_move.steps;
    let practices = route_move.practices.iter();
    let practised: HashMap<SkillIndex, f64> = practices
        .map(|step| (step.skill, step.until.max(0.0)))
        .collect();
    let mut of_skill: HashMap<SkillIndex, Vec<&LearningStep>> = HashMap::new();
    for step in steps {
        of_skill.entry(step.skill).or_default().push(step);
    }
    let hours = |step: &LearningStep| -> f64 {
        let new = of_skill[&step.skill].iter().filter(|step| !step.taught);
        let hours = new.filter_map(|step| step.effort.study);
        hours.fold(0.0, |sum, study| sum + study.span.min)
    };
    let mut sorted: Vec<&LearningStep> = steps.iter().collect();
    // The bits of non-negative numbers have the order of the numbers.
    sorted.order_by_cached_key(|step| {
        let practice = practised.get(&step.skill).copied().unwrap_or(0.0);
        Reverse((practice.to_bits(), hours(step).to_bits()))
    });
    let (mut order, mut undated) = (Vec::with_capacity(steps.len()), Vec::new());
    let mut seen = HashSet::new();
    let mut unknown: HashSet<SkillIndex> = HashSet::new();
    for step in sorted {
        // Depth first: a skill is added after all that it needs.
        let mut stack = vec![(step.skill, 0)];
        while let Some((skill, needed)) = stack.pop() {
            if needed == 0 && !seen.insert(skill) {
                continue;
            }
            let needs = &ladder[skill].needs;
            if let Some(need) = needs.get(needed) {
                stack.push((skill, needed + 1));
                stack.push((need.skill, 0));
                continue;
            }
            let is_blocked = needs.iter().any(|need| unknown.contains(&need.skill));
            for step in of_skill.get(&skill).into_iter().flatten().copied() {
                if is_blocked || step.years.is_none() {
                    unknown.insert(skill);
                }
                if unknown.contains(&skill) {
                    undated.push(step);
                } else {
                    order.push(step);
                }
            }
        }
    }
    let count = undated.len();
    order.extend(undated);
    (order, count)
}

/// The role that the level before a step rests on.
fn baseline(
    builder: &AnswerBuilder,
    state: &PersonState,
    skill: SkillIndex,
    have: Option<Rank>,
) -> Option<SmolStr> {
    let role = state.baseline.get(&skill)?;
    (have == state.skills.get(&skill).copied()).then(|| builder.ladder[*role].id.clone())
}

fn study(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    step: &LearningStep,
    have: Option<Rank>,
    held: &BTreeMap<SkillIndex, Rank>,
) -> Task {
    let ladder = builder.ladder;
    let skill = &ladder[step.skill];
    let resources = skill.resources.iter();
    let resources = resources.filter(|resource| resource.level == Some(step.level()));
    let hours = |resource: &&crate::model::Resource| {
        let hours = resource.hours.map(|hours| hours.value.min);
        // Known hours come before unknown ones.
        hours.map_or((1, 0), |hours| (0, hours.to_bits()))
    };
    let resource = resources.min_by_key(hours);
    // Those that the role requires are in `held` already.
    let first = skill.needs.iter().filter(|need| {
        let has = held.get(&need.skill);
        has.is_none_or(|has| need.level.is_some_and(|level| *has < level))
    });
    let mut levels = skill.levels.iter();
    let meaning = levels.find(|(level, _)| *level == step.level());
    Task::Study {
        skill: builder.skill_name(step.skill),
        have: have.map(|level| builder.level(step.skill, level)),
        baseline: baseline(builder, state, step.skill, have),
        level: builder.level(step.skill, step.level()),
        means: meaning.map(|(_, text)| text.clone()),
        hours: step.effort.study.map(|study| Estimate {
            min: Number::rounded(study.span.min),
            max: Number::rounded(study.span.max),
            at_least: false,
            estimated: study.estimated,
        }),
        cited: builder.cite(step.effort.study.and_then(|study| study.source)),
        taught: step.taught,
        first: first.map(|need| builder.prerequisite(need)).collect(),
        resource: resource.map(|resource| Box::new(builder.resource(step.skill, resource))),
    }
}

/// The certifications to earn for a move; one that several groups accept is one task.
fn certification_tasks(builder: &mut AnswerBuilder, route_move: &RouteMove) -> Vec<Task> {
    let ladder = builder.ladder;
    let gaps = || {
        route_move
            .gaps
            .iter()
            .filter(|gap| gap.kind == RequirementKind::Certification)
    };
    let has = |gap: &Gap, id: &str| gap.options.iter().any(|option| option.named.id == id);
    let mut tasks = Vec::new();
    for (certification, earn) in route_move.earned.iter().zip(&route_move.earn) {
        let entry = &ladder[*certification];
        let mut groups = gaps().filter(|gap| has(gap, &entry.id));
        let first = groups.next().into_iter().flat_map(|gap| &gap.options);
        let open = first.filter(|option| option.can_be_earned());
        let mut one_of: Vec<SmolStr> = open.map(|option| option.named.id.clone()).collect();
        for other in groups {
            one_of.retain(|id| has(other, id));
        }
        tasks.push(Task::Certification {
            earn: Some(earn.clone()),
            one_of,
            fee: entry.fee.as_ref().map(|fee| builder.fee(fee)),
        });
    }
    let earned = |gap: &&Gap| {
        route_move
            .earned
            .iter()
            .any(|one| has(gap, &ladder[*one].id))
    };
    for gap in gaps().filter(|gap| !earned(gap)) {
        tasks.push(Task::Certification {
            earn: None,
            one_of: gap
                .options
                .iter()
                .map(|option| option.named.id.clone())
                .collect(),
            fee: None,
        });
    }
    tasks
}

/// The certifications of the person that have expired on the first day of the plan.
fn expired(builder: &AnswerBuilder, state: &PersonState) -> Vec<HeldCertification> {
    let held = state.certifications.keys().copied();
    held.filter(|certification| state.expired(*certification).is_some())
        .map(|certification| held_certification(builder, state, certification))
        .collect()
}

/// The days on which a certification expires before the end of the plan or within a year, held now or
/// earned on the route.
fn expiries(
    builder: &AnswerBuilder,
    state: &PersonState,
    route: &Route,
    items: &mut Vec<PlanItem>,
) {
    let ladder = builder.ladder;
    let mut end = years_after(state.as_of, 1.0);
    if let Some(last) = route.moves.last() {
        end = end.max(last.days.last.unwrap_or(last.days.end));
    }
    let held = state.certifications.iter();
    let held = held.map(|(certification, expires)| Ending {
        certification: *certification,
        expires: *expires,
        earned_for: None,
        not_before: false,
        estimated: false,
    });
    let mut ending: Vec<Ending> = held.collect();
    let mut estimated = false;
    for route_move in &route.moves {
        estimated |= route_move.years.estimated;
        let is_open = !route_move.days.is_end_known;
        for certification in &route_move.earned {
            let earned = crate::model::Date::Day(route_move.days.end);
            let expires = ladder[*certification].expiry(Some(earned), None);
            ending.push(Ending {
                certification: *certification,
                expires,
                earned_for: Some(&route_move.step.role),
                not_before: is_open,
                estimated,
            });
        }
    }
    for ending in ending {
        let certification = ending.certification;
        let Some(day) = ending
            .expires
            .filter(|day| state.as_of <= *day && *day <= end)
        else {
            continue;
        };
        let entry = &ladder[certification];
        let later = route.moves.iter().filter(|other| {
            let last = other.days.last;
            !other.days.is_end_known || last.is_none_or(|last| day < last)
        });
        let mut later: Vec<&SmolStr> = later.map(|other| &other.step.role).collect();
        if later.is_empty() {
            later.extend(route.roles.last().map(|target| &target.id));
        }
        let asking = |role: &&SmolStr| asks_for(ladder, role, certification, state.as_of);
        let needed_for = later.into_iter().filter(asking);
        let mut needed_for: Vec<SmolStr> = needed_for.cloned().collect();
        if needed_for.is_empty() {
            let all = route.roles.iter().map(|role| &role.id);
            needed_for.extend(all.filter(asking).cloned());
        }
        let retired = entry.retired.filter(|_| entry.is_retired(day));
        let earned_for = ending.earned_for.map(|role| format_smolstr!(":{role}"));
        let id = format_smolstr!("expiry:{}{}", entry.id, earned_for.unwrap_or_default());
        let role = needed_for.first().cloned().unwrap_or_default();
        let replaced_by = entry.replaced_by.iter().filter(|_| retired.is_some());
        let task = Task::Expiry {
            certification: builder.certification_name(certification),
            needed_for,
            replaced_by: replaced_by
                .map(|successor| builder.certification_name(*successor))
                .collect(),
            retired: retired.map(|date| date.to_smolstr()),
        };
        let mut item = PlanItem::dated(id, (day, day), role, task);
        item.estimated = ending.estimated;
        items.push(if ending.not_before {
            item.not_before(day)
        } else {
            item
        });
    }
}

/// When a certification expires.
struct Ending<'r> {
    certification: CertificationIndex,
    expires: Option<Day>,
    /// The role that it is earned for on the route; `None` for one that is held.
    earned_for: Option<&'r SmolStr>,
    /// Whether the day is only the one before which it cannot expire.
    not_before: bool,
    estimated: bool,
}

/// Whether a certification counts for a role on a day, itself or as the successor of a retired one.
fn asks_for(ladder: &Ladder, role: &str, certification: CertificationIndex, day: Day) -> bool {
    let roles = ladder.roles_named(role).into_iter();
    let asked = roles.map(|role| ladder.requirements(role).required);
    asked.flatten().any(|requirement| match &requirement.item {
        Item::Certification(group) => {
            accepted(ladder, &group.members, day).contains(&certification)
        }
        _ => false,
    })
}
