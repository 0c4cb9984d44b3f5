//! Keeps what a document does not hold: the keys of a file's own, and the warnings that its entries accept.

use std::collections::HashMap;

use crate::text::{NodeId, ScalarForm, Text, Tree, Value, Yaml, YamlEntry, is_other_type};

use super::decode::{ACCEPT, OWN, Repeats};

/// The maps from ids, which the entries of all files stand in.
const SECTIONS: [&str; 5] = ["tracks", "sources", "skills", "certifications", "roles"];

/// A value that was read, and the same as it is written.
struct Pair<'t, 'y> {
    tree: &'t Tree<'t>,
    node: NodeId,
    yaml: &'y mut Yaml,
    /// What the whole file accepts, where it is one of several.
    accepted: &'t [Yaml],
}

/// A ladder to write with the own keys and accepted warnings of the files that it was read from. What one of several
/// files accepts as a whole, each of its entries accepts. `None` where aliases repeat too much in own keys.
pub fn with_own_keys<'t>(mut ladder: Yaml, texts: impl Iterator<Item = &'t Text>) -> Option<Yaml> {
    let texts: Vec<&Text> = texts.collect();
    let has_own = |text: &Text| text.content().contains(OWN) || text.content().contains(ACCEPT);
    if !texts.iter().any(|text| has_own(text)) {
        return Some(ladder);
    }
    let trees = texts.iter().filter_map(|text| text.tree().ok());
    let trees: Vec<Tree> = trees.collect();
    let mut left = trees.iter().map(Tree::size).sum::<usize>() + Repeats::default().nodes;
    let mut accepted: Vec<Vec<Yaml>> = Vec::with_capacity(trees.len());
    let mut facts = Vec::new();
    let mut entries: HashMap<(&str, &str), (usize, NodeId)> = HashMap::new();
    let mut settings: HashMap<&str, (usize, NodeId)> = HashMap::new();
    let Yaml::Mapping(written) = &mut ladder else {
        return Some(ladder);
    };
    for (file, tree) in trees.iter().enumerate() {
        let root = tree.root()?;
        let mut own = own_keys(tree, root, &mut left)?;
        let all = own.extract_if(.., |entry| entry.key == ACCEPT && trees.len() > 1);
        accepted.push(all.flat_map(|entry| items(entry.value)).collect());
        own.retain(|entry| written.iter().all(|known| known.key != entry.key));
        written.extend(own);
        for (key, value) in tree.entries(root) {
            let Some(key) = tree.scalar(key) else {
                continue;
            };
            if key == "facts" {
                facts.extend(tree.items(value).iter().map(|item| (file, *item)));
            } else if SECTIONS.contains(&key) {
                let ids = tree.entries(value);
                let ids = ids.filter_map(|(id, entry)| Some((tree.scalar(id)?, entry)));
                entries.extend(ids.map(|(id, entry)| ((key, id), (file, entry))));
            } else {
                settings.entry(key).or_insert((file, value));
            }
        }
    }
    let mut waiting = Vec::new();
    let mut wait = |(file, node): (usize, NodeId), yaml, is_entry: bool| {
        let accepted = accepted[file].as_slice();
        waiting.push(Pair {
            tree: &trees[file],
            node,
            yaml,
            accepted: if is_entry { accepted } else { &[] },
        });
    };
    for YamlEntry { key, value, .. } in written {
        let key = key.as_str();
        if SECTIONS.contains(&key) {
            let Yaml::Mapping(all) = value else {
                continue;
            };
            for YamlEntry { key: id, value, .. } in all {
                if let Some(found) = entries.get(&(key, id.as_str())) {
                    wait(*found, value, true);
                }
            }
        } else if key == "facts" {
            let Yaml::Sequence(all) = value else {
                continue;
            };
            for (fact, value) in facts.iter().zip(all) {
                wait(*fact, value, false);
            }
        } else if let Some(found) = settings.get(key).filter(|_| !is_own(key)) {
            wait(*found, value, false);
        }
    }
    while let Some(pair) = waiting.pop() {
        add(pair, &mut waiting, &mut left)?;
    }
    Some(ladder)
}

