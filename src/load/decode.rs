//! The kit that documents are decoded with: it notes every problem and goes on.
//!
//! A *reader* takes a node and gives a value, or notes what is wrong with the node and gives nothing.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Report, did_you_mean, list},
    text::{NodeId, Place, Style, Tree, Value},
};

use super::Span;

/// A tree that is being decoded, and what was found wrong with it.
pub struct Decoder<'tree, 'text> {
    tree: &'tree Tree<'text>,
    pub report: Report,
    /// How many nodes may still be read: every one once, and some again through aliases. `None`
    /// once that was exceeded, and told.
    left: Option<usize>,
}

/// How many nodes are read again through aliases at most.
const ALIASED: usize = 10_000;

/// A mapping whose keys are known and stand once.
pub struct Fields {
    mapping: NodeId,
    what: &'static str,
    found: Vec<(&'static str, NodeId)>,
}

impl Fields {
    pub fn get(&self, key: &str) -> Option<NodeId> {
        let entry = self.found.iter().find(|(name, _)| *name == key);
        entry.map(|(_, value)| *value)
    }
}

impl<'tree, 'text> Decoder<'tree, 'text> {
    pub fn new(tree: &'tree Tree<'text>) -> Self {
        Self {
            tree,
            report: Report::default(),
            left: Some(tree.size() + ALIASED),
        }
    }

    pub fn at(&self, node: NodeId) -> Place {
        Place::Bytes(self.tree.node(node).bytes())
    }

    /// Whether the node is text, and not a list or a map.
    pub fn is_scalar(&self, node: NodeId) -> bool {
        self.tree.scalar(node).is_some()
    }

    pub fn is_sequence(&self, node: NodeId) -> bool {
        matches!(self.tree.node(node).value, Value::Sequence(_))
    }

    /// The keys of a mapping, as they stand; nothing for any other node.
    pub fn keys(&self, node: NodeId) -> impl Iterator<Item = &str> {
        let entries = self.tree.entries(node);
        entries.filter_map(|(key, _)| self.tree.scalar(key))
    }

