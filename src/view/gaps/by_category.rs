//! How much of each category is met, with a bar for each.

use smol_str::SmolStr;

use crate::{
    query::{CategoryGaps, CategoryGapsAnswer, Gap, Need, Number, OTHER_SKILLS},
    vocabulary::RequirementKind,
};

use super::super::{
    Bar, Bars, Body, Columns, Point, Records, Section, Sheet, Sources, StyledText, View, display,
};
use super::{about, readiness, started};

impl View for CategoryGapsAnswer {
    fn name(&self) -> &'static str {
        "gaps-by-category"
    }

    fn sheet(&self) -> Sheet {
        sheet(self, usize::MAX, usize::MAX)
    }

    fn screen(&self, rows: usize) -> Sheet {
        sheet(self, rows, rows / 3)
    }

    fn records(&self) -> Records {
        columns(self).records(&self.categories)
    }
}

/// The sheet with the first `rows` groups, and what is open of the first `lists` of them.
fn sheet(answer: &CategoryGapsAnswer, rows: usize, lists: usize) -> Sheet {
    let person = answer.header.person.as_ref();
    let title = match person {
        Some(_) => "Gaps by category to ",
        None => "Requirements by category of ",
    };
    let title = StyledText::strong(title).then(display::named(&answer.role));
    let ready = answer
        .readiness
        .map(|found| readiness(found, answer.categories.is_empty(), person));
    let lead = about(person, &answer.header.as_of).chain(ready);
    let shown = &answer.categories[..answer.categories.len().min(rows)];
    let left_out = answer.categories.len() - shown.len();
    let sums = match person {
        Some(_) => Section::new("", Body::Bars(Box::new(bars(shown)))),
        None => columns(answer).section("", shown, &mut Sources::default()),
    };
    let open: Vec<&CategoryGaps> = shown.iter().filter(|one| !one.open.is_empty()).collect();
    let lists_left = open.len().saturating_sub(lists);
    let open = open.into_iter().take(lists).map(|one| {
        let names = display::join(one.gaps.iter().map(named), ", ");
        (title_of(one).to_string(), StyledText::name(names))
    });
    let heading = match person {
        Some(_) => "Not met",
        None => "Asked for",
    };
    let sections = vec![
        sums.leaving_out(left_out, "group"),
        Section::new(heading, Body::Facts(open.collect())).leaving_out(lists_left, "list"),
    ];
    let next = format!("gaps {}", answer.role.id);
    Sheet::new(title, lead, sections).before(match person {
        Some(person) => started(next, person),
        None => next,
    })
}

fn columns(answer: &CategoryGapsAnswer) -> Columns<'_, CategoryGaps> {
    Columns::<CategoryGaps>::new()
        .field("kind", |one| one.kind)
        .field("category", |one| one.category.clone())
        .left("Category", |one, _| title_of(one))
        .field("asked", |one| one.asked)
        .right("Requirements", |one, _| one.asked.to_string())
        .readiness(answer.header.person.as_ref(), |one| one.readiness)
        .field("open", |one| display::join(&one.open, " "))
}

/// A requirement by its title; a group without one says how many of its members are asked for.
fn named(gap: &Gap) -> String {
    match &gap.need {
        Need::Certification { one_of } if one_of.len() > 1 => {
            format!("one of {} certifications", one_of.len())
        }
        need @ Need::AnyOf { any_of, .. } if gap.id == any_of.join("|") => {
            format!("{} ({})", gap.title, display::need(need))
        }
        _ => gap.title.to_string(),
    }
}

/// The category, else what the requirements are.
fn title_of(one: &CategoryGaps) -> SmolStr {
    match (one.kind, &one.category) {
        (_, Some(category)) => category.clone(),
        (RequirementKind::Skill, None) => OTHER_SKILLS.into(),
        (RequirementKind::Points, None) => "points".into(),
        (RequirementKind::AnyOf, None) => "alternatives".into(),
        (RequirementKind::Experience, None) => "experience".into(),
        (RequirementKind::Education, None) => "education".into(),
        (RequirementKind::Certification, None) => "certifications".into(),
    }
}

/// How much of each category is met, from nothing to all of it.
fn bars(categories: &[CategoryGaps]) -> Bars {
    let point = |ratio: Number| Point {
        value: ratio.0,
        label: display::ratio(ratio),
    };
    let bars = categories.iter().map(|one| {
        let ratio = one.readiness.and_then(|found| found.ratio);
        Bar {
            name: title_of(one).into(),
            low: ratio.map(|_| point(Number(0.0))),
            mid: None,
            high: ratio.map(point),
            figures: Some(figures(one)),
            note: StyledText::default(),
        }
    });
    Bars {
        rows: bars.collect(),
        mark: None,
        ends: Some([0.0, 1.0].map(|end| point(Number(end)))),
    }
}

/// `3 of 7, 57 %`
fn figures(one: &CategoryGaps) -> String {
    let found = one.readiness;
    match found.and_then(|found| Some((found, found.ratio?))) {
        Some((found, ratio)) => {
            format!(
                "{} of {}, {}",
                found.met,
                found.required,
                display::ratio(ratio)
            )
        }
        None => "does not apply".to_owned(),
    }
}
