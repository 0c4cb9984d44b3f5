use std::fmt::Write;

use ladder::{
    check, load,
    model::{Date, Day, Ladder, RoleIndex},
    query::{self, Focus, Pay, PayFilter, PersonState, RouteRequest},
    text::Text,
    vocabulary::{Basis, Incomparable, Word},
};
use proptest::prelude::*;

const TODAY: Day = Day::constant(2026, 6, 15);

/// An entry of pay: `None` is a key that is left out.
#[derive(Debug, Clone)]
struct Entry {
    /// In thousands; `None` for a lower end alone.
    mid: Option<u32>,
    basis: Basis,
    abroad: bool,
    population: bool,
    occupation: bool,
    source: Option<&'static str>,
    as_of: Option<&'static str>,
}

impl Entry {
    fn counts(&self, basis: Basis) -> bool {
        let date = self.as_of.and_then(Date::parse);
        let begun = date.is_none_or(|date| date.first_day() <= TODAY);
        begun && self.basis == basis && !self.abroad && !self.occupation
    }

    /// Which of two entries stands for the role: the one with the greater value.
    fn rank(&self) -> (bool, bool, Option<Day>) {
        let date = self.as_of.and_then(Date::parse).map(Date::last_day);
        (self.mid.is_some(), !self.population, date)
    }

    fn is_shown_by(&self, pay: &Pay) -> bool {
        let mid = self.mid.map(|mid| f64::from(mid) * 1000.0);
        pay.mid.map(|mid| mid.0) == mid
            && pay.population.is_some() == self.population
            && pay.cited.source.as_deref() == self.source
            && pay.cited.as_of.as_deref() == self.as_of
    }
}

/// The figure of a role: the first of the highest rank.
fn figure(entries: &[Entry], basis: Basis) -> Option<&Entry> {
    let mut best: Option<&Entry> = None;
    for entry in entries.iter().filter(|entry| entry.counts(basis)) {
        if best.is_none_or(|best| entry.rank() > best.rank()) {
            best = Some(entry);
        }
    }
    best
}

/// Whether one source has an entry with a midpoint of exactly each role.
fn have_one_source(roles: &[Vec<Entry>; 2], basis: Basis) -> bool {
    ["x", "y"].iter().any(|source| {
        roles.iter().all(|entries| {
            let mut entries = entries.iter().filter(|entry| entry.counts(basis));
            entries.any(|entry| {
                entry.source == Some(source) && entry.mid.is_some() && !entry.population
            })
        })
    })
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let entry = (
        prop::option::weighted(0.8, 1..9_u32),
        prop::sample::select(Basis::ALL),
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.3),
        prop::bool::weighted(0.2),
        prop::sample::select(vec![None, Some("x"), Some("y")]),
        prop::sample::select(vec![
            None,
            Some("2024"),
            Some("2025-03"),
            Some("2026"),
            Some("2026-07"),
        ]),
    );
    let entry = entry.prop_map(
        |(mid, basis, abroad, population, occupation, source, as_of)| Entry {
            mid,
            basis,
            abroad,
            population: population && !occupation,
            occupation,
            source,
            as_of,
        },
    );
    prop::collection::vec(entry, 0..6)
}

