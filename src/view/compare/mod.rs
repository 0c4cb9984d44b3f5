//! Two roles side by side.

mod meanings;
mod moves;
mod pay;
mod requirements;
mod screen;
mod several;

use smol_str::SmolStr;

use crate::{
    query::{CompareAnswer, ComparedRole, Person},
    vocabulary::{Difference, RequirementKind, Status},
};

use super::{
    Body, Columns, Legend, Records, Section, Sheet, Sources, StyledText, TextStyle, View, display,
    explained_signs, gaps, meaning::Extent, prose,
};

/// Where the left role asks for more.
const LEFT: &[Difference] = &[Difference::LeftMore, Difference::LeftOnly];
/// Where the right role asks for more.
const RIGHT: &[Difference] = &[Difference::RightMore, Difference::RightOnly];
/// Where neither asks for all that the other does.
const EACH: &[Difference] = &[Difference::Different];
/// The kinds of differences, each with a table of its own.
const DIFFERENCES: [&[Difference]; 3] = [LEFT, RIGHT, EACH];
const SAME: &[Difference] = &[Difference::Same];

impl View for CompareAnswer {
    fn name(&self) -> &'static str {
        "compare"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let mut sections = vec![roles(self, &mut sources)];
        for differences in DIFFERENCES {
            let heading = heading(self, differences);
            let rows = self.requirements.iter();
            let rows = rows.filter(|row| differences.contains(&row.difference));
            sections.push(requirements::differing(
                &heading,
                self,
                rows,
                display::need,
                &mut sources,
            ));
        }
        sections.push(requirements::same(self, &mut sources));
        let (recommended, rows) = ("Recommended, never counted", self.recommended.iter());
        sections.push(requirements::differing(
            recommended,
            self,
            rows,
            display::need,
            &mut sources,
        ));
        explain_signs(&mut sections, self.header.person.as_ref());
        sections.push(meanings::meanings(self, usize::MAX, Extent::Whole));
        let roles = [&self.left, &self.right].into_iter();
        let roles = roles.take(if is_one_role(self) { 1 } else { 2 });
        sections.extend(responsibilities(roles));
        let pay = self.pay.iter();
        sections.extend(pay.map(|pay| pay::on_terms(pay, self, &mut sources)));
        sections.push(moves::between(self, &mut sources));
        sections.push(moves::onward(self, &mut sources));
        let sheet = Sheet::new(title(self), lead(self), sections);
        sheet.citing(sources).before(next(self))
    }

    fn screen(&self, rows: usize) -> Sheet {
        screen::screen(self, rows)
    }

    fn records(&self) -> Records {
        requirements::records(self)
    }
}

fn title(compare: &CompareAnswer) -> StyledText {
    display::titled(&compare.left.title, &compare.left.role)
        .and(TextStyle::Strong, " and ")
        .then(display::titled(&compare.right.title, &compare.right.role))
}

fn lead(compare: &CompareAnswer) -> impl Iterator<Item = StyledText> {
    let about = gaps::about(compare.header.person.as_ref(), &compare.header.as_of);
    about.chain([summary(compare)])
}

/// The gaps to the role on the right.
fn next(compare: &CompareAnswer) -> String {
    let (left, right) = (&compare.left.role, &compare.right.role);
    match &compare.header.person {
        _ if is_one_role(compare) => format!("show {right}"),
        Some(person) => gaps::started(format!("gaps {right}"), person),
        None => format!("gaps {right} --from {left}"),
    }
}

fn is_one_role(compare: &CompareAnswer) -> bool {
    compare.left.role == compare.right.role
}

/// Explains the signs of what is met and what is inherited, under the first table that has them; of a table that a screen cuts, those that
/// are left.
pub(super) fn explain_signs(sections: &mut [Section], person: Option<&Person>) {
    let roles = person.map(display::baseline).unwrap_or_default();
    let signs = [
        (display::sign(Status::Met), "met".to_owned()),
        (display::BASELINE, format!("met as {roles}")),
        (display::sign(Status::Partial), "met in part".to_owned()),
        (display::sign(Status::Missing), "missing".to_owned()),
        (
            display::sign(Status::NotApplicable),
            "does not apply".to_owned(),
        ),
        (
            (TextStyle::Quiet, display::INHERITED),
            "inherited".to_owned(),
        ),
    ];
    let legend = Legend::from(signs);
    let texts = sections.iter().flat_map(|section| section.body.texts());
    let Some(note) = explained_signs(&legend, texts) else {
        return;
    };
    let first = sections.iter_mut().find(|section| {
        let texts = section.body.texts().into_iter();
        explained_signs(&legend, texts).is_some()
    });
    let Some(first) = first else {
        return;
    };
    match &mut first.body {
        Body::CrossTable(crossed) if crossed.most_rows.is_some() => crossed.legend = legend,
        _ => first.notes.insert(0, note),
    }
}

