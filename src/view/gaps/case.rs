//! The case for a person in a role, to hand in: what is met and what shows it, then what is missing and the plan
//! for it.

use smol_str::SmolStr;

use crate::{
    query::{Gap, GapsAnswer, Proof, Responsibility},
    vocabulary::Status,
};

use super::super::{
    Columns, Section, Sheet, Sources, StyledText, TextStyle, display, meaning, prose,
};
use super::{
    Group, about_practice, alternatives, certifications, from, have, hours, lead, name, next,
    practice, recommended, resources,
};

/// The document.
pub fn sheet(answer: &GapsAnswer) -> Sheet {
    let mut sources = Sources::new(&answer.sources);
    let of = |is_part: &dyn Fn(&Gap) -> bool| -> Vec<&Gap> {
        let gaps = answer.gaps.iter();
        gaps.filter(|gap| is_part(gap)).collect()
    };
    let is_met = |gap: &Gap| gap.status == Status::Met;
    let shown = of(&|gap| is_met(gap) && is_shown(gap));
    let stated = of(&|gap| is_met(gap) && !is_shown(gap));
    let open = of(&|gap| gap.status.is_open());
    let others = of(&|gap| gap.status == Status::NotApplicable);
    let groups = open.iter().copied();
    let groups = groups.filter(|gap| matches!(Group::of(gap), Group::Choose | Group::Count));
    let groups = alternatives::sections(groups.collect(), true, usize::MAX, &mut sources);
    let mut sections = vec![
        met().section("Met, with evidence", shown, &mut sources),
        responsibilities("Responsibilities held", answer, true),
        met().section("Met, without evidence", stated, &mut sources),
        missing()
            .section("What is missing", open.iter().copied(), &mut sources)
            .noted(about_practice(&open)),
    ];
    sections.extend(groups);
    sections.extend([
        responsibilities("Responsibilities not shown yet", answer, false),
        resources(&answer.gaps, true, &mut sources),
        certifications(&answer.gaps),
        exempt().section("What does not apply", others, &mut sources),
        recommended(answer, &mut sources),
    ]);
    let title = StyledText::strong("Case for ").then(display::named(&answer.role));
    let lead = lead(answer, &mut sources);
    Sheet::new(title, lead, sections)
        .citing(sources)
        .before(next(answer))
}

/// Whether something shows that the person meets it; of a group, one of its alternatives.
fn is_shown(gap: &Gap) -> bool {
    let proofs = gap
        .proof
        .as_deref()
        .into_iter()
        .chain(proofs(gap).map(|(_, proof)| proof));
    proofs.into_iter().any(Proof::is_shown)
}

/// What shows the alternatives of a group that are met.
fn proofs(gap: &Gap) -> impl Iterator<Item = (&SmolStr, &Proof)> {
    let met = gap
        .alternatives
        .iter()
        .filter(|one| one.status == Status::Met);
    met.filter_map(|one| Some((&one.title, one.proof.as_deref()?)))
}

/// What is asked, and what the level means.
fn asked<'a>() -> Columns<'a, &'a Gap> {
    Columns::<&Gap>::new()
        .left("Requirement", |gap, _| name(gap))
        .left("Asked", |gap, _| {
            let need = alternatives::asked(gap);
            match meaning::whole(&gap.origin.wording, gap.means.as_ref()) {
                means if means.is_empty() => need,
                means => need.and(TextStyle::Quiet, ": ").then(means),
            }
        })
        .left("Held", |gap, _| have(gap))
        .left("Since", |gap, _| gap.proof.as_ref()?.since.clone())
        .left("Evidence", |gap, _| {
            let shown = proofs(gap).filter(|(_, proof)| proof.is_shown());
            let shown = shown
                .map(|(title, proof)| StyledText::from(format!("{title}: ")).then(evidence(proof)));
            let of_group = shown.reduce(|all, one| all.plain("; ").then(one));
            gap.proof.as_deref().map(evidence).or(of_group)
        })
}

fn met<'a>() -> Columns<'a, &'a Gap> {
    asked().left("From", |gap, sources| from(gap, sources))
}

fn missing<'a>() -> Columns<'a, &'a Gap> {
    asked()
        .right("Hours of study", |gap, _| hours(gap))
        .left("Practice", |gap, _| practice(gap))
        .left("From", |gap, sources| from(gap, sources))
}

fn exempt<'a>() -> Columns<'a, &'a Gap> {
    Columns::<&Gap>::new()
        .left("Requirement", |gap, _| name(gap))
        .left("Asked", |gap, _| display::need(&gap.need))
        .left("Reason", |gap, _| gap.reason.clone())
}

/// The remark on a level and what shows it, then what was done.
fn evidence(proof: &Proof) -> StyledText {
    let own = shown(proof.note.as_ref(), &proof.evidence);
    let done = proof.log.iter().map(|done| {
        let on = StyledText::from(format!("{}: ", done.on));
        on.then(shown(done.note.as_ref(), &done.evidence))
    });
    let parts = [own].into_iter().filter(|own| !own.is_empty()).chain(done);
    let parts = parts.reduce(|all, part| all.plain("; ").then(part));
    parts.unwrap_or_default()
}

/// A remark and links.
fn shown(note: Option<&SmolStr>, evidence: &[SmolStr]) -> StyledText {
    let note = note.map(prose).unwrap_or_default();
    evidence.iter().fold(note, |all, link| {
        let space = if all.is_empty() { "" } else { " " };
        all.plain(space).and(TextStyle::Link, link)
    })
}

/// The responsibilities of the role that the person has, or does not have.
fn responsibilities(heading: &'static str, answer: &GapsAnswer, held: bool) -> Section {
    let all = answer.responsibilities.iter();
    let own: Vec<&Responsibility> = all.filter(|one| one.held == held).collect();
    let columns = Columns::<&Responsibility>::new()
        .left("Area", |one, _| one.stated.heading.clone())
        .left("Responsibility", |one, _| prose(&one.stated.text))
        .left("Id", |one, _| StyledText::name(&one.stated.id))
        .left("Since", |one, _| one.since.clone())
        .left("Evidence", |one, _| shown(None, &one.evidence));
    columns.section(heading, own, &mut Sources::default())
}
