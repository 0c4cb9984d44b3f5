use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt::Write,
};

use ladder::{
    check, load,
    model::{Alternative, Assumption, Day, Item, Ladder, Profile},
    query::{
        self, ComparedRole, Have, LikeRole, MatchedRole, PayFilter, PersonState, RoleFilter,
        RouteRequest,
    },
    text::Text,
    vocabulary::{Baseline, Difference, RequirementKind, TimeUse},
};
use proptest::prelude::*;
use smol_str::{SmolStr, ToSmolStr};

const SKILLS: usize = 5;
const LEVELS: usize = 4;

/// A role: the role that it extends, its levels, the skills under `without`, and its years.
#[derive(Debug, Clone)]
struct Rung {
    extends: Option<usize>,
    levels: BTreeMap<usize, usize>,
    without: Vec<usize>,
    years: Option<u8>,
    next: Vec<usize>,
}

fn rungs() -> impl Strategy<Value = Vec<Rung>> {
    let rung = (
        any::<prop::sample::Index>(),
        prop::option::of(Just(())),
        prop::collection::btree_map(0..SKILLS, 1..=LEVELS, 0..=SKILLS),
        prop::collection::btree_set(0..SKILLS, 0..3),
        prop::option::of(0..9_u8),
        prop::collection::vec(any::<prop::sample::Index>(), 0..3),
    );
    prop::collection::vec(rung, 1..8).prop_map(|rungs| {
        let count = rungs.len();
        let rungs = rungs.into_iter().enumerate();
        rungs
            .map(
                |(position, (parent, extends, levels, without, years, next))| {
                    // A role extends an earlier one, so that there is no circle.
                    let others: Vec<usize> = (0..position).collect();
                    let mut next: Vec<usize> =
                        next.into_iter().map(|index| index.index(count)).collect();
                    next.sort_unstable();
                    next.dedup();
                    Rung {
                        extends: extends
                            .filter(|()| !others.is_empty())
                            .map(|()| others[parent.index(others.len())]),
                        levels,
                        without: without.into_iter().collect(),
                        years,
                        next,
                    }
                },
            )
            .collect()
    })
}

/// The roles as a ladder file, last first, so that parents follow their children.
fn write(rungs: &[Rung]) -> String {
    let mut text =
        String::from("id: x\ntitle: X\nproficiency: [a, b, c, d]\ntracks: { e: E }\nskills:\n");
    for skill in 0..SKILLS {
        writeln!(text, "  s{skill}: {{ title: S{skill} }}").expect("a text grows");
    }
    text.push_str("roles:\n");
    for (position, rung) in rungs.iter().enumerate().rev() {
        writeln!(
            text,
            "  r{position}:\n    title: R\n    track: e\n    grade: 1"
        )
        .expect("a text grows");
        if let Some(parent) = rung.extends {
            writeln!(text, "    extends: r{parent}").expect("a text grows");
        }
        if let Some(years) = rung.years {
            writeln!(text, "    years: {years}").expect("a text grows");
        }
        let list = |items: Vec<String>| items.join(", ");
        let levels = rung
            .levels
            .iter()
            .map(|(skill, level)| format!("s{skill}: {level}"));
        let without = rung.without.iter().map(|skill| format!("s{skill}"));
        let next = rung
            .next
            .iter()
            .map(|role| format!("{{ role: r{role}, kind: lateral }}"));
        writeln!(
            text,
            "    skills: {{ {} }}\n    without: [{}]\n    next: [{}]",
            list(levels.collect()),
            list(without.collect()),
            list(next.collect())
        )
        .expect("a text grows");
    }
    text
}

fn read(text: &str) -> Ladder {
    let text = Text::new("x", text);
    let read =
        load::ladder(&text).and_then(|loaded| check::ladder(&loaded.document, loaded.diagnostics));
    read.unwrap_or_else(|diagnostics| panic!("{diagnostics:?}"))
}

/// The level of each skill and the years, each with the role that states it.
type Asked = (BTreeMap<usize, (usize, usize)>, Option<(u8, usize)>);

