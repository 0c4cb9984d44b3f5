//! Roles that nothing leads to, and roles that lead nowhere.

use std::collections::{HashMap, VecDeque};

use crate::{
    diagnostic::{Code, Diagnostics},
    model::{Ladder, MoveKind, RoleIndex, TrackIndex},
    text::PointerRef,
};

/// Warns of roles to which no chain of moves leads from where people come in: from a role that is
/// marked so, or from a neighbour with a move of the kind `entry`. Where no role is, nobody knows.
pub fn unreachable(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let is_way_in = |role: &RoleIndex| {
        let mut moves = ladder.graph.edges(*role);
        ladder[*role].entry || moves.any(|step| step.weight().kind == MoveKind::Entry)
    };
    let ways_in: VecDeque<RoleIndex> = ladder.roles().filter(is_way_in).collect();
    if ways_in.is_empty() {
        return;
    }
    let mut reached = vec![false; ladder.graph.node_count()];
    let mut ahead = ways_in;
    while let Some(role) = ahead.pop_front() {
        if !std::mem::replace(&mut reached[role.index()], true) {
            let moves = ladder.graph.neighbors(role);
            ahead.extend(moves.filter(|role| !reached[role.index()]));
        }
    }
    let roles = PointerRef::ROOT.key("roles");
    for role in ladder.roles().filter(|role| !reached[role.index()]) {
        let id = &ladder[role].id;
        let message = format!(
            "nobody comes to `{id}`: no chain of moves leads here from where people come in"
        );
        diagnostics
            .add(Code::UnreachableRole, roles.name(id), message)
            .help(format!(
                "name `{id}` under `next` of another role, or mark it with `entry: true`"
            ));
    }
}

/// Warns of roles that lead nowhere although their track goes on.
pub fn dead_ends(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let mut tracks: HashMap<TrackIndex, Vec<(i64, RoleIndex)>> = HashMap::new();
    for role in ladder.roles() {
        let grades = tracks.entry(ladder[role].track).or_default();
        grades.push((ladder[role].grade, role));
    }
    for grades in tracks.values_mut() {
        grades.sort_unstable();
    }
    let roles = PointerRef::ROOT.key("roles");
    for role in ladder.roles() {
        if ladder.graph.neighbors(role).next().is_some() {
            continue;
        }
        let grades = &tracks[&ladder[role].track];
        let higher = grades.partition_point(|(grade, _)| *grade <= ladder[role].grade);
        let Some((_, next_role)) = grades.get(higher) else {
            continue;
        };
        let (id, next) = (&ladder[role].id, &ladder[*next_role].id);
        let track = &ladder[ladder[role].track].id;
        let message =
            format!("`{id}` leads nowhere, although the track `{track}` goes on with `{next}`");
        diagnostics
            .add(Code::DeadEnd, roles.name(id), message)
            .help(if ladder.graph.contains_edge(*next_role, role) {
                "say with `next` where it leads".to_owned()
            } else {
                format!("say where it leads, such as `next: [{next}]`")
            });
    }
}
