//! A ladder in tables: roles, moves, skills, certifications.

use crate::{
    query::{Certification, OverviewAnswer},
    vocabulary::{Basis, CertificationStatus},
};

use super::{
    super::{
        display, move_text,
        sheet::{Align, Body, Section, StyledText, Table, TextStyle},
        sources::Sources,
    },
    diagram::is_way,
    pay::shown_pay,
};

/// A row for each role; on a page the rest stands in the part about each.
pub fn roles(overview: &OverviewAnswer, on_page: bool, sources: &mut Sources) -> Section {
    let where_told = if on_page {
        "the part about the role"
    } else {
        "`ladder show ROLE`"
    };
    let mut table = Table::new([
        ("Role", Align::Left),
        ("Title", Align::Left),
        ("Track", Align::Left),
        ("Grade", Align::Right),
        ("Years", Align::Right),
        ("Base pay", Align::Right),
        ("Total pay", Align::Right),
    ]);
    let (mut wider, mut inherited) = (false, false);
    for role in &overview.roles {
        let years = role.required.years.as_ref().map(|years| {
            let own = years.introduced_by == role.id;
            inherited |= !own;
            let mark = if own { "" } else { "^" };
            StyledText::from(format!("{}{mark}", years.value)).then(sources.mark(&years.cited))
        });
        let mut pay = |basis| {
            let shown = shown_pay(overview, role, basis)?;
            wider |= shown.population.is_some();
            let mark = if shown.population.is_some() { "*" } else { "" };
            let currency = match &overview.currency {
                Some(_) => String::new(),
                None => format!("{} ", shown.currency),
            };
            let written = StyledText::from(format!("{currency}{}{mark}", display::middle(shown)));
            Some(written.then(sources.mark(&shown.cited)))
        };
        table.row([
            StyledText::new(TextStyle::Role, &role.id),
            if on_page {
                StyledText::from(&role.title)
            } else {
                StyledText::default()
            },
            StyledText::from(&role.track),
            StyledText::from(role.grade.to_string()),
            years.unwrap_or_default(),
            pay(Basis::Base).unwrap_or_default(),
            pay(Basis::Total).unwrap_or_default(),
        ]);
    }
    let mut section = Section::new("Roles", Body::Table(table.without_empty_columns()));
    let market: Vec<&str> = [overview.region.as_deref(), overview.currency.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    if overview.roles.iter().any(|role| !role.pay.is_empty()) {
        section.notes.push(StyledText::new(
            TextStyle::Quiet,
            match market.as_slice() {
                [] => "Pay is a year's midpoint; no figure, nothing known.".to_owned(),
                market => format!(
                    "Pay is a year's midpoint ({}); no figure, nothing known.",
                    market.join(", ")
                ),
            },
        ));
    }
    if inherited {
        section.notes.push(StyledText::new(
            TextStyle::Quiet,
            format!("^ is inherited; {where_told} says from which role."),
        ));
    }
    if wider {
        section.notes.push(StyledText::new(
            TextStyle::Quiet,
            format!("* describes a wider group than the role; {where_told} says which."),
        ));
    }
    section
}

/// Every move, with all that is known of it.
pub fn moves(overview: &OverviewAnswer, sources: &mut Sources) -> Section {
    let mut table = Table::new([
        ("From", Align::Left),
        ("To", Align::Left),
        ("Move", Align::Left),
        ("After", Align::Left),
        ("Share", Align::Right),
        ("Gate", Align::Left),
        ("Way", Align::Left),
    ]);
    for role in &overview.roles {
        for step in &role.next {
            let facts = &step.facts;
            let after = move_text::after(facts, sources);
            let share = move_text::share(facts, "", sources);
            let name = |id| StyledText::new(TextStyle::Role, id);
            let is_way = is_way(&overview.route, &role.id, &step.role);
            table.row([
                name(&role.id),
                name(&step.role),
                move_text::kind(facts),
                after.unwrap_or_default(),
                share.unwrap_or_default(),
                move_text::gate_cell(facts.gate.as_ref(), &facts.cited, sources),
                StyledText::from(if is_way { "yes" } else { "" }),
            ]);
        }
    }
    Section::new("Moves", Body::Table(table.without_empty_columns()))
}

/// The skills by category, in the ladder's order.
pub fn skills(overview: &OverviewAnswer) -> Section {
    let mut facts: Vec<(String, StyledText)> = Vec::new();
    for skill in &overview.skills {
        let category = skill.category.as_deref().unwrap_or("other");
        let name = StyledText::new(TextStyle::Name, &skill.id);
        match facts.iter_mut().find(|(known, _)| known == category) {
            Some((_, names)) => {
                *names = std::mem::take(names).and(TextStyle::Plain, ", ").then(name);
            }
            None => facts.push((category.to_owned(), name)),
        }
    }
    let mut section = Section::new("Skills", Body::Facts(facts));
    if !overview.proficiency.is_empty() {
        section.notes.push(StyledText::new(
            TextStyle::Quiet,
            format!("Levels, lowest first: {}.", overview.proficiency.join(", ")),
        ));
    }
    section
}

/// The certifications by what has become of them, in the ladder's order.
pub fn certifications(overview: &OverviewAnswer) -> Section {
    let mut facts = Vec::new();
    for (status, name) in [
        (CertificationStatus::Active, "can be earned"),
        (CertificationStatus::Upcoming, "to come"),
        (CertificationStatus::Retired, "retired"),
    ] {
        let entries = overview.certifications.iter();
        let names = entries.filter(|entry| entry.status == status).fold(
            StyledText::default(),
            |names, entry| {
                let separator = if names.is_empty() { "" } else { ", " };
                let day = match status {
                    CertificationStatus::Upcoming => {
                        entry.launched.as_ref().map(|day| format!(" (from {day})"))
                    }
                    CertificationStatus::Active => {
                        entry.retired.as_ref().map(|day| format!(" (until {day})"))
                    }
                    CertificationStatus::Retired => {
                        entry.retired.as_ref().map(|day| format!(" ({day})"))
                    }
                };
                names
                    .and(TextStyle::Plain, separator)
                    .and(TextStyle::Name, &entry.id)
                    .and(TextStyle::Quiet, day.unwrap_or_default())
            },
        );
        if !names.is_empty() {
            facts.push((name.to_owned(), names));
        }
    }
    Section::new("Certifications", Body::Facts(facts))
}

/// What has become of a certification.
pub fn status(entry: &Certification) -> StyledText {
    match (entry.status, &entry.launched, &entry.retired) {
        (CertificationStatus::Upcoming, Some(day), _) => {
            StyledText::new(TextStyle::Middling, format!("to come, from {day}"))
        }
        (CertificationStatus::Retired, _, Some(day)) => {
            StyledText::new(TextStyle::Bad, format!("retired {day}"))
        }
        (status, _, Some(day)) => {
            StyledText::new(TextStyle::Middling, format!("{status} until {day}"))
        }
        (status, _, None) => StyledText::new(TextStyle::Good, status),
    }
}
