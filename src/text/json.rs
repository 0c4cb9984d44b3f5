//! From JSON to the same tree, without places.
//!
//! What is wrong with a JSON file is explained by reading it once more as YAML, which it is.

use std::{borrow::Cow, fmt};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::tree::{NodeId, ScalarForm, Tree, Value};

pub(super) fn tree(content: &str) -> Option<Tree<'_>> {
    let mut tree = Tree::for_text(content);
    let mut json = serde_json::Deserializer::from_str(content);
    let root = Grow(&mut tree).deserialize(&mut json).ok()?;
    json.end().ok()?;
    tree.root = Some(root);
    Some(tree)
}

/// Adds the value that comes next to the tree.
struct Grow<'tree, 'text>(&'tree mut Tree<'text>);

impl Grow<'_, '_> {
    fn plain(self, value: impl fmt::Display) -> NodeId {
        let text = Cow::Owned(value.to_string());
        self.0.add(Value::Scalar(text, ScalarForm::Plain), 0..0)
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
        let text = Cow::Owned(value.to_string());
        Ok(self.0.add(Value::Scalar(text, ScalarForm::Rounded), 0..0))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<NodeId, E> {
        let text = Cow::Owned(value.to_owned());
        Ok(self.0.add(Value::Scalar(text, ScalarForm::Quoted), 0..0))
    }

    fn visit_borrowed_str<E: Error>(self, value: &'text str) -> Result<NodeId, E> {
        let text = Cow::Borrowed(value);
        Ok(self.0.add(Value::Scalar(text, ScalarForm::Quoted), 0..0))
    }

    fn visit_seq<A: SeqAccess<'text>>(self, mut items: A) -> Result<NodeId, A::Error> {
        let sequence = self.0.add(Value::Sequence(0..0), 0..0);
        let mut children = Vec::new();
        while let Some(child) = items.next_element_seed(Grow(self.0))? {
            children.push(child);
        }
        self.0.fill(sequence, &children);
        Ok(sequence)
    }

    fn visit_map<A: MapAccess<'text>>(self, mut entries: A) -> Result<NodeId, A::Error> {
        let mapping = self.0.add(Value::Mapping(0..0), 0..0);
        let mut children = Vec::new();
        while let Some(key) = entries.next_key_seed(Grow(self.0))? {
            children.push(key);
            children.push(entries.next_value_seed(Grow(self.0))?);
        }
        self.0.fill(mapping, &children);
        Ok(mapping)
    }
}
