//! Edits a document in place: only the bytes of the change are touched.
//!
//! The tree knows where each value was written. A change is a patch of these bytes; then the result is
//! read again and compared with what it was meant to be, and a patch that is not exactly that is refused.

use std::ops::Range;

use super::{
    Text, by_hand, json,
    place::{Pointer, PointerRef, Segment},
    tree::{self, NodeId, ScalarForm, Tree, Value},
    writer::{Yaml, YamlEntry, is_other_type, scalar},
};

/// A change of one value of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// The value at a pointer becomes another one. Keys that are missing on the way are added.
    Set(Pointer, Yaml),
    /// The list at a pointer gets one more item. A single value becomes the first item; keys that are
    /// missing on the way are added.
    Push(Pointer, Yaml),
}

/// Why a text was not edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The reason, as a clause.
    pub reason: String,
    /// The lines to write by hand.
    pub lines: String,
}

type Patched<T> = Result<T, &'static str>;

const ALIAS: &str = "an alias or a merge key stands there";
const OTHER: &str = "the value there is neither a map nor missing";
const BLOCK: &str = "the value there stands on several lines";
const UNLIKE: &str = "the result would not read back as intended";

/// The largest number of values of a document that is edited, each alias counted with all that it repeats.
const VALUES: usize = 1_000_000;

impl Edit {
    /// Sets the value at a pointer.
    pub fn set(pointer: PointerRef, value: Yaml) -> Self {
        Self::Set(pointer.pointer(), value)
    }

    /// Adds an item to the list at a pointer.
    pub fn push(pointer: PointerRef, item: Yaml) -> Self {
        Self::Push(pointer.pointer(), item)
    }

    /// The text with the change.
    ///
    /// # Errors
    ///
    /// The change cannot be made in place, or would not read back as intended.
    pub fn apply(&self, text: &Text) -> Result<String, Refusal> {
        let patched = self.patched(text.content());
        patched.map_err(|reason| Self::by_hand(std::slice::from_ref(self), text, reason))
    }

    /// How to make edits by hand that were refused for a reason.
    pub fn by_hand(edits: &[Self], text: &Text, reason: &str) -> Refusal {
        by_hand::refusal(reason, edits, text.content())
    }

    /// The value that is set or added.
    fn value(&self) -> &Yaml {
        match self {
            Self::Set(_, value) | Self::Push(_, value) => value,
        }
    }

    pub(super) fn segments(&self) -> &[Segment] {
        match self {
            Self::Set(pointer, _) | Self::Push(pointer, _) => &pointer.0,
        }
    }

    /// What the value at the pointer becomes.
    fn becomes(&self, old: Option<Yaml>) -> Yaml {
        let value = self.value().clone();
        match (self, old.filter(|old| !is_nothing(old))) {
            (Self::Set(..), _) => value,
            (Self::Push(..), None) => Yaml::Sequence(vec![value]),
            (Self::Push(..), Some(Yaml::Sequence(mut items))) => {
                items.push(value);
                Yaml::Sequence(items)
            }
            (Self::Push(..), Some(single)) => Yaml::Sequence(vec![single, value]),
        }
    }

    /// Makes the change in data.
    pub(super) fn change(&self, here: &mut Yaml, segments: &[Segment]) {
        match (segments.split_first(), here) {
            (None, here) => *here = self.becomes(Some(here.clone())),
            (Some((Segment::Item(position), rest)), Yaml::Sequence(items)) => {
                if let Some(item) = items.get_mut(*position) {
                    self.change(item, rest);
                }
            }
            // One entry may stand for a list of one.
            (Some((Segment::Item(_), rest)), here) => self.change(here, rest),
            (Some((Segment::Value(name) | Segment::Key(name), rest)), here) => {
                if !matches!(here, Yaml::Mapping(_)) {
                    *here = Yaml::Mapping(Vec::new());
                }
                let Yaml::Mapping(entries) = here else { return };
                let known = entries.iter().position(|entry| entry.key == **name);
                let position = known.unwrap_or_else(|| {
                    let nothing = Yaml::Plain(String::new());
                    entries.push(YamlEntry::new(name.clone(), nothing));
                    entries.len() - 1
                });
                self.change(&mut entries[position].value, rest);
            }
        }
    }

