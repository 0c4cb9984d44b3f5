//! The files of the database, which have other names from release 30.3 on.

use crate::{
    diagnostic::{UsageError, list_and},
    import::ImportError,
    order::Order as _,
};

/// A file of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    ReadMe,
    Occupations,
    Zones,
    /// All skills, up to release 30.2.
    Skills,
    EssentialSkills,
    TransferableSkills,
    Knowledge,
    /// Software, up to release 30.2.
    Technology,
    Software,
    /// Education and experience, up to release 30.2.
    EducationAndExperience,
    Education,
    Experience,
    Related,
}

use Kind::{
    Education, EducationAndExperience, EssentialSkills, Experience, Knowledge, Occupations, ReadMe,
    Related, Skills, Software, Technology, TransferableSkills, Zones,
};

/// The names of the files, without their extension.
const NAMES: [(Kind, &str); 13] = [
    (ReadMe, "Read Me"),
    (Occupations, "Occupation Data"),
    (Zones, "Job Zones"),
    (Skills, "Skills"),
    (EssentialSkills, "Essential Skills"),
    (TransferableSkills, "Transferable Skills"),
    (Knowledge, "Knowledge"),
    (Technology, "Technology Skills"),
    (Software, "Software Skills"),
    (
        EducationAndExperience,
        "Education, Training, and Experience",
    ),
    (Education, "Education"),
    (Experience, "Training and Experience"),
    (Related, "Related Occupations"),
];

/// What is needed: the files up to release 30.2, and those from release 30.3 on.
const NEEDED: [(&[Kind], &[Kind]); 7] = [
    (&[Occupations], &[Occupations]),
    (&[Zones], &[Zones]),
    (&[Skills], &[EssentialSkills, TransferableSkills]),
    (&[Knowledge], &[Knowledge]),
    (&[Technology], &[Software]),
    (&[EducationAndExperience], &[Education, Experience]),
    (&[Related], &[Related]),
];

const EXTENSIONS: [&str; 3] = ["txt", "tsv", "csv"];

/// A file that is read: its path, and its bytes.
#[derive(Debug)]
pub struct Part {
    /// What the file is called in messages.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Which file of the database a path leads to.
fn kind(path: &str) -> Option<Kind> {
    let name = path.rsplit(['/', '\\']).next()?.to_lowercase();
    let (stem, extension) = name.rsplit_once('.')?;
    let stem = stem.replace("%20", " ").replace(['_', '-'], " ");
    let known = NAMES.iter().find(|(_, name)| name.to_lowercase() == stem);
    known
        .map(|(kind, _)| *kind)
        .filter(|_| EXTENSIONS.contains(&extension))
}

/// Whether a path leads to a file of the database that is read.
pub fn is_part(path: &str) -> bool {
    kind(path).is_some()
}

/// The files of one release.
#[derive(Debug)]
pub struct Files {
    parts: Vec<(Kind, Part)>,
}

impl Files {
    /// The files of a folder or an archive, if all are there that are needed.
    pub fn of(name: &str, parts: Vec<Part>) -> Result<Self, ImportError> {
        let mut known: Vec<(Kind, Part)> = Vec::new();
        for part in parts {
            let Some(kind) = kind(&part.name) else {
                continue;
            };
            if let Some((_, first)) = known.iter().find(|(known, _)| *known == kind) {
                let message = format!(
                    "cannot read `{name}`: `{}` and `{}` are the same table",
                    first.name, part.name
                );
                let help = "keep one release in one edition, as it was downloaded".to_owned();
                return Err(ImportError::Input(UsageError::new(message).help(help)));
            }
            known.push((kind, part));
        }
        let files = Self { parts: known };
        files.complete(name)?;
        Ok(files)
    }

    fn has(&self, kind: Kind) -> bool {
        self.parts.iter().any(|(known, _)| *known == kind)
    }

    fn complete(&self, name: &str) -> Result<(), ImportError> {
        let present = |kinds: &[Kind]| {
            let present = kinds.iter().copied().filter(|kind| self.has(*kind));
            present.collect::<Vec<Kind>>()
        };
        let has_all = |kinds: &[Kind]| kinds.iter().all(|kind| self.has(*kind));
        for (old, new) in NEEDED {
            let (of_old, of_new) = (present(old), present(new));
            if old != new && !of_old.is_empty() && !of_new.is_empty() {
                let message = format!(
                    "cannot read `{name}`: {} of a release up to 30.2 and {} of one from 30.3 on",
                    named(&of_old),
                    named(&of_new)
                );
                let help = "unpack one release into a folder of its own".to_owned();
                return Err(ImportError::Input(UsageError::new(message).help(help)));
            }
        }
        let missing = NEEDED
            .iter()
            .filter(|(old, new)| !has_all(old) && !has_all(new));
        let missing: Vec<String> = missing
            .map(|(old, new)| {
                if old == new {
                    named(old)
                } else {
                    format!(
                        "{} (up to release 30.2) or {} (from 30.3 on)",
                        named(old),
                        named(new)
                    )
                }
            })
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let what = if missing.len() == NEEDED.len() {
            "it is no O*NET database: none of its tables is there"
        } else {
            "tables of the O*NET database are missing"
        };
        let error = UsageError::new(format!("cannot read `{name}`: {what}"));
        let error = missing
            .iter()
            .fold(error, |error, missing| {
                error.help(format!("looked for {missing}"))
            })
            .help(
                "download the text edition from https://www.onetcenter.org/database.html"
                    .to_owned(),
            );
        Err(ImportError::Input(error))
    }

    /// Whether the tables have the names of release 30.3 and later.
    pub fn is_new(&self) -> bool {
        self.has(EssentialSkills)
    }

    /// The paths of the files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|(_, part)| part.name.as_str())
    }

    /// The file of a kind, which is then no longer among them.
    pub fn take(&mut self, kind: Kind) -> Option<Part> {
        let position = self.parts.iter().position(|(known, _)| *known == kind)?;
        Some(self.parts.swap_remove(position).1)
    }
}

/// The names of some files.
fn named(kinds: &[Kind]) -> String {
    let names = NAMES.iter().filter(|(kind, _)| kinds.contains(kind));
    let mut names: Vec<String> = names.map(|(_, name)| format!("{name}.txt")).collect();
    names.order();
    list_and(names.iter().map(String::as_str))
}
