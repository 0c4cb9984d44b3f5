//! Groups of alternatives and points of a random ladder, and what is taken of them for a move.

use std::{collections::BTreeSet, fmt::Write};

use ladder::model::{CertificationIndex, Exemption, SkillIndex};
use proptest::prelude::*;

use super::{
    CERTIFICATIONS, DEGREES, FIELDS, LEVELS, RETIRED, SKILLS, SUCCESSOR, TestCase, TestRole, Walk,
    same,
};

/// How many groups a ladder has.
const GROUPS: usize = 3;

/// A member of a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Member {
    Skill(usize, u8),
    /// In halves.
    Years(u8),
    Education(usize, Vec<usize>),
    Certification(usize),
}

/// What the skills of some roles are worth.
#[derive(Debug, Clone)]
pub struct Points {
    skills: Vec<usize>,
    worth: [u8; LEVELS],
}

/// The groups of a ladder, and what is counted by points.
#[derive(Debug, Clone)]
pub struct Pool {
    groups: Vec<Vec<Member>>,
    points: Points,
}

/// What a role asks for: groups by their position in the pool, with a number of members; and points.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    pub groups: Vec<(usize, usize)>,
    pub points: Option<u8>,
}

/// What the person prefers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Preferred {
    Skill(usize),
    Years,
    Education,
    Certification(usize),
}

/// A member about one of all subjects: the skills, the certifications, years and degrees.
fn member(subject: usize) -> BoxedStrategy<Member> {
    let fields = prop::collection::btree_set(0..FIELDS.len(), 0..=2);
    match subject {
        0..SKILLS => (1..=3_u8)
            .prop_map(move |level| Member::Skill(subject, level))
            .boxed(),
        SKILLS..YEARS => Just(Member::Certification(subject - SKILLS)).boxed(),
        YEARS => (1..18_u8).prop_map(Member::Years).boxed(),
        _ => (0..DEGREES.len(), fields)
            .prop_map(|(degree, fields)| Member::Education(degree, fields.into_iter().collect()))
            .boxed(),
    }
}

const YEARS: usize = SKILLS + CERTIFICATIONS;

pub fn pool() -> impl Strategy<Value = Pool> {
    let subjects = prop::collection::btree_set(0..YEARS + 2, 2..5);
    let groups = prop::collection::btree_set(subjects, GROUPS);
    let groups = groups.prop_flat_map(|groups| {
        let groups = groups.into_iter().map(|subjects| {
            let members: Vec<_> = subjects.into_iter().map(member).collect();
            // The file has the members in any order.
            members.prop_shuffle()
        });
        groups.collect::<Vec<_>>()
    });
    let skills = prop::collection::btree_set(0..SKILLS, 1..=SKILLS);
    let worth = (0..3_u8, 0..3_u8, 0..4_u8);
    let points = (skills, worth).prop_map(|(skills, (first, second, third))| Points {
        skills: skills.into_iter().collect(),
        worth: [first, first + second + 1, first + second + third + 2],
    });
    (groups, points).prop_map(|(groups, points)| Pool { groups, points })
}

/// What a role asks for of a pool.
pub fn asked() -> impl Strategy<Value = Asked> {
    let group = (0..GROUPS, 1..4_usize);
    let groups = prop::collection::vec(group, 0..3);
    let groups = prop::option::weighted(0.5, groups);
    let points = prop::option::weighted(0.15, 1..20_u8);
    (groups, points).prop_map(|(groups, points)| {
        let mut distinct: Vec<(usize, usize)> = Vec::new();
        for (group, need) in groups.unwrap_or_default() {
            if distinct.iter().all(|(known, _)| *known != group) {
                distinct.push((group, need));
            }
        }
        Asked {
            groups: distinct,
            points,
        }
    })
}

pub fn preferred() -> impl Strategy<Value = Option<Preferred>> {
    prop::option::weighted(
        0.3,
        prop_oneof![
            (0..SKILLS).prop_map(Preferred::Skill),
            Just(Preferred::Years),
            Just(Preferred::Education),
            (0..CERTIFICATIONS).prop_map(Preferred::Certification),
        ],
    )
}

