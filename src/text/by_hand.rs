//! What to write by hand where a text cannot be edited in place.

use std::ops::Range;

use super::{
    edit::{Edit, Refusal, data},
    place::Segment,
    tree::{self, NodeId, Tree, Value},
    writer::{Yaml, YamlEntry},
};

/// The key with which YAML merges the keys of another mapping.
pub(super) const MERGE: &str = "<<";

/// Why edits were refused, and the lines that make all of them.
pub(super) fn refusal(reason: &str, edits: &[Edit], content: &str) -> Refusal {
    let tree = tree::yaml(content).ok();
    let root = tree.as_ref().and_then(Tree::root);
    let known = tree.as_ref().zip(root).and_then(|(tree, root)| {
        let found = Place {
            content,
            tree,
            root,
        };
        found.refusal(reason, edits)
    });
    known.unwrap_or_else(|| {
        let mut lines = Yaml::Mapping(Vec::new());
        for edit in edits {
            edit.change(&mut lines, edit.segments());
        }
        Refusal {
            reason: reason.to_owned(),
            lines: lines.to_string(),
        }
    })
}

/// A text that was read.
struct Place<'a> {
    content: &'a str,
    tree: &'a Tree<'a>,
    root: NodeId,
}

/// The value that is written whole.
struct Whole<'e> {
    /// The keys that lead to it.
    keys: Vec<&'e str>,
    /// Its node, if it is there and written in its place; else that of the mapping that gets it.
    node: Result<NodeId, NodeId>,
    /// The node of an alias that stands there.
    alias: Option<NodeId>,
    is_merged: bool,
}

impl Place<'_> {
    fn refusal(&self, reason: &str, edits: &[Edit]) -> Option<Refusal> {
        let before = unmerged(data(self.tree, self.root)?);
        let mut after = before.clone();
        for edit in edits {
            edit.change(&mut after, edit.segments());
        }
        if after == before {
            return None;
        }
        let wholes: Vec<Whole> = edits
            .iter()
            .map(|edit| self.whole(edit.segments()))
            .collect();
        let mut repeats = Vec::new();
        self.repeats(self.root, &mut Vec::new(), false, &wholes, &mut repeats);
        let mut shown = Yaml::Mapping(Vec::new());
        for whole in &wholes {
            put(&mut shown, &whole.keys, &after);
        }
        for (keys, _) in &repeats {
            put(&mut shown, keys, &after);
        }
        let alias = wholes.iter().find_map(|whole| whole.alias);
        let named = |node: NodeId| self.anchor(node).map(|name| format!("`*{name}`"));
        let reason = if let Some(name) = alias.and_then(named) {
            format!("the alias {name} stands there")
        } else if wholes.iter().any(|whole| whole.is_merged) {
            "a merge key stands there".to_owned()
        } else if let Some((_, node)) = repeats.first() {
            let name = named(*node);
            let name = name.unwrap_or_else(|| "an alias".to_owned());
            format!("{name} repeats what stands there")
        } else {
            reason.to_owned()
        };
        Some(Refusal {
            reason,
            lines: shown.to_string(),
        })
    }

    /// The outermost value on the way of a pointer that has to be written whole: a list, what stands behind
    /// an alias or a merge key, else the value at the end.
    fn whole<'e>(&self, segments: &'e [Segment]) -> Whole<'e> {
        let mut whole = Whole {
            keys: Vec::new(),
            node: Ok(self.root),
            alias: None,
            is_merged: false,
        };
        for segment in segments {
            let (Segment::Value(name) | Segment::Key(name)) = segment else {
                break;
            };
            let Ok(here) = whole.node else {
                whole.keys.push(name);
                continue;
            };
            let entries = || self.tree.entries(here);
            let is = |key: NodeId, name: &str| self.tree.scalar(key) == Some(name);
            if entries().any(|(key, _)| is(key, MERGE)) && !whole.keys.is_empty() {
                whole.is_merged = true;
                break;
            }
            whole.keys.push(name);
            match entries().find(|(key, _)| is(*key, name)) {
                None => whole.node = Err(here),
                Some((key, value)) if here < key && key < value => whole.node = Ok(value),
                Some((_, value)) => {
                    whole.node = Err(here);
                    whole.alias = Some(value);
                    break;
                }
            }
        }
        whole
    }

    /// The keys of all values that an alias repeats from what is written whole; in a list, those of the list.
    fn repeats(
        &self,
        here: NodeId,
        keys: &mut Vec<String>,
        is_in_list: bool,
        wholes: &[Whole],
        found: &mut Vec<(Vec<String>, NodeId)>,
    ) {
        let mut last = here;
        let mut visit = |value: NodeId, keys: &mut Vec<String>, is_in_list: bool| {
            if last < value {
                last = value;
                if !matches!(self.tree.value(value), Value::Scalar(..)) {
                    self.repeats(value, keys, is_in_list, wholes, found);
                }
            } else if wholes.iter().any(|whole| self.is_changed(value, whole)) {
                found.push((keys.clone(), value));
            }
        };
        for (key, value) in self.tree.entries(here) {
            let name = self.tree.scalar(key).filter(|_| !is_in_list);
            keys.extend(name.map(str::to_owned));
            visit(value, keys, is_in_list);
            if name.is_some() {
                keys.pop();
            }
        }
        for item in self.tree.items(here) {
            visit(*item, keys, true);
        }
    }

    /// Whether the value of an anchor is another one, or gone, after a value was written whole.
    fn is_changed(&self, anchored: NodeId, whole: &Whole) -> bool {
        let anchored = self.tree.extent_of(anchored);
        let contains = |outer: &Range<usize>, inner: &Range<usize>| {
            outer.start <= inner.start && inner.end <= outer.end
        };
        match whole.node {
            Ok(node) => {
                let written = self.tree.extent_of(node);
                contains(&anchored, &written) || contains(&written, &anchored)
            }
            Err(mapping) => contains(&anchored, &self.tree.extent_of(mapping)),
        }
    }

    /// The name of the anchor before a value.
    fn anchor(&self, node: NodeId) -> Option<&str> {
        let before = self.content.get(..self.tree.extent_of(node).start)?;
        let (_, after) = before.rsplit_once('&')?;
        let (name, rest) = after.split_once(char::is_whitespace)?;
        let rest = rest.trim();
        let is_name = !name.is_empty() && (rest.is_empty() || rest.starts_with('#'));
        is_name.then_some(name)
    }
}

