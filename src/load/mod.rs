//! From text to a document: parsed, not yet believed.

mod amount;
mod codec;
mod decode;
mod duration;
mod example;
mod field;
mod include;
mod kind;
mod ladder;
mod own_keys;
mod plain;
mod profile;
mod read_scalar;
mod roundtrip;
mod schema;
pub mod types;

pub use field::{Entries, Field, Items, List, OneOrMore};
pub use include::{Files, NoFiles, Opening, Part, ReadBefore, include};
pub use kind::DocumentKind;
pub use ladder::{
    AlternativeDegreeEntry, AlternativeEntry, AlternativesEntry, AskedLevelDetails,
    AskedLevelEntry, CertificationEntry, CertificationTimeEntry, DegreeTimeEntry, EducationEntry,
    FactEntry, FeeEntry, Figure, GroupEntry, LadderDocument, LearningEntry, MarketEntry,
    MoveDetails, MoveEntry, NeedEntry, PayDetails, PayEntry, PointsEntry, PointsOfEntry,
    RecommendedEntry, RequiredCertification, ResourceEntry, ResponsibilityText, RoleEntry,
    SkillEntry, SourceEntry, StepTimeEntry, TrackEntry,
};
pub use own_keys::with_own_keys;
pub use plain::{PlainDegree, PlainExperience, PlainLevel, PlainProfile, plain_profile};
pub use profile::{
    ClaimEntry, DegreeEntry, ExperienceEntry, GoalEntry, HeldEntry, LogEntry, OwnLearningEntry,
    OwnStepTimeEntry, ProfileDocument, ResponsibilityEntry, SalaryEntry, SinceEntry, StayEntry,
};

use crate::{
    diagnostic::{Code, Diagnostics},
    text::{Text, Tree, Undecodable, Yaml},
};

use codec::Codec;
use decode::{Decoder, Repeats};
use kind::{expect, expect_part, neither};

/// A document as far as it can be read, and what was found wrong with its form.
#[derive(Debug, Default)]
pub struct Loaded<T> {
    /// What could be read.
    pub document: T,
    /// What is wrong with the form.
    pub diagnostics: Diagnostics,
    /// What further files of the ladder may still read again through aliases.
    pub(crate) repeats: Repeats,
}

impl<T> Loaded<T> {
    /// The same with another document.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Loaded<U> {
        Loaded {
            document: change(self.document),
            diagnostics: self.diagnostics,
            repeats: self.repeats,
        }
    }
}

impl LadderDocument {
    /// The document to write, without what could not be read.
    pub fn to_yaml(&self) -> Yaml {
        self.encode()
    }
}

impl ProfileDocument {
    /// The document to write, without what could not be read.
    pub fn to_yaml(&self) -> Yaml {
        self.encode()
    }
}

/// A document of either kind.
#[derive(Debug)]
pub enum Document {
    /// A ladder.
    Ladder(Box<LadderDocument>),
    /// A profile.
    Profile(Box<ProfileDocument>),
}

/// Reads a ladder, YAML or JSON.
///
/// # Errors
///
/// The text cannot be parsed, or contains no ladder.
pub fn ladder(text: &Text) -> Result<Loaded<LadderDocument>, Diagnostics> {
    of_kind(DocumentKind::Ladder, text)
}

/// Reads a ladder whose tree was prepared.
///
/// # Errors
///
/// The tree contains no ladder.
pub(crate) fn prepared_ladder(tree: &Tree) -> Result<Loaded<LadderDocument>, Diagnostics> {
    decode(tree, |document| document)
}

/// Reads a profile, YAML or JSON.
///
/// # Errors
///
/// The text cannot be parsed, or contains no profile.
pub fn profile(text: &Text) -> Result<Loaded<ProfileDocument>, Diagnostics> {
    of_kind(DocumentKind::Profile, text)
}

fn of_kind<T: Codec>(kind: DocumentKind, text: &Text) -> Result<Loaded<T>, Diagnostics> {
    read(text, |tree| {
        expect(kind, tree)?;
        decode(tree, |document| document)
    })
}

/// Reads a part of a ladder, which another file includes.
fn part(text: &Text, repeats: Repeats) -> Result<Loaded<LadderDocument>, Diagnostics> {
    read(text, |tree| {
        expect_part(tree)?;
        let mut decoder = Decoder::new(tree, repeats);
        decoder.is_part = true;
        decode_with(decoder, |document| document)
    })
}

