//! Readiness for a role over time, by the dates of a profile: the state of each day is that of `--as-of`.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Span;
use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr, format_smolstr};

use crate::{
    model::{
        Alternative, Date, Day, EarnedCertification, Experience, Item, Ladder, Profile, RoleIndex,
        SkillIndex,
    },
    order::{Order as _, map_of},
    vocabulary::{Degree, ProfileChange, RoleChoice},
};

use super::{
    answer::{Estimate, Header, Level, Named, Number},
    answer_builder::AnswerBuilder,
    assess::readiness_for,
    gap::Readiness,
    open_group::accepted,
    person_state::PersonState,
    route_request::RouteRequest,
    solution::Solution,
};

/// The weeks over which the present pace is counted.
const LATELY: i32 = 13;
/// The largest number of quarters, unless a first day is asked for.
const QUARTERS: i32 = 40;

/// Readiness for a role over time.
#[derive(Debug, PartialEq, Serialize)]
pub struct ProgressAnswer {
    /// The ladder, the day and the person.
    #[serde(flatten)]
    pub header: Header,
    /// The role.
    pub role: Named,
    /// Why it is this role.
    pub chosen_by: RoleChoice,
    /// The first day, an ISO date.
    pub since: SmolStr,
    /// The readiness on the day before.
    pub before: Option<Readiness>,
    /// The quarters of the calendar from the first day on.
    pub quarters: Vec<Quarter>,
    /// Whether the role asks for years, and those of the person grew by themselves.
    pub experience_grew: bool,
    /// The number of dated changes before the first day.
    pub earlier: usize,
    /// What counts on every day, since it has no date.
    pub undated: Undated,
    /// The hours of the log from the first day on.
    pub hours_logged: Number,
    /// The hours of the log in the last 13 weeks.
    pub hours_logged_lately: Number,
    /// The hours of those 13 weeks at the person's hours a week.
    pub hours_lately: Option<Number>,
    /// Whether the person is in the role.
    pub is_reached: bool,
    /// The study hours that are left on the best route to the role, those of estimates left out.
    pub plan_hours: Option<Estimate>,
    /// The study hours left that rest on estimates; `null` where none do.
    pub plan_hours_estimated: Option<Estimate>,
    /// The person's study hours a week.
    pub hours_per_week: Option<Number>,
}

/// A quarter of a year.
#[derive(Debug, PartialEq, Serialize)]
pub struct Quarter {
    /// Its name, such as `2026-Q1`.
    pub quarter: SmolStr,
    /// Its last day, or the day of the answer, an ISO date.
    pub day: SmolStr,
    /// The id of the role of the person on that day.
    pub role: Option<SmolStr>,
    /// The readiness on that day.
    pub readiness: Option<Readiness>,
    /// The hours of the log.
    pub hours: Number,
    /// What changed, by date.
    pub changes: Vec<DatedChange>,
}

/// Something that a profile dates.
#[derive(Debug, PartialEq, Serialize)]
pub struct DatedChange {
    /// What changed.
    pub kind: ProfileChange,
    /// The date, as exact as the profile states it.
    pub on: SmolStr,
    /// The skill, certification, role or responsibility; the degree and its field.
    #[serde(flatten)]
    pub named: Named,
    /// The level before, where the profile states it.
    pub from: Option<Level>,
    /// The level after; `null` for a skill that is lost, and for what has no levels.
    pub to: Option<Level>,
    /// The hours that were logged.
    pub hours: Option<Number>,
    /// A remark.
    pub note: Option<SmolStr>,
    /// What shows it, such as links.
    pub evidence: Vec<SmolStr>,
    /// The first day on which it counts.
    #[serde(skip)]
    day: Day,
}

/// What counts on every day, since it has no date; only what the role asks for.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct Undated {
    /// Skills whose first level has no date.
    pub skills: Vec<Named>,
    /// Certifications.
    pub certifications: Vec<Named>,
    /// The number of degrees.
    pub degrees: usize,
    /// Years of experience, where the profile states them as a number.
    pub years: Option<Number>,
    /// The present role, where it has no first day.
    pub role: Option<Named>,
    /// Hours of study that are done without a date (`hours_done`).
    pub hours: Option<Number>,
}

