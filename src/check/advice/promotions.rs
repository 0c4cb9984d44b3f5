//! Warns of promotions that lead to a lower grade, or to a role that asks for fewer years.

use crate::{
    diagnostic::{Code, Diagnostics},
    model::{Ladder, RoleIndex},
    text::{Place, PointerRef},
    vocabulary::MoveKind,
};

/// The promotions of a ladder: the role, the position of the move, and the role that it leads to.
fn promotions(ladder: &Ladder) -> impl Iterator<Item = (RoleIndex, usize, RoleIndex)> {
    ladder.roles().flat_map(|from| {
        let moves = ladder.moves_from(from).into_iter().enumerate();
        let moves = moves.filter(|(_, (_, edge))| edge.kind == MoveKind::Promotion);
        moves.map(move |(position, (to, _))| (from, position, to))
    })
}

/// Warns of promotions to a lower grade of the same track.
pub fn falling_grade(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let roles = PointerRef::ROOT.key("roles");
    for (from, position, to) in promotions(ladder) {
        let (before, after) = (&ladder[from], &ladder[to]);
        if before.track != after.track || after.grade >= before.grade {
            continue;
        }
        let track = &ladder[before.track];
        let [higher, lower] = [before.grade, after.grade].map(|grade| {
            let named = track.grade_name(grade);
            named.map_or_else(|| grade.to_string(), ToString::to_string)
        });
        let message = format!(
            "the promotion from `{}` to `{}` leads from grade {higher} down to {lower}",
            before.id, after.id
        );
        let role = roles.key(&before.id);
        diagnostics
            .add(Code::FallingGrade, role.key("next").item(position), message)
            .help(
                "correct a grade, or say what kind of move it is, such as `kind: step-back`"
                    .to_owned(),
            );
    }
}

/// Warns of promotions to a role that asks for fewer years of experience.
pub fn falling_years(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let years = required_years(ladder);
    let roles = PointerRef::ROOT.key("roles");
    for (from, position, to) in promotions(ladder) {
        let (Some(before), Some(after)) = (years[from.index()], years[to.index()]) else {
            continue;
        };
        if after >= before {
            continue;
        }
        let [from_id, to_id] = [from, to].map(|role| &ladder[role].id);
        let message = format!(
            "the promotion from `{from_id}` to `{to_id}` asks for fewer years: {after} after {before}"
        );
        let at: Place = match ladder[to].required.years {
            Some(_) => roles.key(to_id).key("years").into(),
            None => roles.key(from_id).key("next").item(position).into(),
        };
        diagnostics.add(Code::FallingYears, at, message).help(
            "`years` counts all experience in the field, not the time in one role: write at least as many".to_owned(),
        );
    }
}

/// The years that each role asks for, own or inherited.
fn required_years(ladder: &Ladder) -> Vec<Option<f64>> {
    let mut required: Vec<Option<Option<f64>>> = vec![None; ladder.graph.node_count()];
    for role in ladder.roles() {
        let mut chain = Vec::new();
        let mut next = Some(role);
        let years = loop {
            let Some(role) = next else {
                break None;
            };
            if let Some(known) = required[role.index()] {
                break known;
            }
            chain.push(role);
            if let Some(own) = ladder[role].required.years {
                break Some(own.value.min);
            }
            next = ladder[role].extends;
        };
        for role in chain {
            required[role.index()] = Some(years);
        }
    }
    required.into_iter().map(Option::flatten).collect()
}