    fn patched(&self, content: &str) -> Patched<String> {
        let is_json = json::tree(content).is_some();
        let read = |content| tree::yaml(content).map_err(|_| UNLIKE);
        let tree = read(content)?;
        let patcher = Patcher {
            content,
            tree: &tree,
            is_json,
        };
        let root = tree.root().filter(|root| !patcher.is_left_out(*root));
        let before = root.map_or(Some(Yaml::Mapping(Vec::new())), |root| data(&tree, root));
        let mut expected = before.ok_or(UNLIKE)?;
        self.change(&mut expected, self.segments());
        let mut patches = match root {
            Some(root) => patcher.patches(self, root)?,
            None => vec![patcher.begin(&expected)],
        };
        patches.sort_by_key(|(range, _)| range.start);
        let mut patched = content.to_owned();
        for (range, written) in patches.into_iter().rev() {
            patched.replace_range(range, &written);
        }
        let tree = read(&patched)?;
        let found = tree.root().and_then(|root| data(&tree, root));
        let is_as_intended = found.is_some_and(|found| found == normal(expected, is_json));
        let is_as_written = json::tree(&patched).is_some() == is_json;
        (is_as_intended && is_as_written)
            .then_some(patched)
            .ok_or(UNLIKE)
    }
}

/// Bytes, and the text that takes their place.
type Patch = (Range<usize>, String);

/// A text that is edited.
struct Patcher<'a> {
    content: &'a str,
    tree: &'a Tree<'a>,
    is_json: bool,
}

