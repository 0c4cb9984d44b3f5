//! A dated plan along a route: what to learn when, what to earn by when, and from which day on each
//! role can be had.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr, format_smolstr};

use crate::model::{
    CertificationIndex, Day, Item, Ladder, Level as Rank, RoleIndex, SkillIndex, day_after,
};

use super::{
    answer::{Fee, Hours, Level, Named, Number, Person, PlacedRole, Resource, SkillNeed, Source},
    gap::{Gap, Kind, Want},
    gaps::person,
    journey::{Journey, beginner},
    obstacle::Obstacle,
    path::routes,
    route::{Leg, Lesson, Route, Time},
    standing::Standing,
    writer::Writer,
};

#[derive(Debug, PartialEq, Serialize)]
pub struct Plan {
    pub ladder: Named,
    pub as_of: SmolStr,
    /// The day on which the plan begins.
    pub start: SmolStr,
    pub person: Option<Person>,
    /// The role that is to be reached.
    pub role: Named,
    pub by: &'static str,
    /// Which of the routes it follows, the best being 1.
    pub route: usize,
    /// How many routes were found up to that one.
    pub routes: usize,
    pub roles: Vec<PlacedRole>,
    pub years: Option<Time>,
    pub hours: Option<Hours>,
    pub hours_per_week: Option<Number>,
    /// What there is to do, and the days on which something becomes possible or ends, in order.
    pub items: Vec<PlanItem>,
    /// Whether the route is certainly the best, or as good as its number says.
    pub exact: bool,
    /// Why there is no route.
    pub obstacle: Option<Obstacle>,
    pub sources: Vec<Source>,
}

/// Something on a plan.
#[derive(Debug, PartialEq, Serialize)]
pub struct PlanItem {
    /// The same for as long as the plan asks for the same.
    pub id: SmolStr,
    /// The first day of the work, or the day in question.
    pub start: SmolStr,
    /// The day on which the work is done; `null` where nobody says how long it takes.
    pub end: Option<SmolStr>,
    /// Whether time that nobody states comes before.
    pub not_before: bool,
    /// The role for which it is done.
    pub role: SmolStr,
    #[serde(flatten)]
    pub task: Task,
    #[serde(skip)]
    pub days: (Day, Day),
}

/// What there is to do or to know.
#[derive(Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Task {
    /// A level of a skill to learn.
    Study {
        skill: Named,
        have: Option<Level>,
        level: Level,
        hours: Option<Hours>,
        /// Whether something that is learnt before teaches it too.
        taught: bool,
        resource: Option<Box<Resource>>,
        /// Skills to learn before, which are not there and which the role does not ask for.
        first: Vec<SkillNeed>,
    },
    /// A certification to earn by the day.
    Certification {
        /// `null` where none of them can be earned.
        earn: Option<Named>,
        /// Those that would do as well, itself among them.
        one_of: Vec<SmolStr>,
        fee: Option<Fee>,
    },
    /// A degree to have by the day.
    Education {
        degree: &'static str,
        fields: Vec<SmolStr>,
    },
    /// A certification ends.
    Expiry {
        certification: Named,
        /// The later roles on the way that it would count for.
        needed_for: Vec<SmolStr>,
        /// The last day on which it could be earned, if that is over by then.
        retired: Option<SmolStr>,
        replaced_by: Vec<Named>,
    },
    /// From this day on the role can be had.
    Eligible {
        title: SmolStr,
        move_kind: &'static str,
        /// What takes longest until then: `serving`, `experience` or `study`.
        bound_by: Option<&'static str>,
        /// What takes time that nobody states.
        unstated: Vec<&'static str>,
        /// The day when all takes as long as it may.
        latest: SmolStr,
        gate: Option<SmolStr>,
    },
}

/// Plans the way to a role along the last of the routes that are asked for, from the day of the
/// standing on.
pub fn plan(ladder: &Ladder, standing: &Standing, journey: &Journey, as_of: Day) -> Plan {
    let mut writer = Writer::new(ladder);
    let found = write(&mut writer, standing, journey, as_of);
    Plan {
        sources: writer.sources(),
        ..found
    }
}

/// The answer as part of another, which tells the sources.
pub(super) fn write(
    writer: &mut Writer,
    standing: &Standing,
    journey: &Journey,
    as_of: Day,
) -> Plan {
    let standing = &beginner(standing);
    let mut found = routes(writer, standing, journey);
    let count = found.routes.len();
    let route = found.routes.pop().filter(|_| count == journey.routes);
    let mut items = Vec::new();
    if let Some(route) = &route {
        schedule(writer, standing, route, &mut items);
        expiries(writer, standing, route, &mut items);
    }
    items.sort_by_key(|item| item.days.0);
    Plan {
        ladder: found.ladder,
        as_of: as_of.to_smolstr(),
        start: standing.as_of.to_smolstr(),
        person: person(writer, standing),
        role: found.role,
        by: journey.by.name(),
        route: journey.routes,
        routes: count,
        years: route.as_ref().map(|route| route.years),
        hours: route.as_ref().and_then(|route| route.hours),
        roles: route.map(|route| route.roles).unwrap_or_default(),
        hours_per_week: found.hours_per_week,
        items,
        exact: found.exact,
        obstacle: found.obstacle,
        sources: Vec::new(),
    }
}

