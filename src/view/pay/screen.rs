//! Pay on a screen: where the person's pay stands, here and after a move, and what a route earns.

use crate::query::{Pay, PayAnswer};

use super::super::{Section, Sheet, Sources, display};
use super::{about, along_route, bars, moves_heading, next, tables, title};

/// The sheet with the first `rows` rows of each table.
pub(super) fn screen(answer: &PayAnswer, rows: usize) -> Sheet {
    let mut sources = Sources::new(&answer.sources);
    let lead = about(answer, &mut sources);
    let mut sections = Vec::new();
    let entries = answer.compared.len() + answer.not_compared.len();
    if let Some(pay) = &answer.pay {
        let compared = answer.compared.iter().map(|one| &one.entry.pay);
        let place = briefly_noted(bars::place(answer, pay, &mut sources), compared);
        sections.push(place.leaving_out(entries, "figure"));
        let shown = &answer.moves[..rows.min(answer.moves.len())];
        let compared = shown.iter().filter_map(|step| step.compared.as_ref());
        let compared = compared.map(|one| &one.entry.pay);
        let moves = tables::moves(moves_heading(answer), shown, &mut sources);
        let moves = briefly_noted(moves, compared);
        sections.push(moves.leaving_out(answer.moves.len() - shown.len(), "move"));
    } else {
        let shown = &answer.not_compared[..rows.min(entries)];
        let figures = tables::figures(shown, &mut sources);
        let figures = briefly_noted(figures, shown.iter().map(|one| &one.entry.pay));
        sections.push(figures.leaving_out(entries - shown.len(), "figure"));
    }
    if let Some(along) = &answer.along_route {
        sections.push(along_route::earned(along, rows, &mut sources));
    }
    let sheet = Sheet::new(title(answer), lead, sections);
    sheet.citing_briefly(sources).before(next(answer))
}

/// The section with what its star means, and no other notes.
fn briefly_noted<'a>(section: Section, pay: impl Iterator<Item = &'a Pay>) -> Section {
    let section = Section {
        notes: Vec::new(),
        ..section
    };
    section.noted(display::wider(pay))
}
