//! Readiness with weights, alternatives and points, counted by hand over random ladders and persons.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use ladder::{
    check, load,
    model::{Date, Day, Ladder, PastRole, Profile},
    query::{self, Gap, Have, Number, PersonState},
    text::Text,
    vocabulary::{Baseline, RequirementKind, Status},
};
use proptest::prelude::*;

use super::oracle::read;

const SKILLS: usize = 4;
const LEVELS: usize = 3;
const CERTIFICATIONS: usize = 2;
const DEGREES: [&str; 5] = ["none", "associate", "bachelor", "master", "doctorate"];

/// What can be asked for; the order is that of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Skill(usize),
    Certification(usize),
    Years,
    Degree,
}

/// How much of it: a level, years, the height of a degree; of a certification 1.
type Members = BTreeMap<Kind, usize>;

#[derive(Debug, Clone)]
struct Group {
    /// The number in its id, where it has one.
    id: Option<usize>,
    need: usize,
    weight: usize,
    members: Members,
}

#[derive(Debug, Clone)]
struct Points {
    /// Whether they have an id, `g3`.
    named: bool,
    need: usize,
    weight: usize,
    skills: BTreeSet<usize>,
    /// What each level is worth.
    worth: Vec<usize>,
}

#[derive(Debug, Clone)]
struct Rung {
    /// The level and the weight of each skill.
    levels: BTreeMap<usize, (usize, usize)>,
    years: Option<usize>,
    groups: Vec<Group>,
    points: Option<Points>,
    /// The numbers of the groups under `without`, and 3 for the points.
    without: BTreeSet<usize>,
}

#[derive(Debug, Clone)]
struct Person {
    levels: BTreeMap<usize, usize>,
    years: usize,
    degree: usize,
    held: BTreeSet<usize>,
    exempt: BTreeSet<Kind>,
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        4 => (0..SKILLS).prop_map(Kind::Skill),
        1 => (0..CERTIFICATIONS).prop_map(Kind::Certification),
        1 => Just(Kind::Years),
        1 => Just(Kind::Degree),
    ]
}

fn group() -> impl Strategy<Value = Group> {
    let members = prop::collection::btree_map(kind(), 1..=LEVELS, 2..5);
    let id = prop::option::of(0..3_usize);
    (id, any::<prop::sample::Index>(), 1..4_usize, members).prop_map(
        |(id, need, weight, mut members)| {
            for (kind, amount) in &mut members {
                if let Kind::Certification(_) = kind {
                    *amount = 1;
                }
            }
            Group {
                id,
                need: 1 + need.index(members.len()),
                weight,
                members,
            }
        },
    )
}

fn points() -> impl Strategy<Value = Points> {
    let skills = prop::collection::btree_set(0..SKILLS, 1..=SKILLS);
    let worth = prop::collection::vec(0..6_usize, 1..=LEVELS);
    let points = (skills, worth, 1..4_usize, any::<prop::sample::Index>());
    (points, any::<bool>()).prop_map(|((skills, mut worth, weight, need), named)| {
        worth.sort_unstable();
        let top = worth.last_mut().expect("a level");
        *top = (*top).max(1);
        let most = *top * skills.len();
        Points {
            named,
            need: 1 + need.index(most),
            weight,
            skills,
            worth,
        }
    })
}

fn rungs() -> impl Strategy<Value = Vec<Rung>> {
    let levels = prop::collection::btree_map(0..SKILLS, (1..=LEVELS, 1..4_usize), 0..3);
    let rung = (
        levels,
        prop::option::of(1..9_usize),
        prop::collection::vec(group(), 0..3),
        prop::option::of(points()),
        prop::collection::btree_set(0..4_usize, 0..2),
    );
    prop::collection::vec(rung, 1..4).prop_map(|rungs| {
        let rungs = rungs.into_iter();
        let mut above: Vec<Group> = Vec::new();
        let rungs = rungs.map(|(levels, years, groups, points, without)| {
            // No id and no group stands twice in one role.
            let mut own: Vec<Group> = Vec::new();
            for mut group in groups {
                let is_other =
                    |known: &Group| known.id == group.id && known.members != group.members;
                if own.iter().any(|known| known.id == group.id) || above.iter().any(is_other) {
                    group.id = None;
                }
                if own.iter().all(|known| known.members != group.members) {
                    own.push(group);
                }
            }
            above.extend(own.iter().cloned());
            Rung {
                levels,
                years,
                groups: own,
                points,
                without,
            }
        });
        rungs.collect()
    })
}

