//! Warns of figures that contradict each other, have no source, are old, or describe other people.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Diagnostics},
    model::{
        Date, Day, Figure, Ladder, Pay, PayRange, PayTerms, RoleIndex, SourceIndex, StepTime,
        hundredths, likely_period, years_after,
    },
    text::{Place, PointerRef},
    vocabulary::MoveKind,
};

use super::doubtful_pay::{self, Doubted};

/// Warns of promotions with lower pay according to the same source on the same terms. Pay that is doubted tells nothing
/// of a promotion; pay that is probably for a shorter time than a year is doubted too.
pub fn falling_pay(ladder: &Ladder, mut doubted: Doubted, diagnostics: &mut Diagnostics) {
    let roles = PointerRef::ROOT.key("roles");
    for role in ladder.roles() {
        let role_path = roles.key(&ladder[role].id);
        let moves = ladder.moves_from(role).into_iter().enumerate();
        let promotions = moves.filter(|(_, (_, edge))| edge.kind == MoveKind::Promotion);
        for (position, (target, _)) in promotions {
            let Some((before, after, entry)) = pay_drop(ladder, role, target) else {
                continue;
            };
            let (first, second) = entry;
            if doubted.contains(&(role, first)) || doubted.contains(&(target, second)) {
                continue;
            }
            let (from, to) = (&ladder[role].pay[first], &ladder[target].pay[second]);
            let (from_path, to_path) = (role_path.key("pay"), roles.key(&ladder[target].id));
            let (from_path, to_path) = (from_path.item(first), to_path.key("pay"));
            let to_path = to_path.item(second);
            let has_period = to.stated.is_some();
            if !has_period && likely_period(after, before).is_some() {
                let message = format!(
                    "pay of {after} a year is far below the {before} of `{}`, from which a promotion leads here",
                    ladder[role].id
                );
                diagnostics
                    .add(Code::DoubtfulPay, to_path, message)
                    .also(from_path, "the pay of that role")
                    .help(doubtful_pay::advice(has_period, after, before));
                doubted.insert((target, second));
                continue;
            }
            let target = &ladder[target].id;
            let PayTerms {
                basis, currency, ..
            } = &from.terms;
            let message = format!(
                "pay falls with the promotion to `{target}`: from {before} to {after} {currency}, {} pay",
                basis.name(),
            );
            let help = "if this is correct, state with `population` which people the figures describe, or change the `kind` of the move";
            diagnostics
                .add(
                    Code::FallingPay,
                    role_path.key("next").item(position),
                    message,
                )
                .also(to_path, "this pay")
                .also(from_path, "and this one of the previous role")
                .help(help.to_owned());
        }
    }
}

/// The amounts and positions of the first comparable pay entries in which the second is lower.
fn pay_drop(ladder: &Ladder, from: RoleIndex, to: RoleIndex) -> Option<(f64, f64, (usize, usize))> {
    let mut before: HashMap<ComparisonKey, (usize, &Pay)> = HashMap::new();
    for (position, entry) in ladder[from].pay.iter().enumerate() {
        if let Some(key) = ComparisonKey::of(entry, ladder) {
            before.entry(key).or_insert((position, entry));
        }
    }
    let after = ladder[to].pay.iter().enumerate();
    after.into_iter().find_map(|(second, after)| {
        let (first, before) = before.get(&ComparisonKey::of(after, ladder)?)?;
        let (less, more) = comparable(after, before)?;
        let entries = (*first, second);
        (less < more).then(|| (hundredths(more), hundredths(less), entries))
    })
}

/// What two pay entries must share to be comparable: same source, terms, range and date.
#[derive(PartialEq, Eq, Hash)]
struct ComparisonKey<'a> {
    terms: &'a PayTerms,
    source: Option<SourceIndex>,
    range: Option<&'a PayRange>,
    as_of: Option<Date>,
}

impl<'a> ComparisonKey<'a> {
    /// `None` for an entry about other people, or without a source in a ladder that has sources.
    fn of(entry: &'a Pay, ladder: &Ladder) -> Option<Self> {
        let sourced = entry.source.is_some() || ladder.sources.is_empty();
        (sourced && entry.is_of_role()).then_some(Self {
            terms: &entry.terms,
            source: entry.source,
            range: entry.range.as_ref(),
            as_of: entry.as_of,
        })
    }
}

