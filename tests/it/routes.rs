//! The search against brute force: every simple path, its cost computed with fractions, then sorted.

use std::{collections::BTreeSet, fmt::Write};

use ladder::{
    check, load,
    model::{Day, Ladder, PayTerms, RoleIndex, Salary},
    query::{self, Focus, PayFilter, PersonState, Route, RouteRequest, Task},
    text::Text,
    vocabulary::{Basis, Criterion, NoRouteReason},
};
use proptest::prelude::*;

const SKILLS: usize = 3;
const LEVELS: usize = 3;

/// The hours of a level.
#[derive(Debug, Clone, Copy)]
enum StudyStep {
    Unknown,
    Own(u8, u8),
    /// A resource, which may teach several skills.
    Shared(u8),
}

#[derive(Debug, Clone)]
struct TestRole {
    /// In halves.
    years: Option<u8>,
    levels: [u8; SKILLS],
    pay: Option<u8>,
    entry: bool,
}

#[derive(Debug, Clone)]
struct TestMove {
    from: usize,
    to: usize,
    after: Option<(u8, u8)>,
    /// In tenths.
    share: Option<u8>,
}

#[derive(Debug, Clone)]
struct TestCase {
    roles: Vec<TestRole>,
    moves: Vec<TestMove>,
    study_steps: [[StudyStep; LEVELS]; SKILLS],
    person: Person,
    target: usize,
}

#[derive(Debug, Clone)]
struct Person {
    role: Option<usize>,
    /// Months.
    served: Option<u8>,
    experience: Option<u8>,
    levels: [u8; SKILLS],
    pace: Option<u8>,
}

/// The prerequisites of each skill; they do not make a route longer.
const NEEDS: [&str; SKILLS] = ["s2", "", "s1"];

/// The ids are in another order than the file.
fn id(role: usize) -> String {
    format!("r{}", (role * 5 + 3) % 11)
}

/// Hours of the resources.
const RESOURCES: [(f64, f64); 2] = [(40.0, 60.0), (156.0, 156.0)];

fn study_step() -> impl Strategy<Value = StudyStep> {
    prop_oneof![
        Just(StudyStep::Unknown),
        (0..5_u8, 0..3_u8).prop_map(|(low, more)| StudyStep::Own(low, more)),
        (0..2_u8).prop_map(StudyStep::Shared),
    ]
}

fn cases() -> impl Strategy<Value = TestCase> {
    let role = (
        prop::option::of(0..14_u8),
        prop::array::uniform3(0..=3_u8),
        prop::option::weighted(0.85, 1..9_u8),
        any::<bool>(),
    );
    let role = role.prop_map(|(years, levels, pay, entry)| TestRole {
        years,
        levels,
        pay,
        entry,
    });
    let step = (
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        prop::option::of((0..4_u8, 0..3_u8)),
        prop::option::weighted(0.8, 0..=10_u8),
    );
    let person = (
        prop::option::weighted(0.85, any::<prop::sample::Index>()),
        prop::option::of(0..40_u8),
        prop::option::weighted(0.8, 0..100_u8),
        prop::array::uniform3(0..=3_u8),
        prop::option::weighted(0.7, 1..9_u8),
    );
    (
        prop::collection::vec(role, 2..8),
        prop::collection::vec(step, 0..22),
        prop::array::uniform3(prop::array::uniform3(study_step())),
        person,
        any::<prop::sample::Index>(),
    )
        .prop_map(|(roles, steps, study_steps, person, target)| {
            let count = roles.len();
            let mut moves: Vec<TestMove> = Vec::new();
            for (from, to, after, share) in steps {
                let (from, to) = (from.index(count), to.index(count));
                if !moves
                    .iter()
                    .any(|known| (known.from, known.to) == (from, to))
                {
                    moves.push(TestMove {
                        from,
                        to,
                        after: after.map(|(low, more)| (low, low + more)),
                        share,
                    });
                }
            }
            let (role, served, experience, levels, pace) = person;
            TestCase {
                roles,
                moves,
                study_steps,
                person: Person {
                    role: role.map(|role| role.index(count)),
                    served,
                    experience,
                    levels,
                    pace,
                },
                target: target.index(count),
            }
        })
}

