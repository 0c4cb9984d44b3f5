//! The page of a ladder, as a company would publish it: every role with all that is known of it.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use smol_str::SmolStr;

use crate::{
    query::{
        Certification, Fact, MatrixAnswer, MatrixRole, Move, OverviewAnswer, Pay, ReportAnswer,
        Resource, Role, Skill,
    },
    vocabulary::{Basis, Word},
};

use super::super::{
    Body, Columns, MakeSections, Page, Part, Section, Sources, StyledText, TextStyle,
    certification, compare, display, matrix, meaning, overview, pay, prose, role,
};

/// Sources that sections which are made later cite too.
type Shared<'a> = Rc<RefCell<Sources<'a>>>;

pub fn page<'a>(report: &'a ReportAnswer, shared: &Shared<'a>) -> Page<'a> {
    let sources = &mut *shared.borrow_mut();
    let ladder = &report.show;
    let mut lead: Vec<StyledText> = ladder.about.iter().map(prose).collect();
    let which = StyledText::name(&report.header.ladder.id);
    lead.push(which.and(
        TextStyle::Quiet,
        format!(
            ", {}",
            display::value(format!("as of {}", report.header.as_of))
        ),
    ));
    let at_a_glance = Part {
        sections: vec![Section {
            heading: StyledText::default(),
            ..overview::roles(ladder, overview::RolesOn::Page, sources)
        }],
        name: Some("At a glance"),
        ..Part::new("part-roles", "Roles at a glance")
    };
    let money = Part {
        sections: scales(ladder, sources),
        ..Part::new("part-pay", "Pay")
    };
    let roles = one_by_one(ladder, sources, shared);
    let asked = report.matrix.as_ref();
    let asked = asked.map(|asked| self::asked(asked, sources));
    let asked = asked.unwrap_or_default();
    Page {
        title: StyledText::strong(&report.header.ladder.title),
        lead,
        parts: vec![
            super::drawing(report, |id| Some(format!("role-{id}"))),
            asked,
            at_a_glance,
            money,
            roles,
            skills(ladder, sources),
            certifications(ladder, sources),
            about(&ladder.facts, sources),
        ],
    }
}

/// What else is known of the ladder.
fn about(facts: &[Fact], sources: &mut Sources) -> Part<'static> {
    let facts = facts.iter();
    let facts = facts.map(|fact| sources.cite(prose(&fact.text), &fact.cited));
    Part {
        lead: facts.collect(),
        name: Some("Facts"),
        ..Part::new("part-facts", "What else is known")
    }
}

/// What the roles ask for, a table for each track; the first one is open.
fn asked<'a>(matrix: &'a MatrixAnswer, sources: &mut Sources) -> Part<'static> {
    let mut part = Part {
        name: Some("Requirements"),
        ..Part::new("part-matrix", "What the roles ask for")
    };
    let tracks: Vec<&[MatrixRole]> = matrix
        .roles
        .chunk_by(|one, other| one.placed.track == other.placed.track)
        .collect();
    let is_grouped = matrix.requirements.iter().any(|row| row.category.is_some());
    let columns = |roles: &&'a [MatrixRole]| {
        let roles = roles.iter();
        roles.map(|role| (&role.placed.id, role.track_title.as_deref()))
    };
    let tables = matrix::several(
        matrix.requirements.iter(),
        tracks.iter().map(columns),
        is_grouped,
        matrix::cell,
    );
    let tables = tables.into_iter().map(|crossed| {
        let mut table = Section::new("", Body::CrossTable(Box::new(crossed)));
        compare::explain_signs(std::slice::from_mut(&mut table), None);
        table
    });
    let notes = matrix::notes(&matrix.requirements, sources);
    if tracks.len() == 1 {
        part.sections = tables.map(|table| table.noted(notes.clone())).collect();
        return part;
    }
    let tracks = tracks.into_iter().zip(tables).enumerate();
    let tracks = tracks.map(|(position, (roles, table))| Part {
        sections: vec![table],
        folded: position > 0,
        ..Part::new(
            format!("matrix-{}", roles[0].placed.track),
            roles[0].track_title.as_ref(),
        )
    });
    part.parts = tracks.collect();
    part.lead.extend(notes);
    part
}

