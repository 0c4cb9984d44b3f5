//! The page of a ladder, as a company would publish it: every role with all that is known of it.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::{
    query::{Certification, Move, OverviewAnswer, ReportAnswer, Role, Skill},
    vocabulary::{Basis, Word},
};

use super::super::{
    Page, Part, Section, StyledText, TextStyle, display, overview, pay, role,
    sheet::{Align, Bars, Body, Table},
    sources::Sources,
};

pub fn page(report: &ReportAnswer, sources: &mut Sources) -> Page {
    let ladder = &report.show;
    let mut lead: Vec<StyledText> = ladder.about.iter().map(StyledText::from).collect();
    let which = StyledText::new(TextStyle::Name, &report.ladder.id);
    lead.push(which.and(TextStyle::Quiet, format!(", as of {}", report.as_of)));
    let at_a_glance = Part {
        sections: vec![Section {
            heading: StyledText::default(),
            ..overview::roles(ladder, true, sources)
        }],
        ..Part::new("part-roles", "Roles at a glance")
    };
    let money = Part {
        sections: scales(ladder, sources),
        ..Part::new("part-pay", "Pay")
    };
    let index = Index::new(ladder);
    let roles = ladder.roles.iter();
    let roles = roles.map(|role| one(ladder, &index, role, sources));
    let roles = Part {
        parts: roles.collect(),
        ..Part::new("part-each", "Roles one by one")
    };
    Page {
        title: StyledText::new(TextStyle::Strong, &report.ladder.title),
        lead,
        parts: vec![
            super::drawing(report, |id| Some(format!("role-{id}"))),
            at_a_glance,
            money,
            roles,
            skills(ladder, sources),
            certifications(ladder, sources),
        ],
    }
}

fn one<'a>(
    ladder: &OverviewAnswer,
    index: &Index<'a>,
    role: &'a Role,
    sources: &mut Sources,
) -> Part {
    let mut tracks = ladder.tracks.iter();
    let track = tracks.find(|track| track.id == role.track);
    let track = track.map_or(role.track.as_str(), |track| track.title.as_str());
    let (chain, from) = (index.chain(role), index.moves_to(role));
    let sections = role::sections(role, track, &chain, from, sources);
    Part {
        lead: role.about.iter().map(StyledText::from).collect(),
        sections,
        ..Part::new(
            format!("role-{}", role.id),
            display::titled(&role.title, &role.id),
        )
    }
}

/// The roles of a ladder by their ids, and the moves that lead to each.
struct Index<'a> {
    roles: HashMap<&'a str, &'a Role>,
    to: HashMap<&'a str, Vec<Move>>,
}

impl<'a> Index<'a> {
    fn new(ladder: &'a OverviewAnswer) -> Self {
        let roles = ladder.roles.iter();
        let mut to: HashMap<&str, Vec<Move>> = HashMap::new();
        for from in &ladder.roles {
            for step in &from.next {
                // Seen from where it leads to, its other end is where it comes from.
                to.entry(&step.role).or_default().push(Move {
                    role: from.id.clone(),
                    title: from.title.clone(),
                    ..step.clone()
                });
            }
        }
        Self {
            roles: roles.map(|role| (role.id.as_str(), role)).collect(),
            to,
        }
    }