/// Answers how the readiness for a role changed from a day on, or from the first date of the profile on, for
/// the person on each day.
pub fn progress(
    ladder: &Ladder,
    profile: &Profile,
    person: impl Fn(Day) -> PersonState,
    asked: Option<RoleIndex>,
    (since, as_of): (Option<Day>, Day),
) -> ProgressAnswer {
    let mut builder = AnswerBuilder::new(ladder);
    let state = person(as_of);
    let (role, chosen_by) = choose(ladder, &state, asked);
    let required = ladder.requirements(role).required;
    let mut changes = changes(&builder, profile, as_of);
    let first = since.unwrap_or_else(|| {
        let first = changes.first().map_or(as_of, |change| change.day);
        first.max(quarters_before(as_of, QUARTERS - 1))
    });
    let earlier = changes.partition_point(|change| change.day < first);
    changes.drain(..earlier);
    let mut on = |day: Day| {
        let state = person(day);
        let readiness = readiness_for(&mut builder, &state, &required);
        (state.role, readiness)
    };
    let before = first.yesterday().ok().and_then(|day| on(day).1);
    let quarters = quarters(ladder, changes, &mut on, (first, as_of));
    let start = first.yesterday().unwrap_or(first);
    let grew = state.years > person(start).years;
    let lately = as_of
        .checked_sub(Span::new().weeks(LATELY))
        .unwrap_or(Day::MIN);
    let is_reached = state.role == Some(role);
    let solution = (!is_reached).then(|| Solution::new(ladder, &state, RouteRequest::to(role)));
    let route = solution.and_then(|solution| solution.routes(&mut builder).next());
    ProgressAnswer {
        header: builder.header(&state),
        role: builder.role_name(role),
        chosen_by,
        since: first.to_smolstr(),
        before,
        hours_logged: Number::rounded(quarters.iter().map(|quarter| quarter.hours.0).sum()),
        quarters,
        earlier,
        experience_grew: required
            .iter()
            .any(|requirement| requirement.item.asks_for_years())
            && grew,
        undated: undated(&builder, profile, role, as_of),
        hours_logged_lately: Number::rounded(logged_after(profile, lately, as_of)),
        hours_lately: state
            .hours_per_week
            .map(|hours| Number::rounded(hours * f64::from(LATELY))),
        is_reached,
        plan_hours: route.as_ref().and_then(|route| route.hours),
        plan_hours_estimated: route.as_ref().and_then(|route| route.hours_estimated),
        hours_per_week: state.hours_per_week.map(Number),
    }
}

/// The quarters from a day to another, with what changed in each.
fn quarters(
    ladder: &Ladder,
    changes: Vec<DatedChange>,
    on: &mut impl FnMut(Day) -> (Option<RoleIndex>, Option<Readiness>),
    (first, as_of): (Day, Day),
) -> Vec<Quarter> {
    let mut quarters = Vec::new();
    let mut changes = changes.into_iter().peekable();
    let mut begin = first_of_quarter(first);
    while begin <= as_of {
        let next = begin.checked_add(Span::new().months(3)).unwrap_or(Day::MAX);
        let day = next.yesterday().unwrap_or(Day::MAX).min(as_of);
        let (role, readiness) = on(day);
        let mut own = Vec::new();
        while let Some(change) = changes.next_if(|change| change.day <= day) {
            own.push(change);
        }
        let hours = own.iter().filter_map(|change| change.hours);
        quarters.push(Quarter {
            quarter: format_smolstr!("{}-Q{}", begin.year(), (begin.month() + 2) / 3),
            day: day.to_smolstr(),
            role: role.map(|role| ladder[role].id.clone()),
            readiness,
            hours: Number::rounded(hours.map(|hours| hours.0).sum()),
            changes: own,
        });
        if next <= begin {
            break;
        }
        begin = next;
    }
    quarters
}

