//! The decoder of documents: it notes every problem and goes on.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::{
    diagnostic::{Accepted, Code, Diagnostics, did_you_mean, list, list_and, meant},
    text::{NodeId, Place, ScalarForm, Tree, Value},
    vocabulary::Severity,
};

use super::{
    codec::{Codec, Key, Presence},
    example,
    field::{Entries, Field, Items},
    kind,
    read_scalar::{is_null, shortened},
    types::AcceptedCode,
};

/// A tree that is being decoded, and what was found wrong with it.
pub struct Decoder<'tree, 'text> {
    pub(super) tree: &'tree Tree<'text>,
    pub diagnostics: Diagnostics,
    /// The key under which the value stands that is read now.
    key: Option<NodeId>,
    /// What messages call a map with names of the file's own.
    pub what: &'static str,
    /// What messages call the map with the key that was read last.
    owner: &'static str,
    /// The value that must be there, while it is read.
    pub(super) needed: Option<NodeId>,
    /// Whether the text is a part of a ladder, which another file includes.
    pub(super) is_part: bool,
    /// How many nodes may still be read: every one once, and some again through aliases; where there are no
    /// aliases, nothing is counted. `None` once that was exceeded, and reported.
    left: Option<usize>,
    /// How many bytes of text may still be read, in the same way.
    left_bytes: usize,
}

/// How much may be read again through aliases, in all files of a ladder together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Repeats {
    pub(super) nodes: usize,
    bytes: usize,
}

impl Default for Repeats {
    fn default() -> Self {
        Self {
            nodes: ALIASED,
            bytes: ALIASED_MEGABYTES << 20,
        }
    }
}

/// How many nodes are read again through aliases at most.
const ALIASED: usize = 10_000;

/// How many megabytes of text are read again through aliases at most.
const ALIASED_MEGABYTES: usize = 1;

/// So many names are compared with one another faster than they are hashed.
const FEW: usize = 24;

/// The key with which YAML merges the keys of another mapping.
const MERGE: &str = "<<";

/// The key of the files that a ladder includes.
const INCLUDE: &str = "include";

/// The key of the warnings and notes that an entry accepts.
pub(super) const ACCEPT: &str = "accept";

/// How the names of keys begin that are the file's own, and that nothing reads.
pub(super) const OWN: &str = "x-";

/// A mapping whose keys are known and stand once.
pub struct Fields<'tree> {
    what: &'static str,
    known: &'static [Key],
    /// Where to say that something is missing: the key of the mapping, else its beginning.
    place: Place,
    /// Whether other keys were to be merged into these, or stand in another form: what is missing may be among them.
    merged: bool,
    /// Where the last key that stands in the wrong map belongs: several of one mistake are reported once.
    misplaced: Option<&'static str>,
    found: Vec<Pair<'tree>>,
}

impl<'tree> Fields<'tree> {
    fn has(&self, name: &str) -> bool {
        let mut found = self.found.iter();
        found.any(|pair| self.known[pair.position].name == name)
    }

    /// The key at a position among the known ones.
    fn get(&self, position: usize) -> Option<&Pair<'tree>> {
        self.found.iter().find(|pair| pair.position == position)
    }
}

/// A key and its value, and where the key stood before.
struct Pair<'tree> {
    key: NodeId,
    name: &'tree str,
    value: NodeId,
    first: Option<NodeId>,
    /// The value of the pair before.
    before: Option<NodeId>,
    /// Where the key stands among the known ones, if it is one of them.
    position: usize,
}

impl<'tree, 'text> Decoder<'tree, 'text> {
    pub fn new(tree: &'tree Tree<'text>, repeats: Repeats) -> Self {
        let (nodes, bytes) = if tree.has_aliases() {
            (tree.size(), tree.text_bytes())
        } else {
            (0, 0)
        };
        Self {
            tree,
            diagnostics: Diagnostics::default(),
            key: None,
            what: "",
            owner: "",
            needed: None,
            is_part: false,
            left: Some(nodes + repeats.nodes),
            left_bytes: bytes + repeats.bytes,
        }
    }

    /// What is left of the repeats for further files of the ladder.
    pub fn repeats(&self) -> Repeats {
        let most = Repeats::default();
        Repeats {
            nodes: self.left.unwrap_or_default().min(most.nodes),
            bytes: self.left_bytes.min(most.bytes),
        }
    }

    pub fn at(&self, node: NodeId) -> Place {
        self.tree.place(node)
    }

    /// Whether the node is text, and not a list or a map.
    pub fn is_scalar(&self, node: NodeId) -> bool {
        self.tree.scalar(node).is_some()
    }

