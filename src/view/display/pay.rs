//! How pay entries are written, and why two are not compared.

use crate::{
    query::{Number, Pay, PayChange, PayEntry, PayTerms},
    vocabulary::{Incomparable, PayPeriod},
};

use super::{
    super::prose, ESTIMATED, StyledText, TextStyle, UNKNOWN, counted, join, list, money, quantity,
    value,
};

/// The note on figures with a star, if there are any.
pub fn wider<'a>(mut pay: impl Iterator<Item = &'a Pay>) -> Option<StyledText> {
    let is_wider = pay.any(|pay| !pay.is_of_role());
    is_wider.then(|| StyledText::quiet("* is the pay of a wider group than the role."))
}

/// The midpoint of a pay entry, with a star where it is that of a wider group.
pub fn starred(pay: &Pay) -> String {
    format!("{}{}", middle(pay), star(pay))
}

/// A star for an entry that describes a wider group than the role.
pub fn star(pay: &Pay) -> &'static str {
    if pay.is_of_role() { "" } else { "*" }
}

/// The mark of a pay entry that is an estimate.
pub fn mark_of(pay: &Pay) -> &'static str {
    if pay.cited.estimated { ESTIMATED } else { "" }
}

/// An amount of a pay entry, marked where the entry is an estimate.
pub fn money_of(pay: &Pay, amount: Number) -> String {
    format!("{}{}", mark_of(pay), money(amount))
}

/// The day of a pay entry, and whether it is yet to come.
pub fn as_of(pay: &Pay) -> StyledText {
    date(pay).then(later(pay))
}

/// The day of a pay entry.
pub fn date(pay: &Pay) -> StyledText {
    match &pay.cited.as_of {
        Some(date) => StyledText::from(date),
        None => StyledText::quiet("undated"),
    }
}

/// The mark of a pay entry that is dated later than the day of the answer.
pub fn later(pay: &Pay) -> StyledText {
    let later = if pay.dated_later { ", dated later" } else { "" };
    StyledText::new(TextStyle::Middling, later)
}

/// The midpoint of a pay entry, or what is known of it.
pub fn middle(pay: &Pay) -> String {
    match (pay.midpoint(), pay.low, pay.high) {
        (Some(midpoint), _, _) => money(Number(midpoint)),
        (None, low, high) => either_end(low, high).unwrap_or_else(|| UNKNOWN.to_owned()),
    }
}

/// The ends of a pay range, as far as they are known, and what lies between them.
pub fn ends(pay: &Pay) -> String {
    let Some(ends) = either_end(pay.low, pay.high) else {
        return String::new();
    };
    match &pay.range {
        Some(range) => format!("{ends} {range}"),
        None => ends,
    }
}

fn either_end(low: Option<Number>, high: Option<Number>) -> Option<String> {
    Some(match (low, high) {
        (Some(low), Some(high)) if low == high => money(low),
        (Some(low), Some(high)) => format!("{}–{}", money(low), money(high)),
        (Some(low), None) => value(format!("from {}", money(low))),
        (None, Some(high)) => value(format!("to {}", money(high))),
        (None, None) => return None,
    })
}

/// The amounts of a pay entry as the ladder states them: `24.35 × 2,080 hours`.
pub fn stated(pay: &Pay) -> Option<String> {
    let stated = pay.stated.as_ref()?;
    let ends = either_end(stated.low, stated.high);
    let mid = stated.mid.map(money);
    let amounts = match (mid, ends) {
        (Some(mid), Some(ends)) => format!("{mid} ({ends})"),
        (mid, ends) => mid.or(ends)?,
    };
    let times = times(stated.per, stated.per_year);
    Some(format!("{}{amounts}{times}", mark_of(pay)))
}

/// How often an amount is paid in a full-time year: ` × 12 months`; nothing for a year.
pub fn times(per: PayPeriod, per_year: Number) -> String {
    match per {
        PayPeriod::Year => String::new(),
        per => format!(" × {}", value(format!("{} {per}s", quantity(per_year)))),
    }
}

/// What a pay entry describes besides the role, and the note on it.
pub fn described(pay: &Pay) -> StyledText {
    let occupation = pay.occupation.as_ref();
    let occupation = occupation.map(|name| StyledText::from(format!("the occupation {name}")));
    let population = pay.population.iter().map(StyledText::from);
    let known = population.chain(occupation);
    let known = known.chain(pay.note.as_ref().map(prose));
    let known = known.reduce(|all, one| all.plain("; ").then(one));
    known.unwrap_or_default()
}

/// Why the pay of two roles is not compared; the roles by these names.
pub fn why_not_compared(change: &PayChange, from: &str, to: &str) -> Option<String> {
    let is_wider = |pay: &Option<Pay>| pay.as_ref().is_some_and(|pay| !pay.is_of_role());
    let wider = [(from, &change.from), (to, &change.to)].into_iter();
    let wider = wider.filter(|(_, pay)| is_wider(pay));
    let wider: Vec<&str> = wider.map(|(name, _)| name).collect();
    let role = if change.from.is_none() { from } else { to };
    Some(match change.reason? {
        Incomparable::WiderGroup => {
            let groups = match wider.len() {
                1 => "describes a wider group than the role",
                _ => "each describe a wider group than the role",
            };
            let figures = if wider.len() == 1 {
                "figure"
            } else {
                "figures"
            };
            format!("the {figures} of {} {groups}", list(&wider))
        }
        Incomparable::NoFigure => format!("no pay is known for {role}"),
        Incomparable::EstimateLeftOut => {
            format!("the pay of {role} is an estimate, which is left out")
        }
        Incomparable::OtherTerms => {
            format!("the pay of {role} is on another basis, or in another currency or region")
        }
        Incomparable::Occupation => {
            format!("the only figure of {role} is that of a whole occupation")
        }
        Incomparable::DatedLater => {
            format!("the pay of {role} is dated later than the day of the answer")
        }
        Incomparable::NoMidpoint => "a midpoint is unknown".to_owned(),
    })
}

/// `USD US base`: figures are comparable where this is the same.
pub fn terms(terms: &PayTerms) -> String {
    let region = terms.region.as_deref();
    let words = [
        Some(terms.currency.as_str()),
        region,
        Some(terms.basis.name()),
    ];
    join(words.into_iter().flatten(), " ")
}

/// How old a pay entry is, as far as that can be counted: `22 months`, `at least 37 months`.
pub fn age(entry: &PayEntry) -> Option<String> {
    let months = entry.age_months?;
    let counted = counted(months, "month");
    match (months, entry.age_at_least) {
        // Of a month or a year that is hardly over, the date alone says more.
        (0, true) => None,
        (0, false) => Some("less than a month".to_owned()),
        (_, true) => Some(format!("at least {counted}")),
        (_, false) => Some(counted),
    }
}
