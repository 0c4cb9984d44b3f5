//! Random ladders and persons, and every simple route with its cost, computed in years and hours.

mod alternatives;

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    ops::Range,
    sync::Arc,
};

use ladder::{
    check, load,
    model::{Day, EarnedDegree, Figure, Ladder, Learning, RoleIndex, SkillIndex, Span, StepTime},
    query::{PersonState, Route},
    text::Text,
    vocabulary::{Criterion, Degree},
};
use proptest::prelude::*;

pub use alternatives::{Asked, Pool};

use alternatives::{Preferred, Reached, asked, pool, preferred};

pub const SKILLS: usize = 3;
pub const LEVELS: usize = 3;
pub const CERTIFICATIONS: usize = 4;
const DEGREES: [&str; 4] = ["associate", "bachelor", "master", "doctorate"];
const FIELDS: [&str; 2] = ["x", "y"];
const LEVEL_NAMES: [&str; LEVELS] = ["a", "b", "c"];
/// The certification that is retired, and the one that replaces it.
const RETIRED: usize = 3;
const SUCCESSOR: usize = 2;

/// The hours that a level states itself.
#[derive(Debug, Clone, Copy)]
pub enum StudyStep {
    Unknown,
    Own(u8, u8),
    /// A resource, which may teach several skills, and what it takes more here.
    Shared(u8, Parts),
}

/// The least of a time, and how much more it can be, in parts.
type Parts = (u8, u8);

/// Stands for no limit in `Parts`.
const OPEN: u8 = u8::MAX;

/// Hours and practice of a level.
type Usual = (Option<Parts>, Option<Parts>);

#[derive(Debug, Clone)]
pub struct TestRole {
    /// In halves.
    pub years: Option<u8>,
    pub levels: [u8; SKILLS],
    pub pay: Option<u8>,
    pub entry: bool,
    pub groups: Vec<Vec<usize>>,
    /// A degree, and the fields that count.
    pub education: Option<(usize, Vec<usize>)>,
    /// Groups of alternatives, and points.
    pub asked: Asked,
    /// How much each skill counts; that changes no route.
    pub weight: u8,
}

impl TestRole {
    /// Whether the role asks for anything.
    fn asks(&self) -> bool {
        self.years.is_some_and(|years| years > 0)
            || self.levels != [0; SKILLS]
            || !self.groups.is_empty()
            || self.education.is_some()
            || !self.asked.groups.is_empty()
            || self.asked.points.is_some()
    }
}

#[derive(Debug, Clone)]
pub struct TestMove {
    pub from: usize,
    pub to: usize,
    /// In halves, and whether the most has no limit.
    pub after: Option<(u8, u8, bool)>,
    /// In tenths.
    pub share: Option<u8>,
    pub gate: bool,
}

#[derive(Debug, Clone)]
pub struct TestCase {
    pub roles: Vec<TestRole>,
    pub moves: Vec<TestMove>,
    pub study_steps: [[StudyStep; LEVELS]; SKILLS],
    /// In quarters of a year.
    pub practice: [[Option<Parts>; LEVELS]; SKILLS],
    /// Of the ladder: for the category of the first skill, and for all.
    pub category: [Usual; LEVELS],
    pub usual: [Usual; LEVELS],
    /// Whether these are estimates.
    pub estimated: bool,
    pub certifications: [Option<Parts>; CERTIFICATIONS],
    pub usual_certification: Option<Parts>,
    /// In halves of a year.
    pub degrees: [Option<Parts>; DEGREES.len()],
    pub pool: Pool,
    pub person: Person,
    pub target: usize,
    /// What unknown parts take instead.
    pub fill: Option<Fill>,
}

/// What an unknown part takes.
#[derive(Debug, Clone, Copy)]
pub struct Fill {
    years: f64,
    hours: f64,
}

#[derive(Debug, Clone, Default)]
pub struct Person {
    pub role: Option<usize>,
    /// Months.
    pub served: Option<u8>,
    pub experience: Option<u8>,
    pub levels: [u8; SKILLS],
    /// Months of practice at the level.
    pub practising: [Option<u8>; SKILLS],
    /// Hours done towards the next level.
    pub done: [u8; SKILLS],
    pub pace: Option<u8>,
    pub held: Vec<usize>,
    pub degree: Option<(usize, Option<usize>)>,
    /// The person's own pace of learning.
    pub usual: [Usual; LEVELS],
    pub no_estimates: bool,
    pub preferred: Option<Preferred>,
}

/// The prerequisites of each skill; they do not make a route longer.
pub const NEEDS: [&str; SKILLS] = ["s2", "", "s1"];

/// The ids are in another order than the file.
pub fn id(role: usize) -> String {
    format!("r{}", (role * 5 + 3) % 11)
}

/// Hours of the resources.
const RESOURCES: [(f64, f64); 2] = [(40.0, 60.0), (156.0, 156.0)];

fn study_step() -> impl Strategy<Value = StudyStep> {
    prop_oneof![
        Just(StudyStep::Unknown),
        (0..5_u8, 0..3_u8).prop_map(|(low, more)| StudyStep::Own(low, more)),
        (0..2_u8, (0..3_u8, 0..3_u8)).prop_map(|(number, more)| StudyStep::Shared(number, more)),
    ]
}

/// A time that is stated as often as this.
fn parts(stated: f64) -> impl Strategy<Value = Option<Parts>> {
    prop::option::weighted(stated, (0..6_u8, 0..3_u8))
}

/// The same, some without a limit.
fn open_parts(stated: f64) -> impl Strategy<Value = Option<Parts>> {
    let more = (0..30_u8).prop_map(|more| if more < 27 { more % 3 } else { OPEN });
    prop::option::weighted(stated, (0..6_u8, more))
}