    /// Reads a mapping with these keys and no others.
    pub fn fields(
        &mut self,
        node: NodeId,
        what: &'static str,
        known: &[&'static str],
    ) -> Option<Fields> {
        let pairs = self.pairs(node, what)?;
        let mut found = Vec::with_capacity(pairs.len());
        for (key, name, value) in pairs {
            if let Some(name) = known.iter().find(|candidate| **candidate == name) {
                found.push((*name, value));
            } else {
                let at = self.at(key);
                self.report
                    .error(Code::UnknownKey, at, format!("{what} has no key `{name}`"))
                    .help(match name.as_str() {
                        "<<" => Some("merge keys are not read: write the keys out".to_owned()),
                        _ => did_you_mean(&name, known.iter().copied())
                            .or_else(|| Some(format!("expected {}", list(known.iter().copied())))),
                    });
            }
        }
        Some(Fields {
            mapping: node,
            what,
            found,
        })
    }

    /// Reads a value that must be there.
    pub fn required<T: Default>(
        &mut self,
        fields: &Fields,
        key: &'static str,
        read: impl FnOnce(&mut Self, NodeId) -> Option<T>,
    ) -> T {
        if fields.get(key).is_none() {
            let at = self.at(fields.mapping);
            self.report.error(
                Code::MissingKey,
                at,
                format!("{} needs the key `{key}`", fields.what),
            );
        }
        self.optional(fields, key, read).unwrap_or_default()
    }

    /// Reads a value that may be left out.
    pub fn optional<T>(
        &mut self,
        fields: &Fields,
        key: &str,
        read: impl FnOnce(&mut Self, NodeId) -> Option<T>,
    ) -> Option<T> {
        fields.get(key).and_then(|node| read(self, node))
    }

    /// Reads a list; nothing if the key is left out.
    pub fn list<T>(
        &mut self,
        fields: &Fields,
        key: &str,
        mut read: impl FnMut(&mut Self, NodeId) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = fields.get(key) else {
            return Vec::new();
        };
        if !self.is_sequence(node) {
            self.wrong_type(node, "a list");
            return Vec::new();
        }
        let tree = self.tree;
        if !self.spend(node, tree.items(node).len()) {
            return Vec::new();
        }
        let items = tree.items(node).iter();
        items.filter_map(|item| read(self, *item)).collect()
    }

    /// Reads a list, or one item that stands for itself.
    pub fn one_or_more<T>(
        &mut self,
        fields: &Fields,
        key: &str,
        mut read: impl FnMut(&mut Self, NodeId) -> Option<T>,
    ) -> Vec<T> {
        match fields.get(key) {
            Some(node) if !self.is_sequence(node) => read(self, node).into_iter().collect(),
            _ => self.list(fields, key, read),
        }
    }

    /// Reads a map from ids that the file chooses, in its order; nothing if the key is left out.
    pub fn entries<T>(
        &mut self,
        fields: &Fields,
        key: &'static str,
        read: impl FnMut(&mut Self, NodeId) -> Option<T>,
    ) -> Vec<(SmolStr, T)> {
        fields
            .get(key)
            .map(|node| self.map(node, key, read))
            .unwrap_or_default()
    }

    pub fn map<T>(
        &mut self,
        node: NodeId,
        what: &str,
        mut read: impl FnMut(&mut Self, NodeId) -> Option<T>,
    ) -> Vec<(SmolStr, T)> {
        let pairs = self.pairs(node, what).unwrap_or_default();
        pairs
            .into_iter()
            .filter_map(|(_, name, value)| Some((name, read(self, value)?)))
            .collect()
    }

    /// The keys and values of a mapping; a key that stands twice is noted and left out.
    fn pairs(&mut self, node: NodeId, what: &str) -> Option<Vec<(NodeId, SmolStr, NodeId)>> {
        if !matches!(self.tree.node(node).value, Value::Mapping(_)) {
            self.wrong_type(node, &format!("a map for {what}"));
            return None;
        }
        let tree = self.tree;
        if !self.spend(node, 2 * tree.entries(node).count()) {
            return None;
        }
        let mut seen: HashMap<&str, NodeId> = HashMap::new();
        let mut pairs = Vec::new();
        for (key, value) in tree.entries(node) {
            let Some(name) = tree.scalar(key) else {
                self.wrong_type(key, "a word as key");
                continue;
            };
            if let Some(first) = seen.get(name) {
                let (at, first) = (self.at(key), self.at(*first));
                self.report
                    .error(
                        Code::RepeatedKey,
                        at,
                        format!("the key `{name}` stands twice"),
                    )
                    .also(first, "first here");
                continue;
            }
            seen.insert(name, key);
            pairs.push((key, SmolStr::new(name), value));
        }
        Some(pairs)
    }

    /// Counts nodes as read; past the budget, aliases are only there to make the file explode.
    fn spend(&mut self, node: NodeId, nodes: usize) -> bool {
        let Some(left) = self.left else {
            return false;
        };
        self.left = left.checked_sub(nodes);
        if self.left.is_none() {
            let at = self.at(node);
            let message = format!("aliases repeat more than {ALIASED} values");
            self.report.error(Code::Syntax, at, message);
        }
        self.left.is_some()
    }

    /// Reads text as it was written; the words for nothing are refused unless they stand in quotes.
    pub fn text(&mut self, node: NodeId) -> Option<SmolStr> {
        match &self.tree.node(node).value {
            Value::Scalar(text, Style::Quoted) => Some(SmolStr::new(text)),
            Value::Scalar(text, Style::Plain) if !is_null(text) => Some(SmolStr::new(text)),
            _ => {
                self.wrong_type(node, "text");
                None
            }
        }
    }

    /// Reads `true` or `false`.
    pub fn flag(&mut self, node: NodeId) -> Option<bool> {
        match self.plain(node) {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => {
                self.wrong_type(node, "`true` or `false`");
                None
            }
        }
    }

    /// Reads a whole number, such as an amount of money.
    pub fn whole(&mut self, node: NodeId) -> Option<u64> {
        let number = self
            .plain(node)
            .filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|text| text.parse().ok())
            .filter(|number| *number <= 1 << 53);
        if number.is_none() {
            self.wrong_number(node, "a whole number, such as 150000");
        }
        number
    }

