//! The certifications that end on the way.

use std::collections::{HashMap, HashSet};

use smol_str::{SmolStr, ToSmolStr, format_smolstr};

use crate::{
    model::{CertificationIndex, Date, Day, Ladder, Resolver, RoleIndex, years_after},
    query::{
        answer_builder::AnswerBuilder,
        effort::{Hours, Times},
        open_group::asked_groups,
        person_state::PersonState,
        route::{Route, RouteMove},
    },
};

use super::{PlanItem, StillAsked, Task};

/// The certifications that are held, and those that are earned on the way, with their ends.
fn held_or_earned<'r>(
    ladder: &Ladder,
    state: &PersonState,
    moves: &'r [RouteMove],
) -> Vec<Ending<'r>> {
    let held = state.certifications.iter();
    let held = held.map(|(certification, expires)| Ending {
        certification: *certification,
        expires: *expires,
        earned_for: None,
        not_before: false,
        estimated: false,
    });
    let mut ending: Vec<Ending> = held.collect();
    for route_move in moves {
        let days = &route_move.days;
        for certification in &route_move.earned {
            let entry = &ladder[*certification];
            let retired = entry.retired.map(Date::last_day);
            let retired = retired.filter(|last| *last < days.end);
            let earned = Date::Day(retired.unwrap_or(days.end));
            ending.push(Ending {
                certification: *certification,
                expires: entry.expiry(Some(earned), None),
                earned_for: Some(&route_move.step.role),
                not_before: retired.is_none() && !days.is_end_known,
                estimated: retired.is_none() && days.is_end_estimated,
            });
        }
    }
    ending
}

/// The days on which a certification expires before the end of the plan or within a year, held now or
/// earned on the route; without a route, those that are held, for the present role and the target.
pub fn expiries(
    builder: &AnswerBuilder,
    state: &PersonState,
    (route, target): (Option<&Route>, RoleIndex),
    items: &mut Vec<PlanItem>,
) {
    let ladder = builder.ladder;
    let mut end = years_after(state.as_of, 1.0);
    let moves = route.map_or(&[][..], |route| &route.moves);
    let roles: Vec<&SmolStr> = if let Some(route) = route {
        route.roles.iter().map(|role| &role.id).collect()
    } else {
        let known = state.role.into_iter().chain([target]);
        known.map(|role| &ladder[role].id).collect()
    };
    if let Some(last) = moves.last() {
        end = end.max(last.days.last.unwrap_or(last.days.end));
    }
    let mut resolver = Resolver::new(ladder);
    let on_route = roles.iter().flat_map(|role| ladder.roles_named(role));
    let asking_for = on_route.map(|role| {
        let groups = asked_groups(ladder, &resolver.required(role), state.as_of);
        let counting = groups.iter().flatten().copied().collect();
        (&ladder[role].id, Asking { groups, counting })
    });
    let asking_for: HashMap<&SmolStr, Asking> = asking_for.collect();
    for ending in held_or_earned(ladder, state, moves) {
        let certification = ending.certification;
        let Some(day) = ending
            .expires
            .filter(|day| state.as_of <= *day && *day <= end)
        else {
            continue;
        };
        let entry = &ladder[certification];
        let later = moves.iter().filter(|other| {
            let last = other.days.last;
            !other.days.is_end_known || last.is_none_or(|last| day < last)
        });
        let mut later: Vec<&SmolStr> = later.map(|other| &other.step.role).collect();
        if later.is_empty() {
            // Without a route, the person stays in the present role.
            later.extend(match route {
                Some(_) => roles.last(),
                None => roles.first(),
            });
        }
        let asking = |role: &&SmolStr| {
            let asking = asking_for.get(*role);
            asking.is_some_and(|asking| asking.counting.contains(&certification))
        };
        let needed_for = later.into_iter().filter(asking);
        let mut needed_for: Vec<SmolStr> = needed_for.cloned().collect();
        let still_asked = still_asked(
            builder,
            state,
            (&needed_for, &asking_for),
            (certification, day),
        );
        if needed_for.is_empty() {
            let all = roles.iter().copied();
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
            still_asked,
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

/// What a role asks for in certifications.
struct Asking {
    /// Those that count for each requirement.
    groups: Vec<Vec<CertificationIndex>>,
    /// Those that count for some.
    counting: HashSet<CertificationIndex>,
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

/// What the first of these roles asks for after the day on which a certification has ended, and what of it meets
/// the groups of all of them.
fn still_asked(
    builder: &AnswerBuilder,
    state: &PersonState,
    (roles, asking_for): (&[SmolStr], &HashMap<&SmolStr, Asking>),
    (certification, day): (CertificationIndex, Day),
) -> Option<StillAsked> {
    let ladder = builder.ladder;
    let groups_of = |role: &SmolStr| {
        let groups = asking_for.get(role).into_iter();
        let groups = groups.flat_map(|asking| &asking.groups);
        groups.filter(|group| group.contains(&certification))
    };
    let role = roles.first()?;
    let own = groups_of(role).next()?;
    let mut groups: Vec<&Vec<CertificationIndex>> = Vec::new();
    for group in roles.iter().flat_map(groups_of) {
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    let others = || own.iter().copied().filter(|one| *one != certification);
    let meets_all = others().filter(|one| {
        ladder[*one].can_be_earned(day) && groups.iter().all(|group| group.contains(one))
    });
    let ids = |one: CertificationIndex| ladder[one].id.clone();
    let study = Times::new(ladder, state).certification(certification);
    Some(StillAsked {
        role: role.clone(),
        hours: study.and_then(|study| {
            let mut hours = Hours::default();
            hours.add(study);
            let (sourced, estimated) = hours.estimates();
            estimated.or(sourced)
        }),
        can_be_renewed: ladder[certification].can_be_earned(day),
        others: others().map(ids).collect(),
        groups: groups.len(),
        meets_all: meets_all.map(ids).collect(),
    })
}
