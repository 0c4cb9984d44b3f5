//! The whole ladder: the moves as a picture, then the figures.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::query::{Certification, Move, Overview, Pay, Role};

use super::{
    View,
    diagram::{Arrow, Diagram, Mark, Node},
    gaps,
    sheet::{Align, Body, Phrase, Records, Section, Sheet, Table, Tone, Value},
    sources::Sources,
    words,
};

impl View for Overview {
    fn name(&self) -> &'static str {
        "show"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let mut sections = vec![
            roles(self, false, &mut sources),
            moves(self, &mut sources),
            skills(self),
            certifications(self),
        ];
        sections.push(sources.section());
        Sheet {
            title: words::named(&self.ladder),
            lead: lead(self),
            sections,
        }
    }

    fn records(&self) -> Records {
        records(self)
    }

    fn diagram(&self) -> Option<Diagram> {
        let roles = self.roles.iter().enumerate();
        let positions: HashMap<&str, usize> = roles
            .map(|(position, role)| (role.id.as_str(), position))
            .collect();
        let position = |id: &str| positions.get(id).copied();
        let present = self.person.as_ref().and_then(|person| person.role.as_ref());
        let nodes = self.roles.iter().map(|role| Node {
            id: role.id.clone(),
            title: role.title.clone(),
            track: role.track.clone(),
            grade: role.grade,
            facts: facts(self, role),
            mark: mark(self, role),
            anchor: None,
        });
        let arrows = self.roles.iter().enumerate().flat_map(|(from, role)| {
            role.next.iter().filter_map(move |step| {
                Some(Arrow {
                    from,
                    to: position(&step.role)?,
                    kind: step.kind,
                    label: label(step),
                    is_way: is_way(&self.route, &role.id, &step.role),
                    is_step: present.is_some_and(|present| present.id == role.id),
                })
            })
        });
        let tracks = self.tracks.iter();
        Some(Diagram {
            title: self.ladder.title.clone(),
            tracks: tracks
                .map(|track| (track.id.clone(), track.title.clone()))
                .collect(),
            nodes: nodes.collect(),
            arrows: arrows.collect(),
        })
    }

    fn outline(&self) -> Option<Diagram> {
        self.diagram()
    }
}

fn lead(overview: &Overview) -> Vec<Phrase> {
    let mut lead: Vec<Phrase> = overview.about.iter().map(Phrase::from).collect();
    if let Some(around) = &overview.around {
        let moves = match around.depth {
            1 => "1 move".to_owned(),
            several => format!("{several} moves"),
        };
        lead.push(Phrase::from(format!(
            "The {} of {} roles that lie within {moves} of {}.",
            overview.roles.len(),
            around.of,
            around.role.id
        )));
    }
    if let Some(person) = &overview.person {
        lead.push(gaps::who(person, &overview.as_of));
    }
    lead.extend(way(overview));
    lead
}

/// The way to the goal, if there is one.
pub(super) fn way(overview: &Overview) -> Option<Phrase> {
    let goal = overview.goal.as_ref()?;
    let way: Vec<&str> = overview.route.iter().map(SmolStr::as_str).collect();
    Some(match way.as_slice() {
        [] => Phrase::from("No way leads to ").then(words::named(goal)),
        [_] => Phrase::from("The goal is reached: ").then(words::named(goal)),
        way => Phrase::from("The quickest way to the goal: ").and(Tone::Name, way.join(" → ")),
    })
}

/// What the role is to the person, if there is one.
fn mark(overview: &Overview, role: &Role) -> Mark {
    let person = overview.person.as_ref();
    let present = person.and_then(|person| person.role.as_ref());
    if present.is_some_and(|present| present.id == role.id) {
        Mark::Present
    } else if overview
        .goal
        .as_ref()
        .is_some_and(|goal| goal.id == role.id)
    {
        Mark::Goal
    } else if present.is_some_and(|present| is_next(overview, &present.id, &role.id)) {
        Mark::Next
    } else {
        Mark::Plain
    }
}

/// Whether a move leads from one role to the other.
fn is_next(overview: &Overview, from: &str, to: &str) -> bool {
    let mut roles = overview.roles.iter().filter(|role| role.id == from);
    roles.any(|role| role.next.iter().any(|step| step.role == to))
}

fn is_way(route: &[SmolStr], from: &str, to: &str) -> bool {
    route
        .windows(2)
        .any(|pair| pair[0] == from && pair[1] == to)
}