fn usual(stated: f64) -> impl Strategy<Value = [Usual; LEVELS]> {
    prop::array::uniform3((parts(stated), open_parts(stated)))
}

fn role() -> impl Strategy<Value = TestRole> {
    let group = prop::collection::btree_set(0..CERTIFICATIONS, 1..3);
    let group = group.prop_map(|group| group.into_iter().collect::<Vec<_>>());
    let fields = prop::collection::btree_set(0..FIELDS.len(), 0..=2);
    let fields = fields.prop_map(|fields| fields.into_iter().collect::<Vec<_>>());
    (
        prop::option::of(0..14_u8),
        prop::array::uniform3(0..=3_u8),
        prop::option::weighted(0.85, 1..9_u8),
        any::<bool>(),
        prop::collection::vec(group, 0..3),
        prop::option::weighted(0.4, (0..DEGREES.len(), fields)),
        asked(),
        1..4_u8,
    )
        .prop_map(
            |(years, levels, pay, entry, groups, education, asked, weight)| {
                let mut distinct: Vec<Vec<usize>> = Vec::new();
                for group in groups {
                    if !distinct.contains(&group) {
                        distinct.push(group);
                    }
                }
                TestRole {
                    years,
                    levels,
                    pay,
                    entry,
                    groups: distinct,
                    education,
                    asked,
                    weight,
                }
            },
        )
}

fn person() -> impl Strategy<Value = (Person, Option<prop::sample::Index>)> {
    let own = (
        prop::option::of(0..40_u8),
        prop::option::weighted(0.9, 0..100_u8),
        prop::array::uniform3(0..=3_u8),
        prop::array::uniform3(prop::option::of(0..30_u8)),
        prop::array::uniform3(0..60_u8),
        prop::option::weighted(0.9, 1..9_u8),
    );
    let more = (
        prop::collection::btree_set(0..CERTIFICATIONS, 0..2),
        prop::option::of((0..DEGREES.len(), prop::option::of(0..FIELDS.len()))),
        usual(0.1),
        prop::bool::weighted(0.2),
        preferred(),
    );
    let role = prop::option::weighted(0.85, any::<prop::sample::Index>());
    (own, more, role).prop_map(|(own, more, role)| {
        let (served, experience, levels, practising, done, pace) = own;
        let (held, degree, usual, no_estimates, preferred) = more;
        let person = Person {
            role: None,
            served,
            experience,
            levels,
            practising,
            done,
            pace,
            held: held.into_iter().collect(),
            degree,
            usual,
            no_estimates,
            preferred,
        };
        (person, role)
    })
}

pub fn cases() -> impl Strategy<Value = TestCase> {
    let step = (
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        prop::option::of((0..4_u8, 0..3_u8, prop::bool::weighted(0.1))),
        prop::option::weighted(0.8, 0..=10_u8),
        prop::bool::weighted(0.05),
    );
    let times = (
        prop::array::uniform3(prop::array::uniform3(study_step())),
        prop::array::uniform3(prop::array::uniform3(open_parts(0.4))),
        usual(0.3),
        usual(0.7),
        any::<bool>(),
    );
    let others = (
        prop::array::uniform4(parts(0.6)),
        parts(0.6),
        prop::array::uniform4(parts(0.8)),
        pool(),
    );
    (
        prop::collection::vec(role(), 2..8),
        prop::collection::vec(step, 0..22),
        times,
        others,
        person(),
        any::<prop::sample::Index>(),
    )
        .prop_map(|(roles, steps, times, others, person, target)| {
            let count = roles.len();
            let mut moves: Vec<TestMove> = Vec::new();
            for (from, to, after, share, gate) in steps {
                let (from, to) = (from.index(count), to.index(count));
                let mut known = moves.iter();
                if !known.any(|known| (known.from, known.to) == (from, to)) {
                    moves.push(TestMove {
                        from,
                        to,
                        after,
                        share,
                        gate,
                    });
                }
            }
            let (study_steps, practice, category, usual, estimated) = times;
            let (certifications, usual_certification, degrees, pool) = others;
            let (person, role) = person;
            TestCase {
                roles,
                moves,
                study_steps,
                practice,
                category,
                usual,
                estimated,
                certifications,
                usual_certification,
                degrees,
                pool,
                person: Person {
                    role: role.map(|role| role.index(count)),
                    ..person
                },
                target: target.index(count),
                fill: None,
            }
        })
}

/// The least and the most of a time in parts of this size.
fn span(parts: Parts, size: f64) -> (f64, f64) {
    let least = f64::from(parts.0) * size;
    match parts.1 {
        OPEN => (least, NO_LIMIT),
        more => (least, least + f64::from(more) * size),
    }
}

const HOURS: f64 = 13.0;
const QUARTER: f64 = 0.25;
const HALF: f64 = 0.5;

fn written(parts: Parts, size: f64) -> String {
    let (least, most) = span(parts, size);
    match parts.1 {
        OPEN => format!("{least}+"),
        _ => format!("{least}-{most}"),
    }
}

fn usual_levels(usual: &[Usual; LEVELS]) -> String {
    let levels = usual
        .iter()
        .zip(LEVEL_NAMES)
        .map(|((hours, practice), level)| {
            let hours = hours.map(|hours| format!("hours: {}", written(hours, HOURS)));
            let practice =
                practice.map(|practice| format!("practice: {}", written(practice, QUARTER)));
            let stated: Vec<String> = hours.into_iter().chain(practice).collect();
            (!stated.is_empty()).then(|| format!("{level}: {{ {} }}", stated.join(", ")))
        });
    levels.flatten().collect::<Vec<_>>().join(", ")
}

