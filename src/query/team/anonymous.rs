//! People without names: in an order that their data gives, without exact dates.

use smol_str::{SmolStr, format_smolstr};

use crate::order::Order as _;

use super::{
    super::{
        answer::{Number, Span},
        gap::Readiness,
        person_state::PersonState,
    },
    TeamPerson,
};

/// Numbers people: those of the lowest role of the ladder first, then by what is told of them.
pub(super) fn number(people: &mut [(TeamPerson, PersonState)]) {
    for (person, _) in people.iter_mut() {
        person.person = SmolStr::default();
        blur(person);
    }
    // Two people with the same key have the same data.
    people.order_by_cached_key(|(person, state)| {
        let role = state.role.is_none();
        let data = format!("{person:?} {:?} {:?}", state.skills, state.baseline);
        (role, state.role, data)
    });
    for ((person, _), number) in people.iter_mut().zip(1..) {
        person.person = format_smolstr!("Person {number}");
    }
}

/// Takes from a person what tells an exact day.
fn blur(person: &mut TeamPerson) {
    for one in &mut person.certifications {
        one.days_left = None;
        let days = [&mut one.ends, &mut one.earn_by, &mut one.begin_by];
        for day in days.into_iter().flatten() {
            *day = month(day);
        }
    }
    for step in &mut person.steps {
        for readiness in [Some(&mut step.readiness), step.before.as_mut()] {
            readiness.into_iter().for_each(whole_percent);
        }
        for day in [&mut step.earliest, &mut step.not_before]
            .into_iter()
            .flatten()
        {
            *day = month(day);
        }
        if let Some(years) = &mut step.years_missing {
            *years = whole_months(*years);
        }
        if let Some(Span { min, max, .. }) = &mut step.to_serve {
            (*min, *max) = (whole_months(*min), whole_months(*max));
        }
    }
}

/// The month of an ISO date.
pub(super) fn month(day: &str) -> SmolStr {
    day.rsplit_once('-').map_or(day, |(month, _)| month).into()
}

/// Years, up to the next month.
fn whole_months(years: Number) -> Number {
    Number::years((years.0 * 12.0 - 1e-6).ceil().max(0.0) / 12.0)
}

fn whole_percent(readiness: &mut Readiness) {
    let ratios = [&mut readiness.ratio, &mut readiness.ratio_without_baseline];
    for ratio in ratios.into_iter().flatten() {
        *ratio = Number::ratio(ratio.percent() / 100.0);
    }
}
