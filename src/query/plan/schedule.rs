//! The days of what is learnt, practised and earned for each move.

use std::collections::{BTreeMap, HashMap};

use smol_str::{SmolStr, ToSmolStr, format_smolstr};

use crate::{
    model::{Day, Level as Rank, Skill, SkillIndex, Span, day_after, years_between},
    query::{
        answer::{Estimate, Number},
        answer_builder::AnswerBuilder,
        gap::{Gap, Need},
        person_state::PersonState,
        route::{LearningStep, Route, RouteMove},
    },
    vocabulary::RequirementKind,
};

use super::{PlanItem, Task, certification::certification_tasks, study_order::in_order};

/// The tasks of each move: study one unit after another, practice side by side, the rest by the day of
/// arrival.
pub fn schedule(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    route: &Route,
    items: &mut Vec<PlanItem>,
) {
    let mut held = state.skills.clone();
    let mut may_arrive_earlier = false;
    for route_move in &route.moves {
        may_arrive_earlier |= route_move.may_be_quicker();
        let practices_of = route_move.practices.iter();
        let before = practices_of
            .filter_map(|step| Some((step.skill, *held.get(&step.skill)?)))
            .collect();
        let first = items.len();
        studies(builder, state, route_move, &mut held, items);
        practices(builder, state, route_move, &before, items);
        by_arrival(builder, state, route_move, items);
        let gaps = by_subject(&route_move.gaps);
        for item in &mut items[first..] {
            if let Task::Eligible { may_be_earlier, .. } = &mut item.task {
                *may_be_earlier = may_arrive_earlier;
            }
            let gap = gap_of(&gaps, &item.task);
            item.wording = gap
                .map(|gap| gap.origin.wording.clone())
                .unwrap_or_default();
        }
    }
}

/// Gaps by their kind and what they are about: a skill, the first of the certifications.
type BySubject<'g> = HashMap<(RequirementKind, &'g str), Vec<&'g Gap>>;

fn by_subject(gaps: &[Gap]) -> BySubject<'_> {
    let mut found = BySubject::new();
    for gap in gaps {
        let subject = match &gap.need {
            Need::Skill(_) | Need::AnyOf { .. } => &gap.id,
            Need::Certification { one_of } => one_of.first().map_or("", SmolStr::as_str),
            Need::Experience { .. } | Need::Education(_) | Need::Points { .. } => "",
        };
        found.entry((gap.kind, subject)).or_default().push(gap);
    }
    found
}

/// The requirement that a task meets; of a skill, the task that reaches the level asked for.
fn gap_of<'g>(gaps: &BySubject<'g>, task: &Task) -> Option<&'g Gap> {
    let find = |kind: RequirementKind, subject: &str, is_same: &dyn Fn(&Gap) -> bool| {
        let mut gaps = gaps.get(&(kind, subject)).into_iter().flatten();
        gaps.find(|gap| is_same(gap)).copied()
    };
    match task {
        Task::Study { skill, level, .. } | Task::Practice { skill, level, .. } => {
            let asks = |gap: &Gap| matches!(&gap.need, Need::Skill(need) if need == level);
            find(RequirementKind::Skill, &skill.id, &asks)
        }
        Task::Certification { one_of, .. } => {
            let is_same = |gap: &Gap| match &gap.need {
                Need::Certification { one_of: asked } => asked[..] == one_of[..],
                _ => false,
            };
            let first = one_of.first().map_or("", SmolStr::as_str);
            find(RequirementKind::Certification, first, &is_same)
        }
        Task::Education { education, .. } => {
            let is_same =
                |gap: &Gap| matches!(&gap.need, Need::Education(asked) if asked == education);
            find(RequirementKind::Education, "", &is_same)
        }
        Task::AnyOf(choice) => find(RequirementKind::AnyOf, &choice.group, &|_| true),
        Task::Points(_) => find(RequirementKind::Points, "", &|_| true),
        Task::Expiry { .. } | Task::Eligible { .. } => None,
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
    let (order, undated) = in_order(builder.ladder, route_move, true);
    // Without estimates, another step can come first.
    let (mut sourced, unknown) = in_order(builder.ladder, route_move, false);
    sourced.truncate(sourced.len() - unknown);
    let is_studied = |skill| {
        let mut steps = route_move.steps.iter();
        steps.any(|step| step.skill == skill && !is_practice_alone(step))
    };
    // What takes no more time at work stands here, unless it is shown as practice.
    let is_practised = |step: &LearningStep| {
        let mut practices = route_move.practices.iter();
        is_practice_alone(step)
            && practices.any(|practice| {
                practice.skill == step.skill && (practice.until > 0.0 || !is_studied(step.skill))
            })
    };
    let mut sourced = sourced.into_iter().filter(|step| !is_practised(step));
    // Without the person's own estimates, other hours take their place.
    let is_own = |step: &LearningStep| {
        let study = step.effort.study;
        study.is_some_and(|study| study.estimated && study.source.is_none())
    };
    let has_own_pace = route_move.steps.iter().any(is_own);
    let is_dated = (0..).map(|position| position < order.len() - undated);
    let mut done = 0.0;
    let mut estimated = days.is_begin_estimated;
    for (step, is_dated) in order.iter().zip(is_dated) {
        let have = held.insert(step.skill, step.level());
        if is_practised(step) {
            continue;
        }
        let from = day_after(state.as_of, days.begun + done);
        done += step.years.unwrap_or(0.0);
        let until = day_after(state.as_of, days.begun + done);
        let skill = &builder.ladder[step.skill].id;
        let id = format_smolstr!("study:{skill}:{}:{role}", step.level().rank());
        let task = study(builder, state, (step, route_move), have, held);
        let end = until.unwrap_or(days.begin);
        let item = PlanItem::dated(id, (from.unwrap_or(end), end), role.clone(), task);
        let start_estimated = estimated;
        let is_same = |other: &LearningStep| std::ptr::eq(*step, other);
        estimated |= has_own_pace || !sourced.next().is_some_and(is_same);
        items.push(if is_dated && days.is_begin_known && until.is_some() {
            item.estimated(start_estimated, estimated)
        } else {
            PlanItem {
                days: (end, end),
                ..item
                    .not_before(days.begin)
                    .estimated(false, days.is_begin_estimated)
            }
        });
    }
}