impl TestCase {
    pub fn ladder(&self) -> String {
        let mut text = format!(
            "id: x\ntitle: X\nmarket: {{ currency: USD }}\nproficiency: [a, b, c]\ntracks: {{ e: E }}\n\
             sources: {{ pace: {{ title: P, estimate: {} }}, real: {{ title: Q }} }}\n",
            self.estimated
        );
        let degrees = DEGREES.iter().enumerate().filter_map(|(number, degree)| {
            let filled = self.fill.filter(|_| self.degree(number).is_none());
            let filled = filled.map(|fill| format!("{{ value: {}, source: real }}", fill.years));
            let years = || Some(written(self.degrees[number]?, HALF));
            let years = filled.or_else(years)?;
            Some(format!("{degree}: {{ years: {years} }}"))
        });
        let degrees: Vec<String> = degrees.collect();
        writeln!(
            text,
            "learning:\n  levels: {{ {} }}\n  categories: {{ c: {{ {} }} }}\n  degrees: {{ {} }}\n  source: pace",
            usual_levels(&self.usual),
            usual_levels(&self.category),
            degrees.join(", "),
        )
        .expect("a text grows");
        if let Some(hours) = self.usual_certification {
            let hours = written(hours, HOURS);
            writeln!(text, "  certifications: {{ hours: {hours} }}").expect("a text grows");
        }
        text.push_str("certifications:\n");
        for (number, hours) in self.certifications.iter().enumerate() {
            let filled = self.fill.filter(|_| self.certification(number).is_none());
            let filled = filled.map(|fill| fill.hours.to_string());
            let hours = filled.or(hours.map(|hours| written(hours, HOURS)));
            let hours = hours.map(|hours| format!(", hours: {hours}"));
            let retired = format!(", retired: 2020-01-01, replaced_by: [k{SUCCESSOR}]");
            writeln!(
                text,
                "  k{number}: {{ title: K{number}{}{} }}",
                hours.unwrap_or_default(),
                if number == RETIRED {
                    retired.as_str()
                } else {
                    ""
                }
            )
            .expect("a text grows");
        }
        text.push_str("skills:\n");
        for skill in 0..SKILLS {
            self.write_skill(&mut text, skill);
        }
        text.push_str("roles:\n");
        for position in 0..self.roles.len() {
            self.write_role(&mut text, position);
        }
        text
    }

    fn write_skill(&self, text: &mut String, skill: usize) {
        let mut hours = Vec::new();
        let mut resources = Vec::new();
        for (study_step, level) in self.study_steps[skill].iter().zip(1..) {
            match study_step {
                StudyStep::Unknown => {
                    let [is_left_out, _] = self.left_out(skill, level - 1);
                    let filled = self.fill.filter(|_| is_left_out);
                    hours.extend(filled.map(|fill| format!("{level}: {}", fill.hours)));
                }
                StudyStep::Own(low, more) => {
                    let (low, high) = own_hours(*low, *more);
                    hours.push(format!("{level}: {low}-{high}"));
                }
                StudyStep::Shared(resource, more) => {
                    let (low, high) = shared_hours(*resource, *more);
                    // A longer one beside it is never taken.
                    resources.push(format!(
                        "{{ title: R{resource}, level: {level}, hours: {low}-{high} }}, \
                         {{ title: L{skill}, level: {level}, hours: 900 }}"
                    ));
                }
            }
        }
        let practice = self.practice[skill].iter().enumerate();
        let practice = practice.filter_map(|(level, practice)| {
            let (study, known, _) = self.step(skill, level);
            let [_, is_left_out] = self.left_out(skill, level);
            let is_unknown = is_left_out || study.is_none() && known.is_none();
            let filled = self.fill.filter(|_| is_unknown);
            let filled = filled.map(|fill| fill.years.to_string());
            let practice = filled.or(practice.map(|practice| written(practice, QUARTER)));
            Some(format!("{}: {}", level + 1, practice?))
        });
        let practice: Vec<String> = practice.collect();
        writeln!(
            text,
            "  s{skill}: {{ title: S{skill}{}, needs: [{}], hours: {{ {} }}, practice: {{ {} }}, resources: [{}] }}",
            if skill == 0 { ", category: c" } else { "" },
            NEEDS[skill],
            hours.join(", "),
            practice.join(", "),
            resources.join(", "),
        )
        .expect("a text grows");
    }

