//! A document as a tree: scalars as they were written, every key and value with its place.
//!
//! The tree is an arena, so that neither reading nor dropping it recurses, and an alias shares the
//! node of its anchor instead of copying it.

mod yaml;

use std::{borrow::Cow, ops::Range};

use smol_str::SmolStr;

pub(super) use yaml::yaml;

use super::place::{FileId, Place, Pointer, Respelling, Segment, Target};

/// A document as a tree of located nodes.
#[derive(Debug, Default)]
pub struct Tree<'text> {
    pub(in crate::text) file: FileId,
    content: &'text str,
    /// The content, where it is a part of the program; else nothing.
    constant: &'static str,
    /// The texts of scalars that do not stand in the content as they are meant, one after the other.
    own: String,
    nodes: Cow<'text, [Node]>,
    /// Of each value; of none where the text is JSON that is known to be sound.
    written: Vec<Written>,
    /// The children of all collections, each collection's in one run.
    children: Cow<'text, [NodeId]>,
    /// The bytes of all keys and values, each counted once.
    text_bytes: usize,
    pub(in crate::text) root: Option<NodeId>,
}

/// The number of a node in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// The bytes of the text that a value was written with.
#[derive(Debug, Default)]
struct Written {
    /// What is underlined: the beginning of a collection or of a block scalar, else all of the value.
    bytes: Range<u32>,
    /// All of the value, from the header of a block scalar on, and to the last character of a
    /// collection. A missing value is empty and stands after the colon or the hyphen.
    extent: Range<u32>,
}

/// What a node holds: a part of a text or of the children. There are many nodes, so each is small.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    pub kind: NodeKind,
    pub start: u32,
    pub end: u32,
}

/// What a node is, and where its part is.
#[derive(Debug, Clone, Copy)]
pub enum NodeKind {
    /// A part of the content.
    Borrowed(ScalarForm),
    /// A part of the tree's own texts.
    Own(ScalarForm),
    Sequence,
    Mapping,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'tree> {
    Scalar(&'tree str, ScalarForm),
    Sequence(&'tree [NodeId]),
    /// Keys and values, in turn.
    Mapping(&'tree [NodeId]),
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
        self.nodes.len()
    }

    /// The bytes of all keys and values, each counted once.
    pub fn text_bytes(&self) -> usize {
        self.text_bytes
    }

    /// Whether an alias makes one node a child of several.
    pub fn has_aliases(&self) -> bool {
        // All but the one at the top are a child once.
        self.children.len() >= self.nodes.len().max(1)
    }

    /// How many bytes a scalar has; none for any other node.
    pub fn scalar_bytes(&self, id: NodeId) -> usize {
        let Node { kind, start, end } = self.nodes[id.0 as usize];
        match kind {
            NodeKind::Borrowed(_) | NodeKind::Own(_) => (end - start) as usize,
            NodeKind::Sequence | NodeKind::Mapping => 0,
        }
    }

    /// The node at the top; `None` for an empty document.
    pub fn root(&self) -> Option<NodeId> {
        self.root
    }

    pub fn value(&self, id: NodeId) -> Value<'_> {
        let Node { kind, start, end } = self.nodes[id.0 as usize];
        let part = start as usize..end as usize;
        match kind {
            NodeKind::Borrowed(form) => Value::Scalar(&self.content[part], form),
            NodeKind::Own(form) => Value::Scalar(&self.own[part], form),
            NodeKind::Sequence => Value::Sequence(&self.children[part]),
            NodeKind::Mapping => Value::Mapping(&self.children[part]),
        }
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
            Value::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The keys and values of a mapping; nothing for any other node.
    pub fn entries(&self, id: NodeId) -> impl ExactSizeIterator<Item = (NodeId, NodeId)> {
        let pairs = match self.value(id) {
            Value::Mapping(pairs) => pairs,
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

    /// The text of a scalar, to keep.
    pub fn kept(&self, id: NodeId) -> SmolStr {
        let Node { kind, start, end } = self.nodes[id.0 as usize];
        let constant = self.constant.get(start as usize..end as usize);
        match (kind, constant) {
            (NodeKind::Borrowed(_), Some(text)) => SmolStr::new_static(text),
            _ => SmolStr::new(self.scalar(id).unwrap_or_default()),
        }
    }

    /// All scalars, in the text's order, an aliased one once.
    pub fn scalars(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        let ids = (0..index(self.nodes.len())).map(NodeId);
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

    /// An empty tree of a text.
    pub(in crate::text) fn of(content: &'text str) -> Self {
        Self {
            content,
            ..Self::default()
        }
    }

    /// Makes room for this many nodes.
    pub(in crate::text) fn reserve(&mut self, nodes: usize) {
        self.nodes.to_mut().reserve_exact(nodes);
        self.children.to_mut().reserve_exact(nodes);
    }

    /// Adds a scalar without a place.
    pub(in crate::text) fn add_scalar(&mut self, text: &str, form: ScalarForm) -> NodeId {
        self.text_bytes += text.len();
        // A text that stands in the content is not copied.
        let start = (text.as_ptr() as usize).wrapping_sub(self.content.as_ptr() as usize);
        let end = start.saturating_add(text.len());
        if !text.is_empty() && end <= self.content.len() {
            return self.add(NodeKind::Borrowed(form), start..end);
        }
        let start = self.own.len();
        self.own.push_str(text);
        self.add(NodeKind::Own(form), start..self.own.len())
    }

    /// Adds an empty sequence without a place.
    pub(in crate::text) fn add_sequence(&mut self) -> NodeId {
        self.add(NodeKind::Sequence, 0..0)
    }

    /// Adds an empty mapping without a place.
    pub(in crate::text) fn add_mapping(&mut self) -> NodeId {
        self.add(NodeKind::Mapping, 0..0)
    }

    fn add(&mut self, kind: NodeKind, part: Range<usize>) -> NodeId {
        let id = NodeId(index(self.nodes.len()));
        self.nodes.to_mut().push(Node {
            kind,
            start: index(part.start),
            end: index(part.end),
        });
        id
    }

    /// Says with which bytes the last value was written. Either all values of a tree have a place or none.
    fn write(&mut self, bytes: Range<usize>) {
        let bytes = index(bytes.start)..index(bytes.end);
        self.written.push(Written {
            extent: bytes.clone(),
            bytes,
        });
    }

    /// Gives a collection its children.
    pub(in crate::text) fn fill(&mut self, collection: NodeId, children: &[NodeId]) {
        let node = &mut self.nodes.to_mut()[collection.0 as usize];
        node.start = index(self.children.len());
        self.children.to_mut().extend_from_slice(children);
        node.end = index(self.children.len());
    }
}

impl Tree<'static> {
    /// A tree without places that was prepared: its text, nodes and children, and which node is at the top.
    pub const fn prepared(
        content: &'static str,
        nodes: &'static [Node],
        children: &'static [NodeId],
        text_bytes: usize,
        root: NodeId,
    ) -> Self {
        Self {
            file: FileId::MAIN,
            content,
            constant: content,
            own: String::new(),
            nodes: Cow::Borrowed(nodes),
            written: Vec::new(),
            children: Cow::Borrowed(children),
            text_bytes,
            root: Some(root),
        }
    }
}

/// Texts are read up to a size far below 4 GiB; past it, a place is merely wrong.
fn index(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
