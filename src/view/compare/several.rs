//! More than two roles side by side.

use smol_str::SmolStr;

use crate::query::{
    ComparedRole, MatrixRow, MoveBetween, Need, PayChange, PayOfSeveral, SeveralAnswer,
};

use super::super::{
    Body, Columns, CrossTable, Records, Section, Sheet, Sources, StyledText, TextStyle, View,
    display, gaps, matrix, meaning::Extent, role_screen,
};
use super::{
    apart, count_responsibilities, explain_signs, meanings::of_several, moves, pay,
    responsibilities, role_columns, track,
};

impl View for SeveralAnswer {
    fn name(&self) -> &'static str {
        "compare"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let mut sections = vec![roles(self, &mut sources)];
        sections.push(differing(self, None));
        sections.push(shared(self));
        let recommended = Body::CrossTable(Box::new(crossed(self, self.recommended.iter())));
        let recommended = Section::new("Recommended, never counted", recommended);
        sections.push(recommended.noted(self.recommended.iter().flat_map(matrix::composed)));
        explain_signs(&mut sections, self.header.person.as_ref());
        sections.push(of_several(self, usize::MAX, Extent::Whole));
        sections.extend(responsibilities(self.roles.iter()));
        let terms = self.pay.iter();
        sections.extend(terms.map(|terms| on_terms(terms, self, &mut sources)));
        sections.push(between(self, &mut sources));
        let sheet = Sheet::new(title(self), lead(self), sections);
        sheet.citing(sources).before(next(self))
    }

    fn screen(&self, rows: usize) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let same = self.requirements.iter().filter(|row| !differs(row, self));
        let mut sections = vec![
            roles_and_pay(self, &mut sources),
            differing(self, Some(rows)),
        ];
        explain_signs(&mut sections, self.header.person.as_ref());
        sections.push(of_several(self, rows / 8, Extent::FirstLine));
        let responsibilities = count_responsibilities(self.roles.iter());
        let shown = &self.between[..self.between.len().min(rows / 6)];
        let moves = shown.iter().map(|passage| {
            let ends = format!("{} → {}", passage.from, passage.step.role);
            (ends, role_screen::step(&passage.step, &mut sources))
        });
        let moves = Body::Facts(moves.collect());
        sections.push(
            Section::new("Moves between them", moves)
                .leaving_out(same.count(), "shared requirement")
                .leaving_out(self.recommended.len(), "recommendation")
                .leaving_out(self.between.len() - shown.len(), "move")
                .leaving_out(responsibilities, "responsibility")
                .leaving_out(self.pay.len(), "pay table"),
        );
        let sheet = Sheet::new(title(self), lead(self), sections);
        sheet.citing_briefly(sources).before(next(self))
    }

    fn records(&self) -> Records {
        let entries = |rows, is_required| matrix::entries(rows, is_required);
        let required = entries(&self.requirements, true);
        let roles = self.roles.iter().map(|role| matrix::RoleOfRow {
            id: &role.role,
            title: &role.title,
            track: role.track.as_ref().map(|track| (&track.id, &track.title)),
            grade: &role.grade,
        });
        matrix::records(
            roles,
            required.chain(entries(&self.recommended, false)),
            true,
        )
    }
}

fn title(compare: &SeveralAnswer) -> StyledText {
    let last = compare.roles.len().saturating_sub(1);
    let roles = compare.roles.iter().enumerate();
    roles.fold(StyledText::default(), |title, (position, role)| {
        let separator = match position {
            0 => "",
            one if one == last => " and ",
            _ => ", ",
        };
        let title = title.and(TextStyle::Strong, separator);
        title.then(display::titled(&role.title, &role.role))
    })
}

fn lead(compare: &SeveralAnswer) -> impl Iterator<Item = StyledText> {
    let about = gaps::about(compare.header.person.as_ref(), &compare.header.as_of);
    let all = compare.requirements.len();
    let same = compare
        .requirements
        .iter()
        .filter(|row| !differs(row, compare))
        .count();
    let counts = match (all, same) {
        (0, _) => "None of them has requirements.".to_owned(),
        (all, 0) => format!("All of {} differ.", display::counted(all, "requirement")),
        (all, same) => format!(
            "Of {}, {} {} and {same} {} the same for all.",
            display::counted(all, "requirement"),
            all - same,
            if all - same == 1 { "differs" } else { "differ" },
            if same == 1 { "is" } else { "are" }
        ),
    };
    about.chain([counts.into()])
}

/// The gaps to the last role.
fn next(compare: &SeveralAnswer) -> Option<String> {
    let (first, last) = (compare.roles.first()?, compare.roles.last()?);
    Some(match &compare.header.person {
        Some(person) => gaps::started(format!("gaps {}", last.role), person),
        None => format!("gaps {} --from {}", last.role, first.role),
    })
}

/// Whether the roles do not all ask for the same.
fn differs(row: &MatrixRow, compare: &SeveralAnswer) -> bool {
    let sides = &row.roles.0;
    let first = sides.first().map(|(_, side)| &side.need);
    let is_same = |need: &Need| Some(need) == first;
    sides.len() < compare.roles.len() || !sides.iter().all(|(_, side)| is_same(&side.need))
}

