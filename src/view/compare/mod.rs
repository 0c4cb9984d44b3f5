//! Two roles side by side.

mod moves;
mod pay;
mod requirements;

use crate::{
    query::{CompareAnswer, ComparedRole},
    vocabulary::{Difference, RequirementKind},
};

use super::{
    View,
    columns::Columns,
    display, gaps,
    sheet::{Records, Section, Sheet, StyledText, TextStyle},
    sources::Sources,
};

/// Where the left role asks for more.
const LEFT: &[Difference] = &[Difference::LeftMore, Difference::LeftOnly];
/// Where the right role asks for more.
const RIGHT: &[Difference] = &[Difference::RightMore, Difference::RightOnly];
/// Where neither asks for all that the other does.
const EACH: &[Difference] = &[Difference::Different];

impl View for CompareAnswer {
    fn name(&self) -> &'static str {
        "compare"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let (left, right) = (&self.left.role, &self.right.role);
        let title = display::titled(&self.left.title, left)
            .and(TextStyle::Strong, " and ")
            .then(display::titled(&self.right.title, right));
        let mut sections = vec![roles(self, &mut sources)];
        for (heading, differences) in [
            (format!("{left} asks for more"), LEFT),
            (format!("{right} asks for more"), RIGHT),
            ("Each asks for something else".to_owned(), EACH),
        ] {
            let rows = self.requirements.iter();
            let rows = rows.filter(|row| differences.contains(&row.difference));
            sections.push(requirements::differing(&heading, self, rows, &mut sources));
        }
        sections.push(requirements::same(self, &mut sources));
        sections.push(requirements::differing(
            "Recommended, never counted",
            self,
            self.recommended.iter(),
            &mut sources,
        ));
        for pay in &self.pay {
            sections.push(pay::on_terms(pay, self, &mut sources));
        }
        sections.push(moves::between(self, &mut sources));
        sections.push(moves::onward(self, &mut sources));
        sections.push(sources.section());
        Sheet {
            title,
            lead: lead(self),
            sections,
        }
    }

    fn records(&self) -> Records {
        requirements::records(self)
    }
}

fn is_one_role(compare: &CompareAnswer) -> bool {
    compare.left.role == compare.right.role
}

fn lead(compare: &CompareAnswer) -> Vec<StyledText> {
    let mut lead = Vec::new();
    if let Some(person) = &compare.header.person {
        lead.extend(gaps::about(person, &compare.header.as_of));
    }
    lead.push(if is_one_role(compare) {
        StyledText::from("Both are the same role.")
    } else {
        summary(compare)
    });
    lead
}

/// How many requirements of which kind there are.
fn summary(compare: &CompareAnswer) -> StyledText {
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
        (
            "both ask for the same in".to_owned(),
            count(&[Difference::Same]),
        ),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(what, count)| format!("{what} {count}"))
    .collect();
    match compare.requirements.len() {
        0 => StyledText::from("Neither has requirements."),
        1 => StyledText::from(format!("Of 1 requirement: {}.", counts.join(", "))),
        several => StyledText::from(format!("Of {several} requirements: {}.", counts.join(", "))),
    }
}

/// Where the roles stand, and how ready the person is for each.
fn roles(compare: &CompareAnswer, sources: &mut Sources) -> Section {
    let (left, right) = (&compare.left, &compare.right);
    let shown = if is_one_role(compare) {
        vec![left]
    } else {
        vec![left, right]
    };
    let mut section = Columns::<ComparedRole>::new()
        .left("Role", |role, _| StyledText::name(&role.role))
        .left("Track", |role, _| role.track.title.clone())
        .right("Grade", |role, _| role.grade.to_string())
        .readiness(|role| role.readiness)
        .section("", shown, sources);
    if left.track.id != right.track.id {
        section.notes.push(StyledText::quiet(
            "Grades of different tracks are not comparable.",
        ));
    }
    section.notes.extend(levels(compare, sources));
    section
}

/// What the levels of skills rest on; they stand too close together to carry a source each.
fn levels(compare: &CompareAnswer, sources: &mut Sources) -> Option<StyledText> {
    let rows = compare.requirements.iter();
    let skills = rows.filter(|row| row.kind == RequirementKind::Skill);
    let mut marks = Vec::new();
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
