//! One certification.

use smol_str::SmolStr;

use crate::query::CertificationAnswer;

use super::{
    View, display,
    overview::status,
    sheet::{Align, Body, Records, Section, Sheet, StyledText, Table, TextStyle, Value},
    sources::Sources,
};

impl View for CertificationAnswer {
    fn name(&self) -> &'static str {
        "certification"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let mut sections = vec![
            Section::new("", Body::Facts(facts(self, &mut sources))),
            asked_by(self),
        ];
        sections.push(sources.section());
        Sheet {
            title: display::titled(&self.certification.title, &self.certification.id),
            lead: self
                .certification
                .about
                .iter()
                .map(StyledText::from)
                .collect(),
            sections,
        }
    }

    fn records(&self) -> Records {
        records(self)
    }
}

fn facts(answer: &CertificationAnswer, sources: &mut Sources) -> Vec<(String, StyledText)> {
    let entry = &answer.certification;
    let successors: Vec<String> = entry
        .replaced_by
        .iter()
        .map(|other| format!("{} ({})", other.title, other.id))
        .collect();
    let text = |text: &Option<SmolStr>| {
        text.as_ref()
            .map_or_else(StyledText::default, StyledText::from)
    };
    let facts = [
        ("Issuer", text(&entry.issuer)),
        ("Code", text(&entry.code)),
        ("Status", status(entry).then(sources.mark(&entry.cited))),
        ("Replaced by", StyledText::from(successors.join(", "))),
        ("Launched", text(&entry.launched)),
        (
            "Fee",
            entry.fee.as_ref().map_or_else(
                || StyledText::new(TextStyle::Quiet, display::UNKNOWN),
                |fee| {
                    let written = format!("{} {}", fee.currency, display::amount(fee.amount));
                    StyledText::from(written).then(sources.mark(&fee.cited))
                },
            ),
        ),
        (
            "Valid",
            entry.valid_years.as_ref().map_or_else(
                || StyledText::new(TextStyle::Quiet, display::UNKNOWN),
                |valid| {
                    StyledText::from(display::years(valid.value)).then(sources.mark(&valid.cited))
                },
            ),
        ),
        ("Also called", StyledText::from(entry.aliases.join(", "))),
        (
            "Address",
            entry.url.as_ref().map_or_else(StyledText::default, |url| {
                StyledText::new(TextStyle::Link, url)
            }),
        ),
        ("Note", text(&entry.note)),
    ];
    facts
        .into_iter()
        .filter(|(_, phrase)| !phrase.is_empty())
        .map(|(name, phrase)| (name.to_owned(), phrase))
        .collect()
}

fn asked_by(answer: &CertificationAnswer) -> Section {
    let mut table = Table::new([
        ("Role", Align::Left),
        ("Title", Align::Left),
        ("As", Align::Left),
        ("From", Align::Left),
    ]);
    for asker in &answer.asked_by {
        let what = if asker.recommended {
            "recommended"
        } else {
            "required"
        };
        let alone = if asker.one_of.len() > 1 {
            format!("{what}, one of {}", asker.one_of.len())
        } else {
            what.to_owned()
        };
        table.row([
            StyledText::new(TextStyle::Role, &asker.role),
            StyledText::from(&asker.title),
            StyledText::from(alone),
            StyledText::new(TextStyle::Role, &asker.introduced_by),
        ]);
    }
    let mut section = Section::new("Asked for by", Body::Table(table));
    if answer.asked_by.is_empty() {
        section.notes.push("No role asks for it.".into());
    }
    section
}

fn records(answer: &CertificationAnswer) -> Records {
    let rows = answer.asked_by.iter().map(|asker| {
        vec![
            Value::text(&answer.certification.id),
            Value::text(&asker.role),
            Value::text(&asker.title),
            Value::text(asker.one_of.join("|")),
            Value::text(&asker.introduced_by),
            Value::text(if asker.recommended { "true" } else { "false" }),
        ]
    });
    Records {
        columns: vec![
            "certification",
            "role",
            "title",
            "one_of",
            "introduced_by",
            "recommended",
        ],
        rows: rows.collect(),
    }
}
