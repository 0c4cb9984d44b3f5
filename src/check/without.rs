//! Reports roles that take a member away from a group of certifications: a group goes as a whole.

use std::collections::HashSet;

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Diagnostics},
    load::{GroupEntry, LadderDocument, List, RequiredCertification},
    model::{CertificationIndex, Group, Ladder, RoleIndex},
    text::PointerRef,
};

/// The largest number of inherited entries that are looked at; a hand-written ladder has a few
/// thousand.
const STEPS: usize = 2_000_000;

/// Reports certifications under `without` that a role inherits only as members of a group.
pub fn report(document: &LadderDocument, ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let groups = ladder.roles().flat_map(|role| own_groups(ladder, role));
    let groups = groups.filter(|group| group.members.len() > 1);
    let grouped: HashSet<_> = groups.flat_map(|group| &group.members).collect();
    let mut left = STEPS;
    for role in ladder.roles() {
        let taken = ladder[role].without_certifications.iter();
        for taken in taken.filter(|taken| grouped.contains(taken)) {
            if let Some(owner) = owner_of_group(ladder, role, *taken, &mut left) {
                let id = &ladder[*taken].id;
                add(
                    document,
                    [role, owner].map(RoleIndex::index),
                    id,
                    diagnostics,
                );
            }
        }
    }
}

fn own_groups(ladder: &Ladder, role: RoleIndex) -> impl Iterator<Item = &Group> {
    let (required, recommended) = (&ladder[role].required, &ladder[role].recommended);
    let required = required.certifications.iter();
    required.chain(&recommended.certifications)
}

/// The ancestor that asks for a certification in a group, if none asks for it by itself.
fn owner_of_group(
    ladder: &Ladder,
    role: RoleIndex,
    taken: CertificationIndex,
    left: &mut usize,
) -> Option<RoleIndex> {
    let mut owner = None;
    let mut stays = true;
    let mut gone: Vec<&SmolStr> = Vec::new();
    let mut next = ladder[role].extends;
    // The ladder may still have a circle of `extends`, which the steps end too.
    while let Some(ancestor) = next.filter(|ancestor| *ancestor != role) {
        let entry = &ladder[ancestor];
        let groups = entry.required.certifications.len() + entry.recommended.certifications.len();
        *left = left.checked_sub(1 + groups)?;
        for group in own_groups(ladder, ancestor) {
            let is_gone = group.id.as_ref().is_some_and(|id| gone.contains(&id));
            if stays && group.members == [taken] {
                return None;
            }
            if owner.is_none()
                && !is_gone
                && group.members.len() > 1
                && group.members.contains(&taken)
            {
                owner = Some(ancestor);
            }
        }
        stays &= !entry.without_certifications.contains(&taken);
        gone.extend(&entry.without_groups);
        next = entry.extends;
    }
    owner
}

fn add(
    document: &LadderDocument,
    [role, owner]: [usize; 2],
    id: &SmolStr,
    diagnostics: &mut Diagnostics,
) {
    let entry = |position: usize| {
        let (id, entry) = document.roles.entries().get(position)?;
        Some((id, entry.valid()?))
    };
    let (Some((role, taker)), Some((owner, giver))) = (entry(role), entry(owner)) else {
        return;
    };
    let Some((position, _)) = taker.without.items().find(|(_, taken)| taken.0 == *id) else {
        return;
    };
    let roles = PointerRef::ROOT.key("roles");
    let path = roles.key(owner);
    let recommended = path.key("recommended");
    let lists = [
        Some((&giver.certifications, path)),
        giver
            .recommended
            .valid()
            .map(|entry| (&entry.certifications, recommended)),
    ];
    let mut lists = lists.into_iter().flatten();
    let found = lists.find_map(|(list, path)| Some((group_with(list, id)?, path)));
    let name = found.and_then(|((_, group), _)| group.id.valid());
    let help = match name {
        Some(group) => format!("name the whole group by its id, `{}`", group.0),
        None => format!(
            "a group is taken away as a whole: give it an `id` in `{}`, and name that here",
            owner.0
        ),
    };
    let message = format!("`{}` inherits `{id}` only as a member of a group", role.0);
    let at = roles.key(role);
    let diagnostic = diagnostics.add(Code::SplitGroup, at.key("without").item(position), message);
    if let Some(((position, _), path)) = found {
        diagnostic.also(path.key("certifications").item(position), "the group");
    }
    diagnostic.help(help);
}

/// The first group of a list that has a certification, and its position.
fn group_with<'a>(
    list: &'a List<RequiredCertification>,
    id: &SmolStr,
) -> Option<(usize, &'a GroupEntry)> {
    list.items().find_map(|(position, entry)| match entry {
        RequiredCertification::Group(group) => {
            let mut members = group.one_of.items();
            let found = members.any(|(_, member)| member.0 == *id);
            found.then_some((position, group))
        }
        RequiredCertification::One(_) => None,
    })
}
