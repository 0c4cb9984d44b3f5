//! From text to a document: parsed, not yet believed.

mod decode;
mod ladder;
mod profile;
mod roundtrip;
mod said;
mod scalar;
pub mod words;

use std::cmp::Ordering;

use schemars::{Schema, generate::SchemaSettings};

pub use ladder::{
    CertificationEntry, EducationEntry, FeeEntry, Figure, LadderDocument, MarketEntry, MoveEntry,
    NeedEntry, PayEntry, RecommendedEntry, RequiredCertification, ResourceEntry, RoleEntry,
    SkillEntry, SourceEntry,
};
pub use profile::{
    ClaimEntry, DegreeEntry, ExperienceEntry, HeldEntry, ProfileDocument, SalaryEntry, StayEntry,
};
pub use said::{Entries, List, Said};

use said::{OneOrMore, Short};

use crate::{
    diagnostic::{Code, Report},
    text::{NodeId, Place, Text, Tree, Undecodable, Value},
};

use decode::Decoder;

/// A document as far as it can be read, and what was found wrong with its form.
#[derive(Debug, Default)]
pub struct Loaded<T> {
    pub document: T,
    pub report: Report,
}

/// A document of either kind.
#[derive(Debug)]
pub enum Document {
    Ladder(Box<Loaded<LadderDocument>>),
    Profile(Box<Loaded<ProfileDocument>>),
}

/// The two kinds of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Ladder,
    Profile,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Ladder => "ladder",
            Self::Profile => "profile",
        }
    }
}

/// Reads a ladder, YAML or JSON; an error is a text in which no ladder can be found.
pub fn ladder(text: &Text) -> Result<Loaded<LadderDocument>, Report> {
    read(text, |tree| {
        expect(Kind::Ladder, tree)?;
        decode(tree, ladder::read)
    })
}

/// Reads a profile, YAML or JSON; an error is a text in which no profile can be found.
pub fn profile(text: &Text) -> Result<Loaded<ProfileDocument>, Report> {
    read(text, |tree| {
        expect(Kind::Profile, tree)?;
        decode(tree, profile::read)
    })
}

/// Reads a ladder or a profile, whichever it is.
pub fn document(text: &Text) -> Result<Document, Report> {
    read(text, |tree| match kind(tree) {
        Some(Kind::Ladder) => Ok(Document::Ladder(Box::new(decode(tree, ladder::read)?))),
        Some(Kind::Profile) => Ok(Document::Profile(Box::new(decode(tree, profile::read)?))),
        None => Err(neither(tree)),
    })
}

/// What is wrong with bytes that are no text.
pub fn undecodable(undecodable: &Undecodable) -> Report {
    let mut report = Report::default();
    let Undecodable { text, message, at } = undecodable;
    let end = text.content()[*at..].chars().next();
    let end = at + end.map_or(0, char::len_utf8);
    report
        .tell(Code::Encoding, Place::Bytes(*at..end), message)
        .help("save the file as UTF-8".to_owned());
    report
}

/// A JSON Schema (2020-12) of one kind of document, for editors.
pub fn schema(kind: Kind) -> Schema {
    let generator = SchemaSettings::draft2020_12().into_generator();
    match kind {
        Kind::Ladder => generator.into_root_schema_for::<LadderDocument>(),
        Kind::Profile => generator.into_root_schema_for::<ProfileDocument>(),
    }
}

trait Reported {
    fn report(&self) -> &Report;
}

impl<T> Reported for Loaded<T> {
    fn report(&self) -> &Report {
        &self.report
    }
}

impl Reported for Document {
    fn report(&self) -> &Report {
        match self {
            Self::Ladder(loaded) => &loaded.report,
            Self::Profile(loaded) => &loaded.report,
        }
    }
}

/// Sound JSON is read without places. Whatever is wrong with it, the located tree explains.
fn read<T: Reported>(
    text: &Text,
    decode: impl Fn(&Tree) -> Result<T, Report>,
) -> Result<T, Report> {
    if text.is_json()
        && let Some(tree) = text.json_tree()
        && let Ok(loaded) = decode(&tree)
        && loaded.report().is_empty()
    {
        return Ok(loaded);
    }
    let tree = text.tree().map_err(|syntax| {
        let mut report = Report::default();
        let code = if syntax.too_deep {
            Code::TooDeep
        } else {
            Code::Syntax
        };
        let diagnostic = report.tell(code, Place::Bytes(syntax.bytes), syntax.message);
        diagnostic.help(syntax.help);
        if let Some(open) = syntax.open {
            diagnostic.also(Place::Bytes(open), "this bracket is still open");
        }
        report
    })?;
    decode(&tree)
}

fn decode<T>(
    tree: &Tree,
    read: fn(&mut Decoder, NodeId) -> Option<T>,
) -> Result<Loaded<T>, Report> {
    let mut decoder = Decoder::new(tree);
    let Some(root) = tree.root() else {
        return Err(neither(tree));
    };
    match read(&mut decoder, root) {
        Some(document) => Ok(Loaded {
            document,
            report: decoder.report,
        }),
        None => Err(decoder.report),
    }
}

/// What is wrong with a document that has not one key of a ladder or a profile.
fn neither(tree: &Tree) -> Report {
    let mut report = Report::default();
    let Some(root) = tree.root() else {
        let message = "expected a ladder or a profile, found an empty file";
        report.tell(Code::Empty, Place::Bytes(0..0), message);
        return report;
    };
    let node = tree.node(root);
    let found = match &node.value {
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

/// Refuses a document of the other kind.
fn expect(expected: Kind, tree: &Tree) -> Result<(), Report> {
    let (Some(root), Some(found)) = (tree.root(), kind(tree)) else {
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

/// Keys that only ladders have.
const LADDER_KEYS: [&str; 8] = [
    "id",
    "title",
    "about",
    "market",
    "proficiency",
    "tracks",
    "sources",
    "roles",
];

/// Keys that only profiles have.
const PROFILE_KEYS: [&str; 11] = [
    "name",
    "ladder",
    "role",
    "since",
    "experience",
    "history",
    "education",
    "pay",
    "hours_per_week",
    "goal",
    "not_applicable",
];

/// Tells a ladder from a profile by the keys that only one of them has.
fn kind(tree: &Tree) -> Option<Kind> {
    let root = tree.root()?;
    let keys = |known: &[&str]| {
        let keys = tree.entries(root).filter_map(|(key, _)| tree.scalar(key));
        keys.filter(|key| known.contains(key)).count()
    };
    let (ladder, profile) = (keys(&LADDER_KEYS), keys(&PROFILE_KEYS));
    match ladder.cmp(&profile) {
        Ordering::Greater => Some(Kind::Ladder),
        Ordering::Less => Some(Kind::Profile),
        // What a person can do is a profile; a ladder says more.
        Ordering::Equal => (keys(&["skills", "certifications"]) > 0).then_some(Kind::Profile),
    }
}