/// Reads a file that can only be a part of a ladder, without the file that includes it: it has entries of one, and no
/// roles, nor has a file that it includes. `None` where it is no part. The texts of the files that it includes are added
/// to `texts`.
pub fn part_alone(
    text: &Text,
    files: &mut dyn Files,
    texts: &mut Vec<Text>,
) -> Option<Diagnostics> {
    // Most ladders need no other look.
    let mut lines = text.content().lines();
    let has_roles = lines.any(|line| line.starts_with("roles:"));
    if has_roles || !text.tree().is_ok_and(|tree| kind::is_part(&tree)) {
        return None;
    }
    let loaded = match part(text, Repeats::default()) {
        Ok(loaded) => loaded,
        Err(diagnostics) => return Some(diagnostics),
    };
    // What cannot be read may have roles.
    let loaded = include(loaded, files, texts).ok()?;
    let mut parts = loaded.document.iter();
    let has_no_roles = parts.all(|part| part.document.roles.is_absent());
    has_no_roles.then_some(loaded.diagnostics)
}

/// Reads a ladder or a profile, whichever it is.
///
/// # Errors
///
/// The text cannot be parsed, or contains neither.
pub fn document(text: &Text) -> Result<Loaded<Document>, Diagnostics> {
    read(text, |tree| match DocumentKind::of(tree) {
        Some(DocumentKind::Ladder) => decode(tree, |ladder| Document::Ladder(Box::new(ladder))),
        Some(DocumentKind::Profile) => decode(tree, |profile| Document::Profile(Box::new(profile))),
        None => Err(neither(tree)),
    })
}

/// The kind of document that a text is by its keys, as far as it can be read.
pub fn kind(text: &Text) -> Option<DocumentKind> {
    if kind::begins_as_written(text.content()) {
        return None;
    }
    match text.tree() {
        Ok(tree) => DocumentKind::of(&tree).filter(|_| !kind::is_written(&tree)),
        Err(_) => DocumentKind::of_lines(text.content()),
    }
}

/// What is wrong with bytes that are no text.
pub fn undecodable(undecodable: &Undecodable) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let Undecodable {
        text,
        message,
        help,
        at,
    } = undecodable;
    let end = text.content()[*at..].chars().next();
    let end = at + end.map_or(0, char::len_utf8);
    diagnostics
        .add(Code::Encoding, text.place(*at..end), message)
        .help((*help).to_owned());
    diagnostics
}

/// A JSON Schema (2020-12) of one kind of document, for editors.
pub fn schema(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Ladder => include_str!("../../schema/ladder.schema.json"),
        DocumentKind::Profile => include_str!("../../schema/profile.schema.json"),
    }
}

/// Reads valid JSON without places. If anything is wrong with it, the located tree says where.
fn read<T>(
    text: &Text,
    decode: impl Fn(&Tree) -> Result<Loaded<T>, Diagnostics>,
) -> Result<Loaded<T>, Diagnostics> {
    if text.is_json()
        && let Some(tree) = text.json_tree()
        && let Ok(loaded) = decode(&tree)
        && loaded.diagnostics.is_empty()
        && loaded.diagnostics.accepts_nothing()
    {
        return Ok(loaded);
    }
    let tree = text.tree().map_err(|syntax| {
        let mut diagnostics = Diagnostics::default();
        let code = if syntax.too_deep {
            Code::TooDeep
        } else {
            Code::Syntax
        };
        let diagnostic = diagnostics.add(code, text.place(syntax.bytes), syntax.message);
        diagnostic.help(syntax.help);
        if let Some(open) = syntax.open {
            diagnostic.also(text.place(open), "this bracket is still open");
        }
        diagnostics
    })?;
    decode(&tree)
}

fn decode<T: Codec, D>(tree: &Tree, wrap: fn(T) -> D) -> Result<Loaded<D>, Diagnostics> {
    decode_with(Decoder::new(tree, Repeats::default()), wrap)
}

fn decode_with<T: Codec, D>(
    mut decoder: Decoder,
    wrap: fn(T) -> D,
) -> Result<Loaded<D>, Diagnostics> {
    let Some(root) = decoder.tree.root() else {
        return Err(neither(decoder.tree));
    };
    match T::decode(&mut decoder, root) {
        Some(document) => Ok(Loaded {
            document: wrap(document),
            repeats: decoder.repeats(),
            diagnostics: decoder.diagnostics,
        }),
        None => Err(decoder.diagnostics),
    }
}