/// The role that is asked for, else the goal, else the first role that a move leads to, else the present one,
/// else the first role of the ladder where people come in.
fn choose(
    ladder: &Ladder,
    state: &PersonState,
    asked: Option<RoleIndex>,
) -> (RoleIndex, RoleChoice) {
    let next = || {
        let moves = ladder.moves_from(state.role?);
        moves.first().map(|(role, _)| *role)
    };
    let entry = || ladder.roles().find(|role| ladder[*role].entry);
    if let Some(role) = asked {
        return (role, RoleChoice::Named);
    }
    if let Some(role) = state.goal {
        return (role, RoleChoice::Goal);
    }
    if let Some(role) = next() {
        return (role, RoleChoice::Next);
    }
    if let Some(role) = state.role {
        return (role, RoleChoice::Present);
    }
    let first = entry().or_else(|| ladder.roles().next());
    (first.unwrap_or_default(), RoleChoice::Entry)
}

/// The first day of the quarter of a day.
fn first_of_quarter(day: Day) -> Day {
    Day::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).unwrap_or(day)
}

/// The first day of the quarter so many quarters before that of a day.
fn quarters_before(day: Day, quarters: i32) -> Day {
    let before = first_of_quarter(day).checked_sub(Span::new().months(quarters * 3));
    before.unwrap_or(Day::MIN)
}

/// The hours of the log after a day and up to another.
fn logged_after(profile: &Profile, after: Day, until: Day) -> f64 {
    let entries = profile.log.iter();
    let entries = entries.filter(|entry| {
        let day = entry.on.first_day();
        after < day && day <= until
    });
    entries.filter_map(|entry| entry.hours).sum()
}

/// Everything that the profile dates up to a day, by date.
fn changes(builder: &AnswerBuilder, profile: &Profile, as_of: Day) -> Vec<DatedChange> {
    let ladder = builder.ladder;
    let mut changes = Vec::new();
    let present = profile.role.zip(profile.since);
    let past = profile.history.iter().map(|past| (past.role, past.from));
    for (role, since) in past.chain(present) {
        changes.push(of(ProfileChange::Role, since, builder.role_name(role)));
    }
    skill_changes(builder, profile, &mut changes);
    certification_changes(builder, profile, as_of, &mut changes);
    for degree in &profile.education {
        let field = degree.field.as_ref();
        let named = Named {
            id: degree.degree.name().into(),
            title: field.map_or_else(
                || degree.degree.to_smolstr(),
                |field| format_smolstr!("{} in {field}", degree.degree),
            ),
        };
        changes.extend(
            degree
                .earned
                .map(|date| of(ProfileChange::Degree, date, named)),
        );
    }
    let texts = map_of(ladder.responsibilities());
    for held in &profile.responsibilities {
        let text = texts.get(&held.id);
        let named = Named {
            id: held.id.clone(),
            title: text.map_or_else(|| held.id.clone(), |text| (*text).clone()),
        };
        changes.extend(held.since.map(|since| DatedChange {
            evidence: held.evidence.clone(),
            ..of(ProfileChange::Responsibility, since, named)
        }));
    }
    changes.extend(profile.log.iter().map(|entry| DatedChange {
        hours: entry.hours.map(Number),
        note: entry.note.clone(),
        evidence: entry.evidence.clone(),
        ..of(
            ProfileChange::Log,
            entry.on,
            builder.skill_name(entry.skill),
        )
    }));
    changes.retain(|change| change.day <= as_of);
    changes.order_by_key(|change| change.day);
    changes
}

/// A change without levels, hours, remark and evidence.
fn of(kind: ProfileChange, date: Date, named: Named) -> DatedChange {
    DatedChange {
        kind,
        on: date.to_smolstr(),
        named,
        from: None,
        to: None,
        hours: None,
        note: None,
        evidence: Vec::new(),
        day: date.first_day(),
    }
}

/// The levels of skills.
fn skill_changes(builder: &AnswerBuilder, profile: &Profile, changes: &mut Vec<DatedChange>) {
    for claim in &profile.skills {
        let name = |level: Option<crate::model::Level>| {
            level.map(|level| builder.level(claim.skill, level))
        };
        let mut before = None;
        for level in &claim.levels {
            if let Some(since) = level.since {
                changes.push(DatedChange {
                    from: before.and_then(name),
                    to: name(level.level),
                    note: level.note.clone(),
                    evidence: level.evidence.clone(),
                    ..of(ProfileChange::Level, since, builder.skill_name(claim.skill))
                });
            }
            before = Some(level.level);
        }
    }
}