fn person() -> impl Strategy<Value = Person> {
    let person = (
        prop::collection::btree_map(0..SKILLS, 1..=LEVELS, 0..=SKILLS),
        0..9_usize,
        0..DEGREES.len(),
        prop::collection::btree_set(0..CERTIFICATIONS, 0..=CERTIFICATIONS),
        prop::collection::btree_set(kind(), 0..3),
    );
    person.prop_map(|(levels, years, degree, held, exempt)| Person {
        levels,
        years,
        degree,
        held,
        exempt,
    })
}

/// The ladder's file: each role extends the one before.
fn write(rungs: &[Rung]) -> String {
    let mut text =
        String::from("id: x\ntitle: X\nproficiency: [a, b, c]\ntracks: { e: E }\nskills:\n");
    for skill in 0..SKILLS {
        writeln!(text, "  s{skill}: {{ title: S{skill} }}").expect("a text grows");
    }
    text.push_str("certifications: { c0: { title: C0 }, c1: { title: C1 } }\nroles:\n");
    // The ids of groups have to be known.
    let ids = "any_of: [{ id: g0, of: [{ years: 1 }, { certification: c0 }] }, { id: g1, of: [{ years: 1 }, { certification: c1 }] }, { id: g2, of: [{ years: 2 }, { certification: c0 }] }], points: { id: g3, need: 1, of: { skills: [s0] }, worth: [1] }";
    writeln!(text, "  known: {{ title: K, track: e, grade: 9, {ids} }}").expect("a text grows");
    for (position, rung) in rungs.iter().enumerate() {
        let parent = position
            .checked_sub(1)
            .map(|parent| format!(", extends: r{parent}"));
        let years = rung.years.map(|years| format!(", years: {years}"));
        let levels = rung.levels.iter();
        let levels = levels.map(|(skill, (level, weight))| {
            format!("s{skill}: {{ level: {level}, weight: {weight} }}")
        });
        let groups = rung.groups.iter().map(|group| {
            let id = group
                .id
                .map(|id| format!("id: g{id}, "))
                .unwrap_or_default();
            let of: Vec<String> = group.members.iter().map(member).collect();
            format!(
                "{{ {id}need: {}, weight: {}, of: [{}] }}",
                group.need,
                group.weight,
                of.join(", ")
            )
        });
        let points = rung.points.as_ref().map(|points| {
            let skills: Vec<String> = points
                .skills
                .iter()
                .map(|skill| format!("s{skill}"))
                .collect();
            format!(
                ", points: {{ {}need: {}, weight: {}, of: {{ skills: [{}] }}, worth: {:?} }}",
                if points.named { "id: g3, " } else { "" },
                points.need,
                points.weight,
                skills.join(", "),
                points.worth
            )
        });
        let without: Vec<String> = rung.without.iter().map(|id| format!("g{id}")).collect();
        writeln!(
            text,
            "  r{position}: {{ title: R, track: e, grade: 1{}{}, skills: {{ {} }}, any_of: [{}]{}, without: [{}] }}",
            parent.unwrap_or_default(),
            years.unwrap_or_default(),
            levels.collect::<Vec<_>>().join(", "),
            groups.collect::<Vec<_>>().join(", "),
            points.unwrap_or_default(),
            without.join(", "),
        )
        .expect("a text grows");
    }
    text
}

fn member((kind, amount): (&Kind, &usize)) -> String {
    match kind {
        Kind::Skill(skill) => format!("{{ skill: s{skill}, level: {amount} }}"),
        Kind::Certification(certification) => format!("{{ certification: c{certification} }}"),
        Kind::Years => format!("{{ years: {amount} }}"),
        Kind::Degree => format!("{{ education: {{ degree: {} }} }}", DEGREES[*amount]),
    }
}

