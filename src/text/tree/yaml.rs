//! Reads YAML as a located tree.

use std::{borrow::Cow, collections::HashMap, ops::Range};

use serde_yaml::granit_parser::{ErrorKind, Event, Parser, ScalarStyle, Span, options};

use super::{
    super::{SyntaxError, hidden::without_noncharacters},
    NodeId, ScalarForm, Tree, index,
};

/// The deepest nesting of lists and maps that is accepted; a ladder needs seven.
const DEPTH: usize = 64;

/// The characters that a key may have: in YAML, and in JSON, which has no such limit of its own.
const KEY_OF_YAML: usize = 1 << 10;
const KEY_OF_JSON: usize = 1 << 16;

/// Reads one YAML document.
pub fn yaml(content: &str) -> Result<Tree<'_>, SyntaxError> {
    let mut builder = TreeBuilder {
        tree: Tree::of(content),
        ..TreeBuilder::default()
    };
    let is_json = content.trim_start().starts_with('{');
    let options = options! {
        simple_key_max_lookahead: if is_json { KEY_OF_JSON } else { KEY_OF_YAML },
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
        let start = self.tree.bytes(*id).start;
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
                let id = self.scalar(text, style, bytes, content);
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
                let id = self.tree.add_sequence();
                self.tree.write(bytes);
                self.tree.written[id.0 as usize].extent.start = index(start);
                self.anchors.insert(anchor, id);
                self.open.push((id, Vec::new()));
            }
            Event::MappingStart(_, anchor, None) => {
                let id = self.tree.add_mapping();
                self.tree.write(bytes);
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
                    let start = self.tree.extent_of(id).start;
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

    /// Adds a scalar that was written with these bytes.
    fn scalar(
        &mut self,
        text: Cow<'text, str>,
        style: ScalarStyle,
        bytes: Range<usize>,
        content: &str,
    ) -> NodeId {
        let text = without_noncharacters(text);
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
        let id = self.tree.add_scalar(&text, style);
        self.tree.write(bytes.start..end);
        self.end(id, extent);
        id
    }

    /// Notes all that a value was written with.
    fn end(&mut self, id: NodeId, extent: Range<usize>) {
        self.end = extent.end;
        self.tree.written[id.0 as usize].extent = index(extent.start)..index(extent.end);
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
            None => self.tree.root = Some(id),
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
    use super::{super::super::PointerRef, *};

    #[test]
    fn a_pointer_leads_to_a_value_a_key_and_an_item() {
        let content = "roles:\n  senior: { skills: { desing: 2 }, next: [lead, principal] }\n";
        let tree = yaml(content).expect("valid YAML");
        let roles = PointerRef::ROOT.key("roles");
        let senior = roles.key("senior");
        for (path, expected) in [
            (senior.key("skills").name("desing"), "desing"),
            (senior.key("skills").key("desing"), "2"),
            (senior.key("next").item(1), "principal"),
        ] {
            assert_eq!(&content[tree.locate(&path.pointer(), &[])], expected);
        }
    }

    #[test]
    fn a_scalar_keeps_what_was_written() {
        let tree = yaml("[no, 1.10, 012, ~]").expect("valid YAML");
        let items = tree.items(tree.root().expect("a list")).iter();
        let written: Vec<_> = items.filter_map(|id| tree.scalar(*id)).collect();
        assert_eq!(written, ["no", "1.10", "012", "~"]);
    }

    #[test]
    fn an_alias_shares_its_anchor_and_never_contains_itself() {
        let tree = yaml("a: &a [1]\nb: *a\n").expect("valid YAML");
        let root = tree.root().expect("a map");
        let values: Vec<_> = tree.entries(root).map(|(_, value)| value).collect();
        assert_eq!(values[0], values[1]);
        let error = yaml("a: &a [*a]").expect_err("refused");
        assert_eq!(error.message, "this alias is inside its own anchor");
    }

    /// The extent of the value at a path is marked in each text.
    #[test]
    fn the_extent_of_a_value_is_all_that_it_was_written_with() {
        let top = PointerRef::ROOT;
        let (a, b, c, f) = (top.key("a"), top.key("b"), top.key("c"), top.key("f"));
        for (marked, path) in [
            // A collection ends with its last character.
            ("a:\n  «b: 1 # one\n  c: 2» # two\n# b\nb: 3\n", a),
            ("a: «{ b: [1, 2], c: 3 }» # more\n", a),
            ("a: { b: «[1,\n  2,\n ]», c: 3 }", a.key("b")),
            ("a:\n  «b:\n    - x\n    - y: 1»\n\nc: 1\n", a),
            ("a: &x { c: 1 }\nb:\n  «- *x»\n", b),
            ("a: &x «{ c: 1 }»\nb:\n  - *x\n", b.item(0)),
            ("a:\r\n«- 1\r\n- 'two'»\r\n\r\n# end\r\n", a),
            ("a:\n«- 1\n- 2»", a),
            ("«a:\n- 1\n- 2»", top),
            ("a:\n  «c:\n  d:» \nb:\n", a),
            ("«a:\n  c:\n  d: \nb:»\n", top),
            ("a:\n  «-\n  - »", a),
            // A block scalar begins with its header.
            ("a: «|\n  one\n\n  two»\n\n# c\nb: 1\n", a),
            ("a: «>- # folded | so\r\n  one\r\n  two»\r\nb: 1\r\n", a),
            ("a: «|+\n  one\n»\nb: 1\n", a),
            ("a:\n  - «|\n    one\n    two»", a.item(0)),
            ("a:\n  «- |\n    one\n    two»", a),
            ("a: # not |\n  &x «|\n  one»\nb: *x\n", a),
            ("a: «|»\nb: 1\n", a),
            ("a: «|\n\n  one»\nb: 1\n", a),
            ("b: «\"one\n  two\"»\n", b),
            // A missing value is after its colon or hyphen.
            ("a:«»\nb : \n", a),
            ("a:\nb :«» \n", b),
            ("c: [x, { d:«» , e }]\n", c.item(1).key("d")),
            ("f:\n-«»\n", f.item(0)),
        ] {
            let content = marked.replace(['«', '»'], "");
            let (before, rest) = marked.split_once('«').expect("a beginning");
            let (extent, _) = rest.split_once('»').expect("an end");
            let expected = before.len()..before.len() + extent.len();
            let tree = yaml(&content).expect("valid YAML");
            assert_eq!(tree.extent(&path.pointer()), Some(expected), "{marked}");
        }
        let tree = yaml("a: 1").expect("valid YAML");
        assert_eq!(tree.extent(&b.pointer()), None);
    }

    #[test]
    fn a_second_document_and_a_tag_are_refused_where_they_are() {
        let error = yaml("a: 1\n---\nb: 2\n").expect_err("refused");
        assert_eq!(error.bytes.start, 5);
        let error = yaml("a: !include b.yaml\n").expect_err("refused");
        assert_eq!(error.message, "the tag `!include` is not supported");
    }
}