/// The certifications that were earned, and those that ended.
fn certification_changes(
    builder: &AnswerBuilder,
    profile: &Profile,
    as_of: Day,
    changes: &mut Vec<DatedChange>,
) {
    let ladder = builder.ladder;
    let mut earned: BTreeMap<_, Vec<&EarnedCertification>> = BTreeMap::new();
    for own in &profile.certifications {
        let name = builder.certification_name(own.certification);
        if let Some(date) = own.earned {
            changes.push(of(ProfileChange::CertificationEarned, date, name));
        }
        earned.entry(own.certification).or_default().push(own);
    }
    for (certification, own) in earned {
        let ends = ends(ladder, own, as_of);
        changes.extend(ends.into_iter().map(|last| DatedChange {
            day: last.tomorrow().unwrap_or(last),
            ..of(
                ProfileChange::CertificationEnded,
                Date::Day(last),
                builder.certification_name(certification),
            )
        }));
    }
}

/// The last days of the times in which a certification counted; it is earned once or several times.
fn ends(ladder: &Ladder, mut own: Vec<&EarnedCertification>, as_of: Day) -> Vec<Day> {
    let begin = |one: &&EarnedCertification| one.earned.map(Date::first_day);
    own.order_by_key(begin);
    let mut ends = Vec::new();
    let mut counts_to: Option<Day> = None;
    for one in own {
        // What is earned later than the end is a new time.
        if let (Some(last), Some(begin)) = (counts_to, begin(&one))
            && last < begin
        {
            ends.extend(last.tomorrow().is_ok_and(|day| day < begin).then_some(last));
        }
        let Some(expires) = ladder[one.certification].expiry(one.earned, one.expires) else {
            // It does not end any more.
            return ends;
        };
        counts_to = counts_to.max(Some(expires));
    }
    ends.extend(counts_to.filter(|last| *last < as_of));
    ends
}

/// What the role asks for and the profile states without a date.
fn undated(builder: &AnswerBuilder, profile: &Profile, role: RoleIndex, as_of: Day) -> Undated {
    let ladder = builder.ladder;
    let (mut skills, mut certifications) = (BTreeSet::<SkillIndex>::new(), BTreeSet::new());
    let (mut asks_degree, mut asks_years) = (false, false);
    for requirement in ladder.requirements(role).required {
        match &requirement.item {
            Item::Skill(skill, _) => {
                skills.insert(*skill);
            }
            Item::Certification(group) => {
                certifications.extend(accepted(ladder, &group.members, as_of));
            }
            Item::Education(_) => asks_degree = true,
            Item::Years(_) => asks_years = true,
            Item::Points(points) => skills.extend(points.skills.iter()),
            Item::AnyOf(group) => {
                for member in group.members.iter() {
                    match member {
                        Alternative::Skill(skill, _) => {
                            skills.insert(*skill);
                        }
                        Alternative::Certification(certification) => {
                            certifications.extend(accepted(ladder, &[*certification], as_of));
                        }
                        Alternative::Education(_) => asks_degree = true,
                        Alternative::Years(_) => asks_years = true,
                    }
                }
            }
        }
    }
    // Of several names of one skill, the first counts.
    let claims = profile.skills.iter();
    let claims = claims.filter(|claim| {
        let first = claim.levels.first();
        first.is_some_and(|level| level.since.is_none()) && skills.remove(&claim.skill)
    });
    let earned = profile.certifications.iter();
    let earned =
        earned.filter(|own| own.earned.is_none() && certifications.contains(&own.certification));
    let degrees = profile.education.iter();
    let degrees = degrees
        .filter(|degree| degree.earned.is_none() && degree.degree > Degree::None && asks_degree);
    let done: f64 = profile
        .skills
        .iter()
        .filter_map(|claim| claim.on(as_of))
        .map(|level| level.hours_done)
        .sum();
    Undated {
        skills: claims
            .map(|claim| builder.skill_name(claim.skill))
            .collect(),
        certifications: earned
            .map(|own| builder.certification_name(own.certification))
            .collect(),
        degrees: degrees.count(),
        years: match profile.experience {
            Some(Experience::Years(years)) if asks_years => Some(Number(years)),
            _ => None,
        },
        role: profile
            .role
            .filter(|_| profile.since.is_none())
            .map(|role| builder.role_name(role)),
        hours: (done > 0.0).then(|| Number::rounded(done)),
    }
}
