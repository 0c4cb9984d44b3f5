//! Warns of pay that is so far from other pay that a digit or the period is probably wrong.

use std::collections::{BTreeMap, HashMap, HashSet};

use petgraph::visit::EdgeRef;

use crate::{
    diagnostic::{Code, Diagnostics},
    model::{Ladder, Pay, PayTerms, RoleIndex, Salary, are_far_apart, likely_period},
    order::Order as _,
    text::PointerRef,
    vocabulary::PayPeriod,
};

/// The pay entries of roles that are doubted, by their positions.
pub type Doubted = HashSet<(RoleIndex, usize)>;

/// Warns of pay entries with ends that are far apart, and of entries that are far from the pay of the
/// neighbouring roles on the same terms.
pub fn ladder(ladder: &Ladder, diagnostics: &mut Diagnostics) -> Doubted {
    let mut doubted = Doubted::new();
    let amounts = Amounts::of(ladder);
    let roles = PointerRef::ROOT.key("roles");
    for role in ladder.roles() {
        let pay = roles.key(&ladder[role].id);
        let pay = pay.key("pay");
        for (position, entry) in ladder[role].pay.iter().enumerate() {
            let at = pay.item(position);
            if let Some((key, _)) = stated(entry).find(|(_, amount)| *amount <= 0.0) {
                nothing(key, at, diagnostics);
            } else if let Some(((lower, less), (upper, more))) = wide_range(entry) {
                let message = format!("`{upper}` is {more}, far above `{lower}`");
                diagnostics
                    .add(Code::DoubtfulPay, at.key(upper), message)
                    .also(at.key(lower), format!("`{lower}` is {less}"))
                    .help("check the number of digits of both".to_owned());
                doubted.insert((role, position));
            } else if let Some((neighbour, usual)) = amounts.far_from_neighbours(role, entry)
                && let Some((key, amount)) = main_amount(entry)
            {
                let neighbour = &ladder[neighbour].id;
                let message = format!(
                    "`{key}` is {amount} a year, far from the {usual} of the neighbouring role `{neighbour}`"
                );
                diagnostics
                    .add(Code::DoubtfulPay, at.key(key), message)
                    .also(roles.key(neighbour).key("pay"), "the pay of that role")
                    .help(advice(entry.stated.is_some(), amount, usual));
                doubted.insert((role, position));
            }
        }
    }
    doubted
}

/// Warns of an amount of 0, which is no unknown one.
fn nothing(key: &str, at: PointerRef, diagnostics: &mut Diagnostics) {
    let help = "leave out an amount that is not known";
    diagnostics
        .add(Code::DoubtfulPay, at.key(key), format!("`{key}` is 0"))
        .help(help.to_owned());
}

/// Warns of a person's pay of 0, or one that is far from all pay of the ladder on the same terms.
pub fn salary(pay: &Salary, ladder: &Ladder, diagnostics: &mut Diagnostics) {
    if pay.amount <= 0.0 {
        return nothing("amount", PointerRef::ROOT.key("pay"), diagnostics);
    }
    let entries = ladder.roles().flat_map(|role| &ladder[role].pay);
    let entries = entries.filter(|entry| entry.terms.match_with(&pay.terms));
    let amounts = entries.filter_map(|entry| Some((entry, main_amount(entry)?.1)));
    let distance = |(_, amount): &(&Pay, f64)| apart(pay.amount, *amount);
    let nearest = amounts.min_by(|one, other| distance(one).total_cmp(&distance(other)));
    let Some((entry, usual)) = nearest else {
        return;
    };
    if are_far_apart(pay.amount, usual) {
        let amount = pay.amount;
        let message =
            format!("{amount} a year is far from all pay of the ladder; the nearest is {usual}");
        let at = PointerRef::ROOT.key("pay");
        let at = at.key("amount");
        let of_ladder = likely_period(usual, amount).filter(|_| entry.stated.is_none());
        let help = match of_ladder {
            Some(period) => format!(
                "if the ladder's pay is for {} {period}, write `per: {period}` there",
                if period == PayPeriod::Hour { "an" } else { "a" }
            ),
            None => advice(pay.stated.is_some(), amount, usual),
        };
        diagnostics.add(Code::DoubtfulPay, at, message).help(help);
    }
}

/// What to do about an amount that is far from the usual ones.
pub(super) fn advice(has_period: bool, amount: f64, usual: f64) -> String {
    match likely_period(amount, usual).filter(|_| !has_period) {
        Some(PayPeriod::Hour) => "if it is for an hour, write `per: hour`",
        Some(PayPeriod::Month) => "if it is for a month, write `per: month`",
        Some(PayPeriod::Year) | None => "check the number of digits, and `per`",
    }
    .to_owned()
}

/// The distance of two amounts above 0, as a factor.
fn apart(one: f64, other: f64) -> f64 {
    one.max(other) / one.min(other)
}

