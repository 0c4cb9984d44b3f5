//! A change of a requirement that roles inherit is told once: at the role where it begins.

use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;

use crate::{
    model::{Ladder, RoleIndex},
    vocabulary::EntryPart,
};

use super::{EntryChange, versions::Versions};

/// Where a change stands: the entry and the part of it.
type Place = (usize, usize);

/// Where the changes of the requirements of a role are told, by kind and id.
type Told = HashMap<(EntryPart, SmolStr), Vec<Place>>;

/// Takes the changes out of roles that inherit them, and names these roles at the change. Roles begin at a position of
/// the entries.
pub(super) fn tell_once(versions: &Versions, entries: &mut Vec<EntryChange>, first: usize) {
    let new = versions.new;
    let roles: HashMap<&SmolStr, RoleIndex> =
        new.roles().map(|role| (&new[role].id, role)).collect();
    // The entry of each role that is in both versions and differs.
    let mut entry_of: Vec<Option<usize>> = vec![None; new.graph.node_count()];
    for (at, entry) in entries.iter().enumerate().skip(first) {
        if !entry.is_in_one()
            && let Some(role) = roles.get(&entry.id)
        {
            entry_of[role.index()] = Some(at);
        }
    }
    let mut told: Vec<Told> = Vec::new();
    told.resize_with(new.graph.node_count(), Told::new);
    let mut heirs: Vec<(Place, SmolStr)> = Vec::new();
    let mut is_inherited: HashSet<Place> = HashSet::new();
    for role in parents_first(new) {
        let Some(at) = entry_of[role.index()] else {
            continue;
        };
        let of_parent = new[role].extends.map(|parent| &told[parent.index()]);
        let mut own = Told::new();
        for (number, part) in entries[at].parts.iter().enumerate() {
            if part.introduced_by.is_none() {
                continue;
            }
            let key = (part.part, part.id.clone());
            let mut places = of_parent
                .and_then(|told| told.get(&key))
                .into_iter()
                .flatten();
            let same = places.find(|(entry, number)| entries[*entry].parts[*number] == *part);
            if let Some(same) = same {
                heirs.push((*same, new[role].id.clone()));
                is_inherited.insert((at, number));
            }
            let place = same.copied().unwrap_or((at, number));
            own.entry(key).or_default().push(place);
        }
        told[role.index()] = own;
    }
    for ((entry, number), role) in heirs {
        entries[entry].parts[number].inherited_by.push(role);
    }
    for (at, entry) in entries.iter_mut().enumerate().skip(first) {
        let mut numbers = 0..;
        entry.parts.retain(|_| {
            let number = numbers.next().unwrap_or_default();
            !is_inherited.contains(&(at, number))
        });
    }
    let mut positions = 0..;
    entries.retain(|entry| {
        let is_other = positions.next().unwrap_or_default() < first;
        is_other || entry.is_in_one() || entry.was.is_some() || !entry.parts.is_empty()
    });
}

/// All roles, each after the one that it extends, and before those that extend others: a resolver goes the shortest way.
pub(super) fn parents_first(ladder: &Ladder) -> Vec<RoleIndex> {
    let mut children: Vec<Vec<RoleIndex>> = vec![Vec::new(); ladder.graph.node_count()];
    let mut open = Vec::new();
    let mut roles: Vec<RoleIndex> = ladder.roles().collect();
    roles.reverse();
    for role in roles {
        match ladder[role].extends {
            Some(parent) => children[parent.index()].push(role),
            None => open.push(role),
        }
    }
    let mut listed = Vec::with_capacity(children.len());
    while let Some(role) = open.pop() {
        listed.push(role);
        open.append(&mut children[role.index()]);
    }
    listed
}