fn is_practice_alone(step: &LearningStep) -> bool {
    step.effort.study.is_none() && step.effort.is_known()
}

/// Whether the time at work of a level that has passed at the least may still be too short: the most of it has
/// not passed, or a lower level is to be studied first.
fn may_last(step: &LearningStep, route_move: &RouteMove) -> bool {
    let mut practices = route_move.practices.iter();
    let lasts = practices
        .any(|practice| practice.skill == step.skill && practice.since + practice.years[1] > 0.0);
    let is_lower =
        |other: &&LearningStep| other.skill == step.skill && other.level() < step.level();
    let mut lower = route_move.steps.iter().filter(is_lower);
    lasts || lower.any(|lower| lower.effort.takes_study())
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
    let mut studied: HashMap<SmolStr, Studied> = HashMap::new();
    for item in items.iter().filter(|item| item.role == *role) {
        if let Task::Study { skill, .. } = &item.task {
            let none = Studied {
                last: item.days.1,
                is_known: true,
                estimated: false,
            };
            let all = studied.entry(skill.id.clone()).or_insert(none);
            all.last = all.last.max(item.days.1);
            all.is_known &= item.end.is_some();
            all.estimated |= item.estimated;
        }
    }
    for step in &route_move.practices {
        let study = studied.get(&builder.ladder[step.skill].id).copied();
        if step.until <= 0.0 && study.is_some() {
            continue;
        }
        let day = |years: f64| day_after(state.as_of, years);
        let from = held.get(&step.skill).copied();
        // A level that is gained on the way is practised from an arrival, even where that is on the first day.
        let is_from_start = from == state.skills.get(&step.skill).copied();
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
            means: meaning(&builder.ladder[step.skill], step.level),
            years: Estimate {
                min,
                max,
                at_least: false,
                estimated: step.estimated,
            },
            may_last: step.since + step.years[1] > 0.0,
            since: day(step.since.min(0.0))
                .filter(|_| step.since < 0.0)
                .map(|day| day.to_smolstr()),
        };
        let end = day(step.until.max(0.0));
        let is_on_calendar = end.is_some();
        let end = end.unwrap_or(days.begin);
        let is_end_known = study.is_none_or(|study| study.is_known);
        let end = study.map_or(end, |study| end.max(study.last));
        let from = day(step.since.max(0.0)).unwrap_or(end);
        let item = PlanItem::dated(id, (from, end), role.clone(), task);
        let has_passed = step.until <= 0.0;
        let begin_estimated = days.is_begin_estimated && !has_passed;
        // It does not end before its study.
        let rests = |study: Studied| study.estimated;
        let estimated = step.estimated || begin_estimated || study.is_some_and(rests);
        items.push(
            if has_passed || days.is_begin_known && is_end_known && is_on_calendar {
                let start_estimated = begin_estimated && (step.since > 0.0 || !is_from_start);
                item.estimated(start_estimated, estimated)
            } else {
                item.not_before(days.begin.max(end))
                    .estimated(false, estimated)
            },
        );
    }
}

