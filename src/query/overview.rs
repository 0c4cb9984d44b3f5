//! A whole ladder: its roles, skills and certifications.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::model::{CertificationIndex, Day, Ladder, RoleIndex, SkillIndex, Source, TrackIndex};

use super::{
    answer::{Certification, Fact, Learning, Named, Person, Role, Skill},
    answer_builder::AnswerBuilder,
    certification,
    pay::{PayFilter, ShownPay},
    person_state::PersonState,
    role,
    route_request::RouteRequest,
    skill,
    solution::Solution,
};

/// A whole ladder, or the part around a role.
#[derive(Debug, PartialEq, Serialize)]
pub struct OverviewAnswer {
    /// The ladder of the answer.
    pub ladder: Named,
    /// A description of the ladder.
    pub about: Option<SmolStr>,
    /// The day of the answer, an ISO date.
    pub as_of: SmolStr,
    /// The region of the figures; `null` where they name none, or differ in it.
    pub region: Option<SmolStr>,
    /// The currency of the figures; `null` without any, and where they differ in it.
    pub currency: Option<SmolStr>,
    /// The names of the levels of the ladder's scale, lowest first.
    pub proficiency: Vec<SmolStr>,
    /// How long learning takes where the entry learnt does not say.
    pub learning: Learning,
    /// What else is known of the ladder.
    pub facts: Vec<Fact>,
    /// The tracks.
    pub tracks: Vec<Named>,
    /// The roles, in the file's order.
    pub roles: Vec<Role>,
    /// The skills, in the file's order.
    pub skills: Vec<Skill>,
    /// The certifications, in the file's order.
    pub certifications: Vec<Certification>,
    /// The track that is shown; `null` for all tracks.
    pub track: Option<Named>,
    /// The part that is shown; `null` for the whole ladder.
    pub around: Option<Around>,
    /// The number of roles of the whole ladder.
    #[serde(skip)]
    pub of: usize,
    /// Whether it is too large to be shown at once, so that people get a summary.
    #[serde(skip)]
    pub is_summary: bool,
    /// The person; `null` where none is shown.
    pub person: Option<Person>,
    /// The person's goal.
    pub goal: Option<Named>,
    /// The ids of the roles of the quickest route to the goal, the present role first.
    pub route: Vec<SmolStr>,
    /// The sources of all figures, in the order of their first use; empty as a part of a report.
    pub sources: Vec<Source>,
}

/// The part of a ladder around a role.
#[derive(Debug, PartialEq, Serialize)]
pub struct Around {
    /// The role in the middle.
    pub role: Named,
    /// The most moves between it and another role, in either direction.
    pub depth: usize,
    /// The number of roles of the whole ladder.
    pub of: usize,
}

/// What an overview shows besides the ladder.
#[derive(Debug, Default)]
pub struct Focus<'a> {
    /// The person.
    pub state: Option<&'a PersonState>,
    /// The person's goal.
    pub goal: Option<RoleIndex>,
    /// Only the roles around this one, up to so many moves away.
    pub around: Option<(RoleIndex, usize)>,
    /// Only the roles of this track.
    pub track: Option<TrackIndex>,
    /// Whether people get all of it, however large it is.
    pub is_whole: bool,
}

/// More roles than are shown at once.
const MANY_ROLES: usize = 60;

/// Answers what a ladder contains on a day, with a person and the quickest route to a goal.
pub fn overview(ladder: &Ladder, filter: &PayFilter, as_of: Day, focus: &Focus) -> OverviewAnswer {
    let mut builder = AnswerBuilder::new(ladder);
    let ends = focus.state.zip(focus.goal);
    let solution = ends.map(|(state, goal)| Solution::new(ladder, state, RouteRequest::to(goal)));
    write(&mut builder, filter, as_of, focus, solution.as_ref())
}

/// The answer, alone or as a part of a report.
pub(super) fn write(
    builder: &mut AnswerBuilder,
    filter: &PayFilter,
    as_of: Day,
    focus: &Focus,
    solution: Option<&Solution>,
) -> OverviewAnswer {
    let ladder = builder.ladder;
    let unknown = PersonState::unknown(as_of);
    let pay = ShownPay::new(ladder, focus.state.unwrap_or(&unknown), filter);
    let around = focus.around.map(|around| roles_around(ladder, around));
    let is_shown = |role: RoleIndex| {
        let is_near = around.as_ref().is_none_or(|around| around[role.index()]);
        is_near && focus.track.is_none_or(|track| ladder[role].track == track)
    };
    let shown = ladder.roles().filter(|role| is_shown(*role)).count();
    let roles = |builder: &mut AnswerBuilder| {
        let mut roles = Vec::with_capacity(shown);
        let asked = ladder.roles().zip(ladder.all_requirements());
        for (role, requirements) in asked.filter(|(role, _)| is_shown(*role)) {
            roles.push(role::write(builder, role, &requirements, &pay));
        }
        roles
    };
    OverviewAnswer {
        ladder: builder.ladder_name(),
        about: ladder.about.clone(),
        as_of: as_of.to_smolstr(),
        region: pay.common(|terms| terms.region.clone()),
        currency: pay.common(|terms| Some(terms.currency.clone())),
        proficiency: ladder.scale.names().to_vec(),
        learning: builder.learning(&ladder.learning),
        facts: builder.facts(&ladder.facts),
        tracks: builder.track_names(),
        roles: roles(builder),
        skills: (0..ladder.skills.len())
            .map(|index| skill::write(builder, SkillIndex(index)))
            .collect(),
        certifications: (0..ladder.certifications.len())
            .map(|index| certification::write(builder, CertificationIndex(index), as_of))
            .collect(),
        of: ladder.graph.node_count(),
        is_summary: !focus.is_whole && shown > MANY_ROLES,
        track: focus.track.map(|track| builder.track_name(track)),
        around: focus.around.map(|(role, depth)| Around {
            role: builder.role_name(role),
            depth,
            of: ladder.graph.node_count(),
        }),
        person: focus.state.and_then(|state| builder.header(state).person),
        goal: focus.goal.map(|goal| builder.role_name(goal)),
        route: solution.map_or_else(Vec::new, Solution::best_roles),
        sources: builder.sources(),
    }
}

/// For each role, whether it is at most so many moves from one role, in either direction.
fn roles_around(ladder: &Ladder, (role, depth): (RoleIndex, usize)) -> Vec<bool> {
    let mut seen = vec![false; ladder.graph.node_count()];
    seen[role.index()] = true;
    let mut last = vec![role];
    for _ in 0..depth {
        let mut next = Vec::new();
        for other in last
            .iter()
            .flat_map(|role| ladder.graph.neighbors_undirected(*role))
        {
            if !seen[other.index()] {
                seen[other.index()] = true;
                next.push(other);
            }
        }
        last = next;
    }
    seen
}
