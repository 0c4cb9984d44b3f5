//! Figures: what they rest on, whom they describe, and whether they fit together.

use std::collections::HashMap;

use crate::{
    diagnostic::{Code, Diagnostics},
    model::{
        Date, Day, Figure, Ladder, MoveKind, Pay, PayTerms, RoleIndex, SourceIndex, years_after,
    },
    text::{Place, PointerRef},
};

/// Warns of promotions with which pay falls, by one and the same source on the same terms.
pub fn falling_pay(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let roles = PointerRef::ROOT.key("roles");
    for role in ladder.roles() {
        let role_path = roles.key(&ladder[role].id);
        let next = role_path.key("next");
        let moves = ladder.moves_from(role).into_iter().enumerate();
        let promotions = moves.filter(|(_, (_, step))| step.kind == MoveKind::Promotion);
        for (position, (target, _)) in promotions {
            let Some((before, after, entry)) = fall(ladder, role, target) else {
                continue;
            };
            let target = &ladder[target].id;
            let target_path = roles.key(target);
            let terms = &ladder[role].pay[entry.0].terms;
            let message = format!(
                "pay falls with the promotion to `{target}`: from {before} to {after} {}, {} pay",
                terms.currency,
                terms.basis.name(),
            );
            let pay = target_path.key("pay");
            diagnostics
                .add(Code::FallingPay, next.item(position), message)
                .also(pay.item(entry.1), "this pay")
                .also(role_path.key("pay").item(entry.0), "and this one, of the role before")
                .help(
                    "if it is so, say whom the figures describe with `population`, or give the move another `kind`"
                        .to_owned(),
                );
        }
    }
}

/// The first comparable pay entries of which the second one is lower: what both say, and their
/// positions.
fn fall(ladder: &Ladder, from: RoleIndex, to: RoleIndex) -> Option<(f64, f64, (usize, usize))> {
    let mut before: HashMap<Measure, (usize, &Pay)> = HashMap::new();
    for (position, entry) in ladder[from].pay.iter().enumerate() {
        if let Some(measure) = Measure::of(entry, ladder) {
            before.entry(measure).or_insert((position, entry));
        }
    }
    let after = ladder[to].pay.iter().enumerate();
    after.into_iter().find_map(|(second, after)| {
        let (first, before) = before.get(&Measure::of(after, ladder)?)?;
        let (less, more) = comparable(after, before)?;
        (less < more).then_some((more, less, (*first, second)))
    })
}

/// What two entries must share to be compared: figures of exactly their roles, measured in the same
/// way by one source. Where a ladder names no source at all, all figures are its own.
#[derive(PartialEq, Eq, Hash)]
struct Measure<'a> {
    terms: &'a PayTerms,
    source: Option<SourceIndex>,
    range: Option<&'a str>,
    as_of: Option<Date>,
}

impl<'a> Measure<'a> {
    fn of(entry: &'a Pay, ladder: &Ladder) -> Option<Self> {
        let sourced = entry.source.is_some() || ladder.sources.is_empty();
        (sourced && entry.population.is_none()).then_some(Self {
            terms: &entry.terms,
            source: entry.source,
            range: entry.range.as_deref(),
            as_of: entry.as_of,
        })
    }
}

/// The figures by which two entries can be compared.
fn comparable(one: &Pay, other: &Pay) -> Option<(f64, f64)> {
    #[expect(clippy::cast_precision_loss, reason = "amounts stay below 2^53")]
    let ends = |one: Option<u64>, other: Option<u64>| Some((one? as f64, other? as f64));
    let middle = one.midpoint().zip(other.midpoint());
    middle
        .or_else(|| ends(one.low, other.low))
        .or_else(|| ends(one.high, other.high))
}

/// Warns of roles from which more people move on than there were.
pub fn shares(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let roles = PointerRef::ROOT.key("roles");
    for role in ladder.roles() {
        let moves = ladder.moves_from(role).into_iter();
        let shares = moves.filter_map(|(_, step)| step.share);
        let sum: f64 = shares.map(|share| share.value).sum();
        if sum > 1.0 + 1e-9 {
            let id = &ladder[role].id;
            let sum = (sum * 1e6).round() / 1e6;
            let message = format!("the shares of the moves out of `{id}` add up to {sum}");
            diagnostics
                .add(Code::SharesOverOne, roles.key(id).key("next"), message)
                .help("the shares of all who were in a role cannot be more than 1".to_owned());
        }
    }
}

/// Warns of figures that rest on nothing, once for each entry.
pub fn unsourced(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let mut ledger = Ledger {
        ladder,
        diagnostics,
        shown: false,
    };
    for role in ladder.roles() {
        ledger.role(role);
    }
    ledger.skills();
    ledger.certifications();
}

/// Where figures without a source are written down.
struct Ledger<'a> {
    ladder: &'a Ladder,
    diagnostics: &'a mut Diagnostics,
    shown: bool,
}

