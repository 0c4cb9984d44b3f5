//! One role.

use smol_str::SmolStr;

use crate::{
    query::{ListedPay, Move, Number, Origin, Pay, Requirements, Role, RoleAnswer},
    vocabulary::RequirementKind,
};

use super::{
    Body, Columns, Records, Section, Sheet, Sources, StyledText, TextStyle, Value, View, display,
    meaning, meaning::Extent, prose, role_screen,
};

impl View for RoleAnswer {
    fn name(&self) -> &'static str {
        "role"
    }

    fn sheet(&self) -> Sheet {
        let role = &self.role;
        let mut sources = Sources::new(&self.sources);
        let sections = sections(role, track(self), &chain(self), &self.from, &mut sources);
        let title = display::titled(&role.title, &role.id);
        let sheet = Sheet::new(title, role.about.iter().map(prose), sections);
        sheet.citing(sources).before(next(self))
    }

    fn screen(&self, rows: usize) -> Sheet {
        role_screen::screen(self, rows).before(next(self))
    }

    fn records(&self) -> Records {
        let required = asked(&self.role.required, true).into_iter();
        columns().records(required.chain(asked(&self.role.recommended, false)))
    }
}

/// The title of the track; `None` where the ladder names none.
pub(super) fn track(answer: &RoleAnswer) -> Option<&str> {
    answer.track.as_ref().map(|track| track.title.as_str())
}

/// What is missing for the role; the way to one that asks for nothing.
fn next(answer: &RoleAnswer) -> String {
    let role = &answer.role;
    let command = if asked(&role.required, true).is_empty() {
        "path"
    } else {
        "gaps"
    };
    format!("{command} {}", role.id)
}

/// The ids of the roles that a role extends, nearest first, and how many there are besides.
pub(super) type Chain<'a> = (Vec<&'a str>, usize);

/// How many of them are named.
pub(super) const NAMED: usize = 20;

pub(super) fn chain(answer: &RoleAnswer) -> Chain<'_> {
    let named = answer.chain.iter().take(NAMED);
    let named = named.map(|rung| rung.id.as_str());
    (named.collect(), answer.chain.len().saturating_sub(NAMED))
}

/// The place of a role on the ladder, and its names.
pub(super) fn place(role: &Role, track: Option<&str>, (chain, others): &Chain) -> Body {
    let grade = &role.grade;
    let place = match track {
        Some(track) => ("Track", format!("{track}, grade {grade}").into()),
        None => ("Grade", grade.to_string().into()),
    };

    let mut builds_on = chain.iter().fold(StyledText::default(), |phrase, rung| {
        let comma = if phrase.is_empty() { "" } else { ", " };
        phrase.plain(comma).and(TextStyle::Role, rung)
    });
    if *others > 0 {
        builds_on = builds_on.plain(format!(", and {others} more"));
    }
    Body::facts([
        place,
        ("Builds on", builds_on),
        ("Also called", role.aliases.join(", ").into()),
        (
            "Entry",
            role.entry.then_some("people can start here").into(),
        ),
    ])
}

pub(super) fn sections(
    role: &Role,
    track: Option<&str>,
    chain: &Chain,
    from: &[Move],
    sources: &mut Sources,
) -> Vec<Section> {
    let mut sections = vec![
        Section::new("", place(role, track, chain)),
        requirements("Asks for", &role.required, sources),
        meanings(&role.required, usize::MAX, Extent::Whole),
        requirements("Recommends", &role.recommended, sources),
        meanings(&role.recommended, usize::MAX, Extent::Whole),
    ];
    sections.extend(responsibilities(role));
    sections.extend([
        sources.facts(&role.facts),
        pay(&role.pay, sources),
        moves("Moves from here", &role.next, sources),
        moves("Moves to here", from, sources),
    ]);
    sections
}