    fn write_role(&self, text: &mut String, position: usize) {
        let role = &self.roles[position];
        let id_of = |member: &usize| format!("k{member}");
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
        if let Some((degree, fields)) = &role.education {
            let fields: Vec<&str> = fields.iter().map(|field| FIELDS[*field]).collect();
            let (degree, fields) = (DEGREES[*degree], fields.join(", "));
            writeln!(
                text,
                "    education: {{ degree: {degree}, fields: [{fields}] }},"
            )
            .expect("a text grows");
        }
        let groups = role.groups.iter().map(|group| match group.as_slice() {
            [only] => id_of(only),
            members => {
                let members: Vec<String> = members.iter().map(id_of).collect();
                format!("{{ one_of: [{}] }}", members.join(", "))
            }
        });
        let groups: Vec<String> = groups.collect();
        if !groups.is_empty() {
            let groups = groups.join(", ");
            writeln!(text, "    certifications: [{groups}],").expect("a text grows");
        }
        self.pool.write(text, &role.asked);
        if let Some(pay) = role.pay {
            let mid = u32::from(pay) * 10_000;
            let pay = if pay % 3 == 0 {
                let month = f64::from(mid) / 12.0;
                format!("{{ mid: {month}, per: month, basis: base }}")
            } else if pay % 2 == 0 {
                let (low, high) = (mid - 5001, mid + 5000);
                format!("{{ low: {low}.25, high: {high}.75, basis: base }}")
            } else {
                format!("[{{ mid: 1, basis: total }}, {{ mid: {mid}, basis: base }}]")
            };
            writeln!(text, "    pay: {pay},").expect("a text grows");
        }
        let levels = role.levels.iter().enumerate();
        let levels = levels.filter(|(_, level)| **level > 0);
        let levels: Vec<String> = levels
            .map(|(skill, level)| match role.weight {
                1 => format!("s{skill}: {level}"),
                weight => format!("s{skill}: {{ level: {level}, weight: {weight} }}"),
            })
            .collect();
        let moves = self.moves.iter().filter(|step| step.from == position);
        let moves: Vec<String> = moves.map(|step| self.written_move(step)).collect();
        writeln!(
            text,
            "    skills: {{ {} }}, next: [{}] }}",
            levels.join(", "),
            moves.join(", ")
        )
        .expect("a text grows");
    }

    fn written_move(&self, step: &TestMove) -> String {
        let is_unknown = step.gate || step.after.is_none() && !self.roles[step.to].asks();
        let least = step.after.map_or(0.0, |(low, ..)| f64::from(low) * HALF);
        let filled = self.fill.filter(|_| is_unknown);
        let filled = filled.map(|fill| fill.years.max(least).to_string());
        let after = filled.or(step.after.map(|(low, more, open)| {
            if open {
                format!("{least}+")
            } else {
                written((low, more), HALF)
            }
        }));
        let after = after.map(|after| format!(", after: {after}"));
        let share = step.share;
        let share = share.map(|share| format!(", share: {}", f64::from(share) / 10.0));
        let gate = step.gate && self.fill.is_none();
        format!(
            "{{ role: {}, kind: lateral{}{}{} }}",
            id(step.to),
            after.unwrap_or_default(),
            share.unwrap_or_default(),
            if gate { ", gate: an exam" } else { "" }
        )
    }

    pub fn state(&self, ladder: &Ladder) -> PersonState {
        let person = &self.person;
        let mut state = PersonState::unknown(Day::constant(2026, 11, 20));
        state.known = true;
        state.role = person.role.map(RoleIndex::new);
        state.served = person.served.map(|months| f64::from(months) / 12.0);
        state.years = person.experience.map(|months| f64::from(months) / 12.0);
        state.hours_per_week = person.pace.map(f64::from);
        state.no_estimates = person.no_estimates;
        let preferred = person.preferred.into_iter();
        state.preferred = preferred.map(Preferred::subject).collect();
        for (skill, level) in person.levels.iter().enumerate() {
            let index = SkillIndex(skill);
            if let Some(level) = ladder.scale.level(*level) {
                state.skills.insert(index, level);
            }
            let months = person.practising[skill];
            let since = months.map(|months| (index, f64::from(months) / 12.0));
            state.practising_since.extend(since);
            state
                .hours_done
                .insert(index, f64::from(person.done[skill]));
        }
        for number in &person.held {
            let held = ladder.certification(&format!("k{number}"));
            state
                .certifications
                .insert(held.expect("one of them"), None);
        }
        if let Some((degree, field)) = person.degree {
            state.degrees.push(EarnedDegree {
                degree: degree_of(degree),
                field: field.map(|field| FIELDS[field].into()),
                earned: None,
            });
        }
        let figure = |(min, max): (f64, f64)| Figure {
            value: Span {
                min,
                max: if max < NO_LIMIT { max } else { f64::INFINITY },
            },
            source: None,
        };
        let levels = person.usual.iter().zip(LEVEL_NAMES);
        let levels = levels.map(|((hours, practice), name)| {
            let step = StepTime {
                hours: hours.map(|hours| figure(span(hours, HOURS))),
                practice: practice.map(|practice| figure(span(practice, QUARTER))),
            };
            (name.into(), step)
        });
        state.learning = Some(Arc::new(Learning {
            levels: levels.collect(),
            ..Learning::default()
        }));
        state.with_resources_done(ladder)
    }

    /// The same ladder where each group has one certification and nothing else is to choose, so that what is
    /// unknown has no other way.
    pub fn with_one_way(mut self) -> Self {
        for role in &mut self.roles {
            role.asked = Asked::default();
            role.groups.iter_mut().for_each(|group| group.truncate(1));
            role.groups.dedup();
        }
        self
    }

    /// The same ladder where every unknown part takes so many years.
    pub fn with_unknown_parts(&self, years: f64) -> Self {
        let mut case = self.clone();
        let pace = *case.person.pace.get_or_insert(4);
        let fill = Fill {
            years,
            hours: years * 52.0 * f64::from(pace),
        };
        case.person.experience.get_or_insert(0);
        case.fill = Some(fill);
        case
    }

    /// The same ladder and person without estimates.
    pub fn without_estimates(&self) -> Self {
        let mut case = self.clone();
        case.person.no_estimates = true;
        case
    }

    /// The same ladder and person where every estimate is ten times as long.
    pub fn with_longer_estimates(&self) -> Self {
        let longer = |parts: &mut Option<Parts>| {
            let ten_times =
                |(least, more): Parts| (least.saturating_mul(10), more.saturating_mul(10));
            *parts = parts.map(ten_times);
        };
        let mut case = self.clone();
        let mut usual: Vec<&mut Usual> = case.person.usual.iter_mut().collect();
        if self.estimated {
            usual.extend(case.usual.iter_mut().chain(&mut case.category));
            case.degrees.iter_mut().for_each(longer);
            longer(&mut case.usual_certification);
        }
        for (hours, practice) in usual {
            longer(hours);
            longer(practice);
        }
        case
    }

