//! Many people at once: who is ready for what, what the team has, what it lacks, and what ends.

mod anonymous;
mod person;
mod skills;
mod training;

use std::collections::BTreeMap;

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{Day, Ladder, Profile, Resolver, RoleIndex, Source},
    order::Order as _,
    vocabulary::{RequirementKind, TeamStatus},
};

use super::{
    answer::Named, answer_builder::AnswerBuilder, gap::Need, pay::PayFilter,
    person_state::PersonState,
};
use anonymous::month;
use person::Judge;
pub use person::{TeamCertification, TeamGap, TeamPay, TeamPerson, TeamStep};
pub use skills::{TeamLevel, TeamSkill};
pub use training::{Training, Unlocked};

/// What is asked of a team.
pub struct TeamRequest<'a> {
    /// The role for which everyone is judged; `None`: the roles that moves lead to, and the goal of each.
    pub role: Option<RoleIndex>,
    /// The day of the answer.
    pub as_of: Day,
    /// The first day of the growth that is told.
    pub since: Option<Day>,
    /// The last day of the certifications that are told.
    pub until: Day,
    /// Whether people are numbered, without names and exact dates.
    pub anonymous: bool,
    /// Which pay is compared; `None`: pay is not told.
    pub pay: Option<&'a PayFilter>,
    /// Whether figures that rest on estimates are left out.
    pub no_estimates: bool,
    /// How many profiles could not be used.
    pub left_out: usize,
}

/// One of the people, with a name that no other has.
pub struct Member<'a> {
    /// The name, else where the profile stands.
    pub label: SmolStr,
    /// The profile.
    pub profile: &'a Profile,
}

/// Many people at once.
#[derive(Debug, PartialEq, Serialize)]
pub struct TeamAnswer {
    /// The ladder.
    pub ladder: Named,
    /// The day of the answer, an ISO date.
    pub as_of: SmolStr,
    /// The role for which everyone is judged; `null` for the next roles of each.
    pub role: Option<Named>,
    /// The first day of the growth that is told, an ISO date.
    pub since: Option<SmolStr>,
    /// The last day of the certifications that are told, an ISO date.
    pub until: SmolStr,
    /// Whether people are numbered, without names and exact dates.
    pub anonymous: bool,
    /// How many profiles could not be used.
    pub left_out: usize,
    /// The people.
    pub people: Vec<TeamPerson>,
    /// The roles for which they are judged, in the ladder's order, with how they stand.
    pub roles: Vec<Bench>,
    /// The skills that the roles in the team ask for, or the role that is asked about; in the ladder's order.
    pub skills: Vec<TeamSkill>,
    /// What most people lack for the role that comes next, most first.
    pub gaps: Vec<CommonGap>,
    /// Single raises of skills after which someone meets everything that one more role asks for, most people first.
    pub training: Vec<Training>,
    /// The certifications that end, have ended or are retired, by the day on which something is to be done.
    pub certifications: Vec<TeamCertification>,
    /// The sources of all figures, in the order of their first use; by id where people are numbered.
    pub sources: Vec<Source>,
}

/// How the people stand for a role.
#[derive(Debug, PartialEq, Serialize)]
pub struct Bench {
    /// The role.
    #[serde(flatten)]
    pub role: Named,
    /// How many people have the role.
    pub held: usize,
    /// Those who are eligible now.
    pub ready: Vec<SmolStr>,
    /// Those who meet everything that is required, and wait for time, a gate or a move.
    pub waiting: Vec<SmolStr>,
    /// Those who lack at most three requirements.
    pub close: Vec<SmolStr>,
    /// Those who lack more.
    pub later: Vec<SmolStr>,
}

/// A requirement that several people lack for the role that comes next.
#[derive(Debug, PartialEq, Serialize)]
pub struct CommonGap {
    /// The kind of the requirement.
    pub kind: RequirementKind,
    /// The id, as in the gaps of one person.
    pub id: SmolStr,
    /// The title.
    pub title: SmolStr,
    /// What is required; of several levels the highest.
    pub need: Need,
    /// Those who lack it.
    pub people: Vec<SmolStr>,
}