impl TestCase {
    fn ladder(&self) -> String {
        let mut text = String::from(
            "id: x\ntitle: X\nmarket: { currency: USD }\nproficiency: [a, b, c]\ntracks: { e: E }\nskills:\n",
        );
        for (skill, study_steps) in self.study_steps.iter().enumerate() {
            let mut hours = Vec::new();
            let mut resources = Vec::new();
            for (study_step, level) in study_steps.iter().zip(1..) {
                match study_step {
                    StudyStep::Unknown => (),
                    StudyStep::Own(low, more) => {
                        let (low, high) = own_hours(*low, *more);
                        hours.push(format!("{level}: {low}-{high}"));
                    }
                    StudyStep::Shared(resource) => {
                        let (low, high) = RESOURCES[usize::from(*resource)];
                        // A longer one beside it is never taken.
                        resources.push(format!(
                            "{{ title: R{resource}, level: {level}, hours: {low}-{high} }}, \
                             {{ title: L{skill}, level: {level}, hours: 900 }}"
                        ));
                    }
                }
            }
            let (hours, resources) = (hours.join(", "), resources.join(", "));
            writeln!(
                text,
                "  s{skill}: {{ title: S{skill}, needs: [{}], hours: {{ {hours} }}, resources: [{resources}] }}",
                NEEDS[skill]
            )
            .expect("a text grows");
        }
        text.push_str("roles:\n");
        for (position, role) in self.roles.iter().enumerate() {
            writeln!(
                text,
                "  {}: {{ title: R, track: e, grade: 1, entry: {},",
                id(position),
                role.entry
            )
            .expect("a text grows");
            if let Some(years) = role.years {
                writeln!(text, "    years: {},", f64::from(years) / 2.0).expect("a text grows");
            }
            if let Some(pay) = role.pay {
                let mid = u32::from(pay) * 10_000;
                let pay = if pay % 3 == 0 {
                    let month = f64::from(mid) / 12.0;
                    format!("{{ mid: {month}, per: month, basis: base }}")
                } else if pay % 2 == 0 {
                    format!(
                        "{{ low: {}.25, high: {}.75, basis: base }}",
                        mid - 5001,
                        mid + 5000
                    )
                } else {
                    format!("[{{ mid: 1, basis: total }}, {{ mid: {mid}, basis: base }}]")
                };
                writeln!(text, "    pay: {pay},").expect("a text grows");
            }
            let levels = role
                .levels
                .iter()
                .enumerate()
                .filter(|(_, level)| **level > 0);
            let levels: Vec<String> = levels
                .map(|(skill, level)| format!("s{skill}: {level}"))
                .collect();
            let moves = self.moves.iter().filter(|step| step.from == position);
            let moves: Vec<String> = moves
                .map(|step| {
                    let after = step.after.map(|(low, high)| {
                        format!(
                            ", after: {}-{}",
                            f64::from(low) / 2.0,
                            f64::from(high) / 2.0
                        )
                    });
                    let share = step
                        .share
                        .map(|share| format!(", share: {}", f64::from(share) / 10.0));
                    format!(
                        "{{ role: {}, kind: lateral{}{} }}",
                        id(step.to),
                        after.unwrap_or_default(),
                        share.unwrap_or_default()
                    )
                })
                .collect();
            writeln!(
                text,
                "    skills: {{ {} }}, next: [{}] }}",
                levels.join(", "),
                moves.join(", ")
            )
            .expect("a text grows");
        }
        text
    }

    fn state(&self, ladder: &Ladder) -> PersonState {
        let person = &self.person;
        let mut state = PersonState::unknown(Day::constant(2026, 11, 20));
        state.known = true;
        state.role = person.role.map(RoleIndex::new);
        state.served = person.served.map(|months| f64::from(months) / 12.0);
        state.years = person.experience.map(|months| f64::from(months) / 12.0);
        state.hours_per_week = person.pace.map(f64::from);
        for (skill, level) in person.levels.iter().enumerate() {
            let index = ladder.skill(&format!("s{skill}")).expect("a skill");
            if let Some(level) = ladder.scale.level(*level) {
                state.skills.insert(index, level);
            }
        }
        state
    }

    /// The roles of every simple path to the target.
    fn paths(&self) -> Vec<Vec<usize>> {
        let mut found = Vec::new();
        let mut open: Vec<Vec<usize>> = match self.person.role {
            Some(role) => vec![vec![role]],
            None => (0..self.roles.len())
                .filter(|role| self.roles[*role].entry)
                .map(|role| vec![role])
                .collect(),
        };
        while let Some(path) = open.pop() {
            let last = *path.last().expect("a role");
            if last == self.target {
                found.push(path);
                continue;
            }
            for step in self.moves.iter().filter(|step| step.from == last) {
                if !path.contains(&step.to) {
                    open.push(path.iter().copied().chain([step.to]).collect());
                }
            }
        }
        found
    }