/// The requirements of a role by recursion: those of the parent, without `without`, then its own.
fn asked(rungs: &[Rung], role: usize) -> Asked {
    let rung = &rungs[role];
    let (mut levels, mut years) = rung
        .extends
        .map(|parent| asked(rungs, parent))
        .unwrap_or_default();
    for skill in &rung.without {
        levels.remove(skill);
    }
    levels.extend(
        rung.levels
            .iter()
            .map(|(skill, level)| (*skill, (*level, role))),
    );
    if let Some(own) = rung.years {
        years = Some((own, role));
    }
    (levels, years)
}

/// A profile with 4 years of experience; a role or a level that has not begun is dated after today.
fn person(
    ladder: &Ladder,
    present: Option<(usize, bool)>,
    past: &[(usize, bool)],
    stated: &BTreeMap<usize, (usize, bool)>,
    exempt: &BTreeSet<usize>,
) -> Profile {
    let year = |begun: bool| if begun { 2024 } else { 2028 };
    let mut text = String::from("experience: 4\n");
    if let Some((role, begun)) = present {
        writeln!(text, "role: r{role}\nsince: {}", year(begun)).expect("a text grows");
    }
    let past = past.iter().map(|(role, begun)| {
        let year = year(*begun) - 1;
        format!("{{ role: r{role}, from: {year}, to: {year} }}")
    });
    let stated = stated.iter().map(|(skill, (level, begun))| {
        format!("s{skill}: {{ level: {level}, since: {} }}", year(*begun))
    });
    let exempt = exempt.iter().map(|skill| format!("s{skill}: why"));
    let list = |items: Vec<String>| items.join(", ");
    writeln!(
        text,
        "history: [{}]\nskills: {{ {} }}\nnot_applicable: {{ {} }}",
        list(past.collect()),
        list(stated.collect()),
        list(exempt.collect())
    )
    .expect("a text grows");
    let text = Text::new("x", &text);
    let read = load::profile(&text)
        .and_then(|loaded| check::profile(&loaded.document, loaded.diagnostics, ladder));
    read.unwrap_or_else(|diagnostics| panic!("{diagnostics:?}"))
        .profile
}

fn today() -> Day {
    Day::constant(2026, 11, 20)
}

/// A role of a chain of `extends`: the ids that it takes away, and the groups that it states: an id, the members, and
/// whether they stand the other way round.
type GroupRung = (Vec<usize>, Vec<(Option<usize>, usize, bool)>);

/// The pairs of certifications and of skills that groups are made of.
const PAIRS: [&str; 4] = ["c0, c1", "c1, c2", "s0, s1", "s1, s2"];

fn group_rungs() -> impl Strategy<Value = Vec<GroupRung>> {
    let group = (prop::option::of(0..4_usize), 0..PAIRS.len(), any::<bool>());
    let without = prop::collection::btree_set(0..4_usize, 0..2);
    let rung = (without, prop::collection::vec(group, 0..3));
    prop::collection::vec(rung, 1..6).prop_map(|rungs| {
        let rungs = rungs.into_iter().map(|(without, groups)| {
            // A role states a pair and an id once.
            let (mut pairs, mut ids) = (BTreeSet::new(), BTreeSet::new());
            let is_first = |(id, pair, _): &(Option<usize>, usize, bool)| {
                pairs.insert(*pair) && id.is_none_or(|id| ids.insert(id))
            };
            (
                without.into_iter().collect(),
                groups.into_iter().filter(is_first).collect(),
            )
        });
        rungs.collect()
    })
}

/// The same roles without the ids that another pair in force has; and whether there were any.
fn without_shared_ids(mut rungs: Vec<GroupRung>) -> (Vec<GroupRung>, bool) {
    let mut in_force: Vec<(usize, BTreeSet<usize>)> = Vec::new();
    let mut any = false;
    for (without, groups) in &mut rungs {
        in_force.retain(|(_, ids)| !without.iter().any(|id| ids.contains(id)));
        for (id, pair, _) in groups {
            let has = |(_, ids): &&(usize, BTreeSet<usize>)| id.is_some_and(|id| ids.contains(&id));
            if in_force.iter().filter(has).any(|(other, _)| other != pair) {
                *id = None;
                any = true;
            }
            match in_force.iter_mut().find(|(other, _)| other == pair) {
                Some((_, ids)) => ids.extend(*id),
                None => in_force.push((*pair, id.iter().copied().collect())),
            }
        }
    }
    (rungs, any)
}

