//! One certification: its status, its validity, and which roles require it.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{self, CertificationIndex, Day, Item, Ladder, Profile, Source},
    vocabulary::CertificationStatus,
};

use super::{
    answer::{Certification, Named},
    answer_builder::AnswerBuilder,
    asked_by::{AskedBy, AskedGroup, asked_by},
    assess::held_certification,
    gap::HeldCertification,
    open_group::counts_for,
    person_state::PersonState,
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
    /// The person's own, expired or not; `null` where the person does not have it.
    pub held: Option<HeldCertification>,
    /// Each time that the person earned it, in the order of the profile.
    pub earned: Vec<EarnedOn>,
    /// The roles that require or recommend it, in the ladder's order.
    pub asked_by: Vec<AskedBy<AskedGroup>>,
    /// The sources of all figures, in the order of their first use; empty as a part of a report.
    pub sources: Vec<Source>,
}

/// When a person earned a certification, and until when that counts.
#[derive(Debug, PartialEq, Serialize)]
pub struct EarnedOn {
    /// When it was earned, an ISO date, a month or a year; `null` where that is unknown.
    pub earned: Option<SmolStr>,
    /// The last day on which it counts; `null` where it does not expire, or where that is unknown.
    pub expires: Option<SmolStr>,
}

/// Answers what a certification is on a day, which roles require it, and since and until when a person has
/// it.
pub fn certification(
    ladder: &Ladder,
    certification: CertificationIndex,
    profile: Option<&Profile>,
    state: &PersonState,
) -> CertificationAnswer {
    let mut builder = AnswerBuilder::new(ladder);
    let as_of = state.as_of;
    let entry = write(&mut builder, certification, as_of);
    let is_held = state.certifications.contains_key(&certification);
    let asked_by = asked_by(&builder, state, |item| match item {
        Item::Certification(group) if counts_for(ladder, item, certification, as_of) => {
            let ids = group
                .members
                .iter()
                .map(|member| ladder[*member].id.clone());
            Some(AskedGroup {
                group: group.id.clone(),
                title: None,
                need: 1,
                one_of: ids.collect(),
            })
        }
        Item::AnyOf(group) if counts_for(ladder, item, certification, as_of) => {
            Some(AskedGroup::of(&builder, group))
        }
        _ => None,
    });
    let own = profile
        .into_iter()
        .flat_map(|profile| &profile.certifications);
    let own = own.filter(|own| own.certification == certification);
    let earned = own.map(|own| {
        let expires = ladder[certification].expiry(own.earned, own.expires);
        EarnedOn {
            earned: own.earned.map(|date| date.to_smolstr()),
            expires: expires.map(|day| day.to_smolstr()),
        }
    });
    let earned = earned.collect();
    CertificationAnswer {
        earned,
        ladder: builder.ladder_name(),
        as_of: as_of.to_smolstr(),
        certification: entry,
        held: is_held.then(|| held_certification(&builder, state, certification)),
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
        valid_years: entry.valid_years.map(|years| builder.span(years)),
        fee: entry.fee.as_ref().and_then(|fee| builder.fee(fee)),
        hours: entry.hours.and_then(|hours| builder.time(hours)),
        resources: entry
            .resources
            .iter()
            .map(|resource| builder.material(resource))
            .collect(),
        facts: builder.facts(&entry.facts),
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
