//! The figures of a role's pay, and of the roles next door.

use crate::{
    query::{Compared, NotCompared, PayMove},
    vocabulary::NotComparedReason,
};

use super::{
    super::sheet::{Align, Body, Section, StyledText, Table, TextStyle},
    Sources,
    cells::{as_of, compa_ratio, figure, midpoint, range_penetration, sample, source, terms},
    display, move_text,
    notes::notes,
};

pub fn compared(compared: &[Compared], sources: &mut Sources) -> Section {
    let mut table = Table::new([
        ("Source", Align::Left),
        ("Midpoint", Align::Right),
        ("Compa-ratio", Align::Right),
        ("Range penetration", Align::Right),
        ("Sample", Align::Right),
        ("As of", Align::Left),
    ]);
    for one in compared {
        table.row([
            source(&one.entry, sources),
            StyledText::from(figure(&one.entry)),
            compa_ratio(one),
            range_penetration(one),
            sample(&one.entry),
            as_of(&one.entry),
        ]);
    }
    let mut section = Section::new("Compared", Body::Table(table.without_empty_columns()));
    section.notes = notes(compared.iter().map(|one| &one.entry), sources);
    section
}

pub fn not_compared(entries: &[NotCompared], sources: &mut Sources) -> Section {
    let mut table = Table::new([
        ("Source", Align::Left),
        ("Pay a year", Align::Left),
        ("Midpoint", Align::Right),
        ("Low to high", Align::Left),
        ("Why", Align::Left),
        ("As of", Align::Left),
    ]);
    for one in entries {
        table.row([
            source(&one.entry, sources),
            StyledText::from(terms(&one.entry)),
            midpoint(&one.entry),
            StyledText::from(display::ends(&one.entry.pay)),
            StyledText::from(why(one)),
            as_of(&one.entry),
        ]);
    }
    let mut section = Section::new("Not compared", Body::Table(table.without_empty_columns()));
    section.notes = notes(entries.iter().map(|one| &one.entry), sources);
    section
}

/// The person's pay in the roles next door; nothing where none of them can be compared.
pub fn moves(moves: &[PayMove], sources: &mut Sources) -> Section {
    let mut table = Table::new([
        ("Role", Align::Left),
        ("Move", Align::Left),
        ("Midpoint", Align::Right),
        ("Compa-ratio", Align::Right),
        ("Range penetration", Align::Right),
        ("Source", Align::Left),
    ]);
    for step in moves {
        let one = step.compared.as_ref();
        table.row([
            StyledText::new(TextStyle::Role, &step.role),
            move_text::kind(&step.facts),
            one.map_or_else(
                || StyledText::new(TextStyle::Quiet, display::UNKNOWN),
                |one| StyledText::from(figure(&one.entry)),
            ),
            one.map(compa_ratio).unwrap_or_default(),
            one.map(range_penetration).unwrap_or_default(),
            one.map(|one| source(&one.entry, sources))
                .unwrap_or_default(),
        ]);
    }
    if moves.iter().all(|step| step.compared.is_none()) {
        table.rows.clear();
    }
    let heading = "The same pay after a move";
    let mut section = Section::new(heading, Body::Table(table.without_empty_columns()));
    let compared = moves.iter().filter_map(|step| step.compared.as_ref());
    section.notes = notes(compared.map(|one| &one.entry), sources);
    section
}

/// What is known of a role's pay where nobody's pay is.
pub fn figures(entries: &[NotCompared], sources: &mut Sources) -> Section {
    let mut table = Table::new([
        ("Source", Align::Left),
        ("Pay a year", Align::Left),
        ("Midpoint", Align::Right),
        ("Sample", Align::Right),
        ("As of", Align::Left),
    ]);
    for one in entries {
        table.row([
            source(&one.entry, sources),
            StyledText::from(terms(&one.entry)),
            StyledText::from(figure(&one.entry)),
            sample(&one.entry),
            as_of(&one.entry),
        ]);
    }
    let mut figures = Section::new("Figures", Body::Table(table.without_empty_columns()));
    figures.notes = notes(entries.iter().map(|one| &one.entry), sources);
    figures
}

/// `another currency and region, dated later`.
fn why(one: &NotCompared) -> String {
    let other = |reason: &NotComparedReason| match reason {
        NotComparedReason::OtherBasis => Some("basis"),
        NotComparedReason::OtherCurrency => Some("currency"),
        NotComparedReason::OtherRegion => Some("region"),
        NotComparedReason::PayUnknown | NotComparedReason::DatedLater => None,
    };
    let others: Vec<&str> = one.reasons.iter().filter_map(other).collect();
    let others = match others.split_last() {
        None => None,
        Some((last, [])) => Some(format!("another {last}")),
        Some((last, rest)) => Some(format!("another {} and {last}", rest.join(", "))),
    };
    let later = one.reasons.contains(&NotComparedReason::DatedLater);
    let later = later.then(|| "dated later".to_owned());
    let all: Vec<String> = others.into_iter().chain(later).collect();
    all.join(", ")
}
