//! An answer that begins with what an assumption changes.

use std::io;

use jiff::civil::Date;
use serde::Serialize;

use crate::view::{Diagram, Event, Gantt, Page, Records, Sheet, StyledText, View};

use super::{Answer, json};

/// An answer with an assumption, beside its figures without it.
pub struct Compared<'a, F> {
    /// The answer with what was assumed.
    pub answer: &'a dyn Answer,
    /// What changes, in a sentence.
    pub change: Option<StyledText>,
    /// The figures with it and without it, as the first fields of the JSON.
    pub figures: &'a F,
}

impl<F> Compared<'_, F> {
    fn begin(&self, lead: &mut Vec<StyledText>) {
        lead.splice(0..0, self.change.clone());
    }

    fn beginning(&self, mut sheet: Sheet) -> Sheet {
        self.begin(&mut sheet.lead);
        sheet
    }
}

impl<F> View for Compared<'_, F> {
    fn name(&self) -> &'static str {
        self.answer.name()
    }

    fn sheet(&self) -> Sheet {
        self.beginning(self.answer.sheet())
    }

    fn screen(&self, rows: usize) -> Sheet {
        self.beginning(self.answer.screen(rows))
    }

    fn document(&self) -> Sheet {
        self.beginning(self.answer.document())
    }

    fn records(&self) -> Records {
        self.answer.records()
    }

    fn diagram(&self) -> Option<Diagram> {
        self.answer.diagram()
    }

    fn gantt(&self) -> Option<Gantt> {
        self.answer.gantt()
    }

    fn page(&self) -> Page<'_> {
        let mut page = self.answer.page();
        self.begin(&mut page.lead);
        page
    }

    fn paged(&self) -> Option<Page<'_>> {
        let mut page = self.answer.paged()?;
        self.begin(&mut page.lead);
        Some(page)
    }

    fn events(&self) -> Option<(Date, Vec<Event>)> {
        self.answer.events()
    }
}

impl<F: Serialize> Answer for Compared<'_, F> {
    fn json(&self, _: &str, to: &mut dyn io::Write) -> io::Result<()> {
        self.answer.json(&json::fields(self.figures), to)
    }

    fn exceeds(&self, most: usize) -> bool {
        self.answer.exceeds(most)
    }
}
