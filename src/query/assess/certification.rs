//! Certifications: what is held, what else would do.

use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{CertificationIndex, Exemption, Group},
    vocabulary::RequirementKind,
};

use super::{
    super::{
        answer_builder::AnswerBuilder,
        effort::{Hours, Times},
        gap::{CertificationOption, Gap, Have, HeldCertification, Need},
        open_group::{OpenGroup, accepted, id_of},
        person_state::PersonState,
        standing::Standing,
    },
    missing,
};

/// A retired certification counts where it is held. Where it alone is required, its successors count too;
/// a group names all that count.
pub(super) fn certification(builder: &AnswerBuilder, state: &PersonState, group: &Group) -> Gap {
    let ladder = builder.ladder;
    let own = group;
    let group = &group.members[..];
    let counting = accepted(ladder, group, state.as_of);
    let ids = group.iter().map(|member| ladder[*member].id.clone());
    let ids: Vec<SmolStr> = ids.collect();
    let title = match group {
        [only] => ladder[*only].title.clone(),
        _ => "One of several certifications".into(),
    };
    let mut gap = missing(
        RequirementKind::Certification,
        &ids.join("|"),
        &title,
        Need::Certification {
            one_of: ids.clone().into(),
        },
    );
    let held: Vec<HeldCertification> = counting
        .iter()
        .filter(|member| state.holds(**member))
        .map(|member| held_certification(builder, state, *member))
        .collect();
    let met = !held.is_empty();
    gap.have = met.then_some(Have::Certification {
        certifications: held,
    });
    gap.assumed = counting
        .iter()
        .any(|member| state.assumed.certifications.contains(member));
    gap.expired = group
        .iter()
        .filter_map(|member| state.expired(*member))
        .max()
        .map(|day| day.to_smolstr());
    if let [only] = group {
        gap.retired = retired(builder, state, *only);
    }
    let applies = |member: &CertificationIndex| {
        let exemption = Exemption::Certification(*member);
        state.exemption(exemption).is_none()
    };
    let is_preferred = |member: &CertificationIndex| {
        let member = Exemption::Certification(*member);
        state.preferred.contains(&member)
    };
    let options = counting.iter().copied().filter(applies);
    gap.options = options
        .clone()
        .map(|member| option(builder, state, member))
        .collect();
    if !met {
        let times = Times::new(ladder, state);
        let ways = options.filter(|member| ladder[*member].can_be_earned(state.as_of));
        let mut ways: Vec<CertificationIndex> = ways.collect();
        if ways.iter().any(is_preferred) {
            ways.retain(is_preferred);
        }
        let ways = ways.into_iter();
        let ways = ways.map(|member| (member, times.certification(member)));
        let group = OpenGroup::new(id_of(ladder, own), counting.clone(), ways);
        let mut hours = Hours::default();
        match group.study {
            Some(study) => hours.add(study),
            None => hours.at_least = true,
        }
        (gap.hours, gap.hours_estimated) = hours.estimates();
        gap.group = Some(Box::new(group));
    }
    gap.credited(Standing::stated(f64::from(u8::from(met))))
}

pub(in crate::query) fn held_certification(
    builder: &AnswerBuilder,
    state: &PersonState,
    member: CertificationIndex,
) -> HeldCertification {
    let expires = state.certifications.get(&member).copied().flatten();
    HeldCertification {
        named: builder.certification_name(member),
        expires: expires.map(|day| day.to_smolstr()),
        retired: retired(builder, state, member),
    }
}

fn option(
    builder: &AnswerBuilder,
    state: &PersonState,
    member: CertificationIndex,
) -> CertificationOption {
    let retired = retired(builder, state, member);
    let successors = builder.ladder[member].replaced_by.iter();
    CertificationOption {
        named: builder.certification_name(member),
        held: state.holds(member),
        expired: state.expired(member).map(|day| day.to_smolstr()),
        replaced_by: retired
            .iter()
            .flat_map(|_| successors.clone())
            .map(|successor| builder.certification_name(*successor))
            .collect(),
        retired,
        upcoming: upcoming(builder, state, member),
        note: builder.ladder[member].note.clone(),
    }
}

fn upcoming(
    builder: &AnswerBuilder,
    state: &PersonState,
    member: CertificationIndex,
) -> Option<SmolStr> {
    let launched = builder.ladder[member].launched;
    let upcoming = launched.filter(|date| state.as_of < date.first_day());
    upcoming.map(|date| date.to_smolstr())
}

fn retired(
    builder: &AnswerBuilder,
    state: &PersonState,
    member: CertificationIndex,
) -> Option<SmolStr> {
    let entry = &builder.ladder[member];
    let retired = entry.retired.filter(|_| entry.is_retired(state.as_of));
    retired.map(|date| date.to_smolstr())
}