/// What stands in the box of a role: the years that it asks for, and what it pays.
fn facts(overview: &Overview, role: &Role) -> Vec<String> {
    let years = role
        .required
        .years
        .as_ref()
        .filter(|years| years.value.0 > 0.0)
        .map(|years| words::years(years.value));
    let pay = ["base", "total"].into_iter().find_map(|basis| {
        let pay = shown_pay(overview, role, basis)?;
        Some(format!("{} {} {basis}", pay.currency, words::starred(pay)))
    });
    years.into_iter().chain(pay).collect()
}

/// What is known of a move, besides its kind.
fn label(step: &Move) -> String {
    let after = step
        .after
        .as_ref()
        .map(|after| format!("after {}", words::span_of_years(after)));
    let share = step
        .share
        .map(|share| format!("{} went here", words::percent(share)));
    let gate = step.gate.as_ref().map(ToString::to_string);
    let known: Vec<String> = [after, share, gate].into_iter().flatten().collect();
    known.join(", ")
}

/// A row for each role; on a page the rest stands in the part about each.
pub(super) fn roles(overview: &Overview, on_page: bool, sources: &mut Sources) -> Section {
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
            Phrase::from(format!("{}{mark}", years.value)).then(sources.mark(&years.cited))
        });
        let mut pay = |basis| {
            let shown = shown_pay(overview, role, basis)?;
            wider |= shown.population.is_some();
            let mark = if shown.population.is_some() { "*" } else { "" };
            let currency = match &overview.currency {
                Some(_) => String::new(),
                None => format!("{} ", shown.currency),
            };
            let written = Phrase::from(format!("{currency}{}{mark}", words::middle(shown)));
            Some(written.then(sources.mark(&shown.cited)))
        };
        table.row([
            Phrase::new(Tone::Role, &role.id),
            if on_page {
                Phrase::from(&role.title)
            } else {
                Phrase::default()
            },
            Phrase::from(&role.track),
            Phrase::from(role.grade.to_string()),
            years.unwrap_or_default(),
            pay("base").unwrap_or_default(),
            pay("total").unwrap_or_default(),
        ]);
    }
    let mut section = Section::new("Roles", Body::Table(table.without_empty_columns()));
    let market: Vec<&str> = [overview.region.as_deref(), overview.currency.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    if overview.roles.iter().any(|role| !role.pay.is_empty()) {
        section.notes.push(Phrase::new(
            Tone::Quiet,
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
        section.notes.push(Phrase::new(
            Tone::Quiet,
            format!("^ is inherited; {where_told} says from which role."),
        ));
    }
    if wider {
        section.notes.push(Phrase::new(
            Tone::Quiet,
            format!("* describes a wider group than the role; {where_told} says which."),
        ));
    }
    section
}

/// Every move, with all that is known of it.
fn moves(overview: &Overview, sources: &mut Sources) -> Section {
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
            let after = step.after.as_ref().map(|after| {
                Phrase::from(words::span_of_years(after)).then(sources.mark(&after.cited))
            });
            let share = step.share.map(|share| {
                Phrase::from(words::percent(share))
                    .then(sources.mark_id(step.share_source.as_deref()))
            });
            let way = if is_way(&overview.route, &role.id, &step.role) {
                "yes"
            } else {
                ""
            };
            table.row([
                Phrase::new(Tone::Name, &role.id),
                Phrase::new(Tone::Name, &step.role),
                Phrase::from(step.kind),
                after.unwrap_or_default(),
                share.unwrap_or_default(),
                step.gate.as_ref().map(Phrase::from).unwrap_or_default(),
                Phrase::from(way),
            ]);
        }
    }
    Section::new("Moves", Body::Table(table.without_empty_columns()))
}

/// The first entry in the ladder's own market, one that describes exactly the role before others.
pub(super) fn shown_pay<'a>(overview: &Overview, role: &'a Role, basis: &str) -> Option<&'a Pay> {
    let at_home = |pay: &&Pay| {
        pay.basis == basis
            && overview
                .currency
                .as_ref()
                .is_none_or(|currency| *currency == pay.currency)
            && same(overview.region.as_deref(), pay.region.as_deref())
    };
    let pay = || role.pay.iter().filter(at_home);
    pay()
        .find(|pay| pay.population.is_none())
        .or_else(|| pay().next())
}