impl Ledger<'_> {
    fn role(&mut self, index: RoleIndex) {
        let role = &self.ladder[index];
        let roles = PointerRef::ROOT.key("roles");
        let at = roles.key(&role.id);
        let recommended = at.key("recommended");
        let mut bare = Bare::default();
        bare.figure(role.required.years.as_ref(), "years", at.key("years"));
        bare.figure(
            role.recommended.years.as_ref(),
            "years",
            recommended.key("years"),
        );
        let pay = at.key("pay");
        for (position, entry) in role.pay.iter().enumerate() {
            bare.note(entry.source.is_some(), "pay", pay.item(position));
        }
        let next = at.key("next");
        for (position, (_, step)) in self.ladder.moves_from(index).into_iter().enumerate() {
            let item = next.item(position);
            bare.figure(step.after.as_ref(), "after", item.key("after"));
            bare.figure(step.share.as_ref(), "share", item.key("share"));
        }
        self.add("role", &role.id, bare);
    }

    fn skills(&mut self) {
        let skills = PointerRef::ROOT.key("skills");
        for skill in &self.ladder.skills {
            let at = skills.key(&skill.id);
            let hours = at.key("hours");
            let resources = at.key("resources");
            let mut bare = Bare::default();
            for (_, figure) in &skill.hours {
                bare.figure(Some(figure), "hours", hours);
            }
            for (position, resource) in skill.resources.iter().enumerate() {
                let item = resources.item(position);
                bare.figure(resource.hours.as_ref(), "hours", item.key("hours"));
            }
            self.add("skill", &skill.id, bare);
        }
    }

    fn certifications(&mut self) {
        let certifications = PointerRef::ROOT.key("certifications");
        for entry in &self.ladder.certifications {
            let at = certifications.key(&entry.id);
            let mut bare = Bare::default();
            bare.figure(
                entry.valid_years.as_ref(),
                "valid_years",
                at.key("valid_years"),
            );
            let fee = entry.fee.as_ref();
            bare.note(
                fee.is_none_or(|fee| fee.source.is_some()),
                "fee",
                at.key("fee"),
            );
            self.add("certification", &entry.id, bare);
        }
    }

    /// Warns of an entry; where a ladder names no source at all, once is enough.
    fn add(&mut self, what: &str, id: &str, bare: Bare) {
        let Some(place) = bare.first else {
            return;
        };
        if !self.ladder.sources.is_empty() {
            let figures = bare.keys.join("`, `");
            let message = format!("the {what} `{id}` has figures without a source: `{figures}`");
            self.diagnostics
                .add(Code::UnsourcedFigure, place, message)
                .help("add `source` to the entry, or to each figure".to_owned());
        } else if !self.shown {
            self.shown = true;
            let message = "no figure of this ladder has a source";
            self.diagnostics
                .add(Code::UnsourcedFigure, place, message)
                .help(
                    "describe what the figures rest on under `sources`, and name it with `source`"
                        .to_owned(),
                );
        }
    }
}

/// The figures of one entry that have no source.
#[derive(Default)]
struct Bare {
    first: Option<Place>,
    keys: Vec<&'static str>,
}

impl Bare {
    fn figure<T>(&mut self, figure: Option<&Figure<T>>, key: &'static str, at: PointerRef) {
        let sourced = figure.is_none_or(|figure| figure.source.is_some());
        self.note(sourced, key, at);
    }

    fn note(&mut self, sourced: bool, key: &'static str, at: PointerRef) {
        if sourced {
            return;
        }
        self.first.get_or_insert_with(|| at.into());
        if !self.keys.contains(&key) {
            self.keys.push(key);
        }
    }
}

/// Notes pay that does not describe exactly the people of its role.
pub fn wider_populations(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let roles = PointerRef::ROOT.key("roles");
    for role in ladder.roles() {
        let id = &ladder[role].id;
        let role_path = roles.key(id);
        let pay = role_path.key("pay");
        for (position, entry) in ladder[role].pay.iter().enumerate() {
            if let Some(population) = &entry.population {
                let message = format!("this pay describes not just `{id}`, but {population}");
                let at = pay.item(position);
                diagnostics.add(Code::WiderPopulation, at.key("population"), message);
            }
        }
    }
}

/// After so many years, figures are old.
const OLD: f64 = 2.0;

/// Notes sources whose figures are old on a day.
pub fn old_sources(ladder: &Ladder, day: Day, diagnostics: &mut Diagnostics) {
    let sources = PointerRef::ROOT.key("sources");
    for source in &ladder.sources {
        let Some(as_of) = source.as_of else {
            continue;
        };
        if years_after(as_of.last_day(), OLD) < day {
            let id = &source.id;
            let message =
                format!("what `{id}` says is of {as_of}, more than {OLD} years before {day}");
            diagnostics.add(Code::OldSource, sources.key(id).key("as_of"), message);
        }
    }
}