    /// The roles of every simple path to the target.
    pub fn paths(&self) -> Vec<Vec<usize>> {
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

    /// Whether study and practice of a level are estimates that are left out, and so unknown.
    fn left_out(&self, skill: usize, level: usize) -> [bool; 2] {
        if !self.person.no_estimates {
            return [false; 2];
        }
        let mut all = self.clone();
        all.person.no_estimates = false;
        let (known, all) = (self.step(skill, level), all.step(skill, level));
        [
            known.0.is_none() && all.0.is_some(),
            known.1.is_none() && all.1.is_some(),
        ]
    }

    /// What a level takes: study with the resource that it is of, and practice.
    pub fn step(&self, skill: usize, level: usize) -> (Option<Time>, Option<Time>, Option<u8>) {
        let own = |parts: Option<Parts>, size| {
            let parts = parts.filter(|_| !self.person.no_estimates)?;
            Some(Time(span(parts, size), true))
        };
        let ladders = |parts: fn(&Usual) -> Option<Parts>, size| {
            let category = (skill == 0).then(|| parts(&self.category[level])).flatten();
            let parts = category.or(parts(&self.usual[level]));
            let parts = parts.filter(|_| !(self.estimated && self.person.no_estimates))?;
            Some(Time(span(parts, size), self.estimated))
        };
        let mut resource = None;
        let study = own(self.person.usual[level].0, HOURS)
            .or_else(|| match self.study_steps[skill][level] {
                StudyStep::Unknown => None,
                StudyStep::Own(low, more) => Some(Time(own_hours(low, more), false)),
                StudyStep::Shared(number, more) => {
                    resource = Some(number);
                    Some(Time(shared_hours(number, more), false))
                }
            })
            .or_else(|| ladders(|usual| usual.0, HOURS));
        let practice = own(self.person.usual[level].1, QUARTER)
            .or_else(|| Some(Time(span(self.practice[skill][level]?, QUARTER), false)))
            .or_else(|| ladders(|usual| usual.1, QUARTER));
        (study, practice, resource)
    }

    /// What a certification takes.
    fn certification(&self, number: usize) -> Option<Time> {
        let own = self.certifications[number].map(|hours| Time(span(hours, HOURS), false));
        own.or_else(|| {
            let usual = self.usual_certification?;
            let counts = !(self.estimated && self.person.no_estimates);
            counts.then(|| Time(span(usual, HOURS), self.estimated))
        })
    }

    fn degree(&self, degree: usize) -> Option<Time> {
        let years = self.degrees[degree]?;
        let counts = !(self.estimated && self.person.no_estimates);
        counts.then(|| Time(span(years, HALF), self.estimated))
    }

    pub fn expected(&self, path: &[usize]) -> Expected {
        let mut expected = self.walked(path);
        if !self.person.no_estimates {
            expected.mark_estimates(&self.without_estimates().walked(path));
        }
        expected
    }

    fn walked(&self, path: &[usize]) -> Expected {
        let mut walk = Walk::new(self);
        let mut earned = Some(0.0);
        let mut share = Some(1.0);
        let pay = |role: usize| self.roles[role].pay.map(|pay| f64::from(pay) * 10_000.0);
        let steps = match self.person.role {
            None => vec![(None, path[0])],
            Some(_) => Vec::new(),
        };
        let pairs = path.windows(2).map(|pair| (Some(pair[0]), pair[1]));
        for (from, to) in steps.into_iter().chain(pairs) {
            let edge = from.map(|from| {
                let mut moves = self.moves.iter();
                let is_it = |step: &&TestMove| (step.from, step.to) == (from, to);
                moves.find(is_it).expect("a move")
            });
            let before = walk.elapsed[0];
            walk.step(edge, to);
            let counted = walk.elapsed[0].min(HORIZON) - before.min(HORIZON);
            let rate = match from {
                Some(role) => pay(role),
                // What is earned before the first role is unknown.
                None => (counted < 1e-9).then_some(0.0),
            };
            earned = earned.zip(rate).map(|(sum, rate)| sum + rate * counted);
            if let Some(edge) = edge {
                let own = edge.share.map(|share| f64::from(share) / 10.0);
                share = share.zip(own).map(|(product, own)| product * own);
            }
        }
        let rest = HORIZON - walk.elapsed[0].min(HORIZON);
        let earned = earned
            .zip(pay(self.target))
            .map(|(sum, rate)| sum + rate * rest)
            .filter(|_| walk.unknown_time == 0);
        Expected {
            ids: path.iter().map(|role| id(*role)).collect(),
            levels: walk.levels,
            elapsed: walk.elapsed,
            unknown_time: walk.unknown_time,
            moves: walk.moves,
            estimated: walk.estimated,
            hours: walk.hours,
            unknown: walk.unknown,
            earned,
            share,
        }
    }
}

pub fn degree_of(number: usize) -> Degree {
    [
        Degree::Associate,
        Degree::Bachelor,
        Degree::Master,
        Degree::Doctorate,
    ][number]
}

/// Least and most, and whether it is an estimate.
#[derive(Debug, Clone, Copy)]
pub struct Time((f64, f64), bool);

impl Time {
    fn end(self, end: usize) -> f64 {
        [self.0.0, self.0.1][end]
    }
}

/// By what a unit of study is known: a resource and its turn in a skill, or a level of a skill.
type Unit = (bool, usize, usize);

/// A person on the way along a path.
#[derive(Clone)]
struct Walk<'a> {
    case: &'a TestCase,
    /// What is left of the study for each level.
    study: [[Option<Time>; LEVELS]; SKILLS],
    /// Whether the practice of each level is an estimate that is left out.
    left_out: [[bool; LEVELS]; SKILLS],
    /// The hours that were studied.
    learnt: BTreeMap<Unit, [f64; 2]>,
    levels: [u8; SKILLS],
    /// Since when each skill is practised.
    since: [[f64; 2]; SKILLS],
    held: BTreeSet<usize>,
    /// The groups of alternatives that were met, each with the most members that were asked for.
    groups_met: BTreeMap<usize, usize>,
    /// The most points that were asked for.
    points_met: Option<u8>,
    /// Degrees with a field.
    degrees: Vec<(usize, Option<usize>)>,
    experience_since: Option<[f64; 2]>,
    elapsed: [f64; 2],
    unknown_time: usize,
    /// The time of each move; `None` where it is unknown.
    moves: Vec<Option<[f64; 2]>>,
    estimated: bool,
    /// Those that rest on sources, and those that rest on estimates.
    hours: [[f64; 2]; 2],
    unknown: usize,
}