fn write_groups(rungs: &[GroupRung]) -> String {
    let mut text = String::from(
        "proficiency: [a]\nskills: { s0: {}, s1: {}, s2: {} }\n\
         certifications: { c0: { title: C0 }, c1: { title: C1 }, c2: { title: C2 } }\nroles:\n",
    );
    // Every id is there, so that `without` knows it.
    for id in 0..4 {
        writeln!(
            text,
            "  all{id}: {{ certifications: [{{ id: g{id}, one_of: [c0, c2] }}] }}"
        )
        .expect("a text grows");
    }
    for (position, (without, groups)) in rungs.iter().enumerate() {
        let mut lists = [Vec::new(), Vec::new()];
        for (id, pair, turned) in groups {
            let id = id.map(|id| format!("id: g{id}, ")).unwrap_or_default();
            let mut members: Vec<&str> = PAIRS[*pair].split(", ").collect();
            if *turned {
                members.reverse();
            }
            if *pair < 2 {
                lists[0].push(format!("{{ {id}one_of: [{}] }}", members.join(", ")));
            } else {
                let members = members
                    .iter()
                    .map(|skill| format!("{{ skill: {skill}, level: a }}"));
                let members: Vec<String> = members.collect();
                lists[1].push(format!("{{ {id}of: [{}] }}", members.join(", ")));
            }
        }
        let extends = position
            .checked_sub(1)
            .map(|parent| format!("extends: r{parent}, "));
        let without = without.iter().map(|id| format!("g{id}"));
        writeln!(
            text,
            "  r{position}: {{ {}without: [{}], certifications: [{}], any_of: [{}] }}",
            extends.unwrap_or_default(),
            without.collect::<Vec<_>>().join(", "),
            lists[0].join(", "),
            lists[1].join(", "),
        )
        .expect("a text grows");
    }
    text
}

/// The pairs that are asked for of the last role: a pair is stated from the last role that takes one of its ids away.
fn pairs_asked(rungs: &[GroupRung]) -> BTreeSet<usize> {
    let is_asked = |pair: usize| {
        let ids_between = |from: usize, to: usize| {
            let groups = rungs[from..to].iter().flat_map(|(_, groups)| groups);
            groups
                .filter(move |(_, other, _)| *other == pair)
                .map(|(id, ..)| *id)
        };
        let mut begin = 0;
        for (position, (without, _)) in rungs.iter().enumerate() {
            let mut ids = ids_between(begin, position).flatten();
            if ids.any(|id| without.contains(&id)) {
                begin = position;
            }
        }
        ids_between(begin, rungs.len()).next().is_some()
    };
    (0..PAIRS.len()).filter(|pair| is_asked(*pair)).collect()
}

