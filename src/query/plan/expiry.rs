//! The certifications that end on the way.

use smol_str::{SmolStr, ToSmolStr, format_smolstr};

use crate::{
    model::{Alternative, CertificationIndex, Day, Item, Ladder, years_after},
    query::{
        answer_builder::AnswerBuilder,
        effort::{Hours, Times},
        open_group::{accepted, counts_for},
        person_state::PersonState,
        route::Route,
    },
};

use super::{PlanItem, StillAsked, Task};

/// The days on which a certification expires before the end of the plan or within a year, held now or
/// earned on the route; without a route, those that are held.
pub fn expiries(
    builder: &AnswerBuilder,
    state: &PersonState,
    route: Option<&Route>,
    items: &mut Vec<PlanItem>,
) {
    let ladder = builder.ladder;
    let mut end = years_after(state.as_of, 1.0);
    let moves = route.map_or(&[][..], |route| &route.moves);
    let roles = route.map_or(&[][..], |route| &route.roles);
    if let Some(last) = moves.last() {
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
    for route_move in moves {
        let is_open = !route_move.days.is_end_known;
        for certification in &route_move.earned {
            let earned = crate::model::Date::Day(route_move.days.end);
            let expires = ladder[*certification].expiry(Some(earned), None);
            ending.push(Ending {
                certification: *certification,
                expires,
                earned_for: Some(&route_move.step.role),
                not_before: is_open,
                estimated: route_move.days.is_end_estimated,
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
        let later = moves.iter().filter(|other| {
            let last = other.days.last;
            !other.days.is_end_known || last.is_none_or(|last| day < last)
        });
        let mut later: Vec<&SmolStr> = later.map(|other| &other.step.role).collect();
        if later.is_empty() {
            later.extend(roles.last().map(|target| &target.id));
        }
        let asking = |role: &&SmolStr| asks_for(ladder, role, certification, state.as_of);
        let needed_for = later.into_iter().filter(asking);
        let mut needed_for: Vec<SmolStr> = needed_for.cloned().collect();
        let still_asked = still_asked(builder, state, &needed_for, (certification, day));
        if needed_for.is_empty() {
            let all = roles.iter().map(|role| &role.id);
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
    roles: &[SmolStr],
    (certification, day): (CertificationIndex, Day),
) -> Option<StillAsked> {
    let ladder = builder.ladder;
    let groups_of = |role: &SmolStr| {
        let roles = ladder.roles_named(role).into_iter();
        let asked = roles.flat_map(|role| ladder.requirements(role).required);
        let groups = asked.filter_map(|requirement| match &requirement.item {
            Item::Certification(group) => Some(accepted(ladder, &group.members, state.as_of)),
            Item::AnyOf(group) => {
                let members = group.members.iter();
                let members = members.filter_map(|member| match member {
                    Alternative::Certification(one) => Some(accepted(ladder, &[*one], state.as_of)),
                    _ => None,
                });
                Some(members.flatten().collect())
            }
            _ => None,
        });
        groups.filter(|group| group.contains(&certification))
    };
    let role = roles.first()?;
    let own = groups_of(role).next()?;
    let mut groups: Vec<Vec<CertificationIndex>> = Vec::new();
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

/// Whether a certification counts for a role on a day, itself or as the successor of a retired one.
fn asks_for(ladder: &Ladder, role: &str, certification: CertificationIndex, day: Day) -> bool {
    let roles = ladder.roles_named(role).into_iter();
    let asked = roles.map(|role| ladder.requirements(role).required);
    asked
        .flatten()
        .any(|requirement| counts_for(ladder, &requirement.item, certification, day))
}
