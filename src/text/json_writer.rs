//! Writing JSON: keys in the given order, small collections on one line.

use super::writer::{WIDTH, Yaml};

/// Writes a text in quotes; characters that YAML does not allow are escaped, since JSON is read as YAML too.
fn quoted(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    let is_refused = |letter: char| matches!(letter, '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}');
    if !quoted.contains(is_refused) {
        return quoted;
    }
    let escaped = quoted.chars().map(|letter| {
        if is_refused(letter) {
            format!("\\u{:04x}", u32::from(letter))
        } else {
            letter.to_string()
        }
    });
    escaped.collect::<Vec<_>>().concat()
}

impl Yaml {
    /// The same value as JSON, with a line break at its end.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        self.write_json(0, 0, &mut out);
        out.push('\n');
        out
    }

    /// Writes the value on a line that has so many columns already, the lines below it indented.
    fn write_json(&self, column: usize, indent: usize, out: &mut String) {
        let line = self.json_line();
        if let Some(line) = line.filter(|line| column + line.chars().count() <= WIDTH) {
            out.push_str(&line);
            return;
        }
        let margin = " ".repeat(indent + 2);
        let mut separator = "";
        let mut begin = |out: &mut String| {
            out.extend([separator, "\n", &margin]);
            separator = ",";
        };
        let end = match self {
            Self::Plain(text) | Self::Text(text) => return out.push_str(&self.json_scalar(text)),
            Self::Sequence(items) => {
                out.push('[');
                for item in items {
                    begin(out);
                    item.write_json(indent + 2, indent + 2, out);
                }
                ']'
            }
            Self::Mapping(entries) => {
                out.push('{');
                for entry in entries {
                    begin(out);
                    let key = format!("{}: ", quoted(&entry.key));
                    out.push_str(&key);
                    let column = indent + 2 + key.chars().count();
                    entry.value.write_json(column, indent + 2, out);
                }
                '}'
            }
        };
        out.push('\n');
        out.push_str(&margin[2..]);
        out.push(end);
    }

    /// The value on one line, if it is a scalar, or a collection of scalars and, in a mapping, lists of them.
    fn json_line(&self) -> Option<String> {
        let scalar = |yaml: &Self| match yaml {
            Self::Plain(text) | Self::Text(text) => Some(yaml.json_scalar(text)),
            Self::Sequence(_) | Self::Mapping(_) => None,
        };
        match self {
            Self::Sequence(items) => {
                let items: Option<Vec<String>> = items.iter().map(scalar).collect();
                Some(format!("[{}]", items?.join(", ")))
            }
            Self::Mapping(entries) => {
                let entries = entries.iter().map(|entry| {
                    let value = match &entry.value {
                        list @ Self::Sequence(_) => list.json_line()?,
                        other => scalar(other)?,
                    };
                    Some(format!("{}: {value}", quoted(&entry.key)))
                });
                let entries: Option<Vec<String>> = entries.collect();
                Some(match entries?.join(", ") {
                    empty if empty.is_empty() => "{}".to_owned(),
                    entries => format!("{{ {entries} }}"),
                })
            }
            scalar_value => scalar(scalar_value),
        }
    }

    /// A number or a truth value as it is, and all else in quotes.
    fn json_scalar(&self, text: &str) -> String {
        let is_plain = matches!(self, Self::Plain(_));
        if is_plain && serde_json::from_str::<serde_json::Value>(text).is_ok() {
            return text.to_owned();
        }
        quoted(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_yaml_does_not_allow_is_escaped() {
        assert_eq!(
            quoted("a\u{7f}\u{9b}\u{ffff}é"),
            r#""a\u007f\u009b\uffffé""#
        );
        assert_eq!(quoted("a\tb"), r#""a\tb""#);
    }
}
