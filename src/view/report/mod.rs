//! Everything on one page: a person's, or that of the ladder itself.

mod ladder;
mod person;

use crate::query::ReportAnswer;

use super::{Page, Part, Records, Sheet, Sources, View};

impl View for ReportAnswer {
    fn name(&self) -> &'static str {
        "report"
    }

    fn sheet(&self) -> Sheet {
        self.page().sheet()
    }

    fn records(&self) -> Records {
        match &self.next {
            Some(next) => next.records(),
            None => self.show.records(),
        }
    }

    fn page(&self) -> Page {
        let mut sources = Sources::new(&self.sources);
        let mut page = match &self.header.person {
            Some(person) => person::page(self, person, &mut sources),
            None => ladder::page(self, &mut sources),
        };
        let section = sources.section();
        page.parts.push(Part {
            sections: vec![super::Section::new("", section.body)],
            ..Part::new("part-sources", section.heading)
        });
        page.parts.retain(|part| !part.is_empty());
        page.parts = page.parts.into_iter().map(Part::explained).collect();
        page
    }
}

/// The drawing of the ladder, its boxes leading to the parts of the page.
fn drawing(report: &ReportAnswer, anchor: impl Fn(&str) -> Option<String>) -> Part {
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
