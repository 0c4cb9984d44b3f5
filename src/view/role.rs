//! One role.

use smol_str::SmolStr;

use crate::{
    query::{Cited, Move, Pay, Requirements, Role, RoleAnswer},
    vocabulary::RequirementKind,
};

use super::{
    View, display, move_text,
    sheet::{Align, Body, Records, Section, Sheet, StyledText, Table, TextStyle, Value},
    sources::Sources,
};

impl View for RoleAnswer {
    fn name(&self) -> &'static str {
        "role"
    }

    fn sheet(&self) -> Sheet {
        let role = &self.role;
        let mut sources = Sources::new(&self.sources);
        let chain: Vec<&str> = self.chain.iter().map(|rung| rung.id.as_str()).collect();
        let mut sections = sections(role, &self.track.title, &chain, &self.from, &mut sources);
        sections.push(sources.section());
        Sheet {
            title: display::titled(&role.title, &role.id),
            lead: role.about.iter().map(StyledText::from).collect(),
            sections,
        }
    }

    fn records(&self) -> Records {
        records(&self.role.required, &self.role.recommended)
    }
}

/// All that is known of a role: its place, what it asks for, what it pays, the moves.
pub(super) fn sections(
    role: &Role,
    track: &str,
    chain: &[&str],
    from: &[Move],
    sources: &mut Sources,
) -> Vec<Section> {
    let mut place = vec![(
        "Track".to_owned(),
        StyledText::from(format!("{track}, grade {}", role.grade)),
    )];
    if !chain.is_empty() {
        let phrase = chain.iter().fold(StyledText::default(), |phrase, rung| {
            let comma = if phrase.is_empty() { "" } else { ", " };
            phrase
                .and(TextStyle::Plain, comma)
                .and(TextStyle::Role, rung)
        });
        place.push(("Builds on".to_owned(), phrase));
    }
    if role.entry {
        place.push(("Entry".to_owned(), StyledText::from("people come in here")));
    }
    let responsibilities = role.responsibilities.0.iter();
    let responsibilities = responsibilities.map(|(_, text)| StyledText::from(text));
    vec![
        Section::new("", Body::Facts(place)),
        requirements("Asks for", &role.required, sources),
        requirements("Recommends", &role.recommended, sources),
        Section::new("Responsibilities", Body::Items(responsibilities.collect())),
        pay(&role.pay, sources),
        moves("Moves from here", &role.next, sources),
        moves("Moves to here", from, sources),
    ]
}

fn requirements(heading: &str, asked: &Requirements, sources: &mut Sources) -> Section {
    let mut table = Table::new([
        ("Requirement", Align::Left),
        ("Need", Align::Left),
        ("From", Align::Left),
    ]);
    let mut row = |name: StyledText, need: String, rung: &str, cited: &Cited| {
        let rung = StyledText::new(TextStyle::Role, rung).then(sources.mark(cited));
        table.row([name, StyledText::from(need), rung]);
    };
    if let Some(years) = &asked.years {
        let need = display::years(years.value);
        row(
            "Years of experience".into(),
            need,
            &years.introduced_by,
            &years.cited,
        );
    }
    if let Some(education) = &asked.education {
        let need = display::education(education.degree, &education.fields);
        row(
            "Education".into(),
            need,
            &education.introduced_by,
            &education.cited,
        );
    }
    for (_, need) in &asked.skills.0 {
        let level = display::level(&need.level);
        row(
            StyledText::from(&need.title),
            level,
            &need.introduced_by,
            &need.cited,
        );
    }
    for group in &asked.certifications {
        let need = display::group(group);
        row(
            "Certification".into(),
            need,
            &group.introduced_by,
            &group.cited,
        );
    }
    Section::new(heading, Body::Table(table))
}

fn pay(pay: &[Pay], sources: &mut Sources) -> Section {
    let mut table = Table::new([
        ("Pay a year", Align::Left),
        ("Mid", Align::Right),
        ("Low to high", Align::Left),
        ("Sample", Align::Right),
        ("As of", Align::Left),
        ("Of whom", Align::Left),
    ]);
    for pay in pay {
        let terms = display::terms(&pay.currency, pay.region.as_deref(), pay.basis);
        let [mid, ends, sample, as_of, whom] = pay_cells(pay);
        let terms = StyledText::from(terms).then(sources.mark(&pay.cited));
        table.row([terms, mid, ends, sample, as_of, whom]);
    }
    Section::new("Pay", Body::Table(table.without_empty_columns()))
}