proptest! {
    /// Groups with the same members are one, and each of the ids that roles give it takes it away.
    #[test]
    fn a_group_goes_by_each_of_its_ids(rungs in group_rungs()) {
        let (rungs, _) = without_shared_ids(rungs);
        let text = write_groups(&rungs);
        let ladder = read(&text);
        let role = ladder.roles().last().expect("a role");
        let required = ladder.requirements(role).required;
        let asked: Vec<usize> = required.iter().filter_map(|requirement| {
            match &requirement.item {
                Item::Certification(group) => group.members.iter().map(|one| one.0).min(),
                Item::AnyOf(group) => group.members.iter().filter_map(|member| match member {
                    Alternative::Skill(skill, _) => Some(2 + skill.0),
                    _ => None,
                }).min(),
                _ => None,
            }
        }).collect();
        let once: BTreeSet<usize> = asked.iter().copied().collect();
        prop_assert_eq!(asked.len(), once.len(), "{}", &text);
        prop_assert_eq!(once, pairs_asked(&rungs), "{}", &text);
    }

    /// An id of two groups in force is an error, and nothing else of these ladders is.
    #[test]
    fn an_id_is_of_one_group(rungs in group_rungs()) {
        let text = write_groups(&rungs);
        let loaded = load::ladder(&Text::new("x", &text)).expect("a ladder");
        let checked = check::ladder(&loaded.document, loaded.diagnostics);
        let (_, is_shared) = without_shared_ids(rungs);
        prop_assert_eq!(checked.is_err(), is_shared, "{}", text);
    }

    #[test]
    fn of_several_levels_the_latest_begun_counts(
        levels in prop::collection::vec((0_u8..4, prop::option::of(2023_i16..2029)), 1..6),
    ) {
        let ladder = read("id: x\ntitle: X\nproficiency: [a, b, c]\ntracks: { t: T }\nskills: { s: { title: S } }\nroles: { r: { title: R, track: t, grade: 1 } }\n");
        let written = levels.iter().map(|(level, year)| {
            let level = if *level == 0 { "none".to_owned() } else { level.to_string() };
            let since = year.map(|year| format!(", since: {year}"));
            format!("{{ level: {level}{} }}", since.unwrap_or_default())
        });
        let text = format!("skills: {{ s: [{}] }}", written.collect::<Vec<_>>().join(", "));
        let loaded = load::profile(&Text::new("x", &text)).expect("a profile");
        let checked = check::profile(&loaded.document, loaded.diagnostics, &ladder);
        let state = PersonState::of(&ladder, &checked.expect("a profile").profile, today());
        let begun = levels.iter().filter(|(_, year)| year.is_none_or(|year| year <= 2026));
        // The last of the greatest years; `None` is less than any year.
        let held = begun.max_by_key(|(_, year)| *year).map(|(level, _)| *level);
        let found = state.skills.values().next().map(|level| level.rank());
        prop_assert_eq!(found.map(u32::from), held.filter(|held| *held > 0).map(u32::from), "{}", text);
    }
}

