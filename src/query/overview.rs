//! The whole ladder.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::model::{CertificationIndex, Day, Ladder, SkillIndex};

use super::{
    answer::{Certification, Named, Role, Skill, Source},
    certification,
    pay::PayFilter,
    role, skill,
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
    pub sources: Vec<Source>,
}

/// Answers what the ladder is: everything that it holds, on a day.
pub fn overview(ladder: &Ladder, filter: &PayFilter, as_of: Day) -> Overview {
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
        sources: writer.sources(),
    }
}
