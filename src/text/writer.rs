//! Writing YAML: keys in the given order, comments above them, small collections on one line.

use std::{
    borrow::Cow,
    fmt::{self, Write},
};

use super::hidden::{hidden, is_hidden};

/// In characters: a collection that ends before it may stand on one line.
pub(super) const WIDTH: usize = 80;
/// In characters: a longer key has to be introduced by a question mark.
const KEY: usize = 1000;

/// A value to write.
#[derive(Debug, Clone, PartialEq)]
pub enum Yaml {
    /// A number or a truth value, written as it is.
    Plain(String),
    /// A text, in quotes only where it would be read as something else.
    Text(String),
    /// A list.
    Sequence(Vec<Self>),
    /// Keys and values, in this order.
    Mapping(Vec<YamlEntry>),
}

/// A key of a mapping, and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct YamlEntry {
    /// The lines of a comment above the key.
    pub comment: String,
    /// The key; it is quoted where YAML needs that.
    pub key: String,
    /// The value.
    pub value: Yaml,
}

impl YamlEntry {
    /// An entry without a comment.
    pub fn new(key: impl Into<String>, value: Yaml) -> Self {
        Self {
            comment: String::new(),
            key: key.into(),
            value,
        }
    }
}

impl Yaml {
    /// A text.
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// Keys and values, without comments.
    pub fn mapping<K: Into<String>>(entries: impl IntoIterator<Item = (K, Self)>) -> Self {
        let entries = entries.into_iter();
        let entries = entries.map(|(key, value)| YamlEntry::new(key, value));
        Self::Mapping(entries.collect())
    }

    /// A text; one of digits, points and hyphens, such as a date or a span, stands without quotes.
    pub fn numeric(text: &str) -> Self {
        let fits = |byte: u8| byte.is_ascii_digit() || b".-".contains(&byte);
        if text.starts_with(|first: char| first.is_ascii_digit()) && text.bytes().all(fits) {
            Self::Plain(text.to_owned())
        } else {
            Self::text(text)
        }
    }

    fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Writes the lines of a collection, each indented by so many spaces.
    fn lines(&self, indent: usize) -> String {
        let mut out = String::new();
        let margin = " ".repeat(indent);
        match self {
            Self::Mapping(entries) if !entries.is_empty() => {
                for entry in entries {
                    for line in entry.comment.lines() {
                        let line = line.replace(is_unprintable, "\u{fffd}");
                        out.push_str(format!("{margin}# {line}").trim_end());
                        out.push('\n');
                    }
                    let key = scalar(&entry.key, true);
                    let head = if key.chars().count() <= KEY {
                        format!("{margin}{key}:")
                    } else {
                        format!("{margin}? {key}\n{margin}:")
                    };
                    out.push_str(&head);
                    entry.value.after(&head, indent, &mut out);
                }
            }
            Self::Sequence(items) if !items.is_empty() => {
                for item in items {
                    let head = format!("{margin}-");
                    out.push_str(&head);
                    item.after(&head, indent, &mut out);
                }
            }
            other => {
                let line = other.line(indent);
                // A document of one text is no literal block.
                let line = line.or_else(|| Some(scalar(other.as_text()?, false).into_owned()));
                out.push_str(&line.unwrap_or_default());
                out.push('\n');
            }
        }
        out
    }

    /// Writes the value after its key or the hyphen of an item, and ends the line.
    fn after(&self, head: &str, indent: usize, out: &mut String) {
        if let Some(line) = self.line(head.chars().count() + 1) {
            out.push(' ');
            out.push_str(&line);
            out.push('\n');
            return;
        }
        match self {
            Self::Text(text) => {
                let (text, sign) = match text.strip_suffix('\n') {
                    Some(text) => (text, ""),
                    None => (text.as_str(), "-"),
                };
                out.push_str(" |");
                out.push_str(sign);
                out.push('\n');
                for line in text.split('\n') {
                    // An empty line is not indented.
                    if !line.is_empty() {
                        out.extend([" ".repeat(indent + 2).as_str(), line]);
                    }
                    out.push('\n');
                }
            }
            _ if head.ends_with('-') => {
                out.push(' ');
                out.push_str(self.lines(indent + 2).trim_start_matches(' '));
            }
            _ => {
                out.push('\n');
                out.push_str(&self.lines(indent + 2));
            }
        }
    }

