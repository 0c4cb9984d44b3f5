//! Roles, skills and certifications by a part of their name.

use crate::{
    query::{FindAnswer, FoundEntry},
    vocabulary::EntryKind,
};

use super::{Columns, Records, Sheet, Sources, StyledText, View};

impl View for FindAnswer {
    fn name(&self) -> &'static str {
        "find"
    }

    fn sheet(&self) -> Sheet {
        let nothing = || {
            StyledText::from("No role, skill or certification has such a name. ")
                .code("ladder match")
                .plain(" ranks the roles by what a profile has, ")
                .code("ladder next")
                .plain(" shows where people come in.")
        };
        Sheet::new(
            StyledText::strong(format!("Names that contain {}", self.words)),
            self.found.is_empty().then(nothing),
            vec![columns().section("", &self.found, &mut Sources::default())],
        )
        .before(next(self))
    }

    fn screen(&self, rows: usize) -> Sheet {
        let mut sheet = self.sheet();
        let shown = &self.found[..rows.min(self.found.len())];
        let section = columns().section("", shown, &mut Sources::default());
        sheet.sections = vec![section.leaving_out(self.found.len() - shown.len(), "name")];
        sheet
    }

    fn records(&self) -> Records {
        columns().records(&self.found)
    }
}

/// The best match; without one, everything that has a name.
fn next(answer: &FindAnswer) -> String {
    match answer.found.first() {
        Some(first) => format!("show {}", first.named.id),
        None => "show".to_owned(),
    }
}

fn columns<'a>() -> Columns<'a, FoundEntry> {
    Columns::<FoundEntry>::new()
        .text("kind", "Kind", |entry| entry.kind)
        .field("id", |entry| entry.named.id.clone())
        .left("Id", |entry, _| match entry.kind {
            EntryKind::Role => StyledText::role(&entry.named.id),
            _ => StyledText::name(&entry.named.id),
        })
        .text("title", "Title", |entry| entry.named.title.clone())
        .field("name", |entry| entry.name.clone())
        // An id or a title is in a column of its own.
        .left("Also called", |entry, _| {
            let own = [&entry.named.id, &entry.named.title].contains(&&entry.name);
            (!own).then(|| entry.name.clone())
        })
}
