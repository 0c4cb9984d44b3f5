//! Warns of unreachable roles and of dead ends.

use std::collections::HashMap;

use crate::{
    diagnostic::{Code, Diagnostics},
    model::{Ladder, RoleIndex, TrackIndex},
    order::Order as _,
    text::PointerRef,
    vocabulary::MoveKind,
};

/// Notes that no role is an entry role, and warns of roles that cannot be reached from an entry role: one that is marked `entry: true`, or
/// has a move of the kind `entry`. A ladder without entry roles has no such warnings.
pub fn unreachable(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let is_entry_role = |role: &RoleIndex| {
        let mut moves = ladder.graph.edges(*role);
        ladder[*role].entry || moves.any(|edge| edge.weight().kind == MoveKind::Entry)
    };
    let roles = PointerRef::ROOT.key("roles");
    let has_entry = ladder.roles().any(|role| ladder[role].entry);
    if !has_entry && ladder.roles().next().is_some() {
        let message =
            "no role is marked with `entry: true`, so a person without a role gets no next steps";
        diagnostics
            .add(Code::NoEntryRole, roles, message.to_owned())
            .help("add `entry: true` to the roles that people are hired into".to_owned());
    }
    let mut open: Vec<RoleIndex> = ladder.roles().filter(is_entry_role).collect();
    if open.is_empty() {
        return;
    }
    let mut reached = vec![false; ladder.graph.node_count()];
    while let Some(role) = open.pop() {
        if !std::mem::replace(&mut reached[role.index()], true) {
            open.extend(ladder.graph.neighbors(role));
        }
    }
    for role in ladder.roles().filter(|role| !reached[role.index()]) {
        let id = &ladder[role].id;
        let message =
            format!("`{id}` cannot be reached: no chain of moves leads to it from an entry role");
        diagnostics
            .add(Code::UnreachableRole, roles.name(id), message)
            .help(format!(
                "name `{id}` under `next` of another role, or mark it with `entry: true`"
            ));
    }
}

/// With how many higher roles of a track one is compared, the nearest first.
const COMPARED: usize = 100;

/// Warns of roles without moves that are not the highest of their track.
pub fn dead_ends(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let mut tracks: HashMap<TrackIndex, Vec<(i64, RoleIndex)>> = HashMap::new();
    for role in ladder.roles() {
        let grades = tracks.entry(ladder[role].track).or_default();
        grades.push((ladder[role].grade, role));
    }
    for grades in tracks.values_mut() {
        grades.order();
    }
    let roles = PointerRef::ROOT.key("roles");
    for role in ladder.roles() {
        if ladder.graph.neighbors(role).next().is_some() {
            continue;
        }
        let grades = &tracks[&ladder[role].track];
        let higher = grades.partition_point(|(grade, _)| *grade <= ladder[role].grade);
        let above = &grades[higher..];
        if above.is_empty() {
            continue;
        }
        let id = &ladder[role].id;
        let track = &ladder[ladder[role].track].id;
        let mut above = above.iter().take(COMPARED).map(|(_, other)| *other);
        let Some(next_role) = above.find(|other| is_of_kind(ladder, *other, role)) else {
            let message = format!("`{id}` has no moves, although the track `{track}` goes on");
            diagnostics.add(Code::DeadEnd, roles.name(id), message);
            continue;
        };
        let next = &ladder[next_role].id;
        let message =
            format!("`{id}` has no moves, although the track `{track}` continues with `{next}`");
        diagnostics
            .add(Code::DeadEnd, roles.name(id), message)
            .help(if ladder.graph.contains_edge(next_role, role) {
                "add the moves under `next`".to_owned()
            } else {
                format!("add a move, such as `next: [{next}]`")
            });
    }
}

/// Whether a higher role is of the kind of a lower one: it asks for all that the lower one does, or both have a
/// word in their titles that says more than a rank.
fn is_of_kind(ladder: &Ladder, higher: RoleIndex, lower: RoleIndex) -> bool {
    const RANKS: [&str; 22] = [
        "junior",
        "senior",
        "lead",
        "principal",
        "staff",
        "chief",
        "head",
        "vice",
        "associate",
        "assistant",
        "deputy",
        "of",
        "the",
        "and",
        "i",
        "ii",
        "iii",
        "iv",
        "v",
        "vi",
        "sr",
        "jr",
    ];
    if ladder.chain(higher).contains(&lower) {
        return true;
    }
    let words = |role: RoleIndex| -> Vec<String> {
        let title = ladder[role].title.to_lowercase();
        let words = title.split(|character: char| !character.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty() && !RANKS.contains(word));
        words.map(ToOwned::to_owned).collect()
    };
    let own = words(lower);
    words(higher).iter().any(|word| own.contains(word))
}
