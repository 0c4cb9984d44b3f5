//! From a text to a located tree: scalars as they were written, every key and value with its place.
//!
//! The tree is an arena, so that neither reading nor dropping it recurses, and an alias shares the
//! node of its anchor instead of copying it.

use std::{borrow::Cow, collections::HashMap, ops::Range};

use serde_yaml::granit_parser::{ErrorKind, Event, Parser, ScalarStyle, Span, options};

use super::{
    place::{Pointer, Respelling, Segment},
    syntax::SyntaxError,
};

/// How deep lists and maps may stand in each other; a ladder needs seven.
const DEPTH: usize = 64;

/// A document as a tree of located nodes.
#[derive(Debug, Default)]
pub struct Tree<'text> {
    nodes: Vec<Node<'text>>,
    /// The children of all collections, each collection's in one run.
    children: Vec<NodeId>,
    root: Option<NodeId>,
}

/// The number of a node in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NodeId(u32);

/// A value, and the bytes of the text that it was written with.
#[derive(Debug)]
pub struct Node<'text> {
    pub value: Value<'text>,
    start: u32,
    end: u32,
}

impl Node<'_> {
    pub fn bytes(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
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
        self.nodes.len()
    }

    /// The node at the top; `None` for an empty document.
    pub fn root(&self) -> Option<NodeId> {
        self.root
    }

    pub fn node(&self, id: NodeId) -> &Node<'text> {
        &self.nodes[id.0 as usize]
    }

    /// The items of a sequence; nothing for any other node.
    pub fn items(&self, id: NodeId) -> &[NodeId] {
        match &self.node(id).value {
            Value::Sequence(range) => &self.children[range.start as usize..range.end as usize],
            _ => &[],
        }
    }

    /// The keys and values of a mapping; nothing for any other node.
    pub fn entries(&self, id: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> {
        let pairs = match &self.node(id).value {
            Value::Mapping(range) => &self.children[range.start as usize..range.end as usize],
            _ => &[],
        };
        pairs.chunks_exact(2).map(|pair| (pair[0], pair[1]))
    }

    /// The text of a scalar.
    pub fn scalar(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).value {
            Value::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    /// All scalars, in the text's order, an aliased one once.
    pub fn scalars(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        let nodes = self.nodes.iter();
        nodes.filter_map(|node| match &node.value {
            Value::Scalar(text, _) => Some((text.as_ref(), node.bytes())),
            _ => None,
        })
    }

    /// Follows a pointer as far as it leads.
    pub fn locate(&self, pointer: &Pointer, respellings: &[Respelling]) -> Range<usize> {
        let Some(mut here) = self.root else {
            return 0..0;
        };
        for key in &pointer.0 {
            let next = match key {
                // One entry may stand for a list of one.
                Segment::Item(_) if !matches!(self.node(here).value, Value::Sequence(_)) => {
                    Some(here)
                }
                Segment::Item(position) => self.items(here).get(*position).copied(),
                Segment::Value(name) => self.entry(here, name, respellings).map(|(_, value)| value),
                Segment::Key(name) => self.entry(here, name, respellings).map(|(key, _)| key),
            };
            match next {
                Some(next) => here = next,
                None => break,
            }
        }
        self.node(here).bytes()
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
            let start = self.node(mapping).bytes().start;
            let mut known = respellings.iter();
            known.find(|known| known.mapping == start && known.meant == name)
        };
        find(name).or_else(|| find(&respelt()?.written))
    }

    pub(super) fn add(&mut self, value: Value<'text>, bytes: Range<usize>) -> NodeId {
        let id = NodeId(index(self.nodes.len()));
        self.nodes.push(Node {
            value,
            start: index(bytes.start),
            end: index(bytes.end),
        });
        id
    }

    /// Gives a collection its children.
    pub(super) fn fill(&mut self, collection: NodeId, children: &[NodeId]) {
        let start = index(self.children.len());
        self.children.extend_from_slice(children);
        let range = start..index(self.children.len());
        let value = &mut self.nodes[collection.0 as usize].value;
        *value = match value {
            Value::Mapping(_) => Value::Mapping(range),
            _ => Value::Sequence(range),
        };
    }

    pub(super) fn grow(&mut self, root: NodeId) {
        self.root = Some(root);
    }
}

/// Texts are read up to a size far below 4 GiB; past it, a place is merely wrong.
fn index(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Reads one YAML document.
pub(super) fn yaml(content: &str) -> Result<Tree<'_>, SyntaxError> {
    let mut builder = TreeBuilder::default();
    let options = options! {
        emit_unresolved_aliases: true,
        flow_nesting_limit: DEPTH,
        block_nesting_limit: DEPTH,
    };
    for event in Parser::new_from_str_with_options(content, options) {
        let (event, span) = event.map_err(|error| match error.kind() {
            ErrorKind::RecursionLimitExceeded => {
                SyntaxError::too_deep(DEPTH, SyntaxError::of(&error, content, None).bytes)
            }
            _ => SyntaxError::of(&error, content, builder.open_bracket(content)),
        })?;
        builder.take(event, span, content)?;
    }
    Ok(builder.tree)
}

#[derive(Default)]
struct TreeBuilder<'text> {
    tree: Tree<'text>,
    /// The collections that are still open, with the children found so far.
    open: Vec<(NodeId, Vec<NodeId>)>,
    anchors: HashMap<usize, NodeId>,
    documents: usize,
}

