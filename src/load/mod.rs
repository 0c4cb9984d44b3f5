//! From text to a document: parsed, not yet believed.

mod decode;
mod ladder;
mod profile;

use smol_str::SmolStr;

pub use ladder::{
    CertificationEntry, EducationEntry, FeeEntry, Figure, LadderDocument, MarketEntry, MoveEntry,
    NeedEntry, PayEntry, RecommendedEntry, RequiredCertification, ResourceEntry, RoleEntry,
    SkillEntry, SourceEntry,
};
pub use profile::{
    ClaimEntry, DegreeEntry, ExperienceEntry, HeldEntry, ProfileDocument, SalaryEntry, StayEntry,
};

use crate::{
    diagnostic::{Code, Report},
    text::{NodeId, Place, Text, Tree},
};

use decode::Decoder;

/// Entries under ids that the file chooses, in the file's order.
pub type Entries<T> = Vec<(SmolStr, T)>;

/// A quantity that lies between two others; a single number is both.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Span {
    pub min: f64,
    pub max: f64,
}

/// Reads a ladder, YAML or JSON; the report holds everything that is wrong with its form.
pub fn ladder(text: &Text) -> Result<LadderDocument, Report> {
    document(text, &ladder::KIND, ladder::read)
}

/// Reads a profile, YAML or JSON; the report holds everything that is wrong with its form.
pub fn profile(text: &Text) -> Result<ProfileDocument, Report> {
    document(text, &profile::KIND, profile::read)
}

/// What a document of one kind is called, and how it is told from one of the other kind.
struct Kind {
    name: &'static str,
    /// Keys that no document of this kind has.
    foreign: &'static [&'static str],
    other: &'static str,
    other_option: &'static str,
}

impl Kind {
    /// Whether a mapping has at least two keys of the other kind.
    fn is_other(&self, decoder: &Decoder, root: NodeId) -> bool {
        let keys = decoder.keys(root);
        keys.filter(|key| self.foreign.contains(key))
            .take(2)
            .count()
            == 2
    }
}

/// Sound JSON is read without places. Whatever is wrong with it, the located tree explains.
fn document<T>(
    text: &Text,
    kind: &Kind,
    read: fn(&mut Decoder, NodeId) -> Option<T>,
) -> Result<T, Report> {
    if text.is_json()
        && let Some(tree) = text.json_tree()
        && let Ok(document) = decode(&tree, kind, read)
    {
        return Ok(document);
    }
    let tree = text.tree().map_err(|syntax| {
        let mut report = Report::default();
        report.error(Code::Syntax, Place::Bytes(syntax.bytes), syntax.message);
        report
    })?;
    decode(&tree, kind, read)
}

fn decode<T>(
    tree: &Tree,
    kind: &Kind,
    read: fn(&mut Decoder, NodeId) -> Option<T>,
) -> Result<T, Report> {
    let mut decoder = Decoder::new(tree);
    let Some(root) = tree.root() else {
        decoder.report.error(
            Code::Empty,
            Place::Bytes(0..0),
            format!("expected {}, found an empty file", kind.name),
        );
        return Err(decoder.report);
    };
    if kind.is_other(&decoder, root) {
        let at = decoder.at(root);
        let message = format!("expected {}, found {}", kind.name, kind.other);
        let diagnostic = decoder.report.error(Code::WrongType, at, message);
        diagnostic.help(Some(format!(
            "give {} with `{}`",
            kind.other, kind.other_option
        )));
        return Err(decoder.report);
    }
    let document = read(&mut decoder, root);
    let report = decoder.report;
    match document {
        Some(document) => report.unless_any(document),
        None => Err(report),
    }
}
