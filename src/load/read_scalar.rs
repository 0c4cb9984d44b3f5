//! Reading what is neither a list nor a map: text, words and numbers.

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Diagnostic},
    text::{NodeId, ScalarForm, Value},
};

use super::{
    amount,
    decode::Decoder,
    types::{Quantity, Span, Validity, Whole, Years},
};

impl<'tree> Decoder<'tree, '_> {
    /// Reads text as it was written; the words for nothing are refused unless they stand in quotes.
    pub fn text<T: From<SmolStr>>(&mut self, node: NodeId) -> Option<T> {
        match self.tree.value(node) {
            Value::Scalar(_, ScalarForm::Quoted) => Some(self.tree.kept(node).into()),
            Value::Scalar(text, ScalarForm::Plain) if !is_null(text) => {
                Some(self.tree.kept(node).into())
            }
            _ => {
                let only = match self.is_sequence(node).then(|| self.tree.items(node)) {
                    Some([only]) => self.tree.scalar(*only),
                    _ => None,
                };
                let help =
                    only.map(|only| format!("write it without a list: `{}`", shortened(only)));
                self.wrong_type(node, "text").help(help);
                None
            }
        }
    }

    /// Reads what something is called.
    pub fn title<T: From<SmolStr>>(&mut self, node: NodeId) -> Option<T> {
        let title: SmolStr = self.text(node)?;
        if title.trim().is_empty() {
            let at = self.at(node);
            let message = "expected words, found only invisible characters";
            self.diagnostics.add(Code::Empty, at, message);
            return None;
        }
        Some(title.into())
    }

    /// Reads `true` or `false`.
    pub fn flag(&mut self, node: NodeId) -> Option<bool> {
        match self.plain(node) {
            Some("true") => Some(true),
            Some("false") => Some(false),
            other => {
                let meant = other.map(str::to_ascii_lowercase);
                let meant = match meant.as_deref() {
                    Some("yes" | "y" | "on" | "1" | "true") => Some("write `true`"),
                    Some("no" | "n" | "off" | "0" | "false") => Some("write `false`"),
                    _ => None,
                };
                let diagnostic = self.wrong_type(node, "`true` or `false`");
                diagnostic.help(meant.map(str::to_owned));
                None
            }
        }
    }

    /// Reads a whole number, such as an amount of money.
    pub fn whole(&mut self, node: NodeId) -> Option<Whole> {
        let number = self.plain(node).and_then(decimal);
        // Digits alone are counted exactly: one more than the most would be rounded to it.
        if let Some(digits) = self.plain(node).and_then(|text| text.parse().ok())
            && digits <= Whole::MOST
        {
            return Some(Whole(digits));
        }
        #[expect(clippy::cast_precision_loss, reason = "it is a power of two")]
        let sound = |number: &f64| number.fract() == 0.0 && *number < Whole::MOST as f64;
        let Some(number) = number.filter(sound) else {
            let text = self.tree.scalar(node).unwrap_or_default();
            let expected = if number.is_some_and(|number| number.fract() == 0.0) {
                &format!("an amount of at most {}", Whole::MOST)
            } else {
                "a whole number, such as 150000"
            };
            let bare = amount::bare(text).filter(|bare| !bare.contains('.'));
            self.wrong_number(node, expected, bare.as_deref().map(written_as));
            return None;
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is whole, not negative and at most 2^53"
        )]
        Some(Whole(number as u64))
    }

    /// Reads a number that keeps the bounds of its kind.
    pub fn quantity<Q: Quantity>(&mut self, node: NodeId) -> Option<Q> {
        let number = self.plain(node).and_then(decimal);
        let sound = number.filter(|number| Q::is_sound(*number));
        if Q::IS_MONEY
            && let Some(text) = self.plain(node).filter(|text| is_grouped(text))
        {
            let number = number.unwrap_or_default();
            let message = format!("`{text}` is {number}, not {}", text.replace('.', ""));
            let help = format!("write {}, or {number}", text.replace('.', ""));
            let at = self.at(node);
            self.diagnostics
                .add(Code::InvalidPay, at, message)
                .help(Some(help));
            return None;
        }
        if sound.is_none() {
            let text = self.tree.scalar(node).unwrap_or_default();
            let is_sound = |bare: &String| decimal(bare).is_some_and(Q::is_sound);
            let bare = amount::bare(text).or_else(|| amount::without_unit(text));
            let bare = bare.filter(is_sound);
            let bare = bare.or_else(|| Some(amount::with_points(text)).filter(is_sound));
            let per_cent = number.filter(|number| Q::MOST <= 1.0 && (1.0..=100.0).contains(number));
            let part = per_cent.map(|number| format!("for {number} %, write {}", number / 100.0));
            let quoted = number.is_none() && decimal(text).is_some();
            let help = bare.filter(|_| !quoted).as_deref().map(written_as).or(part);
            self.wrong_number(node, Q::EXPECTED, help);
        }
        sound.map(Q::from)
    }

    /// Reads a number, or two with a hyphen between them.
    pub fn span(&mut self, node: NodeId) -> Option<Span> {
        let text = self.tree.scalar(node).unwrap_or_default();
        let alone = self.plain(node).and_then(decimal);
        let sound = |number: &f64| *number < Span::LIMIT;
        let quoted = alone.is_none() && decimal(text).is_some();
        let span = ends(text).filter(|(min, max)| !quoted && min <= max && sound(max));
        if span.is_none() {
            let expected = if alone.is_some() {
                &format!("a number below {}", Span::LIMIT)
            } else {
                "a number or a span, such as 2 or 3-5"
            };
            let meant = amount::with_points(text);
            let meant = amount::without_unit(&meant).unwrap_or(meant);
            let meant = Some(meant).filter(|meant| meant != text && ends(meant).is_some());
            let help = forwards(text).or_else(|| meant.as_deref().map(written_as));
            self.wrong_number(node, expected, help);
        }
        span.map(|(min, max)| Span { min, max })
    }

    /// Reads a duration.
    pub fn years(&mut self, node: NodeId) -> Option<Years> {
        self.duration(node, 0.0, Years::EXPECTED)
    }

    /// Reads how long a certification is valid.
    pub fn validity(&mut self, node: NodeId) -> Option<Validity> {
        let years = self.duration(node, Validity::LEAST, Validity::EXPECTED);
        years.map(Validity)
    }

    fn duration(&mut self, node: NodeId, least: f64, expected: &str) -> Option<Years> {
        let text = self.tree.scalar(node).unwrap_or_default();
        let quoted = self.plain(node).is_none() && decimal(text).is_some();
        let years = Years::parse(text).filter(|years| !quoted && years.min() >= least);
        if years.is_none() {
            let help = forwards(text).or_else(|| Years::meant(text));
            self.wrong_number(node, expected, help.filter(|_| !quoted));
        }
        years
    }

    fn plain(&self, node: NodeId) -> Option<&'tree str> {
        match self.tree.value(node) {
            Value::Scalar(text, ScalarForm::Plain | ScalarForm::Rounded) => Some(text),
            _ => None,
        }
    }

    pub fn wrong_type(&mut self, node: NodeId, expected: &str) -> &mut Diagnostic {
        let (at, found) = (self.at(node), self.found(node));
        let message = format!("expected {expected}, found {found}");
        let diagnostic = self.diagnostics.add(Code::WrongType, at, message);
        if let Value::Scalar(text, ScalarForm::Plain) = self.tree.value(node)
            && is_null(text)
        {
            let advice = if self.needed == Some(node) {
                "write a value; put a word such as `null` in quotes if it is meant as text"
            } else {
                "write a value or leave the key out; put a word such as `null` in quotes if it is meant as text"
            };
            diagnostic.help(advice.to_owned());
        }
        diagnostic
    }

    fn wrong_number(&mut self, node: NodeId, expected: &str, help: Option<String>) {
        let (at, found) = (self.at(node), self.found(node));
        let message = format!("expected {expected}, found {found}");
        let nothing = self.plain(node).is_some_and(is_null);
        let advice = if self.needed == Some(node) {
            "write a number"
        } else {
            "write a number or leave the key out"
        };
        let nothing = nothing.then(|| advice.to_owned());
        let quoted = match self.tree.value(node) {
            Value::Scalar(text, ScalarForm::Quoted) if decimal(text).is_some() => {
                Some("remove the quotes: a quoted value is text".to_owned())
            }
            _ => None,
        };
        let diagnostic = self.diagnostics.add(Code::InvalidNumber, at, message);
        diagnostic.help(help).help(nothing).help(quoted);
    }

    fn found(&self, node: NodeId) -> String {
        match self.tree.value(node) {
            Value::Scalar(_, ScalarForm::Plain) if self.tree.bytes(node).is_empty() => {
                "nothing".to_owned()
            }
            Value::Scalar(text, ScalarForm::Quoted) => format!("the text `{}`", shortened(text)),
            Value::Scalar(text, _) => format!("`{}`", shortened(text)),
            Value::Sequence(_) => "a list".to_owned(),
            Value::Mapping(_) => "a map".to_owned(),
        }
    }
}