/// What each move asks for: study one thing after another, the rest by the day of the move.
fn schedule(writer: &mut Writer, standing: &Standing, route: &Route, items: &mut Vec<PlanItem>) {
    let mut held = standing.skills.clone();
    let mut late = false;
    for leg in &route.moves {
        let (_, end) = leg.days;
        let begun = leg.begun;
        let mut done = 0.0;
        let mut open = late;
        for lesson in in_order(writer.ladder, &leg.lessons) {
            let from = day_after(standing.as_of, begun + done);
            done += lesson.years;
            let until = day_after(standing.as_of, begun + done);
            let known = lesson.hours.is_some();
            let skill = writer.ladder[lesson.skill].id.clone();
            let have = held.insert(lesson.skill, lesson.level);
            items.push(PlanItem {
                id: format_smolstr!("study:{skill}:{}:{}", lesson.level.rank(), leg.role),
                start: from.to_smolstr(),
                end: known.then(|| until.to_smolstr()),
                not_before: open,
                role: leg.role.clone(),
                task: study(writer, &lesson, have, &held),
                days: (from, until),
            });
            open |= !known;
        }
        let at = |id: SmolStr, task: Task| PlanItem {
            id,
            start: end.to_smolstr(),
            end: Some(end.to_smolstr()),
            not_before: late || leg.years.at_least,
            role: leg.role.clone(),
            task,
            days: (end, end),
        };
        for gap in &leg.gaps {
            if let Want::Education { degree, fields } = &gap.need {
                let fields = fields.clone();
                let id = format_smolstr!("education:{}", leg.role);
                items.push(at(id, Task::Education { degree, fields }));
            }
        }
        for (task, number) in earnings(writer, leg).into_iter().zip(1..) {
            items.push(at(
                format_smolstr!("certification:{number}:{}", leg.role),
                task,
            ));
        }
        let eligible = Task::Eligible {
            title: leg.title.clone(),
            move_kind: leg.kind,
            bound_by: leg.spent_on,
            unstated: leg.unstated.clone(),
            latest: leg.latest.clone(),
            gate: leg.gate.clone(),
        };
        items.push(at(format_smolstr!("eligible:{}", leg.role), eligible));
        late |= leg.years.at_least;
    }
}

/// The lessons, each skill after those that it needs; else those first of which the hours are known,
/// so that their days are, in the ladder's order.
fn in_order(ladder: &Ladder, lessons: &[Lesson]) -> Vec<Lesson> {
    let mut of_skill: HashMap<SkillIndex, Vec<Lesson>> = HashMap::new();
    for lesson in lessons {
        of_skill.entry(lesson.skill).or_default().push(*lesson);
    }
    let is_known = |lesson: &&Lesson| {
        let own = &of_skill[&lesson.skill];
        own.iter().all(|lesson| lesson.hours.is_some())
    };
    let (known, unknown): (Vec<&Lesson>, Vec<&Lesson>) = lessons.iter().partition(is_known);
    let mut order = Vec::with_capacity(lessons.len());
    let mut seen = HashSet::new();
    for lesson in known.into_iter().chain(unknown) {
        // A skill is left behind once everything that it needs was.
        let mut open = vec![(lesson.skill, 0)];
        while let Some((skill, needed)) = open.pop() {
            if needed == 0 && !seen.insert(skill) {
                continue;
            }
            if let Some(need) = ladder[skill].needs.get(needed) {
                open.push((skill, needed + 1));
                open.push((need.skill, 0));
            } else {
                order.extend(of_skill.get(&skill).into_iter().flatten().copied());
            }
        }
    }
    order
}