impl Preferred {
    pub fn subject(self) -> Exemption {
        match self {
            Self::Skill(skill) => Exemption::Skill(SkillIndex(skill)),
            Self::Years => Exemption::Years,
            Self::Education => Exemption::Education,
            Self::Certification(number) => Exemption::Certification(CertificationIndex(number)),
        }
    }

    fn is(self, member: &Member) -> bool {
        match (self, member) {
            (Self::Skill(one), Member::Skill(other, _))
            | (Self::Certification(one), Member::Certification(other)) => one == *other,
            (Self::Years, Member::Years(_)) | (Self::Education, Member::Education(..)) => true,
            _ => false,
        }
    }
}

impl Pool {
    pub fn none() -> Self {
        Self {
            groups: Vec::new(),
            points: Points {
                skills: Vec::new(),
                worth: [0; LEVELS],
            },
        }
    }

    /// The group that is asked for, and how many of its members.
    fn group(&self, (group, need): (usize, usize)) -> (&[Member], usize) {
        let members = &self.groups[group];
        (members, need.min(members.len()))
    }

    /// The points that are asked for: no more than there are.
    fn points(&self, asked: &Asked) -> Option<u8> {
        let Points { skills, worth } = &self.points;
        let most = skills.iter().fold(0_u8, |sum, _| sum + worth[LEVELS - 1]);
        asked.points.map(|need| need.min(most))
    }

    /// Writes what a role asks for.
    pub fn write(&self, text: &mut String, asked: &Asked) {
        let groups = asked.groups.iter().map(|asked| {
            let (members, need) = self.group(*asked);
            let members: Vec<String> = members.iter().map(written).collect();
            format!("{{ need: {need}, of: [{}] }}", members.join(", "))
        });
        let groups: Vec<String> = groups.collect();
        if !groups.is_empty() {
            writeln!(text, "    any_of: [{}],", groups.join(", ")).expect("a text grows");
        }
        if let Some(need) = self.points(asked) {
            let skills = self.points.skills.iter().map(|skill| format!("s{skill}"));
            let skills: Vec<String> = skills.collect();
            writeln!(
                text,
                "    points: {{ need: {need}, of: {{ skills: [{}] }}, worth: {:?} }},",
                skills.join(", "),
                self.points.worth
            )
            .expect("a text grows");
        }
    }
}

fn written(member: &Member) -> String {
    match member {
        Member::Skill(skill, level) => format!("{{ skill: s{skill}, level: {level} }}"),
        Member::Years(years) => format!("{{ years: {} }}", f64::from(*years) / 2.0),
        Member::Education(degree, fields) => {
            let fields: Vec<&str> = fields.iter().map(|field| FIELDS[*field]).collect();
            let (degree, fields) = (DEGREES[*degree], fields.join(", "));
            format!("{{ education: {{ degree: {degree}, fields: [{fields}] }} }}")
        }
        Member::Certification(number) => format!("{{ certification: k{number} }}"),
    }
}

/// What is there on arrival in a role: what the role asks for, and what is taken of its groups.
pub struct Reached {
    pub levels: [u8; SKILLS],
    /// The certifications to earn; `None` for one that cannot be earned.
    pub certifications: Vec<Option<usize>>,
    /// The degrees to earn one after another, each after those on the way to it.
    pub degrees: Vec<(Vec<usize>, Earned)>,
    /// In halves.
    pub years: Option<u8>,
    /// How many groups and points stay open.
    pub open: usize,
}

/// A degree with its field.
type Earned = (usize, Option<usize>);

/// By what one member is taken before another.
type Order = (bool, bool, bool, [i64; 2], usize);