fn roles(compare: &SeveralAnswer, sources: &mut Sources) -> Section {
    let columns = role_columns(compare.header.person.as_ref());
    let section = columns.section("", &compare.roles, sources);
    let section = section.noted(apart(compare.roles.iter()));
    section.noted(matrix::origins(&compare.requirements, sources))
}

/// Where the roles stand, how ready the person is for each, and what they pay on the first terms that are
/// known.
fn roles_and_pay(compare: &SeveralAnswer, sources: &mut Sources) -> Section {
    let known = |terms: &&PayOfSeveral| terms.roles.0.iter().any(|(_, pay)| pay.to.is_some());
    let terms = compare.pay.iter().find(known);
    let pay_of = |id: &str| terms.and_then(|terms| terms.roles.get(id)?.to.as_ref());
    let shown = compare.roles.iter();
    let wider = display::wider(shown.filter_map(|role| pay_of(&role.role)));
    let heading = terms.map(|terms| format!("{} a year", pay::named(&terms.terms)));
    let heading = heading.unwrap_or_default();
    Columns::<ComparedRole>::new()
        .left("Role", |role, _| StyledText::name(&role.role))
        .left("Track", |role, _| track(role).cloned())
        .readiness(compare.header.person.as_ref(), |role| role.readiness)
        .right(heading, |role, sources| {
            let pay = pay_of(&role.role)?;
            Some(sources.figure(display::starred(pay), &pay.cited))
        })
        .section("", &compare.roles, sources)
        .noted(wider)
}

fn crossed<'a>(
    compare: &'a SeveralAnswer,
    rows: impl Iterator<Item = &'a MatrixRow>,
) -> CrossTable {
    let roles = compare.roles.iter();
    let roles = roles.map(|role| (&role.role, track(role).map(SmolStr::as_str)));
    // What is inherited is no difference between them.
    matrix::crossed(rows, roles, false, |_, side| {
        matrix::asked(side, TextStyle::Plain)
    })
}

fn differing(compare: &SeveralAnswer, most_rows: Option<usize>) -> Section {
    let rows = compare.requirements.iter();
    let rows = rows.filter(|row| differs(row, compare));
    // On a screen, only what stands in the table is explained.
    let notes = rows.clone().filter(|_| most_rows.is_none());
    let notes: Vec<StyledText> = notes.flat_map(matrix::composed).collect();
    let crossed = CrossTable {
        most_rows,
        ..crossed(compare, rows)
    };
    Section::new("Where they differ", Body::CrossTable(Box::new(crossed))).noted(notes)
}

fn shared(compare: &SeveralAnswer) -> Section {
    let same = compare
        .requirements
        .iter()
        .filter(|row| !differs(row, compare));
    let notes = same.clone().flat_map(matrix::composed);
    let facts = same.filter_map(|row| {
        let (_, side) = row.roles.0.first()?;
        let asked = matrix::asked(side, TextStyle::Plain);
        Some((matrix::name(row).text(), asked))
    });
    Section::new("All ask for the same", Body::Facts(facts.collect())).noted(notes)
}

/// What all pay on the same terms, each beside the first.
fn on_terms(terms: &PayOfSeveral, compare: &SeveralAnswer, sources: &mut Sources) -> Section {
    let first = &compare.roles[0].role;
    let own = terms.roles.get(first).and_then(|change| change.to.as_ref());
    let heading = format!("Pay a year, {}", pay::named(&terms.terms));
    let known = terms
        .roles
        .0
        .iter()
        .filter(|(_, change)| change.to.is_some());
    let figures = terms
        .roles
        .0
        .iter()
        .filter_map(|(_, change)| change.to.as_ref());
    let wider = display::wider(figures);
    Columns::<(SmolStr, PayChange)>::new()
        .left("Role", |(role, _), _| StyledText::role(role))
        .right("Figure", |(_, change), sources| {
            let pay = change.to.as_ref()?;
            Some(sources.figure(display::starred(pay), &pay.cited))
        })
        .left(format!("Beside {first}"), |(role, change), sources| {
            if role == first {
                return StyledText::default();
            }
            let Some(amount) = change.amount else {
                return StyledText::quiet("not compared");
            };
            let difference = StyledText::from(display::difference(amount));
            let difference = display::estimate(difference, change.is_estimated());
            match change.from.as_ref().filter(|from| Some(*from) != own) {
                Some(from) => {
                    let from = sources.figure(display::starred(from), &from.cited);
                    difference.plain(", from ").then(from)
                }
                None => difference,
            }
        })
        .section(StyledText::strong(heading), known, sources)
        .noted(wider)
}

/// The moves between them, and where all lead.
fn between(compare: &SeveralAnswer, sources: &mut Sources) -> Section {
    let none = compare.between.is_empty();
    let shared = compare.shared_next.iter().map(|role| &role.id);
    let shared = display::join(shared, ", ");
    let onward = (!shared.is_empty()).then(|| {
        let text = StyledText::from("Moves lead from all of them to ");
        text.and(TextStyle::Name, shared).plain(".")
    });
    Columns::<MoveBetween>::new()
        .left("From", |passage, _| StyledText::name(&passage.from))
        .left("To", |passage, _| StyledText::name(&passage.step.role))
        .facts(|passage| &passage.step.facts)
        .section("Moves between them", &compare.between, sources)
        .noted(none.then(|| moves::NONE_OF_SEVERAL.into()))
        .noted(onward)
}