    pub fn is_sequence(&self, node: NodeId) -> bool {
        matches!(self.tree.value(node), Value::Sequence(_))
    }

    /// Reads a mapping with these keys and no others.
    ///
    /// A misspelt key is reported, and read as the one that was meant, so that neither is missing.
    pub fn fields(
        &mut self,
        node: NodeId,
        what: &'static str,
        known: &'static [Key],
    ) -> Option<Fields<'tree>> {
        let key = self.key.take();
        let place = self.at(key.unwrap_or(node));
        let tree = self.tree;
        if let Some(value) = tree.scalar(node).filter(|value| !is_null(value)) {
            let diagnostic = self.wrong_type(node, &format!("a map for {what}"));
            diagnostic.help(example::spaced(value).unwrap_or_else(|| spelt_out(value, known)));
            return None;
        }
        let pairs = self.pairs(node, what)?;
        let mut unknown = Vec::new();
        // The key without a value after which an unknown key stands.
        let mut empty = None;
        // Keys mostly stand in the order in which they are known.
        let mut next = 0;
        let found = pairs.into_iter().filter_map(|mut pair| {
            let is_empty = tree.scalar(pair.value).is_some_and(is_null);
            let mut positions = (next..known.len()).chain(0..next);
            let position = positions.find(|position| known[*position].name == pair.name);
            next = position.map_or(next, |position| position + 1);
            match (position, pair.first) {
                (Some(_), Some(first)) => self.repeated(&pair, first, "keep one of them"),
                (Some(position), None) => {
                    empty = is_empty.then_some(known[position].name);
                    pair.position = position;
                    return Some(pair);
                }
                (None, _) if pair.name.starts_with(OWN) => (),
                (None, Some(first)) if pair.name == ACCEPT => {
                    self.repeated(&pair, first, "keep one of them");
                }
                (None, Some(_)) => (),
                (None, None) if pair.name == ACCEPT => self.accept(key, node, &pair),
                (None, None) => unknown.push((pair, empty)),
            }
            None
        });
        let mut fields = Fields {
            what,
            known,
            place,
            merged: false,
            misplaced: None,
            found: found.collect(),
        };
        for (pair, empty) in unknown {
            self.unknown_key(node, pair, empty, &mut fields);
        }
        Some(fields)
    }

    /// Reads the warnings and notes that a mapping accepts.
    fn accept(&mut self, key: Option<NodeId>, mapping: NodeId, pair: &Pair) {
        let tree = self.tree;
        let codes: Field<Items<AcceptedCode>> = self.under(pair.key, pair.value);
        let within = [
            key.map_or(0..0, |key| tree.bytes(key)),
            tree.extent_of(mapping),
        ];
        for (position, name) in codes.items() {
            let name = name.as_str();
            let at = self.at(tree.items(pair.value)[position]);
            let Some(code) = Code::of_name(name) else {
                let names = Code::ALL.iter().map(|code| code.name());
                let help = self.diagnostics.may_compare(Code::ALL.len());
                let help = help.then(|| did_you_mean(name, names)).flatten();
                let message = format!("`check` has no warning `{name}`");
                let diagnostic = self.diagnostics.add(Code::UnknownWord, at, message);
                diagnostic.help(
                    help.unwrap_or_else(|| "`ladder check --list` prints every code".to_owned()),
                );
                continue;
            };
            if code.severity() == Severity::Error {
                let message = format!("`{name}` is an error, which cannot be accepted");
                let diagnostic = self.diagnostics.add(Code::UnknownWord, at, message);
                diagnostic.help("warnings and notes can be accepted".to_owned());
                continue;
            }
            let within = within.clone();
            self.diagnostics.accept(Accepted { code, within, at });
        }
    }

    fn unknown_key(
        &mut self,
        mapping: NodeId,
        mut pair: Pair<'tree>,
        empty: Option<&str>,
        fields: &mut Fields<'tree>,
    ) {
        let keys = fields.known;
        let (at, name) = (self.at(pair.key), pair.name);
        let what = fields.what;
        let message = format!("{what} has no key `{name}`");
        if let Some(help) = example::of_misplaced(what, name) {
            fields.merged = true;
            if fields.misplaced.replace(help) != Some(help) {
                self.add_unknown_key(at, message, help.to_owned());
            }
            return;
        }
        if let Some(help) = self.of_named(&pair, fields) {
            fields.merged = true;
            self.add_unknown_key(at, message, help);
            return;
        }
        let known: Vec<&'static str> = keys.iter().map(|key| key.name).collect();
        let known = known.as_slice();
        // What is there already cannot have been meant.
        let free = known.iter().copied().filter(|name| !fields.has(name));
        let near = meant(name, &free.collect::<Vec<_>>());
        let there = meant(name, known).filter(|_| near.is_none());
        fields.merged |= name == MERGE;
        let help = match (name, near) {
            (MERGE, _) => self.written_out(pair.value),
            (digits, _) if digits.starts_with(|letter: char| letter.is_ascii_digit()) => {
                self.of_comma(&pair).unwrap_or_else(|| {
                    "a number is not a key: write an amount without a comma, such as 120000"
                        .to_owned()
                })
            }
            (_, Some(near)) => format!("did you mean `{near}`?"),
            (_, None) => match there {
                _ if empty.is_some() => format!(
                    "if it belongs to `{}`, indent it by two spaces",
                    empty.unwrap_or_default()
                ),
                Some(there) => {
                    format!(
                        "`{there}` exists already: put what is needed there, and remove this key"
                    )
                }
                None => format!("expected {}", list(known.iter().copied())),
            },
        };
        self.add_unknown_key(at, message, help);
        let Some(position) = near.and_then(|near| known.iter().position(|name| *name == near))
        else {
            return;
        };
        let respelling = self.tree.respelling(mapping, known[position], name);
        self.diagnostics.respell(respelling);
        pair.position = position;
        fields.found.push(pair);
    }

    fn add_unknown_key(&mut self, at: Place, message: String, help: String) {
        let diagnostic = self.diagnostics.add(Code::UnknownKey, at, message);
        diagnostic.help(help);
    }

    /// How to write a key that is the name of what the map is about.
    fn of_named(&self, pair: &Pair, fields: &Fields) -> Option<String> {
        let (what, keys) = (fields.what, fields.known);
        let mut required = keys.iter().filter(|key| key.presence != Presence::Optional);
        let is_missing = required.any(|key| !fields.has(key.name));
        let is_near = || {
            meant(
                pair.name,
                &keys.iter().map(|key| key.name).collect::<Vec<_>>(),
            )
            .is_some()
        };
        if !is_missing || is_near() {
            return None;
        }
        let value = self.tree.scalar(pair.value);
        let is_alone = value.is_some_and(is_null);
        let is_named = is_alone || value.is_none() || what == "a group of certifications";
        let help = is_named.then(|| example::of_named(what, pair.name, is_alone));
        help.flatten()
    }

    /// How to write a number with a decimal comma, after which its fraction stands as a key.
    fn of_comma(&self, fraction: &Pair) -> Option<String> {
        if !fraction
            .name
            .starts_with(|letter: char| letter.is_ascii_digit())
        {
            return None;
        }
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let digits = fraction.name.split([' ', '-']).next().unwrap_or_default();
        let is_alone = self.tree.scalar(fraction.value).is_some_and(is_null);
        if !(is_alone && (1..3).contains(&digits.len()) && is_digits(digits)) {
            return None;
        }
        let whole = self.tree.scalar(fraction.before?);
        let whole = whole.filter(|whole| !whole.is_empty() && is_digits(whole))?;
        Some(format!(
            "a comma separates keys here: write {whole}.{digits}, with a point"
        ))
    }

    /// Whether a key is the one of YAML that merges; in quotes it is a name.
    fn is_merge(&self, key: NodeId) -> bool {
        let key = self.tree.value(key);
        matches!(key, Value::Scalar(text, ScalarForm::Plain) if text == MERGE)
    }

    /// How to do without a merge key.
    fn written_out(&self, merged: NodeId) -> String {
        let help = "merge keys are not read: write the keys out";
        let tree = self.tree;
        let entries = tree.entries(merged);
        let keys = entries.filter_map(|(key, value)| {
            let key = tree.scalar(key)?;
            let value = tree.scalar(value).unwrap_or("…");
            Some(format!("`{key}: {value}`"))
        });
        match keys.collect::<Vec<_>>().join(", ") {
            keys if keys.is_empty() => help.to_owned(),
            keys => format!("{help}: {keys}"),
        }
    }

    /// Reads the value of the key at a position among the known ones.
    pub fn field<T: Codec>(&mut self, fields: &Fields, position: usize) -> Field<T> {
        let key = &fields.known[position];
        let required = match key.presence {
            Presence::Optional => false,
            Presence::Whole => !self.is_part && !fields.has(INCLUDE),
            Presence::Required | Presence::Short => true,
        };
        let Some(found) = fields.get(position) else {
            return match required {
                false => Field::Absent,
                true if fields.merged => Field::Invalid,
                true => {
                    let message = format!("{} needs the key `{}`", fields.what, key.name);
                    let place = fields.place.clone();
                    let example = example::of_key(fields.what, key.name);
                    let is_part = key.presence == Presence::Whole && kind::is_part(self.tree);
                    let diagnostic = self.diagnostics.add(Code::MissingKey, place, message);
                    diagnostic.help(if is_part {
                        Some(
                            "this is a part of a ladder: name the ladder that includes it"
                                .to_owned(),
                        )
                    } else {
                        example.map(|example| format!("add it, such as {example}"))
                    });
                    Field::Invalid
                }
            };
        };
        self.what = key.name;
        self.owner = fields.what;
        let needed = self.needed;
        if required {
            self.needed = Some(found.value);
        }
        let known = self.diagnostics.as_slice().len();
        let field = self.under(found.key, found.value);
        self.needed = needed;
        if found.name != key.name {
            // One mistake is reported once: the key of another form of the value.
            let (cause, value) = (self.at(found.key), self.at(found.value));
            self.diagnostics.join(known, &value, &cause);
        }
        field
    }

    /// Reads a value, knowing its key.
    fn under<T: Codec>(&mut self, key: NodeId, value: NodeId) -> Field<T> {
        self.key = Some(key);
        let field = T::decode(self, value).into();
        self.key = None;
        field
    }

    /// Reads the items of a list.
    pub fn items<T: Codec>(&mut self, node: NodeId) -> Option<Items<T>> {
        self.key = None;
        let tree = self.tree;
        let Value::Sequence(items) = tree.value(node) else {
            let help = match self.tree.value(node) {
                Value::Scalar(only, _) if !is_null(only) => {
                    let of_ids = example::of_ids(self.owner, self.what, only);
                    of_ids.or_else(|| Some(format!("write it as `[{}]`", shortened(only))))
                }
                Value::Mapping(_) => {
                    let keys = self.tree.entries(node);
                    let keys = keys.filter_map(|(key, _)| self.tree.scalar(key));
                    Some(example::of_list(self.what, &keys.collect::<Vec<_>>()))
                }
                _ => None,
            };
            self.wrong_type(node, "a list").help(help);
            return None;
        };
        if !self.spend(node, items) {
            return None;
        }
        let items = items.iter();
        Some(items.map(|item| T::decode(self, *item).into()).collect())
    }

    /// Reads a map from names that the file chooses, in its order.
    pub fn map<K: From<SmolStr>, T: Codec>(&mut self, node: NodeId) -> Option<Entries<K, T>> {
        let pairs = self.pairs(node, self.what)?;
        let mut entries = Vec::with_capacity(pairs.len());
        for pair in pairs {
            if self.is_merge(pair.key) {
                let (at, message) = (self.at(pair.key), format!("`{MERGE}` is no name"));
                let help = self.written_out(pair.value);
                let diagnostic = self.diagnostics.add(Code::UnknownKey, at, message);
                diagnostic.help(help);
                continue;
            }
            if let Some(help) = self.of_comma(&pair) {
                let (at, message) = (self.at(pair.key), format!("`{}` is no name", pair.name));
                self.add_unknown_key(at, message, help);
                continue;
            }
            let entry = self.under(pair.key, pair.value);
            match pair.first {
                Some(first) => {
                    self.repeated(&pair, first, "keep one of them, or give one another name");
                }
                None => entries.push((self.tree.kept(pair.key).into(), entry)),
            }
        }
        Some(Entries(entries))
    }

    fn repeated(&mut self, pair: &Pair, first: NodeId, help: &str) {
        let (at, first) = (self.at(pair.key), self.at(first));
        let message = format!("the key `{}` is repeated", pair.name);
        let diagnostic = self.diagnostics.add(Code::RepeatedKey, at, message);
        diagnostic.also(first, "first here").help(help.to_owned());
    }

    /// The keys and values of a mapping.
    fn pairs(&mut self, node: NodeId, what: &str) -> Option<Vec<Pair<'tree>>> {
        let tree = self.tree;
        let Value::Mapping(nodes) = tree.value(node) else {
            let help = self.as_map(node, what);
            self.wrong_type(node, &format!("a map for {what}"))
                .help(help);
            return None;
        };
        if !self.spend(node, nodes) {
            return None;
        }
        let count = nodes.len() / 2;
        let mut seen: HashMap<&str, NodeId> = HashMap::new();
        let mut pairs: Vec<Pair<'tree>> = Vec::with_capacity(count);
        for (key, value) in tree.entries(node) {
            let Some(name) = tree.scalar(key) else {
                self.wrong_type(key, "a word as key");
                continue;
            };
            let first = if count <= FEW {
                let first = pairs.iter().find(|pair| pair.name == name);
                first.map(|pair| pair.key)
            } else {
                let first = seen.get(name).copied();
                seen.entry(name).or_insert(key);
                first
            };
            pairs.push(Pair {
                key,
                name,
                value,
                first,
                before: pairs.last().map(|pair| pair.value),
                position: usize::MAX,
            });
        }
        Some(pairs)
    }

    /// How to write what is not a map as one.
    fn as_map(&self, node: NodeId, what: &str) -> Option<String> {
        let tree = self.tree;
        match tree.value(node) {
            Value::Sequence(_) => {
                let first = *tree.items(node).first()?;
                match tree.scalar(first) {
                    Some(name) => example::of_entry(self.owner, what, &shortened(name)),
                    None => Some("write it without the `-` of a list".to_owned()),
                }
            }
            Value::Scalar(text, _) if is_null(text) => Some(
                "indent what belongs to it by two spaces more; write `{}` if nothing does"
                    .to_owned(),
            ),
            Value::Scalar(text, _) => {
                let text = shortened(text);
                example::spaced(&text)
                    .or_else(|| example::of_level(what, &text))
                    .or_else(|| example::of_entry(self.owner, what, &text))
            }
            Value::Mapping(_) => None,
        }
    }

    /// Counts the nodes of a collection as read; past the budget, aliases are only there to make the file
    /// explode.
    fn spend(&mut self, collection: NodeId, nodes: &[NodeId]) -> bool {
        let tree = self.tree;
        if !tree.has_aliases() {
            return true;
        }
        let Some(left) = self.left else {
            return false;
        };
        let bytes = nodes.iter().map(|node| tree.scalar_bytes(*node)).sum();
        let exceeded = match (
            left.checked_sub(nodes.len()),
            self.left_bytes.checked_sub(bytes),
        ) {
            (Some(nodes), Some(bytes)) => {
                (self.left, self.left_bytes) = (Some(nodes), bytes);
                return true;
            }
            (None, _) => format!("{ALIASED} values"),
            (_, None) => format!("{ALIASED_MEGABYTES} MB of text"),
        };
        self.left = None;
        let at = self.at(collection);
        let message = format!("aliases repeat more than {exceeded}");
        let diagnostic = self.diagnostics.add(Code::TooManyAliases, at, message);
        diagnostic.help("write the values out where they are needed".to_owned());
        false
    }
}