type Amount = (&'static str, f64);

/// The amounts of an entry as the file states them, the lowest first.
fn stated(entry: &Pay) -> impl Iterator<Item = Amount> {
    let stated = entry.stated.as_ref();
    let [low, mid, high] = stated.map_or([entry.low, entry.mid, entry.high], |stated| {
        [stated.low, stated.mid, stated.high]
    });
    let amounts = [("low", low), ("mid", mid), ("high", high)].into_iter();
    amounts.filter_map(|(key, amount)| Some((key, amount?)))
}

/// The first two amounts of an entry next to each other that are far apart.
fn wide_range(entry: &Pay) -> Option<(Amount, Amount)> {
    let amounts: Vec<Amount> = stated(entry).collect();
    let pairs = amounts.windows(2).map(|pair| (pair[0], pair[1]));
    let mut pairs = pairs.chain(amounts.first().copied().zip(amounts.last().copied()));
    pairs.find(|(lower, upper)| are_far_apart(lower.1, upper.1))
}

/// The middle of an entry a year, else its one end, with the key that states it; none for 0.
fn main_amount(entry: &Pay) -> Option<Amount> {
    let keys = [("mid", entry.mid), ("low", entry.low), ("high", entry.high)].into_iter();
    let mut amounts = keys.filter_map(|(key, amount)| Some((key, amount?)));
    amounts.next().filter(|(_, amount)| *amount > 0.0)
}

/// The amounts of a ladder by their terms.
struct Amounts<'a> {
    /// Of the whole ladder, the middle one.
    usual: HashMap<&'a PayTerms, f64>,
    /// Of each role's neighbours, with one of the neighbours that pay it.
    near: Vec<HashMap<&'a PayTerms, BTreeMap<u64, RoleIndex>>>,
}

impl<'a> Amounts<'a> {
    fn of(ladder: &'a Ladder) -> Self {
        let own: Vec<HashMap<&PayTerms, f64>> = ladder
            .roles()
            .map(|role| middles(ladder[role].pay.iter()))
            .collect();
        let mut near = vec![HashMap::new(); own.len()];
        for edge in ladder.graph.edge_references() {
            let (from, to) = (edge.source(), edge.target());
            let [on_from, on_to] = [from, to].map(|role| &own[role.index()]);
            // Only shared terms matter: the shorter list is gone through.
            let shorter = if on_from.len() <= on_to.len() {
                on_from
            } else {
                on_to
            };
            for terms in shorter.keys().copied() {
                if let (Some(before), Some(after)) = (on_from.get(terms), on_to.get(terms)) {
                    let mut add = |role: RoleIndex, amount: f64, neighbour: RoleIndex| {
                        let near: &mut BTreeMap<u64, RoleIndex> =
                            near[role.index()].entry(terms).or_default();
                        near.entry(amount.to_bits()).or_insert(neighbour);
                    };
                    add(from, *after, to);
                    add(to, *before, from);
                }
            }
        }
        let all = ladder.roles().flat_map(|role| &ladder[role].pay);
        Self {
            usual: middles(all),
            near,
        }
    }

    /// The neighbour with the nearest pay and that pay, where an entry is far from it and from the usual
    /// pay of the ladder: of two roles that are far apart, one is usual.
    fn far_from_neighbours(&self, role: RoleIndex, entry: &Pay) -> Option<(RoleIndex, f64)> {
        let (_, amount) = main_amount(entry)?;
        let near = self.near[role.index()].get(&entry.terms)?;
        // Positive numbers are in the order of their bits.
        let below = near.range(..=amount.to_bits()).next_back();
        let above = near.range(amount.to_bits()..).next();
        let nearest = below.into_iter().chain(above);
        let nearest = nearest.map(|(bits, role)| (*role, f64::from_bits(*bits)));
        let nearest = nearest
            .min_by(|(_, one), (_, other)| apart(amount, *one).total_cmp(&apart(amount, *other)));
        let usual = *self.usual.get(&entry.terms)?;
        nearest.filter(|(_, near)| are_far_apart(amount, *near) && are_far_apart(amount, usual))
    }
}

/// Of entries on the same terms, the middle amount; of two middle ones, the higher.
fn middles<'a>(entries: impl Iterator<Item = &'a Pay>) -> HashMap<&'a PayTerms, f64> {
    let mut amounts: HashMap<&PayTerms, Vec<f64>> = HashMap::new();
    for entry in entries {
        if let Some((_, amount)) = main_amount(entry) {
            amounts.entry(&entry.terms).or_default().push(amount);
        }
    }
    let middles = amounts.into_iter().map(|(terms, mut amounts)| {
        amounts.order_by(f64::total_cmp);
        (terms, amounts[amounts.len() / 2])
    });
    middles.collect()
}
