//! Recognises the kind of a document by its keys.

use std::cmp::Ordering;

use crate::{
    diagnostic::{Code, Diagnostics},
    text::{NodeId, ScalarForm, Tree, Value},
};

use super::{
    ClaimEntry, LadderDocument, ProfileDocument, SkillEntry,
    codec::Keyed,
    example,
    read_scalar::{decimal, is_null, shortened},
};

/// The two kinds of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// Roles, and the moves between them.
    Ladder,
    /// One person.
    Profile,
}

impl DocumentKind {
    /// Tells a ladder from a profile by the keys that only one of them has.
    pub(super) fn of(tree: &Tree) -> Option<Self> {
        let root = tree.root()?;
        let keys = |is_known: &dyn Fn(&str) -> bool| {
            let keys = tree.entries(root).filter_map(|(key, _)| tree.scalar(key));
            keys.filter(|key| is_known(key)).count()
        };
        let of_ladder = has_key::<LadderDocument>;
        let of_profile = has_key::<ProfileDocument>;
        let mut ladder = keys(&|key| of_ladder(key) && !of_profile(key));
        let mut profile = keys(&|key| of_profile(key) && !of_ladder(key));
        // Only one of them can have these, however its other keys are spelt.
        ladder += 9 * keys(&|key| key == "roles" || key == "include");
        profile += 9 * keys(&|key| key == "role");
        match skills(tree, root) {
            Some(Self::Ladder) => ladder += 3,
            Some(Self::Profile) => profile += 3,
            None => (),
        }
        match ladder.cmp(&profile) {
            Ordering::Greater => Some(Self::Ladder),
            Ordering::Less => Some(Self::Profile),
            Ordering::Equal => {
                (keys(&|key| of_ladder(key) && of_profile(key)) > 0).then_some(Self::Profile)
            }
        }
    }

    /// Tells a ladder from a profile by the first words of the lines, where nothing else can be read.
    pub(super) fn of_lines(content: &str) -> Option<Self> {
        let has = |key: &str| content.lines().any(|line| line.starts_with(key));
        match (has("roles:"), has("role:")) {
            (true, _) => Some(Self::Ladder),
            (false, true) => Some(Self::Profile),
            (false, false) => None,
        }
    }

    /// The word for it in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ladder => "ladder",
            Self::Profile => "profile",
        }
    }
}

/// Whether a text begins as a page, a drawing or an answer in JSON does: a large one need not be read.
pub(super) fn begins_as_written(content: &str) -> bool {
    let content = content.trim_start();
    let is_markup = content.starts_with('<') && !content.starts_with("<<");
    let first_key = content.strip_prefix('{').map(str::trim_start);
    is_markup || first_key.is_some_and(|key| key.starts_with("\"schema_version\""))
}

/// Whether a document is an answer or a schema in JSON, which has some keys of a ladder or a profile.
pub(super) fn is_written(tree: &Tree) -> bool {
    let entries = tree.root().into_iter().flat_map(|root| tree.entries(root));
    let mut keys = entries.filter_map(|(key, _)| tree.scalar(key));
    keys.any(|key| key == "schema_version" || key == "$defs")
}

impl ProfileDocument {
    /// Whether a profile has a key of this name.
    pub fn has_key(name: &str) -> bool {
        has_key::<Self>(name)
    }
}

fn has_key<T: Keyed>(name: &str) -> bool {
    T::KEYS.iter().any(|key| key.name == name)
}

/// Tells by the skills: a ladder describes them, a person has them at a level.
fn skills(tree: &Tree, root: NodeId) -> Option<DocumentKind> {
    let named = |name: &str| {
        let mut entries = tree.entries(root);
        let entry = entries.find(|(key, _)| tree.scalar(*key) == Some(name));
        entry.map(|(_, value)| value)
    };
    let Some(skills) = named("skills") else {
        return named("certifications").map(|list| match tree.value(list) {
            Value::Sequence(_) => DocumentKind::Profile,
            _ => DocumentKind::Ladder,
        });
    };
    let (_, first) = tree.entries(skills).next()?;
    let described = tree.entries(first).any(|(key, _)| {
        let key = tree.scalar(key);
        key.is_some_and(|key| has_key::<SkillEntry>(key) && !has_key::<ClaimEntry>(key))
    });
    Some(if described {
        DocumentKind::Ladder
    } else {
        DocumentKind::Profile
    })
}

/// Refuses a document of the other kind.
pub(super) fn expect(expected: DocumentKind, tree: &Tree) -> Result<(), Diagnostics> {
    let Some(root) = tree.root() else {
        return Ok(());
    };
    if matches!(tree.value(root), Value::Scalar(text, ScalarForm::Plain) if is_null(text)) {
        return Err(nothing(tree, root, &format!("a {}", expected.name())));
    }
    let Some(found) = DocumentKind::of(tree) else {
        return Ok(());
    };
    if found == expected {
        return Ok(());
    }
    let mut diagnostics = Diagnostics::default();
    let message = format!("expected a {}, found a {}", expected.name(), found.name());
    diagnostics
        .add(Code::WrongType, tree.place(root), message)
        .help(format!("give a {0} with `--{0}`", found.name()));
    Err(diagnostics)
}