impl<'a> Walk<'a> {
    fn new(case: &'a TestCase) -> Self {
        let person = &case.person;
        let years = |months: u8| f64::from(months) / 12.0;
        let mut walk = Self {
            case,
            study: [[None; LEVELS]; SKILLS],
            left_out: [[false; LEVELS]; SKILLS],
            learnt: BTreeMap::new(),
            levels: person.levels,
            since: person
                .practising
                .map(|months| [-months.map_or(0.0, years); 2]),
            held: person.held.iter().copied().collect(),
            groups_met: BTreeMap::new(),
            points_met: None,
            degrees: person.degree.into_iter().collect(),
            experience_since: person.experience.map(|months| [-years(months); 2]),
            elapsed: [0.0; 2],
            unknown_time: 0,
            moves: Vec::new(),
            estimated: false,
            hours: [[0.0; 2]; 2],
            unknown: 0,
        };
        // What is done for one of the skills is done for all.
        let mut done: BTreeMap<Unit, f64> = BTreeMap::new();
        for skill in 0..SKILLS {
            let next = usize::from(person.levels[skill]);
            if next < LEVELS {
                let known = done.entry(walk.unit(skill, next)).or_default();
                *known = known.max(f64::from(person.done[skill]));
            }
        }
        for skill in 0..SKILLS {
            for level in usize::from(person.levels[skill])..LEVELS {
                let (study, practice, _) = case.step(skill, level);
                let done = done.get(&walk.unit(skill, level)).copied().unwrap_or(0.0);
                let left = |hours: f64| (hours - done).max(0.0);
                let study = study.map(|Time((min, max), by)| Time((left(min), left(max)), by));
                // Practice alone takes no study.
                let [is_left_out, is_practice_left_out] = case.left_out(skill, level);
                let none = practice.map(|_| Time((0.0, 0.0), false));
                walk.study[skill][level] = study.or(none.filter(|_| !is_left_out));
                walk.left_out[skill][level] = is_practice_left_out;
            }
        }
        walk
    }

    fn unit(&self, skill: usize, level: usize) -> Unit {
        let resource = |level| self.case.step(skill, level).2;
        match resource(level) {
            Some(number) => {
                let before = (0..level).filter(|below| resource(*below) == Some(number));
                (true, usize::from(number), before.count())
            }
            None => (false, skill, level),
        }
    }

    fn step(&mut self, edge: Option<&TestMove>, to: usize) {
        let role = &self.case.roles[to];
        let pace = self.case.person.pace;
        let mut is_unknown = edge.is_some_and(|edge| edge.gate)
            || !role.asks() && edge.is_none_or(|edge| edge.after.is_none());
        let reached = self.reached(role);
        // Study: of skills, then of certifications.
        let mut study: Vec<Time> = Vec::new();
        let mut unknown = reached.open;
        let mut learnt = std::mem::take(&mut self.learnt);
        for skill in 0..SKILLS {
            let levels = usize::from(self.levels[skill])..usize::from(reached.levels[skill]);
            for time in self.learn(skill, levels, &mut learnt) {
                unknown += usize::from(time.is_none());
                study.extend(time);
            }
            let levels = usize::from(self.levels[skill])..usize::from(reached.levels[skill]);
            is_unknown |= self.left_out[skill][levels].contains(&true);
        }
        self.learnt = learnt;
        for certification in &reached.certifications {
            match certification.and_then(|number| self.case.certification(number)) {
                Some(time) => study.push(time),
                None => unknown += 1,
            }
            self.held.extend(certification);
        }
        let degrees = reached.degrees.iter().flat_map(|(chain, _)| chain);
        let years: Vec<Option<Time>> = degrees.map(|one| self.case.degree(*one)).collect();
        is_unknown |= unknown > 0
            || years.iter().any(Option::is_none)
            || pace.is_none() && study.iter().any(|time| time.end(1) > 0.0);
        let asked = reached.years;
        is_unknown |= asked.is_some() && self.experience_since.is_none();
        let mut duration = [0.0_f64; 2];
        for end in [0, 1] {
            let sum = |times: &[Time]| -> f64 { times.iter().map(|time| time.end(end)).sum() };
            let known: Vec<Time> = years.iter().flatten().copied().collect();
            let mut longest = sum(&known).max(self.serving(edge, end));
            longest = longest.max(pace.map_or(0.0, |pace| sum(&study) / f64::from(pace) / 52.0));
            if let (Some(asked), Some(since)) = (asked, self.experience_since) {
                longest = longest.max(since[end] + f64::from(asked) / 2.0 - self.elapsed[end]);
            }
            for skill in 0..SKILLS {
                let levels = usize::from(self.levels[skill])..usize::from(reached.levels[skill]);
                if !levels.is_empty() {
                    longest = longest.max(self.practice(skill, levels)[end]);
                }
            }
            duration[end] = longest;
            for time in &study {
                self.hours[usize::from(time.1)][end] += time.end(end);
            }
        }
        let case = self.case;
        let (levels, top) = (self.levels, reached.levels);
        let mut practised = (0..SKILLS).flat_map(|skill| {
            let levels = usize::from(levels[skill])..usize::from(top[skill]);
            levels.filter_map(move |level| case.step(skill, level).1)
        });
        let mut used = study.iter().chain(years.iter().flatten()).copied();
        // Whichever part is the longest, the time rests on every estimate.
        self.estimated |= used.any(|time| time.1) || practised.any(|time| time.1);
        self.unknown += unknown;
        self.unknown_time += usize::from(is_unknown);
        self.moves.push((!is_unknown).then_some(duration));
        self.arrive(to, &reached, duration);
    }