/// The responsibilities, those with a heading under it.
fn responsibilities(role: &Role) -> Vec<Section> {
    let all = role
        .responsibilities
        .iter()
        .filter(|one| one.heading.is_none());
    let alone: Vec<StyledText> = all.map(|one| prose(&one.text)).collect();
    let body = if alone.is_empty() {
        Body::Nothing
    } else {
        Body::Items(alone)
    };
    let heading = if role.responsibilities.is_empty() {
        ""
    } else {
        "Responsibilities"
    };
    let mut sections = vec![Section::new(heading, body)];
    for one in &role.responsibilities {
        let Some(heading) = &one.heading else {
            continue;
        };
        let heading = StyledText::from(heading);
        let known = sections
            .iter_mut()
            .find(|section| section.is_part && section.heading == heading);
        match known.map(|section| &mut section.body) {
            Some(Body::Items(items)) => items.push(prose(&one.text)),
            _ => sections.push(Section::part(heading, Body::Items(vec![prose(&one.text)]))),
        }
    }
    sections
}

/// What the first `rows` of the requirements mean, where the ladder says so.
pub(super) fn meanings(requirements: &Requirements, rows: usize, extent: Extent) -> Section {
    fn said<'a>(
        name: String,
        origin: &'a Origin,
        means: Option<&'a SmolStr>,
    ) -> meaning::Asked<'a> {
        meaning::Asked {
            name,
            wording: Some(&origin.wording),
            means,
            role: Some(&origin.introduced_by),
        }
    }
    let skills = requirements.skills.0.iter().map(|(_, need)| {
        let name = format!("{}, {}", need.title, need.level.name);
        said(name, &need.origin, need.means.as_ref())
    });
    let education = requirements.education.iter().map(|education| {
        let asked = &education.asked;
        let name = display::education_briefly(asked.degree, &asked.fields);
        said(name, &education.origin, None)
    });
    let groups = requirements.certifications.iter().map(|group| {
        let id = group.id.as_ref().filter(|_| group.one_of.len() > 1);
        let name = id.map_or_else(|| display::group(group), SmolStr::to_string);
        said(name, &group.origin, None)
    });
    let any_of = requirements.any_of.iter().map(|group| {
        let name = group.title.as_ref().or(group.id.as_ref());
        let name = name.map_or_else(|| display::any_of(group), SmolStr::to_string);
        said(name, &group.origin, None)
    });
    let points = requirements.points.iter().map(|points| {
        let name = display::counted(points.need, "point");
        said(name, &points.origin, None)
    });
    let all = education.chain(skills).chain(groups);
    meaning::section(
        meaning::facts(all.chain(any_of).chain(points), extent),
        rows,
    )
}

struct Asked<'a> {
    kind: RequirementKind,
    id: SmolStr,
    title: &'a str,
    /// Years as a number, the rest in words.
    need: Value,
    /// The most years; `None` without a limit, and of what is not counted in years.
    max: Option<Number>,
    /// Years in words.
    duration: Option<String>,
    required: bool,
    origin: &'a Origin,
    means: Option<&'a SmolStr>,
}

fn asked(asked: &Requirements, required: bool) -> Vec<Asked<'_>> {
    let years = asked.years.iter().map(|years| Asked {
        kind: RequirementKind::Experience,
        id: "years".into(),
        title: "Years of experience",
        need: years.value.into(),
        max: years.most(),
        duration: Some(display::durations(years.value, years.max)),
        required,
        origin: &years.origin,
        means: None,
    });
    let education = asked.education.iter().map(|education| Asked {
        kind: RequirementKind::Education,
        id: "education".into(),
        title: "Education",
        need: display::education(education.asked.degree, &education.asked.fields).into(),
        max: None,
        duration: None,
        required,
        origin: &education.origin,
        means: None,
    });
    let skills = asked.skills.0.iter().map(|(id, need)| Asked {
        kind: RequirementKind::Skill,
        id: id.clone(),
        title: &need.title,
        need: need.level.name.clone().into(),
        max: None,
        duration: None,
        required,
        origin: &need.origin,
        means: need.means.as_ref(),
    });
    let certifications = asked.certifications.iter().map(|group| Asked {
        kind: RequirementKind::Certification,
        id: display::join(group.one_of.iter().map(|one| &one.id), "|").into(),
        title: "Certification",
        need: display::group(group).into(),
        max: None,
        duration: None,
        required,
        origin: &group.origin,
        means: None,
    });
    let any_of = asked.any_of.iter().map(|group| Asked {
        kind: RequirementKind::AnyOf,
        id: group.id.clone().unwrap_or_else(|| {
            let ids = group.of.iter().map(|one| &one.id);
            display::join(ids, "|").into()
        }),
        title: group.title.as_deref().unwrap_or(display::ALTERNATIVES),
        need: display::any_of(group).into(),
        max: None,
        duration: None,
        required,
        origin: &group.origin,
        means: None,
    });
    let points = asked.points.iter().map(|points| Asked {
        kind: RequirementKind::Points,
        id: "points".into(),
        title: "Points",
        need: display::points(points).into(),
        max: None,
        duration: None,
        required,
        origin: &points.origin,
        means: None,
    });
    let all = years.chain(education).chain(skills).chain(certifications);
    all.chain(any_of).chain(points).collect()
}

