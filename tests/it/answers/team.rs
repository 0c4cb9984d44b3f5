//! A person of a team has the same figures as alone.

use std::collections::BTreeSet;

use ladder::{
    model::{Assumption, Profile, RoleIndex, day_after},
    query::{
        self, GapsAnswer, Member, PersonState, RouteRequest, TeamAnswer, TeamPerson, TeamRequest,
    },
    vocabulary::{RequirementKind, Status, TeamStatus},
};

use super::{ask::Subject, draw::Draw};

impl Subject<'_> {
    /// What is asked of a team.
    pub fn team_request(&self, draw: &mut Draw) -> TeamRequest<'static> {
        TeamRequest {
            role: draw.one_in(3).then(|| self.role(draw)),
            as_of: self.as_of,
            since: draw
                .one_in(3)
                .then(|| day_after(self.as_of, -1.0))
                .flatten(),
            until: day_after(self.as_of, 1.0).expect("a day"),
            anonymous: draw.one_in(3),
            pay: None,
            no_estimates: draw.one_in(4),
            left_out: 0,
        }
    }
}

/// A person of a team stands as in the answers about one person; numbers of people do not depend on their order.
pub fn people_of_a_team_are_judged_as_one(subject: &Subject, mut draw: Draw) {
    let Some(profile) = subject.profile else {
        return;
    };
    let other = Profile::default();
    let request = subject.team_request(&mut draw);
    let ask = |profiles: [&Profile; 2]| {
        let members = profiles.into_iter().zip(["one", "other"]);
        let members = members.map(|(profile, label)| Member {
            label: label.into(),
            profile,
        });
        query::team(subject.ladder, &members.collect::<Vec<_>>(), &request)
    };
    let team = ask([profile, &other]);
    if request.anonymous {
        assert_eq!(team, ask([&other, profile]));
        return;
    }
    let profiles = [profile, &other];
    let states = profiles.map(|profile| {
        let state = PersonState::of(subject.ladder, profile, subject.as_of);
        state.estimating(subject.ladder, !request.no_estimates)
    });
    for ((person, state), profile) in team.people.iter().zip(&states).zip(profiles) {
        stands_as_alone(subject, &request, person, state);
        grew_and_arrives_as_alone(subject, &request, person, state);
        ends_as_alone(subject, &team, (profile, state), person);
    }
    covers(subject, &team, &states, request.role);
    if draw.one_in(3) {
        unlocks(subject, &team, &states);
    }
}

fn open(answer: &GapsAnswer) -> Vec<&str> {
    let gaps = answer.gaps.iter().filter(|gap| gap.status.is_open());
    gaps.map(|gap| &*gap.id).collect()
}

fn role(subject: &Subject, id: &str) -> RoleIndex {
    subject.ladder.roles_named(id)[0]
}

fn stands_as_alone(
    subject: &Subject,
    request: &TeamRequest,
    person: &TeamPerson,
    state: &PersonState,
) {
    let ladder = subject.ladder;
    if request.role.is_none() {
        let mut roles: BTreeSet<_> = query::next_roles(ladder, state).into_iter().collect();
        roles.extend(state.goal.filter(|goal| state.role != Some(*goal)));
        let steps = person.steps.iter().map(|step| role(subject, &step.role.id));
        assert_eq!(steps.collect::<BTreeSet<_>>(), roles);
    }
    for step in &person.steps {
        let alone = query::gaps(ladder, state, role(subject, &step.role.id), false);
        assert_eq!(Some(step.readiness), alone.readiness);
        let gaps: Vec<&str> = step.gaps.iter().map(|gap| &*gap.id).collect();
        assert_eq!(gaps, open(&alone));
        let Some(direct) = &alone.step else {
            continue;
        };
        assert_eq!(step.to_serve, direct.to_serve);
        assert_eq!(
            step.status == TeamStatus::Ready,
            direct.eligible == Some(true)
        );
    }
}