    /// The study of levels that is not done yet; `None` for an unknown one.
    fn learn(
        &self,
        skill: usize,
        levels: Range<usize>,
        learnt: &mut BTreeMap<Unit, [f64; 2]>,
    ) -> Vec<Option<Time>> {
        let times = levels.map(|level| {
            let time = self.study[skill][level]?;
            // A resource is studied once, for the most hours that a level states.
            let known = learnt.entry(self.unit(skill, level)).or_default();
            let more = [0, 1].map(|end| (time.end(end) - known[end]).max(0.0));
            *known = [0, 1].map(|end| known[end] + more[end]);
            Some(Time((more[0], more[1]), time.1))
        });
        times.collect()
    }

    /// The practice of levels from now on.
    fn practice(&self, skill: usize, levels: Range<usize>) -> [f64; 2] {
        let practice = levels.filter_map(|level| self.case.step(skill, level).1);
        let practice: Vec<Time> = practice.collect();
        [0, 1].map(|end| {
            let sum: f64 = practice.iter().map(|time| time.end(end)).sum();
            let left = (self.since[skill][end] + sum - self.elapsed[end]).max(0.0);
            // Without a limit, it has none whenever it begins.
            if sum < NO_LIMIT { left } else { left.max(sum) }
        })
    }

    fn serving(&self, edge: Option<&TestMove>, end: usize) -> f64 {
        let person = &self.case.person;
        let is_first = edge.is_some_and(|edge| Some(edge.from) == person.role);
        let served = person.served.filter(|_| is_first).map_or(0.0, f64::from) / 12.0;
        let after = edge.and_then(|edge| edge.after);
        after.map_or(0.0, |(low, more, open)| {
            let (least, most) = span((low, more), HALF);
            match (end, open) {
                (0, _) => (least - served).max(0.0),
                (_, true) => NO_LIMIT,
                (_, false) => (most - served).max(0.0),
            }
        })
    }

    fn arrive(&mut self, to: usize, reached: &Reached, duration: [f64; 2]) {
        for (elapsed, duration) in self.elapsed.iter_mut().zip(duration) {
            *elapsed += duration;
        }
        if let Some(asked) = reached.years {
            let arrived = self.elapsed.map(|elapsed| elapsed - f64::from(asked) / 2.0);
            let known = self.experience_since.unwrap_or_default();
            self.experience_since = Some([0, 1].map(|end| known[end].min(arrived[end])));
        }
        for skill in 0..SKILLS {
            if reached.levels[skill] > self.levels[skill] {
                self.levels[skill] = reached.levels[skill];
                self.since[skill] = self.elapsed;
            }
        }
        self.degrees
            .extend(reached.degrees.iter().map(|(_, earned)| *earned));
        self.meet(&self.case.roles[to]);
    }

    /// The certification to earn for each group that is not met; `None` where none can be earned.
    fn certifications(&self, role: &TestRole) -> Vec<Option<usize>> {
        let mut groups: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
        for group in &role.groups {
            let mut accepted = group.clone();
            if *group == [RETIRED] {
                accepted.push(SUCCESSOR);
            }
            let options = accepted.iter().copied().filter(|member| *member != RETIRED);
            let mut options: Vec<usize> = options.collect();
            let preferred = self.case.person.preferred;
            let is_preferred =
                |number: &usize| preferred == Some(Preferred::Certification(*number));
            if options.iter().any(is_preferred) {
                options.retain(is_preferred);
            }
            groups.push((accepted, options));
        }
        groups.sort_by_key(|(_, options)| options.len());
        let is_met = |(accepted, _): &(Vec<usize>, _)| {
            accepted.iter().any(|member| self.held.contains(member))
        };
        groups.retain(|group| !is_met(group));
        let mut earned = Vec::new();
        while !groups.is_empty() {
            let (_, options) = groups.remove(0);
            let hours = |member: &usize| {
                let hours = self.case.certification(*member);
                let ends = hours.map(|time| [0, 1].map(|end| same(time.end(end))));
                let others = groups.iter().filter(|(other, _)| other.contains(member));
                (ends.is_none(), ends, Reverse(others.count()), *member)
            };
            let choice = options.into_iter().min_by_key(hours);
            groups.retain(|(other, _)| choice.is_none_or(|choice| !other.contains(&choice)));
            earned.push(choice);
        }
        earned
    }

