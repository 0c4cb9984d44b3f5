//! The search against brute force: every simple path, its cost computed with fractions, then sorted.

use std::{collections::BTreeSet, fmt::Write};

use fastrand::Rng;
use ladder::{
    model::{Day, Ladder, PayTerms, RoleIndex, Salary},
    query::{self, Focus, PayFilter, PersonState, RouteRequest, Task},
    vocabulary::{Basis, Criterion},
};
use proptest::prelude::*;

use super::oracle::{
    Asked, Expected, HORIZON, LEVELS, NEEDS, Person, Pool, SKILLS, StudyStep, TestCase, TestMove,
    TestRole, assert_same, cases, id, ids, read,
};

fn request(case: &TestCase, by: Criterion, routes: usize) -> RouteRequest {
    RouteRequest {
        by,
        routes,
        horizon: HORIZON,
        ..RouteRequest::to(RoleIndex::new(case.target))
    }
}

fn bases() -> impl Strategy<Value = Basis> {
    prop_oneof![Just(Basis::Base), Just(Basis::Total)]
}

const CRITERIA: [Criterion; 4] = [
    Criterion::Time,
    Criterion::Pay,
    Criterion::Effort,
    Criterion::Share,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    /// The study of the gaps to a role is that of a direct move to it.
    #[test]
    fn gaps_and_moves_take_the_same_study(case in cases()) {
        let ladder = read(&case.ladder());
        let state = case.state(&ladder);
        let role = RoleIndex::new(case.target);
        let path = query::path(&ladder, &state, &request(&case, Criterion::Time, 5));
        let mut first = path.routes.iter().filter_map(|route| route.moves.first());
        if let Some(direct) = first.find(|step| step.step.role == ladder[role].id) {
            let study = query::gaps(&ladder, &state, role, false).study;
            prop_assert_eq!(study.hours, direct.hours);
            prop_assert_eq!(study.hours_estimated, direct.hours_estimated);
        }
    }

    /// The best routes are the first of all routes, in order, with equal figures.
    #[test]
    fn the_best_routes_are_the_best_of_all(
        case in cases(),
        few in 1..6_usize,
        via in prop::collection::vec(any::<prop::sample::Index>(), 0..3),
        avoid in prop::option::of(any::<prop::sample::Index>()),
        within in prop::option::of(1..16_u8),
        max_moves in prop::option::of(1..6_u32),
        free in any::<bool>(),
    ) {
        let ladder = read(&case.ladder());
        let state = case.state(&ladder);
        let count = case.roles.len();
        let role = |index: prop::sample::Index| index.index(count);
        let via: Vec<usize> = via.into_iter().map(role).filter(|_| !free).collect();
        let avoid: Vec<usize> = avoid
            .map(role)
            .into_iter()
            .filter(|role| !free && *role != case.target && Some(*role) != case.person.role)
            .collect();
        let within = within.filter(|_| !free).map(|quarters| f64::from(quarters) / 4.0 + 0.01);
        let max_moves = max_moves.filter(|_| !free);
        let all: Vec<Expected> = case
            .paths()
            .iter()
            .filter(|path| {
                via.iter().all(|role| path.contains(role))
                    && !avoid.iter().any(|role| path.contains(role))
                    && max_moves.is_none_or(|most| path.len() - 1 <= most as usize)
            })
            .map(|path| case.expected(path))
            .filter(|expected| within.is_none_or(|within| expected.elapsed[0] <= within))
            .collect();
        // `within` leaves out what is unknown.
        let (unknown, all): (Vec<Expected>, Vec<Expected>) = all
            .into_iter()
            .partition(|expected| within.is_some() && expected.unknown_time > 0);
        let unknown = within.map(|_| unknown.len());
        for by in CRITERIA {
            let mut sorted = all.clone();
            sorted.sort_by_cached_key(|expected| expected.rank(by));
            for routes in [few, all.len() + 1] {
                let request = RouteRequest {
                    via: via.iter().map(|role| RoleIndex::new(*role)).collect(),
                    avoid: avoid.iter().map(|role| RoleIndex::new(*role)).collect(),
                    within,
                    max_moves,
                    ..request(&case, by, routes)
                };
                let answer = query::path(&ladder, &state, &request);
                prop_assert!(answer.exact);
                let expected = &sorted[..routes.min(sorted.len())];
                let left_out = answer.left_out.map(|left_out| left_out.routes);
                prop_assert_eq!(left_out.unwrap_or(0), unknown.unwrap_or(0));
                let found: Vec<Vec<String>> = answer.routes.iter().map(ids).collect();
                let wanted: Vec<Vec<String>> =
                    expected.iter().map(|expected| expected.ids.clone()).collect();
                prop_assert_eq!(found, wanted, "by {}", by.name());
                for (route, expected) in answer.routes.iter().zip(expected) {
                    assert_same(route, expected);
                }
                prop_assert_eq!(answer.no_route.is_some(), expected.is_empty());
            }
        }
    }

    /// A Pareto front holds every route that no other dominates, and no others.
    #[test]
    fn a_front_holds_what_nothing_dominates(case in cases()) {
        const TOGETHER: [Criterion; 3] = [Criterion::Time, Criterion::Pay, Criterion::Effort];
        let ladder = read(&case.ladder());
        let state = case.state(&ladder);
        let all: Vec<Expected> = case.paths().iter().map(|path| case.expected(path)).collect();
        // All that is unknown is equal.
        let costs = |expected: &Expected| TOGETHER.map(|by| match expected.cost(by) {
            [0, least, most] => [0, least, most],
            _ => [1, 0, 0],
        });
        let dominates = |one: &Expected, other: &Expected| {
            let (one, other) = (costs(one), costs(other));
            one != other && one.iter().zip(&other).all(|(one, other)| one <= other)
        };
        let mut expected: Vec<&Expected> = all
            .iter()
            .filter(|expected| !all.iter().any(|other| dominates(other, expected)))
            .collect();
        expected.sort_by_cached_key(|expected| expected.rank(Criterion::Time));
        let request = RouteRequest {
            pareto: true,
            ..request(&case, Criterion::Time, all.len() + 1)
        };
        let answer = query::path(&ladder, &state, &request);
        prop_assert!(answer.exact);
        prop_assert_eq!(answer.front.map(|front| front.routes), (!all.is_empty()).then_some(expected.len()));
        for by in TOGETHER {
            let is_unknown = !all.is_empty() && all.iter().all(|expected| expected.cost(by)[0] > 0);
            prop_assert_eq!(answer.unknown_criteria.contains(&by), is_unknown);
        }
        let few = RouteRequest { routes: 3, ..request };
        let few = query::path(&ladder, &state, &few);
        prop_assert_eq!(few.routes.len(), expected.len().min(3));
        let found: Vec<Vec<String>> = answer.routes.iter().map(ids).collect();
        let wanted: Vec<Vec<String>> = expected.iter().map(|expected| expected.ids.clone()).collect();
        prop_assert_eq!(found, wanted);
        for (route, expected) in answer.routes.iter().zip(expected) {
            assert_same(route, expected);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Each part of a report is the answer of its command without the sources.
    #[test]
    fn a_report_holds_the_answers_of_its_commands(case in cases(), basis in prop::option::of(bases())) {
        let ladder = read(&case.ladder());
        let terms = basis.map(|basis| PayTerms { basis, currency: "USD".into(), region: None });
        let pay = terms.map(|terms| Salary { amount: 100.0, terms, stated: None });
        let mut state = case.state(&ladder);
        state.pay = pay;
        let goal = RoleIndex::new(case.target);
        let (filter, as_of, sources) = (PayFilter::default(), state.as_of, Vec::new);
        let report = query::report(&ladder, &state, (Some(goal), None), &filter, as_of);
        let best = RouteRequest::to(goal);
        let focus = Focus { state: Some(&state), goal: Some(goal), ..Focus::default() };
        let show = query::overview(&ladder, &filter, as_of, &focus);
        prop_assert_eq!(report.show, query::OverviewAnswer { sources: sources(), ..show });
        let role = state.role.unwrap_or(goal);
        let pay = query::pay(&ladder, &state, role, &filter, Some((goal, query::HORIZON)));
        prop_assert_eq!(report.pay, Some(query::PayAnswer { sources: sources(), ..pay }));
        let path = query::path(&ladder, &state, &RouteRequest { routes: 3, ..best.clone() });
        prop_assert_eq!(report.path, Some(query::PathAnswer { sources: sources(), ..path }));
        let plan = query::plan(&ladder, &state, &best, as_of, None);
        prop_assert_eq!(report.plan, Some(query::PlanAnswer { sources: sources(), ..plan }));
    }

    /// A plan has the days of its route; every level is learnt once, in sequence, and after its
    /// prerequisites.
    #[test]
    fn a_plan_takes_the_time_of_its_route(case in cases(), number in 1..3_usize) {
        let ladder = read(&case.ladder());
        let state = case.state(&ladder);
        let request = request(&case, Criterion::Effort, number);
        let path = query::path(&ladder, &state, &request);
        let plan = query::plan(&ladder, &state, &request, state.as_of, None);
        prop_assert_eq!(plan.routes, path.routes.len());
        let Some(route) = path.routes.get(number - 1) else {
            prop_assert!(plan.items.is_empty());
            return Ok(());
        };
        let mut eligible = Vec::new();
        let mut learnt: Vec<(usize, u8)> = Vec::new();
        let mut hours = [0.0; 2];
        let mut done = state.as_of;
        for item in &plan.items {
            match &item.task {
                Task::Eligible { latest, .. } => {
                    let day = (item.end.clone(), item.not_before.clone());
                    eligible.push((item.role.clone(), day, latest.clone()));
                }
                Task::Study { skill, level, hours: own, taught, .. } => {
                    prop_assert!(done <= item.days.0, "one thing after another");
                    done = item.days.1;
                    let skill = skill.id[1..].parse().expect("a number");
                    learnt.push((skill, level.rank));
                    if let Some(own) = own.filter(|_| !taught) {
                        hours[0] += own.min.0;
                        hours[1] += own.max.0;
                    }
                }
                Task::Certification { earn: Some(earn), .. } => {
                    if let Some(own) = earn.hours {
                        hours[0] += own.min.0;
                        hours[1] += own.max.0;
                    }
                }
                _ => (),
            }
        }
        let reached: Vec<_> = route
            .moves
            .iter()
            .map(|step| {
                let day = (step.earliest.clone(), step.not_before.clone());
                (step.step.role.clone(), day, step.latest.clone())
            })
            .collect();
        prop_assert_eq!(eligible, reached);
        let mut total = [0.0; 2];
        for part in [route.hours, route.hours_estimated].into_iter().flatten() {
            total[0] += part.min.0;
            total[1] += part.max.0;
        }
        // Of what is left of a shared resource the most can be the least: only the sum of both ends is that of the route.
        let of_both = (hours[0] + hours[1]) - (total[0] + total[1]);
        prop_assert!(of_both.abs() < 1e-6, "{hours:?} {total:?}");
        prop_assert!(hours[0] < total[0] + 1e-6, "{hours:?} {total:?}");
        for (skill, needed) in NEEDS.iter().enumerate().filter(|(_, needed)| !needed.is_empty()) {
            // Within one move, the needed skill comes first.
            for route_move in &route.moves {
                let of_move = plan.items.iter().filter(|item| item.role == route_move.step.role);
                let order: Vec<&str> = of_move
                    .filter_map(|item| match &item.task {
                        // Any level of the needed skill is enough.
                        Task::Study { skill, level, .. } if skill.id != *needed || level.rank == 1 => {
                            Some(skill.id.as_str())
                        }
                        _ => None,
                    })
                    .collect();
                let own = format!("s{skill}");
                let first = order.iter().position(|id| *id == own);
                let last = order.iter().rposition(|id| id == needed);
                prop_assert!(first.zip(last).is_none_or(|(first, last)| last < first), "{order:?}");
            }
        }
        // Every level once, lowest first; those that take practice alone are not studied.
        let positions = route.roles.iter().map(|role| {
            let mut positions = 0..case.roles.len();
            positions.find(|position| id(*position) == role.id).expect("a role")
        });
        let end = case.expected(&positions.collect::<Vec<_>>()).levels;
        for (skill, asked) in end.into_iter().enumerate() {
            let open = usize::from(case.person.levels[skill])..usize::from(asked);
            let is_studied = |level: &usize| {
                let (study, practice, _) = case.step(skill, *level);
                study.is_some() || practice.is_none()
            };
            let expected: Vec<usize> = open.filter(is_studied).map(|level| level + 1).collect();
            let own = learnt.iter().filter(|(known, _)| *known == skill);
            let mut found: Vec<usize> = own.map(|(_, rank)| usize::from(*rank)).collect();
            // Those that take no more time at work are only to be shown.
            found.retain(|level| is_studied(&(level - 1)));
            prop_assert_eq!(found, expected);
            let is_shown = |level: usize| {
                plan.items.iter().any(|item| match &item.task {
                    Task::Study { skill: own, level: to, .. } | Task::Practice { skill: own, level: to, .. } => {
                        own.id == format!("s{skill}") && usize::from(to.rank) == level
                    }
                    _ => false,
                })
            };
            if asked > case.person.levels[skill] {
                prop_assert!(is_shown(asked.into()), "s{skill} to {asked}");
            }
        }
    }

    /// Whatever time an unknown part takes, what is firm stays, and nothing is before the day before which
    /// it cannot be.
    #[test]
    fn an_unknown_part_changes_nothing_that_is_known(case in cases()) {
        let mut case = case.with_one_way();
        // The time of an entry cannot be stated.
        case.person.role.get_or_insert(0);
        let ladder = read(&case.ladder());
        let state = case.state(&ladder);
        let all = case.paths().len();
        let answer = query::path(&ladder, &state, &request(&case, Criterion::Time, all + 1));
        for years in [0.1, 1.0, 100.0] {
            let filled = case.with_unknown_parts(years);
            let ladder = read(&filled.ladder());
            let state = filled.state(&ladder);
            let request = request(&filled, Criterion::Time, all + 1);
            let known = query::path(&ladder, &state, &request);
            for route in &answer.routes {
                let mut same = known.routes.iter();
                let same = same.find(|other| ids(other) == ids(route)).expect("the same route");
                prop_assert!(!same.years.at_least, "{:?}", same.time_unknown);
                for (step, other) in route.moves.iter().zip(&same.moves) {
                    let Some(earliest) = &other.earliest else {
                        return Err(TestCaseError::fail("everything is known"));
                    };
                    match (&step.earliest, &step.not_before) {
                        (Some(firm), None) => prop_assert_eq!(firm, earliest),
                        (None, Some(bound)) => prop_assert!(bound <= earliest, "{bound} {earliest}"),
                        _ => return Err(TestCaseError::fail("a day, or one before which it cannot be")),
                    }
                    // After an unknown part, practice and experience may be there already.
                    if step.earliest.is_some() {
                        prop_assert_eq!(step.years, other.years);
                    }
                }
                if !route.years.at_least {
                    prop_assert_eq!(route.years, same.years);
                    prop_assert_eq!(&route.pay.amount, &same.pay.amount);
                }
                prop_assert!(route.years.min.0 <= same.years.min.0 + 0.005);
            }
        }
    }
}

/// Roles `r0`, `r1` and so on, each with these moves to others, and nothing else.
fn moves_alone(moves: &[Vec<usize>]) -> Ladder {
    let mut text =
        String::from("{ id: x, title: X, proficiency: [a], tracks: { e: E }, roles: {\n");
    for (role, targets) in moves.iter().enumerate() {
        let targets = targets
            .iter()
            .map(|to| format!("{{ role: r{to}, kind: lateral }}"));
        let targets = targets.collect::<Vec<_>>().join(", ");
        writeln!(
            text,
            "r{role}: {{ title: R, track: e, grade: 1, next: [{targets}] }},"
        )
        .expect("a text grows");
    }
    text.push_str("} }\n");
    read(&text)
}

/// The three best routes from the first role to another.
fn ask(ladder: &Ladder, target: usize, via: &[usize]) -> query::PathAnswer {
    let state = PersonState::meeting(ladder, RoleIndex::new(0), Day::constant(2026, 11, 20));
    let request = RouteRequest {
        routes: 3,
        via: via.iter().map(|role| RoleIndex::new(*role)).collect(),
        ..RouteRequest::to(RoleIndex::new(target))
    };
    query::path(ladder, &state, &request)
}

/// The only route is found, however long it is, and known to be the only one.
#[test]
fn a_long_route_is_found() {
    const LENGTH: usize = 3000;
    let moves: Vec<Vec<usize>> = (1..=LENGTH)
        .map(|next| {
            if next < LENGTH {
                vec![next]
            } else {
                Vec::new()
            }
        })
        .collect();
    let answer = ask(&moves_alone(&moves), LENGTH - 1, &[]);
    assert!(answer.exact);
    let lengths: Vec<usize> = answer
        .routes
        .iter()
        .map(|route| route.moves.len())
        .collect();
    assert_eq!(lengths, [LENGTH - 1]);
}

/// Where the budget is too small for all paths, a route is found all the same.
#[test]
fn a_search_that_ends_early_still_finds_a_route() {
    const SIDE: usize = 8;
    let moves: Vec<Vec<usize>> = (0..SIDE * SIDE)
        .map(|node| {
            let (row, column) = (node / SIDE, node % SIDE);
            let mut next = Vec::new();
            next.extend((row + 1 < SIDE).then_some(node + SIDE));
            next.extend((column + 1 < SIDE).then_some(node + 1));
            next.extend((row > 0).then(|| node - SIDE));
            next.extend((column > 0).then(|| node - 1));
            next
        })
        .collect();
    let (left, right) = (SIDE * (SIDE - 1), SIDE - 1);
    let answer = ask(&moves_alone(&moves), SIDE * SIDE - 1, &[left, right]);
    assert!(answer.no_route.is_none(), "{:?}", answer.no_route);
    for route in &answer.routes {
        let nodes: Vec<usize> = route
            .roles
            .iter()
            .map(|role| role.id[1..].parse().expect("a number"))
            .collect();
        assert!(nodes.contains(&left) && nodes.contains(&right));
        assert!(
            nodes
                .windows(2)
                .all(|pair| moves[pair[0]].contains(&pair[1]))
        );
        let once: BTreeSet<&usize> = nodes.iter().collect();
        assert_eq!(once.len(), nodes.len(), "no role twice");
    }
    assert_eq!(answer.exact, answer.bound.is_none());
}

/// On a large ladder too, a route by two roles is found where the budget ends the search for the best one.
#[test]
fn a_route_by_two_roles_of_many_is_found() {
    const ROLES: usize = 500;
    const MOVES: usize = 10;
    let mut random = Rng::with_seed(7);
    for seed in 1..=3_usize {
        let moves: Vec<Vec<usize>> = (0..ROLES)
            .map(|role| {
                let next: BTreeSet<usize> = (0..MOVES).map(|_| random.usize(..ROLES)).collect();
                next.into_iter().filter(|next| *next != role).collect()
            })
            .collect();
        let via = [ROLES / 3 + seed, ROLES / 2 - seed];
        let answer = ask(&moves_alone(&moves), ROLES - 1, &via);
        assert!(answer.no_route.is_none(), "{:?}", answer.no_route);
        for route in &answer.routes {
            let roles = route.roles.iter().map(|role| &role.id);
            let once: BTreeSet<_> = roles.clone().collect();
            assert_eq!(once.len(), route.roles.len(), "no role twice");
            for via in via {
                assert!(roles.clone().any(|role| *role == format!("r{via}")));
            }
        }
        assert_eq!(answer.exact, answer.bound.is_none());
    }
}

/// The money of two routes is equal although it is summed in other parts: in thirds of a year and at
/// once. Then fewer moves decide, not the rounding.
#[test]
fn equal_sums_are_equal() {
    let role = |years, pay| TestRole {
        years,
        levels: [0; SKILLS],
        pay: Some(pay),
        entry: false,
        groups: Vec::new(),
        education: None,
        asked: Asked::default(),
        weight: 1,
    };
    let step = |from, to, (low, high)| TestMove {
        from,
        to,
        after: Some((low, high - low, false)),
        share: None,
        gate: false,
    };
    let case = TestCase {
        roles: vec![role(None, 5), role(None, 3), role(Some(2), 3)],
        moves: vec![step(1, 0, (3, 3)), step(2, 0, (2, 2)), step(1, 2, (0, 0))],
        study_steps: [[StudyStep::Unknown; LEVELS]; SKILLS],
        practice: Default::default(),
        category: Default::default(),
        usual: Default::default(),
        estimated: false,
        certifications: Default::default(),
        usual_certification: None,
        degrees: Default::default(),
        pool: Pool::none(),
        person: Person {
            role: Some(1),
            served: Some(1),
            experience: Some(7),
            ..Person::default()
        },
        target: 0,
        fill: None,
    };
    let ladder = read(&case.ladder());
    for by in [Criterion::Pay, Criterion::Time] {
        let request = request(&case, by, 2);
        let answer = query::path(&ladder, &case.state(&ladder), &request);
        let found: Vec<Vec<String>> = answer.routes.iter().map(ids).collect();
        assert_eq!(found, [vec![id(1), id(0)], vec![id(1), id(2), id(0)]]);
    }
}
