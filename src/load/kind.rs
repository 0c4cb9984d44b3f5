//! Which kind of document it is: nobody says so, but its keys do.

use std::cmp::Ordering;

use crate::{
    diagnostic::{Code, Report},
    text::{NodeId, Place, Style, Tree, Value},
};

use super::{ladder, profile};

/// The two kinds of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Ladder,
    Profile,
}

impl Kind {
    /// Tells a ladder from a profile by the keys that only one of them has.
    pub(super) fn of(tree: &Tree) -> Option<Self> {
        let root = tree.root()?;
        let keys = |is_known: &dyn Fn(&str) -> bool| {
            let keys = tree.entries(root).filter_map(|(key, _)| tree.scalar(key));
            keys.filter(|key| is_known(key)).count()
        };
        let of_ladder = |key: &str| ladder::KEYS.contains(&key);
        let of_profile = |key: &str| profile::KEYS.contains(&key);
        let mut ladder = keys(&|key| of_ladder(key) && !of_profile(key));
        let mut profile = keys(&|key| of_profile(key) && !of_ladder(key));
        // Only one of them can have these, however its other keys are spelt.
        ladder += 9 * keys(&|key| key == "roles");
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

    pub fn name(self) -> &'static str {
        match self {
            Self::Ladder => "ladder",
            Self::Profile => "profile",
        }
    }
}

/// Tells by the skills: a ladder describes them, a person has them at a level.
fn skills(tree: &Tree, root: NodeId) -> Option<Kind> {
    let named = |name: &str| {
        let mut entries = tree.entries(root);
        let entry = entries.find(|(key, _)| tree.scalar(*key) == Some(name));
        entry.map(|(_, value)| value)
    };
    let Some(skills) = named("skills") else {
        return named("certifications").map(|list| match tree.node(list).value {
            Value::Sequence(_) => Kind::Profile,
            _ => Kind::Ladder,
        });
    };
    let (_, first) = tree.entries(skills).next()?;
    let described = tree
        .entries(first)
        .any(|(key, _)| tree.scalar(key) == Some("title"));
    Some(if described {
        Kind::Ladder
    } else {
        Kind::Profile
    })
}

/// Refuses a document of the other kind.
pub(super) fn expect(expected: Kind, tree: &Tree) -> Result<(), Report> {
    let (Some(root), Some(found)) = (tree.root(), Kind::of(tree)) else {
        return Ok(());
    };
    if found == expected {
        return Ok(());
    }
    let mut report = Report::default();
    let message = format!("expected a {}, found a {}", expected.name(), found.name());
    report
        .tell(
            Code::WrongType,
            Place::Bytes(tree.node(root).bytes()),
            message,
        )
        .help(format!("give a {0} with `--{0}`", found.name()));
    Err(report)
}

/// What is wrong with a document that has not one key of a ladder or a profile.
pub(super) fn neither(tree: &Tree) -> Report {
    let mut report = Report::default();
    let Some(root) = tree.root() else {
        let message = "expected a ladder or a profile, found an empty file";
        report.tell(Code::Empty, Place::Bytes(0..0), message);
        return report;
    };
    let node = tree.node(root);
    let found = match &node.value {
        Value::Scalar(text, Style::Plain) if matches!(&**text, "" | "~" | "null") => {
            let message = "expected a ladder or a profile, found nothing";
            report.tell(Code::Empty, Place::Bytes(node.bytes()), message);
            return report;
        }
        Value::Scalar(..) => "a text",
        Value::Sequence(_) => "a list",
        Value::Mapping(_) => "a map without their keys",
    };
    let message = format!("expected a ladder or a profile, found {found}");
    report
        .tell(Code::WrongType, Place::Bytes(node.bytes()), message)
        .help("a ladder has `id`, `title` and `roles`; a profile has `role`, `skills` and more; `ladder schema` prints all keys".to_owned());
    report
}