fn heading(compare: &CompareAnswer, differences: &[Difference]) -> String {
    match differences {
        LEFT => format!("{} asks for more", compare.left.role),
        RIGHT => format!("{} asks for more", compare.right.role),
        _ => "Each asks for something else".to_owned(),
    }
}

fn summary(compare: &CompareAnswer) -> StyledText {
    if is_one_role(compare) {
        return "Both are the same role.".into();
    }
    let count = |differences: &[Difference]| {
        let rows = compare.requirements.iter();
        rows.filter(|row| differences.contains(&row.difference))
            .count()
    };
    let (left, right) = (&compare.left.role, &compare.right.role);
    let counts: Vec<String> = [
        (format!("{left} asks for more in"), count(LEFT)),
        (format!("{right} asks for more in"), count(RIGHT)),
        ("each asks for something else in".to_owned(), count(EACH)),
        ("both ask for the same in".to_owned(), count(SAME)),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(what, count)| format!("{what} {count}"))
    .collect();
    if counts.is_empty() {
        return "Neither has requirements.".into();
    }
    let all = display::counted(compare.requirements.len(), "requirement");
    format!("Of {all}: {}.", counts.join(", ")).into()
}

/// The title of its track, where the ladder names tracks.
fn track(role: &ComparedRole) -> Option<&SmolStr> {
    role.track.as_ref().map(|track| &track.title)
}

/// Whether not all of them are on one track, and what that means.
fn apart<'a>(mut roles: impl Iterator<Item = &'a ComparedRole>) -> Option<StyledText> {
    let first = roles.next()?;
    let is_apart = roles.any(|role| role.track != first.track);
    is_apart.then(|| StyledText::quiet("Grades of different tracks are not comparable."))
}

/// What each role answers for, under its title.
fn responsibilities<'a>(roles: impl Iterator<Item = &'a ComparedRole>) -> Vec<Section> {
    let stated = roles.filter(|role| !role.responsibilities.is_empty());
    let stated = stated.map(|role| {
        let items = role.responsibilities.iter().map(|one| {
            let heading = one.heading.as_ref();
            let heading = heading.map(|heading| format!("{heading}: "));
            StyledText::from(heading).then(prose(&one.text))
        });
        let title = display::titled(&role.title, &role.role);
        Section::part(title, Body::Items(items.collect()))
    });
    let mut sections: Vec<Section> = stated.collect();
    if !sections.is_empty() {
        sections.insert(0, Section::new("Responsibilities", Body::Nothing));
    }
    sections
}

/// How many responsibilities roles have.
fn count_responsibilities<'a>(roles: impl Iterator<Item = &'a ComparedRole>) -> usize {
    roles.map(|role| role.responsibilities.len()).sum()
}

/// Where a role stands, and how ready the person is for it.
fn role_columns(person: Option<&Person>) -> Columns<'_, ComparedRole> {
    Columns::<ComparedRole>::new()
        .left("Role", |role, _| StyledText::name(&role.role))
        .left("Track", |role, _| track(role).cloned())
        .right("Grade", |role, _| role.grade.to_string())
        .readiness(person, |role| role.readiness)
}

/// Where the roles stand, and how ready the person is for each.
fn roles(compare: &CompareAnswer, sources: &mut Sources) -> Section {
    let (left, right) = (&compare.left, &compare.right);
    let shown = [left, right].into_iter();
    let apart = apart(shown.clone());
    let section = role_columns(compare.header.person.as_ref()).section(
        "",
        shown.take(if is_one_role(compare) { 1 } else { 2 }),
        sources,
    );
    section.noted(apart).noted(levels(compare, sources))
}

/// What the levels of skills rest on; they stand too close together to carry a source each.
fn levels(compare: &CompareAnswer, sources: &mut Sources) -> Option<StyledText> {
    let rows = compare.requirements.iter();
    let skills = rows.filter(|row| row.kind == RequirementKind::Skill);
    let mut marks: Vec<StyledText> = Vec::new();
    for side in skills.flat_map(|row| row.left.iter().chain(&row.right)) {
        let mark = sources.mark(&side.origin.cited);
        if !mark.is_empty() && !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    let marks = marks.into_iter().reduce(StyledText::then)?;
    let phrase = StyledText::quiet("Source of the skill levels:").then(marks);
    Some(phrase.and(TextStyle::Quiet, "."))
}