/// The study of a skill for a move.
#[derive(Clone, Copy)]
struct Studied {
    /// The last day, as far as it is known.
    last: Day,
    is_known: bool,
    estimated: bool,
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
    let at = |id: SmolStr, (years, estimated): (Option<f64>, bool), task: Task| {
        let begin = day_after(state.as_of, (days.ended - years.unwrap_or(0.0)).max(0.0));
        let begin = begin.unwrap_or(days.end);
        let item = PlanItem::dated(id, (begin, days.end), role.clone(), task);
        let item = match (days.is_end_known, years) {
            (true, Some(_)) => item,
            (true, None) => PlanItem {
                start: None,
                ..item
            },
            (false, _) => item.not_before(days.end),
        };
        let by_arrival = days.is_end_estimated;
        item.estimated(by_arrival || estimated, by_arrival)
    };
    // The last degree is earned on the day of arrival.
    let mut left: f64 = route_move.degrees.iter().map(|step| step.years.min.0).sum();
    for step in &route_move.degrees {
        let id = step.group.as_ref().map_or_else(
            || format_smolstr!("education:{role}"),
            |group| format_smolstr!("education:{group}:{role}"),
        );
        let own = |gap: &&Gap| step.group.is_none() && gap.kind == RequirementKind::Education;
        let gap = route_move.gaps.iter().find(own);
        let known = Some(step.years).filter(|years| years.max.0 > 0.0);
        let task = Task::Education {
            education: step.education.clone(),
            years: known.filter(|years| !years.at_least),
            unknown: step.unknown.clone(),
            other_field: gap.and_then(Gap::in_another_field),
        };
        let estimated = route_move.education.estimated;
        items.push(at(id, (Some(left), estimated), task));
        left -= step.years.min.0;
    }
    for choice in &route_move.choices {
        let id = format_smolstr!("any-of:{}:{role}", choice.group);
        items.push(at(id, (None, false), Task::AnyOf(Box::new(choice.clone()))));
    }
    if let Some(missing) = &route_move.missing_points {
        let task = Task::Points(Box::new(missing.clone()));
        items.push(at(format_smolstr!("points:{role}"), (None, false), task));
    }
    let tasks = certification_tasks(builder, route_move);
    // The last examination is taken on the day of arrival.
    let all = route_move
        .earn
        .iter()
        .filter_map(|examination| examination.years);
    let mut left: f64 = all.sum();
    for (position, (group, task)) in tasks.into_iter().enumerate() {
        let id = format_smolstr!("certification:{group}:{role}");
        let earn = match &task {
            Task::Certification { earn, .. } => earn.as_ref(),
            _ => None,
        };
        let years = earn.and_then(|earn| earn.years);
        let retired = earn.and_then(|earn| earn.last);
        // The day to begin rests on the hours of all that are still to earn.
        let mut still = route_move.earn.iter().skip(position);
        let estimated =
            still.any(|one| one.years.is_some() && one.hours.is_some_and(|hours| hours.estimated));
        items.push(match retired.filter(|last| *last < days.end) {
            Some(last) => {
                let begin = latest_begin(state.as_of, last, years.unwrap_or(0.0));
                let item = PlanItem::dated(id, (begin, last), role.clone(), task);
                let start = item.start.filter(|_| years.is_some());
                PlanItem { start, ..item }.estimated(estimated, false)
            }
            None => at(id, (years.map(|_| left), estimated), task),
        });
        left -= years.unwrap_or(0.0);
    }
    let eligible = Task::Eligible {
        title: route_move.step.title.clone(),
        move_kind: route_move.step.facts.kind,
        bound_by: route_move.spent_on,
        may_be_earlier: false,
        is_bound_estimated: route_move.bound().is_some_and(|time| time.estimated),
        unstated: route_move.unstated.clone(),
        left_out: route_move.left_out.clone(),
        latest: route_move.latest.clone(),
        gate: route_move.step.facts.gate.clone(),
        cited: route_move.step.facts.cited.clone(),
    };
    let id = format_smolstr!("eligible:{role}");
    items.push(at(id, (Some(0.0), false), eligible));
}

/// The latest day to begin what takes so many years and ends on the last day; not before the first day of the plan.
fn latest_begin(first: Day, last: Day, years: f64) -> Day {
    let left = (years_between(first, last) - years).max(0.0);
    day_after(first, left).unwrap_or(last)
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
    (step, route_move): (&LearningStep, &RouteMove),
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
    Task::Study {
        skill: builder.skill_name(step.skill),
        have: have.map(|level| builder.level(step.skill, level)),
        baseline: baseline(builder, state, step.skill, have),
        level: builder.level(step.skill, step.level()),
        means: meaning(skill, step.level()),
        hours: study_hours(step),
        is_left_out: step.effort.is_study_left_out || step.effort.is_practice_left_out,
        cited: builder.cite(step.effort.study.and_then(|study| study.source)),
        taught: step.taught,
        may_last: is_practice_alone(step) && may_last(step, route_move),
        first: first.map(|need| builder.prerequisite(need)).collect(),
        resource: resource.map(|resource| Box::new(builder.resource(step.skill, resource))),
    }
}

/// The hours of study of a level: none where practice alone leads to it, `None` where they are unknown.
fn study_hours(step: &LearningStep) -> Option<Estimate> {
    let practice = step.effort.practice.filter(|_| is_practice_alone(step));
    let (span, estimated) = match (step.effort.study, practice) {
        (Some(study), _) => (study.span, study.estimated),
        (None, Some(practice)) => (Span::default(), practice.estimated),
        (None, None) => return None,
    };
    Some(Estimate {
        min: Number::rounded(span.min),
        max: Number::rounded(span.max),
        at_least: false,
        estimated,
    })
}

/// What a level of a skill means, where the ladder says so.
fn meaning(skill: &Skill, level: Rank) -> Option<SmolStr> {
    let mut levels = skill.levels.iter();
    let known = levels.find(|(known, _)| *known == level);
    known.map(|(_, text)| text.clone())
}
