//! How numbers are written: counts, money, percent and ratios.

use crate::query::Number;

use super::value;

/// An amount with its thousands apart.
pub fn amount(amount: u64) -> String {
    let digits = amount.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

/// A number with its thousands apart.
pub fn quantity(number: Number) -> String {
    let written = number.to_string();
    let (whole, fraction) = match written.split_once('.') {
        Some((whole, fraction)) => (whole, format!(".{fraction}")),
        None => (written.as_str(), String::new()),
    };
    match whole.parse() {
        Ok(whole) => format!("{}{fraction}", amount(whole)),
        Err(_) => written,
    }
}

/// An amount that was worked out, in whole units.
pub fn whole(number: Number) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "amounts stay below 2^53, and above 0"
    )]
    let whole = number.0.max(0.0).round() as u64;
    amount(whole)
}

/// No difference in money.
pub const SAME: &str = "the same";

/// A difference in money, with its sign.
pub fn difference(number: Number) -> String {
    let sign = if number.0 < 0.0 { "-" } else { "+" };
    match money(Number(number.0.abs())) {
        none if none == "0" => SAME.to_owned(),
        amount => format!("{sign}{amount}"),
    }
}

/// An amount of money, with its hundredths where it has any.
pub fn money(amount: Number) -> String {
    let written = two_digits(amount);
    written.strip_suffix(".00").unwrap_or(&written).to_owned()
}

/// A ratio with two digits after the point.
pub fn two_digits(number: Number) -> String {
    let hundredths = (number.0 * 100.0).round();
    let (whole, rest) = ((hundredths / 100.0).floor(), hundredths % 100.0);
    format!("{}.{rest:02}", quantity(Number(whole)))
}

pub fn percent(number: Number) -> String {
    value(format!("{} %", Number((number.0 * 1000.0).round() / 10.0)))
}

/// A part of a whole in whole percent.
pub fn part(number: Number) -> String {
    let percent = (number.0 * 100.0).round();
    // Never `-0`.
    let sign = if percent < 0.0 { "-" } else { "" };
    value(format!("{sign}{} %", quantity(Number(percent.abs()))))
}

/// The mean over all requirements, in whole percent; 100 only when everything is met.
pub fn ratio(number: Number) -> String {
    value(format!("{} %", number.percent()))
}

/// A number with its unit, in the plural unless it is 1.
pub fn counted(number: impl std::fmt::Display, unit: &str) -> String {
    let number = number.to_string();
    match unit.strip_suffix("ty") {
        _ if number == "1" => format!("{number} {unit}"),
        Some(stem) => format!("{number} {stem}ties"),
        None if unit.ends_with("ss") => format!("{number} {unit}es"),
        None => format!("{number} {unit}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(amount(0), "0");
        assert_eq!(amount(999), "999");
        assert_eq!(amount(161_050), "161,050");
        assert_eq!(amount(1_000_000), "1,000,000");
        assert_eq!(difference(Number(-29_960.5)), "-29,960.50");
    }

    #[test]
    fn a_readiness_below_one_is_never_a_hundred_percent() {
        assert_eq!(ratio(Number(0.9999)), "99\u{a0}%");
        assert_eq!(ratio(Number(1.0)), "100\u{a0}%");
    }
}
