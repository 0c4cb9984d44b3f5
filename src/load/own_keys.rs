//! Keeps what a document does not hold: the keys of a file's own, and the warnings that its entries accept.

use std::collections::{BTreeSet, HashMap};

use crate::{
    diagnostic::{Code, Silenced},
    text::{FileId, NodeId, ScalarForm, Text, Tree, Value, Yaml, YamlEntry, is_other_type},
};

use super::decode::{ACCEPT, OWN, Repeats};

/// The maps from ids, which the entries of all files stand in.
const SECTIONS: [&str; 5] = ["tracks", "sources", "skills", "certifications", "roles"];

/// A value that was read, and the same as it is written.
struct Pair<'t, 'y> {
    tree: &'t Tree<'t>,
    node: NodeId,
    yaml: &'y mut Yaml,
    /// What the whole file accepts, where that silences something here alone.
    accepted: Vec<Code>,
}

/// A ladder to write with the own keys and accepted warnings of the files that it was read from. What one of several
/// files accepts as a whole, the ladder accepts where no file has that warning otherwise, else the entries that have it.
/// `None` where aliases repeat too much in own keys.
pub fn with_own_keys<'t>(
    mut ladder: Yaml,
    texts: impl Iterator<Item = &'t Text>,
    silenced: &Silenced,
) -> Option<Yaml> {
    let texts: Vec<&Text> = texts.collect();
    let has_own = |text: &Text| text.content().contains(OWN) || text.content().contains(ACCEPT);
    if !texts.iter().any(|text| has_own(text)) {
        return Some(ladder);
    }
    let trees = texts.iter().filter_map(|text| text.tree().ok());
    let trees: Vec<Tree> = trees.collect();
    let mut left = trees.iter().map(Tree::size).sum::<usize>() + Repeats::default().nodes;
    // What each file accepts as a whole.
    let mut accepted: Vec<Vec<Code>> = Vec::with_capacity(trees.len());
    let mut facts = Vec::new();
    let mut entries: HashMap<(&str, &str), Found> = HashMap::new();
    let mut settings: HashMap<&str, Found> = HashMap::new();
    let Yaml::Mapping(written) = &mut ladder else {
        return Some(ladder);
    };
    for (file, tree) in trees.iter().enumerate() {
        let root = tree.root()?;
        let mut own = own_keys(tree, root, &mut left)?;
        accepted.push(Vec::new());
        own.retain(|entry| entry.key != ACCEPT || trees.len() == 1);
        own.retain(|entry| written.iter().all(|known| known.key != entry.key));
        written.extend(own);
        for (named, value) in tree.entries(root) {
            let Some(key) = tree.scalar(named) else {
                continue;
            };
            let found = |key, value| Found { file, key, value };
            if key == ACCEPT && trees.len() > 1 {
                let names = tree.items(value).iter();
                let names = names.filter_map(|name| tree.scalar(*name));
                accepted[file].extend(names.filter_map(Code::of_name));
            } else if key == "facts" {
                facts.extend(tree.items(value).iter().map(|item| found(*item, *item)));
            } else if SECTIONS.contains(&key) {
                let ids = tree.entries(value);
                let ids = ids.filter_map(|(id, entry)| Some((tree.scalar(id)?, found(id, entry))));
                entries.extend(ids.map(|(id, found)| ((key, id), found)));
            } else {
                settings.entry(key).or_insert(found(named, value));
            }
        }
    }
    let everywhere: BTreeSet<Code> = accepted
        .iter_mut()
        .flat_map(|codes| codes.extract_if(.., |code| !silenced.is_told(*code)))
        .collect();
    let mut waiting = Vec::new();
    let mut wait = |found: &Found, yaml| {
        let Found { file, key, value } = *found;
        let tree = &trees[file];
        let bytes = tree.bytes(key).start..tree.extent_of(value).end;
        let file_id = FileId(u32::try_from(file).unwrap_or(u32::MAX));
        let codes = accepted[file].iter().copied();
        waiting.push(Pair {
            tree,
            node: value,
            yaml,
            accepted: codes
                .filter(|code| silenced.is_within(*code, file_id, bytes.clone()))
                .collect(),
        });
    };
    for YamlEntry { key, value, .. } in written.iter_mut() {
        let key = key.as_str();
        if SECTIONS.contains(&key) {
            let Yaml::Mapping(all) = value else {
                continue;
            };
            for YamlEntry { key: id, value, .. } in all {
                if let Some(found) = entries.get(&(key, id.as_str())) {
                    wait(found, value);
                }
            }
        } else if key == "facts" {
            let Yaml::Sequence(all) = value else {
                continue;
            };
            for (fact, value) in facts.iter().zip(all) {
                wait(fact, value);
            }
        } else if let Some(found) = settings.get(key).filter(|_| !is_own(key)) {
            wait(found, value);
        }
    }
    while let Some(pair) = waiting.pop() {
        add(pair, &mut waiting, &mut left)?;
    }
    if !everywhere.is_empty() {
        let codes = everywhere.iter().map(|code| Yaml::text(code.name()));
        written.push(YamlEntry::new(ACCEPT, Yaml::Sequence(codes.collect())));
    }
    Some(ladder)
}

/// Where an entry or a setting of the ladder stands.
struct Found {
    file: usize,
    key: NodeId,
    value: NodeId,
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
        accepted: Vec::new(),
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
        for code in accepted {
            let code = Yaml::text(code.name());
            if !all.contains(&code) {
                all.push(code);
            }
        }
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