/// Every role with all that is known of it, by tracks; of several the first one is open.
fn one_by_one<'a>(
    ladder: &'a OverviewAnswer,
    sources: &mut Sources<'a>,
    shared: &Shared<'a>,
) -> Part<'a> {
    let index = Rc::new(Index::new(ladder));
    let mut part = Part {
        name: Some("Roles"),
        ..Part::new("part-each", "Roles one by one")
    };
    let mut by_track: HashMap<&str, Vec<&Role>> = HashMap::new();
    for role in &ladder.roles {
        by_track.entry(&role.track).or_default().push(role);
    }
    for track in &ladder.tracks {
        let Some(roles) = by_track.remove(track.id.as_str()) else {
            continue;
        };
        let roles = roles.into_iter();
        part.parts.push(Part {
            parts: roles
                .map(|role| one(ladder, role, &index, sources, shared))
                .collect(),
            folded: !part.parts.is_empty(),
            ..Part::new(format!("track-{}", track.id), &track.title)
        });
    }
    if part.parts.len() == 1 {
        part.parts = part.parts.remove(0).parts;
    }
    part
}

fn one<'a>(
    ladder: &'a OverviewAnswer,
    role: &'a Role,
    index: &Rc<Index<'a>>,
    sources: &mut Sources<'a>,
    shared: &Shared<'a>,
) -> Part<'a> {
    let track = overview::track_title(ladder, role);
    let index = Rc::clone(index);
    let make = move |sources: &mut Sources| {
        let (chain, from) = (index.chain(role), index.moves_to(role));
        let mut sections = role::sections(&index.explained(role), track, &chain, from, sources);
        sections.retain(|section| !section.is_empty());
        sections
    };
    // What they cite has its number before the parts that follow cite anything.
    let is_empty = make(sources).is_empty();
    let shared = Rc::clone(shared);
    let later: MakeSections = Box::new(move || make(&mut shared.borrow_mut()));
    Part {
        lead: role.about.iter().map(prose).collect(),
        later: Some(later).filter(|_| !is_empty),
        ..Part::new(
            format!("role-{}", role.id),
            display::titled(&role.title, &role.id),
        )
    }
}

/// The roles of a ladder by their ids, and the moves that lead to each.
struct Index<'a> {
    skills: HashMap<&'a str, &'a Skill>,
    roles: HashMap<&'a str, &'a Role>,
    /// How many roles each one extends.
    depths: HashMap<&'a str, usize>,
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
        let skills = ladder.skills.iter();
        Self {
            skills: skills.map(|skill| (skill.id.as_str(), skill)).collect(),
            roles: roles.map(|role| (role.id.as_str(), role)).collect(),
            depths: HashMap::new(),
            to,
        }
        .measured(ladder)
    }

    /// The same with the number of roles that each role extends.
    fn measured(mut self, ladder: &'a OverviewAnswer) -> Self {
        for role in &ladder.roles {
            let mut chain = vec![role];
            while let Some(last) = chain.last()
                && !self.depths.contains_key(last.id.as_str())
                && let Some(parent) = self.parent(last)
            {
                chain.push(parent);
            }
            for role in chain.into_iter().rev() {
                let parent = self.parent(role);
                let above = parent.and_then(|parent| self.depths.get(parent.id.as_str()));
                let depth = above.map_or(0, |depth| depth + 1);
                self.depths.insert(&role.id, depth);
            }
        }
        self
    }

    /// The role with what the levels of its skills mean.
    fn explained(&self, role: &Role) -> Role {
        let mut role = role.clone();
        let needs = [&mut role.required, &mut role.recommended];
        for (id, need) in needs.into_iter().flat_map(|asked| &mut asked.skills.0) {
            let skill = self.skills.get(id.as_str());
            need.means = skill.and_then(|skill| skill.levels.get(&need.level.name).cloned());
        }
        role
    }

    /// The roles that a role extends.
    fn chain(&self, role: &'a Role) -> role::Chain<'a> {
        let parent = |role: &&'a Role| self.parent(role);
        let chain = std::iter::successors(self.parent(role), parent);
        let named: Vec<&str> = chain
            .take(role::NAMED)
            .map(|role| role.id.as_str())
            .collect();
        let others = self
            .depths
            .get(role.id.as_str())
            .map_or(0, |depth| depth - named.len());
        (named, others)
    }

    fn parent(&self, role: &'a Role) -> Option<&'a Role> {
        self.roles.get(role.extends.as_deref()?).copied()
    }

    fn moves_to(&self, role: &Role) -> &[Move] {
        self.to.get(role.id.as_str()).map_or(&[], Vec::as_slice)
    }
}

/// What the roles pay, those that may be compared on one scale.
fn scales(ladder: &OverviewAnswer, sources: &mut Sources) -> Vec<Section> {
    let scales = Basis::ALL.iter().flat_map(|basis| {
        let shown = |role| Some((role, overview::shown_pay(role, *basis)?));
        let shown: Vec<(&Role, &Pay)> = ladder.roles.iter().filter_map(shown).collect();
        let bars = shown
            .iter()
            .map(|(role, pay)| (*pay, pay::stage(&role.id, pay, sources)));
        let wider = display::wider(shown.iter().map(|(_, pay)| *pay));
        let scales = pay::scales(bars).into_iter();
        scales
            .map(move |scale| scale.noted(wider.clone()))
            .collect::<Vec<_>>()
    });
    scales.collect()
}

fn skills(ladder: &OverviewAnswer, sources: &mut Sources) -> Part<'static> {
    let section = Columns::<Skill>::new()
        .left("Skill", |skill, sources| {
            sources.cite(&skill.title, &skill.cited)
        })
        .left("Category", |skill, _| skill.category.clone())
        .left("What it is", |skill, _| skill.about.as_ref().map(prose))
        .left("What the levels mean", |skill, _| {
            let levels = skill.levels.0.iter();
            levels.fold(StyledText::default(), |all, (level, text)| {
                let all = all
                    .and(TextStyle::Item, "\n- ")
                    .and(TextStyle::Strong, level);
                all.plain(": ").then(meaning::one_line(text))
            })
        })
        .left("Also called", |skill, _| skill.aliases.join(", "))
        .left("Learn first", |skill, _| {
            display::join(skill.needs.iter().map(|need| &need.named.title), ", ")
        })
        .section("", &ladder.skills, sources);
    let learning = overview::learning(&ladder.learning, sources);
    let skills = ladder.skills.iter();
    let facts = facts(skills.map(|skill| (&skill.title, &skill.facts)), sources);
    let resources = Part {
        sections: vec![resources(&ladder.skills, sources)],
        folded: true,
        ..Part::new("skills-resources", "Learn from")
    };
    Part {
        sections: vec![section.noted(overview::levels(ladder)), learning, facts],
        parts: vec![resources],
        ..Part::new("part-skills", "Skills")
    }
}

