//! A document as a tree: scalars as they were written, every key and value with its place.
//!
//! The tree is an arena, so that neither reading nor dropping it recurses, and an alias shares the
//! node of its anchor instead of copying it.

mod yaml;

use std::{borrow::Cow, ops::Range};

pub(super) use yaml::yaml;

use super::place::{FileId, Place, Pointer, Respelling, Segment, Target};

/// A value or a key of a dense JSON file takes so many bytes.
const BYTES_PER_NODE: usize = 16;

/// A document as a tree of located nodes.
#[derive(Debug, Default)]
pub struct Tree<'text> {
    pub(in crate::text) file: FileId,
    values: Vec<Value<'text>>,
    /// Of each value; of none where the text is JSON that is known to be sound.
    written: Vec<Written>,
    /// The children of all collections, each collection's in one run.
    children: Vec<NodeId>,
    pub(in crate::text) root: Option<NodeId>,
}

/// The number of a node in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(u32);

/// The bytes of the text that a value was written with.
#[derive(Debug, Default)]
struct Written {
    /// What is underlined: the beginning of a collection or of a block scalar, else all of the value.
    bytes: Range<u32>,
    /// All of the value, from the header of a block scalar on, and to the last character of a
    /// collection. A missing value is empty and stands after the colon or the hyphen.
    extent: Range<u32>,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'text> {
    Scalar(Cow<'text, str>, ScalarForm),
    Sequence(Range<u32>),
    /// Keys and values, in turn.
    Mapping(Range<u32>),
}

/// How a scalar was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarForm {
    Plain,
    /// Within quotes or as a block: always text, never a number or nothing.
    Quoted,
    /// A JSON number with a fraction: it may have been written in another way.
    Rounded,
}

impl<'text> Tree<'text> {
    /// How many nodes there are, each counted once.
    pub fn size(&self) -> usize {
        self.values.len()
    }

    /// The bytes of all keys and values, each counted once.
    pub fn text_bytes(&self) -> usize {
        self.scalars().map(|(text, _)| text.len()).sum()
    }

    /// The node at the top; `None` for an empty document.
    pub fn root(&self) -> Option<NodeId> {
        self.root
    }