    fn expected(&self, path: &[usize]) -> Expected {
        let person = &self.person;
        let mut levels = person.levels;
        let mut learnt = BTreeSet::new();
        let mut elapsed = [0.0_f64; 2];
        let mut earned = Some(0.0);
        let mut share = Some(1.0);
        let mut hours = [0.0; 2];
        let mut unknown = 0;
        let pay = |role: usize| self.roles[role].pay.map(|pay| f64::from(pay) * 10_000.0);
        let steps = match person.role {
            None => vec![(None, path[0])],
            Some(_) => Vec::new(),
        };
        let steps = steps
            .into_iter()
            .chain(path.windows(2).map(|pair| (Some(pair[0]), pair[1])));
        for (from, to) in steps {
            let edge = from.map(|from| {
                let mut moves = self.moves.iter();
                moves
                    .find(|step| (step.from, step.to) == (from, to))
                    .expect("a move")
            });
            let first = from.is_some() && from == person.role;
            let served = person.served.filter(|_| first).map_or(0.0, f64::from) / 12.0;
            let after = edge.and_then(|step| step.after).unwrap_or((0, 0));
            let serving =
                [after.0, after.1].map(|halves| (f64::from(halves) / 2.0 - served).max(0.0));
            let mut study = [0.0; 2];
            for (skill, has) in levels.iter_mut().enumerate() {
                for level in *has..self.roles[to].levels[skill] {
                    let (key, known) = match self.study_steps[skill][usize::from(level)] {
                        StudyStep::Unknown => ((2, skill, level), None),
                        StudyStep::Own(low, more) => {
                            ((1, skill, level), Some(own_hours(low, more)))
                        }
                        StudyStep::Shared(resource) => {
                            let resource = usize::from(resource);
                            ((0, resource, 0), Some(RESOURCES[resource]))
                        }
                    };
                    if learnt.insert(key) {
                        match known {
                            None => unknown += 1,
                            Some((low, high)) => {
                                study[0] += low;
                                study[1] += high;
                            }
                        }
                    }
                }
                *has = (*has).max(self.roles[to].levels[skill]);
            }
            let before = elapsed[0];
            for end in [0, 1] {
                let years = self.roles[to].years.map_or(0.0, f64::from) / 2.0;
                let has = person.experience.map(|months| f64::from(months) / 12.0);
                let missing = has.map_or(0.0, |has| (years - has - elapsed[end]).max(0.0));
                let pace = person.pace.map_or(f64::INFINITY, f64::from);
                let longest = serving[end].max(missing).max(study[end] / pace / 52.0);
                elapsed[end] += longest;
                hours[end] += study[end];
            }
            let rate = from.map_or(Some(0.0), pay);
            let counted = elapsed[0].min(HORIZON) - before.min(HORIZON);
            earned = earned.zip(rate).map(|(sum, rate)| sum + rate * counted);
            if let Some(edge) = edge {
                let own = edge.share.map(|share| f64::from(share) / 10.0);
                share = share.zip(own).map(|(product, own)| product * own);
            }
        }
        let rest = HORIZON - elapsed[0].min(HORIZON);
        earned = earned
            .zip(pay(self.target))
            .map(|(sum, rate)| sum + rate * rest);
        Expected {
            ids: path.iter().map(|role| id(*role)).collect(),
            elapsed,
            hours,
            unknown,
            earned,
            share,
        }
    }
}

fn own_hours(low: u8, more: u8) -> (f64, f64) {
    let low = f64::from(low) * 26.0;
    (low, low + f64::from(more) * 13.0)
}

const HORIZON: f64 = 4.0;

#[derive(Debug, Clone)]
struct Expected {
    ids: Vec<String>,
    elapsed: [f64; 2],
    hours: [f64; 2],
    unknown: usize,
    earned: Option<f64>,
    share: Option<f64>,
}

/// A number rounded so that two orders of summation agree.
#[expect(clippy::cast_possible_truncation, reason = "the numbers are small")]
fn same(number: f64) -> i64 {
    (number * 1e5).round() as i64
}