/// What is known of pay: its middle, its ends, its sample, its day, and whom it describes.
pub(super) fn pay_cells(pay: &Pay) -> [StyledText; 5] {
    let number = |number: Option<u64>| number.map(display::amount).unwrap_or_default();
    let whom = [pay.population.as_deref(), pay.note.as_deref()];
    let whom: Vec<&str> = whom.into_iter().flatten().collect();
    [
        StyledText::from(number(pay.mid)),
        StyledText::from(display::ends(pay)),
        StyledText::from(number(pay.sample)),
        pay.cited.as_of.as_ref().map_or_else(
            || StyledText::new(TextStyle::Quiet, "undated"),
            StyledText::from,
        ),
        StyledText::from(whom.join("; ")),
    ]
}

fn moves(heading: &str, moves: &[Move], sources: &mut Sources) -> Section {
    let mut table = Table::new([
        ("Role", Align::Left),
        ("Move", Align::Left),
        ("After", Align::Left),
        ("Share", Align::Right),
        ("Gate", Align::Left),
        ("Note", Align::Left),
    ]);
    for step in moves {
        let [kind, after, share, gate, note] = move_cells(step, sources);
        let role = StyledText::new(TextStyle::Role, &step.role);
        table.row([role, kind, after, share, gate, note]);
    }
    Section::new(heading, Body::Table(table.without_empty_columns()))
}

/// What is stated of a move: its kind, the time before it, its share, its gate, a note. The mark of the
/// kind is that of the gate and of the note too.
pub(super) fn move_cells(step: &Move, sources: &mut Sources) -> [StyledText; 5] {
    let facts = &step.facts;
    let text = |text: Option<&SmolStr>| text.map_or_else(StyledText::default, StyledText::from);
    [
        move_text::kind(facts).then(sources.mark(&facts.cited)),
        move_text::after(facts, sources).unwrap_or_default(),
        move_text::share(facts, "", sources).unwrap_or_default(),
        text(facts.gate.as_ref()),
        text(facts.note.as_ref()),
    ]
}

fn records(required: &Requirements, recommended: &Requirements) -> Records {
    let mut rows = Vec::new();
    for (asked, required) in [(required, "true"), (recommended, "false")] {
        let mut row = |kind: RequirementKind,
                       id: &str,
                       title: &str,
                       need: Value,
                       rung: &str,
                       cited: &Cited| {
            rows.push(vec![
                Value::text(kind),
                Value::text(id),
                Value::text(title),
                need,
                Value::text(required),
                Value::text(rung),
                Value::maybe(cited.source.as_ref(), Value::text),
                Value::maybe(cited.as_of.as_ref(), Value::text),
            ]);
        };
        if let Some(years) = &asked.years {
            let need = Value::number(years.value);
            row(
                RequirementKind::Experience,
                "years",
                "Years of experience",
                need,
                &years.introduced_by,
                &years.cited,
            );
        }
        if let Some(education) = &asked.education {
            let need = Value::text(display::education(education.degree, &education.fields));
            row(
                RequirementKind::Education,
                "education",
                "Education",
                need,
                &education.introduced_by,
                &education.cited,
            );
        }
        for (id, need) in &asked.skills.0 {
            let level = Value::text(&need.level.name);
            row(
                RequirementKind::Skill,
                id,
                &need.title,
                level,
                &need.introduced_by,
                &need.cited,
            );
        }
        for group in &asked.certifications {
            let ids: Vec<&str> = group.one_of.iter().map(|one| one.id.as_str()).collect();
            let need = Value::text(display::group(group));
            row(
                RequirementKind::Certification,
                &ids.join("|"),
                "Certification",
                need,
                &group.introduced_by,
                &group.cited,
            );
        }
    }
    Records {
        columns: vec![
            "kind",
            "id",
            "title",
            "need",
            "required",
            "introduced_by",
            "source",
            "as_of",
        ],
        rows,
    }
}