fn columns<'a>() -> Columns<'a, Asked<'a>> {
    Columns::<Asked>::new()
        .field("kind", |asked| asked.kind)
        .field("id", |asked| asked.id.clone())
        .text("title", "Requirement", |asked| SmolStr::from(asked.title))
        .field("need", |asked| asked.need.clone())
        .field("max", |asked| asked.max)
        .left("Need", |asked, _| match &asked.duration {
            Some(duration) => display::estimate(duration, asked.origin.cited.estimated),
            None => StyledText::from(asked.need.clone()),
        })
        .field("weight", |asked| asked.origin.weight)
        .right("Weight", |asked, _| display::weight(asked.origin.weight))
        .field("required", |asked| asked.required)
        .field("introduced_by", |asked| asked.origin.introduced_by.clone())
        .field("source", |asked| asked.origin.cited.source.clone())
        .field("as_of", |asked| asked.origin.cited.as_of.clone())
        .wording(|asked| Some(&asked.origin.wording))
        .field("means", |asked| asked.means.cloned())
        .left("From", |asked, sources| {
            sources.cite(
                StyledText::role(&asked.origin.introduced_by),
                &asked.origin.cited,
            )
        })
}

fn requirements(heading: &str, requirements: &Requirements, sources: &mut Sources) -> Section {
    columns().section(heading, asked(requirements, true), sources)
}

fn pay(pay: &[ListedPay], sources: &mut Sources) -> Section {
    Columns::<ListedPay>::new()
        .left("Pay a year", |listed, sources| {
            let pay = &listed.pay;
            sources.cite(display::value(display::terms(&pay.terms)), &pay.cited)
        })
        .pay(|listed| &listed.pay)
        .section("Pay", pay, sources)
}

fn moves(heading: &str, moves: &[Move], sources: &mut Sources) -> Section {
    Columns::<Move>::new()
        .left("Role", |step, _| StyledText::role(&step.role))
        .facts(|step| &step.facts)
        .section(heading, moves, sources)
}

impl<'a, R: 'a> Columns<'a, R> {
    /// Adds what is known of a pay entry: its amounts, its sample, its day, and the population.
    pub(super) fn pay(self, pay: impl Fn(&R) -> &Pay + Copy + 'a) -> Self {
        self.right("Mid", move |row, _| {
            let pay = pay(row);
            let mid = pay.midpoint().map(|mid| display::money(Number(mid)));
            mid.map(|mid| display::estimate(mid, pay.cited.estimated))
        })
        .left("Low to high", move |row, _| {
            let pay = pay(row);
            display::estimate(display::ends(pay), pay.cited.estimated)
        })
        .left("As stated", move |row, _| display::stated(pay(row)))
        .right("Sample", move |row, _| pay(row).sample.map(display::amount))
        .left("As of", move |row, _| display::as_of(pay(row)))
        .left("About", move |row, _| display::described(pay(row)))
    }
}