fn study(
    writer: &mut Writer,
    lesson: &Lesson,
    have: Option<Rank>,
    held: &BTreeMap<SkillIndex, Rank>,
) -> Task {
    let ladder = writer.ladder;
    let skill = &ladder[lesson.skill];
    let leading = skill.resources.iter();
    let leading = leading.filter(|resource| resource.level == Some(lesson.level));
    let hours = |resource: &&crate::model::Resource| {
        let hours = resource.hours.map(|hours| hours.value.min);
        // What is known to be short comes before what is not known.
        hours.map_or((1, 0), |hours| (0, hours.to_bits()))
    };
    let resource = leading.min_by_key(hours);
    // What the role asks for of them was learnt just before.
    let first = skill.needs.iter().filter(|need| {
        let has = held.get(&need.skill);
        has.is_none_or(|has| need.level.is_some_and(|level| *has < level))
    });
    Task::Study {
        skill: Named {
            id: skill.id.clone(),
            title: skill.title.clone(),
        },
        have: have.map(|level| writer.level(lesson.skill, level)),
        level: writer.level(lesson.skill, lesson.level),
        hours: lesson.hours.map(|[min, max]| Hours {
            min: Number::rounded(min),
            max: Number::rounded(max),
            at_least: false,
        }),
        taught: lesson.taught,
        first: first
            .map(|need| SkillNeed {
                id: ladder[need.skill].id.clone(),
                title: ladder[need.skill].title.clone(),
                level: need.level.map(|level| writer.level(need.skill, level)),
            })
            .collect(),
        resource: resource.map(|resource| Box::new(writer.resource(lesson.skill, resource))),
    }
}

/// The certifications to earn for a move: one for all the groups that it counts for.
fn earnings(writer: &mut Writer, leg: &Leg) -> Vec<Task> {
    let ladder = writer.ladder;
    let gaps = || {
        leg.gaps
            .iter()
            .filter(|gap| gap.kind == Kind::Certification)
    };
    let has = |gap: &Gap, id: &str| gap.options.iter().any(|option| option.id == id);
    let mut tasks = Vec::new();
    for certification in &leg.earned {
        let entry = &ladder[*certification];
        let mut groups = gaps().filter(|gap| has(gap, &entry.id));
        let first = groups.next().into_iter().flat_map(|gap| &gap.options);
        let open = first.filter(|option| option.retired.is_none() && option.upcoming.is_none());
        let mut one_of: Vec<SmolStr> = open.map(|option| option.id.clone()).collect();
        for other in groups {
            one_of.retain(|id| has(other, id));
        }
        tasks.push(Task::Certification {
            earn: Some(writer.certification_name(*certification)),
            one_of,
            fee: entry.fee.as_ref().map(|fee| Fee {
                amount: fee.amount,
                currency: fee.currency.clone(),
                cited: writer.cite(fee.source),
            }),
        });
    }
    let earned = |gap: &&Gap| leg.earned.iter().any(|one| has(gap, &ladder[*one].id));
    for gap in gaps().filter(|gap| !earned(gap)) {
        tasks.push(Task::Certification {
            earn: None,
            one_of: gap.options.iter().map(|option| option.id.clone()).collect(),
            fee: None,
        });
    }
    tasks
}

/// The days on which what is held, or earned on the way, ends before the plan does.
fn expiries(writer: &Writer, standing: &Standing, route: &Route, items: &mut Vec<PlanItem>) {
    let ladder = writer.ladder;
    let Some(last) = route.moves.last() else {
        return;
    };
    let held = standing.certifications.iter();
    let held = held.map(|(certification, expires)| (*certification, *expires, false));
    let mut ending: Vec<(CertificationIndex, Option<Day>, bool)> = held.collect();
    let mut late = false;
    for leg in &route.moves {
        late |= leg.years.at_least;
        for certification in &leg.earned {
            let earned = crate::model::Date::Day(leg.days.1);
            let expires = ladder[*certification].expiry(Some(earned), None);
            ending.push((*certification, expires, late));
        }
    }
    for (certification, expires, not_before) in ending {
        let Some(day) = expires.filter(|day| standing.as_of <= *day && *day <= last.last) else {
            continue;
        };
        let entry = &ladder[certification];
        let later = route.moves.iter().filter(|leg| day < leg.last);
        let needed_for = later.filter(|leg| asks_for(ladder, &leg.role, certification));
        let needed_for: Vec<SmolStr> = needed_for.map(|leg| leg.role.clone()).collect();
        let retired = entry.retired.filter(|_| entry.is_retired(day));
        items.push(PlanItem {
            id: format_smolstr!("expiry:{}:{day}", entry.id),
            start: day.to_smolstr(),
            end: Some(day.to_smolstr()),
            not_before,
            role: needed_for.first().cloned().unwrap_or_default(),
            task: Task::Expiry {
                certification: writer.certification_name(certification),
                needed_for,
                replaced_by: entry
                    .replaced_by
                    .iter()
                    .filter(|_| retired.is_some())
                    .map(|successor| writer.certification_name(*successor))
                    .collect(),
                retired: retired.map(|date| date.to_smolstr()),
            },
            days: (day, day),
        });
    }
}

fn asks_for(ladder: &Ladder, role: &str, certification: CertificationIndex) -> bool {
    let roles: Vec<RoleIndex> = ladder.roles_named(role);
    let asked = roles.iter().map(|role| ladder.requirements(*role).required);
    asked.flatten().any(|requirement| match &requirement.item {
        Item::Certification(group) => group.contains(&certification),
        _ => false,
    })
}
