//! The whole ladder.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::model::{CertificationIndex, Day, Ladder, RoleIndex, SkillIndex};

use super::{
    answer::{Certification, Named, Person, Role, Skill, Source},
    answer_builder::AnswerBuilder,
    certification,
    gaps::person,
    pay::PayFilter,
    person_state::PersonState,
    role,
    route_request::RouteRequest,
    skill,
    solution::Solution,
};

#[derive(Debug, PartialEq, Serialize)]
pub struct OverviewAnswer {
    pub ladder: Named,
    pub about: Option<SmolStr>,
    pub as_of: SmolStr,
    pub region: Option<SmolStr>,
    pub currency: Option<SmolStr>,
    pub proficiency: Vec<SmolStr>,
    pub tracks: Vec<Named>,
    pub roles: Vec<Role>,
    pub skills: Vec<Skill>,
    pub certifications: Vec<Certification>,
    /// Around which role these roles lie; `null` where they are all there are.
    pub around: Option<Around>,
    /// Who stands where on it, if somebody was named.
    pub person: Option<Person>,
    pub goal: Option<Named>,
    /// The roles of the quickest way from where the person stands to the goal.
    pub route: Vec<SmolStr>,
    pub sources: Vec<Source>,
}

/// The part of a ladder around a role.
#[derive(Debug, PartialEq, Serialize)]
pub struct Around {
    pub role: Named,
    /// How many moves away a role may lie, whichever way they lead.
    pub depth: usize,
    /// How many roles the ladder has.
    pub of: usize,
}

/// What of a ladder is looked at, and by whom.
#[derive(Debug, Default)]
pub struct Focus<'a> {
    pub state: Option<&'a PersonState>,
    pub goal: Option<RoleIndex>,
    /// Only the roles so many moves around this one.
    pub around: Option<(RoleIndex, usize)>,
}

/// Answers what the ladder is: everything that it holds, on a day, and where somebody stands on it who
/// wants to get to a goal.
pub fn overview(ladder: &Ladder, filter: &PayFilter, as_of: Day, focus: &Focus) -> OverviewAnswer {
    let mut builder = AnswerBuilder::new(ladder);
    let ends = focus.state.zip(focus.goal);
    let solution = ends.map(|(state, goal)| Solution::new(ladder, state, RouteRequest::to(goal)));
    let found = write(&mut builder, filter, as_of, focus, solution.as_ref());
    OverviewAnswer {
        sources: builder.sources(),
        ..found
    }
}

/// The answer as part of another, which tells the sources.
pub(super) fn write(
    builder: &mut AnswerBuilder,
    filter: &PayFilter,
    as_of: Day,
    focus: &Focus,
    solution: Option<&Solution>,
) -> OverviewAnswer {
    let ladder = builder.ladder;
    let shown = focus.around.map(|around| near(ladder, around));
    OverviewAnswer {
        ladder: builder.ladder_name(),
        about: ladder.about.clone(),
        as_of: as_of.to_smolstr(),
        region: filter
            .region
            .clone()
            .or_else(|| ladder.market.region.clone()),
        // Another region is paid in another currency, or in the same one: its entries say so.
        currency: ladder
            .market
            .currency
            .clone()
            .filter(|_| filter.region.is_none()),
        proficiency: ladder.scale.names().to_vec(),
        tracks: builder.track_names(),
        roles: ladder
            .roles()
            .zip(ladder.all_requirements())
            .filter(|(role, _)| shown.as_ref().is_none_or(|shown| shown[role.index()]))
            .map(|(index, requirements)| role::write(builder, index, &requirements, filter))
            .collect(),
        skills: (0..ladder.skills.len())
            .map(|index| skill::write(builder, SkillIndex(index)))
            .collect(),
        certifications: (0..ladder.certifications.len())
            .map(|index| certification::write(builder, CertificationIndex(index), as_of))
            .collect(),
        around: focus.around.map(|(role, depth)| Around {
            role: builder.role_name(role),
            depth,
            of: ladder.graph.node_count(),
        }),
        person: focus.state.and_then(|state| person(builder, state)),
        goal: focus.goal.map(|goal| builder.role_name(goal)),
        route: solution.map_or_else(Vec::new, Solution::best_roles),
        sources: Vec::new(),
    }
}

/// The roles that lie so many moves around one, whichever way they lead.
fn near(ladder: &Ladder, (role, depth): (RoleIndex, usize)) -> Vec<bool> {
    let mut near = vec![false; ladder.graph.node_count()];
    near[role.index()] = true;
    let mut border = vec![role];
    for _ in 0..depth {
        let mut next = Vec::new();
        for other in border
            .iter()
            .flat_map(|role| ladder.graph.neighbors_undirected(*role))
        {
            if !near[other.index()] {
                near[other.index()] = true;
                next.push(other);
            }
        }
        border = next;
    }
    near
}
