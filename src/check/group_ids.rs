//! Reports groups and points that have the id of others, which are not the same: `without` takes away all of one id.

use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Diagnostics},
    load::{LadderDocument, RoleEntry},
    model::{Ladder, OwnRequirements, Resolver, Role, RoleIndex, Rule},
    text::{Place, PointerRef},
};

use super::fields::RequirementFields;

/// Reports the ids that a role gives to something else than the roles that it extends, or than its own requirements.
pub fn report(document: &LadderDocument, ladder: &Ladder, diagnostics: &mut Diagnostics) {
    // A circle of `extends` may be among the problems that are only counted.
    let is_unsound =
        diagnostics.has(Code::CircularExtends) || diagnostics.has(Code::TooManyInherited);
    if is_unsound || diagnostics.omitted() > 0 {
        return;
    }
    let mut resolver = Resolver::new(ladder);
    for role in ladder.roles() {
        let entry = &ladder[role];
        let states_any = |own: &OwnRequirements| own.rules().any(|(id, _)| id.is_some());
        if !states_any(&entry.required) && !states_any(&entry.recommended) {
            continue;
        }
        for clash in clashes(entry, &mut resolver) {
            add(document, ladder, role, &clash, diagnostics);
        }
    }
}

/// An id of two that are not the same.
struct Clash<'l> {
    id: &'l SmolStr,
    /// Whether the role recommends what it states under the id.
    recommended: bool,
    /// Whether the other one is a requirement of the same role.
    own: bool,
}

fn clashes<'l>(entry: &'l Role, resolver: &mut Resolver<'l>) -> Vec<Clash<'l>> {
    let mut known: HashMap<&SmolStr, (Rule<'l>, bool)> = HashMap::new();
    let parent = entry.extends;
    let inherited = parent.map(|parent| resolver.rules(parent));
    let taken: HashSet<&SmolStr> = entry.without_groups.iter().collect();
    for (recommended, ids, rule) in inherited.into_iter().flatten() {
        let own = [&entry.required, &entry.recommended][usize::from(recommended)];
        let is_replaced = matches!(rule, Rule::Points(_)) && own.points.is_some();
        if !is_replaced && !ids.iter().any(|id| taken.contains(id)) {
            known.extend(ids.into_iter().map(|id| (id, (rule, false))));
        }
    }
    let mut clashes = Vec::new();
    let required = entry.required.rules().map(|rule| (false, rule));
    let recommends = entry.recommended.rules().map(|rule| (true, rule));
    for (recommended, (id, rule)) in required.chain(recommends) {
        let Some(id) = id else { continue };
        match known.get(id) {
            Some((other, own)) if !rule.is_same(*other) => {
                clashes.push(Clash {
                    id,
                    recommended,
                    own: *own,
                });
            }
            Some(_) => (),
            None => _ = known.insert(id, (rule, true)),
        }
    }
    clashes
}

fn add(
    document: &LadderDocument,
    ladder: &Ladder,
    role: RoleIndex,
    clash: &Clash<'_>,
    diagnostics: &mut Diagnostics,
) {
    let Clash {
        id,
        recommended,
        own,
    } = *clash;
    let find = |role: RoleIndex, part: bool| {
        let (name, entry) = document.roles.entries().get(role.index())?;
        place(name, entry.valid()?, part, id)
    };
    let Some(at) = find(role, recommended) else {
        return;
    };
    let ancestors = || std::iter::successors(ladder[role].extends, |role| ladder[*role].extends);
    let first = if own {
        find(role, false)
    } else {
        ancestors().find_map(|role| find(role, false).or_else(|| find(role, true)))
    };
    // Two of one part are reported with the entry.
    let Some(first) = first.filter(|first| *first != at) else {
        return;
    };
    let name = &ladder[role].id;
    let (message, help) = if own {
        (
            format!("`{name}` has another requirement with the id `{id}`"),
            "give one of them another id".to_owned(),
        )
    } else {
        (
            format!("`{name}` inherits another requirement with the id `{id}`"),
            format!(
                "give this one another id, or replace the inherited one with `without: [{id}]`"
            ),
        )
    };
    diagnostics
        .add(Code::RepeatedName, at, message)
        .also(first, "the other one")
        .help(format!("`without` could not tell them apart: {help}"));
}

/// Where a role requires something under this id, or recommends it.
fn place(role: &str, entry: &RoleEntry, recommended: bool, id: &SmolStr) -> Option<Place> {
    let roles = PointerRef::ROOT.key("roles");
    let at = roles.key(role);
    if recommended {
        let fields = RequirementFields::from(&**entry.recommended.valid()?);
        let stated = fields.ids().find(|stated| stated.id.0 == *id)?;
        Some(stated.place(at.key("recommended")))
    } else {
        let fields = RequirementFields::from(entry);
        let stated = fields.ids().find(|stated| stated.id.0 == *id)?;
        Some(stated.place(at))
    }
}
