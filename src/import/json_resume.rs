//! JSON Resume, with its old and its new names.

use crate::{
    diagnostic::Code,
    model::degree_named,
    text::{NodeId, Place, ScalarForm, Text, Tree, Value},
};

use super::{Certificate, ImportError, NamedSkill, Position, Resume, Studied, When, dates, line};

/// Where the positions stand; the later ones are in use and in no schema.
const WORK: [&str; 3] = ["work", "experience", "Experience"];

/// Reads a résumé in JSON.
pub fn read(text: Text) -> Result<Resume, ImportError> {
    let read = text.tree().map(|tree| resume(&tree));
    let read = match read {
        Ok(read) => read,
        Err(syntax) => {
            let place = text.place(syntax.bytes);
            let help = syntax.help.unwrap_or_default();
            let message = syntax.message;
            return Err(ImportError::at(text, Code::Syntax, place, message, &help));
        }
    };
    read.map_err(|fault| match fault {
        Fault::Date { written, place } => dates::impossible(text, &written, place),
        Fault::Other => {
            let place = text.place(0..0);
            let help = "such a file has `basics`, `work`, `education` and `skills` at its top";
            let message = "this is no JSON Resume: it has neither `basics` nor `work`".to_owned();
            ImportError::at(text, Code::WrongType, place, message, help)
        }
    })
}

/// Why a tree is no résumé.
enum Fault {
    Date { written: String, place: Place },
    Other,
}

fn resume(tree: &Tree) -> Result<Resume, Fault> {
    let root = tree.root().ok_or(Fault::Other)?;
    let root = Entry { tree, node: root };
    let basics = root.get("basics");
    let is_map = |entry: &Entry| matches!(tree.value(entry.node), Value::Mapping(_));
    let work = WORK.iter().find_map(|key| root.get(key));
    if !basics.as_ref().is_some_and(is_map) && root.get("work").is_none() {
        return Err(Fault::Other);
    }
    let mut resume = Resume::default();
    if let Some(basics) = basics {
        resume.name = basics.text("name");
        resume.headline = basics.text("label");
    }
    if work.as_ref().is_some_and(|work| !work.is_list()) {
        resume
            .remarks
            .push("`work` is not a list: one position at most was read from it");
    }
    for position in work.iter().flat_map(Entry::items) {
        let Some(title) = position.text("position") else {
            continue;
        };
        resume.positions.push(Position {
            title,
            organization: position.text("name").or_else(|| position.text("company")),
            from: position.date("startDate")?,
            to: position.end("endDate")?,
        });
    }
    for study in root.get("education").iter().flat_map(Entry::items) {
        let title = study.text("studyType").unwrap_or_default();
        resume.studies.push(Studied {
            degree: degree_named(&title),
            title,
            field: study.text("area"),
            to: study.end("endDate")?,
        });
    }
    for group in root.get("skills").iter().flat_map(Entry::items) {
        skills(&group, &mut resume.skills);
        // Only aliases name more skills than there are values.
        if resume.skills.len() > tree.size() {
            return Err(Fault::Other);
        }
    }
    for (section, name, is_award) in [("certificates", "name", false), ("awards", "title", true)] {
        for certificate in root.get(section).iter().flat_map(Entry::items) {
            if let Some(name) = certificate.text(name) {
                resume.certificates.push(Certificate {
                    name,
                    earned: certificate.date("date")?,
                    expires: When::Open,
                    is_award,
                });
            }
        }
    }
    Ok(resume)
}

/// The skills of a group: its keywords, and its name.
fn skills(group: &Entry, skills: &mut Vec<NamedSkill>) {
    let level = group.text("level");
    let keywords = group.get("keywords");
    let keywords: Vec<String> = keywords
        .iter()
        .flat_map(Entry::items)
        .filter_map(|keyword| keyword.own_text())
        .collect();
    // A list of plain names is in use too.
    let name = group.text("name").or_else(|| group.own_text());
    let is_group = !keywords.is_empty();
    let named = |(name, is_heading)| NamedSkill {
        name,
        level: level.clone(),
        is_heading,
        is_in_group: !is_heading && is_group,
    };
    let heading = name.map(|name| (name, is_group));
    let keywords = keywords.into_iter().map(|keyword| (keyword, false));
    skills.extend(heading.into_iter().chain(keywords).map(named));
}

/// A value of the tree.
struct Entry<'t> {
    tree: &'t Tree<'t>,
    node: NodeId,
}

impl Entry<'_> {
    fn get(&self, key: &str) -> Option<Self> {
        let mut entries = self.tree.entries(self.node);
        let found = entries.find(|(name, _)| self.tree.scalar(*name) == Some(key));
        found.map(|(_, node)| self.at(node))
    }

    fn at(&self, node: NodeId) -> Self {
        let tree = self.tree;
        Self { tree, node }
    }

    /// The items of a list; one entry may stand for a list of one.
    fn items(&self) -> Vec<Self> {
        match self.tree.value(self.node) {
            Value::Sequence(_) => {
                let items = self.tree.items(self.node).iter();
                items.map(|node| self.at(*node)).collect()
            }
            _ => vec![self.at(self.node)],
        }
    }

    fn is_list(&self) -> bool {
        matches!(self.tree.value(self.node), Value::Sequence(_))
    }

    /// The value itself, if it is a text.
    fn own_text(&self) -> Option<String> {
        match self.tree.value(self.node) {
            Value::Scalar(text, form) => {
                line(text).filter(|text| form == ScalarForm::Quoted || text != "null")
            }
            _ => None,
        }
    }

    fn text(&self, key: &str) -> Option<String> {
        self.get(key)?.own_text()
    }

    /// Reads the date of a key; an impossible one is a fault.
    fn when(&self, key: &str, read: fn(&str) -> Result<When, ()>) -> Result<When, Fault> {
        let Some(value) = self.get(key) else {
            return Ok(When::Open);
        };
        if !matches!(self.tree.value(value.node), Value::Scalar(..)) {
            return Ok(When::Unreadable("(not a date)".to_owned()));
        }
        let written = value.own_text().unwrap_or_default();
        read(&written).map_err(|()| Fault::Date {
            place: self.tree.place(value.node),
            written,
        })
    }

    fn date(&self, key: &str) -> Result<When, Fault> {
        self.when(key, dates::date)
    }

    fn end(&self, key: &str) -> Result<When, Fault> {
        self.when(key, dates::end)
    }
}