/// Shows the value at the end of the keys.
fn put(shown: &mut Yaml, keys: &[impl AsRef<str>], after: &Yaml) {
    let Some((key, below)) = keys.split_first() else {
        *shown = after.clone();
        return;
    };
    let (Yaml::Mapping(shown), Yaml::Mapping(after)) = (shown, after) else {
        return;
    };
    let is_key = |entry: &YamlEntry| entry.key == key.as_ref();
    let Some(value) = after.iter().find(|entry| is_key(entry)) else {
        return;
    };
    let position = shown.iter().position(is_key).unwrap_or_else(|| {
        shown.push(YamlEntry::new(key.as_ref(), Yaml::Mapping(Vec::new())));
        shown.len() - 1
    });
    put(&mut shown[position].value, below, &value.value);
}

/// The same data with the keys that merge keys stand for.
fn unmerged(value: Yaml) -> Yaml {
    match value {
        Yaml::Sequence(items) => Yaml::Sequence(items.into_iter().map(unmerged).collect()),
        Yaml::Mapping(entries) => {
            let entries = entries.into_iter();
            let entries = entries.map(|entry| YamlEntry::new(entry.key, unmerged(entry.value)));
            let (merged, mut own): (Vec<_>, Vec<_>) = entries.partition(|entry| entry.key == MERGE);
            for merged in merged {
                let merged = match merged.value {
                    Yaml::Sequence(several) => several,
                    one => vec![one],
                };
                for mapping in merged {
                    let Yaml::Mapping(entries) = mapping else {
                        continue;
                    };
                    for entry in entries {
                        if own.iter().all(|own| own.key != entry.key) {
                            own.push(entry);
                        }
                    }
                }
            }
            Yaml::Mapping(own)
        }
        scalar => scalar,
    }
}
