//! Everything that lies between a person and a role.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::model::{Ladder, RoleIndex};

use super::{
    answer::{Named, Person, Source},
    assess::{assess, readiness, study},
    gap::{Gap, Readiness, Status, Study},
    standing::Standing,
    writer::Writer,
};

#[derive(Debug, PartialEq, Serialize)]
pub struct Gaps {
    pub ladder: Named,
    pub as_of: SmolStr,
    /// `null` when nothing is known of anybody: then every requirement is listed.
    pub person: Option<Person>,
    pub role: Named,
    /// `null` without a person.
    pub readiness: Option<Readiness>,
    pub gaps: Vec<Gap>,
    /// What the role recommends and the person does not have; it is never counted.
    pub recommended: Vec<Gap>,
    pub study: Study,
    pub sources: Vec<Source>,
}

impl Gaps {
    /// Whether anything is missing.
    pub fn any_open(&self) -> bool {
        self.gaps.iter().any(|gap| gap.status.is_open())
    }
}

/// Answers what a person lacks for a role; `all` also tells what is met.
pub fn gaps(ladder: &Ladder, standing: &Standing, role: RoleIndex, all: bool) -> Gaps {
    let mut writer = Writer::new(ladder);
    let found = write(&mut writer, standing, role, all);
    Gaps {
        sources: writer.sources(),
        ..found
    }
}

/// The answer as part of another, which tells the sources.
pub(super) fn write(writer: &mut Writer, standing: &Standing, role: RoleIndex, all: bool) -> Gaps {
    let requirements = writer.ladder.requirements(role);
    let mut gaps = assess(writer, standing, &requirements.required);
    let mut recommended = assess(writer, standing, &requirements.recommended);
    let readiness = standing.known.then(|| readiness(&gaps));
    if !all {
        gaps.retain(|gap| gap.status != Status::Met);
        recommended.retain(|gap| gap.status.is_open());
    }
    Gaps {
        ladder: writer.ladder_name(),
        as_of: standing.as_of.to_smolstr(),
        person: person(writer, standing),
        role: writer.role_name(role),
        readiness,
        study: study(&gaps, standing.hours_per_week),
        gaps,
        recommended,
        sources: Vec::new(),
    }
}

pub(super) fn person(writer: &Writer, standing: &Standing) -> Option<Person> {
    standing.known.then(|| Person {
        name: standing.name.clone(),
        role: standing.role.map(|role| writer.role_name(role)),
        from: standing.from,
        assumed: standing.assumed.facts.clone(),
    })
}
