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
    /// Who stands where on it, if somebody was named.
    pub person: Option<Person>,
    pub goal: Option<Named>,
    /// The roles of the quickest way from where the person stands to the goal.
    pub route: Vec<SmolStr>,
    pub sources: Vec<Source>,
}

/// Answers what the ladder is: everything that it holds, on a day, and where somebody stands on it who
/// wants to get to a goal.
pub fn overview(
    ladder: &Ladder,
    filter: &PayFilter,
    as_of: Day,
    standing: Option<&Standing>,
    goal: Option<RoleIndex>,
) -> Overview {
    let mut writer = Writer::new(ladder);
    let tracks = ladder.tracks.iter().map(|track| Named {
        id: track.id.clone(),
        title: track.title.clone(),
    });
    Overview {
        ladder: Named {
            id: ladder.id.clone(),
            title: ladder.title.clone(),
        },
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
        tracks: tracks.collect(),
        roles: ladder
            .roles()
            .zip(ladder.all_requirements())
            .map(|(index, requirements)| role::write(&mut writer, index, &requirements, filter))
            .collect(),
        skills: (0..ladder.skills.len())
            .map(|index| skill::write(&mut writer, SkillIndex(index)))
            .collect(),
        certifications: (0..ladder.certifications.len())
            .map(|index| certification::write(&mut writer, CertificationIndex(index), as_of))
            .collect(),
        person: standing.and_then(|standing| person(&writer, standing)),
        goal: goal.map(|goal| writer.role_name(goal)),
        route: standing
            .zip(goal)
            .map_or_else(Vec::new, |(standing, goal)| {
                // Only its roles are wanted, not the sources of its figures.
                way(&mut Writer::new(ladder), standing, goal)
            }),
        sources: writer.sources(),
    }
}

fn way(writer: &mut Writer, standing: &Standing, goal: RoleIndex) -> Vec<SmolStr> {
    let best = routes(writer, standing, &Journey::to(goal));
    let roles = best.routes.into_iter().next().map(|route| route.roles);
    roles.into_iter().flatten().map(|role| role.id).collect()
}