fn grew_and_arrives_as_alone(
    subject: &Subject,
    request: &TeamRequest,
    person: &TeamPerson,
    state: &PersonState,
) {
    let ladder = subject.ladder;
    for step in &person.steps {
        let role = role(subject, &step.role.id);
        if let (Some(since), Some(profile), "one") =
            (request.since, subject.profile, &*person.person)
        {
            let on = |day| {
                let state_on = PersonState::of(ladder, profile, day);
                state_on.estimating(ladder, !state.no_estimates)
            };
            let days = (Some(since), subject.as_of);
            let alone = query::progress(ladder, profile, on, Some(role), days);
            assert_eq!(step.before, alone.before);
        }
        if request.role.is_none() || step.status == TeamStatus::Held {
            continue;
        }
        let path = query::path(ladder, state, &RouteRequest::to(role));
        let last = path.routes.first().and_then(|route| route.moves.last());
        let last = last.map(|last| (last.days.end.to_string(), last.days.is_end_known));
        let (known, unknown) = match last {
            Some((day, true)) => (Some(day), None),
            Some((day, false)) => (None, Some(day)),
            None => (None, None),
        };
        assert_eq!(step.earliest.as_deref(), known.as_deref());
        assert_eq!(step.not_before.as_deref(), unknown.as_deref());
    }
}

fn ends_as_alone(
    subject: &Subject,
    team: &TeamAnswer,
    (profile, state): (&Profile, &PersonState),
    person: &TeamPerson,
) {
    let (as_of, until) = (subject.as_of, team.until.parse().expect("a day"));
    let on = |day| {
        let state_on = PersonState::of(subject.ladder, profile, day);
        state_on.estimating(subject.ladder, !state.no_estimates)
    };
    let due = query::due(subject.ladder, profile, on, as_of, until);
    let alone = due.certifications.iter();
    let alone: Vec<_> = alone
        .map(|one| {
            (
                &one.named,
                one.status,
                &one.ends,
                &one.begin_by,
                &one.earn,
                &one.earn_by,
            )
        })
        .collect();
    let own = team.certifications.iter();
    let own: Vec<_> = own
        .filter(|one| one.person == person.person)
        .map(|one| {
            (
                &one.named,
                one.status,
                &one.ends,
                &one.begin_by,
                &one.earn,
                &one.earn_by,
            )
        })
        .collect();
    assert_eq!(own, alone);
}

/// The coverage of each skill is counted from the gaps of each person.
fn covers(subject: &Subject, team: &TeamAnswer, states: &[PersonState], asked: Option<RoleIndex>) {
    let judged = states.iter().filter_map(|state| {
        let role = asked.or(state.role)?;
        Some(query::gaps(subject.ladder, state, role, true))
    });
    let judged: Vec<_> = judged.collect();
    for skill in &team.skills {
        let gaps = judged.iter().flat_map(|answer| &answer.gaps);
        let own: Vec<Status> = gaps
            .filter(|gap| gap.kind == RequirementKind::Skill && gap.id == skill.named.id)
            .map(|gap| gap.status)
            .filter(|status| *status != Status::NotApplicable)
            .collect();
        let met = own.iter().filter(|status| **status == Status::Met);
        assert_eq!((skill.covered, skill.asked), (met.count(), own.len()));
        assert_eq!(skill.single_point, skill.holders.len() == 1);
    }
}

/// A training is one of exactly those raises that leave no gap of a role.
fn unlocks(subject: &Subject, team: &TeamAnswer, states: &[PersonState]) {
    let ladder = subject.ladder;
    for (person, state) in team.people.iter().zip(states) {
        for step in person.steps.iter().filter(|step| !step.gaps.is_empty()) {
            let role = role(subject, &step.role.id);
            for entry in &ladder.skills {
                let skill = ladder.skill(&entry.id).expect("the ladder has this skill");
                let meets = |rank: usize| {
                    let level = ladder.scale(skill).level(u8::try_from(rank).ok()?)?;
                    let fact = Assumption::Skill(skill, Some(level));
                    let raised = state.clone().assume(ladder, &fact);
                    let is_more = state.skills.get(&skill) < Some(&level);
                    let left = query::gaps(ladder, &raised, role, false);
                    (is_more && open(&left).is_empty()).then_some(level.rank())
                };
                let enough = (1..=ladder.scale(skill).names().len()).find_map(meets);
                let training = team.training.iter().find(|one| one.named.id == entry.id);
                let own = training.and_then(|one| {
                    let mut unlocks = one.unlocks.iter();
                    unlocks.find(|own| {
                        own.person == person.person && own.roles.contains(&step.role.id)
                    })
                });
                match enough {
                    None => assert_eq!(own, None),
                    // Another role may ask for more than the training that is enough for everyone.
                    Some(rank) => {
                        let to = training.expect("there is a training").to.rank;
                        assert_eq!(own.is_some(), rank <= to);
                    }
                }
            }
        }
    }
}