    /// The value on the rest of a line that begins at a column, if it may stand there.
    fn line(&self, column: usize) -> Option<String> {
        match self {
            Self::Plain(text) => Some(text.clone()),
            Self::Text(text) if is_literal(text) => None,
            Self::Text(text) => Some(scalar(text, false).into_owned()),
            collection => {
                let line = collection.flow()?;
                let fits = column + line.chars().count() <= WIDTH;
                (fits || line.len() == 2).then_some(line)
            }
        }
    }

    /// The value between brackets, if it holds nothing but scalars and, in a mapping, lists of them.
    fn flow(&self) -> Option<String> {
        let item = |yaml: &Self| match yaml {
            Self::Plain(text) => Some(text.clone()),
            Self::Text(text) if is_literal(text) => None,
            Self::Text(text) => Some(scalar(text, true).into_owned()),
            Self::Sequence(_) | Self::Mapping(_) => None,
        };
        match self {
            Self::Sequence(items) => {
                let items: Option<Vec<String>> = items.iter().map(item).collect();
                Some(format!("[{}]", items?.join(", ")))
            }
            Self::Mapping(entries) => {
                let entries = entries.iter().map(|entry| {
                    let value = match &entry.value {
                        list @ Self::Sequence(_) => list.flow()?,
                        other => item(other)?,
                    };
                    let alone = entry.comment.is_empty() && entry.key.len() <= WIDTH;
                    alone.then(|| format!("{}: {value}", scalar(&entry.key, true)))
                });
                let entries: Vec<String> = entries.collect::<Option<_>>()?;
                Some(match entries.join(", ") {
                    empty if empty.is_empty() => "{}".to_owned(),
                    entries => format!("{{ {entries} }}"),
                })
            }
            scalar => item(scalar),
        }
    }
}

/// A document, with a line break at its end.
impl fmt::Display for Yaml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines(0))
    }
}

/// Whether a text of several lines reads back as a literal block.
fn is_literal(text: &str) -> bool {
    let plain = |line: &str| !line.ends_with(' ') && !line.contains(is_unprintable);
    let body = text.strip_suffix('\n').unwrap_or(text);
    text.contains('\n')
        && !body.starts_with([' ', '\n'])
        && !body.ends_with('\n')
        && !body.is_empty()
        && body.split('\n').all(plain)
}

/// Whether YAML forbids a character, or it is invisible.
fn is_unprintable(character: char) -> bool {
    is_hidden(character) || is_forbidden(character)
}

/// Whether YAML forbids a character that is not among the invisible ones.
fn is_forbidden(character: char) -> bool {
    matches!(character, '\u{fffe}' | '\u{ffff}')
}

/// A text on one line, in double quotes if it would not be read back without them.
pub(super) fn scalar(text: &str, in_flow: bool) -> Cow<'_, str> {
    let flow_sign = |character: char| in_flow && ",[]{}".contains(character);
    let signs = ",[]{}#&*!|>'\"%@`";
    let begins = |first: char| signs.contains(first) || in_flow && "-?:".contains(first);
    let is_plain = !text.starts_with(begins)
        && !["-", "?", ":"].contains(&text)
        && !["- ", "? ", ": ", "---", "..."]
            .iter()
            .any(|sign| text.starts_with(sign))
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && text.trim_matches(' ') == text
        && hidden(text).next().is_none()
        && !text.contains(|character| is_forbidden(character) || flow_sign(character))
        && !is_other_type(text);
    if is_plain {
        return Cow::Borrowed(text);
    }
    let mut quoted = String::from("\"");
    for character in text.chars() {
        // Writing to a string cannot fail.
        let _ = match character {
            '"' | '\\' => write!(quoted, "\\{character}"),
            '\n' => write!(quoted, "\\n"),
            '\t' => write!(quoted, "\\t"),
            wide if is_unprintable(wide) && wide > '\u{ffff}' => {
                write!(quoted, "\\U{:08x}", u32::from(wide))
            }
            other if is_unprintable(other) => write!(quoted, "\\u{:04x}", u32::from(other)),
            other => write!(quoted, "{other}"),
        };
    }
    quoted.push('"');
    Cow::Owned(quoted)
}