impl TestCase {
    /// The field of a degree that is earned for a requirement: the one of its fields, or of all, that most of the
    /// ladder's requirements accept; the first of several.
    fn field(&self, fields: &[usize]) -> Option<usize> {
        let mut asked: BTreeSet<(usize, &[usize])> = BTreeSet::new();
        for role in &self.roles {
            let own = role.education.iter();
            asked.extend(own.map(|(degree, fields)| (*degree, &fields[..])));
            for (group, _) in &role.asked.groups {
                asked.extend(self.pool.groups[*group].iter().filter_map(|member| {
                    let Member::Education(degree, fields) = member else {
                        return None;
                    };
                    Some((*degree, &fields[..]))
                }));
            }
        }
        let count = |field: &usize| asked.iter().filter(|(_, all)| all.contains(field)).count();
        let any = (0..FIELDS.len()).filter(|field| count(field) > 0);
        let own = fields.iter().copied();
        let candidates: Vec<usize> = if fields.is_empty() {
            any.collect()
        } else {
            own.collect()
        };
        let most = candidates.iter().map(count).max();
        candidates
            .into_iter()
            .find(|field| Some(count(field)) == most)
    }
}

impl Walk<'_> {
    /// What is there on arrival in a role.
    pub fn reached(&self, role: &TestRole) -> Reached {
        let mut reached = Reached {
            levels: [0, 1, 2].map(|skill| self.levels[skill].max(role.levels[skill])),
            certifications: self.certifications(role),
            degrees: Vec::new(),
            years: role.years.filter(|years| *years > 0),
            open: 0,
        };
        let mut there = self.clone();
        there.held.extend(reached.certifications.iter().flatten());
        if let Some((degree, fields)) = &role.education {
            there.study(*degree, fields, &mut reached);
        }
        for asked in &role.asked.groups {
            let (members, need) = self.case.pool.group(*asked);
            if self
                .groups_met
                .get(&asked.0)
                .is_some_and(|met| need <= *met)
            {
                continue;
            }
            let is_met = |member: &&Member| there.meets(member, &reached);
            let missing = need.saturating_sub(members.iter().filter(is_met).count());
            let open = members.iter().enumerate();
            let open = open.filter(|(_, member)| !there.meets(member, &reached));
            let orders = open.map(|(position, member)| {
                let (unknown, hours_unknown, time) = there.alone(member, &reached, self);
                let preferred = self.case.person.preferred;
                let preferred = preferred.is_some_and(|preferred| preferred.is(member));
                (!preferred, unknown, hours_unknown, time, position)
            });
            let mut orders: Vec<Order> = orders.collect();
            orders.sort_unstable();
            reached.open += usize::from(orders.len() < missing);
            for (.., position) in orders.into_iter().take(missing) {
                there.take(&members[position], &mut reached);
            }
        }
        let points = self.case.pool.points(&role.asked);
        let points = points.filter(|need| self.points_met.is_none_or(|met| *need > met));
        if let Some(need) = points {
            let Points { skills, worth } = &self.case.pool.points;
            let levels = skills
                .iter()
                .map(|skill| usize::from(reached.levels[*skill]));
            let worth = levels
                .filter(|level| *level > 0)
                .map(|level| worth[level - 1]);
            reached.open += usize::from(worth.sum::<u8>() < need);
        }
        reached
    }

    fn meets(&self, member: &Member, reached: &Reached) -> bool {
        match member {
            Member::Skill(skill, level) => reached.levels[*skill] >= *level,
            Member::Years(years) => {
                let is_there = self
                    .wait(*years)
                    .is_some_and(|wait| wait.map(same) == [0; 2]);
                is_there || reached.years >= Some(*years)
            }
            Member::Education(degree, fields) => self.chain(*degree, fields).is_empty(),
            Member::Certification(number) => accepted(*number)
                .iter()
                .any(|number| self.held.contains(number)),
        }
    }

    fn wait(&self, years: u8) -> Option<[f64; 2]> {
        let since = self.experience_since?;
        let left = |end: usize| since[end] + f64::from(years) / 2.0 - self.elapsed[end];
        Some([0, 1].map(|end| if left(end) < 1e-9 { 0.0 } else { left(end) }))
    }

    /// The time of one member by itself: whether it is unknown, whether its hours are, and the known one.
    fn alone(&self, member: &Member, reached: &Reached, before: &Self) -> (bool, bool, [i64; 2]) {
        let unknown = (true, true, [0; 2]);
        let pace = self.case.person.pace;
        let in_time = |hours: [f64; 2], practice: [f64; 2]| {
            let thousandths = hours.map(|hours| same(hours / 100.0));
            match pace {
                None if hours[1] > 0.0 => (true, false, thousandths),
                None => (false, false, practice.map(same)),
                Some(pace) => {
                    let study = hours.map(|hours| hours / f64::from(pace) / 52.0);
                    (
                        false,
                        false,
                        [0, 1].map(|end| same(study[end].max(practice[end]))),
                    )
                }
            }
        };
        match member {
            Member::Skill(skill, level) => {
                let (mut hours, mut learnt) = ([0.0; 2], before.learnt.clone());
                // What the role asks for and what was taken is learnt with the same resources.
                for other in 0..SKILLS {
                    let levels =
                        usize::from(before.levels[other])..usize::from(reached.levels[other]);
                    before.learn(other, levels, &mut learnt);
                }
                let levels = usize::from(reached.levels[*skill])..usize::from(*level);
                for time in before.learn(*skill, levels, &mut learnt) {
                    let Some(time) = time else {
                        return unknown;
                    };
                    hours = [0, 1].map(|end| hours[end] + time.end(end));
                }
                let levels = usize::from(before.levels[*skill])..usize::from(*level);
                let rest = usize::from(reached.levels[*skill])..usize::from(*level);
                if before.left_out[*skill][rest].contains(&true) {
                    return (true, false, hours.map(|hours| same(hours / 100.0)));
                }
                in_time(hours, before.practice(*skill, levels))
            }
            Member::Years(years) => self
                .wait(*years)
                .map_or(unknown, |wait| (false, false, wait.map(same))),
            Member::Education(degree, fields) => {
                let mut sum = [0.0; 2];
                for degree in self.chain(*degree, fields) {
                    let Some(time) = self.case.degree(degree) else {
                        return unknown;
                    };
                    sum = [0, 1].map(|end| sum[end] + time.end(end));
                }
                (false, false, sum.map(same))
            }
            Member::Certification(number) => {
                let time = self.case.certification(earned(*number));
                time.map_or(unknown, |time| {
                    in_time([0, 1].map(|end| time.end(end)), [0.0; 2])
                })
            }
        }
    }

    fn take(&mut self, member: &Member, reached: &mut Reached) {
        match member {
            Member::Skill(skill, level) => {
                reached.levels[*skill] = reached.levels[*skill].max(*level);
            }
            Member::Years(years) => reached.years = reached.years.max(Some(*years)),
            Member::Education(degree, fields) => self.study(*degree, fields, reached),
            Member::Certification(number) => {
                if !self.meets(member, reached) {
                    self.held.insert(earned(*number));
                    reached.certifications.push(Some(earned(*number)));
                }
            }
        }
    }

    fn study(&mut self, degree: usize, fields: &[usize], reached: &mut Reached) {
        let chain = self.chain(degree, fields);
        if !chain.is_empty() {
            let earned = (degree, self.case.field(fields));
            self.degrees.push(earned);
            reached.degrees.push((chain, earned));
        }
    }

    /// What was asked for at once is met for all roles that ask for the same and no more.
    pub fn meet(&mut self, role: &TestRole) {
        for asked in &role.asked.groups {
            let (_, need) = self.case.pool.group(*asked);
            let met = self.groups_met.entry(asked.0).or_default();
            *met = need.max(*met);
        }
        self.points_met = self.points_met.max(self.case.pool.points(&role.asked));
    }
}

/// The certifications that count for one that is asked for alone.
fn accepted(number: usize) -> Vec<usize> {
    let successor = (number == RETIRED).then_some(SUCCESSOR);
    std::iter::once(number).chain(successor).collect()
}

fn earned(number: usize) -> usize {
    if number == RETIRED { SUCCESSOR } else { number }
}