impl Patcher<'_> {
    /// The first lines of a document that has none yet, after its comments.
    fn begin(&self, value: &Yaml) -> Patch {
        let end = self.content.len();
        let is_line_open = !self.content.is_empty() && !self.content.ends_with('\n');
        let line_break = if is_line_open { self.line_break() } else { "" };
        let lines = value.to_string().replace('\n', self.line_break());
        (end..end, format!("{line_break}{lines}"))
    }

    /// The patches that make the change.
    fn patches(&self, edit: &Edit, root: NodeId) -> Patched<Vec<Patch>> {
        let (mut here, mut rest) = (root, edit.segments());
        while let Some((segment, tail)) = rest.split_first() {
            let next = match segment {
                Segment::Item(position) if self.is_sequence(here) => {
                    let items = self.tree.items(here);
                    let item = *items.get(*position).ok_or("the list there is shorter")?;
                    Some(Self::written_there(here, &items[..*position], item)?)
                }
                Segment::Item(_) => {
                    rest = tail;
                    continue;
                }
                Segment::Value(name) | Segment::Key(name) => self.entry(here, name)?,
            };
            match next {
                Some(next) => here = next,
                None => return self.add(here, segment, tail, edit),
            }
            rest = tail;
        }
        match edit {
            Edit::Set(_, value) => self.replace(here, value),
            Edit::Push(_, item) => self.push(here, item),
        }
    }

    /// The value of a key, if it is there.
    fn entry(&self, mapping: NodeId, name: &str) -> Patched<Option<NodeId>> {
        if !matches!(self.tree.value(mapping), Value::Mapping(_)) && !self.is_nothing(mapping) {
            return Err(OTHER);
        }
        let mut found = None;
        for (key, value) in self.tree.entries(mapping) {
            match self.tree.scalar(key) {
                Some(by_hand::MERGE) => return Err(ALIAS),
                Some(written) if written == name => found = found.or(Some((key, value))),
                _ => (),
            }
        }
        let there = found.map(|(key, value)| Self::written_there(mapping, &[key], value));
        there.transpose()
    }

    /// A value that is written in its place, and not behind an alias: then it was read after its
    /// collection and after what is written before it.
    fn written_there(collection: NodeId, before: &[NodeId], value: NodeId) -> Patched<NodeId> {
        let is_there = collection < value && before.iter().all(|before| *before < value);
        is_there.then_some(value).ok_or(ALIAS)
    }

    /// Adds a key to a mapping, and what is below it.
    fn add(
        &self,
        mapping: NodeId,
        segment: &Segment,
        below: &[Segment],
        edit: &Edit,
    ) -> Patched<Vec<Patch>> {
        let (Segment::Value(name) | Segment::Key(name)) = segment else {
            return Err(OTHER);
        };
        let mut value = Yaml::Plain(String::new());
        edit.change(&mut value, below);
        if self.is_nothing(mapping) {
            let entry = Yaml::mapping([(name.clone(), value)]);
            return self.replace(mapping, &entry);
        }
        if self.is_flow(mapping) {
            let entry = format!("{}: {}", self.key(name), self.inline(&value));
            return self.add_to_flow(mapping, &entry);
        }
        let mut indent = self.column(mapping);
        let mut lines = String::new();
        let (mut key, mut value, mut depth) = (name.clone(), value, below.len());
        // Maps that are new on the way stand on lines of their own.
        loop {
            lines.extend([" ".repeat(indent).as_str(), &self.key(&key), ":"]);
            match value {
                Yaml::Mapping(mut entries) if depth > 0 && entries.len() == 1 => {
                    let entry = entries.remove(0);
                    (key, value) = (entry.key, entry.value);
                    (indent, depth) = (indent + 2, depth - 1);
                    lines.push_str(self.line_break());
                }
                Yaml::Sequence(items) if items.iter().any(is_collection) => {
                    for item in &items {
                        lines.push_str(self.line_break());
                        lines.push_str(&" ".repeat(indent + 2));
                        lines.push_str("- ");
                        lines.push_str(&self.inline(item));
                    }
                    break;
                }
                value => {
                    lines.push(' ');
                    lines.push_str(&self.inline(&value));
                    break;
                }
            }
        }
        Ok(vec![self.below(mapping, &lines)])
    }

    /// Replaces a value that stands on one line, or in brackets.
    fn replace(&self, node: NodeId, value: &Yaml) -> Patched<Vec<Patch>> {
        let (extent, mut written) = (self.extent(node), self.inline(value));
        if is_block(self, node) {
            return Err(BLOCK);
        }
        // A text keeps the quotes of the one before.
        if let Yaml::Text(text) = value
            && written == *text
        {
            match self.content[extent.clone()].chars().next() {
                Some('"') => written = quoted(text),
                Some('\'') if !text.contains('\'') => written = format!("'{text}'"),
                _ => (),
            }
        }
        if extent.is_empty() {
            written.insert(0, ' ');
        } else if self.content[extent.clone()].ends_with('\n') {
            written.push_str(self.line_break());
        }
        Ok(vec![(extent, written)])
    }

    /// Adds an item to a list, or makes a list of a single value.
    fn push(&self, node: NodeId, item: &Yaml) -> Patched<Vec<Patch>> {
        let written = self.inline(item);
        if self.is_nothing(node) {
            return self.replace(node, &Yaml::Sequence(vec![item.clone()]));
        }
        if self.is_sequence(node) {
            if self.is_flow(node) {
                return self.add_to_flow(node, &written);
            }
            let line = format!("{}- {written}", " ".repeat(self.column(node)));
            return Ok(vec![self.below(node, &line)]);
        }
        let extent = self.extent(node);
        if !is_block(self, node) {
            return Ok(vec![
                (extent.start..extent.start, "[".to_owned()),
                (extent.end..extent.end, format!(", {written}]")),
            ]);
        }
        self.wrap(node, &written)
    }

    /// Makes a map on lines of its own the first item of a list.
    fn wrap(&self, node: NodeId, item: &str) -> Patched<Vec<Patch>> {
        let (extent, column) = (self.extent(node), self.column(node));
        let line = self.line_start(extent.start);
        if !self.content[line..extent.start].trim().is_empty() {
            return Err(BLOCK);
        }
        let mut patches = vec![(extent.start..extent.start, "- ".to_owned())];
        let mut start = line;
        for written in self.content[line..extent.end].split_inclusive('\n') {
            // A comment at the left edge stays there.
            if start > line && !written.trim().is_empty() && !written.starts_with('#') {
                patches.push((start..start, "  ".to_owned()));
            }
            start += written.len();
        }
        let line = format!("{}- {item}", " ".repeat(column));
        patches.push(self.below(node, &line));
        Ok(patches)
    }

    /// Adds an entry or an item between brackets.
    fn add_to_flow(&self, node: NodeId, written: &str) -> Patched<Vec<Patch>> {
        let extent = self.extent(node);
        let (start, close) = (extent.start + 1, extent.end - 1);
        let inner = self.content[start..close].trim_end_matches([' ', '\t', '\r', '\n']);
        if inner.trim().is_empty() {
            let is_list = self.is_sequence(node);
            let space = if is_list || self.is_json { "" } else { " " };
            return Ok(vec![(start..close, format!("{space}{written}{space}"))]);
        }
        let is_empty = self.tree.entries(node).next().is_none();
        if is_empty && !self.is_sequence(node) && inner.contains('#') {
            // Only comments stand there, and so the bracket closes on a line of its own.
            let at = self.line_start(close);
            let indent = &self.content[at..close];
            return Ok(vec![(
                at..at,
                format!("{indent}  {written}{}", self.line_break()),
            )]);
        }
        let last = match self.tree.entries(node).last() {
            Some((key, value)) => (key, value),
            None => self
                .tree
                .items(node)
                .last()
                .map(|item| (*item, *item))
                .ok_or(UNLIKE)?,
        };
        if !self.content[start..close].contains('\n') {
            let at = start + inner.len();
            let comma = if inner.ends_with(',') { "" } else { "," };
            return Ok(vec![(at..at, format!("{comma} {written}"))]);
        }
        let first = self.extent(last.0).start;
        let end = self.extent(last.1).end;
        if first < start || end < first {
            return Err(ALIAS);
        }
        let after = &self.content[end..close];
        let spaces = after.len() - after.trim_start().len();
        let has_comma = after[spaces..].starts_with(',');
        let at = if has_comma { end + spaces + 1 } else { end };
        let comma = if has_comma { "" } else { "," };
        let Some(line_end) = self.content[at..close].find('\n') else {
            return Ok(vec![(at..at, format!("{comma} {written}"))]);
        };
        let line_end = at + self.content[at..at + line_end].trim_end_matches('\r').len();
        let line = self.line_start(first);
        let indent = self.content[line..].len() - self.content[line..].trim_start().len();
        let indent = &self.content[line..line + indent];
        let last_comma = if has_comma { "," } else { "" };
        Ok(vec![
            (end..end, comma.to_owned()),
            (
                line_end..line_end,
                format!("{}{indent}{written}{last_comma}", self.line_break()),
            ),
        ])
    }

    /// Adds lines below a collection that stands on lines of its own, after the comment of its last line.
    fn below(&self, node: NodeId, lines: &str) -> Patch {
        let end = self.extent(node).end;
        let Some(line_end) = self.content[end..].find('\n') else {
            let end = self.content.len();
            return (end..end, format!("{}{lines}", self.line_break()));
        };
        let at = end + line_end + 1;
        (at..at, format!("{lines}{}", self.line_break()))
    }

    fn extent(&self, node: NodeId) -> Range<usize> {
        self.tree.extent_of(node)
    }

    fn is_sequence(&self, node: NodeId) -> bool {
        matches!(self.tree.value(node), Value::Sequence(_))
    }

    /// Whether a collection stands between brackets.
    fn is_flow(&self, node: NodeId) -> bool {
        self.content[self.extent(node)].starts_with(['[', '{'])
    }

    fn is_nothing(&self, node: NodeId) -> bool {
        match self.tree.value(node) {
            Value::Scalar(text, ScalarForm::Plain) => NOTHING.contains(&text),
            _ => false,
        }
    }

    /// Whether a value is missing.
    fn is_left_out(&self, node: NodeId) -> bool {
        self.is_nothing(node) && self.extent(node).is_empty()
    }

    /// How many characters stand before a collection on its line.
    fn column(&self, node: NodeId) -> usize {
        let start = self.extent(node).start;
        self.content[self.line_start(start)..start].chars().count()
    }

    fn line_start(&self, at: usize) -> usize {
        self.content[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// How the lines of the file end.
    fn line_break(&self) -> &'static str {
        match self.content.find('\n') {
            Some(at) if self.content[..at].ends_with('\r') => "\r\n",
            _ => "\n",
        }
    }

    fn key(&self, name: &str) -> String {
        match name {
            _ if self.is_json => quoted(name),
            // A key of profiles; that old readers of YAML take it for a truth value is no harm there.
            "on" => name.to_owned(),
            _ => scalar(name, true).into_owned(),
        }
    }

    /// A value on one line.
    fn inline(&self, value: &Yaml) -> String {
        match value {
            Yaml::Plain(text) if self.is_json && !is_json(text) => quoted(text),
            Yaml::Text(text) if self.is_json => quoted(text),
            Yaml::Plain(text) => text.clone(),
            Yaml::Text(text) => scalar(text, true).into_owned(),
            Yaml::Sequence(items) => {
                let items = items.iter().map(|item| self.inline(item));
                format!("[{}]", items.collect::<Vec<_>>().join(", "))
            }
            Yaml::Mapping(entries) => {
                let entries = entries.iter();
                let entries = entries.map(|entry| {
                    format!("{}: {}", self.key(&entry.key), self.inline(&entry.value))
                });
                let entries = entries.collect::<Vec<_>>().join(", ");
                match entries.as_str() {
                    "" => "{}".to_owned(),
                    entries => format!("{{ {entries} }}"),
                }
            }
        }
    }
}

