//! An answer as a page: parts within parts, of which a reader may go to any.

use smol_str::{SmolStr, format_smolstr};

use super::{
    diagram::Diagram,
    sheet::{Body, Phrase, Section, Sheet, Table},
};

/// An answer as it stands in a document of its own.
#[derive(Debug, Default, PartialEq)]
pub struct Page {
    pub title: Phrase,
    /// What is said first, one sentence each.
    pub lead: Vec<Phrase>,
    pub parts: Vec<Part>,
}

/// A part of a page: sentences, a picture, what is said in sections, then smaller parts.
#[derive(Debug, Default, PartialEq)]
pub struct Part {
    /// What it is known by within the page, where anything leads to it.
    pub anchor: Option<SmolStr>,
    /// What the contents call it, where its heading says more than is needed there.
    pub name: Option<&'static str>,
    pub heading: Phrase,
    pub lead: Vec<Phrase>,
    pub figure: Option<Diagram>,
    pub sections: Vec<Section>,
    pub parts: Vec<Self>,
    /// Whether it may stay closed until somebody asks for it.
    pub folded: bool,
}

impl Part {
    pub fn new(anchor: impl Into<SmolStr>, heading: impl Into<Phrase>) -> Self {
        Self {
            anchor: Some(anchor.into()),
            heading: heading.into(),
            ..Self::default()
        }
    }

    pub fn is_empty(&self) -> bool {
        self.lead.is_empty()
            && self.figure.is_none()
            && self.sections.iter().all(Section::is_empty)
            && self.parts.iter().all(Self::is_empty)
    }
}

impl Page {
    /// A sheet as a page: its picture, then a part for each of its sections that has a heading.
    pub fn of(sheet: Sheet, figure: Option<Diagram>) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        if let Some(figure) = figure.filter(|figure| !figure.nodes.is_empty()) {
            parts.push(Part {
                figure: Some(figure),
                ..Part::new("part-picture", "Picture")
            });
        }
        for mut section in sheet.sections.into_iter().filter(|one| !one.is_empty()) {
            if section.heading.is_empty() {
                match parts.last_mut().filter(|part| part.figure.is_none()) {
                    Some(part) => part.sections.push(section),
                    None => parts.push(Part {
                        sections: vec![section],
                        ..Part::default()
                    }),
                }
                continue;
            }
            let anchor = format_smolstr!("part-{}", parts.len() + 1);
            let heading = std::mem::take(&mut section.heading);
            parts.push(Part {
                sections: vec![section],
                ..Part::new(anchor, heading)
            });
        }
        Self {
            title: sheet.title,
            lead: sheet.lead,
            parts,
        }
    }

    /// The page as a sheet: one section after another, each part's heading before its own.
    pub fn sheet(self) -> Sheet {
        let mut sections = Vec::new();
        for part in self.parts {
            flatten(part, &mut sections);
        }
        Sheet {
            title: self.title,
            lead: self.lead,
            sections,
        }
    }
}

fn flatten(part: Part, sections: &mut Vec<Section>) {
    let mut own = part.sections.into_iter().filter(|one| !one.is_empty());
    let mut heading = Some(part.heading);
    if !part.lead.is_empty() {
        sections.extend(heading.take().map(|heading| Section {
            notes: part.lead,
            ..Section::new(heading, Body::Table(Table::default()))
        }));
    }
    for mut section in own.by_ref() {
        if let Some(heading) = heading.take().filter(|_| section.heading.is_empty()) {
            section.heading = heading;
        }
        sections.push(section);
    }
    for part in part.parts {
        flatten(part, sections);
    }
}
