//! What two versions of a ladder mean for a person.

use std::collections::HashMap;

use crate::order::Order as _;
use crate::query::{DiffAnswer, GapBeside, Need, Person, Readiness, ReadinessBeside, RoleFit};

use super::super::{Body, Columns, Section, Sources, StyledText, display, gaps};
use super::{Extent, Rows, leaving_out};

/// How many roles of a gap are named briefly.
const ROLES: usize = 3;

/// The first of the roles for which something differs.
pub(super) fn section(diff: &DiffAnswer, rows: Rows) -> Section {
    let Some(roles) = diff.readiness.as_ref().filter(|_| diff.differs) else {
        return Section::new("", Body::Nothing);
    };
    let heading = "Readiness";
    if roles.is_empty() {
        let roles = display::counted(diff.shared_roles, "role");
        let note = format!("Readiness and gaps stay the same for each of {roles}.");
        return Section::new(heading, Body::Nothing).noted([note.into()]);
    }
    let unchanged = roles
        .iter()
        .filter(|role| role.before.is_some() && role.after.is_some());
    let unchanged = diff.shared_roles - unchanged.count().min(diff.shared_roles);
    let note = match unchanged {
        0 => None,
        1 => Some("For 1 other role, nothing changes.".to_owned()),
        several => Some(format!("For {several} other roles, nothing changes.")),
    };
    let shown = rows.of(roles.len());
    let mut roles: Vec<&ReadinessBeside> = roles.iter().collect();
    roles.order_by_key(|role| (!role.goal, !role.present));
    let section = columns(diff.header.person.as_ref()).section(
        heading,
        roles[..shown].iter().copied(),
        &mut Sources::new(&[]),
    );
    let section = section.noted(note.map(StyledText::quiet));
    leaving_out(section, roles.len() - shown, "role", rows)
}

fn columns<'a>(person: Option<&Person>) -> Columns<'a, ReadinessBeside> {
    let roles = person.map(display::baseline).unwrap_or_default();
    // A role that is gone is none of the new version.
    let as_role = if roles.is_empty() {
        "By role".to_owned()
    } else {
        format!("As {roles}")
    };
    Columns::<ReadinessBeside>::new()
        .left("Role", |role, _| {
            let words = [
                (role.present, "present"),
                (role.goal, "goal"),
                (role.before.is_none(), "new"),
                (role.after.is_none(), "gone"),
            ];
            let words = words.into_iter().filter(|(holds, _)| *holds);
            let words = display::join(words.map(|(_, word)| word), ", ");
            let name = StyledText::role(&role.role.id);
            if words.is_empty() {
                name
            } else {
                name.plain(format!(" ({words})"))
            }
        })
        .right("Met", |role, _| beside(role, |fit| fit.readiness.map(met)))
        .right(as_role, |role, _| {
            let count = |fit: &RoleFit| fit.readiness.map(|found| found.baseline);
            let sides = [&role.before, &role.after].into_iter().flatten();
            let is_told = sides.filter_map(count).any(|count| count > 0);
            let told = || beside(role, |fit| count(fit).map(|count| count.to_string()));
            is_told.then(told).flatten()
        })
        .right("Ready", |role, _| {
            beside(role, |fit| Some(display::ratio(fit.readiness?.ratio?)))
        })
        .right("Steps", |role, _| beside(role, |fit| Some(steps(fit))))
        .right("Study hours", |role, _| {
            beside(role, |fit| {
                Some(display::short_sum(fit.hours, fit.hours_estimated))
            })
        })
}

/// A gap that differs, and the roles in which it does.
struct GapLine<'a> {
    gap: &'a GapBeside,
    roles: Vec<&'a str>,
}

/// The gaps that are new, gone or other ones; one that differs in several roles in the same way stands once.
pub(super) fn gaps_section(diff: &DiffAnswer, extent: Extent, rows: Rows) -> Section {
    let lines = gap_lines(diff);
    let shown = rows.of(lines.len());
    let columns = Columns::<&GapLine>::new()
        .left("Gap", |line, _| line.gap.title.clone())
        .left("Before", |line, _| need(line.gap.old.as_ref()))
        .left("After", |line, _| need(line.gap.new.as_ref()))
        .left("Have", |line, _| {
            display::had(line.gap.kind, line.gap.have.as_ref(), None)
        })
        .left("Roles", move |line, _| roles(&line.roles, extent));
    let section = columns.section("Gaps", &lines[..shown], &mut Sources::new(&[]));
    leaving_out(section, lines.len() - shown, "gap", rows)
}

/// How many rows the gaps have.
pub(super) fn count_gaps(diff: &DiffAnswer) -> usize {
    gap_lines(diff).len()
}

fn gap_lines(diff: &DiffAnswer) -> Vec<GapLine<'_>> {
    let mut lines: Vec<GapLine> = Vec::new();
    let mut known: HashMap<(&str, String, String), usize> = HashMap::new();
    for role in diff.readiness.iter().flatten() {
        let gaps = [&role.new_gaps, &role.changed_gaps, &role.closed_gaps];
        for gap in gaps.into_iter().flatten() {
            let [old, new] = [&gap.old, &gap.new].map(|one| need(one.as_ref()).text());
            let at = *known.entry((&gap.id, old, new)).or_insert_with(|| {
                let roles = Vec::new();
                lines.push(GapLine { gap, roles });
                lines.len() - 1
            });
            lines[at].roles.push(&role.role.id);
        }
    }
    lines
}

/// What is asked for, where that is not met.
fn need(need: Option<&Need>) -> StyledText {
    match need {
        Some(need) => display::need_briefly(need).into(),
        None => StyledText::quiet("no gap"),
    }
}

fn roles(roles: &[&str], extent: Extent) -> StyledText {
    let more = match extent {
        Extent::Brief => roles.len().saturating_sub(ROLES),
        Extent::Whole => 0,
    };
    let shown = roles[..roles.len() - more].iter().map(StyledText::role);
    let shown = shown.reduce(|all, one| all.plain(", ").then(one));
    let shown = shown.unwrap_or_default();
    match more {
        0 => shown,
        more => shown.plain(format!(" and {more} more")),
    }
}

/// A figure before and after: once where it is the same.
fn beside(role: &ReadinessBeside, figure: impl Fn(&RoleFit) -> Option<String>) -> Option<String> {
    let [before, after] = [&role.before, &role.after].map(|fit| fit.as_ref().map(&figure));
    let known = |figure: Option<String>| figure.unwrap_or_else(|| display::UNKNOWN.to_owned());
    Some(match (before, after) {
        (Some(before), Some(after)) if before == after => known(before),
        (Some(before), Some(after)) => format!("{} → {}", known(before), known(after)),
        (before, after) => known(after.or(before)?),
    })
}

fn met(readiness: Readiness) -> String {
    display::met(readiness).text()
}

fn steps(fit: &RoleFit) -> String {
    let more = if fit.steps_at_least {
        display::AT_LEAST
    } else {
        ""
    };
    format!("{}{more}", fit.steps)
}

/// The command about the role for which most changes: the goal, else the one with the most new gaps.
pub(super) fn next(diff: &DiffAnswer) -> Option<String> {
    let person = diff.header.person.as_ref()?;
    let roles = diff.readiness.iter().flatten();
    let roles = roles.filter(|role| role.after.is_some());
    let gaps_of = |role: &&ReadinessBeside| (role.goal, role.new_gaps.len());
    // The first of equals.
    let role = roles.rev().max_by_key(gaps_of)?;
    Some(gaps::started(format!("gaps {}", role.role.id), person))
}