/// The amounts of two entries that can be compared: middles, else lower ends, else upper ends.
fn comparable(one: &Pay, other: &Pay) -> Option<(f64, f64)> {
    let middle = one.midpoint().zip(other.midpoint());
    middle
        .or_else(|| one.low.zip(other.low))
        .or_else(|| one.high.zip(other.high))
}

/// Warns of roles whose moves have shares above 1 in total.
pub fn shares(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let roles = PointerRef::ROOT.key("roles");
    for role in ladder.roles() {
        let moves = ladder.moves_from(role).into_iter();
        let shares = moves.filter_map(|(_, edge)| edge.share);
        let sum: f64 = shares.map(|share| share.value).sum();
        if sum > 1.0 + 1e-9 {
            let id = &ladder[role].id;
            let sum = (sum * 1e6).round() / 1e6;
            let message = format!("the shares of the moves out of `{id}` add up to {sum}");
            diagnostics
                .add(Code::SharesOverOne, roles.key(id).key("next"), message)
                .help("the shares of all moves out of a role are at most 1 in total".to_owned());
        }
    }
}

/// Warns of figures without a source, once for each entry.
pub fn unsourced(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let mut warnings = SourceWarnings {
        ladder,
        diagnostics,
        reported: false,
    };
    warnings.roles();
    warnings.skills();
    warnings.certifications();
    warnings.learning();
}

struct SourceWarnings<'a> {
    ladder: &'a Ladder,
    diagnostics: &'a mut Diagnostics,
    /// Whether it was reported that no figure has a source.
    reported: bool,
}

impl SourceWarnings<'_> {
    fn roles(&mut self) {
        let roles = PointerRef::ROOT.key("roles");
        for index in self.ladder.roles() {
            let role = &self.ladder[index];
            let at = roles.key(&role.id);
            let mut unsourced = UnsourcedFigures::default();
            unsourced.figure(role.required.years.as_ref(), "years", at);
            unsourced.figure(
                role.recommended.years.as_ref(),
                "years",
                at.key("recommended"),
            );
            let pay = at.key("pay");
            for (position, entry) in role.pay.iter().enumerate() {
                unsourced.add(entry.source.is_some(), "pay", pay.item(position));
            }
            let next = at.key("next");
            for (position, (_, edge)) in self.ladder.moves_from(index).into_iter().enumerate() {
                unsourced.figure(edge.after.as_ref(), "after", next.item(position));
                unsourced.figure(edge.share.as_ref(), "share", next.item(position));
            }
            self.add(&format!("the role `{}`", role.id), unsourced);
        }
    }

    fn skills(&mut self) {
        let skills = PointerRef::ROOT.key("skills");
        for skill in &self.ladder.skills {
            let at = skills.key(&skill.id);
            let resources = at.key("resources");
            let mut unsourced = UnsourcedFigures::default();
            for (_, figure) in &skill.hours {
                unsourced.figure(Some(figure), "hours", at);
            }
            for (_, figure) in &skill.practice {
                unsourced.figure(Some(figure), "practice", at);
            }
            for (position, resource) in skill.resources.iter().enumerate() {
                unsourced.figure(resource.hours.as_ref(), "hours", resources.item(position));
            }
            self.add(&format!("the skill `{}`", skill.id), unsourced);
        }
    }

    fn certifications(&mut self) {
        let certifications = PointerRef::ROOT.key("certifications");
        for entry in &self.ladder.certifications {
            let at = certifications.key(&entry.id);
            let mut unsourced = UnsourcedFigures::default();
            unsourced.figure(entry.valid_years.as_ref(), "valid_years", at);
            let fee = entry.fee.as_ref();
            let sourced = fee.is_none_or(|fee| fee.source.is_some());
            unsourced.add(sourced, "fee", at.key("fee"));
            unsourced.figure(entry.hours.as_ref(), "hours", at);
            let resources = at.key("resources");
            for (position, resource) in entry.resources.iter().enumerate() {
                unsourced.figure(resource.hours.as_ref(), "hours", resources.item(position));
            }
            self.add(&format!("the certification `{}`", entry.id), unsourced);
        }
    }

    fn learning(&mut self) {
        let learning = &self.ladder.learning;
        let at = PointerRef::ROOT.key("learning");
        let mut unsourced = UnsourcedFigures::default();
        let is_sourced = |(_, step): &(SmolStr, StepTime)| {
            let figures = [step.hours, step.practice];
            let mut figures = figures.iter().flatten();
            figures.all(|figure| figure.source.is_some())
        };
        let levels = &learning.levels;
        unsourced.add(levels.iter().all(is_sourced), "levels", at.key("levels"));
        let mut categories = learning.categories.iter().flat_map(|(_, levels)| levels);
        let sourced = categories.all(is_sourced);
        unsourced.add(sourced, "categories", at.key("categories"));
        let mut degrees = learning.degrees.iter();
        let sourced = degrees.all(|(_, years)| years.source.is_some());
        unsourced.add(sourced, "degrees", at.key("degrees"));
        let certifications = learning.certifications.as_ref();
        unsourced.figure(certifications, "certifications", at);
        self.add("`learning`", unsourced);
    }

    /// Warns of an entry; in a ladder without sources, only once.
    fn add(&mut self, entry: &str, unsourced: UnsourcedFigures) {
        let Some(place) = unsourced.first else {
            return;
        };
        if !self.ladder.sources.is_empty() {
            let figures = unsourced.keys.join("`, `");
            let message = format!("{entry} has figures without a source: `{figures}`");
            self.diagnostics
                .add(Code::UnsourcedFigure, place, message)
                .help("add `source` to the entry, or to each figure".to_owned());
        } else if !self.reported {
            self.reported = true;
            let message = "no figure of this ladder has a source";
            let help = "list the origins of the figures under `sources`, and refer to them with `source`; \
                        one `source` of a role, or of the whole ladder, is enough for all of its figures";
            self.diagnostics
                .add(Code::UnsourcedFigure, place, message)
                .help(help.to_owned());
        }
    }
}