fn same(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
        (one, other) => one == other,
    }
}

/// The skills by category, in the ladder's order.
fn skills(overview: &Overview) -> Section {
    let mut facts: Vec<(String, Phrase)> = Vec::new();
    for skill in &overview.skills {
        let category = skill.category.as_deref().unwrap_or("other");
        let name = Phrase::new(Tone::Name, &skill.id);
        match facts.iter_mut().find(|(known, _)| known == category) {
            Some((_, names)) => {
                *names = std::mem::take(names).and(Tone::Plain, ", ").then(name);
            }
            None => facts.push((category.to_owned(), name)),
        }
    }
    let mut section = Section::new("Skills", Body::Facts(facts));
    if !overview.proficiency.is_empty() {
        section.notes.push(Phrase::new(
            Tone::Quiet,
            format!("Levels, lowest first: {}.", overview.proficiency.join(", ")),
        ));
    }
    section
}

/// The certifications by what has become of them, in the ladder's order.
fn certifications(overview: &Overview) -> Section {
    let mut facts = Vec::new();
    for (status, name) in [
        ("active", "can be earned"),
        ("upcoming", "to come"),
        ("retired", "retired"),
    ] {
        let entries = overview.certifications.iter();
        let names = entries.filter(|entry| entry.status == status).fold(
            Phrase::default(),
            |names, entry| {
                let separator = if names.is_empty() { "" } else { ", " };
                let day = match status {
                    "upcoming" => entry.launched.as_ref().map(|day| format!(" (from {day})")),
                    "active" => entry.retired.as_ref().map(|day| format!(" (until {day})")),
                    _ => entry.retired.as_ref().map(|day| format!(" ({day})")),
                };
                names
                    .and(Tone::Plain, separator)
                    .and(Tone::Name, &entry.id)
                    .and(Tone::Quiet, day.unwrap_or_default())
            },
        );
        if !names.is_empty() {
            facts.push((name.to_owned(), names));
        }
    }
    Section::new("Certifications", Body::Facts(facts))
}

/// What has become of a certification.
pub(super) fn status(entry: &Certification) -> Phrase {
    match (entry.status, &entry.launched, &entry.retired) {
        ("upcoming", Some(day), _) => Phrase::new(Tone::Middling, format!("to come, from {day}")),
        ("retired", _, Some(day)) => Phrase::new(Tone::Bad, format!("retired {day}")),
        (status, _, Some(day)) => Phrase::new(Tone::Middling, format!("{status} until {day}")),
        (status, _, None) => Phrase::new(Tone::Good, status),
    }
}

fn records(overview: &Overview) -> Records {
    let row = |role: &Role| {
        let pay = |basis| shown_pay(overview, role, basis);
        let money = |amount: Option<u64>| Value::maybe(amount, Value::number);
        let mut row = vec![
            Value::text(&role.id),
            Value::text(&role.title),
            Value::text(&role.track),
            Value::number(role.grade),
            Value::text(if role.entry { "true" } else { "false" }),
            Value::maybe(role.required.years.as_ref(), |years| {
                Value::number(years.value)
            }),
        ];
        for basis in ["base", "total"] {
            let pay = pay(basis);
            row.extend([
                money(pay.and_then(|pay| pay.low)),
                money(pay.and_then(|pay| pay.mid)),
                money(pay.and_then(|pay| pay.high)),
                Value::maybe(pay, |pay| Value::text(&pay.currency)),
                Value::maybe(pay.and_then(|pay| pay.cited.source.as_ref()), Value::text),
                Value::maybe(pay.and_then(|pay| pay.cited.as_of.as_ref()), Value::text),
                Value::maybe(pay.and_then(|pay| pay.population.as_ref()), Value::text),
            ]);
        }
        let next: Vec<&str> = role.next.iter().map(|step| step.role.as_str()).collect();
        row.push(Value::text(next.join(" ")));
        row
    };
    Records {
        columns: vec![
            "id",
            "title",
            "track",
            "grade",
            "entry",
            "years",
            "base_low",
            "base_mid",
            "base_high",
            "base_currency",
            "base_source",
            "base_as_of",
            "base_population",
            "total_low",
            "total_mid",
            "total_high",
            "total_currency",
            "total_source",
            "total_as_of",
            "total_population",
            "next",
        ],
        rows: overview.roles.iter().map(row).collect(),
    }
}
