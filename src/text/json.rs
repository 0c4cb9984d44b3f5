//! From JSON to the same tree, without places.
//!
//! What is wrong with a JSON file is explained by reading it once more as YAML, which it is.

use std::{borrow::Cow, fmt};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{
    hidden::without_noncharacters,
    tree::{NodeId, ScalarForm, Tree},
};

/// Of a text with so many bytes the values are counted first, so that the tree takes no more memory than it needs.
const LARGE: usize = 1 << 20;

/// A value or a key of a dense file takes so many bytes.
const BYTES_PER_NODE: usize = 16;

pub(super) fn tree(content: &str) -> Option<Tree<'_>> {
    let mut tree = Tree::of(content);
    tree.reserve(if content.len() < LARGE {
        content.len() / BYTES_PER_NODE
    } else {
        // Before each value stands one of these characters.
        let is_before = |byte: &u8| matches!(byte, b'[' | b'{' | b',' | b':');
        content.bytes().filter(is_before).count() + 1
    });
    let mut json = serde_json::Deserializer::from_str(content);
    let root = Grow {
        tree: &mut tree,
        pending: &mut Vec::new(),
    };
    let root = root.deserialize(&mut json).ok()?;
    json.end().ok()?;
    tree.root = Some(root);
    Some(tree)
}

/// Adds the value that comes next to the tree.
struct Grow<'tree, 'text> {
    tree: &'tree mut Tree<'text>,
    /// The children found so far of all collections that are still open.
    pending: &'tree mut Vec<NodeId>,
}

impl<'text> Grow<'_, 'text> {
    fn child(&mut self) -> Grow<'_, 'text> {
        Grow {
            tree: self.tree,
            pending: self.pending,
        }
    }

    /// Gives a collection the children from a number of pending ones on.
    fn close(self, collection: NodeId, from: usize) -> NodeId {
        self.tree.fill(collection, &self.pending[from..]);
        self.pending.truncate(from);
        collection
    }

    fn plain(self, value: impl fmt::Display) -> NodeId {
        self.tree.add_scalar(&value.to_string(), ScalarForm::Plain)
    }
}

impl<'text> DeserializeSeed<'text> for Grow<'_, 'text> {
    type Value = NodeId;

    fn deserialize<D: Deserializer<'text>>(self, json: D) -> Result<NodeId, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'text> Visitor<'text> for Grow<'_, 'text> {
    type Value = NodeId;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<NodeId, E> {
        Ok(self.plain("null"))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<NodeId, E> {
        Ok(self.plain(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<NodeId, E> {
        Ok(self.plain(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<NodeId, E> {
        Ok(self.plain(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<NodeId, E> {
        let text = value.to_string();
        Ok(self.tree.add_scalar(&text, ScalarForm::Rounded))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<NodeId, E> {
        let text = without_noncharacters(Cow::Borrowed(value));
        Ok(self.tree.add_scalar(&text, ScalarForm::Quoted))
    }

    fn visit_borrowed_str<E: Error>(self, value: &'text str) -> Result<NodeId, E> {
        let text = without_noncharacters(Cow::Borrowed(value));
        Ok(self.tree.add_scalar(&text, ScalarForm::Quoted))
    }

    fn visit_seq<A: SeqAccess<'text>>(mut self, mut items: A) -> Result<NodeId, A::Error> {
        let sequence = self.tree.add_sequence();
        let from = self.pending.len();
        while let Some(child) = items.next_element_seed(self.child())? {
            self.pending.push(child);
        }
        Ok(self.close(sequence, from))
    }

    fn visit_map<A: MapAccess<'text>>(mut self, mut entries: A) -> Result<NodeId, A::Error> {
        let mapping = self.tree.add_mapping();
        let from = self.pending.len();
        while let Some(key) = entries.next_key_seed(self.child())? {
            self.pending.push(key);
            let value = entries.next_value_seed(self.child())?;
            self.pending.push(value);
        }
        Ok(self.close(mapping, from))
    }
}
