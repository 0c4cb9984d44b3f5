//! From a text to a located tree: scalars as they were written, every key and value with its place.
//!
//! The tree is an arena, so that neither reading nor dropping it recurses, and an alias shares the
//! node of its anchor instead of copying it.

use std::{borrow::Cow, collections::HashMap, ops::Range};

use serde_yaml::granit_parser::{ErrorKind, Event, Parser, ScalarStyle, Span, options};

use super::{
    place::{FileId, Place, Pointer, Respelling, Segment, Target},
    syntax::SyntaxError,
};

/// How deep lists and maps may stand in each other; a ladder needs seven.
const DEPTH: usize = 64;

/// A document as a tree of located nodes.
#[derive(Debug, Default)]
pub struct Tree<'text> {
    pub(super) file: FileId,
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
    bytes: Range<u32>,
    extent: Range<u32>,
}

impl Node<'_> {
    /// What is underlined: the beginning of a collection or of a block scalar, else all of the value.
    pub fn bytes(&self) -> Range<usize> {
        self.bytes.start as usize..self.bytes.end as usize
    }

    /// All of the value, from the header of a block scalar on, and to the last character of a
    /// collection. A missing value is empty and stands after the colon or the hyphen.
    fn extent(&self) -> Range<usize> {
        self.extent.start as usize..self.extent.end as usize
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

    /// The place of a node.
    pub fn place(&self, id: NodeId) -> Place {
        Place {
            file: self.file,
            target: Target::Bytes(self.node(id).bytes()),
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
            mapping: self.node(mapping).bytes().start,
            meant,
            written: written.to_owned(),
        }
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
        for segment in &pointer.0 {
            match self.follow(here, segment, respellings) {
                Some(next) => here = next,
                None => break,
            }
        }
        self.node(here).bytes()
    }

    /// All that the value at the end of a pointer was written with.
    pub fn extent(&self, pointer: &Pointer) -> Option<Range<usize>> {
        let mut segments = pointer.0.iter();
        let found = segments.try_fold(self.root?, |here, segment| self.follow(here, segment, &[]));
        Some(self.node(found?).extent())
    }

    fn follow(
        &self,
        here: NodeId,
        segment: &Segment,
        respellings: &[Respelling],
    ) -> Option<NodeId> {
        match segment {
            // One entry may stand for a list of one.
            Segment::Item(_) if !matches!(self.node(here).value, Value::Sequence(_)) => Some(here),
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
            let start = self.node(mapping).bytes().start;
            let mut known = respellings.iter();
            known.find(|known| {
                known.file == self.file && known.mapping == start && known.meant == name
            })
        };
        find(name).or_else(|| find(&respelt()?.written))
    }

    pub(super) fn add(&mut self, value: Value<'text>, bytes: Range<usize>) -> NodeId {
        let id = NodeId(index(self.nodes.len()));
        let bytes = index(bytes.start)..index(bytes.end);
        self.nodes.push(Node {
            value,
            extent: bytes.clone(),
            bytes,
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
    /// Where the last value or key ended.
    end: usize,
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
                let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                let style = match style {
                    ScalarStyle::Plain => ScalarForm::Plain,
                    _ => ScalarForm::Quoted,
                };
                let end = bytes.start + content_length(&bytes, &text, style);
                let extent = match style {
                    _ if block => self.block(&bytes, &text, content),
                    _ if bytes.is_empty() => missing(bytes.start, content),
                    _ => bytes.clone(),
                };
                let id = self.tree.add(Value::Scalar(text, style), bytes.start..end);
                self.end(id, extent);
                self.anchors.insert(anchor, id);
                self.place(id);
            }
            Event::SequenceStart(..) | Event::MappingStart(..) if self.open.len() >= DEPTH => {
                return Err(SyntaxError::too_deep(DEPTH, bytes));
            }
            Event::SequenceStart(_, anchor, None) => {
                let start = if bytes.is_empty() {
                    first_hyphen(self.end.min(bytes.start)..bytes.start, content)
                } else {
                    bytes.start
                };
                let id = self.tree.add(Value::Sequence(0..0), bytes);
                self.tree.nodes[id.0 as usize].extent.start = index(start);
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
                    // Only a bracket has a width; a block collection ends with its last value.
                    let end = if bytes.is_empty() {
                        self.end
                    } else {
                        bytes.end
                    };
                    let start = self.tree.node(id).extent().start;
                    self.end(id, start..end.max(start));
                    self.place(id);
                }
            }
            Event::Alias(anchor) => match self.anchors.get(&anchor) {
                Some(id) if !self.open.iter().any(|(open, _)| open == id) => {
                    self.end = bytes.end;
                    self.place(*id);
                }
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

    /// Notes all that a value was written with.
    fn end(&mut self, id: NodeId, extent: Range<usize>) {
        self.end = extent.end;
        self.tree.nodes[id.0 as usize].extent = index(extent.start)..index(extent.end);
    }

    /// All that a block scalar was written with; its header stands at the end of the line above.
    fn block(&self, bytes: &Range<usize>, text: &str, content: &str) -> Range<usize> {
        let end = self.end.min(bytes.start);
        let before = content[end..bytes.start].trim_end();
        let line = before.rfind('\n').map_or(0, |newline| newline + 1);
        let header = before[line..].find(['|', '>']);
        let start = end + header.map_or(before.len(), |header| line + header);
        let written = &content[start..bytes.end];
        // Line breaks at the end belong to the text only where it keeps them.
        let kept = match written.strip_suffix('\n') {
            Some(written) if text.ends_with("\n\n") => written.trim_end_matches('\r'),
            _ => written.trim_end(),
        };
        start..start + kept.len()
    }

    fn place(&mut self, id: NodeId) {
        match self.open.last_mut() {
            Some((_, children)) => children.push(id),
            None => self.tree.grow(id),
        }
    }
}

/// Where a missing value would stand: after the colon, if there is one.
fn missing(at: usize, content: &str) -> Range<usize> {
    let after = content[at..].trim_start_matches([' ', '\t']);
    let end = after
        .strip_prefix(':')
        .map_or(at, |rest| content.len() - rest.len());
    end..end
}

/// Where a block sequence begins; the parser may have read its first hyphen already.
fn first_hyphen(read: Range<usize>, content: &str) -> usize {
    let is_hyphen = |text: &str| {
        let rest = text.strip_prefix('-');
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
    };
    if is_hyphen(&content[read.end..]) {
        return read.end;
    }
    let lines = content[read.clone()].split_inclusive('\n');
    let mut end = read.start;
    let hyphens = lines.filter_map(|line| {
        end += line.len();
        let rest = line.trim_start();
        is_hyphen(rest).then_some(end - rest.len())
    });
    hyphens.last().unwrap_or(read.end)
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

    /// Everything that a value was written with.
    fn extent<'a>(content: &'a str, path: PointerRef) -> &'a str {
        let tree = yaml(content).expect("valid YAML");
        &content[tree.extent(&path.pointer()).expect("a value")]
    }

    #[test]
    fn the_extent_of_a_collection_ends_with_its_last_character() {
        let top = PointerRef::ROOT;
        let (a, b) = (top.key("a"), top.key("b"));
        for (content, path, expected) in [
            (
                "a:\n  b: 1 # one\n  c: 2 # two\n# b\nb: 3\n",
                a,
                "b: 1 # one\n  c: 2",
            ),
            ("a: { b: [1, 2], c: 3 } # more\n", a, "{ b: [1, 2], c: 3 }"),
            ("a: { b: [1,\n  2,\n ], c: 3 }", a.key("b"), "[1,\n  2,\n ]"),
            (
                "a:\n  b:\n    - x\n    - y: 1\n\nc: 1\n",
                a,
                "b:\n    - x\n    - y: 1",
            ),
            ("a: &x { c: 1 }\nb:\n  - *x\n", b, "- *x"),
            ("a: &x { c: 1 }\nb:\n  - *x\n", b.item(0), "{ c: 1 }"),
            ("a:\r\n- 1\r\n- 'two'\r\n\r\n# end\r\n", a, "- 1\r\n- 'two'"),
            ("a:\n- 1\n- 2", a, "- 1\n- 2"),
            ("a:\n- 1\n- 2", top, "a:\n- 1\n- 2"),
            ("a:\n  c:\n  d: \nb:\n", a, "c:\n  d:"),
            ("a:\n  c:\n  d: \nb:\n", top, "a:\n  c:\n  d: \nb:"),
            ("a:\n  -\n  - ", a, "-\n  - "),
        ] {
            assert_eq!(extent(content, path), expected, "{content}");
        }
    }

    #[test]
    fn the_extent_of_a_block_scalar_begins_with_its_header() {
        let top = PointerRef::ROOT;
        let (a, b) = (top.key("a"), top.key("b"));
        for (content, path, expected) in [
            (
                "a: |\n  one\n\n  two\n\n# c\nb: 1\n",
                a,
                "|\n  one\n\n  two",
            ),
            (
                "a: >- # folded | so\r\n  one\r\n  two\r\nb: 1\r\n",
                a,
                ">- # folded | so\r\n  one\r\n  two",
            ),
            ("a: |+\n  one\n\nb: 1\n", a, "|+\n  one\n"),
            (
                "a:\n  - |\n    one\n    two",
                a.item(0),
                "|\n    one\n    two",
            ),
            ("a:\n  - |\n    one\n    two", a, "- |\n    one\n    two"),
            ("a: # not |\n  &x |\n  one\nb: *x\n", a, "|\n  one"),
            ("a: |\nb: 1\n", a, "|"),
            ("a: |\n\n  one\nb: 1\n", a, "|\n\n  one"),
            ("b: \"one\n  two\"\n", b, "\"one\n  two\""),
        ] {
            assert_eq!(extent(content, path), expected, "{content}");
        }
    }

    #[test]
    fn a_missing_value_stands_after_its_colon_or_hyphen() {
        let top = PointerRef::ROOT;
        let tree = yaml("a:\nb : \nc: [x, { d: , e }]\nf:\n-\n").expect("valid YAML");
        let (c, f) = (top.key("c"), top.key("f"));
        let pair = c.item(1);
        for (path, at) in [
            (top.key("a"), 2),
            (top.key("b"), 6),
            (pair.key("d"), 19),
            (f.item(0), 31),
        ] {
            assert_eq!(tree.extent(&path.pointer()), Some(at..at));
        }
        assert_eq!(tree.extent(&top.key("g").pointer()), None);
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