/// The figures of one entry that have no source.
#[derive(Default)]
struct UnsourcedFigures {
    first: Option<Place>,
    keys: Vec<&'static str>,
}

impl UnsourcedFigures {
    /// Adds the figure under a key of a map.
    fn figure<T>(&mut self, figure: Option<&Figure<T>>, key: &'static str, map: PointerRef) {
        let sourced = figure.is_none_or(|figure| figure.source.is_some());
        self.add(sourced, key, map.key(key));
    }

    fn add(&mut self, sourced: bool, key: &'static str, at: PointerRef) {
        if sourced {
            return;
        }
        self.first.get_or_insert_with(|| at.into());
        if !self.keys.contains(&key) {
            self.keys.push(key);
        }
    }
}

/// Notes pay that describes other people than those in the role.
pub fn wider_populations(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let roles = PointerRef::ROOT.key("roles");
    for role in ladder.roles() {
        let id = &ladder[role].id;
        let role_path = roles.key(id);
        let pay = role_path.key("pay");
        for (position, entry) in ladder[role].pay.iter().enumerate() {
            if let Some(population) = &entry.population {
                let message = format!("this pay describes {population}, not only `{id}`");
                let at = pay.item(position);
                diagnostics.add(Code::WiderPopulation, at.key("population"), message);
            }
        }
    }
}

/// Sources are old after this many years.
const OLD: f64 = 2.0;

/// Notes sources that are old on `day`.
pub fn old_sources(ladder: &Ladder, day: Day, diagnostics: &mut Diagnostics) {
    let sources = PointerRef::ROOT.key("sources");
    for source in &ladder.sources {
        let Some(as_of) = source.as_of else {
            continue;
        };
        if years_after(as_of.last_day(), OLD) < day {
            let id = &source.id;
            let message = format!(
                "the figures of `{id}` are from {as_of}, more than {OLD} years before {day}"
            );
            diagnostics.add(Code::OldSource, sources.key(id).key("as_of"), message);
        }
    }
}