proptest! {
    #[test]
    fn requirements_are_inherited_along_the_chain(rungs in rungs()) {
        let ladder = read(&write(&rungs));
        for (role, requirements) in ladder.roles().zip(ladder.all_requirements()) {
            let position: usize = ladder[role].id[1..].parse().expect("a number");
            let (levels, years) = asked(&rungs, position);
            let mut found_levels = BTreeMap::new();
            let mut found_years = None;
            for requirement in &requirements.required {
                let ancestor = &ladder[requirement.introduced_by].id;
                let rung: usize = ancestor[1..].parse().expect("a number");
                match requirement.item {
                    Item::Skill(skill, level) => {
                        found_levels.insert(skill.0, (usize::from(level.rank()), rung));
                    }
                    Item::Years(years) => found_years = Some((years.min, rung)),
                    _ => unreachable!("nothing else is asked for"),
                }
            }
            prop_assert_eq!(found_levels, levels);
            prop_assert_eq!(found_years, years.map(|(years, rung)| (f64::from(years), rung)));
            let alone = ladder.requirements(role);
            prop_assert_eq!(format!("{alone:?}"), format!("{requirements:?}"));
        }
    }

    #[test]
    fn readiness_is_the_mean_over_what_is_asked(
        rungs in rungs(),
        has in prop::collection::btree_map(0..SKILLS, 1..=LEVELS, 0..=SKILLS),
        years in 0..12_u8,
    ) {
        let ladder = read(&write(&rungs));
        let mut state = PersonState::unknown(today()).assume(&ladder, &Assumption::Years(f64::from(years)));
        for (skill, level) in &has {
            let skill = ladder.skill(&format!("s{skill}")).expect("a skill");
            let level = ladder.scale.read(&level.to_string());
            state = state.assume(&ladder, &Assumption::Skill(skill, level));
        }
        for role in ladder.roles() {
            let position: usize = ladder[role].id[1..].parse().expect("a number");
            let (levels, asked_years) = asked(&rungs, position);
            let credit = |have: f64, need: f64| (have / need).min(1.0);
            #[expect(clippy::cast_precision_loss, reason = "levels are few")]
            let mut credits: Vec<f64> = levels
                .iter()
                .map(|(skill, (need, _))| {
                    credit(has.get(skill).copied().unwrap_or(0) as f64, *need as f64)
                })
                .collect();
            let asked_years = asked_years.filter(|(need, _)| *need > 0);
            credits.extend(asked_years.map(|(need, _)| credit(f64::from(years), f64::from(need))));
            let answer = query::gaps(&ladder, &state, role, true);
            let readiness = answer.readiness.expect("a person is known");
            prop_assert_eq!(readiness.required, credits.len());
            prop_assert_eq!(readiness.met, credits.iter().filter(|credit| **credit >= 1.0).count());
            #[expect(clippy::cast_precision_loss, reason = "requirements are few")]
            let mean = credits.iter().sum::<f64>() / credits.len() as f64;
            match readiness.ratio {
                None => prop_assert!(credits.is_empty()),
                Some(ratio) => prop_assert!((ratio.0 - mean).abs() < 1e-4),
            }
        }
    }

    /// What a profile says counts, and where it says nothing, what the roles of the person ask for.
    #[test]
    fn the_roles_of_a_person_count_where_the_profile_says_nothing(
        rungs in rungs(),
        present in prop::option::of((any::<prop::sample::Index>(), any::<bool>())),
        past in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 0..3),
        stated in prop::collection::btree_map(0..SKILLS, (1..=LEVELS, any::<bool>()), 0..4),
        exempt in prop::collection::btree_set(0..SKILLS, 0..2),
        baseline in any::<bool>(),
    ) {
        let role = |index: &prop::sample::Index| index.index(rungs.len());
        let present = present.as_ref().map(|(index, begun)| (role(index), *begun));
        let past: Vec<_> = past.iter().map(|(index, begun)| (role(index), *begun)).collect();
        let ladder = read(&write(&rungs));
        let mut profile = person(&ladder, present, &past, &stated, &exempt);
        if !baseline {
            profile.baseline = Baseline::None;
        }
        let state = PersonState::of(&ladder, &profile, today());

        let held = present.iter().chain(&past).filter(|(_, begun)| *begun && baseline);
        let mut from_roles: BTreeMap<usize, usize> = BTreeMap::new();
        for (skill, (level, _)) in held.flat_map(|(role, _)| asked(&rungs, *role).0) {
            let known = from_roles.entry(skill).or_default();
            *known = level.max(*known);
        }
        let counts = |skill: usize| match stated.get(&skill) {
            Some((level, true)) => (*level, false),
            later => {
                let level = from_roles.get(&skill).copied().unwrap_or(0);
                let most = later.map_or(LEVELS, |(later, _)| later - 1);
                (level.min(most), true)
            }
        };
        for role in ladder.roles() {
            let position: usize = ladder[role].id[1..].parse().expect("a number");
            let (levels, years) = asked(&rungs, position);
            let answer = query::gaps(&ladder, &state, role, true);
            let (mut met, mut as_role, mut credit, mut own) = (0, 0, 0.0, 0.0);
            let mut required = 0;
            for (skill, (need, _)) in levels.iter().filter(|(skill, _)| !exempt.contains(skill)) {
                let (level, is_baseline) = counts(*skill);
                #[expect(clippy::cast_precision_loss, reason = "levels are few")]
                let part = (level as f64 / *need as f64).min(1.0);
                required += 1;
                met += usize::from(part >= 1.0);
                as_role += usize::from(part >= 1.0 && is_baseline);
                credit += part;
                own += if is_baseline { 0.0 } else { part };
                let id = format!("s{skill}");
                let gap = answer.gaps.iter().find(|gap| gap.id == *id).expect("a gap");
                let have = match &gap.have {
                    Some(Have::Skill(have)) => usize::from(have.rank),
                    _ => 0,
                };
                prop_assert_eq!(have, level);
                prop_assert_eq!(gap.baseline.is_some(), is_baseline && level > 0);
                if let Some(giver) = &gap.baseline {
                    let giver: usize = giver[1..].parse().expect("a number");
                    prop_assert_eq!(asked(&rungs, giver).0[skill].0, from_roles[skill]);
                }
            }
            if let Some((years, _)) = years.filter(|(years, _)| *years > 0) {
                let part = (4.0 / f64::from(years)).min(1.0);
                required += 1;
                met += usize::from(part >= 1.0);
                credit += part;
                own += part;
            }
            let readiness = answer.readiness.expect("a person is known");
            prop_assert_eq!(readiness.required, required);
            prop_assert_eq!((readiness.met, readiness.baseline), (met, as_role));
            #[expect(clippy::cast_precision_loss, reason = "requirements are few")]
            let near = |found: Option<query::Number>, sum: f64| match found {
                Some(found) => (found.0 - sum / required as f64).abs() < 1e-4,
                None => required == 0,
            };
            prop_assert!(near(readiness.ratio, credit), "{:?} {}", readiness, credit);
            prop_assert!(near(readiness.ratio_without_baseline, own), "{:?} {}", readiness, own);
        }
    }

    /// The date of a first move that practice decides stays where it is, asked on a later day, as far as a day of
    /// the profile or a role of the person says since when each skill is practised.
    #[test]
    fn no_date_recedes_because_a_day_has_passed(
        rungs in rungs(),
        present in any::<prop::sample::Index>(),
        past in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 0..3),
        stated in prop::collection::btree_map(0..SKILLS, (1..=LEVELS, any::<bool>()), 0..4),
        baseline in any::<bool>(),
        days in 1..400_i32,
    ) {
        let role = |index: &prop::sample::Index| index.index(rungs.len());
        let present = role(&present);
        let past: Vec<_> = past.iter().map(|(index, begun)| (role(index), *begun)).collect();
        let practice = "learning: { levels: { a: { practice: 3 }, b: { practice: 2-4 }, c: { practice: 4 }, \
                        d: { practice: 1.5 } } }\nskills:";
        let ladder = read(&write(&rungs).replacen("skills:", practice, 1));
        let mut profile = person(&ladder, Some((present, true)), &past, &stated, &BTreeSet::new());
        if !baseline {
            profile.baseline = Baseline::None;
        }
        let held = past.iter().filter(|(_, begun)| *begun).map(|(role, _)| *role).chain([present]);
        let mut since_known: BTreeSet<usize> = held.flat_map(|role| asked(&rungs, role).0.into_keys()).collect();
        since_known.extend(stated.iter().filter(|(_, (_, begun))| *begun).map(|(skill, _)| *skill));
        // What begins later would change the levels: a role of the history in 2027, the rest in 2028.
        let year = if past.iter().all(|(_, begun)| *begun) { 2027 } else { 2026 };
        let later = today().checked_add(jiff::Span::new().days(days)).expect("a day");
        let later = later.min(Day::constant(year, 12, 31));
        let [one, other] = [today(), later].map(|day| PersonState::of(&ladder, &profile, day));
        for (target, _) in ladder.moves_from(one.role.expect("a role")) {
            let first = |state: &PersonState| {
                let answer = query::path(&ladder, state, &RouteRequest::to(target));
                let route = answer.routes.into_iter().next()?;
                let step = route.moves.into_iter().next()?;
                let open = step.gaps.iter().filter(|gap| gap.kind == RequirementKind::Skill);
                let mut open = open.map(|gap| gap.id[1..].parse::<usize>().expect("a number"));
                let is_dated = open.all(|skill| since_known.contains(&skill));
                (is_dated && step.spent_on == Some(TimeUse::Practice))
                    .then_some((step.step.role, step.earliest, step.latest))
            };
            if let (Some(one), Some(other)) = (first(&one), first(&other))
                && one.0 == other.0
            {
                // What is due on the later day is due on that day.
                let due = |day: Option<SmolStr>| day.max(Some(later.to_smolstr()));
                prop_assert_eq!((due(one.1), due(one.2)), (other.1, other.2));
            }
        }
    }

    /// Overlap is a count of levels; here it is counted level by level.
    #[test]
    fn overlap_is_a_count_of_levels(rungs in rungs()) {
        let ladder = read(&write(&rungs));
        let levels = |id: &str| -> BTreeSet<(usize, usize)> {
            let (skills, _) = asked(&rungs, id[1..].parse().expect("a number"));
            let skills = skills.into_iter();
            skills.flat_map(|(skill, (level, _))| (1..=level).map(move |level| (skill, level))).collect()
        };
        let mut found = BTreeMap::new();
        for role in ladder.roles() {
            let answer = query::like(&ladder, role, RoleFilter::default(), today());
            let own = levels(&answer.like.id);
            prop_assert_eq!(answer.scope.ranked + answer.apart + 1, rungs.len());
            for other in &answer.roles {
                let theirs = levels(&other.role);
                let (shared, either) = (own.intersection(&theirs).count(), own.union(&theirs).count());
                prop_assert!(shared > 0 && other.role != answer.like.id);
                for (overlap, of) in [
                    (other.covers, theirs.len()),
                    (other.covered_by, own.len()),
                    (other.similarity, either),
                ] {
                    prop_assert_eq!((overlap.shared, overlap.of), (shared as u64, of as u64));
                    #[expect(clippy::cast_precision_loss, reason = "levels are few")]
                    let ratio = shared as f64 / of as f64;
                    let told = overlap.ratio.expect("there are levels").0;
                    prop_assert!((0.0..=1.0).contains(&told) && (told - ratio).abs() <= 1e-4);
                    prop_assert_eq!(told >= 1.0, shared == of);
                }
                let climbed = other.missing.iter().map(|skill| {
                    skill.need.rank - skill.have.as_ref().map_or(0, |level| level.rank)
                });
                prop_assert_eq!(climbed.map(usize::from).sum::<usize>(), theirs.len() - shared);
                let carried = other.shared.iter().map(|skill| usize::from(skill.level.rank));
                prop_assert_eq!(carried.sum::<usize>(), shared);
                found.insert((answer.like.id.clone(), other.role.clone()), other.similarity);
            }
            let ratio = |role: &LikeRole| role.similarity.ratio.expect("there are levels").0;
            prop_assert!(answer.roles.is_sorted_by(|one, other| ratio(one) >= ratio(other)));
        }
        for ((one, other), similarity) in &found {
            prop_assert_eq!(Some(similarity), found.get(&(other.clone(), one.clone())));
        }
    }

    /// The assessment of a role among all equals the one of the role alone, and the best are first.
    #[test]
    fn roles_are_ranked_by_readiness(rungs in rungs(), from in any::<prop::sample::Index>(), top in 1..9_usize) {
        let ladder = read(&write(&rungs));
        let from = ladder.roles().nth(from.index(rungs.len())).expect("a role");
        let state = PersonState::meeting(&ladder, from, today());
        let answer = query::matches(&ladder, &state, RoleFilter::default());
        prop_assert_eq!(answer.roles.len(), rungs.len());
        for found in &answer.roles {
            let role = ladder.roles_named(&found.role)[0];
            let alone = query::gaps(&ladder, &state, role, false);
            prop_assert_eq!(found.fit.readiness, alone.readiness);
            prop_assert_eq!(&found.fit.gaps, &alone.gaps);
            prop_assert_eq!(&found.fit.study, &alone.study);
            prop_assert_eq!(found.present, role == from);
        }
        // The fewest moves, by trying all moves as often as there are roles.
        let mut moves: HashMap<_, usize> = [(from, 0)].into();
        for _ in 0..rungs.len() {
            for role in ladder.roles() {
                let Some(before) = moves.get(&role).copied() else { continue };
                for (target, _) in ladder.moves_from(role) {
                    let known = moves.entry(target).or_insert(usize::MAX);
                    *known = (before + 1).min(*known);
                }
            }
        }
        for found in &answer.roles {
            let role = ladder.roles_named(&found.role)[0];
            prop_assert_eq!(found.moves, moves.get(&role).copied());
        }
        // The readiness as it is shown, the moves, what is missing, what is met.
        let key = |role: &MatchedRole| {
            let moves = role.moves.unwrap_or(usize::MAX);
            let Some(readiness) = role.fit.readiness else {
                return (true, 0.0, moves, 0, Reverse(0));
            };
            let percent = readiness.ratio.map_or(-1.0, |ratio| match ratio.0 {
                1.0 => 100.0,
                ratio => (ratio * 100.0).round().min(99.0),
            });
            let missing = readiness.required - readiness.met;
            (percent < 0.0, -percent, moves, missing, Reverse(readiness.met))
        };
        prop_assert!(answer.roles.is_sorted_by_key(key));
        let first = query::matches(&ladder, &state, RoleFilter { track: None, top: Some(top) });
        prop_assert_eq!(first.scope.ranked, rungs.len());
        prop_assert_eq!(&first.roles[..], &answer.roles[..top.min(rungs.len())]);
    }

    /// A comparison shows all requirements of both roles, and is symmetric.
    #[test]
    fn a_comparison_turns_round(rungs in rungs()) {
        let ladder = read(&write(&rungs));
        let unknown = PersonState::unknown(today());
        let compare = |left, right| query::compare(&ladder, &unknown, left, right, &PayFilter::default());
        for (left, right) in ladder.roles().flat_map(|left| ladder.roles().map(move |right| (left, right))) {
            let answer = compare(left, right);
            let of = |id: &str| asked(&rungs, id[1..].parse().expect("a number"));
            let (one, other) = (of(&answer.left.role), of(&answer.right.role));
            for row in &answer.requirements {
                let skill = || row.id[1..].parse::<usize>().expect("a number");
                let rank = |(levels, years): &Asked| match row.kind {
                    RequirementKind::Experience => years.map_or(0, |(years, _)| usize::from(years)),
                    _ => levels.get(&skill()).map_or(0, |(level, _)| *level),
                };
                let expected = match (rank(&one), rank(&other)) {
                    (0, _) => Difference::RightOnly,
                    (_, 0) => Difference::LeftOnly,
                    (one, other) if one > other => Difference::LeftMore,
                    (one, other) if one < other => Difference::RightMore,
                    _ => Difference::Same,
                };
                prop_assert_eq!(row.difference, expected);
            }
            let skills: BTreeSet<_> = one.0.keys().chain(other.0.keys()).collect();
            let years = [one.1, other.1].into_iter().flatten().any(|(years, _)| years > 0);
            prop_assert_eq!(answer.requirements.len(), skills.len() + usize::from(years));
            let turned = compare(right, left);
            let mirror = |difference| match difference {
                Difference::LeftOnly => Difference::RightOnly,
                Difference::LeftMore => Difference::RightMore,
                Difference::RightOnly => Difference::LeftOnly,
                Difference::RightMore => Difference::LeftMore,
                same => same,
            };
            for (row, turned) in answer.requirements.iter().zip(&turned.requirements) {
                prop_assert_eq!(mirror(row.difference), turned.difference);
                prop_assert_eq!((&row.left, &row.right), (&turned.right, &turned.left));
            }
            prop_assert_eq!(answer.between.len(), turned.between.len());
            let targets = |role: &ComparedRole| -> BTreeSet<_> {
                role.next.iter().map(|step| step.role.clone()).collect()
            };
            let mut both = &targets(&answer.left) & &targets(&answer.right);
            both.remove(&answer.left.role);
            both.remove(&answer.right.role);
            let shared: BTreeSet<_> = answer.shared_next.iter().map(|role| role.id.clone()).collect();
            prop_assert_eq!(shared, both);
        }
    }

    /// A person who just meets a role has no gaps to it, and sees every move out of it.
    #[test]
    fn whoever_meets_a_role_lacks_nothing_for_it(rungs in rungs()) {
        let ladder = read(&write(&rungs));
        for role in ladder.roles() {
            let state = PersonState::meeting(&ladder, role, today());
            prop_assert!(!query::gaps(&ladder, &state, role, false).any_open());
            let steps = query::next(&ladder, &state, &PayFilter::default()).steps;
            prop_assert_eq!(steps.len(), ladder.moves_from(role).len());
        }
    }
}
