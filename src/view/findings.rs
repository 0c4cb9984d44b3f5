//! What was found in some files.

use crate::diagnostic::{Catalogue, Entry, Finding, Findings};

use super::{Body, Columns, Records, Section, Sheet, Sources, StyledText, TextStyle, View};

impl View for Findings {
    fn name(&self) -> &'static str {
        "check"
    }

    fn sheet(&self) -> Sheet {
        let table = problems().table(&self.problems, &mut Sources::default());
        let none = self.problems.is_empty().then(|| "No problems.".into());
        let sections = vec![Section::new("", Body::Table(table))];
        Sheet::new(StyledText::strong("Problems"), none, sections)
    }

    fn records(&self) -> Records {
        problems().records(&self.problems)
    }
}

fn problems<'a>() -> Columns<'a, Finding> {
    Columns::<Finding>::new()
        .left("Place", |problem, _| StyledText::name(place(problem)))
        .field("file", |problem| problem.file.clone())
        .field("line", |problem| problem.location.line)
        .field("column", |problem| problem.location.column)
        .field("end_line", |problem| problem.location.end_line)
        .field("end_column", |problem| problem.location.end_column)
        .text("severity", "Severity", |problem| problem.severity.name())
        .text("code", "Code", |problem| problem.code.name())
        .text("message", "Problem", |problem| problem.message.clone())
        .text("help", "Help", |problem| problem.help.join("; "))
}

fn place(problem: &Finding) -> String {
    let location = &problem.location;
    format!("{}:{}:{}", problem.file, location.line, location.column)
}

impl View for Catalogue {
    fn name(&self) -> &'static str {
        "codes"
    }

    fn sheet(&self) -> Sheet {
        let table = codes().table(&self.codes, &mut Sources::default());
        let title = StyledText::default().sentence(TextStyle::Strong, "What `ladder check` finds");
        let more = StyledText::default().code("ladder check --explain CODE");
        Sheet::new(
            title,
            [more.plain(" explains each.")],
            vec![Section::new("", Body::Table(table))],
        )
    }

    fn records(&self) -> Records {
        codes().records(&self.codes)
    }
}

fn codes<'a>() -> Columns<'a, Entry> {
    Columns::<Entry>::new()
        .field("code", |entry| entry.code.name())
        .left("Code", |entry, _| StyledText::name(entry.code.name()))
        .text("severity", "Severity", |entry| entry.severity.name())
        .text("summary", "Problem", |entry| entry.summary)
}