/// Answers how the people of a team stand.
pub fn team(ladder: &Ladder, members: &[Member], asked: &TeamRequest) -> TeamAnswer {
    let mut builder = AnswerBuilder::new(ladder);
    let mut resolver = Resolver::new(ladder);
    let mut judge = Judge::new(&mut builder, &mut resolver, asked);
    let mut judged: Vec<(TeamPerson, PersonState)> = Vec::with_capacity(members.len());
    judged.extend(members.iter().map(|member| judge.person(member)));
    if asked.anonymous {
        anonymous::number(&mut judged);
    }
    let skills = skills::skills(&builder, &mut resolver, &judged, asked.role);
    let training = training::training(&builder, &mut resolver, &judged);
    let people: Vec<TeamPerson> = judged.into_iter().map(|(person, _)| person).collect();
    let mut certifications: Vec<TeamCertification> = people
        .iter()
        .flat_map(|person| {
            let own = person.certifications.iter().cloned();
            own.map(|one| TeamCertification {
                person: person.person.clone(),
                ..one
            })
        })
        .collect();
    certifications.order_by_key(|one| (one.status as usize, one.first_day()));
    let day = |day: Day| {
        let day = day.to_smolstr();
        if asked.anonymous { month(&day) } else { day }
    };
    TeamAnswer {
        ladder: builder.ladder_name(),
        as_of: asked.as_of.to_smolstr(),
        role: asked.role.map(|role| builder.role_name(role)),
        since: asked.since.map(|day| day.to_smolstr()),
        until: day(asked.until),
        anonymous: asked.anonymous,
        left_out: asked.left_out,
        roles: bench(&builder, &people),
        gaps: common_gaps(&people),
        people,
        skills,
        training,
        certifications,
        sources: sources(&builder, asked.anonymous),
    }
}

/// The sources; the order of their first use would tell that of the files.
fn sources(builder: &AnswerBuilder, anonymous: bool) -> Vec<Source> {
    let mut sources = builder.sources();
    if anonymous {
        sources.order_by_key(|source| source.id.clone());
    }
    sources
}

/// How the people stand for each role that comes next for someone.
fn bench(builder: &AnswerBuilder, people: &[TeamPerson]) -> Vec<Bench> {
    let ladder = builder.ladder;
    let mut roles: BTreeMap<RoleIndex, Bench> = BTreeMap::new();
    for (person, step) in people.iter().flat_map(TeamPerson::each_step) {
        let bench = roles.entry(step.index).or_insert_with(|| Bench {
            role: step.role.clone(),
            held: 0,
            ready: Vec::new(),
            waiting: Vec::new(),
            close: Vec::new(),
            later: Vec::new(),
        });
        let list = match step.status {
            TeamStatus::Held => continue,
            TeamStatus::Ready => &mut bench.ready,
            TeamStatus::Close => &mut bench.close,
            TeamStatus::Later => &mut bench.later,
            TeamStatus::ToServe | TeamStatus::Gate | TeamStatus::Unknown | TeamStatus::NoMove => {
                &mut bench.waiting
            }
        };
        list.push(person.person.clone());
    }
    for (role, bench) in &mut roles {
        let holds = |person: &&TeamPerson| {
            let held = person.role.as_ref();
            held.is_some_and(|held| held.id == ladder[*role].id)
        };
        bench.held = people.iter().filter(holds).count();
    }
    roles.into_values().collect()
}

/// What people lack for the role that comes next, what most of them lack first.
fn common_gaps(people: &[TeamPerson]) -> Vec<CommonGap> {
    let mut positions: BTreeMap<(&'static str, &str), usize> = BTreeMap::new();
    let mut gaps: Vec<CommonGap> = Vec::new();
    for person in people {
        let Some(step) = person.target() else {
            continue;
        };
        for gap in &step.gaps {
            let next = gaps.len();
            let position = *positions.entry((gap.kind.name(), &gap.id)).or_insert(next);
            if position == next {
                gaps.push(CommonGap {
                    kind: gap.kind,
                    id: gap.id.clone(),
                    title: gap.title.clone(),
                    need: gap.need.clone(),
                    people: Vec::new(),
                });
            }
            let known = &mut gaps[position];
            if let (Need::Skill(need), Need::Skill(other)) = (&known.need, &gap.need)
                && other.rank > need.rank
            {
                known.need = gap.need.clone();
            }
            // Two groups without an id can have the same members.
            if known.people.last() != Some(&person.person) {
                known.people.push(person.person.clone());
            }
        }
    }
    gaps.order_by_key(|gap| std::cmp::Reverse(gap.people.len()));
    gaps
}