/// How to write a map where its value alone does not stand for it.
fn spelt_out(value: &str, keys: &[Key]) -> String {
    let required = keys.iter().filter(|key| key.presence != Presence::Optional);
    let required: Vec<&str> = required.map(|key| key.name).collect();
    let has = |name: &str| keys.iter().any(|key| key.name == name);
    if has("degree") {
        let field = if has("fields") { "fields" } else { "field" };
        return example::of_education(value, field);
    }
    if has("amount") || has("mid") {
        return example::of_amount(value, has);
    }
    let value = shortened(value);
    match required.as_slice() {
        [] if has("title") && !has("of") => format!("write it as `{{ title: {value} }}`"),
        ["of"] => {
            "write it as `{ of: [{ skill: python, level: working }, { years: 3 }] }`".to_owned()
        }
        [only] if *only == keys[0].name => format!("write it as `{{ {only}: {value} }}`"),
        [] | [_] => {
            let names = list_and(keys.iter().map(|key| key.name));
            format!("write a map; its keys are {names}")
        }
        several => format!("write a map with {}", list_and(several.iter().copied())),
    }
}

#[cfg(test)]
mod tests {
    use crate::text::Text;

    use super::*;

    /// A budget that is used up to the last node must not end the reading without a diagnostic.
    #[test]
    fn an_exceeded_budget_is_reported_once() {
        let text = Text::new("x", "[&a x, *a]");
        let tree = text.tree().expect("sound YAML");
        let root = tree.root().expect("a list");
        let mut decoder = Decoder::new(&tree, Repeats::default());
        decoder.left = Some(2);
        let nodes = |count: usize| &tree.items(root)[..count];
        assert!(decoder.spend(root, nodes(2)));
        assert!(decoder.spend(root, nodes(0)));
        assert!(!decoder.spend(root, nodes(1)));
        assert!(!decoder.spend(root, nodes(1)));
        assert_eq!(decoder.diagnostics.as_slice().len(), 1);
    }
}