/// Refuses a profile and any other file as a part of a ladder: it has no key that only a ladder has, and one that none
/// has, or no key of a ladder at all.
pub(super) fn expect_part(tree: &Tree) -> Result<(), Diagnostics> {
    let root = tree.root().ok_or_else(|| neither(tree))?;
    let keys = || {
        let entries = tree.entries(root);
        entries.filter_map(|(key, _)| tree.scalar(key))
    };
    let (of_ladder, of_profile) = (has_key::<LadderDocument>, has_key::<ProfileDocument>);
    if keys().any(|key| of_ladder(key) && !of_profile(key)) {
        return Ok(());
    }
    if !keys().any(of_ladder) {
        return Err(neither(tree));
    }
    if keys().any(|key| of_profile(key) && !of_ladder(key)) {
        let mut diagnostics = Diagnostics::default();
        let message = "expected a part of a ladder, found a profile";
        diagnostics.add(Code::WrongType, tree.place(root), message);
        return Err(diagnostics);
    }
    Ok(())
}

/// Whether a document has entries of a ladder and no roles, and nothing of a profile.
pub(super) fn is_part(tree: &Tree) -> bool {
    let (of_ladder, of_profile) = (has_key::<LadderDocument>, has_key::<ProfileDocument>);
    let entries = || tree.root().into_iter().flat_map(|root| tree.entries(root));
    let keys = entries().filter_map(|(key, _)| tree.scalar(key));
    let keys: Vec<&str> = keys.collect();
    let has = |name: &&str| keys.contains(name);
    // A person has a skill at a level.
    let mut skills = entries().filter(|(key, _)| tree.scalar(*key) == Some("skills"));
    let mut has_described_skill = || {
        let (_, skills) = skills.next()?;
        let (_, first) = tree.entries(skills).next()?;
        let is_map = matches!(tree.value(first), Value::Mapping(_));
        let mut keys = tree.entries(first).filter_map(|(key, _)| tree.scalar(key));
        Some(is_map && !keys.any(|key| key == "level"))
    };
    let is_only = |one: fn(&str) -> bool, other: fn(&str) -> bool| {
        keys.iter().any(|key| one(key) && !other(key))
    };
    ["skills", "certifications", "sources", "tracks", "include"]
        .iter()
        .any(has)
        && !has(&"roles")
        && !is_only(of_profile, of_ladder)
        && !is_written(tree)
        && (is_only(of_ladder, of_profile) || has_described_skill().unwrap_or_default())
}

/// Whether a line of a text begins with a key of a ladder.
pub(super) fn has_ladder_key(content: &str) -> bool {
    let mut lines = content.lines();
    lines.any(|line| {
        let line = line.trim_start_matches(['{', ' ', '"']);
        let end = line.find(|letter: char| !letter.is_ascii_alphabetic() && letter != '_');
        let (key, rest) = line.split_at(end.unwrap_or(line.len()));
        has_key::<LadderDocument>(key) && rest.trim_start_matches('"').starts_with(':')
    })
}

/// How to begin a file.
const BEGIN: &str = "`ladder init` writes a profile, `ladder init --ladder` a ladder; a profile begins with a line such as `goal: senior`";

/// What is wrong with a document without content.
fn nothing(tree: &Tree, root: NodeId, expected: &str) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let message = format!("expected {expected}, found nothing");
    diagnostics
        .add(Code::Empty, tree.place(root), message)
        .help(BEGIN.to_owned());
    diagnostics
}

/// What is wrong with a document that has not one key of a ladder or a profile.
pub(super) fn neither(tree: &Tree) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let Some(root) = tree.root() else {
        let message = "expected a ladder or a profile, found an empty file";
        diagnostics
            .add(Code::Empty, tree.top(), message)
            .help(BEGIN.to_owned());
        return diagnostics;
    };
    let found = match tree.value(root) {
        Value::Scalar(text, ScalarForm::Plain) if is_null(text) => {
            return nothing(tree, root, "a ladder or a profile");
        }
        Value::Scalar(text, ScalarForm::Plain)
            if decimal(text).is_some() || matches!(text, "true" | "false") =>
        {
            format!("`{}`", shortened(text))
        }
        Value::Scalar(..) => "a text".to_owned(),
        Value::Sequence(_) => "a list".to_owned(),
        Value::Mapping(_) => "a map without their keys".to_owned(),
    };
    let message = format!("expected a ladder or a profile, found {found}");
    let spaced = tree.scalar(root).and_then(example::spaced);
    diagnostics
        .add(Code::WrongType, tree.place(root), message)
        .help(spaced)
        .help("a ladder has `id`, `title` and `roles`; a profile has `role`, `skills` and more; `ladder schema` prints all keys".to_owned());
    diagnostics
}