/// Adds the own keys of a value, and goes on with the values in it.
fn add<'t, 'y>(
    pair: Pair<'t, 'y>,
    waiting: &mut Vec<Pair<'t, 'y>>,
    left: &mut usize,
) -> Option<()> {
    let Pair {
        tree,
        node,
        yaml,
        accepted,
    } = pair;
    let within = |node, yaml| Pair {
        tree,
        node,
        yaml,
        accepted: &[],
    };
    let (items, yaml) = match (tree.value(node), yaml) {
        (Value::Sequence(_), Yaml::Sequence(written)) => {
            let items = tree.items(node).iter().zip(written);
            waiting.extend(items.map(|(item, yaml)| within(*item, yaml)));
            return Some(());
        }
        (Value::Sequence(_), yaml) => (tree.items(node), yaml),
        (_, yaml) => (&[node][..], yaml),
    };
    // One entry may stand for a list of one.
    let &[node] = items else {
        return Some(());
    };
    let mut own = own_keys(tree, node, left)?;
    if !accepted.is_empty() {
        let position = own.iter().position(|entry| entry.key == ACCEPT);
        let mut all = position.map_or_else(Vec::new, |at| self::items(own.remove(at).value));
        let more = accepted.iter().filter(|code| !all.contains(code));
        let more: Vec<Yaml> = more.cloned().collect();
        all.extend(more);
        own.push(YamlEntry::new(ACCEPT, Yaml::Sequence(all)));
    }
    if !own.is_empty()
        && !matches!(yaml, Yaml::Mapping(_))
        && let Some(short) = short_key(tree, node)
    {
        let value = std::mem::replace(yaml, Yaml::Mapping(Vec::new()));
        *yaml = Yaml::mapping([(short, value)]);
    }
    let Yaml::Mapping(written) = yaml else {
        return Some(());
    };
    own.retain(|entry| written.iter().all(|known| known.key != entry.key));
    let known = written.len();
    written.extend(own);
    let keys = tree.entries(node);
    let keys: HashMap<&str, NodeId> = keys
        .filter_map(|(key, value)| Some((tree.scalar(key)?, value)))
        .collect();
    for YamlEntry { key, value, .. } in &mut written[..known] {
        if let Some(node) = keys.get(key.as_str()) {
            waiting.push(within(*node, value));
        }
    }
    Some(())
}

fn is_own(key: &str) -> bool {
    key.starts_with(OWN) || key == ACCEPT
}

fn items(list: Yaml) -> Vec<Yaml> {
    match list {
        Yaml::Sequence(items) => items,
        one => vec![one],
    }
}

/// The only key of a map that is written as the value of this key.
fn short_key<'t>(tree: &'t Tree, node: NodeId) -> Option<&'t str> {
    let keys = tree.entries(node);
    let keys = keys.filter_map(|(key, _)| tree.scalar(key));
    let mut known = keys.filter(|key| !is_own(key));
    known.next().filter(|_| known.next().is_none())
}

/// The own keys of a map, and the warnings that it accepts.
fn own_keys(tree: &Tree, node: NodeId, left: &mut usize) -> Option<Vec<YamlEntry>> {
    let entries = tree.entries(node);
    let entries = entries.filter_map(|(key, value)| Some((tree.scalar(key)?, value)));
    let own = entries.filter(|(key, _)| is_own(key));
    own.map(|(key, value)| Some(YamlEntry::new(key, any(tree, value, left)?)))
        .collect()
}

/// Any value, as it was read. Values nest no deeper than a file may.
fn any(tree: &Tree, node: NodeId, left: &mut usize) -> Option<Yaml> {
    *left = left.checked_sub(1)?;
    Some(match tree.value(node) {
        Value::Scalar("" | "~" | "null", ScalarForm::Plain) => Yaml::Plain("null".to_owned()),
        Value::Scalar(text, form) if form != ScalarForm::Quoted && is_other_type(text) => {
            Yaml::Plain(text.to_string())
        }
        Value::Scalar(text, _) => Yaml::text(text),
        Value::Sequence(_) => {
            let items = tree.items(node).iter();
            Yaml::Sequence(
                items
                    .map(|item| any(tree, *item, left))
                    .collect::<Option<_>>()?,
            )
        }
        Value::Mapping(_) => {
            let entries = tree.entries(node);
            let entries = entries.filter_map(|(key, value)| Some((tree.scalar(key)?, value)));
            let entries =
                entries.map(|(key, value)| Some(YamlEntry::new(key, any(tree, value, left)?)));
            Yaml::Mapping(entries.collect::<Option<_>>()?)
        }
    })
}
