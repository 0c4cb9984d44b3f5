//! The whole ladder.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::model::{CertificationIndex, Day, Ladder, RoleIndex, SkillIndex};

use super::{
    answer::{Certification, Named, Person, Role, Skill, Source},
    certification,
    gaps::person,
    journey::Journey,
    path::routes,
    pay::PayFilter,
    role, skill,
    standing::Standing,
    writer::Writer,
};

#[derive(Debug, PartialEq, Serialize)]
pub struct Overview {
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
    pub standing: Option<&'a Standing>,
    pub goal: Option<RoleIndex>,
    /// Only the roles so many moves around this one.
    pub around: Option<(RoleIndex, usize)>,
}

/// Answers what the ladder is: everything that it holds, on a day, and where somebody stands on it who
/// wants to get to a goal.
pub fn overview(ladder: &Ladder, filter: &PayFilter, as_of: Day, focus: &Focus) -> Overview {
    let mut writer = Writer::new(ladder);
    let found = write(&mut writer, filter, as_of, focus);
    Overview {
        sources: writer.sources(),
        ..found
    }
}

/// The answer as part of another, which tells the sources.
pub(super) fn write(
    writer: &mut Writer,
    filter: &PayFilter,
    as_of: Day,
    focus: &Focus,
) -> Overview {
    let ladder = writer.ladder;
    let shown = focus.around.map(|around| near(ladder, around));
    Overview {
        ladder: writer.ladder_name(),
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
        tracks: writer.track_names(),
        roles: ladder
            .roles()
            .zip(ladder.all_requirements())
            .filter(|(role, _)| shown.as_ref().is_none_or(|shown| shown[role.index()]))
            .map(|(index, requirements)| role::write(writer, index, &requirements, filter))
            .collect(),
        skills: (0..ladder.skills.len())
            .map(|index| skill::write(writer, SkillIndex(index)))
            .collect(),
        certifications: (0..ladder.certifications.len())
            .map(|index| certification::write(writer, CertificationIndex(index), as_of))
            .collect(),
        around: focus.around.map(|(role, depth)| Around {
            role: writer.role_name(role),
            depth,
            of: ladder.graph.node_count(),
        }),
        person: focus.standing.and_then(|standing| person(writer, standing)),
        goal: focus.goal.map(|goal| writer.role_name(goal)),
        route: focus
            .standing
            .zip(focus.goal)
            .map_or_else(Vec::new, |(standing, goal)| {
                // Only its roles are wanted, not the sources of its figures.
                way(&mut Writer::new(ladder), standing, goal)
            }),
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

fn way(writer: &mut Writer, standing: &Standing, goal: RoleIndex) -> Vec<SmolStr> {
    let best = routes(writer, standing, &Journey::to(goal));
    let roles = best.routes.into_iter().next().map(|route| route.roles);
    roles.into_iter().flatten().map(|role| role.id).collect()
}