    /// The roles that a role extends, nearest first.
    fn chain(&self, role: &'a Role) -> Vec<&'a str> {
        let mut chain = Vec::new();
        let mut next = role.extends.as_deref();
        while let Some(id) = next.filter(|id| !chain.contains(id)) {
            chain.push(id);
            next = self.roles.get(id).and_then(|role| role.extends.as_deref());
        }
        chain
    }

    fn moves_to(&self, role: &Role) -> &[Move] {
        self.to.get(role.id.as_str()).map_or(&[], Vec::as_slice)
    }
}

/// What the roles pay, those that may be compared on one scale.
fn scales(ladder: &OverviewAnswer, sources: &mut Sources) -> Vec<Section> {
    let scales = Basis::ALL.iter().copied().map(|basis| {
        let mut kinds: Vec<(String, Bars)> = Vec::new();
        let mut wider = false;
        for role in &ladder.roles {
            let Some(entry) = overview::shown_pay(ladder, role, basis) else {
                continue;
            };
            wider |= entry.population.is_some();
            let terms = display::terms(&entry.currency, entry.region.as_deref(), basis);
            let bar = pay::rung(&role.id, entry, sources);
            match kinds.iter_mut().find(|(known, _)| *known == terms) {
                Some((_, bars)) => bars.rows.push(bar),
                None => kinds.push((
                    terms,
                    Bars {
                        rows: vec![bar],
                        mark: None,
                    },
                )),
            }
        }
        let sections = kinds.into_iter().map(move |(terms, bars)| {
            let wider = wider.then(|| StyledText::new(TextStyle::Quiet, pay::WIDER));
            Section {
                notes: wider.into_iter().collect(),
                ..Section::new(format!("Pay a year, {terms}"), Body::Bars(bars))
            }
        });
        sections.collect::<Vec<_>>()
    });
    scales.flatten().collect()
}

fn skills(ladder: &OverviewAnswer, sources: &mut Sources) -> Part {
    let text = |text: &Option<SmolStr>| {
        text.as_ref()
            .map_or_else(StyledText::default, StyledText::from)
    };
    let mut table = Table::new([
        ("Skill", Align::Left),
        ("Category", Align::Left),
        ("What it is", Align::Left),
        ("Also called", Align::Left),
        ("Learn first", Align::Left),
    ]);
    for skill in &ladder.skills {
        let first: Vec<&str> = skill.needs.iter().map(|need| need.title.as_str()).collect();
        table.row([
            StyledText::from(&skill.title).then(sources.mark(&skill.cited)),
            text(&skill.category),
            text(&skill.about),
            StyledText::from(skill.aliases.join(", ")),
            StyledText::from(first.join(", ")),
        ]);
    }
    let mut section = Section::new("", Body::Table(table.without_empty_columns()));
    if !ladder.proficiency.is_empty() {
        let levels = ladder.proficiency.join(", ");
        let levels = format!("Levels, lowest first: {levels}.");
        section
            .notes
            .push(StyledText::new(TextStyle::Quiet, levels));
    }
    let mut parts: Vec<Part> = Vec::new();
    let resources = resources(&ladder.skills, sources);
    if !resources.is_empty() {
        parts.push(Part {
            sections: vec![resources],
            folded: true,
            ..Part::new("skills-resources", "Learn from")
        });
    }
    Part {
        sections: vec![section],
        parts,
        ..Part::new("part-skills", "Skills")
    }
}

fn resources(skills: &[Skill], sources: &mut Sources) -> Section {
    let mut table = Table::new([
        ("Skill", Align::Left),
        ("To reach", Align::Left),
        ("Resource", Align::Left),
        ("Hours", Align::Right),
    ]);
    for skill in skills {
        for resource in &skill.resources {
            let level = resource.level.as_ref();
            let hours = resource.hours.as_ref();
            let title = StyledText::from(&resource.title).then(sources.mark(&resource.cited));
            table.row([
                StyledText::from(&skill.title),
                level.map_or_else(StyledText::default, |level| {
                    StyledText::from(display::level(level))
                }),
                match &resource.url {
                    Some(url) => title.and(TextStyle::Plain, "  ").and(TextStyle::Link, url),
                    None => title,
                },
                hours.map_or_else(
                    || StyledText::new(TextStyle::Quiet, display::UNKNOWN),
                    |hours| StyledText::from(display::range(hours.min, hours.max)),
                ),
            ]);
        }
    }
    Section::new("", Body::Table(table))
}

fn certifications(ladder: &OverviewAnswer, sources: &mut Sources) -> Part {
    let mut table = Table::new([
        ("Certification", Align::Left),
        ("Issuer", Align::Left),
        ("Status", Align::Left),
        ("Fee", Align::Right),
        ("Valid", Align::Left),
        ("Replaced by", Align::Left),
    ]);
    for entry in &ladder.certifications {
        table.row(certification(entry, sources));
    }
    Part {
        sections: vec![Section::new("", Body::Table(table.without_empty_columns()))],
        ..Part::new("part-certifications", "Certifications")
    }
}

fn certification(entry: &Certification, sources: &mut Sources) -> [StyledText; 6] {
    let fee = entry.fee.as_ref().map(|fee| {
        let written = format!("{} {}", fee.currency, display::amount(fee.amount));
        StyledText::from(written).then(sources.mark(&fee.cited))
    });
    let valid = entry.valid_years.as_ref();
    let valid = valid.map(|valid| {
        StyledText::from(display::years(valid.value)).then(sources.mark(&valid.cited))
    });
    let successors: Vec<&str> = entry
        .replaced_by
        .iter()
        .map(|other| other.id.as_str())
        .collect();
    let issuer = entry.issuer.as_ref();
    [
        display::titled(&entry.title, &entry.id),
        issuer.map_or_else(StyledText::default, StyledText::from),
        overview::status(entry).then(sources.mark(&entry.cited)),
        fee.unwrap_or_default(),
        valid.unwrap_or_default(),
        StyledText::new(TextStyle::Name, successors.join(", ")),
    ]
}
