//! One certification: its status, its validity, and which roles require it.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{self, CertificationIndex, Day, Item, Ladder},
    vocabulary::CertificationStatus,
};

use super::{
    answer::{Certification, Named, Source},
    answer_builder::AnswerBuilder,
};

/// One certification, and the roles that require or recommend it.
#[derive(Debug, PartialEq, Serialize)]
pub struct CertificationAnswer {
    /// The ladder of the answer.
    pub ladder: Named,
    /// The day of the answer, an ISO date.
    pub as_of: SmolStr,
    /// The certification.
    pub certification: Certification,
    /// The roles that require or recommend it, in the ladder's order.
    pub asked_by: Vec<RoleWithCertification>,
    /// The sources of all figures, in the order of their first use; empty as a part of a report.
    pub sources: Vec<Source>,
}

/// A role that requires or recommends a certification, alone or as one of several.
#[derive(Debug, PartialEq, Serialize)]
pub struct RoleWithCertification {
    /// The id of the role.
    pub role: SmolStr,
    /// The title of the role.
    pub title: SmolStr,
    /// The ids of the certifications of which one is enough.
    pub one_of: Vec<SmolStr>,
    /// The id of the role in the chain that set the requirement.
    pub introduced_by: SmolStr,
    /// Whether the role recommends it instead.
    pub recommended: bool,
}

/// Answers what a certification is on a day and which roles require it.
pub fn certification(
    ladder: &Ladder,
    certification: CertificationIndex,
    as_of: Day,
) -> CertificationAnswer {
    let mut builder = AnswerBuilder::new(ladder);
    let entry = write(&mut builder, certification, as_of);
    let mut asked_by = Vec::new();
    for (role, requirements) in ladder.roles().zip(ladder.all_requirements()) {
        let mut ask = |asked: &[model::Requirement], recommended| {
            for requirement in asked {
                if let Item::Certification(group) = &requirement.item
                    && group.contains(&certification)
                {
                    let Named { id, title } = builder.role_name(role);
                    asked_by.push(RoleWithCertification {
                        role: id,
                        title,
                        one_of: group
                            .iter()
                            .map(|member| ladder[*member].id.clone())
                            .collect(),
                        introduced_by: ladder[requirement.introduced_by].id.clone(),
                        recommended,
                    });
                }
            }
        };
        ask(&requirements.required, false);
        ask(&requirements.recommended, true);
    }
    CertificationAnswer {
        ladder: builder.ladder_name(),
        as_of: as_of.to_smolstr(),
        certification: entry,
        asked_by,
        sources: builder.sources(),
    }
}

pub(super) fn write(
    builder: &mut AnswerBuilder,
    index: CertificationIndex,
    as_of: Day,
) -> Certification {
    let ladder = builder.ladder;
    let entry: &model::Certification = &ladder[index];
    Certification {
        id: entry.id.clone(),
        title: entry.title.clone(),
        issuer: entry.issuer.clone(),
        code: entry.code.clone(),
        about: entry.about.clone(),
        url: entry.url.clone(),
        aliases: entry.aliases.clone(),
        status: status(entry, as_of),
        launched: entry.launched.map(|date| date.to_smolstr()),
        retired: entry.retired.map(|date| date.to_smolstr()),
        replaced_by: entry
            .replaced_by
            .iter()
            .map(|successor| builder.certification_name(*successor))
            .collect(),
        valid_years: entry.valid_years.map(|years| builder.figure(years)),
        fee: entry.fee.as_ref().map(|fee| builder.fee(fee)),
        cited: builder.cite(entry.source),
        note: entry.note.clone(),
    }
}

fn status(entry: &model::Certification, as_of: Day) -> CertificationStatus {
    let upcoming = entry.launched.is_some_and(|date| as_of < date.first_day());
    match (upcoming, entry.is_retired(as_of)) {
        (true, _) => CertificationStatus::Upcoming,
        (false, true) => CertificationStatus::Retired,
        (false, false) => CertificationStatus::Active,
    }
}