    /// The degrees to earn until this one is held in one of these fields.
    fn chain(&self, asked: usize, fields: &[usize]) -> Vec<usize> {
        let meets = |(degree, field): &(usize, Option<usize>)| {
            *degree >= asked
                && (fields.is_empty() || field.is_some_and(|field| fields.contains(&field)))
        };
        if self.degrees.iter().any(meets) {
            return Vec::new();
        }
        let highest = self.degrees.iter().map(|(degree, _)| *degree + 1).max();
        let above = highest.unwrap_or(0);
        if above > asked || asked == 0 {
            return vec![asked];
        }
        // An associate degree is no step towards a bachelor's.
        (above.max(1)..=asked).collect()
    }
}

/// The hours of a resource as one of its skills states them.
fn shared_hours(resource: u8, more: Parts) -> (f64, f64) {
    let ((least, most), (low, high)) = (RESOURCES[usize::from(resource)], span(more, HOURS));
    (least + low, most + high)
}

fn own_hours(low: u8, more: u8) -> (f64, f64) {
    let low = f64::from(low) * 26.0;
    (low, low + f64::from(more) * 13.0)
}

pub const HORIZON: f64 = 4.0;

/// Years that stand for no limit, after elapsed time is taken off as well.
const NO_LIMIT: f64 = 1e9;

#[derive(Debug, Clone)]
pub struct Expected {
    pub ids: Vec<String>,
    /// The levels at the end.
    pub levels: [u8; SKILLS],
    pub elapsed: [f64; 2],
    pub unknown_time: usize,
    pub moves: Vec<Option<[f64; 2]>>,
    pub estimated: bool,
    pub hours: [[f64; 2]; 2],
    pub unknown: usize,
    pub earned: Option<f64>,
    pub share: Option<f64>,
}

/// A number rounded so that two orders of summation agree.
#[expect(clippy::cast_possible_truncation, reason = "the numbers are small")]
fn same(number: f64) -> i64 {
    (number * 1e5).round() as i64
}

impl Expected {
    /// A figure is firm only where it is the same without estimates.
    fn mark_estimates(&mut self, without: &Self) {
        let ends = |[one, other]: [f64; 2]| [same(one.min(other)), same(one.max(other))];
        let is_known = self.unknown_time == 0;
        if is_known {
            let is_same = without.unknown_time == 0 && ends(self.elapsed) == ends(without.elapsed);
            self.estimated |= !is_same;
        } else {
            // The least that is known.
            self.estimated = ends(self.elapsed)[0] != ends(without.elapsed)[0];
        }
        let [firm, estimated] = self.hours;
        if self.unknown == 0 && ends(firm) != ends(without.hours[0]) {
            let sum = [firm[0] + estimated[0], firm[1] + estimated[1]];
            self.hours = [[0.0; 2], sum];
        }
    }

    pub fn cost(&self, by: Criterion) -> [i64; 3] {
        match by {
            Criterion::Time => [
                i64::from(self.unknown_time > 0),
                same(self.elapsed[0]),
                same(self.elapsed[1]),
            ],
            Criterion::Effort => [
                i64::from(self.unknown > 0),
                same(self.hours[0][0] + self.hours[1][0]),
                same(self.hours[0][1] + self.hours[1][1]),
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

    pub fn rank(&self, by: Criterion) -> ([i64; 3], usize, Vec<String>) {
        (self.cost(by), self.ids.len(), self.ids.clone())
    }
}

pub fn read(text: &str) -> Ladder {
    let text = Text::new("x", text);
    let read =
        load::ladder(&text).and_then(|loaded| check::ladder(&loaded.document, loaded.diagnostics));
    read.unwrap_or_else(|diagnostics| panic!("{diagnostics:?}\n{}", text.content()))
}

pub fn ids(route: &Route) -> Vec<String> {
    route.roles.iter().map(|role| role.id.to_string()).collect()
}

/// Compares every figure of a route with the expected ones.
pub fn assert_same(route: &Route, expected: &Expected) {
    let close = |one: f64, other: f64, what: &str| {
        let is_close = (one - other).abs() < 0.0051 || one.is_infinite() && other >= NO_LIMIT / 2.0;
        assert!(is_close, "{what}: {one} is not {other} {expected:?}");
    };
    assert_eq!(ids(route), expected.ids);
    let [one, other] = expected.elapsed;
    close(route.years.min.0, one.min(other), "least time");
    assert_eq!(route.years.at_least, expected.unknown_time > 0);
    assert_eq!(route.time_unknown.len(), expected.unknown_time);
    assert_eq!(route.years.estimated, expected.estimated, "{expected:?}");
    if expected.unknown_time == 0 {
        close(route.years.max.0, one.max(other), "most time");
    } else {
        assert!(route.years.max.0.is_infinite());
    }
    for (one, expected) in route.moves.iter().zip(&expected.moves) {
        assert_eq!(one.years.at_least, expected.is_none());
        if let Some([least, most]) = *expected {
            close(one.years.min.0, least.min(most), "least time of a move");
            close(one.years.max.0, least.max(most), "most time of a move");
        }
    }
    for (hours, expected_hours) in [route.hours, route.hours_estimated]
        .into_iter()
        .zip(expected.hours)
    {
        let Some(hours) = hours else {
            assert!(expected_hours[1] < 0.01, "{expected:?}");
            continue;
        };
        close(hours.min.0, expected_hours[0], "least hours");
        close(hours.max.0, expected_hours[1], "most hours");
        assert_eq!(hours.at_least, expected.unknown > 0, "{expected:?}");
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