/// The same text without the keys at the top that have no value, and with an empty map where nothing is
/// left; every other value stays where it is.
pub fn without_empty_keys(text: &Text) -> Text {
    let content = text.content();
    let Ok(tree) = tree::yaml(content) else {
        return text.clone();
    };
    let patcher = Patcher {
        content,
        tree: &tree,
        is_json: false,
    };
    let root = tree.root().filter(|root| !patcher.is_left_out(*root));
    let entries = || root.into_iter().flat_map(|root| tree.entries(root));
    let is_empty = |value: &NodeId| patcher.is_nothing(*value);
    let is_flow = root.is_some_and(|root| patcher.is_flow(root));
    if is_flow || root.is_some() && entries().all(|(_, value)| !is_empty(&value)) {
        return text.clone();
    }
    let mut left = content.to_owned();
    for (key, value) in entries().filter(|(_, value)| is_empty(value)) {
        let written = tree.extent_of(key).start..tree.extent_of(value).end;
        let blank = |letter: char| match letter {
            '\n' | '\r' => letter.to_string(),
            letter => " ".repeat(letter.len_utf8()),
        };
        let blank: String = content[written.clone()].chars().map(blank).collect();
        left.replace_range(written, &blank);
    }
    if entries().all(|(_, value)| is_empty(&value)) {
        left.push_str("\n{}\n");
    }
    Text::new(text.name(), left)
}