fn read(roles: &[Vec<Entry>; 2]) -> Ladder {
    let mut text = String::from(
        "id: x\ntitle: X\ntracks: { e: E }\nmarket: { region: US, currency: USD }\n\
         sources: { x: { title: X }, y: { title: Y } }\nroles:\n",
    );
    for (position, entries) in roles.iter().enumerate() {
        let next = if position == 0 { "b" } else { "" };
        let id = ["a", "b"][position];
        write!(
            text,
            "  {id}: {{ title: R, track: e, grade: {position}, next: [{next}], pay: ["
        )
        .expect("a text grows");
        for entry in entries {
            let key = if entry.mid.is_some() { "mid" } else { "low" };
            let amount = entry.mid.unwrap_or(1) * 1000;
            write!(text, "{{ {key}: {amount}, basis: {}", entry.basis).expect("a text grows");
            for (is_there, key) in [
                (entry.abroad, "region: GB"),
                (entry.population, "population: all"),
                (entry.occupation, "occupation: all"),
            ] {
                if is_there {
                    write!(text, ", {key}").expect("a text grows");
                }
            }
            for (key, value) in [("source", entry.source), ("as_of", entry.as_of)] {
                if let Some(value) = value {
                    write!(text, ", {key}: {value}").expect("a text grows");
                }
            }
            text.push_str(" },");
        }
        text.push_str("] }\n");
    }
    let source = Text::new("test", text.clone());
    load::ladder(&source)
        .and_then(|loaded| check::ladder(&loaded.document, loaded.diagnostics))
        .unwrap_or_else(|diagnostics| panic!("{diagnostics:?}\n{text}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Every command has the same figure of a role, and a difference only between figures of roles.
    #[test]
    fn a_role_has_one_figure_in_every_command(before in entries(), after in entries()) {
        let roles = [before, after];
        let ladder = read(&roles);
        let filter = PayFilter::default();
        let all = || roles.iter().flatten();
        let has = |basis: Basis| {
            all().any(|entry| entry.basis == basis && !entry.abroad && !entry.occupation)
        };
        // Base pay unless the ladder has none.
        let basis = if has(Basis::Base) { Basis::Base } else { Basis::Total };
        let expected = [figure(&roles[0], basis), figure(&roles[1], basis)];
        let is = |found: Option<&Pay>, expected: Option<&Entry>| match (found, expected) {
            (Some(found), Some(expected)) => expected.is_shown_by(found),
            (found, expected) => found.is_none() && expected.is_none(),
        };
        let show = query::overview(&ladder, &filter, TODAY, &Focus::default());
        for (role, entries) in show.roles.iter().zip(&roles) {
            for basis in Basis::ALL {
                let mut figures = role.pay.iter().filter(|pay| pay.is_figure);
                let found = figures.find(|pay| pay.pay.terms.basis == *basis);
                prop_assert!(is(found.map(|found| &found.pay), figure(entries, *basis)));
            }
        }
        let [a, b] = [RoleIndex::new(0), RoleIndex::new(1)];
        let state = PersonState::meeting(&ladder, a, TODAY);
        let path = query::path(&ladder, &state, &RouteRequest::to(b));
        let route = &path.routes[0];
        prop_assert!(is(route.pay.present.as_ref(), expected[0]));
        prop_assert!(is(route.moves[0].pay.as_ref(), expected[1]));
        let next = query::next(&ladder, &state, &filter);
        let compare = query::compare(&ladder, &state, a, b, &filter);
        let terms = |one: &&query::PayComparison| {
            one.basis == basis && one.region.as_deref() == Some("US")
        };
        let compared = compare.pay.iter().find(terms).map(|one| &one.change);
        let changes = next.steps[0].pay_change.iter().chain(compared);
        for change in changes {
            let exact = |entry: &Entry| entry.mid.is_some() && !entry.population;
            let may_differ = expected.iter().all(|entry| entry.is_some_and(exact));
            prop_assert_eq!(change.amount.is_some(), may_differ);
            prop_assert_eq!(change.reason.is_none(), may_differ);
            if may_differ && have_one_source(&roles, basis) {
                let source = |pay: &Option<Pay>| pay.as_ref().and_then(|pay| pay.cited.source.clone());
                prop_assert!(source(&change.from).is_some());
                prop_assert_eq!(source(&change.from), source(&change.to));
            } else {
                prop_assert!(is(change.from.as_ref(), expected[0]));
                prop_assert!(is(change.to.as_ref(), expected[1]));
            }
            if let (Some(amount), Some(from), Some(to)) = (change.amount, &change.from, &change.to) {
                prop_assert_eq!(Some(amount.0), to.midpoint().zip(from.midpoint()).map(|(to, from)| to - from));
            }
            let is_wider = |entry: Option<&Entry>| entry.is_some_and(|entry| entry.population);
            if expected.iter().all(Option::is_some) && expected.iter().copied().any(is_wider) {
                prop_assert_eq!(change.reason, Some(Incomparable::WiderGroup));
            }
        }
    }
}
