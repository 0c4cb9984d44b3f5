//! Everything on one page: a person's, or that of the ladder itself.

mod ladder;
mod person;

use std::{cell::RefCell, rc::Rc};

use crate::query::ReportAnswer;

use super::{Page, Part, Records, Sheet, Sources, StyledText, View};

impl View for ReportAnswer {
    fn name(&self) -> &'static str {
        "report"
    }

    fn sheet(&self) -> Sheet {
        let page = self.paged();
        page.map(Page::sheet).unwrap_or_default()
    }

    fn paged(&self) -> Option<Page<'_>> {
        let page = self.page();
        let parts = page.parts.into_iter().map(near).collect();
        Some(Page { parts, ..page })
    }

    fn records(&self) -> Records {
        match &self.next {
            Some(next) => next.records(),
            None => self.show.records(),
        }
    }

    fn page(&self) -> Page<'_> {
        let sources = Rc::new(RefCell::new(Sources::new(&self.sources)));
        let mut page = match &self.header.person {
            Some(person) => person::page(self, person, &mut sources.borrow_mut()),
            None => ladder::page(self, &sources),
        };
        let section = sources.borrow().section();
        page.parts.push(Part {
            sections: vec![super::Section::new("", section.body)],
            ..Part::new("part-sources", section.heading)
        });
        page.parts.retain(|part| !part.is_empty());
        page.parts = page.parts.into_iter().map(Part::explained).collect();
        page
    }
}

/// More roles than a drawing around a person has.
const AROUND_PERSON: usize = 40;

/// The drawing of the ladder, its boxes leading to the parts of the page.
fn drawing(report: &ReportAnswer, anchor: impl Fn(&str) -> Option<String>) -> Part<'static> {
    let figure = report.show.diagram().map(|mut diagram| {
        for node in &mut diagram.nodes {
            node.anchor = anchor(&node.id).map(Into::into);
        }
        diagram
    });
    Part {
        figure,
        ..Part::new("part-ladder", "The ladder")
    }
}

/// Of a large drawing the part around the person, with a sentence on the rest.
fn near(mut part: Part<'_>) -> Part<'_> {
    let whole = part.figure.as_ref();
    let Some(near) = whole.and_then(|whole| whole.around_person(AROUND_PERSON)) else {
        return part;
    };
    let text = format!(
        "These are the roles around the person; {} more are not drawn. To see them all: ",
        near.left_out
    );
    let text = StyledText::from(text).code("ladder show -o ladder.svg");
    part.lead.push(text.plain("."));
    part.figure = Some(near.diagram);
    part
}