/// Whether some reader of YAML takes the text for nothing, a truth value, a number or a date.
pub fn is_other_type(text: &str) -> bool {
    const WORDS: [&str; 15] = [
        "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".inf", ".nan", "=",
        "<<",
    ];
    let lower = text.to_ascii_lowercase();
    let unsigned = lower.trim_start_matches(['+', '-']);
    let digits = unsigned.replace(['_', ','], "");
    let only = |signs: &str| {
        let fits = |byte: u8| byte.is_ascii_digit() || signs.as_bytes().contains(&byte);
        digits.starts_with(|first: char| first.is_ascii_digit()) && digits.bytes().all(fits)
    };
    WORDS.contains(&unsigned)
        || digits.parse::<f64>().is_ok()
        || ["0x", "0o", "0b"]
            .iter()
            .any(|base| digits.starts_with(base))
        || only(":.")
        || (only("-:.tz ") && digits.get(4..5) == Some("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map<const N: usize>(entries: [(&str, Yaml); N]) -> Yaml {
        Yaml::mapping(entries)
    }

    fn list<const N: usize>(items: [Yaml; N]) -> Yaml {
        Yaml::Sequence(items.into())
    }

    #[test]
    fn a_text_stands_in_quotes_only_where_it_needs_them() {
        let plain = "practitioner|can do well, alone|3d printing|2024-intake|.NET|C++|a#b\
            |http://a.example|-x|wait?|1.10.2a|née|5 hours";
        for plain in plain.split('|') {
            assert_eq!(scalar(plain, false), plain);
        }
        let quoted = "|Null|no|1.10|-1e3|1_000|0x1F|12:30|2026-03-31|2026-03-31 10:00| a|a: b|a:\
            |a #b|- a|---|[a";
        for quoted in quoted.split('|') {
            assert_eq!(scalar(quoted, false), format!("\"{quoted}\""));
        }
        for (escaped, written) in [
            ("say \"a\": \\", r#""say \"a\": \\""#),
            ("- \u{1b}", r#""- \u001b""#),
            ("\u{e0001}", r#""\U000e0001""#),
        ] {
            assert_eq!(scalar(escaped, false), written);
        }
        assert_eq!(scalar("a, b", true), r#""a, b""#);
    }

    #[test]
    fn small_collections_stand_on_one_line_and_others_below_their_key() {
        let long = "word ".repeat(20).trim_end().to_owned();
        let text = Yaml::text;
        let skills = map([("go", Yaml::numeric("2")), ("links", list([text("a, b")]))]);
        let items = [
            map([("a", text("one\n\ntwo\n")), ("b", text(&long))]),
            text("one\ntwo"),
            list([list([text("deep")])]),
        ];
        let yaml = map([
            ("role", text("mid")),
            ("since", Yaml::numeric("2023-04")),
            ("skills", skills),
            ("none", list([])),
            ("nested", map([("go", map([("level", text("low"))]))])),
            ("list", list(items)),
            ("odd", text("one \ntwo")),
        ]);
        let expected = format!(
            "role: mid
since: 2023-04
skills: {{ go: 2, links: [\"a, b\"] }}
none: []
nested:
  go: {{ level: low }}
list:
  - a: |
      one

      two
    b: {long}
  - |-
    one
    two
  - - [deep]
odd: \"one \\ntwo\"
"
        );
        assert_eq!(yaml.to_string(), expected);
    }

    #[test]
    fn a_comment_stands_above_its_key() {
        let comment = "First line.\n\nSecond.".to_owned();
        let entry = YamlEntry {
            comment,
            ..YamlEntry::new("a", Yaml::Plain("1".to_owned()))
        };
        let items = list([Yaml::Mapping(vec![entry.clone()])]);
        let yaml = Yaml::Mapping(vec![entry, YamlEntry::new("list", items)]);
        let expected = "# First line.
#
# Second.
a: 1
list:
  - # First line.
    #
    # Second.
    a: 1
";
        assert_eq!(yaml.to_string(), expected);
    }

    #[test]
    fn a_long_key_and_a_key_of_several_lines_are_read_back() {
        let long = "k".repeat(3000);
        let yaml = map([
            (&long, map([("a", Yaml::text("b"))])),
            ("one\ntwo: 3", Yaml::text("")),
        ]);
        let text = crate::text::Text::new("x", yaml.to_string());
        let tree = text.tree().expect("valid YAML");
        let entries = tree.entries(tree.root().expect("a map"));
        let keys: Vec<_> = entries.filter_map(|(key, _)| tree.scalar(key)).collect();
        assert_eq!(keys, [&long, "one\ntwo: 3"]);
    }
}
