//! From text to a document: parsed, not yet believed.

mod decode;
mod kind;
mod ladder;
mod profile;
mod roundtrip;
mod said;
mod scalar;
pub mod words;

use schemars::{Schema, generate::SchemaSettings};

pub use kind::Kind;
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
    text::{NodeId, Place, Text, Tree, Undecodable},
};

use decode::Decoder;
use kind::{expect, neither};

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
    read(text, |tree| match Kind::of(tree) {
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
