//! Amounts and hours as people write them: with separators, a currency, a unit.

use super::read_scalar::{decimal, ends};

/// An amount as it was meant.
pub struct Amount {
    /// Its digits alone.
    pub digits: String,
    /// The code of the currency that stood beside it.
    pub currency: Option<String>,
}

/// The digits of an amount that has separators, its currency or a letter for its size.
pub fn bare(text: &str) -> Option<String> {
    let amount = amount(text, false).filter(|_| decimal(text).is_none());
    amount.map(|amount| amount.digits)
}

/// One amount of money, or two with a hyphen between them: three digits after a point are thousands.
pub fn amounts(text: &str) -> Option<(Amount, Option<Amount>)> {
    let amount = |text: &str| amount(text, true);
    if let Some(amount) = amount(text) {
        return Some((amount, None));
    }
    let (low, high) = text.split_once(['-', '–'])?;
    let high = amount(high)?;
    // The currency stands once, for both.
    let low = match &high.currency {
        Some(currency) => amount(&format!("{} {currency}", without_currency(low).0))?,
        None => amount(low)?,
    };
    Some((low, Some(high)))
}

fn amount(text: &str, is_money: bool) -> Option<Amount> {
    let (text, currency) = without_currency(text.trim());
    let units = [(['k', 'K'], "000"), (['m', 'M'], "000000")].into_iter();
    let mut units = units.filter_map(|(unit, zeros)| Some((text.strip_suffix(unit)?, zeros)));
    let (number, zeros) = units.next().unwrap_or((text, ""));
    let is_money = is_money || currency.is_some();
    if zeros.is_empty() && decimal(number).is_some() && !(is_money && has_groups(number)) {
        return Some(Amount {
            digits: number.to_owned(),
            currency,
        });
    }
    if let Some((whole, cents)) = number.rsplit_once([',', '.'])
        && zeros.is_empty()
        && matches!(cents.len(), 1 | 2)
        && (has_groups(whole) || is_digits(&whole))
        && !whole.contains(number.as_bytes()[whole.len()] as char)
        && is_digits(&cents)
    {
        let whole = whole.replace(|letter: char| !letter.is_ascii_digit(), "");
        return Some(Amount {
            digits: format!("{whole}.{cents}"),
            currency,
        });
    }
    let groups: Vec<&str> = number
        .split([',', '.', '_', ' ', '\'', '’', '\u{a0}', '\u{202f}'])
        .collect();
    let sound = has_groups(number) || groups.len() == 1 && !number.is_empty();
    (sound && groups.iter().all(is_digits)).then(|| Amount {
        digits: format!("{}{zeros}", groups.concat()),
        currency,
    })
}

fn is_digits(text: &&str) -> bool {
    !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit())
}

/// A text whose decimal commas are points: a comma after a digit, before one or two others; after a 0, before any
/// number of them.
pub fn with_points(text: &str) -> String {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut parts = text.split(',');
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let whole = written
            .rsplit(|letter: char| !letter.is_ascii_digit())
            .next();
        let is_decimal = match (whole.unwrap_or_default(), digits(part)) {
            ("", _) | (_, 0) => false,
            ("0", _) => true,
            (_, digits) => digits <= 2,
        };
        written.push(if is_decimal { '.' } else { ',' });
        written.push_str(part);
    }
    written
}

/// Whether a sign stands between thousands, the same everywhere.
fn has_groups(number: &str) -> bool {
    let Some(separator) = number.chars().find(|letter| !letter.is_ascii_digit()) else {
        return false;
    };
    let mut groups = number.split(separator);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
}

/// An amount without the sign or the code of its currency, and that code where it is known.
fn without_currency(text: &str) -> (&str, Option<String>) {
    for (sign, code) in [
        ("€", Some("EUR")),
        ("£", Some("GBP")),
        ("$", None),
        ("¥", None),
    ] {
        if let Some(rest) = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign)) {
            return (rest.trim(), code.map(str::to_owned));
        }
    }
    let is_code =
        |code: &&str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    let before = text.get(..3).filter(is_code).map(|code| (code, &text[3..]));
    let after = || {
        let begin = text.len().checked_sub(3)?;
        let code = text.get(begin..).filter(is_code)?;
        Some((code, &text[..begin]))
    };
    match before.or_else(after) {
        Some((code, rest)) => (rest.trim(), Some(code.to_owned())),
        None => (text, None),
    }
}

/// Hours without the word for them, and a part of a hundred as a part of one.
pub fn without_unit(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(percent) = text.strip_suffix('%') {
        let part = decimal(percent.trim())? / 100.0;
        return Some(part.to_string());
    }
    let units = ["hours", "hour", "hrs", "hr", "h", "Stunden", "Std."].iter();
    let mut bare = units.filter_map(|unit| text.strip_suffix(unit));
    let bare = bare.next()?.trim();
    ends(bare).map(|_| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_written_without_ornaments() {
        for (written, meant) in [
            ("120,000", "120000"),
            ("$120k", "120000"),
            ("1_200_000", "1200000"),
            ("€2M", "2000000"),
            ("EUR 80.000", "80000"),
            ("80 000 EUR", "80000"),
            ("80.000 €", "80000"),
            ("1.200.000", "1200000"),
            ("CHF 80'000", "80000"),
            ("4500.50 EUR", "4500.50"),
            ("12,00", "12.00"),
            ("1,200.50", "1200.50"),
            ("1.200,50", "1200.50"),
            ("4500,5 €", "4500.5"),
        ] {
            assert_eq!(bare(written).as_deref(), Some(meant), "{written}");
        }
        for unclear in ["", "1.5k", "much", "$", "1,2,3", "EUR", "80.000"] {
            assert_eq!(bare(unclear), None, "{unclear}");
        }
    }

    #[test]
    fn money_has_thousands_and_no_thousandths() {
        let written = |text: &str| {
            let (low, high) = amounts(text)?;
            Some((low.digits, high.map(|high| high.digits)))
        };
        let range = |low: &str, high: &str| Some((low.to_owned(), Some(high.to_owned())));
        assert_eq!(written("48.000 - 56.000"), range("48000", "56000"));
        assert_eq!(written("4500.50-5600"), range("4500.50", "5600"));
        assert_eq!(written("48.000"), Some(("48000".to_owned(), None)));
    }

    #[test]
    fn a_decimal_comma_becomes_a_point() {
        for (written, meant) in [
            ("9,5", "9.5"),
            ("1,5-2,25", "1.5-2.25"),
            ("0,125", "0.125"),
            ("1,200", "1,200"),
            ("a,b, 1,", "a,b, 1,"),
            ("", ""),
        ] {
            assert_eq!(with_points(written), meant, "{written}");
        }
    }

    #[test]
    fn hours_are_written_without_a_unit_and_a_part_without_a_percent_sign() {
        for (written, meant) in [
            ("40 hours", "40"),
            ("3-5h", "3-5"),
            ("40 Stunden", "40"),
            ("50%", "0.5"),
            ("12.5 %", "0.125"),
        ] {
            assert_eq!(without_unit(written).as_deref(), Some(meant), "{written}");
        }
        for unclear in ["", "h", "%", "many hours", "40 days", "-5%"] {
            assert_eq!(without_unit(unclear), None, "{unclear}");
        }
    }
}