fn resources(skills: &[Skill], sources: &mut Sources) -> Section {
    let rows = skills.iter();
    let rows = rows.flat_map(|skill| skill.resources.iter().map(move |one| (skill, one)));
    Columns::<(&Skill, &Resource)>::new()
        .left("Skill", |(skill, _), _| skill.title.clone())
        .left("To reach", |(_, resource), _| {
            resource.level.as_ref().map(display::level)
        })
        .left("Resource", |(_, resource), sources| {
            sources.resource(resource)
        })
        .right("Hours", |(_, resource), _| display::hours_of(resource))
        .section("", rows, sources)
}

/// The facts of entries, each under the title of its entry.
fn facts<'a>(
    entries: impl Iterator<Item = (&'a SmolStr, &'a Vec<Fact>)>,
    sources: &mut Sources,
) -> Section {
    let rows = entries.flat_map(|(title, facts)| facts.iter().map(move |fact| (title, fact)));
    Columns::<(&SmolStr, &Fact)>::new()
        .left("About", |(title, _), _| *title)
        .left("Fact", |(_, fact), sources| {
            sources.cite(prose(&fact.text), &fact.cited)
        })
        .section("Facts", rows, sources)
}

fn certifications(ladder: &OverviewAnswer, sources: &mut Sources) -> Part<'static> {
    let section = Columns::<Certification>::new()
        .left("Certification", |entry, sources| {
            // The sources of figures are numbered before that of the status.
            certification::fee(entry, sources);
            certification::valid(entry, sources);
            display::titled(&entry.title, &entry.id)
        })
        .left("Issuer", |entry, _| entry.issuer.clone())
        .left("Status", |entry, sources| {
            sources.cite(overview::status(entry), &entry.cited)
        })
        .right("Fee", certification::fee)
        .left("Study", certification::study)
        .left("Valid", certification::valid)
        .left("Replaced by", |entry, _| {
            let successors = entry.replaced_by.iter().map(|other| &other.id);
            StyledText::name(display::join(successors, ", "))
        })
        .section("", &ladder.certifications, sources);
    let entries = ladder.certifications.iter();
    let facts = facts(entries.map(|entry| (&entry.title, &entry.facts)), sources);
    Part {
        sections: vec![section, facts],
        ..Part::new("part-certifications", "Certifications")
    }
}
