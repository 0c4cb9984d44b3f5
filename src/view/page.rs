//! An answer as a page: parts within parts; a reader may go to any of them.

use std::io;

use smol_str::{SmolStr, format_smolstr};

use super::{Body, Diagram, Section, Sheet, StyledText, sheet::explained};

/// An answer as it stands in a document of its own.
#[derive(Default)]
pub struct Page<'a> {
    /// The title of the page.
    pub title: StyledText,
    /// Sentences under the title.
    pub lead: Vec<StyledText>,
    /// The parts of the page, in order.
    pub parts: Vec<Part<'a>>,
}

/// Makes sections, each time the same.
pub type MakeSections<'a> = Box<dyn Fn() -> Vec<Section> + 'a>;

/// A part of a page: sentences, a picture, sections, then smaller parts.
#[derive(Default)]
pub struct Part<'a> {
    /// The target of links within the page.
    pub anchor: Option<SmolStr>,
    /// A shorter heading for the table of contents.
    pub name: Option<&'static str>,
    /// The heading.
    pub heading: StyledText,
    /// Sentences under the heading.
    pub lead: Vec<StyledText>,
    /// A drawing.
    pub figure: Option<Diagram>,
    /// What follows the drawing.
    pub sections: Vec<Section>,
    /// Further sections, which are made when they are written: those of a large page are never there all at once.
    pub later: Option<MakeSections<'a>>,
    /// Smaller parts under the sections.
    pub parts: Vec<Self>,
    /// Whether it is closed until it is clicked on.
    pub folded: bool,
}

impl<'a> Part<'a> {
    /// An empty part with a heading.
    pub fn new(anchor: impl Into<SmolStr>, heading: impl Into<StyledText>) -> Self {
        Self {
            anchor: Some(anchor.into()),
            heading: heading.into(),
            ..Self::default()
        }
    }

    /// Explains the signs on the figures of its sections.
    pub fn explained(mut self) -> Self {
        self.sections = explained(self.sections);
        let later = self.later.take();
        self.later = later.map(|make| -> MakeSections<'a> { Box::new(move || explained(make())) });
        self.parts = self.parts.into_iter().map(Self::explained).collect();
        self
    }

    /// Whether neither it nor any part of it has anything to show.
    pub fn is_empty(&self) -> bool {
        self.lead.is_empty()
            && self.figure.is_none()
            && self.sections.iter().all(Section::is_empty)
            && self.later.is_none()
            && self.parts.iter().all(Self::is_empty)
    }
}

impl Page<'_> {
    /// A sheet as a page: a part for its picture, and one for each of its sections that has a heading.
    ///
    /// `beside` gives the picture of an answer whose sheet has none.
    pub fn of(mut sheet: Sheet, beside: &dyn Fn() -> Option<Diagram>) -> Self {
        sheet.explain_each();
        let picture = |figure| Part {
            figure: Some(figure),
            ..Part::new("part-picture", "Picture")
        };
        let is_picture = |section: &Section| matches!(section.body, Body::Diagram(_));
        let beside = if sheet.sections.iter().any(is_picture) {
            None
        } else {
            beside().filter(|figure| !figure.nodes.is_empty())
        };
        let mut parts: Vec<Part> = beside.into_iter().map(picture).collect();
        for mut section in sheet.sections.into_iter().filter(|one| !one.is_empty()) {
            if let Body::Diagram(figure) = section.body {
                parts.push(picture(*figure));
                continue;
            }
            if section.heading.is_empty() || section.is_part {
                section.is_part = false;
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

    /// The page as a sheet: one section after another, those of a part under its heading.
    pub fn sheet(self) -> Sheet {
        let mut sheet = Sheet::default();
        let collected = self.pieces(&mut |piece| {
            sheet.title.0.extend(piece.title.0);
            sheet.lead.extend(piece.lead);
            sheet.sections.extend(piece.sections);
            Ok(())
        });
        collected.expect("memory takes all");
        sheet
    }

    /// The same in pieces: the title with the lead, then the sections, each as soon as it is made.
    ///
    /// # Errors
    ///
    /// Those of who takes them.
    pub fn pieces(self, take: &mut dyn FnMut(Sheet) -> io::Result<()>) -> io::Result<()> {
        take(Sheet {
            title: self.title,
            lead: self.lead,
            ..Sheet::default()
        })?;
        for part in self.parts {
            flatten(part, 0, take)?;
        }
        Ok(())
    }
}

fn flatten(
    part: Part,
    depth: usize,
    take: &mut dyn FnMut(Sheet) -> io::Result<()>,
) -> io::Result<()> {
    if part.is_empty() {
        return Ok(());
    }
    let picture = part
        .figure
        .map(|figure| Section::new("", Body::Diagram(Box::new(figure))));
    let later = part.later.map(|make| make()).unwrap_or_default();
    let own = picture.into_iter().chain(part.sections).chain(later);
    let mut own: Vec<Section> = own.filter(|one| !one.is_empty()).collect();
    match own.first_mut() {
        Some(first) if first.heading.is_empty() && part.lead.is_empty() => {
            first.heading = part.heading;
        }
        _ => own.insert(
            0,
            Section::new(part.heading, Body::Nothing).noted(part.lead),
        ),
    }
    for (position, section) in own.into_iter().enumerate() {
        let is_below = position > 0 && !section.heading.is_empty();
        let section = Section {
            depth: depth + usize::from(is_below) + usize::from(section.is_part),
            ..section
        };
        take(Sheet {
            sections: vec![section],
            ..Sheet::default()
        })?;
    }
    for part in part.parts {
        flatten(part, depth + 1, take)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(heading: &str) -> Section {
        Section::new(heading, Body::Items(vec!["said".into()]))
    }

    #[test]
    fn a_section_stands_under_the_headings_of_its_parts() {
        let page = Page {
            parts: vec![Part {
                parts: vec![Part {
                    sections: vec![items(""), items("pay")],
                    ..Part::new("role-a", "role a")
                }],
                ..Part::new("roles", "roles")
            }],
            ..Page::default()
        };
        let sections = page.sheet().sections.into_iter();
        let shown = sections.map(|section| format!("{} {}", section.heading.text(), section.depth));
        assert_eq!(shown.collect::<Vec<_>>(), ["roles 0", "role a 1", "pay 2"]);
    }

    #[test]
    fn a_sheet_is_a_page_with_a_part_for_each_heading() {
        let sheet = Sheet {
            sections: vec![items(""), items("one"), items(""), items("two")],
            ..Sheet::default()
        };
        let parts = Page::of(sheet, &|| None).parts;
        let shown = parts.iter();
        let shown = shown.map(|part| format!("{} {}", part.heading.text(), part.sections.len()));
        assert_eq!(shown.collect::<Vec<_>>(), [" 1", "one 2", "two 1"]);
    }
}