    pub fn value(&self, id: NodeId) -> &Value<'text> {
        &self.values[id.0 as usize]
    }

    /// What is underlined of a value; nothing where no places are known.
    pub fn bytes(&self, id: NodeId) -> Range<usize> {
        self.written(id, |written| &written.bytes)
    }

    /// All that a value was written with; nothing where no places are known.
    pub fn extent_of(&self, id: NodeId) -> Range<usize> {
        self.written(id, |written| &written.extent)
    }

    fn written(&self, id: NodeId, part: fn(&Written) -> &Range<u32>) -> Range<usize> {
        let written = self.written.get(id.0 as usize).map(part);
        written.map_or(0..0, |part| part.start as usize..part.end as usize)
    }

    /// The place of a node.
    pub fn place(&self, id: NodeId) -> Place {
        Place {
            file: self.file,
            target: Target::Bytes(self.bytes(id)),
        }
    }

    /// The place of an empty document.
    pub fn top(&self) -> Place {
        Place {
            file: self.file,
            target: Target::Bytes(0..0),
        }
    }

    /// A key that was written in another way than pointers say it.
    pub fn respelling(&self, mapping: NodeId, meant: &'static str, written: &str) -> Respelling {
        Respelling {
            file: self.file,
            mapping: self.bytes(mapping).start,
            meant,
            written: written.to_owned(),
        }
    }

    /// The items of a sequence; nothing for any other node.
    pub fn items(&self, id: NodeId) -> &[NodeId] {
        match self.value(id) {
            Value::Sequence(range) => &self.children[range.start as usize..range.end as usize],
            _ => &[],
        }
    }

    /// The keys and values of a mapping; nothing for any other node.
    pub fn entries(&self, id: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> {
        let pairs = match self.value(id) {
            Value::Mapping(range) => &self.children[range.start as usize..range.end as usize],
            _ => &[],
        };
        pairs.chunks_exact(2).map(|pair| (pair[0], pair[1]))
    }

    /// The text of a scalar.
    pub fn scalar(&self, id: NodeId) -> Option<&str> {
        match self.value(id) {
            Value::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    /// All scalars, in the text's order, an aliased one once.
    pub fn scalars(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        let ids = (0..index(self.values.len())).map(NodeId);
        ids.filter_map(|id| self.scalar(id).map(|text| (text, self.bytes(id))))
    }

    /// Follows a pointer as far as it leads.
    pub fn locate(&self, pointer: &Pointer, respellings: &[Respelling]) -> Range<usize> {
        let Some(mut here) = self.root else {
            return 0..0;
        };
        for segment in &pointer.0 {
            match self.follow(here, segment, respellings) {
                Some(next) => here = next,
                None => break,
            }
        }
        self.bytes(here)
    }

    /// Whether all steps from the top lead to something.
    pub fn leads(&self, steps: &[Segment], respellings: &[Respelling]) -> bool {
        let mut steps = steps.iter();
        let follow = |here, step| self.follow(here, step, respellings);
        self.root
            .is_some_and(|root| steps.try_fold(root, follow).is_some())
    }

    /// How many items the list under a key at the top has.
    pub fn count(&self, key: &str) -> usize {
        let list = self.root.and_then(|root| self.entry(root, key, &[]));
        list.map_or(0, |(_, list)| self.items(list).len())
    }

    /// All that the value at the end of a pointer was written with.
    pub fn extent(&self, pointer: &Pointer) -> Option<Range<usize>> {
        let mut segments = pointer.0.iter();
        let found = segments.try_fold(self.root?, |here, segment| self.follow(here, segment, &[]));
        Some(self.extent_of(found?))
    }

    fn follow(
        &self,
        here: NodeId,
        segment: &Segment,
        respellings: &[Respelling],
    ) -> Option<NodeId> {
        match segment {
            // One entry may stand for a list of one.
            Segment::Item(_) if !matches!(self.value(here), Value::Sequence(_)) => Some(here),
            Segment::Item(position) => self.items(here).get(*position).copied(),
            Segment::Value(name) => self.entry(here, name, respellings).map(|(_, value)| value),
            Segment::Key(name) => self.entry(here, name, respellings).map(|(key, _)| key),
        }
    }

    fn entry(
        &self,
        mapping: NodeId,
        name: &str,
        respellings: &[Respelling],
    ) -> Option<(NodeId, NodeId)> {
        let find = |name: &str| {
            let mut entries = self.entries(mapping);
            entries.find(|(key, _)| self.scalar(*key) == Some(name))
        };
        let respelt = || {
            let start = self.bytes(mapping).start;
            let mut known = respellings.iter();
            known.find(|known| {
                known.file == self.file && known.mapping == start && known.meant == name
            })
        };
        find(name).or_else(|| find(&respelt()?.written))
    }

    /// An empty tree with room for the values of a text.
    pub(in crate::text) fn for_text(content: &str) -> Self {
        let nodes = (content.len() / BYTES_PER_NODE).min(1 << 20);
        Self {
            values: Vec::with_capacity(nodes),
            children: Vec::with_capacity(nodes),
            ..Self::default()
        }
    }

    /// Adds a value without a place.
    pub(in crate::text) fn add(&mut self, value: Value<'text>) -> NodeId {
        let id = NodeId(index(self.values.len()));
        self.values.push(value);
        id
    }

    /// Adds a value that was written with these bytes. Either all values of a tree have a place or none.
    fn add_written(&mut self, value: Value<'text>, bytes: Range<usize>) -> NodeId {
        let bytes = index(bytes.start)..index(bytes.end);
        self.written.push(Written {
            extent: bytes.clone(),
            bytes,
        });
        self.add(value)
    }

    /// Gives a collection its children.
    pub(in crate::text) fn fill(&mut self, collection: NodeId, children: &[NodeId]) {
        let start = index(self.children.len());
        self.children.extend_from_slice(children);
        let range = start..index(self.children.len());
        let value = &mut self.values[collection.0 as usize];
        *value = match value {
            Value::Mapping(_) => Value::Mapping(range),
            _ => Value::Sequence(range),
        };
    }
}

/// Texts are read up to a size far below 4 GiB; past it, a place is merely wrong.
fn index(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