impl Person {
    fn profile(&self, ladder: &Ladder) -> Profile {
        let list = |items: Vec<String>| items.join(", ");
        let levels = self.levels.iter();
        let held = self.held.iter().map(|number| format!("c{number}"));
        let exempt = self.exempt.iter().map(|kind| match kind {
            Kind::Skill(skill) => format!("s{skill}: why"),
            Kind::Certification(certification) => format!("c{certification}: why"),
            Kind::Years => "years: why".to_owned(),
            Kind::Degree => "education: why".to_owned(),
        });
        let text = format!(
            "experience: {}\neducation: {{ degree: {} }}\nskills: {{ {} }}\ncertifications: [{}]\nnot_applicable: {{ {} }}\n",
            self.years,
            DEGREES[self.degree],
            list(
                levels
                    .map(|(skill, level)| format!("s{skill}: {level}"))
                    .collect()
            ),
            list(held.collect()),
            list(exempt.collect()),
        );
        let text = Text::new("x", &text);
        let read = load::profile(&text)
            .and_then(|loaded| check::profile(&loaded.document, loaded.diagnostics, ladder));
        read.unwrap_or_else(|diagnostics| panic!("{diagnostics:?}"))
            .profile
    }

    /// How much of something the person has, from 0 to 1.
    fn part(&self, kind: Kind, amount: usize) -> f64 {
        let whole = |is: bool| if is { 1.0 } else { 0.0 };
        match kind {
            Kind::Skill(skill) => share(self.levels.get(&skill).copied().unwrap_or(0), amount),
            Kind::Certification(certification) => whole(self.held.contains(&certification)),
            Kind::Years => share(self.years, amount),
            Kind::Degree => whole(self.degree >= amount),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "the numbers are small")]
fn share(have: usize, need: usize) -> f64 {
    (have as f64 / need as f64).min(1.0)
}

/// What a role asks for: of several groups with the same members the largest need, with the weight that belongs to it.
fn effective(rungs: &[Rung]) -> Rung {
    let mut all = Rung {
        levels: BTreeMap::new(),
        years: None,
        groups: Vec::new(),
        points: None,
        without: BTreeSet::new(),
    };
    for rung in rungs {
        all.groups
            .retain(|group| group.id.is_none_or(|id| !rung.without.contains(&id)));
        all.levels.extend(rung.levels.clone());
        all.years = rung.years.or(all.years);
        let is_kept = |points: &Points| !points.named || !rung.without.contains(&3);
        all.points = rung.points.clone().or(all.points.filter(is_kept));
        for group in &rung.groups {
            match all
                .groups
                .iter_mut()
                .find(|known| known.members == group.members)
            {
                Some(known) => {
                    let id = known.id.or(group.id);
                    if group.need > known.need {
                        *known = group.clone();
                    }
                    known.id = id;
                }
                None => all.groups.push(group.clone()),
            }
        }
    }
    all
}

/// The weight of each requirement that applies, and how much of it is met.
fn parts(asked: &Rung, person: &Person) -> Vec<(usize, f64)> {
    let applies = |kind: &Kind| !person.exempt.contains(kind);
    let mut parts = Vec::new();
    for (skill, (level, weight)) in &asked.levels {
        let kind = Kind::Skill(*skill);
        if applies(&kind) {
            parts.push((*weight, person.part(kind, *level)));
        }
    }
    if let Some(years) = asked.years.filter(|_| applies(&Kind::Years)) {
        parts.push((1, person.part(Kind::Years, years)));
    }
    for group in &asked.groups {
        if !group.members.keys().any(applies) {
            continue;
        }
        // The best of all choices of so many members.
        let members: Vec<(&Kind, &usize)> = group.members.iter().collect();
        let best = (0..1_usize << members.len())
            .filter(|choice| choice.count_ones() as usize == group.need)
            .map(|choice| {
                let chosen = members.iter().enumerate();
                let chosen = chosen.filter(|(position, _)| choice >> position & 1 == 1);
                chosen
                    .map(|(_, (kind, amount))| person.part(**kind, **amount))
                    .sum::<f64>()
            })
            .fold(0.0, f64::max);
        #[expect(clippy::cast_precision_loss, reason = "the numbers are small")]
        parts.push((group.weight, best / group.need as f64));
    }
    if let Some(points) = &asked.points
        && points
            .skills
            .iter()
            .any(|skill| applies(&Kind::Skill(*skill)))
    {
        parts.push((
            points.weight,
            share(sum(points, &person.levels), points.need),
        ));
    }
    parts
}

/// The points of these levels.
fn sum(points: &Points, levels: &BTreeMap<usize, usize>) -> usize {
    let worth = |skill: &usize| match levels.get(skill) {
        Some(level) => points.worth[(level - 1).min(points.worth.len() - 1)],
        None => 0,
    };
    points.skills.iter().map(worth).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn readiness_is_the_weighted_mean_of_what_is_met(rungs in rungs(), person in person()) {
        let ladder = read(&write(&rungs));
        let state = PersonState::of(&ladder, &person.profile(&ladder), Day::constant(2026, 11, 20));
        for position in 0..rungs.len() {
            let role = *ladder.roles_named(&format!("r{position}")).first().expect("a role");
            let asked = effective(&rungs[..=position]);
            let parts = parts(&asked, &person);
            let answer = query::gaps(&ladder, &state, role, true);
            let readiness = answer.readiness.expect("a person");
            prop_assert_eq!(readiness.required, parts.len());
            prop_assert_eq!(readiness.met, parts.iter().filter(|(_, part)| *part >= 1.0).count());
            let weights: usize = parts.iter().map(|(weight, _)| weight).sum();
            #[expect(clippy::cast_precision_loss, reason = "the numbers are small")]
            let mean = || parts.iter().map(|(weight, part)| *weight as f64 * part).sum::<f64>() / weights as f64;
            match readiness.ratio {
                Some(ratio) => prop_assert!((ratio.0 - mean()).abs() < 1e-4, "{ratio} {}", mean()),
                None => prop_assert!(parts.is_empty()),
            }
            let open = answer.gaps.iter().filter(|gap| gap.status.is_open());
            let open: Vec<&Gap> = open.collect();
            for pair in open.windows(2) {
                prop_assert!(closing(pair[0]) >= closing(pair[1]) - 1e-9);
            }
            if let Some(points) = &asked.points {
                raises(&answer.gaps, points, &person)?;
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn readiness_without_roles_is_that_of_no_baseline(
        rungs in rungs(),
        person in person(),
        held in prop::collection::vec(any::<prop::sample::Index>(), 1..3),
    ) {
        let ladder = read(&write(&rungs));
        let role = |position: usize| *ladder.roles_named(&format!("r{position}")).first().expect("a role");
        let mut profile = person.profile(&ladder);
        profile.role = held.first().map(|index| role(index.index(rungs.len())));
        profile.history = held[1..]
            .iter()
            .map(|index| PastRole {
                role: role(index.index(rungs.len())),
                from: Date::parse("2020").expect("a date"),
                to: None,
            })
            .collect();
        let day = Day::constant(2026, 11, 20);
        let state = PersonState::of(&ladder, &profile, day);
        profile.baseline = Baseline::None;
        let stated = PersonState::of(&ladder, &profile, day);
        for position in 0..rungs.len() {
            let of = |state| query::gaps(&ladder, state, role(position), true);
            let (answer, expected) = (of(&state), of(&stated));
            let readiness = answer.readiness.expect("a person");
            let expected = expected.readiness.expect("a person");
            prop_assert_eq!(readiness.ratio_without_baseline, expected.ratio);
            prop_assert_eq!(readiness.met - readiness.baseline, expected.met);
            prop_assert!(readiness.ratio >= expected.ratio);
        }
    }
}

/// What closing a gap would add to the weighted sum.
fn closing(gap: &Gap) -> f64 {
    let credit = |gap: &Gap| -> f64 {
        match (&gap.need, &gap.have) {
            (query::Need::Skill(need), Some(Have::Skill(have))) => {
                share(have.rank.into(), need.rank.into())
            }
            (query::Need::Experience { years, .. }, Some(Have::Experience { years: have })) => {
                (have.0 / years.0).min(1.0)
            }
            (query::Need::Points { points, .. }, Some(Have::Points { points: have })) => {
                (have.0 / points.0).min(1.0)
            }
            _ => 0.0,
        }
    };
    let part = match &gap.need {
        query::Need::AnyOf { need, .. } => {
            let met = |one: &Gap| {
                matches!((&one.need, &one.have),
                (query::Need::Education(asked), Some(Have::Education { degree, .. })) if *degree >= asked.degree)
                    || one.have.is_some() && one.kind == RequirementKind::Certification
            };
            let members = gap.alternatives.iter();
            let mut credits: Vec<f64> = members
                .map(|one| if met(one) { 1.0 } else { credit(one) })
                .collect();
            credits.sort_by(|one, other| other.total_cmp(one));
            #[expect(clippy::cast_precision_loss, reason = "the numbers are small")]
            let all = *need as f64;
            credits.iter().take(*need).sum::<f64>() / all
        }
        _ => credit(gap),
    };
    gap.origin.weight.0 * (1.0 - part)
}

/// The points that are missing, and the raises: those of every level that is tried.
fn raises(gaps: &[Gap], points: &Points, person: &Person) -> Result<(), TestCaseError> {
    let gap = gaps
        .iter()
        .find(|gap| gap.kind == RequirementKind::Points)
        .expect("points");
    if gap.status == Status::NotApplicable {
        return Ok(());
    }
    let have = sum(points, &person.levels);
    let found = gap.points.as_ref().expect("points");
    #[expect(clippy::cast_precision_loss, reason = "the numbers are small")]
    let number = |number: usize| Number(number as f64);
    prop_assert_eq!(found.missing, number(points.need.saturating_sub(have)));
    // What is required by itself, and open; it is told of points that are missing.
    let required = |skill: usize| {
        if !gap.status.is_open() {
            return 0;
        }
        let id = format!("s{skill}");
        let mut open = gaps.iter().filter(|gap| gap.status.is_open());
        let ranks = open.by_ref().filter_map(|gap| match &gap.need {
            query::Need::Skill(level) if gap.id == id => Some(usize::from(level.rank)),
            _ => None,
        });
        ranks.max().unwrap_or(0)
    };
    let (mut expected, mut anyway): (Vec<(usize, usize, usize)>, Vec<_>) = (Vec::new(), Vec::new());
    for skill in points
        .skills
        .iter()
        .filter(|skill| !person.exempt.contains(&Kind::Skill(**skill)))
    {
        let own = person.levels.get(skill).copied().unwrap_or(0);
        let then = own.max(required(*skill));
        let with = |level: usize| {
            let mut levels = person.levels.clone();
            if level > 0 {
                levels.insert(*skill, level);
            }
            sum(points, &levels)
        };
        let raised = (then + 1..=LEVELS).find_map(|level| {
            let gain = with(level) - with(then);
            (gain > 0).then_some((*skill, level, gain))
        });
        expected.extend(raised);
        if with(then) > have {
            anyway.push((*skill, then, with(then) - have));
        }
    }
    let by_required: usize = anyway.iter().map(|(.., gain)| gain).sum();
    prop_assert_eq!(found.by_required, number(by_required));
    prop_assert_eq!(
        found.to_choose,
        number(points.need.saturating_sub(have + by_required))
    );
    for raises in [&mut expected, &mut anyway] {
        raises.sort_by_key(|(skill, _, gain)| (std::cmp::Reverse(*gain), *skill));
    }
    expected.extend(anyway);
    prop_assert_eq!(found.raises.len(), expected.len());
    for (raise, (skill, level, gain)) in found.raises.iter().zip(expected) {
        prop_assert_eq!(&raise.named.id, &format!("s{skill}"));
        prop_assert_eq!(
            (usize::from(raise.to.rank), raise.gain),
            (level, number(gain))
        );
    }
    Ok(())
}
