//! What was found in some files.

use crate::diagnostic::{Catalogue, Finding, Findings};

use super::{
    View,
    sheet::{Align, Body, Records, Section, Sheet, StyledText, Table, TextStyle, Value},
};

impl View for Findings {
    fn name(&self) -> &'static str {
        "check"
    }

    fn sheet(&self) -> Sheet {
        let mut table = Table::new([
            ("Place", Align::Left),
            ("Severity", Align::Left),
            ("Code", Align::Left),
            ("Problem", Align::Left),
            ("Help", Align::Left),
        ]);
        for problem in &self.problems {
            table.row([
                StyledText::new(TextStyle::Name, place(problem)),
                StyledText::from(problem.severity.name()),
                StyledText::from(problem.code.name()),
                StyledText::from(&problem.message),
                StyledText::from(problem.help.join("; ")),
            ]);
        }
        let lead = if self.problems.is_empty() {
            StyledText::from("Nothing was found.")
        } else {
            StyledText::default()
        };
        Sheet {
            title: StyledText::new(TextStyle::Strong, "Problems"),
            lead: Some(lead)
                .filter(|lead| !lead.is_empty())
                .into_iter()
                .collect(),
            sections: vec![Section::new("", Body::Table(table))],
        }
    }

    fn records(&self) -> Records {
        let rows = self.problems.iter().map(|problem| {
            let location = &problem.location;
            vec![
                Value::text(&problem.file),
                Value::number(location.line),
                Value::number(location.column),
                Value::number(location.end_line),
                Value::number(location.end_column),
                Value::text(problem.severity.name()),
                Value::text(problem.code.name()),
                Value::text(&problem.message),
                Value::text(problem.help.join("; ")),
            ]
        });
        Records {
            columns: vec![
                "file",
                "line",
                "column",
                "end_line",
                "end_column",
                "severity",
                "code",
                "message",
                "help",
            ],
            rows: rows.collect(),
        }
    }
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
        let mut table = Table::new([
            ("Code", Align::Left),
            ("Severity", Align::Left),
            ("What it says", Align::Left),
        ]);
        for entry in &self.codes {
            table.row([
                StyledText::new(TextStyle::Name, entry.code.name()),
                StyledText::from(entry.severity.name()),
                StyledText::from(entry.summary),
            ]);
        }
        let more = "`ladder check --explain CODE` says more of each.";
        Sheet {
            title: StyledText::new(TextStyle::Strong, "What `ladder check` finds"),
            lead: vec![StyledText::from(more)],
            sections: vec![Section::new("", Body::Table(table))],
        }
    }

    fn records(&self) -> Records {
        let rows = self.codes.iter().map(|entry| {
            vec![
                Value::text(entry.code.name()),
                Value::text(entry.severity.name()),
                Value::text(entry.summary),
            ]
        });
        Records {
            columns: vec!["code", "severity", "summary"],
            rows: rows.collect(),
        }
    }
}