impl Expected {
    fn cost(&self, by: Criterion) -> [i64; 3] {
        match by {
            Criterion::Time => [same(self.elapsed[0]), same(self.elapsed[1]), 0],
            Criterion::Effort => [
                i64::from(self.unknown > 0),
                same(self.hours[0]),
                same(self.hours[1]),
            ],
            Criterion::Pay => match self.earned {
                None => [1, 0, 0],
                Some(earned) => [0, -same(earned / 1000.0), 0],
            },
            Criterion::Share => match self.share {
                None => [1, 0, 0],
                Some(share) => [0, -same(share * 100.0), 0],
            },
        }
    }

    fn rank(&self, by: Criterion) -> ([i64; 3], usize, Vec<String>) {
        (self.cost(by), self.ids.len(), self.ids.clone())
    }
}

fn read(text: &str) -> Ladder {
    let text = Text::new("x", text);
    let read =
        load::ladder(&text).and_then(|loaded| check::ladder(&loaded.document, loaded.diagnostics));
    read.unwrap_or_else(|diagnostics| panic!("{diagnostics:?}\n{}", text.content()))
}

fn ids(route: &Route) -> Vec<String> {
    route.roles.iter().map(|role| role.id.to_string()).collect()
}

/// Compares every figure of a route with the expected ones.
fn assert_same(route: &Route, expected: &Expected) {
    let close = |one: f64, other: f64, what: &str| {
        assert!((one - other).abs() < 0.0051, "{what}: {one} is not {other}");
    };
    assert_eq!(ids(route), expected.ids);
    close(
        route.years.min.0,
        expected.elapsed[0].min(expected.elapsed[1]),
        "least time",
    );
    close(
        route.years.max.0,
        expected.elapsed[1].max(expected.elapsed[0]),
        "most time",
    );
    match route.hours {
        None => assert!(
            expected.unknown > 0 && expected.hours[1] == 0.0,
            "{expected:?}"
        ),
        Some(hours) => {
            close(hours.min.0, expected.hours[0], "least hours");
            close(hours.max.0, expected.hours[1], "most hours");
            assert_eq!(hours.at_least, expected.unknown > 0, "{expected:?}");
        }
    }
    assert_eq!(
        route.pay.amount.is_some(),
        expected.earned.is_some(),
        "{expected:?}"
    );
    if let (Some(amount), Some(earned)) = (route.pay.amount, expected.earned) {
        assert!(
            (amount.0 - earned).abs() <= 1.0,
            "{amount:?} is not {earned}"
        );
    }
    assert_eq!(
        route.share.is_some(),
        expected.share.is_some(),
        "{expected:?}"
    );
    if let (Some(share), Some(own)) = (route.share, expected.share) {
        close(share.0, own, "share");
    }
    assert!(route.proven);
}

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
                let ranked = expected.first().is_none_or(|best| best.earned.is_some());
                if by == Criterion::Pay && !ranked {
                    // Nothing unknown is ranked as if it were nothing.
                    prop_assert!(answer.routes.is_empty());
                    let because = answer.no_route.map(|no_route| no_route.because);
                    prop_assert_eq!(because, Some(NoRouteReason::Unpaid));
                    continue;
                }
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
        let costs = |expected: &Expected| TOGETHER.map(|by| expected.cost(by));
        let dominates = |one: &Expected, other: &Expected| {
            let (one, other) = (costs(one), costs(other));
            one != other && one.iter().zip(&other).all(|(one, other)| one <= other)
        };
        let mut expected: Vec<&Expected> = all
            .iter()
            .filter(|expected| !all.iter().any(|other| dominates(other, expected)))
            .collect();
        expected.sort_by_cached_key(|expected| expected.rank(Criterion::Time));
        let request = RouteRequest { pareto: true, ..request(&case, Criterion::Time, 1) };
        let answer = query::path(&ladder, &state, &request);
        prop_assert!(answer.exact);
        let found: Vec<Vec<String>> = answer.routes.iter().map(ids).collect();
        let wanted: Vec<Vec<String>> = expected.iter().map(|expected| expected.ids.clone()).collect();
        prop_assert_eq!(found, wanted);
        for (route, expected) in answer.routes.iter().zip(expected) {
            assert_same(route, expected);
        }
    }

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
        let report = query::report(&ladder, &state, Some(goal), &filter, as_of);
        let best = RouteRequest::to(goal);
        let focus = Focus { state: Some(&state), goal: Some(goal), around: None };
        let show = query::overview(&ladder, &filter, as_of, &focus);
        prop_assert_eq!(report.show, query::OverviewAnswer { sources: sources(), ..show });
        let role = state.role.unwrap_or(goal);
        let pay = query::pay(&ladder, &state, role, &filter, Some((goal, query::HORIZON)));
        prop_assert_eq!(report.pay, Some(query::PayAnswer { sources: sources(), ..pay }));
        let path = query::path(&ladder, &state, &RouteRequest { routes: 3, ..best.clone() });
        prop_assert_eq!(report.path, Some(query::PathAnswer { sources: sources(), ..path }));
        let plan = query::plan(&ladder, &state, &best, as_of);
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
        let plan = query::plan(&ladder, &state, &request, state.as_of);
        prop_assert_eq!(plan.routes, path.routes.len());
        let Some(route) = path.routes.get(number - 1) else {
            prop_assert!(plan.items.is_empty());
            return Ok(());
        };
        let mut eligible = Vec::new();
        let mut learnt: Vec<(String, u8)> = Vec::new();
        let mut hours = [0.0; 2];
        let mut done = state.as_of;
        for item in &plan.items {
            match &item.task {
                Task::Eligible { latest, .. } => {
                    eligible.push((item.role.clone(), item.start.clone(), latest.clone()));
                }
                Task::Study { skill, level, hours: own, taught, .. } => {
                    prop_assert!(done <= item.days.0, "one thing after another");
                    done = item.days.1;
                    learnt.push((skill.id.to_string(), level.rank));
                    if let Some(own) = own.filter(|_| !taught) {
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
            .map(|route_move| (route_move.step.role.clone(), route_move.earliest.clone(), route_move.latest.clone()))
            .collect();
        prop_assert_eq!(eligible, reached);
        let total = route.hours.map_or([0.0; 2], |hours| [hours.min.0, hours.max.0]);
        for end in [0, 1] {
            prop_assert!((hours[end] - total[end]).abs() < 1e-6, "{hours:?} {total:?}");
        }
        for (skill, needed) in NEEDS.iter().enumerate().filter(|(_, needed)| !needed.is_empty()) {
            // Within one move, the needed skill comes first.
            for route_move in &route.moves {
                let of_move = plan.items.iter().filter(|item| item.role == route_move.step.role);
                let order: Vec<&str> = of_move
                    .filter_map(|item| match &item.task {
                        Task::Study { skill, .. } => Some(skill.id.as_str()),
                        _ => None,
                    })
                    .collect();
                let own = format!("s{skill}");
                let first = order.iter().position(|id| *id == own);
                let last = order.iter().rposition(|id| id == needed);
                prop_assert!(first.zip(last).is_none_or(|(first, last)| last < first), "{order:?}");
            }
        }
        let mut levels = case.person.levels;
        for (skill, rank) in learnt {
            let skill: usize = skill[1..].parse().expect("a number");
            levels[skill] += 1;
            prop_assert_eq!(levels[skill], rank, "lowest first, and once");
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

/// The money of two routes is equal although it is summed in other parts: in thirds of a year and at
/// once. Then fewer moves decide, not the rounding.
#[test]
fn equal_sums_are_equal() {
    let role = |years, pay| TestRole {
        years,
        levels: [0; SKILLS],
        pay: Some(pay),
        entry: false,
    };
    let step = |from, to, after| TestMove {
        from,
        to,
        after,
        share: None,
    };
    let case = TestCase {
        roles: vec![role(None, 5), role(None, 3), role(Some(2), 3)],
        moves: vec![
            step(1, 0, Some((3, 3))),
            step(2, 0, Some((2, 2))),
            step(1, 2, None),
        ],
        study_steps: [[StudyStep::Unknown; LEVELS]; SKILLS],
        person: Person {
            role: Some(1),
            served: Some(1),
            experience: Some(7),
            levels: [0; SKILLS],
            pace: None,
        },
        target: 0,
    };
    let ladder = read(&case.ladder());
    for by in [Criterion::Pay, Criterion::Time] {
        let request = request(&case, by, 2);
        let answer = query::path(&ladder, &case.state(&ladder), &request);
        let found: Vec<Vec<String>> = answer.routes.iter().map(ids).collect();
        assert_eq!(found, [vec![id(1), id(0)], vec![id(1), id(2), id(0)]]);
    }
}