/// Whether a value stands on lines of its own, without brackets.
fn is_block(patcher: &Patcher, node: NodeId) -> bool {
    is_collection_node(patcher, node) && !patcher.is_flow(node)
}

fn is_collection_node(patcher: &Patcher, node: NodeId) -> bool {
    !matches!(patcher.tree.value(node), Value::Scalar(..))
}

fn is_collection(value: &Yaml) -> bool {
    matches!(value, Yaml::Sequence(_) | Yaml::Mapping(_))
}

/// The words that YAML reads as nothing.
const NOTHING: [&str; 5] = ["", "~", "null", "Null", "NULL"];

fn is_nothing(value: &Yaml) -> bool {
    matches!(value, Yaml::Plain(text) if NOTHING.contains(&text.as_str()))
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(text).is_ok()
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A tree as data: a word without quotes is a text; what may be a number, a date or nothing is plain.
/// `None` for a tree that is too large, or has a key that is no word.
pub(super) fn data(tree: &Tree, node: NodeId) -> Option<Yaml> {
    data_within(tree, node, &mut VALUES.clone())
}

fn data_within(tree: &Tree, node: NodeId, left: &mut usize) -> Option<Yaml> {
    *left = left.checked_sub(1)?;
    Some(match tree.value(node) {
        Value::Scalar(text, ScalarForm::Plain) if is_other_type(text) => {
            Yaml::Plain(text.to_string())
        }
        Value::Scalar(text, _) => Yaml::Text(text.to_string()),
        Value::Sequence(_) => {
            let items = tree.items(node).iter();
            Yaml::Sequence(
                items
                    .map(|item| data_within(tree, *item, left))
                    .collect::<Option<_>>()?,
            )
        }
        Value::Mapping(_) => {
            let entries = tree.entries(node).map(|(key, value)| {
                let key = tree.scalar(key)?.to_owned();
                Some(YamlEntry::new(key, data_within(tree, value, left)?))
            });
            Yaml::Mapping(entries.collect::<Option<_>>()?)
        }
    })
}

/// The same value as [`data`] has it.
fn normal(value: Yaml, in_json: bool) -> Yaml {
    match value {
        Yaml::Plain(text) if !is_other_type(&text) || in_json && !is_json(&text) => {
            Yaml::Text(text)
        }
        Yaml::Sequence(items) => {
            let items = items.into_iter().map(|item| normal(item, in_json));
            Yaml::Sequence(items.collect())
        }
        Yaml::Mapping(entries) => {
            let entries = entries.into_iter();
            let entries =
                entries.map(|entry| YamlEntry::new(entry.key, normal(entry.value, in_json)));
            Yaml::Mapping(entries.collect())
        }
        scalar => scalar,
    }
}