    /// Reads a number that is not negative.
    pub fn number(&mut self, node: NodeId) -> Option<f64> {
        let number = self.plain(node).and_then(number);
        if number.is_none() {
            self.wrong_number(node, "a number, such as 7 or 2.5");
        }
        number
    }

    /// Reads a number, or two with a hyphen between them.
    pub fn span(&mut self, node: NodeId) -> Option<Span> {
        let span = self.plain(node).and_then(|text| {
            let (min, max) = text.split_once('-').unwrap_or((text, text));
            let (min, max) = (number(min.trim_end())?, number(max.trim_start())?);
            (min <= max).then_some(Span { min, max })
        });
        if span.is_none() {
            self.wrong_number(node, "a number or a span, such as 2 or 3-5");
        }
        span
    }

    /// Reads a position in an order, such as a grade.
    pub fn rank(&mut self, node: NodeId) -> Option<i64> {
        let number = self.plain(node).and_then(|text| text.parse().ok());
        if number.is_none() {
            self.wrong_number(node, "a whole number, such as 4");
        }
        number
    }

    fn plain(&self, node: NodeId) -> Option<&'tree str> {
        match &self.tree.node(node).value {
            Value::Scalar(text, Style::Plain | Style::Rounded) => Some(text),
            _ => None,
        }
    }

    pub fn wrong_type(&mut self, node: NodeId, expected: &str) {
        let found = self.found(node);
        let at = self.at(node);
        let diagnostic = self.report.error(
            Code::WrongType,
            at,
            format!("expected {expected}, found {found}"),
        );
        if let Value::Scalar(text, Style::Plain) = &self.tree.node(node).value
            && is_null(text)
        {
            diagnostic.help(Some(
                "write a value or leave the key out; a word for nothing that is meant as text stands in quotes"
                    .to_owned(),
            ));
        }
    }

    fn wrong_number(&mut self, node: NodeId, expected: &str) {
        let found = self.found(node);
        let at = self.at(node);
        self.report.error(
            Code::InvalidNumber,
            at,
            format!("expected {expected}, found {found}"),
        );
    }

    fn found(&self, node: NodeId) -> String {
        match &self.tree.node(node).value {
            Value::Scalar(_, Style::Plain) if self.tree.node(node).bytes().is_empty() => {
                "nothing".to_owned()
            }
            Value::Scalar(text, Style::Quoted) => format!("the text `{text}`"),
            Value::Scalar(text, _) => format!("`{text}`"),
            Value::Sequence(_) => "a list".to_owned(),
            Value::Mapping(_) => "a map".to_owned(),
        }
    }
}

/// The words that YAML reads as nothing.
fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// Digits, and at most one point between them.
fn number(text: &str) -> Option<f64> {
    let is_decimal = |text: &str| {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        [whole, fraction]
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let number = is_decimal(text).then(|| text.parse::<f64>().ok())??;
    (number < 1e9).then_some(number)
}

#[cfg(test)]
mod tests {
    use crate::text::Text;

    use super::*;

    /// A budget that is used up to the last node must not end the reading without a word.
    #[test]
    fn an_exceeded_budget_is_told_and_told_once() {
        let text = Text::new("x", "[a, b]");
        let tree = text.tree().expect("sound YAML");
        let root = tree.root().expect("a list");
        let mut decoder = Decoder::new(&tree);
        decoder.left = Some(2);
        assert!(decoder.spend(root, 2));
        assert!(decoder.spend(root, 0));
        assert!(!decoder.spend(root, 1));
        assert!(!decoder.spend(root, 1));
        assert_eq!(decoder.report.diagnostics().len(), 1);
    }

    #[test]
    fn a_number_is_digits_with_at_most_one_point() {
        assert_eq!(number("7"), Some(7.0));
        assert_eq!(number("2.5"), Some(2.5));
        for wrong in [
            "", "-1", ".5", "5.", "1e3", ".nan", "inf", "1,5", "0x2A", "1_000",
        ] {
            assert_eq!(number(wrong), None, "{wrong}");
        }
    }
}