/// The beginning of a text that is too long to be repeated.
pub(super) fn shortened(text: &str) -> SmolStr {
    const LENGTH: usize = 60;
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

/// The words that YAML reads as nothing.
pub(super) fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// A number, or two with a hyphen between them.
pub(super) fn ends(text: &str) -> Option<(f64, f64)> {
    if let Some(number) = decimal(text) {
        return Some((number, number));
    }
    let (min, max) = text.split_once('-')?;
    Some((decimal(min.trim_end())?, decimal(max.trim_start())?))
}

/// How to write a span whose ends stand the wrong way round, with its unit.
fn forwards(text: &str) -> Option<String> {
    let end = text.rfind(|letter: char| letter.is_ascii_digit())? + 1;
    let (numbers, unit) = text.split_at(end);
    let (more, less) = numbers.split_once('-')?;
    let (more, less) = (more.trim(), less.trim());
    (decimal(more)? > decimal(less)?)
        .then(|| format!("the smaller number comes first: {less}-{more}{unit}"))
}

fn written_as(number: &str) -> String {
    format!("write it as {number}")
}

/// Whether a point may be meant to group digits, as in `47.000`: no other amount ends so.
fn is_grouped(text: &str) -> bool {
    decimal(text).is_some()
        && text.split_once('.').is_some_and(|(whole, fraction)| {
            whole.len() <= 3 && fraction.len() == 3 && fraction.ends_with('0')
        })
}

/// Digits, with at most one point between them, and perhaps a power of ten.
pub(super) fn decimal(text: &str) -> Option<f64> {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let power = power.strip_prefix(['+', '-']).unwrap_or(power);
    let sound = [whole, fraction, power].into_iter().all(is_digits);
    let number = sound.then(|| text.parse::<f64>().ok())??;
    number.is_finite().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_digits_with_at_most_one_point_and_one_power() {
        for (written, number) in [("7", 7.0), ("2.5", 2.5), ("1e3", 1e3), ("2.5E-1", 0.25)] {
            assert_eq!(decimal(written), Some(number), "{written}");
        }
        for wrong in [
            "", "-1", ".5", "5.", "1e", "e3", ".nan", "inf", "1,5", "0x2A", "1_000", "1e999",
        ] {
            assert_eq!(decimal(wrong), None, "{wrong}");
        }
    }
}