impl<'text> TreeBuilder<'text> {
    /// The innermost collection that is open, if it was opened with a bracket.
    fn open_bracket(&self, content: &str) -> Option<Range<usize>> {
        let (id, _) = self.open.last()?;
        let start = self.tree.node(*id).bytes().start;
        let opens = content.get(start..)?.starts_with(['[', '{']);
        opens.then_some(start..start + 1)
    }

    fn take(&mut self, event: Event<'text>, span: Span, content: &str) -> Result<(), SyntaxError> {
        let bytes = span.start.byte_offset().unwrap_or(0)..span.end.byte_offset().unwrap_or(0);
        let refuse =
            |message: &str, help: &str| Err(SyntaxError::new(message, bytes.clone()).help(help));
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return refuse(
                        "expected one document, found a second one",
                        "a file holds one ladder or one profile: keep each in a file of its own",
                    );
                }
            }
            Event::Scalar(_, _, _, Some(tag))
            | Event::SequenceStart(_, _, Some(tag))
            | Event::MappingStart(_, _, Some(tag)) => {
                let written = tag.original();
                let before = content.get(..bytes.start).unwrap_or_default();
                let start = before.rfind(written.as_str()).unwrap_or(bytes.start);
                let message = format!("the tag `{written}` is not supported");
                let end = start + written.len();
                return Err(
                    SyntaxError::new(message, start..end.min(content.len())).help(
                        "write the value without it; put a text that begins with `!` in quotes",
                    ),
                );
            }
            Event::Scalar(text, style, anchor, None) => {
                let style = match style {
                    ScalarStyle::Plain => ScalarForm::Plain,
                    _ => ScalarForm::Quoted,
                };
                let end = bytes.start + content_length(&bytes, &text, style);
                let id = self.tree.add(Value::Scalar(text, style), bytes.start..end);
                self.anchors.insert(anchor, id);
                self.place(id);
            }
            Event::SequenceStart(..) | Event::MappingStart(..) if self.open.len() >= DEPTH => {
                return Err(SyntaxError::too_deep(DEPTH, bytes));
            }
            Event::SequenceStart(_, anchor, None) => {
                let id = self.tree.add(Value::Sequence(0..0), bytes);
                self.anchors.insert(anchor, id);
                self.open.push((id, Vec::new()));
            }
            Event::MappingStart(_, anchor, None) => {
                let id = self.tree.add(Value::Mapping(0..0), bytes);
                self.anchors.insert(anchor, id);
                self.open.push((id, Vec::new()));
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some((id, children)) = self.open.pop() {
                    self.tree.fill(id, &children);
                    self.place(id);
                }
            }
            Event::Alias(anchor) => match self.anchors.get(&anchor) {
                Some(id) if !self.open.iter().any(|(open, _)| open == id) => self.place(*id),
                _ => {
                    return refuse(
                        "this alias is inside its own anchor",
                        "nothing can contain itself: write the value out",
                    );
                }
            },
            Event::UnresolvedAlias(name) => {
                return refuse(
                    &format!("no anchor `&{name}` precedes this alias"),
                    "put a text that begins with `*` in quotes",
                );
            }
            _ => (),
        }
        Ok(())
    }

    fn place(&mut self, id: NodeId) {
        match self.open.last_mut() {
            Some((_, children)) => children.push(id),
            None => self.tree.grow(id),
        }
    }
}

/// A block scalar's bytes reach to the next token; only its first line is worth underlining.
fn content_length(bytes: &Range<usize>, text: &str, style: ScalarForm) -> usize {
    if style == ScalarForm::Quoted && text.ends_with('\n') {
        return text.find('\n').unwrap_or(text.len()).min(bytes.len());
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::{super::PointerRef, *};

    fn locate(content: &str, path: PointerRef) -> String {
        let tree = yaml(content).expect("sound YAML");
        content[tree.locate(&path.pointer(), &[])].to_owned()
    }

    #[test]
    fn a_pointer_leads_to_a_value_a_key_and_an_item() {
        let content = "roles:\n  senior: { skills: { desing: 2 }, next: [lead, principal] }\n";
        let roles = PointerRef::ROOT.key("roles");
        let senior = roles.key("senior");
        assert_eq!(
            locate(content, senior.key("skills").name("desing")),
            "desing"
        );
        assert_eq!(locate(content, senior.key("skills").key("desing")), "2");
        assert_eq!(locate(content, senior.key("next").item(1)), "principal");
    }

    #[test]
    fn a_scalar_keeps_what_was_written() {
        let tree = yaml("[no, 1.10, 012, ~]").expect("sound YAML");
        let root = tree.root().expect("a list");
        let written: Vec<_> = tree
            .items(root)
            .iter()
            .filter_map(|id| tree.scalar(*id))
            .collect();
        assert_eq!(written, ["no", "1.10", "012", "~"]);
    }

    #[test]
    fn an_alias_shares_its_anchor_and_never_contains_itself() {
        let tree = yaml("a: &a [1]\nb: *a\n").expect("sound YAML");
        let root = tree.root().expect("a map");
        let values: Vec<_> = tree.entries(root).map(|(_, value)| value).collect();
        assert_eq!(values[0], values[1]);
        let error = yaml("a: &a [*a]").expect_err("refused");
        assert_eq!(error.message, "this alias is inside its own anchor");
    }

    #[test]
    fn a_second_document_and_a_tag_are_refused_where_they_stand() {
        assert_eq!(
            yaml("a: 1\n---\nb: 2\n").expect_err("refused").bytes.start,
            5
        );
        let error = yaml("a: !include b.yaml\n").expect_err("refused");
        assert_eq!(error.message, "the tag `!include` is not supported");
    }
}
